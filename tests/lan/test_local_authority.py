"""The authority of one machine: trusted for what is its own, believed about nothing else."""

from __future__ import annotations

import dataclasses
import os
import ssl
import stat
from datetime import timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from hypothesis import given
from hypothesis import strategies as st

from stockroom.app import House
from stockroom.clock import Clock
from stockroom.errors import Problem
from stockroom.keeping import backup, certificates, local_authority
from stockroom.keeping.local_authority import HERE, LocalAuthority, is_private, open_authority
from stockroom.keeping.upkeep import Upkeep
from tests.keeping.test_upkeep import fact
from tests.lan.handshakes import phone, server, shake
from tests.world import NOON, StillClock

NAME, ADDRESS, OTHER = "north.local", IPv4Address("192.168.1.20"), IPv4Address("192.168.1.21")
DAY = timedelta(days=1)


def opened(folder: Path, clock: Clock | None = None, name: str = NAME) -> LocalAuthority:
    """The authority in a folder, by the real clock unless one stands still."""
    return open_authority(folder, clock or Clock(), name=name, title="Stockroom of North")


def served(authority: LocalAuthority) -> x509.Certificate:
    """The server's certificate as it lies on disk."""
    return certificates.read(authority.server)[0]


def forged(authority: LocalAuthority, *names: x509.GeneralName) -> Path:
    """What a thief makes with everything that lies on disk: a certificate for these names."""
    signer, signer_key = certificates.read(authority.folder / local_authority.SIGNER)
    key = ec.generate_private_key(ec.SECP256R1())
    made = (
        certificates.begun(
            Clock(), certificates.named("thief"), key, of=signer.subject, by=signer_key
        )
        .not_valid_after(Clock().now() + DAY)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(certificates.for_servers(), critical=False)
        .sign(signer_key, hashes.SHA256())
    )
    path = authority.folder.parent / "forged.pem"
    certificates.keep(path, key, made, signer)
    return path


@pytest.mark.parametrize("host", [NAME, "localhost", "192.168.1.20", "127.0.0.1"])
def test_a_device_that_trusts_the_authority_takes_this_machine(tmp_path: Path, host: str) -> None:
    authority = opened(tmp_path / "lan")
    authority.renew([ADDRESS])

    taken = shake(server(authority.server), phone(authority.folder), host)

    assert taken == served(authority)


@pytest.mark.parametrize("host", ["south.local", "192.168.1.21", "example.org", "10.0.0.1"])
def test_it_takes_the_machine_for_no_other(tmp_path: Path, host: str) -> None:
    authority = opened(tmp_path / "lan")
    authority.renew([ADDRESS])

    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        shake(server(authority.server), phone(authority.folder), host)


@pytest.mark.parametrize("host", ["example.org", "south.local", "93.184.215.14", "100.64.0.1"])
def test_whoever_steals_the_keys_cannot_vouch_for_others(tmp_path: Path, host: str) -> None:
    authority = opened(tmp_path / "lan")
    name: x509.GeneralName = x509.DNSName(host)
    if host[0].isdigit():
        name = x509.IPAddress(IPv4Address(host))

    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        shake(server(forged(authority, name)), phone(authority.folder), host)


def test_a_verifier_that_heeds_no_limits_of_a_trusted_authority_heeds_its_signers(
    tmp_path: Path,
) -> None:
    authority = opened(tmp_path / "lan")

    for path in (local_authority.AUTHORITY, local_authority.SIGNER):
        found = certificates.certificate_in(authority.folder / path).extensions
        limits = found.get_extension_for_class(x509.NameConstraints)

        assert limits.critical
        assert limits.value.permitted_subtrees is not None
        assert {str(one.value) for one in limits.value.permitted_subtrees} == {
            NAME, "localhost", "127.0.0.1/32", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"
        }  # fmt: skip


def test_the_authoritys_own_key_lies_nowhere(tmp_path: Path) -> None:
    authority = opened(tmp_path / "lan")
    authority.renew([ADDRESS])
    own = authority.certificate.public_key()

    keys = [
        load_pem_private_key(path.read_bytes(), None).public_key()
        for path in authority.folder.iterdir()
        if b"PRIVATE KEY" in path.read_bytes()
    ]

    assert len(keys) == 2
    assert own not in keys


def test_what_it_signed_may_sign_servers_and_no_further_authorities(tmp_path: Path) -> None:
    authority = opened(tmp_path / "lan")
    signer, _ = certificates.read(authority.folder / local_authority.SIGNER)

    lengths = [
        one.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length
        for one in (authority.certificate, signer)
    ]

    assert lengths == [1, 0]
    signer.verify_directly_issued_by(authority.certificate)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_nobody_else_on_the_machine_may_read_the_keys(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        authority = opened(tmp_path / "lan")
        authority.renew([ADDRESS])
    finally:
        os.umask(before)

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in authority.folder.iterdir()}
    del modes[local_authority.AUTHORITY]
    assert [mode & 0o077 for mode in modes.values()] == [0, 0]
    assert stat.S_IMODE(authority.folder.stat().st_mode) & 0o077 == 0


def test_it_is_made_once(tmp_path: Path) -> None:
    clock = StillClock()
    first = opened(tmp_path / "lan", clock)
    clock.forward(400 * DAY)

    again = opened(tmp_path / "lan", clock, name="south.local")

    assert again.fingerprint == first.fingerprint
    assert again.name == NAME
    assert again.title == "Stockroom of North"


