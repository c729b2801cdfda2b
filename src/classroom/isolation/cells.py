"""Runs notebook cells inside a process, without a kernel: IPython's shell, with everything it shows kept as outputs.

A student process uses it for the student's cells, the trusted process for locked and test cells. A fork server makes it
once, before it forks: what one child runs, no other sees.
"""

import base64
import builtins
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import LSString, SList
from traitlets import Type
from traitlets.config import Config

MOST_OUTPUTS = 200
MOST_TEXT = 200_000
"""Characters of all text that one cell may show."""

MOST_DATA = 2_000_000
"""Characters of everything else that it may show, pictures above all."""

CUT = "\n… cut here: this cell shows more than a report can hold.\n"

BUILT_IN = dict(vars(builtins))
"""What IPython and the process itself rely on. A cell that replaces some of it has its own way until its end."""

Output = dict[str, Any]


class Stream(io.TextIOBase):
    """Stands in for sys.stdout or sys.stderr from the start, so that a reference kept by anybody stays right."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.sink: Callable[[str, str], None] = _nobody

    def write(self, text: str) -> int:
        """Hand the text to whoever listens now."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self.sink(self.name, text)
        return len(text)

    def writable(self) -> bool:
        """Always."""
        return True

    def isatty(self) -> bool:
        """Never."""
        return False

    def close(self) -> None:
        """Stay open."""

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """What a terminal would be asked for."""
        return "utf-8"


class Recorder:
    """The outputs of the cell that runs, as a notebook keeps them, up to a size."""

    def __init__(self) -> None:
        self.outputs: list[Output] = []
        self.names: dict[int, str] = {}
        self.text = self.data = 0
        self.clear_next = False

    def stream(self, name: str, text: str) -> None:
        """Something was printed."""
        self._clear_if_due()
        room = MOST_TEXT - self.text
        if room <= 0 or not text:
            return
        self.text += len(text)
        if len(text) >= room:
            text = text[:room] + CUT
        last = self.outputs[-1] if self.outputs else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        else:
            self._add({"output_type": "stream", "name": name, "text": text})

    def display(self, data: dict[str, Any], name: str, update: bool) -> None:
        """Something was displayed, or an earlier display was changed."""
        kept = self._measured(data)
        if update:
            for place, known in self.names.items():
                if known == name:
                    self.outputs[place] |= {"data": kept}
            return
        self._clear_if_due()
        if name:
            self.names[len(self.outputs)] = name
        self._add({"output_type": "display_data", "data": kept, "metadata": {}})

    def result(self, data: dict[str, Any], count: int) -> None:
        """The value of the cell's last line."""
        self._clear_if_due()
        result = {"data": self._measured(data), "metadata": {}, "execution_count": count}
        self._add({"output_type": "execute_result", **result})

    def error(self, name: str, text: str, lines: list[str]) -> None:
        """The cell raised."""
        traceback = "\n".join(lines)[:MOST_TEXT].split("\n")
        self._add({"output_type": "error", "ename": name, "evalue": text[:MOST_TEXT], "traceback": traceback})

    def clear(self, wait: bool) -> None:
        """IPython.display.clear_output."""
        self.clear_next = True
        if not wait:
            self._clear_if_due()

    def _clear_if_due(self) -> None:
        if self.clear_next:
            self.outputs.clear()
            self.names.clear()
            self.clear_next = False

    def _add(self, output: Output) -> None:
        # An error is always kept: it says how the cell ended.
        if len(self.outputs) < MOST_OUTPUTS or output["output_type"] == "error":
            self.outputs.append(output)

    def _measured(self, data: dict[str, Any]) -> dict[str, str]:
        kept = {}
        for mime, value in data.items():
            if isinstance(value, bytes):
                value = base64.b64encode(value).decode()
            if type(mime) is not str or not isinstance(value, str):
                continue  # JSON of a widget: nobody can show it without its kernel
            self.data += len(value)
            if self.data > MOST_DATA:
                return {"text/plain": CUT.strip()}
            kept[mime] = str(value)
        return kept


