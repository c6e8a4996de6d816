"""Records of kits: recipes of things that are given together, and how many should stand ready."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta
from sqlmodel import col, select

from stockroom.commands import refs
from stockroom.commands.base import DESK, NO_NUL, Command, Entry, Ref, Trade, Word, known
from stockroom.commands.records import Language, edit
from stockroom.errors import Refused
from stockroom.rules import kit_sizes
from stockroom.tables.catalogue import Product
from stockroom.tables.kits import Kit, KitMinimum, KitPart

KitCode = Annotated[str, Meta(pattern=r"^[A-Z0-9][A-Z0-9-]{0,15}$")]
KitRef = Annotated[str, Meta(min_length=1, max_length=16, pattern=NO_NUL)]
KitName = Annotated[str, Meta(min_length=1, max_length=80, pattern=NO_NUL)]
MOST_PARTS, MOST_IN_IT, MOST_READY = 40, 1000, 500


class KitThing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many pieces of a product in each kit; without a size of its own, of the kit's size."""

    product: Annotated[str, Meta(min_length=1, max_length=16, pattern=NO_NUL)]
    quantity: Annotated[int, Meta(ge=1, le=MOST_IN_IT, description="whole pieces")]
    size: Word = ""


class KitRecord(Command, frozen=True, kw_only=True):
    """Things that are given together; its recipe stands for good, another recipe is another kit."""

    code: KitCode
    name: KitName
    names: Annotated[dict[Language, Word], Meta(max_length=10)] = {}
    parts: Annotated[list[KitThing], Meta(min_length=1, max_length=MOST_PARTS)]


class KitChange(Command, frozen=True, kw_only=True):
    """A kit renamed, or taken off the list of those that may be asked for; its recipe stands."""

    kit: KitRef
    name: KitName | None = None
    names: Annotated[dict[Language, Word], Meta(max_length=10)] | None = None
    active: bool | None = None


class KitMinimumRecord(Command, frozen=True, kw_only=True):
    """How many bags of a kit and size should stand ready at a site of ours; zero ends it."""

    kit: KitRef
    size: Word = ""
    site: Ref
    minimum: Annotated[int, Meta(ge=0, le=MOST_READY)]


def kit(command: KitRecord, entry: Entry) -> None:
    """Keep the recipe, every size in it read first."""
    if entry.rows.exec(select(Kit).where(Kit.code == command.code)).first():
        raise Refused("code_taken", "{code} is taken.", code=command.code)
    products = [_active(entry, thing.product) for thing in command.parts]
    kit_sizes.sizing_of(
        [
            (thing.size, product.sizing, product.name)
            for thing, product in zip(command.parts, products, strict=True)
        ]
    )
    row = entry.add(
        Kit(code=command.code, name=command.name, names=command.names, made_in=entry.sequence)
    )
    for position, (thing, product) in enumerate(zip(command.parts, products, strict=True), start=1):
        entry.add(
            KitPart(
                kit_id=known(row.id),
                position=position,
                product_id=known(product.id),
                quantity=thing.quantity,
                size_label=kit_sizes.tidy(thing.size),
            )
        )
    entry.made["kit"] = row.code


def kit_change(command: KitChange, entry: Entry) -> None:
    """Edit what was given."""
    edit(by_code(entry, command.kit), command, ("name", "names", "active"))


def kit_minimum(command: KitMinimumRecord, entry: Entry) -> None:
    """Keep the number; there is one for each kit, size and site."""
    row, site = by_code(entry, command.kit), refs.site(entry, command.site)
    size = size_for(entry, row, command.size)
    query = select(KitMinimum).where(
        KitMinimum.kit_id == row.id,
        KitMinimum.size_label == size,
        KitMinimum.site_id == site.id,
    )
    kept = entry.rows.exec(query).first()
    kept = kept or KitMinimum(kit_id=known(row.id), size_label=size, site_id=site.id, minimum=0)
    kept.minimum = command.minimum
    entry.add(kept)


def by_code(entry: Entry, code: str) -> Kit:
    """The kit with that code; raises `Refused("unknown_code")`."""
    row = entry.rows.exec(select(Kit).where(Kit.code == code.strip().upper())).first()
    if row is None:
        raise refs.unknown_code(code)
    return row


def parts_of(entry: Entry, kit_id: int) -> list[tuple[KitPart, Product]]:
    """The recipe of a kit in its order, each part with its product."""
    query = (
        select(KitPart, Product)
        .join(Product, col(Product.id) == col(KitPart.product_id))
        .where(KitPart.kit_id == kit_id)
        .order_by(col(KitPart.position))
    )
    return [(part, product) for part, product in entry.rows.exec(query).all()]


def sizing(entry: Entry, kit_id: int) -> str:
    """The catalogue's sizing that the kit's own size is read in; empty where it has none."""
    return kit_sizes.sizing_of(
        [
            (part.size_label, product.sizing, product.name)
            for part, product in parts_of(entry, kit_id)
        ]
    )


def size_for(entry: Entry, row: Kit, size: str) -> str:
    """A size that kits of this recipe may have, tidied; raises `Refused`, naming the kit."""
    return kit_sizes.read(size, sizing(entry, known(row.id)), row.name)


def _active(entry: Entry, code: str) -> Product:
    product = refs.product(entry, code)
    if not product.active:
        raise Refused("not_active", "{name} is not in use any more.", name=product.name)
    return product


TRADES = (
    Trade(
        "kits",
        KitRecord,
        kit,
        DESK,
        example={
            "code": "CHANGING",
            "name": "changing bag",
            "names": {"fr": "sac à langer garni"},
            "parts": [
                {"product": "NP-DISP", "quantity": 20},
                {"product": "NP-WIPE", "quantity": 1},
                {"product": "CL-BODY", "quantity": 2, "size": "62"},
            ],
        },
    ),
    Trade("kit-changes", KitChange, kit_change, DESK, example={"kit": "WEEK", "active": False}),
    Trade(
        "kit-minimums",
        KitMinimumRecord,
        kit_minimum,
        DESK,
        example={"kit": "TONIGHT", "size": "62", "site": "North", "minimum": 3},
    ),
)
