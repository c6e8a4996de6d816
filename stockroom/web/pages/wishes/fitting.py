"""The lots that fit a wish line and may be promised: the very thing first, soonest expiry first.

What the desk would refuse is left out here: goods not accepted, on hold, promised, packed ahead as
a ready bag, or not in a bin; another size than the line allows; used goods where new ones are
asked. So is what the line's own words speak against, though the desk would let a coordinator do it
elsewhere: summer clothes for a winter wish, girls' for boys. What the gate turns away or the donor
gave for others comes last, with the sentence with which the desk would refuse it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from stockroom.commands import barred
from stockroom.commands.barred import Bar, Gate
from stockroom.commands.promising import SEALED
from stockroom.ledger import HOLDING, LOT, PLACE
from stockroom.reports.stages import STAND
from stockroom.rules import sizes_accepted
from stockroom.tables.stock import PlaceKind, Standing
from stockroom.tables.sums import CODE_OF_LOT, FROM_COMPANY, IN_A_CUPBOARD, ON_HOLD, PACKED_AHEAD
from stockroom.web.pages.shelves.columns import DONATION
from stockroom.web.pages.wishes import turned_away
from stockroom.web.pages.wishes.known import PRODUCT
from stockroom.words import Fits, Season

Days = tuple[date, date]

ON_A_PAGE = 20
LAST = 10
FOR_EVER = date(9999, 12, 31)

_in_a_bin = sa.or_(
    sa.and_(PLACE.c.kind == PlaceKind.BIN, PLACE.c.stands_in.is_(None)),
    STAND.c.kind == PlaceKind.BIN,
)
_FREE = (
    HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id)
    .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
)  # fmt: skip
_is_free = sa.and_(
    HOLDING.c.outside == 0,
    HOLDING.c.quantity != 0,
    HOLDING.c.line_id.is_(None),
    _in_a_bin,
    sa.not_(PACKED_AHEAD),
    sa.not_(IN_A_CUPBOARD),
)
_has_free = sa.exists().select_from(_FREE).where(HOLDING.c.lot_id == LOT.c.id, _is_free)
_free_pieces = (
    sa.select(sa.func.sum(HOLDING.c.quantity))
    .select_from(_FREE)
    .where(HOLDING.c.lot_id == LOT.c.id, _is_free)
    .scalar_subquery()
)
_expires = sa.func.coalesce(LOT.c.use_by, FOR_EVER)


_SHOWN = sa.select(
    LOT,
    CODE_OF_LOT.label("code"),
    PRODUCT.c.name,
    PRODUCT.c.names,
    PRODUCT.c.gate_flags,
    PRODUCT.c.code.label("product"),
    PRODUCT.c.category,
    FROM_COMPANY.label("from_company"),
    DONATION.c.only_for,
    _free_pieces.label("free"),
).select_from(
    LOT.join(PRODUCT, PRODUCT.c.id == LOT.c.product_id).outerjoin(
        DONATION, DONATION.c.id == LOT.c.donation_id
    )
)


class Spot(NamedTuple):
    """Free pieces of a lot in one place; `stands_in` is the bin of a box."""

    name: str
    kind: str
    number: int | None
    stands_in: str | None
    free: int


class Lots(NamedTuple):
    """A page of lots that fit, where each lies, and what the next page begins after.

    `bars` says of a lot why it may not go there after all.
    """

    rows: Sequence[Any]
    spots: dict[int, list[Spot]]
    more_after: str
    bars: dict[int, Bar]


def lots(books: sa.Connection, line: Any, days: Days, after: str = "") -> Lots:
    """Lots for a line, the very thing and the earliest expiry first.

    `days` are today and the last day on which they may arrive.
    """
    at, same = barred.gate_of(books, line.facility_id, days[0]), LOT.c.product_id == line.product_id
    near = sa.case((sa.and_(same, LOT.c.size_label == line.size_label), 0), (same, 1), else_=2)
    other = near + sa.case((turned_away.turned_away(books, at), LAST), else_=0)
    page = (
        sa.select(LOT.c.id)
        .where(*_conditions(line, days))
        .order_by(other, _expires, LOT.c.id)
        .limit(ON_A_PAGE + 1)
    )
    if after:
        page = page.where(_later(other, after))
    # What is shown is read for the lots of the page alone, not for all that fit.
    query = (
        _SHOWN.add_columns(other.label("other"))
        .where(LOT.c.id.in_(sa.select(page.subquery().c.id)))
        .order_by("other", _expires, LOT.c.id)
    )
    rows = books.execute(query).all()
    shown = rows[:ON_A_PAGE]
    more = _key(shown[-1]) if len(rows) > ON_A_PAGE else ""
    return Lots(shown, _spots(books, [row.id for row in shown]), more, _bars(at, shown))


def _bars(at: Gate, rows: Sequence[Any]) -> dict[int, Bar]:
    found = {}
    for row in rows:
        bar = barred.why_not(at, barred.goods_in(row), row.only_for, row.name)
        if bar is not None:
            found[row.id] = bar
    return found


def _conditions(line: Any, days: Days) -> list[ColumnElement[bool]]:
    product = LOT.c.product_id == line.product_id
    if line.substitutes:
        alike = sa.or_(PRODUCT.c.id == line.product_id, PRODUCT.c.category == line.category)
        product = LOT.c.product_id.in_(sa.select(PRODUCT.c.id).where(alike))
    found = [
        product,
        LOT.c.standing == Standing.ACCEPTED,
        sa.not_(ON_HOLD),
        _has_free,
        _size_fits(line, days),
    ]
    if line.new_only:
        found.append(LOT.c.condition.in_(SEALED))
    if line.fits != Fits.ANY:
        found.append(LOT.c.fits.in_([line.fits, Fits.ANY]))
    if line.season != Season.ANY:
        found.append(LOT.c.season.in_([line.season, Season.ANY]))
    return found


def _size_fits(line: Any, days: Days) -> ColumnElement[bool]:
    """As the desk judges: as asked, or as it will be needed when the goods arrive."""
    if line.size_scheme == "none":
        return sa.true()
    return sa.or_(
        LOT.c.size_scheme != line.size_scheme,
        *(
            sa.and_(LOT.c.size_high >= least, LOT.c.size_low <= most)
            for least, most in sizes_accepted.accepted(line, days)
        ),
    )


def _key(row: Any) -> str:
    return f"{row.other}_{row.use_by or FOR_EVER}_{row.id}"


def _later(other: ColumnElement[int], after: str) -> ColumnElement[bool]:
    """Beyond the lot that the key names; everything where the key is none of ours."""
    first, _sign, rest = after.partition("_")
    day, _sign, number = rest.partition("_")
    try:
        at, on, lot = int(first[:9]), date.fromisoformat(day), int(number[:9])
    except ValueError:
        return sa.true()
    behind = sa.or_(_expires > on, sa.and_(_expires == on, LOT.c.id > lot))
    return sa.or_(other > at, sa.and_(other == at, behind))


def _spots(books: sa.Connection, wanted: Sequence[int]) -> dict[int, list[Spot]]:
    query = (
        sa.select(
            HOLDING.c.lot_id,
            PLACE.c.name,
            PLACE.c.kind,
            PLACE.c.number,
            STAND.c.name.label("stands_in"),
            HOLDING.c.quantity,
        )
        .select_from(_FREE)
        .where(HOLDING.c.lot_id.in_(wanted), _is_free)
        .order_by(HOLDING.c.lot_id, PLACE.c.number)
    )
    found: dict[int, list[Spot]] = {lot: [] for lot in wanted}
    for row in books.execute(query):
        spot = Spot(row.name, row.kind, row.number, row.stands_in, row.quantity)
        found[row.lot_id].append(spot)
    return found
