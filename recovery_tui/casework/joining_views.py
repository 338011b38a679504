"""What the page that joins two records is given to paint."""

from __future__ import annotations

from dataclasses import dataclass

from recovery_tui.casework.views import RecordId


@dataclass(frozen=True)
class LikelyPair:
    """Two people, or two agencies, who may be one."""

    one: RecordId
    other: RecordId
    kind: str
    """`person` or `agency`."""
    one_text: str
    """`BARNES Lee, born 3 May 1992, A1234BC`."""
    other_text: str
    certain: bool
    """True when both have the same number, not only names alike."""


@dataclass(frozen=True)
class PairRow:
    """One field of both."""

    title: str
    one: str
    """In words; empty when nothing is recorded."""
    other: str
    differs: bool


@dataclass(frozen=True)
class PairView:
    """Two records side by side."""

    kind: str
    one: RecordId
    other: RecordId
    one_name: str
    other_name: str
    rows: tuple[PairRow, ...]
    joined: bool
    """Whether they are one already."""
