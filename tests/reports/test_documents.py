"""Documents: everything escaped, nothing wider than paper, and the classification only where it belongs."""

from __future__ import annotations

import csv
import io
from dataclasses import fields, replace
from html.parser import HTMLParser

import pytest

from recovery_tui.casework.own_plan import OwnGoal, OwnPlan, OwnStep
from recovery_tui.casework.views import CaseloadRow, Mark, RecordId, TodayLine, TodaySection, TodayView
from recovery_tui.reports import lists
from recovery_tui.reports.document import COLUMNS, Document, Entry, Part, to_html, to_text
from recovery_tui.reports.plan_sheet import plan_sheet

MARK = "OFFICIAL-SENSITIVE"
NASTY = "<script>alert('x')</script> & \"quoted\""

PLAN = OwnPlan(
    first_name="Lee",
    matters="My girl.\nSleep.",
    goals=(OwnGoal("Keep my script", "At the gate", (OwnStep("me", "ring Forward", "Fri 27 Nov 2026"),)),),
    early_signs="Not eating",
    what_helps="Walking",
    printed_on="Mon 23 Nov 2026",
)

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


class _Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.fetched: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.text += data


def _line(text: str, due_on: str, mark: Mark = Mark.NONE) -> TodayLine:
    return TodayLine(
        person=RecordId("a" * 32),
        name="BARNES Lee",
        location="FIC C2-14",
        when="Fri 20 Nov",
        text=text,
        mark=mark,
        record=None,
        kind="step",
        code="step",
        due_on=due_on,
    )


def _today(*lines: TodayLine) -> TodayView:
    return TodayView((TodaySection("Due", lines, len(lines)),), 0, "", (), 1, 1)


def test_every_value_is_escaped_in_html() -> None:
    made = Document(NASTY, (Part(NASTY, (Entry(NASTY, NASTY),)),), NASTY, NASTY)
    page = _Page(to_html(made))
    assert "script" not in page.tags
    assert page.text.count(NASTY) == 8


def test_html_needs_nothing_but_itself_and_knows_how_to_print() -> None:
    page = to_html(plan_sheet(PLAN))
    assert _Page(page).fetched == []
    assert "@media print" in page
    assert "http" not in page


def test_the_persons_own_copy_never_carries_the_classification_or_a_number() -> None:
    assert not any("number" in field.name or "class" in field.name for field in fields(OwnPlan))
    for form in (to_text, to_html):
        written = form(plan_sheet(PLAN))
        assert MARK not in written
        assert "Keep my script" in written
        assert "ring Forward" in written


def test_staff_lists_carry_the_classification() -> None:
    for made in (
        lists.today(_today(), "Mon 23 Nov 2026", MARK),
        lists.caseload([ROW], "Mon 23 Nov 2026", MARK),
    ):
        assert MARK in to_text(made).splitlines()[0]
        assert MARK in _Page(to_html(made)).text


@pytest.mark.parametrize("long", ["word " * 60, "x" * 300])
def test_text_is_never_wider_than_eighty_columns(long: str) -> None:
    made = Document(long, (Part(long, (Entry(long, long, indent=2),)),), MARK, long)
    assert max(map(len, to_text(made).splitlines())) <= COLUMNS


def test_today_for_scripts_says_who_what_and_how_bad() -> None:
    view = _today(
        _line("ring", "2026-11-20", Mark.MISSING), _line("write", "2026-11-23"), _line("meet", "2026-11-25")
    )
    found = lists.today_json(view, "2026-11-23")
    assert [set(each) for each in found] == [{"person", "code", "state", "due_on", "text"}] * 3
    assert [each["state"] for each in found] == ["overdue", "due", "coming"]


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
