"""What size a child who wore this size then needs on the day the goods arrive.

No birth date is asked: a wish carries a size and the day on which it was right, and the child is
taken to grow as the median child of that length does (see growth_table for the source). Before
birth and after three years the first and the last month's rate goes on.
"""

from bisect import bisect
from datetime import date
from typing import Literal

from stockroom.rules.growth_table import MEDIAN_MM
from stockroom.rules.sizes.body import STEP_CM, european

Sex = Literal["boys", "girls"]

DAYS_IN_MONTH = 30.4375

_MONTHS = [float(month) for month in range(len(MEDIAN_MM))]


def median_length_mm(month: float, sex: Sex | None = None) -> int:
    """Give the median length in mm at an age in months; without a sex, the mean of both."""
    return round(_on_line(month, _MONTHS, _lengths(sex)))


def months_at_length(length_mm: float, sex: Sex | None = None) -> float:
    """Give the age in months at which the median child has this length; below 0 before term."""
    return _on_line(length_mm, _lengths(sex), _MONTHS)


def projected_body_cm(size_cm: int, as_of: date, on: date, sex: Sex | None = None) -> int:
    """Give the length in cm to expect `on` a day of a child for whom `size_cm` was right `as_of`.

    A European size fits the 6 cm below it, so the child is taken to have been in their middle.
    Nobody shrinks: a day before `as_of` counts as that day.
    """
    then_mm = (size_cm - STEP_CM // 2) * 10
    grown = max((on - as_of).days, 0) / DAYS_IN_MONTH
    now_mm = median_length_mm(months_at_length(then_mm, sex) + grown, sex)
    return (now_mm + 5) // 10


def projected_size_cm(size_cm: int, as_of: date, on: date, sex: Sex | None = None) -> int:
    """Give the European size that such a child needs on that day."""
    return european(projected_body_cm(size_cm, as_of, on, sex))


def _lengths(sex: Sex | None) -> list[float]:
    if sex is None:
        return [(boys + girls) / 2 for boys, girls in MEDIAN_MM]
    return [float(boys if sex == "boys" else girls) for boys, girls in MEDIAN_MM]


def _on_line(at: float, known: list[float], wanted: list[float]) -> float:
    """Read between the rows of a rising table, and past its ends along the outermost line."""
    right = min(max(bisect(known, at), 1), len(known) - 1)
    left = right - 1
    share = (at - known[left]) / (known[right] - known[left])
    return wanted[left] + share * (wanted[right] - wanted[left])
