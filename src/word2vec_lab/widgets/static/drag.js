// A picture with a point that can be dragged: by mouse anywhere in the picture, by touch or by arrow keys on the point.
// Python draws every frame. At most one frame is in flight; what happens meanwhile is gathered into the next request,
// so the picture never lags behind. Once the hand rests, a last request (`sharp`) asks for the fine picture.

const REST = 220;
const STEP = 0.1;
const LARGE_STEP = 0.5;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

function render({ model, el }) {
  const root = document.createElement("div");
  root.className = "w2v-drag";
  const stage = document.createElement("div");
  stage.className = "w2v-stage";
  stage.style.width = `${model.get("width")}px`;
  const img = document.createElement("img");
  img.draggable = false;
  const tip = document.createElement("div");
  tip.className = "w2v-tip";
  tip.tabIndex = 0;
  tip.setAttribute("role", "application");
  tip.setAttribute("aria-roledescription", "draggable point");
  tip.setAttribute("aria-label", model.get("label"));
  const status = document.createElement("p");
  status.className = "w2v-status";
  status.setAttribute("role", "status");
  const note = document.createElement("p");
  note.className = "w2v-note";
  note.setAttribute("role", "status");
  stage.append(img, tip);
  root.append(stage, status, note);
  el.append(root);

  let pending = null;
  let serial = 0;
  let inFlight = false;
  let dragging = false;
  let rest = 0;

  const putTip = (across, down) => {
    tip.style.left = `${100 * across}%`;
    tip.style.top = `${100 * down}%`;
  };

  const show = () => {
    status.textContent = model.get("text");
    if (!dragging) putTip(...model.get("tip"));
  };

  const send = () => {
    if (inFlight || !pending) return;
    inFlight = true;
    // Counted on from what was answered before, in another view of this cell or before the notebook was reopened.
    serial = Math.max(serial, model.get("answered")) + 1;
    const request = { serial, ...pending };
    pending = null;
    talk.ask(() => model.send(request));
  };

  const ask = (request) => {
    if (root.classList.contains("w2v-still")) return;
    const sum = [0, 1].map((i) => (pending?.nudge?.[i] ?? 0) + (request.nudge?.[i] ?? 0));
    pending = request.to ? { to: request.to } : { ...pending, nudge: sum, sharp: false };
    clearTimeout(rest);
    rest = setTimeout(() => {
      pending = { ...pending, sharp: true };
      send();
    }, REST);
    send();
  };

  const answered = () => {
    if (model.get("answered") !== serial) return;
    talk.answered();
    note.textContent = "";
    inFlight = false;
    send();
  };

  const place = (event) => {
    const box = img.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };

  stage.addEventListener("pointerdown", (event) => {
    // A finger on the picture scrolls the page; only the point itself takes it.
    if (root.classList.contains("w2v-still") || event.button !== 0 || (event.pointerType === "touch" && event.target !== tip)) return;
    event.preventDefault();
    tip.focus({ preventScroll: true });
    stage.setPointerCapture(event.pointerId);
    dragging = true;
    putTip(...place(event));
    ask({ to: place(event) });
  });
  stage.addEventListener("pointermove", (event) => {
    if (!dragging) return;
    putTip(...place(event));
    ask({ to: place(event) });
  });
  const stop = () => {
    if (!dragging) return;
    dragging = false;
    putTip(...model.get("tip"));
  };
  stage.addEventListener("pointerup", stop);
  stage.addEventListener("pointercancel", stop);
  tip.addEventListener("keydown", (event) => {
    const way = KEYS[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const length = event.shiftKey ? LARGE_STEP : STEP;
    ask({ nudge: way.map((part) => part * length) });
  });

  show();
  const enable = (alive) => {
    inFlight = false;
    pending = null;
    tip.setAttribute("aria-disabled", !alive);
    root.classList.toggle("w2v-still", !alive);
  };
  const talk = conversation(model, note, enable);
  const unfollow = followFrame(model, img);
  const releaseKeys = keepKeys([tip]);
  hideTwin(el, model.get("twin"));
  model.on("change:frame", show);
  model.on("change:answered", answered);
  return () => {
    model.off("change:frame", show);
    model.off("change:answered", answered);
    unfollow();
    releaseKeys();
    talk.stop();
    clearTimeout(rest);
  };
}

export default { render };
