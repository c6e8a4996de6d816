"""One plan as people read it: line by line, with each reason in the reader's words."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, get
from litestar.datastructures import State
from litestar.params import PathParameter

from stockroom import speech
from stockroom.commands.base import DESK
from stockroom.errors import NotFound
from stockroom.rules import codes
from stockroom.rules.gate import Said
from stockroom.web.given import GivenDatabase, GivenDoor
from stockroom.web.pages.frame import Reader
from stockroom.web.plans import counting, reading, words
from stockroom.web.plans.words import To


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """So many pieces of a lot in a place for a line; `taken` once they are promised."""

    match: int
    wish_list: int
    line: int
    facility: str
    urgency: str
    asked: str
    lot: str
    product: str
    size: str
    place: str
    pieces: int
    taken: bool
    reason: str


class StaysShort(msgspec.Struct, frozen=True, kw_only=True):
    """What a line stays short of."""

    wish_list: int
    line: int
    facility: str
    urgency: str
    asked: str
    pieces: int
    reason: str


class PlanInWords(msgspec.Struct, frozen=True, kw_only=True):
    """A plan: `moved_on` counts what was recorded since it was made."""

    id: int
    wish_list: int | None
    made_at: str
    set_aside: bool
    moved_on: int
    matches: list[Proposed]
    short: list[StaysShort]


@get(
    "/api/plans/{number:int}",
    name="read:plan",
    summary="one plan with its reasons in words",
    tags=["read"],
    sync_to_thread=True,
    opt={"roles": DESK},
)
def plan(
    request: Request[Any, Any, State],
    number: Annotated[int, PathParameter(ge=1, le=2**31 - 1)],
    database: GivenDatabase,
    door: GivenDoor,
) -> PlanInWords:
    """What goes where and why, and what stays short, in the language that is asked for."""
    door.enter(request, DESK)
    reader = Reader(speech.wanted(request.headers.get("Accept-Language", "")))
    with database.snapshot() as books:
        row = reading.of_number(books, number)
        if row is None:
            raise NotFound("unknown", "There is no {name} {id}.", name="plan", id=str(number))
        lists = reading.lists(books, number)
        lines = [one for of_list in lists for one in of_list.lines.values()]
        named = [line for one in lines if one.short for line in one.short.others]
        facilities = reading.codes_of(books, named)
        rules = counting.rules_for(books, [one.short for one in lines if one.short])
        moved_on = reading.moved_on(books, row.position)
    return PlanInWords(
        id=row.id,
        wish_list=row.wish_list_id,
        made_at=row.recorded_at,
        set_aside=row.set_aside_in is not None,
        moved_on=moved_on,
        matches=[_proposed(reader, m, row.certain) for one in lines for m in one.matches],
        short=[
            _short(
                reader,
                one.short,
                [facilities[line] for line in one.short.others],
                rules.get(one.short.line),
            )
            for one in lines
            if one.short
        ],
    )


def _proposed(reader: Reader, match: Any, certain: list[str]) -> Proposed:
    said = words.reason(reader, match, To(match.facility, match.over), certain)
    return Proposed(
        match=match.id,
        wish_list=match.wish_list_id,
        line=match.line,
        facility=match.facility,
        urgency=match.urgency,
        asked=reader.product(match.product_name, match.product_names),
        lot=codes.name_of_lot(match.code, match.lot_id),
        product=reader.product(match.name, match.names),
        size=match.size_label,
        place=match.place_name,
        pieces=match.pieces,
        taken=match.taken_in is not None,
        reason=" ".join((said, *words.besides(reader, match))),
    )


def _short(reader: Reader, short: Any, others: list[str], rule: Said | None) -> StaysShort:
    return StaysShort(
        wish_list=short.wish_list_id,
        line=short.line,
        facility=short.facility,
        urgency=short.urgency,
        asked=reader.product(short.product_name, short.product_names),
        pieces=short.pieces,
        reason=words.why_short(reader, short.why, short.facility, others, rule),
    )
