"""The pages of one lot, of one place, and of a label in a hand."""

from __future__ import annotations

import re
from itertools import product

import httpx
import pytest

from stockroom.rules import codes
from tests.web.roads import number_of
from tests.web.visits import EVERYBODY, HANDS, NO_HANDS, STRANGER, Visits, statements
from tests.words import tells
from tests.world import World

MADE_UP = codes.make(1)
TYPED = ("not-a-code", "%3Cscript%3E", "7K3Q9M2XW4HTA", "..", "%2e%2e%2fetc", "x" * 300, "٣")


def places_on(page: httpx.Response) -> dict[str, str]:
    """Where the names of places on a page lead."""
    links = re.findall(r'href="(/places/\d+)">.*?<bdi>([^<]+)</bdi>', page.text)
    return {name: path for path, name in links}


@pytest.fixture
def cot(world: World) -> str:
    """One cot on shelf A3, moved there from A1, with a reason to stay."""
    code = world.shelved("A1", 1, product="SL-COT")
    world.do("bob", "transfers", thing=code, place="A3")
    world.do("alice", "holds", lot=code, reason="slats too wide")
    return code


def test_a_lot_says_what_it_is_and_where_it_lies(visits: Visits, cot: str) -> None:
    for who in HANDS:
        answer = visits.browser(who).get(f"/lots/{cot}")

        assert answer.status_code == 200
        assert '<h1 class="thing">cot</h1>' in answer.text
        assert "slats too wide" in answer.text
        assert re.search(r"A3.*?<strong>1</strong> piece\b", answer.text, re.DOTALL)


def test_a_lot_tells_its_story_newest_first_by_role_and_never_by_name(
    visits: Visits, cot: str
) -> None:
    text = visits.browser("alice").get(f"/lots/{cot}").text

    story = re.findall(r"<strong>([^<]+)</strong>\s*<span>1 piece</span>", text)
    assert story == ["Moved", "Found at the opening count"]
    assert text.count("by a volunteer") == 2
    assert "21 Nov 2026" in text
    assert not tells(text, "Bob")


def test_a_driver_sees_the_lot_but_not_where_else_its_pieces_went(visits: Visits, cot: str) -> None:
    text = visits.browser("dora").get(f"/lots/{cot}").text

    assert "What happened to it" not in text
    assert "Found at the opening count" not in text


def test_those_without_hands_see_no_lot_and_no_place(visits: Visits, cot: str) -> None:
    for who, path in product(NO_HANDS, (f"/lots/{cot}", "/places/101")):
        answer = visits.browser(who).get(path)

        assert answer.status_code == 403
        assert "cot" not in re.sub("<[^>]+>", "", answer.text)


def test_a_stranger_learns_nothing_from_the_address_of_a_lot_or_place(
    visits: Visits, cot: str
) -> None:
    for path in (f"/lots/{cot}", f"/lots/{MADE_UP}", "/places/101", "/places/999"):
        answer = visits.browser().get(path)

        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in?next=")


def test_a_lot_without_a_code_has_a_page_too(visits: Visits) -> None:
    world = visits.world
    bags = world.do("bob", "intakes", product="BAG", quantity=2, weight_g=9000).made["lot"]
    world.do("bob", "sortings", lot=bags, bags=2, into=[{"box": "Box one", "quantity": 40}])
    browser = visits.browser("bob")

    link = re.findall(r'href="(/lots/\d+)"', browser.get("/stock").text)[0]
    answer = browser.get(link)

    assert answer.status_code == 200
    assert "mixed clothes" in answer.text


def test_a_lot_names_the_lot_it_was_made_from_and_those_made_from_it(visits: Visits) -> None:
    code = visits.world.shelved(quantity=6)
    made = visits.world.do("bob", "redescriptions", lot=code, quantity=2, size="3").made
    child = made["lots"][0] if isinstance(made["lots"][0], str) else made["lots"][0]["code"]
    browser = visits.browser("bob")

    assert f"/lots/{child}" in browser.get(f"/lots/{code}").text
    assert f"/lots/{code}" in browser.get(f"/lots/{child}").text


