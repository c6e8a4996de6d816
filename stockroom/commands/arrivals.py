"""Goods that arrive: donations, intake, the opening count of day one, and sorting."""

from __future__ import annotations

from datetime import date
from typing import Annotated, NamedTuple, cast
from uuid import UUID

import msgspec
from msgspec import Meta
from sqlmodel import select

from stockroom.commands import lots, on_the_way, refs, road
from stockroom.commands.base import (
    EVERYBODY_INSIDE,
    HANDS,
    NO_NUL,
    Command,
    Entry,
    Grams,
    Note,
    Pieces,
    Ref,
    RowId,
    Sha256,
    Text,
    Trade,
)
from stockroom.commands.lots import DescribedCommand, Packs, Weighed
from stockroom.errors import Malformed, Refused
from stockroom.ledger import Move, Spot
from stockroom.rules import giving, quantities
from stockroom.rules.writing import fold
from stockroom.tables.catalogue import Depth, PackHabit
from stockroom.tables.impact import Donation as DonationRow
from stockroom.tables.impact import Donor
from stockroom.tables.stock import How, Lot, PlaceKind, Source, Standing
from stockroom.tables.transport import Run as RunRow

UNSORTED = "BAG"
OnlyFor = Annotated[str, Meta(min_length=1, max_length=12, pattern=NO_NUL)]


class Donation(Command, frozen=True, kw_only=True):
    """One occasion of giving; the donor by name (made known on first meeting), or nobody.

    `only_for` are codes of facilities, or "prison" or "shelter", which alone may have the goods.
    """

    donor: Annotated[str, Meta(max_length=80, pattern=NO_NUL)] = ""
    received_on: date
    restriction: Text = ""
    only_for: Annotated[list[OnlyFor], Meta(max_length=20)] = []
    note: Note = ""


