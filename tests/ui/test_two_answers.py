"""Two answers on the screen: both shown, one key from settled, and never settled by a key meant for something else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from recovery_tui.casework import conflicts
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.disputed import TWO_ANSWERS
from recovery_tui.casework.today_views import TodayLine
from recovery_tui.casework.views import Outcome, RecordId
from recovery_tui.clock import SetClock
from recovery_tui.journal.log import Change
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.glyphs import ASCII, UNICODE, Glyphs
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.history import HistoryScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.screens.today import TodayScreen
from recovery_tui.ui.screens.two_answers import TwoAnswersScreen
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.line_list import LineList
from tests.journal.passing import desk_of
from tests.support.screen_text import screen_text
from tests.support.two_writers import HOME, TwoWriters
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import add_person, app_on, new_store, unlock
from tests.ui.stage import MONDAY

LONG = (
    "Lee wants to keep the flat in Leeds, see the children at the weekend, and go to the Thursday group, "
    "because that is what helped the last time.\nThe mornings are the hardest."
)


@pytest.fixture(autouse=True)
def _named_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Goldens show the name of the computer, which is another one on every computer."""
    monkeypatch.setattr("platform.node", lambda: "C wing PC")


class Disputed:
    """A store with a person about whom a colleague's answers have come in, and the app on it."""

    def __init__(self, data: Path, glyphs: Glyphs = UNICODE) -> None:
        clock = SetClock(MONDAY)
        desk = new_store(data, clock)
        person = add_person(desk, "Testwell", "Lee", "C2-14", "A1234AA")
        self.both = TwoWriters(desk, desk_of(data / "elsewhere", "shah"), person)
        self.both.swap()
        self.person = person
        self.data, self.clock, self.glyphs = data, clock, glyphs

    def home(self) -> RecordId:
        """The first night's town, answered twice."""
        return self.both.disagree("home", HOME, "area", "Bradford", "York")

    def app(self) -> RecoveryApp:
        """The app, locked."""
        self.both.close()
        return app_on(self.data, self.clock, self.glyphs)


