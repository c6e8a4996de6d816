"""One lot from the donor to the gate, as the desk sees it."""

from __future__ import annotations

from tests.world import World


def test_one_lot_goes_from_the_donor_to_the_gate(world: World) -> None:
    gift = world.do("bob", "donations", donor="Parish drive", received_on="2026-11-21")
    lot = world.do("bob", "intakes", product="NP-DISP", size="4", quantity=108, donation=gift.id)
    code = lot.made["lot"]
    world.do("bob", "inspections", lot=code, outcome="accept")
    world.do("bob", "put-aways", thing=code, place="A1")
    line = world.line(60)
    world.do("alice", "allocations", lot=code, line=line, quantity=60)
    world.do("bob", "picks", lot=code, line=line, quantity=60, place="A1")
    run = world.run()
    world.do("dora", "loadings", run=run, items=[{"lot": code, "line": line, "quantity": 60}])
    world.do("dora", "departures", run=run)

    world.do(
        "dora",
        "deliveries",
        facility="M-1",
        run=run,
        lines=[{"lot": code, "line": line, "accepted": 60}],
    )

    assert world.held(code) == {"donor": -108, "A1": 48, f"M-1 gate/{line}": 60}
    assert world.discrepancies() == []
    closing = world.do("dora", "run-closings", run=run)
    assert closing.made == {"loaded": 60, "delivered": 60, "returned": 0, "lost": 0}
