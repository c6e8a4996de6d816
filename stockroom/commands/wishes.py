"""Wish lists: submitted, changed by dated rows, withdrawn; never deleted."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import sqlalchemy as sa
from msgspec import Meta
from sqlmodel import select

from stockroom.commands import barred, lines, refs
from stockroom.commands.asking import WishAsked, add_line
from stockroom.commands.asking_for_kits import KitAsked, explode
from stockroom.commands.base import (
    DESK,
    MOST_LINES,
    NO_NUL,
    Command,
    Entry,
    Note,
    PiecesOrNone,
    RowId,
    Trade,
    known,
)
from stockroom.commands.lines import LINE, LineFacts
from stockroom.commands.refs import PRODUCT
from stockroom.errors import Refused
from stockroom.ledger import Held, Move, Spot
from stockroom.rules import gate
from stockroom.rules.gate import Said
from stockroom.tables.kits import Kit
from stockroom.tables.people import Role
from stockroom.tables.stock import PlaceKind
from stockroom.tables.transport import Parcel
from stockroom.tables.wishes import (
    CameBy,
    Facility,
    WishChange,
    WishDraft,
    WishKit,
    WishLine,
    WishList,
    WishSource,
)

MOST_KINDS_OF_KIT = 50
FacilityRef = Annotated[str, Meta(min_length=1, max_length=12, pattern=NO_NUL)]
OWN = frozenset({Role.FACILITY}) | DESK
AGAINST = "{thing}: {rule}"


class WishListSubmission(Command, frozen=True, kw_only=True):
    """What a facility asks for on one occasion: lines, kits, or both.

    `came_by` is how it reached us; what a facility's own people send came by the portal. The
    `draft` that it was written in goes; the `source` that it was read from is kept with it. What
    the gate there turns away in every lot is kept as asked, and told in the receipt's `warnings`.
    """

    facility: FacilityRef
    lines: Annotated[list[WishAsked], Meta(max_length=MOST_LINES)] = []
    kits: Annotated[list[KitAsked], Meta(max_length=MOST_KINDS_OF_KIT)] = []
    came_by: CameBy = CameBy.DESK
    draft: RowId | None = None
    source: RowId | None = None
    note: Note = ""


class Why(StrEnum):
    """Why a number changed; never anything about a person."""

    TONIGHT = "tonight"
    NO_LONGER_NEEDED = "no_longer_needed"
    MORE_NEEDED = "more_needed"
    MISTAKE = "mistake"


class WishListChange(Command, frozen=True, kw_only=True):
    """A line asks another number from now on; zero empties it."""

    line: RowId
    asked: PiecesOrNone
    reason: Why


class WishListWithdrawal(Command, frozen=True, kw_only=True):
    """Every line of a list emptied."""

    wish_list: RowId
    reason: Why = Why.NO_LONGER_NEEDED


def submission(command: WishListSubmission, entry: Entry) -> None:
    """Keep the list; its products and sizes are frozen from now on."""
    if not (command.lines or command.kits):
        raise Refused("nothing_asked", "A wish list asks for at least one thing.")
    facility = own_facility(entry, command.facility)
    theirs = entry.actor.role == Role.FACILITY
    wish_list = entry.add(
        WishList(
            facility_id=known(facility.id),
            submitted_in=entry.sequence,
            came_by=CameBy.PORTAL if theirs else command.came_by,
            # Whoever enters a list at the desk has read it.
            checked_in=None if theirs else entry.sequence,
            note=command.note,
        )
    )
    entry.made["wish_list"] = wish_list.id
    _add_all(entry, wish_list, facility, command)
    _warn_of_the_gate(entry, wish_list)
    if command.draft is not None:
        draft = refs.by_id(entry, WishDraft, command.draft, "draft")
        _of(facility, draft.facility_id, refs.unknown_row("draft", command.draft))
        entry.rows.delete(draft)
    if command.source is not None:
        source = refs.by_id(entry, WishSource, command.source, "message")
        _of(facility, source.facility_id, refs.unknown_row("message", command.source))
        source.wish_list_id = wish_list.id


def change(command: WishListChange, entry: Entry) -> None:
    """Write the new number; what is now too much is released, or asked about."""
    line = lines.facts(entry, command.line)
    own(entry, line.facility_id, refs.unknown_row("wish line", command.line))
    row = refs.by_id(entry, WishLine, command.line, "wish line")
    _not_alone(entry, row)
    if command.asked > line.asked:
        still_open(refs.by_id(entry, WishList, row.wish_list_id, "wish list"))
    ask(entry, command.line, command.asked, command.reason.value)


def withdrawal(command: WishListWithdrawal, entry: Entry) -> None:
    """Empty every line."""
    wish_list = refs.by_id(entry, WishList, command.wish_list, "wish list")
    own(entry, wish_list.facility_id, refs.unknown_row("wish list", command.wish_list))
    wish_list.withdrawn_in = entry.sequence
    for line in lines_of(entry, WishLine.wish_list_id == wish_list.id):
        ask(entry, line.id, 0, command.reason.value)


def own_facility(entry: Entry, code: str) -> Facility:
    """A facility by its code; to people of another one it is as unknown as one that is not."""
    facility = refs.facility(entry, code)
    own(entry, facility.id, refs.unknown_code(code))
    return facility


def own(entry: Entry, facility_id: int | None, unknown: Refused) -> None:
    """Refuse another facility's wishes in the words for what does not exist."""
    if entry.actor.role == Role.FACILITY and entry.actor.facility_id != facility_id:
        raise unknown


