"""What gates turn away and how many live behind them; every rule and number is invented.

Two colonies told their rules early. The wing at Marseille told its own after its gate had sent
glass back. One rule has lapsed and waits for somebody to ring. One colony told all that its gate
wants of a van, and one driver is let in there for two weeks more. Another has refused a
thermometer twice for its battery: is it a rule?
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from stockroom.demo.stage import Chapter, Stage

RULES = (
    ("condition", {"least": "new_sealed"}),
    ("flags", {"letters": "G"}),
    ("shelf_life", {"days": 30}),
)
HALF_A_YEAR, A_MONTH = 182, 30


class Told(NamedTuple):
    """Who told a gate's rules, how many days ago, and for how many days the last one holds."""

    facility: str
    days_ago: int
    source: str
    last_holds: int = HALF_A_YEAR


GATES = (
    Told("IK-5", 40, "telephone, the gatehouse"),
    Told("IK-15", 40, "e-mail, the office of supplies", A_MONTH),
    Told("BAU", 15, "telephone, the gate's day shift"),
)
THURSDAYS = {"windows": [{"days": "24", "from": "09:00", "until": "12:00"}]}
# What one gate wants of a van, and how the wing likes its parcels.
OF_VANS: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    ("IK-15", "manifest", {"days": 3, "language": "ru"}, "block"),
    ("IK-15", "window", THURSDAYS, "block"),
    ("IK-15", "driver", {}, "block"),
    ("IK-15", "phone", {"phone": "outside", "camera": False}, "block"),
    ("IK-15", "quantity", {"most": 40, "per": "30_days", "category": "toys"}, "block"),
    ("IK-15", "receipt", {"role": "duty nurse"}, "warn"),
    ("BAU", "packaging", {"packaging": "clear_bag"}, "warn"),
)
CLEARED = ({"driver": "dan", "identity": "passport"}, -13), ({"van": "Van 2"}, -150)
REFUSED_TWICE = "HM-THM"
# Whose rules stood before anything was promised to them.
SEALED_ONLY = frozenset({"IK-5", "IK-15"})


class Heads(NamedTuple):
    """How many live somewhere, and who says so."""

    days_ago: int
    who: str
    facility: str
    mothers: int
    expectant: int
    children: tuple[int, int, int, int, int]


BANDS = ("months_0_5", "months_6_11", "months_12_23", "months_24_35", "older")
HEADCOUNTS = (
    Heads(38, "farid", "DFWC", 14, 1, (2, 3, 5, 4, 6)),
    Heads(38, "alice", "EW-1", 9, 1, (2, 2, 3, 2, 3)),
    Heads(38, "alice", "EW-2", 7, 0, (1, 2, 2, 2, 2)),
    Heads(38, "alice", "EW-3", 6, 1, (1, 1, 3, 1, 2)),
    Heads(37, "alice", "IK-5", 38, 3, (9, 11, 16, 9, 0)),
    Heads(37, "alice", "IK-15", 29, 2, (7, 9, 12, 7, 0)),
    Heads(37, "alice", "IK-18", 33, 2, (8, 10, 14, 8, 0)),
    Heads(36, "fatima", "BAU", 6, 0, (2, 3, 1, 0, 0)),
    Heads(10, "farid", "DFWC", 15, 0, (4, 3, 5, 4, 5)),
)


def chapters() -> Iterator[Chapter]:
    """Rules and headcounts, each on its day."""
    for told in GATES:
        yield Chapter(told.days_ago, partial(_note, told))
    yield Chapter(14, _tell_of_vans)
    for days_ago in (12, 6):
        yield Chapter(days_ago, _come_back)
    for heads in HEADCOUNTS:
        yield Chapter(heads.days_ago, partial(_count, heads))


def _note(told: Told, stage: Stage) -> None:
    for number, (kind, facts) in enumerate(RULES, start=1):
        holds = told.last_holds if number == len(RULES) else HALF_A_YEAR
        stage.do(
            "alice",
            "gate-rules",
            facility=told.facility,
            kind=kind,
            facts=facts,
            source=told.source,
            confirmed_on=stage.today.isoformat(),
            lapses_on=stage.day(told.days_ago - holds).isoformat(),
        )


def _tell_of_vans(stage: Stage) -> None:
    """What a van must mind, and who is let in."""
    for facility, kind, facts, action in OF_VANS:
        stage.do(
            "alice",
            "gate-rules",
            facility=facility,
            kind=kind,
            facts=facts,
            action=action,
            source="e-mail, the office of supplies",
            confirmed_on=stage.today.isoformat(),
            lapses_on=stage.day(-HALF_A_YEAR).isoformat(),
        )
    for who, days_ago in CLEARED:
        stage.do(
            "alice",
            "clearances",
            facility="IK-15",
            cleared_until=stage.day(days_ago).isoformat(),
            source="e-mail, the office of supplies",
            **who,
        )


def _come_back(stage: Stage) -> None:
    """A partner's car brings a thermometer back, which the gate of IK-18 would not take."""
    goods = next(one for one in stage.shelf if one.product == REFUSED_TWICE and one.left)
    told = {"facility": "IK-18", "lot": goods.ref, "quantity": 1, "reason": "banned_material"}
    (back,) = stage.do("bob", "refusals", **told).made["lots"]
    goods.left -= 1
    stage.do("bob", "inspections", lot=back, outcome="accept", note="unopened")
    stage.do("bob", "put-aways", thing=back, place=goods.place)


def _count(heads: Heads, stage: Stage) -> None:
    stage.do(
        heads.who,
        "headcounts",
        facility=heads.facility,
        declared_on=stage.today.isoformat(),
        mothers=heads.mothers,
        expectant=heads.expectant,
        **dict(zip(BANDS, heads.children, strict=True)),
    )
