"""Certificates and their keys: what all of ours say alike, and the files that they lie in."""

from __future__ import annotations

import os
import tempfile
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from stockroom.clock import Clock
from stockroom.errors import Problem
from stockroom.keeping import disk

CLOCKS_DIFFER = timedelta(days=1)
"""How far a phone's clock may be behind ours before it takes a new certificate for a future one."""

LONGEST_NAME = 64
"""Bytes that we give a common name, which may have 64 letters (RFC 5280, appendix A.1)."""

Key = ec.EllipticCurvePrivateKey


def named(title: str) -> x509.Name:
    """A common name, cut where it would be too long."""
    kept = title.encode()[:LONGEST_NAME].decode(errors="ignore").strip()
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, kept)])


def begun(
    clock: Clock, subject: x509.Name, key: Key, *, of: x509.Name, by: Key
) -> x509.CertificateBuilder:
    """What every certificate of ours says: whose it is, of whom, and from when it holds."""
    public, signer = key.public_key(), by.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(of)
        .public_key(public)
        .serial_number(clock.bits(158) + 1)
        .not_valid_before(clock.now() - CLOCKS_DIFFER)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer), critical=False)
    )


def usage(*, signs: bool) -> x509.KeyUsage:
    """What a key is for: to sign other certificates, or to serve."""
    return x509.KeyUsage(
        digital_signature=not signs,
        key_cert_sign=signs,
        crl_sign=signs,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def for_servers() -> x509.ExtendedKeyUsage:
    """For servers and nothing else, which Apple's devices want to read."""
    return x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])


def keep(path: Path, key: Key, *certificates: x509.Certificate) -> None:
    """Write a key, which nobody else may read, and its certificates: all of it or nothing."""
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    chain = b"".join(one.public_bytes(Encoding.PEM) for one in certificates)
    # This makes a file of mode 0600, whatever the umask.
    handle, written = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(private + chain)
        file.flush()
        disk.sync(file.fileno())
    disk.place(Path(written), path)


def read(path: Path) -> tuple[x509.Certificate, Key]:
    """The first certificate in a file, and its key; raises `Problem` where they do not fit."""
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError) as fault:
        raise _damaged(path) from fault
    certificate = certificate_in(path)
    if not isinstance(key, Key) or key.public_key() != certificate.public_key():
        raise _damaged(path)
    return certificate, key


def certificate_in(path: Path) -> x509.Certificate:
    """The first certificate in a file; raises `Problem` where it cannot be read."""
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except (OSError, ValueError) as fault:
        raise _damaged(path) from fault


def _damaged(path: Path) -> Problem:
    return Problem(
        "authority_damaged",
        "{file} in the folder {folder} cannot be read. Take the folder away, start again, and let "
        "each device trust the new authority.",
        file=path.name,
        folder=path.parent.name,
    )
