"""An open store: two kinds of transaction, derived keys, the anchor, checks, and locking."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from recovery_tui.clock import Clock
from recovery_tui.errors import WrongPassphraseError
from recovery_tui.vault import anchor, database, keyring, retired
from recovery_tui.vault.connections import Connections
from recovery_tui.vault.database_errors import damaged
from recovery_tui.vault.datakey import locked_error
from recovery_tui.vault.folder import StorePaths
from recovery_tui.vault.identity import SEED_BYTES, AuthorKey, ReadingKey
from recovery_tui.vault.instance import InstanceLock
from recovery_tui.vault.kdf import KdfPolicy
from recovery_tui.vault.keyring import OpenedKeyring
from recovery_tui.vault.passphrase import require_acceptable


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
        self._database = paths.database.stat()
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
    def writing(self, *, much: bool = False) -> Iterator[Connection]:
        """A transaction that commits at its end, or rolls back whole on any error; one at a time.

        `much` takes 64 MB instead of 16 MB of memory, for taking in whole bundles.
        Raises DiskFullError, FolderNotWritableError, StoreDamagedError, InUseError; StoreMissingError when the file
        has gone from its place since it was opened.
        """
        self._require_open()
        with self._connections.writing(much=much) as connection:
            yield connection
            database.require_in_place(self.paths.database, self._database)

    def derive(self, label: str) -> bytes:
        """32 bytes for one use, from the data key (HKDF-SHA256)."""
        return self._opened.data_key.derive(label)

    def read_anchor(self) -> dict[bytes, tuple[int, bytes]] | None:
        """{feed id: (last seq, head)}; None when missing, damaged or of another store."""
        self._require_open()
        return anchor.read_anchor(self.paths.anchor, self.store_id, self._opened.data_key)

    def write_anchor(self, entries: Mapping[bytes, tuple[int, bytes]], durable: bool) -> None:
        """Replace the anchor; `durable` waits for the disk. Raises DiskFullError or FolderNotWritableError."""
        self._require_open()
        anchor.write_anchor(self.paths.anchor, self.store_id, self._opened.data_key, entries, durable)

    def check_pages(self) -> tuple[str, ...]:
        """What is wrong with the database file, one line each; () when every page is sound.

        Others go on reading and writing. What looks wrong is looked at again while nobody writes: a page that is just
        being written looks like a damaged one. Raises InUseError when that moment doesn't come.
        """
        problems: tuple[str, ...] = ()
        for alone in (False, True):
            self._require_open()
            with self._connections.driver_anew(alone=alone) as connection:
                problems = database.page_problems(connection, alone=alone)
            if not problems:
                break
        return problems

    def write_log_back(self) -> None:
        """Write the write-ahead log back into the database and empty it, so that it holds nothing that is gone."""
        self._require_open()
        with self._connections.driver_alone() as connection:
            database.write_log_back(connection)

    def copy_database(self, target: Path) -> None:
        """A consistent copy under the same key, as one file without a write-ahead log.

        Every page is checked first: SQLite's copying puts zeros where a page fails its cipher check, and says
        nothing. Readers and writers go on meanwhile.
        Raises StoreDamagedError, DiskFullError or FolderNotWritableError; then no file is left.
        """
        if self.check_pages():
            raise damaged()
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

        Raises WrongPassphraseError when `old` is wrong, WeakPassphraseError for `new`; then nothing is changed.
        """
        require_acceptable(new)
        if not self.matches_passphrase(old):
            raise WrongPassphraseError("That is not the present passphrase. Nothing was changed. Try again.")
        self.replace_passphrase(new, policy)

    def lock(self) -> None:
        """Let running transactions end, close the database, overwrite the keys, let the next process in.

        Does nothing the second time.
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

    def replace_passphrase(self, new: str, policy: KdfPolicy) -> None:
        """Set a new passphrase without asking for the old one: for whoever just gave the recovery words."""
        self._require_open()
        changed = keyring.with_new_passphrase(self._opened, new, policy, self._clock)
        keyring.save(self.paths.keyring, changed.keyring)
        self._opened = changed
        self._note_generation()

    def reading_secrets(self, conn: Connection) -> tuple[str, ...]:
        """`AGE-SECRET-KEY-1…` of the reading key in use, then of those it replaced; keep them short-lived."""
        current = self._opened.reading.secret()
        return (current, *(each for each in retired.reading_secrets(conn) if each != current))

    def rotate_reading_key(self) -> None:
        """Read with a new key from now on; the old one is kept in the database for a while (see `retired`).

        A crash at any moment leaves a store that reads what was closed to either key it ever had. Not to be called
        inside `writing`. Raises DiskFullError or FolderNotWritableError: the old key is then still in use.
        """
        old = self._opened.reading
        with self.writing() as conn:
            retired.keep_reading(conn, old, self._clock.now())
        self._put_identity(self._opened.author, ReadingKey.generate())
        old.wipe()

    def rotate_author_key(self) -> AuthorKey:
        """Sign with a new key from now on; the old one, for the caller to vouch for the new card with and to wipe.

        It is also kept in the database until `retired.forget_author`, so that a crash does not take the vouching
        away. Not to be called inside `writing`. Raises DiskFullError or FolderNotWritableError: the old key is then
        still in use.
        """
        old = self._opened.author
        with self.writing() as conn:
            retired.keep_author(conn, old, self._clock.now())
        self._put_identity(AuthorKey(self._clock.random_bytes(SEED_BYTES)), self._opened.reading)
        return old

    def _put_identity(self, author: AuthorKey, reading: ReadingKey) -> None:
        changed = keyring.with_identity(self._opened, author, reading)
        keyring.save(self.paths.keyring, changed.keyring)
        self._opened = changed
        self._note_generation()

    def _note_generation(self) -> None:
        with self._connections.driver_alone() as connection:
            database.note_generation(connection, self._opened.keyring.gen)

    def _require_open(self) -> None:
        if self._locked:
            raise locked_error()
