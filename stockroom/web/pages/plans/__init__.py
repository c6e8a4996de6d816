"""Plans: from a button to promises, line by line with the reason, and what a change would cost."""

from __future__ import annotations

from stockroom.web.pages.acting import Act, Page
from stockroom.web.pages.plans import accepting, asking, costing, listing, showing

PAGES: tuple[Page | Act, ...] = (
    *listing.PAGES,
    *asking.PAGES,
    *showing.PAGES,
    *accepting.PAGES,
    *costing.PAGES,
)
ROUTES = costing.ROUTES
