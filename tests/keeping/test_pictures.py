"""What a camera writes beside a photo does not survive, and what is no photo is refused."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from stockroom.errors import Refused
from stockroom.keeping.photos import MOST_BYTES
from stockroom.keeping.pictures import Picture, redraw
from tests.keeping import albums
from tests.keeping.albums import SECRET, Photo

ALBUM = {
    "jpeg": albums.jpeg(),
    "png": albums.png(),
    "webp": albums.webp(),
    "webp with see-through parts": albums.webp("RGBA"),
    "two pictures": albums.two_pictures(),
}
MARKS = (SECRET.encode(), b"Exif", b"xmp", b"8BIM", b"Photoshop", b"tEXt", b"iTXt", b"zTXt", b"GPS")


def _seen(picture: Picture) -> Image.Image:
    image = Image.open(io.BytesIO(picture.content))
    image.load()
    return image


def _refusal(photo: Photo) -> str:
    with pytest.raises(Refused) as refused:
        redraw(photo.content)
    assert str(refused.value)
    return refused.value.reason


@pytest.mark.parametrize("kind", ALBUM)
def test_the_album_carries_what_must_not_survive(kind: str) -> None:
    assert SECRET.encode() in ALBUM[kind].content


@pytest.mark.parametrize("kind", ALBUM)
def test_nothing_the_camera_wrote_survives(kind: str) -> None:
    redrawn = redraw(ALBUM[kind].content)

    assert [mark for mark in MARKS if mark in redrawn.content] == []
    seen = _seen(redrawn)
    assert not seen.getexif()
    assert {"exif", "xmp", "comment", "photoshop", "icc_profile"}.isdisjoint(seen.info)


@pytest.mark.parametrize("kind", ALBUM)
def test_the_picture_itself_stays(kind: str) -> None:
    seen = _seen(redraw(ALBUM[kind].content)).convert("RGB")

    assert seen.size == (64, 48)
    assert _near(seen, (5, 5), (255, 0, 0))
    assert _near(seen, (60, 40), (0, 0, 255))


def test_a_photo_taken_sideways_stands_upright() -> None:
    seen = _seen(redraw(albums.jpeg(orientation=6).content)).convert("RGB")

    assert seen.size == (48, 64)
    assert _near(seen, (40, 5), (255, 0, 0))


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("jpeg", "image/jpeg"), ("png", "image/png"), ("webp", "image/jpeg"),
     ("webp with see-through parts", "image/jpeg"), ("two pictures", "image/jpeg")],
)  # fmt: skip
def test_it_is_kept_as_jpeg_or_png(kind: str, media_type: str) -> None:
    redrawn = redraw(ALBUM[kind].content)

    assert redrawn.media_type == media_type
    assert Image.MIME[_seen(redrawn).format or ""] == media_type


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "1", "I;16"])
def test_a_photo_of_any_depth_is_taken(mode: str) -> None:
    assert redraw(albums.saved(albums.scene(mode=mode), "PNG").content).media_type == "image/png"


def test_a_photo_meant_for_print_is_taken() -> None:
    assert redraw(albums.saved(albums.scene(mode="CMYK"), "JPEG").content)


def test_what_lies_under_a_see_through_part_does_not_survive() -> None:
    hidden = albums.scene(mode="RGBA")
    hidden.putalpha(0)

    seen = _seen(redraw(albums.saved(hidden, "PNG").content))

    assert seen.getcolors() == [(64 * 48, (255, 255, 255))]


def test_the_same_photo_gives_the_same_bytes() -> None:
    assert redraw(albums.jpeg().content) == redraw(albums.jpeg().content)


@pytest.mark.parametrize(
    "content",
    [b"", b"Bob's shopping list\n" * 20, b"<svg xmlns='http://www.w3.org/2000/svg'/>",
     b"%PDF-1.7\n", b"\xff\xd8\xff\xe0", b"GIF89a" + b"\0" * 50],
)  # fmt: skip
def test_what_is_no_photo_is_refused(content: bytes) -> None:
    assert _refusal(Photo(content)) == "not_a_photo"


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_kinds_of_picture_are_refused(kind: str) -> None:
    assert _refusal(albums.saved(albums.scene(), kind)) == "not_a_photo"


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_photo_cut_off_is_refused(kind: str, part: float) -> None:
    plain = albums.saved(albums.scene(400, 300), kind.upper()).content

    assert _refusal(Photo(plain[: int(len(plain) * part)])) == "not_a_photo"


def test_26_million_pixels_are_too_many() -> None:
    photo = albums.saved(Image.new("1", (6500, 4000)), "PNG")

    assert len(photo.content) < 100_000
    assert _refusal(photo) == "photo_too_large"


@pytest.mark.parametrize("side", [5_001, 12_000, 40_000])
def test_a_bomb_is_refused_by_what_it_claims(side: int) -> None:
    assert _refusal(albums.claims(side, side)) == "photo_too_large"


def test_more_than_8_megabytes_are_too_many() -> None:
    assert _refusal(Photo(albums.jpeg().content + b"\0" * MOST_BYTES)) == "photo_too_large"


def _near(image: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    found = image.getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(one - other) < 12 for one, other in zip(found, colour, strict=True))


@pytest.mark.parametrize("brand", [b"heic", b"mif1"])
def test_an_iphones_own_format_is_refused_with_what_to_do(brand: bytes) -> None:
    photo = Photo(b"\x00\x00\x00\x18ftyp" + brand + b"\x00" * 40)

    assert _refusal(photo) == "heic"
