"""Looking at goods: inspection, counts, holds and their lifting."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, cast

import msgspec
import sqlalchemy as sa
from msgspec import Meta
from sqlmodel import select

from stockroom import ledger
from stockroom.commands import lots, refs, told
from stockroom.commands.base import (
    DESK,
    EVERYBODY_INSIDE,
    HANDS,
    MOST_LINES,
    NO_NUL,
    Command,
    Entry,
    Note,
    Pieces,
    PiecesOrNone,
    Ref,
    Sha256,
    Text,
    Trade,
)
from stockroom.commands.refs import LotFacts, PlaceFacts
from stockroom.commands.told import Carry
from stockroom.errors import Refused
from stockroom.ledger import Move, Spot
from stockroom.tables.stock import Hold as HoldRow
from stockroom.tables.stock import How, Lot, PlaceKind, Standing

HOLD = cast(sa.Table, HoldRow.__table__)  # type: ignore[attr-defined]
_ON_HOLD = sa.select(HOLD.c.id).where(
    HOLD.c.lot_id == sa.bindparam("lot"), HOLD.c.lifted_in.is_(None)
)


class Outcome(StrEnum):
    """What an inspection decides."""

    ACCEPT = "accept"
    QUARANTINE = "quarantine"
    REDIRECT = "redirect"
    RECYCLE = "recycle"
    DESTROY = "destroy"


class Inspection(Command, frozen=True, kw_only=True):
    """One outcome for a lot, or for some of its pieces, which then become a lot of their own."""

    lot: Ref
    outcome: Outcome
    quantity: Pieces | None = None
    code: Ref | None = None
    note: Note = ""
    photo: Sha256 | None = None


class Counted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many pieces of a lot lay there."""

    lot: Ref
    counted: PiecesOrNone


class Count(Command, frozen=True, kw_only=True):
    """What somebody saw in one place; `position` is the journal position of their bundle.

    Each lot is posted as counted minus the holding at that position, if nothing has touched it
    since; otherwise the count is kept and a recount asked for.
    """

    place: Ref
    position: Annotated[int, Meta(ge=0, le=2**31 - 1)]
    lines: Annotated[list[Counted], Meta(min_length=1, max_length=MOST_LINES)]


class Hold(Command, frozen=True, kw_only=True):
    """A lot set aside, with its reason; every promise of it is released."""

    lot: Ref
    reason: Annotated[str, Meta(min_length=1, max_length=120, pattern=NO_NUL)]


class HoldLifting(Command, frozen=True, kw_only=True):
    """All holds of a lot lifted."""

    lot: Ref
    reason: Text = ""


def inspection(command: Inspection, entry: Entry) -> None:
    """Give a lot its standing, or part of it, and send it where its outcome says."""
    lot = refs.lot(entry, command.lot)
    held = ledger.whereabouts(entry.books, lot.id)
    inside = sum(one.quantity for one in held)
    if command.quantity is not None and command.quantity < inside:
        lot = _split(entry, lot, held, command)
    _settle(entry, lot, command.outcome)


def count(command: Count, entry: Entry) -> None:
    """Post what the counting explains, keep and ask again for the rest."""
    place = refs.inside(entry, command.place)
    recounts = []
    for line in command.lines:
        lot = refs.lot(entry, line.lot)
        ahead = command.position >= entry.sequence
        if ahead or ledger.touched_since(entry.books, lot.id, place.id, command.position):
            recounts.append(line.lot)
            entry.discrepancy(
                "recount", lot=lot.id, place=place.id, quantity=line.counted, counted=line.counted
            )
        else:
            post_difference(entry, lot, place, line.counted)
    if recounts:
        entry.made["recount"] = recounts


def hold(command: Hold, entry: Entry) -> None:
    """Set aside; goods already sealed or on the road raise an alarm."""
    lot = refs.lot(entry, command.lot)
    row = entry.add(HoldRow(lot_id=lot.id, reason=command.reason, placed_in=entry.sequence))
    entry.made["hold"] = row.id
    held = ledger.whereabouts(entry.books, lot.id)
    entry.post(
        [
            Move(lot.id, one.spot, Spot(one.spot.place), one.quantity, "hold")
            for one in held
            if one.spot.line is not None
        ]
    )
    for one in held:
        if one.kind == PlaceKind.VAN or (one.stands_in is not None and one.spot.line is not None):
            entry.discrepancy(
                "held_goods_packed",
                lot=lot.id,
                place=one.spot.place,
                quantity=one.quantity,
                alarm=True,
            )


