"""Where a printer may stand, and the papers that it may hold."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockroom.errors import Refused
from stockroom.rules import papers, printers
from stockroom_labels import PAPERS, Kind

GOOD = ("192.168.1.40", "10.0.0.9", "172.31.255.1", "fd12::4", "zebra", "zebra.lan", "p-1.local")
BAD = (
    ("127.0.0.1", "printer_not_here"),
    ("0.0.0.0", "printer_not_here"),
    ("169.254.169.254", "printer_not_here"),
    ("100.64.0.1", "printer_not_here"),
    ("172.32.0.1", "printer_not_here"),
    ("8.8.8.8", "printer_not_here"),
    ("224.0.0.1", "printer_not_here"),
    ("::1", "printer_not_here"),
    ("fe80::1", "printer_not_here"),
    ("fe80::1%eth0", "printer_not_here"),
    ("::ffff:127.0.0.1", "printer_not_here"),
    ("::ffff:192.168.1.1", "printer_not_here"),
    ("2001:db8::1", "printer_not_here"),
    ("localhost", "printer_not_here"),
    ("Localhost.", "printer_not_here"),
    ("a.localhost", "printer_not_here"),
    ("127.1", "printer_host_letters"),
    ("0x7f.1", "printer_host_letters"),
    ("2130706433", "printer_host_letters"),
    ("zebra:9100", "printer_host_letters"),
    ("zebra/", "printer_host_letters"),
    ("bob@zebra", "printer_host_letters"),
    ("", "printer_host_letters"),
    ("a..b", "printer_host_letters"),
    ("принтер", "printer_host_letters"),
    ("zebra\n", "printer_host_letters"),
    ("a" * 81, "printer_host_long"),
)


@pytest.mark.parametrize("host", GOOD)
def test_a_printer_may_stand_in_our_own_network(host: str) -> None:
    printers.check_host(host)


@pytest.mark.parametrize(("host", "reason"), BAD)
def test_a_printer_stands_nowhere_else(host: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        printers.check_host(host)

    assert refused.value.reason == reason
    assert str(refused.value)


@given(st.ip_addresses())
def test_an_address_is_taken_only_if_it_is_private_and_leads_to_another_machine(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    try:
        printers.check_address(str(address), "a printer")
    except Refused:
        return

    assert address.is_private
    assert not any(
        (address.is_loopback, address.is_link_local, address.is_multicast, address.is_unspecified)
    )


def test_the_rules_know_the_papers_that_the_labels_know() -> None:
    assert list(PAPERS) == list(papers.NAMES)
    assert {name for name in PAPERS if PAPERS[name].kind == Kind.ROLL} == set(papers.ROLLS)
    assert {name for name in PAPERS if PAPERS[name].brother} == papers.TAPES


@pytest.mark.parametrize(
    ("paper", "language", "reason"),
    [
        ("napkin", "pdf", "unknown_paper"),
        ("a4-63x38", "zpl", "paper_does_not_fit"),
        ("brother-62x40", "zpl", "paper_does_not_fit"),
        ("zebra-51x25", "brother", "paper_does_not_fit"),
    ],
)
def test_a_paper_that_does_not_fit_is_refused(paper: str, language: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        papers.check(paper, language)

    assert refused.value.reason == reason


def test_an_office_printer_takes_every_paper() -> None:
    for paper in PAPERS:
        papers.check(paper, "pdf")
