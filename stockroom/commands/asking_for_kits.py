"""Kits asked for: each explodes into one line for every thing in it, its recipe frozen."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlmodel import select

from stockroom.commands import refs
from stockroom.commands.asking import SetNumber, WishAsked, day_wanted, keep_line, season
from stockroom.commands.base import MOST_PIECES, NO_NUL, Entry, Text, Word, known
from stockroom.errors import Malformed, Refused
from stockroom.rules import sizes
from stockroom.rules.sizes import Size
from stockroom.tables.catalogue import Product
from stockroom.tables.kits import Kit, KitPart
from stockroom.tables.stock import Fits, Season
from stockroom.tables.wishes import Climate, Urgency, WishKit, WishList

MOST_KITS = 1_000
KitRef = Annotated[str, Meta(min_length=1, max_length=16, pattern=NO_NUL)]
KitsAsked = Annotated[int, Meta(ge=1, le=MOST_KITS, description="whole kits")]


class KitAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many kits of one kind, in a size as the facility says it ("6-9 months").

    `whole` kits are all or nothing; others may be begun and completed later. All else is as in a
    line, and holds for everything in the kit.
    """

    kit: KitRef
    number: KitsAsked
    size: Word = ""
    as_of: date | None = None
    whole: bool = True
    fits: Fits = Fits.ANY
    season: Season | None = None
    urgency: Urgency
    needed_by: date | None = None
    new_only: bool = False
    substitutes: bool = True
    set_number: SetNumber | None = None
    note: Text = ""


def explode(
    entry: Entry, wish_list: WishList, weather: Climate, asked: KitAsked, position: int
) -> tuple[int, list[int]]:
    """Keep the kits and a line for each thing in them, the first at `position`; gives their ids.

    Raises `Refused` for a kit that is not known or not given any more, for more pieces than a line
    holds, and for a size that does not suit one of its parts.
    """
    kit = _kit(entry, asked.kit)
    row = entry.add(
        WishKit(
            wish_list_id=known(wish_list.id),
            kit_id=known(kit.id),
            size_label=asked.size.strip(),
            whole=asked.whole,
        )
    )
    made = []
    for at, part in enumerate(_parts(entry, kit), start=position):
        product = refs.by_id(entry, Product, part.product_id, "product")
        said = part.size_label or asked.size.strip()
        size = _size(kit, product, said)
        line = _line(asked, part, product, said if part.size_label or size else "")
        worn = season(asked.season, product, weather, day_wanted(line, entry))
        more = {"position": at, "season": worn, "wish_kit_id": row.id, "per_kit": part.quantity}
        made.append(keep_line(entry, wish_list, product, size, line, **more))
    return int(row.id), made


def pieces_of(number: int, per_kit: int, product: str) -> int:
    """Pieces in so many kits; raises `Refused` for more than a line holds."""
    if number * per_kit > MOST_PIECES:
        raise Refused(
            "too_many",
            "{number} kits hold more of {thing} than one line can ask.",
            number=number,
            thing=product,
        )
    return number * per_kit


def _kit(entry: Entry, code: str) -> Kit:
    kit = entry.rows.exec(select(Kit).where(Kit.code == code.strip().upper())).first()
    if kit is None:
        raise refs.unknown_code(code)
    if not kit.active:
        raise Refused(
            "kit_retired", "{kit} is not given any more; choose another kit.", kit=kit.name
        )
    return kit


def _parts(entry: Entry, kit: Kit) -> list[KitPart]:
    query = select(KitPart).where(KitPart.kit_id == kit.id).order_by("position", "id")
    return list(entry.rows.exec(query).all())


def _size(kit: Kit, product: Product, said: str) -> Size | None:
    """The size of one part; what is made in one size has none, whatever was asked."""
    try:
        size = sizes.read(said, product.sizing)
    except Malformed as fault:
        raise Refused(
            "size_of_part",
            "{thing} in {kit} needs a size of its own kind, and {size} is none.",
            thing=product.name,
            kit=kit.name,
            size=said or "-",
        ) from fault
    return size if size.scheme != "none" else None


def _line(asked: KitAsked, part: KitPart, product: Product, size: str) -> WishAsked:
    return WishAsked(
        product=product.code,
        size=size,
        as_of=asked.as_of,
        fits=asked.fits,
        season=asked.season,
        quantity=pieces_of(asked.number, part.quantity, product.name),
        urgency=asked.urgency,
        needed_by=asked.needed_by,
        new_only=asked.new_only,
        substitutes=asked.substitutes,
        set_number=asked.set_number,
        note=asked.note,
    )
