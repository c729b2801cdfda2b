// What a plot is to draw at this moment: the words, and around the chosen one its neighbours, the analogy, the trails.

import { eased } from "./clock.js";
import { answersIn } from "./words.js";

// All that a plot is to draw; `part` says how far the words have glided to where they belong.
export function showOf(app, pane, part) {
  const { scene } = pane;
  const points = scene.points(pane.moment());
  const marks = scene.words.map((word, i) => wordMark(app, pane, word, i, points, eased(part)));
  const show = {
    marks,
    cloud: app.settings.cloud && scene.n > scene.words.length ? scene.cloud() : null,
    names: scene.names,
    trails: app.settings.trails && part >= 1 ? trailsOf(pane, marks) : null,
    links: [],
    arrows: null,
  };
  if (part >= 1) {
    addNeighbours(app, pane, show);
    addAnalogy(app, pane, show);
  }
  return show;
}

function wordMark(app, pane, word, i, points, part) {
  const { scene, plot } = pane;
  let [x, y] = [points[2 * i], points[2 * i + 1]];
  const from = part < 1 && pane.from.drawn.get(word);
  if (from) {
    const { view } = plot;
    x += (1 - part) * (view.x + (from[0] - plot.width / 2) / view.across - x);
    y += (1 - part) * (view.y - (from[1] - plot.height / 2) / view.up - y);
  }
  const active = word === app.active || word === app.pinned;
  const look = app.lookOf(word);
  const count = scene.run.logCounts?.[scene.rows[i]] ?? 0;
  return {
    key: word, label: word, named: true, x, y, active, look, style: active ? "bold" : "",
    radius: app.settings.sized && scene.run.logCounts ? sizeOf(look, count) : 5,
    weight: active ? 1e6 : app.settings.analogy.includes(word) ? 1e5 : scene.words.length - i,
  };
}

function trailsOf(pane, marks) {
  const { scene } = pane;
  const all = scene.trails();
  const upTo = Math.floor(pane.moment());
  return marks.map((mark, i) => ({ mark, i })).filter(({ mark }) => scene.isTracked(mark.key)).map(({ mark, i }) => ({
    mark,
    points: Float64Array.from({ length: 2 * (upTo + 1) }, (_, k) => all[k >> 1][2 * i + (k & 1)]),
  }));
}

// Lines from the chosen word to its neighbours; those that are not in the plot appear as rings, at the end only,
// since the checkpoints do not hold them.
function addNeighbours(app, pane, show) {
  const word = app.pinned ?? app.active;
  const { scene } = pane;
  const row = word ? scene.run.index.get(word) : undefined;
  if (row === undefined || pane.moment() < scene.last) return;
  const cloud = scene.cloud();
  const at = (other) => [cloud[2 * other], cloud[2 * other + 1]];
  const shown = new Map(show.marks.map((mark) => [mark.key, [mark.x, mark.y]]));
  if (!shown.has(word)) show.marks.push(ghost(word, at(row), 1e6, "bold"));
  const from = shown.get(word) ?? at(row);
  scene.run.nearestTo(scene.kind, row, scene.settings.without_mean).forEach(([other], k) => {
    const name = scene.run.words[other];
    const place = shown.get(name) ?? at(other);
    show.links.push([from, place]);
    if (!shown.has(name)) show.marks.push(ghost(name, place, 0.5 - k / 100, "italic"));
  });
}

function addAnalogy(app, pane, show) {
  const { analogy } = app.settings;
  if (!analogy.length) return;
  const { scene } = pane;
  const places = analogy.map((word) => show.marks.find((mark) => mark.key === word));
  if (places.includes(undefined)) return;
  const [a, b, c] = places.map((mark) => [mark.x, mark.y]);
  const target = [a[0] - b[0] + c[0], a[1] - b[1] + c[1]];
  show.arrows = [[b, a], [c, target]];
  show.marks.push({
    key: "= target", label: analogy.join(" ").replace(" ", " − ").replace(/ (?=[^ ]*$)/, " + "), ghost: true, named: true,
    x: target[0], y: target[1], radius: 5, look: "target", style: "italic", weight: 2e5,
  });
  if (pane.moment() < scene.last) return;
  const cloud = scene.cloud();
  const shown = new Set(show.marks.map((mark) => mark.label));
  (answersIn(app, pane)?.best ?? []).forEach(([row], k) => {
    const name = scene.run.words[row];
    if (!shown.has(name)) show.marks.push(ghost(name, [cloud[2 * row], cloud[2 * row + 1]], 1e4 - k, "italic"));
  });
}

// The points' radius in pixels: of words without a group, of which there may be many, less.
function sizeOf(look, logCount) {
  return look === "other" ? 2.2 + 0.4 * logCount : 3.4 + 0.5 * logCount;
}

function ghost(word, [x, y], weight, style) {
  return { key: `~${word}`, label: word, ghost: true, named: true, x, y, radius: 3.2, look: "ghost", style, weight };
}
