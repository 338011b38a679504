"""Backups: one file, proven before it gets its name; restoring one, without losing what it replaces."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from recovery_tui.clock import Clock
from recovery_tui.errors import (
    BackupDamagedError,
    KeyringDamagedError,
    NotFoundError,
    StoreDamagedError,
    StoreExistsError,
    StoreMissingError,
    StoreTooNewError,
    UsageError,
    WrongPassphraseError,
)
from recovery_tui.vault import container, database, keyring, swap, throttle
from recovery_tui.vault.atomic import (
    make_private_folder,
    plain_file_errors,
    prepared,
    replace,
    require_room,
    sweep,
    sync_file,
    temporary_beside,
)
from recovery_tui.vault.database_errors import require_understood
from recovery_tui.vault.folder import StorePaths
from recovery_tui.vault.instance import InstanceLock
from recovery_tui.vault.keyring import OpenedKeyring
from recovery_tui.vault.recovery_words import checked_words
from recovery_tui.vault.slots import SlotKind
from recovery_tui.vault.store import Vault

ENDING = ".rpbackup"
Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""

_GENERATION = re.compile(r"records-[0-9]{8}T[0-9]{6}Z\.rpbackup")


def back_up(vault: Vault, target: Path, clock: Clock) -> None:
    """Write one backup file: the database, every page checked, and the key file; never the anchor.

    It opens with the passphrase and the words that hold now. An older backup of the same store is replaced once the
    new one is proven; anything else of that name stays, for it may be all that is left of a store whose computer has
    gone. Raises DiskFullError, FolderNotWritableError, StoreDamagedError, StoreExistsError, UsageError.
    """
    if target.absolute().parent == vault.paths.folder.absolute():
        raise UsageError("A backup can't lie among the store's own files. Choose another folder.")
    _require_free(vault, target)
    size = vault.paths.database.stat().st_size
    copy, part = temporary_beside(vault.paths.folder / "backup.db"), temporary_beside(target)
    try:
        with plain_file_errors("backup's folder"):
            require_room(vault.paths.folder, 2 * size)
            require_room(target.parent, size)
            vault.copy_database(copy)
            vault.require_sound(copy)
            with prepared(vault.paths.folder / "backup.keys", vault.key_file()) as keys:
                container.pack(part, clock.now(), vault.store_id, (keys, copy))
            sync_file(part)
            container.verify(part)
            replace(part, target)
    finally:
        for left in (copy, part):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _require_free(vault: Vault, target: Path) -> None:
    if not os.path.lexists(target):
        return
    with suppress(BackupDamagedError, StoreTooNewError, OSError):
        if container.read_keys(target)[0].store_id == vault.store_id:
            return
    raise StoreExistsError(
        "There is a file of that name already, and it is no backup of this store. Nothing was written. "
        "Choose another folder or another name."
    )


def keep_generation(vault: Vault, clock: Clock, keep: int = 7) -> Path:
    """A dated backup in the store's own folder of backups; the newest `keep` stay. Raises what `back_up` does."""
    with plain_file_errors():
        make_private_folder(vault.paths.backups)
    target = vault.paths.backups / f"records-{clock.now():%Y%m%dT%H%M%SZ}{ENDING}"
    back_up(vault, target, clock)
    # one of a day to come was made while the clock stood wrong: it goes before those of days that have been
    for old in sorted(generations(vault.paths), key=lambda path: path.name > target.name)[keep:]:
        with suppress(OSError):
            old.unlink()
    return target


def generations(paths: StorePaths) -> tuple[Path, ...]:
    """The store's own dated backups, newest first."""
    try:
        found = [path for path in paths.backups.iterdir() if _GENERATION.fullmatch(path.name)]
    except OSError:
        return ()
    return tuple(sorted(found, reverse=True))


def restore(
    backup: Path,
    paths: StorePaths,
    passphrase: str,
    clock: Clock,
    *,
    newest_version: int | None = None,
    progress: Progress | None = None,
) -> None:
    """Put the store in `backup` in place at `paths`; what was there is kept beside, in `replaced-…`.

    `passphrase` is the one that held when the backup was made. Nothing is changed until the backup is proven: its
    hashes, its key file, every page. `newest_version` is the highest schema the caller understands. `progress` is
    told (bytes done, of how many), and may raise to stop: then nothing is changed either. A wrong passphrase is
    counted where a store is (see `throttle`).

    Raises BackupDamagedError, WrongPassphraseError, NotFoundError, InUseError, StoreExistsError (another person's
    store is there), StoreTooNewError, DiskFullError, FolderNotWritableError.
    """
    way = _Way(SlotKind.PASSPHRASE, passphrase)
    _restore(backup, paths, way, clock, newest_version, progress)


