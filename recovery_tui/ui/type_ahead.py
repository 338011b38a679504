"""Keys one after another: each waits until the one before has done its work, and until the page it opened is there.

Textual hands a key to whatever has the focus when it arrives. Keys that arrive together, as over a slow line or on a
slow computer, would all be commands of the page on which the first of them was pressed.
"""

from __future__ import annotations

import asyncio
from collections import deque

from textual import events, on
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from recovery_tui.ui.session import Session
from recovery_tui.ui.textual_compat import QuietEnd
from recovery_tui.ui.work import Asking

TICK = 0.02
"""Seconds between two looks whether a page is there."""
PATIENCE = 10
"""Looks after which a key counts as done though nothing was heard of it: what it was given to has gone."""
AT_ONCE = frozenset({"app.hide"})
"""Commands that wait for nothing."""


class TypesAhead(QuietEnd):
    """An app that gives every key to the page it was meant for."""

    session: Session

    class Done(Message):
        """Goes the way of a key, behind it: where this arrives the key has been."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self) -> None:
        super().__init__()
        self._ahead: deque[events.Key | events.Paste] = deque()
        self._given = 0
        """Number of the key given last."""
        self._given_to: Widget | None = None
        """Where that key is on its way from; None when it is done."""
        self._looks = 0
        self._ticks = False

    @property
    def is_behind(self) -> bool:
        """Whether a key waits for its turn, or is on its way."""
        return bool(self._ahead) or self._given_to is not None

    async def on_event(self, event: events.Event) -> None:
        """Give a key to the page, when its turn has come; once the program ends there is none."""
        if not self.screen_stack and isinstance(event, (events.Key, events.Paste)):
            return
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded or self._waits_for_none():
            await super().on_event(event)
            return
        if self._is_at_once(event):
            self._ahead.appendleft(event)
        else:
            self._ahead.append(event)
        await self._give()

    def _waits_for_none(self) -> bool:
        """Whether keys go to what is in front now: the cover, the way in, a question before a page is ready."""
        if self.session.covered or self.session.opened is None:
            return True
        *below, top = self.screen_stack
        return any(map(_is_opening, below)) and not _is_opening(top)

    def _is_at_once(self, event: events.Key | events.Paste) -> bool:
        bound = self.screen.active_bindings.get(event.key) if isinstance(event, events.Key) else None
        return bound is not None and bound.binding.id in AT_ONCE

    def _may_give(self) -> bool:
        pages = self.screen_stack
        if not (self._ahead and pages) or self._given_to is not None or self.session.covered:
            return False
        return not any(map(_is_opening, pages)) or self._is_at_once(self._ahead[0])

    async def _give(self) -> None:
        """The next keys, until one is on its way or a page is."""
        while self._may_give():
            event, target = self._ahead.popleft(), self.focused or self.screen
            if not _is_only_typed(event, target):
                self._given += 1
                self._looks = 0
                self._given_to = target
            await super().on_event(event)
            if self._given_to is not None:
                target.post_message(self.Done(self._given))
        if (self._ahead or self._given_to) and not self._ticks:
            self._ticks = True
            self.set_timer(TICK, self._look)

    @on(Done)
    async def _next(self, message: Done) -> None:
        if message.number == self._given:
            self._given_to = None
            await self._give()

    async def catch_up(self) -> None:
        """Wait until all keys were given, but no longer than a page takes."""
        for _ in range(5 * PATIENCE):
            if not self.is_behind:
                break
            await asyncio.sleep(TICK)

    async def _look(self) -> None:
        self._ticks = False
        if self.session.opened is None:
            self._ahead.clear()
        self._looks += 1
        if self._given_to is not None and (not self._given_to.is_attached or self._looks > PATIENCE):
            self._given_to = None
        self.call_later(self._give)


def _is_only_typed(event: events.Key | events.Paste, target: Widget) -> bool:
    """Whether it ends as a letter in a field, and nothing else can come of it."""
    is_text = isinstance(event, events.Paste) or event.is_printable
    return is_text and isinstance(target, (Input, TextArea))


def _is_opening(screen: Screen[object]) -> bool:
    """Whether a page is on its way to the front: asked for by `screen`, or `screen` itself and not ready yet."""
    return not screen.is_mounted or (isinstance(screen, Asking) and screen.is_opening)
