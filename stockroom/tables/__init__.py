"""Every table of the stockroom, imported here so that one name carries them all."""

from stockroom.tables import (
    catalogue,
    discrepancies,
    gates,
    impact,
    kits,
    people,
    plans,
    printing,
    stock,
    transport,
    wishes,
)
from stockroom.tables.base import metadata

__all__ = [
    "catalogue",
    "discrepancies",
    "gates",
    "impact",
    "kits",
    "metadata",
    "people",
    "plans",
    "printing",
    "stock",
    "transport",
    "wishes",
]
