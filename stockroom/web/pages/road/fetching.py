"""What waits at a donor or a site of ours, as forms have it: in words, kilograms and litres."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stockroom.web.pages.forms import whole_number

FIELDS = ("to_fetch", "to_fetch_kg", "to_fetch_litres")
A_THOUSAND = 1000


def typed(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What a form's fields say, as a command has it; raises `Malformed` for no whole number."""
    words, kg, litres = (str(fields.get(name) or "").strip() for name in FIELDS)
    return {
        "to_fetch": words,
        "to_fetch_g": _thousands(kg),
        "to_fetch_ml": _thousands(litres),
    }


def whole(amount: int) -> int:
    """Grams as kilograms, or millilitres as litres, rounded up."""
    return -(-amount // A_THOUSAND)


def _thousands(text: str) -> int:
    return (whole_number(text) or 0) * A_THOUSAND
