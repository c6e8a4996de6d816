"""A catalogue as a file: read row by row, each judged as the command that it would be."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from stockroom.commands.records import ProductChange, ProductRecord
from stockroom.errors import Malformed
from stockroom.rules import rows
from stockroom.speech import mark as _
from stockroom.tables.catalogue import Depth

MOST_ROWS = 500
MOST_BYTES = 200_000
FROZEN = ("category", "unit", "sizing", "safety_profile")
PLAIN = ("name", "depth", "gate_flags")
WHOLE = ("weight_g", "volume_ml", "value_minor")
TRUTH = ("has_expiry", "active")
COLUMNS = ("code", "name", *FROZEN, "depth", "has_expiry", *WHOLE, "gate_flags", "active")
MAY_BE = {
    "code": _("up to four capital letters, then a hyphen and up to ten letters or digits"),
    "name": _("a name of up to 80 letters"),
    "names": _("a name of up to 40 letters"),
    "category": _("small letters and underscores, such as nappy_creams"),
    "unit": _("small letters, such as ea or pk"),
    "sizing": _("a sizing scheme, such as EUCM, or nothing"),
    "safety_profile": _("capital letters, such as TEX"),
    "depth": _("single, counted or mixed_box"),
    "has_expiry": _("Y or N"),
    "active": _("Y or N"),
    "weight_g": _("whole grams, up to 200000"),
    "volume_ml": _("whole millilitres, up to 2000000"),
    "value_minor": _("whole minor units, such as cents, up to 10000000"),
    "gate_flags": _("letters of MGBASLPCEHK"),
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field of a row."""

    column: str
    value: str
    sentence: str


@dataclass(frozen=True)
class Row:
    """One row of the file: `noun` is what it would do, empty where it changes nothing."""

    line: int
    code: str
    name: str
    noun: str = ""
    content: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] = field(default_factory=dict)
    faults: Sequence[Fault] = ()


class _Bad(Exception):
    """A cell that cannot be read."""

    def __init__(self, column: str, value: str, sentence: str) -> None:
        super().__init__(column)
        self.fault = Fault(column, value[:60], sentence)


def text_of(content: bytes) -> str:
    """The file as text; raises `Malformed` for one that is too large or no text."""
    if len(content) > MOST_BYTES:
        raise Malformed("file_large", "The file is too large; send it in parts.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Malformed(
            "file_unreadable", "The file is not in UTF-8. Save it as CSV UTF-8."
        ) from fault


