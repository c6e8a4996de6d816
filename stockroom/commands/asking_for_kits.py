"""Kits asked for: each explodes into one line for every thing in it, its recipe frozen."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from stockroom.commands import kits
from stockroom.commands.asking import SetNumber, WishAsked, day_wanted, keep_line, season
from stockroom.commands.base import MOST_PIECES, Entry, Text, Word, known
from stockroom.errors import Malformed, Refused
from stockroom.rules import kit_sizes, sizes
from stockroom.rules.sizes import Size
from stockroom.tables.catalogue import Product
from stockroom.tables.kits import Kit, KitPart
from stockroom.tables.wishes import Climate, WishKit, WishList
from stockroom.words import Fits, Season, Urgency

# So that a line can ask for what so many of the fullest kit hold.
MOST_KITS = MOST_PIECES // kits.MOST_IN_IT
KitsAsked = Annotated[int, Meta(ge=1, le=MOST_KITS, description="whole kits")]


class KitAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many kits of one kind, in a size as the facility says it ("6-9 months").

    `whole` kits are all or nothing; others may be begun and completed later. All else is as in a
    line, and holds for everything in the kit.
    """

    kit: kits.KitRef
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

    Raises `Refused` for a kit that is not known or not given any more, and for a size that does
    not suit one of its parts.
    """
    kit = kits.by_code(entry, asked.kit)
    if not kit.active:
        raise Refused(
            "kit_retired", "{kit} is not given any more; choose another kit.", kit=kit.name
        )
    recipe, size = kits.parts_of(entry, known(kit.id)), kit_sizes.tidy(asked.size)
    row = entry.add(
        WishKit(
            wish_list_id=known(wish_list.id),
            kit_id=known(kit.id),
            size_label=size if any(_takes(part, product) for part, product in recipe) else "",
            whole=asked.whole,
        )
    )
    made = []
    for at, (part, product) in enumerate(recipe, start=position):
        label = kit_sizes.of_part(part.size_label, size, product.sizing)
        line = _line(asked, part, product, label)
        worn = season(asked.season, product, weather, day_wanted(line, entry))
        more = {"position": at, "season": worn, "wish_kit_id": row.id, "per_kit": part.quantity}
        made.append(keep_line(entry, wish_list, product, _read(kit, product, label), line, **more))
    return int(row.id), made


def _takes(part: KitPart, product: Product) -> bool:
    """Whether a part is of the kit's size."""
    return not part.size_label and sizes.are_compared(product.sizing)


def _read(kit: Kit, product: Product, label: str) -> Size | None:
    """The size of one part; what is made in one size has none, whatever was asked."""
    try:
        size = sizes.read(label, product.sizing)
    except Malformed as fault:
        raise Refused(
            "size_of_part",
            "{thing} in {kit} needs a size of its own kind, and {size} is none.",
            thing=product.name,
            kit=kit.name,
            size=label or "-",
        ) from fault
    return size if size.scheme != "none" else None


def _line(asked: KitAsked, part: KitPart, product: Product, size: str) -> WishAsked:
    return WishAsked(
        product=product.code,
        size=size,
        as_of=asked.as_of,
        fits=asked.fits,
        season=asked.season,
        quantity=asked.number * part.quantity,
        urgency=asked.urgency,
        needed_by=asked.needed_by,
        new_only=asked.new_only,
        substitutes=asked.substitutes,
        set_number=asked.set_number,
        note=asked.note,
    )
