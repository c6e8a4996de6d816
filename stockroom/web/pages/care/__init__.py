"""Pages of looking after goods: inspection, and pieces that are not as they were."""

from __future__ import annotations

from stockroom.web.pages.acting import Act, Page
from stockroom.web.pages.care import changing, inspecting, setting_aside, waiting

PAGES: tuple[Page | Act, ...] = (
    *waiting.PAGES,
    *inspecting.PAGES,
    *changing.PAGES,
    *setting_aside.PAGES,
)
