"""A barcode at the door: known, it fills the form in; new, it is asked about once."""

from __future__ import annotations

import html
import re
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest

from tests.web.arriving import buttons, said, sent
from tests.web.visits import Browser, Visits, fields, statements

EAN, GTIN = "5901234123457", "05901234123457"
EVERYTHING = f"(01){GTIN}(17)280331(10)AB-12(21)S9"
NAPPIES: dict[str, Any] = {
    "product": "NP-DISP",
    "size": "4",
    "packs": {"packs": 2, "pieces_per_pack": 54},
    "brand": "Invented",
    "gtin": EAN,
}
INTAKES, OPENING = "/intakes/new", "/opening-counts/new?place=A1"
# The session, the reader's last acts, the barcode, and where that leads.
SCANNED_MOST = 4


def scanned(browser: Browser, text: str, path: str = INTAKES, **more: str) -> tuple[int, str]:
    """What a barcode typed on that page leads to: the status, and the address or the page."""
    mark = "&" if "?" in path else "?"
    answer = browser.get(f"{path}{mark}{urlencode({**more, 'barcode': text})}")
    return answer.status_code, answer.headers.get("location", answer.text)


def filled_in(address: str) -> dict[str, str]:
    """What an address fills a form in with."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def tile(page: str, product: str) -> str:
    """Where the tile of a product leads to."""
    links = (html.unescape(one) for one in re.findall(r'href="([^"]+)"', page))
    return next(link for link in links if f"product={product}" in link)


def checked(page: str, name: str) -> str:
    """The value of the radio button of that name that is chosen."""
    found = re.findall(rf'name="{name}" value="([^"]*)" checked', page)
    return found[0] if found else ""


def test_a_barcode_met_before_opens_the_form_as_it_was_filled_in(visits: Visits) -> None:
    visits.world.do("alice", "intakes", **NAPPIES)
    browser = visits.browser("bob")

    status, address = scanned(browser, EVERYTHING)
    page = browser.get(address)

    assert status == 303
    form = fields(page)
    assert "As last time: disposable nappy · size 4 · 54 in a pack · Invented" in page.text
    assert (form["product"], form["gtin"]) == ("NP-DISP", GTIN)
    assert (form["packs"], form["pieces_per_pack"], form["brand"]) == ("1", "54", "Invented")
    assert (form["batch"], form["use_by"], form["serial"]) == ("AB-12", "2028-03-31", "S9")
    assert (checked(page.text, "size"), checked(page.text, "way")) == ("4", "packs")


def test_what_the_barcode_filled_in_is_taken_in(visits: Visits) -> None:
    visits.world.do("alice", "intakes", **NAPPIES)
    browser = visits.browser("bob")

    _status, address = scanned(browser, EVERYTHING)
    filled = filled_in(address)
    answer = sent(browser, address, **{**filled, "packs": "3"})

    assert answer.status_code == 303, answer.text
    told = said(visits.world, "intakes")[-1]
    assert told["packs"] == {"packs": 3, "pieces_per_pack": 54}
    asked = ("gtin", "batch", "serial", "use_by", "size", "brand")
    assert [told[name] for name in asked] == [GTIN, "AB-12", "S9", "2028-03-31", "4", "Invented"]


def test_a_new_barcode_is_asked_about_once_and_known_next_time(visits: Visits) -> None:
    browser = visits.browser("bob")

    status, tiles = scanned(browser, EVERYTHING)
    link = tile(browser.get(f"{INTAKES}?q=body&{kept_in(tiles)}").text, "CL-BODY")
    form = fields(browser.get(link))
    answer = sent(browser, link, **{**filled_in(link), "size": "62", "quantity": "3"})

    assert status == 200
    assert f"Barcode {EAN} is new here" in tiles
    assert (form["gtin"], form["batch"], form["serial"]) == (GTIN, "AB-12", "S9")
    assert form["use_by"] == "2028-03-31"
    assert answer.status_code == 303, answer.text
    assert said(visits.world, "intakes")[0]["gtin"] == GTIN
    status, address = scanned(visits.browser("alice"), EAN)
    known = filled_in(address)
    assert (status, known["product"], known["size"]) == (303, "CL-BODY", "62")
    assert "batch" not in known


def kept_in(page: str) -> str:
    """What the page's forms carry along, as part of an address."""
    names = ("gtin", "batch", "serial", "use_by", "code")
    kept = {
        name: re.findall(rf'type="hidden" name="{name}" value="([^"]*)"', page) for name in names
    }
    return urlencode({name: html.unescape(found[0]) for name, found in kept.items() if found})


