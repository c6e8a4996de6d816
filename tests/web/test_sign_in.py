"""Who comes in, how long they stay, and that nobody is led astray at the door."""

from __future__ import annotations

from datetime import timedelta

import pytest

from stockroom.sessions import TRIES_FOR_LOGIN
from stockroom.web.pages.addresses import MOST_LETTERS, own_path
from tests.web.test_shell import built
from tests.web.visits import CSRF, EVERYBODY, STRANGER, Visits, cookie_lines
from tests.world import password_of

FOREIGN = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "\\\\evil.example",
    "/\t/evil.example",
    "/%0a//evil.example\n",
    "javascript:alert(1)",
    " //evil.example",
    "stock",
    "",
    "/" + "a" * MOST_LETTERS,
)


def test_the_right_password_leads_home(visits: Visits) -> None:
    browser = visits.browser()

    answer = browser.sign_in("bob")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    assert browser.get("/").status_code == 200


def test_the_session_cookie_is_out_of_reach_for_scripts_and_foreign_pages(visits: Visits) -> None:
    answer = visits.browser().sign_in("bob")

    cookie = next(one for one in cookie_lines(answer) if one.startswith("stockroom="))
    for part in ("HttpOnly", "Path=/", "SameSite=lax"):
        assert part in cookie
    assert "Max-Age" not in cookie
    assert "Domain" not in cookie


def test_a_wrong_password_is_told_in_a_sentence_and_keeps_the_name(visits: Visits) -> None:
    answer = visits.browser().sign_in("bob", "not this one")

    assert answer.status_code == 401
    assert "The name or the password is not right." in answer.text
    assert 'value="bob"' in answer.text
    assert "not this one" not in answer.text


def test_an_unknown_name_is_answered_like_a_wrong_password(visits: Visits) -> None:
    wrong = visits.browser().sign_in("bob", "not this one")
    unknown = visits.browser().sign_in("bib", "not this one")

    assert unknown.status_code == wrong.status_code
    assert "The name or the password is not right." in unknown.text


def test_guessing_is_slowed_down_and_an_hour_later_forgiven(visits: Visits) -> None:
    for _ in range(TRIES_FOR_LOGIN):
        assert visits.browser().sign_in("bob", "guess").status_code == 401

    answer = visits.browser().sign_in("bob")
    visits.world.clock.forward(timedelta(hours=1, seconds=1))

    assert answer.status_code == 429
    assert "Too many tries" in answer.text
    assert visits.browser().sign_in("bob").status_code == 303


def test_signing_in_often_is_no_guessing(visits: Visits) -> None:
    for _ in range(TRIES_FOR_LOGIN + 1):
        assert visits.browser().sign_in("bob").status_code == 303


def test_signing_out_ends_the_session_itself(visits: Visits) -> None:
    browser = visits.browser("bob")
    kept = dict(browser.cookies)

    answer = browser.post("/sign-out", csrf=browser.csrf())
    browser.cookies = kept

    assert answer.status_code == 303
    assert browser.get("/stock").headers["location"].startswith("/sign-in")


def test_a_form_without_its_secret_does_nothing(visits: Visits) -> None:
    browser = visits.browser("bob")

    for form in ({}, {"csrf": ""}, {"csrf": "wrong"}):
        answer = browser.post("/sign-out", **form)

        assert answer.status_code == 403
        assert "This page is too old" in answer.text
    assert browser.get("/stock").status_code == 200


def test_the_secret_of_one_session_does_not_serve_another(visits: Visits) -> None:
    bob, alice = visits.browser("bob"), visits.browser("alice")

    assert alice.post("/sign-out", csrf=bob.csrf()).status_code == 403


def test_signing_in_needs_the_secret_of_its_own_form(visits: Visits) -> None:
    browser = visits.browser()
    browser.get("/sign-in")

    for csrf in ("", "wrong"):
        answer = browser.post("/sign-in", login="bob", password="x", csrf=csrf, next="")

        assert answer.status_code == 403
    assert visits.world.house.door.cookie not in browser.cookies


@pytest.mark.parametrize("much", ["login", "password"])
def test_a_name_or_a_password_beyond_all_measure_is_not_looked_at(
    visits: Visits, much: str
) -> None:
    browser = visits.browser()
    csrf = CSRF.findall(browser.get("/sign-in").text)[0]
    said = {"login": "bob", "password": password_of("bob"), much: "b" * 201}

    assert browser.post("/sign-in", csrf=csrf, **said).status_code == 422


def test_a_browser_session_changes_nothing_by_the_api_without_its_secret(visits: Visits) -> None:
    browser = visits.browser("bob")
    path = f"/api/blank-codes/{visits.world.clock.command_id()}"
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())

    without = visits.client.put(path, json={"number": 1}, headers={"Cookie": cookie})
    with_it = visits.client.put(
        path, json={"number": 1}, headers={"Cookie": cookie, "X-CSRF-Token": browser.csrf()}
    )

    assert without.status_code == 403
    assert with_it.status_code == 201


