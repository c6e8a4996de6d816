"""All that a manifest says, as plain data that is frozen and hashed.

Of the driver it holds the number of the record, and only where the gate asks who drives: the name
stands in one place, where it can be corrected and erased. Nothing in it is of another stop.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, cast

import sqlalchemy as sa

from stockroom.commands import cargo
from stockroom.commands.cargo import RUN, Piece
from stockroom.commands.refs import SETTING
from stockroom.tables.gates import GateRule, GateRuleKind
from stockroom.tables.transport import Stop, Van

RULE = cast(sa.Table, GateRule.__table__)  # type: ignore[attr-defined]
STOP = cast(sa.Table, Stop.__table__)  # type: ignore[attr-defined]
VAN = cast(sa.Table, Van.__table__)  # type: ignore[attr-defined]
COMPARED = ("day", "driver", "plate", "parcels", "loose")
"""What a load has to share with its manifest; prices, our own name and agreed hours may change."""

_ASKED = (GateRuleKind.DRIVER, GateRuleKind.VEHICLE)
_TRIP = (
    sa.select(
        RUN.c.day,
        RUN.c.driver_id,
        VAN.c.plate,
        STOP.c.window_from,
        STOP.c.window_until,
    )
    .select_from(
        RUN.join(STOP, STOP.c.run_id == RUN.c.id).outerjoin(VAN, VAN.c.place_id == RUN.c.van_id)
    )
    .where(RUN.c.id == sa.bindparam("run"), STOP.c.facility_id == sa.bindparam("facility"))
    .order_by(STOP.c.called_off_in.is_not(None), STOP.c.position)
    .limit(1)
)
_RULES = sa.select(RULE.c.kind).where(
    RULE.c.facility_id == sa.bindparam("facility"),
    RULE.c.ended_in.is_(None),
    RULE.c.kind.in_(_ASKED),
)
_HOUSE = sa.select(SETTING.c.name, SETTING.c.value).where(
    SETTING.c.name.in_(["charity", "currency"])
)
_SAME = ("product", "size", "fits", "season", "condition")


def body_of(books: sa.Connection, run_id: int, facility_id: int) -> dict[str, Any]:
    """What a manifest of that stop says now, in four statements; values in minor units.

    `value_minor` is null where the value of one of the goods is not known.
    """
    pieces = cargo.of_stop(books, run_id, facility_id)
    where = {"run": run_id, "facility": facility_id}
    trip = books.execute(_TRIP, where).one()
    asked = set(books.execute(_RULES, {"facility": facility_id}).scalars())
    house: dict[str, str] = {row.name: row.value for row in books.execute(_HOUSE)}
    return {
        "day": trip.day.isoformat(),
        "window": [trip.window_from, trip.window_until],
        "driver": trip.driver_id if GateRuleKind.DRIVER in asked else None,
        "plate": trip.plate or "" if GateRuleKind.VEHICLE in asked else None,
        "charity": house.get("charity", "").strip().partition("\n")[0],
        "currency": house.get("currency", ""),
        "value_minor": _value(pieces),
        "parcels": _parcels(pieces),
        "loose": goods_in(one for one in pieces if one.box is None),
    }


def hash_of(body: Mapping[str, Any]) -> str:
    """SHA-256, as hexadecimal, of a body in canonical JSON: keys sorted, no spaces, UTF-8."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def same_load(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two bodies tell a gate the same: day, driver, plate and every piece."""
    return all(one.get(name) == other.get(name) for name in COMPARED)


def goods_in(pieces: Iterable[Piece]) -> list[dict[str, Any]]:
    """Pieces as a paper lists them: one row for each product, size and condition."""
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    for one in pieces:
        about = {
            "product": one.product,
            "name": one.name,
            "names": one.names or {},
            "size": one.size_label,
            "fits": one.fits,
            "season": one.season,
            "condition": one.condition,
            "quantity": 0,
        }
        row = rows.setdefault(tuple(str(about[name]) for name in _SAME), about)
        row["quantity"] += one.quantity
    return [rows[key] for key in sorted(rows)]


def _parcels(pieces: Sequence[Piece]) -> list[dict[str, Any]]:
    boxed = sorted((one for one in pieces if one.box is not None), key=lambda one: one.box or 0)
    return [
        {"box": number, "packaging": inside[0].packaging or "box", "goods": goods_in(inside)}
        for number, inside in ((key, list(group)) for key, group in groupby(boxed, _box_of))
    ]


def _box_of(one: Piece) -> int:
    return one.box or 0


def _value(pieces: Sequence[Piece]) -> int | None:
    if any(one.value_minor is None for one in pieces):
        return None
    return sum(one.quantity * (one.value_minor or 0) for one in pieces)
