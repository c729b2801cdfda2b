"""Get the Stanford Sentiment Treebank: download or copy it, verify every file, then put it in place in one move.

`get_datasets.sh` calls this; on Windows call `python -m word2vec_lab.text.fetch`. Whatever goes wrong, the folder of
the treebank is afterwards either as it was or complete and verified. A download is kept in memory until then: it is
small, and one that breaks off is begun anew.
"""

from __future__ import annotations

import argparse
import shutil
import ssl
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse, IncompleteRead
from io import BytesIO
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from safepage import console
from word2vec_lab.files import cannot_write
from word2vec_lab.text import treebank

SOURCE = "https://nlp.stanford.edu/~socherr/stanfordSentimentTreebank.zip"
TIMEOUT = 30.0  # seconds without a byte
CHUNK = 1 << 16
# The treebank's largest file has about 12 MB. What claims to be one and is larger than this is something else.
LARGEST = 64 << 20

OWN_COPY = "If you have a copy (the zip, or a folder with its files): --from PATH."


class FetchError(Exception):
    """The treebank could not be put in place; the message says what happened, where, and what to do next."""


@dataclass(frozen=True)
class Outcome:
    """Where the treebank now is, what was done, and which of its files are not there."""

    folder: Path
    installed: bool
    missing: tuple[str, ...]

    def __str__(self) -> str:
        done = "Installed and verified" if self.installed else "Already there, verified"
        lines = [f"{done}: {self.folder}"]
        if treebank.DICTIONARY in self.missing:
            lines.append(
                f"{treebank.DICTIONARY} is not there: the source does not hold it. Training word vectors works;"
                " sentiment labels do not. The published zip has it (run again without --from)."
            )
        lines.append("If you use the treebank in your own work, cite Socher et al., EMNLP 2013.")
        return "\n".join(lines)


def fetch(source: str, to: Path) -> Outcome:
    """Put the treebank from `source` (a URL, a zip, a folder) into `to / "stanfordSentimentTreebank"`.

    A complete and verified treebank is left alone. So is one in a `datasets` folder further up when `to` is itself
    called `datasets`: whoever would look in `to` would find that one too. Raises FetchError.
    """
    target = _target(to.absolute())
    present = treebank.inspect(target)
    if present.usable and treebank.DICTIONARY not in present.missing:
        return Outcome(target, installed=False, missing=present.missing)
    try:
        return _fetch(source, target, present)
    except FetchError as error:
        raise FetchError(f"{error}\n{_state(target, present)}") from error


def _target(to: Path) -> Path:
    """Return the treebank to make or to look after: a usable one that is in use already, else the one in `to`."""
    found = treebank.find(to.parent) if to.name == "datasets" else None
    if found is not None and treebank.inspect(found).usable:
        return found
    return to / treebank.FOLDER


def _state(target: Path, present: treebank.Inspection) -> str:
    """Say what the reader has after a failure."""
    if present.usable:
        return f"The treebank in {target} is as it was: usable, but without {treebank.DICTIONARY}."
    instead = f"set {treebank.VARIABLE}={treebank.EMBEDDED} to work with the embedded corpus meanwhile."
    if target.exists():
        return f"What lies in {target} is as it was, and no usable treebank: {instead}"
    return "Until there is a treebank, the notebooks use the embedded corpus."


def _fetch(source: str, target: Path, present: treebank.Inspection) -> Outcome:
    remote = urlsplit(source).scheme in ("http", "https")
    archive = _download(source) if remote else _local(source)
    try:
        contents = _from_folder(archive) if isinstance(archive, Path) and archive.is_dir() else _from_zip(archive)
        # Genuine files that the source lacks stay: a copy without dictionary.txt must not take one away.
        for name in present.genuine:
            contents.setdefault(name, (target / name).read_bytes())
        missing = _require_genuine(contents)
    except FetchError as error:
        advice = "Try another copy, or run this without --from to get the published one."
        if remote:
            advice = f"Run this again; if the same happens, the site is at fault. {OWN_COPY}"
        raise FetchError(f"{source} is not usable: {error} {advice}") from error
    news = not present.usable or set(missing) < set(present.missing)
    if news:
        _install(contents, target)
    return Outcome(target, installed=news, missing=missing)


def _local(source: str) -> Path:
    parts = urlsplit(source)
    path = Path(urllib.request.url2pathname(parts.path) if parts.scheme == "file" else source).expanduser()
    if not path.exists():
        raise FetchError(
            f"There is no file or folder {path} (given with --from). Check the name: it can be a zip, a folder with"
            " the treebank's files, or an address that begins with https://."
        )
    return path


def _from_folder(folder: Path) -> dict[str, bytes]:
    """Read the treebank's files from a folder, or from the subfolder in it that the zip makes."""
    folder = treebank.within(folder)
    contents = {}
    for known in treebank.KNOWN_FILES:
        try:
            with (folder / known.name).open("rb") as file:
                contents[known.name] = _read_bounded(file, known.name)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise FetchError(f"{error.filename} cannot be read ({error.strerror}).") from error
    return contents


def _from_zip(archive: Path | BytesIO) -> dict[str, bytes]:
    """Read the treebank's files from a zip, and nothing else. The names in it never become paths."""
    known = {file.name for file in treebank.KNOWN_FILES}
    contents = {}
    try:
        with zipfile.ZipFile(archive) as zipped:
            for entry in zipped.infolist():
                folder, _, name = entry.filename.rpartition("/")
                if name in known and folder in ("", treebank.FOLDER):
                    with zipped.open(entry) as file:
                        contents[name] = _read_bounded(file, name)
    # RuntimeError is what a zip that asks for a password raises, NotImplementedError one packed in an exotic way.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise FetchError(f"it is a damaged zip, one cut short, or no zip at all ({error}).") from error
    except OSError as error:
        raise FetchError(f"it cannot be read ({error.strerror or error}).") from error
    return contents


