"""What may be chosen before something is printed, what would stand on the paper, and writing it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from recovery_tui.casework import day_sheet, my_plan, printing, settings
from recovery_tui.casework.day_sheet import DayRow
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Choice, Outcome, RecordId
from recovery_tui.practice.own_copy import Tick, Ticks
from recovery_tui.records.day_words import spell
from recovery_tui.reports import day_sheet as document
from recovery_tui.reports import sheet
from recovery_tui.reports.sheet import Group, Sheet
from recovery_tui.ui.change_words import why_not
from recovery_tui.ui.question import Question
from recovery_tui.ui.rows import Row

PAGE, TEXT = "page", "text"
FORMS = (
    Choice(PAGE, "page for the browser", help="prints as it should"),
    Choice(TEXT, "plain text", help="for any editor or an old printer"),
)

PLAN_STEM = "my-plan"
"""The file's name says nothing about anybody."""

NORMAL, LARGE = "normal", "large"
SIZES = (Choice(NORMAL, "normal, 12 point"), Choice(LARGE, "large print, 18 point"))
TICKS = (
    Choice(Tick.MEDICINES, "medicines, substances"),
    Choice(Tick.SERVICES, "names of services"),
    Choice(Tick.NUMBERS, "phone, other numbers"),
    Choice(Tick.PEOPLE, "people and who I ring"),
)
"""No longer than there is room for in the smallest window: a tick is read whole."""

HOW_TO_FOLD = (
    "Open the file with the browser and print it on A4, headers and footers off. Each sheet folds in the middle to A5, "
    "the writing inside. "
)
HOW_AS_TEXT = "Open the file and print it. "

DAY_SHEET_STEM = "day-sheet"
MINE, ALL = "mine", "all"
WHOSE = (Choice(MINE, "my people"), Choice(ALL, "everybody in this store"))

Chosen = Mapping[str, str]
"""What stands in each of the choices, by its key."""


def written_words(file: Path) -> str:
    """That it is written, and what must become of the file."""
    return f"Written as {file.name}. It is not encrypted: delete it once printed."


def will_get_it(chosen: Chosen) -> Question:
    """How it is printed, and whether it may be noted that the person was given it."""
    how = HOW_AS_TEXT if chosen["form"] == TEXT else HOW_TO_FOLD
    return Question(
        "Will they get it today?",
        f"{how}Then delete the file: it is not encrypted.",
        "yes: note own copy given today",
        "not yet",
    )


def given_words(outcome: Outcome) -> str:
    """What came of noting it."""
    return f"Noted {outcome.saved_at}: own copy given today." if outcome.saved else why_not(outcome)


def ending(chosen: Chosen) -> str:
    """The ending of the file's name for the form that is chosen."""
    return ".txt" if chosen["form"] == TEXT else ".html"


def ticks_of(typed: str) -> Ticks:
    """What the person wants besides, from what a field of several choices gives."""
    return frozenset(Tick(each.strip()) for each in typed.split(",") if each.strip())


def write_plan(desk: Desk, person: RecordId, made: Sheet, chosen: Chosen, folder: Path) -> Path:
    """Journal that the plan is printed, and write it. Raises as `printing.put`."""
    is_large = chosen.get("size") == LARGE
    text = sheet.to_text(made) if chosen["form"] == TEXT else sheet.to_html(made, large=is_large)
    my_plan.printed(desk, person)
    return printing.put(folder, PLAN_STEM, ending(chosen), text)


def write_day_sheet(desk: Desk, rows: tuple[DayRow, ...], chosen: Chosen, folder: Path) -> Path:
    """Journal that everybody on the sheet is printed, and write it. Raises as `printing.put`."""
    made = document.DaySheet(
        f"Day sheet, {spell(desk.clock.today())}",
        rows,
        settings.read(desk).classification,
        printing.printed_by(desk),
    )
    text = document.to_text(made) if chosen["form"] == TEXT else document.to_html(made)
    day_sheet.printed(desk, rows)
    return printing.put(folder, DAY_SHEET_STEM, ending(chosen), text)


def sheet_rows(made: Sheet) -> Iterator[Row]:
    """What would stand on the paper, a row a line."""
    yield Row((f"{made.title}: {made.name}",))
    for part in made.parts:
        yield Row((part.title,), heading=True)
        for group in part.groups:
            yield from _group(group)


def _group(group: Group) -> Iterator[Row]:
    for line in (group.title, f'"{group.words}"' if group.words else ""):
        if line:
            yield Row((line,))
    for row in group.rows:
        boxes = "  ".join(f"[{'x' if ticked else ' '}] {words}" for words, ticked in row.boxes)
        said = boxes or row.text or "(room to write)"
        yield Row((row.label, said) if row.label else (said,))
