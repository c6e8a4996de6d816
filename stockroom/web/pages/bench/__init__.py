"""Pages of the bench: what is picked for whom, packed into which box, and sealed as a parcel."""

from __future__ import annotations

from stockroom.web.pages.acting import Act, Many, Page
from stockroom.web.pages.bench import packing, parcels, picking, sealing, sending

PAGES: tuple[Page | Act | Many, ...] = (
    *picking.PAGES,
    *packing.PAGES,
    *sealing.PAGES,
    *sending.PAGES,
    *parcels.PAGES,
)
