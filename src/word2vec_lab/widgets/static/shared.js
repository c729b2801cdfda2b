// What the modules need. A widget is served as one module, so Python puts this text before that of each.

const PATIENCE = 3000;
const NO_ANSWER = "No answer from the kernel. If it is busy, wait a little; otherwise run this cell again (Shift+Enter).";
const NO_KERNEL = "The kernel that drew this has ended. To move something here, run this cell again (Shift+Enter).";
const KEYS_ARE_MINE = "data-lm-suppress-shortcuts";

// JupyterLab takes the keys typed into an element that does not say of itself that they are its own: D D would delete
// the cell. Ctrl+S and Shift+Enter are JupyterLab's all the same, so for those the word is taken back just in time:
// the window hears of a key before JupyterLab does.
function keepKeys(elements) {
  const decide = (event) => {
    if (!elements.includes(event.target)) return;
    const theirs = event.ctrlKey || event.metaKey || (event.shiftKey && event.key === "Enter");
    event.target.toggleAttribute(KEYS_ARE_MINE, !theirs);
  };
  elements.forEach((element) => element.setAttribute(KEYS_ARE_MINE, ""));
  window.addEventListener("keydown", decide, true);
  return () => window.removeEventListener("keydown", decide, true);
}

// The still twin, an output of its own before this one, has done its work once the live one is there. The rule goes
// with this output, and holds for a twin that comes later too, or stands in a second view of the cell.
function hideTwin(el, name) {
  if (!name) return;
  const rule = document.createElement("style");
  rule.textContent = `[data-twin="${CSS.escape(name)}"] { display: none; }`;
  el.append(rule);
}

// The newest picture that Python drew. Returns how to stop following it.
function followFrame(model, img) {
  let address = "";
  img.classList.add("w2v-figure");
  const show = () => {
    const old = address;
    address = URL.createObjectURL(new Blob([model.get("frame")], { type: "image/png" }));
    img.onload = () => URL.revokeObjectURL(old);
    img.src = address;
    img.alt = model.get("alt");
  };
  show();
  model.on("change:frame", show);
  return () => {
    model.off("change:frame", show);
    URL.revokeObjectURL(address);
  };
}

// Calls `changed` with whether a kernel stands behind the widget: now, and when one ends or is there again. Only the
// manager's own model knows; a front end that has none is taken at its word that it answers.
function watchKernel(model, changed) {
  const look = async () => {
    const whole = await model.widget_manager?.get_model?.(model.get("me"));
    changed(whole?.comm_live ?? true);
  };
  look();
  model.on("comm_live_update", look);
  return () => model.off("comm_live_update", look);
}

// What is said to the kernel. After `ask` an answer is due: if `answered` is not called in time, a sentence says so.
// That a kernel has ended is said at once, and `enable` is told whether it can still be asked.
function conversation(model, status, enable) {
  let timer = 0;
  let alive = true;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { status.textContent = NO_ANSWER; }, PATIENCE);
  };
  const stop = watchKernel(model, (now) => {
    if (now === alive) return;
    alive = now;
    clearTimeout(timer);
    status.textContent = alive ? "" : NO_KERNEL;
    enable(alive);
  });
  const tell = (send) => {
    try {
      send();
    } catch {
      status.textContent = NO_ANSWER;  // the kernel ended, and nobody has told this page yet
    }
  };
  return {
    tell,
    ask(send) {
      if (!alive) return;
      wait();
      tell(send);
    },
    answered() {
      clearTimeout(timer);
    },
    stop() {
      clearTimeout(timer);
      stop();
    },
  };
}
