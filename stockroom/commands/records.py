"""Records of facilities, donors and products; an edit is a command too."""

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
from stockroom.commands.places import add_place
from stockroom.errors import Refused
from stockroom.rules.writing import fold
from stockroom.tables.catalogue import Depth, Product
from stockroom.tables.impact import Donor
from stockroom.tables.stock import PlaceKind
from stockroom.tables.wishes import Climate, Facility, FacilityKind, FacilitySecret

Code = Annotated[str, Meta(pattern=r"^[A-Z0-9][A-Z0-9-]{0,11}$")]
ProductCode = Annotated[str, Meta(pattern=r"^[A-Z]{1,4}(-[A-Z0-9]{1,10})?$")]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2}$")]
Secret = Annotated[str, Meta(max_length=300, pattern=NO_NUL)]
SECRETS = ("address", "contact")


class FacilityRecord(Command, frozen=True, kw_only=True):
    """A shelter or a prison unit; `address` and `contact` are kept encrypted and never listed."""

    code: Code
    kind: FacilityKind
    name: Annotated[str, Meta(max_length=60, pattern=NO_NUL)] = ""
    language: Language = "en"
    capacity: Annotated[int, Meta(ge=0, le=10_000)] | None = None
    max_age_months: Annotated[int, Meta(ge=0, le=120)] | None = None
    climate: Climate = Climate.TEMPERATE_NORTH
    address: Secret = ""
    contact: Secret = ""


class FacilityChange(Command, frozen=True, kw_only=True):
    """A facility's record edited; what is left out stays as it is."""

    facility: Code
    name: Annotated[str, Meta(max_length=60, pattern=NO_NUL)] | None = None
    language: Language | None = None
    capacity: Annotated[int, Meta(ge=0, le=10_000)] | None = None
    max_age_months: Annotated[int, Meta(ge=0, le=120)] | None = None
    climate: Climate | None = None
    active: bool | None = None
    address: Secret | None = None
    contact: Secret | None = None


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
    """A kind of thing added to the catalogue; weight in grams, volume in millilitres."""

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


class ProductChange(Command, frozen=True, kw_only=True):
    """A product edited; lots already taken in keep their depth."""

    product: ProductCode
    name: Annotated[str, Meta(min_length=1, max_length=80, pattern=NO_NUL)] | None = None
    names: Annotated[dict[Language, Word], Meta(max_length=10)] | None = None
    depth: Depth | None = None
    has_expiry: bool | None = None
    weight_g: Annotated[int, Meta(ge=0, le=200_000)] | None = None
    volume_ml: Annotated[int, Meta(ge=0, le=2_000_000)] | None = None
    gate_flags: Annotated[str, Meta(pattern=r"^[MGBASLPCEHK]{0,11}$")] | None = None
    active: bool | None = None


def facility(command: FacilityRecord, entry: Entry) -> None:
    """Make the facility, its gate and its inside."""
    if entry.rows.exec(select(Facility).where(Facility.code == command.code)).first():
        raise Refused("code_taken", "{code} is taken.", code=command.code)
    row = entry.add(
        Facility(
            code=command.code,
            kind=command.kind,
            name=command.name,
            language=command.language,
            capacity=command.capacity,
            max_age_months=command.max_age_months,
            climate=command.climate,
        )
    )
    for kind in (PlaceKind.GATE, PlaceKind.FACILITY):
        add_place(entry, kind, f"{command.code} {kind.value}", facility_id=row.id, outside=True)
    _seal(entry, row, command)
    entry.made["facility"] = row.code


def facility_change(command: FacilityChange, entry: Entry) -> None:
    """Edit what was given."""
    row = refs.facility(entry, command.facility)
    fields = ("name", "language", "capacity", "max_age_months", "climate", "active")
    edit(row, command, fields)
    _seal(entry, row, command)


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
        "active",
    )
    edit(refs.product(entry, command.product), command, fields)


def edit(row: Any, command: Command, fields: tuple[str, ...]) -> None:
    """Set what a change names, and leave what it leaves out."""
    for name in fields:
        value = getattr(command, name)
        if value is not None:
            setattr(row, name, value)


def _seal(entry: Entry, row: Facility, command: FacilityRecord | FacilityChange) -> None:
    for name in SECRETS:
        text = getattr(command, name)
        if not text:
            continue
        assert row.id is not None
        nonce, sealed = entry.vault.seal(text, bound_to=f"{row.code}/{name}")
        kept = entry.rows.get(FacilitySecret, (row.id, name))
        kept = kept or FacilitySecret(
            facility_id=row.id, field=name, key_id="", nonce=b"", sealed=b""
        )
        kept.key_id, kept.nonce, kept.sealed = entry.vault.key_id, nonce, sealed
        entry.add(kept)


TRADES = (
    Trade(
        "facilities",
        FacilityRecord,
        facility,
        DESK,
        secret_fields=SECRETS,
        example={"code": "M-1", "kind": "prison", "language": "fr", "capacity": 6},
    ),
    Trade(
        "facility-changes",
        FacilityChange,
        facility_change,
        DESK,
        secret_fields=SECRETS,
        example={"facility": "M-1", "capacity": 8},
    ),
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
