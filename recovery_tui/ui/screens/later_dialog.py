"""A line to remember a session by, kept as the beginning of its note while it is typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import on
from textual.timer import Timer
from textual.widgets import Input

from recovery_tui.casework import session_note
from recovery_tui.casework.views import DraftView, FormSpec, Outcome
from recovery_tui.ui.form_draft import DraftKeeper
from recovery_tui.ui.screens.line_dialog import LineDialog
from recovery_tui.ui.session import DEBOUNCE
from recovery_tui.ui.widgets.typed_input import TypedInput
from recovery_tui.ui.work import Asking


class LaterDialog(LineDialog):
    """Asks for the line in front of `page`; like a form it outlives a lock or a crash."""

    def __init__(self, page: Asking[Any], spec: FormSpec, begun: DraftView | None, subject: str) -> None:
        """About the note of `spec`, of which `begun` may stand in the store already."""
        super().__init__(f"{subject}: write up later", "A few words to remember it by.")
        self._page = page
        self._keeper = DraftKeeper(page.session, spec, spec.values)
        self._is_begun = begun is not None
        self._before = self._keeper.resume(begun)[1] if begun is not None else dict(spec.values)
        self._timer: Timer | None = None
        self._said = ""

    def on_mount(self) -> None:
        """To be kept at a lock."""
        self._page.session.forms.append(self)

    @property
    def is_changed(self) -> bool:
        """Whether something is typed."""
        return bool(self._said)

    def on_unmount(self) -> None:
        """No longer to be kept at a lock."""
        if self in self._page.session.forms:
            self._page.session.forms.remove(self)

    @on(Input.Changed)
    def _wait_for_a_pause(self) -> None:
        self._said = self.query_one(TypedInput).value.strip()
        if self._timer is None:
            self._timer = self.set_timer(DEBOUNCE, self._keep)

    def _keep(self) -> None:
        self._timer = None
        self._page.ask(self.keep_draft_now, lambda _: None, "keep")

    def keep_draft_now(self) -> None:
        """Write what is typed so far; from any thread, raises RecoveryError."""
        if self._said:
            self._keeper.keep(self._note(self._said))

    def _note(self, said: str) -> dict[str, str]:
        return session_note.reminding(self._page.session.desk, self._before, said)

    def end(self, said: str | None, then: Callable[[Outcome], object]) -> None:
        """Keep the line that was taken, or leave everything as it was when None was."""

        def keep() -> Outcome:
            if said is not None:
                self._keeper.leave(self._note(said))
                return Outcome(said=session_note.STANDS_ON_TODAY)
            if self._is_begun:
                self._keeper.leave(self._before)
            else:
                self._keeper.finish()
            return Outcome()

        self._page.ask(keep, then, "leave")
