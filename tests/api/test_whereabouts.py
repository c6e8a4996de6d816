"""Photos that tell where they were taken, sent as a phone does: none of it is left anywhere."""

from __future__ import annotations

from tests.api.guests import Guests
from tests.keeping import hands
from tests.keeping.whereabouts import REFUSED, TOLD, tells


def test_there_are_twenty_of_them_and_each_tells() -> None:
    assert len(TOLD) + len(REFUSED) >= 20
    assert [name for name, photo in {**TOLD, **REFUSED}.items() if not tells(photo.content)] == []
    assert len({photo.sha256 for photo in TOLD.values()}) == len(TOLD)


def test_nothing_of_where_they_were_taken_is_left(guests: Guests) -> None:
    told = []
    for name, photo in TOLD.items():
        sent = guests.ask("dora", "PUT", f"/api/files/{photo.sha256}", content=photo.content)
        assert sent.status_code == 201, name
        seen = guests.get("alice", f"files/{photo.sha256}")
        assert seen.status_code == 200, name
        told += [name] if tells(seen.content) or tells(str(seen.headers).encode()) else []
    for name, photo in REFUSED.items():
        sent = guests.ask("dora", "PUT", f"/api/files/{photo.sha256}", content=photo.content)
        assert (sent.status_code, sent.json()["reason"]) == (422, "heic"), name

    assert told == []
    folder = guests.world.house.settings.data
    kept = hands.files_of(folder)
    assert len(kept) >= 3
    assert [path.name for path in kept if tells(path.read_bytes())] == []
