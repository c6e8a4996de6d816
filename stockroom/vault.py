"""Secret fields, encrypted under a key that neither the database nor a backup ever holds.

AES-256-GCM; the facility and the field's name are bound to the ciphertext, so that one cannot be
put in the place of another.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


@dataclass(frozen=True)
class Vault:
    """Seals and opens secret texts; `key_id` names the key without telling it."""

    key: bytes

    @property
    def key_id(self) -> str:
        """Sixteen letters that name the key."""
        return hashlib.sha256(b"id" + self.key).hexdigest()[:16]

    def seal(self, text: str, *, bound_to: str) -> tuple[bytes, bytes]:
        """The nonce and the sealed bytes of a text that belongs to `bound_to`."""
        nonce = os.urandom(12)
        return nonce, AESGCM(self.key).encrypt(nonce, text.encode(), bound_to.encode())

    def open(self, nonce: bytes, sealed: bytes, *, bound_to: str) -> str:
        """The text again; raises `cryptography.exceptions.InvalidTag` if anything was changed."""
        return AESGCM(self.key).decrypt(nonce, sealed, bound_to.encode()).decode()

    def fingerprint(self, text: str) -> str:
        """A keyed hash that tells equal secrets from different ones, and nothing else."""
        return hmac.new(self.key, text.encode(), hashlib.sha256).hexdigest()


def open_vault(path: Path) -> Vault:
    """The vault under the key in that file, which is made on first use, readable by us alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(os.urandom(32).hex())
    return Vault(bytes.fromhex(path.read_text().strip()))
