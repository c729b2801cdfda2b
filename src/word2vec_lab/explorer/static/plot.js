// One plot on two canvases, one above the other: the faint cloud of the vocabulary, and the words. It is told what to
// show and draws it; the glue (widget.js) decides when.

import { arrange, cut, ticks, within } from "./labels.js";
import { outline } from "./shapes.js";

const TEXT = 13;
const SMALL = 11;
const TALL = 17;
const BASELINE = 13;
const MARGIN = { left: 58, right: 54, top: 30, bottom: 44 };
const GUTTER = 22; // where the axes' numbers and names stand, and no word
const FAR_LABELS = 80; // up to so many words may have a label that is tied to its point by a line
const MOST_ZOOM = 400;
export const FADED = 0.35; // how much of the cloud is left where it is not of the moment shown

export class Plot {
  constructor(cloudCanvas, canvas) {
    this.cloudCanvas = cloudCanvas;
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.cloudContext = cloudCanvas.getContext("2d");
    this.view = { x: 0, y: 0, across: 1, up: 1 };
    this.home = { ...this.view };
    this.choices = new Map();
    this.widths = new Map();
    this.drawn = [];
    this.resize(600, 400, 1, 1);
  }

  // `size` is how large letters and points are: more than 1 on a screen for a lecture hall.
  resize(width, height, sharpness, size) {
    const kept = this.width ? [width / this.width, height / this.height] : [1, 1];
    Object.assign(this, { width, height, sharpness, size });
    this.inner = { left: GUTTER * size, top: 0, right: width, bottom: height - GUTTER * size };
    this.widths.clear();
    [this.canvas, this.cloudCanvas].forEach((canvas) => {
      canvas.width = Math.round(width * sharpness);
      canvas.height = Math.round(height * sharpness);
    });
    [this.view, this.home].forEach((view) => {
      view.across *= kept[0];
      view.up *= kept[1];
    });
    this.pixels = null;
    this.sprites = null;
    this.cloudStale = true;
  }

  // --- The view: `across` and `up` are pixels for each unit, (x, y) is the middle ---

  fitted(box, equal) {
    const [left, right, top, bottom] = ["left", "right", "top", "bottom"].map((side) => MARGIN[side] * this.size);
    const room = [this.width - left - right, this.height - top - bottom];
    const [across, up] = box.map(([low, high], axis) => {
      const spread = high - low;
      return spread > 1e-12 * Math.max(Math.abs(low), Math.abs(high), 1e-12) ? Math.max(room[axis], 40) / spread : 0;
    });
    const either = across && up ? Math.min(across, up) : across || up || 1;
    const view = { across: equal || !across ? either : across, up: equal || !up ? either : up };
    const shift = [(left - right) / 2 / view.across, (bottom - top) / 2 / view.up];
    return { ...view, x: (box[0][0] + box[0][1]) / 2 - shift[0], y: (box[1][0] + box[1][1]) / 2 - shift[1] };
  }

  toPixels(x, y) {
    const { view } = this;
    return [(x - view.x) * view.across + this.width / 2, this.height / 2 - (y - view.y) * view.up];
  }

  look(view) {
    this.view = { ...view };
    this.cloudStale = true;
  }

  // How the view differs from the one at home, whatever the axes' units: how many times larger, and which place of it
  // is in the middle (from 0, left and below, to 1).
  seen() {
    const { view, home } = this;
    return {
      zoom: view.across / home.across,
      middle: [0.5 + ((view.x - home.x) * home.across) / this.width, 0.5 + ((view.y - home.y) * home.up) / this.height],
    };
  }

  see({ zoom, middle }) {
    const { home } = this;
    this.look({
      across: home.across * zoom, up: home.up * zoom,
      x: home.x + ((middle[0] - 0.5) * this.width) / home.across, y: home.y + ((middle[1] - 0.5) * this.height) / home.up,
    });
  }

  pan(dx, dy) {
    this.view.x -= dx / this.view.across;
    this.view.y += dy / this.view.up;
    this.cloudStale = true;
  }

