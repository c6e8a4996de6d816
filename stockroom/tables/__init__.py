"""Every table of the stockroom, imported here so that one name carries them all."""

from stockroom.tables import catalogue, discrepancies, impact, people, stock, transport, wishes
from stockroom.tables.base import metadata

__all__ = [
    "catalogue",
    "discrepancies",
    "impact",
    "metadata",
    "people",
    "stock",
    "transport",
    "wishes",
]
