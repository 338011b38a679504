"""The log's own tables, made and changed by numbered migrations. Record tables are generated elsewhere.

`PRAGMA user_version` says how many steps have run. A step, once released, is never edited.
"""

from __future__ import annotations

from sqlalchemy import Connection

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE feed (
            no INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, root INTEGER NOT NULL, use TEXT NOT NULL,
            own INTEGER NOT NULL, author BLOB, genesis BLOB, signature BLOB,
            last_seq INTEGER NOT NULL, head BLOB)""",
        """CREATE TABLE event (
            feed INTEGER NOT NULL, seq INTEGER NOT NULL, leaf BLOB NOT NULL, body BLOB, entity INTEGER,
            PRIMARY KEY (feed, seq)) WITHOUT ROWID""",
        "CREATE INDEX event_entity ON event (entity) WHERE entity IS NOT NULL",
        """CREATE TABLE seal (
            feed INTEGER NOT NULL, seq INTEGER NOT NULL, head BLOB NOT NULL, signature BLOB NOT NULL,
            PRIMARY KEY (feed, seq)) WITHOUT ROWID""",
        """CREATE TABLE entity (
            id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, kind TEXT, person INTEGER, made TEXT,
            changed TEXT, hidden TEXT, heads BLOB)""",
        "CREATE INDEX entity_person ON entity (person, kind)",
        "CREATE INDEX entity_kind ON entity (kind, made)",
        # the newest stamp is asked for at every unlock
        "CREATE INDEX entity_changed ON entity (changed)",
        """CREATE TABLE listing (
            person INTEGER PRIMARY KEY, mine INTEGER NOT NULL, open INTEGER NOT NULL, name TEXT NOT NULL,
            location TEXT NOT NULL, release TEXT NOT NULL)""",
        # `mine` stands at the end so that counting and paging one's own people never leave the index
        "CREATE INDEX listing_name ON listing (open, name, person, mine)",
        "CREATE INDEX listing_location ON listing (open, location, name, person, mine)",
        "CREATE INDEX listing_release ON listing (open, release, name, person, mine)",
        """CREATE TABLE name_key (key TEXT NOT NULL, person INTEGER NOT NULL,
            PRIMARY KEY (key, person)) WITHOUT ROWID""",
        "CREATE INDEX name_key_person ON name_key (person)",
        "CREATE TABLE number_key (number TEXT NOT NULL, system TEXT NOT NULL, person INTEGER NOT NULL)",
        "CREATE INDEX number_key_number ON number_key (number)",
        "CREATE INDEX number_key_person ON number_key (person)",
        "CREATE VIRTUAL TABLE who USING fts5(words, tokenize='trigram')",
        "INSERT INTO who (who, rank) VALUES ('secure-delete', 1)",
        """CREATE TABLE looked (
            person BLOB NOT NULL, act TEXT NOT NULL, slot INTEGER NOT NULL, PRIMARY KEY (person, act, slot)
            ) WITHOUT ROWID""",
        "CREATE TABLE draft (key TEXT PRIMARY KEY, person BLOB, at TEXT NOT NULL, typed TEXT NOT NULL)",
        "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE origin (
            theirs BLOB PRIMARY KEY, entity INTEGER NOT NULL) WITHOUT ROWID""",
    ),
    (
        # what is held of a foreign feed: unbroken stretches, each with the heads before and after it
        """CREATE TABLE run (
            feed INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, before BLOB NOT NULL,
            head BLOB NOT NULL, PRIMARY KEY (feed, first)) WITHOUT ROWID""",
        "CREATE INDEX feed_root ON feed (root)",
        "CREATE TABLE erased (person BLOB PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID",
        # people and agencies that were joined: number, and the number they are shown under
        "CREATE TABLE alias (entity INTEGER PRIMARY KEY, shown INTEGER NOT NULL)",
        "CREATE INDEX alias_shown ON alias (shown)",
        """CREATE TABLE card (
            fingerprint TEXT PRIMARY KEY, content BLOB NOT NULL, trust TEXT NOT NULL, kept_at TEXT NOT NULL,
            introduced_by TEXT, compared_at TEXT, revoked_at TEXT, reason TEXT, follows TEXT) WITHOUT ROWID""",
        """CREATE TABLE cutoff (
            fingerprint TEXT NOT NULL, feed BLOB NOT NULL, seq INTEGER NOT NULL, head BLOB NOT NULL,
            PRIMARY KEY (fingerprint, feed)) WITHOUT ROWID""",
        "CREATE TABLE retired_key (recipient TEXT PRIMARY KEY, secret TEXT NOT NULL, retired_at TEXT NOT NULL)",
        # the ledger: which bundle went to whom, and whether they said that they have it
        """CREATE TABLE sent (
            bundle BLOB NOT NULL, recipient TEXT NOT NULL, at TEXT NOT NULL, purpose TEXT NOT NULL,
            state TEXT NOT NULL, scope TEXT NOT NULL, confirmed_at TEXT,
            PRIMARY KEY (bundle, recipient)) WITHOUT ROWID""",
        """CREATE TABLE sent_range (
            bundle BLOB NOT NULL, feed INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
            PRIMARY KEY (bundle, feed, first)) WITHOUT ROWID""",
        """CREATE TABLE sent_late (
            bundle BLOB NOT NULL, feed INTEGER NOT NULL, seq INTEGER NOT NULL,
            PRIMARY KEY (bundle, feed, seq)) WITHOUT ROWID""",
        # bodies that came for leaves that were here: whoever was sent the leaf before does not have them
        """CREATE TABLE came_late (
            feed INTEGER NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, PRIMARY KEY (feed, seq)
            ) WITHOUT ROWID""",
        """CREATE TABLE received (
            bundle BLOB PRIMARY KEY, signer TEXT NOT NULL, at TEXT NOT NULL, written_at TEXT NOT NULL,
            purpose TEXT NOT NULL, confirmed_at TEXT) WITHOUT ROWID""",
        """CREATE TABLE parked (
            bundle BLOB PRIMARY KEY, signer TEXT NOT NULL, at TEXT NOT NULL, waits_for TEXT NOT NULL,
            content BLOB NOT NULL)""",
    ),
    (
        # what falls due of people: how bad it is and from which day it is told, who and what, until when, time of day
        """CREATE TABLE due (
            rank INTEGER NOT NULL, day TEXT NOT NULL, person INTEGER NOT NULL, code TEXT NOT NULL,
            record INTEGER NOT NULL, until TEXT NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (rank, day, person, code, record)) WITHOUT ROWID""",
        "CREATE INDEX due_person ON due (person)",
        "CREATE TABLE due_waiting (person INTEGER PRIMARY KEY)",
        # days on which the owner looks after a colleague's people
        """CREATE TABLE cover (
            person INTEGER NOT NULL, from_on TEXT NOT NULL, until_on TEXT NOT NULL,
            PRIMARY KEY (person, from_on, until_on)) WITHOUT ROWID""",
    ),
)

NEWEST_VERSION = len(MIGRATIONS)
"""Highest `user_version` this program understands."""


def migrate(conn: Connection) -> None:
    """Bring the log's tables up to date inside the caller's transaction."""
    version = int(conn.exec_driver_sql("PRAGMA user_version").scalar_one())
    for number, steps in enumerate(MIGRATIONS[version:], version + 1):
        for statement in steps:
            conn.exec_driver_sql(statement)
        conn.exec_driver_sql(f"PRAGMA user_version = {number}")


def setting(conn: Connection, name: str) -> str | None:
    """The stored value of a setting, or None."""
    row = conn.exec_driver_sql("SELECT value FROM setting WHERE name = ?", (name,)).one_or_none()
    return str(row[0]) if row else None


def set_setting(conn: Connection, name: str, value: str) -> None:
    """Store a setting."""
    conn.exec_driver_sql(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def forget_setting(conn: Connection, name: str) -> None:
    """Keep a setting no longer."""
    conn.exec_driver_sql("DELETE FROM setting WHERE name = ?", (name,))
