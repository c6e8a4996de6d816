"""The day on which goods promised today are likely to reach a facility."""

from datetime import date, timedelta

AHEAD = timedelta(days=7)
"""How far off a delivery is that nobody has planned yet; rounds are taken to be weekly."""


def likely(today: date, next_stop: date | None, tonight: bool) -> date:
    """Give the day of the next run that stops there; else today for what is needed tonight."""
    if next_stop is not None:
        return next_stop
    return today if tonight else today + AHEAD


def latest(today: date, next_stop: date | None) -> date:
    """Give the last of the days that `likely` may give."""
    return max(today + AHEAD, next_stop or today)
