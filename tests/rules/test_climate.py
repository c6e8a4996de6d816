"""What is worn when: winter on either half of the earth, and where there is none."""

from __future__ import annotations

from datetime import date

import pytest

from stockroom.rules.climate import WINTER_MONTHS, season_on
from stockroom.tables.wishes import Climate
from stockroom.words import Season


@pytest.mark.parametrize(
    ("climate", "january", "may", "july", "september"),
    [
        ("temperate_north", "winter", "summer", "summer", "summer"),
        ("temperate_south", "summer", "winter", "winter", "winter"),
        ("hot", "summer", "summer", "summer", "summer"),
        ("cold", "winter", "winter", "summer", "winter"),
    ],
)
def test_a_day_has_its_season_in_every_climate(
    climate: str, january: str, may: str, july: str, september: str
) -> None:
    found = [season_on(climate, date(2026, month, 15)) for month in (1, 5, 7, 9)]

    assert found == [january, may, july, september]


def test_every_climate_is_known_and_every_month_has_a_season_of_clothes() -> None:
    assert set(WINTER_MONTHS) == {one.value for one in Climate}
    for climate in Climate:
        for month in range(1, 13):
            assert Season(season_on(climate, date(2026, month, 1))) in (
                Season.SUMMER,
                Season.WINTER,
            )


def test_north_and_south_are_each_others_reverse() -> None:
    for month in range(1, 13):
        day = date(2026, month, 28)
        assert season_on("temperate_north", day) != season_on("temperate_south", day)
