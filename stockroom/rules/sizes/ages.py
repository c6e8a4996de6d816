"""Reads an age band as written on toys, hats and books: months, both ends included."""

from stockroom.errors import Malformed
from stockroom.rules.sizes.measures import Measure, take_apart
from stockroom.rules.writing import clip, fold

OLDEST_MONTHS = 96
"""Where an open band ends; the oldest children known to stay with a mother are seven."""

NEWBORN_WORDS = {
    fold(word)
    for word in (
        "nb", "newborn", "new born", "newborns", "birth",
        "naissance", "nouveau né", "nouveaux nés",
        "новорожденный", "новорожденные", "новорожденная", "новорожденных", "для новорожденных",
        "حديث الولادة", "حديثي الولادة", "مولود", "مولود جديد", "الولادة",
    )
}  # fmt: skip


def read(text: str) -> tuple[int, int]:
    """Give the youngest and the oldest age a label names, in completed months.

    "6-12 m" is 6 to 11, so that it does not meet "12 m+", which ends at OLDEST_MONTHS; "newborn"
    is the first month, a single age itself. A number with neither unit nor the plus of "0+" could
    be months or years and is refused. Raises Malformed: size_unreadable, size_out_of_range.
    """
    reading = take_apart(text)
    if not reading.measures and reading.words in NEWBORN_WORDS:
        return 0, 0
    ages = reading.of("months") or [m for m in reading.measures if _from_birth(m)]
    if len(ages) != 1 or reading.words not in NEWBORN_WORDS | {""}:
        raise Malformed(
            "size_unreadable",
            "{text} is not an age we can read; write it as 0-6 months, 12 months + or 2-3 years",
            text=clip(text),
        )
    low, high = months(ages[0], text)
    return low, (high if ages[0].end is None or low == high else high - 1)


def months(age: Measure, text: str) -> tuple[int, int]:
    """Give the two ends of an age in whole months, refusing what no child of ours has reached."""
    low = int(age.start or 0)
    high = OLDEST_MONTHS if age.end is None else int(age.end)
    if not low <= high <= OLDEST_MONTHS:
        raise Malformed(
            "size_out_of_range",
            "{text} is older than any child we serve; ages go up to {oldest} months",
            text=clip(text),
            oldest=OLDEST_MONTHS,
        )
    return low, high


def _from_birth(measure: Measure) -> bool:
    return measure.kind == "" and measure.start == 0 and measure.end is None
