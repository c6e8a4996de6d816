"""What a scanner hands over is read alike wherever it is read; every wrong digit is caught.

The examples stand in `barcodes.json`, so that whatever else reads barcodes is held to the same.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stockroom.rules import barcodes, gs1, gtin
from stockroom.rules.barcodes import Goods
from tests.rules.refusals import reason_of, unless_refused

TABLE = json.loads((Path(__file__).parent / "barcodes.json").read_text(encoding="utf-8"))
TODAY = date.fromisoformat(TABLE["today"])
SIGNS = "".join(sign for sign in map(chr, range(128)) if gs1._SIGNS.fullmatch(sign))
LENGTHS = (8, 12, 13, 14)

words = st.text(SIGNS, min_size=1, max_size=20)
# What an element string would read as its next part cannot stand in brackets.
plain_words = words.filter(lambda word: "(" not in word)
days = st.dates(date(1977, 1, 1), date(2076, 12, 31))


def with_check(body: str) -> str:
    """The digits with the check digit that they need."""
    found = [body + digit for digit in "0123456789" if unless_refused(normalised(body + digit))]
    return found[0]


def normalised(digits: str) -> Any:
    """What reads these digits when it is called."""
    return lambda: gtin.normalise(digits)


@st.composite
def gtins(draw: st.DrawFn) -> str:
    """A GTIN of any length; one of eight digits does not begin with 0."""
    length = draw(st.sampled_from(LENGTHS))
    first = draw(st.sampled_from("123456789" if length == 8 else "0123456789"))
    rest = draw(st.text("0123456789", min_size=length - 2, max_size=length - 2))
    return with_check(first + rest)


def goods(found: object) -> Goods:
    """What was read, which must be goods."""
    assert isinstance(found, Goods)
    return found


def as_read(example: Mapping[str, Any]) -> dict[str, Any]:
    """What is read of an example, or the reason of the refusal, as the table writes it."""
    today = date.fromisoformat(example.get("today", TABLE["today"]))
    hosts = TABLE["hosts"]
    found = unless_refused(lambda: barcodes.read(example["text"], today, hosts))
    if found is None:
        reason = reason_of(lambda: barcodes.read(example["text"], today, hosts))
        return {"refused": reason}
    said = {name: value for name, value in asdict(found).items() if value}
    return {"read": said | ({"use_by": str(said["use_by"])} if "use_by" in said else {})}


@pytest.mark.parametrize("example", TABLE["examples"], ids=lambda one: str(one["about"]))
def test_each_example_is_read_as_the_table_says(example: dict[str, Any]) -> None:
    expected = {name: example[name] for name in ("read", "refused") if name in example}

    assert as_read(example) == expected


@settings(deadline=None, max_examples=500)
@given(st.text(max_size=220), st.dates())
@example("]d2" + "\ud800", date.max)
@example("(01)05901234123457(17)990000", date.max)
@example("(01)05901234123457(17)990000", date.min)
def test_any_text_is_read_or_refused_with_a_sentence(text: str, today: date) -> None:
    unless_refused(lambda: barcodes.read(text, today, ("labels.example.org",)))


@settings(deadline=None, max_examples=500)
@given(st.text("0123456789()[]]dCQ\x1d/:?=&% htpsABab", max_size=60), st.sampled_from(
    ("", "]d2", "]C1", "]Q3", "01", "(01)", "https://example.com/01/05901234123457")
))  # fmt: skip
def test_what_looks_like_a_barcode_never_crashes(text: str, before: str) -> None:
    unless_refused(lambda: barcodes.read(before + text, TODAY))


@settings(deadline=None, max_examples=200)
@given(gtins(), st.data())
def test_every_wrong_digit_of_a_gtin_is_caught(right: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(right) - 1))
    others = "123456789" if len(right) == 8 and place == 0 else "0123456789"
    wrong = data.draw(st.sampled_from(others.replace(right[place], "")))
    written = right[:place] + wrong + right[place + 1 :]

    assert goods(barcodes.read(right, TODAY)).gtin == right.zfill(14)
    assert reason_of(lambda: barcodes.read(written, TODAY)) == "barcode_check"


@settings(deadline=None, max_examples=300)
@given(gtins(), plain_words, plain_words, days)
def test_what_was_written_is_read_back_in_each_of_the_three_forms(
    number: str, batch: str, serial: str, use_by: date
) -> None:
    long, day = number.zfill(14), f"{use_by:%y%m%d}"
    query = f"?17={day}&linkType=all"
    written = {
        "element_string": (
            f"]d201{long}10{batch}\x1d21{serial}\x1d17{day}",
            f"]C121{serial}\x1d17{day}01{long}10{batch}",
            f"\x1d3103000195240XY\x1d01{long}17{day}10{batch}\x1d21{serial}",
            f"(17){day}(01){long}(10){batch}(21){serial}",
        ),
        "digital_link": (
            f"https://example.com/01/{number}/10/{quote(batch, '')}/21/{quote(serial, '')}{query}",
        ),
    }

    for kind, texts in written.items():
        for text in texts:
            assert barcodes.read(text, TODAY) == Goods(
                long,
                batch,
                serial,
                use_by,
                kind,  # type: ignore[arg-type]
            ), text


@settings(deadline=None, max_examples=200)
@given(words)
def test_a_batch_may_have_any_of_the_82_signs(batch: str) -> None:
    text = f"]d2010590123412345710{batch}"

    assert len(SIGNS) == 82
    assert goods(barcodes.read(text, TODAY)).batch == batch


@settings(deadline=None, max_examples=200)
@given(st.integers(2000, 2200), st.integers(0, 99))
def test_a_year_is_within_fifty_of_today(now: int, two_digits: int) -> None:
    day = gs1.day(f"{two_digits:02}0115", date(now, 6, 1))

    assert day.year % 100 == two_digits
    assert -49 <= day.year - now <= 50


@settings(deadline=None, max_examples=200)
@given(st.text("0123456789", min_size=6, max_size=6))
def test_a_upc_e_says_the_upc_a_that_it_was_made_from(six: str) -> None:
    short = with_check("0" + six)
    long = gtin.normalise(short)

    assert goods(barcodes.read(short, TODAY)).gtin == long
    assert long.startswith("000")
    assert sorted(long.replace("0", "")) in (
        sorted(short.replace("0", "")),
        sorted((short[:6] + short[7]).replace("0", "")),
    )


def test_each_fixed_length_is_that_of_a_known_part() -> None:
    assert set(gs1._WHOLE) <= set(gs1._DIGITS)
    assert all(gs1._WHOLE[two] > digits for two, digits in gs1._DIGITS.items() if two in gs1._WHOLE)
