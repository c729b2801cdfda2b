"""The fetcher: whatever goes wrong, it says so, exits non-zero, and leaves no half-written treebank.

Most tests run on a small stand-in for the published files (the embedded corpus, with its own checksums); the last ones
run `get_datasets.sh` as a user would, on the real files where they are at hand.
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
import random
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPResponse, IncompleteRead
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from word2vec_lab.text import corpus, fetch, treebank
from word2vec_lab.text.treebank import DICTIONARY, FOLDER, SENTENCES, SPLITS, KnownFile

ROOT = Path(__file__).resolve().parents[3]
SCRIPTS = [ROOT / "get_datasets.sh", ROOT / "source" / "word2vec" / "get_datasets.sh"]


# --- a small treebank, its sources, and what a run leaves ------------------------------------------------------


def blob_id(content: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def genuine() -> dict[str, bytes]:
    return {name: text.encode() for name, text in corpus.files().items()} | {"README.txt": b"Please cite.\n"}


def known_files(contents: dict[str, bytes]) -> tuple[KnownFile, ...]:
    def known(name: str, content: bytes) -> KnownFile:
        if name == DICTIONARY:
            return KnownFile(name, blob_id(content))
        return KnownFile(name, hashlib.sha256(content).hexdigest(), required=name != "README.txt")

    return tuple(known(name, content) for name, content in contents.items())


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, bytes]:
    contents = genuine()
    monkeypatch.setattr(treebank, "KNOWN_FILES", known_files(contents))
    monkeypatch.delenv(treebank.VARIABLE, raising=False)
    monkeypatch.setenv("no_proxy", "*")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return contents


def make_folder(folder: Path, contents: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return folder


def zipped(contents: dict[str, bytes], inside: str = f"{FOLDER}/") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(inside + name, content)
    return buffer.getvalue()


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything under `folder`: path to content, None for a folder."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
    }


def installed(contents: dict[str, bytes]) -> dict[str, bytes | None]:
    return {"datasets": None, f"datasets/{FOLDER}": None} | {
        f"datasets/{FOLDER}/{name}": content for name, content in contents.items()
    }


def run(*arguments: str | Path) -> int:
    return fetch.main([str(argument) for argument in arguments])


@dataclass
class Failure:
    """Runs the fetcher, and asserts that it fails, says why, and leaves all as it was."""

    capsys: pytest.CaptureFixture[str]
    work: Path

    def __call__(self, *arguments: str | Path, says: list[str], leaves: dict[str, bytes | None] | None = None) -> None:
        """Run with `arguments`; `leaves` is what must be there afterwards, if not what was there before."""
        before = tree(self.work) if leaves is None else leaves
        assert run(*arguments) == 1
        output = self.capsys.readouterr()
        assert output.out == ""
        assert output.err.startswith("The treebank was not fetched.\n")
        missing = [part for part in says if part not in output.err]
        assert not missing, output.err
        assert tree(self.work) == before


@pytest.fixture
def fails(capsys: pytest.CaptureFixture[str]) -> Failure:
    return Failure(capsys, Path.cwd())


# --- a web server that can misbehave ---------------------------------------------------------------------------


@dataclass
class Site:
    """A web site on this machine that offers one file."""

    content: bytes = b""
    stop_after: int | None = None  # bytes after which it hangs up
    says_length: bool = True
    wait: float = 0.0  # seconds before it answers
    status: int | None = None
    asked: list[str | None] = field(default_factory=list)  # the Range header of each request: nothing is ever resumed
    url: str = ""


class Handler(BaseHTTPRequestHandler):
    """Answers for a `Site`."""

    def do_GET(self) -> None:
        """Send the file as the site's fields say."""
        site = cast(Any, self.server).site
        site.asked.append(self.headers.get("Range"))
        time.sleep(site.wait)
        if site.status is not None:
            self.send_error(site.status)
            return
        self.send_response(200)
        if site.says_length:
            self.send_header("Content-Length", str(len(site.content)))
        self.end_headers()
        self.wfile.write(site.content[: site.stop_after])

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site(small: dict[str, bytes]) -> Iterator[Site]:
    site = Site(content=zipped(small))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    # A fetcher that has seen enough hangs up, which is no error of the site's.
    cast(Any, server).handle_error = lambda *_: None
    cast(Any, server).site = site
    site.url = f"http://127.0.0.1:{server.server_port}/treebank.zip"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


