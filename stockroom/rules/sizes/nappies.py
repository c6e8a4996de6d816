"""Reads a nappy size into the weight of the child it is for, in whole grams.

Makers differ, so kilograms on the pack win; a bare number means the generic British and European
ranges (KidAdl's and Jumpy Moo's tables, which agree to within 2 kg).
"""

from stockroom.errors import Malformed
from stockroom.rules.sizes import ages
from stockroom.rules.sizes.measures import Measure, Reading, take_apart
from stockroom.rules.writing import clip, fold

LIGHTEST_G = 500
HEAVIEST_G = 60_000

# An open range ("16 kg and more") ends where a child of the oldest age served would.
_OPEN_END_G = 30_000
_GENERIC_G = (
    (1_000, 2_500), (2_000, 5_000), (3_000, 6_000), (4_000, 9_000),
    (7_000, 18_000), (11_000, 25_000), (16_000, _OPEN_END_G),
)  # fmt: skip
_NEWBORN_SIZE = 1
_PRETERM_SIZE = 0
_PRETERM_WORDS = {fold(word) for word in ("preemie", "premature", "prem", "préma", "prématuré")}


def read(text: str) -> tuple[int, int]:
    """Give the lightest and the heaviest child, in grams, that the nappy is for.

    A plus size ("4+") lies half-way to the next number. Raises Malformed: size_unreadable,
    size_out_of_range.
    """
    reading = take_apart(text)
    if reading.words not in ages.NEWBORN_WORDS | _PRETERM_WORDS | {""}:
        raise _unreadable(text)
    if reading.of("g"):
        return _by_weight(reading.of("g")[0], text)
    number, plus = _number(reading)
    if number is None or number >= len(_GENERIC_G):
        raise _unreadable(text)
    return _half_way(number) if plus else _GENERIC_G[number]


def _by_weight(weight: Measure, text: str) -> tuple[int, int]:
    low = int(weight.start or LIGHTEST_G)
    high = max(_OPEN_END_G, low) if weight.end is None else int(weight.end)
    if not LIGHTEST_G <= low <= high <= HEAVIEST_G:
        raise Malformed(
            "size_out_of_range",
            "{text} is no weight of a child in nappies; that is {lightest} to {heaviest} kg",
            text=clip(text),
            lightest=LIGHTEST_G / 1000,
            heaviest=HEAVIEST_G // 1000,
        )
    return low, high


def _number(reading: Reading) -> tuple[int | None, bool]:
    """Give the number on the pack and whether it has a plus."""
    if not reading.measures and reading.words:
        return (_PRETERM_SIZE if reading.words in _PRETERM_WORDS else _NEWBORN_SIZE), False
    bare = reading.of("")
    if len(reading.measures) != 1 or not bare:
        return None, False
    start, end = bare[0].start, bare[0].end
    is_one_number = start is not None and start % 1 == 0 and end in (start, None)
    return (int(start) if start is not None and is_one_number else None), end is None


def _half_way(number: int) -> tuple[int, int]:
    following = _GENERIC_G[min(number + 1, len(_GENERIC_G) - 1)]
    low, high = (sum(ends) // 2 for ends in zip(_GENERIC_G[number], following, strict=True))
    return low, high


def _unreadable(text: str) -> Malformed:
    return Malformed(
        "size_unreadable",
        "{text} is not a nappy size we can read; write the number 0 to 6 or the kilograms"
        " on the pack, such as 4-9 kg",
        text=clip(text),
    )
