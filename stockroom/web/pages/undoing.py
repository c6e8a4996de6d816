"""Undoing an act: one tap from where it is told, or from its own page that says what it will do."""

from __future__ import annotations

from stockroom.errors import NotFound
from stockroom.web.pages import done
from stockroom.web.pages.acting import Act, Facts, Look


def _facts(look: Look) -> Facts:
    act = done.told(look.books, look.form.text("command"), look.actor)
    if act is None:
        raise NotFound("unknown_command", "No such act stands in the books.")
    return {"act": act}


PAGES = (Act("reversals", "/reversals/new", "undo.html", facts=_facts),)
