"""A file of wishes read row by row, and the lists that it would become: one for each facility."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from stockroom.commands.base import MOST_LINES
from stockroom.errors import Malformed
from stockroom.web.api.judging import MOST_ROWS
from stockroom.web.api.reading_wishes import WishRead, WishRow

MOST_BYTES = 200_000
MOST_IN_A_CELL = 2_000
COLUMNS = (
    "facility", "kind", "product_code", "description", "size", "size_as_of", "quantity",
    "urgency", "needed_by", "new_only", "substitutes", "note",
)  # fmt: skip
ALSO_CALLED = {"size_label": "size"}
NEEDED = ("facility", "quantity")
NOT_TEXT = "The file is not in UTF-8. Save it as CSV UTF-8."


class ListOfFile(NamedTuple):
    """One wish list of the file: its facility, the content of its command, and its rows."""

    facility: str
    content: dict[str, Any]
    rows: Sequence[WishRead]


def text_of(content: bytes) -> str:
    """The file as text; raises `Malformed` for one that is too large or no text."""
    if len(content) > MOST_BYTES:
        raise Malformed("file_large", "The file is too large; send it in parts.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Malformed("file_unreadable", NOT_TEXT) from fault
    if "\x00" in text:
        raise Malformed("file_unreadable", NOT_TEXT)
    return text


def rows(text: str) -> list[WishRow]:
    """The rows as the file has them; raises `Malformed` for no such file, or an empty one."""
    first = text.partition("\n")[0]
    table = csv.DictReader(
        io.StringIO(text, newline=""),
        delimiter=";" if first.count(";") > first.count(",") else ",",
    )
    try:
        names = [ALSO_CALLED.get(name.strip(), name.strip()) for name in table.fieldnames or ()]
        _check(names)
        table.fieldnames = names
        found = list(_first(table))
    except csv.Error as fault:
        raise Malformed("file_unreadable", "The file cannot be read as CSV.") from fault
    if not found:
        raise Malformed("file_empty", "There is no row in the file.")
    return found


def lists(read: Iterable[WishRead]) -> list[ListOfFile]:
    """The lists that rows without a fault become, in the order of the file."""
    of: dict[str, list[WishRead]] = {}
    for one in read:
        of.setdefault(one.facility, []).append(one)
    return [
        ListOfFile(facility, _content(facility, part), part)
        for facility, mine in of.items()
        for part in (mine[at : at + MOST_LINES] for at in range(0, len(mine), MOST_LINES))
    ]


def _content(facility: str, part: Sequence[WishRead]) -> dict[str, Any]:
    return {"facility": facility, "came_by": "file", "lines": [one.asked for one in part]}


def _check(names: Sequence[str]) -> None:
    strange = [name for name in names if name not in COLUMNS]
    missing = [name for name in NEEDED if name not in names]
    if not ({"product_code", "description"} & set(names)):
        missing.append("product_code")
    if strange or missing or len(set(names)) < len(names):
        raise Malformed(
            "file_columns",
            "The first row must name the columns, such as {columns}; look at {these}.",
            columns=", ".join(COLUMNS[:7]),
            these=", ".join(strange or missing or names)[:200],
        )


def _first(table: csv.DictReader[str]) -> Iterator[WishRow]:
    for number, cells in enumerate(table):
        if number == MOST_ROWS:
            raise Malformed(
                "file_long", "The file has more than {most} rows; send it in parts.", most=MOST_ROWS
            )
        plain = {
            name: str(value)[:MOST_IN_A_CELL] for name, value in cells.items() if name and value
        }
        if any(value.strip() for value in plain.values()):
            yield WishRow(line=table.line_num, **plain)
