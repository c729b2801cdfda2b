// What hands do on a plot: mouse, touch and keys become moves of the view and a chosen word.

import { removeWord } from "./words.js";

const ZOOM_KEY = 1.3;
const PAN_KEY = 40;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function listen(app, pane) {
  const { canvas, plot, stage } = pane;
  const fingers = new Map();
  let moved = 0;
  const place = (event) => {
    const box = stage.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const under = (event) => {
    const [x, y] = place(event);
    const mark = plot.markAt(x, y);
    if (mark && mark.key !== "= target") return mark.label;
    if (!plot.cloudShown || pane.moment() < pane.scene.last) return null;
    const row = plot.cloudAt(x, y, plot.cloudShown);
    return row < 0 ? null : pane.scene.run.words[row];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    fingers.set(event.pointerId, place(event));
    if (fingers.size === 1) moved = 0;
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
      app.activate(under(event));
      canvas.style.cursor = app.active ? "pointer" : "grab";
      return;
    }
    fingers.set(event.pointerId, now);
    const [dx, dy] = [now[0] - before[0], now[1] - before[1]];
    moved += Math.hypot(dx, dy);
    if (fingers.size === 2) {
      const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
      const spread = (at) => Math.hypot(at[0] - other[0], at[1] - other[1]) || 1;
      // In this order what lies under each finger stays under it.
      app.pan(pane, dx / 2, dy / 2);
      app.zoom(pane, spread(now) / spread(before), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    } else if (moved > 4) {
      canvas.style.cursor = "grabbing";
      app.pan(pane, dx, dy);
    }
  });
  const lift = (event) => {
    const was = fingers.delete(event.pointerId);
    canvas.style.cursor = "grab";
    if (!was || event.type !== "pointerup" || moved > 4 || fingers.size) return;
    const word = under(event);
    if (word && word !== app.pinned) app.pin(word);
    else {
      app.pinned = null;
      app.refreshSoon();
    }
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", () => {
    // A word that the keyboard has chosen stays.
    if (!fingers.size && pane.pointing) app.activate(null);
    pane.pointing = false;
  });
  canvas.addEventListener("dblclick", (event) => app.zoom(pane, 2, ...place(event)));
  // The page must scroll on under a pointer that only passes over the plot.
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.activeElement !== canvas) {
      pane.hint.hidden = false;
      clearTimeout(pane.hinting);
      pane.hinting = setTimeout(() => { pane.hint.hidden = true; }, 1400);
      return;
    }
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 160 : 1;
    const strength = event.ctrlKey ? 0.01 : 0.0016;
    app.zoom(pane, Math.exp(-strength * Math.max(-240, Math.min(240, event.deltaY * lines))), ...place(event));
  }, { passive: false });
  canvas.addEventListener("keydown", (event) => onKey(app, pane, event));
  canvas.addEventListener("focus", () => { canvas.style.touchAction = "none"; });
  canvas.addEventListener("blur", () => { canvas.style.touchAction = "pan-y"; });
}

function onKey(app, pane, event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  pane.pointing = false;
  const way = ARROWS[event.key];
  const word = app.active ?? app.pinned;
  if (way && event.shiftKey) app.pan(pane, -PAN_KEY * way[0], -PAN_KEY * way[1]);
  else if (way) {
    const mark = pane.plot.markTowards(word, ...way);
    if (mark) walkTo(app, mark.key);
  } else if (event.key === "+" || event.key === "=") app.zoom(pane, ZOOM_KEY);
  else if (event.key === "-" || event.key === "_") app.zoom(pane, 1 / ZOOM_KEY);
  else if (event.key === "0") app.resetView();
  else if (event.key === "Home" || event.key === "End") {
    const ordered = [...app.settings.words].sort((a, b) => a.localeCompare(b));
    walkTo(app, ordered.at(event.key === "Home" ? 0 : -1));
  } else if ((event.key === "Enter" && !event.shiftKey) || event.key === " ") {
    if (word) app.pin(word);
  } else if ((event.key === "Delete" || event.key === "Backspace") && word) removeWord(app, word);
  else if (event.key === "Escape") {
    app.pinned = null;
    app.active = null;
    app.refreshSoon();
  } else return;
  event.preventDefault();
}

function walkTo(app, word) {
  app.pinned = null;
  app.active = word;
  app.announce(word);
  app.refreshSoon();
}