def test_a_code_on_a_place_leads_to_the_place(visits: Visits) -> None:
    made = visits.world.do("bob", "boxes", place="A1").made

    for path in ("/lots", "/t"):
        answer = visits.browser("bob").get(f"{path}/{made['code']}")

        assert answer.headers["location"] == f"/places/{made['number']}"


def test_a_place_shows_its_boxes_and_what_lies_in_it(visits: Visits, cot: str) -> None:
    code = visits.world.shelved("Box one", quantity=4)
    browser = visits.browser("bob")
    site = places_on(browser.get("/places/101"))

    shelf = browser.get(site["A1"])
    box = browser.get(places_on(shelf)["Box one"])

    assert "4 pieces" in shelf.text
    assert f"/lots/{code}" in box.text
    assert f"/lots/{cot}" in browser.get(site["A3"]).text


def test_a_number_that_no_place_has_is_not_found(visits: Visits) -> None:
    for number in ("0", "99", "1000000", "99999999999999999999", "x", "-1"):
        answer = visits.browser("bob").get(f"/places/{number}")

        assert answer.status_code in (400, 404)
        assert "<h1>" in answer.text


def test_a_scan_leads_our_hands_to_the_thing(visits: Visits, cot: str) -> None:
    for who, path, typed in product(HANDS, ("/t", "/T"), (cot, cot.lower())):
        answer = visits.browser(who).get(f"{path}/{typed}")

        assert answer.headers["location"] == f"/lots/{cot}"


def test_a_blank_label_and_an_unknown_one_are_told_apart_for_our_hands(visits: Visits) -> None:
    blank = visits.world.do("bob", "blank-codes", number=1).made["codes"][0]
    browser = visits.browser("bob")

    answer = browser.get(f"/t/{blank}")
    assert answer.status_code == 200
    assert "is on nothing yet" in answer.text
    unknown = browser.get(f"/t/{MADE_UP}")
    assert unknown.status_code == 404
    assert "is not known here" in unknown.text


def test_a_blank_label_in_our_hands_can_be_stuck_on_what_the_role_may_make(
    visits: Visits,
) -> None:
    blank = visits.world.blank()
    makes = {
        who: re.findall(rf'href="/([a-z-]+)/new\?code={blank}"', visits.browser(who).get(path).text)
        for who, path in (("alice", f"/T/{blank}"), ("bob", f"/t/{blank}"), ("dora", f"/t/{blank}"))
    }

    assert makes["alice"] == makes["bob"] == ["intakes", "boxes", "bins", "code-claims"]
    assert makes["dora"] == ["intakes"]
    for noun in makes["bob"]:
        form = visits.browser("bob").get(f"/{noun}/new?code={blank}")
        assert form.status_code == 200
        assert blank in form.text


def test_whose_role_has_lapsed_is_a_finder_like_any_other(visits: Visits, cot: str) -> None:
    bob = visits.person("bob")
    token = visits.world.house.sessions.issue(bob.id or 0, "program")
    visits.world.do("sam", "person-changes", login="bob", lapsed=True)

    answer = visits.client.get(
        f"/t/{cot}", headers={"Authorization": f"Bearer {token}"}, follow_redirects=False
    )

    assert answer.status_code == 200
    assert "Thank you for looking" in answer.text


