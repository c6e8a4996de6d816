"""The journal: every act in the order of the books, and one act whole."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from stockroom.commands import COMMANDS
from stockroom.commands.base import DESK, HANDS
from stockroom.desk import JOURNAL
from stockroom.errors import NotFound
from stockroom.ledger import MOVEMENT
from stockroom.web.changes import newest
from stockroom.web.door import PERSON
from stockroom.web.pages import done
from stockroom.web.pages.acting import Facts, Look, Page
from stockroom.web.pages.nouns import DONE

ON_A_PAGE = 50
NOUNS = tuple(trade.noun for trade in COMMANDS)
_PIECES = (
    sa.select(sa.func.coalesce(sa.func.sum(MOVEMENT.c.quantity), 0))
    .where(MOVEMENT.c.sequence == JOURNAL.c.sequence)
    .scalar_subquery()
)
_ROWS = (
    sa.select(
        JOURNAL.c.sequence,
        JOURNAL.c.command_id,
        JOURNAL.c.noun,
        JOURNAL.c.outcome,
        JOURNAL.c.done_at,
        JOURNAL.c.recorded_at,
        JOURNAL.c.reverses,
        PERSON.c.name.label("who"),
        PERSON.c.role,
        _PIECES.label("pieces"),
    )
    .select_from(JOURNAL.outerjoin(PERSON, PERSON.c.id == JOURNAL.c.actor_id))
    .order_by(JOURNAL.c.sequence.desc())
)


def _listed(look: Look) -> Facts:
    """Newest first; narrowed to one kind of act or to what is held."""
    noun, held = look.form.text("noun"), look.form.text("held") == "yes"
    after = look.form.number("after")
    select = _ROWS
    if noun in NOUNS:
        select = select.where(JOURNAL.c.noun == noun)
    if held:
        select = select.where(JOURNAL.c.outcome == "held")
    if after is not None:
        select = select.where(JOURNAL.c.sequence < after)
    rows = look.books.execute(select.limit(ON_A_PAGE + 1)).all()
    shown = rows[:ON_A_PAGE]
    kinds = sorted((look.reader.done(one), one) for one in NOUNS)
    return {
        "rows": shown,
        "noun": noun,
        "held": held,
        "kinds": [(one, word) for word, one in kinds],
        "more_after": shown[-1].sequence if len(rows) > ON_A_PAGE else None,
        "position": newest(look.books),
    }


def _one(look: Look) -> Facts:
    """One act: who, when, what it moved, what it made, and whether it can be undone."""
    command_id = str(look.path["command_id"])
    act = done.told(look.books, command_id, look.actor)
    if act is None:
        raise NotFound("unknown_command", "No such act stands in the books.")
    row: Any = look.books.execute(_ROWS.where(JOURNAL.c.command_id == command_id)).one()
    return {"act": act, "row": row, "known": row.noun in DONE}


PAGES = (
    Page("/journal", "desk/journal.html", DESK, _listed),
    Page("/journal/{command_id:uuid}", "desk/act.html", HANDS, _one),
)
