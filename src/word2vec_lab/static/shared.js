// What both modules need. A widget is served as one module, so Python puts this text before that of each.

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
