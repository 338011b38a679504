"""A small question answered in a few words, which outlive a lock or a crash as those in a form do."""

from __future__ import annotations

from typing import Any

from textual import on
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input

from recovery_tui.ui.closing import ClosesOnce
from recovery_tui.ui.session import DEBOUNCE
from recovery_tui.ui.work import Asking


class BegunWords:
    """What was begun in answer to a question in front of a page, kept in the store until there is an answer."""

    def __init__(self, page: Asking[Any], question: str, said: str) -> None:
        """`said` is what stands in the store already (`drafts.said`)."""
        self._page = page
        self._question = question
        self._kept = said
        self._timer: Timer | None = None
        self.said = said
        """What stands in the line now."""

    @property
    def is_changed(self) -> bool:
        """Whether the store does not have it yet."""
        return self.said != self._kept

    def begin(self) -> None:
        """To be kept at a lock."""
        self._page.session.forms.append(self)

    def leave(self) -> None:
        """No longer to be kept at a lock."""
        if self in self._page.session.forms:
            self._page.session.forms.remove(self)

    def type(self, said: str) -> None:
        """Keep it at the next pause."""
        self.said = said
        if self._timer is None and self.is_changed:
            self._timer = self._page.set_timer(DEBOUNCE, self._keep)

    def answer(self) -> None:
        """Nothing is to be kept: there is an answer, or nobody wants to give one."""
        self.type("")
        self._keep()

    def _keep(self) -> None:
        self._timer = None
        if self.is_changed:
            self._page.ask(self.keep_draft_now, lambda _: None, "keep words")

    def keep_draft_now(self) -> None:
        """Write what stands there; from any thread, raises RecoveryError."""
        from recovery_tui.casework import drafts  # here, because the first screens do without the database

        said = self.said
        if said != self._kept:
            drafts.keep_said(self._page.session.desk, self._question, said)
            self._kept = said


class WordsDialog(ClosesOnce, ModalScreen[str | None]):
    """The frame of such a question."""

    begun: BegunWords | None = None
    """Given where the words are worth keeping."""

    def on_mount(self) -> None:
        """To be kept at a lock."""
        if self.begun is not None:
            self.begun.begin()

    def on_unmount(self) -> None:
        """No longer to be kept at a lock."""
        if self.begun is not None:
            self.begun.leave()

    @on(Input.Changed)
    def _take_along(self, event: Input.Changed) -> None:
        if self.begun is not None and not self._is_closed:
            self.begun.type(event.value)

    def dismiss(self, result: str | None = None) -> AwaitComplete:
        """Close with an answer or without one; either way what was begun is over."""
        if self.begun is not None and not self._is_closed:
            self.begun.answer()
        return super().dismiss(result)
