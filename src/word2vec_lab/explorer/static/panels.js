// The explorer's controls besides the plot. Each function makes one group and gives its element, with `update()` to
// bring it up to date; `app` is the explorer (widget.js), whose `set` changes a setting.

import { choice, h, markOf, newId, select, tick, wordField } from "./dom.js";
import { percent, plain, whole } from "./labels.js";
import { savePicture } from "./saving.js";
import { outline } from "./shapes.js";
import { addFrequent, addWords, answersIn, askAnalogy, exampleOf, MOST_WORDS, removeWord } from "./words.js";


// Cosines with as many digits as tell them apart: in these vectors they often differ only in the fifth.
function cosines(found) {
  const gap = found.length ? found[0][1] - found.at(-1)[1] : 0;
  const digits = gap > 0 ? Math.min(9, Math.max(3, Math.ceil(1.3 - Math.log10(gap)))) : 4;
  return (value) => plain(value, digits);
}

const KIND_NAMES = { center: "centre", outside: "outside", both: "both" };

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
  const zoom = h("span", { className: "w2x-zoom", role: "group", "aria-label": "Zoom" },
    h("button", { "aria-label": "Zoom out", title: "Zoom out", onclick: () => app.zoomAll(1 / 1.5) }, "−"),
    h("button", { "aria-label": "Zoom in", title: "Zoom in", onclick: () => app.zoomAll(1.5) }, "+"),
    h("button", { title: "Show all words again", onclick: () => app.resetView() }, "Reset view"));
  const adder = h("span", { className: "w2x-add" }, field, add);
  const el = h("div", { className: "w2x-bar" }, adder, kinds, zoom);
  el.update = () => {
    adder.hidden = app.settings.words.length >= app.vocabulary.words.length;
    kinds.show(app.settings.kind);
    kinds.hidden = app.runs.some((run) => !run.outside);
  };
  return el;
}

export function legend(app) {
  const el = h("ul", { className: "w2x-legend", "aria-label": "Groups" });
  el.update = () => {
    const shown = new Set(app.settings.words.map((word) => app.lookOf(word)));
    const entries = app.groups.map((group, k) => [k, group.name]).filter(([k]) => shown.has(String(k)));
    if (shown.has("other") && entries.length) entries.push(["other", "other words"]);
    el.replaceChildren(...entries.map(([look, name]) => h("li", {}, markOf(app.theme.looks[look], outline), name)));
    el.hidden = entries.length === 0;
  };
  return el;
}

// --- Neighbours -------------------------------------------------------------------------------------------------------

export function neighbours(app) {
  const el = h("section", { className: "w2x-near", "aria-label": "Nearest words" });
  el.moves = true;
  let known = "";
  el.update = () => {
    const word = app.pinned ?? app.active;
    const late = !app.clock.ended;
    const key = JSON.stringify([word, app.settings.kind, app.settings.words, app.settings.without_mean, app.panes.length, late]);
    if (key === known) return;
    known = key;
    el.replaceChildren(...(word ? nearTo(app, word, late) : [
      h("p", { className: "w2x-hint" }, "Point at a word to see the ten words nearest to it. Click to keep it."),
      h("p", { className: "w2x-hint" }, "With the keyboard: Tab to the plot, then arrow keys from word to word, "
        + "+ and − to zoom, Shift and arrows to move, 0 to reset, Delete to remove the word."),
    ]));
  };
  return el;
}

