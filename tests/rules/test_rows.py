"""Cells that somebody filled in by hand."""

from __future__ import annotations

import pytest

from stockroom.errors import Malformed
from stockroom.rules import rows


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("new, tags on", "new"),
        ("Sealed", "new_sealed"),
        ("very good", "good"),
        ("washed", "good"),
        ("opened pack, counted", "good"),
        ("fair", "worn"),
        ("worn but clean", "worn"),
        ("", "good"),
        ("новый", "new"),
        ("neuf", "new"),
    ],
)
def test_a_donors_word_is_a_condition(words: str, meaning: str) -> None:
    assert rows.read_condition(words) == meaning


@pytest.mark.parametrize(
    ("words", "meaning"),
    [("48 hours", "tonight"), ("Two weeks", "two_weeks"), ("nice to have", "nice_to_have")],
)
def test_a_facilitys_word_is_an_urgency(words: str, meaning: str) -> None:
    assert rows.read_urgency(words) == meaning


def test_yes_is_yes_in_every_language_and_nothing_is_the_default() -> None:
    assert all(rows.read_answer(word, default=False) for word in ("yes", "Y", "да", "نعم", "oui"))
    assert not any(rows.read_answer(word, default=True) for word in ("no", "нет", "لا", "0"))
    assert rows.read_answer(" ", default=True)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@x", "\t=x", " =x", "\r=x"])
def test_a_cell_that_a_spreadsheet_would_run_is_refused(text: str) -> None:
    with pytest.raises(Malformed) as refused:
        rows.check_text(text, 40)

    assert refused.value.reason == "formula"


@pytest.mark.parametrize("text", ["-", "a=b", "two  words", "été"])
def test_plain_words_pass(text: str) -> None:
    assert rows.check_text(text, 40) == " ".join(text.split())


@pytest.mark.parametrize(
    ("reader", "reason"),
    [
        (lambda: rows.read_condition("lovely"), "condition_unknown"),
        (lambda: rows.read_urgency("soon"), "urgency_unknown"),
        (lambda: rows.read_answer("perhaps", default=True), "yes_or_no"),
        (lambda: rows.check_text("a\x00", 40), "unreadable"),
        (lambda: rows.check_text("a" * 41, 40), "too_long"),
    ],
)
def test_what_cannot_be_read_says_what_would_be_right(reader: object, reason: str) -> None:
    assert callable(reader)
    with pytest.raises(Malformed) as refused:
        reader()

    assert refused.value.reason == reason
    assert str(refused.value)
