"""Gate rules on pages: noted kind by kind, asked about when they lapse, and ended."""

from __future__ import annotations

import pytest

from tests.commands.test_gates import KEEPS, NO_GLASS, SEALED, kept, wished
from tests.web.test_wishes import send
from tests.web.visits import EVERYBODY, STRANGER, Visits

DESK = ("alice", "sam")
TOLD = {"facility": "M-1", "source": "telephone, the day warden", "confirmed_on": "2026-11-20"}
NEW = "/gate-rules/new"


def test_gate_rules_are_the_desks(visits: Visits) -> None:
    rule = visits.world.do("alice", "gate-rules", **SEALED).made["gate_rule"]
    paths = (
        "/gate-rules",
        f"{NEW}?facility=M-1",
        f"/gate-rule-confirmations/new?rule={rule}",
        f"/gate-rule-endings/new?rule={rule}",
    )

    for who in EVERYBODY:
        for path in paths:
            expected = 303 if who == STRANGER else 200 if who in DESK else 403
            assert visits.browser(who).get(path).status_code == expected, (who, path)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"kind": "condition", "least": "new"}, "takes only new goods (telephone"),
        ({"kind": "condition", "least": "new_sealed"}, "new goods in sealed packs"),
        ({"kind": "flags", "flag": "G"}, "takes nothing of glass"),
        ({"kind": "shelf_life", "days": "30"}, "keeps for 30 days or more after it arrives"),
        (
            {"kind": "quantity", "most": "20", "per": "delivery", "category": "swim_nappies"},
            "at most 20 pieces of the kind swim nappies at a time",
        ),
    ],
)
def test_a_rule_of_each_kind_is_noted_and_told_on_the_facility(
    visits: Visits, form: dict[str, str], said: str
) -> None:
    browser = visits.browser("alice")
    page = f"{NEW}?facility=M-1&kind={form['kind']}"

    answer = send(browser, NEW, page, **TOLD, **form, action="block", lapses_on="2027-05-20")

    shown = browser.get(answer.headers["location"]).text
    assert said in shown
    assert "holds until 20 May 2027" in shown


def test_what_is_missing_or_personal_is_asked_for_again(visits: Visits) -> None:
    browser = visits.browser("alice")
    page = f"{NEW}?facility=M-1&kind=flags"

    nothing = send(browser, NEW, page, **TOLD, kind="flags")
    person = send(browser, NEW, page, **(TOLD | {"source": "Mrs Smith"}), kind="flags", flag="G")
    sure = send(
        browser, NEW, page, **(TOLD | {"source": "Mrs Smith"}), kind="flags", flag="G", sure="true"
    )

    assert "Tick at least one thing" in nothing.text
    assert "looks personal" in person.text
    assert "It is a role, not a person" in person.text
    assert sure.status_code == 303


def test_a_lapsed_rule_is_asked_about_on_the_home_and_confirmed_with_one_tap(
    visits: Visits,
) -> None:
    world, browser = visits.world, visits.browser("alice")
    world.do("alice", "gate-rules", **KEEPS)
    assert "Gate rules to confirm" not in browser.get("/").text
    world.do("alice", "gate-rules", **SEALED, lapses_on="2026-11-10")

    assert "Gate rules to confirm" in browser.get("/").text
    listed = browser.get("/gate-rules").text
    assert "lapsed on 10 November 2026" in listed
    assert "keeps for 30 days" not in listed
    path = "/gate-rule-confirmations/new"
    send(browser, path, "/gate-rules", rule="2", confirmed_on="2026-11-21", lapses_on="2026-11-28")

    assert str(kept(world)[1].lapses_on) == "2026-11-28"
    assert "up to date" in browser.get("/gate-rules").text
    assert 'name="lapses_on" value="2026-11-28"' in listed


def test_the_lapsed_ones_come_first(visits: Visits) -> None:
    visits.world.do("alice", "gate-rules", **KEEPS)
    visits.world.do("alice", "gate-rules", **SEALED, lapses_on="2026-11-10")

    page = visits.browser("alice").get("/facilities/M-1").text

    assert page.index("sealed packs") < page.index("keeps for 30 days")
    assert page.count("Yes, still true") == 1


def test_an_ended_rule_is_gone_from_the_page(visits: Visits) -> None:
    browser = visits.browser("alice")
    visits.world.do("alice", "gate-rules", **SEALED)
    path = "/gate-rule-endings/new"

    answer = send(browser, path, f"{path}?rule=1", rule="1", facility="M-1", reason="new gatehouse")

    assert answer.headers["location"].startswith("/facilities/M-1")
    assert "sealed packs" not in browser.get("/facilities/M-1").text
    assert browser.get(f"{path}?rule=1").status_code == 404


def test_hands_read_at_the_bench_what_the_gate_turns_away(visits: Visits) -> None:
    world = visits.world
    lot, line = world.shelved(product="FE-BOTG", size="240 ml", quantity=4), 0
    line = wished(world, product="FE-BOTG", size="240 ml")
    world.do("alice", "allocations", lot=lot, line=line, quantity=3)
    quiet = visits.browser("bob").get("/picks/1").text
    world.do("alice", "gate-rules", **NO_GLASS)

    walking = visits.browser("bob").get("/picks/1").text
    world.do("bob", "picks", lot=lot, line=line, quantity=3, place="A1")
    packing = visits.browser("bob").get("/packings/1?box=Box two").text

    assert "nothing of glass" not in quiet
    assert "nothing of glass" in walking
    assert "nothing of glass" in packing


def test_hands_read_at_the_bench_how_parcels_must_be_closed_and_how_many_are_too_many(
    visits: Visits,
) -> None:
    world = visits.world
    lot, line = world.shelved(quantity=5), world.line(5, size="4")
    world.do("alice", "allocations", lot=lot, line=line, quantity=5)
    bags = {"kind": "packaging", "facts": {"packaging": "clear_bag"}, "action": "repack"}
    few = {"kind": "quantity", "facts": {"most": 4, "per": "delivery"}, "action": "warn"}
    for rule in (bags, few):
        world.do("alice", "gate-rules", **SEALED | rule)

    walking = visits.browser("bob").get("/picks/1").text
    world.do("bob", "picks", lot=lot, line=line, quantity=5, place="A1")
    packing = visits.browser("bob").get("/packings/1?box=Box two").text

    for page in (walking, packing):
        assert "takes only bags that one can see through" in page
        assert "That would make it 5." in page


def test_hands_read_at_the_bench_that_a_brand_is_not_let_in(visits: Visits) -> None:
    world = visits.world
    lot, line = world.shelved(quantity=5, brand="Another"), world.line(5, size="4")
    world.do("alice", "allocations", lot=lot, line=line, quantity=5)
    world.do("alice", "gate-rules", **SEALED | {"kind": "brand", "facts": {"brands": ["Softly"]}})

    assert "no other brand than Softly" in visits.browser("bob").get("/picks/1").text
