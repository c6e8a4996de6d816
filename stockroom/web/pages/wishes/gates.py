"""Gate rules on pages: what a gate wants, whether it is still true, and what is no longer so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.commands import barred
from stockroom.commands.barred import RULE
from stockroom.commands.base import DESK
from stockroom.desk import Receipt
from stockroom.rules import gate
from stockroom.web.pages.acting import Act, Facts, Look, Page
from stockroom.web.pages.wishes import gate_proposals, how_we_know, known
from stockroom.web.pages.wishes.known import FACILITY

MOST_RULES = 100
_STANDING = (
    sa.select(*barred.OF_RULE, FACILITY.c.code.label("facility"))
    .select_from(RULE.join(FACILITY, FACILITY.c.id == RULE.c.facility_id))
    .where(RULE.c.ended_in.is_(None))
    .order_by(RULE.c.id)
    .limit(MOST_RULES)
)


class Shown(NamedTuple):
    """A rule as a page tells it; `lapsed` ones come first, `until` is what one tap makes of it."""

    row: Any
    sentences: Sequence[str]
    lapsed: bool
    until: date | None


def of_facility(look: Look, facility_id: int) -> list[Shown]:
    """The rules of one gate that stand; one statement."""
    return _shown(look, _STANDING.where(RULE.c.facility_id == facility_id))


def lapsed(today: date) -> sa.Select[Any]:
    """The rules, of every facility, that ask to be confirmed."""
    return _STANDING.where(RULE.c.lapses_on <= today, FACILITY.c.active)


def _shown(look: Look, query: sa.Select[Any]) -> list[Shown]:
    today = look.clock.now().astimezone().date()
    found = []
    for row in look.books.execute(query):
        rule = barred.as_rule(row)
        said = [look.reader.say(one.sentence, **one.facts) for one in gate.sentences(rule)]
        asks = gate.asks_confirmation(rule, today)
        lasted = row.lapses_on - row.confirmed_on if row.lapses_on else None
        found.append(Shown(row, said, asks, today + lasted if lasted else None))
    return sorted(found, key=lambda one: not one.lapsed)


def _listed(look: Look) -> Facts:
    today = look.clock.now().astimezone().date()
    return {
        "rules": _shown(look, lapsed(today)),
        "proposals": gate_proposals.asked(look),
        "today": today.isoformat(),
    }


def _one(look: Look) -> Facts:
    """The rule that the address names, if it stands."""
    number = look.form.number("rule")
    found = _shown(look, _STANDING.where(RULE.c.id == number)) if number else []
    if not found:
        raise known.unknown("gate rule", look.form.text("rule"))
    return {"rule": found[0], "today": look.clock.now().astimezone().date().isoformat()}


def _confirmed(look: Look) -> Mapping[str, Any]:
    return {
        "rule": look.form.text("rule"),
        **how_we_know.told(look.form, "source", "confirmed_on", "lapses_on"),
    }


def _ended(look: Look) -> Mapping[str, Any]:
    return {"rule": look.form.text("rule"), "reason": look.form.text("reason")}


def _after(_receipt: Receipt, look: Look) -> str:
    code = look.form.text("facility")
    return f"/facilities/{code}#gate" if code else "/gate-rules"


PAGES: tuple[Page | Act, ...] = (
    Page("/gate-rules", "wishes/gate_rules.html", DESK, _listed),
    Act(
        "gate-rule-confirmations",
        "/gate-rule-confirmations/new",
        "wishes/gate_rule_confirm.html",
        _one,
        _confirmed,
        after=_after,
    ),
    Act(
        "gate-rule-endings",
        "/gate-rule-endings/new",
        "wishes/gate_rule_end.html",
        _one,
        _ended,
        after=_after,
    ),
)
