"""How long it takes from one place to another: typed by people, else along the straight line.

Points are opened here when one of them is written, to compute the minutes to every other, and
nowhere else; neither the journal nor a receipt holds one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, cast

import msgspec
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from msgspec import Meta

from stockroom import secret_fields
from stockroom.commands import refs
from stockroom.commands.base import DESK, NO_NUL, Command, Entry, Ref, RowId, Trade, known
from stockroom.errors import Refused
from stockroom.rules import points
from stockroom.rules.points import Point
from stockroom.secret_fields import SECRET
from stockroom.tables.impact import Donor
from stockroom.tables.stock import Setting
from stockroom.tables.transport import StopKind, TravelTime

TRAVEL_TIME = cast(sa.Table, TravelTime.__table__)  # type: ignore[attr-defined]
A_DAY = 24 * 60
POINT = "point"
WINDING, SPEED = "road_winding", "road_speed_kmh"

End = tuple[StopKind, int]
Matrix = Mapping[tuple[tuple[str, int], tuple[str, int]], int]
"""Minutes from one (kind, id) to another; a pair that is missing is not known."""


class WayEnd(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a way starts or ends: at a facility, a site or a donor."""

    facility: Ref | None = None
    site: Ref | None = None
    donor: RowId | None = None


class TravelTimeTold(Command, frozen=True, kw_only=True):
    """The minutes from one place to another, and back unless said otherwise.

    Without minutes what was typed is forgotten, and the straight line counts again.
    """

    start: WayEnd
    end: WayEnd
    minutes: Annotated[int, Meta(ge=0, le=A_DAY, description="minutes")] | None = None
    both_ways: bool = True


class PointTold(Command, frozen=True, kw_only=True):
    """Where a facility, a site or a donor lies; kept encrypted, and read for travel times only.

    An empty point forgets it, and the minutes that were computed from it.
    """

    facility: Ref | None = None
    site: Ref | None = None
    donor: RowId | None = None
    point: Annotated[
        str, Meta(max_length=60, pattern=NO_NUL, description="latitude, longitude in degrees")
    ]


def travel_time(command: TravelTimeTold, entry: Entry) -> None:
    """Write the minutes down as typed, or let the straight line count again."""
    start, end = end_of(entry, command.start), end_of(entry, command.end)
    if start == end:
        raise Refused("same_place", "A way leads from one place to another.")
    for way in ((start, end), (end, start))[: 2 if command.both_ways else 1]:
        if command.minutes is not None:
            _write(entry, *way, command.minutes, typed=True)
        else:
            _forget(entry, *way)
    if command.minutes is None:
        points_changed(entry, *start)


def point(command: PointTold, entry: Entry) -> None:
    """Seal the point, and compute how long it takes from there to every other."""
    kind, owner = end_of(entry, command)
    if command.point.strip():
        points.read(command.point)
        secret_fields.keep(entry.rows, entry.vault, kind, owner, POINT, command.point.strip())
    else:
        secret_fields.forget(entry.rows, kind, owner, POINT)
    points_changed(entry, kind, owner)


def points_changed(entry: Entry, kind: StopKind, owner_id: int) -> None:
    """Compute the minutes from a point that was written to every other known one; typed ones stay.

    Without a point the minutes that were computed for it are forgotten. Raises `Malformed` where
    what was written is no point.
    """
    own = secret_fields.opened(entry.books, entry.vault, kind, owner_id, POINT)
    if not own:
        entry.books.execute(sa.delete(TRAVEL_TIME).where(_touches(kind, owner_id), ~_TYPED))
        return
    here, roads = points.read(own), _roads(entry)
    typed = _typed(entry, kind, owner_id)
    for other, there in _others(entry, (kind, owner_id)):
        took = points.minutes(here, there, **roads)
        for way in (((kind, owner_id), other), (other, (kind, owner_id))):
            if way not in typed:
                _write(entry, *way, took, typed=False)


