"""Lists that are cut into pages by a key, and searched by what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

import sqlalchemy as sa

from stockroom.errors import Malformed
from stockroom.web.pages.forms import Form

MOST = 50
MOST_LETTERS = 60


class Cut(NamedTuple):
    """Rows of one page; `more` is the address of the next, empty at the end."""

    rows: Sequence[Any]
    more: str


def words(form: Form) -> str:
    """What is searched for; raises `Malformed` for more than a search box takes."""
    typed = form.text("q")
    if len(typed) > MOST_LETTERS:
        raise Malformed("too_long", "{text} is too long to search for", text=typed[:40])
    return typed


def like(*columns: sa.ColumnElement[Any], text: str) -> sa.ColumnElement[bool]:
    """Whether one of the columns contains the text, whatever its case."""
    return sa.or_(
        *(sa.func.lower(column).contains(text.lower(), autoescape=True) for column in columns)
    )


def cut(
    books: sa.Connection,
    query: sa.Select[Any],
    key: sa.ColumnElement[int],
    form: Form,
    path: str,
) -> Cut:
    """One page of a query in the order of its key, which the select labels `id`."""
    after = form.number("after") or 0
    found = books.execute(query.where(key > after).order_by(key).limit(MOST + 1)).all()
    rows = found[:MOST]
    if len(found) <= MOST:
        return Cut(rows, "")
    kept = [(name, value) for name, value in form.pairs if name not in ("after", "done")]
    return Cut(rows, f"{path}?{urlencode([*kept, ('after', rows[-1].id)])}")
