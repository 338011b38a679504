"""When nobody answers for long: line mode is wiped and covered, and later the records are locked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread

from recovery_tui.ui.idle import Idleness, Stage
from recovery_tui.ui.session import Session
from recovery_tui.ui.withdrawal import keep_and_lock

TICK = 1.0
"""Seconds between two looks at how long nothing was answered."""


class Guard:
    """Watches in a thread of its own while an answer is waited for; what is typed into a covered page is dropped."""

    def __init__(self, session: Session, cover: Callable[[], None]) -> None:
        """`cover` wipes what stands on the screen and says how to go on; it is called in the guard's thread."""
        self._session = session
        self._cover = cover
        self._idleness: Idleness | None = None
        self._stage = Stage.AWAKE
        self._waiting = False
        self._one_at_a_time = Lock()
        self._over = Event()
        self._warning = ""

    def begin(self, cover_minutes: float, lock_minutes: float) -> None:
        """Start measuring."""
        self._stage, self._warning = Stage.AWAKE, ""
        self._idleness = Idleness(self._session.clock, cover_minutes, lock_minutes)

    def rest(self) -> None:
        """Measure no more: the records are locked."""
        self._idleness = None
        self._stage = Stage.AWAKE

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look every second for as long as this lasts."""
        thread = Thread(target=self._watch, name="guard", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join()

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """An answer is waited for; only then may the guard withdraw, since nothing is being written."""
        self._waiting = True
        try:
            yield
        finally:
            with self._one_at_a_time:
                self._waiting = False

    def stage(self) -> Stage:
        """How far line mode has withdrawn; a line that came first counts as presence."""
        with self._one_at_a_time:
            self._withdraw()
            if self._stage is Stage.AWAKE and self._idleness is not None:
                self._idleness.touch()
            return self._stage

    def uncover(self) -> None:
        """Somebody proved who they are."""
        with self._one_at_a_time:
            self._stage = Stage.AWAKE
            if self._idleness is not None:
                self._idleness.touch()

    @property
    def is_locked(self) -> bool:
        """Whether the records were locked meanwhile."""
        return self._stage is Stage.LOCK

    @property
    def warning(self) -> str:
        """What could not be kept at the lock, or empty."""
        return self._warning

    def _watch(self) -> None:
        while not self._over.wait(TICK):
            self.look()

    def look(self) -> None:
        """Withdraw if it is time and an answer is waited for."""
        with self._one_at_a_time:
            if self._waiting:
                self._withdraw()

    def _withdraw(self) -> None:
        wanted = self._idleness.stage() if self._idleness is not None else Stage.AWAKE
        if self._session.demo:
            wanted = min(wanted, Stage.COVER)
        if wanted <= self._stage:
            return
        if self._stage is Stage.AWAKE:
            self._cover()
        self._stage = wanted
        if wanted is Stage.LOCK and self._session.opened is not None:
            self._warning = keep_and_lock(self._session.opened, ())