def restore_with_words(
    backup: Path,
    paths: StorePaths,
    words: Sequence[str],
    clock: Clock,
    *,
    newest_version: int | None = None,
    progress: Progress | None = None,
) -> None:
    """The same with the twelve recovery words; the passphrase in the backup stays. Raises what `restore` does."""
    way = _Way(SlotKind.RECOVERY, " ".join(checked_words(words)))
    _restore(backup, paths, way, clock, newest_version, progress)


def store_at(paths: StorePaths) -> bytes | None:
    """The id of the store at `paths`, by its key file or the second copy; None when neither can be read.

    Raises StoreTooNewError.
    """
    for place in (paths.keyring, paths.keyring_copy):
        with suppress(OSError, KeyringDamagedError):
            return keyring.decode(place.read_bytes()).store_id
    return None


@dataclass(frozen=True)
class _Way:
    """What opens the backup."""

    slot: SlotKind
    secret: str = field(repr=False)

    def opened(self, keys: bytes) -> OpenedKeyring:
        """The key file in a backup, opened. Raises WrongPassphraseError, BackupDamagedError, StoreTooNewError."""
        try:
            return keyring.open_keyring(keyring.decode(keys), self.slot, self.secret)
        except KeyringDamagedError:
            raise _altered() from None
        except WrongPassphraseError:
            if self.slot is not SlotKind.PASSPHRASE:
                raise
            raise WrongPassphraseError(
                "That passphrase does not open this backup. Nothing was changed. A backup keeps the passphrase that "
                "held when it was made; try that one."
            ) from None


def _restore(
    backup: Path,
    paths: StorePaths,
    way: _Way,
    clock: Clock,
    newest_version: int | None,
    progress: Progress | None,
) -> None:
    if not is_there(backup):
        raise no_such_backup()
    with _held(paths, clock):
        swap.finish(paths)
        sweep(paths.folder)
        header, keys = container.read_keys(backup)
        if store_at(paths) not in (None, header.store_id):
            raise StoreExistsError(
                f"“{paths.name}” is another store than the one in this backup. Nothing was changed. "
                "Restore under another name."
            )
        try:
            opened = way.opened(keys)
        except WrongPassphraseError:
            if paths.exist():
                throttle.record_failure(paths.throttle, clock)
            raise
        size = sum(part.size for part in header.parts)
        try:
            if opened.keyring.store_id != header.store_id:
                raise _altered()
            require_room(paths.folder, 2 * size)
            staging = swap.begin(paths)
            try:
                if container.unpack(backup, staging, progress) != header:
                    raise _altered()
                _require_whole(StorePaths("", staging), opened, newest_version)
                if progress is not None:
                    progress(size, size)  # the last moment to stop it
            except BaseException:
                swap.abandon(paths)
                raise
        finally:
            opened.wipe()
        swap.settle(paths, clock.now())


@contextmanager
def _held(paths: StorePaths, clock: Clock) -> Iterator[None]:
    """The store's folder for this program alone; one made for it goes again if no store came of it."""
    new_folder = not paths.folder.exists()
    with plain_file_errors():
        make_private_folder(paths.folder)
        instance = InstanceLock(paths)
        try:
            instance.take(clock)
            try:
                yield
            finally:
                instance.release()
        except BaseException:
            if new_folder and not paths.exist():
                shutil.rmtree(paths.folder, ignore_errors=True)
            raise


def _require_whole(unpacked: StorePaths, opened: OpenedKeyring, newest_version: int | None) -> None:
    """Prove that the unpacked files are a whole store, and one that this program understands."""
    try:
        store_id, version = database.require_sound(unpacked.database, opened.data_key)
    except (StoreDamagedError, StoreMissingError):
        raise _altered() from None
    if store_id != opened.keyring.store_id:
        raise _altered()
    if newest_version is not None:
        require_understood(version, newest_version)


def is_there(backup: Path) -> bool:
    """Whether there is such a file; a name that no disk takes is none."""
    with suppress(OSError, ValueError):
        return backup.is_file()
    return False


def no_such_backup() -> NotFoundError:
    """The error for a backup that is not there."""
    return NotFoundError("There is no such backup file. Nothing was changed. Check the name.")


def _altered() -> BackupDamagedError:
    return BackupDamagedError(
        "The store inside this backup is damaged or was altered. Nothing was changed. Choose another backup."
    )
