"""Notices go by mail once, say nothing secret, and a server that fails loses none of them."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from stockroom.keeping.notices import OTHER_KEY, WAITS, veiled
from stockroom.vault import open_vault
from tests.keeping import posting
from tests.keeping.catcher import Catcher, catching, free_port
from tests.keeping.posting import HOUSE, changes, expects_us, hands_over, kept, letters, post_of
from tests.world import World

SECRETS = ("M-1", "E-2", "North", "dora", "Dora", "Van 1", "invented", HOUSE)
NINE = {"window_from": "09:00", "window_until": "11:00"}


@pytest.fixture
def catcher(world: World) -> Iterator[Catcher]:
    """The server that this stockroom's mail goes to."""
    with catching() as caught:
        posting.mails_at(world, caught.port)
        yield caught


def english(world: World, *codes: str) -> None:
    """These facilities read English."""
    for code in codes:
        world.do("alice", "facility-changes", facility=code, language="en")


def test_who_is_visited_tomorrow_hears_when_and_nothing_else(
    world: World, catcher: Catcher
) -> None:
    english(world, "M-1")
    expects_us(world, "M-1", **NINE)

    assert post_of(world).round() == 1

    said = "We plan to come tomorrow, Sunday 22 November 2026, between 09:00 and 11:00.\n"
    assert letters(catcher) == [([HOUSE], "About our visit", said)]
    (row,) = kept(world)
    assert (row.how, row.tries, row.answer) == ("mail", 1, "250 Caught, thank you")
    assert (row.text, row.sent_at) == (said, world.clock.now())


def test_it_is_said_once_however_often_the_job_runs(world: World, catcher: Catcher) -> None:
    expects_us(world, "M-1", "E-2", **NINE)

    post_of(world).round()
    world.clock.forward(timedelta(hours=1))
    post_of(world).round()

    assert len(catcher.caught) == 2


def test_a_new_hour_is_said_and_a_visit_called_off_too(world: World, catcher: Catcher) -> None:
    english(world, "M-1", "E-2")
    run = expects_us(world, "M-1", "E-2", **NINE)
    post_of(world).round()

    changes(
        world,
        run,
        {"stop": 1, "window_from": "13:00", "window_until": "15:00"},
        {"stop": 2, "window_from": "09:00", "window_until": "11:00"},
    )
    post_of(world).round()
    world.do("dora", "stop-callings-off", run=run, stop=1, reason="locked_down")
    changes(world, run, {"stop": 1})
    post_of(world).round()
    post_of(world).round()

    texts = [text for _to, _subject, text in letters(catcher)[2:]]
    assert texts == [
        "The hour has changed: we now plan to come Sunday 22 November 2026, "
        "between 13:00 and 15:00.\n",
        "We will not come tomorrow after all.\n",
        "We will not come tomorrow after all.\n",
    ]
    assert [row.version for row in kept(world)] == [1, 1, 2, 3, 2]


def test_something_handed_over_is_told_with_its_receipt_and_no_code(
    world: World, catcher: Catcher
) -> None:
    english(world, "M-1")
    world.do("alice", "facility-changes", facility="M-1", email=HOUSE)
    hands_over(world)

    post_of(world).round()
    post_of(world).round()

    assert letters(catcher) == [
        (
            [HOUSE],
            "Please count what came",
            "Something was handed over to your house today. Please count it and tell us.\n"
            "You can do that here: https://stock.example.org/confirm\n",
        )
    ]


def test_no_letter_in_any_language_tells_what_or_where_or_who(
    world: World, catcher: Catcher
) -> None:
    for language in ("en", "ar", "fr", "ru"):
        for code in ("M-1", "E-2"):
            world.do("alice", "facility-changes", facility=code, language=language)
        expects_us(world, "M-1", "E-2", **NINE)
        hands_over(world)
        world.clock.forward(timedelta(hours=1))
        post_of(world).round()

    found = letters(catcher)
    assert len(found) == 12
    for _to, subject, text in found:
        assert [one for one in SECRETS if one in subject + text] == []


