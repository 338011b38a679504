"""Bringing in a list of people: look at the file first, see what can't come in and why, then bring in the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework import load_files
from recovery_tui.casework.csv_list import NEEDED, WELCOME
from recovery_tui.casework.load_views import CsvPreview, LoadResult
from recovery_tui.casework.views import FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.load_words import STOPPED, left_out, result_rows, result_words, trouble_rows
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.progress import LongWork, Progressed
from recovery_tui.ui.screens.dialogs import ConfirmDialog
from recovery_tui.ui.screens.long_work import LongWorkScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.wording import counted, key_of

SHOWN_COLUMNS = 6


class CsvScreen(LongWorkScreen[None]):
    """A path, a preview, and the good rows brought in with one key."""

    PLACE = Place.CSV

    COLUMNS: ClassVar[Mapping[str, Sequence[str]]] = {"needed": NEEDED, "welcome": WELCOME}
    """The columns of such a list, which stand here until a file is read."""

    BINDINGS = bindings_for(Place.CSV)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._path: Path | None = None
        self._preview: CsvPreview | None = None

    def top(self) -> Iterable[Widget]:
        """Which file."""
        help_text = "The whole path, for example E:\\caseload.csv. Enter reads it; nothing is changed yet."
        field = FormField("path", "File with the list", Kind.TEXT, help=help_text, max_length=1000)
        yield FieldRow(field, "", self.session.glyphs)

    def body(self) -> Iterable[Widget]:
        """What is in it."""
        yield LineList(
            self.session.glyphs, widest=(9,) + (14,) * (SHOWN_COLUMNS - 1), empty="Nothing to show."
        )

    def on_mount(self) -> None:
        """Start with the path."""
        rows = [Row((which, ", ".join(named)), muted=True) for which, named in self.COLUMNS.items()]
        self.query_one(LineList).show_rows([Row(("Columns of the list",), heading=True), *rows])
        row = self.query_one(FieldRow)
        row.start_typing()
        self.notice.say(row.field.help, Tone.MUTED)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_look()

    @on(FieldRow.Typed)
    def _typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        self._preview = None
        event.row.show_error("")

    def action_look(self) -> None:
        """Read the file and show what would come in."""
        typed = self.query_one(FieldRow).typed.strip().strip('"')
        if not typed:
            self.notice.say("Type where the file is.", Tone.MISSING)
            return
        self._path = path = Path(typed).expanduser()
        self.notice.say("Reading", Tone.MUTED)
        self.ask(lambda: self.look_at(path), self._show, "preview")

    def look_at(self, path: Path) -> CsvPreview:
        """What is in the list; for a thread."""
        return load_files.preview_csv(self.session.desk, path)

    def _show(self, preview: CsvPreview) -> None:
        self._preview = preview
        listed = self.query_one(LineList)
        listed.show_rows(list(_preview_rows(preview)), 0)
        listed.focus()
        good = preview.total - left_out(preview)
        told = f"{good:,} of {preview.total:,} rows can come in."
        if good:
            self.notice.say(f"{told} {key_of('csv.load')} brings them in.", Tone.GOOD)
        else:
            self.notice.say(f"{told} Mend the list and press Enter on its path again.", Tone.MISSING)

    def action_load(self) -> None:
        """Bring in the good rows; asks first when some must stay out."""
        preview = self._preview
        if preview is None:
            self.action_look()
        elif left_out(preview) == preview.total:
            self.notice.say(
                "No row can come in yet. Mend the list and press Enter on its path again.", Tone.MISSING
            )
        elif preview.rejected:
            count = left_out(preview)
            question = ConfirmDialog(
                self.session.glyphs,
                f"Leave {counted(count, 'row')} out and bring in the others?",
                "The rows left out stay in the list here, with the reason, until you leave this page.",
                "bring in the good rows",
                "not now",
            )
            self.app.push_screen(question, lambda yes: self._load(partial=True) if yes else None)
        else:
            self._load(partial=False)

    def _load(self, *, partial: bool) -> None:
        path = self._path
        if path is not None and not self.is_at_work:
            self.work(
                "Bringing in", STOPPED, lambda work: self.bring_in(path, work, partial=partial), self._loaded
            )

    def bring_in(self, path: Path, work: LongWork, *, partial: bool) -> LoadResult:
        """Bring the list in; for a thread."""
        return load_files.load_file(self.session.desk, path, partial=partial, progress=work)

    def progress_words(self, so_far: Progressed) -> str:
        """How many bytes of the list are read."""
        return f"{so_far.words('bytes')}   Esc stops, nothing is changed"

    def _loaded(self, result: LoadResult) -> None:
        self._preview = None
        rows = list(result_rows(result))
        title = Row(("What came of it",), heading=True)
        self.query_one(LineList).show_rows([title, *rows] if rows else [], 0)
        if result.new or result.changed:
            self.session.saved_at = self.session.clock.wall_time()
            self.head.refresh()
        tone = Tone.GOOD if not result.rejected else Tone.MISSING
        self.notice.say(f"{result_words(result)} Esc goes back.", tone)

    def help_text(self) -> str:
        """What a list is."""
        return (
            "A CSV file with one person a row and the names of the columns in the first row: "
            f"{', '.join(NEEDED)}; also {', '.join(WELCOME)}. One column Name does for both names. Looking changes "
            "nothing. Rows that can't come in are shown with the reason; the others come in all together."
        )


def _preview_rows(preview: CsvPreview) -> Iterable[Row]:
    yield from trouble_rows(preview)
    yield Row((f"The first {len(preview.rows)} of {preview.total:,} rows",), heading=True)
    yield Row(("row", *preview.headings[: SHOWN_COLUMNS - 1]), muted=True)
    for number, row in enumerate(preview.rows, 2):
        yield Row((str(number), *row[: SHOWN_COLUMNS - 1]))
