"""What is told of a stop on the way: arrived, left, not driven to; and goods unloaded at a site."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.commands import riding
from stockroom.commands.on_the_way import CalledOff
from stockroom.desk import Receipt
from stockroom.errors import NotFound
from stockroom.ledger import PLACE
from stockroom.tables.stock import PlaceKind
from stockroom.tables.transport import StopKind
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Act, Facts, GoTo, Look
from stockroom.web.pages.road import goods, runs, ticked
from stockroom.web.pages.road.goods import Bundle
from stockroom.web.pages.road.runs import Run, Stop

_SITE = sa.select(PLACE.c.name, PLACE.c.number, PLACE.c.facility_id).where(
    PLACE.c.kind == PlaceKind.SITE, sa.not_(PLACE.c.closed)
)


def at_a_stop(look: Look) -> Facts:
    """The stop that is meant, and what is on the van for it."""
    run, stop = _stop(look)
    found = goods.of_van(look.books, run.van_id, runs.facilities_of([stop]))
    aboard = goods.at(found, goods.ABOARD, stop.facility_id) if stop.facility_id else []
    return {"run": run, "stop": stop, "aboard": sum(one.pieces for one in aboard)}


def calling_off(look: Look) -> Facts:
    """The same, with the reasons that there are."""
    facts = at_a_stop(look)
    fetches = facts["stop"].kind != StopKind.FACILITY
    reasons = [one for one in CalledOff if fetches or one is not CalledOff.NOTHING_THERE]
    return {**facts, "reasons": [one.value for one in reasons]}


def told(look: Look) -> Mapping[str, Any]:
    """Which stop of which run."""
    reason = {"reason": look.form.text("reason")} if look.form.text("reason") else {}
    return {"run": look.form.number("run"), "stop": look.form.number("stop"), **reason}


def to_the_run(_receipt: Receipt, look: Look) -> str:
    """Back to the run."""
    return f"/runs/{look.form.number('run')}"


def what_now(_receipt: Receipt, look: Look) -> str:
    """For the desk on to the order of what is left; a driver goes back to the run."""
    run = look.form.number("run")
    if look.may("run-changes"):
        return f"/runs/{run}/order"
    return f"/runs/{run}"


def unloading(look: Look) -> Facts:
    """What is on the van for this site, or for none of its stops; then the rest."""
    run = runs.run_of(look, look.form.number("run"))
    if run.closed_in is not None and not look.form.text("csrf"):
        raise GoTo(f"/runs/{run.id}")
    site = _site(look)
    aboard = _aboard(look, run)
    here = _for_site(look, run, str(site.name), aboard)
    return {
        "run": run,
        "site": site,
        "sees_run": runs.sees_stops(look.actor),
        "aboard": [one for one in aboard if here.get(one.ref, 1)],
        "elsewhere": [one for one in aboard if not here.get(one.ref, 1)],
        "many": here,
        "position": newest(look.books),
    }


def unloaded(look: Look) -> Mapping[str, Any]:
    """What was unloaded; raises `Refused` where somebody else has unloaded some of it."""
    run = runs.run_of(look, look.form.number("run"))
    refs = ticked.chosen(look, _aboard(look, run), run)
    items = [ticked.item_of(ref, look.form, line=False) for ref in refs]
    return {"run": run.id, "site": str(_site(look).number), "items": items}


def after_unloading(_receipt: Receipt, look: Look) -> str:
    """Back to the run, for who may see it."""
    run = look.form.number("run")
    sees = runs.sees_stops(look.actor)
    return f"/runs/{run}" if sees else f"/runs/{run}/load"


def _stop(look: Look) -> tuple[Run, Stop]:
    run = runs.run_of(look, look.form.number("run"))
    number = look.form.number("stop")
    for stop in runs.stops_of(look.books, [run.id])[run.id]:
        if stop.id == number:
            return run, stop
    raise NotFound("unknown", "There is no {name} {id}.", name="stop", id=number or "")


def _site(look: Look) -> Any:
    number = look.form.number("site")
    row = look.books.execute(_SITE.where(PLACE.c.number == (number or 0))).first()
    if row is None:
        raise NotFound("unknown_code", "{code} is not known here.", code=str(number or ""))
    return row


def _aboard(look: Look, run: Run) -> list[Bundle]:
    """Everything on the van, what is for no stop of it first."""
    if run.closed_in is not None:
        return []
    stops = set(runs.facilities_of(runs.stops_of(look.books, [run.id])[run.id]))
    found = [one for one in goods.of_van(look.books, run.van_id, ()) if one.stage == goods.ABOARD]
    return sorted(found, key=lambda one: one.facility_id in stops)


def _for_site(look: Look, run: Run, site: str, aboard: Sequence[Bundle]) -> Mapping[str, int]:
    """By the ref of what is loose how many pieces of it are to be unloaded at that site.

    None of what is for other sites alone; all of what nobody said anything about.
    """
    found: dict[str, int] = {}
    for_sites = riding.for_sites(look.books, [run.id])
    for bundle in aboard:
        wanted = for_sites.get((run.id, bundle.goods[0].lot_id)) if bundle.goods else None
        if bundle.box is None and wanted and bundle.goods[0].line_id is None:
            shares = dict(riding.shared_out(bundle.pieces, wanted))
            found[bundle.ref] = shares.get(site, shares.get("", 0))
    return found


PAGES = (
    Act(
        "stop-arrivals", "/stop-arrivals/new", "road/arrival.html", at_a_stop, told,
        after=to_the_run,
    ),
    Act(
        "stop-leavings", "/stop-leavings/new", "road/leaving.html", at_a_stop, told,
        after=to_the_run,
    ),
    Act(
        "stop-callings-off", "/stop-callings-off/new", "road/calling_off.html", calling_off, told,
        after=what_now,
    ),
    Act(
        "unloadings", "/unloadings/new", "road/unloading.html", unloading, unloaded,
        after=after_unloading,
    ),
)  # fmt: skip
