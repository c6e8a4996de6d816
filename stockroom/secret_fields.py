"""Secret fields of facilities, sites and donors: sealed as they are written, opened by two only.

An address and what leads to it are opened for the driver of an open run (`stockroom/addresses.py`),
a point for travel times (`stockroom/commands/travelling.py`); both leave a trace in the journal. An
e-mail address is opened to send a notice there, a PIN to compare it.
"""

from __future__ import annotations

from typing import cast

import sqlalchemy as sa
from sqlmodel import Session

from stockroom.tables.secrets import SecretField
from stockroom.tables.transport import StopKind
from stockroom.vault import Vault

SECRET = cast(sa.Table, SecretField.__table__)  # type: ignore[attr-defined]
_ONE = sa.select(SECRET.c.nonce, SECRET.c.sealed).where(
    SECRET.c.kind == sa.bindparam("kind"),
    SECRET.c.owner_id == sa.bindparam("owner"),
    SECRET.c.field == sa.bindparam("field"),
)


def keep(rows: Session, vault: Vault, kind: StopKind, owner_id: int, field: str, text: str) -> None:
    """Seal a text as the field of that owner, in the place of what stood there."""
    nonce, sealed = vault.seal(text, bound_to=_bound_to(kind, owner_id, field))
    kept = rows.get(SecretField, (kind, owner_id, field))
    kept = kept or SecretField(
        kind=kind, owner_id=owner_id, field=field, key_id="", nonce=b"", sealed=b""
    )
    kept.key_id, kept.nonce, kept.sealed = vault.key_id, nonce, sealed
    rows.add(kept)
    rows.flush()


def forget(rows: Session, kind: StopKind, owner_id: int, field: str) -> None:
    """Delete the field of that owner; where none is kept, nothing happens."""
    if kept := rows.get(SecretField, (kind, owner_id, field)):
        rows.delete(kept)
        rows.flush()


def opened(books: sa.Connection, vault: Vault, kind: StopKind, owner_id: int, field: str) -> str:
    """The text of that field, or nothing where none is kept.

    Raises `cryptography.exceptions.InvalidTag` under another key than it was sealed with.
    """
    where = {"kind": kind, "owner": owner_id, "field": field}
    row = books.execute(_ONE, where).first()
    if row is None:
        return ""
    return vault.open(row.nonce, row.sealed, bound_to=_bound_to(kind, owner_id, field))


def _bound_to(kind: StopKind, owner_id: int, field: str) -> str:
    return f"{kind.value}/{owner_id}/{field}"
