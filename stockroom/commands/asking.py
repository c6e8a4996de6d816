"""What a wish line asks, and how it is kept: product and size frozen, the season as it will be."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from stockroom.commands import refs
from stockroom.commands.base import NO_NUL, Entry, Pieces, Text, Word, known
from stockroom.rules import climate, sizes
from stockroom.rules.sizes import Size
from stockroom.tables.catalogue import Product
from stockroom.tables.wishes import Climate, WishChange, WishLine, WishList
from stockroom.words import Fits, Season, Urgency

ProductRef = Annotated[str, Meta(min_length=1, max_length=16, pattern=NO_NUL)]
SetNumber = Annotated[int, Meta(ge=1, le=99)]
# What people wear by the season; a nappy has none, and swimming costumes go against it.
SEASONAL = frozenset({"clothes", "outerwear", "headwear", "mittens", "hosiery", "underwear"})
# Days until goods are likely to arrive where no day was named; planning figures of our own.
LIKELY_DAYS = {Urgency.TONIGHT: 0, Urgency.TWO_WEEKS: 14, Urgency.ROUTINE: 28, Urgency.NICE: 28}


class WishAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line: a product, a size as of a date, how many pieces, how soon.

    `as_of` is the day on which the size was right; no birth date is ever asked for. Without a
    `season` clothes are asked for the weather there. Lines with the same `set_number` are packed
    as one bag.
    """

    product: ProductRef
    size: Word = ""
    as_of: date | None = None
    fits: Fits = Fits.ANY
    season: Season | None = None
    quantity: Pieces
    urgency: Urgency
    needed_by: date | None = None
    new_only: bool = False
    substitutes: bool = True
    set_number: SetNumber | None = None
    note: Text = ""


def add_line(
    entry: Entry, wish_list: WishList, weather: Climate, asked: WishAsked, position: int
) -> int:
    """Keep one line and what it asks, and give its id; raises `Malformed` for its size."""
    product = refs.product(entry, asked.product)
    size = sizes.read(asked.size, product.sizing) if asked.size.strip() else None
    wanted = {"season": season(asked.season, product, weather, day_wanted(asked, entry))}
    return keep_line(entry, wish_list, product, size, asked, position=position, **wanted)


def keep_line(
    entry: Entry,
    wish_list: WishList,
    product: Product,
    size: Size | None,
    asked: WishAsked,
    **more: Any,
) -> int:
    """The row of a line with what it asks, and its id; `more` are further columns of it."""
    line = entry.add(
        WishLine(
            wish_list_id=known(wish_list.id),
            set_number=asked.set_number,
            product_id=known(product.id),
            size_scheme=size.scheme if size else "none",
            size_low=size.low if size else 0,
            size_high=size.high if size else 0,
            size_label=asked.size.strip(),
            as_of=asked.as_of or entry.recorded_at.date(),
            fits=asked.fits,
            urgency=asked.urgency,
            needed_by=asked.needed_by,
            new_only=asked.new_only,
            substitutes=asked.substitutes,
            note=asked.note,
            **more,
        )
    )
    entry.add(WishChange(line_id=line.id, sequence=entry.sequence, asked=asked.quantity))
    return int(line.id)


def season(said: Season | None, product: Product, weather: Climate, day: date) -> Season:
    """What was said; else, for clothes, what is worn there on that day."""
    if said is not None:
        return said
    if product.category not in SEASONAL:
        return Season.ANY
    return Season(climate.season_on(weather, day))


def day_wanted(asked: WishAsked, entry: Entry) -> date:
    """The day named, or the day on which goods so urgent are likely to arrive."""
    return asked.needed_by or entry.recorded_at.date() + timedelta(days=LIKELY_DAYS[asked.urgency])
