"""A label as an SVG picture: safe to show on any page, and the same label."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from stockroom_labels import PAPERS, Face, Paper, Unprintable, svg

from .sheets import ARABIC, LONG_HOST, NAMES, label, scanned

NAMESPACE = "{http://www.w3.org/2000/svg}"
FACE = Face("بنت", "girl", "شتاء", "winter", "pram")
MOVES = re.compile(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z")


def code_of(picture: str) -> Image.Image:
    """Draw the one path that holds the QR, at ten dots to the module."""
    (path,) = (it for it in ElementTree.fromstring(picture).iter() if "transform" in it.attrib)
    drawn = Image.new("L", (700, 700), 255)
    pen = ImageDraw.Draw(drawn)
    for x, y, length, _ in (map(int, run) for run in MOVES.findall(path.attrib["d"])):
        pen.rectangle((10 * x, 10 * y, 10 * (x + length) - 1, 10 * y + 9), fill=0)
    return drawn


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_the_code_of_every_paper_can_be_scanned(paper: Paper) -> None:
    wanted = label(host=LONG_HOST)

    assert scanned(code_of(svg.picture(wanted, paper))) == [wanted.url]


@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
@pytest.mark.parametrize("words", NAMES)
def test_every_point_lies_on_the_label(paper: Paper, words: tuple[str, str, str, str]) -> None:
    root = ElementTree.fromstring(svg.picture(replace(label(words), face=FACE), paper))

    assert root.attrib["viewBox"] == f"0 0 {paper.label_width_mm:g} {paper.label_height_mm:g}"
    for path in root.iter(f"{NAMESPACE}path"):
        if "transform" not in path.attrib:
            numbers = [float(it) for it in re.findall(r"-?[\d.]+", path.attrib["d"])]
            if "H" not in path.attrib["d"]:
                assert all(0 <= x <= paper.label_width_mm for x in numbers[::2])
                assert all(0 <= y <= paper.label_height_mm for y in numbers[1::2])


@given(st.text(max_size=60), st.text(max_size=20))
@settings(max_examples=40, deadline=None)
def test_whatever_is_said_it_is_sound_and_holds_nothing_active(product: str, size: str) -> None:
    picture = svg.picture(label((product, size, "<script>", "&")), PAPERS["a4-box"])

    root = ElementTree.fromstring(picture)

    assert {it.tag for it in root.iter()} <= {NAMESPACE + tag for tag in ("svg", "title", "path")}
    names = {name for it in root.iter() for name in it.attrib}
    assert names <= {
        "width", "height", "viewBox", "role", "fill", "d", "transform", "shape-rendering",
    }  # fmt: skip


def test_its_title_says_what_the_label_says() -> None:
    title = ElementTree.fromstring(svg.picture(label(ARABIC), PAPERS["a4-63x38"]))[0]

    assert title.text == f"1042 · بدلة شتوية للأطفال · 62 · بنت · شتاء · {label().code_shown}"


def test_a_blank_label_tells_nothing_but_its_code() -> None:
    picture = svg.picture(label(blank=True), PAPERS["a4-63x38"])

    assert ElementTree.fromstring(picture)[0].text == label().code_shown


def test_a_wrong_label_is_refused() -> None:
    with pytest.raises(Unprintable):
        svg.picture(replace(label(), code="ABC"), PAPERS["a4-63x38"])
