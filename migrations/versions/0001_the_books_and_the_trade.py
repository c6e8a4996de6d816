"""The books and the trade."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from stockroom import guards

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "command_content",
        sa.Column("command_id", sa.String(length=36), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("command_id", name=op.f("pk_command_content")),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_device_secret_hash")),
    )
    op.create_table(
        "donor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_donor")),
    )
    op.create_index(op.f("ix_donor_name"), "donor", ["name"], unique=False)
    op.create_table(
        "facility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "shelter",
                "prison",
                name="facilitykind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("max_age_months", sa.Integer(), nullable=True),
        sa.Column(
            "climate",
            sa.Enum(
                "temperate_north",
                "temperate_south",
                "hot",
                "cold",
                name="climate",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("proof", sa.JSON(), nullable=False),
        sa.Column("photo_days", sa.Integer(), nullable=False),
        sa.Column(
            "hands_over_at",
            sa.Enum(
                "gate",
                "meeting_point",
                name="handsoverat",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("instructions", sa.String(length=200), nullable=False),
        sa.Column("contact_role", sa.String(length=40), nullable=False),
        sa.Column("service_min", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility")),
        sa.UniqueConstraint("code", name=op.f("uq_facility_code")),
    )
    op.create_table(
        "kit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("made_in", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit")),
        sa.UniqueConstraint("code", name=op.f("uq_kit_code")),
    )
    op.create_table(
        "pack_habit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=120), nullable=False),
        sa.Column("pieces_per_pack", sa.Integer(), nullable=False),
        sa.Column("counts_packs", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_habit")),
        sa.UniqueConstraint("description", name=op.f("uq_pack_habit_description")),
    )
    op.create_table(
        "printer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("paper", sa.String(length=40), nullable=False),
        sa.Column(
            "language",
            sa.Enum(
                "pdf",
                "zpl",
                "brother",
                name="printerlanguage",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("host", sa.String(length=80), nullable=False),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column("nudge_x", sa.Integer(), nullable=False),
        sa.Column("nudge_y", sa.Integer(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("host = '' OR language <> 'pdf'", name=op.f("ck_printer_spoken_to")),
        sa.CheckConstraint(
            "nudge_x BETWEEN -50 AND 50 AND nudge_y BETWEEN -50 AND 50",
            name=op.f("ck_printer_small_nudge"),
        ),
        sa.CheckConstraint("port BETWEEN 9100 AND 9109", name=op.f("ck_printer_printer_port")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printer")),
    )
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("category", sa.String(length=24), nullable=False),
        sa.Column("unit", sa.String(length=8), nullable=False),
        sa.Column("sizing", sa.String(length=24), nullable=False),
        sa.Column("safety_profile", sa.String(length=8), nullable=False),
        sa.Column(
            "depth",
            sa.Enum(
                "single",
                "counted",
                "mixed_box",
                name="depth",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("has_expiry", sa.Boolean(), nullable=False),
        sa.Column("weight_g", sa.Integer(), nullable=False),
        sa.Column("volume_ml", sa.Integer(), nullable=False),
        sa.Column("gate_flags", sa.String(length=16), nullable=False),
        sa.Column("value_minor", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("code", name=op.f("uq_product_code")),
    )
    op.create_index(op.f("ix_product_category"), "product", ["category"], unique=False)
    op.create_table(
        "secret_field",
        sa.Column(
            "kind",
            sa.Enum(
                "facility",
                "site",
                "donor",
                name="stopkind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=20), nullable=False),
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "owner_id", "field", name=op.f("pk_secret_field")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "sign_in_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_try")),
    )
    op.create_index(op.f("ix_sign_in_try_key"), "sign_in_try", ["key"], unique=False)
    op.create_index(op.f("ix_sign_in_try_tried_at"), "sign_in_try", ["tried_at"], unique=False)
    op.create_table(
        "stored_file",
        sa.Column("named_hash", sa.String(length=64), nullable=False),
        sa.Column("stored_hash", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("named_hash", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "travel_time",
        sa.Column(
            "from_kind",
            sa.Enum(
                "facility",
                "site",
                "donor",
                name="from_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column(
            "to_kind",
            sa.Enum(
                "facility",
                "site",
                "donor",
                name="to_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("typed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(
            "from_kind", "from_id", "to_kind", "to_id", name=op.f("pk_travel_time")
        ),
    )
    op.create_table(
        "donation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("command_id", sa.String(length=36), nullable=False),
        sa.Column("donor_id", sa.Integer(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("restriction", sa.String(length=120), nullable=False),
        sa.Column("only_for", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["donor_id"], ["donor.id"], name=op.f("fk_donation_donor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_donation")),
        sa.UniqueConstraint("command_id", name=op.f("uq_donation_command_id")),
    )
    op.create_index(op.f("ix_donation_donor_id"), "donation", ["donor_id"], unique=False)
    op.create_table(
        "gate_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "condition",
                "flags",
                "shelf_life",
                "brand",
                "retailer",
                "quantity",
                "packaging",
                "manifest",
                "window",
                "driver",
                "vehicle",
                "phone",
                "other_goods",
                "receipt",
                name="gaterulekind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "block",
                "warn",
                "repack",
                name="gateaction",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("lapses_on", sa.Date(), nullable=True),
        sa.Column("made_in", sa.Integer(), nullable=False),
        sa.Column("ended_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_gate_rule_facility_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_rule")),
    )
    op.create_index(op.f("ix_gate_rule_facility_id"), "gate_rule", ["facility_id"], unique=False)
    op.create_table(
        "headcount",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("declared_on", sa.Date(), nullable=False),
        sa.Column("mothers", sa.Integer(), nullable=False),
        sa.Column("expectant", sa.Integer(), nullable=False),
        sa.Column("months_0_5", sa.Integer(), nullable=False),
        sa.Column("months_6_11", sa.Integer(), nullable=False),
        sa.Column("months_12_23", sa.Integer(), nullable=False),
        sa.Column("months_24_35", sa.Integer(), nullable=False),
        sa.Column("older", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_headcount_facility_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_headcount")),
    )
    op.create_index(op.f("ix_headcount_facility_id"), "headcount", ["facility_id"], unique=False)
    op.create_table(
        "kit_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kit_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("size_label", sa.String(length=40), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_kit_part_something_in_it")),
        sa.ForeignKeyConstraint(["kit_id"], ["kit.id"], name=op.f("fk_kit_part_kit_id")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_kit_part_product_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_part")),
    )
    op.create_index(op.f("ix_kit_part_kit_id"), "kit_part", ["kit_id"], unique=False)
    op.create_table(
        "label_printing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("command_id", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("printer_id", sa.Integer(), nullable=True),
        sa.Column("paper", sa.String(length=40), nullable=False),
        sa.Column(
            "format",
            sa.Enum(
                "pdf",
                "svg",
                "png",
                "zpl",
                "brother",
                name="labelformat",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(
            ["printer_id"], ["printer.id"], name=op.f("fk_label_printing_printer_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_printing")),
        sa.UniqueConstraint("command_id", name=op.f("uq_label_printing_command_id")),
    )
    op.create_index(
        op.f("ix_label_printing_printer_id"), "label_printing", ["printer_id"], unique=False
    )
    op.create_index(
        op.f("ix_label_printing_sequence"), "label_printing", ["sequence"], unique=False
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("highest", sa.Integer(), nullable=False),
        sa.Column("gaps", sa.JSON(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_outbox_device_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(op.f("ix_outbox_device_id"), "outbox", ["device_id"], unique=False)
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "site",
                "inbound",
                "bin",
                "bench",
                "quarantine",
                "van",
                "box",
                "with_volunteer",
                "donor",
                "opening",
                "conversion",
                "gate",
                "facility",
                "written_off",
                "count_difference",
                name="placekind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("outside", sa.Boolean(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("stands_in", sa.Integer(), nullable=True),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("due_back", sa.Date(), nullable=True),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "stands_in IS NULL OR kind = 'box'", name=op.f("ck_place_only_boxes_stand")
        ),
        sa.CheckConstraint(
            "stands_in IS NULL OR stands_in <> id", name=op.f("ck_place_not_in_itself")
        ),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_place_facility_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["place.id"], name=op.f("fk_place_site_id")),
        sa.ForeignKeyConstraint(["stands_in"], ["place.id"], name=op.f("fk_place_stands_in")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("number", name=op.f("uq_place_number")),
    )
    op.create_index(op.f("ix_place_facility_id"), "place", ["facility_id"], unique=False)
    op.create_index(op.f("ix_place_kind"), "place", ["kind"], unique=False)
    op.create_index(op.f("ix_place_site_id"), "place", ["site_id"], unique=False)
    op.create_index(op.f("ix_place_stands_in"), "place", ["stands_in"], unique=False)
    op.create_table(
        "proposal_dismissal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_proposal_dismissal_facility_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_dismissal")),
    )
    op.create_index(
        op.f("ix_proposal_dismissal_facility_id"),
        "proposal_dismissal",
        ["facility_id"],
        unique=False,
    )
    op.create_table(
        "turned_away",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("command_id", sa.String(length=36), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=60), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column(
            "reason",
            sa.Enum(
                "unsafe",
                "recalled",
                "too_worn",
                "dirty",
                "incomplete",
                "expired",
                "opened",
                "not_needed",
                "no_room",
                "other",
                name="whynot",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("donor_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["donor_id"], ["donor.id"], name=op.f("fk_turned_away_donor_id")),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_turned_away_product_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turned_away")),
        sa.UniqueConstraint("command_id", name=op.f("uq_turned_away_command_id")),
    )
    op.create_index(op.f("ix_turned_away_donor_id"), "turned_away", ["donor_id"], unique=False)
    op.create_index(op.f("ix_turned_away_product_id"), "turned_away", ["product_id"], unique=False)
    op.create_table(
        "wish_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("submitted_in", sa.Integer(), nullable=False),
        sa.Column(
            "came_by",
            sa.Enum(
                "desk",
                "portal",
                "telephone",
                "message",
                "file",
                name="cameby",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("checked_in", sa.Integer(), nullable=True),
        sa.Column("closed_in", sa.Integer(), nullable=True),
        sa.Column("withdrawn_in", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_wish_list_facility_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_list")),
    )
    op.create_index(op.f("ix_wish_list_facility_id"), "wish_list", ["facility_id"], unique=False)
    op.create_table(
        "box_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("box_id", sa.Integer(), nullable=False),
        sa.Column("from_place", sa.Integer(), nullable=True),
        sa.Column("to_place", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["box_id"], ["place.id"], name=op.f("fk_box_move_box_id")),
        sa.ForeignKeyConstraint(["from_place"], ["place.id"], name=op.f("fk_box_move_from_place")),
        sa.ForeignKeyConstraint(["to_place"], ["place.id"], name=op.f("fk_box_move_to_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_box_move")),
    )
    op.create_index(op.f("ix_box_move_box_id"), "box_move", ["box_id"], unique=False)
    op.create_index(op.f("ix_box_move_sequence"), "box_move", ["sequence"], unique=False)
    op.create_table(
        "kit_minimum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kit_id", sa.Integer(), nullable=False),
        sa.Column("size_label", sa.String(length=40), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["kit_id"], ["kit.id"], name=op.f("fk_kit_minimum_kit_id")),
        sa.ForeignKeyConstraint(["site_id"], ["place.id"], name=op.f("fk_kit_minimum_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_minimum")),
        sa.UniqueConstraint(
            "kit_id", "size_label", "site_id", name=op.f("uq_kit_minimum_kit_id_size_label_site_id")
        ),
    )
    op.create_index(op.f("ix_kit_minimum_kit_id"), "kit_minimum", ["kit_id"], unique=False)
    op.create_table(
        "lot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column(
            "depth",
            sa.Enum(
                "single",
                "counted",
                "mixed_box",
                name="depth",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.Enum(
                "donor",
                "opening",
                "lot",
                "many",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "standing",
            sa.Enum(
                "waiting",
                "accepted",
                "quarantined",
                "rejected",
                name="standing",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("from_lot", sa.Integer(), nullable=True),
        sa.Column("donation_id", sa.Integer(), nullable=True),
        sa.Column("made_in", sa.Integer(), nullable=False),
        sa.Column("size_scheme", sa.String(length=12), nullable=False),
        sa.Column("size_low", sa.Integer(), nullable=False),
        sa.Column("size_high", sa.Integer(), nullable=False),
        sa.Column("size_label", sa.String(length=40), nullable=False),
        sa.Column(
            "fits",
            sa.Enum(
                "girl",
                "boy",
                "any",
                name="fits",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "season",
            sa.Enum(
                "summer",
                "winter",
                "any",
                name="season",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "condition",
            sa.Enum(
                "new_sealed",
                "new",
                "good",
                "worn",
                name="condition",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "how",
            sa.Enum(
                "counted",
                "weighed",
                "guessed",
                name="how",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("pieces_per_pack", sa.Integer(), nullable=True),
        sa.Column("weight_g", sa.Integer(), nullable=True),
        sa.Column("brand", sa.String(length=40), nullable=False),
        sa.Column("gtin", sa.String(length=14), nullable=False),
        sa.Column("batch", sa.String(length=20), nullable=False),
        sa.Column("serial", sa.String(length=20), nullable=False),
        sa.Column("use_by", sa.Date(), nullable=True),
        sa.Column("description", sa.String(length=120), nullable=False),
        sa.Column("restriction", sa.String(length=120), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["donation_id"], ["donation.id"], name=op.f("fk_lot_donation_id")),
        sa.ForeignKeyConstraint(["from_lot"], ["lot.id"], name=op.f("fk_lot_from_lot")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_lot_product_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot")),
    )
    op.create_index(op.f("ix_lot_donation_id"), "lot", ["donation_id"], unique=False)
    op.create_index(op.f("ix_lot_from_lot"), "lot", ["from_lot"], unique=False)
    op.create_index(
        "ix_lot_gtin",
        "lot",
        ["gtin"],
        unique=False,
        sqlite_where=sa.text("gtin <> ''"),
        postgresql_where=sa.text("gtin <> ''"),
    )
    op.create_index(op.f("ix_lot_product_id"), "lot", ["product_id"], unique=False)
    op.create_index(
        "ix_lot_unaccepted",
        "lot",
        ["standing"],
        unique=False,
        sqlite_where=sa.text("standing <> 'accepted'"),
        postgresql_where=sa.text("standing <> 'accepted'"),
    )
    op.create_index(
        "ix_lot_use_by",
        "lot",
        ["use_by"],
        unique=False,
        sqlite_where=sa.text("use_by IS NOT NULL"),
        postgresql_where=sa.text("use_by IS NOT NULL"),
    )
    op.create_table(
        "parcel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("box_id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column(
            "packaging",
            sa.Enum(
                "box",
                "clear_bag",
                "shop",
                name="packaging",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("repacked", sa.Boolean(), nullable=False),
        sa.Column("weight_g", sa.Integer(), nullable=False),
        sa.Column("volume_ml", sa.Integer(), nullable=False),
        sa.Column("sealed_in", sa.Integer(), nullable=False),
        sa.Column("opened_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["box_id"], ["place.id"], name=op.f("fk_parcel_box_id")),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_parcel_facility_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parcel")),
    )
    op.create_index(op.f("ix_parcel_box_id"), "parcel", ["box_id"], unique=False)
    op.create_index(op.f("ix_parcel_facility_id"), "parcel", ["facility_id"], unique=False)
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "volunteer",
                "coordinator",
                "driver",
                "facility",
                "steward",
                "supporter",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("lapsed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_person_facility_id")
        ),
        sa.ForeignKeyConstraint(["site_id"], ["place.id"], name=op.f("fk_person_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("login", name=op.f("uq_person_login")),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_in", sa.Integer(), nullable=False),
        sa.Column("wish_list_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("pins", sa.JSON(), nullable=False),
        sa.Column("forbidden", sa.JSON(), nullable=False),
        sa.Column("most_stops", sa.Integer(), nullable=True),
        sa.Column("certain", sa.JSON(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("set_aside_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["wish_list_id"], ["wish_list.id"], name=op.f("fk_plan_wish_list_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    op.create_index(op.f("ix_plan_wish_list_id"), "plan", ["wish_list_id"], unique=False)
    op.create_table(
        "ready_bag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("box_id", sa.Integer(), nullable=False),
        sa.Column("kit_id", sa.Integer(), nullable=False),
        sa.Column("size_label", sa.String(length=40), nullable=False),
        sa.Column("sealed_in", sa.Integer(), nullable=False),
        sa.Column("opened_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["box_id"], ["place.id"], name=op.f("fk_ready_bag_box_id")),
        sa.ForeignKeyConstraint(["kit_id"], ["kit.id"], name=op.f("fk_ready_bag_kit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ready_bag")),
    )
    op.create_index(op.f("ix_ready_bag_box_id"), "ready_bag", ["box_id"], unique=False)
    op.create_index(op.f("ix_ready_bag_kit_id"), "ready_bag", ["kit_id"], unique=False)
    op.create_table(
        "van",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("plate", sa.String(length=12), nullable=False),
        sa.Column("most_g", sa.Integer(), nullable=True),
        sa.Column("most_ml", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_van_place_id")),
        sa.PrimaryKeyConstraint("place_id", name=op.f("pk_van")),
    )
    op.create_table(
        "wish_kit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wish_list_id", sa.Integer(), nullable=False),
        sa.Column("kit_id", sa.Integer(), nullable=False),
        sa.Column("size_label", sa.String(length=40), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["kit_id"], ["kit.id"], name=op.f("fk_wish_kit_kit_id")),
        sa.ForeignKeyConstraint(
            ["wish_list_id"], ["wish_list.id"], name=op.f("fk_wish_kit_wish_list_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_kit")),
    )
    op.create_index(op.f("ix_wish_kit_kit_id"), "wish_kit", ["kit_id"], unique=False)
    op.create_index(op.f("ix_wish_kit_wish_list_id"), "wish_kit", ["wish_list_id"], unique=False)
    op.create_table(
        "wish_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("wish_list_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("photo", sa.String(length=64), nullable=True),
        sa.Column("delete_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_wish_source_facility_id")
        ),
        sa.ForeignKeyConstraint(
            ["wish_list_id"], ["wish_list.id"], name=op.f("fk_wish_source_wish_list_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_source")),
    )
    op.create_index(op.f("ix_wish_source_delete_on"), "wish_source", ["delete_on"], unique=False)
    op.create_index(
        op.f("ix_wish_source_facility_id"), "wish_source", ["facility_id"], unique=False
    )
    op.create_index(
        op.f("ix_wish_source_wish_list_id"), "wish_source", ["wish_list_id"], unique=False
    )
    op.create_table(
        "clearance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("driver_id", sa.Integer(), nullable=True),
        sa.Column("van_id", sa.Integer(), nullable=True),
        sa.Column("identity", sa.String(length=40), nullable=False),
        sa.Column("cleared_until", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=80), nullable=False),
        sa.Column("made_in", sa.Integer(), nullable=False),
        sa.Column("ended_in", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(driver_id IS NULL) <> (van_id IS NULL)",
            name=op.f("ck_clearance_one_driver_or_one_van"),
        ),
        sa.ForeignKeyConstraint(["driver_id"], ["person.id"], name=op.f("fk_clearance_driver_id")),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_clearance_facility_id")
        ),
        sa.ForeignKeyConstraint(["van_id"], ["place.id"], name=op.f("fk_clearance_van_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clearance")),
    )
    op.create_index(op.f("ix_clearance_driver_id"), "clearance", ["driver_id"], unique=False)
    op.create_index(op.f("ix_clearance_facility_id"), "clearance", ["facility_id"], unique=False)
    op.create_index(op.f("ix_clearance_van_id"), "clearance", ["van_id"], unique=False)
    op.create_table(
        "device_person",
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_device_person_device_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_device_person_person_id")
        ),
        sa.PrimaryKeyConstraint("device_id", "person_id", name=op.f("pk_device_person")),
    )
    op.create_table(
        "hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=120), nullable=False),
        sa.Column("placed_in", sa.Integer(), nullable=False),
        sa.Column("lifted_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_hold_lot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
    )
    op.create_index(op.f("ix_hold_lot_id"), "hold", ["lot_id"], unique=False)
    op.create_table(
        "journal",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("command_id", sa.String(length=36), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.Column("done_at", sa.String(length=27), nullable=False),
        sa.Column("recorded_at", sa.String(length=27), nullable=False),
        sa.Column("reverses", sa.String(length=36), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_journal_actor_id")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_journal")),
        sa.UniqueConstraint("command_id", name=op.f("uq_journal_command_id")),
        sa.UniqueConstraint("reverses", name=op.f("uq_journal_reverses")),
    )
    op.create_index(op.f("ix_journal_noun"), "journal", ["noun"], unique=False)
    op.create_index(op.f("ix_journal_recorded_at"), "journal", ["recorded_at"], unique=False)
    op.create_table(
        "label_code",
        sa.Column("code", sa.String(length=13), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("replaced_by", sa.String(length=13), nullable=True),
        sa.Column("made_in", sa.Integer(), nullable=False),
        sa.Column("claimed_in", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "lot_id IS NULL OR place_id IS NULL", name=op.f("ck_label_code_one_thing")
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_label_code_lot_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_label_code_place_id")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_label_code")),
    )
    op.create_index(op.f("ix_label_code_lot_id"), "label_code", ["lot_id"], unique=False)
    op.create_index(op.f("ix_label_code_place_id"), "label_code", ["place_id"], unique=False)
    op.create_table(
        "portal_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_portal_link_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_portal_link")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_portal_link_secret_hash")),
    )
    op.create_index(op.f("ix_portal_link_person_id"), "portal_link", ["person_id"], unique=False)
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("van_id", sa.Integer(), nullable=False),
        sa.Column("driver_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column(
            "colour",
            sa.Enum(
                "green",
                "blue",
                "orange",
                "purple",
                "red",
                "yellow",
                "brown",
                "black",
                name="routecolour",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("starts_at", sa.String(length=5), nullable=False),
        sa.Column("ends_at", sa.String(length=5), nullable=False),
        sa.Column("longest_wait_min", sa.Integer(), nullable=False),
        sa.Column("planned_in", sa.Integer(), nullable=False),
        sa.Column("changed_in", sa.Integer(), nullable=True),
        sa.Column("departed_in", sa.Integer(), nullable=True),
        sa.Column("closed_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["driver_id"], ["person.id"], name=op.f("fk_run_driver_id")),
        sa.ForeignKeyConstraint(["site_id"], ["place.id"], name=op.f("fk_run_site_id")),
        sa.ForeignKeyConstraint(["van_id"], ["place.id"], name=op.f("fk_run_van_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_index(op.f("ix_run_day"), "run", ["day"], unique=False)
    op.create_index(op.f("ix_run_driver_id"), "run", ["driver_id"], unique=False)
    op.create_index(op.f("ix_run_van_id"), "run", ["van_id"], unique=False)
    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["device_id"], ["device.id"], name=op.f("fk_token_device_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_token_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_token_secret_hash")),
    )
    op.create_index(op.f("ix_token_person_id"), "token", ["person_id"], unique=False)
    op.create_table(
        "web_session",
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_web_session_person_id")
        ),
        sa.PrimaryKeyConstraint("secret_hash", name=op.f("pk_web_session")),
    )
    op.create_index(op.f("ix_web_session_person_id"), "web_session", ["person_id"], unique=False)
    op.create_table(
        "wish_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_wish_draft_facility_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_wish_draft_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_draft")),
    )
    op.create_index(op.f("ix_wish_draft_facility_id"), "wish_draft", ["facility_id"], unique=False)
    op.create_table(
        "wish_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wish_list_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("set_number", sa.Integer(), nullable=True),
        sa.Column("wish_kit_id", sa.Integer(), nullable=True),
        sa.Column("per_kit", sa.Integer(), nullable=True),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("size_scheme", sa.String(length=12), nullable=False),
        sa.Column("size_low", sa.Integer(), nullable=False),
        sa.Column("size_high", sa.Integer(), nullable=False),
        sa.Column("size_label", sa.String(length=40), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column(
            "fits",
            sa.Enum(
                "girl",
                "boy",
                "any",
                name="fits",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "season",
            sa.Enum(
                "summer",
                "winter",
                "any",
                name="season",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "urgency",
            sa.Enum(
                "tonight",
                "two_weeks",
                "routine",
                "nice_to_have",
                name="urgency",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("needed_by", sa.Date(), nullable=True),
        sa.Column("new_only", sa.Boolean(), nullable=False),
        sa.Column("substitutes", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_id"], ["product.id"], name=op.f("fk_wish_line_product_id")
        ),
        sa.ForeignKeyConstraint(
            ["wish_kit_id"], ["wish_kit.id"], name=op.f("fk_wish_line_wish_kit_id")
        ),
        sa.ForeignKeyConstraint(
            ["wish_list_id"], ["wish_list.id"], name=op.f("fk_wish_line_wish_list_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_line")),
    )
    op.create_index(op.f("ix_wish_line_product_id"), "wish_line", ["product_id"], unique=False)
    op.create_index(op.f("ix_wish_line_urgency"), "wish_line", ["urgency"], unique=False)
    op.create_index(op.f("ix_wish_line_wish_kit_id"), "wish_line", ["wish_kit_id"], unique=False)
    op.create_index(op.f("ix_wish_line_wish_list_id"), "wish_line", ["wish_list_id"], unique=False)
    op.create_table(
        "discrepancy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("opened_in", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("alarm", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("settled_in", sa.Integer(), nullable=True),
        sa.Column("settlement", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["wish_line.id"], name=op.f("fk_discrepancy_line_id")),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_discrepancy_lot_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_discrepancy_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discrepancy")),
    )
    op.create_index(op.f("ix_discrepancy_kind"), "discrepancy", ["kind"], unique=False)
    op.create_index(op.f("ix_discrepancy_opened_in"), "discrepancy", ["opened_in"], unique=False)
    op.create_index(op.f("ix_discrepancy_settled_in"), "discrepancy", ["settled_in"], unique=False)
    op.create_table(
        "holding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("outside", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "quantity >= 0 OR outside = 1", name=op.f("ck_holding_no_stock_from_nowhere")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["wish_line.id"], name=op.f("fk_holding_line_id")),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_holding_lot_id")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_holding_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holding")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_holding_inside",
        "holding",
        ["lot_id"],
        unique=False,
        sqlite_where=sa.text("quantity <> 0 AND outside = 0"),
        postgresql_where=sa.text("quantity <> 0 AND outside = 0"),
    )
    op.create_index(
        "ix_holding_line",
        "holding",
        ["line_id"],
        unique=False,
        sqlite_where=sa.text("line_id IS NOT NULL"),
        postgresql_where=sa.text("line_id IS NOT NULL"),
    )
    op.create_index(
        "ix_holding_place",
        "holding",
        ["place_id"],
        unique=False,
        sqlite_where=sa.text("quantity <> 0 AND outside = 0"),
        postgresql_where=sa.text("quantity <> 0 AND outside = 0"),
    )
    op.create_table(
        "manifest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("made_in", sa.Integer(), nullable=False),
        sa.Column("sent_in", sa.Integer(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_how", sa.String(length=12), nullable=False),
        sa.Column("approved_in", sa.Integer(), nullable=True),
        sa.Column("approved_by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_manifest_facility_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_manifest_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manifest")),
        sa.UniqueConstraint(
            "run_id", "facility_id", "version", name=op.f("uq_manifest_run_id_facility_id_version")
        ),
    )
    op.create_index(op.f("ix_manifest_facility_id"), "manifest", ["facility_id"], unique=False)
    op.create_index(op.f("ix_manifest_run_id"), "manifest", ["run_id"], unique=False)
    op.create_table(
        "movement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("from_place", sa.Integer(), nullable=False),
        sa.Column("from_line", sa.Integer(), nullable=True),
        sa.Column("to_place", sa.Integer(), nullable=False),
        sa.Column("to_line", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "from_place <> to_place OR coalesce(from_line, 0) <> coalesce(to_line, 0)",
            name=op.f("ck_movement_somewhere_else"),
        ),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_movement_something_moves")),
        sa.ForeignKeyConstraint(
            ["from_line"], ["wish_line.id"], name=op.f("fk_movement_from_line")
        ),
        sa.ForeignKeyConstraint(["from_place"], ["place.id"], name=op.f("fk_movement_from_place")),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_movement_lot_id")),
        sa.ForeignKeyConstraint(
            ["sequence"],
            ["journal.sequence"],
            name=op.f("fk_movement_sequence"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(["to_line"], ["wish_line.id"], name=op.f("fk_movement_to_line")),
        sa.ForeignKeyConstraint(["to_place"], ["place.id"], name=op.f("fk_movement_to_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_movement")),
        sqlite_strict=True,
    )
    op.create_index("ix_movement_from_place", "movement", ["from_place", "id"], unique=False)
    op.create_index("ix_movement_lot_sequence", "movement", ["lot_id", "sequence"], unique=False)
    op.create_index(op.f("ix_movement_sequence"), "movement", ["sequence"], unique=False)
    op.create_index(
        "ix_movement_to_line",
        "movement",
        ["to_line"],
        unique=False,
        sqlite_where=sa.text("to_line IS NOT NULL"),
        postgresql_where=sa.text("to_line IS NOT NULL"),
    )
    op.create_index("ix_movement_to_place", "movement", ["to_place", "id"], unique=False)
    op.create_table(
        "need_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("still", sa.Boolean(), nullable=False),
        sa.Column("by_telephone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["wish_line.id"], name=op.f("fk_need_answer_line_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_answer")),
    )
    op.create_index(op.f("ix_need_answer_line_id"), "need_answer", ["line_id"], unique=False)
    op.create_table(
        "plan_match",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("over_line", sa.Integer(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("taken_in", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["line_id"], ["wish_line.id"], name=op.f("fk_plan_match_line_id")),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_plan_match_lot_id")),
        sa.ForeignKeyConstraint(
            ["over_line"], ["wish_line.id"], name=op.f("fk_plan_match_over_line")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_plan_match_place_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_match_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_match")),
    )
    op.create_index(op.f("ix_plan_match_line_id"), "plan_match", ["line_id"], unique=False)
    op.create_index(op.f("ix_plan_match_plan_id"), "plan_match", ["plan_id"], unique=False)
    op.create_table(
        "plan_short",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=16), nullable=False),
        sa.Column("others", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["wish_line.id"], name=op.f("fk_plan_short_line_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_short_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_short")),
    )
    op.create_index(op.f("ix_plan_short_line_id"), "plan_short", ["line_id"], unique=False)
    op.create_index(op.f("ix_plan_short_plan_id"), "plan_short", ["plan_id"], unique=False)
    op.create_table(
        "printed_label",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("printing_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=13), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("said", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(["code"], ["label_code.code"], name=op.f("fk_printed_label_code")),
        sa.ForeignKeyConstraint(
            ["printing_id"], ["label_printing.id"], name=op.f("fk_printed_label_printing_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed_label")),
    )
    op.create_index(op.f("ix_printed_label_code"), "printed_label", ["code"], unique=False)
    op.create_index(
        op.f("ix_printed_label_printing_id"), "printed_label", ["printing_id"], unique=False
    )
    op.create_table(
        "refusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_refusal_facility_id")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["wish_line.id"], name=op.f("fk_refusal_line_id")),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_refusal_lot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusal")),
    )
    op.create_index(op.f("ix_refusal_facility_id"), "refusal", ["facility_id"], unique=False)
    op.create_index(op.f("ix_refusal_line_id"), "refusal", ["line_id"], unique=False)
    op.create_table(
        "run_entry",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("loaded", sa.Integer(), nullable=False),
        sa.Column("delivered", sa.Integer(), nullable=False),
        sa.Column("returned", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False),
        sa.Column("unsaid", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_run_entry_run_id")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_run_entry")),
    )
    op.create_index(op.f("ix_run_entry_run_id"), "run_entry", ["run_id"], unique=False)
    op.create_table(
        "stop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "facility",
                "site",
                "donor",
                name="stopkind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("donor_id", sa.Integer(), nullable=True),
        sa.Column("window_from", sa.String(length=5), nullable=False),
        sa.Column("window_until", sa.String(length=5), nullable=False),
        sa.Column("service_min", sa.Integer(), nullable=False),
        sa.Column("to_fetch", sa.String(length=120), nullable=False),
        sa.Column("to_fetch_g", sa.Integer(), nullable=False),
        sa.Column("to_fetch_ml", sa.Integer(), nullable=False),
        sa.Column("arrives_at", sa.String(length=5), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("called_off_in", sa.Integer(), nullable=True),
        sa.Column("called_off_because", sa.String(length=24), nullable=False),
        sa.ForeignKeyConstraint(["donor_id"], ["donor.id"], name=op.f("fk_stop_donor_id")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_stop_facility_id")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_stop_run_id")),
        sa.ForeignKeyConstraint(["site_id"], ["place.id"], name=op.f("fk_stop_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stop")),
    )
    op.create_index(op.f("ix_stop_run_id"), "stop", ["run_id"], unique=False)
    op.create_table(
        "loading_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("unloaded", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_loading_line_lot_id")),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_loading_line_run_id")),
        sa.ForeignKeyConstraint(["site_id"], ["place.id"], name=op.f("fk_loading_line_site_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loading_line")),
    )
    op.create_index(op.f("ix_loading_line_run_id"), "loading_line", ["run_id"], unique=False)
    op.create_index(op.f("ix_loading_line_sequence"), "loading_line", ["sequence"], unique=False)
    op.create_table(
        "wish_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.CheckConstraint("asked >= 0", name=op.f("ck_wish_change_asked_not_negative")),
        sa.ForeignKeyConstraint(["line_id"], ["wish_line.id"], name=op.f("fk_wish_change_line_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_change")),
    )
    op.create_index(op.f("ix_wish_change_line_id"), "wish_change", ["line_id"], unique=False)
    op.create_table(
        "address_opening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("stop_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("purpose", sa.String(length=12), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_address_opening_person_id")
        ),
        sa.ForeignKeyConstraint(["stop_id"], ["stop.id"], name=op.f("fk_address_opening_stop_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_opening")),
    )
    op.create_index(
        op.f("ix_address_opening_sequence"), "address_opening", ["sequence"], unique=False
    )
    op.create_index(
        op.f("ix_address_opening_stop_id"), "address_opening", ["stop_id"], unique=False
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("needed_at", sa.Integer(), nullable=False),
        sa.Column("came_from", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("absorbed", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.String(length=27), nullable=False),
        sa.Column("discrepancy_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["came_from"], ["place.id"], name=op.f("fk_correction_came_from")),
        sa.ForeignKeyConstraint(
            ["discrepancy_id"], ["discrepancy.id"], name=op.f("fk_correction_discrepancy_id")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["wish_line.id"], name=op.f("fk_correction_line_id")),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_correction_lot_id")),
        sa.ForeignKeyConstraint(["needed_at"], ["place.id"], name=op.f("fk_correction_needed_at")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index(op.f("ix_correction_lot_id"), "correction", ["lot_id"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("command_id", sa.String(length=36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column(
            "way",
            sa.Enum(
                "run",
                "collected",
                "taxi",
                "volunteer",
                "post",
                name="way",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("manifest_id", sa.Integer(), nullable=True),
        sa.Column("receipt_number", sa.String(length=8), nullable=False),
        sa.Column("received_by", sa.String(length=40), nullable=False),
        sa.Column("organisation", sa.String(length=60), nullable=False),
        sa.Column("handed_over_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_in", sa.Integer(), nullable=True),
        sa.Column(
            "confirmed_by",
            sa.Enum(
                "facility",
                "paper_code",
                "telephone",
                "silence",
                name="confirmedby",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("confirmed_role", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_delivery_facility_id")
        ),
        sa.ForeignKeyConstraint(
            ["manifest_id"], ["manifest.id"], name=op.f("fk_delivery_manifest_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_delivery_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
        sa.UniqueConstraint("command_id", name=op.f("uq_delivery_command_id")),
        sa.UniqueConstraint("sequence", name=op.f("uq_delivery_sequence")),
    )
    op.create_index(op.f("ix_delivery_facility_id"), "delivery", ["facility_id"], unique=False)
    op.create_index(
        op.f("ix_delivery_handed_over_at"), "delivery", ["handed_over_at"], unique=False
    )
    op.create_index(
        op.f("ix_delivery_receipt_number"), "delivery", ["receipt_number"], unique=False
    )
    op.create_index(op.f("ix_delivery_run_id"), "delivery", ["run_id"], unique=False)
    op.create_table(
        "gate_sheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=13), nullable=False),
        sa.Column("receipt_number", sa.String(length=8), nullable=False),
        sa.Column("manifest_id", sa.Integer(), nullable=True),
        sa.Column("printed_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_gate_sheet_facility_id")
        ),
        sa.ForeignKeyConstraint(
            ["manifest_id"], ["manifest.id"], name=op.f("fk_gate_sheet_manifest_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_gate_sheet_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_sheet")),
        sa.UniqueConstraint("code", name=op.f("uq_gate_sheet_code")),
        sa.UniqueConstraint("receipt_number", name=op.f("uq_gate_sheet_receipt_number")),
        sa.UniqueConstraint("run_id", "facility_id", name=op.f("uq_gate_sheet_run_id_facility_id")),
    )
    op.create_index(op.f("ix_gate_sheet_facility_id"), "gate_sheet", ["facility_id"], unique=False)
    op.create_index(op.f("ix_gate_sheet_run_id"), "gate_sheet", ["run_id"], unique=False)
    op.create_table(
        "delivery_entry",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_delivery_entry_delivery_id")
        ),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_delivery_entry")),
    )
    op.create_index(
        op.f("ix_delivery_entry_delivery_id"), "delivery_entry", ["delivery_id"], unique=False
    )
    op.create_table(
        "delivery_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("shipped", sa.Integer(), nullable=False),
        sa.Column("over_shipped", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "shipped + over_shipped = accepted + refused + missing",
            name=op.f("ck_delivery_line_every_piece"),
        ),
        sa.CheckConstraint(
            "shipped >= 0 AND over_shipped >= 0 AND accepted >= 0 AND refused >= 0"
            " AND missing >= 0",
            name=op.f("ck_delivery_line_no_piece_owed"),
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_delivery_line_delivery_id")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["wish_line.id"], name=op.f("fk_delivery_line_line_id")
        ),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_delivery_line_lot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_line")),
    )
    op.create_index(
        op.f("ix_delivery_line_delivery_id"), "delivery_line", ["delivery_id"], unique=False
    )
    op.create_index(op.f("ix_delivery_line_lot_id"), "delivery_line", ["lot_id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "paper",
                "signature",
                "photo",
                "pin",
                "scan",
                name="proof",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("delete_on", sa.Date(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_evidence_delivery_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_delete_on"), "evidence", ["delete_on"], unique=False)
    op.create_index(op.f("ix_evidence_delivery_id"), "evidence", ["delivery_id"], unique=False)
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("delivery_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hours", sa.String(length=11), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("how", sa.String(length=8), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("mail_id", sa.String(length=36), nullable=False),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name=op.f("fk_notice_delivery_id")
        ),
        sa.ForeignKeyConstraint(
            ["facility_id"], ["facility.id"], name=op.f("fk_notice_facility_id")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_notice_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("delivery_id", name=op.f("uq_notice_delivery_id")),
        sa.UniqueConstraint(
            "run_id",
            "facility_id",
            "version",
            name=op.f("uq_notice_run_id_facility_id_version"),
        ),
    )
    op.create_index(op.f("ix_notice_day"), "notice", ["day"], unique=False)
    op.create_index(op.f("ix_notice_facility_id"), "notice", ["facility_id"], unique=False)
    op.create_index(op.f("ix_notice_run_id"), "notice", ["run_id"], unique=False)
    op.create_index("ix_place_name_folded", "place", [sa.text("lower(name)")])
    op.create_index(
        "uq_holding_spot",
        "holding",
        ["lot_id", "place_id", sa.text("coalesce(line_id, 0)")],
        unique=True,
    )
    make_guards()


def make_guards() -> None:
    """Make the triggers that keep movements and journal as they were written."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(guards.REFUSING_FUNCTION)
        wanted = guards.postgres_guards()
    else:
        wanted = guards.sqlite_guards()
    for guard in wanted:
        op.execute(guard.statement)
