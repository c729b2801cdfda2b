"""Measures the explorer in a real JupyterLab: frames a second, the first paint, the size of the saved state.

    python benchmarks/explorer.py                 # writes benchmarks/results/explorer.json

A run is made up for it: 19,539 words, ten numbers a vector, 41 moments (the start and 40 checkpoints). A frame counts
if the words in it are at other places than in the frame before. *Scrub*: 30 presses of an arrow key on the slider, one
every 33 ms, as from a key held down. *Pan* and *zoom*: one move of the pointer, one turn of the wheel at every frame,
for two seconds. Each is done several times, and the best counts: on a shared machine the others measure what else is
running there.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from browser.lab import Notebook, browse, serve

RESULTS = ROOT / "benchmarks" / "results" / "explorer.json"

SETUP = """
import numpy as np
from word2vec_lab import explorer
from word2vec_lab.vectors.trajectory import Trajectory

rng = np.random.default_rng(0)
V, d, moments = 19_539, 10, 41
letters = np.array(list("etaoinshrdlucmwfgypbvk"))
words = tuple("".join(rng.choice(letters, rng.integers(3, 14))) + str(k % 10) for k in range(V))
words = tuple(dict.fromkeys(words))
V = len(words)
counts = np.maximum(1, (15_000 / np.arange(1, V + 1)).astype(int))
center, outside = rng.normal(size=(2, V, d)) + 0.3 * np.log(counts)[:, None] * rng.normal(size=d) + 2
grown = np.linspace(0, 1, moments)[:, None, None] ** 0.7

def run(m):
    way = rng.normal(size=(moments, m, d)).cumsum(axis=0) * (1 - grown) * 0.3
    paths = [(grown * part[:m] + way).astype(np.float32) for part in (center, outside)]
    trajectory = Trajectory(words[:m], 1000 * np.arange(moments), *paths)
    curve = (10.0 * np.arange(1, 4001), 10 + 12 * np.exp(-np.arange(4000) / 800))
    return explorer.Vectors(words, center, outside, counts, trajectory, curve)

few, many = run(25), run(200)
"""
CELLS = {
    "setup": SETUP,
    "few": "explorer.Explorer(few, words=words[:25])",
    "labels": "explorer.Explorer(many, words=words[:200], cloud=False)",
    "vocabulary": "explorer.Explorer(many, words=words[:200])",
}

# Counts the frames in which the labels, copied by drawImage, stand elsewhere than in the frame before.
WATCH = """
  const drawn = { frames: 0, now: 0, before: 0, first: null };
  window.drawn = drawn;
  const { drawImage, clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.drawImage = function (...all) {
    drawn.first ??= performance.now();
    drawn.now = (31 * drawn.now + 7 * all[5] + all[6]) % 1000000007;
    return drawImage.apply(this, all);
  };
  CanvasRenderingContext2D.prototype.clearRect = function (...all) {
    if (drawn.now !== drawn.before) drawn.frames += 1;
    [drawn.before, drawn.now] = [drawn.now, 0];
    return clearRect.apply(this, all);
  };
"""

MOVE = """async (canvas, [kind, seconds]) => {
  const box = canvas.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const at = (dx, dy) => ({ clientX: x + dx, clientY: y + dy, pointerId: 7, button: 0, buttons: 1, bubbles: true });
  const send = (Kind, name, more) => canvas.dispatchEvent(new Kind(name, more));
  const frame = () => new Promise(requestAnimationFrame);
  canvas.focus();
  if (kind === "pan") send(PointerEvent, "pointerdown", at(0, 0));
  await frame();
  const [start, frames] = [performance.now(), window.drawn.frames];
  for (let k = 1; performance.now() - start < 1000 * seconds; k += 1) {
    if (kind === "pan") send(PointerEvent, "pointermove", at(60 * Math.sin(k / 9), 40 * Math.cos(k / 7)));
    else send(WheelEvent, "wheel", { ...at(30, 20), deltaY: 60 * Math.sin(k / 12), cancelable: true });
    await frame();
  }
  const found = (1000 * (window.drawn.frames - frames)) / (performance.now() - start);
  if (kind === "pan") send(PointerEvent, "pointerup", at(0, 0));
  return found;
}"""


def main() -> None:
    """Measure, print and write the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is done (default 5)")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the figures go")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, opened(Path(scratch)) as (notebook, version):
        figures = measured(notebook, wanted.rounds)
    figures["saved_state_megabytes"] = saved_state()
    figures["rounds"] = wanted.rounds
    figures["counted"] = "the best of the rounds; the medians are beside it"
    figures["machine"] = machine(version)
    wanted.out.parent.mkdir(parents=True, exist_ok=True)
    wanted.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=2))


