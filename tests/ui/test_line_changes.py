"""What is done to a line is done to its record, and the question says which record that is."""

from __future__ import annotations

from pathlib import Path

from recovery_tui.casework.views import Area, Line
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.widgets.line_list import LineList
from tests.support.area_pages import Somebody
from tests.support.waiting import see
from tests.ui.office import make_app, unlock


def go_to(screen: PersonScreen, text: str) -> None:
    """Put the cursor on the line whose text begins so."""
    listed = screen.query_one(LineList)
    places = [
        at
        for at, row in enumerate(listed.rows)
        if isinstance(row.subject, Line) and row.subject.text.startswith(text)
    ]
    listed.move_to(places[0])


async def test_hiding_changing_and_history_name_the_record_not_the_answer_the_line_tells(
    tmp_path: Path,
) -> None:
    app, _, people = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        lee = Somebody(app.session.desk, people[0])
        lee.has(
            "intervention", intervention_type="pharm", sub_type="maintenance", medicine="methadone",
            started_on="2026-09-02",
        )  # fmt: skip
        screen = PersonScreen(app.session, people[0], area=Area.TREATMENT)
        app.push_screen(screen)
        await see(pilot, "Next dose, Methadone")
        for text in ("Next dose, Methadone", "last dose", "script at release"):
            go_to(screen, text)
            await pilot.press("x")
            await see(pilot, "Hide all of this? Treatment: Medicine")
            await see(pilot, "methadone")
            await pilot.press("escape")
        await pilot.press("h")
        await see(pilot, " Treatment: Medicine")
        await pilot.press("escape", "1")
        await see(pilot, "What matters  ")
        go_to(screen, "What matters")
        await pilot.press("c")
        await see(pilot, "Plan: Draft")
