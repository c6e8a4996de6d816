"""How phones reach a machine: by what is private to its network, and by nothing else."""

from __future__ import annotations

import re
from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockroom.errors import Problem, Refused
from stockroom.keeping.local_authority import is_private
from stockroom.lan import addresses
from stockroom.lan.addresses import Reach, own_addresses, own_name, reach

ADDRESS, OTHER = IPv4Address("192.168.1.20"), IPv4Address("10.1.2.3")


@pytest.mark.parametrize(
    ("said", "host"),
    [
        ("warehouse", "warehouse.local"),
        ("North-Hall.local", "north-hall.local"),
        ("stock.home.arpa", "stock.home.arpa"),
        ("stock.internal.", "stock.internal"),
        ("192.168.1.20", "192.168.1.20"),
        ("172.31.0.1", "172.31.0.1"),
    ],
)
def test_a_private_name_or_address_is_taken_as_it_is_said(said: str, host: str) -> None:
    assert reach(said).host() == host


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("stock.example.org", "public_name"),
        ("stock.lan", "public_name"),
        ("two words", "public_name"),
        ("a_b", "public_name"),
        ("-.local", "public_name"),
        ("x" * 60, "public_name"),
        ("مخزن", "public_name"),
        ("https://stock.local", "public_name"),
        ("fe80::1", "public_name"),
        ("93.184.215.14", "public_address"),
        ("127.0.0.1", "public_address"),
        ("172.32.0.1", "public_address"),
    ],
)
def test_what_others_could_own_is_refused(said: str, reason: str) -> None:
    with pytest.raises(Refused) as told:
        reach(said)

    assert told.value.reason == reason
    assert "{" not in str(told.value)


@given(st.text(min_size=1, max_size=60))
def test_whatever_is_said_leads_to_a_private_host_or_is_refused(said: str) -> None:
    try:
        found = reach(said)
    except Refused:
        return

    assert re.fullmatch(r"[a-z0-9.-]+", found.host())
    assert len(found.host()) <= addresses.LONGEST_NAME
    if isinstance(found.said, str):
        assert found.host().endswith(addresses.PRIVATE_ENDINGS)
    else:
        assert is_private(found.said)


def test_what_was_said_comes_first_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "own_addresses", lambda: [OTHER, ADDRESS])

    assert Reach(ADDRESS).addresses() == [ADDRESS, OTHER]
    assert Reach().host() == str(OTHER)
    assert Reach("north.local").host() == "north.local"
    assert Reach("north.local").addresses() == [OTHER, ADDRESS]


def test_a_machine_without_a_network_asks_to_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "own_addresses", list)

    assert reach("north").host() == "north.local"
    with pytest.raises(Problem, match="--name"):
        Reach().host()


def test_this_machine_finds_private_addresses_only_and_a_name_that_fits() -> None:
    assert all(map(is_private, own_addresses()))
    assert reach(own_name()).host() == own_name()


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("North-PC", "north-pc.local"),
        ("store.example.org", "store.local"),
        ("Sam's_MacBook", "sam-s-macbook.local"),
        ("مخزن", "stockroom.local"),
        ("x" * 63, f"{'x' * 30}.local"),
    ],
)
def test_any_host_name_becomes_one_that_fits(
    monkeypatch: pytest.MonkeyPatch, host: str, name: str
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: host)

    assert own_name() == name
    assert reach(name).host() == name
