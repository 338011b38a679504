"""Every kind of record through the real app: typed, saved, seen in the timeline, changed, hidden and found."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from textual.pilot import Pilot

from recovery_tui.casework.forms import typed_form
from recovery_tui.casework.views import Area, FormSpec, Outcome, RecordId
from recovery_tui.journal import search
from recovery_tui.records import KINDS
from recovery_tui.ui.app import RecoveryApp
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.person import PersonScreen
from recovery_tui.ui.theme import PALETTES
from tests.support.full_records import Values, full, word
from tests.support.somebody import Somebody, empty_form
from tests.support.waiting import wait_until
from tests.ui.office import make_app, unlock
from tests.ui.walking import (
    fill,
    find,
    form_in_front,
    hide_and_show,
    in_full,
    open_line,
    places,
    save,
)

KINDS_TYPED = [kind.name for kind in KINDS.values() if kind.typed and kind.name != "person"]
"""All but the person, who is begun on a form of their own."""

ROUNDS = 2
"""Runs of the app that the kinds are shared out to."""


async def enter(
    pilot: Pilot[int], app: RecoveryApp, somebody: Somebody, spec: FormSpec, kind: str
) -> RecordId:
    """Type a new record with every field filled; it is kept as it was typed."""
    values = full(kind, somebody.records)
    typed = somebody.typed(spec, kind, values)
    outcomes: list[Outcome | None] = []
    app.push_screen(FormScreen(app.session, spec, "BARNES Lee"), outcomes.append)
    form = await form_in_front(pilot)
    await fill(pilot, form, typed)
    await save(pilot, form)
    (outcome,) = outcomes
    assert outcome is not None
    assert outcome.record is not None
    see_kept(somebody, outcome.record, form, typed, values)
    return outcome.record


def see_kept(
    somebody: Somebody, record: RecordId, form: FormScreen, typed: Mapping[str, str], values: Values
) -> None:
    """Everything that was typed is in the store, as it was typed."""
    kept = somebody.kept(record)
    assert set(typed) <= set(kept)
    whole = in_full(form, typed)
    assert {name: kept[name] for name in whole} == {name: values[name] for name in whole}


async def see_change_find_and_hide(
    pilot: Pilot[int], page: PersonScreen, somebody: Somebody, record: RecordId, kind: str
) -> None:
    """Open a record from its line and change every field, find it by its words, hide it and bring it back."""
    form = await open_line(pilot, page, record)
    assert all(form.typed[name] for name in form.typed if name in somebody.kept(record))
    values = full(kind, somebody.records, changed=True)
    typed = somebody.typed(form.spec, kind, values)
    await fill(pilot, form, typed)
    await save(pilot, form)
    await wait_until(pilot, lambda: pilot.app.screen is page and not page.asking("person"))
    assert page.line is not None
    changed = page.line.record
    assert changed is not None
    see_kept(somebody, changed, form, typed, values)
    for name in sorted({*search.text_fields(kind)} & {*typed})[:1]:
        await find(pilot, page, word(kind, name), changed)
    await hide_and_show(pilot, page)


async def walk(
    tmp_path: Path,
    kinds: list[str],
    size: tuple[int, int] = (80, 24),
    theme: str = "",
    looked_into: int | None = None,
) -> None:
    """Enter a record of each of these kinds, see them all in the timeline, and go on with so many (None: all)."""
    app, _, _ = make_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        await unlock(pilot)
        if theme:
            app.theme = theme
        somebody = Somebody(app.session.desk, "A7777AA")
        made: dict[str, RecordId] = {}
        for kind in kinds:
            record = await enter(pilot, app, somebody, empty_form(somebody, kind), kind)
            if KINDS[kind].needs_person:
                made[kind] = record
        page = PersonScreen(app.session, somebody.id, area=Area.EVERYTHING)
        app.push_screen(page)
        await wait_until(pilot, lambda: {*made.values()} <= {*places(page)})
        for kind, record in list(made.items())[:looked_into]:
            await see_change_find_and_hide(pilot, page, somebody, record, kind)


@pytest.mark.parametrize("kinds", [KINDS_TYPED[turn::ROUNDS] for turn in range(ROUNDS)], ids="-".join)
async def test_every_kind_is_typed_saved_and_seen(kinds: list[str], tmp_path: Path) -> None:
    await walk(tmp_path, kinds, looked_into=1)


async def walk_a_person(tmp_path: Path, size: tuple[int, int] = (80, 24), theme: str = "") -> None:
    """Add a person on Today, then see, change, find and hide them on their own page."""
    app, _, _ = make_app(tmp_path)
    async with app.run_test(size=size) as pilot:
        await unlock(pilot)
        if theme:
            app.theme = theme
        await pilot.press("n")
        form = await form_in_front(pilot)
        asked = [field.key.split(".") for field in form.spec.fields]
        values = {kind: full(kind, {}) for kind, _ in asked}
        fields = {f"{kind}.{name}": KINDS[kind].fields[name] for kind, name in asked}
        typed = {
            key: typed_form(app.session.desk, spec, values[key.split(".")[0]].get(spec.name))
            for key, spec in fields.items()
        }
        await fill(pilot, form, typed)
        await save(pilot, form)
        await wait_until(pilot, lambda: isinstance(app.screen, PersonScreen))
        page = app.screen
        assert isinstance(page, PersonScreen)
        somebody = Somebody(app.session.desk, "A7777AA")
        kept = somebody.kept(page.person)
        for kind, name in asked:
            assert kind != "person" or kept[name] == values[kind][name]
        await pilot.press("7")
        await see_change_find_and_hide(pilot, page, somebody, page.person, "person")


async def test_a_person_is_added_seen_changed_found_and_hidden(tmp_path: Path) -> None:
    await walk_a_person(tmp_path)


in_every_theme_and_other_windows = pytest.mark.parametrize(
    ("theme", "size"), [(theme, size) for theme in PALETTES for size in ((120, 40), (60, 20))]
)


@pytest.mark.long
@in_every_theme_and_other_windows
@pytest.mark.parametrize("kinds", [KINDS_TYPED[turn::ROUNDS] for turn in range(ROUNDS)], ids="-".join)
async def test_every_kind_is_typed_seen_changed_found_and_hidden_in_every_theme_and_in_other_windows(
    kinds: list[str], size: tuple[int, int], theme: str, tmp_path: Path
) -> None:
    await walk(tmp_path, kinds, size, theme)


@pytest.mark.long
@in_every_theme_and_other_windows
async def test_a_person_is_walked_in_every_theme_and_in_other_windows(
    size: tuple[int, int], theme: str, tmp_path: Path
) -> None:
    await walk_a_person(tmp_path, size, theme)
