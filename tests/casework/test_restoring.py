"""A backup becomes the store it was made of, and no other; what stood there is kept, and nothing is half done."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from recovery_tui.casework import opening, restoring, safekeeping
from recovery_tui.casework.owner import Owner, Role
from recovery_tui.clock import SetClock
from recovery_tui.errors import (
    BackupDamagedError,
    DiskFullError,
    InUseError,
    NotAllowedError,
    NotFoundError,
    RecoveryError,
    WeakPassphraseError,
    WrongPassphraseError,
)
from recovery_tui.vault import atomic
from recovery_tui.vault.folder import StorePaths, paths_of
from recovery_tui.vault.kdf import QUICK
from tests.support.desks import MONDAY, PASSPHRASE, add_person, stored

NEW = "velvet harbour eleven spoons"
KIM = Owner("Kim Example", Role.KEYWORKER, "FIC", "Fictional Prison Service", "Recovery worker")
ROSA = Owner("Rosa Placeholder", Role.KEYWORKER, "FIC", "Fictional Prison Service", "Recovery worker")


@dataclass
class Kept:
    """A locked store with two backups, of Monday and of Tuesday; what was added since is in neither."""

    data: Path
    clock: SetClock
    words: tuple[str, ...]
    person: str
    later: str

    @property
    def paths(self) -> StorePaths:
        return paths_of(self.data, "kim-example")

    @property
    def backups(self) -> tuple[Path, ...]:
        return tuple(each.path for each in restoring.at_hand(self.data, "kim-example", self.clock))


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    clock = SetClock(MONDAY)
    desk, words = opening.set_up(tmp_path, KIM, PASSPHRASE, clock, QUICK)
    person = add_person(desk)
    safekeeping.keep_daily(desk)
    clock.advance(days=1)
    safekeeping.keep_daily(desk)
    later = add_person(desk, "Carter", "Jo", "B1234CD")
    desk.close()
    return Kept(tmp_path, clock, words, person, later)


def lose_keys(paths: StorePaths) -> None:
    paths.keyring.write_bytes(b"{}")
    paths.keyring_copy.unlink(missing_ok=True)


def test_backups_of_the_store_are_at_hand_newest_first_and_each_can_be_read_to_its_end(kept: Kept) -> None:
    newest, oldest = restoring.at_hand(kept.data, "kim-example", kept.clock)
    assert (newest.made, newest.fault, newest.is_whole) == (kept.clock.local_now(), "", False)
    assert oldest.made is not None
    assert newest.made is not None
    assert oldest.made < newest.made
    assert newest.size == newest.path.stat().st_size
    assert restoring.read_to_its_end(newest).is_whole
    newest.path.write_bytes(newest.path.read_bytes()[:-1])
    cut = restoring.read_to_its_end(newest)
    assert (cut.is_whole, "cut short" in cut.fault) == (False, True)
    newest.path.write_bytes(b"no backup")
    [found, _] = restoring.at_hand(kept.data, "kim-example", kept.clock)
    assert (found.made, "not a backup" in found.fault) == (None, True)


def test_backups_on_sticks_come_after_those_of_the_store(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = kept.data / "stick"
    stick.mkdir()
    shutil.copy(kept.backups[0], stick / "kim-example.rpbackup")
    (stick / "holiday.jpg").write_bytes(b"no backup")
    monkeypatch.setattr(restoring, "removable_drives", lambda: (stick,))
    found = restoring.at_hand(kept.data, "kim-example", kept.clock)
    assert [each.of for each in found] == ["kim-example", "kim-example", ""]
    assert found[-1].path == stick / "kim-example.rpbackup"


def test_a_backup_is_opened_in_place_of_its_store_and_what_stood_there_is_kept(kept: Kept) -> None:
    wanted = restoring.placing(kept.data, kept.backups[0], kept.clock)
    assert (wanted.name, wanted.replaces) == ("kim-example", True)
    desk = restoring.open_with_passphrase(kept.data, wanted, PASSPHRASE, kept.clock)
    assert stored(desk, kept.person, "stay")
    assert not stored(desk, kept.later, "stay")
    assert desk.journal.restored
    desk.close()
    [replaced] = kept.paths.folder.glob("replaced-*")
    assert {"records.db", "records.keys"} <= {each.name for each in replaced.iterdir()}


@pytest.mark.parametrize("gone", ["database", "keys", "everything"])
def test_a_store_that_is_damaged_or_gone_is_still_known_by_its_backups(kept: Kept, gone: str) -> None:
    files, known = kept.paths, "kim-example"
    if gone == "database":
        files.database.unlink()
    elif gone == "keys":
        lose_keys(files)
    else:
        for each in files.folder.iterdir():
            if each.is_file():
                each.unlink()
        assert opening.store_names(kept.data) == ()
    lies_at = restoring.at_hand(kept.data, None if gone == "everything" else known, kept.clock)[0].path
    stick = kept.data / "stick" / "copy.rpbackup"
    stick.parent.mkdir()
    shutil.copy(lies_at, stick)
    for place in (lies_at, stick):
        wanted = restoring.placing(kept.data, place, kept.clock)
        assert (wanted.name, wanted.replaces) == (known, gone != "everything")
    desk = restoring.open_with_passphrase(kept.data, wanted, PASSPHRASE, kept.clock)
    assert stored(desk, kept.person, "stay")
    desk.close()


def test_a_backup_takes_nobody_elses_place(kept: Kept) -> None:
    stick = kept.data / "stick" / "rosa-placeholder.rpbackup"
    stick.parent.mkdir()
    shutil.copy(kept.backups[0], stick)
    elsewhere = kept.data / "another computer"
    assert restoring.placing(elsewhere, stick, kept.clock).name == "rosa-placeholder"
    assert restoring.placing(elsewhere, kept.backups[0], kept.clock).name == "restored"
    rosa, _ = opening.set_up(elsewhere, ROSA, PASSPHRASE, SetClock(MONDAY, 7), QUICK)
    rosa.close()
    wanted = restoring.placing(elsewhere, stick, kept.clock)
    assert (wanted.name, wanted.replaces) == ("rosa-placeholder-2", False)
    restoring.open_with_passphrase(elsewhere, wanted, PASSPHRASE, kept.clock).close()
    assert opening.store_names(elsewhere) == ("rosa-placeholder", "rosa-placeholder-2")


def test_the_twelve_words_put_a_backup_in_place_and_set_a_new_passphrase(kept: Kept) -> None:
    wanted = restoring.placing(kept.data, kept.backups[0], kept.clock)
    with pytest.raises(WeakPassphraseError):
        restoring.open_with_words(kept.data, wanted, kept.words, "short", kept.clock, policy=QUICK)
    assert not list(kept.paths.folder.glob("replaced-*"))
    desk = restoring.open_with_words(kept.data, wanted, kept.words, NEW, kept.clock, policy=QUICK)
    assert desk.matches(NEW)
    assert not desk.matches(PASSPHRASE)
    desk.close()


def test_a_wrong_passphrase_makes_one_wait_here_too(kept: Kept) -> None:
    wanted = restoring.placing(kept.data, kept.backups[0], kept.clock)
    with pytest.raises(WrongPassphraseError, match="when it was made"):
        restoring.open_with_passphrase(kept.data, wanted, NEW, kept.clock)
    with pytest.raises(NotAllowedError, match="in 1 s"):
        restoring.open_with_passphrase(kept.data, wanted, PASSPHRASE, kept.clock)
    assert opening.unlock_wait(kept.data, "kim-example", kept.clock) == 1
    kept.clock.advance(seconds=1)
    restoring.open_with_passphrase(kept.data, wanted, PASSPHRASE, kept.clock).close()


def test_what_is_refused_changes_nothing(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    newest, oldest = kept.backups
    damaged = bytearray(newest.read_bytes())
    damaged[-2000] ^= 1
    newest.write_bytes(bytes(damaged))
    before = kept.paths.database.read_bytes()

    def put_back(path: Path) -> None:
        wanted = restoring.placing(kept.data, path, kept.clock)
        restoring.open_with_passphrase(kept.data, wanted, PASSPHRASE, kept.clock)

    def refused(path: Path, error: type[RecoveryError]) -> None:
        with pytest.raises(error):
            put_back(path)
        assert kept.paths.database.read_bytes() == before
        assert not list(kept.paths.folder.glob("replaced-*"))

    refused(newest, BackupDamagedError)
    refused(kept.data / "nowhere.rpbackup", NotFoundError)
    refused(kept.data, NotFoundError)
    refused(kept.data / ("x" * 300), NotFoundError)
    refused(kept.paths.database, BackupDamagedError)
    desk = opening.open_desk(kept.data, "kim-example", PASSPHRASE, kept.clock)
    refused(oldest, InUseError)
    desk.close()
    before = kept.paths.database.read_bytes()
    monkeypatch.setattr(atomic, "free_bytes", lambda folder: 1_000_000)
    refused(oldest, DiskFullError)
