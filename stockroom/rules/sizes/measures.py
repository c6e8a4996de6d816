"""Takes a written size apart into its measures: numbers, ranges and their units, in four languages.

Units come out whole: centimetres and millimetres as mm, kilograms and pounds as g (a pound is
453.59237 g), months and years as months. A number without a unit has the kind "".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from stockroom.rules.sizes.digits import plain, telling_words
from stockroom.rules.writing import fold

Kind = Literal["", "mm", "g", "months"]

_UNITS: tuple[tuple[Kind, str, str], ...] = (
    ("mm", "10", "cm cms см سم"),
    ("mm", "1", "mm мм مم ملم"),
    ("g", "1000", "kg kgs kilo kilos кг كغ كغم كجم كيلو كلغ"),
    ("g", "453.59237", "lb lbs pounds"),
    ("months", "1", "m mo mos mth mths month months mois"),
    ("months", "1", "м мес месяц месяца месяцев شهر شهرا أشهر شهور"),
    ("months", "12", "t y yr yrs year years an ans г год года лет سنة سنوات سنين عام أعوام"),
)
_ALONE = {
    fold(word): months
    for words, months in (
        ("شهر month", 1),
        ("شهرين شهران", 2),
        ("سنة عام", 12),
        ("سنتين عامين", 24),
    )
    for word in words.split()
}
_MEANING: dict[str, tuple[Kind, Decimal]] = {
    fold(word): (kind, Decimal(factor)) for kind, factor, words in _UNITS for word in words.split()
}
_NUMBER = r"\d+(?:\.\d+)?(?!\d)"
_UNIT = "(?:" + "|".join(sorted(_MEANING, key=len, reverse=True)) + r")(?![^\W\d_])\.?"
_FROM = r"from|des|de|a partir de|от|с|من|>=?|≥"
_UP_TO = r"up to|under|jusqu'a|до|حتى|<=?|≤"
_RANGE_SIGN = r"-|/|to\b|a\b|до\b|الى\b"
_MEASURE = re.compile(
    rf"(?:(?<![^\W_])(?P<side>(?P<start>{_FROM})|{_UP_TO})\s*)?"
    rf"(?P<low>{_NUMBER})\s*(?P<low_unit>{_UNIT})?\s*"
    rf"(?:(?:{_RANGE_SIGN})\s*(?P<high>{_NUMBER})(?!\s*[-/]\s*\d))?\s*"
    rf"(?P<plus>\+)?\s*(?P<unit>{_UNIT})?\s*(?P<late_plus>\+)?"
)


@dataclass(frozen=True)
class Measure:
    """One number or range with its kind of unit; `start` or `end` is None where it is open."""

    kind: Kind
    start: Decimal | None
    end: Decimal | None


@dataclass(frozen=True)
class Reading:
    """What stands in a written size: its measures, and the words that are left over."""

    measures: tuple[Measure, ...]
    words: str

    def of(self, kind: Kind) -> Sequence[Measure]:
        """Give the measures of one kind, in the order written."""
        return [measure for measure in self.measures if measure.kind == kind]

    def ends(self, kind: Kind) -> list[Decimal]:
        """Give both ends of all measures of one kind; nothing where one of them is open."""
        ends = [end for m in self.of(kind) for end in (m.start, m.end)]
        return [] if None in ends else [end for end in ends if end is not None]


def take_apart(text: str) -> Reading:
    """Find every measure in a size as people write it ("5 (11-25 kg)", "٣-٦ أشهر", "12 m+")."""
    line = plain(text)
    found = [measure for match in _MEASURE.finditer(line) for measure in _measures(match)]
    words = telling_words(_MEASURE.sub(" ", line))
    if not found and words in _ALONE:
        months = Decimal(_ALONE[words])
        return Reading((Measure("months", months, months),), "")
    return Reading(tuple(found), words)


def _measures(match: re.Match[str]) -> list[Measure]:
    kind, factor = _meaning(match["low_unit"] or match["unit"])
    low = Decimal(match["low"]) * factor
    if match["high"] is None:
        return [_one_number(match, kind, low)]
    other_kind, other_factor = _meaning(match["unit"] or match["low_unit"])
    high = Decimal(match["high"]) * other_factor
    if kind == other_kind and low <= high:
        return [Measure(kind, low, None if _has_plus(match) else high)]
    return _two_numbers(match, high, other_kind)


def _one_number(match: re.Match[str], kind: Kind, number: Decimal) -> Measure:
    if _has_plus(match) or match["start"]:
        return Measure(kind, number, None)
    return Measure(kind, None if match["side"] else number, number)


def _two_numbers(match: re.Match[str], second: Decimal, second_kind: Kind) -> list[Measure]:
    """Read "68/6 m" and "18 m/81 cm", which are no ranges but one size said twice."""
    kind, factor = _meaning(match["low_unit"])
    first = Decimal(match["low"]) * factor
    return [Measure(kind, first, first), Measure(second_kind, second, second)]


def _has_plus(match: re.Match[str]) -> bool:
    return bool(match["plus"] or match["late_plus"])


def _meaning(unit: str | None) -> tuple[Kind, Decimal]:
    return _MEANING[unit.rstrip(".")] if unit else ("", Decimal(1))
