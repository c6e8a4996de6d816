"""Rows of printing: the printers and what is in them, and every label that was printed."""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from stockroom.tables.base import choice


class PrinterLanguage(StrEnum):
    """How a printer is spoken to: any office printer by PDF, label printers over the network."""

    PDF = "pdf"
    ZPL = "zpl"
    BROTHER = "brother"


class LabelFormat(StrEnum):
    """What labels are drawn as: what a printer understands, or a picture."""

    PDF = "pdf"
    SVG = "svg"
    PNG = "png"
    ZPL = "zpl"
    BROTHER = "brother"


class Printer(SQLModel, table=True):
    """A printer and the paper in it.

    `nudge_x` and `nudge_y` say how far its labels are moved right and down, in tenths of a
    millimetre. Without a `host` its labels are given as a file.
    """

    __table_args__ = (
        sa.CheckConstraint(
            "nudge_x BETWEEN -50 AND 50 AND nudge_y BETWEEN -50 AND 50", name="small_nudge"
        ),
        sa.CheckConstraint("port BETWEEN 9100 AND 9109", name="printer_port"),
        sa.CheckConstraint("host = '' OR language <> 'pdf'", name="spoken_to"),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=60)
    paper: str = Field(max_length=40)
    language: PrinterLanguage = Field(default=PrinterLanguage.PDF, sa_type=choice(PrinterLanguage))
    host: str = Field(default="", max_length=80)
    port: int = 9100
    nudge_x: int = 0
    nudge_y: int = 0
    closed: bool = False


class LabelPrinting(SQLModel, table=True):
    """One printing of labels: on which paper, from which position, in whose words.

    `language` is that of the words on the labels.
    """

    __tablename__ = "label_printing"

    id: int | None = Field(default=None, primary_key=True)
    command_id: str = Field(max_length=36, unique=True)
    sequence: int = Field(index=True)
    printer_id: int | None = Field(default=None, foreign_key="printer.id", index=True)
    paper: str = Field(max_length=40)
    format: LabelFormat = Field(sa_type=choice(LabelFormat))
    start: int = 1
    language: str = Field(max_length=5)


class PrintedLabel(SQLModel, table=True):
    """One label of a printing; `again` says that its code had been printed before.

    `said` is the way of a parcel as its label told it (see rules/parcel_ways); else it is empty.
    """

    __tablename__ = "printed_label"

    id: int | None = Field(default=None, primary_key=True)
    printing_id: int = Field(foreign_key="label_printing.id", index=True)
    code: str = Field(foreign_key="label_code.code", max_length=13, index=True)
    again: bool = False
    said: str = Field(default="", max_length=60)
