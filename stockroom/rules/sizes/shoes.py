"""Reads a shoe or sock size into the length of the foot it is for, in whole millimetres.

A European size is the length of the last in Paris points of two thirds of a centimetre. Less
15 mm of room for the toes this agrees within one size with two published charts of foot lengths
(Shoe Habour and Tools Fast: 8.9 cm is 16, 10.2-10.5 is 18, 12.7-13.3 is 22, 14 is 23).
"""

from decimal import Decimal

from stockroom.errors import Malformed
from stockroom.rules.sizes.measures import take_apart
from stockroom.rules.writing import clip

SMALLEST_EU = 14
LARGEST_EU = 36
SHORTEST_MM = 60
LONGEST_MM = 230

_TOE_ROOM_MM = 15


def read(text: str) -> tuple[int, int]:
    """Give the shortest and the longest foot, in mm, for European sizes or a written length.

    "17/18" covers both sizes; "10.5 cm" is that foot. Raises Malformed: size_unreadable,
    size_out_of_range.
    """
    reading = take_apart(text)
    lengths, numbers = reading.ends("mm"), reading.ends("")
    if reading.words or not (lengths or numbers):
        raise _unreadable(text)
    if lengths:
        return _feet(min(lengths), max(lengths), text)
    if any(number % 1 for number in numbers):
        raise _unreadable(text)
    return _sizes(int(min(numbers)), int(max(numbers)), text)


def longest_foot_mm(european: int) -> int:
    """Give the longest foot that a European size is for: "18" is up to 105 mm."""
    return round(european * 20 / 3) - _TOE_ROOM_MM


def _feet(low: Decimal, high: Decimal, text: str) -> tuple[int, int]:
    if not SHORTEST_MM <= low <= high <= LONGEST_MM:
        raise Malformed(
            "size_out_of_range",
            "{text} is no foot of a child; they go from {shortest} to {longest} mm",
            text=clip(text),
            shortest=SHORTEST_MM,
            longest=LONGEST_MM,
        )
    return int(low), int(high)


def _sizes(low: int, high: int, text: str) -> tuple[int, int]:
    if not SMALLEST_EU <= low <= high <= LARGEST_EU:
        raise Malformed(
            "size_out_of_range",
            "{text} is no child's shoe size; European sizes go from {smallest} to {largest}",
            text=clip(text),
            smallest=SMALLEST_EU,
            largest=LARGEST_EU,
        )
    return longest_foot_mm(low - 1) + 1, longest_foot_mm(high)


def _unreadable(text: str) -> Malformed:
    return Malformed(
        "size_unreadable",
        "{text} is not a shoe size we can read; write the European size, such as 18,"
        " or the length of the foot, such as 10.5 cm",
        text=clip(text),
    )
