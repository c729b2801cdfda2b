// The numbers behind the plot: unpacking the vectors that Python sent, projecting them, neighbours by cosine, analogies.
// Pure functions on flat arrays: a matrix of n rows and d columns is an array of n * d numbers, row after row. The same
// computations are in Python (projecting.py), where they draw the static picture; the tests hold one against the other.

// --- Unpacking --------------------------------------------------------------------------------------------------------

// The bytes are a length, a header in JSON, and what the header's sections name: see packing.py.
export function unpack(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true);
  const run = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const section = ([start, size]) => bytes.slice(4 + length + start, 4 + length + start + size);
  const floats = (place) => new Float32Array(section(place).buffer);
  const words = new TextDecoder("utf-8", { ignoreBOM: true }).decode(section(run.words)).split("\0");
  const { dimension, trajectory: path } = run;
  const rows = (part) => part && rounded(section(part.mantissas), part.low, section(part.exponents), part.down, words.length, dimension);
  const way = (part) => part && ways(
    woven(section(part.exact)), part.planes && { ...part, means: floats(part.means), planes: section(part.planes), normal: floats(part.normal) },
    path.iterations.length, path.words.length, path.exact, dimension);
  return {
    ...run,
    words,
    center: rows(run.center),
    outside: rows(run.outside),
    counts: run.counts && new Uint32Array(section(run.counts).buffer),
    curve: run.curve && { iterations: run.curve.iterations, losses: floats(run.curve.losses) },
    trajectory: path && { ...path, center: way(path.center), outside: way(path.outside) },
    index: new Map(words.map((word, row) => [word, row])),
  };
}

// Numbers in single precision out of four planes: the first bytes of all, the second ones, and so on.
function woven(planes) {
  const n = planes.length / 4;
  const bytes = planes.map((_, at) => planes[(at % 4) * n + (at >> 2)]);
  return new Float32Array(bytes.buffer);
}

// Each row is integers of 24 bits, in three planes of bytes (low, middle, high), of which the first `low` are zeros and
// did not travel, times a power of two of the row's own. They stand row after row or, `down`, column after column.
function rounded(planes, low, exponents, down, n, d) {
  const size = n * d;
  const values = new Float32Array(size);
  const units = Float64Array.from(new Int16Array(exponents.buffer), (power) => 2 ** power);
  const sent = 3 - low;
  for (let row = 0, to = 0; row < n; row += 1) {
    for (let j = 0; j < d; j += 1, to += 1) {
      let whole = 0;
      for (let k = 0, at = down ? j * n + row : to; k < sent; k += 1, at += size) whole |= planes[at] << (8 * (k + low));
      values[to] = units[row] * (whole << 8 >> 8);
    }
  }
  return values;
}

// Turns a vector into its image in the mirror on which the unit vector `normal` stands.
function mirrorOf(normal) {
  const square = normal.reduce((sum, x) => sum + x * x, 0);
  if (square === 0) return () => {};
  return (vector) => {
    let along = 0;
    for (let j = 0; j < normal.length; j += 1) along += vector[j] * normal[j];
    along *= 2 / square;
    for (let j = 0; j < normal.length; j += 1) vector[j] -= along * normal[j];
  };
}

// The vectors of m words at n moments: the first `exact` words as they are, the rest (if there is one) from counts of
// steps: 16 bits in two planes, each the difference from the moment before.
function ways(first, rest, n, m, exact, d) {
  const values = new Float32Array(n * m * d);
  for (let t = 0; t < n; t += 1) values.set(first.subarray(t * exact * d, (t + 1) * exact * d), t * m * d);
  if (!rest) return values;
  const { means, planes, normal, step } = rest;
  const mirror = mirrorOf(normal);
  const size = planes.length / 2;
  const counts = new Int16Array(size);
  for (let at = 0; at < size; at += 1) {
    counts[at] = (planes[at] | (planes[size + at] << 8)) + (at % n ? counts[at - 1] : 0);
  }
  const vector = new Float64Array(d);
  for (let t = 0; t < n; t += 1) {
    for (let i = exact; i < m; i += 1) {
      for (let j = 0; j < d; j += 1) vector[j] = step * counts[((i - exact) * d + j) * n + t];
      mirror(vector);
      const to = (t * m + i) * d;
      for (let j = 0; j < d; j += 1) values[to + j] = vector[j] + means[t * d + j];
    }
  }
  return values;
}

// --- Rows -------------------------------------------------------------------------------------------------------------

