"""A stockroom that nobody can sign in to leads to its beginning, and only its owner begins it."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from stockroom import app, serving
from stockroom.app import House
from stockroom.errors import Problem
from stockroom.keeping.setup_code import LENGTH, plain
from stockroom.settings import Settings, sqlite_url
from tests.web.visits import CSRF, Browser, Visits
from tests.world import StillClock

TYPED = {
    "charity": "Warm Start",
    "public_host": "labels.example.org",
    "sites": "North\n\n South \n",
    "name": "Sam",
    "login": "Sam",
    "password": "sam has a long password",
    "again": "sam has a long password",
    "own_language": "en",
    "start": "count",
}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[House]:
    """A stockroom that nobody can sign in to yet."""
    settings = Settings(data=tmp_path, database=sqlite_url(tmp_path), secure_cookies=False)
    house = app.build(settings, StillClock())
    yield house
    house.database.close()


@pytest.fixture
def browser(empty: House) -> Iterator[Browser]:
    """A browser in front of it."""
    with TestClient(app.application(empty)) as client:
        yield Browser(client)


def begin(browser: Browser, code: str, **changes: str) -> tuple[int, str]:
    """Fill in the form and send it; gives the status, and where it leads or what it says."""
    csrf = CSRF.findall(browser.get("/welcome").text)[0]
    answer = browser.post("/welcome", code=code, **{"csrf": csrf, **TYPED, **changes})
    return answer.status_code, answer.headers.get("location", answer.text)


def test_every_page_leads_to_the_beginning(browser: Browser) -> None:
    for path in ("/", "/stock", "/people", "/sign-in"):
        going = browser.get(path)
        while going.headers["location"] != "/welcome":
            going = browser.get(going.headers["location"])

    assert "Set-up code" in browser.get("/welcome").text


def test_the_owner_begins_and_goes_on_to_count_the_shelves(browser: Browser, empty: House) -> None:
    code = empty.setup_code.read()

    status, going = begin(browser, code.lower().replace("-", " "))

    assert (status, going) == (303, "/sign-in?next=%2Fopening-counts%2Fnew")
    assert not empty.settings.setup_code.exists()
    signed_in = browser.sign_in("sam", TYPED["password"], path=going, going="/opening-counts/new")
    assert signed_in.headers["location"] == "/opening-counts/new"
    assert "labels.example.org" in browser.get("/settings").text


def test_a_stranger_begins_nothing(browser: Browser, empty: House) -> None:
    for code in ("", "0000-0000-0000", empty.setup_code.read()[:-1]):
        status, text = begin(browser, code)

        assert status == 422
        assert "not the set-up code" in text
        assert TYPED["password"] not in text
    assert browser.post("/welcome", code=empty.setup_code.read(), **TYPED).status_code == 403
    assert empty.setup_code.is_wanted()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"again": "another password"}, "not the same"),
        ({"password": "short", "again": "short"}, "does not have the form"),
        ({"public_host": "10.0.0.1"}, "is an IP address"),
        ({"sites": "  \n "}, "does not have the form"),
        ({"login": "no spaces, please"}, "does not have the form"),
    ],
)
def test_what_is_typed_wrongly_begins_nothing_and_stays_typed(
    browser: Browser, empty: House, changes: dict[str, str], sentence: str
) -> None:
    status, text = begin(browser, empty.setup_code.read(), **changes)

    assert status in {400, 422}
    assert sentence in text
    assert 'value="Warm Start"' in text
    assert empty.setup_code.is_wanted()


def test_a_begun_stockroom_has_no_beginning(visits: Visits) -> None:
    browser = visits.browser()

    assert browser.get("/welcome").headers["location"] == "/sign-in"
    assert browser.get("/sign-in").status_code == 200
    csrf = CSRF.findall(browser.get("/sign-in").text)[0]
    browser.cookies["stockroom-welcome"] = csrf
    answer = browser.post("/welcome", csrf=csrf, code="x", **TYPED)
    assert answer.headers["location"] == "/sign-in"


def test_the_code_is_the_terminals_and_ours_alone(empty: House) -> None:
    code = empty.setup_code.read()

    assert len(plain(code)) == LENGTH
    assert code in serving.how_to_begin("http://localhost:8000", code)
    assert stat.S_IMODE(empty.settings.setup_code.stat().st_mode) == 0o600
    assert empty.setup_code.read() == code
    assert empty.setup_code.opens(f" {code.lower().replace('0', 'o').replace('1', 'l')} ")


def test_a_code_given_by_file_is_long_enough(empty: House) -> None:
    empty.settings.setup_code.write_text("given before 2026")
    assert empty.setup_code.opens("GIVENBEFORE2026")

    empty.settings.setup_code.write_text("short")

    with pytest.raises(Problem, match="too short"):
        empty.setup_code.read()
