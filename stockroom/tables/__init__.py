"""Every table of the stockroom, imported here so that one name carries them all."""

from stockroom.tables import (
    catalogue,
    discrepancies,
    gates,
    handovers,
    impact,
    kits,
    papers,
    people,
    plans,
    printing,
    secrets,
    stock,
    transport,
    wishes,
)
from stockroom.tables.base import metadata

__all__ = [
    "catalogue",
    "discrepancies",
    "gates",
    "handovers",
    "impact",
    "kits",
    "metadata",
    "papers",
    "people",
    "plans",
    "printing",
    "secrets",
    "stock",
    "transport",
    "wishes",
]
