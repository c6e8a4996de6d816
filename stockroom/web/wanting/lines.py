"""The open wish lines that goods would answer, the most urgent first; the one query of it.

It leaves out whatever the desk would refuse, and what a plan would not do: other girls' and boys'
or summer and winter clothes than are asked, single pieces for kits that go whole. Nothing of a
facility is told but its code, and of a line only what hands need.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.commands import barred, promising
from stockroom.commands.barred import OF_RULE, RULE, Gate
from stockroom.ledger import LINE
from stockroom.reports.stages import table
from stockroom.rules import delivery_days, gate, sizes_accepted
from stockroom.rules.gate import Rule
from stockroom.tables.catalogue import Product
from stockroom.tables.sums import ASKED_NOW, SERVING_NOW
from stockroom.tables.visits import next_stops
from stockroom.tables.wishes import Facility, WishKit, WishList
from stockroom.words import Condition, Fits, Season, Urgency

FACILITY, LIST, KIT, PRODUCT = map(table, (Facility, WishList, WishKit, Product))
MOST_SHOWN = 5
MOST_LINES = 300
FOR_EVER = date(9999, 12, 31)
MIXED = "CL-MIX"
URGENCIES = tuple(Urgency)


class Goods(NamedTuple):
    """What is in hand, whether it is a lot already or is still being typed.

    `only_for` are the facilities, or kinds of them, that the donor named; none: any.
    `from_company`: a shop or a company gave them.
    """

    product_id: int
    product: str
    category: str
    size_scheme: str = "none"
    size_low: int = 0
    size_high: int = 0
    fits: str = Fits.ANY
    season: str = Season.ANY
    condition: str = Condition.GOOD
    use_by: date | None = None
    flags: str = ""
    only_for: Sequence[str] = ()
    brand: str = ""
    from_company: bool = False


class Want(NamedTuple):
    """What one line still asks; `size` is said where the goods' own is not known."""

    line: int
    facility: str
    urgency: str
    pieces: int
    needed_by: date | None
    set_number: int | None
    size: str


class Wanting(NamedTuple):
    """The most urgent wants, and how many pieces and lines there are altogether."""

    wants: Sequence[Want] = ()
    pieces: int = 0
    lines: int = 0

    @property
    def more(self) -> int:
        """Lines that are not among the wants."""
        return self.lines - len(self.wants)


NOBODY = Wanting()
_NEEDED = (ASKED_NOW - SERVING_NOW).label("pieces")
_URGENCY = sa.case({one.value: rank for rank, one in enumerate(Urgency)}, value=LINE.c.urgency)
_OPEN = (
    sa.select(
        LINE,
        FACILITY.c.code.label("facility"),
        FACILITY.c.id.label("facility_id"),
        FACILITY.c.kind.label("facility_kind"),
        PRODUCT.c.code.label("product"),
        PRODUCT.c.category,
        PRODUCT.c.gate_flags,
        _NEEDED,
    )
    .select_from(
        LINE.join(LIST, LIST.c.id == LINE.c.wish_list_id)
        .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
        .outerjoin(KIT, KIT.c.id == LINE.c.wish_kit_id)
    )
    .where(
        LIST.c.withdrawn_in.is_(None),
        LIST.c.closed_in.is_(None),
        FACILITY.c.active,
        sa.func.coalesce(KIT.c.whole, sa.false()).is_(sa.false()),
        ASKED_NOW > SERVING_NOW,
    )
    .order_by(_URGENCY, sa.func.coalesce(LINE.c.needed_by, FOR_EVER), LINE.c.id)
    .limit(MOST_LINES)
)
_RULES = (
    sa.select(*OF_RULE, FACILITY.c.code.label("facility"))
    .select_from(RULE.join(FACILITY, FACILITY.c.id == RULE.c.facility_id))
    .where(RULE.c.ended_in.is_(None))
)


