"""What a wish may name: the kits that are given, and how each product is sized."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.speech import mark as _
from stockroom.web.pages.acting import Look
from stockroom.web.pages.kits import known
from stockroom.web.pages.sorting_names import by_name
from stockroom.web.pages.wishes.known import PRODUCT
from stockroom.web.pages.wishes.typed import KIT

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


class Offered(NamedTuple):
    """A kit that may be asked for: how the form calls it, its name, and what is in each."""

    code: str
    name: str
    recipe: Sequence[Any]


def kits(look: Look) -> Sequence[Offered]:
    """The kits that may be asked for, by name in the reader's language; two statements."""
    rows = known.kits(look.books)
    recipes = known.parts(look.books, *(row.id for row in rows))
    found = [
        Offered(KIT + row.code, look.reader.product(row.name, row.names), recipes[row.id])
        for row in rows
    ]
    return by_name(found, lambda one: one.name)


def sizings(look: Look) -> Mapping[str, str]:
    """How each product is sized, by its code; free sizes are left out; one statement."""
    rows = look.books.execute(sa.select(PRODUCT.c.code, PRODUCT.c.sizing).where(PRODUCT.c.active))
    return {row.code: row.sizing for row in rows if row.sizing in HINTS}
