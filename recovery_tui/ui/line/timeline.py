"""Narrowing a person's timeline in line mode: to an area, to one writer, to one month; and turning its pages."""

from __future__ import annotations

from dataclasses import replace

from recovery_tui.casework import timeline
from recovery_tui.casework.views import Area, Line, RecordId, TimelineWish
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.sentences import WRITTEN_BY

ALL, WRITER, MONTH = "all", "writer", "month"


def narrowed_timeline(talk: Talk, person: RecordId, wish: TimelineWish) -> TimelineWish:
    """What of the timeline is wanted. Raises Back."""
    desk = talk.session.desk
    options: list[tuple[str, Area | str]] = [("all of it", ALL)]
    options += [(area.word, area) for area in Area if area is not Area.EVERYTHING]
    options += [("by one writer", WRITER), ("of one month", MONTH)]
    answer = talk.choose("What of the timeline?", options)
    if isinstance(answer, Area):
        return replace(wish, area=answer, start=0)
    if answer == WRITER:
        writers = [(each.label, each.value) for each in timeline.writers(desk, person)]
        return replace(wish, writer=talk.choose(WRITTEN_BY, writers), start=0)
    if answer == MONTH:
        months = [(f"{each.label}: {each.help}", each.value) for each in timeline.months(desk, person)]
        return replace(wish, month=talk.choose("Which month?", months), start=0)
    return TimelineWish()


def turned(wish: TimelineWish, line: Line) -> TimelineWish:
    """The page that a line at the end or the beginning leads to."""
    start = line.preset.get("start")
    return replace(wish, start=start if isinstance(start, int) else 0)
