"""Pages of the bench: what is picked for whom, packed into which box, and sealed as a parcel."""

from __future__ import annotations

from stockroom.web.pages.acting import Act, Many, Page
from stockroom.web.pages.bench import (
    on_paper,
    packing,
    parcels,
    picking,
    proposing,
    sealing,
    sending,
    swapping,
)

PAGES: tuple[Page | Act | Many, ...] = (
    *picking.PAGES,
    *on_paper.PAGES,
    *swapping.PAGES,
    *packing.PAGES,
    *proposing.PAGES,
    *sealing.PAGES,
    *sending.PAGES,
    *parcels.PAGES,
)
