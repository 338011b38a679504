"""The Textual app: wiring between screens, places, idle cover and lock. What is shown lives in `screens`."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import on
from textual.screen import Screen

from recovery_tui.casework.look import NORMAL, Look, of_settings
from recovery_tui.casework.opening import Practice
from recovery_tui.clock import Clock
from recovery_tui.problems import note_problem
from recovery_tui.ui import keys
from recovery_tui.ui.closing import ClosesOnce
from recovery_tui.ui.commands import Command, Place, bindings_for, move_keys, palette_of
from recovery_tui.ui.glyphs import glyphs_for
from recovery_tui.ui.guarding import UNLOCK, GuardedApp
from recovery_tui.ui.hangup import call_at_hangup, has_terminal
from recovery_tui.ui.one_heap import share_one_heap
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.help import HelpScreen
from recovery_tui.ui.screens.palette import PaletteDialog
from recovery_tui.ui.screens.unlock import UnlockScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.textual_compat import EncodableFilter, forget_gone_pages, use_plain_bars
from recovery_tui.ui.theme import DEFAULT, PALETTES, theme_of, variables
from recovery_tui.ui.unlocking import DeskOpened, Opened, SettingsChanged
from recovery_tui.ui.withdrawal import keep_drafts
from recovery_tui.ui.work import LONG, Asking

if TYPE_CHECKING:
    from recovery_tui.casework.desk import Desk
    from recovery_tui.casework.settings import Settings

PALETTE = "palette"
"""Under this name a session remembers the commands last chosen by name."""


class RecoveryApp(GuardedApp, inherit_bindings=False):
    """The program as a person sees it."""

    TITLE = "Recovery plans"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = bindings_for(Place.APP)
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]

    def __init__(
        self, session: Session, *, user: str | None = None, practice: Practice | None = None
    ) -> None:
        super().__init__(session)
        use_plain_bars()
        forget_gone_pages()
        self.animation_level = "none"
        self._user = user
        self._practice = practice

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
        self._wear(self.session.look)
        self.add_filter(EncodableFilter(self.session.glyphs.encoding))
        self.set_interval(1, self.withdraw_if_idle)
        self._end_with_terminal()
        self.add_mode(UNLOCK, lambda: UnlockScreen(self.session, self._user, practice=self._practice))
        await self.switch_mode(UNLOCK)

    def _end_with_terminal(self) -> None:
        if self.is_headless:
            return
        call_at_hangup(self.end_now)
        if has_terminal():
            self.set_interval(1, lambda: None if has_terminal() else self.end_now())

    @on(DeskOpened)
    async def begin_work(self, message: DeskOpened) -> None:
        """The records are open: show the places."""
        from recovery_tui.ui.places import PLACES

        opened: Opened = message.opened
        self.session.opened = opened.desk
        self.use_settings(opened.settings)
        for name, place in PLACES.items():
            self.add_mode(name, partial(place, self.session))
        await self.switch_mode("today")
        if opened.first == "csv":
            self.action_bring_in_list()
        elif opened.first == "new-person":
            await self.run_action("new_person", self.screen)
        for sentence in opened.desk.notices:
            self.notify(sentence, timeout=15, markup=False)
        self._keep_safe(opened.desk)

    @on(SettingsChanged)
    def _use_changed(self, message: SettingsChanged) -> None:
        self.use_settings(message.settings)

    def use_settings(self, settings: Settings) -> None:
        """Have everything that can be set as `settings` say, from now on."""
        self.session.use(settings)
        self.watch_over(settings.cover_minutes, settings.lock_minutes)
        moved = keys.read(settings.keys)
        move_keys(moved)
        self.set_keymap(moved)
        self._wear(of_settings(settings))

    def _wear(self, look: Look) -> None:
        self.theme = look.theme if look.theme in PALETTES else DEFAULT
        self.session.draw_plainly(look.accessible)
        self.set_class(self.session.glyphs.name == "ascii", "-ascii")
        self.show_terminal_cursor(look.accessible)

    def _keep_safe(self, desk: Desk) -> None:
        """Make today's backup behind the first screen; say so only when it can't be made."""
        from recovery_tui.casework import safekeeping

        def tell(problem: str) -> None:
            if problem:
                self.notify(problem, severity="error", timeout=30, markup=False)

        if isinstance(self.screen, PlaceScreen):
            self.screen.ask(lambda: safekeeping.keep_daily(desk), tell, "safekeeping")

    def action_go(self, place: str) -> None:
        """To the list of a top-level place. What lies on the one that is left is closed; forms are kept as drafts."""
        page = self.screen
        pages: list[object] = [*self.screen_stack[1:]]
        if not isinstance(page, PlaceScreen):
            return
        if any(isinstance(each, Asking) and any(map(each.asking, LONG)) for each in pages):
            self.switch_mode(place)
            return
        forms = [form for form in self.session.forms if form in pages and form.is_changed]
        page.ask(partial(keep_drafts, forms), lambda _: self._arrive(place, bool(forms)), "go")

    def _arrive(self, place: str, has_kept: bool) -> None:
        for page in self.screen_stack[:0:-1]:
            if isinstance(page, ClosesOnce):
                page.take_away()
        self.switch_mode(place)
        if has_kept and isinstance(self.screen, PlaceScreen):
            self.screen.call_later(self._say_kept, self.screen)

    def _say_kept(self, page: PlaceScreen[Any]) -> None:
        page.notice.say("What you typed is kept as a draft; Today offers to finish it.", Tone.GOOD)

    def action_chase(self) -> None:
        """Referrals that wait for an answer."""
        from recovery_tui.ui.screens.chase import ChaseScreen

        self.push_screen(ChaseScreen(self.session))

    def action_bad_news(self) -> None:
        """What to do now, and what happened, to whomever the screen is about."""
        from recovery_tui.ui.screens.bad_news import tell_bad_news

        places = [screen for screen in self.screen_stack if isinstance(screen, PlaceScreen)]
        if places:
            tell_bad_news(places[-1], self.screen_stack)

    def action_find(self) -> None:
        """Find anything: people, and the words of every record."""
        from recovery_tui.ui.screens.find import FindScreen

        self.push_screen(FindScreen(self.session))

    def action_day_sheet(self) -> None:
        """Print a sheet for the wing."""
        from recovery_tui.ui.screens.print_day_sheet import PrintDaySheetScreen

        self.push_screen(PrintDaySheetScreen(self.session))

    def action_bring_in_list(self) -> None:
        """People from a CSV file."""
        from recovery_tui.ui.screens.csv_load import CsvScreen

        self.push_screen(CsvScreen(self.session))

    def action_send(self) -> None:
        """Write a file for a colleague."""
        from recovery_tui.ui.screens.send import open_sending

        if isinstance(self.screen, PlaceScreen):
            open_sending(self.screen)

    def action_receive(self) -> None:
        """Take in a file, or every file on a stick."""
        from recovery_tui.ui.screens.receive import ReceiveScreen

        self.push_screen(ReceiveScreen(self.session))

    def action_cards(self) -> None:
        """One's own identity card, and those of colleagues."""
        from recovery_tui.ui.screens.cards import CardsScreen

        self.push_screen(CardsScreen(self.session))

    def action_settings(self) -> None:
        """What the site or the owner has set."""
        from recovery_tui.ui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen(self.session))

    def action_agencies(self) -> None:
        """The agencies this site works with."""
        from recovery_tui.ui.screens.agencies import AgenciesScreen

        self.push_screen(AgenciesScreen(self.session))

    def action_glossary(self) -> None:
        """What the words of the field mean."""
        from recovery_tui.ui.screens.glossary import GlossaryScreen

        self.push_screen(GlossaryScreen(self.session))

    def action_guide(self) -> None:
        """A short guide to the work."""
        from recovery_tui.ui.screens.guide import GuideScreen

        self.push_screen(GuideScreen(self.session))

    def action_help(self) -> None:
        """Where you are and what the keys do."""
        screen = self.screen
        if isinstance(screen, PlaceScreen) and not isinstance(screen, HelpScreen):
            self.push_screen(HelpScreen(self.session, screen.PLACE, screen.help_text()))

    def action_palette(self) -> None:
        """Any command of this place."""
        screen = self.screen
        if isinstance(screen, PlaceScreen):
            recent = self.session.last_used.get(PALETTE, [])
            offered = [each for each in palette_of(screen.PLACE) if screen.applies(each)]
            offered.sort(key=lambda each: recent.index(each.id) if each.id in recent else len(recent))
            chosen = partial(self._run_chosen, screen)
            self.push_screen(PaletteDialog(self.session.glyphs, tuple(offered)), chosen)

    async def _run_chosen(self, screen: Screen[Any], command: Command | None) -> None:
        if command is not None:
            self.session.used(PALETTE, command.id)
            namespace = self if Place.APP in command.places else screen
            await self.run_action(command.action, namespace)


def run(
    data: Path,
    clock: Clock,
    *,
    user: str | None = None,
    practice: Practice | None = None,
    look: Look = NORMAL,
) -> int:
    """Run the screens until the person leaves; gives the exit status. `drop_hooks` comes before."""
    share_one_heap()
    session = Session(data, clock, glyphs_for(getattr(sys.__stderr__, "encoding", None)), look)
    app = RecoveryApp(session, user=user, practice=practice)
    try:
        result = app.run(mouse=False)
    finally:
        if session.opened is not None:
            session.opened.close()
    return result if isinstance(result, int) else app.return_code or 0
