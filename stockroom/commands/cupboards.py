"""A refuge's cupboard: a site of ours that stands with a facility, and what is used from it."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from stockroom.commands import confirming, gate, lots, ready_bags, refs
from stockroom.commands.base import DESK, NO_NUL, Command, Entry, Ref, Trade
from stockroom.commands.places import add_place
from stockroom.commands.refs import PlaceFacts
from stockroom.commands.wishes import OWN
from stockroom.errors import Refused
from stockroom.rules.writing import fold
from stockroom.tables.people import Role
from stockroom.tables.stock import Place, PlaceKind
from stockroom.tables.wishes import Facility


class CupboardRecord(Command, frozen=True, kw_only=True):
    """A cupboard of ours that stands at a facility: a site with one bin.

    Its name is on labels and lists that anybody may read, so it never tells where it stands;
    without a name it is called by its number.
    """

    facility: Ref
    name: Annotated[str, Meta(max_length=60, pattern=NO_NUL)] = ""
    code: Ref | None = None


class ReadyBagUse(Command, frozen=True, kw_only=True):
    """A ready bag that a facility took from its cupboard: handed over, and ours no more."""

    bag: Ref


def cupboard(command: CupboardRecord, entry: Entry) -> None:
    """Make the site and its one bin."""
    facility = refs.facility(entry, command.facility)
    _must_not_tell(command.name, facility)
    site = add_place(entry, PlaceKind.SITE, command.name, facility_id=facility.id)
    site.name = command.name or f"Cupboard {site.number}"
    shelf = add_place(entry, PlaceKind.BIN, f"{site.name} shelf", site_id=site.id)
    entry.made["place"] = site.id
    entry.made["number"] = shelf.number
    entry.made["code"] = lots.claim(entry, command.code, place=shelf.id)


def use(command: ReadyBagUse, entry: Entry) -> None:
    """Everything in the bag to the facility whose cupboard it stood in, and the box with it."""
    facility_id, box = _in_whose_cupboard(entry, command.bag)
    if entry.actor.role == Role.FACILITY and entry.actor.facility_id != facility_id:
        raise refs.unknown_code(command.bag)
    if facility_id is None:
        raise Refused("not_in_a_cupboard", "{name} stands in no cupboard.", name=box.name)
    ready_bags.closed(entry, command.bag)
    code = refs.by_id(entry, Facility, facility_id, "facility").code
    gate.delivery(gate.Delivery(facility=code, boxes=[command.bag]), entry)
    if entry.actor.role == Role.FACILITY:
        confirming.confirmation(
            confirming.Confirmation(delivery=int(entry.made["delivery"])), entry
        )


def _in_whose_cupboard(entry: Entry, ref: str) -> tuple[int | None, PlaceFacts]:
    box = refs.place(entry, ref)
    site = refs.by_id(entry, Place, box.site_id, "site") if box.site_id is not None else None
    return (site.facility_id if site is not None else None), box


def _must_not_tell(name: str, facility: Facility) -> None:
    told = [word for word in (facility.code, facility.name) if word]
    if any(fold(word) in fold(name) for word in told):
        raise Refused(
            "tells_where",
            "The name of a cupboard must not say where it stands; call it something else.",
        )


TRADES = (
    Trade("cupboards", CupboardRecord, cupboard, DESK, example={"facility": "M-1"}),
    Trade("ready-bag-uses", ReadyBagUse, use, OWN, told=True, example={"bag": "box 214"}),
)
