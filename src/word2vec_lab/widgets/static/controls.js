// Sliders and choices below a picture, if there is one. They are native elements, so keyboard, touch and screen readers work as anywhere
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
  row.showChoice = (index) => {
    input.value = index;
    show();
  };
  return row;
}

function choice(control, start, id, onInput) {
  const row = document.createElement("fieldset");
  row.className = "w2v-row";
  const legend = document.createElement("legend");
  legend.textContent = control.label;
  row.append(legend);
  const inputs = control.options.map((option, index) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name: id, value: index, checked: index === start });
    input.addEventListener("change", () => onInput(index));
    label.append(input, option);
    row.append(label);
    return input;
  });
  row.showChoice = (index) => { inputs[index].checked = true; };
  return row;
}

function render({ model, el }) {
  const root = document.createElement("div");
  root.className = "w2v-controls";
  const undo = [];
  if (model.get("frame").byteLength) {
    const img = document.createElement("img");
    img.style.maxWidth = "100%";
    img.width = model.get("width");
    root.append(img);
    undo.push(followFrame(model, img));
  }
  const status = document.createElement("p");
  status.className = "w2v-status";
  status.setAttribute("role", "status");
  el.append(root);

  const rows = model.get("controls").map((control, index) => {
    const id = `w2v-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
    const make = control.kind === "slider" ? slider : choice;
    return make(control, model.get("chosen")[index], id, (value) => {
      const chosen = [...model.get("chosen")];
      chosen[index] = value;
      talk.ask(() => {
        model.set("chosen", chosen);
        model.set("asked", model.get("asked") + 1);
        model.save_changes();
      });
    });
  });
  root.append(...rows, status);
  const enable = (alive) => root.querySelectorAll("input").forEach((input) => { input.disabled = !alive; });
  const talk = conversation(model, status, enable);
  // The same cell may be shown twice, and in the other view somebody moves something.
  const follow = () => rows.forEach((row, index) => row.showChoice(model.get("chosen")[index]));
  const settle = () => {
    if (model.get("answered") !== model.get("asked")) return;
    talk.answered();
    status.textContent = "";
  };
  hideTwin(el, model.get("twin"));
  model.on("change:chosen", follow);
  model.on("change:answered", settle);
  undo.push(talk.stop, keepKeys([...root.querySelectorAll("input")]));
  return () => {
    model.off("change:chosen", follow);
    model.off("change:answered", settle);
    undo.forEach((one) => one());
  };
}

export default { render };
