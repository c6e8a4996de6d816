"""TLS between two ends in memory, with OpenSSL as the phone that trusts one authority only."""

from __future__ import annotations

import ssl
from pathlib import Path

from cryptography import x509

from stockroom.keeping.local_authority import AUTHORITY


def phone(folder: Path) -> ssl.SSLContext:
    """What a device goes by that trusts the authority in this folder, and nobody else."""
    context = ssl.create_default_context(cafile=str(folder / AUTHORITY))
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    return context


def server(path: Path) -> ssl.SSLContext:
    """What a server encrypts with whose key and certificates lie in a file."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


def shake(ours: ssl.SSLContext, theirs: ssl.SSLContext, host: str) -> x509.Certificate:
    """The certificate that a phone took for this host; raises `ssl.SSLError` where it took none."""
    to_server, to_phone = ssl.MemoryBIO(), ssl.MemoryBIO()
    phone_end = theirs.wrap_bio(to_phone, to_server, server_hostname=host)
    server_end = ours.wrap_bio(to_server, to_phone, server_side=True)
    for end in (phone_end, server_end) * 3:
        try:
            end.do_handshake()
        except ssl.SSLWantReadError:
            continue
    taken = phone_end.getpeercert(binary_form=True)
    assert taken is not None
    return x509.load_der_x509_certificate(taken)
