// The explorer: holds the settings and the moment, turns what a person does into them, and has the plots drawn, at most
// once a frame. Everything is computed here in the page, so it all goes on without a kernel; Python is only told the
// settings and the view, so that it can write the same picture and answer questions about them.

import { Clock } from "./clock.js";
import { h, hideTwin, newId, ownKeys } from "./dom.js";
import { whole } from "./labels.js";
import { letScroll } from "./hands.js";
import { showOf } from "./marks.js";
import { unpack } from "./maths.js";
import { neighbours } from "./neighbours.js";
import { legend, panels, topBar } from "./panels.js";
import { arrangePanes, makeScenes, measure, see, zoomOn } from "./panes.js";
import { Run } from "./scene.js";
import { groundOf, MOST_GROUPS, themeFor, watchTheme } from "./theme.js";
import { timeline } from "./timeline.js";

const GLIDE = 450;
const REST = 400;
const DRAWN_ONLY = ["trails", "sized", "cloud", "moment"]; // settings that leave the words where they are

class App {
  constructor(model, runs) {
    this.model = model;
    this.settings = { ...model.get("settings") };
    this.start = { ...model.get("start") };
    this.runs = runs;
    this.groups = model.get("groups").slice(0, MOST_GROUPS);
    this.vocabulary = this.runs[0];
    this.group = new Map(this.groups.flatMap(({ words }, k) => words.map((word) => [word, k])));
    const timed = this.runs.find((run) => run.moments > 1);
    this.clock = new Clock(timed?.trajectory.iterations ?? [], timed?.curve ?? null, this.settings.moment,
      () => this.invalidate(), () => this.save());
    this.active = null;
    this.selected = [];
    this.drag = "move";
    this.panel = "";
    this.touch = matchMedia("(pointer: coarse)").matches;
    this.panes = [];
    this.build();
  }

  // --- The page ---

  build() {
    this.said = h("p", { className: "w2x-heard", role: "status" });
    this.note = h("p", { className: "w2x-note", role: "status" });
    this.stages = h("div", { className: "w2x-stages" });
    this.root = h("div", { className: "w2x", role: "group", "aria-label": "Word vectors, interactive plot" });
    this.theme = themeFor({ dark: false, ground: "rgb(255,255,255)" }, "sans-serif");
    this.working = progress(`Finding the axes of all ${whole(this.vocabulary.words.length)} words. Until then, those of the words shown`);
    this.parts = [topBar(this), legend(this), neighbours(this), timeline(this), panels(this)];
    const [bar, key, near, time, more] = this.parts;
    this.root.append(bar, this.note, this.working, h("div", { className: "w2x-main" },
      h("div", { className: "w2x-left" }, this.stages, key, time), near), more, this.said);
    this.parts = this.parts.filter(Boolean);
    this.resizer = new ResizeObserver(() => measure(this));
    this.undo = [ownKeys(this.root), watchTheme(() => this.readTheme()), () => this.end(), ...this.listenToPython()];
    this.root.addEventListener("fullscreenchange", () => this.filled());
  }

  listenToPython() {
    const heard = { settings: () => this.adopt(this.model.get("settings")), view: () => this.look(this.model.get("view")) };
    return Object.entries(heard).map(([name, hear]) => {
      const changed = () => {
        if (JSON.stringify(this.model.get(name)) !== JSON.stringify(this.sent?.[name])) hear();
      };
      this.model.on(`change:${name}`, changed);
      return () => this.model.off(`change:${name}`, changed);
    });
  }

