"""Rows judged by the service, which writes nothing; and what is wrong with them, shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stockroom_cli import tables
from stockroom_cli.acting import answer
from stockroom_cli.client import Client
from stockroom_cli.exits import BAD_FILE, Stop
from stockroom_cli.importing.files import Row, Table
from stockroom_cli.speech import _

AT_ONCE = 250
COLUMNS = {
    "line": _("line"),
    "field": _("column"),
    "value": _("value"),
    "sentence": _("what would be right"),
}


@dataclass(frozen=True)
class Judged:
    """A row, what it is known by, and what the service read in it."""

    key: str
    row: Row
    read: dict[str, Any]

    @property
    def ok(self) -> bool:
        """Whether it may be recorded."""
        return bool(self.read["ok"])


def check_columns(
    table: Table, columns: Mapping[str, str], needed: Sequence[Sequence[str]]
) -> None:
    """Raise `Stop(BAD_FILE)` where a needed column is missing; tell which are not read."""
    for names in needed:
        if not set(names) & set(table.columns):
            raise Stop(
                BAD_FILE,
                _("The first line names no column {names}; nothing was written").format(
                    names=_(" or ").join(names)
                ),
            )
    unread = [name for name in table.columns if name and name not in columns]
    if unread:
        tables.tell(_("Columns that are not read: {names}").format(names=", ".join(unread)))


def judge(
    client: Client,
    path: str,
    columns: Mapping[str, str],
    rows: Sequence[tuple[str, Row]],
    done: Callable[[int], None],
) -> list[Judged]:
    """Each row with what the service says of it, a portion at once."""
    judged: list[Judged] = []
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        body = {"rows": [_asked(row, columns) for _key, row in part]}
        reads = answer(client.post(path, body), False)["rows"]
        judged += [
            Judged(key, row, _own_fault(row, read))
            for (key, row), read in zip(part, reads, strict=True)
        ]
        done(len(judged))
    return judged


def show(bad: Sequence[Judged]) -> None:
    """What is wrong, fault by fault, with the line, the value and what would be right."""
    names = _names()
    rows = [
        {
            "line": one.row.line,
            "field": names.get(fault["field"], fault["field"]),
            "value": fault["value"],
            "sentence": fault["sentence"],
        }
        for one in bad
        for fault in one.read["problems"]
    ]
    tables.aside().print(tables.table_of(rows, COLUMNS))


def _names() -> dict[str, str]:
    """Our sample files' own names for what the service calls otherwise."""
    return {"size": "size", "gtin": "barcode", "line": ""}


def _asked(row: Row, columns: Mapping[str, str]) -> dict[str, Any]:
    cells = {columns[name]: cell for name, cell in row.cells.items() if name in columns}
    return {"line": row.line, **cells}


def _own_fault(row: Row, read: dict[str, Any]) -> dict[str, Any]:
    """The service's reading, with the fault that only the file shows."""
    if not row.too_many:
        return read
    fault = {
        "field": "line",
        "value": "",
        "sentence": _("{number} cells too many; a cell with a comma needs quotes").format(
            number=row.too_many
        ),
    }
    return {**read, "ok": False, "problems": [*read["problems"], fault]}
