"""How the pages look that no other test takes a picture of, at eighty by twenty-four: one run of the app for all."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest
from textual.pilot import Pilot

from recovery_tui.casework import cards, recording, safekeeping
from recovery_tui.casework.views import Area
from recovery_tui.ui.screens.agencies import AgenciesScreen
from recovery_tui.ui.screens.agency_csv import AgencyCsvScreen
from recovery_tui.ui.screens.card_words import CompareScreen
from recovery_tui.ui.screens.csv_load import CsvScreen
from recovery_tui.ui.screens.history import HistoryScreen
from recovery_tui.ui.screens.moved_keys import KeysScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.settings import SettingsScreen
from recovery_tui.ui.screens.whose import WhoseScreen
from recovery_tui.ui.widgets.form_field import FieldRow
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import make_app, saved, unlock
from tests.ui.test_settings import stand_on

PEOPLE = """Surname,First name,Date of birth,Prison number,Started on,Shoe size
Marrowby,Zoe,3/5/92,a1234bc,1 June 2026,7
Nobody,,3/5/92,a1235bc,1 June 2026,8
"""
AGENCIES = """Name,What it does,Area,Days to acknowledge
Forward (fictional),Community drug and alcohol service,Leeds,5
Nowhere (fictional),zoo,,
"""


async def back(pilot: Pilot[int]) -> None:
    """Leave what is in front."""
    before = pilot.app.screen
    await pilot.press("escape")
    await wait_until(pilot, lambda: pilot.app.screen is not before)


async def test_the_pages_no_other_test_takes_a_picture_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "node", lambda: "office-3")
    app, _, people = make_app(tmp_path)
    (tmp_path / "people.csv").write_text(PEOPLE)
    (tmp_path / "agencies.csv").write_text(AGENCIES)
    async with app.run_test() as pilot:
        await unlock(pilot)
        desk = app.session.desk
        await wait_until(pilot, lambda: safekeeping.kept(desk).newest is not None)

        app.push_screen(SettingsScreen(app.session))
        for title, text, golden in (
            ("Colours", "high contrast", "settings-choice"),
            ("Lock the records after", "Enter takes it", "settings-minutes"),
        ):
            await stand_on(pilot, title)
            await pilot.press("enter")
            await see(pilot, text)
            await see_golden(pilot, golden)
            await back(pilot)
        await back(pilot)

        app.push_screen(KeysScreen(app.session))
        await see(pilot, "Today and Caseload")
        await pilot.press("enter")
        await see(pilot, "Press the new key")
        await pilot.press("enter")
        await see(pilot, "Press another key.")
        await see_golden(pilot, "keys-press")
        await back(pilot)
        await back(pilot)

        for screen, file, seen, golden in (
            (CsvScreen(app.session), "people.csv", "1 of 2 rows can come in.", "csv-look"),
            (AgencyCsvScreen(app.session), "agencies.csv", "1 of 2 rows can come in.", "agencies-look"),
        ):
            app.push_screen(screen)
            await wait_until(pilot, lambda screen=screen: bool(screen.query(FieldRow)))  # type: ignore[misc]
            screen.query_one(FieldRow).put(str(tmp_path / file))
            await pilot.press("enter")
            await see(pilot, seen)
            screen.query_one(FieldRow).put("list.csv")
            await see_golden(pilot, golden)
            await back(pilot)

        spec = recording.new_form(desk, None, "agency", {})
        saved(desk, spec, {"name": "Forward (fictional)", "agency_type": "community_drug_alcohol"})
        app.push_screen(AgenciesScreen(app.session))
        await see(pilot, "Forward (fictional)")
        await pilot.press("x")
        await see(pilot, "Why?")
        await see_golden(pilot, "hide-why")
        await back(pilot)
        await pilot.press("h")
        await wait_until(pilot, lambda: isinstance(app.screen, HistoryScreen))
        await see(pilot, "Community drug and alcohol")
        await see_golden(pilot, "history")
        await back(pilot)
        await back(pilot)

        app.push_screen(PersonScreen(app.session, people[0], area=Area.EVERYTHING))
        await see(pilot, "TESTWELL")
        await pilot.press("f")
        await see(pilot, "Show what of the timeline?")
        await see_golden(pilot, "timeline-filter")
        await back(pilot)
        await pilot.press("1", "n")
        await see(pilot, "Add what?")
        await see_golden(pilot, "add-what")
        await back(pilot)
        await back(pilot)

        app.push_screen(WhoseScreen(app.session, "Session note", None))
        await see(pilot, "PLACEHOLDER")
        await see_golden(pilot, "whose")
        await back(pilot)

        app.push_screen(CompareScreen(app.session, cards.own_card(desk), (2, 7)))
        await see(pilot, "Word 7")
        await wait_until(pilot, lambda: app.focused is not None)
        await see_golden(pilot, "card-words")
