"""Plans on pages: from the button on a list to promises, the reasons, the cost of a change."""

from __future__ import annotations

import re
from html import unescape

import httpx

from tests.web.test_wishes import list_of, send
from tests.web.visits import EVERYBODY, STRANGER, Browser, Visits

DESK = ("alice", "sam")
BUTTON = re.compile(r'<button[^>]*name="id" value="([^"]+)"[^>]*>')


def plan(browser: Browser, wish_list: int | None = None) -> httpx.Response:
    """Press the button of a list, or of all, and look at the plan."""
    chosen = {} if wish_list is None else {"wish_list": str(wish_list)}
    going = send(browser, "/plans/new", **chosen)
    assert going.status_code == 303, going.text
    return browser.get(going.headers["Location"])


def words(page: httpx.Response) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2])).split())


def test_only_the_desk_makes_and_sees_plans(visits: Visits) -> None:
    line = visits.world.line()
    visits.world.shelved()
    made = visits.world.do("alice", "plans", wish_list=list_of(visits.world, line)).made["plan"]

    for who in EVERYBODY:
        for path in ("/plans", "/plans/new", f"/plans/{made}", "/plan-matches/1"):
            answer = visits.browser(who).get(path)

            expected = 303 if who == STRANGER else 200 if who in DESK else 403
            assert answer.status_code == expected, (who, path)


def test_a_list_is_filled_in_two_steps(visits: Visits) -> None:
    world, browser = visits.world, visits.browser("alice")
    lot, line = world.shelved(quantity=9), world.line(4, size="4", urgency="tonight")
    wish_list = list_of(world, line)
    assert "Fill this list" in browser.get(f"/wish-lists/{wish_list}").text
    page = plan(browser, wish_list)
    number = int(re.findall(r'name="plan" value="(\d+)"', page.text)[0])

    done = send(browser, "/plan-acceptances/new", page.url.path, plan=str(number), all="true")

    after = browser.get(done.headers["Location"])
    assert "4 pieces can be promised." in words(page)
    assert "All that this plan found is promised." in words(after)
    assert world.inside(lot) == {"A1": 5, f"A1/{line}": 4}


def test_the_reason_names_who_comes_after(visits: Visits) -> None:
    world, browser = visits.world, visits.browser("alice")
    world.shelved(quantity=4)
    world.line(4, size="4", facility="M-1")
    world.line(4, size="4", facility="E-2", urgency="tonight")

    said = words(plan(browser))

    assert "The need of E-2 is for tonight; that of M-1 is routine." in said
    assert "4 short. Others need it more: E-2." in said


def test_a_gate_that_counts_does_not_hide_who_gets_what_it_would_let_in(visits: Visits) -> None:
    world, browser = visits.world, visits.browser("alice")
    world.shelved(quantity=4)
    world.line(4, size="4", facility="M-1")
    world.line(4, size="4", facility="E-2", urgency="tonight")
    figures = {"most": 3, "per": "delivery"}
    world.do(
        "alice", "gate-rules", facility="M-1", kind="quantity", facts=figures, source="x",
        confirmed_on="2026-11-20",
    )  # fmt: skip

    said = words(plan(browser))

    assert "4 short. Others need it more: E-2. The gate has a limit besides." in said
    assert "takes at most 3 pieces" in said


def test_what_was_refused_is_told_by_itself(visits: Visits) -> None:
    world, browser = visits.world, visits.browser("alice")
    gone = world.shelved(quantity=4)
    world.shelved(product="BA-WASH")
    world.line(4, size="4")
    world.line(1, product="BA-WASH")
    page = plan(browser)
    world.do("bob", "holds", lot=gone, reason="torn open")
    old = browser.get(page.url.path)

    done = send(browser, "/plan-acceptances/new", page.url.path, plan="1", all="true")

    said = words(browser.get(done.headers["Location"]))
    assert "1 thing was recorded since this plan was made." in words(old)
    assert "1 was not promised, since something changed meanwhile:" in said
    assert "is on hold." in said