def test_each_tile_carries_the_new_barcode_along(visits: Visits) -> None:
    browser = visits.browser("bob")
    visits.world.do("bob", "intakes", product="CL-BODY", quantity=1)

    _status, tiles = scanned(browser, EAN)

    links = re.findall(rf'class="product-tile" href="({INTAKES}[^"]*)"', tiles)
    assert len(links) > 10
    assert [link for link in links if f"gtin={GTIN}" not in link] == []


def test_what_it_was_so_far_can_be_put_right(visits: Visits) -> None:
    visits.world.do("alice", "intakes", **NAPPIES)
    browser = visits.browser("bob")
    _status, address = scanned(browser, EAN)
    page = browser.get(address).text

    again = html.unescape(re.findall(r'class="back"><a href="([^"]*)"', page)[0])
    tiles = browser.get(again).text
    answer = sent(
        browser,
        f"{INTAKES}?product=NP-WIPE&gtin={GTIN}",
        product="NP-WIPE",
        gtin=GTIN,
        quantity="2",
    )

    assert "choose what it really is" in tiles
    assert answer.status_code == 303
    assert filled_in(scanned(browser, EAN)[1])["product"] == "NP-WIPE"


@pytest.mark.parametrize("path", [INTAKES, OPENING])
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("5901234123458", "5901234123458 has a wrong digit; scan the barcode again"),
        ("12345678901", "12345678901 has 11 digits"),
        ("sleeping bag", "sleeping bag is neither a barcode nor one of our labels"),
        ("box 214", "214 is the number of a box or a shelf, not a barcode."),
        (f"(01){GTIN}(17)281301", "The part (17) of this barcode cannot be read"),
    ],
)
def test_what_is_no_barcode_is_said_and_stays_as_typed(
    path: str, text: str, sentence: str, visits: Visits
) -> None:
    status, page = scanned(visits.browser("bob"), text, path)

    assert status == 200
    assert sentence in html.unescape(page)
    assert re.search(rf'name="barcode" value="{re.escape(text)}"[^>]*aria-invalid', page)


def test_a_wrong_barcode_loses_nothing_that_was_scanned_before(visits: Visits) -> None:
    browser = visits.browser("bob")

    _status, page = scanned(browser, "5901234123458", gtin=GTIN, batch="AB-12")

    assert kept_in(page) == urlencode({"gtin": GTIN, "batch": "AB-12"})


def test_a_blank_label_and_a_barcode_can_be_scanned_one_after_the_other(visits: Visits) -> None:
    visits.world.do("alice", "intakes", **NAPPIES)
    browser, blank = visits.browser("bob"), visits.world.blank()

    _status, tiles = scanned(browser, blank)
    _status, address = scanned(browser, EAN, code=blank)
    page = browser.get(address)
    _status, other_way = scanned(browser, blank, gtin=GTIN, batch="AB-12")
    _status, both_new = scanned(browser, blank, gtin="00000096385074")

    assert kept_in(tiles) == f"code={blank}"
    assert kept_in(both_new) == urlencode({"gtin": "00000096385074", "code": blank})
    assert (filled_in(other_way)["code"], filled_in(other_way)["batch"]) == (blank, "AB-12")
    assert "is for what you choose now" in tiles
    assert fields(page)["code"] == blank
    sent(browser, address, **filled_in(address))
    assert said(visits.world, "intakes")[-1]["code"] == blank


