"""Every act is sent with the same id until its answer is heard."""

from __future__ import annotations

import pytest

from stockroom_cli import client
from tests.cli.conftest import Terminal, as_one_of_the_cast
from tests.cli.proxy import Proxy, busy


@pytest.fixture
def far(terminal: Terminal, proxy: Proxy) -> Terminal:
    """Alice, behind the bad network."""
    return as_one_of_the_cast(terminal, "alice", url=proxy.url)


def test_a_lost_answer_does_not_take_goods_in_twice(far: Terminal, proxy: Proxy) -> None:
    proxy.lose = 1

    ran = far.run("intake", "CL-BODY", "--size", "62", "--quantity", "4")

    assert ran.code == 0
    assert ran.out.startswith("already recorded: lot ")
    assert proxy.met == 2
    assert far.lots() == 1


def test_a_lost_answer_to_a_batch_does_not_act_twice(far: Terminal, proxy: Proxy) -> None:
    bags = [far.world.do("bob", "intakes", product="BAG", quantity=3) for _ in range(2)]
    lots = [str(receipt.made["lot"]) for receipt in bags]
    proxy.lose = 1

    ran = far.run(
        "sort", f"{lots[0]}=3", f"{lots[1]}=2", "--into", "Box one=10:68:girl", "--rags", "1kg"
    )

    assert ran.code == 0, ran.err
    assert far.world.inside(lots[0]) == {}
    assert far.world.inside(lots[1]) == {"North inbound": 1}
    assert far.world.discrepancies() == []


def test_it_gives_up_after_five_tries(far: Terminal, proxy: Proxy) -> None:
    proxy.lose = 99

    ran = far.run("donor", "Parish drive")

    assert ran.code == 5
    assert proxy.met == 5


def test_what_was_given_up_is_finished_with_the_id_that_was_told(
    far: Terminal, proxy: Proxy
) -> None:
    proxy.lose = 5
    given_up = far.run("donor", "Parish drive")
    told = given_up.err.rsplit("--id ", 1)[1].strip()

    ran = far.run("donor", "Parish drive", "--id", told)

    assert ran.code == 0
    assert ran.out.startswith("already recorded")


def test_the_service_says_how_long_to_wait(far: Terminal, proxy: Proxy) -> None:
    proxy.says = [busy(1)]

    ran = far.run("donor", "Parish drive")

    assert ran.code == 0
    assert "trying again in 1.0 s (2 of 5)" in ran.err


def test_pauses_grow_and_are_not_all_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "FIRST_PAUSE_S", 0.5)

    waits = [[client.pause(number) for _ in range(50)] for number in range(1, 5)]

    for number, drawn in enumerate(waits):
        assert all(0.25 * 2**number <= wait <= 0.5 * 2**number for wait in drawn)
        assert len(set(drawn)) > 10
