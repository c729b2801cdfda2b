"""Measures the explorer in a real JupyterLab, and what else plots as many points beside it, in the same run.

    python benchmarks/explorer.py                 # writes benchmarks/results/explorer.json

A run is made up for it: 19,539 words, ten numbers a vector, 41 moments (the start and 40 checkpoints).

*Frames a second* are animation frames of the browser in which the picture changed: all that is drawn between two of
them (on canvases, through WebGL or WebGPU, in SVG) is summed up in a number, and a frame counts once, if it drew
something and that number is another than before. *Scrub*: 30 presses of an arrow key on the slider, one every 33 ms, as
from a key held down. *Pan* and *zoom*: the mouse moves, or its wheel turns, for two seconds, as fast as the page takes
it. Each is done several times: the best counts, since on a shared machine the others measure what else is running
there; the medians are beside it.

Of the others those are measured that can be imported here: `pip install plotly jupyter-scatter`, and embedding-atlas,
which brings a machine-learning stack along: `pip install --no-deps embedding-atlas` and what its import then asks for.
"""

from __future__ import annotations

import argparse
import importlib.util
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
from playwright.sync_api import Locator, TimeoutError

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from browser.lab import Notebook, browse, serve

from word2vec_lab.explorer.widget import module

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
x, y = (center - center.mean(axis=0))[:, :2].T.astype("float32")
"""
LARGE = """
large = rng.normal(size=(100_000, 300)) @ np.diag(np.linspace(2, 0.2, 300))
large = explorer.Vectors(tuple(f"w{k}" for k in range(100_000)), large)
"""
CELLS = {
    "setup": SETUP,
    "few": "explorer.Explorer(few, words=words[:25])",
    "labels": "explorer.Explorer(many, words=words[:200], cloud=False)",
    "vocabulary": "explorer.Explorer(many, words=words[:200])",
    "make_large": LARGE,
    "large": "explorer.Explorer(large)",
}
TWENTY = """
from IPython.display import display
for k in range(20):
    display(explorer.Explorer(few, words=words[:25], kind=("center", "outside", "both")[k % 3]))
"""
PEERS = {
    "plotly": (
        "plotly",
        "import plotly.graph_objects as go\n"
        "points = go.Scattergl(x=x, y=y, text=words, mode='markers', marker={'size': 3})\n"
        "peer = go.FigureWidget(points, layout={'dragmode': 'pan', 'height': 500})\n"
        "peer._config = {'scrollZoom': True}\npeer",
    ),
    "jupyter-scatter": (
        "jscatter",
        "import jscatter\njscatter.Scatter(x=x, y=y, height=500, mouse_mode='panZoom').show()",
    ),
    "embedding-atlas": (
        "embedding_atlas",
        "import pandas\nfrom embedding_atlas.widget import EmbeddingAtlasWidget\n"
        "EmbeddingAtlasWidget(pandas.DataFrame({'x': x, 'y': y, 'word': words}), x='x', y='y', text='word')",
    ),
}
"""Each one's module, and a cell that shows as many points with it."""

