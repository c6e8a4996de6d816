"""The coordinator's desk: contradictions to settle, the journal, and questions to the books."""

from __future__ import annotations

from stockroom.web.pages.acting import Act, Page
from stockroom.web.pages.desk import discrepancies, journal, reports

PAGES: tuple[Page | Act, ...] = (*discrepancies.PAGES, *journal.PAGES, *reports.PAGES)
