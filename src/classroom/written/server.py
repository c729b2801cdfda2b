"""The page of `classroom read`: a server on this machine, for whoever has the address that the command prints.

The address has a secret in it, as Jupyter's has. It is traded for a cookie at once, so it does not stay where others
read it over a shoulder. What students wrote is made harmless before it gets here, and the page's policy forbids the
browser to run or fetch anything but the page's own files.
"""

import asyncio
import hmac
import json
import secrets
import signal
import webbrowser
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler

from classroom.course import CourseError, Item
from classroom.written.desk import Desk, RefusedError
from classroom.written.scores import BusyError, TakenError
from safepage import mathematics
from safepage.markdown import render

HERE = Path(__file__).parent
HOST = "127.0.0.1"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data: 'self'; font-src data:;"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
OWN_HEADER = "X-Classroom"
"""A page of somebody else's cannot send it, so a request with it comes from ours."""
BUSY = "The gradebook is in use by another program, perhaps by grading. Nothing was written. Try again in a moment."
TAKEN = "Somebody else has decided this meanwhile, so nothing of yours was written. Look at what is there now."
NOT_TAKEN_BACK = "Somebody else has decided this since, so it was not taken back."


def serve(desk: Desk, path: str, port: int, say: Callable[[str], None], *, browser: bool) -> None:
    """Answer at a page until Ctrl-C. `path` is where to begin, `port` 0 takes any that is free."""

    async def run() -> None:
        token = secrets.token_urlsafe(24)
        try:
            sockets = bind_sockets(port, HOST)
        except (OSError, OverflowError) as error:
            raise CourseError(f"Port {port} cannot be used: {error}. Choose another, or none.") from error
        number = sockets[0].getsockname()[1]
        server = HTTPServer(application(desk, token, number))
        server.add_sockets(sockets)
        address = f"http://{HOST}:{number}{path}?token={token}"
        say(f"Open this address to read:\n\n    {address}\n\nCtrl-C ends it. What was decided is in the gradebook.")
        if browser:
            # One that runs in a terminal would hold up the page that it is to show.
            Thread(target=webbrowser.open, args=(address,), daemon=True).start()
        await asyncio.Event().wait()

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # to be asked to end is the same, whoever asks
    try:
        asyncio.run(run())
    except KeyboardInterrupt:
        say("\nIt has ended.")


def application(desk: Desk, token: str, port: int) -> Application:
    """The page and what it asks for, for whoever knows the token."""
    about: dict[str, Any] = {"desk": desk, "token": token, "cookie": f"classroom-read-{port}"}
    return Application(
        [
            ("/", Overview, about),
            ("/read/([^/]+)", Reading, about),
            ("/api/([^/]+)", State, about),
            ("/api/([^/]+)/card/([^/]+)", CardText, about),
            ("/api/([^/]+)/names", Names, about),
            ("/api/([^/]+)/(decide|keep|undo|forget|claim)", Doing, about),
            ("/mathematics.css", Mathematics, about),
            ("/static/(.*)", Files, {**about, "path": str(HERE / "static")}),
        ],
        default_handler_class=Nowhere,
        default_handler_args=about,
        template_path=str(HERE / "templates"),
        # One line for each request would hide the address that is printed.
        log_function=lambda handler: None,
    )


