"""A local authority: HTTPS for the charity's own phones where there is no public name.

Its certificate is what a device is told to trust. Its own key signs one thing, the signer, and is
then forgotten: it is never written down. The signer signs the certificates of this machine and,
as the authority says of it, can vouch for nothing but this machine's name and private addresses,
which mean nothing outside its network. So whoever steals the data folder cannot pretend to be
anybody's bank. The limit stands in the signer too, because a verifier need not heed what a trusted
authority says of itself (RFC 5280, 6.1.1 (d)), while it must heed it in what the authority signed.

In `lan/`, which no backup holds: `authority.pem` (no secret), `signer.pem` and `server.pem`, each
with its key in the same file, so that no power cut leaves a key beside another's certificate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from stockroom.clock import Clock
from stockroom.errors import Problem
from stockroom.keeping import certificates, disk
from stockroom.keeping.certificates import CLOCKS_DIFFER

AUTHORITY_LASTS = timedelta(days=3652)
# Apple takes 825 days at most, of private authorities too (support.apple.com/103769); browsers'
# habit with public ones was 398.
SERVER_LASTS = timedelta(days=397)
RENEWED_WITH = timedelta(days=30)
# What a home or an office gives its devices (RFC 1918). All of it, so that a new router does not
# send somebody round to every phone again.
PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))
HERE, HERE_NAME = IPv4Address("127.0.0.1"), "localhost"
AUTHORITY, SIGNER, SERVER = "authority.pem", "signer.pem", "server.pem"


@dataclass(frozen=True)
class LocalAuthority:
    """The authority of one machine; `name` is the one that it vouches for, beside addresses."""

    folder: Path
    clock: Clock
    name: str
    certificate: x509.Certificate

    @property
    def title(self) -> str:
        """What devices call it in their lists."""
        (name,) = self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        return str(name.value)

    @property
    def fingerprint(self) -> tuple[str, ...]:
        """The SHA-256 of its certificate as phones show it, in lines short enough to compare."""
        pairs = self.certificate.fingerprint(hashes.SHA256()).hex(" ").upper().split()
        return tuple(":".join(pairs[at : at + 8]) for at in range(0, len(pairs), 8))

    @property
    def der(self) -> bytes:
        """Its certificate in the form that phones install."""
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def server(self) -> Path:
        """The server's key and certificates, for whoever serves."""
        return self.folder / SERVER

    def renew(self, addresses: Sequence[IPv4Address]) -> bool:
        """Make the server's certificate anew if it is due; tells whether it was.

        It is due when it ends in under thirty days, or is for other addresses than these, or is
        not there, or is of another day than today's clock says. Only private addresses count.
        """
        wanted = [HERE, *(one for one in addresses if is_private(one))]
        if not self._is_due(wanted):
            return False
        signer, signer_key = certificates.read(self.folder / SIGNER)
        key, now = ec.generate_private_key(ec.SECP256R1()), self.clock.now()
        subject = certificates.named(self.name)
        names = x509.SubjectAlternativeName(
            [*map(x509.DNSName, (self.name, HERE_NAME)), *map(x509.IPAddress, wanted)]
        )
        made = (
            certificates.begun(self.clock, subject, key, of=signer.subject, by=signer_key)
            .not_valid_after(min(now - CLOCKS_DIFFER + SERVER_LASTS, signer.not_valid_after_utc))
            .add_extension(names, critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(certificates.usage(signs=False), critical=True)
            .add_extension(certificates.for_servers(), critical=False)
            .sign(signer_key, hashes.SHA256())
        )
        certificates.keep(self.server, key, made, signer)
        return True

    def _is_due(self, wanted: Sequence[IPv4Address]) -> bool:
        try:
            kept, _ = certificates.read(self.server)
            names = kept.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
            kept.verify_directly_issued_by(certificates.read(self.folder / SIGNER)[0])
        except (Problem, ValueError, InvalidSignature, x509.ExtensionNotFound):
            return True
        now, ends = self.clock.now(), kept.not_valid_after_utc
        at_its_end = ends >= self.certificate.not_valid_after_utc
        return (
            set(names.get_values_for_type(x509.IPAddress)) != set(wanted)
            or now < kept.not_valid_before_utc
            or (ends - now < RENEWED_WITH and not at_its_end)
        )


def open_authority(folder: Path, clock: Clock, *, name: str, title: str) -> LocalAuthority:
    """The authority in that folder; made, for this name and under this title, if there is none.

    Raises `Problem`: authority_damaged, authority_ended.
    """
    if not folder.exists():
        _make(folder, clock, name, title)
    certificate = certificates.certificate_in(folder / AUTHORITY)
    if clock.now() >= certificate.not_valid_after_utc:
        raise Problem(
            "authority_ended",
            "This machine's own authority has ended. Take the folder {folder} away, start again, "
            "and let each device trust the new one.",
            folder=folder.name,
        )
    limits = certificate.extensions.get_extension_for_class(x509.NameConstraints).value
    names = [one.value for one in limits.permitted_subtrees or () if isinstance(one, x509.DNSName)]
    return LocalAuthority(folder, clock, names[0], certificate)


def is_private(address: IPv4Address) -> bool:
    """Whether an address is one that means nothing outside its own network."""
    return any(address in network for network in PRIVATE)


def _make(folder: Path, clock: Clock, name: str, title: str) -> None:
    """Draw the authority and its signer, and forget the authority's key."""
    key, signer_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    subject, signers = certificates.named(title), certificates.named(f"Signer for {name}")
    ends = clock.now() - CLOCKS_DIFFER + AUTHORITY_LASTS
    limits = x509.NameConstraints(
        [
            *map(x509.DNSName, (name, HERE_NAME)),
            *map(x509.IPAddress, (*PRIVATE, IPv4Network(HERE))),
        ],
        None,
    )
    authority = (
        certificates.begun(clock, subject, key, of=subject, by=key)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
        .add_extension(certificates.usage(signs=True), critical=True)
        .add_extension(limits, critical=True)
        .sign(key, hashes.SHA256())
    )
    signer = (
        certificates.begun(clock, signers, signer_key, of=subject, by=key)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(certificates.usage(signs=True), critical=True)
        .add_extension(certificates.for_servers(), critical=False)
        .add_extension(limits, critical=True)
        .sign(key, hashes.SHA256())
    )
    with disk.plainly(), disk.scratch(folder.parent) as made:
        disk.write(made / AUTHORITY, authority.public_bytes(Encoding.PEM))
        certificates.keep(made / SIGNER, signer_key, signer)
        made.rename(folder)
        disk.sync_folder(folder.parent)
