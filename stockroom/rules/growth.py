"""What size a child who wore this size then needs on the day the goods arrive, and while they last.

No birth date is asked: a wish carries a size and the day on which it was right, and the child is
taken to grow as the median child of that length or weight does (see growth_table for the source).
Before birth and after three years the first and the last month's rate goes on.
"""

from bisect import bisect, bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from stockroom.rules.growth_table import MEDIAN_G, MEDIAN_MM
from stockroom.rules.sizes.body import STEP_CM, european

Sex = Literal["boys", "girls"]

DAYS_IN_MONTH = 30.4375
WEAR_DAYS = 28
"""For how long what is given should fit: about the time between two visits."""

ABOVE_LOW_END_G = 1500
"""How far above the low end of a nappy's range its child is taken to be at most.

Makers' ranges are wide towards the top ("7-18 kg"), while children change over as soon as they may.
"""

_SEXES: dict[str, Sex] = {"boy": "boys", "girl": "girls"}
_MONTHS = [float(month) for month in range(len(MEDIAN_MM))]


def _columns(table: tuple[tuple[int, int], ...]) -> dict[Sex | None, list[float]]:
    return {
        "boys": [float(boys) for boys, _ in table],
        "girls": [float(girls) for _, girls in table],
        None: [(boys + girls) / 2 for boys, girls in table],
    }


_LENGTHS, _WEIGHTS = _columns(MEDIAN_MM), _columns(MEDIAN_G)


@dataclass(frozen=True)
class Outgrown:
    """A size that will be too small from the day `by` on; then `low` to `high` are needed."""

    by: date
    low: int
    high: int


def needed(
    scheme: str,
    low: int,
    high: int,
    as_of: date | None,
    on: date,
    *,
    fits: str = "any",
    wear_days: int = WEAR_DAYS,
) -> tuple[int, int]:
    """Give the sizes needed by a child for whom `low` to `high` was right `as_of`, in their units.

    Goods that come `on` a day must still fit at the end of the wear, so of clothes (body_cm) and
    nappies (weight_g) the sizes of that day are given: the same where they still fit, else the
    next up. Clothes that every child passes through sooner than that, and nappies lighter than a
    median birth, will do where they fit when they come: they are for newborns. Goods that come
    before `as_of` are worn from then on. Ages (age_months) go on by whole months, the upper end
    only to the day of delivery, since toys may harm whoever is younger. As asked stay feet, of
    whose growth we have no figures; grown-ups; stages of formula, which are not ours to raise; and
    every size whose day is not known.
    Never smaller than what was asked.
    """
    grown = _GROWN.get(scheme)
    if grown is None or as_of is None:
        return low, high
    days = max((on - as_of).days, 0)
    return grown(low, high, days, days + wear_days, _SEXES.get(fits))


def outgrown(
    scheme: str, low: int, high: int, as_of: date | None, on: date, *, fits: str = "any"
) -> Outgrown | None:
    """Say when clothes or nappies as asked will be too small, if that is before they are worn out.

    None where they fit through the wear of goods that come `on` that day, or do not go by growth.
    """
    if as_of is None or scheme not in ("body_cm", "weight_g"):
        return None
    sex = _SEXES.get(fits)
    most = max((on - as_of).days, 0) + WEAR_DAYS

    def size_after(days: int) -> int:
        if scheme == "body_cm":
            return european(_body_cm(high, days, sex))
        return _weight_g(_child_g(low, high), days, sex)

    if size_after(most) <= high:
        return None
    first = bisect_left(range(most), high + 1, key=size_after)
    return Outgrown(as_of + timedelta(days=first), *needed(scheme, low, high, as_of, on, fits=fits))


def median_length_mm(month: float, sex: Sex | None = None) -> int:
    """Give the median length in mm at an age in months; without a sex, the mean of both."""
    return round(_on_line(month, _MONTHS, _LENGTHS[sex]))


def median_weight_g(month: float, sex: Sex | None = None) -> int:
    """Give the median weight in grams at an age in months; without a sex, the mean of both."""
    return round(_on_line(month, _MONTHS, _WEIGHTS[sex]))


def months_at_length(length_mm: float, sex: Sex | None = None) -> float:
    """Give the age in months at which the median child has this length; below 0 before term."""
    return _on_line(length_mm, _LENGTHS[sex], _MONTHS)


def months_at_weight(weight_g: float, sex: Sex | None = None) -> float:
    """Give the age in months at which the median child weighs this; below 0 before term."""
    return _on_line(weight_g, _WEIGHTS[sex], _MONTHS)


def projected_body_cm(size_cm: int, as_of: date, on: date, sex: Sex | None = None) -> int:
    """Give the length in cm to expect `on` a day of a child for whom `size_cm` was right `as_of`.

    A European size fits the 6 cm below it, so the child is taken to have been in their middle.
    Nobody shrinks: a day before `as_of` counts as that day.
    """
    return _body_cm(size_cm, max((on - as_of).days, 0), sex)


def projected_size_cm(size_cm: int, as_of: date, on: date, sex: Sex | None = None) -> int:
    """Give the European size that such a child needs on that day."""
    return european(projected_body_cm(size_cm, as_of, on, sex))


@lru_cache(maxsize=16_384)
def _body_cm(size_cm: int, days: int, sex: Sex | None) -> int:
    then_mm = (size_cm - STEP_CM // 2) * 10
    now_mm = median_length_mm(months_at_length(then_mm, sex) + days / DAYS_IN_MONTH, sex)
    return (now_mm + 5) // 10


@lru_cache(maxsize=16_384)
def _weight_g(weight_g: int, days: int, sex: Sex | None) -> int:
    return median_weight_g(months_at_weight(weight_g, sex) + days / DAYS_IN_MONTH, sex)


def _child_g(low: int, high: int) -> int:
    return min((low + high) // 2, low + ABOVE_LOW_END_G)


def _clothes(low: int, high: int, days: int, worn: int, sex: Sex | None) -> tuple[int, int]:
    on_the_day = european(_body_cm(low, days, sex))
    is_passed_through = european(_body_cm(on_the_day, worn - days, sex)) > on_the_day
    small = on_the_day if is_passed_through else european(_body_cm(low, worn, sex))
    return max(small, low), max(european(_body_cm(high, worn, sex)), high)


def _nappies(low: int, high: int, days: int, worn: int, sex: Sex | None) -> tuple[int, int]:
    """Weigh the child for the low end, so that it is not past it; every child for the high end."""
    on_the_day = _weight_g(_child_g(low, high), days, sex)
    is_newborn = on_the_day < _WEIGHTS[sex][0]
    least = on_the_day if is_newborn else _weight_g(_child_g(low, high), worn, sex)
    return max(least, low), max(_weight_g(high, worn, sex), high)


def _ages(low: int, high: int, days: int, worn: int, _sex: Sex | None) -> tuple[int, int]:
    oldest = high + int(days / DAYS_IN_MONTH)
    return min(low + int(worn / DAYS_IN_MONTH), oldest), oldest


_GROWN: dict[str, Callable[[int, int, int, int, Sex | None], tuple[int, int]]] = {
    "body_cm": _clothes,
    "weight_g": _nappies,
    "age_months": _ages,
}


def _on_line(at: float, known: list[float], wanted: list[float]) -> float:
    """Read between the rows of a rising table, and past its ends along the outermost line."""
    right = min(max(bisect(known, at), 1), len(known) - 1)
    left = right - 1
    share = (at - known[left]) / (known[right] - known[left])
    return wanted[left] + share * (wanted[right] - wanted[left])
