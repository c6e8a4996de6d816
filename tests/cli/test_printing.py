"""Labels and printers by the command line alone."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest

from stockroom.rules import codes
from tests.cli.conftest import Terminal, as_one_of_the_cast
from tests.labels.sheets import ink, pictures, scanned
from tests.labels.zebra import printed
from tests.web.printing import HOST, listening, stands_at, with_printers


@pytest.fixture
def ready(alice: Terminal) -> Terminal:
    """Alice at a terminal, where there are printers."""
    with_printers(alice.world)
    return alice


def read(sheet: Path) -> list[str]:
    """What a phone reads on a sheet."""
    return sorted(text for page in pictures(sheet.read_bytes(), 203) for text in scanned(page))


def test_labels_come_as_a_sheet_and_are_written_down(ready: Terminal, tmp_path: Path) -> None:
    lots = [ready.world.shelved() for _ in range(2)]
    sheet = tmp_path / "sheet.pdf"

    ran = ready.run("labels", *lots, "--out", str(sheet), "--start", "4")
    once_more = ready.run("labels", lots[0], "--out", str(sheet), "--json")

    assert ran.code == 0, ran.err
    assert "2 labels in" in ran.out
    assert once_more.json["made"] == {"labels": 1, "again": 1}
    assert read(sheet) == [codes.url(lots[0], HOST)]


def test_the_words_on_labels_may_be_in_a_language_without_pages(
    ready: Terminal, tmp_path: Path
) -> None:
    lot, sheet = ready.world.shelved(product="NP-DISP", size="4"), tmp_path / "label.svg"

    ran = ready.run("labels", lot, "--out", str(sheet), "--format", "svg", "--language", "ru")

    assert ran.code == 0, ran.err
    assert re.search("[а-я]{3}", sheet.read_text(encoding="utf-8"))


def test_codes_are_read_from_the_input_one_a_line(
    ready: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lots = sorted(ready.world.shelved() for _ in range(3))
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(lots) + "\n\n"))

    ran = ready.run("labels", "-", "--out", str(tmp_path / "a.pdf"), "--printer", "Office")

    assert ran.code == 0, ran.err
    assert read(tmp_path / "a.pdf") == sorted(codes.url(lot, HOST) for lot in lots)


def test_nothing_to_print_or_nowhere_to_put_it_is_told(
    ready: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lot = ready.world.shelved()
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))

    assert ready.run("labels", "-", "--out", str(tmp_path / "a.pdf")).code == 2
    assert ready.run("labels", lot).code == 2
    assert ready.run("labels", lot, "--send", "--out", str(tmp_path / "a.pdf")).code == 2
    assert list(tmp_path.glob("*.pdf")) == []


def test_pictures_of_several_labels_fill_a_folder(ready: Terminal, tmp_path: Path) -> None:
    lots = [ready.world.shelved() for _ in range(2)]

    many = ready.run("labels", *lots, "--out", str(tmp_path / "all"), "--format", "svg")
    one = ready.run("labels", lots[0], "--out", str(tmp_path / "one.png"), "--format", "png")

    assert (many.code, one.code) == (0, 0), many.err + one.err
    assert sorted(path.name for path in (tmp_path / "all").iterdir()) == [
        f"001-{lots[0]}.svg",
        f"002-{lots[1]}.svg",
    ]
    assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")


def test_a_box_face_is_large(ready: Terminal, tmp_path: Path) -> None:
    code = str(ready.world.do("bob", "boxes", place="A1").made["code"])

    ran = ready.run("labels", code, "--box-face", "--out", str(tmp_path / "face.pdf"))

    assert ran.code == 0, ran.err
    (page,) = pictures((tmp_path / "face.pdf").read_bytes(), 72)
    inked = ink(page, 72)
    assert inked is not None
    assert inked.width > 150


def test_a_label_printer_is_sent_its_job(ready: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    lot = ready.world.shelved()

    with listening(monkeypatch) as printer:
        stands_at(ready.world, printer.port)
        ran = ready.run("labels", lot, "--printer", "Zebra", "--send")
        page = ready.run("test-page", "Zebra")

    assert ran.code == 0, ran.err
    assert "1 labels are with Zebra" in ran.out
    assert "The test page is with Zebra" in page.out
    label, _page = printer.jobs
    assert scanned(printed(label)[0].picture) == [codes.url(lot, HOST)]


def test_a_printer_without_an_address_says_so(ready: Terminal) -> None:
    ran = ready.run("labels", ready.world.shelved(), "--printer", "Office", "--send")

    assert ran.code == 3
    assert "has no address here" in ran.err


def test_printers_are_added_changed_and_listed(ready: Terminal) -> None:
    assert ready.run("printer", "Canon", "--paper", "a4-99x38").code == 0
    assert ready.run("printer-change", "Canon", "--paper", "a4-box", "--name", "Big").code == 0
    assert ready.run("printer-address", "Big", "--language", "zpl").code == 4
    as_one_of_the_cast(ready, "sam")
    told = ("--language", "brother", "--host", "10.1.2.3", "--paper", "brother-62x40")
    assert ready.run("printer-address", "Big", *told).code == 0

    rows = {row["name"]: row for row in ready.run("printers", "--json").json["rows"]}

    assert rows["Big"]["paper"] == "brother-62x40"
    assert rows["Big"]["host"] == "10.1.2.3"
    assert ready.run("printer-change", "Big", "--closed").code == 0


def test_labels_are_nudged_by_tenths_of_a_millimetre(ready: Terminal) -> None:
    assert ready.run("nudge", "office", "--right", "0.3").code == 0
    assert ready.run("nudge", "Office", "--left", "0.1", "--up", "1").code == 0
    assert ready.run("nudge", "Office", "--right", "0.05").code == 2
    assert ready.run("nudge", "Office").code == 2
    assert ready.run("nudge", "Nobody", "--right", "1").code == 3

    rows = {row["name"]: row for row in ready.run("printers", "--json").json["rows"]}
    assert (rows["Office"]["nudge_x"], rows["Office"]["nudge_y"]) == (2, -10)

    assert ready.run("nudge", "Office", "--reset").code == 0
    rows = {row["name"]: row for row in ready.run("printers", "--json").json["rows"]}
    assert (rows["Office"]["nudge_x"], rows["Office"]["nudge_y"]) == (0, 0)


def test_a_test_page_is_written(ready: Terminal, tmp_path: Path) -> None:
    page = tmp_path / "test.pdf"

    assert ready.run("test-page", "Office", "--out", str(page)).code == 0

    assert page.read_bytes().startswith(b"%PDF")


def test_papers_are_listed_with_their_packets(ready: Terminal) -> None:
    rows = {row["paper"]: row for row in ready.run("papers", "--json").json["rows"]}

    assert rows["a4-63x38"]["known_as"] == "Avery L7160, Avery J8160"
    assert rows["zebra-51x25"]["kind"] == "roll"
    assert "Avery L7160" in ready.run("papers").out


def test_blank_codes_come_as_a_table_for_a_print_shop(ready: Terminal, tmp_path: Path) -> None:
    table = tmp_path / "codes.csv"

    ran = ready.run("blank-codes", "5", "--csv", str(table))

    assert ran.code == 0, ran.err
    assert len(table.read_text(encoding="utf-8").splitlines()) == 6
