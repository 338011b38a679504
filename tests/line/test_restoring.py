"""A backup is put in place in line mode too, with the same sentences and the same care."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from recovery_tui.casework import restoring
from recovery_tui.clock import SetClock
from recovery_tui.vault.folder import StorePaths
from tests.line.heard import LEAVE, OPENED, conversation
from tests.support.stores_with_backups import a_store_with_backups
from tests.ui.stage import MONDAY

NEW = "violin moss lantern harbour"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MONDAY)


@pytest.fixture
def kept(tmp_path: Path, clock: SetClock) -> tuple[StorePaths, tuple[str, ...]]:
    return a_store_with_backups(tmp_path, clock)


def test_records_that_do_not_open_are_brought_back_in_line_mode(
    kept: tuple[StorePaths, tuple[str, ...]], tmp_path: Path, clock: SetClock
) -> None:
    paths, _ = kept
    paths.database.write_bytes(b"\xff" * 9000)
    _, oldest = restoring.at_hand(tmp_path, "kim-example", clock)
    oldest.path.write_bytes(oldest.path.read_bytes()[:-1])
    said = conversation(
        tmp_path, OPENED, "", "I have", "2", "1", "the passphrase", OPENED, "caseload", *LEAVE, clock=clock
    )
    assert 'Enter without a passphrase leads to "I have a backup".' in said
    assert "1. Tue 24 Nov 2026 10:42: " in said
    assert "2. Missing or late. Mon 23 Nov 2026 10:42: " in said
    assert "Error: This backup is cut short or was altered. Nothing was changed." in said
    assert 'It takes the place of the records "kim-example".' in said
    assert "This is a restored copy of your records." in said
    assert "TESTWELL Lee" in said
    assert "PLACEHOLDER Ray" not in said
    assert len([*paths.folder.glob("replaced-*")]) == 1


def test_a_new_computer_takes_a_backup_with_the_twelve_words_in_line_mode(
    kept: tuple[StorePaths, tuple[str, ...]], tmp_path: Path, clock: SetClock
) -> None:
    _, words = kept
    stick, here = tmp_path / "kim-example.rpbackup", tmp_path / "new computer"
    shutil.copy(restoring.at_hand(tmp_path, "kim-example", clock)[0].path, stick)
    wrong = " ".join(reversed(words))
    answers = ("I have", str(tmp_path / "nothing"), str(stick), "the twelve", "three words only")
    said = conversation(
        here, *answers, wrong, NEW, NEW, " ".join(words), NEW, NEW, "caseload", *LEAVE, clock=clock
    )
    assert "No backup found here or on a stick. Type where it is." in said
    assert "Error: There is no such backup file." in said
    assert 'It becomes the records "kim-example"' in said
    assert "Error: There are twelve words; 3 are typed." in said
    assert "Error: One of the recovery words is wrong" in said
    assert "TESTWELL Lee" in said
    opened_again = conversation(here, NEW, "caseload", *LEAVE, clock=clock)
    assert "TESTWELL Lee" in opened_again


def test_a_restore_that_is_given_up_or_stopped_changes_nothing(
    kept: tuple[StorePaths, tuple[str, ...]],
    tmp_path: Path,
    clock: SetClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paths, _ = kept
    before = paths.database.read_bytes()
    conversation(tmp_path, "", "I have", "1", "back", "", "leave", clock=clock)
    conversation(tmp_path, "", "I have", "1", "the passphrase", "", "", "leave", clock=clock)
    assert paths.database.read_bytes() == before
    real = restoring.open_with_passphrase

    def interrupted(*asked: object) -> object:
        def progress(done: int, total: int) -> None:
            raise KeyboardInterrupt

        return real(*asked[:-1], progress)  # type: ignore[arg-type, call-arg]

    monkeypatch.setattr(restoring, "open_with_passphrase", interrupted)
    said = conversation(
        tmp_path, "", "I have", "1", "the passphrase", OPENED, "back", "", "leave", clock=clock
    )
    assert "Error: Stopped. The records are as they were" in said
    assert paths.database.read_bytes() == before
    assert not paths.restoring.exists()
