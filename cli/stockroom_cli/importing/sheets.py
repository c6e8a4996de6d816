"""Reads the first sheet of an XLSX file as text; formulas are shown, never what they came to."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from stockroom_cli.exits import BAD_FILE, Stop
from stockroom_cli.speech import _

MOST_UNPACKED = 200_000_000


def rows(data: bytes, most_rows: int, most_columns: int) -> Iterator[tuple[int, Sequence[str]]]:
    """Line and cells of each row that has any; one more than `most_rows`, so that it shows.

    Raises `Stop(BAD_FILE)` for what is no XLSX file or would unpack beyond MOST_UNPACKED bytes.
    """
    sheet = _first_sheet(data)
    limits = {"max_row": most_rows + 2, "max_col": most_columns + 1, "values_only": True}
    for line, values in enumerate(sheet.iter_rows(**limits), start=1):
        cells = [text(value) for value in values]
        if line == 1 or any(cell.strip() for cell in cells):
            yield line, cells


def text(value: Any) -> str:
    """A cell as somebody would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _first_sheet(data: bytes) -> Any:
    from openpyxl import load_workbook  # noqa: PLC0415 - a third of every command's start

    refusal = Stop(BAD_FILE, _("This is no XLSX file that can be read; save it anew, or as CSV"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except Exception as fault:
        raise refusal from fault
    if unpacked > MOST_UNPACKED:
        raise Stop(BAD_FILE, _("This XLSX file unpacks to far too much; save it as CSV"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations, which nobody reads here
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        return book.worksheets[0]
    except Exception as fault:
        # openpyxl meets a damaged file with any of a dozen kinds of exception.
        raise refusal from fault