def test_a_label_that_is_on_something_is_said_at_once(visits: Visits) -> None:
    taken = visits.world.shelved()

    _status, page = scanned(visits.browser("bob"), taken, gtin=GTIN)

    assert "is already on something else." in page
    assert kept_in(page) == f"gtin={GTIN}"


def test_the_next_barcode_does_not_inherit_what_the_last_one_said(visits: Visits) -> None:
    browser = visits.browser("bob")

    _status, page = scanned(browser, "96385074", gtin=GTIN, batch="AB-12", serial="S9")

    assert kept_in(page) == "gtin=00000096385074"


def test_the_same_again_keeps_the_barcode_but_not_the_label_nor_the_serial(visits: Visits) -> None:
    browser, blank = visits.browser("bob"), visits.world.blank()
    packs = {"way": "packs", "packs": "2", "pieces_per_pack": "54"}
    facts = {"product": "NP-DISP", "size": "4", "gtin": EAN, "batch": "AB-12", "serial": "S9"}
    sent(browser, f"{INTAKES}?product=NP-DISP", **facts, **packs, code=blank)

    (once_more,) = buttons(browser.get(INTAKES).text, INTAKES)
    answer = browser.post(INTAKES, **once_more)

    assert answer.status_code == 303, answer.text
    first, second = said(visits.world, "intakes")
    assert (first.pop("code"), first.pop("serial")) == (blank, "S9")
    assert (second.pop("code"), second.pop("serial")) == (None, "")
    assert first == second


def test_whoever_scans_finds_the_field_ready_for_the_next_one(visits: Visits) -> None:
    browser = visits.browser("bob")
    ready = re.compile(r'name="barcode"[^>]*autofocus')
    assert not ready.search(browser.get(INTAKES).text)

    visits.world.do("bob", "intakes", **NAPPIES)

    assert ready.search(browser.get(INTAKES).text)


def test_an_opening_count_learns_by_barcodes_too(visits: Visits) -> None:
    visits.world.do("alice", "intakes", **NAPPIES)
    browser = visits.browser("bob")

    status, address = scanned(browser, EVERYTHING, OPENING)
    page = browser.get(address)
    answer = sent(browser, address, **{**filled_in(address), "quantity": "54"})

    assert status == 303
    assert "As last time: disposable nappy" in page.text
    assert answer.status_code == 303, answer.text
    told = said(visits.world, "opening-counts")[0]
    asked = ("gtin", "batch", "serial", "use_by", "brand")
    assert [told[name] for name in asked] == [GTIN, "AB-12", "S9", "2028-03-31", "Invented"]


def test_a_new_barcode_on_a_shelf_keeps_the_shelf(visits: Visits) -> None:
    _status, page = scanned(visits.browser("bob"), EAN, OPENING)

    links = re.findall(r'class="product-tile" href="([^"]*)"', page)
    assert links
    assert [link for link in links if "place=" not in link or f"gtin={GTIN}" not in link] == []


def test_a_wrong_number_in_an_address_breaks_nothing(visits: Visits) -> None:
    browser = visits.browser("bob")
    for gtin in ("5901234123458", "x" * 300, '"><b>'):
        page = browser.get(f"{INTAKES}?product=CL-BODY&gtin={quote(gtin)}")
        answer = sent(
            browser, f"{INTAKES}?product=CL-BODY", product="CL-BODY", quantity="1", gtin=gtin
        )

        assert page.status_code == 200
        assert "<b>" not in page.text
        assert answer.status_code in (400, 422), gtin
    assert said(visits.world, "intakes") == []


def test_scanning_takes_few_statements(visits: Visits) -> None:
    browser = visits.browser("bob")
    for _ in range(3):
        visits.world.do("bob", "intakes", **NAPPIES)

    with statements(visits.world) as seen:
        status, _address = scanned(browser, EAN)

    assert status == 303
    assert len(seen) <= SCANNED_MOST, seen