async def open_from_today(pilot: Pilot[int]) -> TwoAnswersScreen:
    await unlock(pilot)
    await see(pilot, "!! Two answers")
    listed = pilot.app.screen.query_one(LineList)
    subjects = [row.subject for row in listed.rows]
    listed.move_to(
        next(
            at for at, each in enumerate(subjects) if isinstance(each, TodayLine) and each.kind == TWO_ANSWERS
        )
    )
    await pilot.press("enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, TwoAnswersScreen))
    await see(pilot, "Nothing is lost")
    await see(pilot, "a  ")
    screen = pilot.app.screen
    assert isinstance(screen, TwoAnswersScreen)
    return screen


def settled(desk: Desk, record: RecordId, field: str) -> object:
    stored = desk.journal.record(record)
    assert stored is not None
    assert not stored.also
    return stored.values[field]


async def test_enter_on_today_shows_both_answers_and_a_letter_keeps_one(tmp_path: Path) -> None:
    made = Disputed(tmp_path)
    made.both.make("appointment", {"starts_at": "2026-11-27T10:00", "status": "booked", "place": "Leeds"})
    home = made.home()
    app = made.app()
    async with app.run_test() as pilot:
        await unlock(pilot)
        await see(pilot, "!! Two answers 1")
        await pilot.press("down")
        await wait_until(
            pilot,
            lambda: any(
                line.startswith(" > ") and "home, area" in line for line in screen_text(app).splitlines()
            ),
        )
        await pilot.press("enter")
        await see(pilot, "Depends on it:")
        await see_golden(pilot, "two-answers")
        await pilot.press("a")
        await wait_until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await see(pilot, "All answered. Kept: Bradford.")
        assert settled(app.session.desk, home, "area") == "Bradford"
        await wait_until(pilot, lambda: "!! Two answers" not in screen_text(app))


async def test_a_second_enter_typed_ahead_settles_nothing(tmp_path: Path) -> None:
    made = Disputed(tmp_path)
    made.home()
    app = made.app()
    async with app.run_test() as pilot:
        await open_from_today(pilot)
        await pilot.press("enter")
        await see(pilot, "Keep this answer of")
        await pilot.press("enter")
        await wait_until(pilot, lambda: isinstance(app.screen, TwoAnswersScreen))
        assert len(conflicts.listed(app.session.desk)) == 1
        await pilot.press("enter")
        await pilot.press("y")
        await see(pilot, "All answered.")


async def test_after_a_choice_comes_the_next_and_u_takes_the_other_answer_of_the_last(tmp_path: Path) -> None:
    made = Disputed(tmp_path)
    first, second = made.home(), made.home()
    app = made.app()
    async with app.run_test() as pilot:
        await open_from_today(pilot)
        await see(pilot, "1 of 2")
        await pilot.press("n")
        await see(pilot, "2 of 2")
        await pilot.press("p")
        await see(pilot, "1 of 2")
        await pilot.press("b")
        await see(pilot, "1 of 1")
        await see(pilot, "u the other one")
        await pilot.press("u")
        await see(pilot, "The other answer stands now.")
        assert settled(app.session.desk, first, "area") == "Bradford"
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert [found.record for found in conflicts.listed(app.session.desk)] == [second]


async def test_a_third_answer_is_typed_in_the_fields_own_form(tmp_path: Path) -> None:
    made = Disputed(tmp_path)
    home = made.both.disagree("home", HOME, "from_on", "2026-11-28", "2026-11-30")
    app = made.app()
    async with app.run_test() as pilot:
        await open_from_today(pilot)
        await pilot.press("t")
        await wait_until(pilot, lambda: isinstance(app.screen, FormScreen) and not app.screen.asking("draft"))
        app.screen.query_one(FieldRow).put("1/12")
        await see(pilot, "Tue 1 Dec 2026")
        await pilot.press("f2")
        await see(pilot, "All answered. Kept: Tue 1 Dec 2026.")
        assert settled(app.session.desk, home, "from_on") == "2026-12-01"


async def test_a_third_answer_left_as_a_draft_is_finished_from_today(tmp_path: Path) -> None:
    made = Disputed(tmp_path)
    home = made.home()
    app = made.app()
    async with app.run_test() as pilot:
        await open_from_today(pilot)
        await pilot.press("t")
        await wait_until(pilot, lambda: isinstance(app.screen, FormScreen) and not app.screen.asking("draft"))
        app.screen.query_one(FieldRow).put("Otley")
        await wait_until(pilot, lambda: isinstance(app.screen, FormScreen) and app.screen.is_changed)
        await pilot.press("escape", "k")
        await wait_until(pilot, lambda: isinstance(app.screen, TwoAnswersScreen))
        await pilot.press("escape")
        await see(pilot, "To finish: 1")
        await pilot.press("f")
        await see(pilot, "Otley")
        await pilot.press("f2")
        await wait_until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert settled(app.session.desk, home, "area") == "Otley"


async def test_asking_both_says_whom_to_ring_and_settles_nothing(tmp_path: Path) -> None:
    made = Disputed(tmp_path)
    made.home()
    app = made.app()
    async with app.run_test() as pilot:
        await open_from_today(pilot)
        await pilot.press("q")
        await see(pilot, "Asked on Mon 23 Nov. One of the answers is yours. Ring")
        assert len(conflicts.listed(app.session.desk)) == 1


async def test_a_rule_asks_why_before_an_answer_is_kept(tmp_path: Path) -> None:
    made = Disputed(tmp_path)
    plan = made.both.make("plan", {"started_on": "2026-11-01", "status": "draft", "agreement": "draft"})
    values = {"title": "Keep my script", "area": "treatment", "status": "active", "plan": plan}
    goal = made.both.make("goal", values)
    step = {"text": "Ring the clinic", "status": "not_started", "actor": "keyworker", "goal": goal}
    made.both.make("step", step)
    made.both.write(made.both.kim, goal, status="achieved")
    made.both.write(made.both.shah, goal, status="paused")
    made.both.swap()
    app = made.app()
    async with app.run_test() as pilot:
        await open_from_today(pilot)
        await pilot.press("a")
        await see(pilot, "The goal still has open steps. Why?")
        await pilot.press("escape")
        await see(pilot, "Nothing was changed.")
        await pilot.press("a")
        await see(pilot, "Why?")
        await pilot.press("1")
        await see(pilot, "All answered.")
        assert settled(app.session.desk, goal, "status") == "achieved"


async def test_what_was_kept_is_told_also_when_the_empty_list_is_there_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Disputed(tmp_path)
    made.home()
    app = made.app()
    async with app.run_test() as pilot:
        screen = await open_from_today(pilot)
        choose = conflicts.choose

        def overtaken(*asked: Any) -> Outcome:
            outcome = choose(*asked)
            app.call_from_thread(screen.refresh_view)
            while screen.asking("conflicts"):
                continue
            return outcome

        monkeypatch.setattr(conflicts, "choose", overtaken)
        await pilot.press("a")
        await see(pilot, "All answered. Kept: Bradford.")


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
async def test_long_texts_stand_beneath_each_other_with_what_differs_marked(
    glyphs: Glyphs, tmp_path: Path
) -> None:
    made = Disputed(tmp_path, glyphs)
    plan = {"started_on": "2026-11-01", "status": "draft", "agreement": "draft", "matters_to_me": LONG}
    one = LONG.replace("flat in Leeds", "house in Bradford")
    made.both.disagree("plan", plan, "matters_to_me", one, LONG.replace("Thursday group", "Friday group"))
    app = made.app()
    async with app.run_test() as pilot:
        screen = await open_from_today(pilot)
        await see(pilot, "keep the [-flat-] {+house+} in")
        if glyphs is ASCII:
            assert screen_text(app).isascii()
        else:
            await see_golden(pilot, "two-answers-long")
        await pilot.press("end")
        assert screen.query_one(LineList).cursor == len(screen.query_one(LineList).rows) - 1


async def test_d_on_a_person_shows_their_conflicts_and_enter_on_the_line_too(tmp_path: Path) -> None:
    made = Disputed(tmp_path)
    made.home()
    app = made.app()
    async with app.run_test() as pilot:
        await unlock(pilot)
        app.push_screen(PersonScreen(app.session, made.person))
        await see(pilot, "!! Two answers: home, area")
        await see_golden(pilot, "person-two-answers")
        await pilot.press("enter")
        await see(pilot, "Two answers, 1 of 1")
        await pilot.press("h")
        await wait_until(pilot, lambda: isinstance(app.screen, HistoryScreen))
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, TwoAnswersScreen))
        await pilot.press("escape")
        await wait_until(pilot, lambda: isinstance(app.screen, PersonScreen))
        await pilot.press("d")
        await see(pilot, "Two answers, 1 of 1")
        await see(pilot, "a  Bradford")
        await pilot.press("a")
        await see(pilot, "u undo")
        await pilot.press("u")
        await see(pilot, "Put back.")


