from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot

from recovery_tui.casework import caseload
from recovery_tui.casework.load_views import CsvPreview, Rejected
from recovery_tui.casework.views import CaseloadOrder
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.load_words import left_out, trouble_rows
from recovery_tui.ui.screens.csv_load import CsvScreen
from recovery_tui.ui.widgets.form_field import FieldRow
from tests.support.waiting import see, see_golden, wait_until
from tests.ui.office import make_app, unlock

LIST = """surname,forename,born_on,prison_number,location,started_on,shoe size
Madeup,Pat,3 Mar 1990,A5555AA,C2-10,2 feb 2026,9
Invented,Sam,not a date,A6666AA,C2-11,2 feb 2026,8
Fancied,Kit,4/5/1991,A7777AA,C2-12,2 feb 2026,7
"""


def everyone(app: RecoveryApp) -> int:
    page = caseload.page(app.session.desk, text="", order=CaseloadOrder.NAME, mine=False, offset=0, limit=1)
    return page.everyone


async def look_at(pilot: Pilot[int], app: RecoveryApp, path: Path) -> None:
    await pilot.press("ctrl+p", *"bring", "enter")
    await wait_until(pilot, lambda: isinstance(app.screen, CsvScreen))
    await see(pilot, "File with the list")
    app.screen.query_one(FieldRow).put(str(path))
    await pilot.press("enter")


async def test_a_list_is_looked_at_first_and_the_good_rows_come_in(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    app, _, _ = make_app(tmp_path / "data")
    async with app.run_test() as pilot:
        await unlock(pilot)
        before = everyone(app)
        await look_at(pilot, app, tmp_path / "list.csv")
        await see(pilot, "2 of 3 rows can come in")
        await see(pilot, "row 3")
        await see(pilot, "column Date of birth: ")
        await see(pilot, "shoe size")
        assert everyone(app) == before
        await pilot.press("f2")
        await see(pilot, "Leave 1 row out and bring in the others?")
        await pilot.press("y")
        await see(pilot, "Esc goes back")
        assert everyone(app) == before + 2
        await pilot.press("escape")
        await see(pilot, "[F5 Today]")


async def test_a_file_that_is_not_there_is_told_and_the_path_stays(tmp_path: Path) -> None:
    app, _, _ = make_app(tmp_path)
    async with app.run_test() as pilot:
        await unlock(pilot)
        await look_at(pilot, app, Path("nowhere") / "list.csv")
        await wait_until(pilot, lambda: not app.screen.asking("preview"))  # type: ignore[attr-defined]
        await see_golden(pilot, "csv-missing")
        assert app.screen.query_one(FieldRow).typed.endswith("list.csv")


async def test_esc_stops_a_loading_and_leaves_everything_as_it_was(tmp_path: Path) -> None:
    rows = "\n".join(f"Madeup{n},Pat,3 Mar 1990,A{5000 + n}AA,C2-10,2 feb 2026,9" for n in range(150))
    (tmp_path / "list.csv").write_text(LIST.splitlines()[0] + "\n" + rows, encoding="utf-8")
    app, _, _ = make_app(tmp_path / "data")
    async with app.run_test() as pilot:
        await unlock(pilot)
        before = everyone(app)
        await look_at(pilot, app, tmp_path / "list.csv")
        await see(pilot, "150 of 150 rows can come in")
        screen = app.screen
        assert isinstance(screen, CsvScreen)
        screen.action_load()
        screen.action_back()
        await see(pilot, "Stopped. Nothing was brought in")
        assert everyone(app) == before


def test_a_row_with_two_faults_is_one_row_that_can_not_come_in() -> None:
    faults = (Rejected(3, "surname", "Surname is needed."), Rejected(3, "born_on", "Type a day."))
    preview = CsvPreview(("Surname",), (("Testwell",),), (), 2, faults)
    assert left_out(preview) == 1
    assert next(iter(trouble_rows(preview))).cells == ("These rows can't come in 1",)
