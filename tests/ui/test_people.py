from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from recovery_tui.casework import drafts, load_files, recording, session_note
from recovery_tui.casework.views import Line
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.history import HistoryScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.today import TodayScreen
from recovery_tui.ui.widgets.line_list import LineList
from tests.support.screen_text import screen_text
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import add_goal, make_app, unlock


async def open_first_person(pilot: Pilot[int], app: RecoveryApp, person: str) -> PersonScreen:
    screen = PersonScreen(app.session, person)  # type: ignore[arg-type]
    app.push_screen(screen)
    await wait_until(
        pilot, lambda: app.screen is screen and any(listed.rows for listed in screen.query(LineList))
    )
    return screen


def put_cursor_on(screen: PersonScreen, text: str) -> Line:
    listed = screen.query_one(LineList)
    for index, row in enumerate(listed.rows):
        if isinstance(row.subject, Line) and text in row.subject.text:
            listed.move_to(index)
            return row.subject
    raise AssertionError(f"no line with {text!r}")


async def test_today_shows_what_is_due_and_enter_opens_the_person(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await see(pilot, "next: ! nobody yet")
        await see_golden(pilot, "today")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await see(pilot, "EXAMPLAR Jo")
        await see(pilot, "[4 Home+work]")
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await pilot.press("o")
        await see(pilot, "o order: worst | [wing] | time")
        await pilot.press("end", "enter")
        await see(pilot, "TESTWELL Lee")
        await see(pilot, ">      Keyworker: ring the clinic")


async def test_what_was_begun_is_finished_from_today(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        desk = app.session.desk
        spec = session_note.form(desk, people[2])
        drafts.keep(desk, spec, {**spec.values, "contact.summary": "Half a note"})
        await pilot.press("f6", "f5")
        await see(pilot, "To finish: 1 (PLACEHOLDER")
        await pilot.press("f")
        await see(pilot, "Half a note")


async def test_the_caseload_is_narrowed_while_typing(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await pilot.press("f6")
        await see(pilot, "PLACEHOLDER R")
        await see_golden(pilot, "caseload")
        await pilot.press("slash", *"exam")
        await wait_until(pilot, lambda: "PLACEHOLDER" not in screen_text(app))
        assert "EXAMPLAR Jo" in screen_text(app)
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await pilot.press("f6", "escape", "slash", *"placeh", "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await see(pilot, "PLACEHOLDER Ray")


async def test_o_sorts_by_the_next_order(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await pilot.press("f6")
        await see(pilot, "sorted by location")
        await pilot.press("o", "o")
        await see(pilot, "sorted by name")
        await see(pilot, "> !! EXAMPLAR Jo")


async def test_an_answer_to_an_old_question_is_dropped(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        screen = app.screen
        assert isinstance(screen, TodayScreen)
        told: list[str] = []
        screen.ask(lambda: "old", told.append, "same")
        screen.ask(lambda: "new", told.append, "same")
        await wait_until(pilot, lambda: bool(told) and not screen.asking("same"))
        assert told == ["new"]


async def test_digits_show_the_areas(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        screen = await open_first_person(pilot, app, people[0])
        await see(pilot, "[1 Plan]")
        await see(pilot, "Keep my script")
        await see_golden(pilot, "person-plan")
        for digit, area in enumerate(
            ("Plan", "Treatment", "Peers", "Home+work", "Release", "Scores", "Everything"), 1
        ):
            await pilot.press(str(digit))
            await see(pilot, f"[{digit} {area}]")
            await wait_until(pilot, lambda: not screen.asking("person"))
            await see_golden(pilot, f"person-{digit}")


async def test_a_line_is_changed_and_put_back_with_u(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        screen = await open_first_person(pilot, app, people[0])
        line = put_cursor_on(screen, "Keep my script")
        assert line.record is not None
        before = recording.edit_form(app.session.desk, line.record).values
        await pilot.press("c")
        await see(pilot, "What now?")
        await pilot.press("1")
        await see(pilot, "The goal still has open steps. Why?")
        await pilot.press("1")
        await see(pilot, "u undo")
        assert recording.edit_form(app.session.desk, line.record).values != before
        await pilot.press("u")
        await see(pilot, "Put back.")
        assert recording.edit_form(app.session.desk, line.record).values == before


async def test_a_line_is_hidden_with_a_reason_and_shown_again(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        add_goal(app.session.desk, people[0], "Second goal", "first step of it", "+2w")
        screen = await open_first_person(pilot, app, people[0])
        put_cursor_on(screen, "Second goal")
        await pilot.press("x")
        await see(pilot, "Why?")
        await pilot.press("1")
        await wait_until(pilot, lambda: "Second goal" not in screen_text(app).replace("Hide", ""))
        await pilot.press("a")
        await see(pilot, "Second goal")
        put_cursor_on(screen, "Second goal")
        await pilot.press("x")
        await see(pilot, "Shown again")


async def test_history_shows_who_changed_what(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        screen = await open_first_person(pilot, app, people[0])
        put_cursor_on(screen, "Keep my script")
        await pilot.press("h")
        await wait_until(pilot, lambda: isinstance(app.screen, HistoryScreen))
        await see(pilot, "Kim Example")
        await see(pilot, "-> Keep my script")
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.screen is screen)


async def test_enter_opens_the_record_of_a_line_and_n_offers_what_fits_the_area(tmp_path: Path) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        screen = await open_first_person(pilot, app, people[0])
        put_cursor_on(screen, "Keep my script")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, FormScreen))
        await see(pilot, "Keep my script")
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.screen is screen)
        await pilot.press("n")
        await wait_until(pilot, lambda: app.screen is not screen)


async def test_a_long_caseload_is_fetched_as_it_comes_into_sight(tmp_path: Path) -> None:
    head = "surname,forename,born_on,prison_number,location,started_on\n"
    rows = "\n".join(
        f"Madeup{number:03},Pat,3 Mar 1990,A{5000 + number}AA,D1-01,2 feb 2026" for number in range(250)
    )
    (tmp_path / "list.csv").write_text(head + rows, encoding="utf-8")
    app, _, _ = make_app(tmp_path / "data")
    async with app.run_test() as pilot:
        await unlock(pilot)
        load_files.load_file(app.session.desk, tmp_path / "list.csv")
        await pilot.press("f6", "m")
        await see(pilot, "[all 253]")
        await pilot.press("end")
        await see(pilot, ">    MADEUP249")
        await pilot.press("home")
        await see(pilot, "> !! EXAMPLAR Jo")