@contextmanager
def opened(scratch: Path) -> Iterator[tuple[Notebook, str]]:
    """The notebook in JupyterLab, its first cell run, and the browser's version."""
    (scratch / "course").mkdir()
    cells: list[dict[str, Any]] = [
        {"id": name, "cell_type": "code", "metadata": {}, "source": text, "outputs": [], "execution_count": None}
        for name, text in CELLS.items()
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    content = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (scratch / "course" / "explorer.ipynb").write_text(json.dumps(content), encoding="utf-8")
    with browse() as browser, serve(scratch / "course", scratch / "jupyter") as server:
        notebook = Notebook.open(browser, server, "explorer.ipynb", width=1400, height=1000)
        notebook.page.evaluate(f"() => {{ {WATCH} }}")
        notebook.run("setup")
        yield notebook, browser.version


def measured(notebook: Notebook, rounds: int) -> dict[str, Any]:
    """Frames a second and seconds to the first paint: the best of the rounds, and the median."""
    found: dict[str, list[float]] = {}
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
        found.setdefault("first_paint_seconds", []).append(first_paint(notebook))
        for cell, name in (("labels", "200_labels"), ("vocabulary", "vocabulary")):
            notebook.run(cell)
            canvas = notebook.output(cell).locator("canvas[role]")
            canvas.wait_for()
            notebook.page.wait_for_timeout(1500)
            found.setdefault(f"scrub_fps_{name}", []).append(scrub(notebook, cell))
            for kind in ("pan", "zoom"):
                notebook.page.wait_for_timeout(500)
                found.setdefault(f"{kind}_fps_{name}", []).append(canvas.evaluate(MOVE, [kind, 2]))
    best = {name: (min if name.endswith("seconds") else max)(values) for name, values in found.items()}
    medians = {f"{name}_median": statistics.median(values) for name, values in found.items()}
    return {name: round(value, 2) for name, value in (best | medians).items()}


def first_paint(notebook: Notebook) -> float:
    """From the key that runs the cell to the first frame with words: the kernel's work is in it."""
    page = notebook.page
    page.evaluate("window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    notebook.cell("few").locator(".cm-content").click()
    page.wait_for_timeout(800)
    page.evaluate(
        """() => {
          window.drawn.first = null;
          const start = () => { window.drawn.start = performance.now(); };
          addEventListener("keydown", start, { once: true, capture: true });
        }"""
    )
    page.keyboard.press("ControlOrMeta+Enter")
    page.wait_for_function("window.drawn.first")
    page.wait_for_timeout(800)
    seconds: float = page.evaluate("() => (window.drawn.first - window.drawn.start) / 1000")
    return seconds


def scrub(notebook: Notebook, cell: str) -> float:
    """Distinct frames a second while 30 key presses arrive at the slider."""
    slider = notebook.output(cell).locator("input[type=range]")
    slider.focus()
    start: list[float] = notebook.page.evaluate("() => [performance.now(), window.drawn.frames]")
    begun = time.perf_counter()
    for number in range(1, 31):
        notebook.page.keyboard.press("ArrowLeft")
        notebook.page.wait_for_timeout(max(0, 1000 * (begun + number / 30 - time.perf_counter())))
    end: list[float] = notebook.page.evaluate("() => [performance.now(), window.drawn.frames]")
    slider.press("End")
    return 1000 * (end[1] - start[1]) / (end[0] - start[0])


def saved_state() -> float:
    """Megabytes of widget state in a notebook that was executed and saved with the plot of 25 words."""
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(CELLS[name]) for name in ("setup", "few")]
    NotebookClient(notebook, kernel_name="python3", store_widget_state=True).execute()
    state = notebook.metadata["widgets"]
    return round(len(json.dumps(state, ensure_ascii=False).encode()) / 1e6, 3)


def machine(browser: str) -> dict[str, Any]:
    """On what it was measured."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        lines = info.read_text(encoding="utf-8").splitlines()
        cpu = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), cpu)
    load = round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None
    return {
        "date": date.today().isoformat(),
        "cpu": cpu,
        "cores": os.cpu_count(),
        "load": load,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "jupyterlab": metadata.version("jupyterlab"),
        "browser": f"headless Chromium {browser}, drawing without a graphics card",
    }


if __name__ == "__main__":
    main()
