"""Records of people, and the few settings of a stockroom."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlmodel import select

from stockroom import passwords
from stockroom.commands import refs
from stockroom.commands.base import (
    NO_NUL,
    STEWARDS,
    Command,
    Entry,
    Ref,
    Trade,
)
from stockroom.commands.records import Code, Language, edit
from stockroom.errors import Refused
from stockroom.rules import hosts
from stockroom.tables.people import Person, Role
from stockroom.tables.stock import Setting

Login = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9._-]{1,59}$")]


Password = Annotated[str, Meta(min_length=10, max_length=200, pattern=NO_NUL)]


class PersonRecord(Command, frozen=True, kw_only=True):
    """Somebody who signs in; `facility` or `site` bounds what they see."""

    login: Login
    name: Annotated[str, Meta(min_length=1, max_length=60, pattern=NO_NUL)]
    role: Role
    facility: Code | None = None
    site: Ref | None = None
    language: Language = "en"
    password: Password


class PersonChange(Command, frozen=True, kw_only=True):
    """A person's record edited; `lapsed` ends their role without losing what they still send."""

    login: Login
    name: Annotated[str, Meta(min_length=1, max_length=60, pattern=NO_NUL)] | None = None
    role: Role | None = None
    language: Language | None = None
    lapsed: bool | None = None
    password: Password | None = None


class SettingChange(Command, frozen=True, kw_only=True):
    """One fact about this stockroom, such as the public name that its labels carry."""

    name: Annotated[str, Meta(pattern=r"^(charity|public_host|languages|currency)$")]
    value: Annotated[str, Meta(max_length=400, pattern=NO_NUL)]


def person(command: PersonRecord, entry: Entry) -> None:
    """Let somebody sign in."""
    if entry.rows.exec(select(Person).where(Person.login == command.login)).first():
        raise Refused("code_taken", "{code} is taken.", code=command.login)
    if (command.role == Role.FACILITY) != (command.facility is not None):
        raise Refused("which_facility", "Only a facility's own people belong to a facility.")
    entry.add(
        Person(
            login=command.login,
            name=command.name,
            role=command.role,
            facility_id=refs.facility(entry, command.facility).id if command.facility else None,
            site_id=refs.place(entry, command.site).id if command.site else None,
            language=command.language,
            password_hash=command.password,
        )
    )
    entry.made["login"] = command.login


def person_change(command: PersonChange, entry: Entry) -> None:
    """Edit what was given."""
    row = entry.rows.exec(select(Person).where(Person.login == command.login)).first()
    if row is None:
        raise Refused("unknown_person", "{login} is not known here.", login=command.login)
    if command.role is not None and (command.role == Role.FACILITY) != (
        row.facility_id is not None
    ):
        raise Refused("which_facility", "Only a facility's own people belong to a facility.")
    edit(row, command, ("name", "role", "language", "lapsed"))
    if command.password is not None:
        row.password_hash = command.password


def setting_change(command: SettingChange, entry: Entry) -> None:
    """Set it; a public name that labels have carried stays readable."""
    row = entry.rows.get(Setting, command.name)
    if command.name == "public_host":
        hosts.check(command.value.strip())
        _remember_host(entry, row.value if row else "")
    row = row or Setting(name=command.name, value="")
    row.value = command.value.strip()
    entry.add(row)


def with_hash(command: Any) -> Any:
    """The command with its password hashed; done before the books are locked."""
    if command.password is None:
        return command
    return msgspec.structs.replace(command, password=passwords.hashed(command.password))


def _remember_host(entry: Entry, host: str) -> None:
    row = entry.rows.get(Setting, "former_hosts") or Setting(name="former_hosts", value="")
    row.value = " ".join(sorted({*row.value.split(), host} - {""}))
    entry.add(row)


TRADES = (
    Trade(
        "people",
        PersonRecord,
        person,
        STEWARDS,
        secret_fields=("password",),
        prepare=with_hash,
        example={
            "login": "bob",
            "name": "Bob",
            "role": "volunteer",
            "password": "a long sentence to remember",
        },
    ),
    Trade(
        "person-changes",
        PersonChange,
        person_change,
        STEWARDS,
        secret_fields=("password",),
        prepare=with_hash,
        example={"login": "bob", "lapsed": True},
    ),
    Trade(
        "setting-changes",
        SettingChange,
        setting_change,
        STEWARDS,
        example={"name": "public_host", "value": "labels.example.org"},
    ),
)