class PickUp(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The stop of a run at which goods were fetched."""

    run: RowId
    stop: RowId


class Intake(DescribedCommand, frozen=True, kw_only=True):
    """One kind of thing taken in: donor to inbound, as pieces, packs, or by weight.

    `donation` is the id of the donation's command. Unsorted bags are product `BAG`, counted in
    bags, with `weight_g` for all of them together. What a driver has `picked_up` is on the van of
    that run until it is unloaded; at a donor's stop it belongs to that donor's gift of the day.
    """

    product: Annotated[str, Meta(min_length=1, max_length=16, pattern=NO_NUL)]
    quantity: Pieces | None = None
    packs: Packs | None = None
    weighed: Weighed | None = None
    weight_g: Grams | None = None
    description: Text = ""
    donation: UUID | None = None
    code: Ref | None = None
    site: Ref | None = None
    photo: Sha256 | None = None
    picked_up: PickUp | None = None


class Door(NamedTuple):
    """Where goods come in: a place of ours, with the run and the gift that they belong to."""

    place: int
    run: RunRow | None
    gift: DonationRow | None


class OpeningCount(DescribedCommand, frozen=True, kw_only=True):
    """Goods that were already on the shelves on day one; never counted as a donation."""

    product: Annotated[str, Meta(min_length=1, max_length=16, pattern=NO_NUL)]
    quantity: Pieces
    place: Ref
    how: How = How.COUNTED
    code: Ref | None = None


def donation(command: Donation, entry: Entry) -> None:
    """Note who gave and when."""
    row = entry.add(
        DonationRow(
            command_id=entry.acts_for,
            donor_id=donor_id(entry, command.donor.strip()),
            received_on=command.received_on,
            restriction=command.restriction,
            only_for=_known_to_us(entry, giving.read(command.only_for)),
            note=command.note,
        )
    )
    entry.made["donation"] = row.id


def _known_to_us(entry: Entry, only_for: list[str]) -> list[str]:
    """The same, once every code in it is a facility's."""
    for code in only_for:
        if code not in giving.KINDS:
            refs.facility(entry, code)
    return only_for


def donor_id(entry: Entry, name: str) -> int | None:
    """The donor of that name, made known on first meeting; None for an anonymous gift."""
    if not name:
        return None
    known = entry.rows.exec(select(Donor).where(Donor.name == name)).first()
    return (known or entry.add(Donor(name=name, folded=fold(name)))).id


def intake(command: Intake, entry: Entry) -> None:
    """A new lot from the donor to inbound or onto a van, waiting for its inspection."""
    product = refs.product(entry, command.product)
    pieces = lots.pieces(command.quantity, command.packs, command.weighed)
    _single_means_one(product.depth, pieces)
    place, run, gift = _door(entry, command)
    lot = lots.make(
        entry,
        product,
        command,
        source=Source.DONOR,
        donation_id=gift.id if gift else None,
        restriction=gift.restriction if gift else "",
        description=command.description,
        weight_g=command.weight_g,
        how=How.WEIGHED if command.weighed else How.COUNTED,
        pieces_per_pack=command.packs.pieces_per_pack if command.packs else None,
    )
    _remember_pack(entry, command)
    donor = refs.outside(entry, PlaceKind.DONOR)
    _bring_in(entry, lot, donor, place, pieces, "intake", command.code)
    if run is not None:
        road.account(entry, run, loaded=pieces)


def opening_count(command: OpeningCount, entry: Entry) -> None:
    """A new accepted lot straight onto its shelf."""
    product = refs.product(entry, command.product)
    _single_means_one(product.depth, command.quantity)
    lot = lots.make(
        entry,
        product,
        command,
        source=Source.OPENING,
        how=command.how,
        standing=Standing.ACCEPTED,
    )
    place = refs.inside(entry, command.place)
    opening = refs.outside(entry, PlaceKind.OPENING)
    _bring_in(entry, lot, opening, place.id, command.quantity, "opening", command.code)


def _door(entry: Entry, command: Intake) -> Door:
    """Inbound, or the van that stands at a stop; whoever fetches something there is there."""
    gift = _gift(entry, command.donation)
    if command.picked_up is None:
        return Door(refs.of_site(entry, PlaceKind.INBOUND, command.site).id, None, gift)
    run, stop = on_the_way.be_at(entry, command.picked_up.run, command.picked_up.stop)
    if gift is None and stop.donor_id is not None:
        gift = _gift_of_the_day(entry, stop.donor_id)
    return Door(run.van_id, run, gift)


def _gift_of_the_day(entry: Entry, donor: int) -> DonationRow:
    """What that donor gave on the day, made known with the first thing of it."""
    day = entry.happened_at.astimezone().date()
    query = (
        select(DonationRow)
        .where(DonationRow.donor_id == donor, DonationRow.received_on == day)
        .order_by(DonationRow.id.desc())  # type: ignore[union-attr]
    )
    found = entry.rows.exec(query).first()
    new = DonationRow(command_id=entry.acts_for, donor_id=donor, received_on=day)
    return found or cast(DonationRow, entry.add(new))


def _gift(entry: Entry, command_id: UUID | None) -> DonationRow | None:
    if command_id is None:
        return None
    query = select(DonationRow).where(DonationRow.command_id == str(command_id))
    gift = entry.rows.exec(query).first()
    if gift is None:
        raise Refused("unknown_donation", "That donation has not reached the books yet.")
    return gift


def _bring_in(
    entry: Entry, lot: Lot, origin: int, target: int, pieces: int, reason: str, code: str | None
) -> None:
    assert lot.id is not None
    entry.made["lot"] = lots.claim(entry, code, lot=lot.id)
    entry.made["lot_number"] = lot.id
    entry.made["pieces"] = pieces
    entry.post([Move(lot.id, Spot(origin), Spot(target), pieces, reason)])


def _single_means_one(depth: Depth, pieces: int) -> None:
    if depth == Depth.SINGLE and pieces != 1:
        raise Malformed("one_each", "Each of these gets a label of its own: take in one at a time.")


def _remember_pack(entry: Entry, command: Intake) -> None:
    """Keep what this description turned out to mean, so that nobody is asked twice."""
    read = quantities.read_packs(command.description, 1) if command.description else None
    if read is None or read.pieces_per_pack is None or command.weighed is not None:
        return
    key = quantities.key(command.description)
    habit = entry.rows.exec(select(PackHabit).where(PackHabit.description == key)).first()
    habit = habit or PackHabit(description=key, pieces_per_pack=1, counts_packs=False)
    habit.counts_packs = command.packs is not None
    habit.pieces_per_pack = command.packs.pieces_per_pack if command.packs else read.pieces_per_pack
    entry.add(habit)


TRADES = (
    Trade(
        "donations",
        Donation,
        donation,
        HANDS,
        told=True,
        example={"donor": "Parish drive", "received_on": "2026-11-21"},
    ),
    Trade(
        "intakes",
        Intake,
        intake,
        HANDS,
        told=True,
        reversible=True,
        example={"product": "CL-BODY", "size": "62", "quantity": 12, "condition": "good"},
    ),
    Trade(
        "opening-counts",
        OpeningCount,
        opening_count,
        EVERYBODY_INSIDE,
        told=True,
        reversible=True,
        example={"product": "NP-DISP", "size": "4", "quantity": 108, "place": "A1"},
    ),
)
