"""A bad network: a small TCP proxy that loses answers, or answers by itself."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit


@dataclass
class Proxy:
    """Stands before a service; `lose` answers are dropped, `says` are sent instead of asking."""

    upstream: tuple[str, int]
    lose: int = 0
    says: list[bytes] = field(default_factory=list)
    met: int = 0
    heard: list[bytes] = field(default_factory=list)
    pass_on: int = -1
    url: str = ""

    @classmethod
    @contextmanager
    def before(cls, service: str) -> Iterator[Proxy]:
        """A proxy before that address, for as long as the test lasts."""
        parts = urlsplit(service)
        proxy = cls((str(parts.hostname), int(parts.port or 0)))

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                proxy.serve(self.request)

        with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
            server.daemon_threads = True
            proxy.url = f"http://127.0.0.1:{server.server_address[1]}"
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
            yield proxy
            server.shutdown()

    def lose_after(self, answers: int) -> None:
        """Let so many answers pass, and then no request even reaches the service."""
        self.pass_on = answers
        self.lose = 99

    def serve(self, visitor: socket.socket) -> None:
        """One connection: pass on whole requests, until an answer is to be lost."""
        while request := whole_message(visitor):
            self.met += 1
            self.heard.append(request)
            if self.says:
                visitor.sendall(self.says.pop(0))
                continue
            if self.lose and self.pass_on == 0:
                return
            answer = self.ask(request)
            if self.pass_on > 0:
                self.pass_on -= 1
                visitor.sendall(answer)
                continue
            if self.lose:
                self.lose -= 1
                return
            visitor.sendall(answer)

    def ask(self, request: bytes) -> bytes:
        """What the service answers, read to its end so that its work is done."""
        with socket.create_connection(self.upstream) as service:
            service.sendall(request)
            return whole_message(service)


def whole_message(peer: Any) -> bytes:
    """One HTTP message with a Content-Length, or nothing when the peer has gone."""
    message = b""
    while b"\r\n\r\n" not in message:
        part = peer.recv(65536)
        if not part:
            return b""
        message += part
    head, _, body = message.partition(b"\r\n\r\n")
    length = next(
        (
            int(line.split(b":")[1])
            for line in head.lower().split(b"\r\n")
            if line.startswith(b"content-length:")
        ),
        0,
    )
    while len(body) < length:
        body += peer.recv(65536)
    return head + b"\r\n\r\n" + body


def busy(after_s: int) -> bytes:
    """The answer of a service whose books are shut."""
    return (
        f"HTTP/1.1 503 Service Unavailable\r\nRetry-After: {after_s}\r\nContent-Length: 0\r\n\r\n"
    ).encode()
