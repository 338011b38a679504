"""A person's store: made, opened by passphrase or by recovery words."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from recovery_tui.clock import Clock
from recovery_tui.errors import KeyringDamagedError, StoreExistsError, StoreMissingError, WrongPassphraseError
from recovery_tui.vault import anchor, database, keyring, swap, throttle
from recovery_tui.vault.atomic import (
    MARGIN_BYTES,
    free_bytes,
    make_private_file,
    make_private_folder,
    make_private_tree,
    plain_file_errors,
    replace,
    sweep,
)
from recovery_tui.vault.connections import Connections
from recovery_tui.vault.database_errors import named, require_understood, swapped
from recovery_tui.vault.folder import StorePaths, on_network
from recovery_tui.vault.instance import InstanceLock
from recovery_tui.vault.kdf import KdfPolicy
from recovery_tui.vault.keyring import OpenedKeyring
from recovery_tui.vault.opened import Vault
from recovery_tui.vault.passphrase import require_acceptable
from recovery_tui.vault.recovery_words import checked_words
from recovery_tui.vault.slots import SlotKind

__all__ = ["Vault", "create", "open_with_passphrase", "open_with_words"]


def create(
    paths: StorePaths, passphrase: str, policy: KdfPolicy, clock: Clock
) -> tuple[Vault, tuple[str, ...]]:
    """Make a store and open it; also gives the twelve recovery words, which are kept nowhere.

    It is made beside its place and moved there whole, so that a crash leaves either a store or none.
    Raises StoreExistsError, WeakPassphraseError, FolderNotWritableError, DiskFullError.
    """
    require_acceptable(passphrase)
    if paths.folder.exists() and any(paths.folder.iterdir()):
        raise StoreExistsError(
            f"There is something in the folder of “{paths.name}” already. It was left alone. Choose another "
            "name."
        )
    opened, words = keyring.new_keyring(passphrase, policy, clock)
    try:
        _build(paths, opened)
        return _open(paths, lambda: opened, clock, newest_version=0), words
    except BaseException:
        opened.wipe()
        raise


def open_with_passphrase(paths: StorePaths, passphrase: str, clock: Clock, *, newest_version: int) -> Vault:
    """Open a store. `newest_version` is the highest `PRAGMA user_version` the caller understands.

    A wrong passphrase is counted (see `throttle`, whose wait the caller keeps). Raises WrongPassphraseError,
    StoreMissingError, KeyringDamagedError, StoreDamagedError, StoreTooNewError, InUseError,
    FolderNotWritableError, DiskFullError.
    """

    def unlock() -> OpenedKeyring:
        return keyring.open_file(paths.keyring, SlotKind.PASSPHRASE, passphrase)

    return _open(paths, unlock, clock, newest_version=newest_version)


def open_with_words(
    paths: StorePaths,
    words: Sequence[str],
    new_passphrase: str,
    policy: KdfPolicy,
    clock: Clock,
    *,
    newest_version: int,
) -> Vault:
    """Open a store by its twelve recovery words and give it a new passphrase; the words stay good.

    Raises what `open_with_passphrase` does, and WeakPassphraseError.
    """
    require_acceptable(new_passphrase)
    secret = " ".join(checked_words(words))

    def unlock() -> OpenedKeyring:
        return keyring.open_file(paths.keyring, SlotKind.RECOVERY, secret)

    vault = _open(paths, unlock, clock, newest_version=newest_version)
    try:
        vault.replace_passphrase(new_passphrase, policy)
    except BaseException:
        vault.lock()
        raise
    return vault


def _build(paths: StorePaths, opened: OpenedKeyring) -> None:
    """Make the store's folder under another name, then move it into place."""
    staging = StorePaths(paths.name, paths.folder.with_name(f".new-{paths.folder.name}"))
    store_id = opened.keyring.store_id
    with plain_file_errors():
        shutil.rmtree(staging.folder, ignore_errors=True)
        make_private_folder(staging.folder)
        try:
            database.build(staging.database, opened.data_key, store_id, opened.keyring.gen)
            make_private_file(staging.database)
            keyring.save(staging.keyring, opened.keyring)
            anchor.write_anchor(staging.anchor, store_id, opened.data_key, {}, durable=True)
            if paths.folder.exists():
                paths.folder.rmdir()
            replace(staging.folder, paths.folder)
        except BaseException:
            shutil.rmtree(staging.folder, ignore_errors=True)
            raise


def _open(
    paths: StorePaths, unlock: Callable[[], OpenedKeyring], clock: Clock, *, newest_version: int
) -> Vault:
    if not paths.folder.is_dir() or not paths.exist():
        raise StoreMissingError(
            f"There is no store called “{paths.name}” here. Nothing was changed. "
            "Check the name and the data folder, or make a new store."
        )
    _forbid_core_dumps()
    instance = InstanceLock(paths)
    instance.take(clock)
    try:
        with plain_file_errors():
            swap.finish(paths)
        sweep(paths.folder)
        sweep(paths.backups)
        make_private_tree(paths.folder)
        opened = _unlocked(paths, unlock, clock)
        try:
            return _opened_vault(paths, opened, instance, clock, newest_version)
        except BaseException:
            opened.wipe()
            raise
    except BaseException:
        instance.release()
        raise


def _unlocked(paths: StorePaths, unlock: Callable[[], OpenedKeyring], clock: Clock) -> OpenedKeyring:
    try:
        return unlock()
    except WrongPassphraseError:
        throttle.record_failure(paths.throttle, clock)
        raise


def _opened_vault(
    paths: StorePaths, opened: OpenedKeyring, instance: InstanceLock, clock: Clock, newest_version: int
) -> Vault:
    database.require_database(paths.database)
    journal = "DELETE" if on_network(paths.folder) else "WAL"
    probe = database.connect(paths.database, opened.data_key, journal=journal)
    try:
        with named():
            require_understood(database.user_version(probe), newest_version)
            _require_belonging(probe, opened)
    finally:
        probe.close()
    connections = Connections(lambda: database.connect(paths.database, opened.data_key, journal=journal))
    vault = Vault(paths, opened, connections, instance, clock)
    vault.notices = tuple(notice for notice in (opened.notice, _room_notice(paths)) if notice)
    vault.restored = vault.read_anchor() is None
    vault.failed_unlocks = throttle.clear(paths.throttle)
    return vault


def _require_belonging(probe: Any, opened: OpenedKeyring) -> None:
    """The database must name this key file's store, and no later state of the key file."""
    store_id, gen = database.meta(probe)
    if store_id != opened.keyring.store_id:
        raise swapped()
    if gen > opened.keyring.gen:
        raise KeyringDamagedError(
            "The store's key file (records.keys) is older than the store: someone put an earlier one back. "
            "Nothing was changed. Put the newest key file back, or restore a backup."
        )
    if gen < opened.keyring.gen:
        database.note_generation(probe, opened.keyring.gen)


def _room_notice(paths: StorePaths) -> str | None:
    try:
        needed = 2 * paths.database.stat().st_size + MARGIN_BYTES
        if free_bytes(paths.folder) >= needed:
            return None
    except OSError:
        return None
    return "The disk is nearly full: saving and backing up may soon fail. Free some space."


def _forbid_core_dumps() -> None:
    """A crash must not write the keys to disk (POSIX; Windows is left to its own settings)."""
    if os.name != "posix":
        return
    import resource

    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