// Two matrices side by side: each row of the second goes on where the first's ends.
export function joined(left, right, n, d) {
  const values = new Float32Array(2 * n * d);
  for (let row = 0; row < n; row += 1) {
    values.set(left.subarray(row * d, (row + 1) * d), 2 * row * d);
    values.set(right.subarray(row * d, (row + 1) * d), (2 * row + 1) * d);
  }
  return values;
}

export function picked(matrix, rows, d) {
  const values = new Float64Array(rows.length * d);
  rows.forEach((row, to) => {
    for (let j = 0; j < d; j += 1) values[to * d + j] = matrix[row * d + j];
  });
  return values;
}

export function lengths(matrix, n, d) {
  const found = new Float64Array(n);
  for (let row = 0; row < n; row += 1) {
    let sum = 0;
    for (let at = row * d; at < (row + 1) * d; at += 1) sum += matrix[at] * matrix[at];
    found[row] = Math.sqrt(sum);
  }
  return found;
}

// Every row divided by its length; a row of zeros stays as it is.
export function normalised(matrix, n, d) {
  const size = lengths(matrix, n, d);
  const values = new matrix.constructor(n * d);
  for (let row = 0; row < n; row += 1) {
    const by = size[row] || 1;
    for (let at = row * d; at < (row + 1) * d; at += 1) values[at] = matrix[at] / by;
  }
  return values;
}

// --- Projection -------------------------------------------------------------------------------------------------------

// What the rows have in common: their mean and, given a feature (one number a row), its slope in every column. `taken`
// from a row, what is left is centred, and no straight line in the feature explains anything of it.
export function common(matrix, n, d, feature) {
  const mean = new Float64Array(d);
  const slope = new Float64Array(d);
  for (let row = 0; row < n; row += 1) for (let j = 0; j < d; j += 1) mean[j] += matrix[row * d + j] / n;
  if (!feature) return { mean, slope, middle: 0 };
  let middle = 0;
  let spread = 0;
  for (let row = 0; row < n; row += 1) middle += feature[row] / n;
  for (let row = 0; row < n; row += 1) spread += (feature[row] - middle) ** 2;
  if (spread > 1e-12 * n * (1 + middle * middle)) {
    for (let row = 0; row < n; row += 1) {
      const by = (feature[row] - middle) / spread;
      for (let j = 0; j < d; j += 1) slope[j] += by * (matrix[row * d + j] - mean[j]);
    }
  }
  return { mean, slope, middle };
}

export function taken(matrix, n, d, feature, { mean, slope, middle }) {
  const values = new Float64Array(n * d);
  for (let row = 0; row < n; row += 1) {
    const by = feature ? feature[row] - middle : 0;
    for (let j = 0; j < d; j += 1) values[row * d + j] = matrix[row * d + j] - mean[j] - by * slope[j];
  }
  return values;
}

