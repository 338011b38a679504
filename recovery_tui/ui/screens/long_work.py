"""A page whose work takes long: it says how far it is, and Esc stops the work before it leaves the page."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import on
from textual.screen import ScreenResultType

from recovery_tui.errors import RecoveryError
from recovery_tui.ui.paint import Tone
from recovery_tui.ui.progress import LongWork, Progressed
from recovery_tui.ui.screens.base import PlaceScreen

Result = TypeVar("Result")


class LongWorkScreen(PlaceScreen[ScreenResultType]):
    """Subclasses say in which words the work goes on; what goes wrong is said at the foot, and what was typed stays."""

    GROUP: ClassVar[str] = "load"
    """The group of questions that the work is one of."""

    _long_work: LongWork | None = None

    @abstractmethod
    def progress_words(self, so_far: Progressed) -> str:
        """How far it is, and what Esc leaves behind."""

    @property
    def is_at_work(self) -> bool:
        """Whether it goes on."""
        return self.asking(self.GROUP)

    def work(
        self, said: str, stopped: str, doing: Callable[[LongWork], Result], then: Callable[[Result], object]
    ) -> None:
        """Do something long in a thread; `stopped` is said once it was stopped, and what is safe."""
        self._long_work = long_work = LongWork(self, stopped)
        self.notice.say(said)
        self.ask(lambda: doing(long_work), then, self.GROUP)

    @on(Progressed)
    def _show_progress(self, event: Progressed) -> None:
        event.stop()
        if self.is_at_work:
            self.notice.say(self.progress_words(event))

    def tell_error(self, error: RecoveryError) -> None:
        """Say it at the foot."""
        self.notice.say(error.message, Tone.ACT)

    def action_back(self) -> None:
        """Stop the work, or leave."""
        if self.is_at_work and self._long_work is not None:
            self._long_work.stop()
        else:
            self.dismiss(None)
