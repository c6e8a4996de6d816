"""Every paper in four languages: whole, readable, its code read back, nothing cut off."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from stockroom import speech
from stockroom.papers import handover, manifest
from stockroom.papers.blocks import SIZES_MM, Paper, Table
from stockroom.papers.canvas import Canvas, Type
from stockroom.papers.facts import Delivery, Goods, Handed, Parcel
from stockroom.papers.flow import HEAD_POINTS, MARGIN_MM, PAD_MM
from stockroom.papers.rendering import _pages, _texts, pdf_of
from stockroom.rules import receipt_numbers
from tests.papers import drawn
from tests.papers.drawn import BODIES, LANGUAGES, NAPPIES
from tests.words import tells

PARCELS = (Parcel(214, (BODIES, NAPPIES)),)
WHITE = 250


def every(language: str) -> dict[str, list[Paper]]:
    """One of each kind."""
    stop, sheet = drawn.stop(language), drawn.sheet()
    lines = (Handed(BODIES, 10, 2, 0, ("banned_material",)), Handed(NAPPIES, 108, 0, 0))
    return {
        "manifest": manifest.papers(drawn.manifest(language, value_minor=12_345, currency="EUR")),
        "gate": handover.gate_sheets(stop, sheet, PARCELS, (NAPPIES,)),
        "refuge": handover.refuge_sheets(stop, sheet, PARCELS, (), drawn.refuge()),
        "list": [handover.packing_list(PARCELS[0], "Warm Start", language)],
        "note": [handover.delivery_note(Delivery(stop, 7, "nurse", sheet.receipt_number, lines))],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_speaks_its_language(language: str) -> None:
    for kind, papers in every(language).items():
        text = "\n".join(drawn.pages(papers))
        said = speech.say(language, "What it is", {})
        counted = speech.say(language, "{page} of {pages}", {"page": 1, "pages": 1})

        assert papers[0].language == language
        if language != "ar":  # shaped letters come back in the order in which they are drawn
            assert said in text, kind
            assert counted in text or kind == "refuge"
        assert "12" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_reaches_the_rim_of_a_page(language: str) -> None:
    for kind, papers in every(language).items():
        for picture in drawn.pictures(papers, scale=1):
            grey = picture.convert("L")
            wide, tall = grey.size
            for rim in ((0, 0, 20, tall), (wide - 20, 0, wide, tall)):
                dark = grey.crop(rim).point(lambda tone: 255 if tone < WHITE else 0).getbbox()
                # Lines to fold along run over the whole width.
                assert dark is None or kind == "refuge", (kind, rim)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_of_a_gate_sheet_is_read_from_both_copies(language: str) -> None:
    sheet = drawn.sheet()

    for papers in (every(language)["gate"], every(language)["refuge"]):
        found = [code for picture in drawn.pictures(papers) for code in drawn.codes_on(picture)]
        assert set(found) == {sheet.url}
        assert len(found) >= 2


def test_the_code_of_a_manifest_is_its_version_and_hash() -> None:
    told = drawn.manifest()

    codes = [drawn.codes_on(picture) for picture in drawn.pictures(manifest.papers(told))]

    assert codes[0] == []
    assert codes[1] == codes[2] == [f"V2 SHA-256 {told.hash.upper()}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_receipt_number_can_be_read_on_every_copy(language: str) -> None:
    shown = receipt_numbers.show(drawn.sheet().receipt_number)

    for page in drawn.pages(every(language)["gate"]):
        assert shown in page


def test_the_confirmation_code_is_on_the_copy_that_stays_alone() -> None:
    for kind in ("gate", "refuge"):
        *ours, theirs = drawn.pages(every("en")[kind])

        assert "7K3Q-9M2X" in theirs
        assert f"{drawn.HOST}/confirm" in theirs
        assert not any("7K3Q-9M2X" in page for page in ours)


@pytest.mark.parametrize("language", LANGUAGES)
def test_eighty_lines_and_long_names_go_on_over_pages_under_the_same_head(language: str) -> None:
    names = [f"thing number {at} " + "with a very long name " * 3 for at in range(80)]
    goods = tuple(Goods(name, at + 1) for at, name in enumerate(names))
    papers = handover.gate_sheets(drawn.stop(language), drawn.sheet(), (Parcel(9, goods),), ())

    pages = drawn.pages(papers[:1])

    head = "".join(speech.say(language, "Accepted", {}).split())
    assert len(pages) > 3
    # What is found between letters depends on the reader; the letters are what we print.
    whole = "".join("".join(pages).split())
    for at in range(80):
        assert f"thingnumber{at}with" in whole, at
    # In a line that is read from the right the words of a name come back in another order.
    assert len(re.findall("very|long|name", whole)) >= 3 * 240
    if language != "ar":
        assert len(re.findall(r"verylongname", whole)) >= 230
        assert all(head in "".join(page.split()) for page in pages[:-1])
        for number, page in enumerate(pages, start=1):
            facts = {"page": number, "pages": len(pages)}
            counted = speech.say(language, "{page} of {pages}", facts)
            assert "".join(counted.split()) in "".join(page.split())


def test_a_word_without_end_is_broken_and_not_cut() -> None:
    word = "x" * 120
    page = drawn.pages([handover.packing_list(Parcel(1, (Goods(word, 1),)), "Us", "en")])[0]

    assert "x" * 40 in page
    assert page.count("x") - page.count("Box") == 120


def test_the_outside_of_a_folded_sheet_tells_colour_and_number_alone() -> None:
    papers = every("en")["refuge"]

    picture = drawn.pictures(papers, scale=2)[0]
    third = picture.height // 3
    text = drawn.pages(papers)[0]

    assert drawn.codes_on(picture.crop((0, 0, picture.width, third - 4))) == []
    assert text.split("\n")[0].strip() == "3"
    assert not tells(text, "M-1")
    assert "Warm Start" not in text
    assert "1 invented street" in text
    assert "night desk" in text


def test_a_meeting_point_takes_the_place_of_the_address() -> None:
    meets = drawn.refuge(meets=True)
    papers = handover.refuge_sheets(drawn.stop(), drawn.sheet(), PARCELS, (), meets)

    text = drawn.pages(papers)[0]

    assert "Call ahead." in text
    assert "the invented fountain" in text
    assert "invented street" not in text


def test_what_was_not_opened_is_a_line_to_write_on() -> None:
    closed = replace(drawn.refuge(), address="")
    papers = handover.refuge_sheets(drawn.stop(), drawn.sheet(), PARCELS, (), closed)

    text = drawn.pages(papers)[0]

    assert "Address" in text
    assert "invented" not in text


def test_a_value_that_is_not_known_is_not_stated() -> None:
    assert "value not stated" in drawn.pages(manifest.papers(drawn.manifest()))[0]
    stated = drawn.manifest(value_minor=12_345, currency="EUR")
    assert "€123.45" in drawn.pages(manifest.papers(stated))[0]


def test_driver_and_plate_stand_on_the_letter_where_they_are_asked() -> None:
    asked = drawn.manifest(driver="Dora", plate="AB-123-CD")

    letter, *_copies = drawn.pages(manifest.papers(asked))

    assert "Dora" in letter
    assert "AB-123-CD" in letter
    assert "Number plate" not in drawn.pages(manifest.papers(drawn.manifest()))[0]


def test_the_text_for_a_mail_has_every_line() -> None:
    text = manifest.mail(drawn.manifest("fr"))

    assert "- bodies 62 · fille · hiver: 12" in text
    assert text.count("couches") == 2
    assert "Warm Start" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_tells_nothing_of_the_machine_and_is_the_same_again(language: str) -> None:
    papers = every(language)["gate"]

    first, again = pdf_of(papers), pdf_of(papers)

    assert first == again
    assert b"/Producer (Stockroom)" in first
    for told in (b"tmp", b"home", b"2026", b"fpdf"):
        assert told not in _plain(first), told


def _plain(pdf: bytes) -> bytes:
    """A file without its drawings and fonts, which are packed."""
    return b"".join(part.split(b"stream\n")[0] for part in pdf.split(b"endstream"))


def test_a_paper_of_a_language_that_we_do_not_have_is_english() -> None:
    assert "What it is" in drawn.pages([handover.packing_list(PARCELS[0], "Us", "de")])[0]


def test_papers_are_translated_as_far_as_their_catalogues_are() -> None:
    asked = ("What it is", "Gate sheet for {code}", "Received by (role only, no name):")

    for language in ("ar", "fr", "ru"):
        known = [one for one in asked if speech.catalogue(language).gettext(one) != one]
        assert known[:2] == list(asked[:2]), language


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_signs_or_stamps_a_page_with_nothing_above(language: str, tmp_path: Path) -> None:
    stop, sheet = drawn.stop(language), drawn.sheet()
    for lines in range(1, 26):
        box = Parcel(9, (BODIES,) * lines)
        told = drawn.manifest(language, parcels=(box,), loose=())
        for papers in (
            handover.gate_sheets(stop, sheet, (box,), ())[:1],
            manifest.papers(told)[1:2],
        ):
            canvas = Canvas("a4", language, "", list(_texts(papers[0])), tmp_path)
            last = _pages(papers[0], canvas)[-1]
            assert any(one.head is not None for _y, one in last), lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_is_one_page_however_much_comes(language: str) -> None:
    goods = tuple(Goods(f"a thing of kind {at}", at) for at in range(1, 60))
    told = drawn.manifest(
        language, parcels=(Parcel(1, goods),), value_minor=12_345, currency="EUR",
        driver="Dora", plate="AB-123-CD",
    )  # fmt: skip

    assert len(drawn.pages(manifest.papers(told)[:1])) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_head_of_a_column_is_broken_within_a_word(language: str, tmp_path: Path) -> None:
    for papers in every(language).values():
        for paper in papers:
            canvas = Canvas("a4", language, "", list(_texts(paper)), tmp_path)
            for table in (one for one in paper.blocks if isinstance(one, Table)):
                shares = sum(column.share for column in table.columns)
                for column in table.columns:
                    width = (SIZES_MM[paper.format][0] - 2 * MARGIN_MM) * column.share / shares
                    letters = Type(min(table.points, HEAD_POINTS), bold=True)
                    for word in column.head.split():
                        one_line = canvas.tall("A", 100, letters)
                        assert canvas.tall(word, width - 2 * PAD_MM, letters) == one_line, word