  end() {
    this.closed = true;
    this.resizer.disconnect();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.saving);
  }

  mounted() {
    this.readTheme();
    arrangePanes(this);
    this.resizer.observe(this.stages);
    measure(this);
    this.look(this.model.get("view"));
  }

  readTheme() {
    const ground = groundOf(this.root.parentElement ?? document.body);
    const font = getComputedStyle(this.root).fontFamily;
    const key = JSON.stringify([ground, font]);
    if (key === this.themeKey) return;
    this.themeKey = key;
    this.theme = themeFor(ground, font);
    this.root.classList.toggle("w2x-dark", ground.dark);
    this.refresh();
  }

  // --- The whole screen, for a lecture ---

  get fills() {
    return document.fullscreenElement === this.root;
  }

  fill() {
    if (this.fills) document.exitFullscreen();
    else this.root.requestFullscreen().catch(() => this.tell("The browser did not allow the full screen here.", "problem"));
  }

  filled() {
    this.themeKey = "";
    this.readTheme();
    measure(this);
  }

  // --- Settings and view ---

  set(change) {
    this.apply(change);
    this.save();
  }

  apply(change) {
    this.settings = { ...this.settings, ...change };
    const names = Object.keys(change);
    if (names.includes("beside")) arrangePanes(this);
    else if (names.some((name) => !DRAWN_ONLY.includes(name))) makeScenes(this, false, names);
    this.refresh();
  }

  // Python has changed the settings.
  adopt(settings) {
    const names = Object.keys(settings).filter((name) => JSON.stringify(settings[name]) !== JSON.stringify(this.settings[name]));
    this.clock.moment = settings.moment ?? this.clock.last;
    this.apply(Object.fromEntries(names.map((name) => [name, settings[name]])));
    this.save();
  }

  // Python, or a notebook that was saved, says what to look at.
  look(view) {
    see(this, { zoom: 1, middle: [0.5, 0.5], ...view });
    this.selected = [...(view.pinned ?? [])];
    this.panel = view.panel ?? "";
    this.refresh();
  }

  view() {
    const { zoom, middle } = this.panes[0].plot.seen();
    const round = (value) => Number(value.toPrecision(6));
    return { zoom: round(zoom), middle: middle.map(round), moment: this.settings.moment, pinned: [...this.selected], panel: this.panel };
  }

  save() {
    clearTimeout(this.saving);
    this.saving = setTimeout(() => {
      this.settings.moment = this.clock.ended ? null : this.clock.moment;
      this.sent = { settings: { ...this.settings }, view: this.view() };
      Object.entries(this.sent).forEach(([name, value]) => this.model.set(name, value));
      try {
        this.model.save_changes();
      } catch {
        // There is no kernel any more. Everything but Python's own picture goes on without.
      }
    }, REST);
  }

  dragBy(how) {
    this.drag = how;
    this.panes.forEach((pane) => letScroll(this, pane));
    this.refresh();
  }

  // A finger is here: what is said about the mouse is of no use.
  touched() {
    if (this.touch) return;
    this.touch = true;
    this.refresh();
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

  // The word that is kept, if it is one.
  get pinned() {
    return this.selected.length === 1 ? this.selected[0] : null;
  }

  // The word whose neighbours are shown.
  get chosen() {
    return this.pinned ?? this.active;
  }

  isSelected(word) {
    if (this.among?.of !== this.selected) this.among = { of: this.selected, words: new Set(this.selected) };
    return this.among.words.has(word);
  }

  select(words) {
    this.selected = words;
    this.refreshSoon();
    this.save();
  }

  toggle(word) {
    this.select(this.isSelected(word) ? this.selected.filter((other) => other !== word) : [...this.selected, word]);
    this.announceSelected();
  }

  pin(word) {
    this.active = word;
    this.announce(word);
    this.select([word]);
  }

  announce(word) {
    const { scene } = this.panes[0];
    const row = scene.run.index.get(word);
    if (row === undefined) return;
    const found = scene.run.nearestTo(scene.kind, row, scene.settings.without_mean).map(([other]) => scene.run.words[other]);
    const group = this.groupOf(word);
    this.said.textContent = `${word}${group ? `, ${group}` : ""}. Nearest: ${found.join(", ") || "none"}.`;
  }

  announceSelected() {
    const { length } = this.selected;
    this.said.textContent = `${whole(length)} ${length === 1 ? "word" : "words"} selected.`;
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
    zoomOn(this, now);
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
    const show = showOf(this, pane, part);
    pane.plot.draw(show, this.theme);
    const said = [cloudSays(pane, show), flatSays(pane), ...pane.plot.notes].filter(Boolean).join(" · ");
    if (pane.says.textContent !== said) pane.says.textContent = said;
    return part < 1;
  }
}

// What the dots are.
function cloudSays({ scene }, show) {
  if (!show.cloud) return "";
  if (!show.faded) return `Dots: ${whole(scene.n)} words`;
  return `Faint dots: ${whole(scene.n)} words at the end of the training; the ${whole(scene.run.trajectory.words.length)} darker ones travel`;
}

// Why everything lies on a line, or at one place, and what to do.
function flatSays({ scene }) {
  const { rows, n, d, fixed, settings } = scene;
  if (rows.length > 2 || rows.length >= n || d < 2 || settings.axes_of === "all" || fixed.some(Boolean)) return "";
  const why = rows.length === 2 ? "Two words span one axis" : "One word spans no axis";
  return rows.length ? `${why}: add another, or choose PCA of the whole vocabulary under Axes` : "";
}

function progress(text) {
  const id = newId();
  const bar = h("progress", { max: 1, value: 0, "aria-labelledby": id });
  const made = h("p", { className: "w2x-working", hidden: true }, h("span", { id }, text), " ", bar);
  made.bar = bar;
  return made;
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

function addStyle() {
  if ([...document.head.querySelectorAll("style[data-w2x]")].some((style) => style.textContent === STYLE)) return;
  document.head.append(h("style", { "data-w2x": "" }, STYLE));
}

// Show a plot in a box; gives a function that takes it away.
function start({ model, box, runs }) {
  addStyle();
  const app = new App(model, runs);
  box.replaceChildren(app.root);
  app.mounted();
  hideTwin(box, model.get("twin"));
  return () => app.undo.forEach((undo) => undo());
}

export default { start, runOf: (bytes) => new Run(unpack(bytes)) };
