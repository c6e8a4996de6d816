"""Records of donors and products; an edit is a command too."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlmodel import select

from stockroom.commands import refs
from stockroom.commands.base import (
    DESK,
    EVERYBODY_INSIDE,
    NO_NUL,
    Command,
    Entry,
    RowId,
    Trade,
    Word,
)
from stockroom.errors import Refused
from stockroom.rules.writing import fold
from stockroom.tables.catalogue import Depth, Product
from stockroom.tables.impact import Donor

Code = Annotated[str, Meta(pattern=r"^[A-Z0-9][A-Z0-9-]{0,11}$")]
ProductCode = Annotated[str, Meta(pattern=r"^[A-Z]{1,4}(-[A-Z0-9]{1,10})?$")]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2}$")]
Value = Annotated[int, Meta(ge=0, le=10_000_000, description="minor units of one piece")]


class DonorRecord(Command, frozen=True, kw_only=True):
    """Who gives."""

    name: Annotated[str, Meta(min_length=1, max_length=80, pattern=NO_NUL)]
    kind: Annotated[str, Meta(pattern=r"^(person|drive|company|anonymous)$")] = "person"


class DonorChange(Command, frozen=True, kw_only=True):
    """A donor's record edited."""

    donor: RowId
    name: Annotated[str, Meta(min_length=1, max_length=80, pattern=NO_NUL)] | None = None
    kind: Annotated[str, Meta(pattern=r"^(person|drive|company|anonymous)$")] | None = None


class ProductRecord(Command, frozen=True, kw_only=True):
    """A kind of thing added to the catalogue; weight in grams, volume in millilitres.

    `value_minor` is what one piece is worth, in minor units of the house's currency.
    """

    code: ProductCode
    name: Annotated[str, Meta(min_length=1, max_length=80, pattern=NO_NUL)]
    names: Annotated[dict[Language, Word], Meta(max_length=10)] = {}
    category: Annotated[str, Meta(pattern=r"^[a-z_]{2,24}$")]
    unit: Annotated[str, Meta(pattern=r"^[a-z]{2,8}$")] = "ea"
    sizing: Annotated[str, Meta(max_length=24, pattern=NO_NUL)] = ""
    safety_profile: Annotated[str, Meta(pattern=r"^[A-Z]{2,8}$")] = "TEX"
    depth: Depth = Depth.COUNTED
    has_expiry: bool = False
    weight_g: Annotated[int, Meta(ge=0, le=200_000)] = 0
    volume_ml: Annotated[int, Meta(ge=0, le=2_000_000)] = 0
    gate_flags: Annotated[str, Meta(pattern=r"^[MGBASLPCEHK]{0,11}$")] = ""
    value_minor: Value | None = None


class ProductChange(Command, frozen=True, kw_only=True):
    """A product edited; lots already taken in keep their depth.

    `value_unknown` takes back a value that was stated.
    """

    product: ProductCode
    name: Annotated[str, Meta(min_length=1, max_length=80, pattern=NO_NUL)] | None = None
    names: Annotated[dict[Language, Word], Meta(max_length=10)] | None = None
    depth: Depth | None = None
    has_expiry: bool | None = None
    weight_g: Annotated[int, Meta(ge=0, le=200_000)] | None = None
    volume_ml: Annotated[int, Meta(ge=0, le=2_000_000)] | None = None
    gate_flags: Annotated[str, Meta(pattern=r"^[MGBASLPCEHK]{0,11}$")] | None = None
    value_minor: Value | None = None
    value_unknown: bool = False
    active: bool | None = None


def donor(command: DonorRecord, entry: Entry) -> None:
    """Note a donor."""
    entry.made["donor"] = entry.add(
        Donor(name=command.name, kind=command.kind, folded=fold(command.name))
    ).id


def donor_change(command: DonorChange, entry: Entry) -> None:
    """Edit what was given."""
    row = refs.by_id(entry, Donor, command.donor, "donor")
    edit(row, command, ("name", "kind"))
    row.folded = fold(row.name)


def product(command: ProductRecord, entry: Entry) -> None:
    """Add to the catalogue."""
    if entry.rows.exec(select(Product).where(Product.code == command.code)).first():
        raise Refused("code_taken", "{code} is taken.", code=command.code)
    fields = msgspec.structs.asdict(command)
    for name in ("done_at", "version"):
        fields.pop(name)
    entry.add(Product(**fields))
    entry.made["product"] = command.code


def product_change(command: ProductChange, entry: Entry) -> None:
    """Edit what was given."""
    fields = (
        "name",
        "names",
        "depth",
        "has_expiry",
        "weight_g",
        "volume_ml",
        "gate_flags",
        "value_minor",
        "active",
    )
    row = refs.product(entry, command.product)
    edit(row, command, fields)
    if command.value_unknown:
        row.value_minor = None


def edit(row: Any, command: Command, fields: tuple[str, ...]) -> None:
    """Set what a change names, and leave what it leaves out."""
    for name in fields:
        value = getattr(command, name)
        if value is not None:
            setattr(row, name, value)


TRADES = (
    Trade(
        "donors",
        DonorRecord,
        donor,
        EVERYBODY_INSIDE,
        example={"name": "Parish drive", "kind": "drive"},
    ),
    Trade(
        "donor-changes",
        DonorChange,
        donor_change,
        DESK,
        example={"donor": 3, "name": "St Anne parish"},
    ),
    Trade(
        "products",
        ProductRecord,
        product,
        DESK,
        example={"code": "EX-LIGHT", "name": "night light", "category": "home", "unit": "ea"},
    ),
    Trade(
        "product-changes",
        ProductChange,
        product_change,
        DESK,
        example={"product": "CL-BODY", "weight_g": 65},
    ),
)
