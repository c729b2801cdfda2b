// What hands do on a plot: mouse, touch and keys become moves of the view, a chosen word, a box or a lasso.

import { wordOf } from "./marks.js";
import { glideZoom, pan, resetView, zoom } from "./panes.js";
import { removeWord } from "./words.js";

const ZOOM_KEY = 1.3;
const PAN_KEY = 40;
const STILL = 4; // pixels that a finger may tremble
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function listen(app, pane) {
  const { canvas, stage } = pane;
  const fingers = new Map();
  let moved = 0;
  const place = (event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (event.pointerType === "touch") app.touched();
    const at = place(event);
    fingers.set(event.pointerId, at);
    if (fingers.size === 1) {
      moved = 0;
      pane.catching = event.shiftKey && app.drag === "move" ? "box" : app.drag;
      pane.drag = pane.catching === "move" ? null : [at];
    } else pane.drag = null;
    try {
      canvas.setPointerCapture(event.pointerId);
    } catch {
      // A pointer that is gone already (a synthetic one, for example) cannot be held.
    }
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    const now = place(event);
    if (!before) {
      pane.pointing = true;
      hover(app, pane, now);
      return;
    }
    fingers.set(event.pointerId, now);
    const [dx, dy] = [now[0] - before[0], now[1] - before[1]];
    moved += Math.hypot(dx, dy);
    if (fingers.size === 2) {
      const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
      const spread = (at) => Math.hypot(at[0] - other[0], at[1] - other[1]) || 1;
      // In this order what lies under each finger stays under it.
      pan(app, pane, dx / 2, dy / 2);
      zoom(app, pane, spread(now) / spread(before), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    } else if (pane.drag) {
      if (pane.catching === "box") pane.drag = boxOf(pane.drag[0], now);
      else pane.drag.push(now);
      app.invalidate();
    } else if (moved > STILL) {
      canvas.style.cursor = "grabbing";
      pan(app, pane, dx, dy);
    }
  });
  const lift = (event) => {
    const was = fingers.delete(event.pointerId);
    const loop = pane.drag;
    pane.drag = null;
    canvas.style.cursor = cursorOf(app);
    // The browser took the finger to scroll the page: it says how the plot is moved instead.
    if (event.type === "pointercancel" && event.pointerType === "touch") hint(pane, "Tap the plot first, then one finger moves it. Two fingers zoom.");
    if (!was || event.type !== "pointerup" || fingers.size) return;
    if (moved <= STILL) clicked(app, pane, place(event), event.shiftKey || event.ctrlKey || event.metaKey);
    else if (loop) caught(app, pane, loop, event.shiftKey && app.drag !== "move");
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", () => {
    // A word that the keyboard has chosen stays.
    if (!fingers.size && pane.pointing) app.activate(null);
    pane.pointing = false;
  });
  canvas.addEventListener("dblclick", (event) => glideZoom(app, pane, 2, ...place(event)));
  // The page must scroll on under a pointer that only passes over the plot.
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.activeElement !== canvas) {
      hint(pane, "Click the plot first, then scroll to zoom. Or hold Ctrl.");
      return;
    }
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 160 : 1;
    const strength = event.ctrlKey ? 0.01 : 0.0016;
    glideZoom(app, pane, Math.exp(-strength * Math.max(-240, Math.min(240, event.deltaY * lines))), ...place(event));
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => onKey(app, pane, event));
  canvas.addEventListener("focus", () => letScroll(app, pane));
  canvas.addEventListener("blur", () => letScroll(app, pane));
}

// Whether a finger that moves up and down on the plot scrolls the page.
export function letScroll(app, pane) {
  pane.canvas.style.touchAction = document.activeElement === pane.canvas || app.drag !== "move" ? "none" : "pan-y";
  pane.canvas.style.cursor = cursorOf(app);
}

const cursorOf = (app) => (app.drag === "move" ? "grab" : "crosshair");

function hint(pane, text) {
  pane.hint.textContent = text;
  pane.hint.hidden = false;
  clearTimeout(pane.hinting);
  pane.hinting = setTimeout(() => { pane.hint.hidden = true; }, 2000);
}

