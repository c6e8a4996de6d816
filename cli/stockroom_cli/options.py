"""The options that many commands share, each said once."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import typer

from stockroom_cli.speech import _


class Condition(StrEnum):
    """How worn a thing is."""

    NEW_SEALED = "new_sealed"
    NEW = "new"
    GOOD = "good"
    WORN = "worn"


class Fits(StrEnum):
    """Whom clothes are for."""

    GIRL = "girl"
    BOY = "boy"
    ANY = "any"


class Season(StrEnum):
    """When clothes are worn."""

    SUMMER = "summer"
    WINTER = "winter"
    ANY = "any"


class How(StrEnum):
    """How a number came about."""

    COUNTED = "counted"
    WEIGHED = "weighed"
    GUESSED = "guessed"


class Urgency(StrEnum):
    """How soon a wish is needed."""

    TONIGHT = "tonight"
    TWO_WEEKS = "two_weeks"
    ROUTINE = "routine"
    NICE = "nice_to_have"


class Why(StrEnum):
    """Why a wish changed; never anything about a person."""

    TONIGHT = "tonight"
    NO_LONGER_NEEDED = "no_longer_needed"
    MORE_NEEDED = "more_needed"
    MISTAKE = "mistake"


class WhyClosed(StrEnum):
    """Why the rest of a wish list is let go; never anything about a person."""

    NOT_TO_BE_HAD = "not_to_be_had"
    TOO_LATE = "too_late"
    FOUND_ELSEWHERE = "found_elsewhere"
    AGREED = "agreed"


class CameBy(StrEnum):
    """How a wish list reached us."""

    DESK = "desk"
    PORTAL = "portal"
    TELEPHONE = "telephone"
    MESSAGE = "message"
    FILE = "file"


class Outcome(StrEnum):
    """What an inspection decides."""

    ACCEPT = "accept"
    QUARANTINE = "quarantine"
    REDIRECT = "redirect"
    RECYCLE = "recycle"
    DESTROY = "destroy"


class WhyNot(StrEnum):
    """Why something was turned away at our door."""

    UNSAFE = "unsafe"
    RECALLED = "recalled"
    TOO_WORN = "too_worn"
    DIRTY = "dirty"
    INCOMPLETE = "incomplete"
    EXPIRED = "expired"
    OPENED = "opened"
    NOT_NEEDED = "not_needed"
    NO_ROOM = "no_room"
    OTHER = "other"


class Loss(StrEnum):
    """Why goods are written off."""

    DAMAGED = "damaged"
    EXPIRED = "expired"
    RECALLED = "recalled"
    LOST = "lost"
    STOLEN = "stolen"
    GIVEN_ELSEWHERE = "given_elsewhere"


class Reason(StrEnum):
    """Why a gate would not take something."""

    NOT_ON_MANIFEST = "not_on_manifest"
    NOT_SEALED = "not_sealed"
    BANNED_MATERIAL = "banned_material"
    OVER_QUANTITY = "over_quantity"
    WRONG_SIZE = "wrong_size"
    EXPIRY_TOO_SHORT = "expiry_too_short"
    DAMAGED = "damaged"
    DRIVER_NOT_CLEARED = "driver_not_cleared"
    OUTSIDE_WINDOW = "outside_window"
    LOCKED_DOWN = "locked_down"
    NO_LONGER_NEEDED = "no_longer_needed"
    RULE_CHANGED = "rule_changed"
    PAPERWORK_MISSING = "paperwork_missing"
    OTHER = "other"


class Settlement(StrEnum):
    """How a discrepancy ends."""

    ACCEPT = "accept"
    LOST = "lost"
    FOUND = "found"
    APPLY = "apply"
    DROP = "drop"


def day(moment: datetime | None) -> str | None:
    """A day as the service reads it."""
    return moment.date().isoformat() if moment is not None else None


DAY_FORM = ["%Y-%m-%d"]
Json = Annotated[bool, typer.Option("--json", help=_("print the service's JSON and nothing else"))]
Id = Annotated[
    UUID | None,
    typer.Option("--id", help=_("the id of this act, to repeat one whose answer was lost")),
]
Limit = Annotated[int, typer.Option(min=1, max=10_000, help=_("the most rows to show"))]
Lot = Annotated[str, typer.Argument(help=_('a lot, by its label code, or "lot 328"'))]
Thing = Annotated[str, typer.Argument(help=_("a lot or a box, by its code or short number"))]
Place = Annotated[str, typer.Argument(help=_("a place, by its code, short number or name"))]
Box = Annotated[str, typer.Argument(help=_('a box, such as "box 214"'))]
Facility = Annotated[str, typer.Argument(help=_("a facility, by its code"))]
RunId = Annotated[int, typer.Argument(help=_("a run, by its number"), min=1)]
At = Annotated[str | None, typer.Option("--at", help=_("where it lies, if in several places"))]
From = Annotated[
    str | None, typer.Option("--from", help=_("where it was taken, if it lies in several places"))
]
Quantity = Annotated[int | None, typer.Option(min=1, help=_("whole pieces; all of them without"))]
Pieces = Annotated[int, typer.Option(min=1, help=_("whole pieces"))]
Line = Annotated[int, typer.Option(min=1, help=_("a wish line, by its number"))]
LineOrNone = Annotated[int | None, typer.Option(min=1, help=_("a wish line, by its number"))]
RunOrNone = Annotated[
    int | None, typer.Option("--run", min=1, help=_("the run; without it, at our own door"))
]
Code = Annotated[str | None, typer.Option(help=_("a blank label code to put on it"))]
Site = Annotated[str | None, typer.Option(help=_("which of our sites"))]
Note = Annotated[str | None, typer.Option(help=_("a short note; never about a person"))]
Size = Annotated[str | None, typer.Option(help=_("the size as it is printed"))]
FitsOrNone = Annotated[Fits | None, typer.Option(help=_("whom it is for"))]
SeasonOrNone = Annotated[Season | None, typer.Option(help=_("when it is worn"))]
CameByOrNone = Annotated[CameBy | None, typer.Option(help=_("how the wish list reached us"))]
ConditionOrNone = Annotated[Condition | None, typer.Option(help=_("how worn it is"))]
UseBy = Annotated[
    datetime | None, typer.Option(formats=DAY_FORM, help=_("the use-by date, as 2027-03-31"))
]
