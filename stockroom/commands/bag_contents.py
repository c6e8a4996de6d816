"""What is in a box, held against the recipe of a kit."""

from __future__ import annotations

from stockroom.commands import kits, packing, promising, refs
from stockroom.commands.base import Entry, known
from stockroom.errors import Refused
from stockroom.rules import kit_contents, kit_sizes
from stockroom.rules.kit_contents import Inside, Wanted
from stockroom.rules.sizes import Scheme, Size
from stockroom.tables.kits import Kit
from stockroom.tables.stock import Lot


def must_answer(entry: Entry, kit: Kit, size: str, box_id: int) -> None:
    """Refuse a box that holds anything but one kit of this size, free and fit to be given."""
    inside = []
    for lot_id, line_id, pieces in packing.contents(entry, box_id):
        lot = refs.lot_by_id(entry, lot_id)
        promising.may_be_given(entry, lot)
        if line_id is not None:
            raise Refused("promised", "{thing} in the box is promised already.", thing=lot.product)
        inside.append(Inside(lot.product_id, lot.product, size_of(entry, lot_id), pieces))
    kit_contents.must_answer(kit.name, recipe(entry, kit, size), inside)


def recipe(entry: Entry, kit: Kit, size: str) -> list[Wanted]:
    """What a bag of this size must hold."""
    return [
        Wanted(
            part.product_id,
            product.name,
            product.sizing,
            kit_sizes.of_part(part.size_label, size, product.sizing),
            part.quantity,
        )
        for part, product in kits.parts_of(entry, known(kit.id))
    ]


def size_of(entry: Entry, lot_id: int) -> Size:
    """The size of a lot, as the rules compare it."""
    row = refs.by_id(entry, Lot, lot_id, "lot")
    scheme: Scheme = row.size_scheme  # type: ignore[assignment]
    return Size(scheme, row.size_low, row.size_high, row.size_label)
