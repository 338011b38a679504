"""The Textual app: wiring between screens, places, idle cover and lock. What is shown lives in `screens`."""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from pathlib import Path
from typing import Any

from textual import events, on
from textual.screen import Screen

from recovery_tui.clock import Clock
from recovery_tui.ui.commands import Command, Place, bindings_for, palette_of
from recovery_tui.ui.glyphs import glyphs_for
from recovery_tui.ui.idle import Idleness, Stage
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.cover import CoverScreen
from recovery_tui.ui.screens.dialogs import ConfirmDialog
from recovery_tui.ui.screens.help import HelpScreen
from recovery_tui.ui.screens.palette import PaletteDialog
from recovery_tui.ui.screens.unlock import UnlockScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.textual_compat import EncodableFilter, QuietEnd, use_plain_bars
from recovery_tui.ui.theme import DEFAULT, PALETTES, theme_of, variables
from recovery_tui.ui.unlocking import DeskOpened, Opened
from recovery_tui.ui.withdrawal import keep_and_lock
from recovery_tui.ui.work import note_problem

UNLOCK = "unlock"
"""The mode whose only screen opens the records."""


class RecoveryApp(QuietEnd, inherit_bindings=False):
    """The program as a person sees it."""

    TITLE = "Recovery plans"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings_for(Place.APP)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]

    def __init__(self, session: Session, *, user: str | None = None, practise: bool = False) -> None:
        self.session = session
        super().__init__()
        use_plain_bars()
        self.animation_level = "none"
        self._user = user
        self._practise = practise
        self._idleness: Idleness | None = None
        self._cover: CoverScreen | None = None

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Values for our own variables until a theme is chosen."""
        return variables(PALETTES[DEFAULT])

    def crash_text(self, error: BaseException) -> str:
        """A sentence and a reference code; types and line numbers go to the log."""
        reference = note_problem(self.session.data, self.session.clock, error)
        return (
            "The program had to stop. Everything saved is safe, and what you typed is kept as a draft.\n"
            f"Start it again; if this comes back, tell support the code {reference}."
        )

    async def on_mount(self) -> None:
        """Themes, signs, and the first screen."""
        for name in PALETTES:
            self.register_theme(theme_of(name))
        self.theme = DEFAULT
        self.set_class(self.session.glyphs.name == "ascii", "-ascii")
        self.add_filter(EncodableFilter(self.session.glyphs.encoding))
        self.set_interval(1, self.withdraw_if_idle)
        self.add_mode(UNLOCK, lambda: UnlockScreen(self.session, self._user, practise=self._practise))
        await self.switch_mode(UNLOCK)

    @on(DeskOpened)
    async def begin_work(self, message: DeskOpened) -> None:
        """The records are open: show the places."""
        from recovery_tui.ui.places import PLACES

        opened: Opened = message.opened
        self.session.opened, self.session.settings = opened.desk, opened.settings
        settings = opened.settings
        self._idleness = Idleness(self.session.clock, settings.cover_minutes, settings.lock_minutes)
        if settings.theme in PALETTES:
            self.theme = settings.theme
        for name, place in PLACES.items():
            self.add_mode(name, partial(place, self.session))
        await self.switch_mode("today")
        if opened.first == "csv":
            self.action_bring_in_list()
        elif opened.first == "new-person":
            await self.run_action("new_person", self.screen)
        for sentence in opened.desk.notices:
            self.notify(sentence, timeout=15, markup=False)

    async def on_event(self, event: events.Event) -> None:
        """Every key counts as presence, unless the time to withdraw came first or the screen is covered."""
        counts = isinstance(event, events.InputEvent) and not event.is_forwarded and not self.session.covered
        if counts and self._idleness is not None:
            if self._idleness.stage() > Stage.AWAKE:
                self.withdraw_if_idle()
                return
            self._idleness.touch()
        await super().on_event(event)

    def withdraw_if_idle(self) -> None:
        """Cover the screen, or lock the records, when nothing was pressed for long enough."""
        stage = self._idleness.stage() if self._idleness is not None else Stage.AWAKE
        if stage is Stage.LOCK and not self.session.demo:
            self.action_lock("Locked after a while without a key. Drafts are kept.")
        elif stage > Stage.AWAKE:
            self.action_hide_screen()

    def action_hide_screen(self) -> None:
        """Cover the screen at once."""
        if self.session.covered or self.session.opened is None:
            return
        self.session.covered = True
        self.clear_notifications()
        self.blank_clipboard()
        self._cover = CoverScreen(self.session)
        self.push_screen(self._cover, self._uncovered)

    def _uncovered(self, _: bool | None) -> None:
        self.session.covered = False
        self._cover = None
        if self._idleness is not None:
            self._idleness.touch()
        held, self.session.held = self.session.held, []
        for deliver in held:
            deliver()

    @on(CoverScreen.TriedTooOften)
    def lock_after_tries(self) -> None:
        """Guessing goes on at the unlock screen, where every try costs time."""
        self.action_lock("Locked after wrong passphrases. Drafts are kept.")

    def action_lock(self, said: str = "Locked. Drafts are kept.") -> None:
        """Keep drafts, drop the keys, and go back to the unlock screen."""
        if self.session.opened is not None and self._idleness is not None:
            self._idleness = None
            self.action_hide_screen()
            self.run_worker(self._lock(said), group="lock")

    async def _lock(self, said: str) -> None:
        desk, forms = self.session.desk, tuple(self.session.forms)
        warning = await asyncio.to_thread(keep_and_lock, desk, forms)
        await self.switch_mode(UNLOCK)
        from recovery_tui.ui.places import PLACES

        for name in PLACES:
            await self.remove_mode(name)
        self.session.forget()
        self._cover = None
        self.blank_clipboard()
        self.clear_notifications()
        unlock = self.screen
        if isinstance(unlock, UnlockScreen):
            unlock.start_over(f"{said} {warning}".strip())

    def action_leave(self) -> None:
        """Leave the program, after saying what is only on this computer."""
        if self.session.opened is None:
            self.exit(0)
        elif not isinstance(self.screen, ConfirmDialog):
            text = "Nothing is unsaved: what you typed and did not save is kept as a draft."
            if self.session.demo:
                text = "The made-up people are gone when you leave."
            question = ConfirmDialog(self.session.glyphs, "Leave?", text, "leave", "stay", start=True)
            self.push_screen(question, self._leave)

    async def _leave(self, yes: bool | None) -> None:
        if yes:
            forms = tuple(self.session.forms)
            await asyncio.to_thread(keep_and_lock, self.session.desk, forms)
            self.exit(0)

    async def action_go(self, place: str) -> None:
        """To a top-level place; what stands on the other one stays there."""
        await self.switch_mode(place)

    async def action_find_person(self) -> None:
        """To the caseload, searching."""
        from recovery_tui.ui.screens.caseload import CaseloadScreen

        await self.switch_mode("caseload")
        if isinstance(self.screen, CaseloadScreen):
            self.call_after_refresh(self.screen.start_finding)

    def action_bring_in_list(self) -> None:
        """People from a CSV file."""
        from recovery_tui.ui.screens.csv_load import CsvScreen

        self.push_screen(CsvScreen(self.session))

    def action_help(self) -> None:
        """Where you are and what the keys do."""
        screen = self.screen
        if isinstance(screen, PlaceScreen) and not isinstance(screen, HelpScreen):
            self.push_screen(HelpScreen(self.session, screen.PLACE, screen.help_text()))

    def action_palette(self) -> None:
        """Any command of this place."""
        screen = self.screen
        if isinstance(screen, PlaceScreen):
            chosen = partial(self._run_chosen, screen)
            self.push_screen(PaletteDialog(self.session.glyphs, palette_of(screen.PLACE)), chosen)

    async def _run_chosen(self, screen: Screen[Any], command: Command | None) -> None:
        if command is not None:
            namespace = self if Place.APP in command.places else screen
            await self.run_action(command.action, namespace)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While covered or locked nothing but the passphrase is possible; this also stops priority keys."""
        if self.session.covered:
            return action in {"focus_next", "focus_previous"}
        if self.session.opened is None:
            return action in {"focus_next", "focus_previous", "leave", "help"}
        return True


def run(
    data: Path, clock: Clock, *, user: str | None = None, practise: bool = False, glyph_set: str | None = None
) -> int:
    """Run the screens until the person leaves; gives the exit status. `drop_hooks` comes before."""
    encoding = getattr(sys.__stderr__, "encoding", None)
    session = Session(data, clock, glyphs_for("ascii" if glyph_set == "ascii" else encoding))
    app = RecoveryApp(session, user=user, practise=practise)
    try:
        result = app.run(mouse=False)
    finally:
        if session.opened is not None:
            session.opened.close()
    return result if isinstance(result, int) else app.return_code or 0
