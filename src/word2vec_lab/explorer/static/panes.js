// The plots that stand side by side, one or two: what each shows, how large it is, and the view, which they share.

import { calm, FRAME, pulled } from "./clock.js";
import { h, newId } from "./dom.js";
import { listen } from "./hands.js";
import { Plot } from "./plot.js";
import { Scene } from "./scene.js";

const SLICE = 10; // milliseconds of work between two breaths
const ENOUGH_ZOOM = 0.002; // of the logarithm of a zoom: what is left then is done at once
const SAME_PLACE = ["words", "analogy", "expected", "without_mean"]; // settings that leave the view where it is
const HELP = "Arrow keys go from word to word, Shift and arrow keys move the view, plus and minus zoom, 0 resets the view, "
  + "Enter keeps the word, Space adds it to those selected, A selects all that are seen, Delete removes the word, Escape lets go.";

// What each pane shows: a run, and settings that differ from the others'.
function wantedPanes({ settings, runs }) {
  const { beside, unit_length: unit } = settings;
  if (beside === "length") {
    return [false, true].map((length) => ({ run: runs[0], own: { unit_length: length }, caption: length ? "Length 1" : "Raw" }));
  }
  if (beside === "run" && runs[1]) {
    return runs.map((run, k) => ({ run, own: { unit_length: unit }, caption: run.name || `Run ${k + 1}` }));
  }
  return [{ run: runs[0], own: {}, caption: runs[0].name }];
}

export function arrangePanes(app) {
  const wanted = wantedPanes(app);
  if (app.panes.length !== wanted.length) {
    app.panes = wanted.map(() => makePane(app));
    app.stages.replaceChildren(...app.panes.map((pane) => pane.box));
    app.stages.classList.toggle("w2x-two", wanted.length > 1);
    measure(app);
  }
  wanted.forEach((want, k) => Object.assign(app.panes[k], want));
  makeScenes(app, true);
}

function makePane(app) {
  const cloud = h("canvas", { "aria-hidden": "true" });
  cloud.removeAttribute("tabindex");
  const hint = h("p", { className: "w2x-over", hidden: true });
  const title = h("p", { className: "w2x-caption" });
  const helpId = newId();
  const canvas = h("canvas", { tabIndex: 0, role: "application", "aria-roledescription": "plot", "aria-describedby": helpId });
  const stage = h("div", { className: "w2x-stage" }, cloud, canvas, hint, h("p", { id: helpId, className: "w2x-heard" }, HELP));
  const says = h("p", { className: "w2x-says" });
  const box = h("div", { className: "w2x-pane" }, title, stage, says);
  const pane = { box, stage, canvas, hint, title, says, plot: new Plot(cloud, canvas), from: null, touched: false, drag: null };
  pane.moment = () => pane.scene.momentOf(app.clock.iteration);
  listen(app, pane);
  return pane;
}

export function measure(app) {
  const sharpness = Math.min(window.devicePixelRatio || 1, 3);
  const size = app.fills ? 1.5 : 1;
  app.panes.forEach((pane) => {
    const box = pane.stage.getBoundingClientRect();
    const [width, height] = [Math.max(120, Math.floor(box.width)), Math.max(120, Math.floor(box.height))];
    const { plot } = pane;
    if (plot.width === width && plot.height === height && plot.sharpness === sharpness && plot.size === size) return;
    plot.resize(width, height, sharpness, size);
    if (pane.scene && !pane.touched) fit(app, pane);
  });
  app.invalidate();
}

