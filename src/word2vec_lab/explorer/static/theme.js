// The plot's colours, on a light and on a dark ground: the palette of Okabe and Ito, which colour-blind readers can tell
// apart. A group has a colour and a shape; colour alone never carries it. Where the reader has chosen colours for all
// pages (high contrast), letters and lines have those.

import { SHAPES } from "./shapes.js";

const LIGHT = ["#009E73", "#D55E00", "#0072B2", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442"];
const DARK = ["#12B886", "#F07830", "#4DA3E0", "#DB93BC", "#F0B429", "#8ACBF2", "#F0E442"];
const ON_LIGHT = {
  ink: "#1a1a1a", soft: "#5e5e5e", accent: "#0b5cad", line: "#e4e4e4", edge: "rgba(26,26,26,.7)", wash: "rgba(11,92,173,.12)",
  cloud: [95, 105, 115], plain: "#7d7d7d",
};
const ON_DARK = {
  ink: "#f2f2f2", soft: "#b5b5b5", accent: "#7cc4ff", line: "#3d3d3d", edge: "rgba(0,0,0,.75)", wash: "rgba(124,196,255,.16)",
  cloud: [170, 180, 190], plain: "#9a9a9a",
};
const FORCED = "(forced-colors: active)";
export const MOST_GROUPS = SHAPES.length;

// `own` are colours that take the place of the usual ones.
export function themeFor({ dark, ground, own = {} }, font) {
  const colours = { ...(dark ? ON_DARK : ON_LIGHT), ...own };
  const looks = Object.fromEntries((dark ? DARK : LIGHT).map((colour, k) => [k, { colour, shape: SHAPES[k] }]));
  return {
    ...colours, dark, ground, font,
    looks: {
      ...looks,
      other: { colour: colours.plain, shape: "circle", hollow: true },
      ghost: { colour: colours.accent, shape: "circle", hollow: true },
      target: { colour: colours.accent, shape: "star" },
    },
  };
}

// The colour of what the explorer stands on, whether that is dark, and the reader's own colours, if there are any.
export function groundOf(el) {
  if (matchMedia(FORCED).matches) return chosenByReader(el);
  for (let at = el; at; at = at.parentElement) {
    const parts = numbersOf(getComputedStyle(at).backgroundColor);
    if (parts.length >= 3 && (parts[3] ?? 1) > 0.5) return groundFrom(parts);
  }
  return { ground: "rgb(255,255,255)", dark: false };
}

function chosenByReader(el) {
  const probe = document.createElement("span");
  el.append(probe);
  const found = (name) => {
    Object.assign(probe.style, { forcedColorAdjust: "none", color: name });
    return getComputedStyle(probe).color;
  };
  const [ground, ink, accent] = ["Canvas", "CanvasText", "Highlight"].map(found);
  probe.remove();
  const own = { ink, accent, soft: ink, edge: ink, plain: ink, line: ink, cloud: numbersOf(ink).slice(0, 3) };
  return { ...groundFrom(numbersOf(ground)), own };
}

const numbersOf = (colour) => colour.match(/[\d.]+/g)?.map(Number) ?? [];

function groundFrom([red, green, blue]) {
  return { ground: `rgb(${red},${green},${blue})`, dark: 0.3 * red + 0.59 * green + 0.11 * blue < 110 };
}

// Calls `changed` whenever the colours may be others; gives a function that ends it.
export function watchTheme(changed) {
  const watcher = new MutationObserver(changed);
  [document.documentElement, document.body].forEach((el) =>
    watcher.observe(el, { attributes: true, attributeFilter: ["class", "style", "data-theme", "data-jp-theme-light", "data-jp-theme-name"] }));
  const media = ["(prefers-color-scheme: dark)", FORCED].map((query) => matchMedia(query));
  media.forEach((one) => one.addEventListener("change", changed));
  return () => {
    watcher.disconnect();
    media.forEach((one) => one.removeEventListener("change", changed));
  };
}
