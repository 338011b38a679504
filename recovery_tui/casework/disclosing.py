"""What may leave to whom: everything inside one's own organisation, what is covered outside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from recovery_tui.bundles.scope import Scope
from recovery_tui.bundles.trust import KnownCard
from recovery_tui.casework import permissions
from recovery_tui.casework.desk import Desk
from recovery_tui.casework.sharing_views import SendOrder
from recovery_tui.errors import UsageError
from recovery_tui.journal import alias, reading
from recovery_tui.practice.permissions import disclosed_classes
from recovery_tui.records import KINDS, Entry, InfoClass

PERMISSION = "permission"
"""The basis that covers what the person said yes to, and nothing else."""


def same_organisation(desk: Desk, card: KnownCard) -> bool:
    """Whether a card is of one's own organisation; without a name the establishment stands for it."""
    return card.card.belongs_to == desk.owner.belongs_to


def scope_for(desk: Desk, conn: Connection, order: SendOrder, outside: Sequence[KnownCard]) -> Scope:
    """Whose records may go, and of which classes. Raises UsageError when a basis needs people to be named."""
    people = _with_joined(conn, order.people)
    if not outside:
        return Scope() if not people else Scope(people=people, agencies=_agencies(conn, people, None))
    if order.basis != PERMISSION and not people:
        raise UsageError("On that basis the people must be named one by one. Nothing was written.")
    named = people or tuple(record.id for record in reading.of_kind(conn, "person"))
    allowed: dict[str, frozenset[InfoClass]] = {}
    for card in outside:
        organisation = card.card.organisation or card.card.establishment
        for person, standing in permissions.allowed_classes(desk, conn, named, organisation).items():
            classes = disclosed_classes(order.basis, standing)
            allowed[person] = allowed.get(person, classes) & classes
    going = {
        person: tuple(each.value for each in InfoClass if each in classes)
        for person, classes in allowed.items()
        if classes
    }
    return Scope(people=tuple(going), classes=going, agencies=_agencies(conn, tuple(going), going))


def standing_permissions(desk: Desk, people: Iterable[str], organisation: str) -> dict[str, str]:
    """Of each of these people the newest permission record that is about an organisation, where there is one."""
    found = {}
    with desk.journal.reading() as conn:
        agencies = permissions.agencies_named(conn, organisation)
        for person, records in reading.of_people(conn, people, (PERMISSION,)).items():
            about = [
                each for each in records if each.hidden is None and each.values.get("agency") in agencies
            ]
            newest = max(
                about, key=lambda each: (str(each.values.get("decided_on")), each.made), default=None
            )
            if newest is not None:
                found[person] = newest.id
    return found


def _with_joined(conn: Connection, people: Iterable[str]) -> tuple[str, ...]:
    """The people and all who are one with them."""
    groups = alias.members(conn, list(people)).values()
    return tuple(dict.fromkeys(member for group in groups for member in group))


def _agencies(
    conn: Connection, people: Sequence[str], classes: dict[str, tuple[str, ...]] | None
) -> tuple[str, ...]:
    """The agencies that records which may go refer to."""
    found: set[str] = set()
    naming = [
        kind.name for kind in KINDS.values() if any(each.ref == "agency" for each in kind.fields.values())
    ]
    for person, records in reading.of_people(conn, people, naming).items():
        for record in records:
            kind = KINDS.get(record.kind)
            if kind is None:
                continue
            own = kind.own_class(record.values)
            if classes is not None and (own is None or own.value not in classes.get(person, ())):
                continue
            for name, spec in kind.fields.items():
                if spec.entry is Entry.REF and spec.ref == "agency":
                    found |= {
                        str(value) for value in (record.values.get(name), *record.also.get(name, ())) if value
                    }
    return tuple(sorted(found))
