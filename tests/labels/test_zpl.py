"""Labels on a Zebra printer: what it receives, and what comes out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from stockroom_labels import PAPERS, Face, Paper, Unprintable, zpl

from .sheets import ARABIC, ENGLISH, LONG_HOST, MIXED, NAMES, label, scanned
from .zebra import Printed, printed

SMALL, LARGE = PAPERS["zebra-51x25"], PAPERS["zebra-102x152"]
FACE = Face("Girl", "girl", "Winter", "winter", "clothes")


def one(words: tuple[str, str, str, str] = ENGLISH, **asked: float) -> Printed:
    (came,) = printed(zpl.print_job([label(words)], SMALL, **asked))  # type: ignore[arg-type]
    return came


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("paper", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("host", ["A.EXAMPLE", LONG_HOST])
def test_each_label_of_a_job_can_be_scanned(dpi: int, paper: Paper, host: str) -> None:
    labels = [replace(label(words, seed=n, host=host), face=FACE) for n, words in enumerate(NAMES)]

    came = printed(zpl.print_job(labels, paper, dpi=dpi))

    assert [scanned(each.picture) for each in came] == [[each.url] for each in labels]


def test_a_label_is_as_large_as_its_paper_in_dots() -> None:
    came = one()

    assert (came.width, came.height) == (406, 203)
    assert came.encoding == "28"


def test_plain_words_are_sent_as_text_within_the_label() -> None:
    came = one()

    assert {"Winter snowsuit", "62/68", "girl · winter"} <= {text for *_, text in came.texts}
    assert all(0 <= x < came.width and 0 <= y < came.height for x, y, *_ in came.texts)


def test_arabic_is_sent_as_dots_since_no_printer_joins_it() -> None:
    with_words, without = one(ARABIC), one(("", "62", "", "1042"))

    assert [text for *_, text in with_words.texts if not text.isascii()] == []
    assert ImageChops.difference(with_words.picture, without.picture).getbbox() is not None


def test_the_number_stands_white_on_black_among_the_dots() -> None:
    assert "214" not in {text for *_, text in one().texts}


def test_no_text_can_leave_its_field() -> None:
    came = one(("Cot^XZ^XA~JR\\& cot", "62^FS", "", ""))

    assert "CotXZXAJR&cot62FS" in "".join(text for *_, text in came.texts).replace(" ", "")


@given(st.text(max_size=40))
def test_a_field_holds_no_sign_of_the_language(text: str) -> None:
    kept = zpl.field(text)

    assert set("^~\\\n").isdisjoint(kept)
    assert kept == "".join(letter for letter in text if letter not in "^~\\" and letter >= " ")


def test_a_nudge_moves_texts_and_dots_alike() -> None:
    straight, moved = one(), one(dx_mm=1.0, dy_mm=-0.5)

    for (x, y, *_), (from_x, from_y, *_) in zip(moved.texts, straight.texts, strict=True):
        assert x - from_x == pytest.approx(8, abs=1)
        assert y - from_y == pytest.approx(-4, abs=1)
    assert scanned(moved.picture) == scanned(straight.picture)


def test_every_row_of_dots_is_unpacked_as_it_was() -> None:
    lines = Image.new("L", (2000, 5), 255)
    lines.paste(0, (0, 1, 2000, 3))
    lines.paste(0, (5, 3, 1700, 4))

    (came,) = printed(b"^XA" + zpl.graphic(lines).encode() + b"^XZ")

    assert ImageChops.difference(came.picture, lines).getbbox() is None


def test_equal_labels_give_equal_bytes() -> None:
    assert zpl.print_job([label(MIXED)], SMALL) == zpl.print_job([label(MIXED)], SMALL)


@pytest.mark.parametrize("nudge", [10.5, float("nan")])
def test_a_nudge_off_the_label_is_refused(nudge: float) -> None:
    with pytest.raises(Unprintable, match="moved by up to"):
        zpl.print_job([label()], SMALL, dx_mm=nudge)
