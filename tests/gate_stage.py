"""A gate of every kind, and goods that each of them turns away: one box to seal, one to load."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from stockroom.tables.gates import GateRuleKind
from stockroom.tables.wishes import Facility
from tests.world import World

TOLD: dict[str, Any] = {"facility": "M-1", "source": "telephone", "confirmed_on": "2026-11-03"}
FROM = "(telephone, 2026-11-03)"
BOTTLES = {"product": "FE-BOTG", "size": "240 ml"}
MORNINGS = [{"days": "12345", "from": "09:00", "until": "11:00"}]
TODAY_TOO_LATE = "For the run on 2026-11-23 it was due on 2026-11-18: plan a later run."


@dataclass(frozen=True)
class Turned:
    """The figures of a rule of one kind, and what people are told when it stops them."""

    facts: dict[str, Any]
    says: str


KINDS: dict[str, Turned] = {
    "condition": Turned({"least": "new"}, "takes only new goods"),
    "flags": Turned({"letters": "G"}, "takes nothing of glass"),
    "shelf_life": Turned({"days": 30}, "keeps for 30 days or more after it arrives"),
    "brand": Turned({"brands": ["Softly"]}, "takes no other brand than Softly"),
    "retailer": Turned({}, "takes only sealed goods that a shop or a company gave"),
    "quantity": Turned({"most": 4, "per": "delivery"}, "takes at most 4 pieces at a time"),
    "packaging": Turned({"packaging": "clear_bag"}, "takes only bags that one can see through"),
    "manifest": Turned({"days": 3, "language": "fr"}, TODAY_TOO_LATE),
    "window": Turned({"windows": MORNINGS}, "agree on an hour for the stop"),
    "driver": Turned({}, "The driver of this run is not cleared there."),
    "vehicle": Turned({}, "The van of this run is not cleared there."),
    "phone": Turned({"phone": "outside"}, "asks for a signature on the phone"),
    "other_goods": Turned({}, "Let it be the last stop with goods"),
    "receipt": Turned({"role": "duty nurse", "windows": MORNINGS}, "only the duty nurse signs"),
}
assert set(KINDS) == {one.value for one in GateRuleKind}


@dataclass(frozen=True)
class Stage:
    """A run to M-1 and then E-2, a box that is packed, and one that is sealed."""

    run: int
    packed: str = "Box one"
    sealed: str = "Box two"


def set_up(world: World, kind: str, *, action: str = "block", **more: Any) -> Stage:
    """Goods for M-1 are packed before its gate tells a rule of that kind."""
    run = world.do(
        "alice",
        "runs",
        day="2026-11-23",
        van="Van 1",
        driver="dora",
        stops=[{"facility": "M-1"}, {"facility": "E-2"}],
    ).made["run"]
    stage = Stage(run=int(run))
    for box in (stage.packed, stage.sealed):
        pack(world, box)
    world.do("bob", "sealings", box=stage.sealed, facility="M-1")
    if kind == "phone":
        require(world, "signature")
    note(world, kind, action=action, **more)
    return stage


def pack(world: World, box: str, quantity: int = 5) -> str:
    """Used glass bottles for M-1 in a box, soon out of date; the lot's code."""
    lot = world.shelved(quantity=quantity, use_by="2026-12-01", **BOTTLES)
    line = world.line(quantity, **BOTTLES)
    world.do("alice", "allocations", lot=lot, line=line, quantity=quantity)
    world.do("bob", "picks", lot=lot, line=line, quantity=quantity)
    world.do("bob", "packings", lot=lot, line=line, quantity=quantity, box=box)
    return lot


def note(world: World, kind: str, **more: Any) -> int:
    """A rule of that kind at M-1's gate; its number."""
    rule = TOLD | {"kind": kind, "facts": KINDS[kind].facts} | more
    return int(world.do("alice", "gate-rules", **rule).made["gate_rule"])


def require(world: World, *proofs: str) -> None:
    """M-1 wants these proofs of every handover."""
    facility = Facility.__table__  # type: ignore[attr-defined]
    with world.house.database.writing() as books:
        books.execute(
            sa.update(facility)
            .where(facility.c.code == "M-1")
            .values(proof=dict.fromkeys(proofs, "required"))
        )
