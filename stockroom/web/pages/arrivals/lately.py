"""What a person did lately: the products they used last, and their last act, to be done again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from stockroom.clock import stamp
from stockroom.desk import CONTENT, JOURNAL
from stockroom.web.pages.acting import Look

# How far back in the journal we look, so that a large one is never read to its beginning.
LATELY = 5_000
MOST_READ = 40
MOST_RECENT = 6
_MIRROR = JOURNAL.alias("mirror")
_NEWEST = sa.select(sa.func.coalesce(sa.func.max(JOURNAL.c.sequence), 0)).scalar_subquery()
UNDONE = sa.exists().where(_MIRROR.c.reverses == JOURNAL.c.command_id)
_SAID = sa.select(JOURNAL.c.command_id, CONTENT.c.body).select_from(
    JOURNAL.join(CONTENT, CONTENT.c.command_id == JOURNAL.c.command_id)
)
_MINE = (
    _SAID.where(
        JOURNAL.c.noun == sa.bindparam("noun"),
        JOURNAL.c.actor_id == sa.bindparam("actor"),
        JOURNAL.c.outcome == "recorded",
        JOURNAL.c.sequence > _NEWEST - LATELY,
        sa.not_(UNDONE),
    )
    .order_by(JOURNAL.c.sequence.desc())
    .limit(MOST_READ)
)
_ONE = _SAID.where(
    JOURNAL.c.command_id == sa.bindparam("id"), JOURNAL.c.actor_id == sa.bindparam("actor")
)
_RECEIPT = sa.select(JOURNAL.c.receipt).where(
    JOURNAL.c.command_id == sa.bindparam("id"),
    JOURNAL.c.actor_id == sa.bindparam("actor"),
    sa.not_(UNDONE),
)


def mine(look: Look, noun: str) -> Sequence[dict[str, Any]]:
    """What this person's last acts of a kind said, the newest first; undone ones are left out."""
    rows = look.books.execute(_MINE, {"noun": noun, "actor": look.actor.id}).all()
    return [_content(row.body) for row in rows]


def one_of_mine(look: Look, command_id: str) -> dict[str, Any]:
    """What one act of this person said; empty where there is none."""
    try:
        wanted = str(UUID(command_id))
    except ValueError:
        return {}
    row = look.books.execute(_ONE, {"id": wanted, "actor": look.actor.id}).first()
    return _content(row.body) if row is not None else {}


def made_by_mine(look: Look, command_id: str) -> dict[str, Any]:
    """What one act of this person made; empty where there is none, or it was undone."""
    try:
        wanted = str(UUID(command_id))
    except ValueError:
        return {}
    receipt = look.books.execute(_RECEIPT, {"id": wanted, "actor": look.actor.id}).scalar()
    return dict(msgspec.json.decode(receipt).get("made", {})) if receipt else {}


def products_in(said: Sequence[dict[str, Any]]) -> Sequence[str]:
    """The codes of the last few products in them, each once."""
    return list(dict.fromkeys(str(one.get("product", "")) for one in said))[:MOST_RECENT]


def midnight(look: Look) -> str:
    """The moment at which today began here, as the journal writes moments."""
    now = look.clock.now().astimezone()
    return stamp(now.replace(hour=0, minute=0, second=0, microsecond=0))


def _content(body: bytes) -> dict[str, Any]:
    _noun, content = msgspec.json.decode(body)
    return dict(content)