function nearTo(app, word, late) {
  const count = app.countOf(word);
  const shown = app.settings.words.includes(word);
  const head = h("div", { className: "w2x-near-head" }, h("h4", {}, word),
    h("button", { "aria-label": shown ? `Remove ${word}` : `Add ${word} to the plot`,
      onclick: () => (shown ? removeWord(app, word) : addWords(app, word)) }, shown ? "Remove" : "Add"));
  const facts = [app.groupOf(word), count && `${whole(count)} ${count === 1 ? "time" : "times"} in the text`];
  const parts = [head, h("p", { className: "w2x-facts" }, facts.filter(Boolean).join(" · ") || "\u00a0")];
  app.panes.forEach((pane) => {
    const { run } = pane.scene;
    if (parts.length > 2 && run === app.panes[0].scene.run) return;
    const row = run.index.get(word);
    const title = app.runs.length > 1 && app.panes.length > 1 ? pane.caption : "";
    if (row === undefined) {
      parts.push(h("p", { className: "w2x-hint" }, `${title}: this word has no vector there.`));
      return;
    }
    const found = run.nearestTo(pane.scene.kind, row, app.settings.without_mean);
    const kind = KIND_NAMES[pane.scene.kind];
    const what = `Nearest by cosine${app.settings.without_mean ? " without the mean" : ""}, ${kind === "both" ? "centre and outside" : kind} vectors`
      + `${late ? " at the end of the training" : ""}, among ${whole(run.words.length)} words`;
    parts.push(h("p", { className: "w2x-hint" }, title ? h("strong", {}, `${title}. `) : null, what));
    if (!found.length) {
      parts.push(h("p", { className: "w2x-hint" }, run.words.length < 2 ? "There is no other word."
        : "This vector is zero: it has no direction, so nothing is near it."));
    }
    const cosine = cosines(found);
    parts.push(h("ol", {}, ...found.map(([other, value]) => near(app, run.words[other], value, found, cosine))));
  });
  return parts;
}

function near(app, word, value, found, cosine) {
  const [low, high] = [found[found.length - 1][1], found[0][1]];
  const bar = h("i", { "aria-hidden": "true" });
  bar.style.width = `${high > low ? 12 + (88 * (value - low)) / (high - low) : 100}%`;
  const shown = app.settings.words.includes(word);
  return h("li", {},
    h("button", { className: "w2x-near-word", "aria-label": `${word}, cosine ${cosine(value)}${shown ? ", in the plot" : ". Add to the plot"}`,
      title: shown ? "In the plot" : "Add to the plot",
      onclick: () => (shown ? app.pin(word) : addWords(app, word)) },
    h("span", {}, shown ? word : `+ ${word}`), bar, h("b", {}, cosine(value))));
}

// --- Panels that unfold -----------------------------------------------------------------------------------------------

export function panels(app) {
  const made = [words(app), axes(app), analogy(app), compare(app), table(app)].filter(Boolean);
  const bar = h("div", { className: "w2x-tabs" });
  const buttons = made.map((panel) => {
    panel.id = newId();
    panel.hidden = true;
    panel.classList.add("w2x-panel");
    const button = h("button", { "aria-expanded": "false", "aria-controls": panel.id, onclick: () => open(panel.hidden ? panel : null) },
      panel.name);
    bar.append(button);
    return button;
  });
  const open = (wanted) => made.forEach((panel, k) => {
    panel.hidden = panel !== wanted;
    buttons[k].setAttribute("aria-expanded", String(panel === wanted));
    if (panel === wanted) panel.update();
  });
  bar.append(h("span", { className: "w2x-space" }),
    h("button", { onclick: () => savePicture(app), title: "Save the plot as explorer.png" }, "Save PNG"));
  const el = h("div", { className: "w2x-more" }, bar, ...made);
  el.update = () => made.filter((panel) => !panel.hidden).forEach((panel) => panel.update());
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
      h("button", { className: "w2x-chip", "aria-label": `${word}: nearest words`, onclick: () => app.pin(word) }, word),
      h("button", { className: "w2x-out", "aria-label": `Remove ${word}`, onclick: () => {
        const at = chosen.indexOf(word);
        removeWord(app, word);
        (list.children[Math.min(at, list.children.length - 1)]?.querySelector(".w2x-out") ?? more.querySelector("button"))?.focus();
      } }, "×"))));
  };
  return el;
}

