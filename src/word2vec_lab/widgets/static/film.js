// The controls of a film (see film.py): each choice shows another picture that was drawn beforehand. No kernel, no network.

function film(root) {
  const { folder, width, alts, controls } = JSON.parse(root.querySelector("script").textContent);
  const img = root.querySelector("img");
  const chosen = controls.map((control) => control.start);
  const status = document.createElement("p");
  status.className = "w2v-status";
  status.setAttribute("role", "status");
  let wanted = "";
  const show = () => {
    const key = chosen.join("-");
    wanted = key;
    // The old picture stays until the new one is there, so that nothing jumps.
    const next = new Image();
    next.onload = () => {
      if (wanted !== key) return;
      Object.assign(img, { src: next.src, alt: alts[key], width });
      status.textContent = "";
    };
    next.onerror = () => { status.textContent = `The picture ${folder}/${key}.png is missing beside this page.`; };
    next.src = `${folder}/${key}.png`;
  };
  const box = document.createElement("div");
  box.className = "w2v-controls";
  controls.forEach((control, index) => {
    const make = control.kind === "slider" ? slider : choice;
    box.append(make(control, control.start, `${folder}-${index}`, (value) => {
      chosen[index] = value;
      show();
    }));
  });
  box.append(status);
  root.append(box);
}

document.querySelectorAll(".w2v-film").forEach(film);
