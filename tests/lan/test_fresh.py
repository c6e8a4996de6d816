"""A certificate that is renewed while the service runs is the next one that phones see."""

from __future__ import annotations

from ipaddress import IPv4Address
from pathlib import Path

import pytest

from stockroom.clock import Clock
from stockroom.keeping.local_authority import open_authority
from stockroom.lan.fresh import Fresh, Renewing
from tests.lan.handshakes import phone, shake


@pytest.mark.parametrize("host", ["north.local", "127.0.0.1"])
def test_the_next_line_takes_the_newest_certificate(tmp_path: Path, host: str) -> None:
    authority = open_authority(tmp_path / "lan", Clock(), name="north.local", title="North")
    authority.renew([])
    fresh, trusting = Fresh(authority.server), phone(authority.folder)
    before = shake(fresh.door, trusting, host)

    authority.renew([IPv4Address("192.168.1.20")])
    unread = shake(fresh.door, trusting, host)
    fresh.reload()
    after = shake(fresh.door, trusting, host)

    assert unread == before
    assert after.serial_number != before.serial_number


def test_one_look_that_fails_is_not_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stockroom.lan.fresh.EVERY_S", 0.001)
    looks: list[int] = []

    def look() -> None:
        looks.append(1)
        raise OSError

    with Renewing(look):
        while len(looks) < 3:
            pass

    seen = len(looks)
    assert seen >= 3
    assert len(looks) == seen
