"""The page lets in who has the address, says what went wrong, and hands on what a reader does."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from readinggroup import READER, Class
from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from classroom.written.scores import BusyError
from classroom.written.server import HOST, application

pytestmark = pytest.mark.slow

TOKEN = "the-secret"
Write = Callable[..., Class]


class Asking:
    """Asks the page of a desk, each time with a server of its own."""

    def __init__(self, group: Class) -> None:
        self.desk = group.desk

    def __call__(self, path: str, body: object = None, **headers: str) -> HTTPResponse:
        """One request, with the cookie and our header unless these are given otherwise."""

        async def ask() -> HTTPResponse:
            [socket] = bind_sockets(0, HOST)
            port = socket.getsockname()[1]
            server = HTTPServer(application(self.desk, TOKEN, 7))
            server.add_sockets([socket])
            sent = {"Cookie": f"classroom-read-7={TOKEN}", "X_Classroom": "read"} | headers
            request = HTTPRequest(
                f"http://{HOST}:{port}{path}",
                method="GET" if body is None else "POST",
                body=None if body is None else json.dumps(body),
                headers={name.replace("_", "-"): value for name, value in sent.items() if value},
                follow_redirects=False,
            )
            try:
                return await AsyncHTTPClient().fetch(request, raise_error=False)
            finally:
                server.stop()
                await server.close_all_connections()

        return asyncio.run(ask())

    def data(self, path: str, body: object = None) -> Any:
        """What comes back as data."""
        answer = self(path, body)
        assert answer.code == 200, answer.body
        return json.loads(answer.body)


@pytest.fixture
def ask(write: Write) -> Asking:
    return Asking(write(ada="It <b>grows</b> with the square.", ben=""))


def test_the_token_becomes_a_cookie_and_leaves_the_address(ask: Asking) -> None:
    answer = ask(f"/read/why?token={TOKEN}", Cookie="")
    assert answer.code == 302
    assert answer.headers["Location"] == "/read/why"
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Strict" in answer.headers["Set-Cookie"]


@pytest.mark.parametrize("path", ["/", "/read/why", "/api/why", "/api/why/names", "/static/reading.js"])
def test_nobody_without_the_token_is_let_in(ask: Asking, path: str) -> None:
    for cookie in ("", "classroom-read-7=another", "classroom-read-8=the-secret"):
        answer = ask(path, Cookie=cookie)
        assert answer.code == 403
        assert b"ada" not in answer.body
    assert ask(f"{path}?token=another", Cookie="").code == 403
    assert ask(path, Host="elsewhere.example:80").code == 403
    assert ask(path).code == 200


def test_a_page_of_somebody_elses_can_do_nothing(ask: Asking) -> None:
    assert ask("/api/why/undo", {"reader": READER}, X_Classroom="").code == 403


def test_a_browser_may_run_nothing_but_the_pages_own_script(ask: Asking) -> None:
    policy = ask("/read/why").headers["Content-Security-Policy"]
    assert "default-src 'none'; script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy


def test_both_pages_say_what_there_is(ask: Asking) -> None:
    overview, reading = ask("/").body.decode(), ask("/read/why").body.decode()
    assert '<a href="/read/why">1 · why counting takes time</a>' in overview
    assert "0 of 2" in overview
    assert 'data-line="0.0" data-above="0"' in " ".join(reading.split())
    assert "Two points for the square." in reading
    assert "Every word is looked at once for each word." in reading
    assert "<script>" not in reading


def test_deciding_and_taking_back(ask: Asking) -> None:
    card = ask.data("/api/why")["cards"][1]
    assert "<b>grows</b>" in ask.data(f"/api/why/card/{card['key']}")["html"]
    [member] = card["members"]
    asked = {"reader": READER, "card": card["key"], "answers": [[member["id"], member["version"]]], "lines": ["0"]}
    given = {"points": "2", "extra": "", "comment": "Yes."}
    state = ask.data("/api/why/decide", asked | given)
    assert state["progress"]["read"] == 1
    assert state["bank"] == ["Yes."]
    again = ask("/api/why/decide", asked | given)
    assert again.code == 409
    assert "nothing of yours was written" in json.loads(again.body)["message"]
    assert ask.data("/api/why/undo", {"reader": READER})["card"] == card["key"]
    assert ask.data("/api/why")["progress"]["read"] == 0
    assert ask.data("/api/why/forget", {"words": "Yes."})["bank"] == []
    assert set(ask.data("/api/why/names").values()) == {"ada", "ben"}


@pytest.mark.parametrize(
    ("path", "body", "code", "says"),
    [
        ("/api/q9", None, 400, "There is no item q9. The written items are: why."),
        ("/api/why/card/none", None, 400, "no longer here"),
        ("/api/why/undo", {"reader": READER}, 400, "There is nothing to take back."),
        ("/api/why/decide", {"points": "x", "answers": []}, 400, "“x” is not a number"),
        ("/api/why/decide", {"points": 1, "answers": []}, 400, "No answer is ticked"),
        ("/api/why/decide", {"points": 1}, 400, "Something went wrong"),
        ("/api/why/decide", [1], 400, "Something went wrong"),
        ("/nowhere", None, 404, "There is no such page"),
        ("/read/q9", None, 400, "There is no item q9."),
    ],
)
def test_what_goes_wrong_is_said(ask: Asking, path: str, body: object, code: int, says: str) -> None:
    answer = ask(path, body)
    assert answer.code == code
    body = answer.body.decode()
    assert says in (json.loads(body)["message"] if path.startswith("/api") else body)


def test_a_busy_gradebook_is_said(ask: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_item: object) -> None:
        raise BusyError

    monkeypatch.setattr(ask.desk, "state", busy)
    answer = ask("/api/why")
    assert answer.code == 503
    assert "Nothing was written. Try again" in json.loads(answer.body)["message"]
