// The plot's colours, on a light and on a dark ground: the palette of Okabe and Ito, which colour-blind readers can tell
// apart. A group has a colour and a shape; colour alone never carries it.

import { SHAPES } from "./shapes.js";

const LIGHT = ["#009E73", "#D55E00", "#0072B2", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442"];
const DARK = ["#12B886", "#F07830", "#4DA3E0", "#DB93BC", "#F0B429", "#8ACBF2", "#F0E442"];
export const MOST_GROUPS = SHAPES.length;

export function themeFor(dark, ground, font) {
  const ink = dark ? "#f2f2f2" : "#1a1a1a";
  const soft = dark ? "#b5b5b5" : "#5e5e5e";
  const looks = Object.fromEntries((dark ? DARK : LIGHT).map((colour, k) => [k, { colour, shape: SHAPES[k] }]));
  const accent = dark ? "#7cc4ff" : "#0b5cad";
  return {
    dark, ground, font, ink, soft, accent,
    line: dark ? "#3d3d3d" : "#e4e4e4",
    edge: dark ? "rgba(0,0,0,.75)" : "rgba(26,26,26,.7)",
    cloud: dark ? [170, 180, 190] : [95, 105, 115],
    looks: {
      ...looks,
      other: { colour: dark ? "#9a9a9a" : "#7d7d7d", shape: "circle", hollow: true },
      ghost: { colour: accent, shape: "circle", hollow: true },
      target: { colour: accent, shape: "star" },
    },
  };
}

// The colour of what the explorer stands on, and whether that is dark.
export function groundOf(el) {
  for (let at = el; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    const parts = colour.match(/[\d.]+/g)?.map(Number) ?? [];
    if (parts.length >= 3 && (parts[3] ?? 1) > 0.5) {
      const [red, green, blue] = parts;
      return { colour: `rgb(${red},${green},${blue})`, dark: 0.3 * red + 0.59 * green + 0.11 * blue < 110 };
    }
  }
  return { colour: "rgb(255,255,255)", dark: false };
}
