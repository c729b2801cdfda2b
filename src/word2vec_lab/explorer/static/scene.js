// One set of vectors under the chosen settings: where each word is, at every moment of the training. The axes are those
// of the end and stay; at every moment the mean of the words shown is in the middle.

import { percent } from "./labels.js";
import {
  analogyTarget, axesInSteps, between, common, cosinesTo, finished, joined, lengths, nearest, normalised, onto, picked,
  placeIn, rankOf, taken, unitOf,
} from "./maths.js";

const NEIGHBOURS = 10;
const ANSWERS = 5;
const AT_ONCE = 1e8; // so many multiplications nobody notices
const REMEMBERED = 400;

// What depends on the run and the kind of vectors alone is computed once.
export class Run {
  constructor(data) {
    Object.assign(this, data);
    this.known = new Map();
    this.answered = new Map();
    this.tracked = new Map((data.trajectory?.words ?? []).map((word, row) => [word, row]));
    this.logCounts = data.counts && Float64Array.from(data.counts, Math.log);
    this.moments = data.trajectory?.iterations.length ?? 0;
  }

  once(key, make) {
    if (!this.known.has(key)) this.known.set(key, make());
    return this.known.get(key);
  }

  // The vectors of a kind: n rows of d numbers, their lengths, and those of the checkpoints.
  vectors(wanted) {
    const kind = this.outside ? wanted : "center";
    return this.once(kind, () => {
      const n = this.words.length;
      const path = this.trajectory;
      const d = kind === "both" ? 2 * this.dimension : this.dimension;
      const matrix = kind === "both" ? joined(this.center, this.outside, n, this.dimension) : this[kind];
      const m = path ? path.words.length : 0;
      let checkpoints = path && path[kind];
      if (path && kind === "both") checkpoints = joined(path.center, path.outside, this.moments * m, this.dimension);
      return { kind, n, d, m, matrix, checkpoints };
    });
  }

  prepared(kind, unit) {
    const { matrix, n, d } = this.vectors(kind);
    return unit ? this.once(`${kind} unit`, () => normalised(matrix, n, d)) : matrix;
  }

  // The axes of the whole vocabulary: found at once, or before in steps (see `axesAhead`).
  axes(kind, unit, feature) {
    return this.once(this.nameOfAxes(kind, unit, feature), () => finished(this.stepsToAxes(kind, unit, feature)));
  }

  nameOfAxes(kind, unit, feature) {
    return `axes ${this.vectors(kind).kind} ${unit} ${Boolean(feature)}`;
  }

  stepsToAxes(kind, unit, feature) {
    const { n, d } = this.vectors(kind);
    const matrix = this.prepared(kind, unit);
    return axesInSteps(matrix, n, d, feature, common(matrix, n, d, feature));
  }

  // The steps that are still to be made before `axes` answers at once; null where there is nothing that takes long.
  axesAhead({ kind, unit_length: unit, without_frequency: regress, axes_of: from }) {
    const { n, d } = this.vectors(kind);
    const feature = regress ? this.logCounts : null;
    const name = this.nameOfAxes(kind, unit, feature);
    if (from !== "all" || n * d * d < AT_ONCE || this.known.has(name)) return null;
    const run = this;
    return (function* steps() {
      const found = yield* run.stepsToAxes(kind, unit, feature);
      run.known.set(name, found);
    })();
  }

  // What words are compared by: the mean that is taken out, or zeros, and how long the rows are without it. A row of
  // zeros has no direction, whatever the mean, and is nobody's neighbour.
  compared(kind, withoutMean) {
    return this.once(`compared ${kind} ${withoutMean}`, () => {
      const { matrix, n, d } = this.vectors(kind);
      const mean = withoutMean ? common(matrix, n, d, null).mean : new Float64Array(d);
      const sizes = lengths(matrix, n, d);
      for (let row = 0, at = 0; row < n; row += 1) {
        let sum = 0;
        for (let j = 0; j < d; j += 1, at += 1) sum += (matrix[at] - mean[j]) ** 2;
        if (sizes[row] > 0) sizes[row] = Math.sqrt(sum);
      }
      return { mean, sizes };
    });
  }

  // Answers that take a look at the whole vocabulary, and are asked for again at every frame: the latest are kept.
  recalled(key, find) {
    if (!this.answered.has(key)) {
      if (this.answered.size >= REMEMBERED) this.answered.clear();
      this.answered.set(key, find());
    }
    return this.answered.get(key);
  }