def still_open(wish_list: WishList) -> None:
    """Refuse to ask for more on a list that is withdrawn or closed short."""
    if wish_list.withdrawn_in is not None or wish_list.closed_in is not None:
        raise Refused(
            "list_over", "Wish list {id} is over; ask for it on a new list.", id=wish_list.id
        )


def lines_of(entry: Entry, which: bool) -> list[LineFacts]:
    """What lines ask now and what serves them, in the order of their list."""
    found = entry.rows.exec(select(WishLine.id).where(which).order_by("position", "id")).all()
    return [lines.facts(entry, known(line)) for line in found]


def ask(entry: Entry, line_id: int, asked: int, reason: str) -> None:
    """Let a line ask another number: what is too much is released, or asked about if sealed."""
    entry.add(WishChange(line_id=line_id, sequence=entry.sequence, asked=asked, reason=reason))
    line = lines.facts(entry, line_id)
    excess = line.promised - asked
    for lot_id, held in lines.serving(entry, line_id):
        pieces = min(held.quantity, excess)
        if pieces > 0 and within_reach(entry, held):
            move = Move(lot_id, held.spot, Spot(held.spot.place), pieces, "release")
            entry.post([move])
            excess -= pieces
    _question_the_rest(entry, line_id, excess)


def within_reach(entry: Entry, held: Held) -> bool:
    """Goods in bins and on the bench are released at once; sealed or loaded ones are not."""
    if held.kind == PlaceKind.VAN:
        return False
    if held.kind != PlaceKind.BOX:
        return True
    sealed = select(Parcel.id).where(
        Parcel.box_id == held.spot.place,
        Parcel.opened_in == None,  # noqa: E711
    )
    standing = refs.place_by_id(entry, held.stands_in) if held.stands_in else None
    on_van = standing is not None and standing.kind == PlaceKind.VAN
    return not on_van and entry.rows.exec(sealed).first() is None


def _question_the_rest(entry: Entry, line_id: int, excess: int) -> None:
    packed = sum(held.quantity for _, held in lines.serving(entry, line_id))
    if min(excess, packed) > 0:
        entry.discrepancy("still_needed", line=line_id, quantity=min(excess, packed))


def _add_all(
    entry: Entry, wish_list: WishList, facility: Facility, command: WishListSubmission
) -> None:
    """The lines as they stand, then those of each kit; `made` names them in this order."""
    made = [
        add_line(entry, wish_list, facility.climate, asked, position)
        for position, asked in enumerate(command.lines, start=1)
    ]
    kits = []
    for asked in command.kits:
        kit, of_kit = explode(entry, wish_list, facility.climate, asked, len(made) + 1)
        kits.append(kit)
        made.extend(of_kit)
    entry.made["lines"] = made
    entry.made["kits"] = kits


def _warn_of_the_gate(entry: Entry, wish_list: WishList) -> None:
    """Tell in the receipt which of the products no gate rule of the facility lets in."""
    today = entry.recorded_at.astimezone().date()
    at = barred.gate_of(entry.books, wish_list.facility_id, today)
    query = (
        sa.select(PRODUCT.c.name, PRODUCT.c.gate_flags)
        .select_from(LINE.join(PRODUCT, PRODUCT.c.id == LINE.c.product_id))
        .where(LINE.c.wish_list_id == wish_list.id)
        .order_by(LINE.c.position)
    )
    told = [
        Said(AGAINST, {"thing": name, "rule": stop.said})
        for name, flags in entry.books.execute(query)
        for stop in gate.of_product(at.rules, flags, at.arrives_on)
    ]
    barred.warn(entry, told)


def _of(facility: Facility, facility_id: int, unknown: Refused) -> None:
    if facility_id != facility.id:
        raise unknown


def _not_alone(entry: Entry, line: WishLine) -> None:
    """Refuse to change one thing of a kit that is given whole."""
    asked = entry.rows.get(WishKit, line.wish_kit_id) if line.wish_kit_id else None
    if asked is not None and asked.whole:
        raise part_of_a_kit(entry, asked)


def part_of_a_kit(entry: Entry, asked: WishKit) -> Refused:
    """The refusal to change one thing of kits that are given whole."""
    kit = refs.by_id(entry, Kit, asked.kit_id, "kit")
    return Refused(
        "part_of_a_kit",
        "That line is part of {kit}, which is given whole; change the number of kits.",
        kit=kit.name,
    )


EXAMPLE = {
    "facility": "M-1",
    "lines": [
        {
            "product": "CL-BODY",
            "size": "62",
            "as_of": "2026-11-20",
            "quantity": 14,
            "urgency": "two_weeks",
            "new_only": True,
        }
    ],
}
TRADES = (
    Trade("wish-lists", WishListSubmission, submission, OWN, example=EXAMPLE),
    Trade(
        "wish-list-changes",
        WishListChange,
        change,
        OWN,
        example={"line": 17, "asked": 6, "reason": "no_longer_needed"},
    ),
    Trade("wish-list-withdrawals", WishListWithdrawal, withdrawal, OWN, example={"wish_list": 4}),
)
