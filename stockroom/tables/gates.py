"""Rows of gate rules: what a facility's gate will not accept, who said so, and until when."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from stockroom.tables.base import choice


class GateRuleKind(StrEnum):
    """What a rule looks at, and the figures in its `facts`.

    condition: {"least": "new" or "new_sealed"}; flags: {"letters": "GB"}, the catalogue's material
    flags that are turned away; shelf_life: {"days": 30} that goods must last after arrival.
    """

    CONDITION = "condition"
    FLAGS = "flags"
    SHELF_LIFE = "shelf_life"


class GateAction(StrEnum):
    """What happens to goods that a rule speaks of."""

    BLOCK = "block"
    WARN = "warn"
    REPACK = "repack"


class GateRule(SQLModel, table=True):
    """One rule of one facility's gate; it stands until ended, and lapsed asks to be confirmed."""

    __tablename__ = "gate_rule"

    id: int | None = Field(default=None, primary_key=True)
    facility_id: int = Field(foreign_key="facility.id", index=True)
    kind: GateRuleKind = Field(sa_type=choice(GateRuleKind))
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    action: GateAction = Field(default=GateAction.BLOCK, sa_type=choice(GateAction))
    source: str = Field(default="", max_length=80)
    confirmed_on: date
    lapses_on: date | None = None
    made_in: int
    ended_in: int | None = None
