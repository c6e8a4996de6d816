"""Carrying goods: put away, moved, put in a box. Where a lot lies in several places, from which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.commands import refs
from stockroom.desk import Receipt
from stockroom.errors import Refused
from stockroom.ledger import HOLDING, IS_INSIDE, LOT, PLACE
from stockroom.tables.stock import PlaceKind
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.shelves import finding, where
from stockroom.web.pages.shelves.acts import SHELVES
from stockroom.web.pages.shelves.columns import PIECES
from stockroom.web.pages.shelves.where import Held

MOST_LIKE_IT = 4
LOTS_LIKE_IT = 400


def put_away(look: Look) -> Facts:
    """What is carried, from where, and where more of the same lies."""
    facts = _carried(look, "thing")
    preferred = [one for one in facts["spots"] if one.kind == PlaceKind.INBOUND]
    return {**facts, "source": str(preferred[0].number) if preferred else ""}


def transfer(look: Look) -> Facts:
    """What is carried, and from where."""
    return {**_carried(look, "thing"), "source": ""}


def boxing(look: Look) -> Facts:
    """What is put into a box, and from where."""
    return {**_carried(look, "lot", into="box"), "source": ""}


def content(look: Look) -> Mapping[str, Any]:
    """What was typed; raises `Refused` for what nobody knows, or that lies in several places.

    The books would keep such an act for a coordinator; whoever is still here can say it better.
    """
    said = look.form.content()
    known = None
    for name in ("thing", "lot"):
        if name in said:
            known = finding.lot_by(look.books, str(said[name]))
            box = None if known else _must_be_known(look, str(said[name]))
            if name == "lot" and box is not None:
                raise Refused("not_a_lot", "Scan the goods here, not a box or a shelf.")
    for name in ("place", "box", "source"):
        if name in said:
            _must_be_known(look, str(said[name]))
    if known is not None and "source" not in said:
        _only_one_place(look, known)
    return said


def after(receipt: Receipt, look: Look) -> str:
    """On to the goods that were carried."""
    del receipt
    ref = look.form.text("thing") or look.form.text("lot")
    lot = finding.lot_by(look.books, ref)
    if lot is not None:
        return f"/lots/{lot.code or lot.id}"
    box = finding.place_by(look.books, ref)
    return f"/places/{box.number}" if box is not None else "/stock"


def _carried(look: Look, name: str, into: str = "place") -> dict[str, Any]:
    """The lot or box that the form is about, its places, and those where more of it lies."""
    ref = look.form.text(name)
    lot = finding.lot_by(look.books, ref) if ref else None
    box = finding.place_by(look.books, ref) if ref and lot is None else None
    to = look.form.text(into)
    target = finding.place_by(look.books, to) if to else None
    spots = where.of_lots(look.books, [lot.id])[lot.id] if lot is not None else []
    return {
        "lot": lot,
        "box": box,
        "target": target,
        "spots": [one for one in spots if target is None or one.number != target.number],
        "like_it": _like_it(look, lot, spots) if lot is not None and target is None else (),
    }


def _like_it(look: Look, lot: Any, spots: Sequence[Held]) -> Sequence[Any]:
    """The shelves where most of the same product and size lies, but for where it lies already."""
    this = LOT.alias("this")
    same = (
        sa.select(LOT.c.id)
        .join(this, sa.and_(this.c.product_id == LOT.c.product_id, this.c.id == lot.id))
        .where(LOT.c.size_label == this.c.size_label, LOT.c.id != lot.id)
        .order_by(LOT.c.id.desc())
        .limit(LOTS_LIKE_IT)
    )
    select = (
        sa.select(PLACE.c.name, PLACE.c.number, PIECES.label("pieces"))
        .select_from(HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id))
        .where(
            HOLDING.c.lot_id.in_(sa.select(same.subquery().c.id)),
            IS_INSIDE,
            PLACE.c.kind.in_(SHELVES),
            PLACE.c.number.not_in([one.number for one in spots]),
        )
        .group_by(PLACE.c.id)
        .order_by(PIECES.desc())
        .limit(MOST_LIKE_IT)
    )
    return look.books.execute(select).all()


def _must_be_known(look: Look, ref: str) -> Any:
    place = finding.place_by(look.books, ref)
    if place is None:
        raise refs.unknown_code(ref)
    return place


def _only_one_place(look: Look, lot: Any) -> None:
    spots = where.of_lots(look.books, [lot.id])[lot.id]
    target = look.form.text("place") or look.form.text("box")
    to = finding.place_by(look.books, target)
    elsewhere = [one for one in spots if to is None or one.number != to.number]
    if len(elsewhere) > 1:
        raise Refused("several_places", "It lies in several places. Say from which you took it.")


PAGES = (
    Act("put-aways", "/put-aways/new", "shelves/put_away.html", put_away, content, after=after),
    Act("transfers", "/transfers/new", "shelves/transfer.html", transfer, content, after=after),
    Act("boxings", "/boxings/new", "shelves/boxing.html", boxing, content, after=after),
)
