"""A step typed on one line: who, what, by when and under which goal: `me ring Forward again +1d g2`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from recovery_tui.practice.dates import NotADateError, parse_date
from recovery_tui.records.terms import Bias

MOST_DATE_WORDS = 3
"""`27 nov 2026`."""

_GOAL = re.compile(r"g([1-9][0-9]?)", re.IGNORECASE)
_DATE_SIGN = re.compile(r"[a-z+/]", re.IGNORECASE)
"""Stands in every date that is looked for: digits alone are part of what was said, such as a telephone number."""


@dataclass(frozen=True)
class QuickStep:
    """What was understood of the line."""

    actor: str | None
    """Code of who does it; None when nobody was named."""
    text: str
    due: date | None
    goal: int | None
    """Number of the goal, from 1; None when none was named."""


def parse_step(line: str, today: date, actors: Mapping[str, str]) -> QuickStep:
    """The step that was typed. `actors` are codes by the word, in small letters, that names them.

    The first word may name who does it, the last ones the day and the goal; a day without a direction lies ahead.
    """
    words = line.split()
    actor = actors.get(words[0].casefold().rstrip(":")) if len(words) > 1 else None
    if actor is not None:
        words = words[1:]
    goal: int | None = None
    due: date | None = None
    for _ in range(2):  # either may come last
        named = _GOAL.fullmatch(words[-1]) if len(words) > 1 and goal is None else None
        if named is not None:
            goal, words = int(named[1]), words[:-1]
        elif due is None:
            due, words = _day(words, today)
    return QuickStep(actor, " ".join(words), due, goal)


def _day(words: list[str], today: date) -> tuple[date | None, list[str]]:
    """The day that the longest run of last words names, and what stands before it; one word at least is left."""
    for length in range(min(MOST_DATE_WORDS, len(words) - 1), 0, -1):
        tail = words[-length:]
        if not _DATE_SIGN.search(" ".join(tail)):
            continue
        try:
            return parse_date(" ".join(tail), today, Bias.FUTURE), words[:-length]
        except NotADateError:
            continue
    return None, words
