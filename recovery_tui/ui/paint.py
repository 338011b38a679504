"""Painting lines of plain text in a few tones: what all our own widgets are drawn with. Never markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from recovery_tui.casework.views import Mark
from recovery_tui.ui.safe_text import plain

if TYPE_CHECKING:
    from textual.widget import Widget


class Tone(StrEnum):
    """How a piece of text is meant; the style sheet gives it a colour, the words carry the meaning."""

    TEXT = "tone--text"
    MUTED = "tone--muted"
    STRONG = "tone--strong"
    ACT = "tone--act"
    MISSING = "tone--missing"
    GOOD = "tone--good"
    FOCUS = "tone--focus"
    CURSOR = "tone--cursor"
    FIELD = "tone--field"


TONES = frozenset(tone.value for tone in Tone)
"""For a widget's COMPONENT_CLASSES."""


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
    segments = []
    for part in parts:
        segments.append(Segment(plain(part.text), _style(widget, over or part.tone)))
    return Strip(segments).adjust_cell_length(width, _style(widget, over or Tone.TEXT))


def _style(widget: Widget, tone: Tone) -> Style:
    return widget.get_component_rich_style(tone)


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
