// The list beside the plot: the words nearest to the one that is chosen, or those that were caught with box and lasso.

import { h, heard, sign, tick } from "./dom.js";
import { plain, whole } from "./labels.js";
import { addWords, addSelected, MOST_WORDS, removeWord } from "./words.js";

const LISTED = 60; // of more selected words the list shows the first
export const KIND_NAMES = { center: "centre", outside: "outside", both: "both" };
export const kindNamed = (kind) => (kind === "both" ? "centre and outside" : KIND_NAMES[kind]);

// Cosines with as many digits as tell them apart: with the mean left in they may differ only in the fifth.
export function cosines(found) {
  const gap = found.length ? found[0][1] - found.at(-1)[1] : 0;
  const digits = gap > 0 ? Math.min(9, Math.max(3, Math.ceil(1.3 - Math.log10(gap)))) : 4;
  return (value) => plain(value, digits);
}

export function neighbours(app) {
  const list = h("div");
  const mean = tick("Compare without the mean of all words", app.settings.without_mean, (value) => app.set({ without_mean: value }));
  const el = h("section", { className: "w2x-near", "aria-label": "Nearest words" }, list, mean);
  el.moves = true;
  let known = "";
  el.update = () => {
    const late = !app.clock.ended;
    const { kind, words, without_mean: withoutMean } = app.settings;
    const key = JSON.stringify([app.chosen, app.selected, kind, words, withoutMean, app.panes.length, late, app.touch]);
    mean.show(withoutMean);
    if (key === known) return;
    known = key;
    mean.hidden = !app.chosen;
    list.replaceChildren(...(app.chosen ? nearTo(app, app.chosen, late) : app.selected.length ? selection(app) : hints(app)));
  };
  return el;
}

function hints(app) {
  const lines = app.touch ? [
    "Tap a word to see the ten words nearest to it. Tap it again to let go.",
    "Once you have tapped the plot, one finger moves it. Two fingers zoom. Box and lasso select words.",
  ] : [
    "Point at a word to see the ten words nearest to it. Click to keep it; Shift+click keeps several. Shift+drag, box and lasso select words.",
    "With the keyboard: Tab to the plot, then arrow keys from word to word, Enter or Space to keep, + and − to zoom, "
      + "Shift and arrows to move, 0 to reset, A to select all in view, Delete to remove the word.",
  ];
  return lines.map((line) => h("p", { className: "w2x-hint" }, line));
}

// --- One word ---------------------------------------------------------------------------------------------------------

function nearTo(app, word, late) {
  const count = app.countOf(word);
  const shown = app.settings.words.includes(word);
  const head = h("div", { className: "w2x-near-head" }, h("h4", {}, word),
    h("button", { onclick: () => (shown ? removeWord(app, word) : addWords(app, word)) }, shown ? "Remove" : "Add",
      heard(shown ? ` ${word}` : ` ${word} to the plot`)));
  const facts = [app.groupOf(word), count && `${whole(count)} ${count === 1 ? "time" : "times"} in the text`];
  const parts = [head, h("p", { className: "w2x-facts" }, facts.filter(Boolean).join(" · ") || "\u00a0")];
  app.panes.forEach((pane, k) => {
    // Raw and of length 1 have the same cosines.
    if (k === 0 || pane.scene.run !== app.panes[0].scene.run) parts.push(...nearIn(app, pane, word, late));
  });
  return parts;
}

function nearIn(app, pane, word, late) {
  const { run, kind } = pane.scene;
  const title = app.panes.length > 1 && app.runs.length > 1 ? pane.caption : "";
  const row = run.index.get(word);
  if (row === undefined) return [h("p", { className: "w2x-hint" }, `${title}: this word has no vector there.`)];
  const found = run.nearestTo(kind, row, app.settings.without_mean);
  const what = `Nearest by cosine${app.settings.without_mean ? " without the mean" : ""}, ${kindNamed(kind)} vectors`
    + `${late ? " at the end of the training" : ""}, among ${whole(run.words.length)} words`;
  const parts = [h("p", { className: "w2x-hint" }, title ? h("strong", {}, `${title}. `) : null, what)];
  if (!found.length) {
    parts.push(h("p", { className: "w2x-hint" }, run.words.length < 2 ? "There is no other word."
      : "This vector is zero: it has no direction, so nothing is near it."));
  }
  const cosine = cosines(found);
  return [...parts, h("ol", {}, ...found.map(([other, value]) => near(app, run.words[other], value, cosine)))];
}

// The bar is as long as the cosine is: from 0 to 1 over the whole width.
function near(app, word, value, cosine) {
  const bar = h("i", { "aria-hidden": "true" });
  bar.style.width = `${100 * Math.min(Math.max(value, 0), 1)}%`;
  const shown = app.settings.words.includes(word);
  return h("li", {}, h("button", { className: "w2x-near-word", title: `${word}: ${shown ? "in the plot" : "add to the plot"}`,
    onclick: () => (shown ? app.pin(word) : addWords(app, word)) },
  bar, h("span", { className: "w2x-name" }, shown ? null : sign("+ "), word), heard(", cosine "), h("b", {}, cosine(value)),
  heard(shown ? ", in the plot" : ". Add to the plot")));
}

// --- Several words ----------------------------------------------------------------------------------------------------

function selection(app) {
  const { selected } = app;
  const fresh = selected.filter((word) => !app.settings.words.includes(word)).length;
  const room = MOST_WORDS - app.settings.words.length;
  const more = selected.length > LISTED ? `The first ${LISTED}:` : "";
  return [
    h("div", { className: "w2x-near-head" }, h("h4", {}, `${whole(selected.length)} words selected`)),
    h("div", { className: "w2x-row" },
      fresh && fresh <= room ? h("button", { onclick: () => addSelected(app) }, `Add ${fresh} to the plot`) : null,
      h("button", { onclick: () => app.select([]) }, "Let go")),
    fresh > room ? h("p", { className: "w2x-hint" }, `They are too many for the plot, which has room for ${whole(room)} more.`) : null,
    h("p", { className: "w2x-hint" }, more),
    h("ul", { className: "w2x-chips" }, ...selected.slice(0, LISTED).map((word) => h("li", {},
      h("button", { className: "w2x-chip", title: word, onclick: () => app.pin(word) }, word, heard(": nearest words"))))),
  ].filter(Boolean);
}