def read(text: str, known: Mapping[str, Any]) -> list[Row]:
    """Every row judged against the products that stand; raises `Malformed` for no such file."""
    if "\x00" in text:
        raise Malformed("file_unreadable", "The file is not in UTF-8. Save it as CSV UTF-8.")
    first = text.partition("\n")[0]
    table = csv.DictReader(
        io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    try:
        columns = [name.strip() for name in table.fieldnames or ()]
    except csv.Error as fault:
        raise Malformed("file_unreadable", "The file cannot be read as CSV.") from fault
    table.fieldnames = columns
    strange = [name for name in columns if name not in COLUMNS and not name.startswith("name_")]
    if "code" not in columns or strange:
        raise Malformed(
            "file_columns",
            "The first row must name the columns as the file that we give out does: {columns}",
            columns=", ".join(strange or COLUMNS)[:200],
        )
    try:
        cells = list(_first(table))
    except csv.Error as fault:
        raise Malformed("file_unreadable", "The file cannot be read as CSV.") from fault
    return _judged(cells, known)


def shown(row: Any, tongues: Iterable[str]) -> dict[str, Any]:
    """A product as a row of the file."""
    cells = {name: getattr(row, name) for name in COLUMNS}
    cells |= {f"name_{code}": row.names.get(code, "") for code in tongues}
    return cells | {name: "Y" if cells[name] else "N" for name in TRUTH}


def _first(table: csv.DictReader[str]) -> Iterable[tuple[int, dict[str, str]]]:
    for number, cells in enumerate(table):
        if number == MOST_ROWS:
            raise Malformed(
                "file_long", "The file has more than {most} rows; send it in parts.", most=MOST_ROWS
            )
        plain = {name: _unquoted(value) for name, value in cells.items() if name and value}
        if plain:
            yield table.line_num, plain


def _judged(found: Sequence[tuple[int, dict[str, str]]], known: Mapping[str, Any]) -> list[Row]:
    met: set[str] = set()
    judged = []
    for line, cells in found:
        code = cells.get("code", "").upper()
        judged.append(_row(line, code, cells, known, met))
        met.add(code)
    return judged


def _row(
    line: int,
    code: str,
    cells: Mapping[str, str],
    known: Mapping[str, Any],
    met: Collection[str],
) -> Row:
    if code in met:
        twice = Fault("code", code, _("it stands in the file twice"))
        return Row(line, code, cells.get("name", ""), faults=[twice])
    try:
        stands = known.get(code)
        return _new(line, code, cells) if stands is None else _change(line, code, cells, stands)
    except _Bad as bad:
        return Row(line, code, cells.get("name", ""), faults=[bad.fault])


def _new(line: int, code: str, cells: Mapping[str, str]) -> Row:
    content = {"code": code, **_content(cells)}
    if content.pop("active", True) is False:
        raise _Bad("active", cells["active"], _("a new product begins active"))
    _command(ProductRecord, content, cells)
    return Row(line, code, cells.get("name", ""), "products", content)


def _change(line: int, code: str, cells: Mapping[str, str], stands: Any) -> Row:
    content = _content(cells)
    for name in FROZEN:
        if name in content and content[name] != getattr(stands, name):
            raise _Bad(name, str(content[name]), _("cannot change; make a new product instead"))
    if "names" in content:
        content["names"] = {**stands.names, **content["names"]}
    changes = {
        name: value
        for name, value in content.items()
        if name not in FROZEN and value != getattr(stands, name)
    }
    _command(ProductChange, {"product": code, **changes}, cells)
    before = {name: getattr(stands, name) for name in changes}
    if not changes:
        return Row(line, code, stands.name)
    return Row(line, code, stands.name, "product-changes", {"product": code, **changes}, before)


def _content(cells: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {name: cells[name] for name in (*PLAIN, *FROZEN) if name in cells}
    names = {name[5:]: cells[name] for name in cells if name.startswith("name_")}
    if names:
        found["names"] = names
    if "depth" in found and found["depth"] not in set(Depth):
        raise _Bad("depth", found["depth"], MAY_BE["depth"])
    for name in WHOLE:
        if name in cells:
            if not (cells[name].isascii() and cells[name].isdigit()):
                raise _Bad(name, cells[name], MAY_BE[name])
            found[name] = int(cells[name][:10])
    for name in TRUTH:
        if name in cells:
            try:
                found[name] = rows.read_answer(cells[name], default=False)
            except Malformed as fault:
                raise _Bad(name, cells[name], MAY_BE[name]) from fault
    return found


def _command(kind: type[Any], content: Mapping[str, Any], cells: Mapping[str, str]) -> None:
    """Raise for the first field that breaks a limit of the command."""
    try:
        msgspec.convert(dict(content), kind)
    except msgspec.ValidationError as fault:
        path = str(fault).partition("`$.")[2].rstrip("`")
        name = "code" if path == "product" else path.partition("[")[0].partition(".")[0]
        if not name:
            # A field left out is named in the sentence itself.
            name = next((one for one in COLUMNS if f"`{one}`" in str(fault)), "code")
        column = next((one for one in cells if name == "names" and one.startswith("name_")), name)
        raise _Bad(column, cells.get(column, ""), MAY_BE.get(name, MAY_BE["code"])) from fault


def _unquoted(value: Any) -> str:
    """A cell without the mark that keeps spreadsheets from running it."""
    text = str(value).strip()
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@") else text
