"""Putting a backup in place: those at hand, whose records one becomes, and opening what was in it.

Light to import: the database layer comes in with the first call.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from recovery_tui.casework import opening
from recovery_tui.casework.drives import files_in, removable_drives
from recovery_tui.clock import Clock
from recovery_tui.errors import NotAllowedError, RecoveryError, StoreTooNewError, UsageError
from recovery_tui.vault import container, folder, kdf, passphrase, throttle

if TYPE_CHECKING:
    from recovery_tui.casework.desk import Desk

ENDING = ".rpbackup"
NAMELESS = "restored"
"""Whose records a backup becomes when nothing tells."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Found:
    """A backup that lies at hand, by what it says of itself."""

    path: Path
    size: int
    """Bytes."""
    of: str = ""
    """The store that made it by itself; empty for one that lies elsewhere."""
    made: datetime | None = None
    """Wall time here; None where it can't be read."""
    fault: str = ""
    """Why it can't be put in place, as a sentence."""
    is_whole: bool = False
    """Whether it was read to its end and is as it was written."""


@dataclass(frozen=True)
class Placing:
    """What putting one backup in place would do."""

    found: Found
    name: str
    """The store it becomes."""
    replaces: bool
    """Whether a store of that name stands here now; it is kept beside."""


def at_hand(data: Path, name: str | None, clock: Clock) -> tuple[Found, ...]:
    """The backups made by themselves of the store `name`, newest first, or of stores of which nothing else is left.

    Then those at the top of sticks. Their headers are read, no more.
    """
    return tuple(_lying(data, name, clock))


def read_to_its_end(found: Found) -> Found:
    """The same, now knowing whether it is whole; takes as long as reading it does."""
    try:
        container.verify(found.path)
    except RecoveryError as error:
        return replace(found, fault=error.message)
    except OSError:
        return replace(found, fault=_gone().message)
    return replace(found, is_whole=True)


def placing(data: Path, path: Path, clock: Clock) -> Placing:
    """What would become of the backup at `path`; changes nothing.

    It takes the place of the store it was made of, and of no other. Raises NotFoundError, BackupDamagedError,
    StoreTooNewError, FolderNotWritableError.
    """
    from recovery_tui.vault import backup

    if not backup.is_there(path):
        raise backup.no_such_backup()
    made_of = container.read_header(path).store_id
    here = folder.store_names(data)
    known = {name: _store_of(data, name) for name in (*here, *_lost(data))}
    name = next((name for name, store in known.items() if store == made_of), _named_after(path))
    if known.get(name, made_of) not in (made_of, None):
        name = folder.name_for(name, known)
    return Placing(_look(path, clock), name, name in here)


def put_in_place(
    data: Path, name: str, path: Path, secret: str, clock: Clock, progress: Progress | None = None
) -> None:
    """Make the backup at `path` the store `name`; raises what `vault.backup.restore` raises, and NotAllowedError."""
    from recovery_tui.casework.desk import NEWEST_VERSION
    from recovery_tui.vault import backup

    paths = _paths_to_try(data, name, clock)
    backup.restore(path, paths, secret, clock, newest_version=NEWEST_VERSION, progress=progress)


def open_with_passphrase(
    data: Path, wanted: Placing, secret: str, clock: Clock, progress: Progress | None = None
) -> Desk:
    """Put a backup in place and open it.

    Raises what `put_in_place` raises: then nothing was changed; and once it is in place what `open_desk` does.
    """
    put_in_place(data, wanted.name, wanted.found.path, secret, clock, progress)
    return opening.open_desk(data, wanted.name, secret, clock)


def open_with_words(
    data: Path,
    wanted: Placing,
    words: tuple[str, ...],
    new_secret: str,
    clock: Clock,
    progress: Progress | None = None,
    policy: kdf.KdfPolicy | None = None,
) -> Desk:
    """The same with the twelve recovery words; the store then has a new passphrase. Raises WeakPassphraseError too."""
    from recovery_tui.casework.desk import NEWEST_VERSION
    from recovery_tui.vault import backup

    passphrase.require_acceptable(new_secret)
    paths, path = _paths_to_try(data, wanted.name, clock), wanted.found.path
    backup.restore_with_words(path, paths, words, clock, newest_version=NEWEST_VERSION, progress=progress)
    return opening.recover(data, wanted.name, words, new_secret, clock, policy)


def _paths_to_try(data: Path, name: str, clock: Clock) -> folder.StorePaths:
    """The files of a store, unless a wrong passphrase was given just now."""
    try:
        paths = folder.paths_of(data, name)
    except ValueError:
        raise UsageError("A store's name is one plain name, like kim-ahmed. Nothing was changed.") from None
    wait = math.ceil(throttle.wait_due(paths.throttle, clock))
    if wait:
        raise NotAllowedError(
            f"After a wrong passphrase the next try is possible in {wait} s. Nothing was changed."
        )
    return paths


def _lying(data: Path, name: str | None, clock: Clock) -> Iterator[Found]:
    from recovery_tui.vault import backup

    for each in [name] if name is not None else _lost(data):
        for path in backup.generations(folder.paths_of(data, each)):
            yield replace(_look(path, clock), of=each)
    for drive in removable_drives():
        for path in files_in(drive, ENDING):
            yield _look(path, clock)


def _lost(data: Path) -> list[str]:
    """The stores of which nothing but their own backups is left."""
    here = folder.store_names(data)
    return sorted(
        place.parent.name for place in (data / "stores").glob("*/backups") if place.parent.name not in here
    )


def _look(path: Path, clock: Clock) -> Found:
    try:
        found = Found(path, path.stat().st_size)
    except OSError:
        return Found(path, 0, fault=_gone().message)
    try:
        return replace(found, made=clock.to_local(container.read_header(path).made))
    except RecoveryError as error:
        return replace(found, fault=error.message)


def _gone() -> RecoveryError:
    from recovery_tui.vault import backup

    return backup.no_such_backup()


def _store_of(data: Path, name: str) -> bytes | None:
    """The id of a store, by its key file or, where that can't be read, by the newest of its own backups that can."""
    from recovery_tui.vault import backup

    paths = folder.paths_of(data, name)
    with suppress(StoreTooNewError):
        if (store := backup.store_at(paths)) is not None:
            return store
    for path in backup.generations(paths):
        with suppress(RecoveryError, OSError):
            return container.read_header(path).store_id
    return None


def _named_after(path: Path) -> str:
    """A store's name from that of the backup, unless the program gave it by itself."""
    name = "" if re.match(r"records-[0-9]{8}T", path.stem) else path.stem
    return folder.name_for(name or NAMELESS, ())