def test_a_full_mailbox_is_tried_five_times_each_later_and_stays_to_be_told(
    world: World, catcher: Catcher
) -> None:
    world.do("alice", "facility-changes", facility="M-1", email=posting.FULL)
    hands_over(world)

    for _hour in range(40):
        post_of(world).round()
        world.clock.forward(timedelta(hours=1))

    (row,) = kept(world)
    assert (row.tries, row.sent_at) == (5, None)
    assert row.answer == "552 5.2.2 That mailbox is … of nappies"
    world.do("alice", "notices", delivery=row.delivery_id)
    assert kept(world)[0].how == "copied"


def test_tries_lie_apart(world: World, catcher: Catcher) -> None:
    world.do("alice", "facility-changes", facility="M-1", email=posting.FULL)
    hands_over(world)

    tries = []
    for _hour in range(8):
        post_of(world).round()
        tries.append(kept(world)[0].tries)
        world.clock.forward(timedelta(hours=1))

    assert tries == [1, 2, 2, 3, 3, 3, 3, 4]
    assert list(WAITS) == sorted(WAITS)


def test_a_server_that_is_away_loses_nothing_and_the_round_ends_there(world: World) -> None:
    port = free_port()
    posting.mails_at(world, port)
    expects_us(world, "M-1", "E-2", **NINE)

    post_of(world).round()
    (row,) = kept(world)
    assert (row.sent_at, row.tries) == (None, 1)
    assert "refused" in row.answer
    world.clock.forward(timedelta(hours=1))
    with catching() as catcher:
        posting.mails_at(world, catcher.port)
        post_of(world).round()

    assert [one.sent_at for one in kept(world)] == [world.clock.now()] * 2
    assert len(catcher.caught) == 2


def test_a_server_that_never_speaks_is_left_after_a_while(world: World) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as mute:
        posting.mails_at(world, int(mute.getsockname()[1]))
        expects_us(world, "M-1", **NINE)
        post_of(world, most_s=0.3).round()

    (row,) = kept(world)
    assert row.sent_at is None
    assert row.answer


def test_two_processes_send_each_notice_once(world: World, catcher: Catcher) -> None:
    expects_us(world, "M-1", "E-2", **NINE)
    hands_over(world)
    both = [threading.Thread(target=post_of(world).round) for _process in range(2)]

    for one in both:
        one.start()
    for one in both:
        one.join()

    assert len(catcher.caught) == 3
    assert all(row.sent_at for row in kept(world))


def test_who_was_told_by_a_person_gets_no_mail(world: World, catcher: Catcher) -> None:
    run = expects_us(world, "M-1", **NINE)
    world.do("alice", "notices", run=run, facility="M-1", said="tomorrow 2026-11-22 09:00-11:00")

    post_of(world).round()

    assert catcher.caught == []


def test_no_mail_goes_at_night_nor_a_first_word_on_the_day_itself(
    world: World, catcher: Catcher
) -> None:
    expects_us(world, "M-1", **NINE)
    world.clock.forward(timedelta(hours=-8))
    assert post_of(world).round() == 0
    world.clock.forward(timedelta(hours=28))
    assert post_of(world).round() == 0

    assert catcher.caught == []


def test_an_address_sealed_with_another_key_is_said_to_be(
    world: World, catcher: Catcher, tmp_path_factory: pytest.TempPathFactory
) -> None:
    expects_us(world, "M-1", **NINE)
    other = open_vault(tmp_path_factory.mktemp("other") / "stockroom.key")
    house = world.house

    type(post_of(world))(house.database, other, house.clock).round()

    assert (kept(world)[0].answer, catcher.caught) == (OTHER_KEY, [])


def test_what_a_server_says_is_kept_without_the_address() -> None:
    said = veiled("550 5.1.1 <House@Quiet-Hill.example>: no house at quiet-hill.example", HOUSE)

    assert said == "550 5.1.1 <…>: no … at …"
