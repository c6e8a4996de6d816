"""Wishes: what facilities ask for, what is promised to them, what came, and who gives."""

from __future__ import annotations

from stockroom.web.pages.acting import Act, Page
from stockroom.web.pages.wishes import (
    confirming,
    deliveries,
    donors,
    drafts,
    ending,
    entering,
    facilities,
    following,
    lists,
    promising,
)

PAGES: tuple[Page | Act, ...] = (
    *lists.PAGES,
    *entering.PAGES,
    *drafts.PAGES,
    *following.PAGES,
    *ending.PAGES,
    *promising.PAGES,
    *deliveries.PAGES,
    *confirming.PAGES,
    *facilities.PAGES,
    *donors.PAGES,
)
