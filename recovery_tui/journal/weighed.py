"""Records as practice weighs them, straight from their heads: what stands, and every answer to what is disputed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recovery_tui.journal.event import Wire
from recovery_tui.journal.merge import Heads, disputed, unpack


@dataclass(frozen=True, slots=True)
class Weighed:
    """A record as practice weighs it."""

    id: str
    values: Mapping[str, Wire]
    also: Mapping[str, Sequence[Wire]]
    hidden: str | None
    heads: Heads

    def written(self, field: str) -> str:
        """Stamp of the answer that stands: what was written later sorts behind."""
        return max((group.hlc for group in self.heads.groups if field in group.fields), default="")


def weighed(uid: bytes, kind: str, hidden: str | None, blob: bytes) -> Weighed:
    """The record that these columns of its row tell of."""
    heads = unpack(blob)
    also = disputed(heads, kind) if len(heads.groups) > 1 else {}
    return Weighed(bytes(uid).hex(), heads.values(), also, hidden, heads)
