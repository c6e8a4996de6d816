"""Records of places: sites, bins, boxes, and things lent to a volunteer."""

from __future__ import annotations

from datetime import date
from typing import Annotated, cast

import sqlalchemy as sa
from msgspec import Meta

from stockroom.commands import lots, packing, refs
from stockroom.commands.base import DESK, EVERYBODY_INSIDE, NO_NUL, Command, Entry, Ref, Trade
from stockroom.commands.shelving import move_box
from stockroom.errors import Refused
from stockroom.tables.stock import Place, PlaceKind

PLACE = cast(sa.Table, Place.__table__)  # type: ignore[attr-defined]
Name = Annotated[str, Meta(min_length=1, max_length=60, pattern=NO_NUL)]
FIRST_NUMBER = 101


class SiteRecord(Command, frozen=True, kw_only=True):
    """A building of ours; it gets an inbound, a bench and a quarantine at once."""

    name: Name


class BinRecord(Command, frozen=True, kw_only=True):
    """A shelf place of a site, with its code."""

    name: Name
    site: Ref | None = None
    code: Ref | None = None


class BoxRecord(Command, frozen=True, kw_only=True):
    """A labelled container that stands somewhere inside, with a number people can say."""

    name: Annotated[str, Meta(max_length=60, pattern=NO_NUL)] = ""
    place: Ref | None = None
    code: Ref | None = None


class VolunteerPlaceRecord(Command, frozen=True, kw_only=True):
    """Goods out with a volunteer (washing, repair), due back on a day."""

    name: Name
    due_back: date


class PlaceChange(Command, frozen=True, kw_only=True):
    """A place renamed, or closed for good once it is empty."""

    place: Ref
    name: Name | None = None
    closed: bool | None = None


def site(command: SiteRecord, entry: Entry) -> None:
    """Make the site and the three places every site has."""
    row = add_place(entry, PlaceKind.SITE, command.name)
    for kind, word in (
        (PlaceKind.INBOUND, "inbound"),
        (PlaceKind.BENCH, "bench"),
        (PlaceKind.QUARANTINE, "quarantine"),
    ):
        add_place(entry, kind, f"{command.name} {word}", site_id=row.id)
    entry.made["place"] = row.id


def bin_record(command: BinRecord, entry: Entry) -> None:
    """Make the bin; its name must be the only one of its kind."""
    of = refs.of_site(entry, PlaceKind.INBOUND, command.site)
    _coded(entry, add_place(entry, PlaceKind.BIN, command.name, site_id=of.site_id), command.code)


def box(command: BoxRecord, entry: Entry) -> None:
    """Make the box and stand it where it is, by default in inbound."""
    where = (
        refs.inside(entry, command.place)
        if command.place is not None
        else refs.of_site(entry, PlaceKind.INBOUND, None)
    )
    row = add_place(entry, PlaceKind.BOX, command.name or "", site_id=where.site_id)
    row.name = command.name or f"box {row.number}"
    entry.rows.flush()
    assert row.id is not None
    move_box(entry, refs.place_by_id(entry, row.id), where)
    _coded(entry, row, command.code)


def volunteer_place(command: VolunteerPlaceRecord, entry: Entry) -> None:
    """Make the place; what is due back shows on its day."""
    row = add_place(entry, PlaceKind.WITH_VOLUNTEER, command.name)
    row.due_back = command.due_back
    entry.made["number"] = row.number


def place_change(command: PlaceChange, entry: Entry) -> None:
    """Rename or close; a place that holds something stays open."""
    found = refs.inside(entry, command.place)
    row = refs.by_id(entry, Place, found.id, "place")
    if command.name is not None:
        _only_name(entry, command.name, but=found.id)
        row.name = command.name
    if command.closed:
        within = sa.select(PLACE.c.id).where(
            sa.or_(PLACE.c.stands_in == found.id, PLACE.c.site_id == found.id),
            sa.not_(PLACE.c.closed),
        )
        if packing.contents(entry, found.id) or entry.books.execute(within).first():
            raise Refused("not_empty", "{name} still holds goods.", name=found.name)
        row.closed = True


def add_place(
    entry: Entry,
    kind: PlaceKind,
    name: str,
    *,
    site_id: int | None = None,
    facility_id: int | None = None,
    outside: bool = False,
) -> Place:
    """A new place with the next number, its name the only one inside."""
    if not outside and name:
        _only_name(entry, name)
    return cast(
        Place,
        entry.add(
            Place(
                kind=kind,
                name=name,
                number=None if outside else _next_number(entry),
                outside=outside,
                site_id=site_id,
                facility_id=facility_id,
            )
        ),
    )


def _coded(entry: Entry, row: Place, code: str | None) -> None:
    entry.made["code"] = lots.claim(entry, code, place=row.id)
    entry.made["number"] = row.number


def _next_number(entry: Entry) -> int:
    highest = entry.rows.execute(sa.select(sa.func.max(PLACE.c.number))).scalar()
    return (highest or FIRST_NUMBER - 1) + 1


def _only_name(entry: Entry, name: str, but: int | None = None) -> None:
    query = sa.select(PLACE.c.id).where(
        sa.func.lower(PLACE.c.name) == name.lower(), sa.not_(PLACE.c.outside)
    )
    if any(found != but for found in entry.rows.execute(query).scalars()):
        raise Refused("name_taken", "There is a place called {name} already.", name=name)


TRADES = (
    Trade("sites", SiteRecord, site, DESK, example={"name": "North"}),
    Trade("bins", BinRecord, bin_record, EVERYBODY_INSIDE, example={"name": "A3", "site": "North"}),
    Trade("boxes", BoxRecord, box, EVERYBODY_INSIDE, example={"place": "A3"}),
    Trade(
        "volunteer-places",
        VolunteerPlaceRecord,
        volunteer_place,
        EVERYBODY_INSIDE,
        example={"name": "washing, Eva", "due_back": "2026-12-01"},
    ),
    Trade(
        "place-changes", PlaceChange, place_change, DESK, example={"place": "A3", "name": "A3 top"}
    ),
)
