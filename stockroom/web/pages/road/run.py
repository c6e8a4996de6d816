"""One run, for the desk and for its driver: the stops in order, and what is to be done next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from stockroom.commands.base import ROAD
from stockroom.speech import mark as _
from stockroom.tables.transport import StopKind
from stockroom.web.changes import newest
from stockroom.web.pages import needs
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.road import account, goods, noticing, runs, trips
from stockroom.web.pages.road.goods import Bundle
from stockroom.web.pages.road.runs import Run, Stop


class StopNow(NamedTuple):
    """A stop with what is aboard for it, what is ready or behind, and what was handed over."""

    stop: Stop
    aboard: Sequence[Bundle]
    ready: Sequence[Bundle]
    behind: Sequence[Bundle]
    deliveries: Sequence[Any]
    refused: int

    @property
    def pieces(self) -> int:
        """Pieces aboard for it."""
        return sum(one.pieces for one in self.aboard)

    @property
    def is_done(self) -> bool:
        """Whether something was told of here and nothing is left for it on the van."""
        return bool(self.deliveries or self.refused) and not self.aboard


class NextStep(NamedTuple):
    """The one large way on: where to, its words and their facts, its icon."""

    path: str
    word: str
    icon: str
    facts: Mapping[str, str]


def facts(look: Look) -> Facts:
    """The run as it stands now; what its van still carries for another run is none of it."""
    run = runs.run_of(look, look.path["run"])
    stops = runs.stops_of(look.books, [run.id])[run.id]
    found = goods.of_van(look.books, run.van_id, runs.facilities_of(stops))
    out_with = runs.out_with(look.books, run)
    if run.closed_in is not None:
        found = []
    if out_with is not None:
        found = [one for one in found if one.stage != goods.ABOARD]
    handed = account.deliveries_on(look.books, run)
    refused = account.refused_at(look.books, run)
    now = [_stop_now(stop, found, handed, refused) for stop in stops]
    at_stops = set(runs.facilities_of(stops))
    others = [one for one in goods.at(found, goods.ABOARD) if one.facility_id not in at_stops]
    return {
        "run": run,
        "stops": now,
        "others": others,
        "account": account.of_runs(look.books, [run])[run.id],
        "next": next_step(run, now, found),
        "is_ready": bool(goods.at(found, goods.READY)),
        "is_loaded": bool(goods.at(found, goods.ABOARD)),
        "silent": needs.silent_of_run(look.books, look.clock.now(), run, runs.facilities_of(stops)),
        "notices": noticing.of_run(look, run),
        "tells": look.may("notices"),
        "answers": look.may("need-answers"),
        "orders": look.may("run-changes"),
        "out_with": out_with,
        "day": _planned(look, run, stops),
        "takes_in": look.may("intakes"),
        "hour": runs.hour,
        "today": look.clock.now().astimezone().date(),
        "position": newest(look.books),
    }


def _planned(look: Look, run: Run, stops: Sequence[Stop]) -> trips.Day | None:
    """The day as it is planned, for those who can still change it before the van leaves."""
    if run.departed_in is not None or run.closed_in is not None or not look.may("run-changes"):
        return None
    return trips.day_of(look.books, run, stops)


def next_step(run: Run, stops: Sequence[StopNow], found: Sequence[Bundle]) -> NextStep | None:
    """What to do now: load, leave, hand over, bring back, close; nothing once it is closed."""
    aboard = goods.at(found, goods.ABOARD)
    if run.closed_in is not None:
        return None
    if run.departed_in is None:
        waiting = any(not one.held for one in goods.at(found, goods.READY))
        if waiting or not aboard:
            return NextStep(f"/runs/{run.id}/load", _("Load the van"), "truck-loading", {})
        return NextStep(f"/departures/new?run={run.id}", _("We are leaving"), "steering-wheel", {})
    for one in stops:
        if one.aboard and one.stop.kind == StopKind.FACILITY and not one.stop.called_off_because:
            path = f"/runs/{run.id}/stops/{one.stop.position}"
            return NextStep(
                path, _("Hand over at {stop}"), "truck-delivery", {"stop": one.stop.name}
            )
    if aboard:
        path = f"/returns/new?run={run.id}"
        return NextStep(path, _("Bring back what is left"), "truck-return", {})
    return NextStep(f"/run-closings/new?run={run.id}", _("Close the run"), "circle-check", {})


def _stop_now(
    stop: Stop, found: Sequence[Bundle], handed: Sequence[Any], refused: Mapping[int, int]
) -> StopNow:
    if stop.facility_id is None:
        return StopNow(stop, (), (), (), (), 0)
    return StopNow(
        stop,
        goods.at(found, goods.ABOARD, stop.facility_id),
        goods.at(found, goods.READY, stop.facility_id),
        goods.at(found, goods.BEHIND, stop.facility_id),
        [one for one in handed if one.facility_id == stop.facility_id],
        refused.get(stop.facility_id, 0),
    )


PAGES = (Page("/runs/{run:int}", "road/run.html", ROAD, facts),)
