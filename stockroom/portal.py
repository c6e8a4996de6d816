"""Portal links: their secrets drawn and shown once, and the way in for whoever brings one.

Like signing in (see sessions.py) this is no part of the trade: the command makes the link, and its
secret is drawn beside the journal, which never sees it. What is kept is its SHA-256.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import sqlalchemy as sa
from sqlmodel import Session

from stockroom.clock import Clock
from stockroom.db import Database
from stockroom.errors import NotFound, NotSignedIn, Refused
from stockroom.rules import link_secrets
from stockroom.sessions import Sessions, Started, digest
from stockroom.tables.people import Person, PortalLink, Role
from stockroom.tables.wishes import Facility

LINK = cast(sa.Table, PortalLink.__table__)  # type: ignore[attr-defined]
PERSON = cast(sa.Table, Person.__table__)  # type: ignore[attr-defined]
FACILITY = cast(sa.Table, Facility.__table__)  # type: ignore[attr-defined]
WRONG_FROM_ADDRESS = 20
IS_DRAWN = sa.func.length(LINK.c.secret_hash) == len(digest(""))
"""Until its secret is drawn a link holds the id of its command, which is no SHA-256."""


_BEHIND = (
    sa.select(
        LINK.c.person_id,
        LINK.c.expires_at,
        LINK.c.revoked_at,
        PERSON.c.lapsed,
        FACILITY.c.active,
    )
    .select_from(
        LINK.join(PERSON, PERSON.c.id == LINK.c.person_id).join(
            FACILITY, FACILITY.c.id == PERSON.c.facility_id
        )
    )
    .where(LINK.c.secret_hash == sa.bindparam("kept"), PERSON.c.role == Role.FACILITY)
)


@dataclass(frozen=True)
class Portal:
    """Draws the secrets of links and lets in whoever brings one; made by the composition root."""

    database: Database
    clock: Clock
    sessions: Sessions

    def draw(self, link_id: int) -> str:
        """The secret of a new link, shown this once.

        Raises `NotFound` for no such link, `Refused` where it was shown before or has ended.
        """
        secret = link_secrets.make(self.clock.bits(link_secrets.BITS))
        one = LINK.c.id == link_id
        undrawn = sa.and_(one, sa.not_(IS_DRAWN), LINK.c.revoked_at.is_(None))
        with self.database.writing() as books:
            if books.execute(sa.select(LINK.c.id).where(one)).first() is None:
                raise NotFound("unknown", "There is no {name} {id}.", name="link", id=link_id)
            drawn = sa.update(LINK).where(undrawn).values(secret_hash=digest(secret))
            if books.execute(drawn).rowcount == 0:
                raise Refused(
                    "shown_before",
                    "This link was shown before, and is shown only once. End it and make another.",
                )
        return secret

    def enter(self, typed: str, address: str, instead_of: str = "") -> tuple[Person, Started]:
        """The person behind a link's secret, with a session that ends with the link.

        Raises `NotSignedIn` for a secret that opens nothing or has ended, `TooMany` after too many
        wrong ones from one address.
        """
        tries = f"portal:{address}"
        self.sessions.slow_down((tries, WRONG_FROM_ADDRESS))
        kept = digest(link_secrets.read(typed))
        with self.database.reading() as books:
            row = books.execute(_BEHIND, {"kept": kept}).first()
        if row is None:
            raise NotSignedIn(
                "unknown_link",
                "This opens nothing. Look at each letter once more, or ask for a new link.",
            )
        self.sessions.uncount(tries)
        if row.revoked_at or row.expires_at <= self.clock.now() or row.lapsed or not row.active:
            raise NotSignedIn(
                "link_ended",
                "This link has ended. Ask your coordinator for a new one; it takes a minute.",
            )
        used = sa.update(LINK).where(LINK.c.secret_hash == kept)
        with self.database.writing() as books:
            books.execute(used.values(used_at=self.clock.now()))
        person = self._person(row.person_id)
        return person, self.sessions.start(person, instead_of, until=row.expires_at)

    def _person(self, person_id: int) -> Person:
        with self.database.reading() as books, Session(bind=books) as rows:
            return rows.get_one(Person, person_id)