def minutes(books: sa.Connection, places: Collection[tuple[str, int]]) -> Matrix:
    """The minutes among these places, each way for itself; one statement."""
    rows = books.execute(sa.select(TRAVEL_TIME).where(_among("from", places), _among("to", places)))
    return {
        ((str(row.from_kind), row.from_id), (str(row.to_kind), row.to_id)): row.minutes
        for row in rows
    }


def end_of(entry: Entry, said: WayEnd | PointTold) -> End:
    """The one place that was named; raises `Refused` for none, several or an unknown one."""
    if sum(one is not None for one in (said.facility, said.site, said.donor)) != 1:
        raise Refused("one_place", "Name one facility, one site or one donor.")
    if said.facility is not None:
        return StopKind.FACILITY, known(refs.facility(entry, said.facility).id)
    if said.site is not None:
        return StopKind.SITE, refs.site(entry, said.site).id
    assert said.donor is not None
    return StopKind.DONOR, known(refs.by_id(entry, Donor, said.donor, "donor").id)


_TYPED = TRAVEL_TIME.c.typed


def _touches(kind: StopKind, owner_id: int) -> sa.ColumnElement[bool]:
    ways = (
        sa.and_(TRAVEL_TIME.c[f"{end}_kind"] == kind, TRAVEL_TIME.c[f"{end}_id"] == owner_id)
        for end in ("from", "to")
    )
    return sa.or_(*ways)


def _among(end: str, places: Collection[tuple[str, int]]) -> sa.ColumnElement[bool]:
    return sa.or_(
        *(
            sa.and_(
                TRAVEL_TIME.c[f"{end}_kind"] == kind,
                TRAVEL_TIME.c[f"{end}_id"].in_([row_id for of, row_id in places if of == kind]),
            )
            for kind in StopKind
        )
    )


def _typed(entry: Entry, kind: StopKind, owner_id: int) -> set[tuple[End, End]]:
    rows = entry.books.execute(sa.select(TRAVEL_TIME).where(_touches(kind, owner_id), _TYPED))
    return {
        ((StopKind(row.from_kind), row.from_id), (StopKind(row.to_kind), row.to_id)) for row in rows
    }


def _others(entry: Entry, but: End) -> Iterator[tuple[End, Point]]:
    owners = entry.books.execute(
        sa.select(SECRET.c.kind, SECRET.c.owner_id).where(SECRET.c.field == POINT)
    ).all()
    for row in owners:
        end = StopKind(row.kind), row.owner_id
        if end == but:
            continue
        try:
            text = secret_fields.opened(entry.books, entry.vault, *end, POINT)
        except InvalidTag:
            entry.made["points_unread"] = entry.made.get("points_unread", 0) + 1
            continue
        yield end, points.read(text)


def _roads(entry: Entry) -> dict[str, float]:
    said = {
        "winding": entry.rows.get(Setting, WINDING),
        "speed_kmh": entry.rows.get(Setting, SPEED),
    }
    return {name: float(row.value) for name, row in said.items() if row is not None and row.value}


def _write(entry: Entry, start: End, end: End, minutes: int, *, typed: bool) -> None:
    row = entry.rows.get(TravelTime, (*start, *end)) or TravelTime(
        from_kind=start[0], from_id=start[1], to_kind=end[0], to_id=end[1], minutes=minutes
    )
    row.minutes, row.typed = minutes, typed
    entry.rows.add(row)
    entry.rows.flush()


def _forget(entry: Entry, start: End, end: End) -> None:
    if row := entry.rows.get(TravelTime, (*start, *end)):
        entry.rows.delete(row)
        entry.rows.flush()


TRADES = (
    Trade(
        "travel-times",
        TravelTimeTold,
        travel_time,
        DESK,
        example={"start": {"site": "North"}, "end": {"facility": "M-1"}, "minutes": 35},
    ),
    Trade(
        "points",
        PointTold,
        point,
        DESK,
        secret_fields=(POINT,),
        example={"site": "North", "point": "43.2965, 5.3698"},
    ),
)
