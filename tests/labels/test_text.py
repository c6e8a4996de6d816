"""Words made to fit a label."""

import pytest

from stockroom_labels.direction import is_rtl
from stockroom_labels.fonts import known_letters
from stockroom_labels.text import ELLIPSIS, Block, Run, clean, fit, runs


def _one_mm_a_letter(line: str) -> float:
    return 0.1 * len(line)


def _fit(text: str, width: float = 20, height: float = 10) -> Block:
    return fit(
        text,
        _one_mm_a_letter,
        width=width,
        height=height,
        largest=20,
        smallest=10,
        leading=1,
    )


def test_a_short_name_stands_as_large_as_it_may() -> None:
    assert _fit("Cot") == Block(("Cot",), 20)


def test_a_longer_name_is_wrapped_before_it_shrinks() -> None:
    # Two lines of 14 points are 9.9 mm high.
    assert _fit("Moses basket", width=12) == Block(("Moses", "basket"), 14)


def test_a_name_that_cannot_be_wrapped_shrinks() -> None:
    assert _fit("Snowsuit", width=11) == Block(("Snowsuit",), 13.5)


def test_a_very_long_word_is_broken_rather_than_made_small() -> None:
    assert _fit("Kinderwagenfuß", width=12, height=20) == Block(("Kinderwag", "enfuß"), 13)


def test_what_does_not_fit_even_small_ends_in_an_ellipsis() -> None:
    block = _fit("one two three four five six seven eight nine ten", width=10)

    assert block == Block(("one two", f"three fou{ELLIPSIS}"), 10)


def test_a_box_lower_than_a_line_still_gets_one() -> None:
    assert _fit("Cot", height=1) == Block(("Cot",), 10)


def test_no_text_is_no_line() -> None:
    assert _fit("").lines == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  Moses\n\tbasket ", "Moses basket"),
        ("и\u0306гры", "йгры"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("Cot\u202e214\u00ad", "Cot214"),
        ("Cot 🛏 床", "Cot ? ?"),
        ("x" * 500, "x" * 200),
    ],
)
def test_only_letters_that_can_be_drawn_are_left(text: str, shown: str) -> None:
    assert clean(text, known_letters()) == shown


@pytest.mark.parametrize(
    ("text", "expected"), [("Cot", False), ("62", False), ("62 عربة", True), ("", False)]
)
def test_the_first_letter_with_a_direction_decides(text: str, expected: bool) -> None:
    assert is_rtl(text) is expected


def test_a_line_of_one_direction_stays_whole() -> None:
    assert runs("Cot 62", False) == (Run("Cot 62", False),)
    assert runs("سرير أطفال", True) == (Run("سرير أطفال", True),)


def test_arabic_inside_english_reads_right_to_left_around_its_number() -> None:
    assert runs("Pram عربة 62 سرير new", False) == (
        Run("Pram ", False),
        Run(" سرير", True),
        Run("62", False),
        Run("عربة ", True),
        Run(" new", False),
    )


def test_english_inside_arabic_reads_left_to_right() -> None:
    assert runs("عربة Maxi Cosi مع سلة", True) == (
        Run(" مع سلة", True),
        Run("Maxi Cosi", False),
        Run("عربة ", True),
    )
