from __future__ import annotations

from pathlib import Path

from textual.widget import Widget

from recovery_tui.casework.views import Mark
from recovery_tui.ui.commands import Place
from recovery_tui.ui.glyphs import UNICODE
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.places_line import PlacesLine
from recovery_tui.ui.widgets.record_list import PAGE, Column, RecordList, TableRow
from tests.support.screen_text import screen_text
from tests.support.waiting import see, wait_until
from tests.ui.stage import Stage, session_at

ROWS = [
    Row(("At the gate",), heading=True),
    Row(("first appointment", "none; Fri 18 Dec is the last day that counts"), mark=Mark.ACT, subject="a"),
    Row(("naloxone", "offered"), mark=Mark.MISSING, subject="b"),
    Row(("Medicines",), heading=True),
    Row(("[b]not markup[/b] \x1b[31m\nnot a colour",), subject="c"),
]


class ListStage(Stage):
    """Remembers which rows were opened and which pages were wanted."""

    def __init__(self, make: type[Widget] | object) -> None:
        super().__init__(make)  # type: ignore[arg-type]
        self.opened: list[int] = []
        self.wanted: list[int] = []

    def on_cursor_list_row_opened(self, event: CursorList.RowOpened) -> None:
        self.opened.append(event.row)

    def on_record_list_page_wanted(self, event: RecordList.PageWanted) -> None:
        self.wanted.append(event.offset)


async def test_the_cursor_skips_headings_and_enter_opens_the_line() -> None:
    app = ListStage(lambda: LineList(UNICODE))
    async with app.run_test() as pilot:
        listed = app.query_one(LineList)
        listed.show_rows(ROWS)
        listed.focus()
        await see(pilot, "At the gate")
        assert listed.cursor == 1
        await pilot.press("down", "j")
        assert listed.current is ROWS[4]
        await pilot.press("k", "enter")
        await wait_until(pilot, lambda: app.opened == [2])


async def test_text_of_records_is_painted_harmlessly() -> None:
    app = ListStage(lambda: LineList(UNICODE))
    async with app.run_test() as pilot:
        app.query_one(LineList).show_rows(ROWS)
        await see(pilot, "[b]not markup[/b] ?[31m not a colour")


async def test_a_line_too_long_is_folded_beneath_itself_and_nothing_is_lost() -> None:
    app = ListStage(lambda: LineList(UNICODE))
    async with app.run_test(size=(60, 20)) as pilot:
        app.query_one(LineList).show_rows(ROWS)
        await see(pilot, "last day")
        painted = screen_text(app)
        assert "counts" in painted
        assert all(len(line) <= 60 for line in painted.splitlines())


async def test_a_list_survives_having_no_room_at_all() -> None:
    app = ListStage(lambda: LineList(UNICODE))
    async with app.run_test(size=(4, 3)) as pilot:
        app.query_one(LineList).show_rows(ROWS)
        await pilot.resize_terminal(80, 24)
        await see(pilot, "At the gate")


async def test_an_empty_list_says_what_to_do_and_nothing_of_being_empty_before_it_was_answered() -> None:
    app = ListStage(lambda: LineList(UNICODE, empty="Nothing here yet. n adds something.", waiting="Looking"))
    async with app.run_test() as pilot:
        await see(pilot, "Looking")
        assert "Nothing here yet" not in screen_text(app)
        app.query_one(LineList).show_rows([])
        app.query_one(LineList).focus()
        await see(pilot, "Nothing here yet")
        await pilot.press("down", "end", "pagedown", "enter")
        assert app.opened == []


async def test_nobody_counts_as_nobody_before_the_store_has_answered(tmp_path: Path) -> None:
    session = session_at(tmp_path)
    app = Stage(lambda: PlacesLine(session, Place.CASELOAD))
    async with app.run_test() as pilot:
        await see(pilot, "[F6 Caseload]")
        assert "my 0 people" not in screen_text(app)
        app.query_one(PlacesLine).count(1, 12)
        await see(pilot, "m [my 1 person] | all 12")
        await pilot.resize_terminal(60, 20)
        app.query_one(PlacesLine).count(42, 43)
        await see(pilot, "m [my 42] | all 43")


def people(offset: int) -> list[TableRow]:
    return [TableRow((f"Person {number}", "C2-14"), number) for number in range(offset, offset + PAGE)]


async def test_a_long_table_asks_only_for_the_pages_in_sight() -> None:
    total = 1000 * PAGE
    app = ListStage(lambda: RecordList(UNICODE, (Column("name", 20, grows=True), Column("where", 7))))
    async with app.run_test() as pilot:
        table = app.query_one(RecordList)
        table.show_page(0, people(0), total, fresh=True)
        table.focus()
        await see(pilot, "Person 0")
        assert app.wanted == []
        await pilot.press("end")
        await wait_until(pilot, lambda: bool(app.wanted))
        assert set(app.wanted) <= {total - PAGE, total - 2 * PAGE}
        assert table.current is None
        table.show_page(total - PAGE, people(total - PAGE), total, fresh=False)
        await see(pilot, f"Person {total - 1}")
        current = table.current
        assert current is not None
        assert current.subject == total - 1


async def test_a_fresh_page_forgets_the_old_ones() -> None:
    app = ListStage(lambda: RecordList(UNICODE, (Column("name", 20, grows=True), Column("where", 7))))
    async with app.run_test() as pilot:
        table = app.query_one(RecordList)
        table.show_page(0, people(0), 300, fresh=True)
        table.move_to(50)
        table.show_page(0, [TableRow(("Only one", "A1-01"), 1)], 1, fresh=True)
        await see(pilot, "Only one")
        assert table.cursor == 0
        assert "Person" not in screen_text(app)


async def test_a_column_that_does_not_fit_whole_is_left_out() -> None:
    columns = (Column("name", 14, grows=True), Column("where", 7), Column("treatment", 12))
    app = ListStage(lambda: RecordList(UNICODE, columns))
    async with app.run_test(size=(60, 20)) as pilot:
        table = app.query_one(RecordList)
        table.show_page(0, [TableRow(("Lee", "C2-14", "running"), 1)], 1, fresh=True)
        await see(pilot, "running")
        await pilot.resize_terminal(36, 20)
        await see(pilot, "C2-14")
        assert "run" not in screen_text(app)


async def test_in_a_narrow_window_the_last_column_stays_readable() -> None:
    said = "treatment after release not booked"
    row = Row(("WINTERBECK Billy", "B1-26", "out Fri 11 Dec, 17d", said), mark=Mark.ACT, subject="a")
    app = ListStage(lambda: LineList(UNICODE, widest=(18, 10, 20)))
    async with app.run_test(size=(60, 20)) as pilot:
        app.query_one(LineList).show_rows([row])
        await see(pilot, "release not")
        words = screen_text(app).split()
        assert all(each in words for each in (*said.split(), "WINTERBECK", "Billy", "17d"))


async def test_a_row_of_a_table_carries_its_mark() -> None:
    columns = (Column("name", 10, grows=True),)
    app = ListStage(lambda: RecordList(UNICODE, columns, marks=True))
    async with app.run_test() as pilot:
        table = app.query_one(RecordList)
        table.show_page(0, [TableRow(("Lee",), mark=Mark.ACT), TableRow(("Jo",))], 2, fresh=True)
        await see(pilot, " !! Lee")
        await see(pilot, "    Jo")
