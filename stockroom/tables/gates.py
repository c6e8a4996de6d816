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

    Of goods: condition {"least": "new" or "new_sealed"}; flags {"letters": "GB"}, the catalogue's
    material flags that are turned away; shelf_life {"days": 30} that goods must last after arrival;
    brand {"brands": ["Pampers"]}, no other; retailer {}, straight from a shop or company, sealed.

    Of what comes together: quantity {"most": 40, "per": "delivery" or "30_days"} pieces, of one
    "product" or "category" by its code where that is named, else of all; packaging {"packaging":
    "clear_bag" or "shop"}.

    Of the trip: manifest {"days": 3, "language": "fr"}, working days before; window {"windows":
    [{"days": "12345", "from": "09:00", "until": "11:00"}]}, days from 1, a Monday, to 7; driver {}
    and vehicle {}, cleared beforehand (see `Clearance`); phone {"phone": "outside" or "in_vehicle",
    "camera": false}; other_goods {}, nothing for another stop may be aboard; receipt {"role": "duty
    nurse"}, who alone signs, and if she is there at some hours only, its "windows".
    """

    CONDITION = "condition"
    FLAGS = "flags"
    SHELF_LIFE = "shelf_life"
    BRAND = "brand"
    RETAILER = "retailer"
    QUANTITY = "quantity"
    PACKAGING = "packaging"
    MANIFEST = "manifest"
    WINDOW = "window"
    DRIVER = "driver"
    VEHICLE = "vehicle"
    PHONE = "phone"
    OTHER_GOODS = "other_goods"
    RECEIPT = "receipt"


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


class Clearance(SQLModel, table=True):
    """A driver or a van that one gate lets in until a day, and by which paper it knows them.

    `identity` is a kind of paper ("passport"), never its number.
    """

    __table_args__ = (
        sa.CheckConstraint("(driver_id IS NULL) <> (van_id IS NULL)", name="one_driver_or_one_van"),
    )

    id: int | None = Field(default=None, primary_key=True)
    facility_id: int = Field(foreign_key="facility.id", index=True)
    driver_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    van_id: int | None = Field(default=None, foreign_key="place.id", index=True)
    identity: str = Field(default="", max_length=40)
    cleared_until: date
    source: str = Field(default="", max_length=80)
    made_in: int
    ended_in: int | None = None


class ProposalDismissal(SQLModel, table=True):
    """A rule that refusals proposed and somebody did not want; later ones may propose it anew."""

    __tablename__ = "proposal_dismissal"

    id: int | None = Field(default=None, primary_key=True)
    facility_id: int = Field(foreign_key="facility.id", index=True)
    reason: str = Field(max_length=24)
    sequence: int
