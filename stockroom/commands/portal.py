"""Portal links: a facility's staff come in without a password, for so many days."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, cast

import sqlalchemy as sa
from msgspec import Meta
from sqlmodel import select

from stockroom.commands import refs
from stockroom.commands.base import DESK, NO_NUL, Command, Entry, RowId, Trade, known
from stockroom.commands.people import end_sessions
from stockroom.errors import Refused
from stockroom.rules.check_letter import ALPHABET
from stockroom.tables.people import Person, PortalLink, Role
from stockroom.tables.wishes import Facility

LINK = cast(sa.Table, PortalLink.__table__)  # type: ignore[attr-defined]
PERSON = cast(sa.Table, Person.__table__)  # type: ignore[attr-defined]
MOST_DAYS, USUAL_DAYS = 365, 90
MOST_STANDING = 20
LETTERS_OF_LOGIN = 4


class PortalLinkRecord(Command, frozen=True, kw_only=True):
    """A link by which a facility's staff come in without a password, for so many days.

    `for_whom` names a desk or a phone, never a person. The secret is drawn apart from this, and
    shown once; see `POST /api/portal-links/{link}/secret`.
    """

    facility: Annotated[str, Meta(min_length=1, max_length=12, pattern=NO_NUL)]
    for_whom: Annotated[str, Meta(min_length=1, max_length=40, pattern=NO_NUL)]
    days: Annotated[int, Meta(ge=1, le=MOST_DAYS)] = USUAL_DAYS


class PortalLinkEnding(Command, frozen=True, kw_only=True):
    """A link taken back: it opens nothing any more, and whoever came in by it is signed out."""

    link: RowId


def portal_link(command: PortalLinkRecord, entry: Entry) -> None:
    """Make a person of the facility without a password, and a link that stands for that person."""
    facility = refs.facility(entry, command.facility)
    _has_room(entry, facility)
    person = entry.add(
        Person(
            login=_login(entry, facility.code),
            name=command.for_whom.strip(),
            role=Role.FACILITY,
            facility_id=facility.id,
            language=facility.language,
        )
    )
    link = entry.add(
        PortalLink(
            person_id=known(person.id),
            # No SHA-256, so that nothing opens it until its secret is drawn (see portal.py).
            secret_hash=entry.id,
            made_at=entry.recorded_at,
            expires_at=entry.recorded_at + timedelta(days=command.days),
        )
    )
    entry.made |= {"link": link.id, "login": person.login}


def portal_link_ending(command: PortalLinkEnding, entry: Entry) -> None:
    """End the link, its sessions, and the person that it stood for."""
    link = refs.by_id(entry, PortalLink, command.link, "link")
    if link.revoked_at is not None:
        raise Refused("ended_before", "That link has ended already.")
    person = refs.by_id(entry, Person, link.person_id, "person")
    link.revoked_at = entry.recorded_at
    person.lapsed = True
    end_sessions(entry, person)


def _has_room(entry: Entry, facility: Facility) -> None:
    """Refuse a link for a facility that we no longer serve, or that has too many."""
    if not facility.active:
        raise Refused("not_served", "We bring nothing to {code} any more.", code=facility.code)
    standing = (
        sa.select(sa.func.count())
        .select_from(LINK.join(PERSON, PERSON.c.id == LINK.c.person_id))
        .where(
            PERSON.c.facility_id == facility.id,
            LINK.c.revoked_at.is_(None),
            LINK.c.expires_at > entry.recorded_at,
        )
    )
    if entry.books.execute(standing).scalar_one() >= MOST_STANDING:
        raise Refused(
            "many_links",
            "{code} has {most} links that stand; end one first.",
            code=facility.code,
            most=MOST_STANDING,
        )


def _login(entry: Entry, code: str) -> str:
    """A login that nobody has, such as `ew-1-link-7k3q`; it signs nobody in."""
    while True:
        bits = entry.clock.bits(5 * LETTERS_OF_LOGIN)
        letters = (ALPHABET[bits >> 5 * at & 31] for at in range(LETTERS_OF_LOGIN))
        login = f"{code}-link-{''.join(letters)}".lower()
        if entry.rows.exec(select(Person.id).where(Person.login == login)).first() is None:
            return login


TRADES = (
    Trade(
        "portal-links",
        PortalLinkRecord,
        portal_link,
        DESK,
        example={"facility": "M-1", "for_whom": "night desk", "days": 90},
    ),
    Trade("portal-link-endings", PortalLinkEnding, portal_link_ending, DESK, example={"link": 3}),
)