  // Zoom by a factor, so that the place (px, py) stays where it is.
  zoom(factor, px = this.width / 2, py = this.height / 2) {
    const { view, home } = this;
    const by = Math.min(Math.max(factor, home.across / MOST_ZOOM / view.across), (home.across * MOST_ZOOM) / view.across);
    const [x, y] = [view.x + (px - this.width / 2) / view.across, view.y - (py - this.height / 2) / view.up];
    view.across *= by;
    view.up *= by;
    view.x = x - (px - this.width / 2) / view.across;
    view.y = y + (py - this.height / 2) / view.up;
    this.cloudStale = true;
  }

  // --- Drawing ---

  draw(show, theme) {
    if (this.theme !== theme) {
      Object.assign(this, { theme, sprites: null, cloudStale: true });
    }
    if (this.cloudStale || this.cloudShown !== show.cloud) this.drawCloud(show.cloud);
    const { context: c, sharpness } = this;
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.clearRect(0, 0, this.canvas.width, this.canvas.height);
    c.setTransform(sharpness, 0, 0, sharpness, 0, 0);
    this.place(show);
    this.cloudCanvas.style.opacity = show.faded ? FADED : 1;
    this.drawLines(c);
    if (show.moving) this.drawDots(c, show.moving, `rgba(${theme.cloud},.75)`, 1);
    if (show.chosen) this.drawDots(c, show.chosen, theme.accent, show.chosen.length > 1000 ? 1 : 2);
    if (show.trails) this.drawTrails(c, show);
    this.drawLinks(c, show);
    if (show.arrows) this.drawArrows(c, show);
    this.drawPoints(c, show);
    this.drawAxes(c, show);
    this.drawLabels(c);
    if (show.drag) this.drawCatch(c, show.drag);
  }

  // Where everything that has a label is, the most important first: the order in which labels find their places.
  place(show) {
    const items = show.marks.map((mark) => {
      const [x, y] = this.toPixels(mark.x, mark.y);
      return { ...mark, x, y };
    });
    items.sort((a, b) => b.weight - a.weight);
    this.drawn = items;
  }

  drawCloud(points) {
    this.cloudStale = false;
    this.cloudShown = points;
    const { cloudContext: c, cloudCanvas, sharpness, view, theme } = this;
    const [wide, high] = [cloudCanvas.width, cloudCanvas.height];
    if (!points) {
      c.clearRect(0, 0, wide, high);
      return;
    }
    if (!this.pixels || this.pixels.width !== wide || this.pixels.height !== high) {
      this.pixels = c.createImageData(wide, high);
      this.words32 = new Uint32Array(this.pixels.data.buffer);
    }
    const into = this.words32;
    into.fill(0);
    const [red, green, blue] = theme.cloud;
    const rgb = (blue << 16) | (green << 8) | red;
    const [ax, ay] = [view.across * sharpness, -view.up * sharpness];
    const [bx, by] = [wide / 2 - view.x * ax, high / 2 - view.y * ay];
    const side = Math.max(2, Math.round(1.6 * sharpness));
    for (let k = 0; k < points.length; k += 2) {
      const x = Math.floor(points[k] * ax + bx);
      const y = Math.floor(points[k + 1] * ay + by);
      if (x < 0 || y < 0 || x + side > wide || y + side > high) continue;
      for (let row = y; row < y + side; row += 1) {
        for (let at = row * wide + x; at < row * wide + x + side; at += 1) {
          const alpha = into[at] >>> 24;
          into[at] = ((alpha === 0 ? 60 : Math.min(alpha + 22, 170)) << 24) | rgb;
        }
      }
    }
    c.putImageData(this.pixels, 0, 0);
  }

  // The lines through zero.
  drawLines(c) {
    const [zeroX, zeroY] = this.toPixels(0, 0);
    c.lineWidth = 1;
    c.strokeStyle = this.theme.line;
    c.beginPath();
    c.moveTo(Math.round(zeroX) + 0.5, 0);
    c.lineTo(Math.round(zeroX) + 0.5, this.height);
    c.moveTo(0, Math.round(zeroY) + 0.5);
    c.lineTo(this.width, Math.round(zeroY) + 0.5);
    c.stroke();
  }

