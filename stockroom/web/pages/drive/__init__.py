"""The driver's page: one shell for everybody, without a name or a secret in it.

Its scripts do the rest (frontend/src/drive), also where there is no network; decisions 0007 and
0010 say how. The pages of runs stay for those without scripts.
"""

from __future__ import annotations

from stockroom.web.pages.drive import shell

ROUTES = (shell.drive,)
