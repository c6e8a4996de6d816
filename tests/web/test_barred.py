"""What the page of a line offers the desk accepts; what it shows as barred the desk refuses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stockroom.errors import Refused
from stockroom.ledger import LOT
from stockroom.reports.stages import LINE
from stockroom.web.pages.wishes import fitting
from stockroom.web.pages.wishes.following import LINES
from stockroom.words import Condition
from tests.commands.test_gates import NO_GLASS, SEALED, TOLD, wished
from tests.commands.test_restricted_gifts import DONATION, shelved
from tests.commands.test_restricted_gifts import given as taken_in
from tests.web.arriving import sent
from tests.web.visits import Visits
from tests.world import NOON, World

TODAY = NOON.date()
ANYBODY: list[str] = []


class Thing(NamedTuple):
    """Goods on the shelf, and for whom they were given."""

    product: str
    condition: str
    use_by: date | None
    only_for: list[str]


things = st.builds(
    Thing,
    st.sampled_from(["FE-BOT", "FE-BOTG"]),
    st.sampled_from([one.value for one in Condition]),
    st.none() | st.dates(TODAY, TODAY + timedelta(days=60)),
    st.sampled_from([ANYBODY, ["prison"], ["shelter"], ["M-1"], ["E-2"]]),
)
rules = st.fixed_dictionaries(
    {"action": st.sampled_from(["block", "block", "warn", "repack"])},
).flatmap(
    lambda about: st.one_of(
        st.sampled_from(["new", "new_sealed"]).map(
            lambda least: {"kind": "condition", "facts": {"least": least}, **about}
        ),
        st.sampled_from(["G", "GL", "B"]).map(
            lambda letters: {"kind": "flags", "facts": {"letters": letters}, **about}
        ),
        st.integers(1, 60).map(
            lambda days: {"kind": "shelf_life", "facts": {"days": days}, **about}
        ),
    )
)


def offered(world: World, line: int) -> fitting.Lots:
    """What the page of a line shows."""
    with world.house.database.reading() as books:
        row = books.execute(LINES.where(LINE.c.id == line)).one()
        today = world.clock.now().date()
        return fitting.lots(books, row, (today, today))


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    goods=st.lists(things, min_size=1, max_size=4),
    some=st.lists(rules, max_size=3),
    facility=st.sampled_from(["M-1", "E-2"]),
)
def test_what_is_offered_is_accepted_and_what_is_barred_is_refused(
    world: World, goods: list[Thing], some: list[dict[str, Any]], facility: str
) -> None:
    made = [world.do("alice", "gate-rules", **TOLD | one | {"facility": facility}) for one in some]
    for thing in goods:
        shelved(
            world,
            thing.only_for,
            product=thing.product,
            size="240 ml",
            condition=thing.condition,
            use_by=thing.use_by.isoformat() if thing.use_by else None,
        )
    line = wished(world, facility, product="FE-BOT", size="240 ml", quantity=1000)

    found = offered(world, line)

    assert found.rows
    for row in found.rows:
        assert (row.other >= fitting.LAST) == (row.id in found.bars), row
        try:
            world.do("alice", "allocations", lot=row.code, line=line, quantity=1)
            refused = ""
        except Refused as fault:
            refused = str(fault)
        bar = found.bars.get(row.id)
        assert refused == (bar.said.sentence.format(**bar.said.facts) if bar else "")
    for receipt in made:
        world.do("alice", "gate-rule-endings", rule=receipt.made["gate_rule"])


def test_the_page_says_why_and_offers_no_button(visits: Visits) -> None:
    world, browser = visits.world, visits.browser("alice")
    used = world.shelved(condition="good")
    line = wished(world)
    assert 'action="/allocations/new"' in browser.get(f"/wish-lines/{line}").text

    world.do("alice", "gate-rules", **SEALED)
    page = browser.get(f"/wish-lines/{line}").text

    assert "sealed packs (telephone, the day warden, 3 November 2026)" in page
    assert used in page.replace("-", "")
    assert 'action="/allocations/new"' not in page


def test_what_may_not_go_comes_last(visits: Visits) -> None:
    world = visits.world
    world.do("alice", "gate-rules", **NO_GLASS)
    world.shelved(product="FE-BOTG", size="240 ml", use_by="2026-12-01")
    world.shelved(product="FE-BOT", size="240 ml", use_by="2027-12-01")

    found = offered(world, wished(world, product="FE-BOTG", size="240 ml", quantity=1))

    assert [(row.name, row.id in found.bars) for row in found.rows][-1][1]


def test_the_board_of_a_gift_for_some_offers_no_box_with_goods_for_others(visits: Visits) -> None:
    world, browser = visits.world, visits.browser("bob")
    world.sorted_into("Box one", 10, "68")
    bags = taken_in(world, ["shelter"], product="BAG", size="", quantity=1)

    page = browser.get(f"/sortings/new?lot={bags}").text

    assert "given for shelters only" in page
    assert 'name="b-' not in page
    others = taken_in(world, ANYBODY, product="BAG", size="", quantity=1)
    assert 'name="b-' in browser.get(f"/sortings/new?lot={others}").text


def test_whoever_takes_a_gift_in_says_for_whom_it_is(visits: Visits) -> None:
    world, browser = visits.world, visits.browser("bob")
    form = {"product": "CL-BODY", "way": "pieces", "quantity": "12", "size": "62"}

    for for_whom in ("shelter", "shelter", "", "M-1"):
        sent(browser, "/intakes/new?product=CL-BODY", **form, donor="Parish", only_for=for_whom)

    with world.house.database.reading() as books:
        assert books.execute(sa.select(DONATION.c.only_for)).scalars().all() == [
            ["shelter"],
            [],
            ["M-1"],
        ]
        lots = books.execute(sa.select(LOT.c.id).order_by(LOT.c.id)).scalars().all()
    assert "given for shelters only" in browser.get(f"/lots/lot {lots[1]}").text
    assert "given for M-1 only" in browser.get(f"/inspections/new?lot=lot {lots[3]}").text
    assert "given for shelters only" in browser.get("/donors/1").text
