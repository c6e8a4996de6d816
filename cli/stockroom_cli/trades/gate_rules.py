"""What a facility's gate turns away, and which drivers and vans it lets in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import typer

from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import DAY_FORM, Facility, Id, Json, day
from stockroom_cli.speech import _

chapter = Chapter(_("Gates"))
Figure = Annotated[
    list[str] | None,
    typer.Option(
        help=_(
            "any other figure of its kind, as NAME=VALUE: brands=Softly, most=40, per=delivery, "
            "packaging=clear_bag, language=fr, phone=outside, role=nurse, "
            "windows=12345@09:00-11:00"
        )
    ),
]
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
    BRAND = "brand"
    RETAILER = "retailer"
    QUANTITY = "quantity"
    PACKAGING = "packaging"
    MANIFEST = "manifest"
    WINDOW = "window"
    DRIVER = "driver"
    VEHICLE = "vehicle"
    PHONE = "phone"
    OTHER_GOODS = "other_goods"
    RECEIPT = "receipt"


class GateAction(StrEnum):
    """What happens to goods that a gate rule speaks of."""

    BLOCK = "block"
    WARN = "warn"
    REPACK = "repack"


class Least(StrEnum):
    """The least condition that a gate lets in."""

    NEW = "new"
    NEW_SEALED = "new_sealed"


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
        int | None,
        typer.Option(
            min=0, help=_("of shelf_life: days after arrival; of manifest: working days before")
        ),
    ] = None,
    figure: Figure = None,
    action: Annotated[GateAction | None, typer.Option(help=_("what happens to such goods"))] = None,
    confirmed_on: ToldOn = None,
    lapses_on: LapsesOn = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Note what a facility's gate turns away."""
    said = {"least": least, "letters": letters, "days": days}
    figures: dict[str, object] = {name: value for name, value in said.items() if value is not None}
    record(
        "gate-rules",
        id,
        as_json,
        facility=facility,
        kind=kind,
        facts=figures | figures_of(figure or []),
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


@chapter.command("clearance")
def clearance(
    facility: Facility,
    cleared_until: Annotated[
        datetime, typer.Option(formats=DAY_FORM, help=_("the last day on which they are let in"))
    ],
    source: Annotated[str, typer.Option(help=_("how we know, such as: telephone, the day warden"))],
    driver: Annotated[str | None, typer.Option(help=_("the driver's login"))] = None,
    van: Annotated[str | None, typer.Option(help=_("or the van"))] = None,
    identity: Annotated[
        str | None, typer.Option(help=_("the kind of paper that the gate knows a driver by"))
    ] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Note that a gate lets in a driver or a van until a day."""
    record(
        "clearances",
        id,
        as_json,
        facility=facility,
        driver=driver,
        van=van,
        identity=identity,
        cleared_until=day(cleared_until),
        source=source,
    )


@chapter.command("clearance-end")
def clearance_end(
    clearance: Annotated[int, typer.Argument(min=1, help=_("the number of the clearance"))],
    reason: Annotated[str | None, typer.Option(help=_("what they said"))] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Say that a gate lets a driver or a van in no longer."""
    record("clearance-endings", id, as_json, clearance=clearance, reason=reason)


def figures_of(said: list[str]) -> dict[str, object]:
    """Figures as the service takes them; "brands" and "windows" may be said several times."""
    found: dict[str, object] = {}
    several: dict[str, list[object]] = {"brands": [], "windows": []}
    for one in said:
        name, _is, value = one.partition("=")
        if name in several:
            several[name].append(_window(value) if name == "windows" else value)
        elif value in ("true", "false"):
            found[name] = value == "true"
        else:
            found[name] = int(value) if value.isdecimal() else value
    return found | {name: values for name, values in several.items() if values}


def _window(said: str) -> Mapping[str, str]:
    days, _at, hours = said.partition("@")
    start, _to, end = hours.partition("-")
    return {"days": days, "from": start, "until": end}