# Sums up what is drawn, and counts the animation frames in which that was something else than before.
WATCH = """() => {
  const drawn = { frames: 0, first: null, calls: 0, now: 0, before: 0 };
  window.drawn = drawn;
  const add = (value) => {
    if (typeof value === "number") drawn.now = (31 * drawn.now + Math.round(1000 * value)) % 1000000007;
    else if (typeof value === "string") for (let k = 0; k < value.length; k += 1) add(value.charCodeAt(k));
    else if (value?.length) for (let k = 0; k < Math.min(value.length, 64); k += 1) add(value[k]);
  };
  const wrap = (type, names, counts) => names.forEach((name) => {
    const own = type?.prototype?.[name];
    if (!own) return;
    type.prototype[name] = function (...all) {
      if (counts) drawn.calls += 1;
      if (name === "drawImage") drawn.first ??= performance.now();
      all.forEach(add);
      return own.apply(this, all);
    };
  });
  wrap(window.CanvasRenderingContext2D, ["drawImage", "putImageData", "fillRect", "fill", "stroke", "fillText"], true);
  wrap(window.CanvasRenderingContext2D, ["lineTo", "moveTo", "arc"], false);
  const uniforms = ["1f", "2f", "3f", "4f", "1fv", "2fv", "3fv", "4fv"].map((name) => `uniform${name}`);
  for (const type of [window.WebGLRenderingContext, window.WebGL2RenderingContext]) {
    wrap(type, ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"], true);
    wrap(type, [...uniforms, "uniformMatrix3fv", "uniformMatrix4fv", "bufferData", "bufferSubData"], false);
  }
  wrap(window.GPUQueue, ["submit"], true);
  wrap(window.GPUQueue, ["writeBuffer"], false);
  const PLACES = ["transform", "d", "x", "y"];
  new MutationObserver((changes) => changes.forEach(({ target }) => {
    if (!target.ownerSVGElement) return;
    drawn.calls += 1;
    PLACES.forEach((name) => add(target.getAttribute(name)));
  })).observe(document.body, { subtree: true, attributes: true, attributeFilter: PLACES });
  const frame = () => {
    if (drawn.calls && drawn.now !== drawn.before) {
      drawn.frames += 1;
      drawn.before = drawn.now;
    }
    [drawn.calls, drawn.now] = [0, 0];
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""

AXES = """async ([text, rounds]) => {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const { axesInSteps, common, finished } = await import(address);
  const [n, d] = [25, 300];
  const rows = Float64Array.from({ length: n * d }, Math.random);
  return Array.from({ length: rounds }, () => {
    const start = performance.now();
    finished(axesInSteps(rows, n, d, null, common(rows, n, d, null)));
    return performance.now() - start;
  });
}"""

SECONDS = 2.0


def main() -> None:
    """Measure, print and write the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is done (default 5)")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the figures go")
    wanted = parser.parse_args()
    peers = {name: cell for name, (module_name, cell) in PEERS.items() if importlib.util.find_spec(module_name)}
    with tempfile.TemporaryDirectory() as scratch, opened(Path(scratch), CELLS | peers) as (notebook, version):
        figures = measured(notebook, wanted.rounds)
        figures["peers"] = {name: moved(notebook, name, wanted.rounds) for name in peers}
    figures["saved_state_megabytes"] = state_of(executed(CELLS["few"]))
    figures["notebook_megabytes_20_plots"] = megabytes(executed(TWENTY))
    for name, cell in peers.items():
        figures["peers"][name] |= {"version": metadata.version(name), "notebook_megabytes": megabytes(executed(cell))}
    figures["peers_not_installed"] = sorted(set(PEERS) - set(peers))
    figures["rounds"] = wanted.rounds
    figures["counted"] = "animation frames in which the picture changed; the best of the rounds, medians beside it"
    figures["machine"] = machine(version)
    wanted.out.parent.mkdir(parents=True, exist_ok=True)
    wanted.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=2))


