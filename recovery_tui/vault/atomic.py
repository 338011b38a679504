"""Files that are whole or not there: atomic writes, private permissions, left-over temporary files."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from recovery_tui.errors import DiskFullError, FolderNotWritableError, RecoveryError

TEMPORARY_PREFIX = ".rp-tmp-"
"""Every unfinished file of ours begins so; nothing else in the folder does."""

MARGIN_BYTES = 16 * 1024 * 1024
"""Room that must be left over beside what a job itself needs."""

_RETRIES = (0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.7)
"""Seconds between tries to replace a file that a virus scanner or an indexer holds (Windows); about two in all."""

_WINDOWS = os.name == "nt"

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def plain_file_errors(folder_kind: str = "store's folder") -> Iterator[None]:
    """Turn the operating system's refusals into sentences; other errors pass.

    Raises DiskFullError or FolderNotWritableError.
    """
    try:
        yield
    except OSError as refusal:
        raise refusal_in_words(refusal, folder_kind) from None


def refusal_in_words(refusal: OSError, folder_kind: str = "store's folder") -> RecoveryError:
    """The error that tells a person about an `OSError`, without the path (it may hold a name)."""
    if refusal.errno in _FULL:
        return DiskFullError("The disk is full. Nothing was changed. Free some space and try again.")
    if refusal.errno in _FORBIDDEN:
        return FolderNotWritableError(
            f"The {folder_kind} can't be written to. Nothing was changed. Choose a folder of your own, or "
            "ask whoever looks after this computer for the right to write there."
        )
    reason = os.strerror(refusal.errno) if refusal.errno else type(refusal).__name__
    return FolderNotWritableError(f"The {folder_kind} could not be used ({reason}). Nothing was changed.")


def make_private_folder(folder: Path) -> None:
    """Make `folder` and its parents where missing, each for this user alone (0700 on POSIX)."""
    missing = [folder, *folder.parents]
    missing = [place for place in missing if not place.exists()]
    for place in reversed(missing):
        with suppress(FileExistsError):
            place.mkdir(mode=0o700)
    _close_to_others(folder)


def make_private_file(path: Path) -> None:
    """Let only this user read and write `path` (0600 on POSIX; on Windows the folder's rights hold)."""
    if os.name == "posix":
        path.chmod(0o600)


def make_private_tree(folder: Path) -> None:
    """Let only this user into `folder` and everything below, whatever a copy or an archive made of the rights."""
    with suppress(OSError):  # another user's folder: opening will tell
        for place in (folder, *folder.rglob("*")):
            _close_to_others(place)


def temporary_beside(path: Path) -> Path:
    """The name under which `path` is prepared: same folder, own prefix, this process's number."""
    return path.with_name(f"{TEMPORARY_PREFIX}{os.getpid()}-{threading.get_ident():x}-{path.name}")


def write_atomically(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Put `content` in place of `path`: a reader sees the old bytes or the new, never a mixture.

    `durable` waits until the disk has it. Raises OSError; the old file is then untouched.
    """
    with prepared(path, content, durable=durable) as temporary:
        replace(temporary, path, durable=durable)


@contextmanager
def prepared(path: Path, content: bytes, *, durable: bool = True) -> Iterator[Path]:
    """A file beside `path` that holds `content`, ready to be renamed; it is gone when the block ends.

    Raises OSError when there is no room for it; nothing is left then.
    """
    temporary = temporary_beside(path)
    try:
        with open(temporary, "wb", opener=open_private) as file:
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        yield temporary
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def replace(
    source: Path, target: Path, *, durable: bool = True, pause: Callable[[float], object] | None = None
) -> None:
    """Rename `source` over `target`, trying again for two seconds while something else holds it (Windows).

    Raises OSError when it stays held.
    """
    pause = pause or threading.Event().wait
    for seconds in _RETRIES:
        try:
            os.replace(source, target)
            break
        except PermissionError:
            if not _WINDOWS:
                raise
            pause(seconds)
    else:
        os.replace(source, target)
    if durable:
        sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` survive a power cut (POSIX; Windows offers no such call)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems refuse to sync a folder
            os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Wait until the disk has the bytes of `path`."""
    with open(path, "rb+") as file:
        os.fsync(file.fileno())


def sweep(folder: Path) -> int:
    """Remove what earlier, killed runs left unfinished in `folder`; how many files went.

    Call it only while holding the store: a running process's files carry the same prefix.
    """
    swept = 0
    for left_over in folder.glob(f"{TEMPORARY_PREFIX}*"):
        with suppress(OSError):
            left_over.unlink()
            swept += 1
    return swept


def free_bytes(folder: Path) -> int:
    """Room left on the disk that holds `folder`."""
    return shutil.disk_usage(folder).free


def require_room(folder: Path, needed: int) -> None:
    """Raise DiskFullError unless `needed` bytes and a margin are free beside `folder`."""
    if free_bytes(folder) < needed + MARGIN_BYTES:
        megabytes = (needed + MARGIN_BYTES) // 1_000_000 + 1
        raise DiskFullError(
            f"There is too little room on the disk: {megabytes} MB are needed. Nothing was changed. "
            "Free some space and try again."
        )


def open_private(path: str, flags: int) -> int:
    """An `opener` for `open` that makes new files for this user alone (0600).

    It follows no link that somebody laid under that name into a folder they share: that would overwrite its target.
    """
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)


def _close_to_others(path: Path) -> None:
    """Take away what group and others may do; what the owner may is the owner's affair."""
    if os.name == "posix" and not path.is_symlink():
        path.chmod(stat.S_IMODE(path.stat().st_mode) & 0o700)
