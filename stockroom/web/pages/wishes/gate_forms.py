"""The form of a gate rule: what it is about in plain words, and then only that kind's fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import sqlalchemy as sa

from stockroom.commands import barred
from stockroom.commands.barred import RULE
from stockroom.desk import Receipt
from stockroom.rules import gate
from stockroom.speech import mark as _
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page, Step
from stockroom.web.pages.admin.product_words import FLAGS
from stockroom.web.pages.papers import NAMES_OF_PAPERS
from stockroom.web.pages.wishes import gate_figures, how_we_know, known
from stockroom.web.pages.wishes.known import FACILITY, PRODUCT

HALF_A_YEAR = timedelta(days=182)
KINDS: Mapping[str, str] = {
    "flags": "hand-stop",
    "condition": "package",
    "shelf_life": "calendar",
    "brand": "tag",
    "retailer": "basket",
    "quantity": "scale",
    "packaging": "shopping-bag",
    "manifest": "clipboard-list",
    "window": "clock",
    "driver": "steering-wheel",
    "vehicle": "truck",
    "other_goods": "stack-2",
    "phone": "device-mobile",
    "receipt": "user",
}
"""Every kind with its icon, in the order in which a gate is asked."""
GROUPS = (
    (_("What is brought"), ("flags", "condition", "shelf_life", "brand", "retailer")),
    (_("How much, and how it is packed"), ("quantity", "packaging")),
    (_("Before the van comes"), ("manifest", "window", "driver", "vehicle", "other_goods")),
    (_("At the gate itself"), ("phone", "receipt")),
)
_STANDING = (
    sa.select(*barred.OF_RULE, FACILITY.c.code.label("facility"))
    .select_from(RULE.join(FACILITY, FACILITY.c.id == RULE.c.facility_id))
    .where(RULE.c.ended_in.is_(None))
)
_CATEGORIES = (
    sa.select(PRODUCT.c.category)
    .where(PRODUCT.c.active, PRODUCT.c.category != "unsorted")
    .distinct()
    .order_by(PRODUCT.c.category)
)


def _new(look: Look) -> Facts:
    code = look.form.text("facility")
    if not code:
        raise GoTo("/facilities")
    return {"facility": known.facility_by_code(look, code), **_fields(look)}


def _fields(look: Look) -> Facts:
    """What the fields of the chosen kind offer."""
    kind = look.form.text("kind")
    kind = kind if kind in KINDS else ""
    today = look.clock.now().astimezone().date()
    return {
        "kind": kind,
        "kinds": KINDS,
        "groups": GROUPS,
        "actions": _actions(look, kind) if kind else (),
        "flags": _flags(look),
        "windows": gate_figures.windows_of(look),
        "weekdays": [(day, look.reader.word("weekday", day)) for day in "1234567"],
        "papers": list(NAMES_OF_PAPERS.items()),
        "categories": _categories(look) if kind == "quantity" else (),
        "families": known.products(look) if kind == "quantity" else (),
        "today": today.isoformat(),
        "half_a_year": (today + HALF_A_YEAR).isoformat(),
    }


def _actions(look: Look, kind: str) -> list[tuple[str, str, str, str]]:
    """What may be made of the rule; packing anew helps only where it is about goods."""
    offered = [("block", "hand-stop"), ("warn", "info-circle")]
    if gate.can_repack(kind):
        offered.append(("repack", "package"))
    word = look.reader.word
    return [
        (one, word("gate_action", one), icon, word("gate_action_hint", one))
        for one, icon in offered
    ]


def _flags(look: Look) -> list[tuple[str, str, bool]]:
    chosen = look.form.all("flag")
    return [(flag, look.reader.say(word), flag in chosen) for flag, word in FLAGS.items()]


def _categories(look: Look) -> Sequence[tuple[str, str]]:
    found = look.books.execute(_CATEGORIES).scalars()
    named = [(one, look.reader.word("category", one)) for one in found]
    return sorted(named, key=lambda one: one[1])


def _content(look: Look) -> dict[str, Any]:
    form = look.form
    return {
        "facility": form.text("facility"),
        "kind": form.text("kind"),
        "facts": gate_figures.of_form(form),
        "action": form.text("action", "block"),
        **how_we_know.told(form, "source", "confirmed_on", "lapses_on"),
    }


def _changing(look: Look) -> Facts:
    """The rule that the address names, and the form filled in with what it says."""
    row = _rule(look)
    rule = barred.as_rule(row)
    if not look.form.text("kind"):
        raise GoTo(_filled(look, row))
    said = [look.reader.say(one.sentence, **one.facts) for one in gate.sentences(rule)]
    facility = known.facility_by_code(look, row.facility)
    return {"facility": facility, "rule": row, "sentences": said, **_fields(look)}


def _filled(look: Look, row: Any) -> str:
    fields = [
        ("rule", str(row.id)),
        ("facility", row.facility),
        *gate_figures.in_form(row.kind.value, row.facts),
        ("action", row.action.value),
        ("source", row.source),
    ]
    going = look.form.text("next")
    return f"/gate-rule-changes/new?{urlencode(fields + ([('next', going)] if going else []))}"


def _rule(look: Look) -> Any:
    number = look.form.number("rule")
    row = look.books.execute(_STANDING.where(RULE.c.id == number)).first() if number else None
    if row is None:
        raise known.unknown("gate rule", look.form.text("rule"))
    return row


def _made_anew(look: Look) -> Sequence[Step]:
    """The rule as it is now, which must stand before the one that it was is ended."""
    return [Step("gate-rules", _content(look))]


def _ended(look: Look) -> dict[str, Any]:
    return {"rule": look.form.text("rule")}


def _after(_receipt: Receipt, look: Look) -> str:
    code = look.form.text("facility")
    return f"/facilities/{code}#gate" if code else "/gate-rules"


PAGES: tuple[Page | Act, ...] = (
    Act("gate-rules", "/gate-rules/new", "wishes/gate_rule_new.html", _new, _content, after=_after),
    Act(
        "gate-rule-endings",
        "/gate-rule-changes/new",
        "wishes/gate_rule_change.html",
        _changing,
        _ended,
        before=_made_anew,
        after=_after,
    ),
)
