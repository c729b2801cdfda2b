// Lines to be put in order. Every action is a button, so keyboard, touch and screen readers work as anywhere else. The
// page moves the lines by itself; Python is asked only what to say of an attempt.

function button(text, label, onClick) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  if (label) made.setAttribute("aria-label", label);
  made.setAttribute(KEYS_ARE_MINE, "");
  made.addEventListener("click", onClick);
  return made;
}

function heading(text, list) {
  const title = document.createElement("p");
  title.className = "w2v-heading";
  title.textContent = text;
  list.setAttribute("aria-label", text);
  return title;
}

function render({ model, el }) {
  const root = document.createElement("div");
  root.className = "w2v-order";
  const mine = document.createElement("ol");
  const rest = document.createElement("ul");
  const status = document.createElement("p");
  status.className = "w2v-status";
  status.setAttribute("role", "status");
  const said = document.createElement("p");
  said.className = "w2v-said";
  said.setAttribute("role", "status");
  const lines = model.get("lines");
  let chosen = [...model.get("chosen")];
  const buttons = [];

  const check = button("Check the order", "", () => {
    status.textContent = "";
    talk.ask(() => {
      model.set("asked", model.get("asked") + 1);
      model.save_changes();
    });
  });
  const answered = () => {
    if (model.get("answered") !== model.get("asked")) return;
    talk.answered();
    status.textContent = model.get("feedback");
  };

  // After a change the lists are drawn anew, and the keyboard goes on where it was: `focus` says at which button.
  const change = (next, message, focus) => {
    chosen = next;
    model.set("chosen", [...chosen]);
    talk.tell(() => model.save_changes());
    if (!check.disabled) status.textContent = "";
    draw();
    said.textContent = message;
    (root.querySelector(focus) ?? root.querySelector("button")).focus();
  };
  const move = (at, by) => {
    const to = at + by;
    if (to < 0 || to >= chosen.length) return;
    const next = [...chosen];
    [next[at], next[to]] = [next[to], next[at]];
    change(next, `Now line ${to + 1} of ${next.length}.`, `[data-line="${chosen[at]}"] [data-by="${by}"]`);
  };

  const chosenLine = (line, at) => {
    const item = document.createElement("li");
    item.dataset.line = line;
    const text = document.createElement("span");
    text.textContent = lines[line];
    const up = button("↑", `Move up: ${lines[line]}`, () => move(at, -1));
    const down = button("↓", `Move down: ${lines[line]}`, () => move(at, 1));
    up.dataset.by = -1;
    down.dataset.by = 1;
    up.setAttribute("aria-disabled", at === 0);
    down.setAttribute("aria-disabled", at === chosen.length - 1);
    const out = button("Remove", `Remove: ${lines[line]}`, () => {
      change(chosen.filter((other) => other !== line), "Removed.", `[data-line="${line}"] button`);
    });
    buttons.push(up, down, out);
    item.append(up, down, out, text);
    return item;
  };

  const freeLine = (line, free) => {
    const item = document.createElement("li");
    item.dataset.line = line;
    const text = document.createElement("span");
    text.textContent = lines[line];
    const add = button("Add", `Add: ${lines[line]}`, () => {
      const left = free.filter((other) => other !== line);
      const next = left.find((other) => other > line) ?? left.at(-1);
      change([...chosen, line], `Added as line ${chosen.length + 1}.`, `[data-line="${next ?? line}"] button`);
    });
    buttons.push(add);
    item.append(add, text);
    return item;
  };

  const draw = () => {
    buttons.length = 0;
    const free = lines.map((_, line) => line).filter((line) => !chosen.includes(line));
    mine.replaceChildren(...chosen.map(chosenLine));
    rest.replaceChildren(...free.map((line) => freeLine(line, free)));
    if (!chosen.length) {
      const empty = document.createElement("li");
      empty.className = "w2v-empty";
      empty.textContent = "Empty. Add the first line from the list below.";
      mine.append(empty);
    }
    buttons.push(check);
  };

  draw();
  root.append(heading("Your derivation, from top to bottom", mine), mine);
  root.append(heading("Lines to choose from", rest), rest, check, status, said);
  el.append(root);
  // The page moves the lines without a kernel, but only Python knows the order.
  const talk = conversation(model, status, (alive) => { check.disabled = !alive; });
  const releaseKeys = keepKeys(buttons);
  // The same cell may be shown twice, and in the other view somebody moves a line.
  const follow = () => {
    if (String(model.get("chosen")) === String(chosen)) return;
    chosen = [...model.get("chosen")];
    draw();
  };
  hideTwin(el, model.get("twin"));
  model.on("change:chosen", follow);
  model.on("change:answered", answered);
  return () => {
    model.off("change:chosen", follow);
    model.off("change:answered", answered);
    releaseKeys();
    talk.stop();
  };
}

export default { render };
