// The plot as a PNG file: on white, twice as fine as a screen, with a title and the key.

import { h } from "./dom.js";
import { showOf } from "./marks.js";
import { FADED, Plot } from "./plot.js";
import { outline } from "./shapes.js";
import { themeFor } from "./theme.js";

export function savePicture(app) {
  const light = themeFor({ dark: false, ground: "#ffffff" }, app.theme.font);
  const [sharp, gap, head, foot] = [2, 12, 30, 34];
  const plots = app.panes.map((pane) => pane.plot);
  const [width, height] = [plots.reduce((sum, plot) => sum + plot.width + gap, gap), plots[0].height + head + foot];
  const sheet = h("canvas", { width: width * sharp, height: height * sharp });
  const c = sheet.getContext("2d");
  c.scale(sharp, sharp);
  c.fillStyle = "#fff";
  c.fillRect(0, 0, width, height);
  let left = gap;
  app.panes.forEach((pane) => {
    const copy = new Plot(h("canvas"), h("canvas"));
    copy.resize(pane.plot.width, pane.plot.height, sharp, pane.plot.size);
    Object.assign(copy, { view: pane.plot.view, home: pane.plot.home, choices: new Map(pane.plot.choices) });
    const show = showOf(app, pane, 1);
    copy.draw(show, light);
    c.fillStyle = light.ink;
    c.font = `bold 14px ${light.font}`;
    c.fillText(titleOf(app, pane), left, 20);
    c.globalAlpha = show.faded ? FADED : 1;
    c.drawImage(copy.cloudCanvas, left, head, copy.width, copy.height);
    c.globalAlpha = 1;
    c.drawImage(copy.canvas, left, head, copy.width, copy.height);
    c.strokeStyle = "#bdbdbd";
    c.strokeRect(left + 0.5, head + 0.5, copy.width - 1, copy.height - 1);
    left += copy.width + gap;
  });
  let x = gap + 8;
  c.font = `13px ${light.font}`;
  const shown = new Set(app.settings.words.map((word) => app.lookOf(word)));
  app.groups.forEach((group, k) => {
    if (!shown.has(String(k))) return;
    c.beginPath();
    outline(c, light.looks[k].shape, x, height - 16, 5);
    c.fillStyle = light.looks[k].colour;
    c.fill();
    c.strokeStyle = light.edge;
    c.stroke();
    c.fillStyle = light.ink;
    c.fillText(group.name, x + 12, height - 12);
    x += 34 + c.measureText(group.name).width;
  });
  sheet.toBlob((blob) => {
    const address = URL.createObjectURL(blob);
    h("a", { href: address, download: "explorer.png" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    app.tell("Saved as explorer.png where your browser puts downloads.", "info");
  });
}

function titleOf(app, pane) {
  const { kind, settings } = pane.scene;
  const name = { center: "Centre vectors", outside: "Outside vectors", both: "Centre and outside vectors" }[kind];
  const when = !app.clock.ended
    ? `, iteration ${Math.round(app.clock.iteration).toLocaleString("en-US")}` : "";
  return `${pane.caption && app.panes.length > 1 ? `${pane.caption}: ` : ""}${name} of ${pane.scene.words.length} words${settings.unit_length ? ", length 1" : ""}${settings.without_frequency ? ", without log frequency" : ""}${when}`;
}
