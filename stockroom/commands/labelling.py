"""Label codes: blank ones made, claimed, and damaged ones replaced."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from stockroom.commands import lots, refs
from stockroom.commands.base import EVERYBODY_INSIDE, Command, Entry, Ref, Trade
from stockroom.commands.refs import LotFacts
from stockroom.errors import Refused
from stockroom.rules import codes
from stockroom.tables.stock import LabelCode


class BlankCodes(Command, frozen=True, kw_only=True):
    """So many codes made to be printed now and claimed by their first scan."""

    number: Annotated[int, Meta(ge=1, le=2100)]


class CodeClaim(Command, frozen=True, kw_only=True):
    """A blank or new code put on a place, a box, or a lot that has one already."""

    code: Ref
    thing: Ref


class CodeReplacement(Command, frozen=True, kw_only=True):
    """A new code for whatever a damaged one was on; the old one still leads there."""

    code: Ref
    new: Ref | None = None


def blank_codes(command: BlankCodes, entry: Entry) -> None:
    """Make codes that are on nothing yet."""
    made = [codes.make(entry.clock.bits(lots.CODE_BITS)) for _ in range(command.number)]
    for code in made:
        entry.rows.add(LabelCode(code=code, made_in=entry.sequence))
    entry.made["codes"] = made


def code_claim(command: CodeClaim, entry: Entry) -> None:
    """Put the code on the thing."""
    thing = refs.thing(entry, command.thing)
    if isinstance(thing, LotFacts):
        entry.made["code"] = lots.claim(entry, command.code, lot=thing.id)
    else:
        entry.made["code"] = lots.claim(entry, command.code, place=thing.id)


def code_replacement(command: CodeReplacement, entry: Entry) -> None:
    """A second code for the same thing."""
    meant = refs.reading(entry.books, command.code)
    old = entry.rows.get(LabelCode, meant.code) if isinstance(meant, codes.ByCode) else None
    if old is None or old.claimed_in is None:
        raise Refused("unknown_code", "{code} is not known here.", code=command.code)
    if old.replaced_by is not None:
        raise Refused("already_replaced", "{code} was replaced already.", code=codes.show(old.code))
    new = lots.claim(entry, command.new, lot=old.lot_id, place=old.place_id)
    old.replaced_by = new
    entry.made["code"] = new


TRADES = (
    Trade("blank-codes", BlankCodes, blank_codes, EVERYBODY_INSIDE, example={"number": 21}),
    Trade(
        "code-claims",
        CodeClaim,
        code_claim,
        EVERYBODY_INSIDE,
        example={"code": "7K3Q9M2XW4HTX", "thing": "box 214"},
    ),
    Trade(
        "code-replacements",
        CodeReplacement,
        code_replacement,
        EVERYBODY_INSIDE,
        example={"code": "7K3Q9M2XW4HTX"},
    ),
)
