"""What the database driver's errors mean to a person."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlcipher3 import dbapi2

from recovery_tui.errors import (
    DiskFullError,
    FolderNotWritableError,
    InUseError,
    RecoveryError,
    StoreDamagedError,
    StoreMissingError,
    StoreTooNewError,
)
from recovery_tui.vault.datakey import locked_error

_log = logging.getLogger(__name__)


@contextmanager
def named() -> Iterator[None]:
    """Turn the driver's errors about the file, the disk and the lock into sentences; others pass as they are."""
    try:
        yield
    except dbapi2.Error as error:
        told = in_words(error)
        if told is None:
            raise
        raise told from None


def in_words(error: BaseException) -> RecoveryError | None:
    """The error that tells a person about one of the driver's, by its SQLite result code; None for a fault of ours."""
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int):
        return None
    primary = code & 0xFF
    _log.debug("sqlite result %d", code)
    if primary == dbapi2.SQLITE_FULL:
        return disk_full()
    if primary == dbapi2.SQLITE_IOERR:
        return DiskFullError(
            "The disk refused a read or a write: it may be full, unplugged or failing. What was saved "
            "before is safe; this change was not saved. Free some space, check the disk, and try again."
        )
    if primary in (dbapi2.SQLITE_READONLY, dbapi2.SQLITE_CANTOPEN, dbapi2.SQLITE_PERM):
        return FolderNotWritableError(
            "The store's folder can't be written to. What was saved before is safe; this change was not "
            "saved. Ask whoever looks after this computer for the right to write there."
        )
    if primary in (dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB):
        return damaged()
    if primary in (dbapi2.SQLITE_BUSY, dbapi2.SQLITE_LOCKED):
        return InUseError(
            "Another program holds the store's file. What was saved before is safe; this change was not "
            "saved. Close the other program and try again."
        )
    if primary == dbapi2.SQLITE_INTERRUPT:
        return locked_error()
    return None


def disk_full() -> DiskFullError:
    """The error for a save that found no room."""
    return DiskFullError(
        "The disk is full. What was saved before is safe; this change was not saved. Free some space and "
        "try again."
    )


def damaged(how: str = "is damaged or was altered") -> StoreDamagedError:
    """The error for a database file that is not as it was saved; `how` completes the sentence."""
    return StoreDamagedError(
        f"The store's database (records.db) {how}. It was left as it is. "
        "Restore the newest backup; keep the damaged file until that has worked."
    )


def not_in_place() -> StoreMissingError:
    """The error for a database that is no longer where it was opened: what is written to it nobody would find."""
    return StoreMissingError(
        "The store's database (records.db) was moved, deleted or replaced while it was open. What was saved before "
        "is as safe as that file; this change was not saved. Put the file back and try again, or leave the program "
        "and restore the newest backup."
    )


def swapped() -> StoreDamagedError:
    """The error for a database that lies beside another store's keys."""
    return StoreDamagedError(
        "The database in this folder belongs to another store than its key file. Nothing was changed. "
        "Put the two files that belong together back, or restore a backup."
    )


def require_understood(version: int, newest: int) -> None:
    """Raise StoreTooNewError when the file's `version` is above the `newest` this program knows."""
    if version > newest:
        raise StoreTooNewError(
            "A newer version of the program saved this store. Nothing was changed. "
            "Use the newer version to open it, or update this one."
        )
