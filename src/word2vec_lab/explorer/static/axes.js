// The panel of the axes: which two are drawn, components or the way from one word to another, and how vectors are
// prepared for it.

import { choice, h, select, tick, wordField } from "./dom.js";
import { percent, whole } from "./labels.js";
import { askAxis } from "./words.js";

const OWN = "from word to word …";
const WHY_FREQUENCY = "Why take out log frequency: in these vectors much of what looks like meaning is how often a word "
  + "occurs. The switch subtracts from every number of a vector what a straight line in log frequency explains of it, over "
  + "the words shown. What still lies together then does so for another reason.";

export function axes(app) {
  const el = h("div", { role: "region", "aria-label": "Axes and lengths" });
  el.name = "Axes";
  const method = choice("Axes from", [["shown", "SVD of the words shown"], ["all", "PCA of the whole vocabulary"]],
    app.settings.axes_of, (value) => app.set({ axes_of: value }));
  const both = [axis(app, 0, "across", "Across"), axis(app, 1, "up", "Up")];
  const unit = tick("Each vector brought to length 1 (L2)", app.settings.unit_length, (value) => app.set({ unit_length: value }));
  const equal = tick("Same scale on both axes", app.settings.equal_scales, (value) => app.set({ equal_scales: value }));
  const regress = tick("Take out log frequency", app.settings.without_frequency, (value) => app.set({ without_frequency: value }));
  const about = h("p", { className: "w2x-hint" });
  const { counts } = app.vocabulary;
  el.append(h("div", { className: "w2x-row" }, method), ...both,
    h("div", { className: "w2x-row" }, unit, equal, counts ? regress : ""), about,
    counts ? h("p", { className: "w2x-hint" }, WHY_FREQUENCY) : "");
  el.update = () => {
    const { settings } = app;
    method.show(settings.axes_of);
    both.forEach((one) => one.update());
    unit.show(settings.unit_length);
    equal.show(settings.equal_scales);
    regress.show(settings.without_frequency);
    about.textContent = settings.axes_of === "shown"
      ? "As in the assignment: the mean of the words shown is subtracted, and the SVD of their covariance gives the axes."
      : `The axes are the principal components of all ${whole(app.panes[0].scene.n)} words; the words shown stay in the middle.`;
  };
  return el;
}

// One axis: a component out of a list or, as its last entry, two words.
function axis(app, which, name, label) {
  let open = app.settings[name].length === 2;
  let count = 0;
  const box = select(label, [], which, (chosen) => {
    open = chosen === count;
    if (open) {
      el.update();
      ends[0].input.focus();
      return;
    }
    const components = [...app.settings.components];
    components[which] = chosen;
    app.set({ components, [name]: [] });
  });
  const use = () => askAxis(app, name, ends.map((end) => end.input.value));
  const [from, to] = app.settings[name].length ? app.settings[name] : exampleEnds(app);
  const ends = [["from", from], ["to", to]].map(([text, value]) => wordField(text, () => app.vocabulary, use, { value }));
  const words = h("span", { className: "w2x-row" }, ...ends, h("button", { onclick: use }, "Use"));
  const el = h("div", { className: "w2x-row", role: "group", "aria-label": `${label}: which axis` }, box, words);
  el.update = () => {
    const { basis } = app.panes[0].scene;
    const list = Array.from({ length: basis.axes.length }, (_, k) => `${k + 1} (${percent(basis.shares[k])})`);
    if (list.length < 2) list.push("none");
    count = list.length;
    const chosen = app.settings[name];
    if (chosen.length) open = true;
    box.show([...list, chosen.length ? `${chosen[0]} → ${chosen[1]}` : OWN], open ? count : app.settings.components[which]);
    words.hidden = !open;
  };
  return el;
}

function exampleEnds(app) {
  const known = (word) => app.vocabulary.index.has(word);
  return [["bad", "good"], ["man", "woman"]].find((pair) => pair.every(known)) ?? ["", ""];
}
