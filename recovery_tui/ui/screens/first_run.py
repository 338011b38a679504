"""The first time: a start pack or none, who you are, a passphrase, where the records live, twelve words, then work."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework import opening
from recovery_tui.casework.owner import Owner
from recovery_tui.errors import RecoveryError
from recovery_tui.ui.commands import Command, Place, bindings_for, footer_of
from recovery_tui.ui.first_run_words import MAKING
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.screens.backups import BackupsScreen
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.first_run_pack import PackStep, PackWordsStep
from recovery_tui.ui.screens.first_run_steps import (
    ConfirmStep,
    PassphraseStep,
    PlaceStep,
    StartStep,
    Step,
    WhoStep,
    WordsStep,
)
from recovery_tui.ui.session import Session
from recovery_tui.ui.start_pack import StartPack, check_heard, look_at, start_from
from recovery_tui.ui.unlocking import Opened, opened_by
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.form_field import FieldRow
from recovery_tui.ui.widgets.head import Footer
from recovery_tui.ui.widgets.secret_field import SecretRow
from recovery_tui.ui.wording import key_of

if TYPE_CHECKING:
    from recovery_tui.casework.desk import Desk

PACK = "start pack"
"""Under this name a session remembers where it was looked for."""

STEPS = 7
"""Without a start pack; with one, a step asks whose it is."""


class FirstRunScreen(PlaceScreen[Opened | None]):
    """A few short steps, one at a time; gives the opened records with where to go first."""

    PLACE = Place.FIRST_RUN

    BINDINGS = bindings_for(Place.FIRST_RUN)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._owner: Owner | None = None
        self._passphrase = ""
        self._opened: Opened | None = None
        self._words: tuple[str, ...] = ()
        self._step: Step = PackStep(session.glyphs, next(iter(session.last_used.get(PACK, ())), ""))
        self._pack: StartPack | None = None
        self._heard: dict[int, str] = {}
        self._told_late = ""
        """What went wrong with the pack, to be said once the store is made."""
        self._number = 1
        self._before: list[Step] = []
        """The steps to go back through, until the store is made."""

    def heading(self) -> tuple[str, str | None]:
        """Which step."""
        steps = STEPS + 1 if self._pack is not None else STEPS
        return f"{self._step.title}, step {self._number} of {steps}", ""

    def footer(self) -> tuple[Command, ...]:
        """Only the keys that mean something at this step."""
        return tuple(each for each in footer_of(self.PLACE) if self.applies(each))

    def applies(self, command: Command) -> bool:
        """Showing and suggesting are for the passphrase."""
        return isinstance(self._step, PassphraseStep) or command.id not in (
            "first-run.suggest",
            "unlock.show",
        )

    def body(self) -> Iterable[Widget]:
        """The step."""
        yield VerticalScroll(*self._step.widgets(), id="fields", can_focus=False)

    def on_mount(self) -> None:
        """Start with the first field."""
        self._step.begin(self)

    async def _show(self, step: Step) -> None:
        self._step = step
        self._number += 1
        fields = self.query_one("#fields", VerticalScroll)
        await fields.remove_children()
        await fields.mount_all(step.widgets())
        self.head.retitle(*self.heading())
        self.query_one(Footer).offer(self.footer())
        self.notice.say(self._told_late, Tone.MISSING)
        self._told_late = ""
        step.begin(self)

    def _go_on(self, step: Step) -> None:
        self._before.append(self._step)
        self._turn_to(step)

    def _go_back(self) -> None:
        self._number -= 2
        self._turn_to(self._before.pop())

    def _turn_to(self, step: Step) -> None:
        self.run_worker(self._show(step), group="step")

    @on(FieldRow.Typed)
    def _typed(self, event: FieldRow.Typed) -> None:
        event.stop()
        event.row.show_error("")
        if event.row.field.key == "passphrase":
            typed, row = event.row.typed, event.row
            self.ask(lambda: opening.strength(typed) if typed else "", row.show_echo, "strength")

    @on(Input.Submitted)
    def _next_field(self, event: Input.Submitted) -> None:
        event.stop()
        if not self._step.is_last_field(event.input):
            self.focus_next()
        else:
            self.action_next()

    @on(CursorList.RowOpened)
    def _chosen(self, event: CursorList.RowOpened) -> None:
        event.stop()
        if isinstance(self._step, PackStep):
            self.app.push_screen(BackupsScreen(self.session, None), self._restored)
        else:
            self.action_next()

    def _restored(self, opened: Opened | None) -> None:
        """A backup was put in place instead; Textual would await what this gives back."""
        if opened is not None:
            self.dismiss(opened)

    def action_next(self) -> None:
        """To the next step, if this one is answered."""
        if self.asking("make"):
            return
        step = self._step
        if not step.is_answered():
            return
        if isinstance(step, PackStep):
            step.keep()
            self._look_at_pack(step.path)
        elif isinstance(step, PackWordsStep):
            self._take_words(step)
        elif isinstance(step, WhoStep):
            self._owner = step.owner()
            self._go_on(PassphraseStep(self.session.glyphs))
        elif isinstance(step, PassphraseStep):
            self._passphrase = step.passphrase()
            data = self.session.data
            self.ask(lambda: opening.where_words(data), self._show_place, "where")
        elif isinstance(step, PlaceStep):
            self._make()
        elif isinstance(step, WordsStep):
            self._go_on(ConfirmStep(self.session.glyphs, self._words, self.session.clock))
        elif isinstance(step, ConfirmStep):
            self._words = ()
            self._go_on(StartStep(self.session.glyphs))
        elif isinstance(step, StartStep) and self._opened is not None:
            self.dismiss(Opened(self._opened.desk, self._opened.settings, step.chosen()))

    def _look_at_pack(self, path: Path | None) -> None:
        if path is None:
            self._pack, self._heard = None, {}
            self._go_on(WhoStep(self.session.glyphs))
        else:
            clock = self.session.clock
            self.notice.say("Looking at the start pack", Tone.MUTED)
            self.ask(lambda: look_at(path, clock), self._show_pack, "pack")

    def _show_pack(self, found: StartPack) -> None:
        self._pack = found
        self._go_on(PackWordsStep(self.session.glyphs, found))

    def _take_words(self, step: PackWordsStep) -> None:
        heard, found = step.heard, step.found
        if heard:
            self.ask(lambda: check_heard(found, heard), lambda _: self._start_from(found, heard), "pack")
        else:
            self._start_from(found, heard)

    def _start_from(self, found: StartPack, heard: dict[int, str]) -> None:
        self._heard = heard
        pack = found.pack
        self._go_on(WhoStep(self.session.glyphs, pack))

    def _show_place(self, words: tuple[str, ...]) -> None:
        self._go_on(PlaceStep(self.session.glyphs, words))

    def _make(self) -> None:
        owner, passphrase = self._owner, self._passphrase
        data, clock, look = self.session.data, self.session.clock, self.session.look
        pack, heard = self._pack, self._heard
        if owner is None:
            return
        words: list[str] = []
        problems: list[str] = []

        def make() -> Opened:
            def desk() -> Desk:
                made, twelve = opening.set_up(data, owner, passphrase, clock, look=look)
                words.extend(twelve)
                if pack is not None:
                    problems.append(start_from(made, pack, heard))
                return made

            return opened_by(desk)

        self.notice.say(MAKING)
        self.ask(make, lambda opened: self._made(opened, tuple(words), "".join(problems)), "make")

    def _made(self, opened: Opened, words: tuple[str, ...], problem: str) -> None:
        self._told_late = problem
        self._passphrase = ""
        self._opened = opened
        self._words = words
        self._go_on(WordsStep(self.session.glyphs, words))

    def tell_error(self, error: RecoveryError) -> None:
        """Say it at the foot; nothing typed is lost."""
        self.notice.say(error.message, Tone.ACT)

    def action_show_typed(self) -> None:
        """Show or hide the passphrase."""
        for row in self.query(SecretRow):
            row.toggle()

    def action_suggest(self) -> None:
        """Offer a passphrase of five words, where one is asked for."""
        if not isinstance(self._step, PassphraseStep):
            return
        clock = self.session.clock

        def say(text: str) -> None:
            self.notice.say(f"For example: {text}", Tone.GOOD)

        self.ask(lambda: opening.suggestion(clock), say, "suggest")

    def action_back(self) -> None:
        """One step back, and away from the first; once the store is made the steps can only be finished."""
        if self.asking("make"):
            return
        if isinstance(self._step, ConfirmStep) or (self._opened is None and self._before):
            self._go_back()
        elif self._opened is None:
            if isinstance(self._step, PackStep):
                self.session.used(PACK, self._step.keep())
            self.dismiss(None)
        else:
            going_on = key_of("first-run.next")
            self.notice.say(f"The store is made. Finish the last steps with {going_on}; it takes a minute.")

    def help_text(self) -> str:
        """What the steps are for."""
        return (
            "A few short steps. The passphrase opens the records on this computer; the twelve words on paper "
            "open them when it is lost. Nobody else can.\n"
            "With a screen reader or very large letters start recovery-tui --plain: everything, one line at a time."
        )
