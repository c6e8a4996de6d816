"""Wishes: what facilities ask for, what is promised to them, what came, and who gives."""

from __future__ import annotations

from stockroom.web.pages.acting import Act, Page
from stockroom.web.pages.wishes import (
    answering,
    clearances,
    confirming,
    deliveries,
    donors,
    drafts,
    ending,
    entering,
    facilities,
    following,
    from_file,
    from_message,
    gate_forms,
    gate_proposals,
    gates,
    heads,
    lists,
    pasting,
    promising,
)

PAGES: tuple[Page | Act, ...] = (
    *lists.PAGES,
    *entering.PAGES,
    *from_message.PAGES,
    *drafts.PAGES,
    *following.PAGES,
    *ending.PAGES,
    *promising.PAGES,
    *answering.PAGES,
    *deliveries.PAGES,
    *confirming.PAGES,
    *facilities.PAGES,
    *heads.PAGES,
    *gates.PAGES,
    *gate_forms.PAGES,
    *gate_proposals.PAGES,
    *clearances.PAGES,
    *donors.PAGES,
)
ROUTES = (*pasting.ROUTES, *from_file.ROUTES)