def _read_bounded(file: IO[bytes], name: str) -> bytes:
    content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise FetchError(f"its {name} is far larger than the treebank's.")
    return content


def _require_genuine(contents: dict[str, bytes]) -> tuple[str, ...]:
    """Return the optional files that are missing. Raise a FetchError unless the rest is there and genuine."""
    result = treebank.judge(contents)
    if result.usable:
        return result.missing
    required = {known.name for known in treebank.KNOWN_FILES if known.required}
    lacking = [name for name in result.missing if name in required]
    faults = [f"wrong checksum: {', '.join(result.wrong)}"] if result.wrong else []
    faults += [f"missing: {', '.join(lacking)}"] if lacking else []
    raise FetchError(f"it does not hold the treebank as published ({'; '.join(faults)}).")


@contextmanager
def _writing_to(folder: Path) -> Iterator[None]:
    """Turn what the operating system says while writing to `folder` into a FetchError."""
    try:
        yield
    except OSError as error:
        otherwise = "choose another folder with --to DIR; then run this again"
        raise FetchError(cannot_write(folder, error, otherwise)) from error


def _install(contents: dict[str, bytes], target: Path) -> None:
    """Write the files beside `target`, then move them into place as one folder."""
    with _writing_to(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".incoming-", dir=target.parent) as scratch:
            staging = Path(scratch, treebank.FOLDER)
            if target.exists():  # somebody's own files stay
                shutil.copytree(target, staging, symlinks=True, ignore=_known_files_of(target))
            else:
                staging.mkdir()
            for name, content in contents.items():
                (staging / name).write_bytes(content)
            _swap(staging, target, Path(scratch, "replaced"))


def _known_files_of(target: Path) -> Callable[[str, list[str]], set[str]]:
    """Make the filter that keeps the treebank's own files from being copied out of `target`."""
    names = {known.name for known in treebank.KNOWN_FILES}
    return lambda folder, _: names if Path(folder) == target else set()


def _swap(staging: Path, target: Path, aside: Path) -> None:
    """Move `staging` to `target`; what was there goes to `aside`, in the scratch folder that is about to go."""
    if not target.exists():
        staging.rename(target)
        return
    target.rename(aside)
    try:
        staging.rename(target)
    except OSError:
        aside.rename(target)
        raise


def _download(url: str) -> BytesIO:
    """Return all that is at `url`."""
    headers = {"User-Agent": "word2vec-lab"}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 (http or https: the caller has looked)
    site = urlsplit(url).hostname
    try:
        response: HTTPResponse
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310 (the same)
            return BytesIO(_receive(response, str(site)))
    except urllib.error.HTTPError as error:
        raise FetchError(
            f"{site} answered '{error.code} {error.reason}' for {url}. The address may have moved, or the site may be"
            f" out of order: try later, or name another with --from URL. {OWN_COPY}"
        ) from error
    except (OSError, HTTPException) as error:
        raise FetchError(
            f"The download from {site} failed: {_cause(error)}. Check the network (and the proxy, if you need one),"
            f" then run this again. {OWN_COPY}"
        ) from error


def _receive(response: HTTPResponse, site: str) -> bytes:
    """Return the body, showing progress on a terminal. Raise a FetchError if it ends early or never does."""
    shown = sys.stderr.isatty()
    begun = redraw = time.monotonic()
    of = "" if response.length is None else f" of {_size(response.length)}"
    body = bytearray()
    whole = True
    try:
        while chunk := response.read(CHUNK):
            body += chunk
            if len(body) > LARGEST:
                raise FetchError(f"What {site} sends is far larger than the treebank. {OWN_COPY}")
            now = time.monotonic()
            if shown and now >= redraw:
                redraw = now + 0.2
                rate = len(body) / max(now - begun, 0.1)
                print(f"\r{_size(len(body))}{of}, {_size(int(rate))}/s   ", end="", file=sys.stderr, flush=True)
    except IncompleteRead:  # only some versions of Python say so themselves
        whole = False
    if shown:
        print(file=sys.stderr)
    if response.length or not whole:  # what is still to come
        raise FetchError(f"The download from {site} broke off after {_size(len(body))}{of}. Run this again. {OWN_COPY}")
    return bytes(body)


def _cause(error: Exception) -> str:
    """Say in a few words why the network failed."""
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return f"{reason.verify_message} (on a Mac, 'Install Certificates.command' in Python's folder mends this)"
    return getattr(reason, "strerror", None) or str(reason) or type(reason).__name__


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 100_000 else f"{count:,} bytes"


@console.patient()
def main(arguments: list[str] | None = None) -> int:
    """Run from the command line. Return the exit code: 0 done or already there, 1 failed, 130 interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m word2vec_lab.text.fetch",
        description="Get the Stanford Sentiment Treebank, verified file by file. Safe to run again at any time.",
    )
    parser.add_argument(
        "--from",
        dest="source",
        metavar="PATH_OR_URL",
        default=SOURCE,
        help="a zip, a folder with the treebank's files, or an address (default: %(default)s)",
    )
    parser.add_argument(
        "--to",
        metavar="DIR",
        type=Path,
        default=Path("datasets"),
        help=f"the folder in which to make {treebank.FOLDER}/ (default: %(default)s)",
    )
    options = parser.parse_args(arguments)
    try:
        print(fetch(options.source, options.to))
    except FetchError as error:
        print(f"The treebank was not fetched.\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. Nothing is half-written; run this again.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
