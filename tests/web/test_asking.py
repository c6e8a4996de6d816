"""Kits, drafts, templates and the states of lists on pages."""

from __future__ import annotations

import re
from html import unescape

import pytest
import sqlalchemy as sa

from stockroom.web.pages.wishes import templates
from tests import gate_stage
from tests.web.filling import done, send
from tests.web.test_wishes import line, listed
from tests.web.visits import Visits
from tests.wishing import ask, asked, kit, kits
from tests.world import World

FILLED = re.compile(r'name="lines\.(\d+)\.(product|size|quantity)"[^>]*value="([^"]*)"')
CHOSEN = re.compile(r'value="([^"]+)" selected')


def products(text: str) -> list[str]:
    """What is chosen in the lines of a form."""
    return [code for code in CHOSEN.findall(text) if code.startswith(("kit:", "CL-", "NP-", "BA-"))]


def drafts(world: World) -> int:
    """How many drafts there are."""
    with world.house.database.reading() as books:
        return int(books.execute(sa.text("SELECT count(*) FROM wish_draft")).scalar_one())


def test_kits_and_lines_are_asked_for_in_one_form(visits: Visits) -> None:
    kit(visits.world)
    form = line(0, "kit:WEEK", "2", size="6-9 months", begun="true") | line(1, "BA-TOW", "1")

    where = done(visits.browser("fatima"), "/wish-lists/new", form)

    assert asked(visits.world, int(where.rsplit("/", 1)[1])) == [1, 14, 8, 6, 4]
    text = visits.browser("fatima").get(where).text
    for said in ("kit WEEK", "2 kits asked", "everything found for 0", "part of a kit may come"):
        assert said in text


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (line(0, "NP-DISP", "7"), "Line 1: say which size is needed."),
        (line(0, "kit:WEEK", "0", size="62"), "Choose at least one thing"),
        (line(0, "kit:WEEK", "1001", size="62"), "Line 1: say how many kits"),
        (line(0, "kit:WEEK", "1", size="banana"), "bodysuit in kit WEEK needs a size"),
    ],
)
def test_half_a_wish_is_asked_about(visits: Visits, form: dict[str, str], said: str) -> None:
    kit(visits.world)

    answer = send(visits.browser("fatima"), "/wish-lists/new", form)

    assert answer.status_code == 422
    assert said in unescape(answer.text)


def test_whole_kits_are_changed_together(visits: Visits) -> None:
    kit(visits.world)
    made = ask(visits.world, kits=[kits()])
    browser = visits.browser("fatima")
    page = f"/wish-kit-changes/new?wish_kit={made['kits'][0]}"

    where = done(browser, page, {"number": "3", "reason": "more_needed"})

    assert where == f"/wish-lists/{made['wish_list']}"
    assert asked(visits.world, made["wish_list"]) == [21, 12, 9, 6]
    assert "/wish-list-changes/new" not in browser.get(where).text
    assert visits.browser("farid").get(page).status_code == 404


def test_sets_are_shown_as_bags(visits: Visits) -> None:
    body = {"product": "CL-BODY", "size": "62", "quantity": 1, "urgency": "routine"}
    lines = [body | {"set_number": number} for number in (3, 7)]
    made = ask(visits.world, lines=[*lines, body])

    text = visits.browser("alice").get(f"/wish-lists/{made['wish_list']}").text

    assert "Bag 1 of 2" in text
    assert "Bag 2 of 2" in text
    assert "One by one" in text


def test_what_the_gate_turns_away_is_said_when_it_is_asked_for(visits: Visits) -> None:
    world = visits.world
    for kind, facts in (("flags", {"letters": "G"}), ("condition", {"least": "new"})):
        world.do("alice", "gate-rules", **gate_stage.TOLD, kind=kind, facts=facts)
    asked_for = [{"product": "BA-TOW"}, gate_stage.BOTTLES, {"product": "NP-CREAM"}]
    lines = [one | {"quantity": 1, "urgency": "routine"} for one in asked_for]

    made = ask(world, lines=lines)

    says = f"The gate of M-1 takes nothing of glass {gate_stage.FROM}."
    assert [one.endswith(f": {says}") for one in made["warnings"]] == [True]
    for who in ("alice", "fatima"):
        page = visits.browser(who).get(f"/wish-lists/{made['wish_list']}").text
        assert re.findall("The gate of [^.]*", page) == [
            "The gate of M-1 takes nothing of glass (telephone, 3 November 2026)"
        ]
    world.do("alice", "wish-list-changes", line=made["lines"][1], asked=0, reason="mistake")
    assert "The gate of" not in visits.browser("alice").get(f"/wish-lists/{made['wish_list']}").text


