"""What the two-answers page is given to paint: a field, its answers, and what hangs on them."""

from __future__ import annotations

from dataclasses import dataclass

from recovery_tui.casework.views import RecordId
from recovery_tui.records.terms import Wire


@dataclass(frozen=True)
class Answer:
    """One of the values that stand beside each other."""

    n: int
    """From 1, the oldest first."""
    words: str
    value: Wire
    """The same on the wire."""
    by: str
    at: str
    """`Fri 20 Nov 15:10`, wall time where it was written."""
    computer: str
    marked: str = ""
    """Of a long text: the text with what differs in `[-gone-]` and `{+new+}`; else empty."""


@dataclass(frozen=True)
class Before:
    """What all answers replaced."""

    words: str
    by: str
    at: str


@dataclass(frozen=True)
class Conflict:
    """A field on which two writers disagree."""

    record: RecordId
    field: str
    person: RecordId | None
    """None for what belongs to nobody, an agency."""
    name: str
    location: str
    title: str
    """`Home: Kind of home`."""
    about: str
    """Which record it is, in one line; disputed fields are left out of it."""
    before: Before | None
    answers: tuple[Answer, ...]
    depends: tuple[str, ...] = ()
    """What hangs on the answer, a neutral line each."""
    ask: str = ""
    """A sentence that says whom to ring."""
    asked_on: str = ""
    """The day on which somebody began to ask, in words; empty when nobody has."""
    can_type: bool = True
    """Whether a third answer can be typed."""

    @property
    def id(self) -> str:
        """`RECORD/field`."""
        return f"{self.record}/{self.field}"

    @property
    def is_long(self) -> bool:
        """Whether the answers are texts to be compared word by word."""
        return any(answer.marked for answer in self.answers)
