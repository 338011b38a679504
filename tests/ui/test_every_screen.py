from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from recovery_tui.casework import session_note
from recovery_tui.casework.views import RecordId
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.glyphs import ASCII, UNICODE, Glyphs
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.session_note import SessionNoteScreen
from recovery_tui.ui.textual_compat import painted_strips
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.line_list import LineList
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import add_person, app_on, make_app, unlock
from tests.ui.walking import walk_page

Visit = Callable[[Pilot[int], RecoveryApp, tuple[RecordId, ...]], Awaitable[None]]


async def visit_today(pilot: Pilot[int], app: RecoveryApp, people: tuple[RecordId, ...]) -> None:
    await see(pilot, "TESTWELL")


async def visit_caseload(pilot: Pilot[int], app: RecoveryApp, people: tuple[RecordId, ...]) -> None:
    await pilot.press("f6")
    await see(pilot, "PLACEHOLDER")


async def visit_person(pilot: Pilot[int], app: RecoveryApp, people: tuple[RecordId, ...]) -> None:
    app.push_screen(PersonScreen(app.session, people[0]))
    await see(pilot, "Keep my script")


async def visit_form(pilot: Pilot[int], app: RecoveryApp, people: tuple[RecordId, ...]) -> None:
    app.push_screen(SessionNoteScreen(app.session, session_note.form(app.session.desk, people[0])))
    await wait_until(pilot, lambda: isinstance(app.screen, FormScreen) and not app.screen.asking("draft"))
    await wait_until(pilot, lambda: app.focused is not None)


async def visit_help(pilot: Pilot[int], app: RecoveryApp, people: tuple[RecordId, ...]) -> None:
    await pilot.press("f1")
    await see(pilot, "You are here: Today")


async def visit_cover(pilot: Pilot[int], app: RecoveryApp, people: tuple[RecordId, ...]) -> None:
    await pilot.press("f9")
    await see(pilot, "covered")


VISITS = {
    "today": visit_today,
    "caseload": visit_caseload,
    "person": visit_person,
    "form": visit_form,
    "help": visit_help,
    "cover": visit_cover,
}

every_screen = pytest.mark.parametrize("visit", VISITS.values(), ids=VISITS.keys())


@every_screen
async def test_every_page_is_read_in_ascii_walked_with_tab_and_stands_in_other_windows(
    visit: Visit, tmp_path: Path
) -> None:
    _, clock, people = make_app(tmp_path)
    app = app_on(tmp_path, clock, ASCII)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await visit(pilot, app, people)
        await walk_page(pilot)
        for node in (app, app.screen, *app.screen.query("CursorList, TypedInput")):
            for binding in type(node).__dict__.get("BINDINGS", ()):
                assert getattr(binding, "id", None), (node, binding)


async def test_a_window_too_small_says_so_and_loses_nothing(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await visit_form(pilot, app, people)
        focused = app.focused
        await pilot.resize_terminal(50, 15)
        await see(pilot, "larger window")
        assert "What was said" not in screen_text(app)
        await pilot.resize_terminal(80, 24)
        await wait_until(pilot, lambda: "larger window" not in screen_text(app))
        assert app.focused is focused


async def test_without_colour_every_screen_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        assert app.no_color
        await unlock(pilot)
        await visit_person(pilot, app, people)
        for strip in painted_strips(app):
            for segment in strip:
                style = segment.style
                if style is None or not segment.text.strip() or style.color is None or style.bgcolor is None:
                    continue
                assert style.color.triplet != style.bgcolor.triplet, segment.text


async def test_f1_explains_where_one_is(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await visit_help(pilot, app, people)
        await see_golden(pilot, "help-today")
        await pilot.press("f1", "escape")
        await see(pilot, "[F5 Today]")


async def test_the_palette_never_offers_a_screenshot(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await pilot.press("ctrl+p")
        await see(pilot, "Which command?")
        await see_golden(pilot, "palette")
        await pilot.press(*"screenshot")
        await see(pilot, "No such command.")


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
async def test_names_with_markup_and_control_characters_are_painted_harmlessly(
    glyphs: Glyphs, tmp_path: Path
) -> None:
    _, clock, _ = make_app(tmp_path)
    app = app_on(tmp_path, clock, glyphs)
    async with app.run_test() as pilot:
        await unlock(pilot)
        person = add_person(app.session.desk, "[b]Brackets[/b]", "Zo\u00eb", "C1-01", "A9999AA")
        app.push_screen(PersonScreen(app.session, person))
        await see(pilot, "[B]BRACKETS[/B]")
        assert "\x1b" not in screen_text(app)


async def test_the_demo_says_on_every_screen_that_its_people_are_made_up(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await see(pilot, "Practise with made-up people")
        await pilot.press("down", "enter")
        await see(pilot, "[F5 Today]")
        await see(pilot, "DEMO")
        await pilot.press("f6")
        await wait_until(pilot, lambda: isinstance(app.screen, PlaceScreen) and "[F6" in screen_text(app))
        await see(pilot, "DEMO")
        await pilot.press("f9")
        await see(pilot, "Enter goes on")
        assert "DEMO" in screen_text(app)
        await pilot.press("enter")
        await see(pilot, "[F6 Caseload]")
    folder = app.session.desk.demo_folder
    app.session.desk.close()
    assert folder is not None
    assert not folder.exists()


async def test_lists_and_inputs_are_the_only_things_that_take_keys(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await visit_person(pilot, app, people)
        for widget in app.screen.query("*"):
            if widget.focusable:
                assert isinstance(widget, (CursorList, Input, LineList))
