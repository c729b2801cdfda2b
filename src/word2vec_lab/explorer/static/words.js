// What a person does to the words shown: typing, adding and removing them, asking for an analogy. Each answers in a
// sentence (`app.tell`) where it cannot do what was asked.

import { whole } from "./labels.js";

export const MOST_WORDS = 200;
const FULL = `The plot holds ${MOST_WORDS} words at most. Remove some first.`;

// The words of the vocabulary that a text names, and a sentence about the others, if there are any.
function understood(app, text) {
  const { index, words } = app.vocabulary;
  const typed = index.has(text.trim()) ? [text.trim()] : text.split(/[\s,]+/).filter(Boolean);
  const found = [];
  const unknown = [];
  typed.forEach((word) => {
    const known = [word, word.toLowerCase()].find((form) => index.has(form));
    if (known) found.push(known);
    else unknown.push(`“${word}”`);
  });
  return { found, problem: unknown.length ? whyUnknown(unknown, whole(words.length)) : "" };
}

function whyUnknown(unknown, all) {
  return unknown.length === 1
    ? `${unknown[0]} is not in the vocabulary, so it has no vector. (${all} words have one.)`
    : `${unknown.join(", ")} are not in the vocabulary, so they have no vectors. (${all} words have one.)`;
}

// Whether everything that was typed is in the plot now.
export function addWords(app, text) {
  const { found, problem } = understood(app, text);
  const { words } = app.settings;
  const fresh = [...new Set(found)].filter((word) => !words.includes(word));
  if (words.length + fresh.length > MOST_WORDS) {
    app.tell(FULL, "problem");
    return false;
  }
  if (fresh.length) {
    app.set({ words: [...words, ...fresh] });
    app.pin(fresh[fresh.length - 1]);
  } else if (found.length) app.pin(found[0]);
  const still = app.clock.last > 0 && fresh.some((word) => !app.vocabulary.tracked.has(word));
  const done = fresh.length ? added(fresh, still) : found.length ? `“${found[0]}” is in the plot already.` : "";
  app.tell([problem, done].filter(Boolean).join(" "), problem ? "problem" : still || !fresh.length ? "info" : "");
  return found.length > 0 && !problem;
}

function added(fresh, still) {
  const listed = fresh.map((word) => `“${word}”`).join(", ");
  const why = fresh.length > 1 ? " The run kept no checkpoints of all of these: those without stay where they end while the others move."
    : " The run kept no checkpoints of it, so it stays where it ends while the others move.";
  return `Added ${listed}.${still ? why : ""}`;
}

// The words of the vocabulary that are not shown, the most frequent first.
function others(app) {
  const { counts, words } = app.vocabulary;
  const chosen = new Set(app.settings.words);
  const rows = [...words.keys()].filter((row) => !chosen.has(words[row]));
  if (counts) rows.sort((i, j) => counts[j] - counts[i] || i - j);
  return rows.map((row) => words[row]);
}

export function addFrequent(app, count) {
  app.set({ words: [...app.settings.words, ...others(app).slice(0, count)] });
}

export function addSelected(app) {
  app.set({ words: [...new Set([...app.settings.words, ...app.selected])] });
}

// An example of what to type: a word that could be added, not so short that it would say nothing.
export function exampleOf(app) {
  const { counts, words } = app.vocabulary;
  const chosen = new Set(app.settings.words);
  let best = -1;
  words.forEach((word, row) => {
    const more = best < 0 || (counts && counts[row] > counts[best]);
    if (more && !chosen.has(word) && /^[a-z]{6,}$/.test(word)) best = row;
  });
  return best < 0 ? "" : `e.g. ${words[best]}`;
}

export function removeWord(app, word) {
  if (!app.settings.words.includes(word)) return;
  if (app.settings.words.length === 1) {
    app.tell("One word has to stay.", "problem");
    return;
  }
  if (app.isSelected(word)) app.select(app.selected.filter((other) => other !== word));
  if (app.active === word) app.active = null;
  app.set({ words: app.settings.words.filter((other) => other !== word) });
  app.tell(`Removed “${word}”.`);
}

// --- Analogies (a − b + c) and axes (from one word to another) ---

// The one word that each text names; null, and a sentence, where one names none.
function eachNamed(app, texts) {
  const chosen = [];
  for (const text of texts) {
    const { found, problem } = understood(app, text);
    if (problem || !found.length) {
      app.tell(problem, "problem");
      return null;
    }
    chosen.push(found[0]);
  }
  return chosen;
}

// `expected` is the answer whose rank is told, or blank.
export function askAnalogy(app, texts, expected) {
  if (texts.some((text) => !text.trim())) {
    app.tell("An analogy needs three words: a, b and c.", "problem");
    return;
  }
  const chosen = eachNamed(app, texts);
  const answer = chosen && eachNamed(app, [expected].filter((text) => text.trim()));
  if (!answer) return;
  if (new Set(chosen).size < 3) {
    app.tell("Choose three different words: with two alike the answer would be one of them.", "problem");
    return;
  }
  if (chosen.includes(answer[0])) {
    app.tell(`“${answer[0]}” is part of the analogy, so it can be no answer to it: expect another word.`, "problem");
    return;
  }
  const missing = chosen.filter((word) => !app.settings.words.includes(word));
  if (app.settings.words.length + missing.length > MOST_WORDS) {
    app.tell(FULL, "problem");
    return;
  }
  app.tell("");
  app.set({ analogy: chosen, expected: answer[0] ?? "", words: [...app.settings.words, ...missing] });
}

// Put the axis from one word to another in the place of `name`, "across" or "up".
export function askAxis(app, name, texts) {
  if (texts.some((text) => !text.trim())) {
    app.tell("An axis needs two words: from the one, to the other.", "problem");
    return;
  }
  const chosen = eachNamed(app, texts);
  if (!chosen) return;
  const second = app.panes.at(-1).run;
  const lacking = chosen.find((word) => !second.index.has(word));
  if (chosen[0] === chosen[1]) app.tell("Choose two different words: from a word to itself there is no way.", "problem");
  else if (lacking) app.tell(`“${lacking}” has no vector in ${second.name || "the second run"}.`, "problem");
  else {
    app.tell("");
    app.set({ [name]: chosen });
  }
}

// The words nearest to where the analogy points in a pane, with their cosines, and the rank of an expected one; null
// where a word has no vector there.
export function answersIn(app, pane) {
  const { run, kind, settings } = pane.scene;
  const rows = app.settings.analogy.map((word) => run.index.get(word));
  return rows.includes(undefined) ? null : run.answers(kind, rows, settings.unit_length, settings.without_mean,
    run.index.get(settings.expected));
}