// What takes long is done in steps: such a function is a generator that gives, between them, how much is done (0 to 1).
export function finished(steps) {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

const ROWS = 4;
const STEP = 4e6; // multiplications: some milliseconds

// The covariance of rows, less what they have in common (see `common`), or as they are where nothing is given. Several
// rows at a time, since reading and writing the sums costs more than the products.
function* covarianceInSteps(matrix, n, d, feature, shared) {
  const sums = new Float64Array(d * d);
  const rows = Array.from({ length: ROWS }, () => new Float64Array(d));
  const each = Math.max(ROWS, ROWS * Math.ceil(STEP / (d * d * ROWS)));
  for (let start = 0; start < n; start += ROWS) {
    rows.forEach((row, k) => fillRow(row, matrix, start + k, n, d, feature, shared));
    addProducts(sums, rows, d);
    if (start > 0 && start % each === 0) yield start / n;
  }
  for (let i = 0; i < d; i += 1) {
    for (let j = i; j < d; j += 1) sums[j * d + i] = sums[i * d + j] /= n;
  }
  return sums;
}

function fillRow(into, matrix, row, n, d, feature, shared) {
  if (row >= n) {
    into.fill(0);
    return;
  }
  const by = feature ? feature[row] - shared.middle : 0;
  for (let j = 0; j < d; j += 1) into[j] = matrix[row * d + j] - (shared ? shared.mean[j] + by * shared.slope[j] : 0);
}

function addProducts(sums, [a, b, c, e], d) {
  for (let i = 0; i < d; i += 1) {
    const [w, x, y, z] = [a[i], b[i], c[i], e[i]];
    for (let j = i, at = i * d + i; j < d; j += 1, at += 1) sums[at] += w * a[j] + x * b[j] + y * c[j] + z * e[j];
  }
}

// Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations, the largest first. `vectors[k]` is the k-th.
export function* eigenInSteps(symmetric, d) {
  const a = Float64Array.from(symmetric);
  const v = new Float64Array(d * d);
  for (let i = 0; i < d; i += 1) v[i * d + i] = 1;
  const all = a.reduce((sum, x) => sum + x * x, 0);
  let rest = all;
  for (let sweep = 0; sweep < 60; sweep += 1) {
    rest = 0;
    for (let i = 0; i < d; i += 1) for (let j = i + 1; j < d; j += 1) rest += a[i * d + j] ** 2;
    if (rest <= 1e-30 * all) break;
    for (let p = 0; p < d; p += 1) {
      for (let q = p + 1; q < d; q += 1) rotate(a, v, d, p, q);
      if (d > 64) yield Math.min(0.99, (sweep + p / d) / USUAL_SWEEPS);
    }
  }
  const order = [...Array(d).keys()].sort((i, j) => a[j * d + j] - a[i * d + i]);
  return {
    values: order.map((i) => Math.max(0, a[i * d + i])),
    vectors: order.map((i) => upright(v.slice(i * d, (i + 1) * d))),
  };
}

const USUAL_SWEEPS = 10;

// One rotation, after which the entry (p, q) is zero. The matrix stays symmetric, so its rows tell its columns; `v` has
// the eigenvectors as rows: along a row the memory is read in order.
function rotate(a, v, d, p, q) {
  const [rowP, rowQ] = [p * d, q * d];
  const off = a[rowP + q];
  if (off === 0) return;
  const theta = (a[rowQ + q] - a[rowP + p]) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(1, theta));
  const c = 1 / Math.hypot(1, t);
  const s = t * c;
  const [atP, atQ] = [a[rowP + p] - t * off, a[rowQ + q] + t * off];
  for (let k = 0; k < d; k += 1) {
    const x = a[rowP + k];
    const y = a[rowQ + k];
    a[rowP + k] = a[k * d + p] = c * x - s * y;
    a[rowQ + k] = a[k * d + q] = s * x + c * y;
    const m = v[rowP + k];
    const n = v[rowQ + k];
    v[rowP + k] = c * m - s * n;
    v[rowQ + k] = s * m + c * n;
  }
  [a[rowP + p], a[rowQ + q], a[rowP + q], a[rowQ + p]] = [atP, atQ, 0, 0];
}

// The sign of an eigenvector is free. Here its largest entry is positive, so that every machine draws the same plot.
function upright(vector) {
  let largest = 0;
  for (const x of vector) if (Math.abs(x) > Math.abs(largest)) largest = x;
  return largest < 0 ? vector.map((x) => -x) : vector;
}

// The axes on which the rows differ most, less what they have in common, and the share of the variance that lies along
// each. Fewer rows than numbers span no more axes: then they come out of the rows' products with one another, a matrix
// of (n, n) and not of (d, d).
export function* axesInSteps(matrix, n, d, feature, shared) {
  if (n < d) return yield* axesOfFew(taken(matrix, n, d, feature, shared), n, d);
  const covariance = yield* part(covarianceInSteps(matrix, n, d, feature, shared), 0, 0.8);
  const { values, vectors } = yield* part(eigenInSteps(covariance, d), 0.8, 1);
  return { axes: vectors, shares: sharesOf(values) };
}

// Steps that are a part of a longer way, from one share of it to another.
function* part(steps, from, to) {
  let step = steps.next();
  while (!step.done) {
    yield from + (to - from) * step.value;
    step = steps.next();
  }
  return step.value;
}

function* axesOfFew(centred, n, d) {
  const { values, vectors } = yield* eigenInSteps(yield* covarianceInSteps(turned(centred, n, d), d, n, null, null), n);
  const total = values.reduce((sum, x) => sum + x, 0);
  return { axes: vectors.map((weights, k) => combined(centred, n, d, weights, values[k] > 1e-12 * total)), shares: sharesOf(values) };
}

function sharesOf(values) {
  const total = values.reduce((sum, x) => sum + x, 0);
  return values.map((x) => (total > 0 ? x / total : 0));
}

function turned(matrix, n, d) {
  const values = new Float64Array(n * d);
  for (let row = 0; row < n; row += 1) for (let j = 0; j < d; j += 1) values[j * n + row] = matrix[row * d + j];
  return values;
}

// The direction of a weighted sum of rows; zeros where rounding alone would decide it.
function combined(rows, n, d, weights, real) {
  const sum = new Float64Array(d);
  if (!real) return sum;
  for (let row = 0; row < n; row += 1) for (let j = 0; j < d; j += 1) sum[j] += weights[row] * rows[row * d + j];
  return upright(unitOf(sum));
}

