"""What every list has in common: a select, a key to page by, filters, roles and a scope."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from stockroom.commands.base import Actor
from stockroom.errors import Malformed
from stockroom.tables.people import Role

Scope = Callable[[sa.Select[Any], Actor], sa.Select[Any]]
Filter = Callable[[str], ColumnElement[bool]]
MOST_ROWS = 200
FEW_ROWS = "50"
LONGEST_ID = 9
LONGEST_FILTER = 200


def everything(query: sa.Select[Any], _actor: Actor) -> sa.Select[Any]:
    """No narrowing beyond the role."""
    return query


@dataclass(frozen=True)
class Read:
    """A list of one noun: its rows are the select's labelled columns and nothing else.

    `key` is a whole-number column of the select by which pages are cut. `hidden` names columns
    that a role may not see, `own_words` what a query may say besides the filters.
    """

    noun: str
    select: sa.Select[Any]
    key: ColumnElement[int]
    roles: frozenset[Role]
    filters: Mapping[str, Filter] = field(default_factory=dict)
    scope: Scope = everything
    hidden: Mapping[Role, Sequence[str]] = field(default_factory=dict)
    describes: str = ""
    own_words: frozenset[str] = frozenset({"after", "limit"})


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of a list in the order of their ids; `next` is what to send as `after` for more."""

    items: list[dict[str, Any]]
    next: int | None


def filtered(read: Read, query: Mapping[str, str]) -> sa.Select[Any]:
    """The list's select narrowed by the query's filters; raises `Malformed` for unknown ones."""
    select = read.select
    for name, text in query.items():
        if name in read.own_words:
            continue
        if name not in read.filters:
            raise Malformed(
                "unknown_filter",
                "{noun} cannot be filtered by {name}.",
                noun=read.noun,
                name=name[:40],
            )
        if len(text) > LONGEST_FILTER or "\x00" in text:
            raise Malformed("not_a_filter", "{name} is too long or unreadable.", name=name)
        select = select.where(read.filters[name](text))
    return select


def most(query: Mapping[str, str]) -> int:
    """How many rows a query asks for at once; raises `Malformed` for none or too many."""
    limit = whole(query.get("limit", FEW_ROWS))
    if not 1 <= limit <= MOST_ROWS:
        raise Malformed("limit", "Ask for 1 to {most} rows at once.", most=MOST_ROWS)
    return limit


def equals(column: ColumnElement[Any]) -> Filter:
    """A filter by an exact text."""
    return lambda text: column == text


def number(column: ColumnElement[Any]) -> Filter:
    """A filter by a whole number; raises `Malformed` for anything else."""
    return lambda text: column == whole(text)


def contains(*columns: ColumnElement[Any]) -> Filter:
    """A filter by a part of a text, whatever its case."""
    return lambda text: sa.or_(*(column.icontains(text, autoescape=True) for column in columns))


def present(column: ColumnElement[Any]) -> Filter:
    """A filter `yes` or `no` by whether a column has a value."""
    return lambda text: column.is_not(None) if truth(text) else column.is_(None)


def whole(text: str) -> int:
    """A number that fits a row's id; raises `Malformed`."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_ID):
        raise Malformed("not_a_number", "{text} is not a whole number.", text=text[:40])
    return int(text)


def truth(text: str) -> bool:
    """`yes` or `no`; raises `Malformed` for anything else."""
    if text not in ("yes", "no"):
        raise Malformed("yes_or_no", "Say yes or no, not {text}.", text=text[:40])
    return text == "yes"
