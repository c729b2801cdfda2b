// Answers questions about the explorer's module, for the tests: reads [module, [[name, argument], …]] from standard
// input and prints the answers as JSON.

import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";

const [path, questions] = JSON.parse(readFileSync(0, "utf8"));
const m = await import(path);
const content = new Map();

const runs = (all) => all.map(runOf);

function runOf(packed) {
  if (!content.has(packed)) {
    content.set(packed, new m.Run(m.unpack(new Uint8Array(inflateSync(Buffer.from(packed, "base64"))))));
  }
  return content.get(packed);
}

const frame = (right, bottom) => ({ left: 0, top: 0, right, bottom });

const answers = {
  unpacked: ({ packed }) => runs(packed).map(({ words, center, outside, counts, trajectory, curve }) => ({
    words, center: [...center], outside: outside && [...outside], counts: counts && [...counts],
    trajectory: trajectory && [...trajectory.center], losses: curve && [...curve.losses],
  })),
  scene: ({ packed, settings, moment }) => {
    const scene = new m.Scene(runs(packed)[0], settings);
    return { points: [...scene.points(moment ?? scene.last)], shares: scene.shares, cloud: [...scene.cloud()], names: scene.names,
      moving: scene.last ? [...scene.cloudAt(moment ?? scene.last)] : [] };
  },
  turned: ({ packed, settings }) => {
    const [first, second] = runs(packed).map((run) => new m.Scene(run, settings));
    second.turnLike(first);
    return { points: [...second.points(second.last)] };
  },
  nearest: ({ packed, kind, words, withoutMean }) => {
    const [run] = runs(packed);
    return words.map((word) => run.nearestTo(kind, run.index.get(word), withoutMean).map(([row, cosine]) => [run.words[row], cosine]));
  },
  answers: ({ packed, kind, words, unit, withoutMean, expected }) => {
    const [run] = runs(packed);
    const rows = words.map((word) => run.index.get(word));
    const { best, rank } = run.answers(kind, rows, unit, withoutMean, run.index.get(expected));
    return { best: best.map(([row, cosine]) => [run.words[row], cosine]), rank };
  },
  axes: ({ matrix, n, d }) => {
    const shared = m.common(Float64Array.from(matrix), n, d, null);
    const { axes, shares } = m.finished(m.axesInSteps(Float64Array.from(matrix), n, d, null, shared));
    return { axes: axes.map((axis) => [...axis]), shares };
  },
  ahead: ({ packed, settings }) => {
    const [run] = runs(packed);
    const steps = run.axesAhead(settings);
    if (!steps) return null;
    const told = [...steps];
    const scene = new m.Scene(run, settings);
    return { told, points: [...scene.points(0)], again: run.axesAhead(settings) !== null };
  },
  eigen: ({ matrix, d }) => {
    const { values, vectors } = m.finished(m.eigenInSteps(matrix, d));
    return { values, vectors: vectors.map((vector) => [...vector]) };
  },
  completions: ({ words, counts, typed }) => m.completions(words, counts, typed, 3),
  arrange: ({ items, width, height, far }) => m.arrange(items, frame(width, height), far),
  arrangeAgain: ({ items, width, height, moved }) => {
    const first = m.arrange(items, frame(width, height), true);
    const next = items.map((item, k) => ({ ...item, x: item.x + moved, choice: first[k] ? first[k].choice : -1 }));
    return [first, m.arrange(next, frame(width, height), true)];
  },
  ticks: ({ low, high }) => m.ticks(low, high),
  placeIn: ({ list, values }) => values.map((value) => m.placeIn(list, value)),
};

process.stdout.write(JSON.stringify(questions.map(([name, argument]) => answers[name](argument))));
