"""Rows of those who use the service: people, devices, tokens, sessions."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from stockroom.tables.base import UtcDateTime, choice


class Role(StrEnum):
    """What a person may do and see."""

    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    DRIVER = "driver"
    FACILITY = "facility"
    STEWARD = "steward"
    SUPPORTER = "supporter"


class Person(SQLModel, table=True):
    """Somebody who signs in; scoped to one site or one facility where the role is."""

    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(max_length=60, unique=True)
    name: str = Field(max_length=60)
    role: Role = Field(sa_type=choice(Role))
    facility_id: int | None = Field(default=None, foreign_key="facility.id")
    site_id: int | None = Field(default=None, foreign_key="place.id")
    language: str = Field(default="en", max_length=5)
    password_hash: str = Field(default="", max_length=200)
    lapsed: bool = False


class Device(SQLModel, table=True):
    """A phone or computer that sends commands; the outbox belongs to it.

    A browser that scans is known by the SHA-256 of its device cookie, a program by its tokens.
    """

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=60)
    revoked: bool = False
    secret_hash: str | None = Field(default=None, max_length=64, unique=True)
    made_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class DevicePerson(SQLModel, table=True):
    """Somebody who has signed in on a device with a password, and may act on it from then on."""

    __tablename__ = "device_person"

    device_id: int = Field(primary_key=True, foreign_key="device.id")
    person_id: int = Field(primary_key=True, foreign_key="person.id")
    since: datetime = Field(sa_type=UtcDateTime)


class Outbox(SQLModel, table=True):
    """What has come from one outbox of a device, by the numbers that it gives its acts.

    A browser that lost its storage begins another outbox, which counts from one again. `gaps` are
    pairs of the first and last number missing.
    """

    id: str = Field(primary_key=True, max_length=36)
    device_id: int = Field(foreign_key="device.id", index=True)
    highest: int = 0
    gaps: list[list[int]] = Field(default_factory=list, sa_type=sa.JSON)
    seen_at: datetime = Field(sa_type=UtcDateTime)


class Token(SQLModel, table=True):
    """A bearer token by its SHA-256; the secret itself is shown once and never kept."""

    id: int | None = Field(default=None, primary_key=True)
    secret_hash: str = Field(max_length=64, unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    device_id: int | None = Field(default=None, foreign_key="device.id")
    name: str = Field(max_length=60)
    made_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class WebSession(SQLModel, table=True):
    """A signed-in browser by the SHA-256 of its cookie, with its CSRF secret."""

    __tablename__ = "web_session"

    secret_hash: str = Field(primary_key=True, max_length=64)
    person_id: int = Field(foreign_key="person.id", index=True)
    csrf: str = Field(max_length=64)
    made_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)


class PortalLink(SQLModel, table=True):
    """A link by which a facility's staff come in without a password, by the SHA-256 of its secret.

    It stands for a person of that facility, and ends with it.
    """

    __tablename__ = "portal_link"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    secret_hash: str = Field(max_length=64, unique=True)
    made_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SignInTry(SQLModel, table=True):
    """One try to sign in, so that guessing can be slowed across processes."""

    __tablename__ = "sign_in_try"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=64, index=True)
    tried_at: datetime = Field(sa_type=UtcDateTime, index=True)
