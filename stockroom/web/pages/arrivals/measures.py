"""How many and how heavy, as forms say it: pieces, packs, a weight over ten pieces, kilograms."""

from __future__ import annotations

import re
from typing import Any

from stockroom.errors import Malformed
from stockroom.rules.writing import western
from stockroom.speech import mark as _
from stockroom.web.pages.forms import Form

PIECES, PACKS, WEIGHED = "pieces", "packs", "weighed"
_KILOGRAMS = re.compile(r"(\d{1,5})(?:[.,٫](\d{1,3}))?")
HOW_MANY = _("Say how many.")
NOT_A_WEIGHT = _("{text} is not a weight in kilograms. Write it as 7.5.")


def grams(form: Form, name: str) -> int | None:
    """The grams in a field that is filled in kilograms; None where it is blank.

    Raises `Malformed` for anything but a weight.
    """
    text = western(form.text(name))
    if not text:
        return None
    found = _KILOGRAMS.fullmatch(text)
    if found is None:
        raise Malformed("not_a_weight", NOT_A_WEIGHT, text=text[:20])
    return int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0"))


def kilograms(weight_g: int | None) -> str:
    """Grams as a field shows them."""
    return "" if weight_g is None else f"{weight_g / 1000:g}"


def how_many(form: Form) -> dict[str, Any]:
    """The fields of a command that say how many, in the way that was chosen.

    Raises `Malformed` where a number is missing.
    """
    way = form.text("way", PIECES)
    if way == PACKS:
        packs, of = _number(form, "packs"), _number(form, "pieces_per_pack")
        return {"packs": {"packs": packs, "pieces_per_pack": of}}
    if way == WEIGHED:
        total = grams(form, "total_kg")
        if total is None:
            raise Malformed("how_many", HOW_MANY)
        return {"weighed": {"total_g": total, "sample_g": _number(form, "sample_g")}}
    return {"quantity": _number(form, "quantity")}


def as_fields(content: dict[str, Any]) -> dict[str, str]:
    """What would have to be typed for a command's number: the other way round."""
    if content.get("packs"):
        packs = content["packs"]
        said = {"packs": packs["packs"], "pieces_per_pack": packs["pieces_per_pack"]}
        return {"way": PACKS, **{name: str(value) for name, value in said.items()}}
    if content.get("weighed"):
        weighed = content["weighed"]
        ten = round(weighed["sample_g"] * 10 / weighed.get("sample_pieces", 10))
        return {"way": WEIGHED, "total_kg": kilograms(weighed["total_g"]), "sample_g": str(ten)}
    return {"way": PIECES, "quantity": str(content.get("quantity") or 1)}


def chosen_number(form: Form, name: str) -> int | None:
    """The number on the tile that was tapped, or the one typed beside the tiles, which wins."""
    typed = form.number(f"{name}_other")
    return typed if typed is not None else form.number(name)


def _number(form: Form, name: str) -> int:
    number = form.number(name)
    if not number:
        raise Malformed("how_many", HOW_MANY)
    return number
