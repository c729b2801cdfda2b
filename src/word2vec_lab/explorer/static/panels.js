// The explorer's controls besides the plot. Each function makes one group and gives its element, with `update()` to
// bring it up to date; `app` is the explorer (widget.js), whose `set` changes a setting.

import { axes } from "./axes.js";
import { choice, h, heard, markOf, newId, sign, tick, wordField } from "./dom.js";
import { plain, whole } from "./labels.js";
import { cosines, KIND_NAMES, kindNamed } from "./neighbours.js";
import { glideZoom, resetView } from "./panes.js";
import { savePicture } from "./saving.js";
import { outline } from "./shapes.js";
import { addFrequent, addWords, answersIn, askAnalogy, exampleOf, MOST_WORDS, removeWord } from "./words.js";

export function topBar(app) {
  const field = wordField("Add a word", () => app.vocabulary, (text) => {
    if (addWords(app, text)) field.input.value = "";
  }, { placeholder: exampleOf(app) });
  // What was said of the last word is not of the next.
  field.input.addEventListener("input", () => app.tell(""));
  const add = h("button", { onclick: () => {
    if (addWords(app, field.input.value)) field.input.value = "";
    field.input.focus();
  } }, "Add");
  const kinds = choice("Vectors", Object.entries(KIND_NAMES), app.settings.kind, (kind) => app.set({ kind }));
  const by = (factor) => glideZoom(app, app.panes[0], factor);
  const whose = choice("View", [["shown", "words"], ["all", "whole cloud"]], app.settings.view_of, (view) => app.set({ view_of: view }));
  const drag = choice("Drag", [["move", "moves"], ["box", "box"], ["lasso", "lasso"]], app.drag, (how) => app.dragBy(how));
  const zooms = h("span", { className: "w2x-zoom", role: "group", "aria-label": "Zoom" },
    h("button", { title: "Zoom out", onclick: () => by(1 / 1.5) }, sign("−"), heard("Zoom out")),
    h("button", { title: "Zoom in", onclick: () => by(1.5) }, sign("+"), heard("Zoom in")),
    h("button", { title: "Show the first view again", onclick: () => resetView(app) }, "Reset view"));
  const adder = h("span", { className: "w2x-add" }, field, add);
  const el = h("div", { className: "w2x-bar" }, adder, kinds, whose, drag, zooms);
  el.update = () => {
    adder.hidden = app.settings.words.length >= app.vocabulary.words.length;
    kinds.show(app.settings.kind);
    kinds.hidden = app.runs.some((run) => !run.outside);
    whose.show(app.settings.view_of);
    whose.hidden = !app.settings.cloud || app.settings.words.length >= app.vocabulary.words.length;
    drag.show(app.drag);
  };
  return el;
}

export function legend(app) {
  const el = h("ul", { className: "w2x-legend", "aria-label": "Groups" });
  el.update = () => {
    const shown = new Set(app.settings.words.map((word) => app.lookOf(word)));
    const entries = app.groups.map((group, k) => [k, group.name]).filter(([k]) => shown.has(String(k)));
    if (shown.has("other") && entries.length) entries.push(["other", "other words"]);
    el.replaceChildren(...entries.map(([look, name]) => h("li", {}, markOf(app.theme.looks[look], outline), h("span", { title: name }, name))));
    el.hidden = entries.length === 0;
  };
  return el;
}

// --- Panels that unfold -----------------------------------------------------------------------------------------------

export function panels(app) {
  const made = [words(app), axes(app), analogy(app), compare(app), table(app)].filter(Boolean);
  const bar = h("div", { className: "w2x-tabs" });
  const open = (panel) => {
    app.panel = panel;
    app.refresh();
    app.save();
  };
  made.forEach((panel) => {
    panel.id = newId();
    panel.classList.add("w2x-panel");
    const key = panel.name.toLowerCase();
    panel.button = h("button", { "aria-controls": panel.id, onclick: () => open(app.panel === key ? "" : key) }, panel.name);
    bar.append(panel.button);
  });
  const full = h("button", { onclick: () => app.fill() });
  bar.append(h("span", { className: "w2x-space" }), document.fullscreenEnabled ? full : "",
    h("button", { onclick: () => savePicture(app), title: "Save the plot as explorer.png" }, "Save PNG"));
  const el = h("div", { className: "w2x-more" }, bar, ...made);
  el.update = () => {
    full.textContent = app.fills ? "Leave the full screen" : "Full screen";
    made.forEach((panel) => {
      panel.hidden = panel.name.toLowerCase() !== app.panel;
      panel.button.setAttribute("aria-expanded", String(!panel.hidden));
      if (!panel.hidden) panel.update();
    });
  };
  return el;
}

