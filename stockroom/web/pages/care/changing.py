"""Pieces that are not as their lot says, and packs that are opened: each becomes another lot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from stockroom.desk import Receipt
from stockroom.errors import Malformed, Refused
from stockroom.speech import mark as _
from stockroom.tables.catalogue import Depth
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.care import thing
from stockroom.web.pages.shelves.wanted import MOST_DIGITS
from stockroom.words import Condition, Fits, Season

DESCRIBING = ("size", "fits", "season", "condition", "use_by")
OPENED = frozenset({Condition.NEW, Condition.GOOD, Condition.WORN})
PARTS = 4


def redescription(look: Look) -> Facts:
    """The lot as it is described now, to be changed."""
    facts = thing.about(look)
    return {
        **facts,
        "fits": tuple(Fits),
        "seasons": tuple(Season),
        "conditions": tuple(Condition),
        "may_split": facts["lot"] is not None
        and facts["lot"].depth != Depth.SINGLE
        and facts["pieces_inside"] > 1,
    }


def changed(look: Look) -> Mapping[str, Any]:
    """Only what is other than before; raises `Refused` where nothing is."""
    said = thing.content(look, "place", "quantity", "code", *DESCRIBING)
    lot = thing.about(look)["lot"]
    for name, before in _before(lot).items():
        if str(said.get(name, before)) == before:
            said.pop(name, None)
    if not any(name in said for name in DESCRIBING):
        raise Refused("nothing_changed", _("Nothing is other than before. Change what is wrong."))
    return said


def conversion(look: Look) -> Facts:
    """What a pack holds, and room for what comes out of it."""
    facts = thing.about(look)
    lot = facts["lot"]
    sealed = lot is not None and lot.condition == Condition.NEW_SEALED
    return {
        **facts,
        "parts": range(PARTS),
        "conditions": [one for one in Condition if one in OPENED or not sealed],
        "condition": Condition.NEW.value if sealed else (lot.condition if lot else ""),
    }


def opened(look: Look) -> Mapping[str, Any]:
    """As many pieces in as come out; whole packs are so many pieces each."""
    said = thing.content(look, "place", "into")
    parts = said.get("into", [])
    into = [dict(part) for part in parts if isinstance(part, dict) and part.get("quantity")]
    packs, in_a_pack = look.form.number("packs"), thing.about(look)["lot"].pieces_per_pack
    if packs and in_a_pack:
        into.insert(0, {"quantity": packs * in_a_pack, "condition": look.form.text("condition")})
    if not into:
        raise Refused("nothing_out", _("Say how many pieces come out."))
    pieces = sum(_whole(part["quantity"]) for part in into)
    return {**said, "quantity": pieces, "into": into}


def to_labels(receipt: Receipt, look: Look) -> str:
    """On to the labels of the lots that were made."""
    codes = [code for code in receipt.made.get("lots", ()) if code]
    ref = thing.about(look)["ref"]
    if codes and codes != [ref]:
        return "/labels/sheet?" + urlencode([("code", code) for code in codes])
    return f"/lots/{ref}" if ref else "/stock"


def _before(lot: Any) -> dict[str, str]:
    return {
        "size": lot.size_label,
        "fits": str(lot.fits),
        "season": str(lot.season),
        "condition": str(lot.condition),
        "use_by": lot.use_by.isoformat() if lot.use_by else "",
    }


def _whole(text: object) -> int:
    said = str(text)
    if not (said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS):
        raise Malformed("not_a_number", "{text} is not a whole number.", text=said[:40])
    return int(said)


PAGES = (
    Act(
        "redescriptions",
        "/redescriptions/new",
        "care/redescription.html",
        redescription,
        changed,
        after=to_labels,
    ),
    Act(
        "conversions",
        "/conversions/new",
        "care/conversion.html",
        conversion,
        opened,
        after=to_labels,
    ),
)
