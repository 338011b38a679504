"""Every kind of record through the real app: typed field by field, saved, seen in the timeline and opened again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from recovery_tui.casework.views import Area, FormSpec, Line, Outcome, RecordId
from recovery_tui.records import KINDS
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.screens.dialogs import ReasonDialog
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.theme import PALETTES
from recovery_tui.ui.widgets.check_list import CheckRow
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.line_list import LineList
from tests.support.full_records import full
from tests.support.screen_text import screen_text
from tests.support.somebody import Somebody, empty_form
from tests.support.waiting import wait_until as wait_within
from tests.ui.office import make_app, unlock

KINDS_TYPED = [kind.name for kind in KINDS.values() if kind.typed and kind.name != "person"]
"""All but the person, who is begun on a form of their own."""

ROUNDS = 2
"""Runs of the app that the kinds are shared out to."""


async def wait_until(pilot: Pilot[int], expected: Callable[[], bool]) -> None:
    """Wait for something on a screen; a page with everything on it takes its time on a busy computer."""
    await wait_within(pilot, expected, timeout=60)


async def settled(pilot: Pilot[int], form: FormScreen) -> None:
    """Wait until a form stands and nothing is being asked for it."""
    await wait_until(
        pilot, lambda: pilot.app.screen is form and bool(form.rows()) and not form.asking("draft")
    )


async def fill_page(pilot: Pilot[int], form: FormScreen, typed: dict[str, str]) -> None:
    """Go through a page with Tab, look at every label, and type what belongs in each field."""
    assert len({command.key for command in form.footer()}) == len(form.footer())
    rows = [row for row in form.rows() if row.control is not None]
    await wait_until(pilot, lambda: form.focused is not None)
    reached: list[FieldRow] = []
    for _ in rows:
        row = next(node for node in form.focused.ancestors_with_self if isinstance(node, FieldRow))  # type: ignore[union-attr]
        reached.append(row)
        await wait_until(pilot, lambda row=row: row.field.title in screen_text(pilot.app))  # type: ignore[misc]
        await put(pilot, row, typed.get(row.field.key, ""))
        await pilot.press("tab")
    assert reached == rows
    await wait_until(pilot, lambda: all(form.typed[row.field.key] == row.typed for row in rows))


async def put(pilot: Pilot[int], row: FieldRow, text: str) -> None:
    """Type a value; of a list that is ticked the first is taken with the space bar."""
    if isinstance(row, CheckRow):
        if text and not row.typed:
            await pilot.press("space")
    elif text and isinstance(row.control, (Input, TextArea)):
        row.put(text)


async def save(pilot: Pilot[int], form: FormScreen, outcomes: list[Outcome | None]) -> Outcome:
    """Save with F2, giving the first reason for whatever asks for one."""
    await pilot.press("f2")
    while not outcomes:
        await wait_until(
            pilot,
            lambda: (
                bool(outcomes)
                or isinstance(pilot.app.screen, ReasonDialog)
                or any(r.error for r in form.rows())
            ),
        )
        assert outcomes or isinstance(pilot.app.screen, ReasonDialog), screen_text(pilot.app)
        if not outcomes:
            dialog = pilot.app.screen
            await pilot.press("1")
            await wait_until(pilot, lambda dialog=dialog: pilot.app.screen is not dialog)  # type: ignore[misc]
    (outcome,) = outcomes
    assert outcome is not None
    return outcome


async def enter(pilot: Pilot[int], app: RecoveryApp, spec: FormSpec, typed: dict[str, str]) -> RecordId:
    """Fill a form page by page and save it."""
    outcomes: list[Outcome | None] = []
    form = FormScreen(app.session, spec, "BARNES Lee")
    app.push_screen(form, outcomes.append)
    await settled(pilot, form)
    for number, page in enumerate(spec.pages):
        await wait_until(
            pilot,
            lambda page=page: bool(form.rows()) and form.rows()[0].field == page[0],  # type: ignore[misc]
        )
        await fill_page(pilot, form, typed)
        if number + 1 < len(spec.pages):
            await pilot.press("pagedown")
    outcome = await save(pilot, form, outcomes)
    assert outcome.record is not None
    return outcome.record


async def open_again(pilot: Pilot[int], app: RecoveryApp, page: PersonScreen, place: int) -> None:
    """Put the cursor on a line, see it, open its record with Enter, and go back."""
    listed = page.query_one(LineList)
    row = listed.rows[place]
    assert isinstance(row.subject, Line)
    listed.move_to(place)
    first = row.subject.text.split()[0]

    def is_lit() -> bool:
        return any(
            line[:3].strip() == app.session.glyphs.cursor and first in line
            for line in screen_text(app).splitlines()
        )

    await wait_until(pilot, is_lit)
    await pilot.press("enter")
    await wait_until(pilot, lambda: isinstance(app.screen, FormScreen) and bool(app.screen.rows()))
    await pilot.press("escape")
    await wait_until(pilot, lambda: app.screen is page)


async def walk(
    tmp_path: Path,
    kinds: list[str],
    size: tuple[int, int] = (80, 24),
    theme: str = "",
    opened: int | None = None,
) -> None:
    """Enter a record of each of these kinds, find them all in the timeline, and open so many again (None: all)."""
    app, _, _ = make_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        await unlock(pilot)
        if theme:
            app.theme = theme
        desk = app.session.desk
        somebody = Somebody(desk, "A7777AA")
        made: list[RecordId] = []
        for kind in kinds:
            spec = empty_form(somebody, kind)
            typed = somebody.typed(spec, kind, full(kind, somebody.records))
            record = await enter(pilot, app, spec, typed)
            kept = set(somebody.kept(record))
            assert set(typed) <= kept, kind
            if KINDS[kind].needs_person:
                made.append(record)
        page = PersonScreen(app.session, somebody.id, area=Area.EVERYTHING)
        app.push_screen(page)
        await wait_until(pilot, lambda: bool(page.query(LineList)) and bool(page.query_one(LineList).rows))
        lines = [row.subject for row in page.query_one(LineList).rows]
        places = {line.record: place for place, line in enumerate(lines) if isinstance(line, Line)}
        assert set(made) <= set(places)
        for record in made if opened is None else made[:opened]:
            await open_again(pilot, app, page, places[record])


@pytest.mark.parametrize("kinds", [KINDS_TYPED[turn::ROUNDS] for turn in range(ROUNDS)], ids="-".join)
async def test_every_kind_is_typed_saved_seen_and_opened_again(kinds: list[str], tmp_path: Path) -> None:
    await walk(tmp_path, kinds, opened=2)


@pytest.mark.long
@pytest.mark.parametrize("kinds", [KINDS_TYPED[turn::ROUNDS] for turn in range(ROUNDS)], ids="-".join)
@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
@pytest.mark.parametrize("theme", PALETTES)
async def test_every_kind_in_every_theme_and_in_other_windows(
    kinds: list[str], size: tuple[int, int], theme: str, tmp_path: Path
) -> None:
    await walk(tmp_path, kinds, size, theme)
