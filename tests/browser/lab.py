"""Drives a real JupyterLab in headless Chromium the way a person does: with clicks, keys and patience.

`serve` starts a server on a folder, `browse` a browser, and `Notebook` is an open notebook. The tests in this folder
and the developer's tool `look.py` share them.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 90
RUN_SECONDS = 300
POLL_SECONDS = 0.2
STILL_SECONDS = 6

# The defaults that installing the course gives to JupyterLab (see pyproject.toml).
COURSE_SETTINGS = Path(__file__).resolve().parents[2] / "src" / "word2vec_lab" / "jupyterlab.json"

# JupyterLab's own settings, as a scratch user would have saved them. Windowing is off because a cell that is scrolled
# out of sight would otherwise not be in the page at all, and nothing could be said about it.
SETTINGS = {
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none", "recordTiming": False},
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
}

# The last rule keeps the browser on this machine: a page that asks for anything elsewhere is seen to fail.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]

# Text between dollars, or a TeX command, that a reader would see raw. Code is allowed to hold dollars.
RAW_MATHS = r"""() => {
  const found = [];
  for (const root of document.querySelectorAll('.jp-RenderedMarkdown, .jp-OutputArea-output.jp-RenderedHTML')) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest('code, pre, mjx-container, script, style, textarea')) continue;
      if (/\$[^$]*\$|\\\(|\\\[|\\(frac|sum|boldsymbol|hat|top)\b/.test(node.data)) found.push(node.data.trim());
    }
  }
  for (const error of document.querySelectorAll('mjx-merror, mjx-container [style*="color: red"]'))
    found.push('TeX error: ' + (error.getAttribute('data-mjx-error') ?? error.closest('mjx-container').textContent));
  return found;
}"""

RAISED = """() => window.jupyterapp.shell.currentWidget.content.widgets.flatMap(cell =>
  (cell.model.sharedModel.toJSON().outputs ?? [])
    .filter(output => output.output_type === 'error')
    .map(output => `${cell.model.id}: ${output.ename}: ${output.evalue}`))"""


def find_chromium() -> str | None:
    """Path of a Chromium or Chrome on this machine, or None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for path in map(shutil.which, names) if path), None)


@dataclass(frozen=True)
class Server:
    """A running JupyterLab: its address and secret, the folder it shows, and its log."""

    url: str
    token: str
    folder: Path
    log: Path

    def address(self, notebook: str) -> str:
        """Where `notebook` (a path below the served folder) opens in JupyterLab."""
        return f"{self.url}/lab/tree/{notebook}?reset&token={self.token}"


@contextlib.contextmanager
def serve(folder: Path, scratch: Path, env: Mapping[str, str] | None = None) -> Iterator[Server]:
    """Run JupyterLab on `folder` for the length of the block.

    Everything it writes besides the folder itself goes to `scratch`; nothing of the user's own settings is read or
    changed. `env` is added to the environment, and so reaches the kernels. Raises RuntimeError with the server's log
    if it does not answer in time.
    """
    config = scratch / "config"
    (config / "labconfig").mkdir(parents=True)
    settings = json.loads(COURSE_SETTINGS.read_text(encoding="utf-8")) | SETTINGS
    (config / "labconfig" / "default_setting_overrides.json").write_text(json.dumps(settings), encoding="utf-8")
    program = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}"]
    environment = os.environ | _private_folders(config, scratch) | dict(env or {})
    with run_lab(program, folder, scratch / "jupyterlab.log", environment) as server:
        yield server


@contextlib.contextmanager
def run_lab(
    program: list[str], folder: Path, log: Path, environment: Mapping[str, str], seconds: float = START_SECONDS
) -> Iterator[Server]:
    """Run a program that hands its options on to JupyterLab and shows `folder`, for the length of the block.

    Raises RuntimeError with what it wrote if it does not answer within these seconds.
    """
    token = secrets.token_hex(16)
    port = _free_port()
    command = [
        *program,
        *("--no-browser", "--allow-root"),
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={token}",
        "--LabApp.expose_app_in_browser=True",
        "--LabApp.news_url=None",
    ]
    with log.open("wb") as sink:
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        server = Server(f"http://127.0.0.1:{port}", token, folder, log)
        try:
            _wait_for_answer(server, process, seconds)
            yield server
        finally:
            _stop(process)


