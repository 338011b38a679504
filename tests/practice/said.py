"""Records for the tests of what is due: what stands, and what else is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Said:
    """A record as the rules weigh it."""

    values: Mapping[str, object]
    also: Mapping[str, Sequence[object]] = field(default_factory=dict)
    id: str = ""
    stamp: str = ""
    hidden: str | None = None

    def written(self, field: str) -> str:
        return self.stamp if field in self.values else ""


def said(**values: object) -> Said:
    """A record about which nobody disagrees."""
    return Said(values, id=str(values.get("id", "")))


def disputed(field: str, *answers: object, **values: object) -> Said:
    """A record of which writers give several answers in one field; the first is shown."""
    return Said({**values, field: answers[0]}, {field: answers}, id=str(values.get("id", "")))
