"""The backup file: a key file and a database copy behind one header (see FORMAT.md). Nothing here needs a key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from recovery_tui.errors import BackupDamagedError, FolderNotWritableError, StoreTooNewError
from recovery_tui.vault.atomic import open_private

MAGIC = b"recovery_tui bk\n"
VERSION = 1
PARTS = ("records.keys", "records.db")
"""In this order."""

_LARGEST_HEADER = 4096
_LARGEST_KEYS = 1024 * 1024
_CHUNK = 1024 * 1024
_LARGEST_PART = 1 << 44


@dataclass(frozen=True)
class Part:
    """One file inside a backup."""

    name: str
    size: int
    """Bytes."""
    digest: bytes
    """SHA-256."""


@dataclass(frozen=True)
class Header:
    """What a backup says of itself without a key."""

    made: datetime
    """UTC."""
    store_id: bytes
    parts: tuple[Part, ...]

    def encode(self) -> bytes:
        """The header's bytes: canonical JSON."""
        fields = {
            "format": "recovery_tui backup",
            "version": VERSION,
            "made": self.made.isoformat(timespec="seconds"),
            "store": self.store_id.hex(),
            "parts": [[part.name, part.size, part.digest.hex()] for part in self.parts],
        }
        return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode("ascii")


def pack(target: Path, made: datetime, store_id: bytes, files: Sequence[Path]) -> None:
    """Write a backup of `files` (in the order of PARTS) to the new file `target`. Raises OSError."""
    parts = tuple(
        Part(name, path.stat().st_size, _digest(path)) for name, path in zip(PARTS, files, strict=True)
    )
    header = Header(made, store_id, parts).encode()
    with open(target, "wb", opener=open_private) as out:
        out.write(MAGIC + len(header).to_bytes(4, "big") + header + hashlib.sha256(header).digest())
        for path in files:
            with path.open("rb") as source:
                for chunk in iter(lambda file=source: file.read(_CHUNK), b""):  # type: ignore[misc]
                    out.write(chunk)


def read_header(backup: Path) -> Header:
    """What `backup` says of itself. Raises BackupDamagedError, StoreTooNewError or OSError."""
    with _open(backup) as file:
        return _header(file)


def read_keys(backup: Path) -> tuple[Header, bytes]:
    """What `backup` says of itself, and the key file in it, verified. Raises what `read_header` does."""
    with _open(backup) as file:
        header = _header(file)
        keys = header.parts[0]
        if keys.size > _LARGEST_KEYS:
            raise _damaged()
        return header, b"".join(_contents(file, keys))


def verify(backup: Path) -> Header:
    """Read every byte and compare it with the header. Raises BackupDamagedError, StoreTooNewError or OSError."""
    with _open(backup) as file:
        header = _header(file)
        for part in header.parts:
            for _ in _contents(file, part):
                pass
        if file.read(1):
            raise _damaged()
    return header


def unpack(backup: Path, folder: Path, progress: Callable[[int, int], None] | None = None) -> Header:
    """Write the parts of `backup` into the existing `folder`, verified; `progress` is told (bytes done, of how many).

    Raises BackupDamagedError, StoreTooNewError, OSError or what `progress` does; the folder may then hold halves.
    """
    with _open(backup) as file:
        header = _header(file)
        done, total = 0, sum(part.size for part in header.parts)
        for part in header.parts:
            with open(folder / part.name, "wb", opener=open_private) as out:
                for chunk in _contents(file, part):
                    out.write(chunk)
                    done += len(chunk)
                    if progress is not None:
                        progress(done, total)
        if file.read(1):
            raise _damaged()
    return header


def _header(file: BinaryIO) -> Header:
    if _read(file, len(MAGIC)) != MAGIC:
        raise BackupDamagedError(
            "This file is not a backup made by this program. Nothing was changed. Choose a file ending in "
            ".rpbackup."
        )
    length = int.from_bytes(_exactly(file, 4), "big")
    if length > _LARGEST_HEADER:
        raise _damaged()
    content = _exactly(file, length)
    if _exactly(file, 32) != hashlib.sha256(content).digest():
        raise _damaged()
    try:
        fields = json.loads(content)
        if fields["version"] > VERSION:
            raise StoreTooNewError(
                "A newer version of the program made this backup. Nothing was changed. Use the newer version."
            )
        parts = tuple(
            Part(str(name), int(size), bytes.fromhex(digest)) for name, size, digest in fields["parts"]
        )
        header = Header(datetime.fromisoformat(fields["made"]), bytes.fromhex(fields["store"]), parts)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        raise _damaged() from None
    sizes_fit = all(0 <= part.size < _LARGEST_PART for part in parts)
    if tuple(part.name for part in parts) != PARTS or not sizes_fit or header.encode() != content:
        raise _damaged()
    return header


def _contents(file: BinaryIO, part: Part) -> Iterator[bytes]:
    """The part's bytes in chunks; BackupDamagedError at its end unless they are what the header says."""
    running, left = hashlib.sha256(), part.size
    while left:
        chunk = _read(file, min(_CHUNK, left))
        if not chunk:
            raise _damaged()
        running.update(chunk)
        left -= len(chunk)
        yield chunk
    if running.digest() != part.digest:
        raise _damaged()


def _exactly(file: BinaryIO, count: int) -> bytes:
    content = _read(file, count)
    if len(content) != count:
        raise _damaged()
    return content


@contextmanager
def _open(backup: Path) -> Iterator[BinaryIO]:
    try:
        file = backup.open("rb")
    except PermissionError:
        raise FolderNotWritableError(
            "This backup may not be read by you. Nothing was changed. Copy it to a folder of your own first."
        ) from None
    with file:
        yield file


def _read(file: BinaryIO, count: int) -> bytes:
    """Up to so many bytes of a backup; what its disk or stick does not give any more is damage."""
    try:
        return file.read(count)
    except OSError:
        raise _damaged() from None


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _damaged() -> BackupDamagedError:
    return BackupDamagedError(
        "This backup is cut short or was altered. Nothing was changed. Choose another backup."
    )
