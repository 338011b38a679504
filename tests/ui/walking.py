"""Walking pages and forms as a person does: every field by Tab, saved, changed, hidden and found."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from recovery_tui.casework.finding import Hit
from recovery_tui.casework.views import Line, RecordId
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.ui.screens.dialogs import ReasonDialog
from recovery_tui.ui.screens.find import FindScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.widgets.check_list import CheckRow
from recovery_tui.ui.widgets.line_list import LineList
from tests.support.screen_text import screen_text
from tests.support.waiting import look_over_in_other_windows, wait_until


async def walk_page(pilot: Pilot[int]) -> None:
    """Read a page in plain letters, reach everything that takes keys with Tab, and look it over in other windows."""
    text = screen_text(pilot.app)
    assert text.isascii()
    assert text.startswith(" OFFICIAL-SENSITIVE")
    assert text.splitlines()[-1].strip()
    wanted = set(pilot.app.screen.focus_chain)
    assert wanted
    reached = set()
    for _ in range(len(wanted) + 1):
        await pilot.press("tab")
        reached.add(pilot.app.focused)
    assert wanted <= reached
    await look_over_in_other_windows(pilot)


async def settled(pilot: Pilot[int], form: FormScreen) -> None:
    """Wait until a form stands and nothing is being asked for it."""
    await wait_until(
        pilot,
        lambda: (
            pilot.app.screen is form
            and bool(form.rows())
            and form.focused is not None
            and not form.asking("draft")
        ),
    )


async def form_in_front(pilot: Pilot[int]) -> FormScreen:
    """The form that has come to the front."""
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormScreen))
    form = pilot.app.screen
    assert isinstance(form, FormScreen)
    await settled(pilot, form)
    return form


async def fill(pilot: Pilot[int], form: FormScreen, typed: Mapping[str, str]) -> None:
    """Fill a form page by page."""
    for number, page in enumerate(form.spec.pages):
        await wait_until(
            pilot,
            lambda page=page: bool(form.rows()) and form.rows()[0].field == page[0],  # type: ignore[misc]
        )
        await _fill_page(pilot, form, typed)
        if number + 1 < len(form.spec.pages):
            await pilot.press("pagedown")


async def _fill_page(pilot: Pilot[int], form: FormScreen, typed: Mapping[str, str]) -> None:
    """Type what belongs in each field, go through the page as Tab does, and see the label of whatever is reached.

    The key itself is pressed on every screen elsewhere; here it would take most of the time.
    """
    rows = [row for row in form.rows() if row.control is not None]
    for row in rows:
        if isinstance(row.control, (Input, TextArea)) and row.field.key in typed:
            row.put(typed[row.field.key])
    if not rows:
        return
    await wait_until(pilot, lambda: form.focused is rows[0].control)
    seen = screen_text(pilot.app)
    for row in rows:
        assert form.focused is row.control, row.field.title
        if row.field.title not in seen:
            await wait_until(pilot, lambda row=row: row.field.title in screen_text(pilot.app))  # type: ignore[misc]
            seen = screen_text(pilot.app)
        if isinstance(row, CheckRow) and row.field.key in typed and not row.typed:
            await pilot.press("space")  # of a list that is ticked the first is taken
        pilot.app.action_focus_next()
    await wait_until(pilot, lambda: all(form.typed[row.field.key] == row.typed for row in rows))


def in_full(form: FormScreen, typed: Mapping[str, str]) -> set[str]:
    """The fields that take all of what is typed; of a list that is ticked the walk takes the first."""
    return {field.key for field in form.spec.fields if field.widget is not Kind.CHOICES} & set(typed)


async def save(pilot: Pilot[int], form: FormScreen) -> None:
    """Save with F2, giving the first reason for whatever asks for one."""
    await pilot.press("f2")
    while form.is_attached:
        await wait_until(
            pilot,
            lambda: (
                not form.is_attached
                or isinstance(pilot.app.screen, ReasonDialog)
                or any(row.error for row in form.rows())
            ),
        )
        if isinstance(pilot.app.screen, ReasonDialog):
            await _first_reason(pilot)
        else:
            assert not form.is_attached, screen_text(pilot.app)


async def _first_reason(pilot: Pilot[int]) -> None:
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ReasonDialog))
    dialog = pilot.app.screen
    await pilot.press("1")
    await wait_until(pilot, lambda: pilot.app.screen is not dialog)


def places(page: PersonScreen) -> dict[RecordId | None, int]:
    """Where on a person's page the line of each record is."""
    rows = page.query_one(LineList).rows if page.query(LineList) else ()
    return {row.subject.record: place for place, row in enumerate(rows) if isinstance(row.subject, Line)}


async def open_line(pilot: Pilot[int], page: PersonScreen, record: RecordId) -> FormScreen:
    """Put the cursor on a record's line, see it, and open it with Enter."""
    await wait_until(pilot, lambda: record in places(page))
    page.query_one(LineList).move_to(places(page)[record])
    assert page.line is not None
    first = page.line.text.split()[0]

    def is_lit() -> bool:
        return any(
            line[:3].strip() == page.session.glyphs.cursor and first in line
            for line in screen_text(pilot.app).splitlines()
        )

    await wait_until(pilot, is_lit)
    await pilot.press("enter")
    return await form_in_front(pilot)


async def hide_and_show(pilot: Pilot[int], page: PersonScreen) -> None:
    """Hide the line the cursor is on with a reason, see it among what is hidden, and bring it back."""
    assert page.line is not None
    record = page.line.record
    await pilot.press("x")
    await _first_reason(pilot)
    await wait_until(pilot, lambda: record not in places(page))
    await pilot.press("a")
    await wait_until(pilot, lambda: record in places(page))
    page.query_one(LineList).move_to(places(page)[record])
    assert page.line is not None
    assert page.line.hidden
    await pilot.press("x")
    await wait_until(pilot, lambda: page.line is not None and page.line.hidden is None)
    await pilot.press("a")
    await wait_until(pilot, lambda: "left out" in screen_text(pilot.app) and record in places(page))


async def find(pilot: Pilot[int], page: PersonScreen, text: str, record: RecordId) -> None:
    """Look for a text with `/`, and see that a record, or a person, is among what is found."""
    await pilot.press("slash")
    await wait_until(
        pilot, lambda: isinstance(pilot.app.screen, FindScreen) and pilot.app.focused is not None
    )
    found = pilot.app.screen.query_one(LineList)
    pilot.app.post_message(events.Paste(text))
    await wait_until(
        pilot,
        lambda: any(
            isinstance(row.subject, Hit) and record in (row.subject.record, row.subject.person)
            for row in found.rows
        ),
    )
    await pilot.press("escape")
    await wait_until(pilot, lambda: pilot.app.screen is page)
