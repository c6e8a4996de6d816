"""Notices to facilities by mail: each claimed under the writer's lock, and sent outside of it.

A claim moves the notice's next try ahead before the mail is sent, and notes that it is `unsure`
whether they have it: of two processes the second finds nothing to do, and one that dies on the way
leaves a notice that is tried again. They rather hear it twice than never: every try is the same
mail by its Message-ID, so that a server or a reader may drop the second. Where the server itself
does not answer, the round ends there, and the others wait for the next one untried.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag

from stockroom.clock import Clock
from stockroom.commands.due_notices import MOST_TRIES, NOTICE, Due, due, today_of
from stockroom.commands.notices import keep
from stockroom.commands.refs import SETTING
from stockroom.db import Database
from stockroom.errors import Busy
from stockroom.keeping import mail
from stockroom.keeping.mail import Account, Said
from stockroom.papers.notice import Words, words
from stockroom.rules.visits import TOMORROW, Kind
from stockroom.rules.writing import clip
from stockroom.secret_fields import opened
from stockroom.tables.transport import StopKind
from stockroom.vault import Vault

WAITS = tuple(timedelta(minutes=minutes) for minutes in (50, 110, 230, 470, 470))
"""How long after each try the next may come; a little less than whole hours, for an hourly job."""
EARLIEST_HOUR = 7
MOST_ANSWER = 200
OF_THE_SERVER = frozenset({"connect", "encrypt", "sign_in", "sender"})
OTHER_KEY = "The address cannot be opened with the key of this machine."
_MAIL_LIKE = re.compile(r"[^\s<>\"]+@[^\s<>\"]+")
_HOST = sa.select(SETTING.c.value).where(SETTING.c.name == "public_host")


class Letter(NamedTuple):
    """One notice that this process has claimed: its row, which try it is, and what goes where."""

    notice: int
    tries: int
    mail_id: str
    was_unsure: bool
    to: str
    words: Words


@dataclass(frozen=True)
class Post:
    """What sends notices: the books, the key that opens an address, and how long one may take."""

    database: Database
    vault: Vault
    clock: Clock
    most_s: float = mail.MOST_S

    def round(self, ends: Callable[[], bool] = lambda: False) -> int:
        """Send what is due, until `ends` says so; gives how many mails were taken."""
        taken = 0
        if self.clock.now().astimezone().hour < EARLIEST_HOUR:
            return taken
        seen = set[int]()
        while not ends():
            with self.database.reading() as books:
                account = mail.account(books, self.vault)
            letter = self._claim(seen) if account is not None else None
            if account is None or letter is None:
                break
            seen.add(letter.notice)
            said = self._send(account, letter)
            taken += said.sent
            if said.step in OF_THE_SERVER:
                break
        return taken

    def _claim(self, seen: set[int]) -> Letter | None:
        """The next notice, its try counted and the next one moved ahead."""
        now = self.clock.now()
        with self.database.writing() as books:
            ready = [one for one in due(books, now) if _may_go(one, now, seen)]
            if not ready:
                return None
            one = min(ready, key=_tried)
            tries, before = _tried(one) + 1, None if one.is_new else one.waiting
            mail_id = (before and before.mail_id) or str(self.clock.command_id())
            was_unsure = before is not None and before.unsure
            said = words(
                one.language, one.kind, one.day, one.hours, today=today_of(now),
                receipt_number=one.receipt_number, confirm_at=confirm_at(books),
            )  # fmt: skip
            facts = {
                "how": "mail",
                "text": said.text,
                "tries": tries,
                "mail_id": mail_id,
                "unsure": True,
                "answer": "",
                "due_at": now + WAITS[tries - 1],
            }
            number = keep(books, one, facts, now)
            return Letter(number, tries, mail_id, was_unsure, self._address(books, one), said)

    def _address(self, books: sa.Connection, one: Due) -> str:
        try:
            return opened(books, self.vault, StopKind.FACILITY, one.facility_id, "email")
        except InvalidTag:
            return ""

    def _send(self, account: Account, letter: Letter) -> Said:
        """Send it, outside of any lock, and keep what the server said."""
        if not letter.to:
            said = Said(sent=False, step="recipient", answer=OTHER_KEY)
        else:
            try:
                said = mail.send(
                    account, letter.to, *letter.words,
                    clock=self.clock, mail_id=letter.mail_id, most_s=self.most_s,
                )  # fmt: skip
            except Busy as busy:
                self._give_back(letter)
                return Said(sent=False, step="connect", answer=str(busy))
        unsure = not said.sent and (said.unsure or letter.was_unsure)
        facts: dict[str, object] = {"answer": veiled(said.answer, letter.to), "unsure": unsure}
        if said.sent:
            facts |= {"sent_at": self.clock.now(), "due_at": None}
        with self.database.writing() as books:
            books.execute(_row(letter).values(facts))
        return said

    def _give_back(self, letter: Letter) -> None:
        """What was never tried is not counted."""
        with self.database.writing() as books:
            facts = {"tries": letter.tries - 1, "unsure": letter.was_unsure}
            books.execute(_row(letter).values(due_at=self.clock.now(), **facts))


def goes_by_mail(one: Due, today: date) -> bool:
    """Whether a notice is one for mail; the first word of a visit only is on the day before."""
    return one.has_mail and (one.kind != Kind.TOMORROW or one.day == today + TOMORROW)


def confirm_at(books: sa.Connection) -> str:
    """The page where a facility says what came; empty while the service has no public name."""
    host = (books.execute(_HOST).scalar() or "").strip()
    return f"https://{host.lower()}/confirm" if host else ""


def veiled(answer: str, address: str) -> str:
    """What a server said, without the address that it was asked about."""
    local, _at, domain = address.partition("@")
    said = _MAIL_LIKE.sub("…", answer)
    for part in (address, domain, local):
        if part:
            said = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", "…", said, flags=re.IGNORECASE)
    return clip(said, MOST_ANSWER)


def _may_go(one: Due, now: datetime, seen: set[int]) -> bool:
    """Whether it goes by mail, and its time has come."""
    if not goes_by_mail(one, today_of(now)):
        return False
    kept = one.waiting
    if kept is None:
        return True
    over = kept.answer != "" or kept.due_at is None
    if one.is_new and over and kept.id not in seen:
        return True
    in_time = kept.due_at is None or kept.due_at <= now
    return kept.id not in seen and in_time and (one.is_new or kept.tries < MOST_TRIES)


def _tried(one: Due) -> int:
    return 0 if one.is_new else int(one.waiting.tries)


def _row(letter: Letter) -> sa.Update:
    return sa.update(NOTICE).where(NOTICE.c.id == letter.notice, NOTICE.c.sent_at.is_(None))
