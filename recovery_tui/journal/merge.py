"""Heads of a record: which values stand, which were replaced, and where two writers disagree.

A record's state is a set of groups, each what is left of one event's fields. A field that an arriving event names
in `prev` leaves its old group. So the state depends on the set of events only, never on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from recovery_tui.journal.event import Wire
from recovery_tui.journal.hlc import ZERO
from recovery_tui.records import KINDS, Merge

HIDDEN = "hidden"
"""The register every record has: a reason when it is hidden, empty when it is shown."""

Source = tuple[int, int, str]
"""Where a value comes from: number of the feed (of a fork, the feed it forked from), seq, short leaf."""


class Group(msgspec.Struct, array_like=True):
    """What still stands of one event."""

    root: int
    """Number of the feed; of a branch, the feed it branched from."""
    seq: int
    leaf: str
    hlc: str
    fields: dict[str, Wire]
    saw: list[Source] = []
    """Of a hide: the events whose values it hides."""

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
        reasons = self._hidden_as()
        return None if None in reasons else str(reasons[0])

    def _hidden_as(self) -> list[Wire]:
        """What stands of `hidden`, newest first; None last for edits that no hide here has seen."""
        reasons = [group.fields[HIDDEN] for group in self.field_groups(HIDDEN)]
        return [*reasons, None] if self.unseen() else reasons

    def unseen(self) -> list[Group]:
        """Of a record that somebody hid: what else stands and no hide here has seen, newest first."""
        hides = self.field_groups(HIDDEN)
        if all(hide.fields[HIDDEN] is None for hide in hides):
            return []
        seen = {source for hide in hides for source in hide.saw}
        others = [group for group in self.groups if HIDDEN not in group.fields and group.source not in seen]
        return sorted(others, key=lambda group: (group.hlc, group.leaf), reverse=True)

    def conflicts(self, *, folds: bool = True) -> dict[str, list[Wire]]:
        """Fields with more than one value standing: all of them, newest first. Equal ones count once if it `folds`."""
        if len(self.groups) < 2:
            return {}
        count: dict[str, int] = {}
        for group in self.groups:
            for field in group.fields:
                count[field] = count.get(field, 0) + 1
        found: dict[str, list[Wire]] = {}
        for field, groups in count.items():
            if field == HIDDEN:
                values = _each_once(self._hidden_as())
            elif groups > 1:
                values = [group.fields[field] for group in self.field_groups(field)]
                values = _each_once(values) if folds else values
            else:
                continue
            if len(values) > 1:
                found[field] = values
        return found

    def add(self, group: Group) -> None:
        """Take a group that replaces nothing, in place of stamp and leaf."""
        self.groups.append(group)
        if len(self.groups) > 1:
            self.groups.sort(key=lambda each: (each.hlc, each.leaf))

    def sources(self, field: str) -> list[Group]:
        """What a new value of `field` replaces; of `hidden`, everything that it hides or shows."""
        return self.groups if field == HIDDEN else self.field_groups(field)

    def shown_sources(self, field: str) -> list[Group]:
        """What a new value of `field` replaces when it settles nothing: the shown value, by whoever wrote it."""
        sources = self.sources(field)
        if field == HIDDEN or len(sources) < 2:
            return sources
        return [group for group in sources if group.fields[field] == sources[0].fields[field]]


def disputed(heads: Heads, kind: str | None) -> dict[str, list[Wire]]:
    """Fields of a record on which writers disagree; of a safety kind also those where they only seem to agree."""
    declared = KINDS.get(kind or "")
    return heads.conflicts(folds=declared is None or declared.merge is not Merge.SAFETY)


def _each_once(values: Iterable[Wire]) -> list[Wire]:
    found: list[Wire] = []
    for value in values:
        if value not in found:
            found.append(value)
    return found


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
