"""The SQLCipher file: the only place that connects to it, keys it, checks its pages and names its errors."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Any

from sqlcipher3 import dbapi2

from recovery_tui.errors import FolderNotWritableError, InUseError, StoreDamagedError, StoreMissingError
from recovery_tui.vault.database_errors import damaged, in_words, named, not_in_place
from recovery_tui.vault.datakey import DataKey, wipe

APPLICATION_ID = 0x52545549
"""`RTUI`, in the database's header once decrypted."""

SMALLEST_FILE = 4096
"""Bytes of one page; SQLCipher would take anything less for a new, empty database."""

_PLAIN_HEADER = b"SQLite format 3\0"
_BUSY_SECONDS = 5.0
_CACHE_KIB = 16_000

_PRAGMAS = (
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    f"cache_size=-{_CACHE_KIB}",
)


def connect(path: Path, key: DataKey, *, mode: str = "rw", journal: str | None = "WAL") -> Any:
    """A keyed DB-API connection whose key is proven; the caller closes it.

    `mode` is `rw`, or `rwc` to make a new file. `journal` is the journal mode to set; None leaves it.
    Raises what `named` gives, and StoreLockedError when the key is wiped.
    """
    with named():
        connection = dbapi2.connect(
            f"{sqlite_uri(path.absolute())}?mode={mode}",
            uri=True,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            _set_key(connection, key)
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            if journal is not None:
                connection.execute(f"PRAGMA journal_mode={journal}")
            _require_temp_in_memory(connection)
            return connection
        except BaseException:
            connection.close()
            raise


def sqlite_uri(path: PurePath) -> str:
    r"""The absolute `path` as SQLite wants it: of `\\server\share` it accepts `file:////server/share` only."""
    uri = path.as_uri()
    return uri if uri.startswith("file:///") else f"file:////{uri.removeprefix('file://')}"


def require_database(path: Path) -> None:
    """Look at the file before SQLCipher does.

    Raises StoreMissingError when it is not there, StoreDamagedError when it is too short or plain SQLite.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(len(_PLAIN_HEADER))
    except FileNotFoundError:
        raise StoreMissingError(
            "The store's database (records.db) is missing from its folder. Nothing was changed. "
            "If it was moved, put it back; otherwise restore a backup."
        ) from None
    except PermissionError:
        raise FolderNotWritableError(
            "The store's database may not be read by this user. Nothing was changed. "
            "Ask whoever looks after this computer for the right to use that folder."
        ) from None
    if size < SMALLEST_FILE:
        raise damaged("is cut short")
    if header == _PLAIN_HEADER:
        raise damaged("is not encrypted, so it is not the one this program saved")


def require_in_place(path: Path, opened: os.stat_result) -> None:
    """The file at `path` must still be the one that was `opened`, or what is written to it is lost without a word.

    Only POSIX lets a file be deleted or replaced while a program has it open. Raises StoreMissingError.
    """
    try:
        found = path.stat()
    except OSError:
        raise not_in_place() from None
    if os.name == "posix" and not os.path.samestat(found, opened):
        raise not_in_place()


def write_log_back(connection: Any) -> None:
    """Empty the write-ahead log into the database; what still reads keeps it for a later time."""
    with named():
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def page_problems(connection: Any, *, alone: bool = True) -> tuple[str, ...]:
    """What is wrong with the file's pages, one line each; none when all are sound.

    Writes the log back first, for the cipher check reads the main file only: all of it when nobody else uses the
    store (`alone`; raises InUseError when somebody does), else what can be without waiting.
    """
    problems: list[str] = []
    with named():
        how = "TRUNCATE" if alone else "PASSIVE"
        busy = connection.execute(f"PRAGMA wal_checkpoint({how})").fetchone()[0]
        if busy and alone:
            raise InUseError(
                "The store could not be checked while something else reads it. Nothing was changed. Try "
                "again."
            )
        for check, sound in (("cipher_integrity_check", None), ("integrity_check", "ok")):
            try:
                rows = [str(row[0]) for row in connection.execute(f"PRAGMA {check}")]
            except dbapi2.DatabaseError as error:
                if isinstance(in_words(error), StoreDamagedError):
                    problems.append(f"{check}: {error}")
                    continue
                raise
            problems += [f"{check}: {row}" for row in rows if row != sound]
    return tuple(problems)


def user_version(connection: Any) -> int:
    """The schema's number as the file gives it."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _set_key(connection: Any, key: DataKey) -> None:
    connection.execute("PRAGMA cipher_log=off")  # before the key: its complaints would land on the screen
    form = key.sqlcipher_form()
    try:
        connection.set_key(form)
    finally:
        wipe(form)
    connection.execute("PRAGMA cipher_compatibility=4")


def _require_temp_in_memory(connection: Any) -> None:
    """Temporary tables and sorts must stay in memory: on disk they would be plain text."""
    chosen = connection.execute("PRAGMA temp_store").fetchone()[0]
    with suppress(StopIteration):
        compiled = next(
            row[0] for row in connection.execute("PRAGMA compile_options") if row[0].startswith("TEMP_STORE=")
        )
        if chosen in (0, 2) and compiled in ("TEMP_STORE=2", "TEMP_STORE=3"):
            return
    raise StoreDamagedError(
        "This build of the database library would write temporary files unencrypted, so the store was not "
        "opened. Install the program as it was delivered."
    )


def build(path: Path, key: DataKey, store_id: bytes, gen: int) -> None:
    """Make a new, empty database that knows which store it is of; closed and whole on disk when this returns."""
    connection = connect(path, key, mode="rwc")
    try:
        with named():
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(
                "CREATE TABLE vault_meta (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID"
            )
            connection.execute("INSERT INTO vault_meta VALUES ('store', ?), ('gen', ?)", (store_id, gen))
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def meta(connection: Any) -> tuple[bytes, int]:
    """The store id and the key file's generation that the database remembers. Raises StoreDamagedError."""
    try:
        rows = dict(connection.execute("SELECT name, value FROM vault_meta"))
        return bytes(rows["store"]), int(rows["gen"])
    except (dbapi2.OperationalError, KeyError, TypeError, ValueError):
        raise damaged("is not a store of this program") from None


def note_generation(connection: Any, gen: int) -> None:
    """Remember the key file's generation, so that an older one shows."""
    with named():
        connection.execute("UPDATE vault_meta SET value = ? WHERE name = 'gen'", (gen,))


def copy(connection: Any, target: Path, key: DataKey) -> None:
    """Copy the open database to the new file `target` under the same key, in rollback-journal mode.

    Raises DiskFullError or FolderNotWritableError; then no file is left.
    """
    try:
        copied = connect(target, key, mode="rwc", journal=None)
        try:
            with named():
                connection.backup(copied)
                copied.execute("PRAGMA journal_mode=DELETE")
        finally:
            copied.close()
    except BaseException:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise


def require_sound(path: Path, key: DataKey) -> tuple[bytes, int]:
    """Open the closed database at `path` and check every page; its store id and its schema's number.

    Raises StoreDamagedError.
    """
    require_database(path)
    connection = connect(path, key, journal=None)
    try:
        if page_problems(connection):
            raise damaged()
        return meta(connection)[0], user_version(connection)
    finally:
        connection.close()
