"""One wish line beside the lots that fit it: goods promised by hand, and set free again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.ledger import HOLDING, LOT, PLACE
from stockroom.reports.stages import LINE, PARCEL, STAND
from stockroom.rules import codes, delivery_days, growth
from stockroom.tables.stock import PlaceKind
from stockroom.tables.sums import ASKED_NOW, CODE_OF_LOT, SERVING_NOW
from stockroom.tables.visits import next_stops
from stockroom.web.changes import newest
from stockroom.web.pages import needs
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page
from stockroom.web.pages.wishes import fitting, known, progress
from stockroom.web.pages.wishes.following import LINES
from stockroom.web.pages.wishes.known import LIST, PRODUCT
from stockroom.words import Urgency

_sealed = sa.exists().where(PARCEL.c.box_id == PLACE.c.id, PARCEL.c.opened_in.is_(None))
_PROMISED = (
    sa.select(
        HOLDING.c.lot_id,
        HOLDING.c.quantity,
        LOT.c.size_label,
        PRODUCT.c.name,
        PRODUCT.c.names,
        CODE_OF_LOT.label("code"),
        PLACE.c.name.label("place_name"),
        PLACE.c.kind,
        PLACE.c.number,
        STAND.c.name.label("stands_in"),
        sa.and_(
            HOLDING.c.outside == 0,
            PLACE.c.kind != PlaceKind.VAN,
            sa.func.coalesce(STAND.c.kind, "") != PlaceKind.VAN.value,
            sa.not_(_sealed),
        ).label("in_reach"),
    )
    .select_from(
        HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id)
        .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
        .join(LOT, LOT.c.id == HOLDING.c.lot_id)
        .join(PRODUCT, PRODUCT.c.id == LOT.c.product_id)
    )
    .where(HOLDING.c.quantity != 0)
    .order_by(HOLDING.c.id)
    .limit(200)
)


def _line(look: Look, number: int | None) -> Facts:
    today = look.clock.now().astimezone().date()
    query = LINES.add_columns(_next_stop(today)).where(LINE.c.id == number, known.seen(look))
    line = look.books.execute(query).first()
    if line is None:
        raise known.unknown("wish line", number)
    days = today, delivery_days.latest(today, line.next_stop)
    found = fitting.lots(look.books, line, days, look.form.text("after"))
    return {
        "line": line,
        "far": progress.of_lines(look.books, [line.id])[line.id],
        "lots": found,
        "bars": _bars(look, found),
        "refs": {row.id: codes.name_of_lot(row.code, row.id) for row in found.rows},
        "promised": _promised(look, line.id),
        "changes": progress.changes(look.books, line.id),
        "answers": needs.answers(look.books, line.id),
        "next_short": _next_short(look, line),
        "outgrown": _outgrown(line, today),
        "position": newest(look.books),
    }


def _shown(look: Look) -> Facts:
    return _line(look, look.path["id"])


def _again(look: Look) -> Facts:
    """The same for a form that was refused, or an address that names the line."""
    number = look.form.number("line")
    if number is None:
        raise GoTo("/wish-lists")
    return _line(look, number)


def _bars(look: Look, found: fitting.Lots) -> dict[int, str]:
    """Why a lot may not go there after all, in the reader's words."""
    named = {row.id: look.reader.product(row.name, row.names) for row in found.rows}
    return {
        lot: look.reader.say(bar.said.sentence, **{**bar.said.facts, "thing": named[lot]})
        for lot, bar in found.bars.items()
    }


def _next_short(look: Look, line: Any) -> int | None:
    """The line of the same list that is short too and comes next, round to the first again."""
    query = (
        sa.select(LINE.c.id)
        .where(
            LINE.c.wish_list_id == line.wish_list_id,
            LINE.c.id != line.id,
            ASKED_NOW > SERVING_NOW,
        )
        .order_by(sa.case((LINE.c.id > line.id, 0), else_=1), LINE.c.id)
        .limit(1)
    )
    found: int | None = look.books.execute(query).scalar()
    return found


def _promised(look: Look, line: int) -> Sequence[dict[str, Any]]:
    rows = look.books.execute(_PROMISED.where(HOLDING.c.line_id == line))
    return [row._asdict() | {"ref": codes.name_of_lot(row.code, row.lot_id)} for row in rows]


def _next_stop(today: date) -> sa.Label[date]:
    """The day of the next run that stops at the line's facility."""
    stop = next_stops(today).subquery()
    query = sa.select(stop.c.day).where(stop.c.facility_id == LIST.c.facility_id)
    return query.scalar_subquery().label("next_stop")


def _outgrown(line: Any, today: date) -> dict[str, Any] | None:
    """From when on the size asked for is too small, and what is needed then, in cm or kg."""
    on = delivery_days.likely(today, line.next_stop, line.urgency == Urgency.TONIGHT)
    asked = (line.size_scheme, line.size_low, line.size_high)
    found = growth.outgrown(*asked, line.as_of, max(on, line.needed_by or on), fits=line.fits)
    if found is None:
        return None
    in_kg = line.size_scheme == "weight_g"
    ends = dict.fromkeys((found.low, found.high))
    size = "-".join(f"{end / 1000:.1f}" for end in ends) if in_kg else "/".join(map(str, ends))
    return {"by": found.by, "size": size, "in_kg": in_kg}


PAGES: tuple[Page | Act, ...] = (
    Page("/wish-lines/{id:int}", "wishes/line.html", DESK, _shown),
    Act(
        "allocations",
        "/allocations/new",
        "wishes/line.html",
        _again,
        after=lambda _receipt, look: f"/wish-lines/{look.form.text('line')}",
    ),
)
