"""Every private name of Textual that we touch, in one place, so that a new Textual fails loudly here."""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache, partial
from typing import IO, Any, ClassVar

from rich.segment import Segment
from rich.text import Text
from textual._styles_cache import StylesCache
from textual.app import App
from textual.color import Color
from textual.driver import Driver
from textual.filter import LineFilter
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip

from recovery_tui.ui.safe_text import encodable


class QuietEnd(App[int]):
    """An app whose crash shows a sentence and a reference code, never the values of local variables."""

    def crash_text(self, error: BaseException) -> str:
        """What to print when the program must end because of `error`; may log, must not raise."""
        return f"The program had to stop ({type(error).__name__})."

    def _handle_exception(self, error: Exception) -> None:
        """Remember the error as Textual does, and end without painting it or asking it to paint itself."""
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._fatal_error()

    def _fatal_error(self) -> None:
        """End with our own words instead of a traceback with local variables."""
        if not self._exit_renderables:
            error = self._exception or RuntimeError()
            self._exit_renderables.append(Text(self.crash_text(error)))
        self._close_messages_no_wait()

    def show_terminal_cursor(self, wanted: bool) -> None:
        """Show the terminal's own cursor, which Textual moves along with typing but hides.

        Screen readers and braille displays follow it.
        """
        if self._driver is not None:
            self._driver.write("\x1b[?25h" if wanted else "\x1b[?25l")

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver for this system, which outlives its terminal."""
        return lasting(super().get_driver_class())

    def copy_to_clipboard(self, text: str) -> None:
        """Keep copied text inside the program; nothing is handed to the terminal or the desktop."""
        self._clipboard = text

    def blank_clipboard(self) -> None:
        """Forget copied text."""
        self._clipboard = ""

    def add_filter(self, line_filter: LineFilter) -> None:
        """Send every painted line through `line_filter`."""
        self._filters.append(line_filter)


class LastingFile:
    """The terminal as Textual's writing thread sees it; what can't be written any more is dropped.

    Without this the thread dies with the terminal, its queue fills up, and the program waits for room for ever
    with the store open.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> None:
        """Write, while there is a terminal."""
        with suppress(OSError, ValueError):
            self._file.write(text)

    def flush(self) -> None:
        """Flush, while there is a terminal."""
        with suppress(OSError, ValueError):
            self._file.flush()

    def fileno(self) -> int:
        """Number of the file."""
        return self._file.fileno()


def lasting(driver: type[Driver]) -> type[Driver]:
    """A driver whose output outlives its terminal."""

    class LastingDriver(driver):  # type: ignore[misc, valid-type]
        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            file: Any = self._file
            self._file: Any = LastingFile(file)

    return LastingDriver


class EncodableFilter(LineFilter):
    """Replaces what the terminal can't show, before it would turn into escapes and break the lines."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments with showable characters."""
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(encodable(segment.text, self._encoding), segment.style)
            for segment in segments
        ]


class PlainBar(ScrollBarRender):
    """A scroll bar of whole cells: eighth blocks are missing from old console fonts."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


def forget_gone_pages() -> None:
    """Have Textual let go of pages that were closed, with all that stood on them.

    Its memo of background colours keeps whoever asked, up to a thousand widgets and every line they had painted.
    """
    cache: Any = StylesCache
    asking = cache.get_inner_outer
    if hasattr(asking, "__wrapped__"):
        colours = lru_cache(1024)(partial(asking.__wrapped__, None))
        cache.get_inner_outer = lambda _, base, background: colours(base, background)


def use_plain_bars() -> None:
    """Draw all scroll bars of this process with whole cells."""
    ScrollBar.renderer = PlainBar


def painted_strips(app: App[Any]) -> list[Strip]:
    """What stands on the screen now, line by line, with its colours."""
    return list(app.screen._compositor.render_strips())


def painted_lines(app: App[Any]) -> list[str]:
    """What stands on the screen now, line by line, without colour and without trailing spaces."""
    return [strip.text.rstrip() for strip in painted_strips(app)]
