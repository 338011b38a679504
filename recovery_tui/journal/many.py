"""Asking the database for many at once: in parts that one statement takes, with a mark for each value."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

AT_ONCE = 400
"""Values a statement is given, unless told otherwise."""

T = TypeVar("T")


def parts(values: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """`values` in their order, so many at a time; nothing when there are none."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def marks(values: Collection[object]) -> str:
    """So many question marks for a statement, one for each of `values`."""
    return ",".join("?" * len(values))