class Page(RequestHandler):
    """Answers nobody who does not know the token."""

    def initialize(self, desk: Desk, token: str, cookie: str) -> None:
        """Called by tornado for each request."""
        self.desk, self.token, self.cookie = desk, token, cookie

    def set_default_headers(self) -> None:
        """What every answer says to the browser."""
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        """Let in who has the token, and have it out of the address."""
        if self.request.host_name not in (HOST, "localhost"):
            raise HTTPError(403)  # a name that somebody else has made to lead here
        if self._is_right(self.get_query_argument("token", "")):
            self.set_cookie(self.cookie, self.token, httponly=True, samesite="Strict")
            self.redirect(self.request.path)
            return
        is_ours = self.request.method == "GET" or OWN_HEADER in self.request.headers
        if not is_ours or not self._is_right(self.get_cookie(self.cookie) or ""):
            raise HTTPError(403)

    def item(self, name: str) -> Item:
        """The item of that id; else there is no such page."""
        return self.desk.item(name)

    def write_error(self, status_code: int, **named: Any) -> None:
        """Say what went wrong, as a page or as data."""
        error = (named.get("exc_info") or (None, None, None))[1]
        says = {
            403: "Open the address that `classroom read` has printed. It has a secret in it that is needed here.",
            404: "There is no such page.",
        }.get(status_code, "Something went wrong here; the terminal of `classroom read` has more. Nothing was lost.")
        match error:
            case CourseError() | RefusedError():
                status_code, says = 400, str(error)
            case TakenError():
                status_code, says = 409, TAKEN
            case BusyError():
                status_code, says = 503, BUSY
        self.set_status(status_code)
        if self.request.path.startswith("/api/"):
            self.finish({"message": says})
        else:
            self.render("trouble.html", says=says)

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Only what nobody has foreseen is worth a traceback."""
        if not isinstance(value, (CourseError, RefusedError, TakenError, BusyError)):
            super().log_exception(typ, value, tb)

    def _is_right(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self.token.encode())


class Nowhere(Page):
    """Every other address."""

    def get(self) -> None:
        """There is nothing."""
        raise HTTPError(404)


class Overview(Page):
    """All questions, and how far each is."""

    def get(self) -> None:
        """The page."""
        self.render("overview.html", assignment=self.desk.course.assignment, **self.desk.overview())


class Reading(Page):
    """One question: what does not change while it is read. The rest the page asks for."""

    def get(self, name: str) -> None:
        """The page."""
        item = self.item(name)
        rubric = self.desk.rubric(item)
        lines = []
        for number, line in enumerate(rubric.lines):
            lines.append({"name": str(number), "above": "", "points": line.points, "html": _inline(line.words)})
            for below, other in enumerate(line.instead):
                about = {"name": f"{number}.{below}", "above": str(number), "points": other.points}
                lines.append(about | {"html": _inline(other.words)})
        self.render(
            "reading.html",
            item=item,
            lines=lines,
            notes=render(rubric.notes).html if rubric.notes else "",
            **self.desk.shown(item),
        )


class State(Page):
    """How the answers to a question stand."""

    def get(self, name: str) -> None:
        """All cards, without what is written on them."""
        self.write(self.desk.state(self.item(name)))


class CardText(Page):
    """What is written on one card."""

    def get(self, name: str, key: str) -> None:
        """As HTML that is harmless."""
        self.write(self.desk.card(self.item(name), key))


class Names(Page):
    """Whose answers they are; asked for only when a reader wants to know."""

    def get(self, name: str) -> None:
        """The names, by answer."""
        self.write(self.desk.names(self.item(name)))


class Doing(Page):
    """Something that a reader decides; the answer is how everything stands then."""

    def post(self, name: str, verb: str) -> None:
        """Do it."""
        item, asked = self.item(name), self._asked()
        reader, card = str(asked.get("reader", "")), str(asked.get("card", ""))
        done: dict[str, Any] = {}
        if verb == "claim":
            self.write({"others": self.desk.claim(item, reader, card)})
            return
        if verb == "decide":
            lines = [str(line) for line in asked.get("lines", [])]
            about = {key: asked.get(key) for key in ("points", "extra", "comment")}
            self.desk.decide(item, reader, card, self._answers(asked), **about, lines=lines)
        elif verb == "keep":
            self.desk.keep(item, reader, card, self._answers(asked))
        elif verb == "forget":
            self.desk.forget_comment(item, str(asked.get("words", "")))
        else:
            try:
                done["card"] = self.desk.undo(item, reader)
            except TakenError:
                raise RefusedError(NOT_TAKEN_BACK) from None
        self.write({**done, "others": self.desk.claimed(item, reader), **self.desk.state(item)})

    def _asked(self) -> dict[str, Any]:
        try:
            asked = json.loads(self.request.body)
        except ValueError:
            raise HTTPError(400) from None
        if not isinstance(asked, dict):
            raise HTTPError(400)
        return asked

    def _answers(self, asked: dict[str, Any]) -> list[tuple[str, str]]:
        try:
            return [(str(name), str(version)) for name, version in asked["answers"]]
        except (KeyError, TypeError, ValueError):
            raise HTTPError(400) from None


class Mathematics(Page):
    """The style sheet of formulas, which holds their font."""

    def get(self) -> None:
        """The sheet."""
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.write(mathematics.style())


class Files(Page, StaticFileHandler):
    """The page's own script and style sheet."""

    def initialize(self, desk: Desk, token: str, cookie: str, path: str) -> None:  # type: ignore[override]
        """Called by tornado for each request."""
        Page.initialize(self, desk, token, cookie)
        StaticFileHandler.initialize(self, path)


def _inline(words: str) -> str:
    """The words of a line, without the paragraph around them: they stand on a button."""
    return render(words).html.strip().removeprefix("<p>").removesuffix("</p>")
