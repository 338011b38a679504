from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from recovery_tui.casework import drafts, recording
from recovery_tui.casework.views import FormSpec, Outcome, RecordId
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.widgets.form_field import FieldRow
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import make_app, unlock


class Filled:
    """A form on the screen and what came of it."""

    def __init__(self, app: RecoveryApp, spec: FormSpec, subject: str = "") -> None:
        self.outcomes: list[Outcome | None] = []
        self.form = FormScreen(app.session, spec, subject)
        app.push_screen(self.form, self.outcomes.append)

    def row(self, key: str) -> FieldRow:
        return next(row for row in self.form.rows() if row.field.key == key)


async def open_goal(pilot: Pilot[int], app: RecoveryApp, person: RecordId) -> Filled:
    filled = Filled(app, recording.goal_form(app.session.desk, person), "TESTWELL Lee")
    await wait_until(pilot, lambda: app.screen is filled.form and bool(filled.form.rows()))
    await wait_until(pilot, lambda: not filled.form.asking("draft"))
    return filled


async def test_a_form_is_filled_with_the_keyboard_and_saved(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        filled = await open_goal(pilot, app, people[1])
        await see_golden(pilot, "form-goal")
        await pilot.press(*"Paint", "tab", *"peer", "tab")
        filled.row("goal.horizon").put("three_months")
        filled.row("step.text").put("ask for brushes")
        filled.row("step.due_on").start_typing()
        await pilot.press(*"+4d")
        await see(pilot, "Fri 27 Nov 2026")
        await pilot.press("f2")
        await wait_until(pilot, lambda: bool(filled.outcomes))
        outcome = filled.outcomes[0]
        assert outcome is not None
        assert outcome.saved
        assert app.session.saved_at == outcome.saved_at
        assert drafts.unfinished(app.session.desk) == ()


async def test_mistakes_are_told_on_top_and_under_the_field_and_the_cursor_goes_there(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        filled = await open_goal(pilot, app, people[1])
        filled.row("goal.own_words").put("in my own words")
        await pilot.press("ctrl+s")
        await see(pilot, "Not saved yet")
        assert filled.row("goal.title").error
        assert filled.row("goal.title").control is app.focused
        assert filled.row("goal.own_words").typed == "in my own words"
        await see_golden(pilot, "form-mistakes")
        assert filled.outcomes == []


async def test_what_is_typed_is_kept_as_a_draft_without_being_asked(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        filled = await open_goal(pilot, app, people[1])
        await pilot.press(*"Paint")
        await see(pilot, "draft kept 10:42")
        found = drafts.find(app.session.desk, filled.form.spec)
        assert found is not None
        assert found.values["goal.title"] == "Paint"


async def test_a_draft_is_offered_when_the_form_is_opened_again(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        desk = app.session.desk
        spec = recording.goal_form(desk, people[1])
        drafts.keep(desk, spec, {**spec.values, "goal.title": "Paint the gate"})
        filled = Filled(app, spec)
        await see(pilot, "Draft from 10:42: resume or discard?")
        await pilot.press("1")
        await see(pilot, "Paint the gate")
        assert filled.form.typed["goal.title"] == "Paint the gate"
        await pilot.press("escape")
        await see(pilot, "This form was changed.")
        await pilot.press("k")
        await wait_until(pilot, lambda: filled.outcomes == [None])
        assert drafts.find(desk, spec) is not None


async def test_a_discarded_draft_is_gone(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        desk = app.session.desk
        spec = recording.goal_form(desk, people[1])
        drafts.keep(desk, spec, {**spec.values, "goal.title": "Paint the gate"})
        Filled(app, spec)
        await see(pilot, "resume or discard?")
        await pilot.press("2")
        await wait_until(pilot, lambda: drafts.find(desk, spec) is None)
        assert "Paint the gate" not in screen_text(app)


async def test_leaving_a_changed_form_asks_and_leaving_an_unchanged_one_does_not(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        filled = await open_goal(pilot, app, people[1])
        await pilot.press("escape")
        await wait_until(pilot, lambda: filled.outcomes == [None])
        again = await open_goal(pilot, app, people[1])
        await pilot.press("x", "escape")
        await see(pilot, "This form was changed.")
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.screen is again.form)
        assert again.row("goal.title").typed == "x"
        await pilot.press("escape", "d")
        await wait_until(pilot, lambda: again.outcomes == [None])
        assert drafts.unfinished(app.session.desk) == ()


async def test_the_person_who_may_be_here_already_is_shown_while_typing(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        filled = Filled(app, recording.new_person_form(app.session.desk))
        await wait_until(pilot, lambda: bool(filled.form.rows()))
        filled.row("person.surname").put("Testwell")
        filled.row("person.forename").put("Lee")
        filled.row("person.born_on").put("3/3/1990")
        await see(pilot, "F3 opens it")
        await pilot.press("f3")
        await wait_until(pilot, lambda: bool(filled.outcomes))
        outcome = filled.outcomes[0]
        assert outcome is not None
        assert outcome.person == people[0]
        assert not outcome.saved


async def test_every_field_is_reached_with_tab(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        filled = await open_goal(pilot, app, people[1])
        reached = set()
        for _ in filled.form.rows():
            assert app.focused is not None
            reached.add(app.focused)
            app.screen.focus_next()
            await pilot.pause()
        assert reached == {row.control for row in filled.form.rows() if row.control is not None}


async def test_a_form_of_several_pages_keeps_what_was_typed_and_goes_to_the_page_of_a_mistake(
    tmp_path: Path,
) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        spec = recording.edit_form(app.session.desk, people[0])
        assert len(spec.pages) > 1
        filled = Filled(app, spec)
        await see(pilot, f"page 1 of {len(spec.pages)}")
        await see(pilot, "PgDn next page")
        filled.row("surname").put("")
        await pilot.press("pagedown")
        await see(pilot, "page 2 of")
        await wait_until(pilot, lambda: filled.form.rows()[0].field in spec.pages[1])
        await pilot.press("f2")
        await see(pilot, "page 1 of")
        await see(pilot, "Not saved yet")
        await wait_until(pilot, lambda: bool(filled.form.rows()) and filled.row("surname").error != "")
        assert filled.row("surname").control is app.focused


async def test_the_domains_of_a_score_stand_there_once_its_instrument_is_chosen(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        spec = recording.new_form(app.session.desk, people[1], "score", {"phase": "baseline"})
        filled = Filled(app, spec)
        await wait_until(pilot, lambda: bool(filled.form.rows()) and not filled.form.asking("draft"))
        await pilot.press(*"arc", "tab")
        await see(pilot, "meaningful activities:")
        filled.row("scoring").put("binary50")
        filled.row("scored_on").put("today")
        filled.row("subscales").start_typing()
        await pilot.press("4", "down", "3", "enter", "5", "up", "up", "end", "backspace", "2")
        await pilot.press("f2")
        await wait_until(pilot, lambda: bool(filled.outcomes))
        outcome = filled.outcomes[0]
        assert outcome is not None
        assert outcome.record is not None
        kept = app.session.desk.journal.record(outcome.record)
        assert kept is not None
        assert kept.values["subscales"] == {
            "substance use and sobriety": "2",
            "psychological health": "3",
            "physical health": "5",
        }


async def test_the_kind_chosen_narrows_a_list_and_what_stands_already_is_marked_when_it_does_not_fit(
    tmp_path: Path,
) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        filled = Filled(app, recording.new_form(app.session.desk, people[1], "intervention", {}))
        await wait_until(pilot, lambda: bool(filled.form.rows()) and not filled.form.asking("draft"))
        await pilot.press(*"talk", "tab", "down")
        await see(pilot, "Motivational work")
        assert "Methadone" not in screen_text(app)
        await pilot.press(*"couns", "tab")
        await wait_until(pilot, lambda: filled.row("sub_type").typed == "counselling_accredited")
        filled.row("intervention_type").put("recsup")
        await wait_until(pilot, lambda: filled.form.typed["intervention_type"] == "recsup")
        await pilot.press("f2")
        await see(pilot, "That is of another kind.")
        assert filled.row("sub_type").typed == "counselling_accredited"
        assert filled.row("sub_type").error
        filled.row("sub_type").put("")
        await pilot.press("down")
        await see(pilot, "Help into mutual aid")
        assert "Counselling" not in screen_text(app)


async def test_saving_without_having_changed_anything_does_no_harm(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        spec = recording.edit_form(app.session.desk, people[0])
        filled = Filled(app, spec)
        await wait_until(pilot, lambda: bool(filled.form.rows()))
        await pilot.press("f2")
        await wait_until(pilot, lambda: bool(filled.outcomes))
        assert recording.edit_form(app.session.desk, people[0]).values == spec.values
