// Small pieces of page that several parts of the explorer use. All text goes in as text, so markup in a word stays text.

import { completions } from "./maths.js";

const SVG = "http://www.w3.org/2000/svg";
const MINE = "data-lm-suppress-shortcuts";
const FOCUSABLE = ["button", "input", "select", "canvas", "summary"];

// An element with properties (`on…` are listeners, `aria-…` and `data-…` attributes) and children.
export function h(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  Object.entries(properties).forEach(([name, value]) => {
    if (value === undefined || value === null) return;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (/^(aria|data)-|^(role|for|scope|list|colspan)$/.test(name)) made.setAttribute(name, value);
    else made[name] = value;
  });
  if (tag === "button") made.type = "button";
  if (FOCUSABLE.includes(tag) || properties.tabIndex === 0) made.setAttribute(MINE, "");
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...children);
  return made;
}

// JupyterLab takes the keys typed into an element that does not say of itself that they are its own: D D would delete
// the cell. Ctrl+S and Shift+Enter are JupyterLab's all the same: for those the word is taken back just in time.
export function ownKeys(root) {
  const decide = (event) => {
    const { target } = event;
    if (!(target instanceof Element) || !root.contains(target)) return;
    const theirs = event.ctrlKey || event.metaKey || (event.shiftKey && event.key === "Enter");
    target.toggleAttribute(MINE, !theirs);
  };
  window.addEventListener("keydown", decide, true);
  return () => window.removeEventListener("keydown", decide, true);
}

let serial = 0;
export function newId() {
  serial += 1;
  return `w2x-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}-${serial}`;
}

// Words that are heard and not seen: they complete the name of a button.
export const heard = (text) => h("span", { className: "w2x-heard" }, text);

// A sign that is seen and not heard.
export const sign = (text) => h("span", { "aria-hidden": "true" }, text);

// One of a few, as a row of buttons; a fieldset of radio buttons underneath.
export function choice(legend, options, chosen, onChoose) {
  const name = newId();
  const inputs = new Map();
  const labels = options.map(([value, text]) => {
    const input = h("input", { type: "radio", name, value, checked: value === chosen, onchange: () => onChoose(value) });
    inputs.set(value, input);
    return h("label", {}, input, h("span", {}, text));
  });
  const made = h("fieldset", { className: "w2x-choice" }, h("legend", {}, legend), h("div", {}, ...labels));
  made.show = (value) => { inputs.get(value).checked = true; };
  made.allow = (value, allowed) => { inputs.get(value).disabled = !allowed; };
  return made;
}

export function tick(text, checked, onChange) {
  const input = h("input", { type: "checkbox", checked, onchange: () => onChange(input.checked) });
  const made = h("label", { className: "w2x-tick" }, input, h("span", {}, text));
  made.show = (value) => { input.checked = value; };
  return made;
}

export function select(label, options, chosen, onChoose) {
  const id = newId();
  const box = h("select", { id, onchange: () => onChoose(box.selectedIndex) });
  const fill = (list) => box.replaceChildren(...list.map((text) => h("option", {}, text)));
  fill(options);
  box.selectedIndex = chosen;
  const made = h("span", { className: "w2x-select" }, h("label", { for: id }, label), box);
  made.show = (list, value) => {
    fill(list);
    box.selectedIndex = value;
  };
  return made;
}

// A field for a word of the vocabulary, with completion. `vocabulary()` gives { words, counts }; `onEnter(text)` gets
// what was typed or chosen.
export function wordField(label, vocabulary, onEnter, { placeholder = "", value = "" } = {}) {
  const [id, listId] = [newId(), newId()];
  const list = h("ul", { id: listId, role: "listbox", "aria-label": "Words that begin so", hidden: true });
  let marked = -1;
  const input = h("input", {
    id, type: "text", value, placeholder, autocomplete: "off", autocapitalize: "off", spellcheck: false,
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId,
  });
  const close = () => {
    list.hidden = true;
    marked = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const enter = (text) => {
    close();
    onEnter(text);
  };
  const mark = (to) => {
    const options = [...list.children];
    marked = options.length ? (to + options.length) % options.length : -1;
    options.forEach((option, k) => option.setAttribute("aria-selected", k === marked));
    if (marked >= 0) {
      input.setAttribute("aria-activedescendant", options[marked].id);
      options[marked].scrollIntoView({ block: "nearest" });
    }
  };
  const complete = () => {
    const { words, counts } = vocabulary();
    const found = completions(words, counts, input.value.split(/[\s,]+/).pop(), 8);
    list.replaceChildren(...found.map((word) => h("li", {
      id: newId(), role: "option", "aria-selected": "false", title: word,
      onpointerdown: (event) => {
        event.preventDefault();
        input.value = word;
        enter(word);
      },
    }, word)));
    list.hidden = found.length === 0;
    marked = -1;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
  };
  input.addEventListener("input", complete);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) complete();
      mark(marked + (event.key === "ArrowDown" ? 1 : marked < 0 ? 0 : -1));
    } else if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey) {
      event.preventDefault();
      if (marked >= 0) input.value = list.children[marked].textContent;
      enter(input.value);
    } else if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      close();
    }
  });
  const made = h("span", { className: "w2x-word" }, h("label", { for: id }, label), h("span", {}, input, list));
  made.input = input;
  return made;
}

// A group's mark, as in the plot.
export function markOf(look, outline, size = 14) {
  const steps = [];
  const path = {
    moveTo: (x, y) => steps.push(`M${x.toFixed(2)} ${y.toFixed(2)}`),
    lineTo: (x, y) => steps.push(`L${x.toFixed(2)} ${y.toFixed(2)}`),
    closePath: () => steps.push("Z"),
    arc: (x, y, r) => steps.push(`A${r} ${r} 0 1 1 ${x - r} ${y} A${r} ${r} 0 1 1 ${x + r} ${y}`),
  };
  outline(path, look.shape, 8, 8, 5);
  return svg("svg", { viewBox: "0 0 16 16", width: size, height: size, "aria-hidden": "true", class: "w2x-mark" },
    svg("path", {
      d: steps.join(" "), fill: look.hollow ? "none" : look.colour, "stroke-width": 1.2,
      stroke: look.hollow ? look.colour : "currentColor", "stroke-opacity": look.hollow ? 1 : 0.6,
    }));
}

// The static picture, an output of its own before this one, is hidden as long as the plot is on the page. A rule does it,
// since the picture may come later than the plot.
export function hideTwin(el, name) {
  el.append(h("style", {}, `[data-twin="${CSS.escape(name)}"], [data-says-of="${CSS.escape(name)}"] { display: none; }`));
}