class _Publisher(DisplayPublisher):
    def publish(  # type: ignore[override]
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_others: Any,
    ) -> None:
        name = str((transient or {}).get("display_id", ""))
        self.shell.recorder.display(data, name, update)

    def clear_output(self, wait: bool = False) -> None:
        self.shell.recorder.clear(wait)


class _Hook(DisplayHook):
    shell: "CellShell"

    def write_output_prompt(self) -> None:
        """A notebook has its own."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        self.shell.recorder.result(format_dict, self.prompt_count)

    def finish_displayhook(self) -> None:
        """Nothing has been written to a terminal."""


class CellShell(InteractiveShell):
    """IPython's shell with its terminal taken away."""

    display_pub_class = Type(_Publisher)
    displayhook_class = Type(_Hook)
    recorder: Recorder

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        self.recorder.error(etype.__name__, _text(evalue), list(stb))

    def enable_gui(self, gui: str | None = None) -> None:
        """There is no screen to open a window on."""

    def system(self, cmd: str) -> None:
        """`!ls` and `%pip`: where no program may be started, the rest of the cell runs all the same."""
        try:
            super().system(cmd)  # type: ignore[no-untyped-call]
        except OSError as error:
            print(f"Not run: {cmd} ({error})")

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        """`files = !ls`: no lines where no program may be started."""
        try:
            return super().getoutput(cmd, split, depth + 1)  # type: ignore[no-untyped-call]
        except OSError as error:
            print(f"Not run: {cmd} ({error})")
            return SList() if split else LSString()


class Cells:
    """A namespace like a notebook's, in which cells are run one after the other."""

    def __init__(self) -> None:
        config = Config()
        # A history of its own would be written to the home folder, by a thread that no fork survives.
        config.HistoryManager.enabled = False
        config.InteractiveShell.colors = "nocolor"
        config.InteractiveShell.color_info = False
        self.shell = CellShell.instance(config=config)
        self.shell.recorder = Recorder()
        self.shell.db = {}  # what `%cd` keeps in the home folder otherwise, which is not there
        # Kept here, so that a cell that replaces the shell's own method changes nothing for later cells.
        self.run_cell = self.shell.run_cell
        self.quiet = False
        self.value: Any = None
        """The value of the last line of the cell that ran last."""
        self.error: BaseException | None = None
        """What that cell raised."""
        self.streams = {name: Stream(name) for name in ("stdout", "stderr")}
        if "matplotlib" in sys.modules:
            self.shell.enable_matplotlib("inline")  # type: ignore[no-untyped-call]

    @property
    def names(self) -> dict[str, Any]:
        """The namespace."""
        return self.shell.user_ns  # type: ignore[no-any-return]

    def take_streams(self) -> None:
        """From now on all that is printed goes through here."""
        sys.stdout, sys.stderr = self.streams["stdout"], self.streams["stderr"]

    def run(self, source: str) -> tuple[list[Output], bool]:
        """Run one cell. Returns what it showed, and whether it came to its end."""
        recorder = self.shell.recorder = Recorder()
        with self.listening(_nobody if self.quiet else recorder.stream):
            result = self.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
        vars(builtins).update(BUILT_IN)
        self.value, self.error = result.result, result.error_in_exec
        return [] if self.quiet else recorder.outputs, bool(result.success)

    def hush(self) -> None:
        """From now on cells run without showing anything, and as little as possible is drawn.

        The environment says so too: GRADING_OUTPUTS is "dropped", for packages that draw before they are asked to show.
        """
        self.quiet = True
        if self.shell.display_formatter is not None:
            self.shell.display_formatter.active_types = ["text/plain"]
        os.environ["GRADING_OUTPUTS"] = "dropped"

    @contextmanager
    def listening(self, sink: Callable[[str, str], None]) -> Iterator[None]:
        """While this lasts, what is printed goes to `sink`."""
        before = [(stream, stream.sink) for stream in self.streams.values()]
        for stream in self.streams.values():
            stream.sink = sink
        try:
            yield
        finally:
            for stream, old in before:
                stream.sink = old


def _nobody(_name: str, _text: str) -> None:
    """Takes what is printed while nobody listens."""


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return ""
