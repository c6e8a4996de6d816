"""Mail is sent encrypted or not at all, and what the server says of it is passed on."""

from __future__ import annotations

import dataclasses
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from stockroom.commands.house import Security
from stockroom.errors import Refused
from stockroom.keeping import mail
from stockroom.keeping.mail import Account, Said
from tests.keeping.catcher import PASSWORD, USER, catching, certificate, free_port, server_context
from tests.world import StillClock, World

US = "us@example.org"


@pytest.fixture(autouse=True)
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A certificate that this machine trusts."""
    path = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return path


def account(port: int, **changes: object) -> Account:
    """An account at the catcher."""
    plain = Account("127.0.0.1", port, Security.NONE, "", "", US)
    return dataclasses.replace(plain, **changes)  # type: ignore[arg-type]


def send(by: Account, to: str = "eve@example.org", most_s: float = 20) -> Said:
    """One letter with words that no ASCII holds."""
    return mail.send(by, to, "Grüße", "مرحبا\n", clock=StillClock(), most_s=most_s)


def test_a_letter_arrives_as_it_was_written() -> None:
    with catching() as catcher:
        said = send(account(catcher.port))

    assert said == Said(sent=True, step="sent", answer="250 Caught, thank you")
    (caught,) = catcher.caught
    assert (caught.mail_from, caught.rcpt_tos) == (US, ["eve@example.org"])
    assert isinstance(caught.content, bytes)
    assert b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=" in caught.content


def test_a_letter_goes_over_a_verified_connection_to_who_signs_in(trusted: Path) -> None:
    with catching(server_context(trusted)) as catcher:
        by = account(catcher.port, security=Security.STARTTLS, user=USER, password=PASSWORD)
        said = send(by)

    assert said.sent, said
    assert len(catcher.caught) == 1


def test_a_certificate_that_nobody_vouches_for_stops_the_letter(
    trusted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with catching(server_context(trusted)) as catcher:
        by = account(catcher.port, security=Security.STARTTLS, user=USER, password=PASSWORD)
        said = send(by)

    assert (said.sent, said.step) == (False, "encrypt")
    assert "self-signed certificate" in said.answer
    assert catcher.caught == []


def test_a_wrong_password_is_told_in_the_servers_own_words(trusted: Path) -> None:
    with catching(server_context(trusted)) as catcher:
        by = account(catcher.port, security=Security.STARTTLS, user=USER, password="guess")
        said = send(by)

    assert (said.sent, said.step) == (False, "sign_in")
    assert said.answer.startswith("535 5.7.8")
    assert "guess" not in said.answer


def test_a_refused_reader_is_told_in_the_servers_own_words() -> None:
    with catching() as catcher:
        said = send(account(catcher.port), "full@example.org")

    assert said == Said(False, "recipient", "552 5.2.2 That mailbox is full of nappies")


def test_a_server_that_is_not_there_is_named_so() -> None:
    said = send(account(free_port()))

    assert (said.sent, said.step) == (False, "connect")
    assert "refused" in said.answer


def test_a_server_that_talks_for_ever_is_hung_up_on(chatterbox: int) -> None:
    began = time.monotonic()

    said = send(account(chatterbox), most_s=1.0)

    assert (said.sent, said.step) == (False, "connect")
    assert time.monotonic() - began < 5


@pytest.fixture
def chatterbox() -> Iterator[int]:
    """A port where something greets without ever coming to an end."""
    done = threading.Event()
    with closing(socket.create_server(("127.0.0.1", 0))) as server:

        def chat() -> None:
            caller, _ = server.accept()
            with closing(caller):
                while not done.wait(0.1):
                    try:
                        caller.sendall(b"220-and another thing\r\n")
                    except OSError:
                        return

        thread = threading.Thread(target=chat, daemon=True)
        thread.start()
        yield int(server.getsockname()[1])
        done.set()
        thread.join(5)


def test_the_password_is_sealed_and_in_no_journal(world: World) -> None:
    world.do(
        "sam", "mail-settings", host="mail.example.org", user=USER, password=PASSWORD, sender=US
    )

    with world.house.database.reading() as connection:
        kept = mail.account(connection, world.house.vault)
        rows = str(connection.exec_driver_sql("SELECT name, value FROM setting").all())
        told = str(connection.exec_driver_sql("SELECT body FROM command_content").all())
    assert kept is not None
    assert kept.password == PASSWORD
    assert PASSWORD not in rows
    assert PASSWORD not in told
    assert PASSWORD not in repr(kept)


def test_a_kept_password_is_never_sent_to_another_server(world: World) -> None:
    settings: dict[str, Any] = {"host": "mail.example.org", "user": USER, "sender": US}
    world.do("sam", "mail-settings", **settings, password=PASSWORD)
    world.do("sam", "mail-settings", **settings, port=2525)
    assert password(world) == PASSWORD

    world.do("sam", "mail-settings", **settings | {"host": "mail.evil.example"})

    assert password(world) == ""
    world.do("sam", "mail-settings", **settings)
    assert password(world) == ""


def test_mail_in_the_open_goes_no_further_than_this_machine(world: World) -> None:
    with pytest.raises(Refused, match="must be encrypted"):
        world.do("sam", "mail-settings", host="mail.example.org", security="none", sender=US)

    world.do("sam", "mail-settings", host="localhost", security="none", sender=US)


def test_without_a_host_no_mail_is_sent(world: World) -> None:
    world.do("sam", "mail-settings")

    with world.house.database.reading() as connection:
        assert mail.account(connection, world.house.vault) is None


def password(world: World) -> str:
    """The mail password as it opens."""
    with world.house.database.reading() as connection:
        kept = mail.account(connection, world.house.vault)
    assert kept is not None
    return kept.password
