"""Papers that are read from the right, with names in them that are read from the left."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2
import pytest

from stockroom.papers import handover, manifest
from stockroom.papers.blocks import Paper
from stockroom.papers.facts import Delivery, Goods, Handed, Parcel
from stockroom.papers.rendering import pdf_of
from stockroom.papers.voice import Voice
from stockroom_labels.layout import Box
from stockroom_labels.typesetting import Piece, Style, pieces
from tests.papers import drawn

ENGLISH_ONLY = Goods("romper (soft)", 2, {}, "3-6", "girl", "summer", "new")
BOTTLE = Goods("bottle", 3, {"ar": "رضّاعة"}, "240 ml")
INSIDE = (Parcel(214, (ENGLISH_ONLY,)),)
ARABIC = Voice("ar")
HALF_A_LINE = 5.0


def lines(text: str, width: float = 400) -> list[str]:
    """The lines of a text on an Arabic paper, each from left to right as it is seen.

    What is read from the right stands as its letters follow each other when they are read.
    """
    placed = pieces(text, Box(0, 0, width, 900), Style("", 10, 9.9), rtl=True, reads=True)
    found: dict[float, list[Piece]] = defaultdict(list)
    for one in placed:
        found[round(one.base, 3)].append(one)
    return [
        "".join(one.stretch.text for one in sorted(line, key=lambda one: one.x))
        for _base, line in sorted(found.items())
    ]


def every() -> dict[str, list[Paper]]:
    """One of each kind in Arabic, with goods that have no Arabic name."""
    stop, sheet = drawn.stop("ar"), drawn.sheet()
    lines = (Handed(ENGLISH_ONLY, 1, 1, 0, ("banned_material",)),)
    return {
        "manifest": manifest.papers(drawn.manifest("ar", parcels=INSIDE, loose=()))[1:],
        "gate": handover.gate_sheets(stop, sheet, INSIDE, ()),
        "refuge": handover.refuge_sheets(stop, sheet, INSIDE, (), drawn.refuge())[1:],
        "list": [handover.packing_list(INSIDE[0], "Warm Start", "ar")],
        "note": [handover.delivery_note(Delivery(stop, 7, "nurse", "4829138", lines))],
    }


def beside(papers: Sequence[Paper], words: str) -> tuple[float, list[float]]:
    """Where these words begin on their page, and where the Arabic letters of that line stand.

    Both from the left, in points.
    """
    for page in pypdfium2.PdfDocument(pdf_of(papers)):
        text = page.get_textpage()
        found = text.search(words).get_next()
        if found is None:
            continue
        left, bottom, _right, _top = text.get_charbox(found[0])
        boxes = [(text.get_text_range(at, 1), text.get_charbox(at))
                 for at in range(text.count_chars())]  # fmt: skip
        return left, [
            box[0]
            for letter, box in boxes
            if letter and unicodedata.bidirectional(letter[0]) == "AL"
            and abs(box[1] - bottom) < HALF_A_LINE
        ]  # fmt: skip
    raise AssertionError(words)


@pytest.mark.parametrize("kind", ["manifest", "gate", "refuge", "list", "note"])
def test_a_line_that_begins_with_an_english_name_goes_on_to_its_left(kind: str) -> None:
    name, arabic = beside(every()[kind], "romper")

    assert arabic
    assert all(letter < name for letter in arabic)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (ARABIC.thing(ENGLISH_ONLY), "romper (soft) 3-6"),
        (ARABIC.thing(BOTTLE), "240 ml"),
        (ARABIC.own("482 9138"), "482 9138"),
        (ARABIC.say("Version and check: {check}", check="V2 3f2a 91bc"), "V2 3f2a 91bc"),
        (ARABIC.say("between {start} and {end}", start="09:00", end="11:00"), "09:00"),
    ],
)
def test_names_sizes_and_codes_are_seen_as_they_are_written(text: str, seen: str) -> None:
    assert seen in lines(text)[0]


def test_a_day_comes_before_its_hours() -> None:
    told = replace(drawn.stop("ar"), window_from="09:00", window_until="11:30")

    seen = lines(ARABIC.say("We plan to come today, {when}.", when=ARABIC.when(told)))[0]

    assert seen.index("11:30") < seen.index("09:00") < seen.index(str(told.day.year))


def test_an_arabic_address_is_whole_on_an_english_paper() -> None:
    voice = Voice("en")

    assert voice.own("1 invented street") == "1 invented street"
    assert voice.own("شارع 12") == "\u2068شارع 12\u2069"


@pytest.mark.parametrize("name", ["a\u2069b", "a\u2068b", "\u202eab", "ab\u2067"])
def test_no_sign_in_a_name_turns_the_rest_of_its_line(name: str) -> None:
    goods = Goods(f"romper{name}", 2, {}, "62", "girl")

    place, arabic = beside([handover.packing_list(Parcel(1, (goods,)), "Us", "ar")], "romper")

    assert arabic
    assert all(letter < place for letter in arabic)


def test_a_long_english_name_keeps_its_direction_on_each_of_its_lines() -> None:
    goods = Goods("disposable nappies (soft), " * 7, 2, {}, "62", "girl")

    seen = lines(ARABIC.thing(goods), width=60)

    assert len(seen) > 3
    assert " ".join(seen).count("disposable nappies (soft),") >= len(seen) - 2
    assert not any(line.startswith((")", ",")) for line in seen)
    assert not {"\u2068", "\u2069"} & set("".join(seen))
