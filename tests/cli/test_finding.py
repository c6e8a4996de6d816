"""Looking things up: tables for people, JSON for scripts."""

from __future__ import annotations

from pathlib import Path

from stockroom_cli import tables
from tests.cli.conftest import Terminal


def test_a_lot_is_found_by_words_and_by_code(alice: Terminal) -> None:
    lot = alice.world.shelved(product="CL-BODY", size="62", quantity=5)

    by_words = alice.run("find", "bodysuit")
    by_code = alice.run("find", lot.lower())

    assert lot in by_words.out
    assert "A1" in by_code.out
    assert alice.run("find", "no such words").code == 3


def test_a_code_shows_where_its_lot_lies(alice: Terminal) -> None:
    lot = alice.world.shelved(quantity=5)

    ran = alice.run("show", lot, "--json")

    assert [(one["place"], one["quantity"]) for one in ran.json["where"]] == [("A1", 5)]


def test_a_place_shows_what_it_holds_by_name_and_by_number(alice: Terminal) -> None:
    lot = alice.world.shelved(place="Box one", quantity=5)
    number = alice.run("places", "Box one", "--json").json["rows"][0]["number"]

    for name in ("Box one", "box one", f"box {number}", str(number)):
        assert lot in alice.run("show", name).out
    assert alice.run("show", "no such place").code == 3


def test_lists_are_read_to_their_end(alice: Terminal) -> None:
    for _ in range(3):
        alice.world.shelved()

    assert len(alice.run("stock", "--json").json["rows"]) == 3
    few = alice.run("stock", "--json", "--limit", "2")
    assert len(few.json["rows"]) == 2
    assert "more than 2" in few.err


def test_stock_is_shown_as_it_was(alice: Terminal) -> None:
    lot = alice.world.shelved(quantity=5)
    position = alice.run("journal", "--json", "--limit", "10000").json["rows"][-1]["id"]
    alice.run("write-off", lot, "--quantity", "1", "--reason", "lost")

    then = alice.run("stock", "--at", str(position), "--json").json["rows"]

    assert [row["quantity"] for row in then] == [5]


def test_the_journal_and_the_runs_are_listed(alice: Terminal) -> None:
    run = alice.world.run()
    alice.world.do("dora", "departures", run=run)

    (row,) = alice.run("runs", "--open", "--json").json["rows"]
    assert row["id"] == run
    assert (row["departed_at"][:16], row["closed_at"]) == ("2026-11-21T12:00", None)
    assert "2026-11-21T12:00" in alice.run("runs").out
    assert alice.run("journal", "--noun", "runs").out.count("recorded") >= 1


def test_reports_are_listed_and_answered_as_table_json_and_csv(alice: Terminal) -> None:
    names = [row["name"] for row in alice.run("reports", "--json").json["rows"]]

    assert names
    for name in names:
        told = alice.run("report", name, "--json").json
        assert alice.run("report", name).code == 0
        csv = alice.run("report", name, "--csv").out
        assert csv.splitlines()[0] == ",".join(told["columns"])
    assert alice.run("report", "no-such-report").code == 3


def test_labels_are_not_written_when_the_service_has_none(alice: Terminal, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.pdf"

    ran = alice.run("labels", alice.world.shelved(), "--out", str(sheet), "--paper", "no-such")

    assert ran.code in (2, 3)
    assert not sheet.exists()


def test_what_others_wrote_cannot_command_the_terminal() -> None:
    assert tables.cell("a\x1b[2Jb\x07") == "a [2Jb "
    assert tables.plain("[bold]x") == "[bold]x"