def write_notebook(path: Path, cells: Mapping[str, str]) -> None:
    """Write a notebook of code cells: `cells` has the code of each, by its id."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    written: list[dict[str, Any]] = [
        {"id": key, "cell_type": "code", "metadata": {}, "source": code, "outputs": [], "execution_count": None}
        for key, code in cells.items()
    ]
    content = {"cells": written, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8")


@contextlib.contextmanager
def browse() -> Iterator[Browser]:
    """Run headless Chromium for the length of the block. Raises RuntimeError when this machine has none."""
    executable = find_chromium()
    if executable is None:
        raise RuntimeError("no Chromium on this machine: install Debian's package `chromium`, then run again")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Notebook:
    """One notebook, open in JupyterLab with a running kernel.

    `foreign` collects the addresses outside this machine that the page asked for, `errors` the page's own errors.
    """

    page: Page
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @classmethod
    def open(cls, browser: Browser, server: Server, name: str, *, width: int = 1300, height: int = 1000) -> Notebook:
        """Open the notebook `name` and wait until its kernel is ready and its mathematics is typeset."""
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(START_SECONDS * 1000)
        notebook = cls(page)
        page.on("request", lambda request: notebook._note_request(request.url, server.url))
        page.on("pageerror", lambda error: notebook.errors.append(str(error)))
        page.goto(server.address(name))
        page.wait_for_function(
            "name => window.jupyterapp?.shell.currentWidget?.context?.path === name"
            " && window.jupyterapp.shell.currentWidget.sessionContext?.session?.kernel?.status === 'idle'",
            arg=name,
        )
        page.evaluate("window.jupyterapp.shell.collapseLeft()")
        notebook.wait_for_maths()
        return notebook

    def _note_request(self, url: str, home: str) -> None:
        if not url.startswith((home, home.replace("http", "ws", 1), "data:", "blob:")):
            self.foreign.append(url)

    def cell_ids(self) -> list[str]:
        """The ids of all cells, in order."""
        script = "window.jupyterapp.shell.currentWidget.content.widgets.map(cell => cell.model.id)"
        ids: list[str] = self.page.evaluate(script)
        return ids

    def cell(self, cell_id: str) -> Locator:
        """The cell with this id. Raises LookupError naming the ids there are."""
        ids = self.cell_ids()
        if cell_id not in ids:
            raise LookupError(f"no cell {cell_id!r} in this notebook; it has {', '.join(ids)}")
        return self.page.locator(".jp-Notebook").first.locator(".jp-Cell").nth(ids.index(cell_id))

    def source(self, cell_id: str) -> str:
        """The text that stands in a cell now."""
        script = "i => window.jupyterapp.shell.currentWidget.content.widgets[i].model.sharedModel.getSource()"
        text: str = self.page.evaluate(script, self.cell_ids().index(cell_id))
        return text

    def output(self, cell_id: str) -> Locator:
        """The output area of a code cell."""
        return self.cell(cell_id).locator(".jp-Cell-outputWrapper")

    def type_into(self, cell_id: str, text: str) -> None:
        """Replace a code cell's text by typing, key by key, as a person does."""
        self.cell(cell_id).locator(".cm-content").click()
        keyboard = self.page.keyboard
        keyboard.press("ControlOrMeta+a")
        keyboard.press("Delete")
        for number, line in enumerate(text.rstrip().split("\n")):
            if number:
                keyboard.press("Enter")
                # The editor indents the new line by itself: type over whatever it put there.
                keyboard.press("Shift+Home")
            keyboard.type(line)
        written = [line.rstrip() for line in self.source(cell_id).split("\n")]
        wanted = [line.rstrip() for line in text.rstrip().split("\n")]
        if written != wanted:
            raise RuntimeError(f"the editor changed what was typed into {cell_id!r}:\n{self.source(cell_id)}")

    def run(self, cell_id: str, seconds: float = RUN_SECONDS) -> None:
        """Run one code cell with Ctrl+Enter and wait until it is done."""
        prompt = self.cell(cell_id).locator(".jp-InputPrompt")
        before = prompt.inner_text()
        self.cell(cell_id).locator(".cm-content").click()
        self.page.keyboard.press("ControlOrMeta+Enter")
        deadline = time.monotonic() + seconds
        while (now := prompt.inner_text()) == before or "*" in now:
            _pause(self.page, deadline, f"cell {cell_id!r} did not end within {seconds:g} s; its prompt says {now}")
        self.wait_for_maths()

    def run_all(self, seconds: float = RUN_SECONDS) -> None:
        """Choose Run > Run All Cells from the menu and wait until nothing is running any more."""
        self.page.get_by_role("menubar").get_by_text("Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        self.wait_until_idle(seconds)
        self.wait_for_maths()

    def wait_until_idle(self, seconds: float = RUN_SECONDS) -> None:
        """Wait until no cell is running or queued, and the kernel has stayed idle for a second."""
        script = """() => [...document.querySelectorAll('.jp-InputPrompt')].some(p => p.innerText.includes('*'))
          || window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status !== 'idle'"""
        deadline = time.monotonic() + seconds
        quiet_since = time.monotonic()
        while time.monotonic() - quiet_since < 1:
            _pause(self.page, deadline, f"the notebook was still running after {seconds:g} s")
            if self.page.evaluate(script):
                quiet_since = time.monotonic()

    def raw_maths(self) -> list[str]:
        """Pieces of TeX that a reader would see raw, and TeX errors."""
        found: list[str] = self.page.evaluate(RAW_MATHS)
        return found

    def wait_for_maths(self) -> None:
        """Wait until the mathematics is typeset, or nothing has moved for a while: `raw_maths` tells what is left."""
        before: list[str] = []
        since = time.monotonic()
        while (left := self.raw_maths()) and (left != before or time.monotonic() - since < STILL_SECONDS):
            if left != before:
                before, since = left, time.monotonic()
            self.page.wait_for_timeout(POLL_SECONDS * 1000)

    def errors_of_cells(self) -> list[str]:
        """The errors that the notebook's cells ended in, each as `cell id: NameOfError: message`."""
        found: list[str] = self.page.evaluate(RAISED)
        return found

    def save(self) -> None:
        """Save with Ctrl+S and wait until the file is written."""
        self.page.keyboard.press("ControlOrMeta+s")
        self.page.wait_for_function("!window.jupyterapp.shell.currentWidget.context.model.dirty")

    def picture(self, path: Path) -> None:
        """Write a picture of the window to `path`."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path)

    def pictures(self, folder: Path, stem: str) -> list[Path]:
        """Scroll through the whole notebook and write a picture of every screenful to `folder`."""
        scroller = self.page.locator(".jp-Notebook .jp-WindowedPanel-outer, .jp-Notebook.jp-WindowedPanel-outer").first
        size: dict[str, float] = scroller.evaluate(
            "e => ({seen: e.clientHeight, total: e.scrollTop - e.getBoundingClientRect().top"
            " + [...e.querySelectorAll('.jp-Cell')].at(-1).getBoundingClientRect().bottom})"
        )
        written = []
        for number, top in enumerate(range(0, round(size["total"]), round(size["seen"]))):
            scroller.evaluate("(e, top) => { e.scrollTop = top; }", top)
            self.page.wait_for_timeout(250)
            written.append(folder / f"{stem}-{number:02d}.png")
            self.picture(written[-1])
        return written


def plain(text: str) -> str:
    """Text with every run of white space, narrow or not, made one space: what a test compares."""
    return re.sub(r"\s+", " ", text).strip()


def _pause(page: Page, deadline: float, message: str) -> None:
    if time.monotonic() > deadline:
        raise TimeoutError(message)
    page.wait_for_timeout(POLL_SECONDS * 1000)


def _private_folders(config: Path, scratch: Path) -> dict[str, str]:
    """The environment that keeps Jupyter and IPython out of the user's own folders."""
    return {
        "JUPYTER_CONFIG_DIR": str(config),
        "JUPYTER_DATA_DIR": str(scratch / "data"),
        "JUPYTER_RUNTIME_DIR": str(scratch / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(config / "user-settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(config / "workspaces"),
        "IPYTHONDIR": str(scratch / "ipython"),
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for_answer(server: Server, process: subprocess.Popen[bytes], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    request = urllib.request.Request(f"{server.url}/api/status?token={server.token}")
    while True:
        try:
            urllib.request.urlopen(request, timeout=5).close()
        except (urllib.error.URLError, OSError):
            if process.poll() is None and time.monotonic() < deadline:
                time.sleep(POLL_SECONDS)
                continue
            log = server.log.read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"JupyterLab did not start; its log says:\n{log[-4000:]}") from None
        return


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server and its kernels. SIGTERM lets it shut the kernels down itself; the group is the last resort."""
    process.terminate()
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
