"""The page of stock, on both databases: what is found, what is shown, and what it costs."""

from __future__ import annotations

import re

import pytest

from stockroom.web.pages.shelves import search
from tests.web.visits import HANDS, NO_HANDS, Visits
from tests.world import World

EVIL = "<script>alert('x')</script>"
LINKS = re.compile(r'class="row-main row-link" href="([^"]+)"')


def found(visits: Visits, query: str = "") -> list[str]:
    """Where the rows of the page lead, in order."""
    answer = visits.browser("bob").get(f"/stock{query}")
    assert answer.status_code == 200, answer.text
    return LINKS.findall(answer.text)


@pytest.fixture
def nappies(world: World) -> str:
    """Twelve nappies of size 4, three of them moved, five promised."""
    code = world.shelved(quantity=12)
    world.do("bob", "transfers", thing=code, place="A2", quantity=3)
    world.do("alice", "allocations", lot=code, line=world.line(quantity=5), quantity=5)
    return code


def test_hands_see_what_there_is_where_it_lies_and_what_is_free(
    visits: Visits, nappies: str
) -> None:
    for who in HANDS:
        text = visits.browser(who).get("/stock").text

        assert f"/lots/{nappies}" in text
        assert "size 4" in text
        assert re.search(r"A1.*?<strong>9</strong> pieces.*?4 free · 5 promised", text, re.DOTALL)
        assert re.search(r"A2.*?<strong>3</strong> pieces.*?all free", text, re.DOTALL)


def test_others_who_are_signed_in_see_no_stock(visits: Visits, nappies: str) -> None:
    for who in NO_HANDS:
        answer = visits.browser(who).get("/stock")

        assert answer.status_code == 403
        assert nappies not in answer.text


def test_a_stranger_is_asked_to_sign_in(visits: Visits, nappies: str) -> None:
    answer = visits.browser().get("/stock")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?next=%2Fstock"


def test_words_of_any_language_find_the_goods(visits: Visits, nappies: str) -> None:
    other = visits.world.shelved(size="2")

    for words in ("nappies", "Nappy", "diapers", "disposable nappies", "حفاض", "حفاضات", "NP-DISP"):
        assert found(visits, f"?q={words}") == [f"/lots/{other}", f"/lots/{nappies}"], words
    for words in ("nappies 4", "nappies size 4", "diapers 4", "حفاضات مقاس ٤", "4"):
        assert found(visits, f"?q={words}") == [f"/lots/{nappies}"], words


def test_words_that_name_a_thing_together_find_only_that_thing(visits: Visits) -> None:
    cot = visits.world.shelved(quantity=1, product="SL-TRAV")
    visits.world.shelved(quantity=1, product="SL-COT")

    assert found(visits, "?q=travel cot") == [f"/lots/{cot}"]


def test_a_number_is_a_whole_size_and_no_piece_of_one(visits: Visits) -> None:
    wide = visits.world.shelved(product="CL-VEST", size="86/92")
    narrow = visits.world.shelved(product="CL-VEST", size="92")
    other = visits.world.shelved(product="CL-VEST", size="62")

    assert set(found(visits, "?q=92")) == {f"/lots/{wide}", f"/lots/{narrow}"}
    assert f"/lots/{other}" in found(visits, "?q=62")
    assert found(visits, "?q=9") == []


def test_every_word_must_fit(visits: Visits, nappies: str) -> None:
    assert found(visits, "?q=nappies+zebra") == []


def test_signs_that_mean_something_to_a_database_mean_nothing_here(
    visits: Visits, nappies: str
) -> None:
    for sign in ("%25", "_", "%5C", "'", '"', "%00", "a" * 101):
        answer = visits.browser("bob").get(f"/stock?q={sign}{sign}")

        assert answer.status_code in (200, 422)
        assert f"/lots/{nappies}" not in answer.text


def test_a_scanned_code_leads_straight_to_its_thing(visits: Visits, nappies: str) -> None:
    shown = f"{nappies[:4]}-{nappies[4:8]}-{nappies[8:]}"
    browser = visits.browser("bob")

    for typed in (nappies, f" {nappies} ", nappies.lower(), shown):
        answer = browser.get(f"/stock?q={typed}")
        piece = browser.get(f"/stock?q={typed}", HX_Request="true")

        assert answer.headers["location"] == f"/t/{nappies}"
        assert piece.headers["HX-Redirect"] == f"/t/{nappies}"


def test_a_label_scanned_as_an_address_of_ours_is_read_too(visits: Visits, nappies: str) -> None:
    visits.world.do("sam", "setting-changes", name="public_host", value="labels.example.org")

    answer = visits.browser("bob").get(f"/stock?q=HTTPS://LABELS.EXAMPLE.ORG/T/{nappies}")

    assert answer.headers["location"] == f"/t/{nappies}"


def test_a_short_number_or_a_name_finds_the_place(visits: Visits) -> None:
    by_name = found(visits, "?q=a1")
    number = by_name[0].rpartition("/")[2]

    assert by_name == [f"/places/{number}"]
    assert found(visits, f"?q=box {number}") == by_name
    assert found(visits, f"?q={number}") == by_name


