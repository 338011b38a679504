"""Cover, lock and leave: what keeps the records from eyes and hands they are not meant for."""

from __future__ import annotations

import asyncio

from textual import events, on

from recovery_tui.errors import RecoveryError
from recovery_tui.ui import draft_words
from recovery_tui.ui.glyphs import Glyphs
from recovery_tui.ui.idle import Idleness, Stage
from recovery_tui.ui.screens.cover import CoverScreen
from recovery_tui.ui.screens.dialogs import ChoiceDialog, Option
from recovery_tui.ui.screens.unlock import UnlockScreen
from recovery_tui.ui.session import Session
from recovery_tui.ui.type_ahead import TypesAhead
from recovery_tui.ui.withdrawal import Parting, keep_and_lock, keep_drafts, parting
from recovery_tui.ui.work import WRITES

UNLOCK = "unlock"
"""The mode whose only screen opens the records."""

LEAVE, STAY, SEND = "leave", "stay", "send"


class LeaveDialog(ChoiceDialog[str]):
    """Leave, stay, or first send what is only here; the cursor starts on leaving."""

    def __init__(self, glyphs: Glyphs, said: Parting) -> None:
        options = [Option("y", "leave", LEAVE), Option("n", "stay", STAY)]
        if said.can_send:
            options.append(Option("x", "send now", SEND))
        super().__init__(glyphs, "Leave?", options, said.text)


class GuardedApp(TypesAhead):
    """An app that covers itself when nobody is there, and then locks."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._idleness: Idleness | None = None
        self._ending = False
        super().__init__()

    def watch_over(self, cover_minutes: float, lock_minutes: float) -> None:
        """Start measuring how long nothing is pressed."""
        self._idleness = Idleness(self.session.clock, cover_minutes, lock_minutes)

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
        self.push_screen(CoverScreen(self.session), self._uncovered)

    def _uncovered(self, _: bool | None) -> None:
        self.session.covered = False
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
        await self._finish_writing()
        desk, forms = self.session.desk, tuple(self.session.forms)
        warning = await asyncio.to_thread(keep_and_lock, desk, forms)
        await self.switch_mode(UNLOCK)
        from recovery_tui.ui.places import PLACES

        for name in PLACES:
            await self.remove_mode(name)
        self.session.forget()
        self.blank_clipboard()
        self.clear_notifications()
        unlock = self.screen
        if isinstance(unlock, UnlockScreen):
            unlock.start_over(f"{said} {warning}".strip())

    def action_leave(self) -> None:
        """Leave the program, after saying what is only on this computer."""
        if self.session.opened is None:
            self.exit(0)
        elif not isinstance(self.screen, LeaveDialog):
            self.run_worker(self._ask_leave(), group="leave", exclusive=True)

    async def _ask_leave(self) -> None:
        said = await asyncio.to_thread(parting, self.session.desk)
        if not self.session.covered:
            self.push_screen(LeaveDialog(self.session.glyphs, said), self._leave)

    async def _finish_writing(self) -> None:
        """Let saves that have begun come to their end."""
        writing = [worker for worker in self.workers if worker.group in WRITES and not worker.is_finished]
        if writing:
            await self.workers.wait_for_complete(writing)

    async def _leave(self, answer: str | None) -> None:
        if answer == SEND:
            await self.run_action("send")
        elif answer == LEAVE:
            await self._finish_writing()
            try:
                await asyncio.to_thread(keep_drafts, tuple(self.session.forms))
            except RecoveryError as error:  # nobody is told anything any more once the program has ended
                self.notify(draft_words.not_kept(error), title="Not left", severity="error", markup=False)
                return
            await self._lock_and_exit()

    async def _lock_and_exit(self) -> None:
        await self._finish_writing()
        await asyncio.to_thread(keep_and_lock, self.session.desk, tuple(self.session.forms))
        self.exit(0)

    def end_now(self) -> None:
        """Leave without asking, drafts kept: the terminal was closed, or the computer shuts down."""
        if not self._ending:
            self._ending = True
            self.run_worker(self._end(), group="leave")

    async def _end(self) -> None:
        await self.catch_up()
        if self.session.opened is not None:
            await self._lock_and_exit()
        else:
            self.exit(0)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While covered or locked nothing but the passphrase is possible; this also stops priority keys."""
        if self.session.covered:
            return action in {"focus_next", "focus_previous"}
        if self.session.opened is None:
            return action in {"focus_next", "focus_previous", "leave", "help", "glossary", "guide"}
        allowed = (getattr(screen, "APP_COMMANDS", None) for screen in self.screen_stack)
        return all(each is None or action in each for each in allowed)