  nearestTo(kind, row, withoutMean, k = NEIGHBOURS) {
    return this.recalled(`near ${kind} ${row} ${withoutMean}`, () => {
      const { matrix, n, d } = this.vectors(kind);
      const { mean, sizes } = this.compared(kind, withoutMean);
      if (sizes[row] === 0) return [];
      const target = Float64Array.from({ length: d }, (_, j) => matrix[row * d + j] - mean[j]);
      return nearest(cosinesTo(matrix, sizes, n, d, mean, target), new Set([row]), NEIGHBOURS);
    }).slice(0, k);
  }

  // The words nearest to a − b + c and, if a row is expected, its rank among them: [rank, of how many].
  answers(kind, rows, unitLength, withoutMean, expected = undefined) {
    return this.recalled(`answers ${kind} ${rows} ${unitLength} ${withoutMean} ${expected}`, () => {
      const { matrix, n, d } = this.vectors(kind);
      const { mean, sizes } = this.compared(kind, withoutMean);
      const cosines = cosinesTo(matrix, sizes, n, d, mean, analogyTarget(matrix, d, mean, rows, unitLength));
      const except = new Set(rows);
      return { best: nearest(cosines, except, ANSWERS), rank: expected === undefined ? null : rankOf(cosines, expected, except) };
    });
  }
}

export class Scene {
  constructor(run, settings) {
    this.run = run;
    this.settings = settings;
    this.words = settings.words.filter((word) => run.index.has(word));
    this.rows = this.words.map((word) => run.index.get(word));
    const { kind, unit_length: unit, without_frequency: regress } = settings;
    const { n, d } = run.vectors(kind);
    const all = run.prepared(kind, unit);
    this.allFeature = regress ? run.logCounts : null;
    this.feature = this.allFeature && Float64Array.from(this.rows, (row) => this.allFeature[row]);
    this.final = picked(all, this.rows, d);
    this.shared = common(this.final, this.rows.length, d, this.feature);
    this.basis = settings.axes_of === "all"
      ? run.axes(kind, unit, this.allFeature)
      : finished(axesInSteps(this.final, this.rows.length, d, this.feature, this.shared));
    this.components = Math.max(2, this.basis.axes.length);
    [this.first, this.second] = settings.components.map((k) => this.basis.axes[k]);
    this.shares = settings.components.map((k) => this.basis.shares[k] ?? 0);
    this.kind = kind;
    this.n = n;
    this.d = d;
    this.names = settings.components.map((k, axis) => (k < this.basis.axes.length
      ? `axis ${k + 1} (${percent(this.shares[axis])} of the variance)` : "no second axis"));
    this.shortNames = settings.components.map((k, axis) => (k < this.basis.axes.length
      ? `axis ${k + 1} (${percent(this.shares[axis])})` : "no axis"));
    this.fixed = [settings.across, settings.up].map((words, axis) => this.between(words ?? [], axis));
    this.last = Math.max(0, run.moments - 1);
    this.end = this.points(this.last);
    this.cloudKnown = null;
    this.trailsKnown = null;
  }

  // Put an axis made of two words, from the one to the other, in the place of a component; false if there is none.
  between(words, axis) {
    if (words.length !== 2 || !words.every((word) => this.run.index.has(word))) return false;
    const { d, rows, final, feature } = this;
    const all = this.run.prepared(this.kind, this.settings.unit_length);
    const ends = words.map((word) => this.run.index.get(word));
    const endFeature = feature && Float64Array.from(ends, (row) => this.allFeature[row]);
    const shown = taken(picked(all, ends, d), 2, d, endFeature, this.shared);
    const way = unitOf(Float64Array.from({ length: d }, (_, j) => shown[d + j] - shown[j]));
    const centred = taken(final, rows.length, d, feature, this.shared);
    const along = onto(centred, rows.length, d, way, null);
    const total = centred.reduce((sum, x) => sum + x * x, 0);
    this[axis === 0 ? "first" : "second"] = way;
    this.shares[axis] = total > 0 ? along.reduce((sum, x) => sum + x * x, 0) / total : 0;
    this.names[axis] = this.shortNames[axis] = `${words[0]} → ${words[1]}`;
    return true;
  }

  // Turn each axis the way round in which these words lie most like those of another scene.
  turnLike(other) {
    const place = new Map(other.words.map((word, i) => [word, i]));
    [0, 1].forEach((axis) => {
      let sum = 0;
      this.words.forEach((word, i) => {
        const j = place.get(word);
        if (j !== undefined) sum += this.end[2 * i + axis] * other.end[2 * j + axis];
      });
      if (sum >= 0 || this.fixed[axis]) return;
      const key = axis === 0 ? "first" : "second";
      this[key] = this[key]?.map((x) => -x);
    });
    this.end = this.points(this.last);
  }