function words(app) {
  const el = h("div", { role: "region", "aria-label": "Words" });
  el.name = "Words";
  const list = h("ul", { className: "w2x-chips" });
  const more = h("div", { className: "w2x-row" });
  const sized = tick("Size by frequency", app.settings.sized, (value) => app.set({ sized: value }));
  const cloud = tick("Faint cloud of the whole vocabulary", app.settings.cloud, (value) => app.set({ cloud: value }));
  el.append(more, list);
  el.update = () => {
    const { words: chosen } = app.settings;
    const room = MOST_WORDS - chosen.length;
    const rest = app.vocabulary.words.length - chosen.length;
    const frequent = app.vocabulary.counts ? "most frequent" : "first";
    const adders = [25, 100, MOST_WORDS].map((count) => Math.min(count, room, rest)).filter((count, k, all) =>
      count > 0 && all.indexOf(count) === k);
    more.replaceChildren(
      h("span", {}, rest ? `${chosen.length} of at most ${MOST_WORDS} words.` : `All ${whole(chosen.length)} words of this run are shown.`),
      ...adders.map((count) => h("button", { onclick: () => addFrequent(app, count) }, `Add the ${count} ${frequent}`)),
      h("button", { onclick: () => app.set({ words: [...app.start.words] }) }, "Back to the first words"),
      app.vocabulary.counts ? sized : "", cloud);
    sized.show(app.settings.sized);
    cloud.show(app.settings.cloud);
    list.replaceChildren(...chosen.map((word) => h("li", {},
      markOf(app.theme.looks[app.lookOf(word)], outline, 12),
      h("button", { className: "w2x-chip", title: word, onclick: () => app.pin(word) }, word, heard(": nearest words")),
      h("button", { className: "w2x-out", title: `Remove ${word}`, onclick: () => {
        const at = chosen.indexOf(word);
        removeWord(app, word);
        (list.children[Math.min(at, list.children.length - 1)]?.querySelector(".w2x-out") ?? more.querySelector("button"))?.focus();
      } }, sign("×"), heard(`Remove ${word}`)))));
  };
  return el;
}

function analogy(app) {
  if (app.vocabulary.words.length < 4) return null;
  const el = h("div", { role: "region", "aria-label": "Analogy" });
  el.name = "Analogy";
  const known = ["king", "man", "woman", "queen"].every((word) => app.vocabulary.index.has(word));
  const [a, b, c] = app.settings.analogy.length ? app.settings.analogy : known ? ["king", "man", "woman"] : ["", "", ""];
  const find = () => askAnalogy(app, fields.map((field) => field.input.value), expected.input.value);
  const fields = [["a", a], ["− b", b], ["+ c", c]].map(([label, value]) =>
    wordField(label, () => app.vocabulary, find, { value }));
  const expected = wordField("expected (if you like)", () => app.vocabulary, find,
    { value: app.settings.expected || (known && !app.settings.analogy.length ? "queen" : "") });
  const result = h("div", { "aria-live": "polite" });
  const clear = h("button", { onclick: () => app.set({ analogy: [], expected: "" }) }, "Clear");
  el.append(h("div", { className: "w2x-row" }, ...fields, expected, h("button", { onclick: find }, "Find"), clear), result);
  let shown = "";
  el.update = () => {
    const asked = app.settings.analogy;
    clear.hidden = !asked.length;
    const key = JSON.stringify([asked, app.settings, app.panes.length]);
    if (key === shown) return;
    shown = key;
    result.replaceChildren(...(asked.length ? app.panes.map((pane) => answersOf(app, pane)) : [
      h("p", { className: "w2x-hint" }, "a is to b as which word is to c? The arrow from b to a is put at c; the words "
        + "nearest to its tip, by cosine, are the answers. Of a word that you expect the rank is told."),
    ]));
  };
  return el;
}

