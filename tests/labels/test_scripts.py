"""Names in any script, drawn as their readers expect."""

import re

import pytest
from PIL import ImageChops

from stockroom_labels import A4_63X38, Label
from stockroom_labels.layout import layout
from tests.labels.drawing import DPI, assert_same, gaps_in, page_of, sheet

from .sheets import (
    cut_out,
    ink,
    label,
    letter_positions,
)


def test_arabic_letters_join_and_stand_at_the_right() -> None:
    joined = label(("سس", "", "", ""))
    product = layout(A4_63X38, A4_63X38.corner_mm(0), joined).product

    picture = cut_out(page_of([joined]), product, DPI)

    found = ink(picture, DPI)
    assert found is not None
    assert found.x + found.width == pytest.approx(product.width, abs=1)
    assert gaps_in(picture) == []


def test_a_latin_name_has_its_letters_apart_at_the_left() -> None:
    apart = label(("oooo", "", "", ""))
    product = layout(A4_63X38, A4_63X38.corner_mm(0), apart).product

    picture = cut_out(page_of([apart]), product, DPI)

    found = ink(picture, DPI)
    assert found is not None
    assert found.x == pytest.approx(0, abs=1)
    assert len(gaps_in(picture)) == 3


def test_a_mixed_name_is_drawn_in_reading_order() -> None:
    written = sheet([label(("A ع 6 س", "", "", ""))])

    from_left = sorted("Aع6س", key=letter_positions(written).__getitem__)

    # What is Arabic reads from right to left, its number included.
    assert from_left == ["A", "س", "6", "ع"]


def test_a_bracket_before_arabic_stands_at_its_right_and_mirrored() -> None:
    places = letter_positions(sheet([label(("(ع", "", "", ""))]))

    assert places["ع"] < places[")"]


def test_vowel_marks_do_not_part_arabic_letters() -> None:
    marked = label(("سَسّ", "", "", ""))
    product = layout(A4_63X38, A4_63X38.corner_mm(0), marked).product

    assert gaps_in(cut_out(page_of([marked]), product, DPI)) == []


def test_a_joiner_gives_a_letter_its_joined_form() -> None:
    alone, joined = page_of([label(("ه", "", "", ""))]), page_of([label(("ه\u200d", "", "", ""))])

    assert ImageChops.difference(alone, joined).getbbox() is not None


def test_no_two_fonts_share_a_name() -> None:
    names = re.findall(rb"/BaseFont /(\S+)\n/Descendant", sheet([label()]))

    assert len(names) == len(set(names)) == 4


def test_arabic_digits_are_drawn() -> None:
    one, other = page_of([label(("", "٦٢", "", ""))]), page_of([label(("", "٧٨", "", ""))])

    assert ImageChops.difference(one, other).getbbox() is not None


def test_a_missing_shape_leaves_its_neighbours_in_place() -> None:
    assert_same(page_of([label(("عربة 床", "", "", ""))]), page_of([label(("عربة ?", "", "", ""))]))


def test_a_product_may_be_called_like_a_placeholder() -> None:
    assert {"{", "n", "b", "}"} <= set(letter_positions(sheet([label(("{nb}", "", "", ""))])))


def test_the_letters_of_a_code_stand_evenly() -> None:
    # The pair X- is drawn closer in running text, and what follows it was pushed away.
    kerned = Label(
        product="Cot",
        size="",
        code="ZVMXXQKFBF5KZ",
        url="HTTPS://LABELS.EXAMPLE.ORG/T/ZVMXXQKFBF5KZ",
        code_shown="ZVMX-XQKF-BF5KZ",
    )
    places = layout(A4_63X38, A4_63X38.corner_mm(0), kerned)

    gaps = gaps_in(cut_out(page_of([kerned], dpi=600), places.code, 600))

    assert len(gaps) >= 10
    assert max(gaps) < 25  # pixels: 1 mm
