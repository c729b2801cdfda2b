// The ordering puzzle where no kernel judges: this does what Puzzle.judge does in Python, word for word.

function judge({ right, why }, chosen) {
  if (!chosen.length) return "Nothing is in your derivation yet.";
  const standsRight = (line, at) => {
    const place = right.indexOf(line);
    return place >= 0 && right.slice(0, place).every((before) => chosen.slice(0, at).includes(before));
  };
  const good = chosen.filter(standsRight).length;
  const count = `${good} of ${right.length} lines ${good === 1 ? "stands" : "stand"} right.`;
  const foreign = chosen.findIndex((line) => line in why);
  if (foreign >= 0) return `${count} Line ${foreign + 1} of yours does not belong: ${why[chosen[foreign]]}`;
  const early = chosen.findIndex((line, at) => !standsRight(line, at));
  if (early >= 0) return `${count} Line ${early + 1} of yours builds on something that does not stand above it.`;
  const missing = right.length - good;
  if (missing) return `${count} ${missing} ${missing === 1 ? "is" : "are"} still to come.`;
  return `All ${right.length} lines stand right, and the derivation is complete.`;
}

function puzzle(root) {
  const told = JSON.parse(root.querySelector("script").textContent);
  const values = { lines: told.lines, chosen: [], feedback: "", twin: "", asked: 0, answered: 0, me: "" };
  const heard = {};
  const model = {
    get: (name) => values[name],
    set: (name, value) => { values[name] = value; },
    on: (event, call) => { (heard[event] ??= []).push(call); },
    off() {},
    save_changes() {
      if (values.asked === values.answered) return;
      values.feedback = judge(told, values.chosen);
      values.answered = values.asked;
      (heard["change:answered"] ?? []).forEach((call) => call());
    },
  };
  const el = document.createElement("div");
  root.querySelector(".w2v-still").replaceWith(el);
  render({ model, el });
}

document.querySelectorAll(".w2v-puzzle").forEach(puzzle);
