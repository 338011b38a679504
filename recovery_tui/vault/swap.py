"""Putting verified files in place of a store's own, so that a crash at any moment is finished at the next start."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from recovery_tui.vault.atomic import (
    make_private_folder,
    replace,
    sweep,
    sync_file,
    sync_folder,
    temporary_beside,
    write_atomically,
)
from recovery_tui.vault.folder import StorePaths

_KEPT_NAME = re.compile(r"replaced-[0-9]{8}T[0-9]{6}Z(-[0-9]+)?")


def begin(paths: StorePaths) -> Path:
    """An empty folder to put the new `records.db` and `records.keys` into. Raises OSError."""
    shutil.rmtree(paths.restoring, ignore_errors=True)
    make_private_folder(paths.restoring)
    return paths.restoring


def abandon(paths: StorePaths) -> None:
    """Forget what was put into the folder given by `begin`."""
    shutil.rmtree(paths.restoring, ignore_errors=True)


def settle(paths: StorePaths, now: datetime) -> Path:
    """Swap the files in; the folder that keeps the old ones (it is not there when there were none).

    From the moment the marker is written the swap will be finished, now or at the next opening. Raises
    OSError.
    """
    for new in (_new(paths, paths.database), _new(paths, paths.keyring)):
        sync_file(new)
    sync_folder(paths.restoring)
    kept = _free_name(paths.folder, f"replaced-{now:%Y%m%dT%H%M%SZ}")
    write_atomically(paths.restore_ready, kept.name.encode("ascii"))
    finish(paths)
    return kept


def finish(paths: StorePaths) -> None:
    """Finish a swap that was settled; sweep away one that was not. Call it only while holding the store.

    Every step may be repeated. Raises OSError.
    """
    if not paths.restoring.exists():
        return
    try:
        name = paths.restore_ready.read_text("ascii")
    except (FileNotFoundError, UnicodeDecodeError):
        name = ""
    if not _KEPT_NAME.fullmatch(name):
        abandon(paths)
        return
    new_database, new_keyring = _new(paths, paths.database), _new(paths, paths.keyring)
    if new_database.exists():  # so nothing has been replaced yet
        _keep_old(paths, paths.folder / name)
        for log in _logs(paths):
            log.unlink(missing_ok=True)
        replace(new_database, paths.database)
    if new_keyring.exists():
        write_atomically(paths.keyring_copy, new_keyring.read_bytes())
        replace(new_keyring, paths.keyring)
    paths.anchor.unlink(missing_ok=True)  # so that the next opening begins new feeds
    sync_folder(paths.folder)
    paths.restore_ready.unlink()
    abandon(paths)


def _keep_old(paths: StorePaths, kept: Path) -> None:
    old = [
        path
        for path in (paths.database, *_logs(paths), paths.keyring, paths.keyring_copy, paths.anchor)
        if path.exists()
    ]
    if not old:
        return
    make_private_folder(kept)
    sweep(kept)
    for path in old:
        if not (kept / path.name).exists():
            _keep(path, kept / path.name)
    sync_folder(kept)


def _keep(path: Path, kept: Path) -> None:
    """A second name for the file where the disk allows it, a copy where not."""
    with suppress(OSError):
        os.link(path, kept)
        return
    temporary = temporary_beside(kept)
    shutil.copy2(path, temporary)
    sync_file(temporary)
    replace(temporary, kept)


def _logs(paths: StorePaths) -> tuple[Path, ...]:
    return tuple(
        paths.database.with_name(paths.database.name + ending) for ending in ("-wal", "-shm", "-journal")
    )


def _new(paths: StorePaths, place: Path) -> Path:
    return paths.restoring / place.name


def _free_name(folder: Path, name: str) -> Path:
    candidate, number = folder / name, 2
    while candidate.exists():
        candidate, number = folder / f"{name}-{number}", number + 1
    return candidate
