"""Making lots: from an arrival, from other lots, with their sizes read and their codes claimed."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, cast

import msgspec
import sqlalchemy as sa
from msgspec import Meta
from sqlmodel import select

from stockroom.commands import refs
from stockroom.commands.base import MOST_PIECES, NO_NUL, Command, Entry, Pieces, Ref, Word, known
from stockroom.errors import Malformed, Refused
from stockroom.rules import codes, gtin, sizes
from stockroom.rules.writing import fold
from stockroom.tables.catalogue import Depth, Product
from stockroom.tables.stock import Hold, LabelCode, Lot, Source
from stockroom.words import Condition, Fits, Season

LABEL = cast(sa.Table, LabelCode.__table__)  # type: ignore[attr-defined]
CODE_BITS = 60
Batch = Annotated[str, Meta(max_length=20, pattern=NO_NUL)]


class Packs(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Packs of so many pieces each."""

    packs: Pieces
    pieces_per_pack: Pieces


class Weighed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A weight in grams over a weighed sample, ten pieces by custom."""

    total_g: Annotated[int, Meta(ge=1, le=10_000_000)]
    sample_g: Annotated[int, Meta(ge=1, le=1_000_000)]
    sample_pieces: Annotated[int, Meta(ge=1, le=1000)] = 10


class Describes(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a lot is: the printed size as written, whom it fits, how worn it is."""

    size: Word = ""
    fits: Fits = Fits.ANY
    season: Season = Season.ANY
    condition: Condition = Condition.GOOD
    brand: Word = ""
    gtin: Word = ""
    batch: Batch = ""
    serial: Batch = ""
    use_by: date | None = None


class DescribedCommand(Command, frozen=True, kw_only=True):
    """The same words as `Describes`, for commands: a struct has one struct to descend from."""

    size: Word = ""
    fits: Fits = Fits.ANY
    season: Season = Season.ANY
    condition: Condition = Condition.GOOD
    brand: Word = ""
    gtin: Word = ""
    batch: Batch = ""
    serial: Batch = ""
    use_by: date | None = None


def make(
    entry: Entry,
    product: Product,
    about: Describes | DescribedCommand,
    *,
    source: Source,
    **more: Any,
) -> Lot:
    """A new lot of a product as described; raises `Malformed` for an unreadable size or GTIN."""
    size = sizes.read(about.size, product.sizing) if about.size.strip() else None
    lot = Lot(
        product_id=known(product.id),
        depth=more.pop("depth", product.depth),
        source=source,
        made_in=entry.sequence,
        size_scheme=size.scheme if size else "none",
        size_low=size.low if size else 0,
        size_high=size.high if size else 0,
        size_label=about.size.strip(),
        fits=about.fits,
        season=about.season,
        condition=about.condition,
        brand=about.brand,
        gtin=gtin.normalise(about.gtin) if about.gtin.strip() else "",
        batch=about.batch,
        serial=about.serial,
        use_by=about.use_by,
        **more,
    )
    lot.words = words_on(lot)
    return cast(Lot, entry.add(lot))


def descend(entry: Entry, parent: Lot, **changes: Any) -> Lot:
    """A new lot made from another one: everything the same but for the changes."""
    fields = parent.model_dump(exclude={"id", "from_lot", "made_in", "source"})
    fields.update(changes)
    child = Lot(**fields, source=Source.LOT, from_lot=parent.id, made_in=entry.sequence)
    child.words = words_on(child)
    entry.add(child)
    pass_on_holds(entry, known(parent.id), known(child.id))
    return child


def words_on(lot: Lot) -> str:
    """What is written on a lot, folded as searches compare it."""
    written = (lot.brand, lot.description, lot.size_label, lot.gtin, lot.batch, lot.serial)
    return fold(" ".join(filter(None, written)))


def pass_on_holds(entry: Entry, lot: int, to: int) -> bool:
    """Set a lot aside for every reason that the lot it came from is; tell whether there was one."""
    open_holds = select(Hold).where(Hold.lot_id == lot, Hold.lifted_in == None)  # noqa: E711
    holds = entry.rows.exec(open_holds).all()
    for hold in holds:
        entry.add(Hold(lot_id=to, reason=hold.reason, placed_in=entry.sequence))
    return bool(holds)


def pieces(quantity: int | None, packs: Packs | None, weighed: Weighed | None) -> int:
    """The number of pieces, said in one of three ways; raises `Malformed` unless exactly one."""
    said = [way for way in (quantity, packs, weighed) if way is not None]
    if len(said) != 1:
        raise Malformed("one_quantity", "Say how many: as pieces, as packs, or by weight.")
    if packs is not None:
        return _bounded(packs.packs * packs.pieces_per_pack)
    if weighed is not None:
        return _bounded(round(weighed.total_g * weighed.sample_pieces / weighed.sample_g))
    return _bounded(quantity or 0)


def claim(
    entry: Entry, ref: str | None, *, lot: int | None = None, place: int | None = None
) -> str:
    """Claim a code for a lot or a place: the one given, blank or new, or one drawn here."""
    if ref is None:
        code = codes.make(entry.clock.bits(CODE_BITS))
    else:
        meant = refs.reading(entry.books, ref)
        if not isinstance(meant, codes.ByCode):
            raise Malformed("not_a_code", "{code} is not a label code.", code=ref)
        code = meant.code
    row = entry.rows.get(LabelCode, code)
    if row is None:
        row = LabelCode(code=code, made_in=entry.sequence)
    elif row.claimed_in is not None:
        raise Refused("code_claimed", "{code} is already on something else.", code=codes.show(code))
    row.lot_id, row.place_id, row.claimed_in = lot, place, entry.sequence
    entry.add(row)
    return code


def hand_over_code(entry: Entry, old: int, new: int) -> str | None:
    """Let the label on a thing speak for its new lot; gives the code, if there was one."""
    code = entry.books.execute(
        sa.select(LABEL.c.code).where(LABEL.c.lot_id == old, LABEL.c.replaced_by.is_(None))
    ).scalar()
    entry.books.execute(sa.update(LABEL).where(LABEL.c.lot_id == old).values(lot_id=new))
    return code


def name_new_lot(entry: Entry, parent: Lot, child: Lot, code: Ref | None) -> str:
    """The code of a lot made from another: the given one, the single thing's own, or a new one."""
    assert parent.id is not None
    assert child.id is not None
    if child.depth == Depth.SINGLE and code is None:
        kept = hand_over_code(entry, parent.id, child.id)
        if kept is not None:
            return kept
    return claim(entry, code, lot=child.id)


def _bounded(number: int) -> int:
    if not 1 <= number <= MOST_PIECES:
        raise Malformed(
            "too_many", "{number} pieces is not a number we can take in.", number=number
        )
    return number
