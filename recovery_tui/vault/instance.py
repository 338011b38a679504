"""One process per store: an operating-system lock, and a note of who holds it."""

from __future__ import annotations

import getpass
import json
import os
import platform
from contextlib import suppress
from datetime import datetime

from filelock import FileLock, Timeout

from recovery_tui.clock import Clock
from recovery_tui.errors import InUseError
from recovery_tui.vault.atomic import plain_file_errors, write_atomically
from recovery_tui.vault.folder import StorePaths

_LARGEST_NOTE = 4096


class InstanceLock:
    """Held from opening to locking; the system frees it when the process dies."""

    def __init__(self, paths: StorePaths) -> None:
        self._paths = paths
        # any thread may release what another took: unlocking runs in a worker
        self._lock = FileLock(paths.lock, timeout=0, mode=0o600, thread_local=False)

    def take(self, clock: Clock) -> None:
        """Take the lock at once or not at all.

        Raises InUseError naming the holder, or FolderNotWritableError.
        """
        with plain_file_errors():
            try:
                self._lock.acquire()
            except Timeout:
                raise in_use(self._paths, clock) from None
            except NotImplementedError as unsupported:
                raise OSError(str(unsupported)) from None
        note = {
            "user": _user(),
            "host": platform.node(),
            "pid": os.getpid(),
            "since": clock.now().isoformat(),
        }
        with suppress(OSError):
            write_atomically(self._paths.holder, json.dumps(note).encode(), durable=False)

    def release(self) -> None:
        """Give it back; does nothing when it is not held."""
        if not self._lock.is_locked:
            return
        with suppress(OSError):
            self._paths.holder.unlink(missing_ok=True)
        self._lock.release()


def in_use(paths: StorePaths, clock: Clock) -> InUseError:
    """The error that names who has the store open, as far as the note tells."""
    return InUseError(
        f"This store is already open{_holder(paths, clock)}. What is saved there is safe. "
        "Lock or close it there first; two windows on one store are not possible."
    )


def _holder(paths: StorePaths, clock: Clock) -> str:
    try:
        with paths.holder.open("rb") as file:
            note = json.loads(file.read(_LARGEST_NOTE))
        user, host, pid = str(note["user"]), str(note["host"]), int(note["pid"])
        since = clock.to_local(datetime.fromisoformat(note["since"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return " in another window"
    text = f" by {user} on {host}, process {pid}, since {since:%d %b %H:%M}"
    return "".join(mark for mark in text if mark.isprintable())


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "someone"
