"""Bringing in a list of people: what is in the file first, then the good rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from recovery_tui.casework import agencies, exchange
from recovery_tui.casework.csv_list import best_called
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.exchange_views import CsvPreview, LoadResult, Rejected
from recovery_tui.ui.line.long_work import Progress, work
from recovery_tui.ui.wording import counted

if TYPE_CHECKING:
    from recovery_tui.ui.line.page import Page
    from recovery_tui.ui.line.talk import Talk

STOPPED = "Stopped. Nothing was brought in; the records are as they were."
SHOWN = 200
"""Rejected rows that are said; the list itself holds the others."""


class Load(Protocol):
    """Brings a list in."""

    def __call__(self, desk: Desk, path: Path, *, partial: bool, progress: Progress) -> LoadResult:
        """What came of it."""


def bring_in(page: Page) -> None:
    """Bring in people. Raises Back, RecoveryError."""
    _bring_in(page, exchange.preview_csv, exchange.load_file)


def bring_in_agencies(page: Page) -> None:
    """Bring in agencies. Raises Back, RecoveryError."""
    _bring_in(page, agencies.preview_csv, agencies.load_csv)


def _bring_in(page: Page, look: Callable[[Desk, Path], CsvPreview], load: Load) -> None:
    """Ask for the file, say what would come in, and bring it in."""
    talk, desk = page.talk, page.desk
    typed = talk.ask("File with the list, the whole path").strip().strip('"')
    path = Path(typed).expanduser()
    preview = look(desk, path)
    _say_preview(talk, preview)
    out = len({rejected.line for rejected in preview.rejected})
    good = preview.total - out
    if not good:
        talk.error("No row can come in. Mend the list and try again.")
        return
    question = f"Bring in {counted(good, 'row', 'rows')}" + (f" and leave {out:,} out?" if out else "?")
    if not talk.confirm(question, "bring in", "not now"):
        return
    result = work(
        talk, "Bringing in", STOPPED,
        lambda progress: load(desk, path, partial=bool(out), progress=progress),
    )  # fmt: skip
    for sentence in result.notices:
        talk.say(sentence)
    _say_rejected(talk, "Left out", result.rejected)
    _say_rejected(talk, "Brought in, but worth a look", result.listed)
    talk.say(f"New records: {result.new:,}; changed: {result.changed:,}; here already: {result.same:,}")


def _say_preview(talk: Talk, preview: CsvPreview) -> None:
    talk.say(f"Rows: {preview.total:,}")
    if preview.unknown_headings:
        talk.say(f"Columns that are left out: {', '.join(preview.unknown_headings)}")
    for number, row in enumerate(preview.rows, 2):
        said = "; ".join(
            f"{title}: {cell}" for title, cell in zip(preview.headings, row, strict=False) if cell
        )
        talk.say(f"Row {number}. {said}")
    _say_rejected(talk, "Can't come in", preview.rejected)


def _say_rejected(talk: Talk, title: str, rejected: Iterable[Rejected]) -> None:
    for each in list(rejected)[:SHOWN]:
        talk.say(f"{title}: row {each.line}; {_column(each.field)}{each.reason}")


def _column(field: str | None) -> str:
    return f"column {best_called(field)}: " if field else ""
