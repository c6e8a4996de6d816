"""What people see: tables on a terminal, plain lines elsewhere; JSON alone goes to scripts."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

WIDTH_ELSEWHERE = 160


def out() -> Console:
    """Where results go."""
    return _console(stderr=False)


def aside() -> Console:
    """Where everything goes that is for a person beside the result."""
    return _console(stderr=True)


def someone_is_there() -> bool:
    """Whether somebody sits at a keyboard and can be asked."""
    return sys.stdin.isatty()


def tell(sentence: str) -> None:
    """Say something to the person, beside the result."""
    aside().print(plain(sentence), soft_wrap=True)


def say(sentence: str) -> None:
    """Say the result."""
    out().print(plain(sentence), soft_wrap=True)


def show(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], title: str = "") -> None:
    """A table of rows; `columns` are the fields to show and what to call each."""
    table = table_of(rows, columns, title)
    out().print(table)


def table_of(
    rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], title: str = ""
) -> Table:
    """The table itself; numbers stand to the right, columns that are empty are left out."""
    used = {
        name: head
        for name, head in columns.items()
        if not rows or any(row.get(name) not in (None, "", [], {}) for row in rows)
    }
    table = Table(title=title or None, title_justify="left", header_style="bold")
    for name, head in used.items():
        numeric = any(type(row.get(name)) is int for row in rows)
        table.add_column(head, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(cell(row.get(name)) for name in used))
    return table


def dump(value: Any) -> None:
    """A value as JSON, on one line, for scripts."""
    print(json.dumps(value, ensure_ascii=False))


def cell(value: Any) -> str:
    """A value as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else ""
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {cell(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(cell(one) for one in value)
    return plain(str(value))


def plain(text: str) -> str:
    """The text without signs that would command the terminal."""
    return "".join(
        " " if unicodedata.category(sign) == "Cc" and sign != "\n" else sign for sign in text
    )


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = WIDTH_ELSEWHERE
    return console
