"""Single sentences that the screens and line mode both say, by the page that says them."""

from __future__ import annotations

from recovery_tui.practice.counts import counted

NOTHING_HOLDS_IT = "Nothing holds that. Fewer letters find more."
NOTES_AND_RECORDS = "Notes and records"
"""Finding."""

NO_SUCH_WORD = "No such word here."
"""The glossary."""

WRITTEN_BY = "Written by whom?"
"""Narrowing a timeline."""

NOTHING_UNFINISHED = "Nothing is unfinished."
"""Today."""

NO_HISTORY = "This line has no history yet."
HIDDEN_LEFT_OUT = "Hidden lines are left out."
"""A person's page."""

ONLY_WITH_A_GOAL = "That is for the pages with a goal."
"""My plan."""

NO_THIRD_ANSWER = "No other answer can be typed here; keep one of these."
"""Two answers."""

NO_EARLIER_NOTE = "There is no earlier note to copy."
"""The session note."""

PARTLY_KNOWN_DATE = "A year, a month and year, or a date."
"""A form: how a day that is not wholly known is typed."""

DOES_NOT_OPEN = "That is not the passphrase."
NOT_THE_SAME = "The two are not the same."
"""Opening and covering."""


def tries_left(left: int) -> str:
    """`2 tries left, then the records are locked.`; nothing when it was the last."""
    return f"{counted(left, 'try', 'tries')} left, then the records are locked." if left else ""
