"""A person's store: made, opened, used through two kinds of transaction, locked."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from recovery_tui.clock import Clock
from recovery_tui.errors import (
    KeyringDamagedError,
    StoreExistsError,
    StoreMissingError,
    WrongPassphraseError,
)
from recovery_tui.vault import anchor, database, keyring, throttle
from recovery_tui.vault.atomic import (
    MARGIN_BYTES,
    free_bytes,
    make_private_file,
    make_private_folder,
    plain_file_errors,
    sweep,
    sync_folder,
)
from recovery_tui.vault.connections import Connections
from recovery_tui.vault.datakey import locked_error
from recovery_tui.vault.folder import StorePaths, on_network
from recovery_tui.vault.identity import AuthorKey, ReadingKey
from recovery_tui.vault.instance import InstanceLock
from recovery_tui.vault.kdf import KdfPolicy
from recovery_tui.vault.keyring import OpenedKeyring
from recovery_tui.vault.passphrase import require_acceptable
from recovery_tui.vault.recovery_words import checked_words
from recovery_tui.vault.slots import SlotKind


class Vault:
    """An open store. Every use after `lock` raises StoreLockedError."""

    def __init__(
        self,
        paths: StorePaths,
        opened: OpenedKeyring,
        connections: Connections,
        instance: InstanceLock,
        clock: Clock,
    ) -> None:
        self.paths = paths
        self.failed_unlocks = 0
        """Wrong passphrases since the last right one."""
        self.notices: tuple[str, ...] = ()
        """Sentences to show once: the key file was put right, the disk is nearly full."""
        self.restored = False
        """The anchor is missing, damaged or foreign: whoever keeps feeds must begin new ones."""
        self._opened = opened
        self._connections = connections
        self._instance = instance
        self._clock = clock
        self._locked = False
        self._locking = threading.Lock()

    @property
    def store_id(self) -> bytes:
        """16 bytes that name this store."""
        return self._opened.keyring.store_id

    @property
    def author(self) -> AuthorKey:
        """The person's signing key."""
        return self._opened.author

    @property
    def reading_key(self) -> ReadingKey:
        """The person's age identity."""
        return self._opened.reading

    @property
    def reading_recipient(self) -> str:
        """`age1…`: what others close bundles to."""
        return self._opened.reading.recipient

    @property
    def locked(self) -> bool:
        """Whether `lock` was called."""
        return self._locked

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state and never waits for a writer."""
        self._require_open()
        with self._connections.reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that commits at its end, or rolls back whole on any error; one at a time.

        Raises DiskFullError, FolderNotWritableError, StoreDamagedError, InUseError.
        """
        self._require_open()
        with self._connections.writing() as connection:
            yield connection

    def derive(self, label: str) -> bytes:
        """32 bytes for one use, from the data key (HKDF-SHA256)."""
        return self._opened.data_key.derive(label)

    def read_anchor(self) -> dict[bytes, tuple[int, bytes]] | None:
        """{feed id: (last seq, head)}; None when missing, damaged or of another store."""
        self._require_open()
        return anchor.read_anchor(self.paths.anchor, self.store_id, self._opened.data_key)

    def write_anchor(self, entries: Mapping[bytes, tuple[int, bytes]], durable: bool) -> None:
        """Replace the anchor; `durable` waits for the disk. Raises DiskFullError or
        FolderNotWritableError.
        """
        self._require_open()
        anchor.write_anchor(self.paths.anchor, self.store_id, self._opened.data_key, entries, durable)

    def check_pages(self) -> tuple[str, ...]:
        """What is wrong with the database file, one line each; () when every page is sound."""
        self._require_open()
        with self._connections.driver() as connection:
            return database.page_problems(connection)

    def copy_database(self, target: Path) -> None:
        """A consistent copy under the same key, as one file without a write-ahead log; readers and writers
        go on.

        Raises DiskFullError or FolderNotWritableError; then no file is left.
        """
        self._require_open()
        with self._connections.driver() as connection:
            database.copy(connection, target, self._opened.data_key)

    def require_sound(self, copy: Path) -> None:
        """Open `copy` with this store's key and check every page. Raises StoreDamagedError."""
        self._require_open()
        database.require_sound(copy, self._opened.data_key)

    def key_file(self) -> bytes:
        """The key file as it stands."""
        self._require_open()
        return self._opened.keyring.encode()

    def matches_passphrase(self, passphrase: str) -> bool:
        """Whether this is the store's passphrase. Takes as long as unlocking."""
        self._require_open()
        return keyring.opens_with(self._opened.keyring, passphrase)

    def change_passphrase(self, old: str, new: str, policy: KdfPolicy) -> None:
        """Replace the passphrase; recovery words and keys stay.

        Raises WrongPassphraseError when `old` is wrong, WeakPassphraseError for `new`; nothing is changed
        then.
        """
        require_acceptable(new)
        if not self.matches_passphrase(old):
            raise WrongPassphraseError("That is not the present passphrase. Nothing was changed. Try again.")
        self._replace_passphrase(new, policy)

    def lock(self) -> None:
        """End every transaction, close the database, overwrite the keys, let the next process in. Twice is
        once.
        """
        with self._locking:
            if self._locked:
                return
            self._locked = True
            try:
                self._connections.close()
            finally:
                self._opened.wipe()
                self._instance.release()

    def _replace_passphrase(self, new: str, policy: KdfPolicy) -> None:
        changed = keyring.with_new_passphrase(self._opened, new, policy, self._clock)
        keyring.save(self.paths.keyring, changed.keyring)
        self._opened = changed
        self._note_generation()

    def _note_generation(self) -> None:
        with self._connections.driver() as connection:
            database.note_generation(connection, self._opened.keyring.gen)

    def _require_open(self) -> None:
        if self._locked:
            raise locked_error()


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
        vault._replace_passphrase(new_passphrase, policy)
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
            staging.folder.rename(paths.folder)
            sync_folder(paths.folder.parent)
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
        sweep(paths.folder)
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
        with database.named():
            database.require_understood(database.user_version(probe), newest_version)
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
        raise database.swapped()
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
