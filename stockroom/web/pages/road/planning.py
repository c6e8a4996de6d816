"""Planning a run: the day, the van, the driver, and the stops in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.desk import Receipt
from stockroom.errors import Malformed, Refused
from stockroom.ledger import PLACE
from stockroom.tables.people import Role
from stockroom.tables.stock import PlaceKind
from stockroom.web.api.reads.people import DONOR, PERSON
from stockroom.web.api.reads.road import PARCEL
from stockroom.web.api.reads.scopes import FACILITY
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.forms import NOT_UNDERSTOOD
from stockroom.web.pages.road import fetching, telling

STOPS_SHOWN, MOST_STOPS = 4, 24
MOST_CHOICES = 200
_VANS = (
    sa.select(PLACE.c.name, PLACE.c.number)
    .where(PLACE.c.kind == PlaceKind.VAN, sa.not_(PLACE.c.closed))
    .order_by(PLACE.c.name)
    .limit(MOST_CHOICES)
)
_DRIVERS = (
    sa.select(PERSON.c.login, PERSON.c.name, PERSON.c.role)
    .where(PERSON.c.role.in_([Role.DRIVER, Role.COORDINATOR]), sa.not_(PERSON.c.lapsed))
    .order_by(PERSON.c.role.desc(), PERSON.c.name)
    .limit(MOST_CHOICES)
)
_PARCELS = (
    sa.select(PARCEL.c.facility_id, sa.func.count().label("parcels"))
    .join(PLACE, PLACE.c.id == PARCEL.c.box_id)
    .where(PARCEL.c.opened_in.is_(None), sa.not_(PLACE.c.closed))
    .group_by(PARCEL.c.facility_id)
    .subquery()
)
_FACILITIES = (
    sa.select(FACILITY.c.code, sa.func.coalesce(_PARCELS.c.parcels, 0).label("parcels"))
    .select_from(FACILITY.outerjoin(_PARCELS, _PARCELS.c.facility_id == FACILITY.c.id))
    .where(FACILITY.c.active)
    .order_by(FACILITY.c.code)
    .limit(MOST_CHOICES)
)
_SITES = (
    sa.select(PLACE.c.id, PLACE.c.name, PLACE.c.number, PLACE.c.facility_id)
    .where(PLACE.c.kind == PlaceKind.SITE, sa.not_(PLACE.c.closed))
    .order_by(PLACE.c.name)
    .limit(MOST_CHOICES)
)
_DONORS = sa.select(DONOR.c.id, DONOR.c.name).order_by(DONOR.c.id.desc()).limit(MOST_CHOICES)


class Choices(NamedTuple):
    """Where a van can stop: each by the value that its option sends, and its word."""

    facilities: Sequence[Any]
    sites: Sequence[Any]
    donors: Sequence[Any]


def facts(look: Look) -> Facts:
    """What there is to choose from."""
    vans = look.books.execute(_VANS).all()
    drivers = look.books.execute(_DRIVERS).all()
    facility = look.form.text("facility")
    sites = look.books.execute(_SITES).all()
    return {
        "vans": [(str(van.number), van.name) for van in vans],
        "drivers": [(one.login, one.name) for one in drivers],
        "choices": Choices(
            look.books.execute(_FACILITIES).all(),
            sites,
            look.books.execute(_DONORS).all(),
        ),
        "sites": [(str(one.number), one.name) for one in sites if one.facility_id is None],
        "site": next((str(one.number) for one in sites if one.id == look.actor.site_id), ""),
        "first": f"facility {facility.upper()}" if facility else "",
        "tomorrow": (look.clock.now().astimezone().date() + timedelta(days=1)).isoformat(),
        "shown": range(STOPS_SHOWN),
        "further": range(STOPS_SHOWN, MOST_STOPS),
    }


def content(look: Look) -> Mapping[str, Any]:
    """The run with the stops that were filled in, in their order; blank rows are none."""
    said = look.form.content(without=("facility", "sure"))
    rows = said.pop("stops", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Malformed("unreadable", NOT_UNDERSTOOD)
    stops = [_stop(look, row) for row in rows if row.get("at")]
    if not stops:
        raise Refused("no_stop", "Choose at least one stop.")
    return {**said, "stops": stops}


def after(receipt: Receipt, _look: Look) -> str:
    """To the run."""
    return f"/runs/{receipt.made['run']}" if "run" in receipt.made else "/runs"


def _stop(look: Look, row: Mapping[str, Any]) -> Mapping[str, Any]:
    kind, _space, ref = str(row["at"]).partition(" ")
    if kind not in ("facility", "site", "donor"):
        raise Malformed("unreadable", NOT_UNDERSTOOD)
    windows = {name: row[name] for name in ("window_from", "window_until") if name in row}
    if kind == "facility":
        return {kind: ref, **windows}
    waits = fetching.typed(row)
    telling.not_personal(look, waits["to_fetch"])
    return {kind: ref, **windows, **waits}


PAGES = (Act("runs", "/runs/new", "road/plan.html", facts, content, after=after),)
