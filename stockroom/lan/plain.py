"""The one thing that is served without encryption: the authority to trust, and how to do that.

A phone cannot be met over HTTPS before it trusts the authority, so this comes over plain HTTP, on
a port of its own where there is nothing else: nobody signs in there, nothing leads to it, and a
person compares the fingerprint with the computer's screen before trusting anything.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import jinja2
import uvicorn
from litestar.types import Receive, Scope, Send

from stockroom import speech
from stockroom.keeping.local_authority import LocalAuthority
from stockroom.web.pages.frame import NAMES_OF_LANGUAGES, TEMPLATES, Reader

PAGE, CERTIFICATE = "/", "/authority.crt"
TEMPLATE = "lan/trust.html"
MOST_LINES = 32
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Answer(NamedTuple):
    """What is sent for an address."""

    status: int
    media_type: str
    content: bytes


NOTHING = Answer(404, "text/plain; charset=utf-8", b"Nothing here.\n")


class Plain:
    """The authority's certificate, a page about it, and for everything else 404."""

    def __init__(self, authority: LocalAuthority, address: str) -> None:
        page = trusting(authority, address).encode()
        self.answers = {
            PAGE: Answer(200, "text/html; charset=utf-8", page),
            CERTIFICATE: Answer(200, "application/x-x509-ca-cert", authority.der),
        }

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Answer one request; what it asks beside the path does not matter."""
        known = self.answers if scope.get("method") in {"GET", "HEAD"} else {}
        status, media_type, content = known.get(scope["path"], NOTHING)
        told = {**HEADERS, "Content-Type": media_type, "Content-Length": str(len(content))}
        headers = [(name.lower().encode(), value.encode()) for name, value in told.items()]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content, "more_body": False})


def trusting(authority: LocalAuthority, address: str) -> str:
    """The page that says how a device is told to trust, in every language at once."""
    templates = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return templates.get_template(TEMPLATE).render(
        readers=[Reader(language) for language in speech.LANGUAGES],
        direction=speech.direction,
        names=NAMES_OF_LANGUAGES,
        fingerprint=authority.fingerprint,
        title=authority.title,
        certificate=CERTIFICATE,
        address=address,
    )


@contextmanager
def answering(plain: Plain, line: socket.socket) -> Iterator[None]:
    """Answer on an open line, in a thread, for as long as the block lasts."""
    config = uvicorn.Config(
        plain,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="off",
        ws="none",
        limit_concurrency=MOST_LINES,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [line]}, name="authority", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=10)
