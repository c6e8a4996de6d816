"""A mail that was sent and not noted: sent again as the same mail, never lost, and shown."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest

from stockroom.errors import Busy
from stockroom.settings import Settings
from tests.keeping import posting
from tests.keeping.catcher import Catcher, catching
from tests.keeping.posting import changes, expects_us, hands_over, kept, letters, names, post_of
from tests.world import World

NINE = {"window_from": "09:00", "window_until": "11:00"}
LATER = {"window_from": "13:00", "window_until": "15:00"}
ONE_ROUND = """
import sys
from pathlib import Path
from stockroom.app import wire
from stockroom.keeping.notices import Post
from stockroom.settings import Settings
from tests.world import StillClock
house = wire(Settings(data=Path(sys.argv[1]), database=sys.argv[2]), StillClock())
Post(house.database, house.vault, house.clock).round()
"""


@pytest.fixture
def catcher(world: World) -> Iterator[Catcher]:
    """The server that this stockroom's mail goes to; M-1 reads English."""
    world.do("alice", "facility-changes", facility="M-1", language="en")
    with catching() as caught:
        posting.mails_at(world, caught.port)
        yield caught


def unsure(world: World, catcher: Catcher) -> None:
    """A mail is taken, and the network fails before its sender hears so."""
    catcher.then = lambda: threading.Event().wait(0.6)
    post_of(world, most_s=0.3).round()
    catcher.then = lambda: None


def an_hour_later(world: World) -> int:
    """The next round of the hourly job."""
    world.clock.forward(timedelta(hours=1))
    return post_of(world).round()


def test_a_process_killed_after_the_mail_was_taken_leaves_the_same_mail_to_the_next(
    world: World, catcher: Catcher, settings: Settings
) -> None:
    expects_us(world, "M-1", **NINE)
    about = [str(settings.data), settings.database]
    sender = subprocess.Popen([sys.executable, "-c", ONE_ROUND, *about])
    catcher.then = lambda: os.kill(sender.pid, signal.SIGKILL)

    assert sender.wait(60) == -signal.SIGKILL

    (row,) = kept(world)
    assert (row.unsure, row.sent_at, row.tries) == (True, None, 1)
    catcher.then = lambda: None
    assert post_of(world).round() == 0
    assert an_hour_later(world) == 1
    first, second = names(catcher)
    assert first == second
    (row,) = kept(world)
    assert (row.unsure, row.sent_at) == (False, world.clock.now())
    assert an_hour_later(world) == 0


def test_a_commit_that_fails_after_the_mail_was_taken_loses_nothing(
    world: World, catcher: Catcher
) -> None:
    expects_us(world, "M-1", "E-2", **NINE)
    world.house.database.lock_wait_s = 0.2
    held, over = threading.Event(), threading.Event()

    def write_something_long() -> None:
        with world.house.database.writing():
            held.set()
            over.wait(20)

    writer = threading.Thread(target=write_something_long)

    def keep_busy() -> None:
        writer.start()
        held.wait(20)

    catcher.then = keep_busy
    with pytest.raises(Busy):
        post_of(world).round()
    over.set()
    writer.join()
    catcher.then = lambda: None
    world.house.database.lock_wait_s = 10

    assert an_hour_later(world) == 2

    assert len(catcher.caught) == 3
    assert len(set(names(catcher))) == 2
    assert all(row.sent_at and not row.unsure for row in kept(world))


def test_an_answer_that_never_comes_leaves_it_unsure_and_a_clear_no_does_not(
    world: World, catcher: Catcher
) -> None:
    hands_over(world)
    world.do("alice", "facility-changes", facility="M-1", email=posting.HOUSE)
    world.do("alice", "facility-changes", facility="E-2", email=posting.FULL)
    hands_over(world, "E-2")

    unsure(world, catcher)

    assert [(row.unsure, row.sent_at) for row in kept(world)] == [(True, None), (False, None)]
    assert kept(world)[0].answer
    an_hour_later(world)
    assert kept(world)[0].unsure is False
    assert len(set(names(catcher))) == 1


def test_what_was_once_unsure_stays_so_though_a_later_try_is_refused(
    world: World, catcher: Catcher
) -> None:
    world.do("alice", "facility-changes", facility="M-1", email=posting.HOUSE)
    hands_over(world)
    unsure(world, catcher)
    world.do("alice", "facility-changes", facility="M-1", email=posting.FULL)

    an_hour_later(world)

    (row,) = kept(world)
    assert (row.tries, row.unsure, row.answer[:3]) == (2, True, "552")


@pytest.mark.parametrize("taken_out", [True, False])
def test_a_visit_that_they_perhaps_heard_of_is_called_off(
    taken_out: bool, world: World, catcher: Catcher
) -> None:
    run = expects_us(world, "M-1", "E-2", **NINE)
    unsure(world, catcher)

    if taken_out:
        changes(world, run, {"stop": world.stop(run, 2)})
    else:
        world.do("dora", "stop-callings-off", run=run, stop=world.stop(run), reason="locked_down")
    an_hour_later(world)

    assert "We will not come tomorrow after all.\n" in [text for _to, _, text in letters(catcher)]
    assert an_hour_later(world) == 0


def test_an_hour_that_they_perhaps_heard_is_taken_back(world: World, catcher: Catcher) -> None:
    run = expects_us(world, "M-1", **NINE)
    post_of(world).round()
    changes(world, run, {"stop": 1, **LATER})
    unsure(world, catcher)

    changes(world, run, {"stop": 1, **NINE})
    an_hour_later(world)

    texts = [text for _to, _, text in letters(catcher)]
    assert ["09:00" in text for text in texts] == [True, False, True]
    assert len(set(names(catcher))) == 3
    assert [row.version for row in kept(world)] == [1, 2, 3]
    assert an_hour_later(world) == 0


def test_who_was_told_by_a_person_meanwhile_gets_no_second_mail(
    world: World, catcher: Catcher
) -> None:
    run = expects_us(world, "M-1", **NINE)
    unsure(world, catcher)

    world.do("alice", "notices", run=run, facility="M-1")

    assert an_hour_later(world) == 0
    (row,) = kept(world)
    assert (row.how, row.unsure) == ("copied", False)


@contextmanager
def slow(pause_s: float) -> Iterator[int]:
    """A port where something greets, and then answers each line ever later."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        over = threading.Event()

        def talk() -> None:
            caller, _ = server.accept()
            with closing(caller):
                for line in (b"220 slow\r\n", b"250 slow\r\n", b"250 ok\r\n"):
                    if over.wait(pause_s):
                        return
                    try:
                        caller.sendall(line)
                    except OSError:
                        return
                over.wait(20)

        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        yield int(server.getsockname()[1])
        over.set()
        thread.join(5)


def test_a_server_that_is_too_slow_is_said_to_be_and_nothing_is_unsure(world: World) -> None:
    with slow(0.2) as port:
        posting.mails_at(world, port)
        expects_us(world, "M-1", **NINE)
        post_of(world, most_s=0.5).round()

    (row,) = kept(world)
    assert (row.sent_at, row.unsure, row.tries) == (None, False, 1)
    assert row.answer
