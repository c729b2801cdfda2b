// What is wider than the page scrolls by itself, and whoever has no mouse must be able to reach it.
function reach() {
  document.querySelectorAll("article :is(pre, table, .table-wrapper, .formula, .output)").forEach((wide) => {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
    else wide.removeAttribute("tabindex");
  });
}
reach();
addEventListener("resize", reach);

// The theme has two columns beside the page, and gives them no names to tell them apart.
const drawers = { __navigation: document.querySelector(".sidebar-drawer"), __toc: document.querySelector(".toc-drawer") };
drawers.__navigation?.setAttribute("aria-label", "The pages");
drawers.__toc?.setAttribute("aria-label", "On this page");

const shown = (elements) => [...(elements ?? [])].find((one) => one.checkVisibility());

// On a narrow screen the theme opens both with labels, which no key reaches.
for (const [label, name] of [[".nav-overlay-icon", "The pages"], [".toc-overlay-icon:not(.no-toc)", "On this page"]]) {
  for (const one of document.querySelectorAll(label)) {
    const box = document.getElementById(one.htmlFor);
    const button = document.createElement("button");
    button.className = one.className;
    button.dataset.opens = one.htmlFor;
    button.setAttribute("aria-label", name);
    button.append(...one.childNodes);
    one.replaceWith(button);
    const say = () => button.setAttribute("aria-expanded", box.checked);
    button.addEventListener("click", () => {
      box.click();
      if (box.checked) shown(drawers[box.id]?.querySelectorAll("a"))?.focus();
    });
    box.addEventListener("change", say);
    say();
  }
}
for (const id of ["__navigation", "__toc"]) {
  drawers[id]?.addEventListener("keydown", (event) => {
    const box = document.getElementById(id);
    if (event.key !== "Escape" || !box.checked) return;
    box.click();
    shown(document.querySelectorAll(`[data-opens="${id}"]`))?.focus();
  });
}

// A frame does not know which of light and dark was chosen for the page around it.
const frames = document.querySelectorAll(".w2v-explorer iframe");
const tell = (frame) => frame.contentWindow.postMessage({ theme: document.body.dataset.theme }, "*");
for (const frame of frames) frame.addEventListener("load", () => tell(frame));
new MutationObserver(() => frames.forEach(tell)).observe(document.body, { attributeFilter: ["data-theme"] });

// Paper cannot be unfolded.
const opened = [];
addEventListener("beforeprint", () => {
  opened.push(...document.querySelectorAll("article details:not([open])"));
  for (const one of opened) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of opened.splice(0)) one.open = false;
});
