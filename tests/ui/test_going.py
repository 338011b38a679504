"""F5, F6 and F7 lead to the lists themselves, from anywhere, and nothing typed is lost on the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from recovery_tui.casework import drafts, opening
from recovery_tui.casework.views import Line, Mark, RecordId
from recovery_tui.ui.arriving import place_of
from recovery_tui.ui.screens.caseload import CaseloadScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.today import TodayScreen
from tests.support.screen_text import screen_text
from tests.support.waiting import see, wait_until
from tests.ui.office import PASSPHRASE, make_app, unlock


async def stands_on(pilot: Pilot[int], page: type[object], deep: int = 1) -> None:
    app = pilot.app
    await wait_until(pilot, lambda: isinstance(app.screen, page) and len(app.screen_stack) == deep)


async def test_a_place_key_leads_to_the_list_itself_also_in_its_own_place_and_keeps_what_was_typed(
    tmp_path: Path,
) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await pilot.press("f6")
        await see(pilot, "TESTWELL")
        await pilot.press("enter")
        await stands_on(pilot, PersonScreen, 2)
        await pilot.press("f6")
        await stands_on(pilot, CaseloadScreen)
        await pilot.press("enter")
        await stands_on(pilot, PersonScreen, 2)
        await pilot.press("s")
        await stands_on(pilot, FormScreen, 3)
        await wait_until(pilot, lambda: not app.is_behind)
        await pilot.press(*"Rang Forward", "f5")
        await stands_on(pilot, TodayScreen)
        await see(pilot, "What you typed is kept as a draft")
        await see(pilot, "To finish: 1")
        assert [draft.values["contact.summary"] for draft in drafts.unfinished(app.session.desk)] == [
            "Rang Forward"
        ]
        assert not app.session.forms
        await pilot.press("f6")
        await stands_on(pilot, CaseloadScreen)


async def test_what_is_being_saved_is_saved_before_the_key_after_it_leads_away(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await pilot.press("f6")
        await see(pilot, "TESTWELL")
        await pilot.press("s")
        await stands_on(pilot, FormScreen, 2)
        await pilot.press(*"Rang Forward", "f2", "f5")
        await stands_on(pilot, TodayScreen)
        assert not drafts.unfinished(app.session.desk)
        assert app.session.saved_at


@pytest.mark.skipif(os.name == "nt", reason="Windows moves no file that is open")
async def test_nobody_leaves_while_what_they_typed_can_not_be_kept(tmp_path: Path) -> None:
    app, clock, _ = make_app(tmp_path)
    async with app.run_test(notifications=True) as pilot:
        await unlock(pilot)
        await pilot.press("f6")
        await see(pilot, "TESTWELL")
        await pilot.press("s")
        await stands_on(pilot, FormScreen, 2)
        await pilot.press(*"Rang Forward")
        database = app.session.desk.vault.paths.database
        aside = database.rename(tmp_path / "aside.db")
        await pilot.press("ctrl+q")
        await see(pilot, "Leave?")
        await pilot.press("y")
        await see(pilot, "Not left")
        assert isinstance(app.screen, FormScreen)
        aside.rename(database)
        await pilot.press("ctrl+q")
        await see(pilot, "Leave?")
        await pilot.press("y")
        await wait_until(pilot, lambda: app.return_value == 0)
    desk = opening.open_desk(tmp_path, "kim-example", PASSPHRASE, clock)
    assert [draft.values["contact.summary"] for draft in drafts.unfinished(desk)] == ["Rang Forward"]
    desk.close()


async def test_news_above_the_foot_goes_with_the_page(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await see(pilot, "EXAMPLAR")
        await pilot.press("f")
        await see(pilot, "Nothing is unfinished.")
        await pilot.press("enter")
        await stands_on(pilot, PersonScreen, 2)
        await pilot.press("escape")
        await stands_on(pilot, TodayScreen)
        await wait_until(pilot, lambda: "Nothing is unfinished." not in screen_text(app))


def test_of_several_lines_of_a_kind_one_that_asks_is_meant_before_one_without_a_record() -> None:
    asked = Line("naloxone in hand", mark=Mark.ACT, record=RecordId("1"), kind="release_item")
    lines = [
        None,
        Line("settled", kind="release_item"),
        asked,
        Line("missing", kind="release_item", indent=1),
    ]
    assert place_of(lines, None, "release_item") == 2
    assert place_of(lines, RecordId("1"), None) == 2
    assert place_of(lines, None, None) is None
