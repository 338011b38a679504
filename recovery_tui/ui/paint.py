"""Painting lines of plain text in a few tones: what all our own widgets are drawn with. Never markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from recovery_tui.casework.views import Mark
from recovery_tui.ui.safe_text import UNBROKEN, plain
from recovery_tui.ui.theme import DEFAULT, PALETTES

if TYPE_CHECKING:
    from textual.widget import Widget


class Tone(StrEnum):
    """How a piece of text is meant; the theme's palette gives it a colour, the words carry the meaning."""

    TEXT = "text"
    MUTED = "muted"
    STRONG = "strong"
    ACT = "act"
    MISSING = "missing"
    GOOD = "good"
    FOCUS = "focus"
    CURSOR = "cursor"


_BOLD = frozenset({Tone.STRONG, Tone.ACT, Tone.FOCUS})


class Part(NamedTuple):
    """A piece of a line."""

    text: str
    tone: Tone = Tone.TEXT


Parts = Sequence[Part]

_MARK_TONES = {Mark.NONE: Tone.TEXT, Mark.MISSING: Tone.MISSING, Mark.ACT: Tone.ACT}


def tone_of(mark: Mark) -> Tone:
    """The tone of a line with `mark`."""
    return _MARK_TONES[mark]


def strip_of(widget: Widget, parts: Iterable[Part], width: int, over: Tone | None = None) -> Strip:
    """One painted line of exactly `width` cells; `over` paints the whole line in one tone."""
    theme, behind = widget.app.theme, widget.background_colors[1].rich_color
    segments = [
        Segment(plain(part.text).replace(UNBROKEN, " "), style_of(theme, over or part.tone, behind))
        for part in parts
    ]
    return Strip(segments).adjust_cell_length(width, style_of(theme, over or Tone.TEXT, behind))


@cache
def style_of(theme: str, tone: Tone, behind: Color) -> Style:
    """How text of a tone is painted in a theme; the line of the cursor has a background of its own.

    Not left to the style sheet: Textual works out every such style for every widget, at every change of the focus.
    """
    palette = PALETTES.get(theme, PALETTES[DEFAULT])
    if tone is Tone.CURSOR:
        return Style(color=palette.cursor_text, bgcolor=palette.cursor)
    colour = palette.text if tone is Tone.STRONG else getattr(palette, tone)
    return Style(color=colour, bgcolor=behind, bold=tone in _BOLD)


def spread(left: Parts, middle: Parts, right: Parts, width: int) -> list[Part]:
    """Three groups on one line: left, in the middle, right; the middle gives way first."""
    used = _width(left) + _width(right)
    room = width - used
    if _width(middle) + 2 > room:
        return [*left, Part(" " * max(room, 1)), *right]
    before = min(max((width - _width(middle)) // 2 - _width(left), 1), room - _width(middle) - 1)
    after = room - _width(middle) - before
    return [*left, Part(" " * before), *middle, Part(" " * after), *right]


def _width(parts: Parts) -> int:
    return sum(cell_len(part.text) for part in parts)
