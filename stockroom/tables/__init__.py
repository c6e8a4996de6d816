"""Every table of the stockroom, imported here so that one name carries them all."""

from stockroom.tables import (
    catalogue,
    discrepancies,
    impact,
    people,
    printing,
    stock,
    transport,
    wishes,
)
from stockroom.tables.base import metadata

__all__ = [
    "catalogue",
    "discrepancies",
    "impact",
    "metadata",
    "people",
    "printing",
    "stock",
    "transport",
    "wishes",
]