def hold_lifting(command: HoldLifting, entry: Entry) -> None:
    """Let the lot be promised again."""
    lot = refs.lot(entry, command.lot)
    query = select(HoldRow).where(HoldRow.lot_id == lot.id, HoldRow.lifted_in == None)  # noqa: E711
    holds = entry.rows.exec(query).all()
    if not holds:
        raise Refused("not_on_hold", "That lot is not on hold.")
    for row in holds:
        row.lifted_in = entry.sequence


def is_on_hold(entry: Entry, lot_id: int) -> bool:
    """Whether a lot is set aside now."""
    return entry.books.execute(_ON_HOLD, {"lot": lot_id}).first() is not None


def alarm_if_held(entry: Entry, kind: str, lot_id: int, place_id: int, **facts: int) -> None:
    """Open a discrepancy of that kind, with an alarm, where a lot that hands moved is set aside."""
    if is_on_hold(entry, lot_id):
        entry.discrepancy(kind, lot=lot_id, place=place_id, alarm=True, **facts)


def _split(entry: Entry, lot: LotFacts, held: list[ledger.Held], command: Inspection) -> LotFacts:
    """The inspected pieces as a lot of their own, where they lie."""
    assert command.quantity is not None
    parent = refs.by_id(entry, Lot, lot.id, "lot")
    child = lots.descend(entry, parent)
    assert child.id is not None
    conversion = Spot(refs.outside(entry, PlaceKind.CONVERSION))
    drawn = ledger.draw(held, command.quantity)
    act = Carry(lot, command.quantity, None, conversion.place, "inspection", free=True)
    told.note_broken_promises(entry, act, drawn)
    for one, pieces in drawn:
        entry.post(
            [
                Move(lot.id, one.spot, conversion, pieces, "inspection"),
                Move(child.id, conversion, Spot(one.spot.place), pieces, "inspection"),
            ]
        )
    entry.made["lot"] = lots.name_new_lot(entry, parent, child, command.code)
    return refs.lot_by_id(entry, child.id)


def _settle(entry: Entry, lot: LotFacts, outcome: Outcome) -> None:
    row = refs.by_id(entry, Lot, lot.id, "lot")
    if outcome == Outcome.ACCEPT:
        row.standing = Standing.ACCEPTED
        return
    quarantined = outcome == Outcome.QUARANTINE
    row.standing = Standing.QUARANTINED if quarantined else Standing.REJECTED
    held = ledger.whereabouts(entry.books, lot.id)
    gone = Spot(refs.outside(entry, PlaceKind.WRITTEN_OFF))

    def target(one: ledger.Held) -> Spot:
        """The quarantine of the site where the pieces are, or out of the books."""
        kind = PlaceKind.QUARANTINE
        return Spot(refs.of_site_id(entry, kind, one.site).id) if quarantined else gone

    entry.post(
        [
            Move(lot.id, one.spot, target(one), one.quantity, outcome.value)
            for one in held
            if one.spot != target(one)
        ]
    )
    for one in held:
        if one.spot.line is not None:
            entry.discrepancy(
                "promise_broken", lot=lot.id, line=one.spot.line, quantity=one.quantity
            )


def post_difference(entry: Entry, lot: LotFacts, place: PlaceFacts, counted: int) -> None:
    """Post what was counted there minus what the books held; a difference opens a discrepancy."""
    had = ledger.quantity_at(entry.books, lot.id, place.id)
    nowhere = refs.outside(entry, PlaceKind.COUNT_DIFFERENCE)
    if counted < had:
        told.lose(entry, lot, place, had - counted, nowhere, "count")
    elif counted > had:
        entry.post([Move(lot.id, Spot(nowhere), Spot(place.id), counted - had, "count")])
    if counted != had and lot.how != How.GUESSED:
        entry.discrepancy(
            "count_difference",
            lot=lot.id,
            place=place.id,
            quantity=abs(counted - had),
            counted=counted,
            books=had,
        )


TRADES = (
    Trade(
        "inspections",
        Inspection,
        inspection,
        HANDS,
        told=True,
        example={"lot": "7K3Q9M2XW4HTX", "outcome": "accept"},
    ),
    Trade(
        "counts",
        Count,
        count,
        EVERYBODY_INSIDE,
        told=True,
        reversible=True,
        example={
            "place": "A3",
            "position": 412,
            "lines": [{"lot": "7K3Q9M2XW4HTX", "counted": 12}],
        },
    ),
    Trade(
        "holds",
        Hold,
        hold,
        EVERYBODY_INSIDE,
        example={"lot": "7K3Q9M2XW4HTX", "reason": "strap recalled by the maker"},
    ),
    Trade(
        "hold-liftings",
        HoldLifting,
        hold_lifting,
        DESK,
        example={"lot": "7K3Q9M2XW4HTX", "reason": "checked: another model"},
    ),
)
