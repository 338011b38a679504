"""Asking casework: in a thread that never touches a widget; the answer comes back as a message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.message import Message
from textual.screen import Screen, ScreenResultType

from recovery_tui.errors import RecoveryError
from recovery_tui.problems import note_problem
from recovery_tui.ui.closing import ClosesOnce
from recovery_tui.ui.commands import Place, bindings_for
from recovery_tui.ui.restore_words import LOCK_LEADS_THERE, with_way_back
from recovery_tui.ui.session import Session
from recovery_tui.ui.unexpected import unexpected
from recovery_tui.ui.widgets.line_list import LineList

Answer = TypeVar("Answer")
WRITES = frozenset({"save", "change", "restore", "load"})
"""Groups of questions that change the store; a lock or an exit waits for them."""
LONG = ("load", "send")
"""Groups of questions that take a while and say how far they are: their page stays until they are answered."""
LOOKS = frozenset({"today", "people", "chase", "person", "detail", "find", "same", "follows"})
"""Groups of questions that only look: while one is being answered, of those that come only the newest is kept.

Many looking at once would make each other slow, and use up the store's readers.
"""
OPENS = frozenset({"form", "bad news", "outcome", "groups", "change", "reasons", "go", "save"})
"""Groups of questions whose answers open a page or a dialog, or close one; keys pressed meanwhile are for that."""


class Asking(ClosesOnce, Screen[ScreenResultType]):
    """A screen that asks casework things and is told the answers."""

    PLACE: ClassVar[Place]

    WORKS_COVERED: ClassVar[bool] = False
    """Whether answers are taken while the screen is covered: only the cover itself does."""

    BINDINGS = bindings_for(Place.SCREEN)

    @dataclass
    class Answered(Message):
        """An answer, or the error that came instead, for the handler the question named."""

        group: str
        token: int
        deliver: Callable[[], object]

        bubble = False

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._tokens: dict[str, int] = {}
        self._opening: set[str] = set()
        self._looking: dict[str, Callable[[], None] | None] = {}
        """For each group of `LOOKS` that is being answered, the question after it."""

    def ask(
        self,
        question: Callable[[], Answer],
        then: Callable[[Answer], object],
        group: str,
        or_else: Callable[[RecoveryError], None] | None = None,
    ) -> None:
        """Run `question` in a thread; `then` gets its answer, unless `group` was asked again since."""
        token = self._tokens[group] = self._tokens.get(group, 0) + 1
        if group in OPENS:
            self._opening.add(group)
        work = partial(self._work, question, then, or_else or self.tell_error, group, token)
        if group in self._looking:
            self._looking[group] = work
            return
        if group in LOOKS:
            self._looking[group] = None
        self._ask_in_thread(work, group)

    def _ask_in_thread(self, work: Callable[[], None], group: str) -> None:
        self.run_worker(work, group=group, thread=True, exit_on_error=False)

    def _ask_newest(self, group: str) -> None:
        """Ask the newest of what was asked meanwhile."""
        waiting = self._looking.pop(group, None)
        if waiting is not None:
            self._looking[group] = None
            self._ask_in_thread(waiting, group)

    def asking(self, group: str) -> bool:
        """Whether an answer of `group` is still to come."""
        running = any(worker.group == group and not worker.is_finished for worker in self.workers)
        return running or group in self._looking

    @property
    def is_opening(self) -> bool:
        """Whether a page or a dialog was asked for and is not there yet."""
        return bool(self._opening)

    def _work(
        self,
        question: Callable[[], Answer],
        then: Callable[[Answer], object],
        or_else: Callable[[RecoveryError], object],
        group: str,
        token: int,
    ) -> None:
        deliver: Callable[[], Any]
        try:
            deliver = partial(then, question())
        except RecoveryError as error:
            deliver = partial(or_else, error)
        except Exception as error:
            reference = note_problem(self.session.data, self.session.clock, error)
            deliver = partial(or_else, unexpected(reference))
        self.post_message(self.Answered(group, token, deliver))

    @on(Answered)
    def _take_answer(self, message: Answered) -> None:
        self._ask_newest(message.group)
        if self._tokens.get(message.group) != message.token:
            return
        self._opening.discard(message.group)
        if self.session.covered and not self.WORKS_COVERED:
            self.session.held.append(message.deliver)
        else:
            message.deliver()

    def tell_error(self, error: RecoveryError) -> None:
        """Say in words what went wrong; screens with a better place for it override this."""
        for listed in self.query(LineList):
            listed.give_up()
        said = with_way_back(error, LOCK_LEADS_THERE)
        self.notify(said, title="Not done", severity="error", timeout=10, markup=False)
