"""One plan: what goes where and why, what stays short and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.commands.lines import LINE, LIST
from stockroom.commands.planning import MATCH
from stockroom.desk import JOURNAL
from stockroom.errors import NotFound
from stockroom.ledger import LOT
from stockroom.planning.plans import Level, Why
from stockroom.rules.gate import Said
from stockroom.tables.sums import NAME_OF_LOT
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.plans import counting, reading, words
from stockroom.web.plans.reading import FACILITY, PRODUCT, OfList
from stockroom.web.plans.words import To

ON_A_PAGE = 100
NEXT = {
    Why.NOTHING_FITS: "/wish-lines/{line}",
    Why.GATE: "/facilities/{facility}",
    Why.QUANTITY: "/facilities/{facility}#gate",
    Why.NOT_YET: "/inspections",
    Why.KIT: "/wish-lines/{line}",
    Why.NO_VISIT: "/runs/new",
}
"""Where a coordinator can do something about a line that stays short."""


class Banned(NamedTuple):
    """What a coordinator ruled out, in words; `key` is what forms send for it."""

    key: str
    lot: str
    product: str
    facility: str


def shown(look: Look) -> Facts:
    """What the page of the plan in the address, or in the form, shows."""
    number = look.path.get("id") or look.form.number("plan")
    plan = reading.of_number(look.books, number)
    if plan is None:
        raise NotFound("unknown", "There is no {name} {id}.", name="plan", id=str(number)[:20])
    lists = reading.lists(look.books, plan.id)
    page, more = _page(lists, look.form.number("from") or 0)
    return {
        "plan": plan,
        "lists": page,
        "from_list": more,
        "reasons": _reasons(look, plan, page),
        "besides": {m.id: list(words.besides(look.reader, m)) for m in _matches(page)},
        "why_short": _why_short(look, page),
        "next": _next(page),
        "totals": _totals(lists),
        "moved_on": reading.moved_on(look.books, plan.position),
        "proven": set(Level) - {Level.PICKS} <= set(plan.certain),
        "banned": _banned(look, plan),
        "refused": _refused(look),
    }


def _page(lists: Sequence[OfList], begin: int) -> tuple[list[OfList], int | None]:
    """Whole lists, about ON_A_PAGE promises of them, and with which list the next page begins."""
    page: list[OfList] = []
    for at, one in enumerate(lists[begin:], start=begin):
        if page and sum(shown.matches for shown in page) + one.matches > ON_A_PAGE:
            return page, at
        page.append(one)
    return page, None


def _matches(lists: Sequence[OfList]) -> list[Any]:
    return [match for one in lists for line in one.lines.values() for match in line.matches]


def _shorts(lists: Sequence[OfList]) -> list[Any]:
    return [line.short for one in lists for line in one.lines.values() if line.short]


def _reasons(look: Look, plan: Any, lists: Sequence[OfList]) -> Mapping[int, str]:
    return {
        match.id: words.reason(look.reader, match, To(match.facility, match.over), plan.certain)
        for match in _matches(lists)
    }


def _why_short(look: Look, lists: Sequence[OfList]) -> Mapping[int, str]:
    shorts = _shorts(lists)
    codes = reading.codes_of(look.books, [line for short in shorts for line in short.others])
    rules = counting.rules_for(look.books, shorts)
    return {
        short.line: words.why_short(
            look.reader,
            short.why,
            short.facility,
            [codes[line] for line in short.others],
            rules.get(short.line),
        )
        for short in shorts
    }


def _next(lists: Sequence[OfList]) -> Mapping[int, str]:
    return {
        short.line: NEXT[Why(short.why)].format(line=short.line, facility=short.facility)
        for short in _shorts(lists)
        if Why(short.why) in NEXT
    }


def _totals(lists: Sequence[OfList]) -> Mapping[str, int]:
    matches = _matches(lists)
    waiting = [one for one in matches if one.taken_in is None]
    return {
        "lists": len(lists),
        "waiting": len(waiting),
        "pieces": sum(one.pieces for one in waiting),
        "taken": len(matches) - len(waiting),
        "short": sum(one.pieces for one in _shorts(lists)),
    }


def _banned(look: Look, plan: Any) -> Sequence[Banned]:
    if not plan.forbidden:
        return ()
    lots, lines = zip(*plan.forbidden, strict=True)
    of_lot = sa.select(LOT.c.id, NAME_OF_LOT.label("ref"), PRODUCT.c.name, PRODUCT.c.names)
    named = {
        row.id: row
        for row in look.books.execute(
            of_lot.select_from(LOT.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)).where(
                LOT.c.id.in_(lots)
            )
        )
    }
    codes = reading.codes_of(look.books, lines)
    return [
        Banned(
            f"{lot}-{line}",
            named[lot].ref,
            look.reader.product(named[lot].name, named[lot].names),
            codes[line],
        )
        for lot, line in plan.forbidden
        if lot in named and line in codes
    ]


def _refused(look: Look) -> Sequence[Mapping[str, Any]]:
    """What the acceptance that led here could not promise, each with its sentence."""
    done = look.form.text("done")
    if not done:
        return ()
    query = sa.select(JOURNAL.c.receipt).where(
        JOURNAL.c.command_id == done, JOURNAL.c.noun == "plan-acceptances"
    )
    receipt = look.books.execute(query).scalar()
    told = msgspec.json.decode(receipt)["made"]["refused"] if receipt else []
    if not told:
        return ()
    of_match = (
        sa.select(MATCH.c.id, PRODUCT.c.name, PRODUCT.c.names, FACILITY.c.code)
        .select_from(
            MATCH.join(LINE, LINE.c.id == MATCH.c.line_id)
            .join(LIST, LIST.c.id == LINE.c.wish_list_id)
            .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
            .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        )
        .where(MATCH.c.id.in_([one["match"] for one in told]))
    )
    rows = {row.id: row for row in look.books.execute(of_match)}
    return [
        {"row": rows[one["match"]], "said": Said.of(one["said"])}
        for one in told
        if one["match"] in rows
    ]


PAGES: tuple[Page, ...] = (Page("/plans/{id:int}", "plans/plan.html", DESK, shown),)
