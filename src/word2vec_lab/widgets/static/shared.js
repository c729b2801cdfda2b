// What the modules need. A widget is served as one module, so Python puts this text before that of each.

const PATIENCE = 3000;
const NO_ANSWER = "No answer from the kernel. If it is busy, wait a little; otherwise run this cell again (Shift+Enter).";
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

// The static twin, an output of its own before this one, has done its work once the live one is there. It is looked
// for when this output has found its place in the page, and comes back when this output goes.
function hideTwin(el, name) {
  let twins = [];
  let waiting = 0;
  const look = (left) => {
    if (!el.isConnected && left > 0) {
      waiting = requestAnimationFrame(() => look(left - 1));
      return;
    }
    const home = el.closest(".jp-OutputArea, .output, .cell-output") ?? document;
    twins = [...home.querySelectorAll("[data-twin]")].filter((twin) => twin.dataset.twin === name);
    twins.forEach((twin) => { twin.style.display = "none"; });
  };
  look(600);
  return () => {
    cancelAnimationFrame(waiting);
    twins.forEach((twin) => { twin.style.display = ""; });
  };
}
