"""What is known of a facility: how many live there, and what its gate turns away."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import typer

from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import DAY_FORM, Facility, Id, Json, day
from stockroom_cli.speech import _

chapter = Chapter(_("Facilities"))
RuleNumber = Annotated[int, typer.Argument(min=1, help=_("the number of the gate rule"))]
ToldOn = Annotated[
    datetime | None, typer.Option(formats=DAY_FORM, help=_("the day they said so; today without"))
]
LapsesOn = Annotated[
    datetime | None, typer.Option(formats=DAY_FORM, help=_("the day from which to ask again"))
]


class GateRuleKind(StrEnum):
    """What a gate rule is about."""

    CONDITION = "condition"
    FLAGS = "flags"
    SHELF_LIFE = "shelf_life"


class GateAction(StrEnum):
    """What happens to goods that a gate rule speaks of."""

    BLOCK = "block"
    WARN = "warn"
    REPACK = "repack"


class Least(StrEnum):
    """The least condition that a gate lets in."""

    NEW = "new"
    NEW_SEALED = "new_sealed"


@chapter.command("headcount")
def headcount(
    facility: Facility,
    declared_on: Annotated[
        datetime | None, typer.Option(formats=DAY_FORM, help=_("the day it was so; today without"))
    ] = None,
    mothers: Annotated[int, typer.Option(min=0, help=_("mothers"))] = 0,
    expectant: Annotated[int, typer.Option(min=0, help=_("expectant mothers"))] = 0,
    months_0_5: Annotated[int, typer.Option(min=0, help=_("children under 6 months"))] = 0,
    months_6_11: Annotated[int, typer.Option(min=0, help=_("children of 6 to 11 months"))] = 0,
    months_12_23: Annotated[int, typer.Option(min=0, help=_("children of 1 year"))] = 0,
    months_24_35: Annotated[int, typer.Option(min=0, help=_("children of 2 years"))] = 0,
    older: Annotated[int, typer.Option(min=0, help=_("older children"))] = 0,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Note how many live at a facility. Numbers only, never a name."""
    record(
        "headcounts",
        id,
        as_json,
        facility=facility,
        declared_on=day(declared_on) or date.today().isoformat(),
        mothers=mothers,
        expectant=expectant,
        months_0_5=months_0_5,
        months_6_11=months_6_11,
        months_12_23=months_12_23,
        months_24_35=months_24_35,
        older=older,
    )


@chapter.command("gate-rule")
def gate_rule(
    facility: Facility,
    kind: Annotated[GateRuleKind, typer.Option(help=_("what it is about"))],
    source: Annotated[str, typer.Option(help=_("how we know, such as: telephone, the day warden"))],
    least: Annotated[
        Least | None, typer.Option(help=_("of a condition: the least that is let in"))
    ] = None,
    letters: Annotated[
        str | None, typer.Option(help=_("of flags: letters of MGBASLPCEHK that are turned away"))
    ] = None,
    days: Annotated[
        int | None, typer.Option(min=1, help=_("of shelf_life: days to last after arrival"))
    ] = None,
    action: Annotated[GateAction | None, typer.Option(help=_("what happens to such goods"))] = None,
    confirmed_on: ToldOn = None,
    lapses_on: LapsesOn = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Note what a facility's gate turns away."""
    figures = {"least": least, "letters": letters, "days": days}
    record(
        "gate-rules",
        id,
        as_json,
        facility=facility,
        kind=kind,
        facts={name: value for name, value in figures.items() if value is not None},
        action=action,
        source=source,
        confirmed_on=day(confirmed_on) or date.today().isoformat(),
        lapses_on=day(lapses_on),
    )


@chapter.command("gate-rule-confirm")
def gate_rule_confirm(
    rule: RuleNumber,
    confirmed_on: ToldOn = None,
    lapses_on: LapsesOn = None,
    source: Annotated[str | None, typer.Option(help=_("how we know it now"))] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Say that a gate rule is still true."""
    record(
        "gate-rule-confirmations",
        id,
        as_json,
        rule=rule,
        confirmed_on=day(confirmed_on) or date.today().isoformat(),
        lapses_on=day(lapses_on),
        source=source,
    )


@chapter.command("gate-rule-end")
def gate_rule_end(
    rule: RuleNumber,
    reason: Annotated[str | None, typer.Option(help=_("what they said"))] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """End a gate rule that holds no longer."""
    record("gate-rule-endings", id, as_json, rule=rule, reason=reason)
