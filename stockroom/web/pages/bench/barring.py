"""What a gate or a donor says of goods that are picked and packed for a facility."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stockroom.commands import barred
from stockroom.rules import gate
from stockroom.rules.gate import Goods
from stockroom.web.pages.acting import Look


def warnings(look: Look, facility_id: int, rows: Sequence[Any]) -> dict[int, list[str]]:
    """By lot, what speaks against its going there, in the reader's words; one statement."""
    at = barred.gate_of(look.books, facility_id, look.clock.now().date())
    return {row.id: list(_against(look, at, row)) for row in rows}


def _against(look: Look, at: barred.Gate, row: Any) -> Sequence[str]:
    goods = Goods(condition=row.condition, flags=row.gate_flags, use_by=row.use_by)
    named = look.reader.product(row.name, row.names)
    bar = barred.why_not(at, goods, row.only_for, named)
    said = [bar.said] if bar is not None else []
    said += [one.said for one in gate.warned_by(at.rules, goods, at.arrives_on)]
    return [look.reader.say(one.sentence, **one.facts) for one in said]
