"""At a terminal each kind of gate rule stops sealing and loading, with its sentence."""

from __future__ import annotations

import pytest

from stockroom_cli import exits
from tests import gate_stage
from tests.cli.conftest import Terminal


@pytest.mark.parametrize("kind", gate_stage.KINDS)
def test_a_rule_of_every_kind_stops_sealing_and_loading(alice: Terminal, kind: str) -> None:
    stage = gate_stage.set_up(alice.world, kind)

    sealing = alice.run("seal", stage.packed, "--for", "M-1")
    loading = alice.run("load", str(stage.run), "--box", stage.sealed)

    for ran in (sealing, loading):
        assert ran.code == exits.REFUSED
        assert gate_stage.KINDS[kind].says in " ".join(ran.err.split())


def test_a_parcel_says_how_it_was_closed_and_what_it_weighs(alice: Terminal) -> None:
    stage = gate_stage.set_up(alice.world, "packaging", action="repack")

    ran = alice.run(
        "seal", stage.packed, "--for", "M-1", "--packaging", "shop", "--repacked",
        "--weight", "2300",
    )  # fmt: skip

    assert ran.code == 0, ran.err


def test_every_figure_of_a_rule_and_a_clearance_are_written_at_a_terminal(alice: Terminal) -> None:
    about = ("M-1", "--source", "telephone", "--confirmed-on", "2026-11-03")
    figures = ("windows=12345@09:00-11:00", "windows=6@10:00-11:00", "role=duty nurse")
    rules = (
        ("receipt", *(part for one in figures for part in ("--figure", one))),
        ("quantity", "--figure", "most=40", "--figure", "per=delivery"),
        ("phone", "--figure", "phone=outside", "--figure", "camera=false"),
        ("manifest", "--days", "3", "--figure", "language=fr"),
    )

    for kind, *more in rules:
        ran = alice.run("gate-rule", *about, "--kind", kind, *more)
        assert ran.code == 0, ran.err
    told = ("--cleared-until", "2027-05-31", "--source", "e-mail")
    cleared = alice.run("clearance", "M-1", "--driver", "dora", *told, "--json")
    ended = alice.run("clearance-end", str(cleared.json["made"]["clearance"]))

    assert ended.code == 0, ended.err