def test_a_list_is_saved_gone_on_with_and_sent(visits: Visits) -> None:
    kit(visits.world)
    browser = visits.browser("fatima")
    begun = line(0, "kit:WEEK", "2", size="62", begun="true") | line(1, "NP-DISP", "", pack="27")
    page = browser.get("/wish-lists/new").text
    csrf = re.findall(r'name="csrf" value="([^"]+)"', page)[0]
    form_id = re.findall(r'name="id" value="([^"]+)"', page)[0]

    saved = browser.post("/wish-drafts/new", csrf=csrf, id=form_id, note="by Friday", **begun)

    assert saved.headers["Location"].startswith("/wish-drafts")
    shown = browser.get("/wish-drafts").text
    (address,) = set(re.findall(r'href="(/wish-lists/new\?draft=\d+)"', shown))
    text = browser.get(address).text
    assert products(text)[:2] == ["kit:WEEK", "NP-DISP"]
    assert 'value="by Friday"' in text
    assert 'value="27"' in text
    assert visits.browser("farid").get(address).status_code == 404
    filled = begun | line(1, "NP-DISP", "3", size="4", pack="27")
    where = done(browser, address, filled)
    assert asked(visits.world, int(where.rsplit("/", 1)[1])) == [81, 14, 8, 6, 4]
    assert drafts(visits.world) == 0


def test_a_draft_tells_nothing_about_a_person_either(visits: Visits) -> None:
    browser = visits.browser("fatima")
    page = browser.get("/wish-lists/new").text
    csrf = re.findall(r'name="csrf" value="([^"]+)"', page)[0]
    form_id = re.findall(r'name="id" value="([^"]+)"', page)[0]
    form = {"csrf": csrf, "id": form_id, "note": "for Mrs Baker"}

    doubted = browser.post("/wish-drafts/new", **form)
    meant = browser.post("/wish-drafts/new", **form, sure="true")

    assert doubted.status_code == 422
    assert "Mrs Baker looks like a person" in unescape(doubted.text)
    assert meant.status_code == 303


def test_a_draft_is_thrown_away(visits: Visits) -> None:
    draft = visits.world.do("fatima", "wish-drafts", facility="M-1", body={}).made["draft"]

    done(visits.browser("alice"), f"/wish-draft-removals/new?draft={draft}", {})

    assert drafts(visits.world) == 0
    assert "No draft is waiting" in visits.browser("alice").get("/wish-drafts").text


def test_drafts_are_their_own_facility_s(visits: Visits) -> None:
    draft = visits.world.do("farid", "wish-drafts", facility="E-2", body={}).made["draft"]
    browser = visits.browser("fatima")

    assert f"draft={draft}" not in browser.get("/wish-drafts").text
    for path in (f"/wish-lists/new?draft={draft}", f"/wish-draft-removals/new?draft={draft}"):
        assert browser.get(path).status_code == 404
    assert browser.get("/wish-drafts/new").headers["Location"] == "/wish-lists/new"


@pytest.mark.parametrize("name", templates.TEMPLATES)
def test_a_template_names_kits_and_products_that_there_are(visits: Visits, name: str) -> None:
    template = templates.TEMPLATES[name]
    address = f"/wish-lists/new?template={name}&clothes=62&nappies=3&children=2"
    browser = visits.browser("fatima")
    chosen = CHOSEN.findall(browser.get(address).text)
    assert chosen[: len(template.things)] == [thing.product for thing in template.things]
    sizes = {"clothes": "62", "nappies": "3"}
    form: dict[str, str] = {}
    for at, one in enumerate(templates.lines(template, 2, sizes)):
        form |= line(at, one["product"], one["quantity"], size=one["size"], begun=one["begun"])

    where = done(browser, address, form)

    text = browser.get(where).text
    assert "2 kits asked" in text
    assert ("48 asked" in text) == (name == "arrival")


