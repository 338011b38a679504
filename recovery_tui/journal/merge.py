"""Heads of a record: which values stand, which were replaced, and where two writers disagree.

A record's state is a set of groups, each what is left of one event's fields. A field that an arriving event names
in `prev` leaves its old group. So the state depends on the set of events only, never on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from recovery_tui.journal.event import Wire
from recovery_tui.journal.hlc import ZERO

HIDDEN = "hidden"
"""The register every record has: a reason when it is hidden, empty when it is shown."""

Source = tuple[int, int, str]
"""Where a value comes from: number of the feed (of a fork, the feed it forked from), seq, short leaf."""


class Group(msgspec.Struct, array_like=True):
    """What still stands of one event."""

    root: int
    feed: int
    seq: int
    leaf: str
    hlc: str
    fields: dict[str, Wire]

    @property
    def source(self) -> Source:
        """The event as others name it."""
        return (self.root, self.seq, self.leaf)


class Heads(msgspec.Struct, array_like=True):
    """Everything known of a record's values."""

    groups: list[Group] = []
    replaced_early: list[tuple[str, int, int, str]] = []
    """Values that were named as replaced before they arrived: field and source."""

    def field_groups(self, field: str) -> list[Group]:
        """Groups in which `field` stands, newest first (stamp, then leaf)."""
        return sorted(
            (group for group in self.groups if field in group.fields),
            key=lambda group: (group.hlc, group.leaf),
            reverse=True,
        )

    def values(self) -> dict[str, Wire]:
        """The newest value of each field, `hidden` left out, cleared fields left out."""
        if len(self.groups) == 1:
            fields = self.groups[0].fields
            return {name: value for name, value in fields.items() if value is not None and name != HIDDEN}
        shown: dict[str, Wire] = {}
        newest: dict[str, tuple[str, str]] = {}
        for group in self.groups:
            age = (group.hlc, group.leaf)
            for field, value in group.fields.items():
                if age >= newest.get(field, (ZERO, "")):
                    newest[field] = age
                    shown[field] = value
        return {field: value for field, value in shown.items() if value is not None and field != HIDDEN}

    def hidden(self) -> str | None:
        """Why the record is hidden, or None. A hide beside an edit that did not see it is a conflict, and shows."""
        if not any(HIDDEN in group.fields for group in self.groups):
            return None
        groups = self.field_groups(HIDDEN)
        reason = groups[0].fields[HIDDEN] if groups else None
        return str(reason) if reason is not None and len(groups) == 1 else None

    def conflicts(self) -> dict[str, list[Wire]]:
        """Fields with more than one value standing: all of them, newest first."""
        if len(self.groups) < 2:
            return {}
        count: dict[str, int] = {}
        for group in self.groups:
            for field in group.fields:
                count[field] = count.get(field, 0) + 1
        found: dict[str, list[Wire]] = {}
        for field, groups in count.items():
            if groups > 1:
                values: list[Wire] = []
                for group in self.field_groups(field):
                    if group.fields[field] not in values:
                        values.append(group.fields[field])
                if len(values) > 1:
                    found[field] = values
        return found

    def add(self, group: Group) -> None:
        """Take a group that replaces nothing, in place of stamp and leaf."""
        self.groups.append(group)
        if len(self.groups) > 1:
            self.groups.sort(key=lambda each: (each.hlc, each.leaf))

    def sources(self, field: str) -> list[Group]:
        """What a new value of `field` replaces."""
        return self.field_groups(field)


def apply(
    heads: Heads,
    group: Group,
    replaced: Mapping[str, Iterable[Source]],
    arrived: Iterable[Source],
) -> None:
    """Fold one event into `heads`, in place.

    `group` is the event's fields; `replaced` names, per field, what it replaces; `arrived` are those of the named
    sources whose events are here already, so that nothing is remembered for them.
    """
    here = set(arrived)
    for field, sources in replaced.items():
        for source in sources:
            for old in heads.groups:
                if old.source == source:
                    old.fields.pop(field, None)
            if source not in here:
                entry = (field, *source)
                if entry not in heads.replaced_early:
                    heads.replaced_early.append(entry)
    if heads.replaced_early:
        gone = {entry[0] for entry in heads.replaced_early if entry[1:] == group.source}
        if gone:
            group.fields = {field: value for field, value in group.fields.items() if field not in gone}
            heads.replaced_early = [entry for entry in heads.replaced_early if entry[1:] != group.source]
    heads.groups = [old for old in heads.groups if old.fields]
    if group.fields:
        heads.groups.append(group)
    heads.groups.sort(key=lambda each: (each.hlc, each.leaf))
    heads.replaced_early.sort()


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Heads)


def pack(heads: Heads) -> bytes:
    """One blob per record."""
    return _encoder.encode(heads)


def unpack(blob: bytes | None) -> Heads:
    """The heads in a blob; none in an empty one."""
    return _decoder.decode(blob) if blob else Heads()
