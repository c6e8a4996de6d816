"""Signing in: passwords tried, tokens and browser sessions made and ended.

These rows are no part of the trade and carry secrets, so they are not commands and never enter
the journal. Guessing is slowed in the database, so that every server process counts together.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, select

from stockroom import passwords
from stockroom.clock import Clock
from stockroom.db import Database
from stockroom.errors import Busy, NotAllowed, NotFound, NotSignedIn, TooMany
from stockroom.tables.people import Device, Person, SignInTry, Token, WebSession

TRIES_FOR_LOGIN = 10
TRIES_FROM_ADDRESS = 60
WINDOW = timedelta(hours=1)
SESSION_LASTS = timedelta(hours=12)
IDLE_LASTS = timedelta(hours=3)
SEEN_EVERY = timedelta(minutes=5)  # so that reading a page seldom has to write
TOKEN_LASTS = timedelta(days=400)


class Started(NamedTuple):
    """A new browser session: the cookie's secret and the CSRF secret of its forms."""

    secret: str
    csrf: str
    expires_at: datetime


@dataclass(frozen=True)
class Sessions:
    """Lets people begin and end; made once, by the composition root."""

    database: Database
    clock: Clock

    def prove(self, login: str, password: str, address: str) -> Person:
        """The person whose password this is; raises `NotSignedIn` or `TooMany`."""
        self.slow_down((f"login:{login}", TRIES_FOR_LOGIN), (f"from:{address}", TRIES_FROM_ADDRESS))
        with self.database.reading() as connection, Session(bind=connection) as rows:
            person = rows.exec(select(Person).where(Person.login == login)).first()
        if not passwords.matches(password, person.password_hash if person else "") or not person:
            raise NotSignedIn("wrong_password", "The name or the password is not right.")
        self._forgive(login)
        return person

    def start(self, person: Person, instead_of: str = "", until: datetime | None = None) -> Started:
        """A browser session for somebody who has proven who they are, `until` then at the latest.

        Its secret is always new, and the session that the browser had before ends. Raises
        `NotAllowed` for a person whose role has lapsed.
        """
        if person.lapsed:
            raise NotAllowed("role_lapsed", "{name}'s role has lapsed.", name=person.name)
        now = self.clock.now()
        lasts = min(now + SESSION_LASTS, until or now + SESSION_LASTS)
        started = Started(self.clock.secret(), self.clock.secret(), lasts)
        kept, ends = _column(WebSession.secret_hash), _column(WebSession.expires_at)
        ended = sa.or_(ends < now, kept == digest(instead_of))
        with self.database.writing() as books:
            books.execute(sa.delete(WebSession).where(ended))
            books.execute(
                sa.insert(WebSession).values(
                    secret_hash=digest(started.secret),
                    person_id=person.id,
                    csrf=started.csrf,
                    made_at=now,
                    seen_at=now,
                    expires_at=started.expires_at,
                )
            )
        return started

    def end(self, secret: str) -> None:
        """Forget a browser session."""
        with self.database.writing() as books:
            books.execute(
                sa.delete(WebSession).where(_column(WebSession.secret_hash) == digest(secret))
            )

    def issue(self, person_id: int, name: str, device: str = "") -> str:
        """A bearer token, shown this once; of a device if one is named."""
        secret, now = self.clock.secret(), self.clock.now()
        with self.database.writing() as books, Session(bind=books) as rows:
            device_id = None
            if device:
                made = Device(name=device)
                rows.add(made)
                rows.flush()
                device_id = made.id
            rows.add(
                Token(
                    secret_hash=digest(secret),
                    person_id=person_id,
                    device_id=device_id,
                    name=name,
                    made_at=now,
                    expires_at=now + TOKEN_LASTS,
                )
            )
            rows.flush()
        return secret

    def revoke(self, token_id: int, person_id: int | None) -> None:
        """End a token: any of them, or only one of this person's own."""
        change = sa.update(Token).where(
            _column(Token.id) == token_id, _column(Token.revoked_at).is_(None)
        )
        if person_id is not None:
            change = change.where(_column(Token.person_id) == person_id)
        with self.database.writing() as books:
            if books.execute(change.values(revoked_at=self.clock.now())).rowcount == 0:
                raise NotFound("unknown_token", "There is no such token.")

    def is_own(self, person_id: int, password: str) -> bool:
        """Whether this is the person's own password; slowed and counted like signing in."""
        with self.database.reading() as connection:
            kept = sa.select(_column(Person.login)).where(_column(Person.id) == person_id)
            login = str(connection.execute(kept).scalar_one())
        try:
            self.prove(login, password, f"own password of {login}")
        except NotSignedIn:
            return False
        return True

    def end_others(self, person_id: int, secret: str) -> None:
        """End every browser session of a person but the one with this secret."""
        others = (_column(WebSession.person_id) == person_id) & (
            _column(WebSession.secret_hash) != digest(secret)
        )
        with self.database.writing() as books:
            books.execute(sa.delete(WebSession).where(others))

    def uncount(self, name: str) -> None:
        """Take back the newest try under a name: it was no guess."""
        key, number = _column(SignInTry.key), _column(SignInTry.id)
        newest = sa.select(sa.func.max(number)).where(key == digest(name)).scalar_subquery()
        with self.database.writing() as books:
            books.execute(sa.delete(SignInTry).where(number == newest))

    def _forgive(self, login: str) -> None:
        """Forget the tries of a login that has just been proven: a shared table signs in often."""
        kept = _column(SignInTry.key) == digest(f"login:{login}")
        with self.database.writing() as books:
            books.execute(sa.delete(SignInTry).where(kept))

    def slow_down(self, *limits: tuple[str, int]) -> None:
        """Count this try under each name; raises `TooMany` past that many in the last hour."""
        now = self.clock.now()
        at, key = _column(SignInTry.tried_at), _column(SignInTry.key)
        with self.database.writing() as books:
            books.execute(sa.delete(SignInTry).where(at < now - WINDOW))
            for name, most in limits:
                kept = digest(name)
                count = sa.select(sa.func.count()).select_from(SignInTry).where(key == kept)
                if (books.execute(count).scalar() or 0) >= most:
                    raise TooMany(
                        "too_many_tries", "Too many tries. Wait an hour, or ask a steward."
                    )
                books.execute(sa.insert(SignInTry).values(key=kept, tried_at=now))


def keep_alive(database: Database, kept: str, seen_at: datetime, now: datetime) -> None:
    """Note that a browser session, by what is kept of its secret, is still in use.

    A busy database is no reason to turn a reader away: then it is noted next time.
    """
    if now - seen_at < SEEN_EVERY:
        return
    mine = _column(WebSession.secret_hash) == kept
    with suppress(Busy), database.writing() as books:
        books.execute(sa.update(WebSession).where(mine).values(seen_at=now))


def digest(secret: str) -> str:
    """What is kept of a token or a cookie: its SHA-256."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _column(attribute: Any) -> Any:
    """A mapped attribute as the column that it is at run time."""
    return attribute
