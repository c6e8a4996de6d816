"""Gate rules on pages: what a gate turns away, whether it is still true, and a new rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.commands import barred
from stockroom.commands.barred import RULE
from stockroom.commands.base import DESK
from stockroom.desk import Receipt
from stockroom.errors import Refused
from stockroom.rules import gate
from stockroom.rules.privacy import worries
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page
from stockroom.web.pages.admin.product_words import FLAGS
from stockroom.web.pages.wishes import known
from stockroom.web.pages.wishes.known import FACILITY

MOST_RULES = 100
HALF_A_YEAR = timedelta(days=182)
KINDS = list(gate.KINDS)
ACTIONS = ("block", "warn", "repack")
_STANDING = (
    sa.select(*RULE.c, FACILITY.c.code.label("facility"))
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
    today = look.clock.now().date()
    found = []
    for row in look.books.execute(query):
        rule = barred.as_rule(row)
        said = [look.reader.say(one.sentence, **one.facts) for one in gate.sentences(rule)]
        asks = gate.asks_confirmation(rule, today)
        lasted = row.lapses_on - row.confirmed_on if row.lapses_on else None
        found.append(Shown(row, said, asks, today + lasted if lasted else None))
    return sorted(found, key=lambda one: not one.lapsed)


def _listed(look: Look) -> Facts:
    today = look.clock.now().date()
    return {"rules": _shown(look, lapsed(today)), "today": today.isoformat()}


def _new(look: Look) -> Facts:
    code, kind = look.form.text("facility"), look.form.text("kind")
    if not code:
        raise GoTo("/facilities")
    today = look.clock.now().date()
    return {
        "facility": known.facility_by_code(look, code),
        "kind": kind if kind in KINDS else "",
        "kinds": KINDS,
        "actions": [(one, look.reader.word("gate_action", one)) for one in ACTIONS],
        "flags": _flags(look),
        "today": today.isoformat(),
        "half_a_year": (today + HALF_A_YEAR).isoformat(),
    }


def _flags(look: Look) -> list[tuple[str, str, bool]]:
    chosen = look.form.all("flag")
    return [(flag, look.reader.say(word), flag in chosen) for flag, word in FLAGS.items()]


def _content(look: Look) -> Mapping[str, Any]:
    form = look.form
    return {
        "facility": form.text("facility"),
        "kind": form.text("kind"),
        "facts": _figures(look),
        "action": form.text("action", "block"),
        **_told(look),
    }


def _figures(look: Look) -> dict[str, Any]:
    """The figures of the kind that was chosen."""
    kind = look.form.text("kind")
    if kind == "flags":
        letters = "".join(flag for flag in FLAGS if flag in look.form.all("flag"))
        if not letters:
            raise Refused("no_flag", "Tick at least one thing that the gate turns away.")
        return {"letters": letters}
    if kind == "shelf_life":
        return {"days": look.form.number("days") or 0}
    return {"least": look.form.text("least")}


def _told(look: Look) -> dict[str, Any]:
    """How we know it and until when; raises `Refused` where the way looks like a person."""
    source = look.form.text("source")
    found = worries(source)
    if found and not look.form.ticked("sure"):
        raise Refused(
            "looks_personal",
            "{found} looks personal. Write the role only, never a name or a number; "
            "if it is a role, tick that it is and send again.",
            found=found[0].found,
        )
    days = {name: look.form.text(name) for name in ("confirmed_on", "lapses_on")}
    filled = {name: day for name, day in days.items() if day}
    return filled | ({"source": source} if source else {})


def _one(look: Look) -> Facts:
    """The rule that the address names, if it stands."""
    number = look.form.number("rule")
    found = _shown(look, _STANDING.where(RULE.c.id == number)) if number else []
    if not found:
        raise known.unknown("gate rule", look.form.text("rule"))
    return {"rule": found[0], "today": look.clock.now().date().isoformat()}


def _confirmed(look: Look) -> Mapping[str, Any]:
    return {"rule": look.form.text("rule"), **_told(look)}


def _ended(look: Look) -> Mapping[str, Any]:
    return {"rule": look.form.text("rule"), "reason": look.form.text("reason")}


def _after(_receipt: Receipt, look: Look) -> str:
    code = look.form.text("facility")
    return f"/facilities/{code}#gate" if code else "/gate-rules"


PAGES: tuple[Page | Act, ...] = (
    Page("/gate-rules", "wishes/gate_rules.html", DESK, _listed),
    Act("gate-rules", "/gate-rules/new", "wishes/gate_rule_new.html", _new, _content, after=_after),
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
