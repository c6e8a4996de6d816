"""Sending one mail, and saying exactly what the server answered. Everything works without mail.

The connection is encrypted and the server's certificate verified, unless the server is this very
machine. It is done outside of any lock: a mail server may take its time, up to `MOST_S` seconds.
"""

from __future__ import annotations

import json
import smtplib
import socket
import ssl
import threading
from base64 import b64decode
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import format_datetime

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag

from stockroom.clock import Clock
from stockroom.commands.house import MAIL, MAIL_PASSWORD, Security, mail_bound_to
from stockroom.commands.refs import SETTING
from stockroom.errors import Busy
from stockroom.rules.writing import clip
from stockroom.vault import Vault

STEP_S, MOST_S = 10.0, 30.0
_BETWEEN_S = 0.1
MOST_LETTERS = 400
ACCEPTED = range(200, 400)
_TWO_AT_ONCE = threading.BoundedSemaphore(2)
_KEPT = sa.select(SETTING.c.name, SETTING.c.value).where(SETTING.c.name.in_([MAIL, MAIL_PASSWORD]))


@dataclass(frozen=True, repr=False)
class Account:
    """A mail server, how it is spoken to, who signs in there, and from which address."""

    host: str
    port: int
    security: Security
    user: str
    password: str
    sender: str


@dataclass(frozen=True)
class Said:
    """How far a mail came, and the last thing that the server, or the network, said of it.

    It is `unsure` where the server got the letter, or may have, and never answered.
    """

    sent: bool
    step: str
    answer: str
    unsure: bool = False


def account(connection: sa.Connection, vault: Vault) -> Account | None:
    """The account in the settings, or None where no mail is sent."""
    kept = {row.name: row.value for row in connection.execute(_KEPT)}
    facts = json.loads(kept.get(MAIL) or "{}")
    if not facts.get("host"):
        return None
    facts["security"] = Security(facts["security"])
    bound_to = mail_bound_to(facts["host"], facts["user"])
    return Account(**facts, password=_opened(kept.get(MAIL_PASSWORD, ""), vault, bound_to))


def send(
    by: Account,
    to: str,
    subject: str,
    text: str,
    *,
    clock: Clock,
    mail_id: str = "",
    most_s: float = MOST_S,
) -> Said:
    """Send a plain mail; what goes wrong is said, never raised, but for `Busy` when mail waits.

    A mail that is sent again bears the `mail_id` of the first try, by which a mail server or a
    reader knows it again.
    """
    named = mail_id or str(clock.command_id())
    if not _TWO_AT_ONCE.acquire(blocking=False):
        raise Busy("mail_busy", "Other mail is being sent; try again in a minute.")
    try:
        return _Talk(by, most_s).send(to, _letter(by, to, subject, text, clock, named))
    finally:
        _TWO_AT_ONCE.release()


class _Talk:
    """One conversation with a mail server; remembers which step it is at."""

    def __init__(self, by: Account, most_s: float) -> None:
        self.by = by
        self.step = "connect"
        domain = by.sender.rpartition("@")[2]
        step_s = min(STEP_S, most_s)
        self.context = ssl.create_default_context()
        if by.security == Security.TLS:
            self.client: _Plain | _Encrypted = _Encrypted(
                local_hostname=domain, timeout=step_s, context=self.context
            )
        else:
            self.client = _Plain(local_hostname=domain, timeout=step_s)
        # Given to the constructor it would connect at once, where no deadline reaches it.
        self.client._host = by.host
        self.over = threading.Event()
        self.deadline = threading.Timer(most_s, self._hang_up)
        self.deadline.daemon = True

    def send(self, to: str, letter: bytes) -> Said:
        self.deadline.start()
        try:
            answer = self._deliver(to, letter)
        except _No as no:
            return Said(sent=False, step=self.step, answer=str(no))
        except smtplib.SMTPResponseException as fault:
            return Said(sent=False, step=self.step, answer=_told(fault.smtp_code, fault.smtp_error))
        except (smtplib.SMTPException, OSError, ValueError) as fault:
            answer = clip(_reason(fault), MOST_LETTERS)
            return Said(False, self.step, answer, unsure=self.step == "letter")
        finally:
            self.deadline.cancel()
            self.over.set()
            self.client.close()
        return Said(sent=True, step="sent", answer=answer)

    def _deliver(self, to: str, letter: bytes) -> str:
        self._expect(self.client.connect(self.by.host, self.by.port))
        if self.by.security == Security.STARTTLS:
            self.step = "encrypt"
            self._expect(self.client.starttls(context=self.context))
        if self.by.user:
            self.step = "sign_in"
            self._expect(self.client.login(self.by.user, self.by.password))
        self.client.ehlo_or_helo_if_needed()
        self.step = "sender"
        self._expect(self.client.mail(self.by.sender))
        self.step = "recipient"
        self._expect(self.client.rcpt(to))
        self.step = "letter"
        answer = self._expect(self.client.data(letter))
        with suppress(smtplib.SMTPException, OSError):
            self.client.quit()
        return answer

    def _expect(self, reply: tuple[int, bytes]) -> str:
        code, text = reply
        if code not in ACCEPTED:
            raise _No(_told(code, text))
        return _told(code, text)

    def _hang_up(self) -> None:
        # Again and again: what is being opened or encrypted has no socket yet that could be shut.
        while not self.over.is_set():
            sock = self.client.sock
            with suppress(OSError):
                if sock is not None:
                    sock.shutdown(socket.SHUT_RDWR)
            self.over.wait(_BETWEEN_S)


class _Plain(smtplib.SMTP):
    _host: str  # what the certificate is held against


class _Encrypted(smtplib.SMTP_SSL):
    _host: str


class _No(Exception):
    """The server answered, and its answer is no."""


def _letter(by: Account, to: str, subject: str, text: str, clock: Clock, mail_id: str) -> bytes:
    letter = EmailMessage(policy=SMTP_POLICY)
    letter["From"], letter["To"], letter["Subject"] = by.sender, to, subject
    letter["Date"] = format_datetime(clock.now())
    letter["Message-ID"] = f"<{mail_id}@{by.sender.rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(text)
    return letter.as_bytes()


def _told(code: int, text: bytes | str) -> str:
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return clip(f"{code} {words}", MOST_LETTERS)


def _reason(fault: Exception) -> str:
    if isinstance(fault, ssl.SSLCertVerificationError):
        return str(fault.verify_message)
    if isinstance(fault, TimeoutError):
        return "timed out"
    return str(fault) or type(fault).__name__


def _opened(kept: str, vault: Vault, bound_to: str) -> str:
    if not kept:
        return ""
    nonce, sealed = (b64decode(part) for part in kept.split(" "))
    try:
        return vault.open(nonce, sealed, bound_to=bound_to)
    except InvalidTag:
        # Another key, after a restore without it: mail then says that signing in failed.
        return ""
