"""Plans: a proposal of who gets what, made before the books are locked; taken in part or whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, cast

import msgspec
import sqlalchemy as sa
from msgspec import Meta

from stockroom.commands import promising, refs
from stockroom.commands.base import DESK, Command, Entry, Pieces, RowId, Trade
from stockroom.commands.lines import LINE, LIST
from stockroom.errors import Refused
from stockroom.rules.gate import Said
from stockroom.tables.plans import PlanMade, PlanMatch, PlanShort

MADE = cast(sa.Table, PlanMade.__table__)  # type: ignore[attr-defined]
MATCH = cast(sa.Table, PlanMatch.__table__)  # type: ignore[attr-defined]
SHORT = cast(sa.Table, PlanShort.__table__)  # type: ignore[attr-defined]
MOST_KEPT = 5_000
"""Matches that one plan keeps, the most urgent first."""
MOST_TAKEN = 500
"""Matches that one acceptance takes, so that nobody else waits long for the books."""
MOST_WORDS = 500
"""Pins or bans of one plan."""
MOST_STOPS = 500


class Pinned(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A coordinator's word: these pieces of a lot in a place go to that line."""

    lot: RowId
    place: RowId
    line: RowId
    quantity: Pieces


class Banned(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A coordinator's word: nothing of that lot goes to that line."""

    lot: RowId
    line: RowId


Pins = Annotated[list[Pinned], Meta(max_length=MOST_WORDS)]
Bans = Annotated[list[Banned], Meta(max_length=MOST_WORDS)]


class PlanAsked(Command, frozen=True, kw_only=True):
    """A plan to be made: for one list or, without it, for all.

    It always weighs everybody's wishes; of one for a list, only that list's lines are kept.
    `after` is a plan that this one takes the place of: it is set aside. With `most_stops` no more
    facilities than that are given anything, those that have waited three weeks before others.
    """

    wish_list: RowId | None = None
    pins: Pins = []
    forbidden: Bans = []
    after: RowId | None = None
    most_stops: Annotated[int, Meta(ge=1, le=MOST_STOPS)] | None = None


class MatchFound(msgspec.Struct, frozen=True, kw_only=True):
    """One proposed promise, with its reason."""

    lot: int
    place: int
    line: int
    pieces: int
    level: str
    over: int | None
    facts: Mapping[str, int]
    pinned: bool


class ShortFound(msgspec.Struct, frozen=True, kw_only=True):
    """What a line stays short of, why, and some of the lines that get what it could have used."""

    line: int
    pieces: int
    why: str
    others: Sequence[int] = ()


class PlanFound(PlanAsked, frozen=True, kw_only=True):
    """What was asked with the plan that was made of it, on the books as of `position`.

    `faults` are the checker's; `left_out` counts matches beyond the MOST_KEPT that are kept.
    """

    position: int
    matches: Sequence[MatchFound]
    short: Sequence[ShortFound]
    certain: Sequence[str] = ()
    faults: Sequence[Mapping[str, Any]] = ()
    left_out: int = 0


class MatchTaken(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One match of a plan, or fewer pieces of it."""

    match: RowId
    quantity: Pieces | None = None


class PlanAcceptance(Command, frozen=True, kw_only=True):
    """Matches of a plan become promises; without a list of them, all that still can.

    One that cannot be any more is refused by itself, and the receipt says why.
    """

    plan: RowId
    matches: Annotated[list[MatchTaken], Meta(min_length=1, max_length=MOST_TAKEN)] | None = None


class PlanSetAside(Command, frozen=True, kw_only=True):
    """A plan of which nothing more is taken."""

    plan: RowId


def plan(command: PlanAsked, entry: Entry) -> None:
    """Keep the plan as it was made, its matches in their order."""
    if not isinstance(command, PlanFound):
        raise Refused("no_planner", "Plans are not made here.")
    if command.after is not None:
        _set_aside(refs.by_id(entry, PlanMade, command.after, "plan"), entry)
    row = entry.add(
        PlanMade(
            made_in=entry.sequence,
            wish_list_id=command.wish_list,
            position=command.position,
            pins=[[one.lot, one.place, one.line, one.quantity] for one in command.pins],
            forbidden=[[one.lot, one.line] for one in command.forbidden],
            most_stops=command.most_stops,
            certain=list(command.certain),
            faults=[dict(one) for one in command.faults],
        )
    )
    _keep(entry, MATCH, [_match_row(row.id, one) for one in command.matches])
    _keep(entry, SHORT, [_short_row(row.id, one) for one in command.short])
    entry.made |= {
        "plan": row.id,
        "matches": len(command.matches),
        "pieces": sum(one.pieces for one in command.matches),
        "short": sum(one.pieces for one in command.short),
        "left_out": command.left_out,
    }


def acceptance(command: PlanAcceptance, entry: Entry) -> None:
    """Promise match by match; what changed meanwhile is refused singly."""
    row = refs.by_id(entry, PlanMade, command.plan, "plan")
    if row.set_aside_in is not None:
        raise Refused("set_aside", "Plan {plan} was set aside. Make another.", plan=row.id)
    taken: list[Any] = []
    refused: list[dict[str, Any]] = []
    pieces = 0
    matches, left = _wanted(entry, command)
    for match, quantity in matches:
        try:
            with entry.books.begin_nested():
                _promise(entry, match, quantity)
        except Refused as fault:
            refused.append(_told(match.id, fault))
        else:
            taken.append(match)
            pieces += quantity
    _mark(entry, taken)
    entry.made |= {
        "plan": row.id,
        "taken": [match.id for match in taken],
        "pieces": pieces,
        "refused": refused,
        "left": left,
    }


def set_aside(command: PlanSetAside, entry: Entry) -> None:
    """What was taken of it stays promised."""
    row = refs.by_id(entry, PlanMade, command.plan, "plan")
    if row.set_aside_in is not None:
        raise Refused("set_aside", "Plan {plan} was set aside. Make another.", plan=row.id)
    _set_aside(row, entry)
    entry.made["plan"] = row.id


def give_back(entry: Entry, sequence: int) -> None:
    """Let the matches be taken again that were taken by a command which is reversed."""
    entry.rows.flush()
    entry.books.execute(sa.update(MATCH).where(MATCH.c.taken_in == sequence).values(taken_in=None))


def _set_aside(row: PlanMade, entry: Entry) -> None:
    if row.set_aside_in is None:
        row.set_aside_in = entry.sequence


def _keep(entry: Entry, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        entry.books.execute(sa.insert(table), rows)


def _match_row(plan_id: int, one: MatchFound) -> dict[str, Any]:
    return {
        "plan_id": plan_id,
        "lot_id": one.lot,
        "place_id": one.place,
        "line_id": one.line,
        "pieces": one.pieces,
        "level": one.level,
        "over_line": one.over,
        "facts": dict(one.facts),
        "pinned": one.pinned,
    }


def _short_row(plan_id: int, one: ShortFound) -> dict[str, Any]:
    return {
        "plan_id": plan_id,
        "line_id": one.line,
        "pieces": one.pieces,
        "why": one.why,
        "others": list(one.others),
    }


def _wanted(entry: Entry, command: PlanAcceptance) -> tuple[list[tuple[Any, int]], int]:
    """The matches with the pieces to take of each, and how many more wait for another time."""
    query = sa.select(MATCH).where(MATCH.c.plan_id == command.plan).order_by(MATCH.c.id)
    if command.matches is None:
        rows = entry.books.execute(query.where(MATCH.c.taken_in.is_(None))).all()
        return [(row, row.pieces) for row in rows[:MOST_TAKEN]], max(0, len(rows) - MOST_TAKEN)
    wanted = {one.match: one.quantity for one in command.matches}
    rows = entry.books.execute(query.where(MATCH.c.id.in_(list(wanted)))).all()
    strangers = sorted(set(wanted) - {row.id for row in rows})
    if strangers:
        raise refs.unknown_row("match", strangers[0])
    return [(row, wanted[row.id] or row.pieces) for row in rows], 0


def _promise(entry: Entry, match: Any, quantity: int) -> None:
    if match.taken_in is not None:
        raise Refused("taken_already", "That was promised already.")
    lot = refs.lot_by_id(entry, match.lot_id)
    promising.promise(entry, lot, match.line_id, quantity, match.place_id)


def _told(match: int, fault: Refused) -> dict[str, Any]:
    """Why one match was refused: in English, and kept so that it can be said in any language."""
    said = Said(fault.sentence, fault.facts)
    return {"match": match, "reason": fault.reason, "sentence": str(said), "said": said.kept()}


def _mark(entry: Entry, taken: Sequence[Any]) -> None:
    """Note what was taken; whoever accepts goods for a list has read it."""
    if not taken:
        return
    entry.rows.flush()
    matches, lines = [match.id for match in taken], {match.line_id for match in taken}
    entry.books.execute(
        sa.update(MATCH).where(MATCH.c.id.in_(matches)).values(taken_in=entry.sequence)
    )
    lists = sa.select(LINE.c.wish_list_id).where(LINE.c.id.in_(lines))
    entry.books.execute(
        sa.update(LIST)
        .where(LIST.c.id.in_(lists), LIST.c.checked_in.is_(None))
        .values(checked_in=entry.sequence)
    )


TRADES = (
    Trade(
        "plans",
        PlanAsked,
        plan,
        DESK,
        makes_plan=True,
        example={"wish_list": 4},
    ),
    Trade(
        "plan-acceptances",
        PlanAcceptance,
        acceptance,
        DESK,
        reversible=True,
        example={"plan": 3, "matches": [{"match": 12}, {"match": 13, "quantity": 2}]},
    ),
    Trade("plan-set-asides", PlanSetAside, set_aside, DESK, example={"plan": 3}),
)
