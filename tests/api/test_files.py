"""Photos over HTTP: redrawn on the way in, harmless on the way out, for hands only."""

from __future__ import annotations

import io

import httpx
from PIL import Image

from stockroom.keeping import disk
from stockroom.keeping.photos import MOST_BYTES
from tests.api.guests import SCHEMA, STRANGER, Guests
from tests.keeping import albums, hands
from tests.keeping.albums import SECRET, Photo
from tests.world import CAST

HANDS = {"alice", "bob", "ben", "dora", "dan", "sam"}
PHOTO = albums.jpeg()


def _send(
    guests: Guests, photo: Photo = PHOTO, who: str = "bob", name: str | None = None
) -> httpx.Response:
    path = f"/api/files/{name or photo.sha256}"
    headers = {"Content-Type": "image/jpeg"}
    return guests.ask(who, "PUT", path, content=photo.content, headers=headers)


def _see(guests: Guests, photo: Photo = PHOTO, who: str = "bob") -> httpx.Response:
    return guests.get(who, f"files/{photo.sha256}")


def _refusal(answer: httpx.Response) -> tuple[int, str]:
    told = answer.json()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert told["detail"]
    return answer.status_code, told["reason"]


def test_a_photo_is_recorded_once_and_answered_alike(guests: Guests) -> None:
    first, again = _send(guests), _send(guests, who="alice")

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert set(first.json()) == {"sha256", "stored_sha256", "media_type", "size_bytes"}
    assert first.json()["sha256"] == PHOTO.sha256


def test_a_photo_comes_back_without_what_the_camera_wrote(guests: Guests) -> None:
    told = _send(guests).json()

    answer = _see(guests)

    assert answer.status_code == 200
    assert len(answer.content) == told["size_bytes"]
    assert SECRET.encode() not in answer.content
    assert Image.open(io.BytesIO(answer.content)).size == (64, 48)


def test_a_photo_can_do_nothing_in_a_browser(guests: Guests) -> None:
    _send(guests)

    headers = _see(guests).headers

    assert headers["Content-Type"] == "image/jpeg"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["Content-Disposition"] == f'inline; filename="{PHOTO.sha256[:12]}.jpg"'


def test_no_browser_keeps_a_photo_beyond_the_day_on_which_it_is_deleted(guests: Guests) -> None:
    _send(guests)

    assert _see(guests).headers["Cache-Control"] == "private, no-store"


def test_the_kind_of_a_photo_is_told_by_its_bytes(guests: Guests) -> None:
    told = _send(guests, albums.png()).json()

    assert told["media_type"] == _see(guests, albums.png()).headers["Content-Type"] == "image/png"


def test_only_hands_send_and_see_photos(guests: Guests) -> None:
    _send(guests)

    for who in (*CAST, STRANGER):
        expected = 200 if who in HANDS else 401 if who == STRANGER else 403
        found = _send(guests, who=who).status_code, _see(guests, who=who).status_code
        assert found == (expected, expected), who


def test_the_hash_of_what_arrives_is_checked(guests: Guests) -> None:
    answer = _send(guests, name=albums.png().sha256)

    assert _refusal(answer) == (422, "other_hash")
    assert _see(guests, albums.png()).status_code == 404


def test_a_name_that_is_no_hash_is_not_read(guests: Guests) -> None:
    for name in ("x", PHOTO.sha256.upper(), PHOTO.sha256 + "0", "..%2f" + PHOTO.sha256):
        for method in ("PUT", "GET"):
            answer = guests.ask("bob", method, f"/api/files/{name}", content=PHOTO.content)
            assert answer.status_code in (400, 404, 405), name


def test_what_is_no_photo_or_too_large_a_one_is_refused(guests: Guests) -> None:
    for photo, reason in (
        (Photo(b"Bob's shopping list"), "not_a_photo"),
        (Photo(b""), "not_a_photo"),
        (Photo(PHOTO.content[:700]), "not_a_photo"),
        (albums.claims(6500, 4000), "photo_too_large"),
        (albums.claims(40_000, 40_000), "photo_too_large"),
    ):
        assert _refusal(_send(guests, photo)) == (422, reason)
        assert _see(guests, photo).status_code == 404


def test_nine_megabytes_are_too_many(guests: Guests) -> None:
    assert _send(guests, Photo(b"\xff" * 9_000_000)).status_code == 413


def test_eight_megabytes_are_not(guests: Guests) -> None:
    padded = Photo(PHOTO.content + b"\0" * (MOST_BYTES - len(PHOTO.content)))

    assert _send(guests, padded).status_code == 201


def test_a_full_disk_is_told_and_the_next_try_succeeds(guests: Guests) -> None:
    with hands.no_file_over(500):
        answer = _send(guests)

    assert _refusal(answer) == (507, "storage_full")
    assert answer.headers["Retry-After"]
    files = guests.world.house.settings.files
    assert list(files.rglob("*")) == []
    assert _send(guests).status_code == 201


def test_photos_never_meet_each_other(guests: Guests) -> None:
    first, other = albums.jpeg(), albums.png()
    told = [_send(guests, photo).json() for photo in (first, other)]

    kept = guests.world.house.settings.files
    for one in told:
        stored = one["stored_sha256"]
        assert disk.digest_of(kept / stored[:2] / stored) == stored
    assert told[0]["stored_sha256"] != told[1]["stored_sha256"]


def test_the_description_says_that_the_body_is_the_photo(guests: Guests) -> None:
    described = guests.client.get(SCHEMA).json()["paths"]["/api/files/{sha256}"]

    kinds = described["put"]["requestBody"]["content"]
    assert set(kinds) == {"image/jpeg", "image/png", "image/webp"}
    assert all(kind["schema"]["format"] == "binary" for kind in kinds.values())
    assert set(described["get"]["responses"]["200"]["content"]) == {"image/*"}
