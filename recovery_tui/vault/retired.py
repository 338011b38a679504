"""Keys of the person that were replaced, kept inside the encrypted database for as long as they are of use.

Old reading keys open the bundles that others closed before they had the new card; an old author key vouches once for
the card of the new one. A row `recipient` names the key: `age1…`, or the author's public key in hex.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection

from recovery_tui.vault.identity import AuthorKey, ReadingKey

OVERLAP = timedelta(days=180)
"""How long an old reading key is kept: time enough for every sender to have the new card."""


def keep_reading(conn: Connection, key: ReadingKey, now: datetime) -> None:
    """Keep a reading key that is about to be replaced."""
    _keep(conn, key.recipient, key.secret(), now)


def keep_author(conn: Connection, key: AuthorKey, now: datetime) -> None:
    """Keep an author key that is about to be replaced, until it has vouched for the new one."""
    _keep(conn, key.public_key.hex(), key.seed().hex(), now)


def reading_secrets(conn: Connection) -> tuple[str, ...]:
    """`AGE-SECRET-KEY-1…` of every old reading key, the newest first."""
    rows = conn.exec_driver_sql(
        "SELECT secret FROM retired_key WHERE recipient LIKE 'age1%' ORDER BY retired_at DESC, recipient"
    )
    return tuple(str(secret) for (secret,) in rows)


def author_before(conn: Connection, author: AuthorKey) -> AuthorKey | None:
    """The author key that `author` replaced and that has not vouched for it yet; the caller wipes it.

    Of several the first: none that came between was ever on a card, so nobody knows them.
    """
    row = conn.exec_driver_sql(
        "SELECT secret FROM retired_key WHERE recipient NOT LIKE 'age1%' AND recipient != ?"
        " ORDER BY rowid LIMIT 1",
        (author.public_key.hex(),),
    ).one_or_none()
    return AuthorKey(bytes.fromhex(row[0])) if row else None


def forget_author(conn: Connection) -> None:
    """Drop the old author key: it has vouched."""
    conn.exec_driver_sql("DELETE FROM retired_key WHERE recipient NOT LIKE 'age1%'")


def forget_retired(conn: Connection, before: datetime) -> None:
    """Drop reading keys that were replaced before this instant: copies of bundles closed to them stay shut for ever."""
    conn.exec_driver_sql(
        "DELETE FROM retired_key WHERE recipient LIKE 'age1%' AND retired_at < ?", (before.isoformat(),)
    )


def _keep(conn: Connection, name: str, secret: str, now: datetime) -> None:
    # a crash may have kept it once already, while it went on being used: what counts is the last time
    conn.exec_driver_sql(
        "INSERT OR REPLACE INTO retired_key (recipient, secret, retired_at) VALUES (?, ?, ?)",
        (name, secret, now.isoformat()),
    )
