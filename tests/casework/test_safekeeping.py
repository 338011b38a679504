"""A proven copy is made each day without being asked, and old ones make room."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from recovery_tui.casework import safekeeping, settings
from recovery_tui.casework.desk import Desk
from recovery_tui.errors import UsageError
from recovery_tui.vault import backup
from recovery_tui.vault.folder import paths_of
from tests.support.desks import PASSPHRASE, add_person, reopened


def test_one_backup_a_day_and_seven_days_stay(desk: Desk) -> None:
    for _ in range(9):
        assert safekeeping.keep_daily(desk) == ""
        assert safekeeping.keep_daily(desk) == ""
        desk.clock.advance(days=1)  # type: ignore[attr-defined]
    assert len(backup.generations(desk.vault.paths)) == safekeeping.GENERATIONS


def test_a_backup_is_made_as_often_as_was_set_and_whenever_it_is_asked_for(desk: Desk) -> None:
    settings.change(desk, "backup_days", "3")
    assert safekeeping.kept(desk).newest is None
    for _ in range(7):
        safekeeping.keep_daily(desk)
        desk.clock.advance(days=1)  # type: ignore[attr-defined]
    assert safekeeping.kept(desk).count == 3
    safekeeping.back_up_now(desk)
    kept = safekeeping.kept(desk)
    assert (kept.count, kept.newest) == (4, desk.clock.local_now())
    assert kept.folder == desk.vault.paths.backups


def test_backups_go_on_while_one_connection_writes_what_another_has_checked(desk: Desk) -> None:
    for number in range(6):
        with desk.vault.reading(), desk.vault.reading():  # so that there are several connections
            add_person(desk, f"Fictional{number}", "Ada", f"A{number:04}BC")
        assert desk.vault.check_pages() == ()
        safekeeping.back_up_now(desk)


def test_a_backup_restored_on_another_computer_goes_on_working(desk: Desk, tmp_path: Path) -> None:
    person = add_person(desk)
    target = tmp_path / "stick" / "kim.rpbackup"
    target.parent.mkdir()
    safekeeping.back_up(desk, target)
    elsewhere = tmp_path / "elsewhere"
    backup.restore(target, paths_of(elsewhere, "kim"), PASSPHRASE, desk.clock)
    copy = reopened(elsewhere)
    assert copy.journal.restored
    assert copy.journal.record(person) is not None
    assert copy.journal.check(rebuild_tables=False).ok
    add_person(copy, "Carter", "Jo", "B1234CD")
    assert copy.journal.check(rebuild_tables=False).ok
    copy.close()


def test_a_damaged_page_is_told_and_no_backup_of_it_is_kept(desk: Desk) -> None:
    for number in range(60):
        add_person(desk, f"Fictional{number}", "Ada", f"A{number:04}BC")
    with desk.vault.writing() as conn:
        conn.exec_driver_sql("DELETE FROM draft")
    assert desk.vault.check_pages() == ()
    path = desk.vault.paths.database
    raw = bytearray(path.read_bytes())
    raw[4096 * 20 + 100] ^= 1
    path.write_bytes(raw)
    assert "damaged" in safekeeping.keep_daily(desk)
    assert backup.generations(desk.vault.paths) == ()


def test_made_up_people_are_never_backed_up_whoever_asks(desk: Desk, tmp_path: Path) -> None:
    practice = Desk(desk.vault, desk.clock, desk.owner, demo_folder=tmp_path / "practice")
    for ask in (
        partial(safekeeping.back_up_now, practice),
        partial(safekeeping.back_up, practice, tmp_path / "kim.rpbackup"),
    ):
        with pytest.raises(UsageError, match="made-up people"):
            ask()
    assert not backup.generations(desk.vault.paths)
    assert not (tmp_path / "kim.rpbackup").exists()
