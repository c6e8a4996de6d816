"""Reads the CSV and XLSX files that charities really send, or says plainly why it cannot.

Every cell becomes text. UTF-8 with or without its mark, UTF-16 and CP1252 are told apart; where
that would be a guess between alphabets the file is refused. Raises `Stop(BAD_FILE)`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from stockroom_cli.exits import BAD_FILE, Stop
from stockroom_cli.importing import sheets
from stockroom_cli.speech import _

MOST_BYTES = 20_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 40
LONGEST_CELL = 1000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OLD_XLS = b"\xd0\xcf\x11\xe0"
_LETTERS_IN_A_ROW = re.compile(r"(?:(?![×÷])[À-ÿŒœŠšŽžŸ]){3}")
_NULS_OF_UTF16 = 4  # one byte in four at least, where Western text is written in two bytes


@dataclass(frozen=True)
class Row:
    """The line on which a row begins, its cells by column, and how many cells had no column."""

    line: int
    cells: dict[str, str]
    too_many: int = 0


@dataclass(frozen=True)
class Table:
    """The columns as they are called in the file, in lower case, and the rows under them."""

    columns: list[str]
    rows: list[Row]


def read(path: Path) -> Table:
    """The rows of a file, by its content and not by its name."""
    if path.stat().st_size > MOST_BYTES:
        raise Stop(
            BAD_FILE,
            _("{path} is larger than {most} MB; split it").format(
                path=path, most=MOST_BYTES // 1_000_000
            ),
        )
    data = path.read_bytes()
    if data.startswith(_OLD_XLS):
        raise Stop(BAD_FILE, _("{path} is an old .xls file; save it as .xlsx").format(path=path))
    if data.startswith(b"PK"):
        return _table(sheets.rows(data, MOST_ROWS, MOST_COLUMNS))
    return _table(_csv_rows(text_of(data)))


def text_of(data: bytes) -> str:
    """The text that bytes stand for."""
    try:
        if data.startswith(_UTF16):
            return data.decode("utf-16")
        if data.count(0) * _NULS_OF_UTF16 > len(data):
            return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _western(data)


def _western(data: bytes) -> str:
    """CP1252, unless it reads like another alphabet's bytes."""
    refusal = Stop(
        BAD_FILE, _("The letters of this file cannot be told apart; save it as CSV UTF-8")
    )
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as fault:
        raise refusal from fault
    if _LETTERS_IN_A_ROW.search(text):
        raise refusal
    return text


def _csv_rows(text: str) -> Iterable[tuple[int, Sequence[str]]]:
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as fault:
        raise Stop(
            BAD_FILE,
            _("Line {line} cannot be read as CSV: {fault}; nothing was written").format(
                line=line, fault=fault
            ),
        ) from fault


def _table(found: Iterable[tuple[int, Sequence[str]]]) -> Table:
    lines = iter(found)
    _line, head = next(lines, (1, ()))
    columns = [name.strip().lower() for name in head]
    while columns and not columns[-1]:
        columns.pop()
    _check_head(columns)
    rows: list[Row] = []
    for line, cells in lines:
        if not cells:
            continue
        if len(rows) == MOST_ROWS:
            raise Stop(BAD_FILE, _("More than {most} rows; split the file").format(most=MOST_ROWS))
        rows.append(_row(line, columns, cells))
    if not rows:
        raise Stop(BAD_FILE, _("The file has no rows under its first line"))
    return Table(columns, rows)


def _check_head(columns: Sequence[str]) -> None:
    if not columns:
        raise Stop(BAD_FILE, _("The file is empty"))
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise Stop(BAD_FILE, _("The column {name} stands there twice").format(name=twice[0]))
    if len(columns) > MOST_COLUMNS:
        raise Stop(BAD_FILE, _("More than {most} columns").format(most=MOST_COLUMNS))


def _row(line: int, columns: Sequence[str], cells: Sequence[str]) -> Row:
    # What is clipped here is far beyond any limit, so it is refused all the same.
    named = {name: cell[:LONGEST_CELL] for name, cell in zip(columns, cells, strict=False) if name}
    beyond = [cell for cell in cells[len(columns) :] if cell.strip()]
    return Row(line, named, too_many=len(beyond))
