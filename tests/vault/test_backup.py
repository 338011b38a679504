"""Backups are whole, proven and private; restoring one changes all or nothing and loses nothing."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recovery_tui.clock import SetClock
from recovery_tui.errors import (
    BackupDamagedError,
    DiskFullError,
    FolderNotWritableError,
    InUseError,
    NotFoundError,
    RecoveryError,
    StoppedError,
    StoreDamagedError,
    StoreExistsError,
    StoreTooNewError,
    UsageError,
    WrongPassphraseError,
)
from recovery_tui.vault import atomic, container, throttle
from recovery_tui.vault.backup import (
    Progress,
    back_up,
    generations,
    keep_generation,
    restore,
    restore_with_words,
)
from recovery_tui.vault.folder import StorePaths, paths_of, store_names
from recovery_tui.vault.kdf import QUICK
from tests.support.stores import (
    CANARY,
    NEW_PASSPHRASE,
    PASSPHRASE,
    MadeStore,
    a_clock,
    make_store,
    notes,
    reopen,
    save_note,
)


def state_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in {"store.lock", "store.holder"}
    }


@pytest.fixture
def backup(store: MadeStore, tmp_path: Path) -> Path:
    """A backup that holds the note "first"."""
    save_note(store.vault, "first")
    target = tmp_path / "stick" / "asa.rpbackup"
    target.parent.mkdir()
    back_up(store.vault, target, store.clock)
    return target


def test_a_restored_store_has_what_was_saved_and_counts_as_restored(store: MadeStore, backup: Path) -> None:
    save_note(store.vault, "second")
    store.vault.write_anchor({b"f" * 16: (9, b"h" * 32)}, durable=True)
    store.vault.lock()
    restore(backup, store.paths, PASSPHRASE, store.clock)
    again = store.reopen()
    assert notes(again) == ["first"]
    assert again.restored
    assert again.check_pages() == ()


def test_what_a_restore_replaces_is_kept_beside_and_opens(
    store: MadeStore, backup: Path, tmp_path: Path
) -> None:
    save_note(store.vault, "second")
    store.vault.lock()
    restore(backup, store.paths, PASSPHRASE, store.clock)
    kept = store.paths.folder / "replaced-20261123T093000Z"
    former = reopen(StorePaths("former", kept))
    assert notes(former) == ["first", "second"]
    former.lock()
    restore(backup, store.paths, PASSPHRASE, store.clock)
    assert (store.paths.folder / "replaced-20261123T093000Z-2").is_dir()


def test_a_backup_restores_on_a_new_computer(store: MadeStore, backup: Path, tmp_path: Path) -> None:
    elsewhere = paths_of(tmp_path / "new computer", "asa-fictional")
    restore(backup, elsewhere, PASSPHRASE, a_clock())
    found = reopen(elsewhere)
    assert notes(found) == ["first"]
    assert found.author.public_key == store.vault.author.public_key
    found.lock()
    assert store_names(tmp_path / "new computer") == ("asa-fictional",)


def test_a_backup_keeps_the_passphrase_it_was_made_with(store: MadeStore, backup: Path) -> None:
    store.vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE, QUICK)
    store.vault.lock()
    before = state_of(store.paths.folder)
    with pytest.raises(WrongPassphraseError, match="when it was made"):
        restore(backup, store.paths, NEW_PASSPHRASE, store.clock)
    assert throttle.failures(store.paths.throttle).count == 1, "no way round the wait, and it is told later"
    store.paths.throttle.unlink()
    assert state_of(store.paths.folder) == before
    restore(backup, store.paths, PASSPHRASE, store.clock)
    assert notes(store.reopen()) == ["first"]


def test_the_twelve_words_restore_a_backup_whose_passphrase_is_lost(store: MadeStore, backup: Path) -> None:
    store.vault.lock()
    other = make_store(backup.parent, "other", a_clock(2))
    other.vault.lock()
    with pytest.raises(WrongPassphraseError, match="another store"):
        restore_with_words(backup, store.paths, other.words, store.clock)
    restore_with_words(backup, store.paths, store.words, store.clock)
    assert notes(store.reopen()) == ["first"]


def test_a_backup_of_a_newer_program_replaces_nothing(store: MadeStore, tmp_path: Path) -> None:
    with store.vault.writing() as connection:
        connection.exec_driver_sql("PRAGMA user_version = 7")
    target = tmp_path / "newer.rpbackup"
    back_up(store.vault, target, store.clock)
    store.vault.lock()
    before = state_of(store.paths.folder)
    with pytest.raises(StoreTooNewError):
        restore(target, store.paths, PASSPHRASE, store.clock, newest_version=6)
    assert state_of(store.paths.folder) == before
    restore(target, store.paths, PASSPHRASE, store.clock, newest_version=7)


def test_a_restore_that_is_stopped_at_any_step_changes_nothing(store: MadeStore, backup: Path) -> None:
    save_note(store.vault, "second " * 200_000)
    store.vault.lock()
    before = state_of(store.paths.folder)
    told: list[tuple[int, int]] = []

    def stops_after(steps: int) -> Progress:
        told.clear()

        def progress(done: int, total: int) -> None:
            told.append((done, total))
            if len(told) > steps:
                raise StoppedError("stopped")

        return progress

    for steps in range(3):
        with pytest.raises(StoppedError):
            restore(backup, store.paths, PASSPHRASE, store.clock, progress=stops_after(steps))
        assert state_of(store.paths.folder) == before
    restore(backup, store.paths, PASSPHRASE, store.clock, progress=stops_after(100))
    assert told[-1][0] == told[-1][1]
    assert notes(store.reopen()) == ["first"]


def test_a_backup_has_neither_the_anchor_nor_plain_text(store: MadeStore, tmp_path: Path) -> None:
    save_note(store.vault, CANARY * 50)
    store.vault.write_anchor({b"f" * 16: (9, b"h" * 32)}, durable=True)
    target = tmp_path / "asa.rpbackup"
    back_up(store.vault, target, store.clock)
    content = target.read_bytes()
    assert CANARY.encode() not in content
    assert b"SQLite format 3" not in content
    assert store.paths.anchor.read_bytes() not in content
    assert [part.name for part in container.verify(target).parts] == ["records.keys", "records.db"]
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"asa.rpbackup"}


def test_a_store_is_used_on_while_it_is_backed_up(store: MadeStore, tmp_path: Path) -> None:
    save_note(store.vault, "first")
    done = threading.Event()

    def write_on() -> None:
        number = 0
        while not done.is_set():
            save_note(store.vault, f"note {(number := number + 1)}")

    writer = threading.Thread(target=write_on)
    writer.start()
    for _ in range(3):
        back_up(store.vault, tmp_path / "asa.rpbackup", store.clock)
    done.set()
    writer.join()
    elsewhere = paths_of(tmp_path / "elsewhere", "asa")
    restore(tmp_path / "asa.rpbackup", elsewhere, PASSPHRASE, a_clock())
    found = reopen(elsewhere)
    whole = notes(store.vault)
    assert notes(found) == whole[: len(notes(found))]
    found.lock()


def test_dated_generations_are_kept_to_a_number(store: MadeStore) -> None:
    clock = a_clock()
    made = []
    for _ in range(5):
        made.append(keep_generation(store.vault, clock, keep=3))
        clock.advance(hours=1)
    (store.paths.backups / "my own notes.txt").write_text("not a backup")
    assert generations(store.paths) == tuple(reversed(made[-3:]))
    keep_generation(store.vault, clock, keep=3)
    assert (store.paths.backups / "my own notes.txt").exists()


def test_a_generation_made_while_the_clock_ran_ahead_never_costs_a_newer_one(store: MadeStore) -> None:
    ahead, clock = a_clock(), a_clock()
    ahead.advance(days=400)
    for _ in range(3):
        keep_generation(store.vault, ahead, keep=3)
        ahead.advance(hours=1)
    made = []
    for _ in range(4):
        made.append(keep_generation(store.vault, clock, keep=3))
        assert made[-1].exists()
        clock.advance(hours=1)
    assert generations(store.paths) == tuple(reversed(made[-3:]))


def test_an_open_store_is_not_restored_over(store: MadeStore, backup: Path) -> None:
    with pytest.raises(InUseError):
        restore(backup, store.paths, PASSPHRASE, store.clock)


def test_another_persons_store_is_not_restored_over(store: MadeStore, backup: Path, tmp_path: Path) -> None:
    other = make_store(tmp_path, "other", a_clock(2))
    other.vault.lock()
    before = state_of(other.paths.folder)
    with pytest.raises(StoreExistsError, match="another store"):
        restore(backup, other.paths, PASSPHRASE, a_clock())
    assert state_of(other.paths.folder) == before


def test_a_backup_goes_neither_among_the_stores_files_nor_to_a_missing_folder(
    store: MadeStore, tmp_path: Path
) -> None:
    with pytest.raises(UsageError):
        back_up(store.vault, store.paths.database, store.clock)
    with pytest.raises(FolderNotWritableError, match="backup's folder"):
        back_up(store.vault, tmp_path / "nowhere" / "asa.rpbackup", store.clock)


def test_too_little_room_is_told_before_anything_is_written(
    store: MadeStore, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = backup.read_bytes()
    monkeypatch.setattr(atomic, "free_bytes", lambda folder: 1_000_000)
    with pytest.raises(DiskFullError, match="MB are needed"):
        back_up(store.vault, backup, store.clock)
    assert backup.read_bytes() == before


def test_a_backup_takes_the_place_of_nothing_but_an_older_one_of_the_same_store(
    store: MadeStore, backup: Path, tmp_path: Path
) -> None:
    another, letter = make_store(tmp_path / "new", clock=a_clock(2)), tmp_path / "letter.odt"
    letter.write_bytes(b"Dear")
    for target in (backup, letter):
        before = target.read_bytes()
        with pytest.raises(StoreExistsError):
            back_up(another.vault, target, another.clock)
        assert target.read_bytes() == before
    another.vault.lock()
    save_note(store.vault, "since then")
    back_up(store.vault, backup, store.clock)
    assert container.verify(backup).made == store.clock.now()


def test_a_damaged_store_does_not_replace_a_good_backup(store: MadeStore, backup: Path) -> None:
    before = backup.read_bytes()
    save_note(store.vault, "long " * 20_000)
    store.vault.lock()
    content = bytearray(store.paths.database.read_bytes())
    content[-3000] ^= 1
    store.paths.database.write_bytes(bytes(content))
    store.vault = reopen(store.paths)
    with pytest.raises(StoreDamagedError):
        back_up(store.vault, backup, store.clock)
    assert backup.read_bytes() == before
    assert not list(store.paths.folder.glob(".rp-tmp-*"))


def test_a_missing_or_foreign_file_is_no_backup(tmp_path: Path) -> None:
    paths = paths_of(tmp_path, "asa")
    with pytest.raises(NotFoundError):
        restore(tmp_path / "none.rpbackup", paths, PASSPHRASE, a_clock())
    photo = tmp_path / "photo.rpbackup"
    for content in (b"", b"GIF89a" * 100, container.MAGIC, container.MAGIC + b"\xff" * 40):
        photo.write_bytes(content)
        with pytest.raises(BackupDamagedError):
            restore(photo, paths, PASSPHRASE, a_clock())
    assert not paths.folder.exists()


def test_a_damaged_backup_changes_nothing(store: MadeStore, backup: Path) -> None:
    store.vault.lock()
    whole, chance = backup.read_bytes(), random.Random(8)
    before = state_of(store.paths.folder)
    damages = [whole[: chance.randrange(len(whole))] for _ in range(6)] + [whole + b"x"]
    for _ in range(12):
        flipped = bytearray(whole)
        flipped[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        damages.append(bytes(flipped))
    for damage in damages:
        backup.write_bytes(damage)
        with pytest.raises(BackupDamagedError):
            restore(backup, store.paths, PASSPHRASE, store.clock)
        assert state_of(store.paths.folder) == before
    backup.write_bytes(whole)
    restore(backup, store.paths, PASSPHRASE, store.clock)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(start=st.integers(0, 700), length=st.integers(0, 30), inserted=st.binary(max_size=30))
def test_no_bytes_in_the_header_raise_anything_but_a_sentence(
    tmp_path: Path, start: int, length: int, inserted: bytes
) -> None:
    small = tmp_path / "small.rpbackup"
    keys, records = tmp_path / "k", tmp_path / "d"
    keys.write_bytes(b"k" * 10)
    records.write_bytes(b"d" * 10)
    container.pack(small, SetClock(a_clock().now()).now(), b"s" * 16, (keys, records))
    whole = small.read_bytes()
    changed = whole[:start] + inserted + whole[start + length :]
    small.write_bytes(changed)
    if changed == whole:
        container.verify(small)
    else:
        with pytest.raises(RecoveryError):
            container.verify(small)


def test_a_backup_whose_parts_were_exchanged_is_refused(
    store: MadeStore, backup: Path, tmp_path: Path
) -> None:
    other = make_store(tmp_path, "other", a_clock(2))
    mixed, elsewhere = tmp_path / "mixed.rpbackup", paths_of(tmp_path / "elsewhere", "asa")
    other.vault.lock()
    store.vault.lock()
    container.pack(mixed, a_clock().now(), store.vault.store_id, (store.paths.keyring, other.paths.database))
    with pytest.raises(BackupDamagedError):
        restore(mixed, elsewhere, PASSPHRASE, a_clock())
    assert not elsewhere.folder.exists()
