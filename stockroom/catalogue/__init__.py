"""The products that every new stockroom begins with, in four languages.

They stand in `products.csv`, one a row, and are read anew at each call; nothing here touches a
database. Weights (g) and volumes (ml) are of one unit. They are planning estimates of a typical
piece, made for this project and taken from no scale or published table, so that vans and boxes can
be planned from the first day: weigh your own goods and correct the product.

Gate flags: M metal, G glass, B battery, A alcohol, S spray, L liquid, P powder, C cord, E mains,
H hollow or bulky, K sharp.

A category holds only things that may stand in for each other, under one safety profile; that is
why most hold a single product. The letters before the hyphen of a code name the wider family.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from importlib import resources
from typing import TypedDict

from stockroom.tables.catalogue import Depth

LANGUAGES = ("ar", "fr", "ru")
GATE_FLAGS = "MGBASLPCEHK"
COLUMNS = (
    "code", "name", *(f"name_{language}" for language in LANGUAGES), "category", "unit", "sizing",
    "safety_profile", "depth", "has_expiry", "weight_g", "volume_ml", "gate_flags",
)  # fmt: skip

_TRUTH = {"Y": True, "N": False}
_SHAPES = {
    "code": r"(?=.{1,16}$)[A-Z]{1,4}(-[A-Z0-9]{1,10})?",
    "name": r"\S.{0,79}",
    **{f"name_{language}": r"\S.{0,39}" for language in LANGUAGES},
    "category": r"[a-z_]{2,24}",
    "unit": r"[a-z]{2,8}",
    "sizing": r".{0,24}",
    "safety_profile": r"[A-Z]{2,8}",
    "depth": "|".join(Depth),
    "has_expiry": "|".join(_TRUTH),
    "weight_g": r"[0-9]{1,6}",
    "volume_ml": r"[0-9]{1,7}",
    "gate_flags": rf"(?!.*(.).*\1)[{GATE_FLAGS}]*",
}


class ProductFields(TypedDict):
    """What a `Product` row is made of; `names` holds its name in each of LANGUAGES."""

    code: str
    name: str
    names: dict[str, str]
    category: str
    unit: str
    sizing: str
    safety_profile: str
    depth: Depth
    has_expiry: bool
    weight_g: int
    volume_ml: int
    gate_flags: str


def products() -> list[ProductFields]:
    """Give the built-in products, each ready for `Product(**fields)`.

    Raises ValueError, naming the line, if the file that was shipped is damaged.
    """
    file = resources.files(__name__) / "products.csv"
    return read(file.read_text(encoding="utf-8").splitlines())


def read(lines: Iterable[str]) -> list[ProductFields]:
    """Read the lines of a catalogue, the first of which names COLUMNS in their order.

    Raises ValueError, naming the line, for a row of another length, a value of another shape
    or a code met before.
    """
    table = csv.reader(lines)
    if tuple(next(table, ())) != COLUMNS:
        raise ValueError(f"line 1: the columns should be {','.join(COLUMNS)}")
    found: dict[str, ProductFields] = {}
    for values in table:
        fields = _fields(values, table.line_num)
        if fields["code"] in found:
            raise ValueError(f"line {table.line_num}: {fields['code']} stands there twice")
        found[fields["code"]] = fields
    return list(found.values())


def _fields(values: list[str], line: int) -> ProductFields:
    if len(values) != len(COLUMNS):
        raise ValueError(f"line {line}: {len(values)} values, but {len(COLUMNS)} columns")
    row = dict(zip(COLUMNS, values, strict=True))
    for column, shape in _SHAPES.items():
        if not re.fullmatch(shape, row[column]):
            raise ValueError(f"line {line}: {row[column]!r} is no {column}")
    return ProductFields(
        code=row["code"],
        name=row["name"],
        names={language: row[f"name_{language}"] for language in LANGUAGES},
        category=row["category"],
        unit=row["unit"],
        sizing=row["sizing"],
        safety_profile=row["safety_profile"],
        depth=Depth(row["depth"]),
        has_expiry=_TRUTH[row["has_expiry"]],
        weight_g=int(row["weight_g"]),
        volume_ml=int(row["volume_ml"]),
        gate_flags=row["gate_flags"],
    )