  // The axes' numbers and names, on strips of their own along the lower and the left edge.
  drawAxes(c, show) {
    const { width, height, view, theme, size, inner } = this;
    c.fillStyle = theme.ground;
    c.fillRect(0, inner.bottom, width, height - inner.bottom);
    c.fillRect(0, 0, inner.left, height);
    Object.assign(c, { fillStyle: theme.soft, strokeStyle: theme.line, font: `${SMALL * size}px ${theme.font}`, textBaseline: "alphabetic" });
    c.lineWidth = 1;
    c.strokeRect(inner.left - 0.5, -1, width, inner.bottom + 1.5);
    const half = [width / 2 / view.across, height / 2 / view.up];
    const names = [0, 1].map((axis) => this.fitting(c, [show.names[axis], show.shortNames[axis]], 0.55 * (axis ? height : width)));
    const [rightEnd, upperEnd] = [width - this.widthOf(c, names[0]) - 24, this.widthOf(c, names[1]) + 24];
    c.textAlign = "center";
    ticks(view.x - half[0], view.x + half[0]).forEach(({ value, text }) => {
      const [x] = this.toPixels(value, 0);
      if (x > inner.left + 8 && x < rightEnd) c.fillText(text, x, height - 6 * size);
    });
    c.textAlign = "right";
    c.fillText(names[0], width - 8, height - 6 * size);
    c.save();
    c.rotate(-Math.PI / 2);
    c.textAlign = "center";
    ticks(view.y - half[1], view.y + half[1]).forEach(({ value, text }) => {
      const [, y] = this.toPixels(0, value);
      if (y > upperEnd && y < inner.bottom - 8) c.fillText(text, -y, 14 * size);
    });
    c.textAlign = "right";
    c.fillText(names[1], -8, 14 * size);
    c.restore();
  }

  // The first of some texts that is no longer than that, or the last one, cut.
  fitting(c, texts, room) {
    return texts.find((text) => this.widthOf(c, text) <= room) ?? cut(texts.at(-1));
  }

  // How wide a text comes out; measuring costs more than drawing.
  widthOf(c, text) {
    if (!this.widths.has(text)) this.widths.set(text, c.measureText(text).width);
    return this.widths.get(text);
  }

  drawDots(c, points, colour, radius) {
    c.fillStyle = colour;
    for (let k = 0; k < points.length; k += 2) {
      const [x, y] = this.toPixels(points[k], points[k + 1]);
      c.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
    }
  }

  // What is being caught: a box, or the loop of a lasso.
  drawCatch(c, loop) {
    c.beginPath();
    loop.forEach(([x, y], k) => c[k ? "lineTo" : "moveTo"](x, y));
    c.closePath();
    Object.assign(c, { fillStyle: this.theme.wash, strokeStyle: this.theme.accent, lineWidth: 1.5 });
    c.fill("evenodd");
    c.setLineDash([5, 4]);
    c.stroke();
    c.setLineDash([]);
  }

  drawTrails(c, show) {
    const { theme } = this;
    c.lineWidth = 1.5;
    c.lineJoin = "round";
    show.trails.forEach(({ points, mark }) => {
      c.strokeStyle = theme.looks[mark.look].colour;
      c.globalAlpha = mark.active ? 0.9 : 0.4;
      c.beginPath();
      for (let k = 0; k < points.length; k += 2) {
        const [x, y] = this.toPixels(points[k], points[k + 1]);
        c[k ? "lineTo" : "moveTo"](x, y);
      }
      const [x, y] = this.toPixels(mark.x, mark.y);
      c.lineTo(x, y);
      c.stroke();
    });
    c.globalAlpha = 1;
  }

