// Starts the explorer from a notebook's saved widget state, in a page that no Jupyter is behind. See page.py.
async function revive(twin) {
  const saved = document.querySelector('script[type="application/vnd.jupyter.widget-state+json"]');
  if (!saved) return;
  const { state } = JSON.parse(saved.textContent);
  const [id] = Object.entries(state).find(([, model]) => model.state.twin === twin) ?? [];
  const picture = [...document.querySelectorAll("[data-twin]")].find((img) => img.dataset.twin === twin);
  if (!id || !picture) return;
  // Whoever else would show this widget, from the network, is not to.
  document.querySelectorAll('script[type="application/vnd.jupyter.widget-view+json"]').forEach((view) => {
    if (JSON.parse(view.textContent).model_id === id) view.remove();
  });
  // Several plots of a page share what they need, so each model is made once.
  const models = (globalThis.w2xModels ??= new Map());
  const modelOf = (name) => {
    if (!models.has(name)) models.set(name, modelFrom(state[name]));
    return models.get(name);
  };
  const model = modelOf(id);
  model.widget_manager = { get_model: async (name) => modelOf(name) };
  const el = document.createElement("div");
  picture.parentElement.after(el);
  const address = URL.createObjectURL(new Blob([model.get("_esm")], { type: "text/javascript" }));
  const module = await import(address);
  URL.revokeObjectURL(address);
  await module.default.render({ model, el });
}

function modelFrom(found) {
  const values = { ...found.state };
  (found.buffers ?? []).forEach(({ path, data }) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    values[path[0]] = new DataView(bytes.buffer);
  });
  return {
    get: (name) => values[name],
    set: (name, value) => { values[name] = value; },
    on() {},
    off() {},
    save_changes() {},
    send() {},
  };
}
