"""A barcode that was taken in once is known, for whoever has hands, in one statement."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.rules import codes
from stockroom.web.api import barcodes
from tests.api.guests import STRANGER, Guests, counted
from tests.world import CAST

EAN, GTIN = "5901234123457", "05901234123457"
NAPPIES: dict[str, Any] = {
    "product": "NP-DISP",
    "size": "4",
    "packs": {"packs": 2, "pieces_per_pack": 54},
    "brand": "Invented",
    "gtin": EAN,
    "condition": "new_sealed",
}
LEARNT = {
    "product": "NP-DISP",
    "product_name": "disposable nappy",
    "size": "4",
    "fits": "any",
    "season": "any",
    "pieces_per_pack": 54,
    "brand": "Invented",
    "condition": "new_sealed",
}
SIGN_IN = 1
EXPLAIN = {
    "sqlite": ("SELECT 1", "EXPLAIN QUERY PLAN"),
    "postgresql": ("SET LOCAL enable_seqscan = off", "EXPLAIN"),
}


def read(guests: Guests, text: str, who: str = "bob") -> dict[str, Any]:
    """What a barcode is said to be."""
    answer = guests.get(who, "barcodes", text=text)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("who", [*CAST, STRANGER])
def test_whoever_has_hands_may_ask(who: str, guests: Guests) -> None:
    hands = {"alice", "bob", "ben", "dora", "dan", "sam"}
    for text in ("", EAN):
        status = guests.get(who, "barcodes", text=text).status_code

        if who in hands:
            assert status == (200 if text else 422), who
        else:
            assert status == (401 if who == STRANGER else 403), who


def test_what_was_taken_in_once_is_known(guests: Guests) -> None:
    before = read(guests, EAN)
    guests.put("alice", "intakes", **NAPPIES)

    after = read(guests, f"(01){GTIN}(17)270331(10)AB-12(21)S9")

    assert (before["kind"], before["gtin"], before["learnt"]) == ("gtin", GTIN, None)
    assert after == {
        "kind": "element_string",
        "code": "",
        "number": None,
        "gtin": GTIN,
        "batch": "AB-12",
        "serial": "S9",
        "use_by": "2027-03-31",
        "learnt": LEARNT,
    }


def test_the_newest_intake_is_what_was_learnt(guests: Guests) -> None:
    guests.put("bob", "intakes", **NAPPIES)
    guests.put("bob", "intakes", **{**NAPPIES, "size": "5", "brand": "Another"})
    guests.put("bob", "intakes", **{**NAPPIES, "gtin": "96385074", "size": "6"})

    found = read(guests, f"https://id.example.com/01/{GTIN}")["learnt"]

    assert (found["size"], found["brand"]) == ("5", "Another")


def test_what_lay_there_on_day_one_teaches_too(guests: Guests) -> None:
    counted_once: dict[str, Any] = {
        "product": "NP-DISP",
        "size": "4",
        "gtin": EAN,
        "brand": "Invented",
    }
    guests.put("bob", "opening-counts", quantity=54, place="A1", **counted_once)

    assert read(guests, EAN)["learnt"] == {**LEARNT, "pieces_per_pack": None, "condition": "good"}


def test_an_undone_intake_taught_nothing(guests: Guests) -> None:
    guests.put("bob", "intakes", **NAPPIES)
    wrong = guests.put("bob", "intakes", **{**NAPPIES, "product": "NP-WIPE", "size": ""}).json()
    assert read(guests, EAN)["learnt"]["product"] == "NP-WIPE"

    guests.put("bob", "reversals", command=wrong["id"])

    assert read(guests, EAN)["learnt"] == LEARNT


def test_goods_that_were_worn_since_teach_nothing(guests: Guests) -> None:
    lot = guests.put("bob", "intakes", **NAPPIES).json()["made"]["lot"]
    worn = guests.put("bob", "redescriptions", lot=lot, quantity=3, condition="worn")
    assert worn.status_code == 201, worn.text

    assert read(guests, EAN)["learnt"] == LEARNT


def test_a_product_no_longer_in_use_is_forgotten(guests: Guests) -> None:
    guests.put("bob", "intakes", **NAPPIES)
    answer = guests.put("sam", "product-changes", product="NP-DISP", active=False)
    assert answer.status_code == 201, answer.text

    assert read(guests, EAN)["learnt"] is None


def test_our_own_labels_and_numbers_are_told_apart(guests: Guests) -> None:
    code = guests.world.blank()
    guests.put("sam", "setting-changes", name="public_host", value="labels.example.org")

    for text in (code, codes.show(code), f"https://labels.example.org/t/{code}"):
        assert read(guests, text)["code"] == code
    assert read(guests, "box 214")["number"] == 214


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("5901234123458", "barcode_check"),
        ("", "barcode_empty"),
        ("9" * 201, "barcode_long"),
        ("sleeping bag", "barcode_unknown"),
        ("\x00", "unprintable"),
        ("https://example.com/offers", "not_ours"),
        (f"(01){GTIN}(17)271301", "barcode_part"),
    ],
)
def test_what_is_no_barcode_is_said(text: str, reason: str, guests: Guests) -> None:
    answer = guests.get("bob", "barcodes", text=text)

    assert answer.status_code == 422
    assert answer.json()["reason"] == reason


def test_reading_a_barcode_is_one_statement_beside_the_sign_in(guests: Guests) -> None:
    for _ in range(3):
        guests.put("bob", "intakes", **NAPPIES)
    address = f"https://labels.example.org/t/{guests.world.blank()}"
    guests.put("sam", "setting-changes", name="public_host", value="labels.example.org")

    for text in (EAN, f"https://id.example.com/01/{GTIN}?17=270331", "96385074", address):
        with counted(guests) as seen:
            read(guests, text)

        assert len(seen) == SIGN_IN + 1, (text, seen)


def test_what_was_learnt_is_found_by_its_index(guests: Guests) -> None:
    engine = guests.world.house.database.engine
    sent: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        sent.append((statement, values))

    with engine.connect() as books:
        sa.event.listen(books, "before_cursor_execute", note)
        barcodes.learnt(books, GTIN)
        statement, values = sent[0]
        before, explain = EXPLAIN[engine.dialect.name]
        books.exec_driver_sql(before)
        plan = books.exec_driver_sql(f"{explain} {statement}", values).all()

    assert "ix_lot_gtin" in str(plan)
