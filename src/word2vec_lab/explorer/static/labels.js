// Where labels go: beside their points, on no other label and on no point; where there is no room, none.

// Sixteen directions at growing distances: right first, since that is where one looks for a name.
const TURNS = [0, 8, 4, 12, 2, 14, 6, 10, 1, 15, 7, 9, 3, 13, 5, 11].map((turn) => (turn * Math.PI) / 8);
const NEAR = [3];
const FAR = [3, 12, 24, 38, 56, 78, 104];

function boxAt(item, turn, gap) {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const out = item.radius + gap;
  return {
    x: item.x + cos * (out + item.width / 2) - item.width / 2,
    y: item.y + sin * (out + item.height / 2) - item.height / 2,
  };
}

// `items` are points with labels, the most important first: x, y, radius of the point, width and height of the label
// (pixels), and `choice`, the place it had before (or -1), which it keeps while that is free, so that labels do not
// jump. A label may lie on the points of `soft` items. `frame` (left, top, right, bottom) is where labels may be, and
// `far` says whether they may stand off their points, to be tied to them by a line (not those of `ghost` items). Gives
// for every item { x, y (upper left corner), choice, tied }, or null where it has no room.
export function arrange(items, frame, far) {
  const grid = new Grid(frame.right, frame.bottom);
  items.filter((item) => !item.soft).forEach((item) => grid.add(item.x - item.radius, item.y - item.radius, 2 * item.radius, 2 * item.radius, item));
  return items.map((item) => {
    if (!within(frame, item.x, item.y)) return null;
    const gaps = far && !item.ghost ? FAR : NEAR;
    const total = gaps.length * TURNS.length;
    const tried = item.choice >= 0 && item.choice < TURNS.length ? [item.choice] : [];
    for (let k = tried.length ? -1 : 0; k < total; k += 1) {
      const choice = k < 0 ? tried[0] : k;
      const gap = gaps[Math.floor(choice / TURNS.length)];
      const { x, y } = boxAt(item, TURNS[choice % TURNS.length], gap);
      const inside = within(frame, x - 1, y - 1) && within(frame, x + item.width + 1, y + item.height + 1);
      if (!inside || grid.hits(x, y, item.width, item.height, item)) continue;
      grid.add(x, y, item.width, item.height, null);
      return { x, y, choice, tied: gap > NEAR[0] };
    }
    return null;
  });
}

export function within({ left, top, right, bottom }, x, y) {
  return x >= left && x <= right && y >= top && y <= bottom;
}

// Rectangles by the squares of a grid that they touch, so that each is compared with its neighbours only.
class Grid {
  constructor(width, height) {
    this.side = 32;
    this.columns = Math.ceil(width / this.side) + 1;
    this.rows = Math.ceil(height / this.side) + 1;
    this.squares = new Map();
  }

  visit(x, y, w, h, act) {
    const clamp = (value, limit) => Math.min(Math.max(Math.floor(value / this.side), 0), limit - 1);
    const [left, right] = [clamp(x, this.columns), clamp(x + w, this.columns)];
    const [top, bottom] = [clamp(y, this.rows), clamp(y + h, this.rows)];
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) if (act(row * this.columns + column)) return true;
    }
    return false;
  }

  add(x, y, w, h, owner) {
    const box = [x, y, x + w, y + h, owner];
    this.visit(x, y, w, h, (square) => {
      const found = this.squares.get(square);
      if (found) found.push(box);
      else this.squares.set(square, [box]);
      return false;
    });
  }

  // Whether the rectangle lies on another. A label may not lie on its own point either, but it never does.
  hits(x, y, w, h, owner) {
    return this.visit(x, y, w, h, (square) => (this.squares.get(square) ?? []).some(
      (box) => box[4] !== owner && x < box[2] && x + w > box[0] && y < box[3] && y + h > box[1],
    ));
  }
}

// Ticks at round numbers, from two to eight of them.
export function ticks(low, high) {
  const spread = high - low;
  if (!(spread > 0) || !Number.isFinite(spread)) return [];
  const power = 10 ** Math.floor(Math.log10(spread / 3));
  const step = [5, 2, 1].map((factor) => factor * power).find((size) => size <= spread / 3);
  const found = [];
  for (let k = Math.ceil(low / step); k * step <= high; k += 1) found.push(k * step);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return found.map((value) => ({ value, text: plain(value, digits) }));
}

// A number as one writes it: a true minus sign, and none before zero.
export function plain(value, digits) {
  const text = value.toFixed(digits);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");
}

// A share of the whole, in per cent.
export const percent = (share) => (share >= 0.0995 ? `${Math.round(100 * share)} %` : `${(100 * share).toFixed(1)} %`);

// A whole number with commas: 19,539.
const COMMAS = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
export const whole = (value) => COMMAS.format(value);

// A word as it stands in the plot: a very long one is cut.
const LONGEST = 26;
export function cut(word) {
  const letters = [...word];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : word;
}
