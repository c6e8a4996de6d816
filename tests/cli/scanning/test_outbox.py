"""No act is lost or recorded twice, whatever happens to the program, the way or the service."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from stockroom_cli import config, ids
from stockroom_cli.scanning import outbox as outboxes
from stockroom_cli.scanning.act import Act
from stockroom_cli.scanning.outbox import NotSaved, Outbox
from tests.cli.conftest import Terminal, as_one_of_the_cast
from tests.cli.proxy import Proxy, busy
from tests.cli.scanning.conftest import Pipes, kept

URL = "https://stock.example.org"


@pytest.fixture
def far(terminal: Terminal, proxy: Proxy) -> Terminal:
    """Bob, behind the bad network."""
    return as_one_of_the_cast(terminal, "bob", url=proxy.url)


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    """An outbox of its own."""
    made = Outbox(URL, 1, tmp_path / "scans")
    yield made
    made.close()


def an_act(*touches: str, who: int = 1) -> Act:
    """Something that hands did."""
    return Act(ids.new(), "transfers", {"thing": "x", "place": "y"}, touches, "x → y", URL, who)


def test_an_act_whose_answer_was_lost_is_recorded_once(
    far: Terminal, proxy: Proxy, pipes: Pipes
) -> None:
    lot = far.world.shelved("A1", 5)
    proxy.lose_after(2)  # who we are, and the bundle

    ran = pipes(["=2", lot], "move", "A2", "--json")

    assert ran.code == 5
    assert json.loads(ran.out.splitlines()[-1])["act"]["state"] == "saved"
    assert "1" in ran.err
    assert len(kept()) == 1
    proxy.lose, proxy.pass_on = 0, -1

    again = pipes([], "--json")

    assert again.code == 0
    assert json.loads(again.out)["tone"] == "sent"
    assert far.world.inside(lot) == {"A1": 3, "A2": 2}
    assert kept() == []


def test_what_was_recorded_and_not_heard_of_is_not_recorded_twice(
    far: Terminal, proxy: Proxy, pipes: Pipes
) -> None:
    lot = far.world.shelved("A1", 5)

    def lines() -> Iterator[str]:
        proxy.lose = 2  # the books take it twice, and nobody hears
        yield from ("=2", lot)

    ran = pipes(lines(), "move", "A2")

    assert ran.code == 5
    assert far.world.inside(lot) == {"A1": 3, "A2": 2}
    assert pipes([]).code == 0
    assert far.world.inside(lot) == {"A1": 3, "A2": 2}
    assert kept() == []


def test_scanning_goes_on_without_the_service(far: Terminal, proxy: Proxy, pipes: Pipes) -> None:
    lot, label = far.world.shelved("A1", 5), far.world.blank()
    proxy.lose_after(2)

    lines = [lot, "A2", "A3", lot, "undo", "take in", "CL-BODY 62", label, "put away", "A1", label]
    ran = pipes(lines, "move")

    assert ran.out.count("saved here, not sent yet") == 5
    proxy.lose, proxy.pass_on = 0, -1
    assert pipes([]).code == 0
    assert far.world.inside(lot) == {"A2": 5}
    assert far.world.inside(label) == {"A1": 1}
    assert far.world.discrepancies() == []


def test_a_service_whose_books_are_shut_is_asked_later(
    far: Terminal, proxy: Proxy, pipes: Pipes
) -> None:
    lot = far.world.shelved("A1", 5)

    def lines() -> Iterator[str]:
        proxy.says = [busy(0)]
        yield lot

    ran = pipes(lines(), "move", "A2")

    assert "saved here" in ran.out
    assert ran.code == 0
    assert far.world.inside(lot) == {"A2": 5}


def test_an_answer_that_is_none_of_ours_settles_nothing(
    far: Terminal, proxy: Proxy, pipes: Pipes
) -> None:
    lot = far.world.shelved("A1", 5)
    page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 7\r\n\r\n<html/>"
    other = b"HTTP/1.1 404 Not Found\r\nContent-Length: 7\r\n\r\n<html/>"

    def lines() -> Iterator[str]:
        proxy.says = [page, other]
        yield lot

    ran = pipes(lines(), "move", "A2")

    assert ran.code == 5
    assert len(kept()) == 1
    assert pipes([]).code == 0
    assert far.world.inside(lot) == {"A2": 5}


def test_a_refused_act_stays_until_a_person_takes_it_off(terminal: Terminal, pipes: Pipes) -> None:
    as_one_of_the_cast(terminal, "bob")
    lot = terminal.world.shelved("A1", 5)
    act = Act(ids.new(), "no-such-noun", {}, (lot,), "something", terminal.url, _number(terminal))
    left = Outbox(terminal.url, _number(terminal))
    left.save(act)
    os.close(left._file)

    first = pipes([lot], "move", "A2")
    second = pipes(["list", "drop 1"])

    assert first.code == 3
    assert "something: There is no act called no-such-noun." in first.out
    assert "saved here" in first.out  # it touches the same lot, and waits
    assert "Off the list: something" in second.out
    assert terminal.world.inside(lot) == {"A2": 5}
    assert kept() == []


def test_what_one_scanned_is_not_sent_as_another(far: Terminal, proxy: Proxy, pipes: Pipes) -> None:
    lot = far.world.shelved("A1", 5)
    proxy.lose_after(2)
    pipes([lot], "move", "A2")
    proxy.lose, proxy.pass_on = 0, -1
    as_one_of_the_cast(far, "alice", url=proxy.url)

    ran = pipes([])

    assert "Acts of other people, or for another service, that wait here: 1" in ran.out
    assert far.world.inside(lot) == {"A1": 5}
    as_one_of_the_cast(far, "bob", url=proxy.url)
    assert pipes([]).code == 0
    assert far.world.inside(lot) == {"A2": 5}


def test_who_is_signed_out_keeps_everything(far: Terminal, proxy: Proxy, pipes: Pipes) -> None:
    lot = far.world.shelved("A1", 5)
    proxy.says = []
    proxy.lose_after(2)
    pipes([lot], "move", "A2")
    proxy.lose, proxy.pass_on = 0, -1
    config.save(config.Config(url=proxy.url, token="gone", login="bob"))

    assert pipes([]).code == 4
    assert len(kept()) == 1


def test_the_file_is_its_owners_alone_and_holds_no_secret(
    far: Terminal, proxy: Proxy, pipes: Pipes
) -> None:
    proxy.lose_after(2)
    pipes([far.world.shelved("A1", 5)], "move", "A2")
    (path,) = kept()

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert config.load().token not in path.read_text()


def test_a_line_that_was_cut_off_spoils_no_other(outbox: Outbox, tmp_path: Path) -> None:
    act = an_act("x")
    left = tmp_path / "scans" / "left.jsonl"
    whole = json.dumps({"act": act.line})
    left.write_text(f"{whole}\n{whole[:40]}")

    taken = Outbox(URL, 1, tmp_path / "scans")

    assert taken.waiting == [act]
    assert not left.exists()
    taken.close()


@pytest.mark.parametrize("strange", ['{"act": {"id": "x"}}', '{"id": "x"}', "[]", '"act"'])
def test_a_file_of_another_form_is_left_as_it_is(tmp_path: Path, strange: str) -> None:
    left = tmp_path / "scans" / "left.jsonl"
    left.parent.mkdir()
    left.write_text(f"{strange}\n")

    outbox = Outbox(URL, 1, tmp_path / "scans")

    assert left.read_text() == f"{strange}\n"
    outbox.close()


def test_what_cannot_be_taken_over_stays_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = tmp_path / "scans" / "left.jsonl"
    left.parent.mkdir()
    left.write_text(json.dumps({"act": an_act("x").line}) + "\n")

    def full(file: int, line: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outboxes, "_write", full)
    outbox = Outbox(URL, 1, tmp_path / "scans")

    assert left.exists()
    outbox.close()


def test_where_nothing_can_be_written_nobody_begins(
    terminal: Terminal, pipes: Pipes, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_one_of_the_cast(terminal, "bob")
    (config.path().parent / "scans").write_text("no folder")

    ran = pipes(["find"])

    assert ran.code == 2
    assert "cannot be written down" in ran.err


def test_a_terminal_that_is_still_there_keeps_its_acts(outbox: Outbox, tmp_path: Path) -> None:
    outbox.save(an_act("x"))

    other = Outbox(URL, 1, tmp_path / "scans")

    assert other.waiting == []
    assert outbox.path.exists()
    other.close()


def test_what_cannot_be_written_down_counts_as_not_done(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox.save(an_act("x"))
    before = outbox.path.read_bytes()

    def full(file: int, line: bytes) -> None:
        os.write(file, line[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(outboxes, "_write", full)

    with pytest.raises(NotSaved):
        outbox.save(an_act("y"))

    assert outbox.path.read_bytes() == before
    assert len(outbox.waiting) == 1


def _number(terminal: Terminal) -> int:
    number = terminal.world.cast["bob"].id
    assert number is not None
    return number