def wanted(books: sa.Connection, goods: Sequence[Goods], today: date) -> list[Wanting]:
    """Who wants each of these, in their order; two statements for all of them."""
    if not goods:
        return []
    query = open_lines(today).where(_may_ask_for(goods))
    lines = books.execute(query).all()
    gates = gates_of(books, lines, today) if lines else {}
    return [
        _wanting(one, [line for line in lines if _will_do(one, line, gates, today)])
        for one in goods
    ]


def gates_of(books: sa.Connection, lines: Sequence[Any], today: date) -> Mapping[int, Gate]:
    """The gates of the facilities whose lines these are, by their ids; one statement."""
    homes = {line.facility_id: line for line in lines}
    query = _RULES.where(RULE.c.facility_id.in_(homes)).order_by(RULE.c.id)
    rules: dict[int, list[Rule]] = {home: [] for home in homes}
    for row in books.execute(query):
        rules[row.facility_id].append(barred.as_rule(row))
    return {
        home: Gate(
            line.facility,
            line.facility_kind,
            gate.likely_arrival(line.next_stop, today),
            tuple(rules[home]),
        )
        for home, line in homes.items()
    }


def open_lines(today: date) -> sa.Select[Any]:
    """Lines that single pieces may be sent to, the most urgent first, with their next `stop`."""
    stops = next_stops(today).subquery("stops")
    next_stop = stops.c.day.label("next_stop")
    return _OPEN.add_columns(next_stop).outerjoin(stops, stops.c.facility_id == FACILITY.c.id)


def size_needed(line: Any, today: date) -> tuple[int, int]:
    """The range that goods must touch to fit when they are likely to arrive, in its scheme."""
    tonight = line.urgency == Urgency.TONIGHT
    day = delivery_days.likely(today, line.next_stop, tonight)
    return sizes_accepted.as_grown(line, (day, day))


def _will_do(goods: Goods, line: Any, gates: Mapping[int, Gate], today: date) -> bool:
    return (
        _is_asked_for(goods, line)
        and not (line.new_only and goods.condition not in promising.SEALED)
        and _fits_in_size(goods, line, today)
        and line.fits in (Fits.ANY, goods.fits if goods.fits != Fits.ANY else line.fits)
        and line.season in (Season.ANY, goods.season if goods.season != Season.ANY else line.season)
        and barred.why_not(gates[line.facility_id], _at_the_gate(goods), goods.only_for, "") is None
    )


def _may_ask_for(goods: Sequence[Goods]) -> sa.ColumnElement[bool]:
    products = {one.product_id for one in goods}
    same: sa.ColumnElement[bool] = LINE.c.product_id.in_(products)
    categories = {one.category for one in goods if one.product == MIXED}
    if not categories:
        return same
    return sa.or_(same, sa.and_(LINE.c.substitutes, PRODUCT.c.category.in_(categories)))


def _is_asked_for(goods: Goods, line: Any) -> bool:
    """The very product; a mixed box of clothes answers any clothes that may be another kind."""
    if goods.product_id == line.product_id:
        return True
    mixed = goods.product == MIXED and goods.category == line.category
    return mixed and bool(line.substitutes)


def _fits_in_size(goods: Goods, line: Any, today: date) -> bool:
    if goods.size_scheme != line.size_scheme or goods.size_scheme == "none":
        return True
    least, most = size_needed(line, today)
    return goods.size_high >= least and goods.size_low <= most


def _at_the_gate(goods: Goods) -> gate.Goods:
    return gate.Goods(
        condition=goods.condition,
        flags=goods.flags,
        use_by=goods.use_by,
        product=goods.product,
        category=goods.category,
        brand=goods.brand,
        from_company=goods.from_company,
    )


def _wanting(goods: Goods, lines: Sequence[Any]) -> Wanting:
    wants = [_want(goods, line) for line in lines[:MOST_SHOWN]]
    return Wanting(wants, sum(int(line.pieces) for line in lines), len(lines))


def _want(goods: Goods, line: Any) -> Want:
    return Want(
        line=line.id,
        facility=line.facility,
        urgency=Urgency(line.urgency).value,
        pieces=int(line.pieces),
        needed_by=line.needed_by,
        set_number=line.set_number,
        size="" if goods.size_scheme != "none" else line.size_label,
    )
