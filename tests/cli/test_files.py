"""Files as charities really send them."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from stockroom_cli.exits import Stop
from stockroom_cli.importing import files, sheets, sidecar

TEXT = "donor,description,quantity\r\nDrop box 3,{word},2\r\n"


def read(folder: Path, data: bytes, name: str = "gifts.csv") -> files.Table:
    """The rows of a file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return files.read(path)


@pytest.mark.parametrize(
    ("word", "encoding"),
    [
        ("слип", "utf-8"),
        ("حفاضات", "utf-8-sig"),
        ("боди", "utf-16"),
        ("body", "utf-16-le"),
        ("body", "utf-16-be"),
        ("combinaison d’hiver – été", "cp1252"),
        ("Strampelhöschen für Mädchen", "cp1252"),
    ],
)
def test_letters_are_read_in_the_encodings_that_come(
    tmp_path: Path, word: str, encoding: str
) -> None:
    table = read(tmp_path, TEXT.format(word=word).encode(encoding))

    assert table.columns == ["donor", "description", "quantity"]
    assert [row.cells["description"] for row in table.rows] == [word]


@pytest.mark.parametrize(
    ("word", "encoding"), [("комбинезон", "cp1251"), ("حفاضات", "cp1256"), ("слип", "koi8-r")]
)
def test_another_alphabets_bytes_are_refused_not_guessed(
    tmp_path: Path, word: str, encoding: str
) -> None:
    with pytest.raises(Stop, match="save it as CSV UTF-8"):
        read(tmp_path, TEXT.format(word=word).encode(encoding))


def test_semicolons_and_tabs_are_read_as_well(tmp_path: Path) -> None:
    for sign in (";", "\t"):
        table = read(tmp_path, TEXT.format(word="cot").replace(",", sign).encode())
        assert table.rows[0].cells == {
            "donor": "Drop box 3",
            "description": "cot",
            "quantity": "2",
        }


def test_a_row_is_known_by_the_line_on_which_it_begins(tmp_path: Path) -> None:
    table = read(tmp_path, b'a,b\r\n1,"two\r\nlines"\r\n\r\n3,4\r\n')

    assert [row.line for row in table.rows] == [2, 5]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty"),
        (b"a,b\r\n", "no rows"),
        (b"a,a\r\n1,2\r\n", "twice"),
        (b'a,b\r\n1,"2\r\n', "cannot be read as CSV"),
        (b"\xd0\xcf\x11\xe0rest", "old .xls"),
        (b"PK\x03\x04 nothing", "no XLSX file"),
        (b"a\r\n" + b"1\r\n" * 20_001, "More than 20000 rows"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(
    tmp_path: Path, data: bytes, sentence: str
) -> None:
    with pytest.raises(Stop, match=sentence) as stopped:
        read(tmp_path, data)

    assert stopped.value.code == 7


def test_a_file_beyond_twenty_megabytes_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(20_000_001)

    with pytest.raises(Stop, match="larger than 20 MB"):
        files.read(path)


def test_a_workbook_that_unpacks_to_far_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_UNPACKED", 1000)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "0" * 2000)

    with pytest.raises(Stop, match="unpacks to far too much"):
        files.read(path)


def test_a_workbooks_numbers_dates_and_formulas_are_as_typed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["a", "b", "c", "d"])
    book.active.append([12.0, 2.5, datetime(2027, 3, 31), "=1+1"])
    book.active.append([None, None, None, None])
    book.active.append([5901234123457, True, None, "x"])
    book.save(tmp_path / "book.xlsx")

    table = files.read(tmp_path / "book.xlsx")

    assert [list(row.cells.values()) for row in table.rows] == [
        ["12", "2.5", "2027-03-31", "=1+1"],
        ["5901234123457", "yes", "", "x"],
    ]
    assert [row.line for row in table.rows] == [2, 4]


def test_a_cell_too_many_is_seen(tmp_path: Path) -> None:
    assert read(tmp_path, b"a,b\r\n1,2,,3\r\n").rows[0].too_many == 1
    assert read(tmp_path, b"a,b\r\n1,2,,\r\n").rows[0].too_many == 0


def test_a_row_is_known_by_its_cells_and_not_by_its_line() -> None:
    one, other = {"a": "1", "b": "2"}, {"a": "1 ", "b": "3"}
    rows = [files.Row(2, one), files.Row(3, other), files.Row(4, {**one, "c": ""})]

    first, second, third = sidecar.keys(rows)

    assert len({first, second, third}) == 3
    assert set(sidecar.keys(rows[::-1])) == {first, second, third}
