"""Pages of gates: their rules kind by kind, whom they let in, and what they refused twice."""

from __future__ import annotations

from stockroom.web.pages.wishes import gate_forms
from tests.browser.entries import Entry, at, found

RULE = "SELECT id FROM gate_rule WHERE ended_in IS NULL ORDER BY lapses_on"
HOURS = "SELECT id FROM gate_rule WHERE ended_in IS NULL AND kind = 'window'"
FACILITY = "SELECT code FROM facility ORDER BY id"
CLEARANCE = "SELECT id FROM clearance WHERE ended_in IS NULL ORDER BY cleared_until"
NEW = "/gate-rules/new?facility={}"
NO_RULE = "/proposal-dismissals/new?facility=IK-18&reason=banned_material"

ENTRIES = (
    Entry("facility-gate", at("/facilities/IK-15"), "alice"),
    Entry("facility-proposal", at("/facilities/IK-18"), "alice"),
    Entry("gate-rules", at("/gate-rules"), "alice"),
    Entry("gate-rule-new", found(NEW, FACILITY), "alice"),
    *(
        Entry(f"gate-rule-{kind.replace('_', '-')}", found(f"{NEW}&kind={kind}", FACILITY), "alice")
        for kind in gate_forms.KINDS
    ),
    Entry("gate-rule-change", found("/gate-rule-changes/new?rule={}", HOURS), "alice"),
    Entry("gate-rule-confirm", found("/gate-rule-confirmations/new?rule={}", RULE), "alice"),
    Entry("gate-rule-end", found("/gate-rule-endings/new?rule={}", RULE), "alice"),
    Entry("not-a-rule", at(NO_RULE), "alice"),
    Entry("clearances", at("/clearances"), "alice"),
    Entry("clearance-new", at("/clearances/new?facility=IK-15"), "alice"),
    Entry("clearance-end", found("/clearance-endings/new?clearance={}", CLEARANCE), "alice"),
)
