"""Choosing a product: families as tiles, the last few used first, and a search in every language.

The catalogue has a hundred or so products, so all are read at once and looked through here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

import sqlalchemy as sa

from stockroom.commands.arrivals import UNSORTED
from stockroom.errors import Refused
from stockroom.rules import products
from stockroom.rules.writing import fold
from stockroom.speech import mark as _
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.pages.acting import Look
from stockroom.web.pages.care import pictures

MOST_FOUND = 24
MOST_LETTERS = 60
OTHERS = "other"
# By the letters before the hyphen of a code, in the order of the tiles.
FAMILIES = {
    "CL": _("Clothes"),
    "SH": _("Shoes"),
    "NP": _("Nappies and changing"),
    "FE": _("Feeding"),
    "BF": _("Nursing"),
    "BA": _("Bath and care"),
    "BD": _("Bedding"),
    "SL": _("Beds and mattresses"),
    "TR": _("Prams and car seats"),
    "PL": _("Toys and books"),
    "MA": _("For the mother"),
    "HM": _("Health"),
    OTHERS: _("Other things"),
}
_ALL = (
    sa.select(
        PRODUCT.c.id,
        PRODUCT.c.code,
        PRODUCT.c.name,
        PRODUCT.c.names,
        PRODUCT.c.sizing,
        PRODUCT.c.safety_profile,
        PRODUCT.c.depth,
        PRODUCT.c.has_expiry,
    )
    .where(PRODUCT.c.active, PRODUCT.c.code != UNSORTED)
    .order_by(PRODUCT.c.id)
)


class Tile(NamedTuple):
    """A link with a picture and a word; `name` and `names` where the word is a product's."""

    link: str
    icon: str
    name: str
    names: Any = None
    code: str = ""


@dataclass(frozen=True)
class Picker:
    """What the reader may choose from: `chosen` is the product once it is known."""

    chosen: Any
    recent: Sequence[Tile]
    families: Sequence[Tile]
    family: str
    found: Sequence[Tile]
    searched: str
    here: str
    kept: dict[str, str]

    @property
    def again(self) -> str:
        """Back to the tiles, with all else kept."""
        return _link(self.here, self.kept)

    def without(self, *names: str) -> str:
        """The same with these no longer kept."""
        kept = {name: value for name, value in self.kept.items() if name not in names}
        return _link(self.here, kept)


def picker(look: Look, recent: Sequence[str], **kept: str) -> Picker:
    """The picker of a page: `recent` are codes used lately, `kept` what its links carry along.

    Raises `Refused` for a product that the catalogue does not have.
    """
    every = look.books.execute(_ALL).all()
    by_code = {row.code: row for row in every}
    code = look.form.text("product").upper()
    if code and code not in by_code and code != UNSORTED:
        raise Refused("unknown_code", "{code} is not known here.", code=code[:16])
    kept = {name: value for name, value in kept.items() if value}
    searched = look.form.text("q")[:MOST_LETTERS]
    family = look.form.text("family")[:8]

    def tiles(rows: Sequence[Any]) -> Sequence[Tile]:
        return [_tile(row, look.here, kept) for row in rows]

    return Picker(
        chosen=by_code.get(code),
        recent=tiles([by_code[one] for one in recent if one in by_code]),
        families=[
            Tile(
                _link(look.here, {**kept, "family": one}),
                pictures.PICTURES.get(one, pictures.PLAIN),
                word,
            )
            for one, word in FAMILIES.items()
            if any(family_of(row.code) == one for row in every)
        ],
        family=FAMILIES.get(family, ""),
        found=tiles(_found(every, searched, family if family in FAMILIES else "")),
        searched=searched,
        here=look.here,
        kept=kept,
    )


def family_of(code: str) -> str:
    """The family whose tile a product stands behind."""
    letters = code.partition("-")[0]
    return letters if letters in FAMILIES else OTHERS


def picture_of(code: str) -> str:
    """The icon of a product."""
    return pictures.of_product(code)


def _found(every: Sequence[Any], searched: str, family: str) -> Sequence[Any]:
    if family and not searched:
        return [row for row in every if family_of(row.code) == family]
    words = fold(searched).split()
    if not words:
        return []
    meant = products.guess(searched)
    found = [row for row in every if all(word in _folded(row) for word in words)]
    guessed = [row for row in every if row.code == meant and row not in found]
    return [*guessed, *found][:MOST_FOUND]


def _folded(row: Any) -> str:
    return fold(" ".join([row.code, row.name, *(row.names or {}).values()]))


def _tile(row: Any, here: str, kept: dict[str, str]) -> Tile:
    link = _link(here, {**kept, "product": row.code})
    return Tile(link, picture_of(row.code), row.name, row.names, row.code)


def _link(here: str, query: dict[str, str]) -> str:
    return f"{here}?{urlencode(query)}" if query else here