// A vector brought to length 1; zeros stay as they are.
export function unitOf(vector) {
  const size = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0)) || 1;
  return vector.map((x) => x / size);
}

// Coordinates of the rows on two axes, as [x, y, x, y, …]. An axis that does not exist gives zeros.
export function onto(rows, n, d, first, second) {
  const points = new Float64Array(2 * n);
  for (let row = 0; row < n; row += 1) {
    let [x, y] = [0, 0];
    for (let j = 0; j < d; j += 1) {
      if (first) x += rows[row * d + j] * first[j];
      if (second) y += rows[row * d + j] * second[j];
    }
    points[2 * row] = x;
    points[2 * row + 1] = y;
  }
  return points;
}

// --- Neighbours -------------------------------------------------------------------------------------------------------

// The cosine of every row, less a `mean` (of zeros, perhaps), to `target`; not-a-number for a row without direction,
// whose size is 0. `sizes` are the lengths of the rows less the mean.
export function cosinesTo(matrix, sizes, n, d, mean, target) {
  const size = Math.sqrt(target.reduce((sum, x) => sum + x * x, 0));
  const apart = target.reduce((sum, x, j) => sum + x * mean[j], 0);
  const found = new Float64Array(n);
  for (let row = 0, at = 0; row < n; row += 1) {
    let dot = -apart;
    for (let j = 0; j < d; j += 1, at += 1) dot += matrix[at] * target[j];
    found[row] = sizes[row] * size > 0 ? dot / (sizes[row] * size) : NaN;
  }
  return found;
}

// The `k` rows with the largest cosine, best first, as [row, cosine]; rows in `except` are left out. Equal cosines come
// in the order of the rows.
export function nearest(cosines, except, k) {
  const best = [];
  for (let row = 0; row < cosines.length; row += 1) {
    const cosine = cosines[row];
    if (Number.isNaN(cosine) || except.has(row)) continue;
    if (best.length === k && cosine <= best[k - 1][1]) continue;
    let place = best.length;
    while (place > 0 && best[place - 1][1] < cosine) place -= 1;
    best.splice(place, 0, [row, cosine]);
    if (best.length > k) best.pop();
  }
  return best;
}

// Which place a row has among all by its cosine, from 1 on, and of how many; null if it has none. Equal ones share the
// better place.
export function rankOf(cosines, wanted, except) {
  if (Number.isNaN(cosines[wanted]) || except.has(wanted)) return null;
  let [rank, of] = [1, 0];
  cosines.forEach((cosine, row) => {
    if (Number.isNaN(cosine) || except.has(row)) return;
    of += 1;
    if (cosine > cosines[wanted]) rank += 1;
  });
  return [rank, of];
}

// a − b + c of rows less the mean, as they are or, with `unitLength`, each brought to length 1 first.
export function analogyTarget(matrix, d, mean, [a, b, c], unitLength) {
  const rows = picked(matrix, [a, b, c], d).map((x, at) => x - mean[at % d]);
  const used = unitLength ? normalised(rows, 3, d) : rows;
  return Float64Array.from({ length: d }, (_, j) => used[j] - used[d + j] + used[2 * d + j]);
}

// --- Training ---------------------------------------------------------------------------------------------------------

// The m rows at a moment between two checkpoints (2.25: a quarter of the way from the third to the fourth).
export function between(matrices, moments, m, d, moment) {
  const size = m * d;
  const at = Math.min(Math.max(moment, 0), moments - 1);
  const before = Math.floor(at);
  const after = Math.min(before + 1, moments - 1);
  const part = at - before;
  const values = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const start = matrices[before * size + i];
    values[i] = start + part * (matrices[after * size + i] - start);
  }
  return values;
}

// Where a value stands in an ascending list, as a fractional index; the ends outside it.
export function placeIn(list, value) {
  if (value <= list[0]) return 0;
  for (let i = 1; i < list.length; i += 1) {
    if (value <= list[i]) return i - 1 + (value - list[i - 1]) / (list[i] - list[i - 1]);
  }
  return list.length - 1;
}

// --- Completion -------------------------------------------------------------------------------------------------------

// Words that begin with what is typed, the most frequent first (or in the order of the list), the exact word before all.
export function completions(words, counts, typed, limit) {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return [];
  const found = [];
  words.forEach((word, row) => {
    if (word.toLowerCase().startsWith(wanted)) found.push(row);
  });
  const exact = (row) => (words[row] === typed.trim() ? 1 : 0);
  found.sort((i, j) => exact(j) - exact(i) || (counts ? counts[j] - counts[i] : 0) || i - j);
  return found.slice(0, limit).map((row) => words[row]);
}
