"""Printing in line mode: what the person wants on their copy, the day sheet, and the file that is printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from recovery_tui.casework import day_sheet, my_plan
from recovery_tui.casework.views import Choice, FormField, RecordId
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.reports.day_sheet import still_to_do
from recovery_tui.reports.plan_sheet import plan_sheet
from recovery_tui.ui.line.fields import Asked, ask_field
from recovery_tui.ui.line.files import ask_folder, used
from recovery_tui.ui.line.page import Page
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.line.words import said_row
from recovery_tui.ui.printed import (
    ALL,
    FORMS,
    MINE,
    NORMAL,
    PAGE,
    SIZES,
    TEXT,
    TICKS,
    WHOSE,
    given_words,
    sheet_rows,
    ticks_of,
    will_get_it,
    write_day_sheet,
    write_plan,
    written_words,
)


def print_plan(page: Page, person: RecordId) -> None:
    """Ask what the person wants besides, read the copy out, write it, and note that they were given it. Raises Back."""
    talk, desk = page.talk, page.desk
    wanted = _choice(talk, "They also want", TICKS, "", Kind.CHOICES)
    made = plan_sheet(my_plan.own_plan(desk, person, ticks_of(wanted)))
    for row in sheet_rows(made):
        talk.say(_in_words(said_row(row)))
    form = _choice(talk, "Form", FORMS, PAGE)
    size = NORMAL if form == TEXT else _choice(talk, "Size", SIZES, NORMAL)
    folder = ask_folder(talk, "Write it where?")
    chosen = {"form": form, "size": size}
    _written(talk, write_plan(desk, person, made, chosen, folder))
    if talk.agrees(will_get_it(chosen)):
        outcome = my_plan.copy_given(desk, person)
        (talk.say if outcome.saved else talk.error)(given_words(outcome))


def print_day_sheet(page: Page) -> None:
    """Ask whose people and where, read the sheet out, and write it. Raises Back."""
    talk, desk = page.talk, page.desk
    whose = _choice(talk, "Whose", WHOSE, MINE if page.session.mine else ALL)
    where = talk.ask("Location begins with; Enter for everywhere").strip()
    rows = day_sheet.rows(desk, mine=whose != ALL, where=where)
    for row in rows:
        talk.say(f"{row.location} {row.initials}: {'; '.join(still_to_do(row))}")
    form = _choice(talk, "Form", FORMS, PAGE)
    folder = ask_folder(talk, "Write it where?")
    _written(talk, write_day_sheet(desk, rows, {"form": form}, folder))


def _choice(talk: Talk, title: str, choices: Sequence[Choice], now: str, kind: Kind = Kind.CHOICE) -> str:
    asked = Asked(FormField(title, title, kind, choices=tuple(choices)), now)
    return ask_field(talk, asked, lambda _: None) or now


def _written(talk: Talk, target: Path) -> None:
    used(talk, target.parent)
    talk.say(written_words(target))


def _in_words(line: str) -> str:
    """Boxes to tick, told."""
    return line.replace("[x]", "ticked:").replace("[ ]", "to tick:")
