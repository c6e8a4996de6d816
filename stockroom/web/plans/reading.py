"""A plan as it stands in the books: list by list, what is proposed and what stays short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from stockroom.commands.lines import LINE, LIST
from stockroom.commands.planning import MADE, MATCH, SHORT
from stockroom.desk import JOURNAL
from stockroom.ledger import LOT, PLACE
from stockroom.reports.stages import STAND, table
from stockroom.tables.catalogue import Product
from stockroom.tables.sums import CODE_OF_LOT
from stockroom.tables.wishes import Facility

FACILITY, PRODUCT = table(Facility), table(Product)
_OVER = LINE.alias("over_line_of")
_OVER_LIST = LIST.alias("over_list")
_OVER_FACILITY = FACILITY.alias("over_facility")
_ASKED = PRODUCT.alias("asked_product")

PLANS = sa.select(*MADE.c, JOURNAL.c.recorded_at, FACILITY.c.code.label("facility")).select_from(
    MADE.join(JOURNAL, JOURNAL.c.sequence == MADE.c.made_in)
    .outerjoin(LIST, LIST.c.id == MADE.c.wish_list_id)
    .outerjoin(FACILITY, FACILITY.c.id == LIST.c.facility_id)
)
_OF_LINE = (
    LINE.c.id.label("line"),
    LINE.c.wish_list_id,
    LINE.c.position,
    LINE.c.urgency,
    LINE.c.size_label.label("size_asked"),
    _ASKED.c.name.label("product_name"),
    _ASKED.c.names.label("product_names"),
    _ASKED.c.code.label("product_code"),
    _ASKED.c.category,
    FACILITY.c.code.label("facility"),
    FACILITY.c.name.label("facility_name"),
)
_LINES = (
    LINE.join(LIST, LIST.c.id == LINE.c.wish_list_id)
    .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
    .join(_ASKED, _ASKED.c.id == LINE.c.product_id)
)
MATCHES = (
    sa.select(
        *MATCH.c,
        *_OF_LINE,
        LOT.c.size_label,
        LOT.c.condition,
        LOT.c.use_by,
        CODE_OF_LOT.label("code"),
        PRODUCT.c.name,
        PRODUCT.c.names,
        PLACE.c.name.label("place_name"),
        PLACE.c.kind.label("place_kind"),
        PLACE.c.number.label("place_number"),
        STAND.c.name.label("stands_in"),
        _OVER_FACILITY.c.code.label("over"),
    )
    .select_from(
        MATCH.join(_LINES, LINE.c.id == MATCH.c.line_id)
        .join(LOT, LOT.c.id == MATCH.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
        .join(PLACE, PLACE.c.id == MATCH.c.place_id)
        .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
        .outerjoin(_OVER, _OVER.c.id == MATCH.c.over_line)
        .outerjoin(_OVER_LIST, _OVER_LIST.c.id == _OVER.c.wish_list_id)
        .outerjoin(_OVER_FACILITY, _OVER_FACILITY.c.id == _OVER_LIST.c.facility_id)
    )
    .order_by(MATCH.c.id)
)
SHORTS = (
    sa.select(*SHORT.c, *_OF_LINE)
    .select_from(SHORT.join(_LINES, LINE.c.id == SHORT.c.line_id))
    .order_by(SHORT.c.id)
)


@dataclass
class OfLine:
    """One wish line in a plan: what is proposed for it, and what it stays short of."""

    line: Any
    matches: list[Any] = field(default_factory=list)
    short: Any = None


@dataclass
class OfList:
    """One wish list in a plan, with the lines of it that the plan speaks of."""

    id: int
    facility: str
    facility_name: str
    lines: dict[int, OfLine] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        """Pieces that are proposed and not promised yet."""
        return sum(m.pieces for one in self.lines.values() for m in one.matches if not m.taken_in)

    @property
    def matches(self) -> int:
        """How many promises are proposed."""
        return sum(len(one.matches) for one in self.lines.values())


def of_number(books: sa.Connection, number: int | None) -> Any:
    """The plan with that number as a row, with when it was made and for whom; None for none."""
    return books.execute(PLANS.where(MADE.c.id == number)).first()


def lists(books: sa.Connection, plan: int) -> list[OfList]:
    """All that a plan says, list by list, the most urgent first; two statements."""
    found: dict[int, OfList] = {}
    for row in books.execute(MATCHES.where(MATCH.c.plan_id == plan)):
        _line(found, row).matches.append(row)
    for row in books.execute(SHORTS.where(SHORT.c.plan_id == plan)):
        _line(found, row).short = row
    for one in found.values():
        one.lines = dict(sorted(one.lines.items(), key=lambda item: item[1].line.position))
    return list(found.values())


def match(books: sa.Connection, number: int) -> Any:
    """One match with all that its plan's page says of it; None where there is none."""
    return books.execute(MATCHES.where(MATCH.c.id == number)).first()


def codes_of(books: sa.Connection, lines: Sequence[int]) -> Mapping[int, str]:
    """The facility's code of each of these lines; one statement."""
    query = (
        sa.select(LINE.c.id, FACILITY.c.code)
        .select_from(_LINES)
        .where(LINE.c.id.in_(sorted(set(lines))))
    )
    return {row.id: row.code for row in books.execute(query)}


def moved_on(books: sa.Connection, position: int) -> int:
    """How much was recorded since a plan was made, the making and taking of plans left out."""
    query = sa.select(sa.func.count()).where(
        JOURNAL.c.sequence > position, JOURNAL.c.noun.not_in(OWN_NOUNS)
    )
    return int(books.execute(query).scalar_one())


OWN_NOUNS = ("plans", "plan-acceptances", "plan-set-asides", "label-printings")


def _line(found: dict[int, OfList], row: Any) -> OfLine:
    of_list = found.setdefault(
        row.wish_list_id, OfList(row.wish_list_id, row.facility, row.facility_name)
    )
    return of_list.lines.setdefault(row.line, OfLine(row))
