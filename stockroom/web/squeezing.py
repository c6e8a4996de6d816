"""What devices send and fetch, squeezed by gzip: two days of acts go over a slow line in seconds.

Of the API's answers only those to devices are squeezed, which carry no secret: the length of a
squeezed answer tells something of what is in it. Pages see to their own (pages/frame).
"""

from __future__ import annotations

import zlib

from litestar.config.compression import CompressionConfig
from litestar.datastructures import MutableScopeHeaders
from litestar.types import ASGIApp, HTTPRequestEvent, Receive, Scope, Send

from stockroom.errors import Malformed, Refused

LEAST_BYTES = 1_000
# What the app's routes say of themselves, unless one says that its answers may be squeezed.
PLAIN, SQUEEZED = {"plain": True}, {"plain": False}
_GZIP = 31  # zlib's word for gzip's own form

ANSWERS = CompressionConfig(
    backend="gzip", gzip_compress_level=6, minimum_size=LEAST_BYTES, exclude_opt_key="plain"
)


class Unsqueezing:
    """Reads a squeezed body before the handler does, up to a bound; any other passes untouched.

    Raises `Malformed` for what is no gzip, `Refused` for more bytes than the handler would take.
    """

    def __init__(self, app: ASGIApp, most_bytes: int) -> None:
        self.app, self.most_bytes = app, most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body as it was before it was squeezed."""
        headers = MutableScopeHeaders(scope)
        if headers.get("content-encoding") != "gzip":
            await self.app(scope, receive, send)
            return
        body = await self._body(receive)
        del headers["content-encoding"]
        headers["content-length"] = str(len(body))
        whole: HTTPRequestEvent = {"type": "http.request", "body": body, "more_body": False}
        told = [whole]

        async def once() -> HTTPRequestEvent:
            return told.pop() if told else await receive()  # type: ignore[return-value]

        await self.app(scope, once, send)

    async def _body(self, receive: Receive) -> bytes:
        unpacking, found, more = zlib.decompressobj(_GZIP), bytearray(), True
        while more:
            event = await receive()
            more = event["type"] == "http.request" and event["more_body"]
            left = self.most_bytes + 1 - len(found)
            piece = event["body"] if event["type"] == "http.request" else b""
            try:
                found += unpacking.decompress(piece, left)
            except zlib.error as fault:
                raise Malformed("unreadable", "This is not squeezed as it says.") from fault
            if len(found) > self.most_bytes:
                raise Refused("too_large", "That is too much at once.")
        if not unpacking.eof:
            raise Malformed("unreadable", "This is not squeezed as it says.")
        return bytes(found)
