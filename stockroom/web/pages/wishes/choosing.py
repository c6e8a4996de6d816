"""What a wish may name: the kits that are given, and how each product is sized."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from stockroom.reports.stages import table
from stockroom.speech import mark as _
from stockroom.tables.kits import Kit
from stockroom.web.pages.acting import Look
from stockroom.web.pages.sorting_names import by_name
from stockroom.web.pages.wishes.known import PRODUCT
from stockroom.web.pages.wishes.typed import KIT

KITS = table(Kit)
# How a size is said, by the catalogue's sizing; kits are clothes nearly always.
HINTS = {
    "EUCM": _("for example 62, 62/68 or 6-9 months"),
    "NAP": _("the number or the kilograms on the pack, for example 4 or 7-18 kg"),
    "SHOE": _("for example 21, or the length of the foot, such as 13 cm"),
    "AGE": _("for example 0-6 months"),
    "AD": _("XS to 4XL"),
    "STG": _("the stage on the tin, 1 to 4"),
    KIT: _("for example 68 or 6-9 months; leave it out where the kit has no size"),
    "": _("only if it has one, as the pack says it"),
}


def kits(look: Look) -> Sequence[tuple[str, str]]:
    """The kits that may be asked for, by name in the reader's language; one statement."""
    rows = look.books.execute(sa.select(KITS).where(KITS.c.active))
    named = [(KIT + row.code, look.reader.product(row.name, row.names)) for row in rows]
    return by_name(named, lambda one: one[1])


def sizings(look: Look) -> Mapping[str, str]:
    """How each product is sized, by its code; free sizes are left out; one statement."""
    rows = look.books.execute(sa.select(PRODUCT.c.code, PRODUCT.c.sizing).where(PRODUCT.c.active))
    return {row.code: row.sizing for row in rows if row.sizing in HINTS}
