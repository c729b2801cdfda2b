// The explorer: holds the settings and the moment, turns what a person does into them, and has the plots drawn, at most
// once a frame. Everything is computed here in the page, so it all goes on without a kernel; Python is only told the
// settings, so that it can write the same picture.

import { calm, Clock } from "./clock.js";
import { h, hideTwin, newId, ownKeys } from "./dom.js";
import { listen } from "./hands.js";
import { showOf } from "./marks.js";
import { unpack } from "./maths.js";
import { legend, neighbours, panels, topBar } from "./panels.js";
import { Plot } from "./plot.js";
import { Run, Scene } from "./scene.js";
import { groundOf, MOST_GROUPS, themeFor } from "./theme.js";
import { timeline } from "./timeline.js";

const GLIDE = 450;
const REST = 400;

async function inflated(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

class App {
  constructor(model, content) {
    this.model = model;
    this.settings = { ...model.get("settings") };
    this.start = { ...model.get("start") };
    this.runs = content.runs.map((run) => new Run(run));
    this.groups = content.groups.slice(0, MOST_GROUPS);
    this.vocabulary = this.runs[0];
    this.group = new Map(this.groups.flatMap(({ words }, k) => words.map((word) => [word, k])));
    const timed = this.runs.find((run) => run.moments > 1);
    this.clock = new Clock(timed?.trajectory.iterations ?? [], timed?.curve ?? null, this.settings.moment,
      () => this.invalidate(), () => this.save());
    this.active = null;
    this.pinned = null;
    this.panes = [];
    this.build();
  }

  // --- The page ---

  build() {
    this.said = h("p", { className: "w2x-heard", role: "status" });
    this.note = h("p", { className: "w2x-note", role: "status" });
    this.stages = h("div", { className: "w2x-stages" });
    this.root = h("div", { className: "w2x", role: "group", "aria-label": "Word vectors, interactive plot" });
    this.theme = themeFor(false, "rgb(255,255,255)", "sans-serif");
    this.parts = [topBar(this), legend(this), neighbours(this), timeline(this), panels(this)];
    const [bar, key, near, time, more] = this.parts;
    this.root.append(bar, this.note, h("div", { className: "w2x-main" },
      h("div", { className: "w2x-left" }, this.stages, key, time), near), more, this.said);
    this.parts = this.parts.filter(Boolean);
    this.undo = [ownKeys(this.root)];
    this.resizer = new ResizeObserver(() => this.measure());
    const repaint = () => this.readTheme();
    const watcher = new MutationObserver(repaint);
    [document.documentElement, document.body].forEach((el) =>
      watcher.observe(el, { attributes: true, attributeFilter: ["class", "style", "data-theme", "data-jp-theme-light", "data-jp-theme-name"] }));
    const media = matchMedia("(prefers-color-scheme: dark)");
    media.addEventListener("change", repaint);
    this.undo.push(() => {
      watcher.disconnect();
      media.removeEventListener("change", repaint);
      this.resizer.disconnect();
      cancelAnimationFrame(this.frame);
      clearTimeout(this.saving);
    });
    const fromPython = () => {
      const settings = this.model.get("settings");
      if (JSON.stringify(settings) !== JSON.stringify(this.settings)) this.adopt(settings);
    };
    this.model.on("change:settings", fromPython);
    this.undo.push(() => this.model.off("change:settings", fromPython));
  }

  mounted() {
    this.readTheme();
    this.arrangePanes();
    this.resizer.observe(this.stages);
    this.measure();
  }

  readTheme() {
    const { colour, dark } = groundOf(this.root.parentElement ?? document.body);
    const font = getComputedStyle(this.root).fontFamily;
    const key = [colour, dark, font].join();
    if (key === this.themeKey) return;
    this.themeKey = key;
    this.theme = themeFor(dark, colour, font);
    this.root.classList.toggle("w2x-dark", dark);
    this.refresh();
  }

  // What each pane shows: a run, and settings that differ from the others'.
  wantedPanes() {
    const { beside, unit_length: unit } = this.settings;
    if (beside === "length") {
      return [false, true].map((length) => ({ run: this.runs[0], own: { unit_length: length }, caption: length ? "Length 1" : "Raw" }));
    }
    if (beside === "run" && this.runs[1]) {
      return this.runs.map((run, k) => ({ run, own: { unit_length: unit }, caption: run.name || `Run ${k + 1}` }));
    }
    return [{ run: this.runs[0], own: {}, caption: this.runs[0].name }];
  }

  arrangePanes() {
    const wanted = this.wantedPanes();
    if (this.panes.length !== wanted.length) {
      this.panes = wanted.map(() => this.makePane());
      this.stages.replaceChildren(...this.panes.map((pane) => pane.box));
      this.stages.classList.toggle("w2x-two", wanted.length > 1);
      this.measure();
    }
    wanted.forEach((want, k) => Object.assign(this.panes[k], want));
    this.makeScenes(true);
  }

  makePane() {
    const cloud = h("canvas", { tabIndex: -1, "aria-hidden": "true" });
    cloud.removeAttribute("tabindex");
    const hint = h("p", { className: "w2x-over", hidden: true }, "Click the plot first, then scroll to zoom. Or hold Ctrl.");
    const title = h("p", { className: "w2x-caption" });
    const helpId = newId();
    const canvas = h("canvas", { tabIndex: 0, role: "application", "aria-roledescription": "plot", "aria-describedby": helpId });
    const help = h("p", { id: helpId, className: "w2x-heard" }, "Arrow keys go from word to word, Shift and arrow keys move the view, "
      + "plus and minus zoom, 0 resets the view, Enter keeps the word, Delete removes it, Escape lets go.");
    const stage = h("div", { className: "w2x-stage" }, cloud, canvas, hint, help);
    const box = h("div", { className: "w2x-pane" }, title, stage);
    const pane = { box, stage, canvas, hint, title, plot: new Plot(cloud, canvas), from: null, touched: false };
    pane.moment = () => pane.scene.momentOf(this.clock.iteration);
    listen(this, pane);
    return pane;
  }

  measure() {
    const sharpness = Math.min(window.devicePixelRatio || 1, 3);
    this.panes.forEach((pane) => {
      const box = pane.stage.getBoundingClientRect();
      const [width, height] = [Math.max(120, Math.floor(box.width)), Math.max(120, Math.floor(box.height))];
      const { plot } = pane;
      if (plot.width === width && plot.height === height && plot.sharpness === sharpness) return;
      plot.resize(width, height, sharpness);
      if (pane.scene && !pane.touched) this.fit(pane);
    });
    this.invalidate();
  }

  // --- Settings ---

  set(change) {
    const before = this.settings;
    this.settings = { ...before, ...change };
    const names = Object.keys(change);
    if (names.includes("beside")) this.arrangePanes();
    else if (names.some((name) => !["trails", "sized", "cloud", "moment"].includes(name))) this.makeScenes(false, names);
    this.refresh();
    this.save();
  }

  adopt(settings) {
    this.settings = { ...settings };
    this.clock.moment = settings.moment ?? this.clock.last;
    this.arrangePanes();
    this.refresh();
  }

  save() {
    clearTimeout(this.saving);
    this.saving = setTimeout(() => {
      this.settings.moment = this.clock.ended ? null : this.clock.moment;
      this.model.set("settings", { ...this.settings });
      try {
        this.model.save_changes();
      } catch {
        // There is no kernel any more. Everything but Python's own picture goes on without.
      }
    }, REST);
  }

  // Compute anew where the words are; they glide there from where they were drawn.
  makeScenes(fresh, names = []) {
    this.panes.forEach((pane, k) => {
      const drawn = new Map(pane.plot.drawn.filter((mark) => !mark.ghost).map((mark) => [mark.key, [mark.x, mark.y]]));
      pane.scene = new Scene(pane.run, { ...this.settings, ...pane.own });
      if (k > 0) pane.scene.turnLike(this.panes[0].scene);
      const keep = pane.touched && !fresh && names.every((name) => ["words", "analogy"].includes(name));
      if (!keep) this.fit(pane);
      pane.from = drawn.size && !calm() ? { drawn, start: performance.now() } : null;
      pane.plot.choices = new Map([...pane.plot.choices].filter(([key]) => drawn.has(key)));
      pane.title.textContent = pane.caption;
      pane.title.hidden = this.panes.length < 2;
      pane.canvas.setAttribute("aria-label", `Plot of ${pane.scene.words.length} words${this.panes.length > 1 ? `: ${pane.caption}` : ""}`);
    });
  }

  fit(pane) {
    pane.touched = false;
    pane.plot.look(pane.plot.fitted(pane.scene.box(), this.settings.equal_scales));
    pane.plot.home = { ...pane.plot.view };
  }

  resetView() {
    this.panes.forEach((pane) => {
      pane.plot.choices.clear();
      this.fit(pane);
    });
    this.invalidate();
  }

  zoomAll(factor) {
    this.panes.forEach((pane) => this.zoom(pane, factor));
  }

  zoom(pane, factor, x, y) {
    pane.touched = true;
    pane.plot.zoom(factor, x, y);
    this.invalidate();
  }

  pan(pane, dx, dy) {
    pane.touched = true;
    pane.plot.pan(dx, dy);
    this.invalidate();
  }

  // --- Words ---

  lookOf(word) {
    return this.group.has(word) ? String(this.group.get(word)) : "other";
  }

  groupOf(word) {
    return this.groups[this.group.get(word)]?.name;
  }

  countOf(word) {
    const row = this.vocabulary.index.get(word);
    return row === undefined ? undefined : this.vocabulary.counts?.[row];
  }

  tell(text, kind = "") {
    this.note.textContent = text;
    this.note.dataset.kind = kind;
  }

  activate(word) {
    if (this.active === word) return;
    this.active = word;
    this.refreshSoon();
  }

  pin(word) {
    this.pinned = word;
    this.active = word;
    this.announce(word);
    this.refreshSoon();
  }

  announce(word) {
    const { scene } = this.panes[0];
    const row = scene.run.index.get(word);
    if (row === undefined) return;
    const found = scene.run.nearestTo(scene.kind, row, scene.settings.without_mean).map(([other]) => scene.run.words[other]);
    const group = this.groupOf(word);
    this.said.textContent = `${word}${group ? `, ${group}` : ""}. Nearest: ${found.join(", ") || "none"}.`;
  }

  // --- Drawing ---

  refresh() {
    this.invalidate();
    this.parts.forEach((part) => keepFocus(part, () => part.update()));
  }

  // The panels follow in the next frame, so that moving over many words does not build many lists.
  refreshSoon() {
    this.stale = true;
    this.invalidate();
  }

  invalidate() {
    this.frame ??= requestAnimationFrame((now) => {
      this.frame = undefined;
      this.paint(now);
    });
  }

  paint(now) {
    if (!this.root.isConnected) return;
    let more = this.clock.advance(now);
    if (this.stale) {
      this.stale = false;
      this.refresh();
    } else if (this.shown?.moment !== this.clock.moment || this.shown?.playing !== this.clock.playing) {
      // The table and the rest wait until the training has come to rest.
      this.parts.forEach((part) => { if (!more || part.moves) part.update(); });
    }
    this.shown = { moment: this.clock.moment, playing: this.clock.playing };
    this.panes.forEach((pane) => {
      more = this.paintPane(pane, now) || more;
    });
    if (more) this.invalidate();
  }

  paintPane(pane, now) {
    let part = 1;
    if (pane.from) {
      part = Math.min(1, (now - pane.from.start) / GLIDE);
      if (part >= 1) pane.from = null;
    }
    pane.plot.draw(showOf(this, pane, part), this.theme);
    return part < 1;
  }
}

// Bring a part of the page up to date; if that replaces the element with the keyboard's focus, the one in its place gets it.
function keepFocus(part, update) {
  const at = part.contains(document.activeElement)
    ? [...part.querySelectorAll("button, input, select")].indexOf(document.activeElement) : -1;
  update();
  if (at < 0 || part.contains(document.activeElement)) return;
  const now = [...part.querySelectorAll("button, input, select")];
  now[Math.min(at, now.length - 1)]?.focus();
}

async function render({ model, el }) {
  const box = h("div");
  const loading = h("p", { className: "w2x-loading" }, "Loading the plot …");
  box.append(loading);
  el.append(box);
  let app = null;
  try {
    const data = model.get("data");
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    app = new App(model, unpack(await inflated(bytes)));
    loading.replaceWith(app.root);
    app.mounted();
    hideTwin(box, model.get("twin"));
  } catch (error) {
    loading.textContent = `The interactive plot could not start (${error.message}). Run this cell again.`;
    box.replaceChildren(loading);
    throw error;
  }
  return () => {
    app.undo.forEach((undo) => undo());
    box.remove();
  };
}

export default { render };
