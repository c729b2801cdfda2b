// What is wider than the page scrolls by itself, and whoever has no mouse must be able to reach it.
document.querySelectorAll("pre, table").forEach((wide) => {
  if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
});