def test_a_gate_that_counts_a_product_says_its_name_in_the_reader_s_language(
    visits: Visits,
) -> None:
    world, browser = visits.world, visits.browser("alice")
    facts = {"most": 4, "per": "delivery", "product": "NP-DISP"}
    world.do("alice", "gate-rules", facility="M-1", kind="quantity", facts=facts,
             source="post", confirmed_on="2026-11-20")  # fmt: skip
    world.shelved(quantity=4)
    world.line(4, size="4")
    page = plan(browser)
    other, elsewhere = world.shelved(quantity=3), world.line(3, size="4")
    world.do("alice", "allocations", lot=other, line=elsewhere, quantity=3)

    done = send(browser, "/plan-acceptances/new", page.url.path, plan="1", all="true")

    path = done.headers["Location"]
    assert "4 of disposable nappy at a time (post" in words(browser.get(path))
    refused = words(browser.get(path, **{"Accept-Language": "ar"}))
    rule = words(browser.get("/facilities/M-1", **{"Accept-Language": "ar"}))
    for said in (refused, rule):
        assert "حفاض" in said
        assert not re.search(r"disposable|NP-DISP", said)


def test_what_is_ticked_is_promised_with_the_number_that_was_typed(visits: Visits) -> None:
    world, browser = visits.world, visits.browser("alice")
    lot, line = world.shelved(quantity=4), world.line(4, size="4")
    other, _ = world.shelved(product="BA-WASH"), world.line(1, product="BA-WASH")
    page = plan(browser)

    none = send(browser, "/plan-acceptances/new", page.url.path, plan="1", looked="true")
    form = {"plan": "1", "match": "1", "quantity-1": "3", "quantity-2": "1"}
    send(browser, "/plan-acceptances/new", page.url.path, **form)

    assert none.status_code == 422
    assert "Tick at least one line first." in words(none)
    assert world.inside(lot) == {"A1": 1, f"A1/{line}": 3}
    assert world.inside(other) == {"A1": 5}


def test_pins_and_bans_make_another_plan(visits: Visits) -> None:
    world, browser = visits.world, visits.browser("alice")
    world.shelved(quantity=4)
    mine, theirs = world.line(4, size="4"), world.line(4, size="4", facility="E-2")
    first = plan(browser)
    assert 'id="match-1"' in first.text

    again = send(browser, "/plans/new", first.url.path, plan="1", ban="1")

    page = browser.get(again.headers["Location"])
    assert "A coordinator ruled it out." in words(page)
    assert "Ruled out for the next plan" in words(page)
    assert 'name="banned"' in page.text
    assert "This plan was set aside." in words(browser.get("/plans/1"))
    pinned = send(browser, "/plans/new", page.url.path, plan="2", keep="2")
    assert "A coordinator wants it so." in words(browser.get(pinned.headers["Location"]))
    assert mine != theirs


def test_what_it_would_cost_elsewhere_is_told_in_words(visits: Visits) -> None:
    world, browser = visits.world, visits.browser("alice")
    world.shelved(quantity=1)
    routine = world.line(1, size="4", facility="M-1")
    world.line(1, size="4", facility="E-2", urgency="tonight")
    plan(browser)
    asked = words(browser.get("/plan-matches/1"))

    page = browser.get(f"/plan-matches/1/costs/{routine}")

    assert "These could take it too" in asked
    said = words(page)
    assert (
        "If it went to M-1: 1 piece stays unmet, for tonight 1 piece more is met, routine" in said
    )
    pin = re.findall(r'name="pin" value="([^"]+)"', page.text)[0]
    again = send(browser, "/plans/new", page.url.path, plan="1", pin=pin)
    assert "A coordinator wants it so." in words(browser.get(again.headers["Location"]))


def test_a_plan_is_set_aside(visits: Visits) -> None:
    world, browser = visits.world, visits.browser("alice")
    world.shelved()
    world.line(2, size="4")
    page = plan(browser)

    done = send(browser, "/plan-set-asides/new", page.url.path, plan="1")

    assert done.headers["Location"].startswith("/plans")
    late = send(browser, "/plan-acceptances/new", "/plans/1", plan="1", all="true")
    assert late.status_code == 422
    assert "Plan 1 was set aside." in words(late)


def test_where_nothing_is_asked_a_plan_says_so(visits: Visits) -> None:
    assert "Nobody asks for anything more." in words(plan(visits.browser("alice")))