def test_a_template_whose_kit_is_not_given_any_more_is_not_offered(visits: Visits) -> None:
    browser = visits.browser("fatima")
    assert "template=arrival" in browser.get("/wish-lists/new").text

    visits.world.do("alice", "kit-changes", kit="TONIGHT", active=False)

    text = browser.get("/wish-lists/new").text
    assert "template=arrival" not in text
    assert "template=newborn" in text


def test_the_last_list_comes_again_with_its_kits(visits: Visits) -> None:
    kit(visits.world)
    ask(visits.world, kits=[kits(number=2, whole=False)], lines=[
        {"product": "NP-DISP", "size": "4", "quantity": 9, "urgency": "tonight"}])  # fmt: skip

    text = visits.browser("fatima").get("/wish-lists/new?template=last").text

    assert products(text) == ["kit:WEEK", "NP-DISP"]
    assert 'name="lines.0.begun" value="true" checked' in text
    assert FILLED.findall(text)[:4] == [
        ("0", "quantity", "2"),
        ("0", "size", "68"),
        ("1", "quantity", "9"),
        ("1", "size", "4"),
    ]


def test_a_coordinator_says_how_a_list_came(visits: Visits) -> None:
    form = line(0, "NP-DISP", "7", size="4") | {"facility": "M-1", "came_by": "telephone"}

    where = done(visits.browser("alice"), "/wish-lists/new", form)

    assert "by telephone" in visits.browser("alice").get(where).text


def test_a_list_is_read_and_closed_short(visits: Visits) -> None:
    world, browser = visits.world, visits.browser("alice")
    made = ask(world, lines=[
        {"product": "NP-DISP", "size": "4", "quantity": 9, "urgency": "tonight"}])  # fmt: skip
    number = made["wish_list"]
    lot = world.shelved(quantity=4)
    world.do("alice", "allocations", lot=lot, line=made["lines"][0], quantity=4)

    done(browser, f"/wish-list-checks/new?wish_list={number}", {"note": "sizes agree"})
    where = done(
        browser, f"/wish-list-closings/new?wish_list={number}", {"reason": "not_to_be_had"}
    )

    assert where == f"/wish-lists/{number}"
    assert "closed short" in browser.get(where).text
    assert asked(world, number) == [4]
    assert listed(browser.get("/wish-lists?state=closed_short")) == [number]
    assert listed(browser.get("/wish-lists?state=submitted")) == []
    assert "close incomplète" in browser.get(f"/wish-lists/{number}/paper").text


def test_each_state_is_found_by_its_name(visits: Visits) -> None:
    world, browser = visits.world, visits.browser("alice")
    nappies = {"product": "NP-DISP", "size": "4", "quantity": 5, "urgency": "routine"}
    submitted = ask(world, lines=[nappies])["wish_list"]
    checked = ask(world, "alice", lines=[nappies])["wish_list"]
    part = ask(world, lines=[nappies])
    complete = ask(world, lines=[nappies])
    lot = world.shelved(quantity=9)
    world.do("alice", "allocations", lot=lot, line=part["lines"][0], quantity=1)
    handed = [{"lot": lot, "line": complete["lines"][0], "accepted": 5}]
    delivery = world.do("alice", "deliveries", facility="M-1", lines=handed).made["delivery"]
    world.do("fatima", "confirmations", delivery=delivery)

    for state, number in (
        ("submitted", submitted),
        ("checked", checked),
        ("part_filled", part["wish_list"]),
        ("complete", complete["wish_list"]),
    ):
        assert listed(browser.get(f"/wish-lists?state={state}")) == [number]
    assert listed(browser.get("/wish-lists?state=looked_for")) == []