async def test_where_nobody_disagrees_d_says_so(tmp_path: Path) -> None:
    app = Disputed(tmp_path).app()
    async with app.run_test() as pilot:
        await unlock(pilot)
        await pilot.press("d")
        await see(pilot, "Nobody disagrees about anything here.")
        assert isinstance(app.screen, TodayScreen)


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_the_page_stands_in_other_windows_and_tab_reaches_the_answers(
    size: tuple[int, int], tmp_path: Path
) -> None:
    made = Disputed(tmp_path)
    made.home()
    app = made.app()
    async with app.run_test(size=size) as pilot:
        screen = await open_from_today(pilot)
        assert all(len(line) <= size[0] for line in screen_text(app).splitlines())
        assert "Bradford" in screen_text(app)
        assert "York" in screen_text(app)
        await pilot.press("tab")
        assert app.focused is screen.query_one(LineList)


async def test_an_agency_is_settled_from_today_like_a_persons_record(tmp_path: Path) -> None:
    made = Disputed(tmp_path)
    values = {"name": "Forward Fictional", "agency_type": "other"}
    agency = RecordId(made.both.kim.journal.save([Change("agency", values)]).ids[0])
    made.both.swap()
    made.both.write(made.both.kim, agency, phone="0113 496 0001")
    made.both.write(made.both.shah, agency, phone="0113 496 0002")
    made.both.swap()
    app = made.app()
    async with app.run_test() as pilot:
        await open_from_today(pilot)
        await see(pilot, "Forward Fictional")
        await pilot.press("b")
        await see(pilot, "All answered.")
        assert settled(app.session.desk, agency, "phone") == "0113 496 0002"
