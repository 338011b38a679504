"""Putting one backup in place: what will happen, and the passphrase or the twelve words that open it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework import restoring
from recovery_tui.casework.restoring import Placing
from recovery_tui.casework.views import FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.errors import RecoveryError, WrongPassphraseError
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.progress import LongWork, Progressed
from recovery_tui.ui.restore_words import ABOUT, OPENS_WITH, PUTTING, STOPPED
from recovery_tui.ui.screens.first_run_steps import told
from recovery_tui.ui.screens.long_work import LongWorkScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.unlocking import Opened, opened_by
from recovery_tui.ui.widgets.secret_field import SecretRow
from recovery_tui.ui.widgets.words_fields import WordsFields
from recovery_tui.ui.wording import KILO, key_of

if TYPE_CHECKING:
    from recovery_tui.casework.desk import Desk


class RestoreScreen(LongWorkScreen[Opened | None]):
    """Gives the records that were in the backup, open."""

    PLACE = Place.RESTORE

    BINDINGS = bindings_for(Place.RESTORE)

    def __init__(self, session: Session, wanted: Placing, said: Sequence[str]) -> None:
        """`said` tells what will happen."""
        super().__init__(session)
        self._wanted = wanted
        self._told = tuple(said)
        self._with_words = False

    def heading(self) -> tuple[str, str | None]:
        """Whose records."""
        return self.PLACE.words, self._wanted.name

    def body(self) -> Iterable[Widget]:
        """What will happen, and what opens it."""
        glyphs = self.session.glyphs
        how = f"{OPENS_WITH} {key_of('restore.words')} changes between the two."
        passphrase = FormField("passphrase", "Passphrase", Kind.TEXT, max_length=1000)
        yield VerticalScroll(
            *map(told, (*self._told, how)),
            SecretRow(passphrase, glyphs),
            WordsFields(glyphs),
            id="fields",
            can_focus=False,
        )

    def on_mount(self) -> None:
        """Start with the passphrase."""
        self._ask_for(with_words=False)

    def _ask_for(self, *, with_words: bool) -> None:
        self._with_words = with_words
        passphrase, words = self._passphrase, self.query_one(WordsFields)
        passphrase.display, words.display = not with_words, with_words
        if with_words:
            words.start_typing()
        else:
            passphrase.start_typing()

    @property
    def _passphrase(self) -> SecretRow:
        return self.query_one("#field-passphrase", SecretRow)

    def action_switch_way(self) -> None:
        """From the passphrase to the words, and back."""
        if not self.is_at_work:
            self._ask_for(with_words=not self._with_words)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_restore()

    def action_restore(self) -> None:
        """Put it in place and open it."""
        if self.is_at_work:
            return
        data, wanted, clock = self.session.data, self._wanted, self.session.clock
        if self._with_words:
            answered = self.query_one(WordsFields).answered()
            if answered is not None:
                words, new = answered
                self._put(
                    lambda progress: restoring.open_with_words(data, wanted, words, new, clock, progress)
                )
        elif passphrase := self._passphrase.typed:
            self._put(
                lambda progress: restoring.open_with_passphrase(data, wanted, passphrase, clock, progress)
            )
        else:
            self.notice.say("Type the passphrase first.", Tone.MISSING)

    def _put(self, opening: Callable[[LongWork], Desk]) -> None:
        self.work(PUTTING, STOPPED, lambda progress: opened_by(lambda: opening(progress)), self.dismiss)

    def progress_words(self, so_far: Progressed) -> str:
        """How much is read."""
        return f"{Progressed(so_far.done // KILO, so_far.total // KILO).words('kB')}   Esc stops"

    def tell_error(self, error: RecoveryError) -> None:
        """Say it at the foot; what was there is still there."""
        super().tell_error(error)
        if isinstance(error, WrongPassphraseError) and not self._with_words:
            self._passphrase.forget()
            self._passphrase.start_typing()

    def action_show_typed(self) -> None:
        """Show or hide the passphrases."""
        for row in self.query(SecretRow):
            row.toggle()

    def help_text(self) -> str:
        """What backups are."""
        return ABOUT
