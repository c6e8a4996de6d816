"""Passwords, hashed with argon2id; at most two at once, since each takes 64 MiB."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()
_TWO_AT_ONCE = threading.BoundedSemaphore(2)
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$" + "A" * 43


def hashed(password: str) -> str:
    """The argon2id hash to keep; 0.2 s of work."""
    with _TWO_AT_ONCE:
        return _HASHER.hash(password)


def matches(password: str, kept: str) -> bool:
    """Whether the password is the one that was hashed; as slow where nothing was kept."""
    with _TWO_AT_ONCE:
        try:
            return _HASHER.verify(kept or _NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