def test_a_session_ends_when_nobody_used_it_for_three_hours(visits: Visits) -> None:
    browser = visits.browser("bob")

    visits.world.clock.forward(timedelta(hours=2, minutes=59))
    assert browser.get("/stock").status_code == 200
    visits.world.clock.forward(timedelta(hours=2, minutes=59))
    assert browser.get("/stock").status_code == 200
    visits.world.clock.forward(timedelta(hours=3))

    assert browser.get("/stock").status_code == 303


def test_a_session_ends_after_twelve_hours_however_much_it_was_used(visits: Visits) -> None:
    browser = visits.browser("bob")

    for _ in range(11):
        visits.world.clock.forward(timedelta(hours=1))
        assert browser.get("/stock").status_code == 200
    visits.world.clock.forward(timedelta(hours=1))

    assert browser.get("/stock").status_code == 303


def test_a_session_planted_before_signing_in_is_worth_nothing(visits: Visits) -> None:
    browser, name = visits.browser(), visits.world.house.door.cookie
    browser.cookies[name] = "planted"

    browser.sign_in("bob")
    planted = visits.browser()
    planted.cookies[name] = "planted"

    assert browser.cookies[name] != "planted"
    assert planted.get("/stock").status_code == 303


def test_signing_in_again_ends_the_session_before(visits: Visits) -> None:
    browser, name = visits.browser(), visits.world.house.door.cookie
    browser.sign_in("bob")
    before = visits.browser()
    before.cookies[name] = browser.cookies[name]
    form = visits.browser()
    form.get("/sign-in")
    browser.cookies |= form.cookies

    answer = browser.post(
        "/sign-in",
        login="alice",
        password="alice has a long password",
        csrf=form.cookies["stockroom-sign-in"],
        next="",
    )

    assert answer.status_code == 303
    assert before.get("/stock").status_code == 303
    assert "Alice" in browser.get("/stock").text


def test_whose_role_has_lapsed_stays_outside_and_is_put_out(visits: Visits) -> None:
    browser = visits.browser("bob")
    visits.world.do("sam", "person-changes", login="bob", lapsed=True)

    answer = visits.browser().sign_in("bob")

    assert answer.status_code == 403
    assert "role has lapsed" in answer.text
    assert browser.get("/stock").status_code == 303


def test_signing_in_leads_on_to_where_one_was_going(visits: Visits) -> None:
    browser = visits.browser()
    asked = browser.get("/stock?q=nappies+4&available=yes").headers["location"]

    answer = browser.sign_in("bob", path=asked, going="/stock?q=nappies+4&available=yes")

    assert asked == "/sign-in?next=%2Fstock%3Fq%3Dnappies%2B4%26available%3Dyes"
    assert answer.headers["location"] == "/stock?q=nappies+4&available=yes"


PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari"
TABLE = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"


@built
@pytest.mark.parametrize(
    ("who", "headers", "path"),
    [
        ("bob", {"User-Agent": PHONE}, "/scan"),
        ("bob", {"User-Agent": TABLE, "Sec-CH-UA-Mobile": "?1"}, "/scan"),
        ("bob", {"User-Agent": PHONE, "Sec-CH-UA-Mobile": "?0"}, "/"),
        ("bob", {"User-Agent": TABLE}, "/"),
        ("alice", {"User-Agent": PHONE}, "/"),
        ("dora", {"User-Agent": PHONE}, "/"),
        ("fatima", {"User-Agent": PHONE}, "/"),
    ],
)
def test_a_volunteer_with_a_phone_in_hand_is_led_to_scan(
    visits: Visits, who: str, headers: dict[str, str], path: str
) -> None:
    visits.client.headers.update(headers)

    assert visits.browser().sign_in(who).headers["location"] == path
    elsewhere = visits.browser().sign_in(who, going="/me").headers["location"]
    assert elsewhere == "/me"


@pytest.mark.parametrize("address", FOREIGN)
def test_nobody_is_led_to_a_foreign_address(address: str) -> None:
    assert own_path(address) == "/"


def test_a_foreign_address_in_the_form_is_not_followed(visits: Visits) -> None:
    answer = visits.browser().sign_in("bob", going="//evil.example/")

    assert answer.headers["location"] == "/"


def test_whoever_is_signed_in_needs_no_form(visits: Visits) -> None:
    answer = visits.browser("bob").get("/sign-in?next=//evil.example")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/"


def test_the_first_page_leads_everybody_somewhere(visits: Visits) -> None:
    for who in EVERYBODY:
        answer = visits.browser(who).get("/")

        if who == STRANGER:
            assert answer.headers["location"] == "/sign-in"
        else:
            assert answer.status_code == 200
            assert who.title() in answer.text


def test_a_piece_of_a_page_sends_the_whole_page_to_sign_in(visits: Visits) -> None:
    answer = visits.browser().get(
        "/stock?q=x", HX_Request="true", HX_Current_URL="http://testserver/stock?q=y"
    )

    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in?next=%2Fstock%3Fq%3Dy"
