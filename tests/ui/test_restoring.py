"""A store that does not open, or is gone, is brought back from its backup without a command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from recovery_tui.casework import caseload, opening, restoring
from recovery_tui.casework.restoring import Found
from recovery_tui.casework.views import CaseloadOrder
from recovery_tui.clock import SetClock
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.restore_words import backup_rows
from recovery_tui.ui.screens.backups import BackupsScreen
from recovery_tui.ui.screens.restore import RestoreScreen
from recovery_tui.ui.screens.unlock import UnlockScreen
from recovery_tui.ui.widgets.cursor_list import NOT_READ
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.line_list import LineList
from recovery_tui.ui.widgets.place_field import PlaceRow
from recovery_tui.ui.widgets.typed_input import TypedInput
from tests.support.screen_text import screen_text
from tests.support.stores_with_backups import a_store_with_backups
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import PASSPHRASE, app_on, make_app
from tests.ui.stage import MONDAY

NEW = "violin moss lantern harbour"


def names(app: RecoveryApp) -> list[str]:
    page = caseload.page(app.session.desk, text="", order=CaseloadOrder.NAME, mine=False, offset=0, limit=50)
    return [row.name for row in page.rows]


async def to_the_backups(pilot: Pilot[int]) -> None:
    """From the unlock screen, along the line that says so."""
    await wait_until(pilot, lambda: isinstance(pilot.app.focused, TypedInput))
    await pilot.press("down", "down", "down", "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, BackupsScreen))
    await wait_until(pilot, lambda: isinstance(pilot.app.focused, LineList))


async def test_records_that_do_not_open_are_brought_back_from_the_newest_backup(tmp_path: Path) -> None:
    clock = SetClock(MONDAY)
    paths, _ = a_store_with_backups(tmp_path, clock)
    paths.database.write_bytes(b"\xff" * 9000)
    _, oldest = restoring.at_hand(tmp_path, "kim-example", clock)
    oldest.path.write_bytes(oldest.path.read_bytes()[:-1])
    app = app_on(tmp_path, clock)
    async with app.run_test() as pilot:
        await see(pilot, "Whose records?")
        app.screen.query_one("#field-passphrase", FieldRow).put(PASSPHRASE)
        await pilot.press("enter")
        await see(pilot, "“I have a backup”, below, does that.")
        await to_the_backups(pilot)
        await see(pilot, "can't be used")
        await see_golden(pilot, "backups")
        await pilot.press("down", "enter")
        await see(pilot, "This backup is cut short or was altered. Nothing was changed.")
        await pilot.press("up", "enter")
        await see(pilot, "It takes the place of the records")
        await wait_until(pilot, lambda: isinstance(app.focused, TypedInput))
        await see_golden(pilot, "restore")
        await pilot.press("f2")
        await see(pilot, "Type the passphrase first.")
        app.screen.query_one("#field-passphrase", FieldRow).put(NEW)
        await pilot.press("f2")
        await see(pilot, "That passphrase does not open this backup. Nothing was changed.")
        assert app.screen.query_one("#field-passphrase", FieldRow).typed == ""
        app.screen.query_one("#field-passphrase", FieldRow).put(PASSPHRASE)
        await pilot.press("enter")
        await see(pilot, "next try is possible in 1 s")
        assert paths.database.read_bytes() == b"\xff" * 9000
        clock.advance(seconds=1)
        await pilot.press("enter")
        await see(pilot, "[F5 Today]", timeout=60)
        assert app.session.desk.journal.restored
        assert names(app) == ["TESTWELL Lee"]
        app.session.desk.close()
    [kept] = paths.folder.glob("replaced-*")
    assert (kept / "records.db").read_bytes() == b"\xff" * 9000


async def test_on_a_new_computer_the_first_run_takes_a_backup_from_a_stick_with_the_twelve_words(
    tmp_path: Path,
) -> None:
    clock, here = SetClock(MONDAY), tmp_path / "new computer"
    _, words = a_store_with_backups(tmp_path, clock)
    stick = tmp_path / "kim-example.rpbackup"
    shutil.copy(restoring.at_hand(tmp_path, "kim-example", clock)[0].path, stick)
    app = app_on(here, clock)
    async with app.run_test() as pilot:
        await see(pilot, "A start pack, step 1 of 7")
        await wait_until(pilot, lambda: isinstance(app.focused, TypedInput))
        await pilot.press("tab", "enter")
        await see(pilot, "No backup found here or on a stick.")
        await pilot.press("enter")
        await see(pilot, "Type where the backup is")
        app.screen.query_one(PlaceRow).put(str(tmp_path / "nothing.rpbackup"))
        await pilot.press("enter")
        await see(pilot, "There is no such backup file.")
        app.screen.query_one(PlaceRow).put(str(stick))
        await pilot.press("enter")
        await see(pilot, "“kim-example”; nothing that is here")
        await see(pilot, "Your records live in one")
        await pilot.press("f4")
        await see(pilot, "The twelve words")
        put = {"words": " ".join(words[:3]), "new": NEW, "again": NEW}
        for key, value in put.items():
            app.screen.query_one(f"#field-{key}", FieldRow).put(value)
        await pilot.press("f2")
        await see(pilot, "There are twelve words; 3 are typed.")
        app.screen.query_one("#field-words", FieldRow).put(" ".join(words))
        assert not here.exists() or not any(here.rglob("records.db"))
        await pilot.press("f2")
        await see(pilot, "[F5 Today]", timeout=60)
        assert names(app) == ["TESTWELL Lee"]
        assert app.session.desk.matches(NEW)
        app.session.desk.close()


async def test_a_restore_that_is_stopped_leaves_what_stood_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SetClock(MONDAY)
    paths, _ = a_store_with_backups(tmp_path, clock)
    before = paths.database.read_bytes()
    app = app_on(tmp_path, clock)
    real = restoring.open_with_passphrase

    def stopped_meanwhile(*asked: object) -> object:
        *known, progress = asked
        assert callable(progress)

        def told(done: int, total: int) -> None:
            app.call_from_thread(app.screen.action_back)  # type: ignore[attr-defined]
            progress(done, total)

        return real(*known, told)  # type: ignore[arg-type, call-arg]

    monkeypatch.setattr(restoring, "open_with_passphrase", stopped_meanwhile)
    async with app.run_test() as pilot:
        await see(pilot, "Whose records?")
        await to_the_backups(pilot)
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, RestoreScreen))
        app.screen.query_one("#field-passphrase", FieldRow).put(PASSPHRASE)
        await pilot.press("f2")
        await see(pilot, "Stopped. Nothing was changed.")
        assert paths.database.read_bytes() == before
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, BackupsScreen))
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        assert "Whose records?" in screen_text(app)


def test_backups_are_listed_under_whose_they_are_and_those_on_sticks_with_their_path() -> None:
    found = (
        Found(Path("a.rpbackup"), 800, "kim-example", MONDAY.replace(tzinfo=None), is_whole=True),
        Found(Path("stick/b.rpbackup"), 800, fault="This file is not a backup made by this program."),
    )
    own, first, sticks, second = backup_rows(found)
    assert (own.cells, sticks.cells) == (("Made by the program of kim-example",), ("On sticks",))
    assert first.cells == ("Mon 23 Nov 2026 10:42", "800 bytes", "whole")
    assert (second.cells, second.beneath) == (
        ("b.rpbackup", "800 bytes", "can't be used"),
        str(Path("stick/b.rpbackup")),
    )


async def test_records_that_can_be_read_in_part_say_where_a_backup_is_put_in_place(tmp_path: Path) -> None:
    app, clock, _ = make_app(tmp_path)
    desk = opening.open_desk(tmp_path, "kim-example", PASSPHRASE, clock)
    database = desk.vault.paths.database
    with desk.vault.reading() as conn:
        of_table = "SELECT rootpage FROM sqlite_schema WHERE name = 'listing'"
        page = int(conn.exec_driver_sql(of_table).scalar_one())
        size = int(conn.exec_driver_sql("PRAGMA page_size").scalar_one())
    desk.close()
    with database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    async with app.run_test(notifications=True) as pilot:
        await wait_until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        await see(pilot, "Whose records?")
        app.screen.query_one("#field-passphrase", FieldRow).put(PASSPHRASE)
        await pilot.press("enter")
        await see(pilot, "[F5 Today]")
        await see(pilot, NOT_READ)
        await wait_until(pilot, lambda: "“I have a backup”" in " ".join(screen_text(app).split()))
