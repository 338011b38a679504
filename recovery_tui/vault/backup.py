"""Backups: one file, proven before it gets its name; restoring one, without losing what it replaces."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from pathlib import Path

from recovery_tui.clock import Clock
from recovery_tui.errors import (
    BackupDamagedError,
    KeyringDamagedError,
    NotFoundError,
    StoreDamagedError,
    StoreExistsError,
    StoreMissingError,
    UsageError,
    WrongPassphraseError,
)
from recovery_tui.vault import container, database, keyring, swap
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
from recovery_tui.vault.folder import StorePaths
from recovery_tui.vault.instance import InstanceLock
from recovery_tui.vault.slots import SlotKind
from recovery_tui.vault.store import Vault

ENDING = ".rpbackup"
_GENERATION = re.compile(r"records-[0-9]{8}T[0-9]{6}Z\.rpbackup")


def back_up(vault: Vault, target: Path, clock: Clock) -> None:
    """Write one backup file: the database, every page checked, and the key file; never the anchor.

    It opens with the passphrase and the words that hold now. An older file of that name is replaced only
    once the
    new one is proven. Raises DiskFullError, FolderNotWritableError, StoreDamagedError, UsageError.
    """
    if target.absolute().parent == vault.paths.folder.absolute():
        raise UsageError("A backup can't lie among the store's own files. Choose another folder.")
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


def keep_generation(vault: Vault, clock: Clock, keep: int = 7) -> Path:
    """A dated backup in the store's own folder of backups; the newest `keep` stay. Raises what `back_up` does."""
    with plain_file_errors():
        make_private_folder(vault.paths.backups)
    target = vault.paths.backups / f"records-{clock.now():%Y%m%dT%H%M%SZ}{ENDING}"
    back_up(vault, target, clock)
    for old in generations(vault.paths)[keep:]:
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


def restore(backup: Path, paths: StorePaths, passphrase: str, clock: Clock) -> None:
    """Put the store in `backup` in place at `paths`; what was there is kept beside, in `replaced-…`.

    `passphrase` is the one that held when the backup was made. Nothing is changed until the backup is
    proven: its
    hashes, its key file, every page. Raises BackupDamagedError, WrongPassphraseError, NotFoundError,
    InUseError,
    StoreExistsError (another person's store is there), StoreTooNewError, DiskFullError,
    FolderNotWritableError.
    """
    if not backup.is_file():
        raise NotFoundError("There is no such backup file. Nothing was changed. Check the name.")
    new_folder = not paths.folder.exists()
    with plain_file_errors():
        make_private_folder(paths.folder)
        try:
            _restore_held(backup, paths, passphrase, clock)
        except BaseException:
            if new_folder and not paths.exist():
                shutil.rmtree(paths.folder, ignore_errors=True)
            raise


def _restore_held(backup: Path, paths: StorePaths, passphrase: str, clock: Clock) -> None:
    instance = InstanceLock(paths)
    instance.take(clock)
    try:
        swap.finish(paths)
        sweep(paths.folder)
        _refuse_anothers(container.read_header(backup), paths)
        require_room(paths.folder, 2 * backup.stat().st_size)
        staging = swap.begin(paths)
        try:
            header = container.unpack(backup, staging)
            _require_whole(header, staging, passphrase)
        except BaseException:
            swap.abandon(paths)
            raise
        swap.settle(paths, clock.now())
    finally:
        instance.release()


def _refuse_anothers(header: container.Header, paths: StorePaths) -> None:
    for place in (paths.keyring, paths.keyring_copy):
        try:
            present = keyring.decode(place.read_bytes())
        except (OSError, KeyringDamagedError):
            continue
        if present.store_id != header.store_id:
            raise StoreExistsError(
                f"“{paths.name}” is another store than the one in this backup. Nothing was changed. "
                "Restore under another name."
            )
        return


def _require_whole(header: container.Header, staging: Path, passphrase: str) -> None:
    """Prove with the passphrase that the unpacked files are a whole store."""
    unpacked = StorePaths("", staging)
    try:
        opened = keyring.open_keyring(
            keyring.decode(unpacked.keyring.read_bytes()), SlotKind.PASSPHRASE, passphrase
        )
    except WrongPassphraseError:
        raise WrongPassphraseError(
            "That passphrase does not open this backup. Nothing was changed. A backup keeps the passphrase "
            "that held "
            "when it was made; try that one."
        ) from None
    except KeyringDamagedError:
        raise _altered() from None
    try:
        store_id = database.require_sound(unpacked.database, opened.data_key)
        if not header.store_id == store_id == opened.keyring.store_id:
            raise _altered()
    except (StoreDamagedError, StoreMissingError):
        raise _altered() from None
    finally:
        opened.wipe()


def _altered() -> BackupDamagedError:
    return BackupDamagedError(
        "The store inside this backup is damaged or was altered. Nothing was changed. Choose another backup."
    )