  drawLinks(c, show) {
    c.strokeStyle = this.theme.accent;
    c.lineWidth = 1;
    c.globalAlpha = 0.7;
    c.beginPath();
    show.links.forEach(([from, to]) => {
      c.moveTo(...this.toPixels(...from));
      c.lineTo(...this.toPixels(...to));
    });
    c.stroke();
    c.globalAlpha = 1;
  }

  drawArrows(c, show) {
    show.arrows.forEach(([from, to], k) => {
      const [x, y] = this.toPixels(...from);
      const [tx, ty] = this.toPixels(...to);
      const size = Math.hypot(tx - x, ty - y);
      if (size < 2) return;
      const [ux, uy] = [(tx - x) / size, (ty - y) / size];
      const head = Math.min(13, size);
      c.strokeStyle = c.fillStyle = this.theme.accent;
      c.lineWidth = 2.5;
      c.setLineDash(k ? [7, 5] : []);
      c.beginPath();
      c.moveTo(x, y);
      c.lineTo(tx - head * ux, ty - head * uy);
      c.stroke();
      c.setLineDash([]);
      c.beginPath();
      c.moveTo(tx, ty);
      c.lineTo(tx - head * ux - 0.45 * head * uy, ty - head * uy + 0.45 * head * ux);
      c.lineTo(tx - head * ux + 0.45 * head * uy, ty - head * uy - 0.45 * head * ux);
      c.fill();
    });
  }

  drawPoints(c) {
    const { theme } = this;
    const byLook = new Map();
    this.drawn.forEach((item) => {
      if (!byLook.has(item.look)) byLook.set(item.look, []);
      byLook.get(item.look).push(item);
    });
    c.lineJoin = "round";
    byLook.forEach((items, name) => {
      const look = theme.looks[name];
      c.beginPath();
      items.forEach((item) => outline(c, look.shape, item.x, item.y, item.radius));
      c.fillStyle = look.hollow ? theme.ground : look.colour;
      c.fill();
      c.lineWidth = look.hollow ? 1.3 : 1.1;
      c.strokeStyle = look.hollow ? look.colour : theme.edge;
      c.stroke();
    });
    this.drawn.filter((item) => item.active).forEach((item) => {
      c.beginPath();
      c.arc(item.x, item.y, item.radius + 5, 0, 2 * Math.PI);
      c.lineWidth = 2.5;
      c.strokeStyle = theme.accent;
      c.stroke();
    });
  }

  drawLabels(c) {
    const { theme, sharpness } = this;
    const items = this.drawn.filter((item) => item.named);
    const texts = items.map((item) => `${item.style} ${item.label}`);
    if (!this.sprites || texts.some((text) => !this.sprites.places.has(text))) this.drawSprites(items, texts);
    items.forEach((item, i) => {
      const sprite = this.sprites.places.get(texts[i]);
      item.width = sprite.width;
      item.height = TALL * this.size;
      item.soft = items.length > FAR_LABELS && item.look === "other";
      item.choice = this.choices.get(item.key) ?? -1;
    });
    const places = arrange(items, this.inner, items.length <= FAR_LABELS);
    let [hidden, away] = [0, 0];
    c.strokeStyle = theme.soft;
    c.lineWidth = 0.8;
    c.beginPath();
    items.forEach((item, i) => {
      const place = places[i];
      item.box = place && [place.x, place.y, item.width, item.height];
      this.choices.set(item.key, place ? place.choice : -1);
      if (!item.ghost && !within(this.inner, item.x, item.y)) away += 1;
      else if (!item.ghost && !place) hidden += 1;
      if (!place?.tied) return;
      c.moveTo(item.x, item.y);
      c.lineTo(Math.min(Math.max(item.x, place.x), place.x + item.width),
        Math.min(Math.max(item.y, place.y), place.y + item.height));
    });
    c.stroke();
    c.setTransform(1, 0, 0, 1, 0, 0);
    items.forEach((item, i) => {
      if (!item.box) return;
      const { left, top, pixels } = this.sprites.places.get(texts[i]);
      c.drawImage(this.sprites.sheet, left, top, pixels, this.sprites.tall,
        Math.round((item.box[0] - 3) * sharpness), Math.round(item.box[1] * sharpness), pixels, this.sprites.tall);
    });
    c.setTransform(sharpness, 0, 0, sharpness, 0, 0);
    // Said below the plot, where it lies on no label.
    this.notes = [
      away && `${away} ${away === 1 ? "word is" : "words are"} outside the view`,
      hidden && `${hidden} ${hidden === 1 ? "label has" : "labels have"} no room here: zoom in`,
    ].filter(Boolean);
  }

