"""The label of a parcel: read from afar, on any printer, by any eyes, and never whose it is."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import combinations

import pytest
from PIL import Image, ImageChops

from stockroom_labels import PAPERS, Label, Paper, Route, pdf, png, typesetting, zpl
from stockroom_labels.layout import Layout, layout
from stockroom_labels.parcel import COLOURS, SHAPES
from stockroom_labels.raster import label_image

from . import zebra
from .sheets import LONG_HOST, cut_out, ink, label, pictures, scanned

A6, SIX_INCHES = PAPERS["a4-parcel"], PAPERS["zebra-102x152-parcel"]
GREEN = Route("GREEN", "green", "Run 2", "Stop 3", "2 of 5")
ARABIC = Route("أخضر", "green", "الجولة 2", "المحطة 3", "2 من 5")
FRENCH = Route("VIOLET", "purple", "Tournée 2", "Arrêt 3", "2 sur 5")
RUSSIAN = Route("ОРАНЖЕВЫЙ", "orange", "Рейс 2", "Остановка 3", "2 из 5")
NOT_YET = Route(said="No run yet")
NOT_YET_IN_RUSSIAN = Route(said="Рейса ещё нет")
ROUTES = [GREEN, ARABIC, FRENCH, RUSSIAN, NOT_YET, NOT_YET_IN_RUSSIAN, Route()]
BOTH = pytest.mark.parametrize("paper", [A6, SIX_INCHES], ids=["a6", "six-inches"])
DPI = 100


def parcel(route: Route = GREEN, host: str = "LABELS.EXAMPLE.ORG") -> Label:
    return replace(label(("", "", "", "214"), host=host), route=route, durable=True)


def boxes(places: Layout) -> dict[str, object]:
    return {name: box for name, box in vars(places).items() if box.width > 0 and box.height > 0}


@BOTH
@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("dpi", [203, 300])
def test_its_code_is_read_by_a_decoder_of_another_house(
    paper: Paper, route: Route, dpi: int
) -> None:
    shown = parcel(route, LONG_HOST)

    (page,) = pictures(pdf.sheet([shown] * paper.per_page, paper), dpi)
    picture = Image.open(io.BytesIO(png.picture(shown, paper)))

    assert scanned(page) == [shown.url] * paper.per_page
    assert scanned(picture) == [shown.url]


@BOTH
@pytest.mark.parametrize("route", ROUTES)
def test_no_two_things_stand_on_one_another(paper: Paper, route: Route) -> None:
    for one, other in combinations(boxes(layout(paper, (0, 0), parcel(route))).values(), 2):
        apart = (
            one.x + one.width <= other.x + 1e-6  # type: ignore[attr-defined]
            or other.x + other.width <= one.x + 1e-6  # type: ignore[attr-defined]
            or one.y + one.height <= other.y + 1e-6  # type: ignore[attr-defined]
            or other.y + other.height <= one.y + 1e-6  # type: ignore[attr-defined]
        )
        assert apart


@BOTH
def test_colour_stop_and_count_are_read_from_two_metres(paper: Paper) -> None:
    (page, *_) = pictures(pdf.sheet([parcel()], replace(paper, guides=False)), DPI)
    places = layout(paper, paper.corner_mm(0), parcel())

    name = ink(cut_out(page, places.product, DPI), DPI)
    part = ink(cut_out(page, places.part, DPI), DPI)
    stop = ink(cut_out(ImageChops.invert(page), places.stop, DPI), DPI)

    assert name is not None
    assert part is not None
    assert stop is not None
    assert min(name.height, part.height, stop.height) > 9


@pytest.mark.parametrize("route", ROUTES)
def test_every_letter_of_every_language_has_a_shape(route: Route) -> None:
    for words in route.words:
        assert typesetting.readable_of(words) == words


@pytest.mark.parametrize("route", ROUTES)
def test_a_thermal_printer_draws_what_its_own_font_lacks(route: Route) -> None:
    shown = parcel(route)

    (told,) = zebra.printed(zpl.print_job([shown], SIX_INCHES))

    texts = {text for *_, text in told.texts}
    assert scanned(told.picture) == [shown.url]
    assert (route.colour in texts) == ("A" < max(route.colour, default="") <= "ÿ")
    places = layout(SIX_INCHES, (0, 0), shown)
    if route.colour and route.colour not in texts:
        assert ink(cut_out(told.picture, places.product, 203), 203) is not None


def test_on_a_black_printer_no_two_shapes_look_alike() -> None:
    seen = {}
    for name in SHAPES:
        shown = parcel(replace(GREEN, sign=name))
        place = layout(SIX_INCHES, (0, 0), shown).picture
        drawn = label_image(shown, SIX_INCHES, 203, black=True)
        seen[name] = cut_out(drawn, place, 203).convert("L").resize((40, 40))

    for one, other in combinations(seen, 2):
        unlike = ImageChops.difference(seen[one], seen[other]).tobytes()
        assert sum(value > 128 for value in unlike) > 60, (one, other)


def test_a_colour_printer_shows_the_colour_within_a_black_rim() -> None:
    for name, colour in COLOURS.items():
        shown = parcel(replace(GREEN, sign=name))
        place = layout(A6, (0, 0), shown).picture
        drawn = cut_out(label_image(shown, A6, DPI, black=False), place, DPI)

        assert drawn.getpixel((drawn.width // 2, drawn.height // 2)) == colour


def test_a_shape_that_we_do_not_have_is_left_out() -> None:
    shown = parcel(replace(GREEN, sign="mauve"))

    assert scanned(Image.open(io.BytesIO(png.picture(shown, A6)))) == [shown.url]
