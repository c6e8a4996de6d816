"""Signing in: passwords tried, tokens and browser sessions made and ended.

These rows are no part of the trade and carry secrets, so they are not commands and never enter
the journal. Guessing is slowed in the database, so that every server process counts together.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session, select

from stockroom import passwords
from stockroom.clock import Clock
from stockroom.db import Database
from stockroom.errors import NotFound, NotSignedIn, TooMany
from stockroom.tables.people import Device, Person, SignInTry, Token, WebSession

TRIES_FOR_LOGIN = 10
TRIES_FROM_ADDRESS = 60
WINDOW = timedelta(hours=1)
SESSION_LASTS = timedelta(hours=12)
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
        self._slow_down(login, address)
        with self.database.reading() as connection, Session(bind=connection) as rows:
            person = rows.exec(select(Person).where(Person.login == login)).first()
        if not passwords.matches(password, person.password_hash if person else "") or not person:
            raise NotSignedIn("wrong_password", "The name or the password is not right.")
        return person

    def start(self, person: Person) -> Started:
        """A browser session for somebody who has proven who they are."""
        now = self.clock.now()
        started = Started(self.clock.secret(), self.clock.secret(), now + SESSION_LASTS)
        with self.database.writing() as books:
            books.execute(sa.delete(WebSession).where(_column(WebSession.expires_at) < now))
            books.execute(
                sa.insert(WebSession).values(
                    secret_hash=_digest(started.secret),
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
                sa.delete(WebSession).where(_column(WebSession.secret_hash) == _digest(secret))
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
                    secret_hash=_digest(secret),
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

    def _slow_down(self, login: str, address: str) -> None:
        """Count this try, and refuse it when there were too many in the last hour."""
        now = self.clock.now()
        limits = ((f"login:{login}", TRIES_FOR_LOGIN), (f"from:{address}", TRIES_FROM_ADDRESS))
        at, key = _column(SignInTry.tried_at), _column(SignInTry.key)
        with self.database.writing() as books:
            books.execute(sa.delete(SignInTry).where(at < now - WINDOW))
            for name, most in limits:
                kept = _digest(name)
                count = sa.select(sa.func.count()).select_from(SignInTry).where(key == kept)
                if (books.execute(count).scalar() or 0) >= most:
                    raise TooMany(
                        "too_many_tries", "Too many tries. Wait an hour, or ask a steward."
                    )
                books.execute(sa.insert(SignInTry).values(key=kept, tried_at=now))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _column(attribute: Any) -> Any:
    """A mapped attribute as the column that it is at run time."""
    return attribute
