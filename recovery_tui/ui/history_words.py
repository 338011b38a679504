"""Every change of one record in words, and what putting a version back means."""

from __future__ import annotations

from collections.abc import Iterator

from recovery_tui.casework.views import HistoryEntry
from recovery_tui.ui.question import Question
from recovery_tui.ui.rows import Row


def entry_rows(entry: HistoryEntry, then: str = " -> ") -> Iterator[Row]:
    """When, who and on which computer; then a row for each field that it changed: the old value `then` the new."""
    yield Row((f"{entry.at}, {entry.by}, {entry.computer}",), heading=True)
    for change in entry.changes:
        words = f"{change.before or 'empty'}{then}{change.after or 'empty'}"
        yield Row((change.title, words), subject=entry)
    if not entry.changes:
        yield Row(("no field changed",), subject=entry)


def put_back(entry: HistoryEntry) -> Question:
    """Whether a version is wanted back."""
    return Question(
        f"Put back the version of {entry.at}?",
        "It becomes the newest version. Nothing is lost: all versions stay in this list.",
        "put it back",
        "leave it as it is",
    )