# --- what works ------------------------------------------------------------------------------------------------


def folder_source(at: Path, contents: dict[str, bytes]) -> str:
    return str(make_folder(at / "source", contents))


def outer_folder_source(at: Path, contents: dict[str, bytes]) -> str:
    return str(make_folder(at / "source" / FOLDER, contents).parent)


def zip_source(at: Path, contents: dict[str, bytes]) -> str:
    (at / "source.zip").write_bytes(zipped(contents))
    return str(at / "source.zip")


def flat_zip_source(at: Path, contents: dict[str, bytes]) -> str:
    (at / "source.zip").write_bytes(zipped(contents, inside=""))
    return str(at / "source.zip")


def file_url_source(at: Path, contents: dict[str, bytes]) -> str:
    return Path(zip_source(at, contents)).as_uri()


@pytest.mark.parametrize(
    "make", [folder_source, outer_folder_source, zip_source, flat_zip_source, file_url_source], ids=lambda m: m.__name__
)
def test_installs_from(
    make: Callable[[Path, dict[str, bytes]], str], tmp_path: Path, small: dict[str, bytes],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    assert run("--from", make(tmp_path, small)) == 0
    assert tree(Path.cwd()) == installed(small)
    output = capsys.readouterr()
    assert output.out.startswith(f"Installed and verified: {Path.cwd() / 'datasets' / FOLDER}\n")
    assert "Socher et al., EMNLP 2013" in output.out
    assert output.err == ""
    found = treebank.load()
    assert found.source == "treebank"
    assert len(found.labels()) == len(found.sentences)


def test_downloads_quietly_when_nobody_watches(
    site: Site, small: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--from", site.url) == 0
    assert tree(Path.cwd()) == installed(small)
    assert capsys.readouterr().err == ""


def test_shows_progress_on_a_terminal(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert run("--from", site.url) == 0
    assert re.search(r"\r[\d.,]+ (bytes|MB) of [\d.,]+ (bytes|MB), .*/s", capsys.readouterr().err)


def test_default_is_the_authors_site_over_https() -> None:
    assert fetch.SOURCE.startswith("https://nlp.stanford.edu/~socherr/")


def test_second_run_does_nothing_and_needs_no_source(
    tmp_path: Path, small: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--from", folder_source(tmp_path, small)) == 0
    before = {path: path.stat().st_ino for path in Path.cwd().rglob("*")}
    capsys.readouterr()
    assert run("--from", tmp_path / "nowhere") == 0
    assert capsys.readouterr().out.startswith("Already there, verified: ")
    assert {path: path.stat().st_ino for path in Path.cwd().rglob("*")} == before


def test_treebank_in_use_further_up_is_enough(
    tmp_path: Path, small: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    make_folder(Path("datasets", FOLDER), small)
    before = tree(Path.cwd())
    assert run("--from", tmp_path / "nowhere", "--to", "release/word2vec/datasets") == 0
    assert f"Already there, verified: {Path.cwd() / 'datasets' / FOLDER}\n" in capsys.readouterr().out
    assert tree(Path.cwd()) == before


def test_another_folder_asked_for_gets_its_own(tmp_path: Path, small: dict[str, bytes]) -> None:
    make_folder(Path("datasets", FOLDER), small)
    assert run("--from", folder_source(tmp_path, small), "--to", "elsewhere") == 0
    assert set(tree(Path("elsewhere", FOLDER))) == set(small)


def test_damaged_treebank_further_up_does_not_count(tmp_path: Path, small: dict[str, bytes]) -> None:
    make_folder(Path("datasets", FOLDER), small | {SENTENCES: b"?"})
    assert run("--from", folder_source(tmp_path, small), "--to", "lower/datasets") == 0
    assert set(tree(Path("lower", "datasets", FOLDER))) == set(small)


@pytest.mark.parametrize("make", [folder_source, zip_source], ids=lambda m: m.__name__)
def test_source_without_the_dictionary_installs_and_says_what_will_not_work(
    make: Callable[[Path, dict[str, bytes]], str], tmp_path: Path, small: dict[str, bytes],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    without = {name: content for name, content in small.items() if name != DICTIONARY}
    source = make(tmp_path, without)
    assert run("--from", source) == 0
    out = capsys.readouterr().out
    assert out.startswith("Installed and verified")
    assert "dictionary.txt is not there" in out
    assert "sentiment labels do not" in out
    assert run("--from", source) == 0
    out = capsys.readouterr().out
    assert out.startswith("Already there, verified")
    assert "dictionary.txt is not there" in out
    assert tree(Path.cwd()) == installed(without)


def test_missing_dictionary_is_added_later(tmp_path: Path, small: dict[str, bytes]) -> None:
    make_folder(Path("datasets", FOLDER), {name: small[name] for name in small if name != DICTIONARY})
    assert run("--from", zip_source(tmp_path, small)) == 0
    assert tree(Path.cwd()) == installed(small)


def test_damaged_treebank_is_replaced_but_nothing_good_is_lost(tmp_path: Path, small: dict[str, bytes]) -> None:
    damaged = make_folder(Path("datasets", FOLDER), small | {SPLITS: small[SPLITS][:-10]})
    (damaged / "my notes").mkdir()
    (damaged / "my notes" / "a.txt").write_bytes(b"mine")
    source = folder_source(tmp_path, {name: small[name] for name in small if name not in (DICTIONARY, "README.txt")})
    assert run("--from", source) == 0
    mine = {f"datasets/{FOLDER}/my notes": None, f"datasets/{FOLDER}/my notes/a.txt": b"mine"}
    assert tree(Path.cwd()) == installed(small) | mine


def test_damaged_optional_file_goes_even_if_the_source_has_none(tmp_path: Path, small: dict[str, bytes]) -> None:
    make_folder(Path("datasets", FOLDER), small | {"README.txt": b"damaged"})
    without = {name: content for name, content in small.items() if name != "README.txt"}
    assert run("--from", zip_source(tmp_path, without)) == 0
    assert tree(Path.cwd()) == installed(without)


def test_only_the_treebanks_files_come_out_of_a_zip(tmp_path: Path, small: dict[str, bytes]) -> None:
    archive = tmp_path / "source.zip"
    with zipfile.ZipFile(archive, "w") as out:
        for name, content in small.items():
            out.writestr(f"{FOLDER}/{name}", content)
        out.writestr(f"__MACOSX/{FOLDER}/._{SENTENCES}", b"resource fork")
        out.writestr(f"__MACOSX/{SENTENCES}", b"resource fork")
        out.writestr("../evil.txt", b"evil")
        out.writestr(f"../{SENTENCES}", b"evil")
        out.writestr(f"/etc/{SPLITS}", b"evil")
        out.writestr(f"{FOLDER}/run_me.exe", b"evil")
        out.writestr(f"{FOLDER}/", b"")
    assert run("--from", archive) == 0
    assert tree(Path.cwd()) == installed(small)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source.zip", "work"]


# --- bad sources -----------------------------------------------------------------------------------------------


def cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2]


def one_byte_changed(content: bytes) -> bytes:
    middle = 200  # inside the first file's compressed data
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


def a_web_page(content: bytes) -> bytes:
    return b"<html>Moved</html>"


def with_a_password(content: bytes) -> bytes:
    changed = bytearray(content)
    changed[6] |= 1  # the flag in the first file's own header, and the one in the directory at the end
    changed[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def packed_strangely(content: bytes) -> bytes:
    changed = bytearray(content)
    changed[8] = changed[content.index(b"PK\x01\x02") + 10] = 97
    return bytes(changed)


SPOILED = pytest.mark.parametrize(
    "spoil",
    [cut_short, one_byte_changed, a_web_page, with_a_password, packed_strangely],
    ids=lambda s: s.__name__,
)


@SPOILED
def test_spoiled_zip(spoil: Callable[[bytes], bytes], tmp_path: Path, small: dict[str, bytes], fails: Failure) -> None:
    archive = tmp_path / "source.zip"
    archive.write_bytes(spoil(zipped(small)))
    says = [f"{archive} is not usable: it is a damaged zip", "run this without --from", "embedded corpus"]
    fails("--from", archive, says=says)


@SPOILED
def test_spoiled_download_leaves_nothing(
    spoil: Callable[[bytes], bytes], site: Site, small: dict[str, bytes], fails: Failure
) -> None:
    good, site.content = site.content, spoil(site.content)
    says = [
        f"{site.url} is not usable: it is a damaged zip",
        "Run this again; if the same happens, the site is at fault",
    ]
    fails("--from", site.url, says=says)
    site.content = good
    assert run("--from", site.url) == 0
    assert site.asked == [None, None]


def test_wrong_checksum(tmp_path: Path, small: dict[str, bytes], fails: Failure) -> None:
    source = folder_source(tmp_path, small | {SPLITS: small[SPLITS].replace(b"1,1\n", b"1,2\n")})
    fails("--from", source, says=[source, "wrong checksum: datasetSplit.txt", "Try another copy"])


@pytest.mark.parametrize("name", [DICTIONARY, "README.txt"])
def test_optional_file_is_verified_too(name: str, tmp_path: Path, small: dict[str, bytes], fails: Failure) -> None:
    source = zip_source(tmp_path, small | {name: b"other"})
    fails("--from", source, says=[f"wrong checksum: {name}"])


def test_wrong_checksum_in_a_download(site: Site, small: dict[str, bytes], fails: Failure) -> None:
    site.content = zipped(small | {SENTENCES: b"other"})
    fails("--from", site.url, says=["wrong checksum: datasetSentences.txt", "Run this again", "--from PATH"])


def test_required_file_missing(tmp_path: Path, small: dict[str, bytes], fails: Failure) -> None:
    source = folder_source(tmp_path, {name: small[name] for name in small if name != SENTENCES})
    fails("--from", source, says=["missing: datasetSentences.txt"])


def test_empty_folder(tmp_path: Path, fails: Failure) -> None:
    source = folder_source(tmp_path, {})
    fails("--from", source, says=["missing: ", SENTENCES, SPLITS])


def test_source_that_is_not_there(tmp_path: Path, fails: Failure) -> None:
    says = [f"There is no file or folder {tmp_path / 'nowhere'}", "begins with https://"]
    fails("--from", tmp_path / "nowhere", says=says)
    fails("--from", "ftp://127.0.0.1/a.zip", says=["There is no file or folder ftp:", "begins with https://"])


def test_source_that_cannot_be_read(tmp_path: Path, small: dict[str, bytes], fails: Failure) -> None:
    source = make_folder(tmp_path / "source", {name: small[name] for name in small if name != SPLITS})
    (source / SPLITS).mkdir()
    fails("--from", source, says=[f"{source / SPLITS} cannot be read"])


def test_zip_that_cannot_be_read(
    tmp_path: Path, small: dict[str, bytes], fails: Failure, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(archive: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    source = zip_source(tmp_path, small)
    monkeypatch.setattr(zipfile, "ZipFile", refuse)
    fails("--from", source, says=["it cannot be read (Permission denied)"])


def test_file_of_absurd_size(
    tmp_path: Path, small: dict[str, bytes], fails: Failure, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = zip_source(tmp_path, small)
    largest = max(map(len, small.values()))
    monkeypatch.setattr(fetch, "LARGEST", largest - 1)
    fails("--from", source, says=["far larger than the treebank's"])
    monkeypatch.setattr(fetch, "LARGEST", largest)
    assert run("--from", source) == 0


def test_damaged_treebank_stays_if_the_new_one_is_bad(tmp_path: Path, small: dict[str, bytes], fails: Failure) -> None:
    folder = make_folder(Path("datasets", FOLDER), small | {SPLITS: b"damaged"}).absolute()
    source = folder_source(tmp_path, small | {SENTENCES: b"other"})
    says = [f"What lies in {folder} is as it was, and no usable treebank", "WORD2VEC_TREEBANK=embedded"]
    fails("--from", source, says=says)


def test_usable_treebank_stays_if_the_new_one_is_bad(tmp_path: Path, small: dict[str, bytes], fails: Failure) -> None:
    make_folder(Path("datasets", FOLDER), {name: small[name] for name in small if name != DICTIONARY})
    fails("--from", tmp_path / "nowhere", says=["is as it was: usable, but without dictionary.txt"])


# --- bad networks ----------------------------------------------------------------------------------------------


def test_connection_that_breaks_off(site: Site, small: dict[str, bytes], fails: Failure) -> None:
    site.stop_after = 1000
    fails("--from", site.url, says=["download from 127.0.0.1 broke off after 1,000 bytes of ", "Run this again"])
    site.stop_after = len(site.content) - 1
    fails("--from", site.url, says=["broke off after "])
    site.stop_after = None
    assert run("--from", site.url) == 0
    assert site.asked == [None, None, None]
    assert tree(Path.cwd()) == installed(small)


def test_connection_that_breaks_off_where_python_itself_says_so(
    site: Site, fails: Failure, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(response: Any, amount: int | None = None) -> bytes:
        raise IncompleteRead(b"")

    monkeypatch.setattr(HTTPResponse, "read", read)
    fails("--from", site.url, says=["broke off after 0 bytes of ", "Run this again"])


def test_site_that_does_not_say_how_much_it_sends(site: Site, small: dict[str, bytes], fails: Failure) -> None:
    site.says_length, site.stop_after = False, 1000
    fails("--from", site.url, says=["it is a damaged zip, one cut short"])
    site.stop_after = None
    assert run("--from", site.url) == 0
    assert tree(Path.cwd()) == installed(small)


def test_site_that_never_stops_sending(site: Site, fails: Failure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "LARGEST", len(site.content) - 1)
    fails("--from", site.url, says=["What 127.0.0.1 sends is far larger than the treebank", "--from PATH"])
    monkeypatch.setattr(fetch, "LARGEST", len(site.content))
    fails("--from", site.url, says=["far larger than the treebank's"])  # of a file that was in it


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 bytes"), (99_999, "99,999 bytes"), (100_000, "0.1 MB"), (6_372_817, "6.4 MB")]
)
def test_sizes_in_words(count: int, said: str) -> None:
    assert fetch._size(count) == said


def test_interrupt_leaves_nothing(
    site: Site, small: dict[str, bytes], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:

        def interrupt(response: Any, site: str) -> bytes:
            raise KeyboardInterrupt

        patch.setattr(fetch, "_receive", interrupt)
        assert run("--from", site.url) == 130
    assert "Interrupted. Nothing is half-written; run this again" in capsys.readouterr().err
    assert tree(Path.cwd()) == {}
    assert run("--from", site.url) == 0
    assert tree(Path.cwd()) == installed(small)


@pytest.mark.parametrize(("status", "name"), [(404, "404 Not Found"), (503, "503 Service Unavailable")])
def test_site_that_refuses(status: int, name: str, site: Site, fails: Failure) -> None:
    site.status = status
    fails("--from", site.url, says=[f"127.0.0.1 answered '{name}' for {site.url}", "try later", "--from PATH"])


def test_nobody_listens(fails: Failure) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/treebank.zip"
        says = ["download from 127.0.0.1 failed: Connection refused", "Check the network", "--from PATH", "embedded"]
        fails("--from", url, says=says)


def test_no_network(fails: Failure, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*arguments: object, **options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    says = ["download from nlp.stanford.edu failed: Name or service not known.", "Check the network", "--from PATH"]
    fails(says=says)


def test_site_that_never_answers(site: Site, fails: Failure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "TIMEOUT", 0.1)
    site.wait = 0.5
    fails("--from", site.url, says=["download from 127.0.0.1 failed: timed out"])


def test_certificate_nobody_vouches_for(fails: Failure, monkeypatch: pytest.MonkeyPatch) -> None:
    error = ssl.SSLCertVerificationError()
    error.verify_message = "unable to get local issuer certificate"

    def refuse(*arguments: object, **options: object) -> None:
        raise urllib.error.URLError(error)

    monkeypatch.setattr("urllib.request.urlopen", refuse)
    fails(says=["unable to get local issuer certificate", "Install Certificates.command"])


def test_error_page_of_an_address_that_is_none(fails: Failure) -> None:
    fails("--from", "http://127.0.0.1:port/treebank.zip", says=["failed: nonnumeric port"])


# --- bad disks -------------------------------------------------------------------------------------------------


def test_target_below_a_file(tmp_path: Path, small: dict[str, bytes], fails: Failure) -> None:
    Path("datasets").write_bytes(b"a file")
    says = [f"Cannot write to {Path.cwd() / 'datasets'}", "--to DIR"]
    fails("--from", folder_source(tmp_path, small), says=says)


def test_download_below_a_file(site: Site, fails: Failure) -> None:
    Path("datasets").write_bytes(b"a file")
    fails("--from", site.url, says=["Cannot write to", "--to DIR"])


def test_read_only_target(
    tmp_path: Path, small: dict[str, bytes], fails: Failure, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Permission bits do not stop the superuser, as whom tests may run: so the system's refusal is played.
    def refuse(*arguments: object, **options: object) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    Path("datasets").mkdir()
    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    says = ["Cannot write to", "Permission denied", "get write permission", "--to DIR"]
    fails("--from", folder_source(tmp_path, small), says=says)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permission bits do not bind the superuser")
def test_read_only_target_in_earnest(tmp_path: Path, small: dict[str, bytes], fails: Failure) -> None:
    source = folder_source(tmp_path, small)
    Path.cwd().chmod(0o500)
    try:
        fails("--from", source, says=["Cannot write to", "Permission denied"])
    finally:
        Path.cwd().chmod(0o700)


@pytest.mark.parametrize("damaged_before", [False, True])
def test_disk_full_while_installing(
    damaged_before: bool, tmp_path: Path, small: dict[str, bytes], fails: Failure, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder_source(tmp_path, small)
    Path("datasets").mkdir()
    if damaged_before:
        make_folder(Path("datasets", FOLDER), small | {SPLITS: b"damaged"})
    write = Path.write_bytes

    def fill(path: Path, content: bytes) -> int:
        if path.name == SPLITS:
            write(path, content[:100])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", fill)
    fails("--from", source, says=["Cannot write to", "No space left on device", "Free some space"])


def test_last_move_fails_and_the_old_folder_comes_back(
    tmp_path: Path, small: dict[str, bytes], fails: Failure, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder_source(tmp_path, small)
    folder = make_folder(Path("datasets", FOLDER), small | {SPLITS: b"damaged"})
    (folder / "notes.txt").write_bytes(b"mine")
    rename = Path.rename

    def refuse(path: Path, to: Path) -> Path:
        if path.name == FOLDER and Path(to) == folder.absolute() and path.parent.name.startswith(".incoming"):
            raise PermissionError(errno.EACCES, "in use by another program")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", refuse)
    fails("--from", source, says=["Cannot write to", "in use by another program"])


# --- whatever happens to a zip ---------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from(["cut", "flip", "insert"]))
def test_no_damaged_zip_ever_installs_anything_but_the_treebank(seed: int, how: str) -> None:
    contents = {SENTENCES: b"sentence_index\tsentence\n1\tGreat .\n" * 20, SPLITS: b"1,1\n" * 30}
    chance = random.Random(seed)
    archive = zipped(contents)
    at = chance.randrange(len(archive))
    damaged = {
        "cut": archive[:at],
        "flip": archive[:at] + bytes([archive[at] ^ 1 << chance.randrange(8)]) + archive[at + 1 :],
        "insert": archive[:at] + chance.randbytes(9) + archive[at:],
    }[how]
    with tempfile.TemporaryDirectory() as scratch, pytest.MonkeyPatch.context() as patch:
        patch.setattr(treebank, "KNOWN_FILES", known_files(contents))
        source = Path(scratch, "source.zip")
        source.write_bytes(damaged)
        to = Path(scratch, "datasets")
        try:
            fetch.fetch(str(source), to)
        except fetch.FetchError:
            assert not to.exists()
        else:
            assert tree(to) == {FOLDER: None} | {f"{FOLDER}/{name}": content for name, content in contents.items()}


# --- the script, as a user calls it ----------------------------------------------------------------------------


def test_both_copies_of_the_script_are_the_same() -> None:
    assert SCRIPTS[0].read_bytes() == SCRIPTS[1].read_bytes()
    assert b"\r" not in SCRIPTS[0].read_bytes()


@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
def test_script_is_plain_shell(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    subprocess.run([shell, "-n", str(SCRIPTS[0])], check=True)


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """The script in a course folder of its own, whose name has a space."""
    folder = tmp_path / "my course"
    folder.mkdir()
    return Path(shutil.copy(SCRIPTS[0], folder))


def call(script: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    keep = {name: value for name, value in os.environ.items() if name not in ("PYTHON", treebank.VARIABLE)}
    return subprocess.run(
        ["sh", str(script), *map(str, arguments)],
        env=keep | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.slow
def test_script_installs_the_real_files_beside_itself(script: Path, published: Path) -> None:
    for expected in ("Installed and verified: ", "Already there, verified: "):
        done = call(script, "--from", published, PYTHON=sys.executable)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(f"{expected}{script.parent / 'datasets' / FOLDER}\n")
    assert {path.name for path in script.parent.iterdir()} == {"datasets", script.name}
    loaded = subprocess.run(
        [sys.executable, "-c", "from word2vec_lab.text import treebank; print(treebank.load().total)"],
        cwd=script.parent,
        env={name: value for name, value in os.environ.items() if name != treebank.VARIABLE},
        capture_output=True,
        text=True,
        check=True,
    )
    assert loaded.stdout == "227245\n"


def test_script_installs_the_real_files_from_a_zip(script: Path, published: Path, tmp_path: Path) -> None:
    names = ("datasetSentences.txt", "datasetSplit.txt", "sentiment_labels.txt", "README.txt")
    archive = tmp_path / "treebank.zip"
    archive.write_bytes(zipped({name: (published / name).read_bytes() for name in names}))
    done = call(script, "--from", archive, "--to", tmp_path / "own place", PYTHON=sys.executable)
    assert (done.returncode, done.stderr) == (0, "")
    assert {path.name for path in (tmp_path / "own place" / FOLDER).iterdir()} == set(names)


def test_script_passes_failure_on(script: Path, tmp_path: Path) -> None:
    done = call(script, "--from", tmp_path / "nowhere", PYTHON=sys.executable)
    assert done.returncode == 1
    assert "There is no file or folder" in done.stderr
    assert {path.name for path in script.parent.iterdir()} == {script.name}


def tools(folder: Path) -> str:
    """A search path on which there is what the script needs, and no Python."""
    folder.mkdir()
    for name in ("sh", "dirname"):
        (folder / name).symlink_to(cast(str, shutil.which(name)))
    return str(folder)


@pytest.mark.parametrize("place", [".venv/bin/python", "../.venv/bin/python", ".venv/Scripts/python.exe"])
def test_script_prefers_the_courses_environment(place: str, script: Path, tmp_path: Path) -> None:
    python = script.parent / place
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    done = call(script, "--help", PATH=tools(tmp_path / "bin"), PYTHON="/no/such/python")
    assert (done.returncode, done.stderr) == (0, "")
    assert "--from PATH_OR_URL" in done.stdout


def test_script_says_what_to_do_without_the_course(script: Path, tmp_path: Path) -> None:
    done = call(script, PATH=tools(tmp_path / "bin"))
    assert done.returncode == 1
    assert "no Python here has the course's package" in done.stderr
    assert "python3 start.py" in done.stderr
    assert {path.name for path in script.parent.iterdir()} == {script.name}
