"""Staff documents: everything escaped, nothing wider than paper, the classification and the printer on each."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from recovery_tui.casework.today_views import TodayLine, TodaySection, TodayView, Urgency
from recovery_tui.casework.views import CaseloadRow, Mark, RecordId
from recovery_tui.reports import lists
from recovery_tui.reports.document import COLUMNS, Document, Entry, Part, to_html, to_text
from recovery_tui.reports.whole_days import NO_BREAK
from tests.reports.page import Page

MARK = "OFFICIAL-SENSITIVE"
BY = "Printed by Kim Example, Mon 23 Nov 2026 10:42"
NASTY = "<script>alert('x')</script> & \"quoted\""

ROW = CaseloadRow(
    person=RecordId("a" * 32),
    name="BARNES Lee",
    location="FIC C2-14",
    number="A1234BC",
    release="Fri 27 Nov",
    areas=("on", "inside", "waiting", "open"),
    agreed="agreed",
    review="-",
    last_seen="Thu 12 Nov",
)


def _line(text: str, due_on: str, urgency: Urgency) -> TodayLine:
    return TodayLine(
        person=RecordId("a" * 32),
        name="BARNES Lee",
        location="FIC C2-14",
        when="Fri 20 Nov",
        text=text,
        mark=Mark.NONE,
        urgency=urgency,
        record=None,
        kind="step",
        code="step",
        due_on=due_on,
    )


def _today(*lines: TodayLine) -> TodayView:
    return TodayView((TodaySection("Due", lines, len(lines)),), 0, "", (), 1, 1)


def test_every_value_is_escaped_in_html() -> None:
    made = Document(NASTY, (Part(NASTY, (Entry(NASTY, NASTY),)),), NASTY, NASTY)
    page = Page(to_html(made))
    assert "script" not in page.tags
    assert page.text.count(NASTY) == 8
    assert page.fetched == []


def test_staff_lists_carry_the_classification_and_who_printed_them() -> None:
    for made in (
        lists.today(_today(), "Mon 23 Nov 2026", MARK, BY),
        lists.caseload([ROW], "Mon 23 Nov 2026", MARK, BY),
    ):
        lines = to_text(made).splitlines()
        assert MARK in lines[0]
        assert MARK in lines[-1]
        assert BY in lines
        page = Page(to_html(made))
        assert page.text.count(MARK) == 2
        assert BY in page.text.replace(NO_BREAK, " ")


@pytest.mark.parametrize("long", ["word " * 60, "x" * 300])
def test_text_is_never_wider_than_eighty_columns(long: str) -> None:
    made = Document(long, (Part(long, (Entry(long, long, indent=2),)),), MARK, long)
    assert max(map(len, to_text(made).splitlines())) <= COLUMNS


def test_today_for_scripts_says_who_what_and_how_bad() -> None:
    view = _today(_line("ring", "2026-11-20", Urgency.OVERDUE), _line("meet", "2026-11-25", Urgency.COMING))
    found = lists.today_json(view)
    assert [set(each) for each in found] == [{"person", "code", "state", "due_on", "text"}] * 2
    assert [each["state"] for each in found] == ["overdue", "coming"]


def test_nothing_due_says_so() -> None:
    empty = TodayView((TodaySection("Due", (), 0),), 0, "", (), 0, 0)
    assert "Nothing is due" in to_text(lists.today(empty, "Mon 23 Nov 2026", MARK))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_spreadsheet_takes_no_cell_for_a_formula(start: str) -> None:
    written = lists.caseload_csv([replace(ROW, name=f"{start}cmd|'/c calc'!A1")])
    headings, cells = list(csv.reader(io.StringIO(written)))
    assert len(headings) == len(cells)
    assert cells[0].startswith("'")
    assert cells[headings.index("review")] == "-"


def test_a_date_is_not_broken_between_two_lines_of_paper() -> None:
    said = f"{'a' * 60} by Mon 4 Jan 2027, at 3 in the afternoon"
    made = Document("", (Part("", (Entry(said),)),), MARK)
    assert "by\n    Mon 4 Jan 2027, at 3" in to_text(made)
    assert "by Mon\u00a04\u00a0Jan\u00a02027, at 3" in Page(to_html(made)).text
