"""The journal's hash chain: each hash covers the one before it, so nothing can be slipped in.

An entry's hash covers its ids, its moves and a salted hash of what the command said; the content
itself lies apart and may be deleted by retention without breaking the chain.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

GENESIS = "0" * 64
_JSON = msgspec.json.Encoder()


def content_hash(salt: bytes, body: bytes) -> str:
    """The salted fingerprint of a command's content; without the salt nothing can be guessed."""
    return hashlib.sha256(salt + body).hexdigest()


def link(previous: str, fields: Iterable[object], moves: str) -> str:
    """The hash of an entry: `fields` in the order of `FIELDS`, `moves` joined `move_text`s.

    Hashed as a JSON list, in which no two different entries read alike.
    """
    return hashlib.sha256(_JSON.encode([previous, *fields, moves])).hexdigest()


FIELDS = (
    "sequence",
    "command_id",
    "noun",
    "version",
    "outcome",
    "actor_id",
    "device_id",
    "done_at",
    "recorded_at",
    "reverses",
    "content_hash",
    "receipt",
)


def move_text(
    lot: int,
    from_place: int,
    from_line: int | None,
    to_place: int,
    to_line: int | None,
    quantity: int,
    reason: str,
) -> str:
    """One move as the text that the chain covers."""
    return f"{lot},{from_place},{from_line},{to_place},{to_line},{quantity},{reason};"
