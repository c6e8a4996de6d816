"""The road today: each run as it is now, by what its driver tells, and what needs a decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.commands.expecting import minute_of
from stockroom.rules import driving
from stockroom.rules.driving import Broken
from stockroom.speech import mark as _
from stockroom.web.api.reads.scopes import RUN
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.road import aboard, account, runs, trips
from stockroom.web.pages.road.account import Account
from stockroom.web.pages.road.runs import RUNS, Run, Stop
from stockroom.web.pages.road.trips import Day

MOST_RUNS = 20
LATE_MIN = 15
# How the van was loaded and which ways nobody has told is no news on the road.
KNOWN_BEFORE = frozenset({trips.GUESSED, "hours_apart", "not_reachable"})


class At(NamedTuple):
    """A stop as it is now; `late` are minutes behind what was planned, none where on time."""

    stop: Stop
    state: str
    delivered: int
    refused: int
    missing: int
    aboard: int
    expected: str
    late: int

    @property
    def asks(self) -> bool:
        """Whether goods are aboard that nobody will hand over here any more."""
        return bool(self.aboard and self.stop.called_off_because)


class OnBoard(NamedTuple):
    """One run of today, with what needs to be looked at."""

    run: Run
    stops: Sequence[At]
    account: Account
    aboard: int
    day: Day
    now: str
    facts: Mapping[str, str]

    @property
    def attention(self) -> Sequence[Broken]:
        """What does not fit any more, of what is ahead."""
        told = self.run.departed_in is not None and self.run.closed_in is None
        return [one for one in self.day.broken if one.reason not in KNOWN_BEFORE] if told else []

    def at(self, stop: Stop) -> Sequence[Broken]:
        """The same of one stop."""
        return [one for one in self.attention if one.stop == stop.id]

    @property
    def everywhere(self) -> Sequence[Broken]:
        """The same where it is of no stop ahead."""
        return [one for one in self.attention if one in self.day.everywhere]

    @property
    def asks(self) -> bool:
        """Whether somebody should decide how it goes on."""
        open_still = self.run.departed_in is not None and self.run.closed_in is None
        odd = any(one.asks or one.refused or one.missing or one.late for one in self.stops)
        return open_still and (odd or bool(self.attention))


def facts(look: Look) -> Facts:
    """Today's runs, those on the road first; and open ones of days before."""
    today = look.clock.now().astimezone().date()
    found = of_day(look)
    return {
        "runs": found,
        "today": today,
        "hour": runs.hour,
        "clock": driving.clock,
        "position": newest(look.books),
    }


def of_day(look: Look) -> list[OnBoard]:
    """Each run that is on the road or is of today; as many statements, however many they are."""
    today = look.clock.now().astimezone().date()
    select = RUNS.where(
        sa.or_(
            RUN.c.day == today, sa.and_(RUN.c.departed_in.is_not(None), RUN.c.closed_in.is_(None))
        )
    ).limit(MOST_RUNS)
    found = [Run(*tuple(row)) for row in look.books.execute(select.order_by(RUN.c.id))]
    found.sort(key=lambda one: (one.state != "on_the_road", one.closed_in is not None, one.id))
    stops = runs.stops_of(look.books, [run.id for run in found])
    accounts = account.of_runs(look.books, found)
    days = trips.days_of(look.books, [(run, stops[run.id]) for run in found]) if found else []
    told = aboard.told(look.books, found)
    return [
        _on_board(run, day, accounts[run.id], told) for run, day in zip(found, days, strict=True)
    ]


def _on_board(run: Run, day: Day, pieces: Account, told: aboard.Told) -> OnBoard:
    stops = [_at(one, run, day, told) for one in day.stops]
    now, facts = _now(run, stops)
    return OnBoard(run, stops, pieces, told.aboard.get(run.van_id, 0), day, now, facts)


def _at(stop: Stop, run: Run, day: Day, told: aboard.Told) -> At:
    key = (run.id, stop.facility_id or 0)
    delivered, missing = told.delivered.get(key, (0, 0))
    refused = told.refused.get(key, 0)
    call = day.call(stop)
    expected = (
        driving.clock(call.arrives) if call and run.departed_in and day.is_told else stop.arrives_at
    )
    came = runs.hour(stop.arrived_at) if stop.arrived_at else expected if call else ""
    late = minute_of(came) - minute_of(stop.arrives_at) if came and stop.arrives_at else 0
    return At(
        stop,
        _state(stop, delivered, refused),
        delivered,
        refused,
        missing,
        told.waiting.get((run.van_id, stop.facility_id or 0), 0) if stop.facility_id else 0,
        expected,
        late if late >= LATE_MIN and run.departed_in is not None else 0,
    )


def _state(stop: Stop, delivered: int, refused: int) -> str:
    if stop.called_off_because:
        return "called_off"
    if stop.left_at or (delivered and not stop.arrived_at):
        return "done" if delivered or not refused else "refused"
    if stop.arrived_at:
        return "there"
    return "ahead"


def _now(run: Run, stops: Sequence[At]) -> tuple[str, Mapping[str, str]]:
    """Where a van is, in one sentence."""
    if run.closed_in is not None:
        return _("The run is closed."), {}
    if run.departed_in is None:
        return _("It leaves from {site}."), {"site": run.site}
    there = next((one for one in stops if one.state == "there"), None)
    if there is not None and there.stop.arrived_at:
        since = runs.hour(there.stop.arrived_at)
        return _("It is at {stop} since {time}."), {"stop": there.stop.name, "time": since}
    ahead = next((one for one in stops if one.state == "ahead"), None)
    if ahead is None:
        return _("It is on its way back."), {}
    if not ahead.expected:
        return _("It is on its way to {stop}."), {"stop": ahead.stop.name}
    return (
        _("It is on its way to {stop}, expected there at {time}."),
        {"stop": ahead.stop.name, "time": ahead.expected},
    )


PAGES = (Page("/board", "road/board.html", DESK, facts),)
