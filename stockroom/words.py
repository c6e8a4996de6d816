"""Words that rows and plans share, apart from the tables, which whoever solves a plan can spare."""

from __future__ import annotations

from enum import StrEnum


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


class Condition(StrEnum):
    """How worn a thing is; gates that take only sealed goods ask for `NEW_SEALED`."""

    NEW_SEALED = "new_sealed"
    NEW = "new"
    GOOD = "good"
    WORN = "worn"


class Urgency(StrEnum):
    """How soon a line is needed; the order of the members is the order of urgency."""

    TONIGHT = "tonight"
    TWO_WEEKS = "two_weeks"
    ROUTINE = "routine"
    NICE = "nice_to_have"
