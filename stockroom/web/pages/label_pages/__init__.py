"""Pages of labels to print: what was made lately, blank ones, and one label or a sheet of them."""

from __future__ import annotations

from stockroom.web.pages.acting import Act, Page
from stockroom.web.pages.label_pages import blank, lately, sheet

PAGES: tuple[Page | Act, ...] = (*lately.PAGES, *blank.PAGES, *sheet.PAGES)
