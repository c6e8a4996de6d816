"""Encrypted services must prove who they are; plain ones are not kept waiting for it."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from stockroom_cli import client
from stockroom_cli.client import Client
from stockroom_cli.config import Config
from stockroom_cli.exits import UNREACHABLE, Stop


class Quiet(BaseHTTPRequestHandler):
    """Answers anything with nothing."""

    def do_GET(self) -> None:
        """The method's name is the standard library's."""
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads along."""


class Shy(HTTPServer):
    """Does not complain of callers who hang up."""

    def handle_error(self, request: object, client_address: object) -> None:
        """That is what a caller without trust does."""


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for this machine, signed by nobody but itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "stock.example.org")])
    here = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "stock.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> Iterator[HTTPServer]:
    """A service without encryption."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(client, "FIRST_PAUSE_S", 0.001)
    server = Shy(("127.0.0.1", 0), Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def encrypted(plain: HTTPServer, certificate: Path) -> HTTPServer:
    """The same behind its own certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    plain.socket = context.wrap_socket(plain.socket, server_side=True)
    return plain


def ask(scheme: str, server: HTTPServer) -> int:
    """The status that the service answers with."""
    url = f"{scheme}://127.0.0.1:{server.server_port}"
    with Client(Config(url=url, token="any"), lambda _sentence: None) as asking:
        return asking.get("/").status_code


def test_a_service_with_an_unknown_certificate_is_not_talked_to(encrypted: HTTPServer) -> None:
    with pytest.raises(Stop, match="CERTIFICATE_VERIFY_FAILED") as stopped:
        ask("https", encrypted)

    assert stopped.value.code == UNREACHABLE


def test_a_service_with_a_known_certificate_is(
    encrypted: HTTPServer, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    assert ask("https", encrypted) == 204


def test_a_plain_service_is_reached_without_reading_any_certificates(
    plain: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unreadable = tmp_path / "authorities.pem"
    unreadable.write_text("no certificate")
    monkeypatch.setenv("SSL_CERT_FILE", str(unreadable))

    assert ask("http", plain) == 204


@pytest.mark.parametrize("url", ["http://stock.example.org", "HTTP://stock.example.org"])
def test_what_plain_http_has_would_refuse_every_certificate(url: str) -> None:
    context = client.trusted(url)

    assert isinstance(context, ssl.SSLContext)
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert context.cert_store_stats()["x509"] == 0
