"""Finds the numbers of things in a message: in digits or words, in packs, and of people."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from stockroom.rules.messages import words
from stockroom.rules.messages.sizing import Sized

_WORDS = "|".join(sorted(words.NUMBERS, key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,5}}|(?:{_WORDS}|{words.NEUF}))"
_NUMBERS = re.compile(
    rf"(?:(?<![\w.,/])|(?<=\sو))(?P<times>[x×х*]\s?)?"
    rf"(?P<number>(?:(?:{_WORDS})[ -])?{_NUMBER})(?P<after>\s?[x×х*](?!\w))?"
    r"(?![\w/%°]|[.,:]\d|-\d)"
)
_PACKS = re.compile(
    rf" *(?:(?:\w+) )?(?P<packs>(?:{words.PACKS})(?!\w))"
    rf"(?: *(?:of|de|d'|по|من)? *(?P<inside>\d{{1,4}})(?!\w)(?!\s*(?:kg|кг|g\b|ml|мл)))?"
)
_PIECES = re.compile(rf" *-? *(?:{words.PIECES})(?!\w)")
_MEASURED = re.compile(
    r"\s?(?:ml|мл|g|gr|г|l|litres?|tog|mm|мм|%|€|eur|euros?|h|heures?|hours?|час\w*|min|°|am|pm"
    r"|days?|jours?|weeks?|semaines?|дн\w+|недел\w+|ايام|يوم|اسابيع|اسبوع\w*|مل|غرام|ساعة|st|nd"
    r"|rd|th)(?!\w)"
)
_PERSON = re.compile(rf" (?:\w+ )?(?:{words.PERSONS})(?!\w)")
_DAY = re.compile(
    r"\s?(?:jan|feb|fev|mar|apr|avr|may|mai|jun|juin|jul|juil|aug|aout|sep|oct|nov|dec|январ|феврал"
    r"|март|апрел|ма[яи]|июн|июл|август|сентябр|октябр|ноябр|декабр|يناير|فبراير|مارس|ابريل|مايو"
    r"|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر)"
)
_ORDER = re.compile(r"(?:^|\n)[ \t]*$")
_NAMED_NUMBER = re.compile(
    r"(?:room|chambre|cell|cellule|wing|комнат\w*|камер\w*|غرفة|زنزانة|n°|no\.|#|№|le|on|at|a)\s?$"
)
_TEENS = re.compile(r"(?<!\w)(?P<unit>\w+) (?:عشر|عشرة)(?!\w)")


class Counted(NamedTuple):
    """A number of things: where, how many, in packs of how many, and whether each gets so many."""

    start: int
    end: int
    number: int
    packs: bool = False
    inside: int | None = None
    times: bool = False


def said(
    plain: str, sized: Sequence[Sized], products: Callable[[int], bool]
) -> tuple[list[Counted], int | None]:
    """The numbers of things in levelled text, and how many people it speaks of.

    What is part of a surer size, a measure, a day or a number of people is left out; `products`
    says whether a product is named at a place.
    """
    found: list[Counted] = []
    heads: int | None = None
    end = 0
    for match in _NUMBERS.finditer(plain):
        surely_size = any(
            one.start <= match.start() < one.end for one in sized if one.kind != "bare"
        )
        number = _value(match["number"])
        if match.start() < end or surely_size or number is None or _other(plain, match):
            continue
        person = _PERSON.match(plain, match.end())
        if (
            person
            and not products(person.start() + 1)
            and not _product_follows(person.end(), products)
        ):
            heads = number if heads is None else heads
            end = person.end()
            continue
        one = _with_packs(plain, match, number, products)
        found.append(one)
        end = one.end
    return found, heads


def _product_follows(end: int, products: Callable[[int], bool]) -> bool:
    return products(end + 1)


def _other(plain: str, match: re.Match[str]) -> bool:
    """Whether the number is a measure, a day, the place in a numbered list, or a room."""
    if _MEASURED.match(plain, match.end()) or _DAY.match(plain, match.end()):
        return True
    before = plain[max(0, match.start() - 12) : match.start()]
    at_start = _ORDER.search(plain[: match.start()][-40:]) is not None
    if at_start and re.match(r"[.)]\s", plain[match.end() : match.end() + 2]):
        return True
    return match[0].isdigit() and _NAMED_NUMBER.search(before) is not None


def _value(written: str) -> int | None:
    digits = re.sub(r"[^\d]", "", written)
    if digits:
        return int(digits) or None
    parts = [part for part in re.split(r"[ -]+", written) if part]
    values = [9 if part == words.NEUF else words.NUMBERS.get(part, 0) for part in parts]
    if len(values) == 2 and values[0] in words.TENS and values[1] < 10:
        return sum(values)
    if len(values) == 2 and values[1] == 10 and 1 < values[0] < 10:
        return sum(values)
    if len(values) == 2 and values[1] in (10, 12, 20) and values[0] == 1:
        return values[1]
    return values[-1] or None


def _with_packs(
    plain: str, match: re.Match[str], number: int, products: Callable[[int], bool]
) -> Counted:
    before, after = plain[: match.start()].rstrip(), plain[match.end() :].lstrip()
    # In "62 x 4" either may be the size; in "x4" and "4x" the number says how many.
    alone = not (
        (match["times"] and before[-1:].isdigit()) or (match["after"] and after[:1].isdigit())
    )
    times = bool(match["times"] or match["after"]) and alone
    packs = _PACKS.match(plain, match.end())
    if packs and not products(packs.start("packs")):
        inside = int(packs["inside"]) if packs["inside"] else None
        return Counted(match.start(), packs.end(), number, True, inside, times)
    pieces = _PIECES.match(plain, match.end())
    end = pieces.end() if pieces and not products(pieces.end() - 1) else match.end()
    return Counted(match.start(), end, number, times=times)
