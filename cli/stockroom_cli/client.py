"""The service over HTTP: every request is safe to repeat, and is repeated when the answer is lost.

What is written carries its id from here, so a second sending changes nothing. Five tries, with
growing pauses and some chance in them; the server's `Retry-After` comes first, up to a minute.
"""

from __future__ import annotations

import random
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import httpx

from stockroom_cli import __version__, exits
from stockroom_cli.config import Config
from stockroom_cli.exits import UNREACHABLE, USAGE, Stop
from stockroom_cli.speech import LANGUAGE, _

TRIES = 5
FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 60.0
TIME_OUT = httpx.Timeout(60.0, connect=10.0)
TRY_AGAIN = frozenset({429, 502, 503, 504})
Params = Mapping[str, str | int | Sequence[str]]


@dataclass
class Client:
    """One address, one token; `tell` says to the person that we are trying again."""

    config: Config
    tell: Callable[[str], None]
    tries: int = TRIES
    time_out: httpx.Timeout | None = None

    def __post_init__(self) -> None:
        headers = {
            "Accept-Language": LANGUAGE,
            "User-Agent": f"stockroom-cli/{__version__}",
        }
        if self.config.token:
            headers["Authorization"] = f"Bearer {self.config.token}"
        self._http = httpx.Client(
            base_url=self.config.url,
            headers=headers,
            timeout=self.time_out or TIME_OUT,
            verify=trusted(self.config.url),
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def get(self, path: str, params: Params | None = None) -> httpx.Response:
        """Read something."""
        return self._send("GET", path, params=params)

    def put(self, noun: str, id: UUID, content: Mapping[str, Any]) -> httpx.Response:
        """Hand one command in."""
        return self._send("PUT", f"/api/{noun}/{id}", json=content)

    def post(self, path: str, body: Any, *, again: bool = True) -> httpx.Response:
        """Send a batch or ask for a reading; `again=False` for what may not be repeated."""
        return self._send("POST", path, json=body, tries=self.tries if again else 1)

    def delete(self, path: str) -> httpx.Response:
        """Take something back."""
        return self._send("DELETE", path)

    def _send(
        self, method: str, path: str, *, tries: int | None = None, **rest: Any
    ) -> httpx.Response:
        request = self._build(method, path, **rest)
        tries, fault = tries or self.tries, ""
        for number in range(1, tries + 1):
            asked_s = 0.0
            try:
                response = self._http.send(request)
            except (httpx.UnsupportedProtocol, httpx.LocalProtocolError) as wrong:
                raise Stop(USAGE, str(wrong)) from wrong
            except httpx.TransportError as lost:
                fault = str(lost) or type(lost).__name__
            else:
                if response.status_code not in TRY_AGAIN or (number == tries and response.content):
                    return response
                fault, asked_s = f"HTTP {response.status_code}", retry_after(response)
            if number < tries:
                self._rest(number, tries, asked_s, fault)
        raise Stop(
            UNREACHABLE,
            _("{url} does not answer: {fault}").format(url=self.config.url, fault=fault),
        )

    def _build(self, method: str, path: str, **rest: Any) -> httpx.Request:
        try:
            return self._http.build_request(method, path, **rest)
        except httpx.InvalidURL as wrong:
            raise Stop(exits.USAGE, str(wrong)) from wrong

    def _rest(self, number: int, tries: int, asked_s: float, fault: str) -> None:
        wait_s = max(asked_s, pause(number))
        self.tell(
            _("{fault}; trying again in {wait} s ({number} of {tries})").format(
                fault=fault, wait=round(wait_s, 1), number=number + 1, tries=tries
            )
        )
        time.sleep(wait_s)


def trusted(url: str) -> ssl.SSLContext | bool:
    """Whose certificates count for that address: the known authorities, or nobody for plain HTTP.

    Reading the authorities takes longer than a short call, and plain HTTP never asks for them. A
    context without any refuses every certificate, so nothing encrypted gets by unchecked.
    """
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if urlsplit(url).scheme == "http" else True


def pause(number: int) -> float:
    """Seconds to wait after that many tries: doubling, a half to the whole of it by chance."""
    return FIRST_PAUSE_S * float(2 ** (number - 1)) * float(random.uniform(0.5, 1.0))  # noqa: S311


def retry_after(response: httpx.Response) -> float:
    """Seconds that the server asks us to wait; nothing where it does not say so in seconds."""
    text = response.headers.get("Retry-After", "").strip()
    return min(float(text), LONGEST_PAUSE_S) if text.isascii() and text.isdigit() else 0.0
