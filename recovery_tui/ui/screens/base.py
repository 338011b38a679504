"""What every full screen has: a head, rules, a body, a foot, and help about where we are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import Reactive
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget

from recovery_tui.ui.commands import Command, Place, footer_of
from recovery_tui.ui.widgets.cursor_list import CursorList
from recovery_tui.ui.widgets.head import Footer, Head
from recovery_tui.ui.widgets.painted import Painted, Rule
from recovery_tui.ui.widgets.too_small import TooSmall
from recovery_tui.ui.work import Asking


class PlaceScreen(Asking[ScreenResultType]):
    """A full screen. Subclasses say what stands between the rules."""

    PLACE: ClassVar[Place]

    APP_COMMANDS: ClassVar[frozenset[str] | None] = None
    """Actions of the whole program that work while this screen is open; None: all of them."""

    NEWS_ONLY: ClassVar[bool] = False
    """Whether what is said above the foot is news and goes with the page; elsewhere it says how things stand."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What the keys go to. Two fields are painted when it changes, not the whole screen: lines may be slow."""

    def compose(self) -> ComposeResult:
        """Head, top, rule, body, rule, bottom, foot."""
        yield Head(self.session, *self.heading())
        yield from self.top()
        yield Rule(self.session.glyphs.rule)
        yield Vertical(*self.body(), id="body")
        yield Rule(self.session.glyphs.rule)
        yield from self.bottom()
        yield Painted(id="notice")
        yield Footer(self.footer())
        yield TooSmall()

    @on(events.ScreenResume)
    def _show_keys_as_they_are_now(self) -> None:
        for widget in self.query("Painted, CursorList"):
            widget.refresh()

    @on(events.ScreenSuspend)
    def _let_news_go(self) -> None:
        if self.NEWS_ONLY and not isinstance(self.app.screen, ModalScreen):
            self.notice.say("")

    def heading(self) -> tuple[str, str | None]:
        """What stands in the middle and on the right of the first line; None is who we are."""
        return self.PLACE.words, None

    def top(self) -> Iterable[Widget]:
        """Widgets between the head and the first rule."""
        return ()

    def body(self) -> Iterable[Widget]:
        """Widgets between the rules."""
        return ()

    def bottom(self) -> Iterable[Widget]:
        """Widgets below the second rule."""
        return ()

    def footer(self) -> tuple[Command, ...]:
        """The keys at the foot."""
        return footer_of(self.PLACE)

    def applies(self, command: Command) -> bool:
        """Whether a command of this place would do something now; the palette leaves the others out."""
        return True

    def help_text(self) -> str:
        """A few sentences for F1 about this screen."""
        return ""

    @property
    def head(self) -> Head:
        """The first line."""
        return self.query_one(Head)

    @property
    def notice(self) -> Painted:
        """The line above the foot that says what just happened."""
        return self.query_one("#notice", Painted)

    def action_back(self) -> None:
        """One level back."""
        self.dismiss(None)

    @on(CursorList.RowOpened)
    def _open_the_line(self, event: CursorList.RowOpened) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Enter on a line; pages whose lines lead nowhere do nothing."""

    @on(CursorList.CursorMoved)
    def _stop_moves(self, event: CursorList.CursorMoved) -> None:
        event.stop()
