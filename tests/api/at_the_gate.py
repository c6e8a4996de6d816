"""Days on which gates told what they turn away and whom they let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.api.lived_in import Days


def know(days: Days) -> None:
    """Numbers, rules and clearances of two facilities, some of them ended."""
    day = "2026-11-20"
    days.do("fatima", "headcounts", facility="M-1", declared_on=day, mothers=5, months_0_5=3)
    days.do("farid", "headcounts", facility="E-2", declared_on=day, mothers=9, months_6_11=7)
    rule = {"kind": "condition", "source": "telephone", "confirmed_on": day}
    made = [
        days.do("alice", "gate-rules", facility=code, facts={"least": "new"}, **rule)["gate_rule"]
        for code in ("M-1", "E-2")
    ]
    days.do("alice", "gate-rule-confirmations", rule=made[0], confirmed_on="2026-11-21")
    days.do("alice", "gate-rule-endings", rule=made[1], reason="they take anything now")
    known = {"facility": "M-1", "cleared_until": "2027-05-31", "source": "e-mail"}
    days.do("alice", "clearances", driver="dora", identity="passport", **known)
    van = days.do("alice", "clearances", van="Van 2", **known)["clearance"]
    days.do("alice", "clearance-endings", clearance=van, reason="another plate")
    for _each in range(2):
        _refuse(days)
    days.do("alice", "proposal-dismissals", facility="E-2", reason="banned_material")
    for _each in range(2):
        _refuse(days)


def _refuse(days: Days) -> None:
    """A glass bottle that comes to a gate in vain."""
    bottle = {"product": "FE-BOTG", "size": "240 ml", "place": "A1", "quantity": 1}
    lot = days.do("bob", "opening-counts", **bottle)["lot"]
    refused = [{"quantity": 1, "reason": "banned_material"}]
    lines = [{"lot": lot, "refused": refused}]
    days.do("bob", "deliveries", facility="E-2", lines=lines)
