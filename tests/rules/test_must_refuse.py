"""What the trade must refuse, in the words that donors use."""

from __future__ import annotations

import pytest

from stockroom.rules.categories import must_refuse


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("CARS", "after a crash"),
        ("CARS", "was in an accident"),
        ("CARS", "no label, after a crash"),
        ("CARS", "label missing"),
        ("CARS", "после аварии"),
        ("CARS", "без этикетки"),
        ("CARS", "sans étiquette"),
        ("CARS", "بعد حادث"),
        ("CARS", "washed, not new; was in a crash"),
        ("FORM", "dented, opened"),
        ("FORM", "boîte ouverte"),
        ("FORM", "банка вскрыта"),
        ("FORM", "العلبة مفتوحة"),
        ("SLEEP", "cot with drop side"),
        ("SLEEP", "Drop-side cot"),
        ("SLEEP", "dropside"),
        ("SLEEP", "lit à côté coulissant"),
        ("SLEEP", "кроватка с опускающейся стенкой"),
        ("SLEEP", "سرير جانب متحرك"),
        ("SLEEP", "cot bumper"),
    ],
)
def test_it_is_refused_wherever_it_is_said(profile: str, words: str) -> None:
    assert must_refuse(profile, words, "", "")
    assert must_refuse(profile, "", words, "")
    assert must_refuse(profile, "", "", words)


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        ("CARS", "infant car seat"),
        ("CARS", "never in a crash"),
        ("CARS", "has not been in an accident"),
        ("CARS", "crash-tested, label on the shell"),
        ("CARS", "не была в аварии"),
        ("FORM", "unopened"),
        ("FORM", "not opened"),
        ("FORM", "не вскрыта"),
        ("FORM", "sealed"),
        ("SLEEP", "wooden cot 60x120"),
        ("SLEEP", "no drop-side"),
        ("SLEEP", "left at drop box 3"),
        ("TEX", "opened pack, counted"),
        ("", "crash"),
    ],
)
def test_what_is_denied_or_other_is_not_refused(profile: str, words: str) -> None:
    assert must_refuse(profile, words, words, words) is None
