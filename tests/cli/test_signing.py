"""Signing in once, and what is kept of it."""

from __future__ import annotations

import stat
from pathlib import Path

import httpx
import pytest

from tests.cli.conftest import Terminal
from tests.world import password_of


@pytest.fixture
def alice(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Alice, who signed in with her password."""
    return signed_in(terminal, "alice", monkeypatch)


def signed_in(terminal: Terminal, login: str, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The terminal after a sign-in that went well."""
    monkeypatch.setenv("STOCKROOM_PASSWORD", password_of(login))
    ran = terminal.run("sign-in", "--url", terminal.url, "--login", login)
    assert ran.code == 0, ran.err
    return terminal


def test_a_token_is_kept_where_only_its_owner_can_read_it(alice: Terminal) -> None:
    kept = Path(alice.folder / "settings" / "cli.json")

    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert password_of("alice") not in kept.read_text()
    assert alice.run("whoami").out.startswith("Alice, coordinator")


def test_a_wrong_password_ends_with_not_allowed(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STOCKROOM_PASSWORD", "something else")

    ran = terminal.run("sign-in", "--url", terminal.url, "--login", "alice")

    assert ran.code == 4
    assert ran.err
    assert not (terminal.folder / "settings" / "cli.json").exists()


def test_a_password_is_never_an_argument(terminal: Terminal) -> None:
    ran = terminal.run("sign-in", "--url", terminal.url, "--login", "alice", "--password", "x")

    assert ran.code == 2


def test_without_a_keyboard_or_a_password_nothing_hangs(terminal: Terminal) -> None:
    assert terminal.run("sign-in", "--url", terminal.url, "--login", "alice").code == 2


def test_signing_out_takes_the_token_back(alice: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = (alice.folder / "settings" / "cli.json").read_text()
    token = kept.split('"token": "')[1].split('"')[0]

    assert alice.run("sign-out").code == 0

    headers = {"Authorization": f"Bearer {token}"}
    assert httpx.get(f"{alice.url}/api/me", headers=headers).status_code == 401
    assert alice.run("whoami").code == 4


def test_only_this_computers_token_is_taken_back(
    alice: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STOCKROOM_CLI_CONFIG", str(alice.folder / "other.json"))
    other = signed_in(alice, "alice", monkeypatch)

    assert other.run("sign-out").code == 0

    monkeypatch.setenv("STOCKROOM_CLI_CONFIG", str(alice.folder / "settings" / "cli.json"))
    assert alice.run("whoami").code == 0


def test_a_saved_token_is_not_sent_to_another_address(
    alice: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STOCKROOM_URL", "http://127.0.0.1:9")

    ran = alice.run("whoami")

    assert ran.code == 4
    assert "sign-in" in ran.err


def test_the_environment_comes_before_the_file(
    alice: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STOCKROOM_TOKEN", "no such token")

    assert alice.run("whoami").code == 4


@pytest.mark.parametrize("url", ["stock.example.org", "ftp://stock.example.org", "http://a@b"])
def test_an_address_that_is_none_is_refused(terminal: Terminal, url: str) -> None:
    assert terminal.run("sign-in", "--url", url, "--login", "alice").code == 2
