"""How the stockroom itself is: each fact with a state and a sentence, for a steward."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa

from stockroom import books as journal
from stockroom.commands.house import MAIL
from stockroom.commands.refs import SETTING
from stockroom.desk import JOURNAL
from stockroom.keeping.upkeep import Upkeep
from stockroom.speech import mark as _
from stockroom.web.pages.admin import mailing
from stockroom.web.pages.frame import Reader

GOOD, CARE, STOP = "good", "care", "stop"
BACKUP_CARE, BACKUP_STOP = timedelta(days=2), timedelta(days=7)
DISK_CARE, DISK_STOP = 2_000_000_000, 500_000_000
CERTIFICATE_CARE, CERTIFICATE_STOP = timedelta(days=21), timedelta(days=3)
CLOCK_CARE = timedelta(minutes=2)
LATEST_ENTRIES = 500
MEGABYTE, GIGABYTE = 1_000_000, 1_000_000_000
_MAIL = sa.select(SETTING.c.value).where(SETTING.c.name == MAIL)


class Fact(NamedTuple):
    """One fact: `state` is good, care or stop, `sentence` is in the reader's language."""

    name: str
    word: str
    icon: str
    link: str
    state: str
    sentence: str


def steward_facts(upkeep: Upkeep, books: sa.Connection, reader: Reader) -> tuple[Fact, ...]:
    """Backup, disk, clocks, certificate and mail; a few short statements, whatever the size."""
    now = upkeep.clock.now()
    found = (
        ("backup", _("Backup"), "database-export", "/backups", _backup(upkeep, now, reader)),
        ("disk", _("Disk"), "package", "/health-page", _disk(upkeep, reader)),
        ("clock", _("Clocks"), "clock", "/health-page", _clocks(books, reader)),
        ("certificate", _("Certificate"), "lock", "/health-page", _ending(upkeep, now, reader)),
        ("mail", _("Mail"), "mail", "/settings/mail", _mail(books, reader)),
    )
    return tuple(
        Fact(name, reader.say(word), icon, link, *told) for name, word, icon, link, told in found
    )


def _backup(upkeep: Upkeep, now: datetime, reader: Reader) -> tuple[str, str]:
    newest = next(iter(upkeep.kept()), None)
    if newest is None:
        return CARE, reader.say(_("There is no backup yet. Make one now; it takes a minute."))
    age = now - newest.made_at
    state = GOOD if age < BACKUP_CARE else CARE if age < BACKUP_STOP else STOP
    day = reader.day(newest.made_at.astimezone().date())
    return state, reader.say(_("The last backup is of {day}."), day=day)


def _disk(upkeep: Upkeep, reader: Reader) -> tuple[str, str]:
    free = upkeep.free_bytes()
    size = size_of(free)
    if free < DISK_STOP:
        now_or_never = _("Only {size} are free on the disk. Make room now, or nothing is kept.")
        return STOP, reader.say(now_or_never, size=size)
    if free < DISK_CARE:
        return CARE, reader.say(_("Only {size} are free on the disk. Make room soon."), size=size)
    return GOOD, reader.say(_("{size} are free on the disk."), size=size)


def _clocks(books: sa.Connection, reader: Reader) -> tuple[str, str]:
    """Devices whose clock runs ahead: what they tell is dated later than it reached us."""
    columns = (JOURNAL.c.device_id, JOURNAL.c.actor_id, JOURNAL.c.done_at, JOURNAL.c.recorded_at)
    latest = JOURNAL.c.sequence > journal.head(books).sequence - LATEST_ENTRIES
    ahead = JOURNAL.c.done_at > JOURNAL.c.recorded_at
    fast = {
        (row.device_id, row.actor_id)
        for row in books.execute(sa.select(*columns).where(latest, ahead))
        if _moment(row.done_at) - _moment(row.recorded_at) > CLOCK_CARE
    }
    if not fast:
        return GOOD, reader.say(_("No device's clock runs ahead of ours."))
    found = reader.number(len(fast))
    return CARE, reader.say(_("Devices whose clock runs ahead of ours: {number}."), number=found)


def _ending(upkeep: Upkeep, now: datetime, reader: Reader) -> tuple[str, str]:
    if upkeep.settings.certificate is None:
        return GOOD, reader.say(_("Not kept here: your proxy looks after the certificate."))
    ends = upkeep.certificate_ends()
    if ends is None:
        return STOP, reader.say(_("The certificate cannot be read."))
    left, day = ends - now, reader.day(ends.astimezone().date())
    if left <= timedelta():
        return STOP, reader.say(_("The certificate ended on {day}; browsers warn."), day=day)
    state = GOOD if left > CERTIFICATE_CARE else CARE if left > CERTIFICATE_STOP else STOP
    return state, reader.say(_("The certificate ends on {day}."), day=day)


def _mail(books: sa.Connection, reader: Reader) -> tuple[str, str]:
    host = mailing.of_settings({MAIL: books.execute(_MAIL).scalar() or ""})["host"]
    if not host:
        return GOOD, reader.say(_("No mail is sent. Everything works without it."))
    return GOOD, reader.say(_("Mail goes through {host}."), host=host)


def size_of(count: int) -> str:
    """A number of bytes as people say it."""
    if count < GIGABYTE:
        return f"{max(count / MEGABYTE, 0.1):.1f} MB"
    return f"{count / GIGABYTE:.1f} GB"


def _moment(kept: str) -> datetime:
    return datetime.fromisoformat(kept)
