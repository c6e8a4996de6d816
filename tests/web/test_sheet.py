"""The stock as a sheet: what the page shows, whole, in the reader's words, harmless to open."""

from __future__ import annotations

import csv
import io

import pytest

from stockroom.web.pages.shelves import sheet
from tests.web.visits import HANDS, NO_HANDS, Visits


def rows(visits: Visits, query: str = "", who: str = "bob") -> list[list[str]]:
    """The sheet, read as a spreadsheet reads it."""
    answer = visits.browser(who).get(f"/stock.csv{query}")
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_sheet_holds_what_the_page_shows_place_by_place(visits: Visits) -> None:
    code = visits.world.shelved("A1", 12)
    visits.world.do("bob", "transfers", thing=code, place="A2", quantity=3)
    visits.world.shelved(product="SL-COT", quantity=1)

    head, *lots = rows(visits, "?q=nappies")

    place, pieces = head.index("Place"), head.index("Pieces")
    assert [(row[place], row[pieces]) for row in lots] == [("A1", "9"), ("A2", "3")]
    assert {row[head.index("Code")].replace("-", "") for row in lots} == {code}


def test_the_sheet_speaks_the_readers_language(visits: Visits) -> None:
    visits.world.shelved()

    head, lot = rows(visits, "?language=ar")

    assert "Size" not in head
    assert "حفاض" in " ".join(lot)


def test_no_cell_of_the_sheet_is_a_formula(visits: Visits) -> None:
    for sign in "=+-@":
        visits.world.shelved(brand=f"{sign}SUM(A1)")

    head, *lots = rows(visits)

    brand = head.index("Brand")
    assert {row[brand] for row in lots} == {f"'{sign}SUM(A1)" for sign in "=+-@"}


def test_the_sheet_is_read_in_bounded_pages_without_gap_or_overlap(
    visits: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "LOTS_AT_ONCE", 4)
    made = [visits.world.shelved(quantity=1) for _ in range(10)]

    _head, *lots = rows(visits)

    assert [row[0].replace("-", "") for row in lots] == made[::-1]


def test_a_sheet_that_is_cut_off_says_so(visits: Visits, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "LOTS_AT_ONCE", 2)
    monkeypatch.setattr(sheet, "MOST_LOTS", 4)
    for _ in range(5):
        visits.world.shelved(quantity=1)

    _head, *lots, last = rows(visits)

    assert len(lots) == 4
    assert last == ["Only the newest 4 lots are in this sheet. Narrow the search for the rest."]


def test_hands_may_have_the_sheet_and_nobody_else(visits: Visits) -> None:
    for who in HANDS:
        assert visits.browser(who).get("/stock.csv").status_code == 200
    for who in NO_HANDS:
        assert visits.browser(who).get("/stock.csv").status_code == 403
    assert visits.browser().get("/stock.csv").status_code == 303
    assert visits.browser("bob").get("/stock.csv?fits=cat").status_code == 422
