"""A database that is not the one that was saved is refused with its own sentence and left as it is."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from recovery_tui.errors import StoreDamagedError, StoreMissingError
from tests.support.stores import MadeStore, a_clock, make_store, reopen


def fill(store: MadeStore) -> None:
    with store.vault.writing() as connection:
        connection.execute(text("CREATE TABLE note (words TEXT)"))
        for number in range(200):
            connection.execute(text("INSERT INTO note VALUES (:w)"), {"w": f"made-up note {number} " * 10})


def plain_sqlite(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.execute("INSERT INTO t SELECT zeroblob(5000)")
    connection.commit()
    connection.close()


def cut_to(size: int) -> Callable[[Path], None]:
    def cut(path: Path) -> None:
        path.write_bytes(path.read_bytes()[:size])

    return cut


def random_file(path: Path) -> None:
    path.write_bytes(random.Random(3).randbytes(20_000))


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (cut_to(0), "cut short"),
        (cut_to(100), "cut short"),
        (cut_to(4095), "cut short"),
        (plain_sqlite, "not encrypted"),
        (random_file, "damaged"),
    ],
    ids=["empty", "100 bytes", "short of a page", "plain text", "random"],
)
def test_a_wrong_file_is_refused_and_left(
    store: MadeStore, damage: Callable[[Path], None], sentence: str, capfd: pytest.CaptureFixture[str]
) -> None:
    store.vault.lock()
    damage(store.paths.database)
    before = store.paths.database.read_bytes()
    with pytest.raises(StoreDamagedError, match=sentence):
        reopen(store.paths)
    assert store.paths.database.read_bytes() == before
    assert capfd.readouterr() == ("", "")


def test_a_missing_database_is_not_replaced_by_an_empty_one(store: MadeStore) -> None:
    store.vault.lock()
    store.paths.database.unlink()
    with pytest.raises(StoreMissingError, match="missing"):
        reopen(store.paths)
    assert not store.paths.database.exists()


def test_the_database_of_another_store_is_refused(tmp_path: Path) -> None:
    mine, other = make_store(tmp_path, "mine"), make_store(tmp_path, "other", a_clock(2))
    mine.vault.lock()
    other.vault.lock()
    shutil.copy(other.paths.database, mine.paths.database)
    with pytest.raises(StoreDamagedError):
        reopen(mine.paths)


def test_a_database_naming_another_store_under_the_same_key_is_called_swapped(store: MadeStore) -> None:
    with store.vault.writing() as connection:
        connection.execute(text("UPDATE vault_meta SET value = :s WHERE name = 'store'"), {"s": b"o" * 16})
    store.vault.lock()
    with pytest.raises(StoreDamagedError, match="another store"):
        reopen(store.paths)


def test_an_encrypted_database_that_is_no_store_is_refused(store: MadeStore) -> None:
    with store.vault.writing() as connection:
        connection.execute(text("DROP TABLE vault_meta"))
    store.vault.lock()
    with pytest.raises(StoreDamagedError, match="not a store"):
        reopen(store.paths)


def test_a_sound_store_passes_its_check(store: MadeStore) -> None:
    fill(store)
    assert store.vault.check_pages() == ()


def test_a_check_waits_for_no_writer_and_takes_none_of_its_pages_for_damaged(store: MadeStore) -> None:
    fill(store)
    with ThreadPoolExecutor(1) as other, store.vault.writing() as connection:
        connection.execute(text("CREATE TABLE unfinished (x)"))
        assert other.submit(store.vault.check_pages).result(timeout=60) == ()
    with ThreadPoolExecutor(1) as other:
        checking = other.submit(lambda: [store.vault.check_pages() for _ in range(8)])
        while not checking.done():
            with store.vault.writing() as connection:
                connection.execute(text("INSERT INTO unfinished VALUES (randomblob(60000))"))
                connection.execute(text("DELETE FROM unfinished WHERE rowid % 5 = 0"))
        assert checking.result() == [()] * 8


def test_the_check_finds_every_flipped_bit(store: MadeStore) -> None:
    fill(store)
    store.vault.lock()
    whole, chance = store.paths.database.read_bytes(), random.Random(5)
    assert len(whole) > 10 * 4096
    for _ in range(12):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        store.paths.database.write_bytes(bytes(damaged))
        try:
            found = reopen(store.paths)
        except StoreDamagedError:
            continue
        problems = found.check_pages()
        found.lock()
        assert problems
    store.paths.database.write_bytes(whole)
    assert store.reopen().check_pages() == ()


def test_reading_a_damaged_page_says_damaged(store: MadeStore) -> None:
    fill(store)
    store.vault.lock()
    content = bytearray(store.paths.database.read_bytes())
    for page in range(3, len(content) // 4096):
        content[page * 4096 + 50] ^= 1
    store.paths.database.write_bytes(bytes(content))
    vault = reopen(store.paths)
    with pytest.raises(StoreDamagedError), vault.reading() as connection:
        connection.execute(text("SELECT words FROM note")).all()
    vault.lock()
