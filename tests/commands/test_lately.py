"""The last 30 days at a gate are counted in one way, whoever asks: as its own book would."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stockroom import app
from stockroom.commands import at_gates, let_in
from stockroom.commands.at_gates import FACILITY
from stockroom.rules.gate import Some
from stockroom.settings import Settings, sqlite_url
from stockroom.tables.let_in import going
from tests.world import NOON, StillClock, World

DAYS = 30
PRODUCTS = {"NP-DISP": "4", "FE-BOT": ""}


@dataclass(frozen=True)
class Handed:
    """One handover: so many minutes ago, with what was refused there and what proved wrong since.

    `wrong` are pieces that a correction took off, below nought those that it put on.
    """

    facility: str
    product: str
    minutes_ago: int
    accepted: int
    refused: int
    wrong: int
    confirmed: bool


HANDED = st.builds(
    Handed,
    facility=st.sampled_from(["M-1", "E-2"]),
    product=st.sampled_from(sorted(PRODUCTS)),
    minutes_ago=st.one_of(st.integers(0, 40 * 1440), st.integers(30 * 1440, 31 * 1440)),
    accepted=st.integers(1, 9),
    refused=st.integers(0, 3),
    wrong=st.integers(-3, 3),
    confirmed=st.booleans(),
)


def tell(world: World, one: Handed) -> None:
    """The handover as hands told it later, its correction and the facility's own count."""
    size = PRODUCTS[one.product]
    lot = world.shelved(quantity=20, product=one.product, size=size)
    line = {"lot": lot, "accepted": one.accepted}
    refused = [{"quantity": one.refused, "reason": "damaged"}] if one.refused else []
    told = world.do(
        "bob",
        "deliveries",
        facility=one.facility,
        lines=[{**line, "refused": refused}],
        done_at=(NOON - timedelta(minutes=one.minutes_ago)).isoformat(),
    )
    delivery = told.made["delivery"]
    wrong = min(one.wrong, one.accepted)
    if wrong:
        part = {"lot": lot, "fewer": wrong} if wrong > 0 else {"lot": lot, "more": -wrong}
        world.do("alice", "delivery-corrections", delivery=delivery, lines=[part])
    if one.confirmed:
        world.do("alice", "confirmations", delivery=delivery, by="telephone", role="nurse")


def counted(history: Iterable[Handed]) -> Counter[tuple[str, str]]:
    """Pieces by facility and product, as a plain person would count them up."""
    found = Counter[tuple[str, str]]()
    today = NOON.astimezone().date()
    for one in history:
        day = (NOON - timedelta(minutes=one.minutes_ago)).astimezone().date()
        if (today - day).days <= DAYS:
            found[one.facility, one.product] += one.accepted - min(one.wrong, one.accepted)
    return +found


def of(code: str, some: Iterable[Some]) -> Counter[tuple[str, str]]:
    """What was read, in the same form."""
    return +Counter({(code, one.goods.product): one.pieces for one in some})


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(history=st.lists(HANDED, max_size=6))
def test_all_who_ask_what_came_of_late_count_the_same(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, history: list[Handed]
) -> None:
    folder = tmp_path_factory.mktemp("lately")
    for name in ("stockroom.db", "stockroom.key"):
        shutil.copy(sqlite_template / name, folder / name)
    house = app.wire(Settings(data=folder, database=sqlite_url(folder)), StillClock())
    try:
        for one in history:
            tell(World.of(house), one)
        today = NOON.astimezone().date()
        at_the_gate, at_the_desk = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        with house.database.snapshot() as books:
            codes = {row.id: row.code for row in books.execute(sa.select(FACILITY))}
            for facility, some in at_gates.lately(books, list(codes), today).items():
                at_the_gate += of(codes[facility], some)
            for facility, code in codes.items():
                at_the_desk += of(code, let_in.to_facility(books, facility, today).lately)
            planned = Counter(
                {(codes[row.facility_id], row.product): row.lately
                 for row in books.execute(going(today))}
            )  # fmt: skip
        assert at_the_gate == at_the_desk == +planned == counted(history)
    finally:
        house.database.close()
        shutil.rmtree(folder)
