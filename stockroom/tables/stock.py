"""Rows of the books: places, lots, label codes, movements, holdings, the journal."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from stockroom.tables.base import choice, partial
from stockroom.tables.catalogue import Depth
from stockroom.words import Condition, Fits, Season


class PlaceKind(StrEnum):
    """Anywhere goods can be; from `DONOR` on they are `OUTSIDE`, beyond our doors."""

    SITE = "site"
    INBOUND = "inbound"
    BIN = "bin"
    BENCH = "bench"
    QUARANTINE = "quarantine"
    VAN = "van"
    BOX = "box"
    WITH_VOLUNTEER = "with_volunteer"
    DONOR = "donor"
    OPENING = "opening"
    CONVERSION = "conversion"
    GATE = "gate"
    FACILITY = "facility"
    WRITTEN_OFF = "written_off"
    COUNT_DIFFERENCE = "count_difference"


OUTSIDE = frozenset(list(PlaceKind)[list(PlaceKind).index(PlaceKind.DONOR) :])


class Source(StrEnum):
    """Where a lot began: given, found on day one, made from another lot, or from many gifts."""

    DONOR = "donor"
    OPENING = "opening"
    LOT = "lot"
    MANY = "many"


class How(StrEnum):
    """How the number of pieces came about."""

    COUNTED = "counted"
    WEIGHED = "weighed"
    GUESSED = "guessed"


class Standing(StrEnum):
    """Whether a lot may be promised: only an accepted one may."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    QUARANTINED = "quarantined"
    REJECTED = "rejected"


