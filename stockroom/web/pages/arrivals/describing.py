"""What a form asks about a product, and only that: sizes to tap, condition, for whom, use-by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from stockroom.rules.sizes import body
from stockroom.speech import mark as _
from stockroom.tables.catalogue import Depth
from stockroom.web.pages.arrivals import measures
from stockroom.web.pages.arrivals.picker import family_of
from stockroom.web.pages.forms import Form
from stockroom.words import Condition, Fits, Season

_STEPS = [str(size) for size in range(44, 111, body.STEP_CM)]
# The sizes that come most, by the catalogue's sizing; any other can be typed.
SIZES: Mapping[str, Sequence[str]] = {
    "EUCM": _STEPS,
    "NAP": ("1", "2", "3", "4", "5", "6"),
    "SHOE": [str(size) for size in range(16, 28)],
    "AGE": ("0-3 m", "3-6 m", "6-12 m", "12-18 m", "18-24 m", "2-3 y"),
    "AD": ("S", "M", "L", "XL"),
    "STG": ("1", "2", "3"),
}
# Goods that only come new have that as their first guess (the safety profiles of domain rules).
_SEALED = frozenset({"FEEDN", "FORM", "FOOD", "HYG", "MED", "PUMP", "MATT"})
_NEW = frozenset({"TEXN"})
_WORN_BY_CHILDREN = frozenset({"CL", "SH"})
CONDITIONS = (Condition.NEW_SEALED, Condition.NEW, Condition.GOOD, Condition.WORN)
FITS = ((Fits.GIRL, "gender-female"), (Fits.BOY, "gender-male"), (Fits.ANY, "friends"))
SEASONS = ((Season.WINTER, "snowflake"), (Season.SUMMER, "sun"), (Season.ANY, "calendar"))
WAYS = (
    (measures.PIECES, _("Pieces")),
    (measures.PACKS, _("Packs")),
    (measures.WEIGHED, _("By weight")),
)
_PLAIN = ("fits", "season", "condition", "brand", "gtin", "batch", "serial", "use_by", "code")


class Asks(NamedTuple):
    """What is asked about one product."""

    sizes: Sequence[str]
    sized: bool
    number: bool
    children: bool
    expires: bool
    condition: str


def asks(product: Any) -> Asks:
    """What a form asks about that product."""
    return Asks(
        sizes=SIZES.get(product.sizing, ()),
        sized=bool(product.sizing),
        number=product.depth != Depth.SINGLE,
        children=family_of(product.code) in _WORN_BY_CHILDREN,
        expires=bool(product.has_expiry),
        condition=_condition(product.safety_profile),
    )


def choices() -> dict[str, Any]:
    """The values that the tiles show, the same for every product."""
    return {"conditions": CONDITIONS, "fits": FITS, "seasons": SEASONS, "ways": WAYS}


def described(form: Form) -> dict[str, Any]:
    """The fields of a command that say what a thing is, as they were filled."""
    said: dict[str, Any] = {name: form.text(name) for name in _PLAIN if form.text(name)}
    size = form.text("size_other") or form.text("size")
    return said | ({"size": size} if size else {})


def _condition(profile: str) -> str:
    if profile in _SEALED:
        return Condition.NEW_SEALED
    return Condition.NEW if profile in _NEW else Condition.GOOD
