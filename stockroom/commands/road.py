"""Runs on the road: open, departed, closed when every piece is accounted for."""

from __future__ import annotations

from typing import cast

import sqlalchemy as sa
from sqlmodel import col, select

from stockroom.commands import carried_goods, refs
from stockroom.commands.base import ROAD, Command, Entry, RowId, Trade
from stockroom.commands.refs import PlaceFacts
from stockroom.commands.shelving import BOX_MOVE
from stockroom.errors import Refused
from stockroom.tables.discrepancies import Discrepancy
from stockroom.tables.people import Role
from stockroom.tables.sums import ACCOUNT, UNSAID
from stockroom.tables.transport import Run as RunRow
from stockroom.tables.transport import RunEntry, Stop

RUN_ENTRY = cast(sa.Table, RunEntry.__table__)  # type: ignore[attr-defined]
NOT_LOADED, NOT_TOLD = "loading_unsaid", "unaccounted"
"""What a person is asked of an account: more is gone than was loaded, or less."""
STOP = cast(sa.Table, Stop.__table__)  # type: ignore[attr-defined]
_STOPS_AT = sa.select(STOP.c.id).where(
    STOP.c.run_id == sa.bindparam("run"), STOP.c.facility_id == sa.bindparam("facility")
)


class Departure(Command, frozen=True, kw_only=True):
    """The van has left."""

    run: RowId


class RunClosing(Command, frozen=True, kw_only=True):
    """The run's account is closed: loaded equals delivered, returned and lost."""

    run: RowId


def departure(command: Departure, entry: Entry) -> None:
    """Note when the van left; a second telling changes nothing."""
    row = open_run(entry, command.run)
    row.departed_in = row.departed_in or entry.sequence


def run_closing(command: RunClosing, entry: Entry) -> None:
    """Close the account, or say what is still on the van."""
    row = open_run(entry, command.run)
    van = refs.place_by_id(entry, row.van_id)
    aboard = pieces_on(entry, van.id)
    if aboard:
        raise Refused(
            "still_aboard",
            "{pieces} pieces are still on {van}: deliver, bring back or write off each of them.",
            pieces=aboard,
            van=van.name,
        )
    row.closed_in = entry.sequence
    account(entry, row)
    entry.made.update(account_of(entry, row))


def open_run(entry: Entry, run_id: int) -> RunRow:
    """A run that is not closed, and, for a driver, is the driver's own.

    A held act that a coordinator carries out may be of one closed since, or it could only be
    dropped.
    """
    row = refs.by_id(entry, RunRow, run_id, "run")
    if entry.actor.role == Role.DRIVER and row.driver_id != entry.actor.id:
        raise refs.unknown_row("run", run_id)
    if row.closed_in is not None and entry.acts_for == entry.id:
        raise Refused("run_closed", "Run {id} is closed.", id=run_id)
    return row


def run_of(entry: Entry, run_id: int | None) -> RunRow | None:
    """The run that an act names, if any; a driver acts on a run of the driver's own only."""
    if run_id is not None:
        return open_run(entry, run_id)
    if entry.actor.role == Role.DRIVER:
        raise Refused("which_run", "Say which of your runs this was on.")
    return None


def stops_at(entry: Entry, row: RunRow, facility_id: int) -> bool:
    """Whether a run has a stop at that facility."""
    where = {"run": row.id, "facility": facility_id}
    return entry.books.execute(_STOPS_AT, where).first() is not None


def account(entry: Entry, row: RunRow, **pieces: int) -> None:
    """Write what this entry did to a run's account, in pieces; that of a closed run stays even.

    A held act may be applied once its run is closed, and then a person is asked about the rest.
    """
    assert row.id is not None
    if row.closed_in is None:
        entry.keep(RunEntry, sequence=entry.sequence, run_id=row.id, **pieces)
        return
    kept = entry.add(RunEntry(sequence=entry.sequence, run_id=row.id, **pieces))
    _ask_about_the_rest(entry, row, kept)
    put = 0 if kept.loaded else _put_on(entry, row.van_id)
    if put > 0:
        entry.discrepancy("late", place=row.van_id, quantity=put)


def account_of(entry: Entry, row: RunRow) -> dict[str, int]:
    """Pieces loaded, delivered, returned and lost on a run."""
    found = entry.books.execute(sa.select(*ACCOUNT).where(RUN_ENTRY.c.run_id == row.id)).one()
    return {name: int(pieces) for name, pieces in found._mapping.items()}


def _ask_about_the_rest(entry: Entry, row: RunRow, kept: RunEntry) -> None:
    """Make the account even by what nobody said; what was asked about it so far is explained."""
    mine = RUN_ENTRY.c.run_id == row.id
    unsaid = int(entry.books.execute(sa.select(UNSAID).where(mine)).scalar_one())
    so_far = account_of(entry, row)
    gone = so_far["delivered"] + so_far["returned"] + so_far["lost"]
    rest = so_far["loaded"] + max(unsaid, 0) - gone
    if rest == 0:
        return
    asked = select(Discrepancy).where(
        col(Discrepancy.kind).in_([NOT_LOADED, NOT_TOLD]),
        col(Discrepancy.settled_in).is_(None),
        col(Discrepancy.opened_in).in_(
            sa.select(RUN_ENTRY.c.sequence).where(mine, RUN_ENTRY.c.unsaid != 0)
        ),
    )
    for question in entry.rows.exec(asked).all():
        question.settled_in, question.settlement = entry.sequence, "explained"
    kept.unsaid = -rest
    entry.rows.flush()
    left = unsaid - rest
    if left:
        kind = NOT_LOADED if left > 0 else NOT_TOLD
        entry.discrepancy(kind, place=row.van_id, quantity=abs(left))


def _put_on(entry: Entry, van: int) -> int:
    """Pieces by which this entry filled a van, less those that it took off it."""
    came = sum(one.quantity for one in entry.moves if one.target.place == van)
    return came - sum(one.quantity for one in entry.moves if one.source.place == van)


def pieces_on(entry: Entry, van: int) -> int:
    """All that is on a van, loose and in boxes, in pieces."""
    return carried_goods.pieces_on(entry.books, van)


def has_brought_back(entry: Entry, row: RunRow, box: PlaceFacts) -> bool:
    """Whether this very run has brought the box back to where it stands."""
    moved = sa.select(sa.func.max(BOX_MOVE.c.sequence)).where(BOX_MOVE.c.box_id == box.id)
    query = sa.select(RUN_ENTRY.c.returned).where(
        RUN_ENTRY.c.run_id == row.id, RUN_ENTRY.c.sequence == moved.scalar_subquery()
    )
    return bool(entry.books.execute(query).scalar())


TRADES = (
    Trade("departures", Departure, departure, ROAD, told=True, example={"run": 3}),
    Trade("run-closings", RunClosing, run_closing, ROAD, example={"run": 3}),
)