function hover(app, pane, at) {
  const word = wordAt(pane, at);
  app.activate(word);
  pane.canvas.style.cursor = word ? "pointer" : cursorOf(app);
  // What is cut in the plot can be read in full.
  pane.canvas.title = word && [...word].length > 20 ? word : "";
}

// The word under a place: one with a label, or a dot of the cloud that is where it belongs at this moment.
function wordAt(pane, [x, y]) {
  const { plot, scene } = pane;
  const mark = plot.markAt(x, y);
  if (mark && mark.key !== "= target") return wordOf(mark);
  if (!plot.cloudShown) return null;
  const { names, points } = dotsOf(pane);
  const at = plot.dotAt(x, y, points);
  return at < 0 ? null : names[at];
}

// The dots that are true at this moment: of the end the whole vocabulary, before it the words that were followed.
function dotsOf({ scene, moment }) {
  const now = moment();
  return now >= scene.last ? { names: scene.run.words, points: scene.cloud() }
    : { names: scene.run.trajectory.words, points: scene.cloudAt(now) };
}

function clicked(app, pane, at, more) {
  const word = wordAt(pane, at);
  if (!word) {
    if (!more) app.select([]);
  } else if (more) app.toggle(word);
  else if (word === app.pinned) app.select([]);
  else app.pin(word);
}

// --- Box and lasso ----------------------------------------------------------------------------------------------------

const boxOf = ([left, top], [right, bottom]) => [[left, top], [right, top], [right, bottom], [left, bottom]];

// Select the words inside a loop; `more` adds them to those that are selected.
function caught(app, pane, loop, more) {
  const { plot } = pane;
  const found = plot.drawn.filter((mark) => !mark.ghost && inside(loop, mark.x, mark.y)).map((mark) => mark.key);
  if (plot.cloudShown) {
    const { names, points } = dotsOf(pane);
    names.forEach((name, k) => {
      if (inside(loop, ...plot.toPixels(points[2 * k], points[2 * k + 1]))) found.push(name);
    });
  }
  const words = [...new Set([...(more ? app.selected : []), ...found])];
  app.select(words);
  app.announceSelected();
}

// Whether a place is in a loop: a ray from it crosses the loop an odd number of times.
export function inside(loop, x, y) {
  let odd = false;
  loop.forEach(([x1, y1], k) => {
    const [x2, y2] = loop[(k || loop.length) - 1];
    if ((y1 > y) !== (y2 > y) && x < x1 + ((y - y1) * (x2 - x1)) / (y2 - y1)) odd = !odd;
  });
  return odd;
}

// --- Keys -------------------------------------------------------------------------------------------------------------

function onKey(app, pane, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  pane.pointing = false;
  const way = ARROWS[event.key];
  const word = app.active ?? app.pinned;
  if (way && event.shiftKey) pan(app, pane, -PAN_KEY * way[0], -PAN_KEY * way[1]);
  else if (way) {
    const mark = pane.plot.markTowards(word, ...way);
    if (mark) walkTo(app, mark.key);
  } else if (event.key === "+" || event.key === "=") glideZoom(app, pane, ZOOM_KEY);
  else if (event.key === "-" || event.key === "_") glideZoom(app, pane, 1 / ZOOM_KEY);
  else if (event.key === "0") resetView(app);
  else if (event.key === "Home" || event.key === "End") {
    const ordered = [...app.settings.words].sort((a, b) => a.localeCompare(b));
    walkTo(app, ordered.at(event.key === "Home" ? 0 : -1));
  } else if (event.key === "Enter" && !event.shiftKey) {
    if (word) app.pin(word);
  } else if (event.key === " ") {
    if (word) app.toggle(word);
  } else if (event.key === "a") {
    const { width, height } = pane.plot;
    caught(app, pane, boxOf([0, 0], [width, height]), false);
  } else if ((event.key === "Delete" || event.key === "Backspace") && word) removeWord(app, word);
  else if (event.key === "Escape") {
    app.active = null;
    app.select([]);
  } else return;
  event.preventDefault();
}

function walkTo(app, word) {
  if (app.pinned) app.select([]);
  app.active = word;
  app.announce(word);
  app.refreshSoon();
}
