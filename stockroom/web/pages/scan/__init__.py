"""The scan page: one shell for everybody, without a name or a secret in it, and its verb cards.

Its scripts do the rest (frontend/src/scan), also where there is no network; decision 0007 says how.
"""

from __future__ import annotations

from stockroom.web.pages.acting import Act, Page
from stockroom.web.pages.scan import cards, shell

PAGES: tuple[Page | Act, ...] = (*cards.PAGES,)
ROUTES = (shell.scan,)