def test_only_what_can_be_promised_leaves_the_rest_out(visits: Visits, nappies: str) -> None:
    world = visits.world
    waiting = world.do("bob", "intakes", product="NP-DISP", size="4", quantity=2).made["lot"]
    held = world.shelved(quantity=3)
    world.do("alice", "holds", lot=held, reason="recall")
    packed = world.shelved("Box one", quantity=4)
    aboard = world.shelved(quantity=2)
    world.do("bob", "transfers", thing=aboard, place="Van 1")

    lots = found(visits, "?available=yes")

    assert set(lots) == {f"/lots/{nappies}", f"/lots/{packed}"}
    assert {f"/lots/{waiting}", f"/lots/{held}", f"/lots/{aboard}"} <= set(found(visits))


def test_a_standing_narrows_the_page_and_an_unknown_one_is_refused(visits: Visits) -> None:
    waiting = visits.world.do("bob", "intakes", product="NP-DISP", size="4", quantity=2).made["lot"]
    visits.world.shelved()

    assert found(visits, "?standing=waiting") == [f"/lots/{waiting}"]
    assert visits.browser("bob").get("/stock?standing=lost").status_code == 422


def test_pages_follow_each_other_without_gap_or_overlap(visits: Visits) -> None:
    codes = [visits.world.shelved(quantity=1) for _ in range(search.LOTS_ON_A_PAGE + 3)]
    browser = visits.browser("bob")

    first = browser.get("/stock?q=nappies")
    further = re.findall(r'href="([^"]+)" rel="next"', first.text)
    second = browser.get(further[0].replace("&amp;", "&"))

    seen = LINKS.findall(first.text) + LINKS.findall(second.text)
    assert seen == [f"/lots/{code}" for code in reversed(codes)]
    assert 'rel="next"' not in second.text


def test_a_page_that_no_link_leads_to_is_refused(visits: Visits) -> None:
    for after in ("x", "-1", "1.5", "٣", "9" * 12):
        assert visits.browser("bob").get(f"/stock?after={after}").status_code == 422


def test_goods_that_have_left_are_not_shown(visits: Visits, nappies: str) -> None:
    for place, quantity in (("A1", 9), ("A2", 3)):
        visits.world.do(
            "alice",
            "write-offs",
            lot=nappies,
            place=place,
            quantity=quantity,
            reason="damaged",
        )

    assert found(visits) == []


def test_what_people_type_is_shown_and_never_run(visits: Visits) -> None:
    visits.world.do("alice", "products", code="EVIL", name=EVIL, category="home", unit="ea")
    code = visits.world.shelved(product="EVIL", brand="<b>bold</b>")
    browser = visits.browser("bob")

    for path in (f"/stock?q={EVIL}", "/stock", f"/lots/{code}", "/places/109"):
        text = browser.get(path).text

        assert EVIL not in text
        assert "<b>bold" not in text
    assert "&lt;script&gt;" in browser.get("/stock").text


def test_words_on_the_goods_are_found_however_they_are_written(visits: Visits) -> None:
    code = visits.world.shelved(brand="Bébé Мишка", batch="L-2041")

    for words in ("bebe", "BÉBÉ", "мишка", "МИШКА", "l-2041"):
        assert found(visits, f"?q={words}") == [f"/lots/{code}"], words


@pytest.fixture
def gift(world: World) -> str:
    """Nappies from a donor whose name has letters of two scripts; others from nobody known."""
    gift_id = world.house.clock.command_id()
    world.do("bob", "donations", id=gift_id, donor="Школа Ёлка 12", received_on="2026-11-20")
    world.shelved()
    made = world.do(
        "bob", "intakes", product="NP-DISP", size="4", quantity=3, donation=str(gift_id)
    )
    return str(made.made["lot"])


def test_a_donors_name_in_any_script_finds_what_came_from_them(visits: Visits, gift: str) -> None:
    for words in ("школа", "Елка", "ШКОЛА 12", "nappies ёлка"):
        assert found(visits, f"?q={words}") == [f"/lots/{gift}"], words
    assert found(visits, "?q=1") == []


def test_a_renamed_donor_is_found_by_the_new_name(visits: Visits, gift: str) -> None:
    visits.world.do("alice", "donor-changes", donor=1, name="مدرسة الأمل")

    assert found(visits, "?q=امل") == [f"/lots/{gift}"]
    assert found(visits, "?q=школа") == []


def test_who_may_not_know_donors_finds_nothing_by_their_names(visits: Visits, gift: str) -> None:
    text = visits.browser("dora").get("/stock?q=школа").text

    assert gift not in text
    assert "Школа" in visits.browser("bob").get(f"/lots/{gift}").text
    assert "Школа" not in visits.browser("dora").get(f"/lots/{gift}").text


def test_one_goes_back_to_the_newer_page_too(visits: Visits) -> None:
    codes = [visits.world.shelved(quantity=1) for _ in range(2 * search.LOTS_ON_A_PAGE + 3)]
    newest = [f"/lots/{code}" for code in reversed(codes)]
    browser = visits.browser("bob")
    size = search.LOTS_ON_A_PAGE

    def follow(text: str, way: str) -> str:
        link = re.findall(f'href="([^"]+)" rel="{way}"', text)[0].replace("&amp;", "&")
        return browser.get(link).text

    first = browser.get("/stock?q=nappies").text
    second = follow(first, "next")
    third = follow(second, "next")
    back = follow(third, "prev")

    assert 'rel="prev"' not in first
    assert LINKS.findall(second) == LINKS.findall(back) == newest[size : 2 * size]
    assert LINKS.findall(follow(back, "prev")) == newest[:size]