  // Every label is drawn once, with a ground that keeps it readable on lines, and copied from then on: drawing text is
  // what costs most in a frame.
  drawSprites(items, texts) {
    const { theme, sharpness, size } = this;
    const sheet = document.createElement("canvas");
    const c = sheet.getContext("2d");
    const font = (style) => `${style === "bold" ? "bold " : style === "italic" ? "italic " : ""}${TEXT * size}px ${theme.font}`;
    const tall = Math.ceil(TALL * size * sharpness);
    const places = new Map();
    let [left, top, wide] = [0, 0, 0];
    items.forEach((item, i) => {
      if (places.has(texts[i])) return;
      c.font = font(item.style);
      const width = Math.ceil(c.measureText(item.label).width) + 2;
      const pixels = Math.ceil((width + 6) * sharpness);
      if (left + pixels > 2048) [left, top] = [0, top + tall];
      places.set(texts[i], { left, top, pixels, width, item });
      left += pixels;
      wide = Math.max(wide, left);
    });
    sheet.width = Math.max(1, wide);
    sheet.height = top + tall;
    c.scale(sharpness, sharpness);
    c.textBaseline = "alphabetic";
    c.lineJoin = "round";
    places.forEach((place) => {
      c.font = font(place.item.style);
      const [x, y] = [place.left / sharpness + 4, place.top / sharpness + BASELINE * size];
      c.strokeStyle = theme.ground;
      c.lineWidth = 3.5;
      c.strokeText(place.item.label, x, y);
      c.fillStyle = place.item.style === "italic" ? theme.soft : theme.ink;
      c.fillText(place.item.label, x, y);
    });
    this.sprites = { sheet, places, tall };
  }

  // --- Finding what is under the pointer ---

  markAt(px, py) {
    let best = null;
    let least = 14;
    this.drawn.forEach((item) => {
      const far = Math.hypot(item.x - px, item.y - py) - item.radius;
      if (far < least) [best, least] = [item, far];
      const [x, y, w, h] = item.box ?? [0, 0, 0, 0];
      if (w && px >= x && px <= x + w && py >= y && py <= y + h && least > 0) [best, least] = [item, 0];
    });
    return best;
  }

  // Which of the dots is nearest to a place, within a few pixels; or -1.
  dotAt(px, py, points) {
    const { view } = this;
    const [x, y] = [view.x + (px - this.width / 2) / view.across, view.y - (py - this.height / 2) / view.up];
    let [best, least] = [-1, 5 ** 2];
    for (let k = 0; k < points.length; k += 2) {
      const far = ((points[k] - x) * view.across) ** 2 + ((points[k + 1] - y) * view.up) ** 2;
      if (far < least) [best, least] = [k / 2, far];
    }
    return best;
  }

  // The mark nearest to another one in a direction (dx, dy), for the arrow keys; sideways counts double.
  markTowards(key, dx, dy) {
    const from = this.drawn.find((item) => item.key === key);
    const marks = this.drawn.filter((item) => !item.ghost);
    if (!from) return [...marks].sort((a, b) => a.x - b.x)[0] ?? null;
    let [best, least] = [null, Infinity];
    marks.forEach((item) => {
      const [x, y] = [item.x - from.x, item.y - from.y];
      const along = x * dx + y * dy;
      const aside = Math.abs(x * dy - y * dx);
      if (along <= 0.5 || along + 2 * aside >= least) return;
      [best, least] = [item, along + 2 * aside];
    });
    return best;
  }
}
