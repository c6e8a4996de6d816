"""What a gate or a donor says of goods that are picked and packed for a facility."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stockroom.commands import barred, let_in
from stockroom.rules import gate
from stockroom.rules.gate import Load, Said
from stockroom.web.pages.acting import Look


def said(look: Look, facility_id: int, rows: Sequence[Any]) -> dict[str, Any]:
    """What is told beside goods and above them, in the reader's words; two statements.

    `warnings` are, by lot, what speaks against its going there; `gate_says` is what the gate wants
    of all that goes there together: how it is packed, and how much of it.
    """
    at = barred.gate_of(look.books, facility_id, look.clock.now().astimezone().date())
    return {
        "warnings": {row.id: list(_against(look, at, row)) for row in rows},
        "gate_says": _of_all(look, facility_id, at) if rows else [],
    }


def _against(look: Look, at: barred.Gate, row: Any) -> Sequence[str]:
    goods = barred.goods_in(row)
    named = look.reader.product(row.name, row.names)
    bar = barred.why_not(at, goods, row.only_for, named)
    told = [bar.said] if bar is not None else []
    told += [one.said for one in gate.warned_by(at.rules, goods, at.arrives_on)]
    return _in_words(look, told)


def _of_all(look: Look, facility_id: int, at: barred.Gate) -> Sequence[str]:
    if not at.rules:
        return []
    going = let_in.to_facility(look.books, facility_id, look.clock.now().astimezone().date())
    load = Load(goods=going.promised, lately=going.lately)
    return _in_words(look, [one.said for one in gate.of_load(at.rules, load)])


def _in_words(look: Look, told: Sequence[Said]) -> list[str]:
    return [look.reader.say(one.sentence, **one.facts) for one in told]
