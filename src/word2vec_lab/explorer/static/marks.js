// What a plot is to draw at this moment: the words, and around the chosen one its neighbours, the analogy, the trails.

import { eased } from "./clock.js";
import { cut } from "./labels.js";
import { answersIn } from "./words.js";

// All that a plot is to draw; `part` says how far the words have glided to where they belong.
export function showOf(app, pane, part) {
  const { scene } = pane;
  const moment = pane.moment();
  const late = moment >= scene.last;
  const points = scene.points(moment);
  const marks = scene.words.map((word, i) => wordMark(app, pane, word, i, points, eased(part)));
  const cloud = app.settings.cloud && scene.n > scene.words.length;
  const show = {
    marks,
    cloud: cloud ? scene.cloud() : null,
    // The cloud is that of the end: at another moment it is faded, and the words in it whose way is known travel.
    faded: cloud && !late,
    moving: cloud && !late ? scene.cloudAt(moment) : null,
    chosen: part >= 1 ? chosenPlaces(app, scene, moment) : null,
    names: scene.names,
    shortNames: scene.shortNames,
    trails: app.settings.trails && part >= 1 ? trailsOf(pane, marks) : null,
    links: [],
    arrows: null,
    drag: pane.drag,
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
  const active = word === app.active || app.isSelected(word);
  const look = app.lookOf(word);
  const count = scene.run.logCounts?.[scene.rows[i]] ?? 0;
  return {
    key: word, label: cut(word), named: true, x, y, active, look, style: active ? "bold" : "",
    radius: plot.size * (app.settings.sized && scene.run.logCounts ? sizeOf(look, count) : 5),
    weight: active ? 1e6 : app.settings.analogy.includes(word) ? 1e5 : scene.words.length - i,
  };
}

// Where those of the selected words are that have no label.
function chosenPlaces(app, scene, moment) {
  if (app.selected.length < 2) return null;
  const shown = new Set(scene.words);
  return app.selected.filter((word) => !shown.has(word)).flatMap((word) => scene.placeOf(word, moment) ?? []);
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

// Lines from the chosen word to its neighbours; those that are not in the plot appear as rings, at the end only, since
// of most of them no checkpoint tells where they were before.
function addNeighbours(app, pane, show) {
  const word = app.chosen;
  const { scene } = pane;
  const row = word ? scene.run.index.get(word) : undefined;
  if (row === undefined) return;
  const shown = new Map(show.marks.map((mark) => [mark.key, [mark.x, mark.y]]));
  const from = shown.get(word) ?? scene.placeOf(word, pane.moment());
  if (from && !shown.has(word)) show.marks.push(ghost(word, from, 1e6, "bold"));
  if (pane.moment() < scene.last) return;
  scene.run.nearestTo(scene.kind, row, scene.settings.without_mean).forEach(([other], k) => {
    const name = scene.run.words[other];
    const place = shown.get(name) ?? scene.placeOf(name, scene.last);
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
  const [first, second, third] = analogy.map(cut);
  show.marks.push({
    key: "= target", label: `${first} − ${second} + ${third}`, ghost: true, named: true,
    x: target[0], y: target[1], radius: 5, look: "target", style: "italic", weight: 2e5,
  });
  if (pane.moment() < scene.last) return;
  const shown = new Set(show.marks.map((mark) => wordOf(mark)));
  const answers = (answersIn(app, pane)?.best ?? []).map(([row]) => scene.run.words[row]);
  // An expected answer is shown, too, wherever it stands among the others.
  [...answers, app.settings.expected].forEach((name, k) => {
    const place = name && !shown.has(name) && scene.placeOf(name, scene.last);
    if (place) show.marks.push(ghost(name, place, 1e4 - k, "italic"));
  });
}

// The points' radius in pixels: of words without a group, of which there may be many, less.
function sizeOf(look, logCount) {
  return look === "other" ? 2.2 + 0.4 * logCount : 3.4 + 0.5 * logCount;
}

function ghost(word, [x, y], weight, style) {
  return { key: `~${word}`, label: cut(word), ghost: true, named: true, x, y, radius: 3.2, look: "ghost", style, weight };
}

// The word that a mark stands for.
export const wordOf = (mark) => (mark.ghost ? mark.key.slice(1) : mark.key);
