"""Reads a clothes size into European sizes: the body length in whole cm up to which it fits.

European sizes go in steps of 6 cm (50, 56, 62 ...); a garment of 62 is for bodies of 57-62 cm.
"""

from decimal import ROUND_CEILING, Decimal

from stockroom.errors import Malformed
from stockroom.rules.sizes import ages
from stockroom.rules.sizes.measures import Measure, Reading, take_apart
from stockroom.rules.writing import clip, fold

STEP_CM = 6
SMALLEST_CM = 32
LARGEST_CM = 128

_PRETERM = (44, 50)
_NEWBORN = (50, 56)
_PRETERM_WORDS = {
    fold(word)
    for word in (
        "preterm", "premature", "preemie", "prem", "early baby", "tiny baby",
        "préma", "prématuré", "prématurés", "недоношенный", "недоношенные", "для недоношенных",
        "خديج", "خدج", "الخدج", "مبتسر",
    )
}  # fmt: skip
# (age in months, the size outgrown about then). Shop and rule-of-thumb tables of Britain, Russia
# and the Baltic name the upper end so; German tables and the WHO median agree within a month or
# so up to 80. From three years on one size a year.
_OUTGROWN = (
    (0, 50), (1, 56), (3, 62), (6, 68), (9, 74), (12, 80), (18, 86), (24, 92),
    (36, 98), (48, 104), (60, 110), (72, 116), (84, 122), (96, 128),
)  # fmt: skip


def read(text: str) -> tuple[int, int]:
    """Give the smallest and the largest European size that a label covers.

    Centimetres written on the label win over an age beside them. An age band covers both shops
    that name its lower and shops that name its upper end: "3-6 m" is 62 to 68.
    Raises Malformed: size_unreadable, size_out_of_range.
    """
    reading = take_apart(text)
    if reading.words not in ages.NEWBORN_WORDS | _PRETERM_WORDS | {""}:
        raise _unreadable(text)
    lengths = _lengths_cm(reading)
    if lengths:
        return _in_range(min(lengths), text), _in_range(max(lengths), text)
    if reading.of("months"):
        return _by_age(reading.of("months")[0], text)
    if reading.words and not reading.measures:
        return _PRETERM if reading.words in _PRETERM_WORDS else _NEWBORN
    raise _unreadable(text)


def european(body_cm: int) -> int:
    """Give the European size that holds a body of this length: 57 to 62 cm are 62."""
    return body_cm + (2 - body_cm) % STEP_CM


def _lengths_cm(reading: Reading) -> list[Decimal]:
    written = [end / 10 for end in reading.ends("mm")]
    bare = reading.ends("")
    # A bare small number could be months, years or a shop's own number: not a length.
    are_lengths = all(end >= SMALLEST_CM and end % 1 == 0 for end in bare)
    return written or (bare if are_lengths else [])


def _in_range(length_cm: Decimal, text: str) -> int:
    whole = int(length_cm.to_integral_value(ROUND_CEILING))
    if not SMALLEST_CM <= whole <= LARGEST_CM:
        raise Malformed(
            "size_out_of_range",
            "{text} is no clothes size; they go from {smallest} to {largest} cm",
            text=clip(text),
            smallest=SMALLEST_CM,
            largest=LARGEST_CM,
        )
    return european(whole)


def _by_age(age: Measure, text: str) -> tuple[int, int]:
    if age.end is None or age.start is None:
        raise _unreadable(text)
    youngest, oldest = ages.months(age, text)
    return _size_at(youngest), _size_at(oldest)


def _size_at(month: int) -> int:
    return next(size for until, size in _OUTGROWN if month <= until)


def _unreadable(text: str) -> Malformed:
    return Malformed(
        "size_unreadable",
        "{text} is not a clothes size we can read; write it as 62, 86/92, 3-6 months or newborn",
        text=clip(text),
    )
