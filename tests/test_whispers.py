"""The guard that looks for addresses finds them, in whatever they are packed."""

from __future__ import annotations

import gzip
import io
import logging
import tarfile
import zipfile
import zlib

import pytest
import sqlalchemy as sa

from tests import whispers
from tests.world import World

TOLD = b"the van goes to 1 Invented Street"


def zipped() -> bytes:
    """In a ZIP file, as a spreadsheet is one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("sheet.xml", TOLD)
    return out.getvalue()


def tarred() -> bytes:
    """In a squeezed archive, as a backup may be one."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as packed:
        packed.addfile(_member(), io.BytesIO(TOLD))
    return out.getvalue()


def _member() -> tarfile.TarInfo:
    found = tarfile.TarInfo("books.db")
    found.size = len(TOLD)
    return found


FORMS = {
    "plain": TOLD,
    "in an address": b"GET /find?q=1%20invented%20street",
    "in wide letters": "1 invented street".encode("utf-16-le"),
    "in gzip": gzip.compress(TOLD),
    "in a ZIP": zipped(),
    "in an archive": tarred(),
    "in a PDF": b"%PDF-1.4\nstream\n" + zlib.compress(TOLD) + b"\nendstream",
}


@pytest.mark.parametrize("form", FORMS)
def test_an_address_is_found_in_any_form(form: str) -> None:
    assert whispers.told_in(FORMS[form])
    assert not whispers.told_in(FORMS[form][:4])


@pytest.mark.parametrize("settings", ["postgres"], indirect=True)
def test_a_row_that_tells_is_found(world: World) -> None:
    world.do("alice", "donors", name="1 Invented Street")
    assert whispers.tables_that_tell(world.house.database) == ["donor"]

    with world.house.database.writing() as books:
        books.execute(sa.text("UPDATE donor SET name = 'nobody', folded = 'nobody'"))
        books.execute(sa.text("DELETE FROM command_content"))


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_a_file_that_tells_is_found(world: World) -> None:
    left = world.house.settings.data / "driver.log"
    left.write_bytes(TOLD)
    assert whispers.files_that_tell(world.house.settings.data) == ["driver.log"]

    left.unlink()


def test_a_line_that_tells_is_heard() -> None:
    ears = whispers.Listening()
    log = logging.Logger("one of ours")
    log.addHandler(ears)

    log.warning("no way to %s", "2 invented street")
    log.warning("no way to %s", "E-2")

    assert len(ears.told) == 1
