"""The agencies this site works with: changed, added, brought in from a list, written out as one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual import events, on
from textual.widget import Widget

from recovery_tui.casework import agencies, changing, recording
from recovery_tui.casework.agencies import AgencyLine
from recovery_tui.casework.views import FormSpec, Outcome
from recovery_tui.ui import agency_words
from recovery_tui.ui.change_words import done, why_hide
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.agency_csv import AgencyCsvScreen
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.form import FormScreen
from recovery_tui.ui.screens.history import HistoryScreen
from recovery_tui.ui.screens.place_dialog import ask_folder
from recovery_tui.ui.screens.reasons import ask_reason
from recovery_tui.ui.widgets.line_list import LineList, Row


class AgenciesScreen(PlaceScreen[None]):
    """A line for each."""

    PLACE = Place.AGENCIES

    BINDINGS = bindings_for(Place.AGENCIES)

    def body(self) -> Iterable[Widget]:
        """The agencies."""
        yield LineList(
            self.session.glyphs,
            widest=(26, 20, 12),
            marks=False,
            empty="No agencies yet. {agencies.new} adds one, {agencies.bring-in} brings in a list.",
            waiting="",
        )

    def on_mount(self) -> None:
        """The cursor waits in the list."""
        self.query_one(LineList).focus()

    @on(events.ScreenResume)
    def refresh_view(self) -> None:
        """Ask again: one may have been changed."""
        if self.session.opened is not None:
            self.ask(lambda: agencies.listed(self.session.desk), self._show, "agencies")

    def _show(self, found: tuple[AgencyLine, ...]) -> None:
        rows = [
            Row(
                (
                    each.name,
                    each.kind,
                    each.area,
                    ", ".join(text for text in (each.phone, each.days) if text),
                ),
                subject=each,
            )
            for each in found
        ]
        self.query_one(LineList).show_rows(rows)

    @property
    def _current(self) -> AgencyLine | None:
        return self.query_one(LineList).subject(AgencyLine)

    def action_open(self) -> None:
        """Change the agency the cursor is on."""
        agency, desk = self._current, self.session.desk
        if agency is not None:
            record = agency.record
            self.ask(lambda: recording.edit_form(desk, record), self._fill_in, "form")

    def action_new_agency(self) -> None:
        """Add one."""
        desk = self.session.desk
        self.ask(lambda: recording.new_form(desk, None, "agency", {}), self._fill_in, "form")

    def _fill_in(self, spec: FormSpec) -> None:
        self.app.push_screen(FormScreen(self.session, spec), self._after)

    def _after(self, outcome: Outcome | None) -> None:
        if outcome is not None and outcome.saved:
            self.notice.say(done(outcome), Tone.GOOD)
            self.refresh_view()

    def action_hide(self) -> None:
        """Hide the agency with a reason."""
        agency, desk = self._current, self.session.desk
        if agency is None:
            return
        record = agency.record

        def hide(reason: str | None) -> None:
            if reason is not None:
                self.ask(lambda: changing.hide(desk, record, reason), self._after, "change")

        ask_reason(self, record, why_hide(agency.name), changing.HIDE, hide)

    def action_history(self) -> None:
        """Every version of the agency."""
        agency = self._current
        if agency is not None:
            self.app.push_screen(HistoryScreen(self.session, agency.record, agency.name), self._after)

    def action_bring_in(self) -> None:
        """Bring in a list."""
        self.app.push_screen(AgencyCsvScreen(self.session))

    def action_give_out(self) -> None:
        """Write the list as a file."""
        ask_folder(self, agency_words.WHERE, self._give_out)

    def _give_out(self, folder: Path) -> None:
        self.ask(lambda: agency_words.write(self.session.desk, folder), self._written, "save")

    def _written(self, file: Path) -> None:
        self.notice.say(agency_words.written(file), Tone.GOOD)

    def help_text(self) -> str:
        """What the page is."""
        return (
            "The services that can be chosen for referrals and appointments. After the days to acknowledge Today "
            "reminds you to chase. A start pack carries the list to a newcomer."
        )
