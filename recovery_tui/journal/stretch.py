"""A stretch of a feed as it travels, and what came of taking one in."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Stretch:
    """A stretch of a feed as a file brings it."""

    feed: bytes
    use: str
    genesis: bytes
    signature: bytes
    author: bytes
    """Public key."""
    first: int
    last: int
    before: bytes
    head: bytes


@dataclass
class Taken:
    """What came of one stretch."""

    new: int = 0
    """Bodies that were not here."""
    known: int = 0
    withheld: int = 0
    """Leaves without a body that were not here."""
    forked: bool = False
    unread: int = 0
    """Bodies of a newer version, kept and not shown."""
    people: set[str] = field(default_factory=set)
    """People whose records changed."""
