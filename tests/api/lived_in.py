"""A stockroom in which every act of the trade was done at least once, so that no list is empty."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from stockroom.desk import Receipt
from tests.api import at_the_gate, besides, driving
from tests.api import lived_in_papers as papers
from tests.api.guests import Guests
from tests.world import World


@dataclass
class Done:
    """What was made on the way, by the names that the tests use."""

    code: str = ""
    made: dict[str, Any] = field(default_factory=dict)
    receipts: list[Receipt] = field(default_factory=list)


@dataclass(frozen=True)
class LivedIn:
    """The guests of the lived-in world, and what was done there."""

    guests: Guests
    done: Done


@dataclass
class Days:
    """Acts in turn, each a little later than the one before."""

    world: World
    done: Done

    def do(self, who: str, noun: str, **content: Any) -> dict[str, Any]:
        """One act; gives what it made."""
        self.world.clock.forward(timedelta(minutes=1))
        receipt = self.world.do(who, noun, **content)
        self.done.receipts.append(receipt)
        return receipt.made


def live(world: World) -> Done:
    """Do everything that can be done, and say what came of it."""
    days = Days(world, Done())
    _take_in(days)
    _turn_away(days)
    _sort(days)
    _change(days)
    _wish(days)
    _promise_and_pack(days)
    _drive(days)
    _confirm(days)
    _serve_the_other_facility(days)
    _set_right(days)
    _keep_kits(days)
    _ask_for_kits(days)
    _plan(days)
    papers.read_a_message(days)
    _label(days)
    _record(days)
    at_the_gate.know(days)
    besides.know_the_way(days)
    besides.tell_them(days)
    besides.print_labels(days)
    return days.done


def _take_in(days: Days) -> None:
    days.do("bob", "donations", donor="Parish drive", received_on="2026-11-21")
    gift = days.done.receipts[-1].id
    code = days.do(
        "bob",
        "intakes",
        product="NP-DISP",
        size="4",
        packs={"packs": 4, "pieces_per_pack": 50},
        description="4 packs of 50",
        gtin="5901234123457",
        donation=gift,
    )["lot"]
    days.done.code = code
    days.do("bob", "inspections", lot=code, outcome="accept")
    days.do("bob", "put-aways", thing=code, place="A1")
    days.do("bob", "transfers", thing=code, place="A2", quantity=10, source="A1")
    days.do("bob", "boxings", lot=code, box="Box two", quantity=5, source="A2")


def _turn_away(days: Days) -> None:
    days.do("bob", "turnings-away", what="SL-COT", reason="unsafe", donor="Parish drive")


def _sort(days: Days) -> None:
    bags = days.do("bob", "intakes", product="BAG", quantity=3, weight_g=9000)["lot"]
    part = {"box": "Box one", "size": "68", "quantity": 40, "season": "winter"}
    days.do("bob", "sortings", lot=bags, bags=2, into=[part], rags_g=500)
    loose = days.do("bob", "intakes", product="CL-MIX", size="68", quantity=6)["lot"]
    days.do("bob", "toppings-up", lot=loose, box="Box one", quantity=6)


def _change(days: Days) -> None:
    bottles = days.do(
        "bob", "opening-counts", product="CL-BODY", size="62", place="A3", quantity=20
    )["lot"]
    days.done.made["bodies"] = bottles
    days.do("bob", "redescriptions", lot=bottles, quantity=2, size="68")
    days.do("bob", "conversions", lot=bottles, quantity=4, into=[{"quantity": 4, "size": "56"}])
    days.do("alice", "write-offs", lot=bottles, quantity=1, reason="damaged")
    days.do("bob", "holds", lot=bottles, reason="press stud came off")
    days.do("alice", "hold-liftings", lot=bottles, reason="checked")
    days.do("bob", "counts", place="A3", position=10_000, lines=[{"lot": bottles, "counted": 10}])


def _wish(days: Days) -> None:
    wanted = {"product": "NP-DISP", "size": "4", "urgency": "tonight", "quantity": 60}
    first = days.do("fatima", "wish-lists", facility="M-1", lines=[wanted], note="by noon")
    spare = days.do("fatima", "wish-lists", facility="M-1", lines=[wanted])
    days.done.made |= {"list": first["wish_list"], "line": first["lines"][0]}
    change = {"line": first["lines"][0], "asked": 70, "reason": "more_needed"}
    days.do("fatima", "wish-list-changes", **change)
    days.do("fatima", "wish-list-withdrawals", wish_list=spare["wish_list"])


def _promise_and_pack(days: Days) -> None:
    code, line = days.done.code, days.done.made["line"]
    days.do("alice", "allocations", lot=code, line=line, quantity=60, place="A1")
    days.do("alice", "releases", lot=code, line=line, quantity=10)
    days.do("bob", "picks", lot=code, line=line, quantity=30, place="A1")
    other = days.do("bob", "opening-counts", product="NP-DISP", size="4", place="A2", quantity=9)[
        "lot"
    ]
    swap = {"lot": code, "line": line, "quantity": 2, "place": "A1", "why": "fewer"}
    days.do("bob", "pick-swaps", **swap, instead=other, from_place="A2")
    packed = [{"lot": other, "line": line, "quantity": 2}]
    days.do("bob", "packed-boxes", lines=packed, place="North bench")
    box = days.do("bob", "boxes", name="Parcel box", place="North bench")
    days.done.made["box"] = box["number"]
    days.do("bob", "packings", lot=code, line=line, quantity=20, box="Parcel box")
    days.do("bob", "sealings", box="Parcel box", facility="M-1")
    days.do("bob", "unsealings", box="Parcel box")
    days.do("bob", "sealings", box="Parcel box", facility="M-1")


def _drive(days: Days) -> None:
    code, line = days.done.code, days.done.made["line"]
    run = days.world.run()
    papers.tell_ahead(days, run)
    days.do("fatima", "need-answers", lines=[{"line": line, "still": True}])
    closed = days.world.run(van="Van 2")
    days.done.made["run"] = run
    loose = {"lot": code, "line": line, "quantity": 10}
    days.do("dora", "loadings", run=run, items=[{"box": "Parcel box"}, loose])
    days.do("dora", "departures", run=run)
    driving.on_the_way(days, run, closed)
    taken = {"lot": code, "line": line, "accepted": 6, "missing": 1}
    days.done.made["delivery"] = days.do(
        "dora", "deliveries", facility="M-1", run=run, boxes=["Parcel box"], lines=[taken],
        proofs=[{"kind": "paper", "sha256": "5" * 64}],
    )["delivery"]  # fmt: skip
    no = {"lot": code, "line": line, "quantity": 2, "reason": "not_sealed"}
    refused = days.do("dora", "refusals", facility="M-1", run=run, **no)["lots"][0]
    days.do("dora", "returns", run=run, items=[{"lot": refused}])
    days.do("dora", "run-closings", run=closed)


def _confirm(days: Days) -> None:
    delivery, line = days.done.made["delivery"], days.done.made["line"]
    fewer = {"lot": days.done.code, "line": line, "fewer": 1}
    days.do("alice", "delivery-corrections", delivery=delivery, lines=[fewer])
    again = days.do(
        "bob",
        "deliveries",
        facility="M-1",
        lines=[{"lot": days.done.code, "line": line, "accepted": 2}],
    )["delivery"]
    days.do("fatima", "confirmations", delivery=again)


def _serve_the_other_facility(days: Days) -> None:
    wanted = {"product": "NP-DISP", "size": "4", "urgency": "routine", "quantity": 5}
    made = days.do("farid", "wish-lists", facility="E-2", lines=[wanted])
    days.done.made |= {"other list": made["wish_list"], "other line": made["lines"][0]}
    sent = {"lot": days.done.code, "line": made["lines"][0], "quantity": 2}
    days.do("bob", "bench-sendings", **sent, place="A1")
    run = days.world.run(driver="dan", van="Van 2", facility="E-2")
    taken = {"lot": days.done.code, "line": made["lines"][0], "accepted": 3}
    days.done.made["other run"] = run
    days.done.made["other delivery"] = days.do(
        "dan", "deliveries", facility="E-2", run=run, lines=[taken]
    )["delivery"]


def _set_right(days: Days) -> None:
    wrong = days.do("bob", "opening-counts", product="CL-BODY", size="50", place="A3", quantity=1)
    days.done.made["wrong"] = wrong["lot"]
    days.do("bob", "reversals", command=days.done.receipts[-1].id)
    days.do("bob", "put-aways", thing="A9", place="A1")
    held = days.done.receipts[-1].discrepancies[0]
    days.do("alice", "discrepancy-settlings", discrepancy=held, settlement="drop")


def _keep_kits(days: Days) -> None:
    parts = [{"product": "CL-BODY", "quantity": 2}, {"product": "BA-TOW", "quantity": 1}]
    days.do("alice", "kits", code="WEEKEND", name="a weekend's clothes", parts=parts)
    days.do("alice", "kit-changes", kit="WEEKEND", name="weekend bag")
    days.do("alice", "kit-minimums", kit="WEEKEND", size="62", site="North", minimum=2)
    towels = days.do("bob", "opening-counts", product="BA-TOW", place="A3", quantity=9)["lot"]
    shelf = days.do("alice", "cupboards", facility="M-1", name="Blue cupboard")["number"]
    for after in ("stays", "is opened", "is used", "is promised"):
        bodies = {"product": "CL-BODY", "size": "62", "place": "A3", "quantity": 2}
        lot = days.do("bob", "opening-counts", **bodies)["lot"]
        contents = [{"lot": lot, "quantity": 2}, {"lot": towels, "quantity": 1}]
        made = days.do("bob", "ready-bags", kit="WEEKEND", size="62", contents=contents)
        days.done.made[f"bag that {after}"] = f"box {made['box']}"
        days.do("bob", "transfers", thing=f"box {made['box']}", place="A1")
    days.do("bob", "ready-bag-openings", bag=days.done.made["bag that is opened"])
    days.do("bob", "transfers", thing=days.done.made["bag that is used"], place=f"bin {shelf}")
    days.do("fatima", "ready-bag-uses", bag=days.done.made["bag that is used"])
    wanted = {"kit": "WEEKEND", "number": 1, "size": "62", "urgency": "tonight"}
    asked = days.do("fatima", "wish-lists", facility="M-1", kits=[wanted])["kits"][0]
    promised = days.done.made["bag that is promised"]
    days.do("alice", "ready-bag-promises", bag=promised, wish_kit=asked)


def _ask_for_kits(days: Days) -> None:
    half = {"lines": [{"product": "CL-BODY"}], "note": "to be gone on with"}
    draft = days.do("fatima", "wish-drafts", facility="M-1", body=half)["draft"]
    thrown_away = days.do("farid", "wish-drafts", facility="E-2", body=half)["draft"]
    days.do("farid", "wish-draft-removals", draft=thrown_away)
    wanted = {"kit": "WEEKEND", "number": 2, "size": "62", "urgency": "two_weeks"}
    made = days.do("fatima", "wish-lists", facility="M-1", kits=[wanted])
    days.do("fatima", "wish-kit-changes", wish_kit=made["kits"][0], number=3, reason="more_needed")
    days.do("alice", "wish-list-checks", wish_list=made["wish_list"])
    days.do("alice", "wish-list-closings", wish_list=made["wish_list"], reason="agreed")
    days.done.made |= {"draft": draft, "kits": made["kits"][0]}


def _label(days: Days) -> None:
    blank = days.do("bob", "blank-codes", number=2)["codes"][0]
    days.do("bob", "code-claims", code=blank, thing="A2")
    days.do("bob", "code-replacements", code=blank)


def _record(days: Days) -> None:
    days.do("bob", "volunteer-places", name="washing, Eva", due_back="2026-12-01")
    days.do("alice", "place-changes", place="washing, Eva", name="washing")
    days.do("alice", "facility-changes", facility="M-1", capacity=8)
    donor = days.do("bob", "donors", name="Invented shop", kind="company")["donor"]
    days.do("alice", "donor-changes", donor=donor, name="Invented shops")
    days.do("alice", "products", code="EX-LIGHT", name="night light", category="home")
    days.do("alice", "product-changes", product="EX-LIGHT", weight_g=65)
    days.do("sam", "person-changes", login="sue", language="ar")
    days.do("sue", "own-changes", language="fr")
    days.do("sam", "setting-changes", name="public_host", value="labels.example.org")
    link = days.do("alice", "portal-links", facility="M-1", for_whom="night desk")["link"]
    days.world.house.portal.draw(link)
    spare = days.do("alice", "portal-links", facility="E-2", for_whom="office")["link"]
    days.do("alice", "portal-link-endings", link=spare)
    days.do("sam", "mail-settings", host="mail.example.org", sender="us@example.org")


def _plan(days: Days) -> None:
    wanted = {"product": "CL-BODY", "size": "62", "urgency": "two_weeks", "quantity": 500}
    made = days.do("fatima", "wish-lists", facility="M-1", lines=[wanted])
    first = days.do("alice", "plans", wish_list=made["wish_list"])["plan"]
    second = days.do("alice", "plans", after=first)["plan"]
    days.do("alice", "plan-acceptances", plan=second)
    days.do("alice", "plan-set-asides", plan=second)
    days.done.made |= {"plan": second}