  // The vectors of the words shown at a moment; a word that no checkpoint holds stays where it ends.
  rowsAt(moment) {
    if (moment >= this.last) return this.final;
    const { checkpoints, m } = this.run.vectors(this.kind);
    const d = this.d;
    const now = between(checkpoints, this.run.moments, m, d, moment);
    const moved = this.settings.unit_length ? normalised(now, m, d) : now;
    const values = Float64Array.from(this.final);
    this.words.forEach((word, i) => {
      const row = this.run.tracked.get(word);
      if (row !== undefined) values.set(moved.subarray(row * d, (row + 1) * d), i * d);
    });
    return values;
  }

  points(moment) {
    const rows = this.rowsAt(moment);
    const count = this.rows.length;
    const shared = rows === this.final ? this.shared : common(rows, count, this.d, this.feature);
    return onto(taken(rows, count, this.d, this.feature, shared), count, this.d, this.first, this.second);
  }

  // The whole vocabulary at the end of the training, as single-precision coordinates.
  cloud() {
    this.cloudKnown ??= (() => {
      const { n, d, allFeature: feature } = this;
      const rows = this.run.prepared(this.kind, this.settings.unit_length);
      const { mean, slope, middle } = this.shared;
      const [first, second] = [this.first ?? new Float64Array(d), this.second ?? new Float64Array(d)];
      const dot = (a, b) => a.reduce((sum, x, j) => sum + x * b[j], 0);
      const [x0, y0, sx, sy] = [dot(mean, first), dot(mean, second), dot(slope, first), dot(slope, second)];
      const points = new Float32Array(2 * n);
      for (let row = 0, at = 0; row < n; row += 1) {
        const by = feature ? feature[row] - middle : 0;
        let [x, y] = [-x0 - by * sx, -y0 - by * sy];
        for (let j = 0; j < d; j += 1, at += 1) {
          x += rows[at] * first[j];
          y += rows[at] * second[j];
        }
        points[2 * row] = x;
        points[2 * row + 1] = y;
      }
      return points;
    })();
    return this.cloudKnown;
  }

  // The words whose way is known, at a moment, in single precision: what can travel of the cloud.
  cloudAt(moment) {
    if (this.cloudThen?.moment !== moment) this.cloudThen = { moment, points: this.followed(moment) };
    return this.cloudThen.points;
  }

  followed(moment) {
    const { checkpoints, m, matrix } = this.run.vectors(this.kind);
    const { d } = this;
    const tracked = this.run.trajectory.words.map((word) => this.run.index.get(word));
    let now = moment >= this.last ? picked(matrix, tracked, d) : between(checkpoints, this.run.moments, m, d, moment);
    if (this.settings.unit_length) now = normalised(now, m, d);
    const rows = this.rowsAt(moment);
    const shared = rows === this.final ? this.shared : common(rows, this.rows.length, d, this.feature);
    const feature = this.feature && Float64Array.from(tracked, (row) => this.allFeature[row]);
    return Float32Array.from(onto(taken(now, m, d, feature, shared), m, d, this.first, this.second));
  }

  // Where the words were at every checkpoint.
  trails() {
    this.trailsKnown ??= Array.from({ length: this.run.moments }, (_, moment) => this.points(moment));
    return this.trailsKnown;
  }

  // The part of the plane to show: the words at the end, and a little more where the training led from farther out; or
  // the whole cloud.
  box() {
    if (this.settings.view_of === "all") return extent([this.end, this.cloud()]);
    const ends = extent([this.end]);
    if (this.last === 0) return ends;
    const ways = extent(this.trails());
    return [0, 1].map((axis) => {
      const [low, high] = ends[axis];
      const more = 0.25 * (high - low);
      return [Math.max(ways[axis][0], low - more), Math.min(ways[axis][1], high + more)];
    });
  }

  // Where a word of the vocabulary is at a moment, if that is known: [x, y], or null.
  placeOf(word, moment) {
    const row = this.run.index.get(word);
    if (row === undefined) return null;
    if (moment >= this.last) {
      const cloud = this.cloud();
      return [cloud[2 * row], cloud[2 * row + 1]];
    }
    const way = this.run.tracked.get(word);
    if (way === undefined) return null;
    const points = this.cloudAt(moment);
    return [points[2 * way], points[2 * way + 1]];
  }

  momentOf(iteration) {
    return this.last ? placeIn(this.run.trajectory.iterations, iteration) : 0;
  }

  isTracked(word) {
    return this.run.tracked.has(word);
  }
}

function extent(list) {
  const found = [[Infinity, -Infinity], [Infinity, -Infinity]];
  list.forEach((points) => points.forEach((value, k) => {
    const range = found[k % 2];
    range[0] = Math.min(range[0], value);
    range[1] = Math.max(range[1], value);
  }));
  return found.map(([low, high]) => (low <= high ? [low, high] : [0, 0]));
}
