"""Decisions drawn from bytes, so that whatever changes bytes to reach new code changes decisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Choices:
    """Reads bytes as decisions, one after another; after the last one the answer is always the first choice."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def left(self) -> bool:
        """Whether there are bytes left."""
        return self._at < len(self._data)

    def number(self, below: int) -> int:
        """0 to `below` - 1, from one byte or, for a greater range, several."""
        value, size = 0, max(1, ((below - 1).bit_length() + 7) // 8)
        for byte in self.some(size):
            value = value << 8 | byte
        return value % below

    def one(self, of: Sequence[T]) -> T:
        """One of several."""
        return of[self.number(len(of))]

    def chance(self, one_in: int) -> bool:
        """True once in so many times."""
        return self.number(one_in) == one_in - 1

    def some(self, count: int) -> bytes:
        """The next bytes, at most `count`."""
        taken = self._data[self._at : self._at + count]
        self._at += len(taken)
        return taken

    def rest(self) -> bytes:
        """All that is left."""
        return self.some(len(self._data))
