"""Bringing in a list of people: what is in the file first, then the good rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from recovery_tui.casework import agencies, load_files
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.load_views import CsvPreview, LoadResult
from recovery_tui.ui.line.long_work import Progress, work
from recovery_tui.ui.load_words import STOPPED, left_out, result_rows, result_words, trouble_rows
from recovery_tui.ui.rows import Row
from recovery_tui.ui.wording import counted

if TYPE_CHECKING:
    from recovery_tui.ui.line.page import Page
    from recovery_tui.ui.line.talk import Talk


class Load(Protocol):
    """Brings a list in."""

    def __call__(self, desk: Desk, path: Path, *, partial: bool, progress: Progress) -> LoadResult:
        """What came of it."""


def bring_in(page: Page) -> None:
    """Bring in people. Raises Back, RecoveryError."""
    _bring_in(page, load_files.preview_csv, load_files.load_file)


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
    out = left_out(preview)
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
    _say_rows(talk, result_rows(result))
    talk.say(result_words(result))


def _say_preview(talk: Talk, preview: CsvPreview) -> None:
    talk.say(f"Rows: {preview.total:,}")
    for number, row in enumerate(preview.rows, 2):
        cells = zip(preview.headings, row, strict=False)
        talk.say(f"Row {number}. {'; '.join(f'{title}: {cell}' for title, cell in cells if cell)}")
    _say_rows(talk, trouble_rows(preview))


def _say_rows(talk: Talk, rows: Iterable[Row]) -> None:
    for row in rows:
        talk.say(": ".join(cell for cell in row.cells if cell))
