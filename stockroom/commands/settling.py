"""Putting right: reversals of what was recorded, and discrepancies settled."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlmodel import select

from stockroom import ledger
from stockroom.commands import planning, refs, riding
from stockroom.commands.base import DESK, HANDS, Command, Entry, Note, Ref, RowId, Trade
from stockroom.commands.shelving import move_box
from stockroom.errors import Refused
from stockroom.ledger import Move, Spot
from stockroom.tables.discrepancies import Correction, Discrepancy
from stockroom.tables.people import Person, Role
from stockroom.tables.stock import BoxMove, CommandContent, Journal, PlaceKind
from stockroom.tables.transport import Run, RunEntry

JOURNAL = cast(sa.Table, Journal.__table__)  # type: ignore[attr-defined]
PERSON = cast(sa.Table, Person.__table__)  # type: ignore[attr-defined]


class Reversal(Command, frozen=True, kw_only=True):
    """The mirror image of a command, wholly; refused where later commands stand in the way."""

    command: UUID


class Settlement(StrEnum):
    """How a discrepancy ends."""

    ACCEPT = "accept"
    LOST = "lost"
    FOUND = "found"
    APPLY = "apply"
    DROP = "drop"


class DiscrepancySettling(Command, frozen=True, kw_only=True):
    """A coordinator's answer to a contradiction.

    `accept`: the books are right as they are. `lost`: pieces noted missing are written off.
    `found`: they turned up in `place`. `apply` and `drop`: what becomes of a held command.
    """

    discrepancy: RowId
    settlement: Settlement
    place: Ref | None = None
    note: Note = ""


def reversal(command: Reversal, entry: Entry) -> None:
    """Post the mirror moves of a reversible command, and undo what it did to rows."""
    done = _reversible(entry, str(command.command))
    entry.reverses = str(command.command)
    _unsettled(entry, done.sequence)
    moves = ledger.moves_of(entry.books, done.sequence)
    _nothing_in_the_way(entry, done.sequence, moves)
    entry.post([Move(m.lot, m.target, m.source, m.quantity, "reversal") for m in reversed(moves)])
    _move_boxes_back(entry, done.sequence)
    _undo_account(entry, done.sequence)
    planning.give_back(entry, done.sequence)
    _close_what_it_opened(entry, done.sequence)


def settling(command: DiscrepancySettling, entry: Entry) -> None:
    """End a discrepancy as the coordinator says."""
    row = refs.by_id(entry, Discrepancy, command.discrepancy, "discrepancy")
    if row.settled_in is not None:
        raise Refused("already_settled", "Discrepancy {id} is settled already.", id=row.id)
    if (command.settlement in (Settlement.APPLY, Settlement.DROP)) != (row.kind == "held"):
        raise Refused("wrong_settlement", "That is not an answer to this kind of discrepancy.")
    if command.settlement == Settlement.APPLY:
        _apply_held(entry, str(row.facts["command"]))
    elif command.settlement in (Settlement.LOST, Settlement.FOUND):
        _place_missing(entry, row, command)
    row.settled_in, row.settlement = entry.sequence, command.settlement.value


def _reversible(entry: Entry, command_id: str) -> sa.Row[Any]:
    done = entry.books.execute(sa.select(JOURNAL).where(JOURNAL.c.command_id == command_id)).first()
    somebody_elses = entry.actor.role == Role.DRIVER and done and done.actor_id != entry.actor.id
    if done is None or done.outcome != "recorded" or somebody_elses:
        raise Refused("unknown_command", "No such act stands in the books.")
    again = sa.select(JOURNAL.c.sequence).where(JOURNAL.c.reverses == command_id)
    if entry.books.execute(again).first() is not None:
        raise Refused("already_reversed", "That act was reversed already.")
    trade = next(trade for trade in entry.trades.values() if trade.noun == done.noun)
    if not trade.reversible or entry.actor.role not in trade.roles:
        raise Refused("not_reversible", "That kind of act cannot be reversed; record a new one.")
    made = json.loads(done.receipt).get("made", {})
    if made.get("late") or made.get("explains"):
        raise Refused("not_reversible", "That act arrived late and explained another; settle that.")
    return done


def _unsettled(entry: Entry, sequence: int) -> None:
    """What was settled upon a command stands in the way of its reversal."""
    query = select(Discrepancy.id).where(
        Discrepancy.opened_in == sequence,
        Discrepancy.settled_in != None,  # noqa: E711
    )
    settled = entry.rows.exec(query).first()
    if settled is not None:
        raise Refused("already_settled", "Discrepancy {id} is settled already.", id=settled)


def _nothing_in_the_way(entry: Entry, sequence: int, moves: list[Move]) -> None:
    """Each spot that the mirror takes from must still have the pieces."""
    wanted: dict[tuple[int, Spot], int] = {}
    for move in moves:
        wanted[move.lot, move.target] = wanted.get((move.lot, move.target), 0) + move.quantity
        wanted[move.lot, move.source] = wanted.get((move.lot, move.source), 0) - move.quantity
    for (lot, spot), pieces in wanted.items():
        if pieces > 0 and _held_at(entry, lot, spot) < pieces:
            raise Refused(
                "in_the_way",
                "Later acts stand in the way: {commands}. Reverse those first.",
                commands=", ".join(_later(entry, sequence, lot)) or "-",
            )


def _held_at(entry: Entry, lot: int, spot: Spot) -> int:
    if refs.place_by_id(entry, spot.place).outside:
        return 2**31
    return sum(one.quantity for one in ledger.whereabouts(entry.books, lot) if one.spot == spot)


def _later(entry: Entry, sequence: int, lot: int) -> list[str]:
    query = (
        sa.select(JOURNAL.c.noun, JOURNAL.c.command_id)
        .where(
            JOURNAL.c.sequence.in_(
                sa.select(ledger.MOVEMENT.c.sequence).where(
                    ledger.MOVEMENT.c.lot_id == lot, ledger.MOVEMENT.c.sequence > sequence
                )
            )
        )
        .order_by(JOURNAL.c.sequence)
        .limit(5)
    )
    tells = entry.actor.role in DESK
    return [f"{noun} {own}" if tells else noun for noun, own in entry.books.execute(query)]


def _move_boxes_back(entry: Entry, sequence: int) -> None:
    for moved in entry.rows.exec(select(BoxMove).where(BoxMove.sequence == sequence)).all():
        if moved.from_place is None:
            continue  # the act made the box, which stays and is empty
        box = refs.place_by_id(entry, moved.box_id)
        if box.stands_in != moved.to_place:
            raise Refused(
                "in_the_way",
                "Later acts stand in the way: {commands}. Reverse those first.",
                commands=box.name,
            )
        move_box(entry, box, refs.place_by_id(entry, moved.from_place))


def _undo_account(entry: Entry, sequence: int) -> None:
    row = entry.rows.get(RunEntry, sequence)
    if row is not None:
        run = refs.by_id(entry, Run, row.run_id, "run")
        if run.closed_in is not None:
            raise Refused("run_closed", "Run {id} is closed.", id=row.run_id)
        entry.add(RunEntry(sequence=entry.sequence, run_id=row.run_id, loaded=-row.loaded))
        riding.take_back(entry, sequence)


def _close_what_it_opened(entry: Entry, sequence: int) -> None:
    for row in entry.rows.exec(select(Correction).where(Correction.sequence == sequence)).all():
        row.absorbed = row.quantity
    query = select(Discrepancy).where(
        Discrepancy.opened_in == sequence,
        Discrepancy.settled_in == None,  # noqa: E711
    )
    for opened in entry.rows.exec(query).all():
        opened.settled_in, opened.settlement = entry.sequence, "reversed"


def _apply_held(entry: Entry, command_id: str) -> None:
    """Carry out a held command now, as what was told then."""
    content = entry.rows.get(CommandContent, command_id)
    done, told_by = entry.books.execute(
        sa.select(JOURNAL.c.done_at, JOURNAL.c.actor_id).where(JOURNAL.c.command_id == command_id)
    ).one()
    if content is None:
        raise Refused("erased", "What that command said has been erased.")
    noun, body = json.loads(content.body)
    trade = next(trade for trade in entry.trades.values() if trade.noun == noun)
    entry.acts_for = command_id
    entry.is_about_to = False
    entry.done_at = datetime.strptime(done, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    entry.site_id = entry.books.execute(
        sa.select(PERSON.c.site_id).where(PERSON.c.id == told_by)
    ).scalar()
    trade.handler(msgspec.convert(body, type=trade.command, strict=False), entry)


def _place_missing(entry: Entry, row: Discrepancy, command: DiscrepancySettling) -> None:
    """Pieces that stand in the count difference go where they are said to be."""
    if row.lot_id is None or row.kind not in ("missing", "count_difference"):
        raise Refused("wrong_settlement", "That is not an answer to this kind of discrepancy.")
    nowhere = refs.outside(entry, PlaceKind.COUNT_DIFFERENCE)
    there = ledger.quantity_at(entry.books, row.lot_id, nowhere)
    surplus = row.facts.get("counted", 0) > row.facts.get("books", 0)
    if there < row.quantity or surplus or not row.quantity:
        raise Refused("not_enough", "The books hold fewer pieces there than that.")
    if command.settlement == Settlement.LOST:
        target = refs.outside(entry, PlaceKind.WRITTEN_OFF)
    elif command.place is None:
        raise Refused("which_place", "Say where it was found.")
    else:
        target = refs.inside(entry, command.place).id
    move = Move(row.lot_id, Spot(nowhere), Spot(target), row.quantity, command.settlement.value)
    entry.post([move])


TRADES = (
    Trade(
        "reversals",
        Reversal,
        reversal,
        HANDS,
        example={"command": "019ab3c0-7a50-7cc3-9d1f-2b1d3a4c5e6f"},
    ),
    Trade(
        "discrepancy-settlings",
        DiscrepancySettling,
        settling,
        DESK,
        example={"discrepancy": 9, "settlement": "found", "place": "A3"},
    ),
)
