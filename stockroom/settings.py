"""What this process was told by its environment; every name begins with `STOCKROOM_`."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """Where the data lies and how the service is met."""

    data: Path
    database: str
    host: str = "127.0.0.1"
    port: int = 8000
    secure_cookies: bool = True
    insist_on_https: bool = True  # only ever together with secure cookies
    lock_wait_s: float = 10.0
    backups_at: Path | None = None
    certificate: Path | None = None
    practice: bool = False  # nothing here is real, and every page says so

    @property
    def files(self) -> Path:
        """The folder of photos, beside the database."""
        return self.data / "files"

    @property
    def key_file(self) -> Path:
        """The key of secret fields: never in the database, never in a backup."""
        return self.data / "stockroom.key"

    @property
    def backups(self) -> Path:
        """Where backups go that are made from the page: best on another disk."""
        return self.backups_at or self.data / "backups"

    @property
    def setup_code(self) -> Path:
        """The code that lets the first steward in; there only while nobody can sign in."""
        return self.data / "setup-code.txt"

    @property
    def lan(self) -> Path:
        """This machine's own authority and certificate: never in a backup."""
        return self.data / "lan"

    @property
    def erasures(self) -> Path:
        """The list of erased command ids, kept apart so that a restore can apply it again."""
        return self.data / "erasures.txt"


def from_environment(data: Path | None = None, database: str | None = None) -> Settings:
    """Settings from `STOCKROOM_DATA`, `STOCKROOM_DATABASE`, `STOCKROOM_HOST` and the like."""
    folder = data or Path(os.environ.get("STOCKROOM_DATA", "data"))
    url = database or os.environ.get("STOCKROOM_DATABASE") or sqlite_url(folder)
    return Settings(
        data=folder,
        backups_at=_path("STOCKROOM_BACKUPS"),
        certificate=_path("STOCKROOM_CERTIFICATE"),
        database=url,
        host=os.environ.get("STOCKROOM_HOST", "127.0.0.1"),
        port=int(os.environ.get("STOCKROOM_PORT", "8000")),
        secure_cookies=os.environ.get("STOCKROOM_INSECURE_COOKIES") != "1",
    )


def _path(name: str) -> Path | None:
    said = os.environ.get(name, "")
    return Path(said) if said else None


def sqlite_url(folder: Path) -> str:
    """The address of the embedded database in that folder."""
    return f"sqlite:///{(folder / 'stockroom.db').absolute()}"
