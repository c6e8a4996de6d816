"""The filters of the stock: they live in the address, narrow the page, and are said on it."""

from __future__ import annotations

import re

import pytest

from stockroom.web.pages.shelves import search
from tests.web.test_stock import found
from tests.web.visits import Visits
from tests.world import World


@pytest.fixture
def mixed(world: World) -> dict[str, str]:
    """Lots that differ in one way each, by that way."""
    made = {
        "girl": world.shelved(product="CL-VEST", size="62", fits="girl"),
        "winter": world.shelved(product="CL-VEST", size="68", season="winter"),
        "worn": world.shelved(product="CL-VEST", size="74", condition="worn"),
        "soon": world.shelved(product="NP-WIPE", use_by="2026-12-24"),
        "past": world.shelved(product="NP-WIPE", use_by="2026-11-20"),
        "south": world.shelved("S1", product="SL-COT", quantity=1),
        "boxed": world.shelved("Box one", product="NP-DISP", size="4"),
        "held": world.shelved(product="NP-DISP", size="5"),
    }
    world.do("alice", "holds", lot=made["held"], reason="recall")
    return {f"/lots/{code}": name for name, code in made.items()}


NARROWED = {
    "fits=girl": "girl",
    "season=winter": "winter",
    "condition=worn": "worn",
    "use_by=soon": "soon",
    "use_by=past": "past",
    "kind=box": "boxed",
    "hold=yes": "held",
    "category=SL": "south",
    "category=nappies": "held boxed",
    "category=NP&size=4": "boxed",
    "size=68&q=vest": "winter",
    "category=NP&kind=bin&q=wipes": "past soon",
    "category=unheard": "",
}


def test_filters_in_the_address_narrow_the_page(visits: Visits, mixed: dict[str, str]) -> None:
    for query, names in NARROWED.items():
        assert [mixed[link] for link in found(visits, f"?{query}")] == names.split(), query


def test_a_building_narrows_the_page_however_much_lies_there(
    visits: Visits, mixed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    south = re.findall(r'<option value="(\d+)">South', visits.browser("bob").get("/stock").text)[0]

    few = found(visits, f"?site={south}")
    monkeypatch.setattr(search, "FEW", 1)
    many = found(visits, f"?site={south}")

    assert [mixed[link] for link in few] == [mixed[link] for link in many] == ["south"]


def test_a_filter_that_no_form_of_ours_sends_is_refused(visits: Visits) -> None:
    for query in ("fits=cat", "kind=donor", "use_by=never", "site=x", "size=" + "9" * 41):
        assert visits.browser("bob").get(f"/stock?{query}").status_code == 422, query


def test_the_filters_that_are_set_are_said_and_cleared_with_one_tap(visits: Visits) -> None:
    text = visits.browser("bob").get("/stock?q=vest&fits=girl&category=CL&hold=yes").text

    said = text.partition("Only:")[2].partition("</p>")[0]
    assert re.findall("<bdi>([^<]+)</bdi>", said) == ["girl", "clothes", "on hold"]
    assert 'href="/stock?q=vest"' in said


def test_all_filters_are_kept_from_page_to_page(visits: Visits) -> None:
    for _ in range(search.LOTS_ON_A_PAGE + 1):
        visits.world.shelved(quantity=1, condition="new")
    query = "q=nappies&condition=new&kind=bin&category=NP&size=4&available=yes"

    text = visits.browser("bob").get(f"/stock?{query}").text

    further = re.findall(r'href="([^"]+)" rel="next"', text)[0].replace("&amp;", "&")
    assert set(query.split("&")) < set(further.partition("?")[2].split("&"))