function axes(app) {
  const el = h("div", { role: "region", "aria-label": "Axes and lengths" });
  el.name = "Axes";
  const method = choice("Axes from", [["shown", "SVD of the words shown"], ["all", "PCA of the whole vocabulary"]],
    app.settings.axes_of, (value) => app.set({ axes_of: value }));
  const pick = (axis) => (value) => {
    const components = [...app.settings.components];
    components[axis] = value;
    app.set({ components });
  };
  const across = select("Across", [], 0, pick(0));
  const up = select("Up", [], 1, pick(1));
  const unit = tick("Each vector brought to length 1 (L2)", app.settings.unit_length, (value) => app.set({ unit_length: value }));
  const equal = tick("Same scale on both axes", app.settings.equal_scales, (value) => app.set({ equal_scales: value }));
  const regress = tick("Take out log frequency", app.settings.without_frequency, (value) => app.set({ without_frequency: value }));
  const about = h("p", { className: "w2x-hint" });
  el.append(
    h("div", { className: "w2x-row" }, method),
    h("div", { className: "w2x-row" }, across, up, equal),
    h("div", { className: "w2x-row" }, unit, app.vocabulary.counts ? regress : null),
    about,
    app.vocabulary.counts ? h("p", { className: "w2x-hint" }, "Why take out log frequency: in these vectors much of what looks "
      + "like meaning is how often a word occurs. The switch subtracts from every number of a vector what a straight line in "
      + "log frequency explains of it, over the words shown. What still lies together then does so for another reason.") : "");
  el.update = () => {
    const { settings } = app;
    const { scene } = app.panes[0];
    const list = Array.from({ length: scene.basis.axes.length }, (_, k) => `${k + 1} (${percent(scene.basis.shares[k])})`);
    method.show(settings.axes_of);
    across.show(list, settings.components[0]);
    up.show(list.length > 1 ? list : [...list, "none"], settings.components[1]);
    unit.show(settings.unit_length);
    equal.show(settings.equal_scales);
    regress.show(settings.without_frequency);
    about.textContent = settings.axes_of === "shown"
      ? "As in the assignment: the mean of the words shown is subtracted, and the SVD of their covariance gives the axes."
      : `The axes are the principal components of all ${whole(scene.n)} words; the words shown stay in the middle.`;
  };
  return el;
}

function analogy(app) {
  if (app.vocabulary.words.length < 4) return null;
  const el = h("div", { role: "region", "aria-label": "Analogy" });
  el.name = "Analogy";
  const [a, b, c] = app.settings.analogy.length ? app.settings.analogy : ["king", "man", "woman"];
  const find = () => askAnalogy(app, fields.map((field) => field.input.value));
  const fields = [["a", a], ["− b", b], ["+ c", c]].map(([label, value]) =>
    wordField(label, () => app.vocabulary, find, { value }));
  const result = h("div", { "aria-live": "polite" });
  const clear = h("button", { onclick: () => app.set({ analogy: [] }) }, "Clear");
  el.append(h("div", { className: "w2x-row" }, ...fields, h("button", { onclick: find }, "Find"), clear), result);
  el.update = () => {
    const asked = app.settings.analogy;
    clear.hidden = !asked.length;
    if (!asked.length) {
      result.replaceChildren(h("p", { className: "w2x-hint" }, "a is to b as which word is to c? The arrow from b to a is "
        + "put at c; the words nearest to its tip, by cosine, are the answers."));
      return;
    }
    result.replaceChildren(...app.panes.map((pane) => {
      const { best: found, rank } = answersIn(app, pane) ?? {};
      const title = app.panes.length > 1 ? `${pane.caption}: ` : "";
      if (!found) return h("p", { className: "w2x-hint" }, `${title}one of the three words has no vector there.`);
      const cosine = cosines(found);
      return h("div", {}, h("p", { className: "w2x-hint" },
        `${title}${asked[0]} − ${asked[1]} + ${asked[2]}, nearest by cosine${app.settings.without_mean ? " without the mean" : ""}${pane.scene.settings.unit_length ? ", each vector of length 1" : ""}, at the end of the training:`),
      h("ol", { className: "w2x-answers" }, ...found.map(([row, value]) => h("li", {},
        h("button", { onclick: () => addWords(app, pane.scene.run.words[row]),
          "aria-label": `${pane.scene.run.words[row]}, cosine ${cosine(value)}. Add to the plot` }, pane.scene.run.words[row]),
        ` ${cosine(value)}`))),
      rank ? h("p", {}, `${app.settings.expected}: rank ${whole(rank[0])} of ${whole(rank[1])}.`) : null);
    }));
  };
  return el;
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
      const head = ["Word", "Group", "Times", ...scene.settings.components.map((k) => `Axis ${k + 1}`), "Nearest word"];
      const rows = scene.words.map((word, i) => {
        const [first] = scene.run.nearestTo(scene.kind, scene.rows[i], scene.settings.without_mean, 1);
        const count = scene.run.counts?.[scene.rows[i]];
        return h("tr", {}, h("th", { scope: "row" }, h("button", { onclick: () => app.pin(word), "aria-label": `${word}: nearest words` }, word)),
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
