"""What papers are made of, as whoever has read the books hands it in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Goods:
    """Pieces of one kind: the product's name in English and others, its size, how many."""

    name: str
    quantity: int
    names: dict[str, str] = field(default_factory=dict)
    size: str = ""
    fits: str = "any"
    season: str = "any"
    condition: str = ""


@dataclass(frozen=True)
class Parcel:
    """A box by its short number, how it is closed, and what is in it."""

    box: int
    goods: tuple[Goods, ...]
    packaging: str = "box"


@dataclass(frozen=True)
class Stop:
    """One stop: whose papers these are, in which language, and when we come.

    `charity` is our name, `code` that of the facility; the window is HH:MM, or empty.
    """

    charity: str
    code: str
    language: str
    day: date
    window_from: str = ""
    window_until: str = ""


@dataclass(frozen=True)
class Manifest:
    """One version of what is announced; driver and plate where the gate asks for them, else None.

    `value_minor` is None where the value of one of the goods is not known.
    """

    stop: Stop
    version: int
    hash: str
    parcels: tuple[Parcel, ...]
    loose: tuple[Goods, ...]
    value_minor: int | None = None
    currency: str = ""
    driver: str | None = None
    plate: str | None = None


@dataclass(frozen=True)
class Sheet:
    """What a gate sheet carries beside the goods: its seven digits, the address of its code.

    `confirm_code` and `confirm_at` stand on the copy that stays at the facility and nowhere else.
    """

    receipt_number: str
    url: str
    confirm_code: str
    confirm_at: str


@dataclass(frozen=True)
class Refuge:
    """What the inside of a sealed sheet tells, and the route mark outside.

    What was not opened is empty: a line to write on by hand. `meets` says that goods change hands
    at a meeting point and not at the house.
    """

    colour: str
    number: int
    meets: bool
    address: str = ""
    meeting_point: str = ""
    contact: str = ""
    contact_role: str = ""
    instructions: str = ""


@dataclass(frozen=True)
class Handed:
    """One line of a delivery, in pieces: brought = accepted + refused + missing."""

    goods: Goods
    accepted: int
    refused: int
    missing: int
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Delivery:
    """One handover; who received is a role."""

    stop: Stop
    number: int
    received_by: str
    receipt_number: str
    lines: tuple[Handed, ...]
