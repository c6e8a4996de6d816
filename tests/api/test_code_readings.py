"""Photos of codes: read in any position, refused when they are none, and forgotten."""

from __future__ import annotations

import io
from pathlib import Path

import httpx
import pytest
from PIL import Image, ImageFilter, ImageOps

from stockroom.errors import Busy
from stockroom.keeping.photos import MOST_BYTES
from stockroom.web.api import code_readings
from tests import pictures
from tests.api.guests import STRANGER, Guests
from tests.keeping import albums
from tests.world import CAST

HANDS = {"alice", "bob", "ben", "dora", "dan", "sam"}
PATH = "/api/code-readings"
TEXT = pictures.CODES["qr_code"][0]


def _send(guests: Guests, photo: bytes, who: str = "bob") -> httpx.Response:
    return guests.ask(who, "POST", PATH, content=photo, headers={"Content-Type": "image/jpeg"})


def _texts(guests: Guests, photo: Image.Image) -> list[str]:
    answer = _send(guests, _jpeg(photo))
    assert answer.status_code == 200, answer.text
    return [one["text"] for one in answer.json()["codes"]]


def _jpeg(photo: Image.Image) -> bytes:
    out = io.BytesIO()
    photo.save(out, "JPEG", quality=80)
    return out.getvalue()


@pytest.mark.parametrize("name", pictures.CODES)
def test_each_format_is_read_and_named_as_browsers_name_it(guests: Guests, name: str) -> None:
    drawn, read = pictures.CODES[name]

    answer = _send(guests, pictures.png(pictures.code(name, drawn)))

    expected = "ean_13" if name == "upc_a" else name
    assert answer.json() == {"codes": [{"text": read, "format": expected}]}


@pytest.mark.parametrize("name", ["data_matrix", "code_128"])
def test_the_separators_of_gs1_stay_as_scanners_send_them(guests: Guests, name: str) -> None:
    human, plain = pictures.GS1

    assert _texts(guests, pictures.code(name, human, gs1=True)) == [plain]


def test_a_photo_may_lie_on_its_side_be_large_dim_or_blurred(guests: Guests) -> None:
    code = pictures.code("qr_code", TEXT)
    large = Image.new("RGB", (4000, 3000), "grey")
    large.paste(code, (2500, 1800))

    for photo in (
        code.rotate(90, expand=True),
        code.rotate(17, expand=True, fillcolor="white"),
        large,
        code.point(lambda value: value // 4 + 20),
    ):
        assert _texts(guests, photo) == [TEXT]


@pytest.mark.parametrize(("larger", "blurred"), [(6, 11), (6, 13), (10, 21)])
def test_a_blurred_photo_is_read_where_it_is_made_small(
    guests: Guests, larger: int, blurred: int
) -> None:
    code = pictures.code("qr_code", TEXT)
    near = code.resize((code.width * larger, code.height * larger))

    assert _texts(guests, near.filter(ImageFilter.GaussianBlur(blurred))) == [TEXT]


def test_several_codes_are_told_and_the_same_one_once(guests: Guests) -> None:
    codes = [pictures.code("qr_code", TEXT), pictures.code("ean_8", "96385074")]
    sheet = Image.new("RGB", (1200, 800), "white")
    for at, code in enumerate((*codes, codes[0])):
        sheet.paste(code, (at * 400, 100))

    assert sorted(_texts(guests, sheet)) == ["96385074", TEXT]


def test_a_photo_without_a_code_has_none(guests: Guests) -> None:
    assert _texts(guests, albums.scene(800, 600)) == []


def test_only_hands_have_photos_read(guests: Guests) -> None:
    photo = pictures.png(pictures.code("qr_code", TEXT))
    for who in (*CAST, STRANGER):
        expected = 200 if who in HANDS else 401 if who == STRANGER else 403

        assert _send(guests, photo, who).status_code == expected, who


def test_what_is_no_photo_or_too_large_a_one_is_refused_in_words(guests: Guests) -> None:
    whole = albums.jpeg().content
    for photo, reason in (
        (b"Bob's shopping list", "not_a_photo"),
        (b"", "not_a_photo"),
        (whole[:700], "not_a_photo"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 99, "heic"),
        (albums.claims(40_000, 40_000).content, "photo_too_large"),
    ):
        answer = _send(guests, photo)

        assert (answer.status_code, answer.json()["reason"]) == (422, reason)
        assert answer.json()["detail"]
    assert _send(guests, b"\xff" * (MOST_BYTES + 1)).status_code == 413


def test_nothing_of_a_photo_is_kept(guests: Guests, capsys: pytest.CaptureFixture[str]) -> None:
    head, data = guests.head(), guests.world.house.settings.data
    before = _files(data)

    _send(guests, pictures.png(ImageOps.expand(pictures.code("qr_code", TEXT), 9)))

    assert guests.head() == head
    assert _files(data) == before
    assert TEXT[-13:] not in capsys.readouterr().err


def test_when_many_are_being_read_one_is_told_to_come_again(
    guests: Guests, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(code_readings, "TURN_WAIT_S", 0.01)
    photo = pictures.png(pictures.code("qr_code", TEXT))
    with code_readings._turn(), code_readings._turn():
        answer = _send(guests, photo)

    assert answer.status_code == Busy.status
    assert _send(guests, photo).status_code == 200


def _files(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}
