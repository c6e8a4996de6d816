"""A file is taken in wholly, or not at all until the good rows are asked for."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import SAMPLES, Terminal, as_one_of_the_cast
from tests.cli.proxy import Proxy

# Line of the sample file, and the column that cannot stand.
BAD_ROWS = {
    (14, "quantity"),
    (42, "product_code"),
    (43, "use_by"),
    (49, "use_by"),
    (68, "size"),
    (87, "use_by"),
    (93, "quantity"),
    (120, "barcode"),
    (120, "use_by"),
    (142, "condition"),
    (165, "condition"),
    (182, "use_by"),
    (192, "condition"),
    (216, "description"),
    (242, "quantity"),
    (268, ""),
    (281, "use_by"),
    (293, "quantity"),
    (293, "note"),
    (307, "use_by"),
}
HEAD = ("donor", "product_code", "description", "size_label", "quantity", "condition")


def file_of(folder: Path, *rows: Mapping[str, str], name: str = "gifts.csv") -> Path:
    """A file of a donation with these rows."""
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, HEAD, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


GOOD = {"donor": "walk-in", "product_code": "CL-BODY", "size_label": "62", "quantity": "4"}
BAD = {**GOOD, "quantity": "many"}


@pytest.fixture
def drive(alice: Terminal) -> Path:
    """The sample file, in a folder where its journal may stand beside it."""
    return Path(shutil.copy(SAMPLES / "donation_drive.csv", alice.folder))


def test_every_bad_row_of_the_sample_is_told_and_nothing_written(
    alice: Terminal, drive: Path
) -> None:
    ran = alice.run("intake-file", str(drive), "--packs-mean", "pieces")

    assert (ran.code, ran.out) == (7, "")
    assert "18 of 312 rows are bad; nothing was written" in ran.err
    assert alice.lots() == 0
    assert not drive.with_name("donation_drive.csv.stockroom.json").exists()


def test_each_fault_names_its_line_its_column_and_its_value(alice: Terminal, drive: Path) -> None:
    rows = alice.run("intake-file", str(drive), "--json").json["rows"]

    names = {"gtin": "barcode", "line": ""}
    faults = [(row["line"], fault) for row in rows for fault in row["problems"]]
    assert {(line, names.get(one["field"], one["field"])) for line, one in faults} == BAD_ROWS
    assert all(fault["sentence"] for _line, fault in faults)
    assert {fault["value"] for line, fault in faults if line == 14} == {"-3"}


def test_the_good_rows_are_taken_in_when_asked_for(alice: Terminal, drive: Path) -> None:
    ran = alice.run(
        "intake-file", str(drive), "--accept-good-rows", "--packs-mean", "packs", "--json"
    )

    assert ran.code == 0, ran.err
    rows = ran.json["rows"]
    assert {row["became"] for row in rows} == {"recorded"}
    lines = {line for row in rows if row["noun"] == "intakes" for line in row["lines"]}
    assert lines == set(range(2, 314)) - {line for line, _field in BAD_ROWS}
    assert sum(row["noun"] == "donations" for row in rows) == 8
    assert alice.lots() == sum(row["noun"] == "intakes" for row in rows)


def test_the_same_file_again_changes_nothing(alice: Terminal) -> None:
    path = file_of(alice.folder, GOOD, GOOD)
    alice.run("intake-file", str(path))

    ran = alice.run("intake-file", str(path), "--received-on", "2026-11-25")

    assert ran.code == 0
    assert "3 already recorded" in ran.err
    assert alice.lots() == 2


def test_other_goods_in_a_like_file_are_taken_in_when_said_so(alice: Terminal) -> None:
    path = file_of(alice.folder, GOOD)
    alice.run("intake-file", str(path))

    alice.run("intake-file", str(path), "--as-new")

    assert alice.lots() == 2


def test_a_mended_row_is_the_only_one_that_is_new(alice: Terminal) -> None:
    path = file_of(alice.folder, GOOD, BAD)
    assert alice.run("intake-file", str(path), "--accept-good-rows").code == 0
    file_of(alice.folder, {**BAD, "quantity": "9"}, GOOD)

    ran = alice.run("intake-file", str(path), "--json")

    became = [row["became"] for row in ran.json["rows"]]
    assert became == ["already recorded", "already recorded", "recorded"]
    assert alice.lots() == 2


def test_a_partly_recorded_file_tells_what_stands_already(alice: Terminal) -> None:
    path = file_of(alice.folder, GOOD, GOOD, BAD)
    assert alice.run("intake-file", str(path), "--accept-good-rows").code == 0

    ran = alice.run("intake-file", str(path))

    assert ran.code == 7
    assert "2 rows were brought in before and stand as they were" in ran.err
    assert "1 of 1 rows left are bad; nothing new was written" in ran.err
    assert alice.lots() == 2


def test_an_interrupted_import_goes_on_with_the_same_ids(alice: Terminal, proxy: Proxy) -> None:
    path = file_of(alice.folder, *[GOOD] * 450)
    as_one_of_the_cast(alice, "alice", url=proxy.url)
    # The two readings and the first batch pass; then the network is gone for good.
    proxy.lose_after(3)
    assert alice.run("intake-file", str(path)).code == 5
    written = alice.lots()
    planned = json.loads(path.with_name("gifts.csv.stockroom.json").read_text())["commands"]
    assert (len(planned), written) == (451, 199)
    proxy.lose = 0

    ran = alice.run("intake-file", str(path), "--json")

    assert ran.code == 0, ran.err
    assert [row["id"] for row in ran.json["rows"]] == [one["id"] for one in planned]
    assert alice.lots() == 450


def test_a_pack_is_asked_about_before_anything_is_written(alice: Terminal) -> None:
    vests = {**GOOD, "product_code": "CL-VEST", "description": "vests 5-pack", "quantity": "8"}
    path = file_of(alice.folder, vests)

    ran = alice.run("intake-file", str(path))

    assert ran.code == 2
    assert "vests 5-pack, 8: are these packs or pieces?" in ran.err
    assert alice.lots() == 0


def test_an_answer_about_packs_is_remembered(alice: Terminal) -> None:
    vests = {**GOOD, "product_code": "CL-VEST", "description": "vests 5-pack", "quantity": "8"}
    first = file_of(alice.folder, vests)
    assert alice.run("intake-file", str(first), "--packs-mean", "packs").code == 0
    again = file_of(alice.folder, {**vests, "quantity": "2"}, name="next.csv")

    ran = alice.run("intake-file", str(again), "--json")

    assert ran.code == 0, ran.err
    assert ran.json["rows"][1]["made"]["pieces"] == 10


def test_looking_only_writes_nothing(alice: Terminal) -> None:
    path = file_of(alice.folder, GOOD, {**GOOD, "product_code": "", "description": "onesie"})

    ran = alice.run("intake-file", str(path), "--check")

    assert ran.code == 0
    assert "2 of 2 rows are good; nothing was written" in ran.err
    assert "CL-BODY" in ran.err
    assert alice.lots() == 0


def test_things_with_a_label_each_are_taken_in_one_by_one(alice: Terminal) -> None:
    path = file_of(alice.folder, {"product_code": "PL-BNC", "quantity": "3"})

    rows = alice.run("intake-file", str(path), "--json").json["rows"]

    assert [row["made"].get("pieces") for row in rows] == [None, 1, 1, 1]


def test_a_workbook_reads_as_its_csv_does(alice: Terminal) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["product_code", "size", "quantity", "use_by", "description"])
    book.active.append(["CL-BODY", 62, 4.0, None, "onesie"])
    book.active.append(["CL-BODY", 62, "=2+2", None, "onesie"])
    book.active.append(["CL-BODY", 62, 4, None, "=1+1"])
    path = alice.folder / "gifts.xlsx"
    book.save(path)

    rows = alice.run("intake-file", str(path), "--json").json["rows"]

    assert [row["ok"] for row in rows] == [True, False, False]
    assert [fault["field"] for row in rows for fault in row["problems"]] == [
        "quantity",
        "description",
    ]


def test_a_damaged_journal_stops_rather_than_doubles(alice: Terminal) -> None:
    path = file_of(alice.folder, GOOD)
    path.with_name("gifts.csv.stockroom.json").write_text("{")

    assert alice.run("intake-file", str(path)).code == 7
    assert alice.lots() == 0


def test_a_file_of_wishes_makes_a_list_for_each_facility(alice: Terminal) -> None:
    path = Path(shutil.copy(SAMPLES / "wish_lists.csv", alice.folder))
    refused = alice.run("wishes-file", str(path))
    assert refused.code == 7
    assert "DFWC is no facility known here" in refused.err
    for code in ("DFWC", "EW-1", "EW-2", "EW-3", "IK-5", "IK-15", "IK-18", "BAU"):
        assert alice.run("facility", code, "--kind", "shelter").code == 0

    ran = alice.run("wishes-file", str(path), "--json")

    assert ran.code == 0, ran.err
    assert sum(len(row["made"]["lines"]) for row in ran.json["rows"]) == 75
    lines = alice.run("lines", "--facility", "BAU", "--json").json["rows"]
    assert [(line["product"], line["asked"]) for line in lines][-1] == ("NP-DISP", 540)


def test_held_rows_end_with_six(alice: Terminal) -> None:
    path = file_of(alice.folder, GOOD)
    journal = path.with_name("gifts.csv.stockroom.json")
    alice.run("intake-file", str(path))
    body = json.loads(journal.read_text())
    # As if its donation had never been sent.
    lost = {**body["commands"][1], "id": "019ab3c0-7a50-7cc3-9d1f-2b1d3a4c5e6f"}
    lost["content"]["donation"] = "019ab3c0-7a50-7cc3-9d1f-2b1d3a4c5e70"
    journal.write_text(json.dumps({"commands": [lost]}))

    ran = alice.run("intake-file", str(path))

    assert ran.code == 6
    assert "1 held" in ran.err
