"""Scanned texts are read as the service reads them, whatever keyboard is in between."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from stockroom.rules import codes as rules
from stockroom_cli.scanning import keyboards
from stockroom_cli.scanning.codes import Read, check_letter, read
from stockroom_cli.scanning.known import Bundle, Known, Lot
from stockroom_cli.scanning.resolve import meant
from stockroom_cli.scanning.state import New, Unknown, Verb

EXAMPLES = json.loads((Path(__file__).parents[2] / "rules" / "barcodes.json").read_text("utf-8"))
CODES = st.integers(0, (1 << 60) - 1).map(rules.make)
LAYOUTS = dict(zip(("french", "german", "russian", "arabic"), keyboards._LAYOUTS, strict=True))


def spoilt(text: str, layout: str) -> str:
    """What a terminal with that layout is handed of a scan."""
    plain, shifted = LAYOUTS[layout]
    ours = keyboards._PLAIN + keyboards._SHIFTED
    signs = dict(zip(ours, plain + shifted, strict=True))
    return "".join(signs[letter] for letter in text)


def a_lot(code: str) -> Known:
    """A building with that lot in it."""
    lot = Lot(code, "CL-BODY", "62", "any", "any", "counted", "accepted", False, ())
    return Known(Bundle(lots={code: lot}))


@pytest.mark.parametrize("example", EXAMPLES["examples"], ids=lambda one: one["about"])
def test_a_text_is_read_as_the_service_reads_it(example: dict[str, Any]) -> None:
    found, theirs = read(example["text"]), example.get("read", {"kind": "refused"})

    if theirs["kind"] == "code":
        assert found == Read("code", theirs["code"])
    elif theirs["kind"] == "number":
        assert found == Read("number", number=theirs["number"])
    elif theirs["kind"] == "refused":
        assert found.kind in {"name", "nothing", "goods"}
    else:
        # What is left empty is asked of the service.
        assert found.kind == "goods"
        assert found.text in {"", theirs["gtin"]}


@given(CODES)
def test_the_check_letter_is_the_services_own(code: str) -> None:
    assert check_letter(code[:-1]) == code[-1]
    assert read(f"https://stock.example.org/t/{rules.show(code).lower()}") == Read("code", code)


@pytest.mark.parametrize("layout", LAYOUTS)
@given(code=CODES, form=st.sampled_from(["{}", "HTTPS://STOCK.EXAMPLE.ORG/T/{}"]))
def test_another_keyboard_does_not_spoil_a_label(layout: str, code: str, form: str) -> None:
    # Digits alone are a shop's barcode, and a text that is right as it stands is left so.
    scanned = spoilt(form.format(code), layout)
    assume(not (code.isdigit() and form == "{}") and read(scanned).kind != "code")

    assert meant(scanned, a_lot(code)) == a_lot(code).lots[code]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_another_keyboard_does_not_spoil_a_card(layout: str) -> None:
    card = spoilt("STOCKROOM:PUT-AWAY", layout)

    assert meant(card, Known(Bundle())) == Verb("put_away")


@pytest.mark.parametrize("layout", ["french", "german", "russian", "arabic"])
def test_another_keyboard_does_not_spoil_a_barcode(layout: str) -> None:
    found = meant(spoilt("5901234123457", layout), Known(Bundle()))

    assert getattr(found, "gtin", "") == "05901234123457"


@given(st.text(max_size=60))
def test_any_text_is_something(text: str) -> None:
    keyboards.meant(text)
    assert read(text).kind in {"code", "number", "goods", "name", "nothing"}


def test_of_two_codes_that_a_scan_may_be_only_one_that_is_here_counts() -> None:
    german, french = "AJZPNQWREXBTR", "QJYPNAZREXBTR"
    text = spoilt(german, "german")

    assert text == spoilt(french, "french")
    assert isinstance(meant(text, Known(Bundle())), Unknown)
    assert meant(text, a_lot(french)) == a_lot(french).lots[french]


def test_what_hands_have_typed_is_a_spoilt_code_only_if_that_is_here() -> None:
    text = spoilt("28T5CY4TQKFFA", "german")

    assert meant(text, Known(Bundle())) == New("28T5CY4TQKFFA")
    assert isinstance(meant(text, Known(Bundle()), by_hand=True), Unknown)
    assert isinstance(meant(text, a_lot("28T5CY4TQKFFA"), by_hand=True), Lot)
