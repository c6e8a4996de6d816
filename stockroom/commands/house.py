"""What this stockroom is: how it began, its few settings, and how it sends mail."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from enum import StrEnum
from typing import Annotated

from msgspec import Meta
from sqlmodel import select

from stockroom.commands import people, places
from stockroom.commands.base import NO_NUL, STEWARDS, Command, Entry, Trade
from stockroom.commands.people import Login, Password, PersonRecord
from stockroom.commands.places import SiteRecord
from stockroom.commands.records import Language
from stockroom.errors import Refused
from stockroom.rules import hosts
from stockroom.tables.people import Person, Role
from stockroom.tables.stock import Setting

BOX_LIMITS = "box_limits"  # kilograms and litres
MAIL, MAIL_PASSWORD = "mail", "mail_password"
THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
ADDRESS = re.compile(r"[!#-?A-\[\]-~]+@[A-Za-z0-9.-]+")
_VALUES = {
    "languages": r"[a-z]{2}( [a-z]{2}){0,9}",
    "currency": r"[A-Z]{3}",
    BOX_LIMITS: r"[1-9][0-9]{0,2} [1-9][0-9]{0,2}",
    "source_days": r"[1-9][0-9]?|1[0-7][0-9]|180",
    "road_winding": r"[1-3](\.[0-9]{1,2})?",
    "road_speed_kmh": r"[1-9][0-9]|1[0-2][0-9]",
}


class SettingChange(Command, frozen=True, kw_only=True):
    """One fact about this stockroom, such as the public name that its labels carry."""

    name: Annotated[
        str,
        Meta(
            pattern=r"^(charity|public_host|languages|currency|source_days|box_limits"
            r"|road_winding|road_speed_kmh)$"
        ),
    ]
    value: Annotated[str, Meta(max_length=400, pattern=NO_NUL)]


class Security(StrEnum):
    """How a mail server is spoken to: encrypted from the first byte, or from STARTTLS on."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class MailSettings(Command, frozen=True, kw_only=True):
    """How mail is sent; without a host none is.

    A password left out stays as it is, as long as the server and the user do.
    """

    host: Annotated[str, Meta(max_length=80, pattern=r"^[A-Za-z0-9.:-]*$")] = ""
    port: Annotated[int, Meta(ge=1, le=65_535)] = 587
    security: Security = Security.STARTTLS
    user: Annotated[str, Meta(max_length=80, pattern=r"^[!#-\[\]-~]*$")] = ""
    password: Annotated[str, Meta(max_length=200, pattern=r"^[\x20-\x7e]*$")] | None = None
    sender: Annotated[str, Meta(max_length=80, pattern=r"^[!#-\[\]-~]*$")] = ""


class Beginning(Command, frozen=True, kw_only=True):
    """A new stockroom: its name, its sites and its first steward; only while nobody signs in."""

    charity: Annotated[str, Meta(min_length=1, max_length=120, pattern=NO_NUL)]
    public_host: Annotated[str, Meta(max_length=60, pattern=NO_NUL)] = ""
    languages: Annotated[list[Language], Meta(max_length=10)] = []
    currency: Annotated[str, Meta(pattern=r"^([A-Z]{3})?$")] = ""
    sites: Annotated[list[places.Name], Meta(min_length=1, max_length=20)]
    login: Login
    name: Annotated[str, Meta(min_length=1, max_length=60, pattern=NO_NUL)]
    language: Language = "en"
    password: Password


def setting_change(command: SettingChange, entry: Entry) -> None:
    """Set it; a public name that labels have carried stays readable."""
    value = command.value.strip()
    shape = _VALUES.get(command.name, "")
    if value and shape and not re.fullmatch(shape, value):
        raise Refused("setting_value", "{value} does not fit this setting.", value=value[:40])
    if command.name == "public_host":
        hosts.check(value)
        kept = entry.rows.get(Setting, command.name)
        _remember_host(entry, kept.value if kept else "")
    _keep(entry, command.name, value)


def mail_settings(command: MailSettings, entry: Entry) -> None:
    """Keep them; the password is sealed, and stays sealed to this server and user only."""
    if command.security == Security.NONE and command.host not in {"", *THIS_MACHINE}:
        raise Refused(
            "mail_in_the_open",
            "Mail to {host} must be encrypted: choose TLS or STARTTLS.",
            host=command.host,
        )
    if command.host and not ADDRESS.fullmatch(command.sender):
        raise Refused("no_sender", "Say from which address mail is sent.")
    if command.password is None and not _same_account(entry, command):
        _keep(entry, MAIL_PASSWORD, "")
    elif command.password is not None:
        _keep(entry, MAIL_PASSWORD, _sealed(entry, command, command.password))
    fields = ("host", "port", "security", "user", "sender")
    _keep(entry, MAIL, json.dumps({name: getattr(command, name) for name in fields}))


def mail_bound_to(host: str, user: str) -> str:
    """What a sealed mail password belongs to: it opens for no other server and no other user."""
    return f"mail/{host.lower()}/{user}"


def beginning(command: Beginning, entry: Entry) -> None:
    """Make the sites and the first steward at once; of two who try, one finds it begun."""
    if entry.rows.exec(select(Person.id).limit(1)).first() is not None:
        raise Refused("begun_already", "This stockroom has begun already; sign in, please.")
    facts = {
        "charity": command.charity,
        "public_host": command.public_host,
        "languages": " ".join(command.languages),
        "currency": command.currency,
    }
    for name, value in facts.items():
        if value.strip():
            setting_change(SettingChange(name=name, value=value), entry)
    for site in command.sites:
        places.site(SiteRecord(name=site), entry)
    steward = PersonRecord(
        login=command.login,
        name=command.name,
        role=Role.STEWARD,
        language=command.language,
        password=command.password,
    )
    people.person(steward, entry)


def _same_account(entry: Entry, command: MailSettings) -> bool:
    kept = entry.rows.get(Setting, MAIL)
    before = json.loads(kept.value) if kept and kept.value else {}
    return (before.get("host"), before.get("user")) == (command.host, command.user)


def _sealed(entry: Entry, command: MailSettings, password: str) -> str:
    if not password:
        return ""
    bound_to = mail_bound_to(command.host, command.user)
    nonce, sealed = entry.vault.seal(password, bound_to=bound_to)
    return " ".join(b64encode(part).decode() for part in (nonce, sealed))


def _remember_host(entry: Entry, host: str) -> None:
    row = entry.rows.get(Setting, "former_hosts")
    former = {*(row.value.split() if row else ()), host} - {""}
    _keep(entry, "former_hosts", " ".join(sorted(former)))


def _keep(entry: Entry, name: str, value: str) -> None:
    row = entry.rows.get(Setting, name) or Setting(name=name, value="")
    row.value = value
    entry.add(row)


TRADES = (
    Trade(
        "setting-changes",
        SettingChange,
        setting_change,
        STEWARDS,
        example={"name": "public_host", "value": "labels.example.org"},
    ),
    Trade(
        "mail-settings",
        MailSettings,
        mail_settings,
        STEWARDS,
        secret_fields=("password",),
        example={"host": "mail.example.org", "user": "stockroom", "sender": "us@example.org"},
    ),
    Trade(
        "beginnings",
        Beginning,
        beginning,
        STEWARDS,
        secret_fields=("password",),
        prepare=people.with_hash,
        example={
            "charity": "Warm Start",
            "public_host": "labels.example.org",
            "sites": ["North"],
            "login": "sam",
            "name": "Sam",
            "password": "a long sentence to remember",
        },
    ),
)
