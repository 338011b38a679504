"""The settings and the pages they open, on one encrypted store; what is set holds at once."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from recovery_tui.casework import agencies, recording, safekeeping, settings
from recovery_tui.ui.commands import command
from recovery_tui.ui.screens.cover import CoverScreen
from recovery_tui.ui.screens.settings import SettingsScreen
from recovery_tui.ui.screens.unlock import UnlockScreen
from recovery_tui.ui.widgets.line_list import LineList
from recovery_tui.ui.widgets.secret_field import SecretRow
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import PASSPHRASE, make_app, saved, unlock

PIN = "271828"


async def open_by_name(pilot: Pilot[int], name: str, then: str) -> None:
    """Find a command in the palette and give it."""
    await pilot.press("ctrl+p")
    await see(pilot, "Which command?")
    await pilot.press(*name, "enter")
    await see(pilot, then)


async def stand_on(pilot: Pilot[int], title: str) -> None:
    """Walk to the line with this title."""
    await wait_until(pilot, lambda: bool(pilot.app.screen.query(LineList)))
    listed = pilot.app.screen.query_one(LineList)
    await wait_until(pilot, lambda: any(row.cells[0] == title for row in listed.rows))
    listed.move_to(next(n for n, row in enumerate(listed.rows) if row.cells[0] == title))
    await wait_until(pilot, lambda: listed.current is not None and listed.current.cells[0] == title)


async def test_what_is_set_holds_at_once_and_after_the_next_opening(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await open_by_name(pilot, "settings", "Cover the screen after")
        await stand_on(pilot, "Colours")
        await pilot.press("enter")
        await see(pilot, "high contrast")
        await pilot.press("3")
        await wait_until(pilot, lambda: app.theme == "contrast")
        await stand_on(pilot, "Cover the screen after")
        await pilot.press("enter")
        await see(pilot, "Minutes, from 1 to 120.")
        await pilot.press("backspace", "0", "enter")
        await see(pilot, "Minutes are a whole number from 1 to 120.")
        await pilot.press("enter")
        await see(pilot, "Minutes, from 1 to 120.")
        await pilot.press("backspace", "9", "enter")
        await see(pilot, "9 minutes")
        await stand_on(pilot, "Line on top of every screen")
        await pilot.press("enter", *"-TRAINING", "enter")
        await see(pilot, " OFFICIAL-SENSITIVE-TRAINING ")
        await pilot.press("escape")
        await see(pilot, " OFFICIAL-SENSITIVE-TRAINING ")
        assert app.session.settings == settings.read(app.session.desk)
        assert app.session.settings is not None
        assert app.session.settings.cover_minutes == 9
        await open_by_name(pilot, "lock", "Locked. Drafts are kept.")
        await unlock(pilot)
        await see(pilot, " OFFICIAL-SENSITIVE-TRAINING ")
        assert app.theme == "contrast"


async def test_a_pin_opens_the_cover_and_three_wrong_ones_lock_the_records(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await wait_until(pilot, lambda: safekeeping.kept(app.session.desk).newest is not None)
        app.push_screen(SettingsScreen(app.session))
        await stand_on(pilot, "PIN for the covered screen")
        await see_golden(pilot, "settings")
        await pilot.press("enter")
        await see(pilot, "Three wrong tries")
        await pilot.press("s")
        await see(pilot, "New PIN, six digits")
        await see_golden(pilot, "pin")
        app.screen.query_one(SecretRow).put(PASSPHRASE)
        await pilot.press("enter", *PIN, "enter", *"271829", "enter")
        await see(pilot, "The two are not the same.")
        await pilot.press(*PIN, "f2")
        await wait_until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await see(pilot, "It holds from now on.")
        await pilot.press("f9")
        await see(pilot, "Type the PIN or the passphrase")
        await pilot.press(*"999999", "enter")
        await see(pilot, "neither the PIN nor the passphrase")
        await pilot.press(*PIN, "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await pilot.press("f9")
        await see(pilot, "Type the PIN or the passphrase")
        for guess in range(CoverScreen.TRIES):
            await pilot.press(*f"11112{guess}", "enter")
            await wait_until(pilot, lambda: "Looking" not in screen_text(app))
        await wait_until(pilot, lambda: isinstance(app.screen, UnlockScreen))
        await see(pilot, "Locked after wrong")
        app.screen.query_one(SecretRow).put(PIN)
        await pilot.press("enter")
        await see(pilot, "Not the right passphrase")
        assert app.session.opened is None


async def test_a_command_moves_to_another_key_everywhere_and_back(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await open_by_name(pilot, "settings", "Cover the screen after")
        await stand_on(pilot, "Keys")
        await pilot.press("enter")
        await see(pilot, "Today and Caseload")
        listed = app.screen.query_one(LineList)
        listed.move_to(
            next(n for n, row in enumerate(listed.rows) if row.subject == command("people.session"))
        )
        await see_golden(pilot, "keys")
        await pilot.press("enter")
        await see(pilot, "Press the new key")
        await pilot.press("n")
        await see(pilot, "Press another key.")
        await pilot.press("z")
        await see(pilot, "z (moved)")
        await pilot.press("escape", "escape")
        await see(pilot, "z session")
        await pilot.press("s")
        await pilot.press("z")
        await see(pilot, "Others may know")
        await pilot.press("escape")
        await see(pilot, "z session")
        await open_by_name(pilot, "settings", "Cover the screen after")
        await stand_on(pilot, "Keys")
        await see(pilot, "1 command moved")
        await pilot.press("enter")
        await see(pilot, "z (moved)")
        await pilot.press("a")
        await wait_until(pilot, lambda: "(moved)" not in screen_text(app))
        await pilot.press("escape", "escape")
        await see(pilot, "s session")


async def test_agencies_are_listed_changed_brought_in_hidden_and_written_out(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    listing, older = tmp_path / "list.csv", tmp_path / "agencies.csv"
    older.write_text("somebody else's list")
    listing.write_text("Name,Type,Area\nLeeds Housing (fictional),Council housing team,Leeds\nX,zoo,\n")
    async with app.run_test() as pilot:
        await unlock(pilot)
        desk = app.session.desk
        spec = recording.new_form(desk, None, "agency", {})
        saved(
            desk,
            spec,
            {"name": "Forward (fictional)", "agency_type": "community_drug_alcohol", "sla_days": "5"},
        )
        await open_by_name(pilot, "agencies", "Forward (fictional)")
        await pilot.press("i")
        await see(pilot, "File with the list")
        await pilot.press(*str(listing), "enter")
        await see(pilot, "1 of 2 rows can come in.")
        await pilot.press("f2")
        await see(pilot, "Leave 1 row out")
        await pilot.press("y")
        await see(pilot, "1 new records")
        await pilot.press("escape")
        await see(pilot, "Leeds Housing (fictional)")
        await see_golden(pilot, "agencies")
        await pilot.press("enter")
        await see(pilot, "Days to acknowledge")
        await pilot.press("escape", "e")
        await see(pilot, "Write the list where?")
        dialog = app.screen
        dialog.query_one("#typed").focus()
        await pilot.press(*str(tmp_path), "enter")
        await see(pilot, "The list is written")
        await pilot.press("x")
        await see(pilot, "Hide Forward (fictional)?")
        await pilot.press("1")
        await wait_until(pilot, lambda: "Forward" not in screen_text(app))
    assert "Council housing team" in (tmp_path / "agencies-1.csv").read_text()
    assert older.read_text() == "somebody else's list"
    assert [each.name for each in agencies.listed(desk)] == ["Leeds Housing (fictional)"]


async def test_the_palette_offers_what_was_last_used_first(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await open_by_name(pilot, "agencies", "No agencies yet")
        await pilot.press("escape", "ctrl+p")
        await see(pilot, "> Agencies")


async def test_glossary_and_guide_are_read_before_anything_is_opened(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await see(pilot, "Whose records?")
        await pilot.press("f1")
        await see(pilot, "You are here: Open the records")
        await pilot.press("g")
        await see(pilot, "ACCT")
        await pilot.press(*"duty to")
        await see(pilot, "within 56 days")
        await see_golden(pilot, "glossary")
        await pilot.press(*"qq")
        await see(pilot, "No such word here.")
        await pilot.press("escape", "p")
        await see(pilot, "What this is for")
        await see_golden(pilot, "guide")
        await pilot.press("g", *"code blue")
        await wait_until(pilot, lambda: "Code blue" in screen_text(app))
        await pilot.press("down", "down", "down", "enter")
        await see(pilot, "F8 from anywhere.")
