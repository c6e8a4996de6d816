"""People, devices, settings and one's own page, as those see them who may."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.commands.refs import SETTING
from tests.keeping.catcher import catching
from tests.web.visits import EVERYBODY, STRANGER, Browser, Visits, statements
from tests.words import tells
from tests.world import CAST, password_of

STEWARD_PAGES = (
    "/people", "/people/new", "/people/1", "/settings", "/settings/charity",
    "/settings/public-host", "/settings/languages", "/settings/currency", "/settings/mail",
    "/backups", "/health-page",
)  # fmt: skip
DESK_PAGES = ("/products", "/products/new", "/products/CL-BODY", "/products/file",
              "/products/file.csv")  # fmt: skip
OWN_PAGES = ("/me", "/me/language", "/me/password", "/devices")
NEW = "a new and longer password"


def send(browser: Browser, path: str, going_to: str = "", **form: str) -> Any:
    """Open a page and send the form on it that goes to a path, filled in."""
    text = browser.get(path).text
    target = going_to or path
    found = re.search(rf'action="{re.escape(target)}".*?</form>', text, re.DOTALL)
    assert found is not None, text
    hidden = dict(re.findall(r'name="(csrf|id)" value="([^"]+)"', found[0]))
    return browser.post(target, **hidden, **form)


def settings(visits: Visits) -> dict[str, str]:
    """Every setting as it stands."""
    with visits.world.house.database.reading() as connection:
        rows = connection.execute(sa.select(SETTING.c.name, SETTING.c.value)).all()
    return {row.name: row.value for row in rows}


def test_each_page_is_open_to_its_roles_only(visits: Visits) -> None:
    for who, path in product(EVERYBODY, (*STEWARD_PAGES, *DESK_PAGES, *OWN_PAGES)):
        may = {"sam"} if path in STEWARD_PAGES else {"sam", "alice"}
        may = set(CAST) if path in OWN_PAGES else may

        status = visits.browser(who).get(path).status_code

        assert status == (303 if who == STRANGER else 200 if who in may else 403), (who, path)


def test_each_form_is_taken_from_its_roles_and_from_our_own_pages_only(visits: Visits) -> None:
    for path in ("/backups", "/health-page", "/settings/mail/test", "/me/theme", "/me/sessions",
                 "/devices", "/devices/1/ending", "/products/file/confirmation"):  # fmt: skip
        assert visits.browser("sam").post(path, csrf="forged").status_code == 403, path
        assert visits.browser(STRANGER).post(path).status_code == 303, path
    for path in ("/backups", "/health-page", "/settings/mail/test"):
        browser = visits.browser("alice")
        assert browser.post(path, csrf=browser.csrf()).status_code == 403, path


def test_a_steward_adds_somebody_who_then_signs_in(visits: Visits) -> None:
    answer = send(
        visits.browser("sam"), "/people/new", name="Eve", login="Eve", role="facility",
        facility="M-1", site="", language="fr", password="eve has a password",
    )  # fmt: skip

    assert answer.status_code == 303
    assert visits.browser().sign_in("eve", "eve has a password").status_code == 303
    assert visits.person("eve").facility_id is not None


def test_nobody_is_offered_a_refuges_cupboard_to_work_at(visits: Visits) -> None:
    visits.world.do("alice", "cupboards", facility="E-2", name="Amber cupboard")
    sam = visits.browser("sam")

    for path in ("/people/new", f"/people/{visits.person('bob').id}"):
        page = sam.get(path).text
        assert 'value="North"' in page
        assert "Amber cupboard" not in page


def test_what_was_typed_wrongly_is_kept_but_for_the_password(visits: Visits) -> None:
    answer = send(
        visits.browser("sam"), "/people/new", name="Eve", login="bob", role="driver",
        language="en", password="eve has a password",
    )  # fmt: skip

    assert answer.status_code == 422
    assert "bob is taken." in answer.text
    assert 'value="Eve"' in answer.text
    assert "eve has a password" not in answer.text


def test_who_has_left_is_out_at_once_and_comes_back(visits: Visits) -> None:
    ben, sam = visits.browser("ben"), visits.browser("sam")
    path = f"/people/{visits.person('ben').id}"

    send(sam, path, lapsed="true")

    assert ben.get("/stock").status_code == 303
    assert visits.browser().sign_in("ben").status_code == 403
    assert not tells(sam.get("/people").text, "Ben")
    send(sam, path, lapsed="false")
    assert visits.browser().sign_in("ben").status_code == 303


def test_people_are_found_in_as_many_statements_as_there_are_parts(visits: Visits) -> None:
    browser = visits.browser("sam")
    with statements(visits.world) as few:
        browser.get("/people?q=bob")
    with statements(visits.world) as many:
        answer = browser.get("/people")

    assert len(few) == len(many)
    assert "Fatima" in answer.text
    assert "Fatima" not in browser.get("/people?q=bob").text


def test_everybody_changes_their_own_password_with_the_old_one(visits: Visits) -> None:
    browser = visits.browser("bob")
    assert (
        "present password"
        in send(browser, "/me/password", old_password="a guess", password=NEW, again=NEW).text
    )
    assert (
        "not the same"
        in send(
            browser, "/me/password", old_password=password_of("bob"), password=NEW, again="x"
        ).text
    )

    answer = send(browser, "/me/password", old_password=password_of("bob"), password=NEW, again=NEW)

    assert answer.headers["location"].startswith("/sign-in")
    assert browser.get("/stock").status_code == 303
    assert visits.browser().sign_in("bob", NEW).status_code == 303


def test_ones_language_is_kept_on_the_person_and_shows_at_once(visits: Visits) -> None:
    browser = visits.browser("bob")
    browser.get("/stock?language=en")

    answer = send(browser, "/me", "/me/language", language="ar")

    assert 'lang="ar"' in browser.get(answer.headers["location"]).text
    assert visits.person("bob").language == "ar"


def test_light_or_dark_is_kept_by_the_browser(visits: Visits) -> None:
    browser = visits.browser("bob")
    send(browser, "/me", "/me/theme", theme="dark")
    assert 'data-bs-theme="dark"' in browser.get("/stock").text

    send(browser, "/me", "/me/theme", theme="device")

    assert "data-bs-theme" not in browser.get("/stock").text


def test_signing_out_everywhere_else_keeps_this_browser(visits: Visits) -> None:
    here, elsewhere, other = visits.browser("bob"), visits.browser("bob"), visits.browser("ben")

    send(here, "/me", "/me/sessions")

    assert here.get("/stock").status_code == 200
    assert elsewhere.get("/stock").status_code == 303
    assert other.get("/stock").status_code == 200


def test_a_secret_is_shown_once_and_opens_until_it_is_taken_back(visits: Visits) -> None:
    browser = visits.browser("bob")
    made = send(browser, "/devices", name="office computer")
    secret = re.findall(r'dir="ltr">([\w-]{40,})<', made.text)[0]
    me = {"Authorization": f"Bearer {secret}"}
    assert visits.client.get("/api/me", headers=me).status_code == 200
    page = browser.get("/devices").text
    assert "office computer" in page
    assert secret not in page

    ending = re.findall(r'action="(/devices/\d+/ending)"', page)[0]
    assert visits.browser("ben").get("/devices").text.count(ending) == 0
    ben = visits.browser("ben")
    assert ben.post(ending, csrf=ben.csrf()).status_code == 404
    send(visits.browser("sam"), "/devices", ending)

    assert visits.client.get("/api/me", headers=me).status_code == 401


def test_the_finders_page_tells_how_to_reach_us(visits: Visits) -> None:
    send(visits.browser("sam"), "/settings/charity", charity="Warm  Start", reach="555-0100\n9-12")

    text = visits.browser().get("/t/X").text
    assert "Warm Start" in text
    assert "555-0100" in text


def test_a_pasted_address_becomes_a_host_and_a_number_does_not(visits: Visits) -> None:
    browser = visits.browser("sam")
    send(browser, "/settings/public-host", host="https://Labels.Example.org/")
    assert settings(visits)["public_host"] == "labels.example.org"
    visits.world.blank()
    assert "Labels have been made" in browser.get("/settings/public-host").text

    answer = send(browser, "/settings/public-host", host="10.0.0.1")

    assert answer.status_code == 422
    assert "is an IP address" in answer.text


def test_languages_always_hold_english(visits: Visits) -> None:
    send(visits.browser("sam"), "/settings/languages", language="ru")

    assert settings(visits)["languages"] == "en ru"


def test_a_test_mail_says_what_the_server_answered(visits: Visits) -> None:
    browser = visits.browser("sam")
    with catching() as catcher:
        send(
            browser, "/settings/mail", host="127.0.0.1", port=str(catcher.port), security="none",
            sender="us@example.org",
        )  # fmt: skip
        good = send(browser, "/settings/mail", "/settings/mail/test", to="eve@example.org")
        full = send(browser, "/settings/mail", "/settings/mail/test", to="full@example.org")

    assert "250 Caught, thank you" in good.text
    assert "552 5.2.2 That mailbox is full of nappies" in full.text
    assert len(catcher.caught) == 1


@pytest.mark.parametrize("to", ["no address", "eve@example.org\r\nBcc: all@example.org", ""])
def test_a_test_mail_goes_to_one_address_only(visits: Visits, to: str) -> None:
    visits.world.do(
        "sam", "mail-settings", host="localhost", security="none", sender="us@example.org"
    )

    answer = send(visits.browser("sam"), "/settings/mail", "/settings/mail/test", to=to)

    assert answer.status_code == 422


def test_a_backup_is_made_beside_the_books_and_without_the_key(
    visits: Visits, tmp_path: Path
) -> None:
    browser = visits.browser("sam")
    assert "There is no backup yet" in browser.get("/health-page").text

    send(browser, "/backups")
    state = visits.world.house.upkeep.backing_up.wait(60)

    assert state.fault is None
    assert "made and proven" in browser.get("/backups").text
    (kept,) = visits.world.house.upkeep.kept()
    names = {path.name for path in (tmp_path / "backups" / kept.name).rglob("*")}
    assert names >= {"books.db", "manifest.json"}
    assert "stockroom.key" not in names
    assert "There is no backup yet" not in browser.get("/health-page").text


@pytest.mark.slow
def test_the_books_are_proven_on_demand(visits: Visits) -> None:
    browser = visits.browser("sam")

    send(browser, "/health-page")
    visits.world.house.upkeep.proving.wait(120)

    assert "The books hold." in browser.get("/health-page").text


def test_a_wrong_clock_is_told_to_the_steward(visits: Visits) -> None:
    ahead = visits.world.clock.now().replace(hour=23)
    visits.world.do("bob", "donors", name="Parish drive", done_at=ahead.isoformat())

    assert "clock runs ahead of ours: 1" in visits.browser("sam").get("/health-page").text


def test_ones_page_tells_of_ones_own_browsers_only(visits: Visits) -> None:
    browser = visits.browser("bob")
    visits.browser("ben")

    text = browser.get("/me").text

    assert text.count("This browser") == 1
    assert "Another browser" not in text
