"""The local numbers of feeds, each looked up once: bodies name feeds by id, rows by number."""

from __future__ import annotations

from typing import Any


class FeedNumbers:
    """Remembers what the table of feeds says, for as long as one piece of work lasts."""

    def __init__(self, driver: Any) -> None:
        self._raw = driver
        self._numbers: dict[bytes, int] = {}
        self._roots: dict[int, int] = {}
        self._ids: dict[int, str] = {}

    def number_of(self, feed: bytes) -> int:
        """The number of a feed's row; a feed not heard of before gets one that holds its name only."""
        known = self._numbers.get(feed)
        if known is None:
            row = self._one("SELECT no FROM feed WHERE id = ?", feed)
            if row is None:
                self._raw.execute(
                    "INSERT INTO feed (no, id, root, use, own, last_seq)"
                    " SELECT COALESCE(MAX(no), 0) + 1, ?, COALESCE(MAX(no), 0) + 1, 'record', 0, 0 FROM feed",
                    (feed,),
                )
                row = self._one("SELECT no FROM feed WHERE id = ?", feed)
            known = self._numbers[feed] = int(row[0])
        return known

    def id_of(self, number: int) -> str:
        """Id of a feed, in hex as bodies name it."""
        if number not in self._ids:
            self._ids[number] = bytes(self._one("SELECT id FROM feed WHERE no = ?", number)[0]).hex()
        return self._ids[number]

    def root_of(self, number: int) -> int:
        """Number of the feed that this one is a branch of; its own when it is none."""
        if number not in self._roots:
            self._roots[number] = int(self._one("SELECT root FROM feed WHERE no = ?", number)[0])
        return self._roots[number]

    def _one(self, statement: str, value: object) -> Any:
        return self._raw.execute(statement, (value,)).fetchone()