def test_the_certificate_lasts_as_long_as_phones_allow_and_is_renewed_in_time(
    tmp_path: Path,
) -> None:
    clock = StillClock()
    authority = opened(tmp_path / "lan", clock)

    assert authority.renew([ADDRESS])
    first = served(authority)
    assert first.not_valid_after_utc - first.not_valid_before_utc == 397 * DAY
    assert first.not_valid_before_utc == NOON - DAY
    clock.forward(366 * DAY)
    assert not authority.renew([ADDRESS])
    clock.forward(timedelta(seconds=1))
    assert authority.renew([ADDRESS])
    assert served(authority).not_valid_after_utc == clock.now() + 396 * DAY
    assert not authority.renew([ADDRESS])


def test_a_machine_whose_clock_was_ahead_gets_a_certificate_of_today(tmp_path: Path) -> None:
    ahead = StillClock(times=[NOON + 1000 * DAY])
    opened(tmp_path / "lan", ahead).renew([ADDRESS])

    authority = opened(tmp_path / "lan", StillClock())

    assert authority.renew([ADDRESS])
    assert served(authority).not_valid_before_utc == NOON - DAY


def test_the_certificate_is_made_anew_for_other_addresses(tmp_path: Path) -> None:
    authority = opened(tmp_path / "lan")

    told = [authority.renew(found) for found in ([ADDRESS], [OTHER], [OTHER], [OTHER, ADDRESS])]

    assert told == [True, True, False, True]
    shake(server(authority.server), phone(authority.folder), str(OTHER))


def test_a_certificate_of_another_authority_is_replaced(tmp_path: Path) -> None:
    other, authority = opened(tmp_path / "other"), opened(tmp_path / "lan")
    other.renew([ADDRESS])
    authority.server.write_bytes(other.server.read_bytes())

    assert authority.renew([ADDRESS])
    shake(server(authority.server), phone(authority.folder), NAME)


def test_a_torn_certificate_is_made_anew(tmp_path: Path) -> None:
    authority = opened(tmp_path / "lan")
    authority.renew([ADDRESS])
    authority.server.write_bytes(authority.server.read_bytes()[:600])

    assert authority.renew([ADDRESS])
    assert [path.name for path in authority.folder.glob("*.part")] == []


def test_at_the_authoritys_end_the_certificate_ends_too_and_that_is_told(tmp_path: Path) -> None:
    clock = StillClock()
    authority = opened(tmp_path / "lan", clock)
    clock.forward(local_authority.AUTHORITY_LASTS - 20 * DAY)

    assert authority.renew([ADDRESS])
    assert served(authority).not_valid_after_utc == authority.certificate.not_valid_after_utc
    assert not authority.renew([ADDRESS])
    clock.forward(19 * DAY)
    with pytest.raises(Problem, match="Take the folder lan away"):
        opened(tmp_path / "lan", clock)


@pytest.mark.parametrize("name", [local_authority.AUTHORITY, local_authority.SIGNER])
@pytest.mark.parametrize("content", [None, b"", b"-----BEGIN CERTIFICATE-----\nAA=="])
def test_what_cannot_be_read_is_told_by_its_name(
    tmp_path: Path, name: str, content: bytes | None
) -> None:
    path = opened(tmp_path / "lan").folder / name
    path.unlink()
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(Problem, match=name) as told:
        opened(tmp_path / "lan").renew([ADDRESS])

    assert told.value.reason == "authority_damaged"


@pytest.mark.parametrize("title", ["ا" * 120, "x" * 200, "Stockroom of St Anne’s"])
def test_a_long_name_of_a_charity_is_cut(tmp_path: Path, title: str) -> None:
    authority = open_authority(tmp_path / "lan", Clock(), name=NAME, title=title)

    assert title.startswith(authority.title)
    assert len(authority.title.encode()) <= certificates.LONGEST_NAME


@given(st.ip_addresses(v=4))
def test_only_addresses_that_mean_nothing_elsewhere_are_private(address: IPv4Address) -> None:
    if is_private(address):
        assert not address.is_global
        assert not address.is_loopback
        assert not address.is_multicast
    assert is_private(IPv4Address(int(address) & 0xFFFF | int(ADDRESS) & 0xFFFF0000))


def test_public_addresses_are_left_out(tmp_path: Path) -> None:
    authority = opened(tmp_path / "lan")
    authority.renew([IPv4Address("93.184.215.14"), ADDRESS])

    names = served(authority).extensions.get_extension_for_class(x509.SubjectAlternativeName)

    assert names.value.get_values_for_type(x509.IPAddress) == [HERE, ADDRESS]


def test_no_backup_holds_a_key_or_a_certificate(house: House, tmp_path: Path) -> None:
    authority = opened(house.settings.lan)
    authority.renew([ADDRESS])

    made = backup.make(
        house.database, house.settings.files, tmp_path / "kept" / "one", made_at=NOON
    )

    kept = [path for path in made.path.rglob("*") if path.is_file()]
    assert {path.name for path in kept} == {"books.db", "manifest.json"}
    assert all(b"PRIVATE KEY" not in path.read_bytes() for path in kept)


def test_a_steward_reads_on_the_page_when_it_ends(house: House) -> None:
    authority = opened(house.settings.lan, house.clock)
    authority.renew([ADDRESS])
    settings = dataclasses.replace(house.settings, certificate=authority.server)
    upkeep = Upkeep(settings, house.database, house.clock, house.vault)

    assert "22 December 2027" in fact(house, "certificate", upkeep).sentence
    assert fact(house, "certificate", upkeep).state == "good"
