"""`stockroom serve --lan` as it runs: a real process, real TLS, and the plain port beside it."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import zxingcpp
from PIL import Image

from stockroom.__main__ import console
from stockroom.lan import telling
from tests.fire.servers import ROOT, environment, free_port
from tests.lan.handshakes import phone

READY_WITHIN_S = 60.0
NAME = "north.local"


@dataclass(frozen=True)
class Lan:
    """A running service: its data, its ports, and what the terminal shows."""

    data: Path
    port: int
    plain_port: int
    terminal: Path

    @property
    def trusting(self) -> ssl.SSLContext:
        """What a device of the charity goes by."""
        return phone(self.data / "lan")

    def get(self, path: str, host: str = "localhost") -> httpx.Response:
        """Ask the service as such a device."""
        address = f"https://{host}:{self.port}{path}"
        return httpx.get(address, verify=self.trusting, trust_env=False)

    def ask(self, path: str, method: str = "GET") -> httpx.Response:
        """Ask the plain port."""
        address = f"http://127.0.0.1:{self.plain_port}{path}"
        return httpx.request(method, address, trust_env=False)


def command(data: Path, *more: str) -> list[str]:
    """How somebody at the machine begins it."""
    return [sys.executable, "-m", "stockroom", "serve", "--lan", "--data", str(data), *more]


@pytest.fixture(scope="module")
def lan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lan]:
    """The service on a machine called north, ready."""
    folder = tmp_path_factory.mktemp("lan")
    made = Lan(folder / "data", free_port(), free_port(), folder / "terminal")
    ports = ["--port", str(made.port), "--plain-port", str(made.plain_port)]
    with made.terminal.open("wb") as terminal:
        process = subprocess.Popen(
            command(made.data, "--name", "north", *ports),
            cwd=ROOT,
            # Told to use insecure cookies, it must not.
            env=environment() | {"COLUMNS": "80"},
            stdout=terminal,
            stderr=terminal,
        )
        until = time.monotonic() + READY_WITHIN_S
        while not _is_ready(made):
            assert process.poll() is None, made.terminal.read_text()
            assert time.monotonic() < until, made.terminal.read_text()
            time.sleep(0.05)
        yield made
        process.send_signal(signal.SIGTERM)
        process.wait(30)
    assert process.returncode in (0, -signal.SIGTERM)


def _is_ready(made: Lan) -> bool:
    try:
        return made.get("/ready").status_code == 200
    except (OSError, httpx.HTTPError):
        return False


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_device_that_trusts_the_authority_is_served(lan: Lan, host: str) -> None:
    answer = lan.get("/welcome", host)

    assert answer.status_code == 200
    assert "__Host-" in answer.headers["set-cookie"]
    assert "Secure" in answer.headers["set-cookie"]


def test_it_is_served_under_the_machines_name_and_under_no_other(lan: Lan) -> None:
    for name, fits in ((NAME, True), ("south.local", False), ("example.org", False)):
        with socket.create_connection(("127.0.0.1", lan.port)) as line:
            try:
                lan.trusting.wrap_socket(line, server_hostname=name).close()
                taken = True
            except ssl.SSLCertVerificationError:
                taken = False

        assert taken == fits, name


def test_a_device_that_does_not_trust_it_is_warned(lan: Lan) -> None:
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(f"https://localhost:{lan.port}/ready", trust_env=False)


def test_old_ways_of_encrypting_are_not_spoken(lan: Lan) -> None:
    old = lan.trusting
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1_1"):
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1

    with (
        socket.create_connection(("127.0.0.1", lan.port)) as line,
        pytest.raises(ssl.SSLError),
    ):
        old.wrap_socket(line, server_hostname="localhost")


def test_browsers_are_not_told_to_insist_on_https(lan: Lan) -> None:
    for path in ("/", "/welcome", "/nothing", "/health"):
        assert "Strict-Transport-Security" not in lan.get(path).headers


def test_the_plain_port_gives_the_authority(lan: Lan) -> None:
    answer = lan.ask("/authority.crt")

    assert answer.headers["Content-Type"] == "application/x-x509-ca-cert"
    kept = ssl.PEM_cert_to_DER_cert((lan.data / "lan" / "authority.pem").read_text())
    assert answer.content == kept
    assert lan.ask("/authority.crt", "HEAD").content == b""


def test_no_byte_of_a_fingerprint_is_shown_as_a_picture(capfd: pytest.CaptureFixture[str]) -> None:
    every = [f"00:{one:02X}:00" for one in range(256)]

    console().print(telling.first_step("http://north.local/", every))

    assert re.findall(r"^ +(00:[0-9A-F]{2}:00)$", capfd.readouterr().out, re.MULTILINE) == every


def test_the_plain_page_explains_in_each_language_and_shows_the_terminals_fingerprint(
    lan: Lan,
) -> None:
    text, terminal = lan.ask("/").text, lan.terminal.read_text()

    lines = re.findall(r"^ +((?:[0-9A-F]{2}:){7}[0-9A-F]{2})$", terminal, re.MULTILINE)
    assert len(lines) == 4
    assert all(line in text for line in lines)
    assert '<article id="en" lang="en" dir="ltr">' in text
    assert '<article id="ar" lang="ar" dir="rtl">' in text
    assert "Only for phones and tablets that belong to the charity." in text
    assert f'href="https://{NAME}:{lan.port}/"' in text
    assert "<script" not in text


@pytest.mark.parametrize(
    "path", ["/sign-in", "/welcome", "/authority.pem", "/signer.pem", "//", "/authority.crt/",
             "/../lan/signer.pem", "/static/app.js", "/ready", "/AUTHORITY.CRT"],
)  # fmt: skip
def test_the_plain_port_answers_nothing_else(lan: Lan, path: str) -> None:
    line = http.client.HTTPConnection("127.0.0.1", lan.plain_port, timeout=10)
    line.request("GET", path)
    answer = line.getresponse()

    assert answer.status == 404
    assert answer.getheader("Location") is None
    assert answer.getheader("Set-Cookie") is None
    assert answer.read() == b"Nothing here.\n"
    line.close()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_sent_to_the_plain_port(lan: Lan, method: str) -> None:
    assert lan.ask("/", method).status_code == 404


def test_plain_http_on_the_encrypted_port_gets_nothing(lan: Lan) -> None:
    with pytest.raises(httpx.HTTPError):
        httpx.get(f"http://127.0.0.1:{lan.port}/", trust_env=False)


def test_the_terminal_shows_two_codes_that_phones_read(lan: Lan) -> None:
    terminal = lan.terminal.read_text()

    assert "belong to the charity" in terminal
    assert "Nobody can sign in yet. Open https://north.local:" in terminal
    addresses = [f"http://{NAME}:{lan.plain_port}/", f"https://{NAME}:{lan.port}/"]
    for address in addresses:
        drawn = telling.square(address)
        assert drawn.strip("\n") in terminal
        assert read(drawn) == address


def test_a_port_that_is_taken_is_told_in_a_sentence(lan: Lan, tmp_path: Path) -> None:
    for ports in (
        ["--port", str(lan.port)],
        ["--port", str(free_port()), "--plain-port", str(lan.plain_port)],
    ):
        told = _refused(tmp_path, "--name", "north", *ports)

        assert "cannot be used" in told
        assert "--plain-port" in told


def test_a_name_that_devices_do_not_trust_is_told(tmp_path: Path, lan: Lan) -> None:
    told = _refused(lan.data, "--name", "south")

    assert "north.local" in told
    assert "south.local" in told
    assert "stock.example.org" in _refused(tmp_path, "--name", "stock.example.org")


def test_a_name_without_lan_is_a_slip(tmp_path: Path) -> None:
    begun = [one for one in command(tmp_path, "--name", "north") if one != "--lan"]

    told = subprocess.run(begun, cwd=ROOT, env=environment(), capture_output=True, check=False)

    assert told.returncode == 2


def _refused(data: Path, *more: str) -> str:
    ran = subprocess.run(
        command(data, *more),
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=READY_WITHIN_S,
        check=False,
    )
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr
    return " ".join(ran.stderr.split())


def read(drawn: str) -> str:
    """What a phone reads in a code that a terminal draws dark on light."""
    rows = drawn.split("\n")
    picture = Image.new("L", (len(rows[0]), 2 * len(rows)), 255)
    for row, line in enumerate(rows):
        for column, letter in enumerate(line):
            for half in range(2):
                if letter in ("█", "▀▄"[half]):
                    picture.putpixel((column, 2 * row + half), 0)
    (found,) = zxingcpp.read_barcodes(picture.resize((picture.width * 6, picture.height * 6), 0))
    return str(found.text)
