"""The whole menu as a page: what a phone shows behind "More"."""

from __future__ import annotations

from stockroom.commands.base import ANY_SIGNED_IN
from stockroom.web.pages.acting import Page

PAGES = (Page("/menu", "menu.html", ANY_SIGNED_IN),)
