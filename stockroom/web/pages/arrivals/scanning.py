"""The barcode of a shop's goods before the tiles: what it fills in, and what is learnt by it.

A barcode that was met before leads to the form of its product, filled in as last time. One that
is new is carried along until the product is chosen, and stored with what is taken in; so is the
code of a blank label of ours that was scanned here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from stockroom.commands.refs import LABEL
from stockroom.errors import Malformed, Refused
from stockroom.rules import codes, gtin
from stockroom.rules.barcodes import Goods, Scanned
from stockroom.rules.writing import clip
from stockroom.speech import mark as _
from stockroom.web.api import barcodes
from stockroom.web.pages.acting import GoTo, Look
from stockroom.web.pages.addresses import with_query
from stockroom.web.pages.arrivals import measures

SAID = ("gtin", "batch", "serial", "use_by")
A_NUMBER = _("{text} is the number of a box or a shelf, not a barcode.")
CLAIMED = _("{code} is already on something else.")
_CLAIMED = sa.select(LABEL.c.claimed_in).where(LABEL.c.code == sa.bindparam("code"))
_LEARNT = ("product", "size", "fits", "season", "brand")


@dataclass(frozen=True)
class Scan:
    """What was scanned: carried along by `kept`, or a `fault` and the text as it was `typed`.

    `learnt` is what goods with that barcode were last time, if they were met before. `at_hand`
    says that the reader works with a scanner, which types into the field that has the focus.
    """

    kept: dict[str, str] = field(default_factory=dict)
    learnt: Any = None
    typed: str = ""
    fault: Refused | None = None
    at_hand: bool = False

    @property
    def gtin(self) -> str:
        """The GTIN that is carried along, or nothing."""
        return self.kept.get("gtin", "")

    @property
    def printed(self) -> str:
        """The same as it stands below the bars."""
        return gtin.printed(self.gtin)

    @property
    def label(self) -> str:
        """The code of the label that is carried along, or nothing."""
        return self.kept.get("code", "")


def scan(look: Look, last: Sequence[dict[str, Any]], **along: str) -> Scan:
    """What was scanned before, or just now; `last` are the reader's acts, the newest first.

    Raises `GoTo` for goods that were met before: to their form, with `along` in its address.
    """
    at_hand = bool(last and last[0].get("gtin"))
    typed = look.form.text("barcode")
    kept = {name: look.form.text(name) for name in (*SAID, "code") if look.form.text(name)}
    if not typed:
        known = barcodes.learnt(look.books, kept["gtin"]) if "gtin" in kept else None
        return Scan(kept=kept, learnt=known, at_hand=at_hand)
    try:
        kept = _kept(look.books, barcodes.meant(look.books, typed, _today(look)), kept)
    except Refused as fault:
        return Scan(kept=kept, typed=typed, fault=fault, at_hand=True)
    known = barcodes.learnt(look.books, kept["gtin"]) if "gtin" in kept else None
    if known is not None:
        carried = {name: value for name, value in along.items() if value}
        raise GoTo(with_query(look.here, **carried, **_filled(known), **kept))
    return Scan(kept=kept, at_hand=True)


def _today(look: Look) -> date:
    return look.clock.now().astimezone().date()


def _kept(books: sa.Connection, found: Scanned, before: dict[str, str]) -> dict[str, str]:
    """What is carried along: a label beside the goods that were scanned before it, or after it."""
    if isinstance(found, codes.ByCode):
        if books.execute(_CLAIMED, {"code": found.code}).scalar() is not None:
            raise Refused("code_claimed", CLAIMED, code=codes.show(found.code))
        return {**before, "code": found.code}
    if not isinstance(found, Goods):
        raise Malformed("not_a_barcode", A_NUMBER, text=clip(str(found.number)))
    said = {name: str(getattr(found, name) or "") for name in SAID}
    label = {"code": before["code"]} if "code" in before else {}
    return {**label, **{name: value for name, value in said.items() if value}}


def _filled(known: Any) -> dict[str, str]:
    """The form's fields as they were last time; of packs, one for the barcode in hand."""
    fields = {name: getattr(known, name) for name in _LEARNT if getattr(known, name)}
    if known.pieces_per_pack is None:
        return fields
    packs = {"packs": "1", "pieces_per_pack": str(known.pieces_per_pack)}
    return {**fields, "way": measures.PACKS, **packs}
