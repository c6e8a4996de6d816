"""A pasted message becomes a wish list, and who somebody is stays nowhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from html import unescape
from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from stockroom.keeping.sources import SOURCE
from stockroom.web.pages.wishes.known import LIST
from tests.pictures import code, png
from tests.web.visits import EVERYBODY, STRANGER, Browser, Visits
from tests.world import World

PATH = "/wish-lists/from-message"
MESSAGE = """Bonjour Nadezhda,
Il faudrait 10 bodies taille 62, 5 couvertures et 3 veilleuses pour ce soir.
C'est pour Zacharie, 3 mois. Tel 06 12 34 56 78
Merci, Apolline"""
PERSONAL = ("Nadezhda", "Zacharie", "Apolline", "06 12 34", "12 34 56")
CSRF = re.compile(r'name="csrf" value="([^"]+)"')
ID = re.compile(r'name="id" value="([^"]+)"')
INPUTS = re.compile(r'<input[^>]*name="(lines\.\d+\.\w+)"[^>]*>')
CHOSEN = re.compile(r'name="(lines\.\d+\.product)".*?</select>', re.DOTALL)


def pasted(browser: Browser, message: str = MESSAGE, picture: bytes = b"") -> httpx.Response:
    """Paste a message, as the form of the page does."""
    page = browser.get(PATH).text
    fields = {
        "csrf": CSRF.findall(page)[0],
        "id": ID.findall(page)[0],
        "facility": "M-1",
        "came_by": "telephone",
        "message": message,
    }
    files = {"picture": ("list.png", picture, "image/png") if picture else ("", b"")}
    return browser._send("POST", PATH, {}, data=fields, files=files)


def filled(page: str) -> dict[str, str]:
    """What the form of the proposed lines would send as it stands."""
    fields = {}
    for match in INPUTS.finditer(page):
        value = re.search(r'value="([^"]*)"', match[0])
        is_off = re.search(r'type="(?:radio|checkbox)"', match[0]) and "checked" not in match[0]
        if not is_off:
            fields[match[1]] = unescape(value[1]) if value else ""
    for match in CHOSEN.finditer(page):
        chosen = re.search(r'<option[^>]*? value="([^"]+)"[^>]* selected', match[0])
        fields[match[1]] = unescape(chosen[1]) if chosen else ""
    return fields


def sent(browser: Browser, path: str, page: str, **changes: str) -> httpx.Response:
    """Send the proposed lines, some of them corrected."""
    form = filled(page) | {"csrf": CSRF.findall(page)[0], "id": ID.findall(page)[0]} | changes
    return browser.post(path, came_by="telephone", **form)


def rows(world: World, table: sa.Table) -> Sequence[Any]:
    """Every row of a table, by its id."""
    with world.house.database.reading() as connection:
        return connection.execute(sa.select(table).order_by(table.c.id)).all()


def test_only_the_desk_pastes_messages(visits: Visits) -> None:
    for who in EVERYBODY:
        answer = visits.browser(who).get(PATH)

        expected = 303 if who == STRANGER else 200 if who in ("alice", "sam") else 403
        assert answer.status_code == expected, who


def test_a_message_becomes_lines_that_are_corrected_and_sent(visits: Visits) -> None:
    alice = visits.browser("alice")
    path = pasted(alice).headers["location"].partition("?")[0]
    page = alice.get(path + "?came_by=telephone").text

    assert "10 bodies taille 62" in page
    assert "3 veilleuses" in page
    fields = filled(page)
    assert (fields["lines.0.product"], fields["lines.0.quantity"]) == ("CL-BODY", "10")
    assert (fields["lines.1.product"], fields["lines.1.urgency"]) == ("BD-BLK", "tonight")
    answer = sent(alice, path, page, **{"lines.1.quantity": "4"})

    [made] = rows(visits.world, LIST)
    [source] = rows(visits.world, SOURCE)
    assert answer.headers["location"].startswith(f"/wish-lists/{made.id}")
    assert (made.came_by, source.wish_list_id) == ("telephone", made.id)
    with visits.world.house.database.reading() as connection:
        asked = connection.exec_driver_sql("select asked from wish_change order by id").scalars()
        assert list(asked) == [10, 4]


def test_who_it_is_about_stands_on_no_page_and_in_no_row(visits: Visits) -> None:
    alice = visits.browser("alice")
    path = pasted(alice).headers["location"]

    for page in (path, PATH, "/journal"):
        assert not [word for word in PERSONAL if word in alice.get(page).text], page
    [row] = rows(visits.world, SOURCE)
    assert not [word for word in PERSONAL if word in row.text]


# PostgreSQL keeps its files where a test must not look.
@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_who_it_is_about_is_in_no_file_and_no_log(
    visits: Visits, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    alice = visits.browser("alice")
    path = pasted(alice).headers["location"].partition("?")[0]
    sent(alice, path, alice.get(path).text)
    pasted(visits.browser("alice"), "x" * 9_000 + " " + MESSAGE)

    for file in visits.world.house.settings.data.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [word for word in PERSONAL if word.encode() in content], file.name
    assert not [word for word in PERSONAL if word in caplog.text]


def test_nothing_of_the_message_goes_into_the_sign_in_page(visits: Visits) -> None:
    alice = visits.browser("alice")
    page = alice.get(PATH).text
    alice.cookies.clear()

    answer = alice._send(
        "POST",
        PATH,
        {},
        data={"csrf": CSRF.findall(page)[0], "id": ID.findall(page)[0], "message": MESSAGE},
        files={"picture": ("", b"")},
    )

    assert answer.status_code == 303
    assert "bodies" not in answer.text + answer.headers["location"]


def test_a_form_that_has_to_be_shown_again_shows_bars_too(visits: Visits) -> None:
    alice = visits.browser("alice")
    page = alice.get(PATH).text
    fields = {"csrf": CSRF.findall(page)[0], "id": ID.findall(page)[0], "message": MESSAGE}

    answer = alice._send("POST", PATH, {}, data=fields, files={"picture": ("", b"")})

    assert answer.status_code == 400
    assert "████" in answer.text
    assert "10 bodies taille 62" in answer.text
    assert not [word for word in PERSONAL if word in answer.text]


def test_what_was_not_understood_is_offered_as_a_line(visits: Visits) -> None:
    alice = visits.browser("alice")
    path = pasted(alice).headers["location"].partition("?")[0]
    page = alice.get(path).text
    unread = re.findall(r'name="add" value="(\d+-\d+)"', page)

    again = sent(alice, path, page, add=unread[0])

    assert again.status_code == 422
    assert filled(again.text)["lines.2.piece"] == unread[0]
    assert rows(visits.world, LIST) == []


def test_a_line_can_be_left_out(visits: Visits) -> None:
    alice = visits.browser("alice")
    path = pasted(alice).headers["location"].partition("?")[0]

    again = sent(alice, path, alice.get(path).text, drop="0")

    assert filled(again.text)["lines.0.product"] == "BD-BLK"
    assert "lines.1.product" not in filled(again.text)


def test_a_photo_stands_beside_the_lines(visits: Visits) -> None:
    alice = visits.browser("alice")

    path = pasted(alice, "", png(code("qr_code", "a list on paper"))).headers["location"]

    [row] = rows(visits.world, SOURCE)
    assert f"/api/files/{row.photo}" in alice.get(path).text
    assert alice.get(f"/api/files/{row.photo}").status_code == 200


def test_a_message_is_gone_once_it_is_deleted_or_its_day_has_come(visits: Visits) -> None:
    alice = visits.browser("alice")
    first, second = (pasted(alice).headers["location"].partition("?")[0] for _ in range(2))
    page = alice.get("/wish-source-removals/new?source=1").text
    away = {"csrf": CSRF.findall(page)[0], "id": ID.findall(page)[0], "source": "1"}

    assert alice.post("/wish-source-removals/new", **away).status_code == 303

    assert alice.get(first).status_code == 404
    assert alice.get(second).status_code == 200
    visits.world.clock.forward(timedelta(days=30))
    assert visits.browser("alice").get(second).status_code == 404


def test_a_list_is_made_of_a_message_once(visits: Visits) -> None:
    alice = visits.browser("alice")
    path = pasted(alice).headers["location"].partition("?")[0]
    sent(alice, path, alice.get(path).text)

    again = alice.get(path)

    assert again.headers["location"] == "/wish-lists/1"
