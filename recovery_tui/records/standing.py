"""Which classes may be shared with an agency, from what the person has said so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from recovery_tui.records.lists.sharing import INFO_CLASSES, YES
from recovery_tui.records.terms import Wire

Permission = Mapping[str, Wire]


def standing(permissions: Sequence[Permission], today: date) -> frozenset[str]:
    """The classes that may be shared with one agency today, as codes; empty when nothing may.

    `permissions` are those for this agency, in the order they were made, hidden ones left out. The newest decision
    counts (`decided_on`, then that order): a later no overrides an earlier yes. Entries with the same `id` are
    readings of one record on which writers disagree (see `readings`): what leaves is what every reading allows.
    """
    allowed = [_classes(each, today) for each in newest(permissions)]
    return frozenset.intersection(*allowed) if allowed else frozenset()


def newest(permissions: Sequence[Permission]) -> list[Permission]:
    """Those of `permissions`, as `standing` takes them, that may be the newest: one, unless days are disputed."""
    records: dict[object, list[Permission]] = {}
    for place, each in enumerate(permissions):
        records.setdefault(each.get("id") or place, []).append(each)
    places = list(enumerate(records.values()))
    surely = max(((min(map(_decided, own)), place) for place, own in places), default=("", 0))
    return [each for place, own in places for each in own if (_decided(each), place) >= surely]


def readings(values: Permission, also: Mapping[str, Sequence[Wire]]) -> Iterator[Permission]:
    """A permission as `standing` takes it: once for each day that is disputed, else the most cautious of all values.

    `also` are all values of the fields on which writers disagree; a yes for an agency that is disputed is none.
    """
    cautious: dict[str, Wire] = dict(values)
    if {"agency", "hidden"} & also.keys() or any(each not in YES for each in also.get("decision", ())):
        cautious["decision"] = "refused"
    if "info_classes" in also:
        lists = [set(each) if isinstance(each, list) else set[str]() for each in also["info_classes"]]
        cautious["info_classes"] = sorted(set[str].intersection(*lists))
    for name in ("expires_on", "withdrawn_on"):
        days = [str(each) for each in also.get(name, ()) if each]
        if days:
            cautious[name] = min(days)
    for day in also.get("decided_on", (values.get("decided_on"),)):
        yield {**cautious, "decided_on": day}


def _decided(permission: Permission) -> str:
    return str(permission.get("decided_on") or "")


def _classes(permission: Permission, today: date) -> frozenset[str]:
    """What one permission allows, were it the only one."""
    expires, classes = permission.get("expires_on"), permission.get("info_classes")
    ended = bool(permission.get("withdrawn_on")) or (bool(expires) and str(expires) < today.isoformat())
    if permission.get("decision") not in YES or ended or not isinstance(classes, list):
        return frozenset()
    return frozenset(each for each in classes if each in INFO_CLASSES)
