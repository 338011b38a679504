"""A store opens, saves, reads and locks as promised."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path, PurePosixPath, PureWindowsPath

import apsw
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from recovery_tui.clock import Clock
from recovery_tui.errors import (
    DiskFullError,
    StoreExistsError,
    StoreLockedError,
    StoreMissingError,
    StoreTooNewError,
    WeakPassphraseError,
    WrongPassphraseError,
)
from recovery_tui.vault import connections
from recovery_tui.vault.database import sqlite_uri
from recovery_tui.vault.folder import paths_of, store_names
from recovery_tui.vault.kdf import QUICK
from recovery_tui.vault.store import create, open_with_passphrase, open_with_words
from tests.support.stores import (
    CANARY,
    NEW_PASSPHRASE,
    NEWEST,
    PASSPHRASE,
    MadeStore,
    a_clock,
    make_store,
    notes,
    reopen,
    save_note,
)


def test_what_was_saved_is_there_after_locking_and_opening_again(store: MadeStore) -> None:
    save_note(store.vault, "met at the gate")
    assert notes(store.reopen()) == ["met at the gate"]


def test_an_opened_store_is_the_same_person(store: MadeStore) -> None:
    before = (store.vault.store_id, store.vault.author.public_key, store.vault.reading_recipient)
    derived = store.vault.derive("some use")
    again = store.reopen()
    assert (again.store_id, again.author.public_key, again.reading_recipient) == before
    assert again.derive("some use") == derived
    assert again.derive("another use") != derived


def test_an_error_inside_a_write_saves_nothing(store: MadeStore) -> None:
    save_note(store.vault, "first")

    def fail_halfway() -> None:
        with store.vault.writing() as connection:
            connection.execute(text("INSERT INTO note VALUES ('half')"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert notes(store.vault) == ["first"]


def test_a_reader_neither_waits_for_a_writer_nor_sees_half_a_save(store: MadeStore) -> None:
    save_note(store.vault, "first")
    with store.vault.writing() as connection:
        connection.execute(text("INSERT INTO note VALUES ('second')"))
        assert notes(store.vault) == ["first"]
    assert notes(store.vault) == ["first", "second"]


def test_what_a_reader_writes_is_never_kept(store: MadeStore) -> None:
    save_note(store.vault, "first")
    with store.vault.reading() as connection:
        connection.execute(text("INSERT INTO note VALUES ('by a reader')"))
    assert notes(store.vault) == ["first"]


def test_many_threads_write_in_turn_and_lose_nothing(store: MadeStore) -> None:
    with store.vault.writing() as connection:
        connection.execute(text("CREATE TABLE tally (n INTEGER)"))
        connection.execute(text("INSERT INTO tally VALUES (0)"))

    def count() -> None:
        for _ in range(25):
            with store.vault.writing() as connection:
                seen = connection.execute(text("SELECT n FROM tally")).scalar_one()
                connection.execute(text("UPDATE tally SET n = :n"), {"n": seen + 1})

    threads = [threading.Thread(target=count) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.vault.reading() as connection:
        assert connection.execute(text("SELECT n FROM tally")).scalar_one() == 150


def test_a_write_inside_a_write_is_refused_rather_than_waiting_for_itself(store: MadeStore) -> None:
    with pytest.raises(RuntimeError, match="already open"), store.vault.writing(), store.vault.writing():
        pass


def test_a_failed_statement_never_shows_its_values(store: MadeStore) -> None:
    with store.vault.writing() as connection:
        connection.execute(text("CREATE TABLE single (words TEXT UNIQUE)"))
        connection.execute(text("INSERT INTO single VALUES (:w)"), {"w": CANARY})
    with pytest.raises(IntegrityError) as caught, store.vault.writing() as connection:
        connection.execute(text("INSERT INTO single VALUES (:w)"), {"w": CANARY})
    assert CANARY not in str(caught.value)


def test_after_locking_every_use_says_locked(store: MadeStore) -> None:
    vault = store.vault
    vault.lock()
    vault.lock()
    assert vault.locked
    for use in (
        lambda: vault.reading().__enter__(),
        lambda: vault.writing().__enter__(),
        lambda: vault.derive("x"),
        vault.read_anchor,
        vault.check_pages,
        vault.reading_key.secret,
        lambda: vault.write_anchor({}, durable=False),
        lambda: vault.author.sign(b"x"),
        lambda: vault.matches_passphrase(PASSPHRASE),
    ):
        with pytest.raises(StoreLockedError):
            use()


def test_locking_waits_for_a_running_save(store: MadeStore) -> None:
    inside, go_on, vault = threading.Event(), threading.Event(), store.vault
    save_note(vault, "first")

    def slow() -> None:
        with vault.writing() as connection:
            inside.set()
            go_on.wait(10)
            connection.execute(text("INSERT INTO note VALUES ('slow')"))

    writer = threading.Thread(target=slow)
    writer.start()
    inside.wait(10)
    locker = threading.Thread(target=vault.lock)
    locker.start()
    go_on.set()
    writer.join(10)
    locker.join(10)
    assert notes(store.reopen()) == ["first", "slow"]


def test_locking_ends_a_reader_that_does_not_end_by_itself(
    store: MadeStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "_PATIENCE_SECONDS", 0.1)
    vault, inside, told = store.vault, threading.Event(), list[BaseException]()
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    def read_forever() -> None:
        try:
            with vault.reading() as connection:
                inside.set()
                connection.execute(text(endless)).all()
        except StoreLockedError as error:
            told.append(error)

    reader = threading.Thread(target=read_forever)
    reader.start()
    inside.wait(10)
    while not told:
        vault._connections.close()
    reader.join(10)
    assert not reader.is_alive()


def test_locking_overwrites_the_keys(store: MadeStore) -> None:
    data_key, author = store.vault._opened.data_key, store.vault.author
    store.vault.lock()
    assert bytes(data_key._key) == bytes(32)
    assert bytes(author._seed) == bytes(32)


def test_after_sqlite_rolled_back_by_itself_nothing_more_is_saved(store: MadeStore) -> None:
    save_note(store.vault, "first")

    def go_on_regardless() -> None:
        with store.vault.writing() as connection:
            connection.execute(text("INSERT INTO note VALUES ('lost')"))
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("ROLLBACK")  # as SQLite does on a full disk
            connection.execute(text("INSERT INTO note VALUES ('half a change')"))

    with pytest.raises(DiskFullError):
        go_on_regardless()
    assert notes(store.vault) == ["first"]


def test_a_path_on_a_server_is_put_as_sqlite_wants_it() -> None:
    assert sqlite_uri(PureWindowsPath(r"\\server\share\a b.db")) == "file:////server/share/a%20b.db"
    assert sqlite_uri(PureWindowsPath(r"C:\a.db")) == "file:///C:/a.db"
    assert sqlite_uri(PurePosixPath("/a/ü?#.db")) == "file:///a/%C3%BC%3F%23.db"


def test_locking_leaves_only_whole_files_behind(store: MadeStore) -> None:
    save_note(store.vault, "first")
    store.vault.lock()
    left = {path.name for path in store.paths.folder.iterdir()}
    assert left - {"store.lock"} == {"records.db", "records.keys", "records.keys.bak", "feed.anchor"}


def test_a_wrong_passphrase_is_told_counted_and_silent(
    store: MadeStore, capfd: pytest.CaptureFixture[str]
) -> None:
    store.vault.lock()
    for _ in range(2):
        with pytest.raises(WrongPassphraseError):
            reopen(store.paths, passphrase="not the passphrase")
    assert capfd.readouterr() == ("", "")
    assert store.reopen().failed_unlocks == 2
    assert store.reopen().failed_unlocks == 0


def test_the_twelve_words_open_the_store_and_set_a_new_passphrase(store: MadeStore) -> None:
    save_note(store.vault, "first")
    author = store.vault.author.fingerprint
    store.vault.lock()
    typed = [f" {word.upper()} " for word in store.words]
    found = open_with_words(store.paths, typed, NEW_PASSPHRASE, QUICK, a_clock(2), newest_version=NEWEST)
    assert notes(found) == ["first"]
    assert found.author.fingerprint == author
    found.lock()
    with pytest.raises(WrongPassphraseError):
        reopen(store.paths)
    reopen(store.paths, passphrase=NEW_PASSPHRASE).lock()
    open_with_words(store.paths, store.words, PASSPHRASE, QUICK, a_clock(3), newest_version=NEWEST).lock()


def test_words_of_another_store_do_not_open_this_one(tmp_path: Path) -> None:
    mine, other = make_store(tmp_path, "mine"), make_store(tmp_path, "other", a_clock(2))
    mine.vault.lock()
    other.vault.lock()
    with pytest.raises(WrongPassphraseError, match="another store"):
        open_with_words(mine.paths, other.words, NEW_PASSPHRASE, QUICK, a_clock(), newest_version=NEWEST)
    with pytest.raises(WrongPassphraseError, match="place"):
        open_with_words(
            mine.paths, ["grass", *mine.words[1:]], NEW_PASSPHRASE, QUICK, a_clock(), newest_version=NEWEST
        )


def test_changing_the_passphrase_needs_the_old_one_and_ends_it(store: MadeStore) -> None:
    with pytest.raises(WrongPassphraseError):
        store.vault.change_passphrase("not the passphrase", NEW_PASSPHRASE, QUICK)
    with pytest.raises(WeakPassphraseError):
        store.vault.change_passphrase(PASSPHRASE, "short", QUICK)
    assert store.vault.matches_passphrase(PASSPHRASE)
    store.vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE, QUICK)
    assert not store.vault.matches_passphrase(PASSPHRASE)
    store.vault.lock()
    with pytest.raises(WrongPassphraseError):
        reopen(store.paths)
    reopen(store.paths, passphrase=NEW_PASSPHRASE).lock()


def test_a_passphrase_of_any_characters_works(tmp_path: Path) -> None:
    paths, odd = paths_of(tmp_path, "odd"), "Ünïcode \ud800 \U0001f511 œuvre"
    create(paths, odd, QUICK, a_clock())[0].lock()
    reopen(paths, passphrase=odd).lock()
    reopen(paths, passphrase="U\u0308nïcode \ud800 \U0001f511 œuvre").lock()


def test_a_store_is_never_made_over_another(store: MadeStore) -> None:
    before = store.paths.keyring.read_bytes()
    with pytest.raises(StoreExistsError):
        make_store(store.paths.folder.parents[1], store.paths.name)
    assert store.paths.keyring.read_bytes() == before


def test_a_weak_passphrase_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(WeakPassphraseError):
        create(paths_of(tmp_path, "weak"), "Password1234", QUICK, a_clock())
    assert store_names(tmp_path) == ()


def test_a_missing_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match="nobody"):
        reopen(paths_of(tmp_path, "nobody"))


def test_a_store_of_a_newer_version_is_refused_and_left_alone(store: MadeStore) -> None:
    with store.vault.writing() as connection:
        connection.execute(text("PRAGMA user_version = 7"))
    store.vault.lock()
    with pytest.raises(StoreTooNewError):
        open_with_passphrase(store.paths, PASSPHRASE, a_clock(), newest_version=6)
    open_with_passphrase(store.paths, PASSPHRASE, a_clock(), newest_version=7).lock()


def test_no_file_of_an_open_store_holds_plain_text(store: MadeStore) -> None:
    with store.vault.writing() as connection:
        connection.execute(text("CREATE TABLE canarytable (words TEXT)"))
        for _ in range(300):
            connection.execute(text("INSERT INTO canarytable VALUES (:w)"), {"w": f"{CANARY} " * 20})
    with store.vault.reading() as connection:
        connection.execute(text("SELECT words FROM canarytable ORDER BY words, random()")).all()
        files = [path for path in store.paths.folder.rglob("*") if path.is_file()]
        assert {"records.db", "records.db-wal"} <= {path.name for path in files}
        for path in files:
            content = path.read_bytes()
            assert CANARY.encode() not in content, path.name
            assert b"canarytable" not in content, path.name
            assert not content.startswith(b"SQLite format 3"), path.name


def test_the_plain_sqlite_library_cannot_open_it(store: MadeStore) -> None:
    store.vault.lock()
    plain = sqlite3.connect(store.paths.database)
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT count(*) FROM sqlite_schema")
    plain.close()


def test_a_second_independent_reader_opens_it_with_the_key(store: MadeStore) -> None:
    save_note(store.vault, "readable elsewhere")
    form = store.vault._opened.data_key.sqlcipher_form().decode()
    store.vault.lock()
    other = apsw.Connection(str(store.paths.database))
    other.pragma("cipher", "sqlcipher")
    other.pragma("legacy", 4)
    other.pragma("key", form)
    assert other.execute("SELECT words FROM note").fetchall() == [("readable elsewhere",)]
    other.close()


def test_a_fresh_store_counts_as_not_restored_and_a_lost_anchor_as_restored(store: MadeStore) -> None:
    assert not store.vault.restored
    store.vault.write_anchor({b"f" * 16: (3, b"h" * 32)}, durable=True)
    again = store.reopen()
    assert not again.restored
    assert again.read_anchor() == {b"f" * 16: (3, b"h" * 32)}
    store.paths.anchor.unlink()
    again = store.reopen()
    assert again.restored
    assert again.read_anchor() is None


def test_the_computers_own_chance_makes_different_stores(tmp_path: Path) -> None:
    one, two = make_store(tmp_path, "one", Clock()), make_store(tmp_path, "two", Clock())
    one.vault.lock()
    two.vault.lock()
    assert one.vault.store_id != two.vault.store_id
    assert one.words != two.words
    assert store_names(tmp_path) == ("one", "two")
