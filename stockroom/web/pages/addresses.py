"""Addresses of our own pages: which may be gone to, and how one is given something to tell."""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit, urlunsplit

MOST_LETTERS = 1_500
# A path of ours: browsers read "//host" and "/\host" as another host's address.
_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


def own_path(address: str, otherwise: str = "/") -> str:
    """The address if it is a path of ours, else another: nobody is led elsewhere."""
    fits = len(address) <= MOST_LETTERS and _PATH.fullmatch(address)
    return address if fits and not address.startswith("/sign-") else otherwise


def with_query(address: str, **facts: str) -> str:
    """The address with these in its query, in place of what stood there under their names."""
    parts = urlsplit(address)
    kept = [pair for pair in parts.query.split("&") if pair and pair.split("=")[0] not in facts]
    return urlunsplit(parts._replace(query="&".join([*kept, urlencode(facts)])))


def sign_in_address(back: str) -> str:
    """The sign-in page, told where to go on to."""
    return "/sign-in" if back == "/" else "/sign-in?" + urlencode({"next": back})