class Place(SQLModel, table=True):
    """A place, inside or outside; a box names the place it stands in."""

    __table_args__ = (
        sa.Index("ix_place_name_folded", sa.text("lower(name)")),
        sa.CheckConstraint("stands_in IS NULL OR kind = 'box'", name="only_boxes_stand"),
        sa.CheckConstraint("stands_in IS NULL OR stands_in <> id", name="not_in_itself"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: PlaceKind = Field(sa_type=choice(PlaceKind), index=True)
    name: str = Field(max_length=60)
    number: int | None = Field(default=None, unique=True)
    outside: bool
    site_id: int | None = Field(default=None, foreign_key="place.id", index=True)
    stands_in: int | None = Field(default=None, foreign_key="place.id", index=True)
    facility_id: int | None = Field(default=None, foreign_key="facility.id", index=True)
    due_back: date | None = None
    closed: bool = False


class Lot(SQLModel, table=True):
    """Interchangeable pieces of one product; sizes in the units of their scheme.

    `words` is what is written on it (brand, description, size, barcode, batch, serial number) as
    searches compare it, whatever the script, case and accents.
    """

    __table_args__ = (
        partial("ix_lot_use_by", "use_by", only="use_by IS NOT NULL"),
        partial("ix_lot_unaccepted", "standing", only="standing <> 'accepted'"),
        partial("ix_lot_gtin", "gtin", only="gtin <> ''"),
    )

    id: int | None = Field(default=None, primary_key=True)
    product_id: int = Field(foreign_key="product.id", index=True)
    depth: Depth = Field(sa_type=choice(Depth))
    source: Source = Field(sa_type=choice(Source))
    standing: Standing = Field(default=Standing.WAITING, sa_type=choice(Standing))
    from_lot: int | None = Field(default=None, foreign_key="lot.id", index=True)
    donation_id: int | None = Field(default=None, foreign_key="donation.id", index=True)
    made_in: int
    size_scheme: str = Field(default="none", max_length=12)
    size_low: int = 0
    size_high: int = 0
    size_label: str = Field(default="", max_length=40)
    fits: Fits = Field(default=Fits.ANY, sa_type=choice(Fits))
    season: Season = Field(default=Season.ANY, sa_type=choice(Season))
    condition: Condition = Field(default=Condition.GOOD, sa_type=choice(Condition))
    how: How = Field(default=How.COUNTED, sa_type=choice(How))
    pieces_per_pack: int | None = None
    weight_g: int | None = None
    brand: str = Field(default="", max_length=40)
    gtin: str = Field(default="", max_length=14)
    batch: str = Field(default="", max_length=20)
    serial: str = Field(default="", max_length=20)
    use_by: date | None = None
    description: str = Field(default="", max_length=120)
    restriction: str = Field(default="", max_length=120)
    words: str = Field(default="", sa_type=sa.Text)


class LabelCode(SQLModel, table=True):
    """A printed code and the one thing it was claimed for; blank until its first claim."""

    __tablename__ = "label_code"
    __table_args__ = (sa.CheckConstraint("lot_id IS NULL OR place_id IS NULL", name="one_thing"),)

    code: str = Field(primary_key=True, max_length=13)
    lot_id: int | None = Field(default=None, foreign_key="lot.id", index=True)
    place_id: int | None = Field(default=None, foreign_key="place.id", index=True)
    replaced_by: str | None = Field(default=None, max_length=13)
    made_in: int
    claimed_in: int | None = None


class Movement(SQLModel, table=True):
    """A whole number of pieces of one lot from one spot to another; never changed."""

    __table_args__ = (
        sa.CheckConstraint("quantity > 0", name="something_moves"),
        sa.CheckConstraint(
            "from_place <> to_place OR coalesce(from_line, 0) <> coalesce(to_line, 0)",
            name="somewhere_else",
        ),
        sa.Index("ix_movement_lot_sequence", "lot_id", "sequence"),
        sa.Index("ix_movement_from_place", "from_place", "id"),
        sa.Index("ix_movement_to_place", "to_place", "id"),
        partial("ix_movement_to_line", "to_line", only="to_line IS NOT NULL"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    sequence: int = Field(
        sa_column=sa.Column(
            sa.Integer,
            sa.ForeignKey("journal.sequence", deferrable=True, initially="DEFERRED"),
            nullable=False,
            index=True,
        )
    )
    lot_id: int = Field(foreign_key="lot.id")
    from_place: int = Field(foreign_key="place.id")
    from_line: int | None = Field(default=None, foreign_key="wish_line.id")
    to_place: int = Field(foreign_key="place.id")
    to_line: int | None = Field(default=None, foreign_key="wish_line.id")
    quantity: int
    reason: str = Field(sa_type=sa.Text)


class Holding(SQLModel, table=True):
    """How many pieces of a lot are on a spot now: the one projection of the movements."""

    __table_args__ = (
        sa.CheckConstraint("quantity >= 0 OR outside = 1", name="no_stock_from_nowhere"),
        sa.Index(
            "uq_holding_spot",
            "lot_id",
            "place_id",
            sa.text("coalesce(line_id, 0)"),
            unique=True,
        ),
        partial("ix_holding_place", "place_id", only="quantity <> 0 AND outside = 0"),
        partial("ix_holding_inside", "lot_id", only="quantity <> 0 AND outside = 0"),
        partial("ix_holding_line", "line_id", only="line_id IS NOT NULL"),
        {"sqlite_strict": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    lot_id: int = Field(foreign_key="lot.id")
    place_id: int = Field(foreign_key="place.id")
    line_id: int | None = Field(default=None, foreign_key="wish_line.id")
    quantity: int
    outside: int


class Journal(SQLModel, table=True):
    """One line for each command recorded or held, in the order of the books, as a hash chain."""

    sequence: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    command_id: str = Field(max_length=36, unique=True)
    noun: str = Field(max_length=40, index=True)
    version: int
    outcome: str = Field(max_length=10)
    actor_id: int | None = Field(default=None, foreign_key="person.id")
    device_id: int | None = None
    done_at: str = Field(max_length=27)
    recorded_at: str = Field(max_length=27, index=True)
    reverses: str | None = Field(default=None, max_length=36, unique=True)
    content_hash: str = Field(max_length=64)
    receipt: str = Field(sa_type=sa.Text)
    hash: str = Field(max_length=64)


class CommandContent(SQLModel, table=True):
    """What a command said, apart from the chain so that retention may delete it."""

    __tablename__ = "command_content"

    command_id: str = Field(primary_key=True, max_length=36)
    salt: bytes
    body: bytes


class Hold(SQLModel, table=True):
    """A lot set aside, with its reason, until lifted."""

    id: int | None = Field(default=None, primary_key=True)
    lot_id: int = Field(foreign_key="lot.id", index=True)
    reason: str = Field(max_length=120)
    placed_in: int
    lifted_in: int | None = None


class BoxMove(SQLModel, table=True):
    """Where a box came from and went to, in the order of the books."""

    __tablename__ = "box_move"

    id: int | None = Field(default=None, primary_key=True)
    sequence: int = Field(index=True)
    box_id: int = Field(foreign_key="place.id", index=True)
    from_place: int | None = Field(default=None, foreign_key="place.id")
    to_place: int | None = Field(default=None, foreign_key="place.id")


class StoredFile(SQLModel, table=True):
    """A photo by the hash its sender named; the bytes lie beside the database, redrawn."""

    __tablename__ = "stored_file"

    named_hash: str = Field(primary_key=True, max_length=64)
    stored_hash: str = Field(max_length=64)
    media_type: str = Field(max_length=40)
    size_bytes: int


class Setting(SQLModel, table=True):
    """One fact about this stockroom: its name, its public name for labels, its epoch."""

    name: str = Field(primary_key=True, max_length=40)
    value: str = Field(max_length=400)
