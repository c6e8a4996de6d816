"""A real mail server that catches what is sent to it: encrypted, signed in to, or in the open."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests import whispers

USER, PASSWORD = "stockroom", "mail has a long password"
FULL = "552 5.2.2 That mailbox is full of nappies"


@dataclass
class Catcher:
    """What was caught, and where the server listens; `then` is done before each is answered."""

    port: int
    caught: list[Envelope] = field(default_factory=list)
    then: Callable[[], object] = lambda: None

    async def handle_RCPT(  # noqa: N802 - the server asks for this name
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        """Take any address but a full one."""
        if address.startswith("full@"):
            return FULL
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Catch it; a mail that tells an address is not taken."""
        if whispers.told_in(bytes(envelope.original_content or b"")):
            return "554 That tells an address"
        self.caught.append(envelope)
        self.then()
        return "250 Caught, thank you"


def knows(_server: Any, _session: Any, _envelope: Any, mechanism: str, data: Any) -> AuthResult:
    """One user with one password."""
    given = isinstance(data, LoginPassword) and (data.login, data.password)
    return AuthResult(success=given == (USER.encode(), PASSWORD.encode()), handled=False)


@contextmanager
def catching(tls: ssl.SSLContext | None = None) -> Iterator[Catcher]:
    """The server on a port of its own; with a context it wants STARTTLS and a sign-in."""
    catcher = Catcher(free_port())
    more: dict[str, Any] = {}
    if tls is not None:
        more = {"tls_context": tls, "require_starttls": True, "authenticator": knows}
        more |= {"auth_required": True}
    controller = Controller(catcher, hostname="127.0.0.1", port=catcher.port, **more)
    controller.start()
    yield catcher
    controller.stop()


def free_port() -> int:
    """A port where nothing listens."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def certificate(
    folder: Path,
    *,
    days: int = 30,
    begins: dt.datetime | None = None,
    now: dt.datetime | None = None,
) -> Path:
    """A certificate of our own for 127.0.0.1 that ends in so many days, with its key, in a file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = now or dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins or now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=days))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


def server_context(path: Path) -> ssl.SSLContext:
    """What a server encrypts with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
