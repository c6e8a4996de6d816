"""Somebody with a scanner at a real terminal: fast keys, slow keys, and the power going."""

from __future__ import annotations

import os
import termios
import time

import pytest

from stockroom_cli import config
from stockroom_cli.config import Config
from tests.cli.conftest import Terminal, as_one_of_the_cast
from tests.cli.proxy import Proxy
from tests.cli.scanning.conftest import Sits, kept

pytestmark = pytest.mark.usefixtures("bob")


def test_cards_places_and_things_are_scanned(terminal: Terminal, sits: Sits) -> None:
    lot = terminal.world.shelved("A1", 5)
    scanner = sits()
    scanner.sees("Scan anything ›")

    scanner.scan("STOCKROOM:MOVE")
    scanner.sees("Move ›")
    scanner.scan("A-3 is none", end="\t")
    assert "\a" in scanner.sees("known") + scanner.sees("Move ›")
    scanner.type("A3")
    scanner.sees("Move → A3 ›")
    scanner.scan(lot, end="\t")
    scanner.sees("4 × 5 → A3")
    scanner.type("q")

    assert scanner.ends() == 3  # one scan was no
    assert terminal.world.inside(lot) == {"A3": 5}


def test_thirty_scans_at_once_are_worked_off_in_their_order(terminal: Terminal, sits: Sits) -> None:
    lots = [terminal.world.shelved("A1", 1) for _ in range(30)]
    scanner = sits("move", "A2")
    scanner.sees("Move → A2 ›")

    for lot in lots:
        scanner.scan(lot)
    scanner.scan("\x04", end="")

    assert scanner.ends() == 0
    assert [terminal.world.inside(lot) for lot in lots] == [{"A2": 1}] * 30


def test_what_is_scanned_before_the_program_is_ready_is_not_lost(
    terminal: Terminal, sits: Sits
) -> None:
    lot = terminal.world.shelved("A1", 5)
    scanner = sits("move", "A2")

    scanner.scan(lot)

    scanner.sees("5 → A2")


def test_the_same_code_within_three_seconds_is_one_scan(terminal: Terminal, sits: Sits) -> None:
    lot = terminal.world.shelved("A1", 5)
    scanner = sits("find")
    scanner.sees("Find ›")

    scanner.scan(lot)
    scanner.scan(lot)
    scanner.type("undo")

    assert scanner.sees("nothing to undo").count(f"({lot})") == 1


def test_a_scan_amid_typing_spoils_neither(terminal: Terminal, sits: Sits) -> None:
    lot = terminal.world.shelved("A1", 5)
    scanner = sits("find")
    scanner.sees("Find ›")

    scanner.type("Box o", end="")
    time.sleep(0.2)
    scanner.scan(lot)
    scanner.sees(f"({lot}): A1 × 5")
    scanner.type("ne")

    scanner.sees("Box one: nothing is there")


def test_a_slow_way_that_hands_letters_on_in_lumps_spoils_nothing(
    terminal: Terminal, sits: Sits
) -> None:
    lot = terminal.world.shelved("A1", 5)
    scanner = sits("move", "A2")
    scanner.sees("Move → A2 ›")

    scanner.scan(lot[:6], end="")
    time.sleep(0.2)
    scanner.scan(lot[6:])
    scanner.sees("5 → A2")
    scanner.scan("undo")
    scanner.sees("Undone")

    assert terminal.world.inside(lot) == {"A1": 5}


def test_the_terminal_is_left_as_it_was_found(terminal: Terminal, sits: Sits) -> None:
    scanner = sits("find")
    before = termios.tcgetattr(scanner.handle)
    scanner.sees("Find ›")
    during = termios.tcgetattr(scanner.handle)

    scanner.scan("\x04", end="")

    assert scanner.ends() == 0
    assert not during[3] & termios.ECHO
    assert termios.tcgetattr(scanner.handle)[3] == before[3]


def test_ctrl_c_stops_and_leaves_the_terminal_as_it_was(terminal: Terminal, sits: Sits) -> None:
    scanner = sits("find")
    before = termios.tcgetattr(scanner.handle)
    scanner.sees("Find ›")

    assert scanner.interrupted() == 1
    assert termios.tcgetattr(scanner.handle)[3] == before[3]


@pytest.mark.parametrize("heard", [True, False])
def test_after_a_power_cut_every_act_is_in_the_books_once(
    terminal: Terminal, proxy: Proxy, sits: Sits, heard: bool
) -> None:
    lots = [terminal.world.shelved("A1", 5) for _ in range(6)]
    as_one_of_the_cast(terminal, "bob", url=proxy.url)
    scanner = sits("move", "A2")
    scanner.sees("Move → A2 ›")
    scanner.scan(lots[0])
    scanner.sees("5 → A2")
    proxy.lose = 99
    if not heard:
        proxy.pass_on = 0  # nor does anything reach the service

    for lot in lots[1:]:
        scanner.type("=2")
        scanner.scan(lot)
        scanner.sees("not sent yet")
    scanner.kill()
    assert len(kept()) == 1
    proxy.lose, proxy.pass_on = 0, -1
    again = sits("move", "A2")
    again.sees("Move → A2 ›")
    again.type("q")

    assert again.ends() == 0
    assert kept() == []
    assert terminal.world.inside(lots[0]) == {"A2": 5}
    assert [terminal.world.inside(lot) for lot in lots[1:]] == [{"A1": 3, "A2": 2}] * 5
    assert terminal.world.discrepancies() == []


def test_killed_at_any_moment_no_act_is_lost_that_was_shown(terminal: Terminal, sits: Sits) -> None:
    lots = [terminal.world.shelved("A1", 5) for _ in range(20)]
    scanner = sits("move", "A2")
    scanner.sees("Move → A2 ›")

    os.write(scanner.handle, "".join(f"{lot}\r" for lot in lots).encode())
    scanner.sees("5 → A2")
    scanner.kill()
    shown = 1 + scanner.seen.count("5 → A2")
    sits("find").sees("Find ›")

    there = [terminal.world.inside(lot) for lot in lots]
    assert there[:shown] == [{"A2": 5}] * shown
    assert all(one in ({"A1": 5}, {"A2": 5}) for one in there)


def test_the_service_comes_back_and_what_waited_goes_out_by_itself(
    terminal: Terminal, proxy: Proxy, sits: Sits
) -> None:
    lot = terminal.world.shelved("A1", 5)
    config.save(Config(url=proxy.url, token=config.load().token, login="bob"))
    scanner = sits("move", "A2")
    scanner.sees("Move → A2 ›")
    proxy.lose_after(0)

    scanner.scan(lot)
    scanner.sees("[1 saved here] Move → A2 ›")
    proxy.lose, proxy.pass_on = 0, -1

    scanner.sees("↑")
    assert terminal.world.inside(lot) == {"A2": 5}
