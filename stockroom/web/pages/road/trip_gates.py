"""What gates ask of a trip: hours, and which drivers and vans they let in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import sqlalchemy as sa

from stockroom.commands.expecting import minute_of
from stockroom.rules.driving import Window
from stockroom.tables.gates import Clearance, GateRule, GateRuleKind
from stockroom.web.api.reads.scopes import table

CLEARANCE, RULE = table(Clearance), table(GateRule)
_OF_THE_TRIP = (GateRuleKind.WINDOW, GateRuleKind.DRIVER, GateRuleKind.VEHICLE)


@dataclass(frozen=True)
class Gate:
    """What one gate asks of a trip on one day; None where it asks nothing."""

    windows: tuple[Window, ...] | None = None
    drivers: frozenset[int] | None = None
    vans: frozenset[int] | None = None


@dataclass(frozen=True)
class Gates:
    """The rules of some gates that a trip obeys, and whom they let in until when."""

    facilities: Sequence[int]
    rules: Sequence[Any]
    cleared: Sequence[Any]

    @classmethod
    def of(cls, books: sa.Connection, facilities: Sequence[int]) -> Gates:
        """Those of these facilities; two statements."""
        rules = sa.select(RULE.c.facility_id, RULE.c.kind, RULE.c.facts).where(
            RULE.c.facility_id.in_(facilities),
            RULE.c.kind.in_(_OF_THE_TRIP),
            RULE.c.ended_in.is_(None),
        )
        cleared = sa.select(CLEARANCE).where(
            CLEARANCE.c.facility_id.in_(facilities), CLEARANCE.c.ended_in.is_(None)
        )
        return cls(facilities, books.execute(rules).all(), books.execute(cleared).all())

    def on(self, day: date) -> Mapping[int, Gate]:
        """What each of them asks on a day."""
        return {one: self._gate(one, day) for one in self.facilities}

    def _gate(self, facility: int, day: date) -> Gate:
        own = {str(row.kind): row.facts for row in self.rules if row.facility_id == facility}
        known = [
            row for row in self.cleared if row.facility_id == facility and row.cleared_until >= day
        ]
        return Gate(
            _windows(own["window"], day) if "window" in own else None,
            frozenset(one.driver_id for one in known if one.driver_id) if "driver" in own else None,
            frozenset(one.van_id for one in known if one.van_id) if "vehicle" in own else None,
        )


def _windows(facts: Mapping[str, object], day: date) -> tuple[Window, ...]:
    """The windows of a rule on one day of the week."""
    said = cast("Sequence[Mapping[str, str]]", facts.get("windows", ()))
    return tuple(
        Window(minute_of(one["from"]), minute_of(one["until"]))
        for one in said
        if str(day.isoweekday()) in one["days"]
    )