function answersOf(app, pane) {
  const { analogy: [a, b, c], expected, without_mean: withoutMean } = app.settings;
  const title = app.panes.length > 1 ? `${pane.caption}: ` : "";
  const { best, rank } = answersIn(app, pane) ?? {};
  if (!best) return h("p", { className: "w2x-hint" }, `${title}one of the three words has no vector there.`);
  const { run, settings } = pane.scene;
  const cosine = cosines(best);
  const how = `nearest by cosine${withoutMean ? " without the mean" : ""}${settings.unit_length ? ", each vector of length 1" : ""}`;
  return h("div", {},
    h("p", { className: "w2x-hint" }, `${title}${a} − ${b} + ${c}, ${how}, at the end of the training:`),
    h("ol", { className: "w2x-answers" }, ...best.map(([row, value]) => h("li", {},
      h("button", { title: "Add to the plot", onclick: () => addWords(app, run.words[row]) }, run.words[row],
        heard(`, cosine ${cosine(value)}. Add to the plot`)),
      sign(` ${cosine(value)}`)))),
    expected ? h("p", { className: "w2x-rank" }, h("strong", {}, expected), rank
      ? `: rank ${whole(rank[0])} of ${whole(rank[1])}.` : ": has no vector there, or one of zeros, and so no rank.") : null);
}

function compare(app) {
  const el = h("div", { role: "region", "aria-label": "Compare" });
  el.name = "Compare";
  const second = app.runs[1];
  const options = [["nothing", "one plot"], ["length", "raw and length 1"]];
  if (second) options.push(["run", `${app.runs[0].name || "first run"} and ${second.name || "second run"}`]);
  const beside = choice("Side by side", options, app.settings.beside, (value) => app.set({ beside: value }));
  el.append(h("div", { className: "w2x-row" }, beside),
    h("p", { className: "w2x-hint" }, "Both plots show the same words, at the same moment of the training. A word that you "
      + "point at in one is marked in the other. The sign of an axis is free: the second plot's are turned to fit the first's."));
  el.update = () => beside.show(app.settings.beside);
  return el;
}

function table(app) {
  const el = h("div", { role: "region", "aria-label": "Table of the words shown" });
  el.name = "Table";
  let known = "";
  el.update = () => {
    const key = JSON.stringify([app.settings, Math.round(100 * app.clock.moment), app.panes.length]);
    if (key === known) return;
    known = key;
    el.replaceChildren(...app.panes.map((pane) => {
      const { scene } = pane;
      const points = scene.points(pane.moment());
      const axes = scene.settings.components.map((k, axis) => (scene.fixed[axis] ? scene.names[axis] : `Axis ${k + 1}`));
      const head = ["Word", "Group", "Times", ...axes, "Nearest word"];
      const rows = scene.words.map((word, i) => {
        const [first] = scene.run.nearestTo(scene.kind, scene.rows[i], scene.settings.without_mean, 1);
        const count = scene.run.counts?.[scene.rows[i]];
        return h("tr", {}, h("th", { scope: "row" }, h("button", { title: word, onclick: () => app.pin(word) }, word, heard(": nearest words"))),
          h("td", {}, app.groupOf(word) ?? ""), h("td", {}, count ? whole(count) : ""),
          h("td", {}, significant(points[2 * i])), h("td", {}, significant(points[2 * i + 1])),
          h("td", {}, first ? `${scene.run.words[first[0]]} (${plain(first[1], 4)})` : "none"));
      });
      return h("div", { className: "w2x-table", tabIndex: 0, role: "region", "aria-label": `Table${pane.caption ? `: ${pane.caption}` : ""}` },
        h("table", {}, h("caption", {}, `${pane.caption ? `${pane.caption}. ` : ""}${scene.words.length} words`),
          h("thead", {}, h("tr", {}, ...head.map((text) => h("th", { scope: "col" }, text)))), h("tbody", {}, ...rows)));
    }));
  };
  return el;
}

function significant(value) {
  if (value === 0) return "0";
  const digits = Math.min(12, Math.max(2, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return plain(value, digits);
}
