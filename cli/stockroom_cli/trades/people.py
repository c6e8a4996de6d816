"""Records of facilities, donors, products, people and settings."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import Annotated

import typer

from stockroom_cli.acting import record
from stockroom_cli.chapter import Chapter
from stockroom_cli.options import Facility, Id, Json, Site
from stockroom_cli.speech import _
from stockroom_cli.trades.signing import ask_password

chapter = Chapter(_("Records"))
Login = Annotated[str, typer.Argument(help=_("the login"))]
Language = Annotated[str | None, typer.Option(help=_("two letters, such as fr"))]
Capacity = Annotated[int | None, typer.Option(min=0, help=_("how many mothers it has room for"))]
MaxAge = Annotated[
    int | None, typer.Option(min=0, max=120, help=_("the oldest child there, in months"))
]


class FacilityKind(StrEnum):
    """Who receives."""

    SHELTER = "shelter"
    PRISON = "prison"


class Climate(StrEnum):
    """What the year is like where a facility stands."""

    TEMPERATE_NORTH = "temperate_north"
    TEMPERATE_SOUTH = "temperate_south"
    HOT = "hot"
    COLD = "cold"


class Secret(StrEnum):
    """What is kept sealed of a facility."""

    ADDRESS = "address"
    CONTACT = "contact"
    EMAIL = "email"
    POINT = "point"
    MEETING_POINT = "meeting_point"
    PIN = "pin"


class Role(StrEnum):
    """What somebody may do."""

    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    DRIVER = "driver"
    FACILITY = "facility"
    STEWARD = "steward"
    SUPPORTER = "supporter"


class DonorKind(StrEnum):
    """Who gives."""

    PERSON = "person"
    DRIVE = "drive"
    COMPANY = "company"
    ANONYMOUS = "anonymous"


class Depth(StrEnum):
    """How closely a product is followed."""

    SINGLE = "single"
    COUNTED = "counted"
    MIXED_BOX = "mixed_box"


class SettingName(StrEnum):
    """What can be set."""

    CHARITY = "charity"
    PUBLIC_HOST = "public_host"
    LANGUAGES = "languages"
    CURRENCY = "currency"


Year = Annotated[Climate | None, typer.Option(help=_("what the year is like there"))]


@chapter.command("facility")
def facility(
    code: Facility,
    kind: Annotated[FacilityKind, typer.Option(help=_("what it is"))],
    name: Annotated[str | None, typer.Option(help=_("a name for our own screens"))] = None,
    language: Language = None,
    capacity: Capacity = None,
    max_age_months: MaxAge = None,
    climate: Year = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Make a facility. Where it is, is told on the web page only, never on a command line."""
    record(
        "facilities",
        id,
        as_json,
        code=code,
        kind=kind,
        name=name,
        language=language,
        capacity=capacity,
        max_age_months=max_age_months,
        climate=climate,
    )


@chapter.command("facility-change")
def facility_change(
    code: Facility,
    name: Annotated[str | None, typer.Option(help=_("a name for our own screens"))] = None,
    language: Language = None,
    capacity: Capacity = None,
    max_age_months: MaxAge = None,
    climate: Year = None,
    active: Annotated[bool | None, typer.Option(help=_("whether it still receives"))] = None,
    forget: Annotated[
        list[Secret] | None,
        typer.Option("--forget", help=_("delete what is kept sealed under this name; repeatable")),
    ] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Change a facility's record, or delete a secret; a new one is told on the web page only."""
    record(
        "facility-changes",
        id,
        as_json,
        facility=code,
        name=name,
        language=language,
        capacity=capacity,
        max_age_months=max_age_months,
        climate=climate,
        active=active,
        forget=[one.value for one in forget or ()],
    )


@chapter.command("donor")
def donor(
    name: Annotated[str, typer.Argument(help=_("who gives"))],
    kind: Annotated[DonorKind | None, typer.Option(help=_("what they are"))] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Note a donor."""
    record("donors", id, as_json, name=name, kind=kind)


@chapter.command("product")
def product(
    code: Annotated[str, typer.Argument(help=_("such as EX-LIGHT"))],
    name: Annotated[str, typer.Option(help=_("in English"))],
    category: Annotated[str, typer.Option(help=_("the family it may stand in for"))],
    unit: Annotated[str | None, typer.Option(help=_("ea, pk, pr, set or tin"))] = None,
    sizing: Annotated[
        str | None, typer.Option(help=_("EUCM, NAP, SHOE, AGE, AD, STG, or nothing"))
    ] = None,
    depth: Annotated[Depth | None, typer.Option(help=_("how closely it is followed"))] = None,
    safety_profile: Annotated[str | None, typer.Option(help=_("its checklist"))] = None,
    has_expiry: Annotated[bool | None, typer.Option(help=_("whether it has a date"))] = None,
    weight_g: Annotated[int | None, typer.Option(min=0, help=_("of one, in grams"))] = None,
    volume_ml: Annotated[int | None, typer.Option(min=0, help=_("of one, in ml"))] = None,
    gate_flags: Annotated[str | None, typer.Option(help=_("letters of MGBASLPCEHK"))] = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Add a product to the catalogue."""
    record(
        "products",
        id,
        as_json,
        code=code,
        name=name,
        category=category,
        unit=unit,
        sizing=sizing,
        depth=depth,
        safety_profile=safety_profile,
        has_expiry=has_expiry,
        weight_g=weight_g,
        volume_ml=volume_ml,
        gate_flags=gate_flags,
    )


@chapter.command("person")
def person(
    login: Login,
    name: Annotated[str, typer.Option(help=_("what they are called"))],
    role: Annotated[Role, typer.Option(help=_("what they may do"))],
    facility: Annotated[str | None, typer.Option(help=_("whose people they are"))] = None,
    site: Site = None,
    language: Language = None,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Let somebody sign in; the password is asked for, or STOCKROOM_NEW_PASSWORD."""
    password = os.environ.get("STOCKROOM_NEW_PASSWORD") or ask_password(_("New password"))
    record(
        "people",
        id,
        as_json,
        login=login,
        name=name,
        role=role,
        facility=facility,
        site=site,
        language=language,
        password=password,
    )


@chapter.command("person-change")
def person_change(
    login: Login,
    name: Annotated[str | None, typer.Option(help=_("what they are called"))] = None,
    role: Annotated[Role | None, typer.Option(help=_("what they may do"))] = None,
    language: Language = None,
    lapsed: Annotated[bool | None, typer.Option(help=_("whether their role has ended"))] = None,
    new_password: Annotated[
        bool, typer.Option("--new-password", help=_("ask for a new password"))
    ] = False,
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Change a person's record, end their role, or give a new password."""
    password = None
    if new_password:
        password = os.environ.get("STOCKROOM_NEW_PASSWORD") or ask_password(_("New password"))
    record(
        "person-changes",
        id,
        as_json,
        login=login,
        name=name,
        role=role,
        language=language,
        lapsed=lapsed,
        password=password,
    )


@chapter.command("setting")
def setting(
    name: Annotated[SettingName, typer.Argument(help=_("which"))],
    value: Annotated[str, typer.Argument(help=_("its value"))],
    id: Id = None,
    as_json: Json = False,
) -> None:
    """Set a fact about this stockroom, such as the public name that labels carry."""
    record("setting-changes", id, as_json, name=name, value=value)
