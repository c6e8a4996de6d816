"""The whole day: its runs that have not left planned together, and taken over with one button."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.desk import Receipt
from stockroom.errors import Malformed
from stockroom.rules import driving
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.forms import NOT_UNDERSTOOD
from stockroom.web.pages.road import days, runs, staying, together, trips
from stockroom.web.pages.road.runs import Run, Stop

SUGGEST = "suggest"
_ORDER = re.compile(r"\d{1,9}:\d{1,9}(,\d{1,9})*( \d{1,9}:\d{1,9}(,\d{1,9})*)*")


def facts(look: Look) -> Facts:
    """The runs as they are planned, and, where that was asked, as they would drive together."""
    day = days.day_of(look)
    asked = waiting(look.books, days.runs_on(look.books, day))
    stays = staying.staying(look.books, asked, look.clock.now().astimezone().date())
    number = sum(len(stops) for _run, stops in asked)
    suggested = None
    if look.form.text("shown_again") == SUGGEST and asked and number <= together.MOST_STOPS:
        suggested = together.planned_together(look.books, asked, stays)
    return {
        "day": day,
        "days": () if suggested else trips.together(look.books, asked),
        "stays": stays,
        "why": staying.WHY,
        "suggested": suggested,
        "order": written(suggested.order) if suggested else "",
        "number": number,
        "most": together.MOST_STOPS,
        "seen": newest(look.books),
        "clock": driving.clock,
    }


def waiting(books: sa.Connection, found: Sequence[Run]) -> list[tuple[Run, Sequence[Stop]]]:
    """The runs among these that have not left, with their stops; one statement."""
    planned = [one for one in found if one.state == "planned"]
    stops = runs.stops_of(books, [one.id for one in planned])
    return [(one, stops[one.id]) for one in planned]


def content(look: Look) -> Mapping[str, Any]:
    """The order of the day that was shown."""
    order = look.form.text("order")
    if not _ORDER.fullmatch(order):
        raise Malformed("unreadable", NOT_UNDERSTOOD)
    return {
        "day": days.day_of(look).isoformat(),
        "seen": look.form.number("seen") or 0,
        "runs": [_read(text) for text in order.split()],
    }


def written(order: Sequence[Mapping[str, Any]]) -> str:
    """Runs with their stops as the form has them: "3:8,11 4:9"."""
    return " ".join(f"{one['run']}:{','.join(map(str, one['stops']))}" for one in order)


def after(_receipt: Receipt, look: Look) -> str:
    """To the runs of the day."""
    return f"/runs/days/{look.path['day']}"


def _read(text: str) -> Mapping[str, Any]:
    run, _colon, stops = text.partition(":")
    return {"run": int(run), "stops": [int(one) for one in stops.split(",")]}


PAGES = (
    Act(
        "day-orders",
        "/runs/days/{day:str}/order",
        "road/whole_day.html",
        facts,
        content,
        after=after,
    ),
)