@pytest.mark.parametrize("who", [*NO_HANDS, STRANGER])
def test_a_finder_reads_whose_it_is_and_the_very_same_whatever_the_code(
    visits: Visits, cot: str, who: str
) -> None:
    world = visits.world
    world.do("sam", "setting-changes", name="charity", value="Warm Start\nCall 555-0100")
    place = world.do("bob", "boxes", place="A1").made["code"]
    blank = world.do("bob", "blank-codes", number=1).made["codes"][0]

    looked_at = [cot, cot.lower(), codes.show(cot), place, blank, MADE_UP, *TYPED[:3]]
    visits.browser(who).get(f"/t/{MADE_UP}")  # the first answer of all begins the session's clock
    worked: list[int] = []
    answers = []
    for path, code in product(("/t", "/T"), looked_at):
        with statements(world) as seen:
            answers.append(visits.browser(who).get(f"{path}/{code}"))
        worked.append(len(seen))

    assert {answer.status_code for answer in answers} == {200}
    assert len(set(worked)) == 1
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(_told(answer))) for answer in answers}) == 1
    text = answers[0].text
    assert "This belongs to Warm Start." in text
    assert "Call 555-0100" in text
    for secret in (cot, "cot", "North", "Bob", "Alice", "Fatima"):
        assert secret not in re.sub("<[^>]+>", "", text)
    assert not tells(re.sub("<[^>]+>", "", text), "A3")


def test_a_finder_who_is_one_of_us_signs_in_and_is_led_on(visits: Visits, cot: str) -> None:
    answer = visits.browser().get(f"/t/{cot}?sign-in=1")

    assert answer.headers["location"] == f"/sign-in?next=%2Ft%2F{cot}"


def test_nothing_typed_into_an_address_breaks_a_page(visits: Visits) -> None:
    for who in EVERYBODY:
        browser = visits.browser(who)
        for path, typed in product(("/t/", "/lots/"), TYPED):
            answer = browser.get(path + typed)

            assert answer.status_code < 500, (who, path, typed)
            assert "<script>" not in answer.text


OFFERS = ("Move it", "Inspect it", "Put it on a shelf", "Promise it to a wish", "Lift the hold")


def offered(visits: Visits, who: str, code: str) -> list[str]:
    """Which of the acts a lot's page offers to one of the cast."""
    text = visits.browser(who).get(f"/lots/{code}").text
    links = re.findall(r'<a class="btn[^"]*" href="/[^"]+/new\?[^"]+">(.*?)</a>', text)
    words = [re.sub("<[^>]+>", "", link).strip() for link in links]
    return [word for word in OFFERS if word in words]


def test_a_lot_offers_what_makes_sense_and_what_its_reader_may_do(visits: Visits, cot: str) -> None:
    world = visits.world
    waiting = world.do("bob", "intakes", product="NP-DISP", size="4", quantity=2).made["lot"]
    shelved = world.shelved()

    assert offered(visits, "alice", cot) == ["Move it", "Lift the hold"]
    assert offered(visits, "bob", cot) == ["Move it"]
    assert offered(visits, "bob", waiting) == ["Move it", "Inspect it"]
    assert offered(visits, "alice", shelved) == ["Move it", "Promise it to a wish"]
    world.do("bob", "inspections", lot=waiting, outcome="accept")
    assert offered(visits, "dora", waiting) == ["Move it", "Put it on a shelf"]


def test_a_lot_that_has_left_offers_nothing(visits: Visits) -> None:
    code = visits.world.shelved(quantity=2)
    visits.world.do("alice", "write-offs", lot=code, quantity=2, reason="damaged")

    assert offered(visits, "alice", code) == []


def test_a_mixed_box_is_named_by_its_number_in_what_it_offers(visits: Visits) -> None:
    world = visits.world
    bags = world.do("bob", "intakes", product="BAG", quantity=2, weight_g=9000).made["lot"]
    world.do("bob", "sortings", lot=bags, bags=2, into=[{"box": "Box one", "quantity": 40}])
    bob = visits.browser("bob")

    text = bob.get(re.findall(r'href="(/lots/\d+)"', bob.get("/stock").text)[0]).text

    assert re.search(r'href="/inspections/new\?lot=lot\+\d+"', text)
    assert re.search(r'href="/transfers/new\?thing=lot\+\d+"', text)
    assert f'href="/transfers/new?thing={number_of(world, "Box one")}"' in text


def _told(answer: object) -> list[tuple[str, str]]:
    headers = getattr(answer, "headers", {})
    return [(name, value) for name, value in headers.items() if name != "x-request-id"]
