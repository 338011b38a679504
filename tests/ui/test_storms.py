"""Windows dragged about and keys held down in the middle of a form: what was typed and the place stay."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from recovery_tui.casework import person_file, recording
from recovery_tui.casework.views import Area, RecordId
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.screens.form import FormScreen
from tests.support.screen_text import screen_text
from tests.support.waiting import see, wait_until
from tests.ui.office import make_app, unlock

SIZES = ((60, 20), (200, 60), (40, 10), (120, 40), (80, 24), (20, 5), (61, 21))


async def open_form(pilot: Pilot[int], app: RecoveryApp, person: RecordId) -> FormScreen:
    form = FormScreen(app.session, recording.goal_form(app.session.desk, person))
    app.push_screen(form)
    await wait_until(pilot, lambda: app.screen is form and bool(form.rows()) and not form.asking("draft"))
    await wait_until(pilot, lambda: isinstance(app.focused, Input))
    return form


def hold(app: RecoveryApp, key: str, times: int, character: str | None = None) -> None:
    """Send a key as a held one comes: faster than anything is painted."""
    for _ in range(times):
        app.post_message(events.Key(key, character))


async def test_a_storm_of_resizes_leaves_text_cursor_and_page_where_they_were(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        form = await open_form(pilot, app, people[1])
        await pilot.press(*"Half", "left", "left")
        focused = app.focused
        assert isinstance(focused, Input)
        for width, height in SIZES * 3:
            app.post_message(events.Resize((size := Size(width, height)), size))
        await pilot.press("X")
        await pilot.resize_terminal(60, 20)
        await wait_until(pilot, lambda: app.size.width == 60 and "HaXlf" in screen_text(app))
        assert app.screen is form
        assert app.focused is focused
        assert focused.cursor_position == 3
        for width, height in ((200, 60), (80, 24)):
            await pilot.resize_terminal(width, height)
            await wait_until(pilot, lambda width=width: app.size.width == width)  # type: ignore[misc]
            await see(pilot, "HaXlf")
        assert "HaXlf" in form.typed.values()


async def test_held_keys_type_what_fits_and_save_once(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        form = await open_form(pilot, app, people[1])
        title = app.focused
        assert isinstance(title, Input)
        hold(app, "x", 260, "x")
        await wait_until(pilot, lambda: len(title.value) == title.max_length)
        assert app.focused is title
        hold(app, "ctrl+z", 300)
        await wait_until(pilot, lambda: len(title.value) < 20)
        hold(app, "ctrl+y", 300)
        await wait_until(pilot, lambda: len(title.value) == title.max_length)
        hold(app, "escape", 30)
        await pilot.pause()
        await wait_until(pilot, lambda: not app.is_behind)
        if app.screen is not form:
            await pilot.press("escape")
        await wait_until(pilot, lambda: app.screen is form)
        assert title.value == "x" * len(title.value)
        for row in form.rows():
            if row.field.key in {"goal.area", "goal.horizon", "step.text"}:
                row.put(
                    {"goal.area": "treatment", "goal.horizon": "gate", "step.text": "ring"}[row.field.key]
                )
                await wait_until(pilot, lambda row=row: form.typed[row.field.key] == row.typed)  # type: ignore[misc]
        hold(app, "f2", 40)
        await wait_until(pilot, lambda: app.screen is not form)
        await see(pilot, "[F5 Today]")
    _, view = person_file.page(app.session.desk, people[1], Area.PLAN, False)
    goals = {line.record for section in view.sections for line in section.lines if line.kind == "goal"}
    assert len(goals - {None}) == 1


async def test_keys_held_on_a_list_open_one_form_only(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        hold(app, "down", 400)
        hold(app, "n", 25, "n")
        await wait_until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.pause()
        assert sum(isinstance(screen, FormScreen) for screen in app.screen_stack) == 1


async def test_a_long_text_is_undone_and_redone_and_a_choice_too(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        form = FormScreen(app.session, recording.new_form(app.session.desk, people[0], "contact", {}))
        app.push_screen(form)
        await wait_until(pilot, lambda: app.screen is form and bool(form.rows()) and not form.asking("draft"))
        long = next(row for row in form.rows() if isinstance(row.control, TextArea))
        long.start_typing()
        await wait_until(pilot, lambda: app.focused is long.control)
        await pilot.press(*"said yes")
        await wait_until(pilot, lambda: long.typed == "said yes")
        await pilot.press("ctrl+z")
        await wait_until(pilot, lambda: long.typed != "said yes")
        await pilot.press("ctrl+y")
        await wait_until(pilot, lambda: long.typed == "said yes")
        choice = next(row for row in form.rows() if row.field.key == "outcome")
        before = choice.typed
        choice.start_typing()
        await wait_until(pilot, lambda: app.focused is choice.control)
        await pilot.press(*["backspace"] * 20, *"decl", "enter")
        await wait_until(pilot, lambda: choice.typed == "declined")
        while choice.typed != before:
            await pilot.press("ctrl+z")
        hold(app, "ctrl+y", 60)
        await wait_until(pilot, lambda: choice.typed == "declined")
