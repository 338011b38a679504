"""The first screen: whose records, and the passphrase. Painted before the database is imported."""

from __future__ import annotations

import math
from collections.abc import Iterable

from textual import events, on
from textual.widget import Widget
from textual.widgets import Input

from recovery_tui.casework import opening
from recovery_tui.casework.views import FormField
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.errors import RecoveryError, WrongPassphraseError
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.restore_words import HAVE_ONE, LEADS_THERE, with_way_back
from recovery_tui.ui.screens.backups import BackupsScreen
from recovery_tui.ui.screens.base import PlaceScreen
from recovery_tui.ui.screens.first_run import FirstRunScreen
from recovery_tui.ui.screens.recover import RecoverScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.unlocking import PRACTISE, DeskOpened, Opened, load_places, opened_by
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.line_list import LineList, Row
from recovery_tui.ui.widgets.painted import Painted
from recovery_tui.ui.widgets.secret_field import SecretRow

WORDS, BACKUP, NEW = "words", "backup", "new"


class UnlockScreen(PlaceScreen[None]):
    """Stays at the bottom of everything: locking comes back here."""

    PLACE = Place.UNLOCK

    BINDINGS = bindings_for(Place.UNLOCK)

    def __init__(
        self, session: Session, user: str | None = None, *, practice: opening.Practice | None = None
    ) -> None:
        super().__init__(session)
        self._user = user
        self._practice = practice
        self._wait_until = 0.0
        self._said = ""

    def body(self) -> Iterable[Widget]:
        """Stores, passphrase, what else can be done."""
        glyphs = self.session.glyphs
        yield LineList(glyphs, marks=False, keeps_sign=True, id="stores")
        yield SecretRow(FormField("passphrase", "Passphrase", Kind.TEXT, max_length=1000), glyphs)
        yield Painted(id="answer")
        yield LineList(glyphs, marks=False, id="menu")

    def on_mount(self) -> None:
        """List the stores, and start importing what comes after."""
        self.set_interval(1, self._count_down)
        self.ask(load_places, lambda _: None, "import")
        self.list_stores()
        if self._practice is not None:
            self._practise()
        elif not self._names:
            self._new_store()

    def list_stores(self) -> None:
        """Show the stores there are now, the cursor on the one used last."""
        self._names = opening.store_names(self.session.data)
        known = self._names.index(self._user) + 1 if self._user in self._names else 1
        rows = [Row(("Whose records?",), heading=True)]
        rows += [Row((name,), subject=name) for name in self._names]
        stores = self.query_one("#stores", LineList)
        stores.display = bool(self._names)
        stores.can_focus = len(self._names) > 1
        stores.styles.height = min(len(rows), 8)
        stores.show_rows(rows if self._names else [], known)
        choices = [
            (PRACTISE, "Practise with made-up people; nothing is kept"),
            (WORDS, "The passphrase is lost: open with the twelve words"),
            (BACKUP, HAVE_ONE),
            (NEW, "Make a store for another person on this computer" if self._names else "Start here"),
        ]
        menu = self.query_one("#menu", LineList)
        menu.styles.height = len(choices) + 1
        shown = [Row(("Or",), heading=True)]
        shown += [Row((text,), subject=key) for key, text in choices if self._names or key != WORDS]
        menu.show_rows(shown, 1)
        secret = self.query_one(SecretRow)
        secret.display = bool(self._names)
        if self._names:
            secret.start_typing()
            self._look_for_wait()
        else:
            menu.focus()

    def start_over(self, said: str) -> None:
        """Empty everything after a lock, and say why we are here."""
        self.query_one(SecretRow).forget()
        self.list_stores()
        self._say(said)

    @property
    def chosen(self) -> str | None:
        """The store the cursor is on."""
        return self.query_one("#stores", LineList).subject(str)

    def _say(self, text: str, tone: Tone = Tone.TEXT) -> None:
        self._said = text
        self.query_one("#answer", Painted).say(text, tone)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Try the passphrase."""
        name = self.chosen
        passphrase = self.query_one(SecretRow).typed
        if name is None or self.asking("open"):
            return
        if self._waiting() > 0:
            self._count_down()
        elif not passphrase:
            self._say("Type the passphrase first.")
        else:
            self._say("Opening")
            data, clock = self.session.data, self.session.clock
            self.ask(
                lambda: opened_by(lambda: opening.open_desk(data, name, passphrase, clock)),
                self._take_opened,
                "open",
                self._not_opened,
            )

    def _take_opened(self, opened: Opened | None) -> None:
        if opened is None:
            self.list_stores()
            return
        if opened.first == PRACTISE:
            self.ask(opened.desk.close, lambda _: self._practise(), "close")
            return
        self.query_one(SecretRow).forget()
        self._user = None if opened.desk.demo else opened.desk.store_name
        self._say("")
        self.post_message(DeskOpened(opened))

    def _not_opened(self, error: RecoveryError) -> None:
        self._say(with_way_back(error, LEADS_THERE), Tone.ACT)
        if isinstance(error, WrongPassphraseError):
            secret = self.query_one(SecretRow)
            secret.forget()
            secret.start_typing()
            self._look_for_wait()

    def tell_error(self, error: RecoveryError) -> None:
        """Say it under the passphrase."""
        self._say(error.message, Tone.ACT)

    def _look_for_wait(self) -> None:
        name = self.chosen
        if name is not None:
            data, clock = self.session.data, self.session.clock
            self.ask(lambda: opening.unlock_wait(data, name, clock), self._wait, "wait")

    def _wait(self, seconds: float) -> None:
        if seconds > 0:
            self._wait_until = self.session.clock.monotonic() + seconds
            self._count_down()

    def _waiting(self) -> int:
        return math.ceil(self._wait_until - self.session.clock.monotonic())

    def _count_down(self) -> None:
        if not self._wait_until:
            return
        left = self._waiting()
        if left > 0:
            text = f"Not the right passphrase. The next try is possible in {left} s."
            self.query_one("#answer", Painted).say(text, Tone.ACT)
        else:
            self._wait_until = 0.0
            self._say("You can try again now.")

    def on_key(self, event: events.Key) -> None:
        """Arrows leave the passphrase for the lists around it."""
        if isinstance(self.focused, Input) and event.key in {"down", "up"}:
            target = self.query_one("#menu" if event.key == "down" else "#stores", LineList)
            if target.can_focus and target.display:
                self.set_focus(target)
                event.stop()

    @on(CursorList.CursorMoved, "#stores")
    def _other_store(self, event: CursorList.CursorMoved) -> None:
        event.stop()
        self._wait_until = 0.0
        self._look_for_wait()

    @on(CursorList.RowOpened, "#stores")
    def _store_chosen(self, event: CursorList.RowOpened) -> None:
        event.stop()
        self.query_one(SecretRow).start_typing()

    @on(CursorList.RowOpened, "#menu")
    def _menu_chosen(self, event: CursorList.RowOpened) -> None:
        event.stop()
        row = self.query_one("#menu", LineList).rows[event.row]
        if row.subject == PRACTISE:
            self._practise()
        elif row.subject == WORDS and self.chosen is not None:
            self.app.push_screen(RecoverScreen(self.session, self.chosen), self._take_opened)
        elif row.subject == BACKUP:
            self.app.push_screen(BackupsScreen(self.session, self.chosen), self._take_opened)
        elif row.subject == NEW:
            self._new_store()

    def _new_store(self) -> None:
        self.app.push_screen(FirstRunScreen(self.session), self._take_opened)

    def _practise(self) -> None:
        self._say("Making people up")
        clock, look, wanted = self.session.clock, self.session.look, self._practice or opening.Practice()

        def progress(done: int, total: int) -> None:
            self.app.call_from_thread(self._say, f"Making people up: {done} of {total}")

        self.ask(
            lambda: opened_by(
                lambda: opening.open_demo(
                    wanted.people, wanted.seed, clock, progress, keep=wanted.keep, look=look
                )
            ),
            self._take_opened,
            "open",
            self._not_opened,
        )

    def action_show_typed(self) -> None:
        """Show or hide the passphrase."""
        self.query_one(SecretRow).toggle()

    def help_text(self) -> str:
        """How to get in."""
        return (
            "The records on this computer are encrypted. Only the passphrase, or the twelve words on paper, "
            "opens them; nobody can look it up for you.\n"
            "After a wrong passphrase you wait a little, longer each time.\n"
            "A backup brings back records that are damaged or gone, and takes them to a new computer.\n"
            "Practising uses made-up people in a place of its own, and is gone when you leave.\n"
            "With a screen reader or very large letters start recovery-tui --plain: everything, one line at a time."
        )