@contextmanager
def opened(scratch: Path, sources: dict[str, str]) -> Iterator[tuple[Notebook, str]]:
    """The notebook in JupyterLab, its first cell run, and the browser's version."""
    (scratch / "course").mkdir()
    cells: list[dict[str, Any]] = [
        {"id": name, "cell_type": "code", "metadata": {}, "source": text, "outputs": [], "execution_count": None}
        for name, text in sources.items()
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    content = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (scratch / "course" / "explorer.ipynb").write_text(json.dumps(content), encoding="utf-8")
    with browse() as browser, serve(scratch / "course", scratch / "jupyter") as server:
        notebook = Notebook.open(browser, server, "explorer.ipynb", width=1400, height=1000)
        notebook.page.evaluate(WATCH)
        notebook.run("setup")
        yield notebook, browser.version


def measured(notebook: Notebook, rounds: int) -> dict[str, Any]:
    """The explorer's own figures: the best of the rounds, and the median."""
    found: dict[str, list[float]] = {}
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
        found.setdefault("first_paint_seconds", []).append(first_paint(notebook, "few"))
        for cell, name in (("labels", "200_labels"), ("vocabulary", "vocabulary")):
            canvas = shown(notebook, cell)
            found.setdefault(f"scrub_fps_{name}", []).append(scrub(notebook, cell))
            for kind in ("pan", "zoom"):
                found.setdefault(f"{kind}_fps_{name}", []).append(move(notebook, canvas, kind))
    notebook.run("make_large")
    for _ in range(rounds):
        found.setdefault("open_seconds_100k_300", []).append(first_paint(notebook, "large"))
    canvas = notebook.output("large").locator("canvas[role]")
    found["pan_fps_100k_300"] = [move(notebook, canvas, "pan") for _ in range(rounds)]
    said = notebook.output("large").inner_text().split("\n")[0]
    found["axes_milliseconds_25_300"] = notebook.page.evaluate(AXES, [module(), max(rounds, 5)])
    notebook.page.evaluate("window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    return best_and_median(found) | {"told_of_100k_300": said}


def best_and_median(found: dict[str, list[float]]) -> dict[str, Any]:
    """Of frames the most, of times the least, and of both the median."""
    best = {name: (max if "fps" in name else min)(values) for name, values in found.items()}
    medians = {f"{name}_median": statistics.median(values) for name, values in found.items()}
    return {name: round(value, 2) for name, value in (best | medians).items()}


def moved(notebook: Notebook, cell: str, rounds: int) -> dict[str, Any]:
    """How another plot pans and zooms; nothing of one that draws on no canvas here, so that the rest is not lost."""
    print(cell, file=sys.stderr, flush=True)
    notebook.run(cell)
    try:
        notebook.output(cell).locator("canvas").first.wait_for(state="attached", timeout=60_000)
    except TimeoutError:
        return {"pan_fps": None, "zoom_fps": None}
    notebook.page.wait_for_timeout(3000)
    canvas = largest(notebook.output(cell))
    found = {f"{kind}_fps": [move(notebook, canvas, kind) for _ in range(rounds)] for kind in ("pan", "zoom")}
    notebook.page.evaluate("window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    # Where no frame changed the plot did not take the gesture, or draws in a way that is not seen: that is no rate.
    return {name: value or None for name, value in best_and_median(found).items()}


def largest(output: Locator) -> Locator:
    """The largest canvas of an output: where the points are."""
    sizes = [
        box["width"] * box["height"] if (box := one.bounding_box()) else 0 for one in output.locator("canvas").all()
    ]
    return output.locator("canvas").nth(sizes.index(max(sizes)))


def shown(notebook: Notebook, cell: str) -> Locator:
    """The canvas of the explorer that a cell shows when it is run."""
    notebook.run(cell)
    canvas = notebook.output(cell).locator("canvas[role]")
    canvas.wait_for()
    notebook.page.wait_for_timeout(1500)
    return canvas


def first_paint(notebook: Notebook, cell: str) -> float:
    """From the key that runs the cell to the first frame with words: the kernel's work is in it."""
    page = notebook.page
    page.evaluate("window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    notebook.cell(cell).locator(".cm-content").click()
    page.wait_for_timeout(800)
    page.evaluate(
        """() => {
          window.drawn.first = null;
          const start = () => { window.drawn.start = performance.now(); };
          addEventListener("keydown", start, { once: true, capture: true });
        }"""
    )
    page.keyboard.press("ControlOrMeta+Enter")
    page.wait_for_function("window.drawn.first", timeout=120_000)
    page.wait_for_timeout(1500)
    seconds: float = page.evaluate("() => (window.drawn.first - window.drawn.start) / 1000")
    return seconds


@contextmanager
def counting(notebook: Notebook, into: list[float]) -> Iterator[None]:
    """Put the frames a second in which the picture changed into a list."""
    now = "() => [performance.now(), window.drawn.frames]"
    start: list[float] = notebook.page.evaluate(now)
    yield
    end: list[float] = notebook.page.evaluate(now)
    into.append(1000 * (end[1] - start[1]) / (end[0] - start[0]))


def move(notebook: Notebook, canvas: Locator, kind: str) -> float:
    """Frames a second while the mouse drags the plot, or turns its wheel over it."""
    page = notebook.page
    canvas.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    box = canvas.bounding_box()
    assert box is not None
    # A place without a word: a click there only gives the plot the keys.
    x, y = box["x"] + 0.9 * box["width"], box["y"] + 0.85 * box["height"]
    page.mouse.click(x, y)
    page.wait_for_timeout(300)
    found: list[float] = []
    if kind == "pan":
        page.mouse.down()
    with counting(notebook, found):
        begun, step = time.perf_counter(), 0
        while time.perf_counter() - begun < SECONDS:
            step += 1
            if kind == "pan":
                page.mouse.move(x - 40 + 40 * (-1) ** (step // 25) * (step % 25) / 25, y - 20 - (step % 13))
            else:
                page.mouse.wheel(0, 40 if step // 20 % 2 else -40)
    if kind == "pan":
        page.mouse.up()
    return found[0]


def scrub(notebook: Notebook, cell: str) -> float:
    """Frames a second while 30 key presses arrive at the slider."""
    slider = notebook.output(cell).locator("input[type=range]")
    slider.focus()
    found: list[float] = []
    with counting(notebook, found):
        begun = time.perf_counter()
        for number in range(1, 31):
            notebook.page.keyboard.press("ArrowLeft")
            notebook.page.wait_for_timeout(max(0, 1000 * (begun + number / 30 - time.perf_counter())))
    slider.press("End")
    return found[0]


def executed(cell: str) -> Any:
    """A notebook that was executed with its widgets' state, as it is saved."""
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in (SETUP, cell)]
    NotebookClient(notebook, kernel_name="python3", store_widget_state=True).execute()
    return notebook


def megabytes(thing: Any) -> float:
    """How much of a file something takes."""
    return round(len(json.dumps(thing, ensure_ascii=False).encode()) / 1e6, 3)


def state_of(notebook: Any) -> float:
    """Megabytes of widget state in a notebook."""
    return megabytes(notebook.metadata["widgets"])


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
