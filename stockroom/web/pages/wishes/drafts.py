"""Wish lists still being written: the list of them, gone on with or thrown away."""

from __future__ import annotations

from typing import Any

from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page
from stockroom.web.pages.wishes import filled, known
from stockroom.web.pages.wishes.filled import DRAFT, DRAFTS

ON_A_PAGE = 100


def _listed(look: Look) -> Facts:
    query = DRAFTS.where(known.seen(look)).order_by(DRAFT.c.saved_at.desc(), DRAFT.c.id.desc())
    rows = look.books.execute(query.limit(ON_A_PAGE)).all()
    return {"rows": [_row(row) for row in rows], "own": known.is_own(look)}


def _row(row: Any) -> dict[str, Any]:
    things = len(row.body.get("lines", [])) + len(row.body.get("kits", []))
    return {"draft": row, "things": things, "saved_at": row.saved_at.isoformat()}


def _removing(look: Look) -> Facts:
    number = look.form.number("draft")
    if number is None:
        raise GoTo("/wish-drafts")
    return _row(filled.draft_of(look, number)) | {"own": known.is_own(look)}


PAGES: tuple[Page | Act, ...] = (
    Page("/wish-drafts", "wishes/drafts.html", known.READERS, _listed),
    Act(
        "wish-draft-removals",
        "/wish-draft-removals/new",
        "wishes/draft_away.html",
        _removing,
        after=lambda _receipt, _look: "/wish-drafts",
    ),
)
