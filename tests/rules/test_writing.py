"""Two ways of writing one word are equal, and long text is shortened safely."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom.rules.writing import clip, fold, western


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=60))
def test_changing_digits_keeps_every_place(text: str) -> None:
    assert len(western(text)) == len(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Né", "ne"), ("ЁЖ", "еж"), ("أشهر", "اشهر"), ("٣–٦", "3-6"), ("№ 3", "no 3"),
     ("l’âge", "l'age"), ("حَفَّاضَات", "حفاضات"), (" a\u00a0 b\u200f ", "a b")],
)  # fmt: skip
def test_accents_marks_case_and_digits_make_no_difference(one: str, other: str) -> None:
    assert fold(one) == fold(other) == other


def test_a_text_for_a_sentence_is_one_short_printable_line() -> None:
    assert clip("one\n\u202etwo\ud800") == "one two"
    assert clip("x" * 50) == "x" * 39 + "…"
    assert clip("x" * 40) == "x" * 40
