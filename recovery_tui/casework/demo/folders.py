"""The folders of demos: each is held by a lock while its process lives, and swept once the lock is free.

A folder without a lock file is never touched: it is being made right now, or was kept on purpose.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX = "recovery-tui-demo-"
LOCK = "demo.lock"


class DemoFolder:
    """A temporary folder that belongs to this process until `remove` or `keep`."""

    def __init__(self, path: Path, lock: FileLock) -> None:
        self.path = path
        self._lock = lock

    def remove(self) -> None:
        """Remove the folder. May be called twice."""
        _remove(self.path, self._lock)

    def keep(self) -> None:
        """Let go of the folder and leave it for good: no sweep takes it."""
        self._lock.release()
        (self.path / LOCK).unlink(missing_ok=True)


def make() -> DemoFolder:
    """A new folder, readable by this user alone, with its lock held."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=PREFIX))
        lock = _lock_of(path)
        with suppress(Timeout):
            lock.acquire(timeout=0)
            if (path / LOCK).exists():
                return DemoFolder(path, lock)
            lock.release()


def sweep() -> int:
    """Remove the demo folders whose process is gone; returns how many. Others' folders are left alone."""
    removed = 0
    for path in Path(tempfile.gettempdir()).glob(PREFIX + "*"):
        with suppress(OSError, Timeout):
            if path.is_symlink() or not (path / LOCK).is_file():
                continue
            lock = _lock_of(path)
            lock.acquire(timeout=0)
            _remove(path, lock)
            removed += not path.exists()
    return removed


def _lock_of(path: Path) -> FileLock:
    # a demo is opened in one thread and closed in another
    return FileLock(path / LOCK, thread_local=False)


def _remove(path: Path, lock: FileLock) -> None:
    """Empty the folder under its lock, then let go of it: Windows removes no file that is open."""
    for inside in path.glob("*"):
        if inside.name != LOCK:
            shutil.rmtree(inside, ignore_errors=True) if inside.is_dir() else inside.unlink(missing_ok=True)
    lock.release()
    shutil.rmtree(path, ignore_errors=True)
