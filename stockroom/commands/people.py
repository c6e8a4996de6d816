"""Records of people: by a steward, and by themselves."""

from __future__ import annotations

from typing import Annotated, Any, cast

import msgspec
import sqlalchemy as sa
from msgspec import Meta
from sqlmodel import col, select

from stockroom import passwords
from stockroom.commands import refs
from stockroom.commands.base import (
    ANY_SIGNED_IN,
    NO_NUL,
    STEWARDS,
    Actor,
    Command,
    Entry,
    IsOwn,
    Ref,
    Trade,
)
from stockroom.commands.records import Code, Language, edit
from stockroom.errors import Refused
from stockroom.tables.people import Person, PortalLink, Role, Token, WebSession

SESSION = cast(sa.Table, WebSession.__table__)  # type: ignore[attr-defined]
TOKEN = cast(sa.Table, Token.__table__)  # type: ignore[attr-defined]
PROVEN = "proven"
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
    """A person's record edited; `lapsed` ends their role without losing what they still send.

    An empty `site` is every site, an empty `facility` none.
    """

    login: Login
    name: Annotated[str, Meta(min_length=1, max_length=60, pattern=NO_NUL)] | None = None
    role: Role | None = None
    facility: Annotated[str, Meta(pattern=r"^([A-Z0-9][A-Z0-9-]{0,11})?$")] | None = None
    site: Annotated[str, Meta(max_length=200, pattern=NO_NUL)] | None = None
    language: Language | None = None
    lapsed: bool | None = None
    password: Password | None = None


class OwnChange(Command, frozen=True, kw_only=True):
    """What anybody may change about themselves; a new password needs the old one."""

    language: Language | None = None
    old_password: Annotated[str, Meta(max_length=200, pattern=NO_NUL)] | None = None
    password: Password | None = None


def person(command: PersonRecord, entry: Entry) -> None:
    """Let somebody sign in."""
    if entry.rows.exec(select(Person).where(Person.login == command.login)).first():
        raise Refused("code_taken", "{code} is taken.", code=command.login)
    row = Person(
        login=command.login,
        name=command.name,
        role=command.role,
        language=command.language,
        password_hash=command.password,
    )
    _bounds(entry, row, command.site, command.facility)
    entry.add(row)
    entry.made["login"] = command.login


def person_change(command: PersonChange, entry: Entry) -> None:
    """Edit what was given; a lapsed role or a new password ends the person's sessions."""
    row = entry.rows.exec(select(Person).where(Person.login == command.login)).first()
    if row is None:
        raise Refused("unknown_person", "{login} is not known here.", login=command.login)
    if row.role == Role.STEWARD and (command.lapsed or command.role not in {None, Role.STEWARD}):
        _leave_a_steward(entry, row)
    _only_by_link(entry, row, command)
    edit(row, command, ("name", "role", "language", "lapsed"))
    _bounds(entry, row, command.site, command.facility)
    if command.password is not None:
        row.password_hash = command.password
    if command.lapsed or command.password is not None:
        end_sessions(entry, row)
    if command.password is not None:
        _take_back_tokens(entry, row)


def own_change(command: OwnChange, entry: Entry) -> None:
    """Edit what was given; whoever signed in with the old password has to sign in anew."""
    row = entry.rows.get(Person, entry.actor.id) if entry.actor.id is not None else None
    if row is None:
        raise Refused("unknown_person", "{login} is not known here.", login=entry.actor.name)
    edit(row, command, ("language",))
    if command.password is not None:
        if command.old_password != PROVEN:
            raise Refused("wrong_password", "Your present password is not right.")
        row.password_hash = command.password
        end_sessions(entry, row)
        _take_back_tokens(entry, row)


def with_hash(command: Any) -> Any:
    """The command with its password hashed; done before the books are locked."""
    if command.password is None:
        return command
    return msgspec.structs.replace(command, password=passwords.hashed(command.password))


def with_verdict(command: OwnChange, actor: Actor, is_own: IsOwn) -> OwnChange:
    """The command with what became of trying the old password, in the place of that password."""
    right = (
        command.password is not None
        and command.old_password is not None
        and actor.id is not None
        and is_own(actor.id, command.old_password)
    )
    return msgspec.structs.replace(command, old_password=PROVEN if right else "")


def _bounds(entry: Entry, row: Person, site: str | None, facility: str | None) -> None:
    """Set where the person belongs; an empty text is every site, and no facility."""
    if site is not None:
        row.site_id = refs.building(entry, site).id if site else None
    if facility is not None:
        row.facility_id = refs.facility(entry, facility).id if facility else None
    if (row.role == Role.FACILITY) != (row.facility_id is not None):
        raise Refused("which_facility", "Only a facility's own people belong to a facility.")


def _only_by_link(entry: Entry, row: Person, command: PersonChange) -> None:
    """Refuse to make more of somebody who comes in by a link than the link stands for."""
    changed = (command.role, command.facility, command.site, command.password, command.lapsed)
    if all(one is None or one is True for one in changed):
        return
    if entry.rows.exec(select(PortalLink.id).where(PortalLink.person_id == row.id)).first():
        raise Refused("by_link", "{name} comes in by a link; end the link instead.", name=row.name)


def _leave_a_steward(entry: Entry, row: Person) -> None:
    others = select(Person.id).where(
        Person.role == Role.STEWARD, Person.id != row.id, sa.not_(col(Person.lapsed))
    )
    if entry.rows.exec(others.limit(1)).first() is None:
        raise Refused(
            "last_steward", "{name} is the last steward; make another one first.", name=row.name
        )


def end_sessions(entry: Entry, row: Person) -> None:
    """Sign a person out wherever they are signed in."""
    entry.rows.flush()
    entry.books.execute(sa.delete(SESSION).where(SESSION.c.person_id == row.id))


def _take_back_tokens(entry: Entry, row: Person) -> None:
    """A lost phone acts for nobody; it keeps what it has not sent until somebody signs in on it.

    A lapsed role keeps its tokens: what its hands did before is still told, and held.
    """
    standing = sa.and_(TOKEN.c.person_id == row.id, TOKEN.c.revoked_at.is_(None))
    entry.books.execute(sa.update(TOKEN).where(standing).values(revoked_at=entry.recorded_at))


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
        "own-changes",
        OwnChange,
        own_change,
        ANY_SIGNED_IN,
        secret_fields=("old_password", "password"),
        prepare=with_hash,
        prove=with_verdict,
        example={"language": "ar"},
    ),
)
