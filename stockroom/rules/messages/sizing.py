"""Finds the sizes that a message speaks of: by word, by age, by weight, by length, or bare."""

from __future__ import annotations

import re
from typing import NamedTuple

from stockroom.errors import Malformed
from stockroom.rules import sizes
from stockroom.rules.messages.words import NUMBERS


class Sized(NamedTuple):
    """A size said: where, and its label as sizes are written."""

    start: int
    end: int
    label: str
    kind: str


_SIZE_WORDS = (
    r"tailles?|pointures?|sizes?|sz|размер\w{0,3}|разм|рост|номер|n°|مقاس|المقاس|قياس|مقاسات"
)
_MONTHS = r"months?|mths?|mos?|mois|m|мес\w*|شهر|اشهر|شهور|شهرا"
_YEARS = r"years?|yrs?|yo|ans?|y|год\w*|лет|سنوات|سنة|سنين"
_KILOS = r"kgs?|kilos?|кг|كغم?|كجم|كيلو|كلغ"
_BETWEEN = r"(?:[-/–]| ?(?:to|a|до|الى) )"
_SPACED = r"(?: ?[-/–] ?| ?(?:to|a|до|الى) )"
_SMALL = "|".join(sorted((word for word, n in NUMBERS.items() if n <= 24), key=len, reverse=True))
_N = r"\d{1,3}(?:[.,]\d)?"
_UNIT = rf"(?:{_MONTHS}|{_YEARS}|{_KILOS}|cm|см|سم)"
_EDGE = r"(?![^\W_])"
_FINDERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "word",
        re.compile(
            rf"(?<!\w)(?:{_SIZE_WORDS}) ?[.:=]? ?(?:eu |fr )?"
            rf"(?P<label>{_N}(?:{_BETWEEN}{_N})? ?(?:{_UNIT}{_EDGE})?\+?"
            rf"|(?:[2-4]?x{{0,3}}[sml]){_EDGE}|newborn|naissance|nb{_EDGE}|premature|prema)"
        ),
    ),
    (
        "word",
        re.compile(rf"(?<!\w)(?:t|р|р-р)\.? ?(?P<label>\d{{1,3}}(?:[/-]\d{{1,3}})?\+?){_EDGE}"),
    ),
    (
        "age",
        re.compile(
            rf"(?<![\w.,])(?:(?:from|de|от|من) )?(?P<label>(?:{_N}|(?:{_SMALL}){_EDGE})"
            rf"(?:(?: ?(?:{_MONTHS}|{_YEARS}))?{_BETWEEN}(?:{_N}|(?:{_SMALL}){_EDGE}))?"
            rf" ?\+? ?(?:{_MONTHS}|{_YEARS}){_EDGE}\+?)"
        ),
    ),
    ("age", re.compile(rf"(?<!\w)(?P<label>شهرين|سنتين|شهر واحد|سنة واحدة){_EDGE}")),
    (
        "weight",
        re.compile(rf"(?<![\w.,])(?P<label>{_N}(?:{_SPACED}{_N})? ?\+? ?(?:{_KILOS}){_EDGE}\+?)"),
    ),
    (
        "length",
        re.compile(rf"(?<![\w.,x×])(?P<label>{_N}(?:{_BETWEEN}{_N})? ?(?:cm|см|سم){_EDGE})"),
    ),
    (
        "birth",
        re.compile(
            r"(?<!\w)(?P<label>newborns?|new[ -]born|naissance|nouveaux?[ -]nes?|prema(?:tures?)?"
            r"|premature|preterm|новорожденн\w+|недоношенн\w+|حديثي? الولادة|حديثة الولادة"
            r"|مولود(?:ة)? جديدة?|خدج)(?!\w)"
        ),
    ),
    (
        "stage",
        re.compile(
            r"(?<!\w)(?P<label>(?:1er|2e|2eme|3e|3eme|premier|deuxieme) age|stage \d|step \d"
            r"|ступень \d|المرحلة \d|المرحلة (?:الاولى|الثانية))(?!\w)"
        ),
    ),
    ("adult", re.compile(r"(?<![\w'])(?P<label>xs|s|m|l|xl|xxl|[2-4]xl)(?![\w'])")),
    ("bare", re.compile(r"(?<![\w.,/-])(?P<label>\d{1,3}(?:[/-]\d{1,3})?\+?)(?![\w%/-]|[.,]\d)")),
)
_DURATION = re.compile(
    r"(?:dans|depuis|pendant|within|d'ici|il y a|last|every|через|منذ|خلال|بعد|كل|in|since)\s$"
)
_LADDER = frozenset(range(44, 129, 6))
_STAGES = {
    "premier age": "stage 1", "1er age": "stage 1", "deuxieme age": "stage 2",
    "المرحلة الاولى": "stage 1", "المرحلة الثانية": "stage 2",
}  # fmt: skip
_BIRTH = {"pre": "preterm", "خدج": "preterm", "нед": "preterm"}
BARE, ADULT = "bare", "adult"


def said(plain: str) -> list[Sized]:
    """Every size in levelled text, the surest reading of each place, in order.

    Bare numbers and bare letters come along too: whether they are sizes is for the thing beside
    them to say.
    """
    taken: list[Sized] = []
    for kind, pattern in _FINDERS:
        for match in pattern.finditer(plain):
            one = Sized(match.start(), match.end(), _label(match["label"], kind), kind)
            apart = all(one.end <= other.start or other.end <= one.start for other in taken)
            if apart and not (kind == "age" and _DURATION.search(plain[: one.start][-12:])):
                taken.append(one)
    return sorted(taken)


def suits(one: Sized, sizing: str) -> bool:
    """Whether this size can be read as one of that sizing, and is not just any number."""
    if one.kind == BARE:
        return _bare_suits(one.label, sizing)
    if one.kind == ADULT:
        return sizing == "AD"
    return readable(one.label, sizing)


def readable(label: str, sizing: str) -> bool:
    """Whether the desk can read the label in that sizing; what has no sizing reads anything."""
    try:
        sizes.read(label, sizing)
    except Malformed:
        return False
    return True


def _bare_suits(label: str, sizing: str) -> bool:
    numbers = [int(number) for number in re.findall(r"\d+", label)]
    if sizing == "EUCM":
        return all(number in _LADDER for number in numbers)
    if sizing == "SHOE":
        return all(15 <= number <= 30 for number in numbers)
    if sizing == "STG":
        return len(numbers) == 1 and 1 <= numbers[0] <= 4
    return sizing == "NAP" and len(numbers) == 1 and numbers[0] <= 6


def _label(written: str, kind: str) -> str:
    """The words said, with numbers in digits and no more than a label holds."""
    label = " ".join(_digits(written).split())
    if kind == "birth":
        return next((word for start, word in _BIRTH.items() if label.startswith(start)), "newborn")
    return _STAGES.get(label, label)[:40]


def _digits(written: str) -> str:
    return re.sub(
        rf"(?<!\w)(?:{_SMALL})(?!\w)", lambda word: str(NUMBERS[word[0]]), written
    ).replace("–", "-")
