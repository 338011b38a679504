"""What was received: one table, and only what must be looked at opens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from textual import events, on
from textual.widget import Widget

from recovery_tui.casework.received_since import as_they_stand
from recovery_tui.casework.sharing_views import Correspondent, FileResult
from recovery_tui.casework.views import Mark
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.received_files import OUTCOMES, Received
from recovery_tui.ui.received_words import nothing_to_see
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.pairs import PairsScreen
from recovery_tui.ui.screens.received_file import ReceivedFileScreen
from recovery_tui.ui.screens.replies import write_replies
from recovery_tui.ui.screens.two_answers import decide
from recovery_tui.ui.session import Session
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.wording import counted, day_of, key_of, written_words

NARROW = 76
"""Cells below which a window has no room for the dates."""


class ReceivedScreen(PlaceScreen[None]):
    """Who, written, new, to decide, missing, last heard; and who sent nothing."""

    PLACE = Place.RECEIVED

    BINDINGS = bindings_for(Place.RECEIVED)

    def __init__(self, session: Session, folder: Path, received: Received) -> None:
        super().__init__(session)
        self._folder = folder
        self._results = tuple(result for result in received.results if not result.for_others)
        self._for_others = len(received.results) - len(self._results)
        self._received = received

    def body(self) -> Iterable[Widget]:
        """The table."""
        yield LineList(self.session.glyphs, widest=(15, 10, 5, 6, 7, 10))

    def on_mount(self) -> None:
        """Fill in."""
        listed = self.query_one(LineList)
        self._show(listed, 1)
        listed.focus()
        self._tell()

    @on(events.ScreenResume)
    def refresh_view(self) -> None:
        """See what became of them: a card may have been accepted, or an answer given."""
        if self.session.opened is not None:
            results, released = self._results, self.session.released
            self.ask(lambda: as_they_stand(self.session.desk, results, released), self._renew, "files")

    def _renew(self, results: tuple[FileResult, ...]) -> None:
        if results != self._results:
            self._results = results
            self._show(self.query_one(LineList))
            self._tell()

    def _tell(self) -> None:
        self.notice.say(self._summary(), Tone.MISSING if self._worth_looking else Tone.GOOD)

    def _show(self, listed: LineList, cursor: int | None = None) -> None:
        listed.show_rows(
            list(_rows(self._results, self._received.before, self.app.size.width < NARROW)), cursor
        )

    def on_resize(self) -> None:
        """In a narrow window the table has fewer columns."""
        self._show(self.query_one(LineList))

    @property
    def _worth_looking(self) -> int:
        return sum(1 for result in self._results if result.needs_looking)

    def _summary(self) -> str:
        new = sum(result.new for result in self._results)
        confirmed = sum(result.confirmed for result in self._results)
        said = [
            f"{counted(len(self._results), 'file', 'files')}: {counted(new, 'new change', 'new changes')}."
        ]
        if self._for_others:
            said.append(f"{counted(self._for_others, 'file', 'files')} there for others.")
        if confirmed:
            said.append(f"{counted(confirmed, 'file', 'files')} of yours confirmed.")
        if self._worth_looking:
            said.append(f"{self._worth_looking} to look at (!): Enter opens it.")
        if self._received.offered:
            people = counted(self._received.offered, "person is", "people are")
            said.append(f"{people} handed over to you: {key_of('received.replies')} takes them on.")
        if self._received.pairs:
            pairs = counted(len(self._received.pairs), "likely pair", "likely pairs")
            said.append(f"{pairs}: {key_of('received.pairs')}.")
        return " ".join(said)

    def action_open(self) -> None:
        """Open what must be looked at; everything else needs nothing."""
        result = self.query_one(LineList).subject(FileResult)
        if result is not None and (result.needs_looking or result.unread):
            self.app.push_screen(ReceivedFileScreen(self.session, self._folder, result))
        elif isinstance(result, FileResult):
            self.notice.say(nothing_to_see(result))
        else:
            self.notice.say("No file of theirs was there. Ask them for one.")

    def action_write_replies(self) -> None:
        """Write every reply back to where the files came from."""
        write_replies(self, self._folder)

    def action_answers(self) -> None:
        """Decide where two writers disagree."""
        decide(self)

    def action_pairs(self) -> None:
        """People and agencies who may be here twice."""
        self.app.push_screen(PairsScreen(self.session, self._received.pairs or None))

    def help_text(self) -> str:
        """What the table tells."""
        return (
            "One line a file. New: changes that were not here. Decide: records on which two writers disagree now. "
            "Missing: changes of theirs that are in a file which has not come. Heard: when something of theirs was "
            f"last taken in before this. Enter opens lines with !, {key_of('received.replies')} writes the replies "
            "that confirm what came."
        )


def _rows(results: Sequence[FileResult], before: Sequence[Correspondent], narrow: bool) -> Iterable[Row]:
    heard = {each.name: day_of(each.last_heard) for each in before}
    titles = ("who", "written", "new", "decide", "missing", "heard", "outcome")
    yield Row(_wanted(titles, narrow), heading=True)
    for result in results:
        missing = sum(gap.last - gap.first + 1 for gap in result.gaps)
        cells = (
            result.sender or result.file,
            day_of(written_words(result.written)) or "-",
            f"{result.new:,}",
            f"{result.conflicts:,}" if result.conflicts else "-",
            f"{missing:,}" if missing else "-",
            heard.get(result.sender) or "never",
            "a reply" if result.confirmed and not result.new else OUTCOMES[result.outcome],
        )
        mark = Mark.MISSING if result.needs_looking else Mark.NONE
        yield Row(_wanted(cells, narrow), mark=mark, subject=result)
    senders = {result.sender for result in results}
    silent = [each for each in before if each.name not in senders]
    if len(results) > 1 and silent:
        yield Row(("No file from",), heading=True)
        for each in silent:
            yield Row((each.name, f"last heard {each.last_heard or 'never'}"), muted=True, subject=each)


def _wanted(cells: tuple[str, ...], narrow: bool) -> tuple[str, ...]:
    """The cells there is room for: in a narrow window not the dates."""
    return (cells[0], *cells[2:5], cells[6]) if narrow else cells
