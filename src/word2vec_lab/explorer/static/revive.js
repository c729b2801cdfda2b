// Starts the explorer from a notebook's saved widget state, in a page that no Jupyter is behind. See page.py.
async function revive(twin) {
  const saved = document.querySelector('script[type="application/vnd.jupyter.widget-state+json"]');
  if (!saved) return;
  const states = Object.entries(JSON.parse(saved.textContent).state);
  const [id, found] = states.find(([, model]) => model.state.twin === twin) ?? [];
  const picture = [...document.querySelectorAll("[data-twin]")].find((img) => img.dataset.twin === twin);
  if (!found || !picture) return;
  // Whoever else would show this widget, from the network, is not to.
  document.querySelectorAll('script[type="application/vnd.jupyter.widget-view+json"]').forEach((view) => {
    if (JSON.parse(view.textContent).model_id === id) view.remove();
  });
  const values = { ...found.state };
  (found.buffers ?? []).forEach(({ path, data }) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    values[path[0]] = new DataView(bytes.buffer);
  });
  const model = {
    get: (name) => values[name],
    set: (name, value) => { values[name] = value; },
    on() {},
    off() {},
    save_changes() {},
    send() {},
  };
  const style = document.createElement("style");
  style.textContent = values._css;
  document.head.append(style);
  const el = document.createElement("div");
  picture.parentElement.after(el);
  const address = URL.createObjectURL(new Blob([values._esm], { type: "text/javascript" }));
  const module = await import(address);
  URL.revokeObjectURL(address);
  await module.default.render({ model, el });
}
