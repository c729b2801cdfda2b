// The slider through the training, with the loss curve above it on the same scale.

import { h, heard, newId, sign, svg, tick } from "./dom.js";
import { plain, whole } from "./labels.js";


export function timeline(app) {
  if (!app.clock.last) return null;
  const { clock } = app;
  const { times, last } = clock;
  const id = newId();
  const play = h("button", { className: "w2x-play", onclick: () => clock.play(!clock.playing) });
  const slider = h("input", { id, type: "range", min: 0, max: last, step: "any", value: last,
    oninput: () => clock.seek(Number(slider.value)) });
  const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5 };
  slider.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    let to = null;
    if (event.key in STEPS) to = Math.round(clock.goal ?? clock.moment) + STEPS[event.key];
    else if (event.key === "Home") to = 0;
    else if (event.key === "End") to = last;
    if (to === null) return;
    event.preventDefault();
    clock.glide(to);
  });
  const { marker, dot, box } = lossCurve(clock);
  const [first, second] = [document.createTextNode(""), document.createTextNode("")];
  const text = h("output", { for: id }, h("span", {}, first), h("span", {}, second));
  const trails = tick("Trails", app.settings.trails, (value) => app.set({ trails: value }));
  const el = h("div", { className: "w2x-time" },
    play,
    h("div", { className: "w2x-track" }, box, h("label", { for: id, className: "w2x-heard" }, "Moment of the training"), slider),
    h("div", { className: "w2x-when" }, text, trails));
  el.moves = true;
  // The marks keep their place on the curve whatever its size becomes, without asking for that size at every frame.
  let size = { width: 0, height: 0 };
  const place = () => {
    const across = (clock.iteration / times[last]) * size.width;
    const down = clock.loss === null ? 0 : (1 - clock.heightOf(clock.loss)) * size.height;
    marker.style.transform = `translateX(${across}px)`;
    dot.style.transform = `translate(${across}px, ${down}px)`;
  };
  new ResizeObserver(([entry]) => {
    size = entry.contentRect;
    place();
  }).observe(box);
  // At every frame while the words move, so as little of the page as can be is touched.
  let known = "";
  el.update = () => {
    const { iteration, loss } = clock;
    slider.value = clock.moment;
    const [when, cost] = [`iteration ${whole(iteration)}`, loss === null ? `of ${whole(times[last])}` : `loss ${plain(loss, 2)}`];
    first.data = when;
    second.data = cost;
    place();
    const state = `${clock.playing} ${app.settings.trails} ${clock.playing || `${when}, ${cost}`}`;
    if (state === known) return;
    known = state;
    slider.setAttribute("aria-valuetext", `${when}, ${cost}`);
    play.replaceChildren(sign(clock.playing ? "❚❚" : "▶"), heard(clock.playing ? "Pause" : "Play the training"));
    trails.show(app.settings.trails);
  };
  return el;
}

function lossCurve(clock) {
  const marker = h("i", { className: "w2x-now" });
  const dot = h("i", { className: "w2x-dot" });
  const box = h("div", { className: "w2x-loss", title: "The smoothed loss. Click to go to a moment." });
  if (!clock.curve) return { box: h("div"), marker, dot };
  const end = clock.times[clock.last];
  const points = clock.curve.iterations.map((iteration, k) =>
    `${((1000 * iteration) / end).toFixed(1)},${(100 * (1 - clock.heightOf(clock.curve.losses[k]))).toFixed(1)}`);
  const line = svg("polyline", { points: points.join(" "), fill: "none", "vector-effect": "non-scaling-stroke" });
  box.append(svg("svg", { viewBox: "0 0 1000 100", preserveAspectRatio: "none", "aria-hidden": "true" }, line), marker, dot,
    h("span", { className: "w2x-loss-name", "aria-hidden": "true" }, "loss"));
  const go = (event) => {
    const area = box.getBoundingClientRect();
    const part = Math.min(Math.max((event.clientX - area.left) / area.width, 0), 1);
    clock.seekIteration(part * end);
  };
  box.addEventListener("pointerdown", (event) => {
    box.setPointerCapture(event.pointerId);
    go(event);
  });
  box.addEventListener("pointermove", (event) => { if (event.buttons) go(event); });
  return { box, marker, dot };
}
