"""Gate rules: what a facility's gate turns away, recorded, confirmed and ended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

import msgspec
import sqlalchemy as sa
from msgspec import Meta

from stockroom.commands import refs
from stockroom.commands.base import DESK, NO_NUL, Command, Entry, RowId, Text, Trade, known
from stockroom.commands.runs import TimeOfDay
from stockroom.errors import Refused
from stockroom.rules import gate
from stockroom.rules.gate import brand, quantity, windows
from stockroom.rules.gate.shelf_life import MOST_DAYS
from stockroom.tables.gates import GateAction, GateRule, GateRuleKind

HowWeKnow = Annotated[str, Meta(min_length=1, max_length=80, pattern=NO_NUL)]
Brand = Annotated[str, Meta(min_length=1, max_length=brand.MOST_LETTERS, pattern=NO_NUL)]
CatalogueCode = Annotated[str, Meta(min_length=1, max_length=quantity.MOST_LETTERS, pattern=NO_NUL)]
# A gate's day may have begun before ours.
AHEAD = timedelta(days=1)


class WindowFigures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Hours of the week; `days` from 1, a Monday, to 7."""

    days: Annotated[str, Meta(pattern=r"^[1-7]{1,7}$")]
    start: TimeOfDay = msgspec.field(name="from")
    until: TimeOfDay


class GateFigures(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The figures of one kind, as `GateRuleKind` has them; those of other kinds are left out."""

    least: Literal["new", "new_sealed"] | None = None
    letters: Annotated[str, Meta(pattern=r"^[MGBASLPCEHK]{1,11}$")] | None = None
    days: Annotated[int, Meta(ge=0, le=MOST_DAYS)] | None = None
    brands: Annotated[list[Brand], Meta(min_length=1, max_length=brand.MOST_BRANDS)] | None = None
    most: Annotated[int, Meta(ge=1, le=quantity.MOST_PIECES)] | None = None
    per: Literal["delivery", "30_days"] | None = None
    product: CatalogueCode | None = None
    category: CatalogueCode | None = None
    packaging: Literal["clear_bag", "shop"] | None = None
    language: Literal["en", "ar", "fr", "ru"] | None = None
    windows: (
        Annotated[list[WindowFigures], Meta(min_length=1, max_length=windows.MOST_WINDOWS)] | None
    ) = None
    phone: Literal["outside", "in_vehicle"] | None = None
    camera: bool | None = None
    role: Annotated[str, Meta(min_length=1, max_length=40, pattern=NO_NUL)] | None = None


class GateRuleRecord(Command, frozen=True, kw_only=True):
    """What a gate turns away, who said so and until when; `source` is a way and a role, nobody."""

    facility: Annotated[str, Meta(min_length=1, max_length=12, pattern=NO_NUL)]
    kind: GateRuleKind
    facts: GateFigures
    action: GateAction = GateAction.BLOCK
    source: HowWeKnow
    confirmed_on: date
    lapses_on: date | None = None


class GateRuleConfirmation(Command, frozen=True, kw_only=True):
    """A rule is still true; a `source` left out stays as it was."""

    rule: RowId
    confirmed_on: date
    lapses_on: date | None = None
    source: HowWeKnow | None = None


class GateRuleEnding(Command, frozen=True, kw_only=True):
    """A rule holds no longer; it is kept, and stops nothing any more."""

    rule: RowId
    reason: Text = ""


def gate_rule(command: GateRuleRecord, entry: Entry) -> None:
    """Keep the rule as its kind reads it."""
    facility = refs.facility(entry, command.facility)
    said = msgspec.to_builtins(command.facts)
    facts = gate.read(command.kind, {name: one for name, one in said.items() if one is not None})
    _of_the_catalogue(entry, facts)
    if command.action == GateAction.REPACK and not gate.can_repack(command.kind):
        raise Refused("cannot_repack", "Packing anew helps against no rule of that kind.")
    _in_order(entry, command)
    row = entry.add(
        GateRule(
            facility_id=known(facility.id),
            kind=command.kind,
            facts=facts,
            action=command.action,
            source=command.source.strip(),
            confirmed_on=command.confirmed_on,
            lapses_on=command.lapses_on,
            made_in=entry.sequence,
        )
    )
    entry.made["gate_rule"] = row.id


def confirmation(command: GateRuleConfirmation, entry: Entry) -> None:
    """Move its days on."""
    row = _standing(entry, command.rule)
    _in_order(entry, command)
    row.confirmed_on, row.lapses_on = command.confirmed_on, command.lapses_on
    row.source = command.source.strip() if command.source else row.source


def ending(command: GateRuleEnding, entry: Entry) -> None:
    """End it."""
    _standing(entry, command.rule).ended_in = entry.sequence


def _standing(entry: Entry, rule: int) -> GateRule:
    row = refs.by_id(entry, GateRule, rule, "gate rule")
    if row.ended_in is not None:
        raise Refused("rule_ended", "That gate rule was ended already.")
    return row


def _of_the_catalogue(entry: Entry, facts: dict[str, object]) -> None:
    """Refuse a product or a category that the catalogue does not have."""
    if "product" in facts:
        facts["product"] = refs.product(entry, str(facts["product"])).code
    category = facts.get("category")
    if category is not None and not _is_category(entry, str(category)):
        raise refs.unknown_code(str(category))


def _is_category(entry: Entry, category: str) -> bool:
    query = sa.select(refs.PRODUCT.c.id).where(refs.PRODUCT.c.category == category).limit(1)
    return entry.books.execute(query).first() is not None


def _in_order(entry: Entry, command: GateRuleRecord | GateRuleConfirmation) -> None:
    if command.confirmed_on > entry.recorded_at.date() + AHEAD:
        raise Refused("not_yet", "{day} has not come yet.", day=command.confirmed_on)
    if command.lapses_on is not None and command.lapses_on <= command.confirmed_on:
        raise Refused("lapses_before", "A rule lapses after the day on which it was confirmed.")


TRADES = (
    Trade(
        "gate-rules",
        GateRuleRecord,
        gate_rule,
        DESK,
        example={
            "facility": "M-1",
            "kind": "flags",
            "facts": {"letters": "GB"},
            "source": "telephone, the day warden",
            "confirmed_on": "2026-11-03",
            "lapses_on": "2027-05-03",
        },
    ),
    Trade(
        "gate-rule-confirmations",
        GateRuleConfirmation,
        confirmation,
        DESK,
        example={"rule": 3, "confirmed_on": "2026-11-21", "lapses_on": "2027-05-21"},
    ),
    Trade(
        "gate-rule-endings",
        GateRuleEnding,
        ending,
        DESK,
        example={"rule": 3, "reason": "glass is let in since the new gatehouse"},
    ),
)
