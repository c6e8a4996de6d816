"""The cast in front of the pages: browsers with cookies, signed in or not."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import sqlalchemy as sa
from litestar import Litestar
from litestar.testing import TestClient
from sqlmodel import Session, select

from stockroom.tables.people import Person
from tests import whispers
from tests.services import service
from tests.world import CAST, World, password_of

STRANGER = "charlie"
EVERYBODY = (*CAST, STRANGER)
HANDS = ("alice", "bob", "ben", "dora", "dan", "sam")
NO_HANDS = ("fatima", "farid", "sue")
CSRF = re.compile(r'name="csrf" value="([^"]+)"')
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
PAGE = {"Accept": "text/html"}


class Visits:
    """A running service over the world; `browser` opens it as one of the cast."""

    def __init__(self, world: World, client: TestClient[Litestar]) -> None:
        self.world = world
        self.client = client

    def browser(self, who: str = STRANGER) -> Browser:
        """A browser of one of the cast with a session begun; the stranger's has none."""
        opened = Browser(self.client)
        if who in CAST:
            started = self.world.house.sessions.start(self.person(who))
            opened.cookies[self.world.house.door.cookie] = started.secret
        return opened

    def person(self, login: str) -> Person:
        """The row of one of the cast."""
        with self.world.house.database.reading() as books, Session(bind=books) as rows:
            return rows.exec(select(Person).where(Person.login == login)).one()


class Browser:
    """Cookies of its own, and pages fetched without following where they lead.

    `answer` is for whoever opens one to keep how it was let in.
    """

    def __init__(self, client: TestClient[Litestar]) -> None:
        self.client = client
        self.cookies: dict[str, str] = {}
        self.answer = httpx.Response(204)

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Look at a page."""
        return self._send("GET", path, headers)

    def post(self, path: str, **form: str) -> httpx.Response:
        """Send a form."""
        return self._send("POST", path, {}, data=form)

    def upload(self, path: str, content: bytes, **form: str) -> httpx.Response:
        """Send a form with a file in it."""
        file = ("file.csv", content, "text/csv")
        return self._send("POST", path, {}, data=form, files={"file": file})

    def sign_in(
        self, login: str, password: str | None = None, path: str = "/sign-in", going: str = ""
    ) -> httpx.Response:
        """Open the form, fill it in and send it."""
        csrf = CSRF.findall(self.get(path).text)[0]
        given = password_of(login) if password is None else password
        return self.post("/sign-in", login=login, password=given, csrf=csrf, next=going)

    def csrf(self) -> str:
        """The secret that the forms of this browser's pages carry."""
        return str(CSRF.findall(self.get("/stock").text)[0])

    def _send(self, method: str, path: str, headers: dict[str, str], **more: Any) -> httpx.Response:
        self.client.cookies.clear()
        sent = {**PAGE, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = self.client.request(method, path, headers=sent, follow_redirects=False, **more)
        for name, value in answer.cookies.items():
            self.cookies[name] = value
        for ended in re.findall(r"(?m)^([^=]+)=[^;]*;.*Max-Age=0", "\n".join(_set_by(answer))):
            self.cookies.pop(ended, None)
        if method == "GET":  # a form sent back may hold what was typed
            whispers.check_answer(path, answer.content)
        return answer


@contextmanager
def visiting(world: World) -> Iterator[Visits]:
    """The service over a world."""
    with service(world.house) as over, TestClient(over) as client:
        yield Visits(world, client)


@contextmanager
def statements(world: World) -> Iterator[list[str]]:
    """The SQL that is sent meanwhile; the beginnings and ends of transactions do not count."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.split(maxsplit=1)[0] in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}:
            seen.append(statement)

    engine = world.house.database.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    yield seen
    sa.event.remove(engine, "before_cursor_execute", note)


def fields(answer: httpx.Response) -> dict[str, str]:
    """What the inputs of a page's main form would send as they are."""
    form = answer.text.partition("<main")[2].partition("<form")[2].partition("</form>")[0]
    inputs = (dict(ATTRIBUTE.findall(one)) for one in re.findall(r"<input [^>]*>", form))
    return {one["name"]: html.unescape(one.get("value", "")) for one in inputs}


def cookie_lines(answer: httpx.Response) -> list[str]:
    """What an answer says of cookies."""
    return _set_by(answer)


def _set_by(answer: httpx.Response) -> list[str]:
    return answer.headers.get_list("set-cookie")
