// Sliders and choices below a picture. They are native elements, so keyboard, touch and screen readers work as anywhere
// else; a slider runs over a list of values whose texts Python wrote. Python redraws the picture and counts up `answered`.

function slider(control, start, id, onInput) {
  const row = document.createElement("div");
  row.className = "w2v-row";
  const label = document.createElement("label");
  label.htmlFor = id;
  label.textContent = control.label;
  const input = document.createElement("input");
  Object.assign(input, { id, type: "range", min: 0, max: control.options.length - 1, step: 1, value: start });
  const text = document.createElement("output");
  text.htmlFor = id;
  const show = () => {
    text.textContent = control.options[input.valueAsNumber];
    input.setAttribute("aria-valuetext", text.textContent);
  };
  input.addEventListener("input", () => {
    show();
    onInput(input.valueAsNumber);
  });
  show();
  row.append(label, input, text);
  return row;
}

function choice(control, start, id, onInput) {
  const row = document.createElement("fieldset");
  row.className = "w2v-row";
  const legend = document.createElement("legend");
  legend.textContent = control.label;
  row.append(legend);
  control.options.forEach((option, index) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name: id, value: index, checked: index === start });
    input.addEventListener("change", () => onInput(index));
    label.append(input, option);
    row.append(label);
  });
  return row;
}

function render({ model, el }) {
  const root = document.createElement("div");
  root.className = "w2v-controls";
  const chosen = [...model.get("chosen")];
  const status = document.createElement("p");
  status.className = "w2v-status";
  status.setAttribute("role", "status");
  let timer = 0;

  const settle = () => {
    if (model.get("answered") !== model.get("asked")) return;
    clearTimeout(timer);
    status.textContent = "";
  };
  const choose = (index) => (value) => {
    chosen[index] = value;
    clearTimeout(timer);
    timer = setTimeout(() => { status.textContent = NO_ANSWER; }, PATIENCE);
    model.set("chosen", [...chosen]);
    model.set("asked", model.get("asked") + 1);
    try {
      model.save_changes();
    } catch {
      status.textContent = NO_ANSWER;  // there is no kernel any more
    }
  };

  model.get("controls").forEach((control, index) => {
    const id = `w2v-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
    const make = control.kind === "slider" ? slider : choice;
    root.append(make(control, chosen[index], id, choose(index)));
  });
  root.append(status);
  el.append(root);
  const releaseKeys = keepKeys([...root.querySelectorAll("input")]);
  model.on("change:answered", settle);
  return () => {
    model.off("change:answered", settle);
    releaseKeys();
    clearTimeout(timer);
  };
}

export default { render };
