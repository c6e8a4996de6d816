"""The cast of the demo, each scoped role with its twin, and the passwords that they share."""

from __future__ import annotations

from typing import NamedTuple

from stockroom.demo.stage import MACHINE, Stage
from stockroom.tables.people import Role


class Member(NamedTuple):
    """One of the cast; `site` or `facility` bounds what they see."""

    login: str
    name: str
    role: Role
    language: str = "en"
    site: str | None = None
    facility: str | None = None


CAST = (
    Member("sam", "Sam", Role.STEWARD),
    Member("alice", "Alice", Role.COORDINATOR),
    Member("bob", "Bob", Role.VOLUNTEER, site="Harbour hall"),
    Member("ben", "Ben", Role.VOLUNTEER, site="Garden street"),
    Member("dora", "Dora", Role.DRIVER),
    Member("dan", "Dan", Role.DRIVER, "ru"),
    Member("fatima", "Fatima", Role.FACILITY, "fr", facility="BAU"),
    Member("farid", "Farid", Role.FACILITY, "ar", facility="DFWC"),
    Member("sue", "Sue", Role.SUPPORTER),
)
FOUNDERS = ("sam", "alice")


def password_of(login: str) -> str:
    """What one of the cast signs in with: for a demo only."""
    return f"{login} plays in the demo"


def found(stage: Stage) -> None:
    """The machine lets in the two who let in everybody else."""
    for member in CAST:
        if member.login in FOUNDERS:
            _introduce(stage, MACHINE, member)
    stage.greet()


def introduce(stage: Stage) -> None:
    """Sam lets in the rest, once their sites and facilities are known."""
    for member in CAST:
        if member.login not in FOUNDERS:
            _introduce(stage, "sam", member)
    stage.greet()


def _introduce(stage: Stage, who: str, member: Member) -> None:
    bounds = {"site": member.site, "facility": member.facility}
    stage.do(
        who,
        "people",
        login=member.login,
        name=member.name,
        role=member.role.value,
        language=member.language,
        password=password_of(member.login),
        **{name: value for name, value in bounds.items() if value is not None},
    )