// Compute anew where the words are; they glide there from where they were drawn.
export function makeScenes(app, fresh, names = []) {
  const ahead = app.panes.map((pane) => pane.run.axesAhead({ ...app.settings, ...pane.own })).filter(Boolean);
  workAhead(app, ahead, () => makeScenes(app, true));
  const instead = ahead.length ? { axes_of: "shown" } : {};
  app.panes.forEach((pane, k) => {
    const drawn = new Map(pane.plot.drawn.filter((mark) => !mark.ghost).map((mark) => [mark.key, [mark.x, mark.y]]));
    pane.scene = new Scene(pane.run, { ...app.settings, ...pane.own, ...instead });
    if (k > 0) pane.scene.turnLike(app.panes[0].scene);
    const keep = pane.touched && !fresh && names.every((name) => SAME_PLACE.includes(name));
    if (!keep) fit(app, pane);
    pane.from = drawn.size && !calm() ? { drawn, start: performance.now() } : null;
    pane.plot.choices = new Map([...pane.plot.choices].filter(([key]) => drawn.has(key)));
    pane.title.textContent = pane.caption;
    pane.title.hidden = app.panes.length < 2;
    pane.canvas.setAttribute("aria-label", `Plot of ${pane.scene.words.length} words${app.panes.length > 1 ? `: ${pane.caption}` : ""}`);
  });
}

// Do work of several steps in slices, between which the page answers, and say how far it is. Whoever asks for other
// work ends this one.
async function workAhead(app, all, done) {
  const turn = (app.turn = (app.turn ?? 0) + 1);
  app.working.hidden = all.length === 0;
  for (const steps of all) {
    let step = { done: false };
    while (!step.done) {
      const until = performance.now() + SLICE;
      while (!step.done && performance.now() < until) step = steps.next();
      app.working.bar.value = step.done ? 1 : step.value;
      await new Promise((resolve) => { setTimeout(resolve); });
      if (app.turn !== turn || app.closed) return;
    }
  }
  if (!all.length) return;
  app.working.hidden = true;
  done();
  app.refresh();
}

// --- The view: the plots are moved together ---------------------------------------------------------------------------

function fit(app, pane) {
  pane.touched = false;
  app.zooming = null;
  pane.plot.look(pane.plot.fitted(pane.scene.box(), app.settings.equal_scales));
  pane.plot.home = { ...pane.plot.view };
}

export function resetView(app) {
  app.panes.forEach((pane) => {
    pane.plot.choices.clear();
    fit(app, pane);
  });
  app.invalidate();
  app.save();
}

export function zoom(app, pane, factor, x = pane.plot.width / 2, y = pane.plot.height / 2) {
  const [across, down] = [x / pane.plot.width, y / pane.plot.height];
  move(app, (plot) => plot.zoom(factor, across * plot.width, down * plot.height));
}

// The same, gliding: a wheel's notch is no jump. Those that come while it glides are added to what is left.
export function glideZoom(app, pane, factor, x = pane.plot.width / 2, y = pane.plot.height / 2) {
  if (calm()) {
    zoom(app, pane, factor, x, y);
    return;
  }
  app.zooming = { pane, x, y, left: (app.zooming?.left ?? 0) + Math.log(factor), before: app.zooming?.before ?? null };
  app.invalidate();
}

// Glide on to the time `now`, in milliseconds.
export function zoomOn(app, now) {
  const { zooming } = app;
  if (!zooming) return;
  const passed = zooming.before === null ? FRAME : now - zooming.before;
  zooming.before = now;
  const step = Math.abs(zooming.left) > ENOUGH_ZOOM ? zooming.left * pulled(passed) : zooming.left;
  zooming.left -= step;
  if (!zooming.left) app.zooming = null;
  zoom(app, zooming.pane, Math.exp(step), zooming.x, zooming.y);
}

export function pan(app, pane, dx, dy) {
  const [across, down] = [dx / pane.plot.width, dy / pane.plot.height];
  move(app, (plot) => plot.pan(across * plot.width, down * plot.height));
}

export function see(app, view) {
  app.zooming = null;
  if (view.zoom === 1 && view.middle[0] === 0.5 && view.middle[1] === 0.5) app.panes.forEach((pane) => fit(app, pane));
  else app.panes.forEach((pane) => {
    pane.touched = true;
    pane.plot.see(view);
  });
  app.invalidate();
}

function move(app, how) {
  app.panes.forEach((pane) => {
    pane.touched = true;
    how(pane.plot);
  });
  app.invalidate();
  app.save();
}
