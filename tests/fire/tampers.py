"""The table of tampers: what the database must refuse, and what the books must find, and how."""

from __future__ import annotations

from tests.fire.tampering import (
    AN_ENTRY,
    Tamper,
    guarding_half,
    guarding_one_column,
    guarding_something_else,
    no_longer_refusing,
    rehashed,
    shrugging_function,
    statements,
    swapped,
    take_down,
    unchecked_negative,
    with_a_condition,
)

FORBIDDEN: dict[str, str] = {
    "a movement changed": "UPDATE movement SET quantity = quantity + 1",
    "a movement's reason changed": "UPDATE movement SET reason = 'count' WHERE id = 1",
    "a movement deleted": "DELETE FROM movement WHERE id = 1",
    "all movements deleted": "DELETE FROM movement",
    "an entry changed": "UPDATE journal SET actor_id = NULL WHERE sequence = 3",
    "an entry deleted": "DELETE FROM journal WHERE sequence = 3",
    "the journal deleted": "DELETE FROM journal",
    "an entry written over": "INSERT INTO journal SELECT * FROM journal WHERE sequence = 3",
    "a movement written over": "INSERT INTO movement SELECT * FROM movement WHERE id = 1",
}
FORBIDDEN_IN_SQLITE: dict[str, str] = {
    "an entry replaced": "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE sequence = 3",
    "a movement replaced": "INSERT OR REPLACE INTO movement SELECT * FROM movement WHERE id = 1",
    "an entry replaced by its id": (
        "INSERT OR REPLACE INTO journal SELECT 9999, command_id, noun, version, outcome, actor_id, "
        "device_id, done_at, recorded_at, reverses, content_hash, receipt, hash "
        "FROM journal WHERE sequence = 3"
    ),
    "an update that replaces": "UPDATE OR REPLACE journal SET sequence = 4 WHERE sequence = 3",
    "an upsert": (
        "INSERT INTO movement SELECT * FROM movement WHERE id = 1 "
        "ON CONFLICT (id) DO UPDATE SET quantity = 9"
    ),
}
FORBIDDEN_IN_POSTGRES: dict[str, str] = {
    "movements truncated": "TRUNCATE movement",
    "everything truncated": "TRUNCATE journal, movement, holding CASCADE",
    "an upsert": (
        "INSERT INTO movement SELECT * FROM movement WHERE id = 1 "
        "ON CONFLICT (id) DO UPDATE SET quantity = 9"
    ),
    "a merge": (
        "MERGE INTO movement USING lot ON lot.id = movement.lot_id "
        "WHEN MATCHED THEN UPDATE SET quantity = 9"
    ),
}
CHANGED = "entry {entry} or its movements are not as they were written"
FOUND: dict[str, Tamper] = {
    "a movement's quantity": Tamper(
        statements("UPDATE movement SET quantity = quantity + 1 WHERE id = 1"),
        "No rewriting",
        "or its movements are not as they were written",
    ),
    "a movement's quantity, seen in the holdings": Tamper(
        statements("UPDATE movement SET quantity = quantity + 1 WHERE id = 1"),
        "Faithfulness",
        "lot 1 at place",
    ),
    "a movement's lot": Tamper(
        statements("UPDATE movement SET lot_id = 2 WHERE id = 1"),
        "No rewriting",
        "or its movements are not as they were written",
    ),
    "a movement's reason": Tamper(
        statements("UPDATE movement SET reason = 'found' WHERE id = 1"),
        "No rewriting",
        "or its movements are not as they were written",
    ),
    "a movement deleted": Tamper(
        statements("DELETE FROM movement WHERE id = 1"),
        "No rewriting",
        "or its movements are not as they were written",
    ),
    "a movement inserted": Tamper(
        statements(
            "INSERT INTO movement (id, sequence, lot_id, from_place, to_place, quantity, reason) "
            "SELECT 9000, sequence, lot_id, to_place, from_place, 1, 'transfer' FROM movement "
            "WHERE id = 1"
        ),
        "No rewriting",
        "or its movements are not as they were written",
    ),
    "a movement and its holdings": Tamper(
        statements(
            "UPDATE movement SET quantity = quantity + 1 WHERE id = 1",
            "UPDATE holding SET quantity = quantity + 1 WHERE lot_id = 1 AND outside = 0",
            "UPDATE holding SET quantity = quantity - 1 WHERE lot_id = 1 AND outside = 1",
        ),
        "No rewriting",
        "or its movements are not as they were written",
    ),
    "an entry's actor": Tamper(
        statements(f"UPDATE journal SET actor_id = NULL WHERE sequence = {AN_ENTRY}"),
        "No rewriting",
        CHANGED,
    ),
    "an entry's time": Tamper(
        statements(
            "UPDATE journal SET done_at = '2020-01-01T00:00:00.000000Z' "
            f"WHERE sequence = {AN_ENTRY}"
        ),
        "No rewriting",
        CHANGED,
    ),
    "an entry's receipt": Tamper(
        statements(f"UPDATE journal SET receipt = '{{}}' WHERE sequence = {AN_ENTRY}"),
        "No rewriting",
        CHANGED,
    ),
    "an entry's content": Tamper(
        statements(f"UPDATE journal SET content_hash = hash WHERE sequence = {AN_ENTRY}"),
        "No rewriting",
        CHANGED,
    ),
    "an entry rehashed": Tamper(rehashed, "No rewriting", CHANGED.replace("entry}", "after}")),
    "what a command said": Tamper(
        statements(
            "UPDATE command_content SET body = salt WHERE command_id = "
            f"(SELECT command_id FROM journal WHERE sequence = {AN_ENTRY})"
        ),
        "No rewriting",
        "said is not as it was written",
    ),
    "a saying without an entry": Tamper(
        statements(
            "INSERT INTO command_content SELECT 'nobody', salt, body FROM command_content LIMIT 1"
        ),
        "No rewriting",
        "what command nobody said",
    ),
    "an entry deleted": Tamper(
        statements(f"DELETE FROM journal WHERE sequence = {AN_ENTRY}"),
        "No rewriting",
        "entry {entry} is missing",
    ),
    "an entry inserted": Tamper(
        statements(
            "INSERT INTO journal SELECT (SELECT max(sequence) + 1 FROM journal), 'an-id', noun, "
            "version, outcome, actor_id, device_id, done_at, recorded_at, NULL, content_hash, "
            f"receipt, hash FROM journal WHERE sequence = {AN_ENTRY}"
        ),
        "No rewriting",
        "or its movements are not as they were written",
    ),
    "entries in another order": Tamper(swapped, "No rewriting", CHANGED),
    "a guard dropped": Tamper(
        lambda books: take_down(books, "guard_movement_update"),
        "No rewriting",
        "the guard guard_movement_update does not stand",
    ),
    "a guard that lets pass": Tamper(
        no_longer_refusing, "No rewriting", "the guard guard_movement_"
    ),
    "a guard with a condition": Tamper(
        with_a_condition, "No rewriting", "the guard guard_movement_update does not stand"
    ),
    "a guard before another table": Tamper(
        guarding_something_else, "No rewriting", "the guard guard_movement_update does not stand"
    ),
    "a holding": Tamper(
        statements("UPDATE holding SET quantity = quantity + 5 WHERE lot_id = 2 AND outside = 0"),
        "Conservation",
        "lot 2 sums to 5",
    ),
    "both ends of a holding": Tamper(
        statements(
            "UPDATE holding SET quantity = quantity + 5 WHERE lot_id = 2 AND outside = 0",
            "UPDATE holding SET quantity = quantity - 5 WHERE lot_id = 2 AND outside = 1",
        ),
        "Faithfulness",
        "lot 2 at place",
    ),
    "a holding deleted": Tamper(
        statements("DELETE FROM holding WHERE lot_id = 2 AND outside = 0"),
        "Conservation",
        "lot 2 sums to -",
    ),
    "a holding invented": Tamper(
        statements(
            "INSERT INTO holding (lot_id, place_id, quantity, outside) "
            "SELECT 2, min(id), 3, 0 FROM place WHERE kind = 'quarantine'"
        ),
        "Conservation",
        "lot 2 sums to 3",
    ),
    "a holding below nothing": Tamper(unchecked_negative, "No stock from nowhere", "pieces inside"),
    "a holding said to be outside": Tamper(
        statements("UPDATE holding SET outside = 1 WHERE lot_id = 2"),
        "No stock from nowhere",
        "lot 2 has",
    ),
    "a box sent away with goods in it": Tamper(
        statements("UPDATE place SET closed = true WHERE name = 'Box one'"),
        "Nothing is in a box that is outside",
        "Box one is outside and holds lot",
    ),
}
FOUND_IN_SQLITE: dict[str, Tamper] = {
    "an entry twice": Tamper(
        statements(
            "CREATE TABLE loose AS SELECT * FROM journal",
            "DROP TABLE journal",
            "ALTER TABLE loose RENAME TO journal",
            f"UPDATE journal SET command_id = (SELECT command_id FROM journal WHERE sequence = 3) "
            f"WHERE sequence = {AN_ENTRY}",
        ),
        "Once",
        "stands twice",
    ),
}
FOUND_IN_POSTGRES: dict[str, Tamper] = {
    "a guard disabled": Tamper(
        lambda books: books.exec_driver_sql(
            "ALTER TABLE journal DISABLE TRIGGER guard_journal_update"
        ).close(),
        "No rewriting",
        "the guard guard_journal_update does not stand",
    ),
    "a guard for replicas only": Tamper(
        lambda books: books.exec_driver_sql(
            "ALTER TABLE journal ENABLE REPLICA TRIGGER guard_journal_update"
        ).close(),
        "No rewriting",
        "the guard guard_journal_update does not stand",
    ),
    "half a guard": Tamper(
        guarding_half, "No rewriting", "the guard guard_movement_update does not stand"
    ),
    "a guard of one column": Tamper(
        guarding_one_column,
        "No rewriting",
        "the guard guard_movement_update does not stand",
    ),
    "a function that refuses nothing": Tamper(
        shrugging_function, "No rewriting", "the guard guard_movement_update does not stand"
    ),
}
