"""Whose records may go in a bundle, and of which classes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from recovery_tui.journal.event import Body, Subject
from recovery_tui.records import KINDS
from recovery_tui.records.terms import InfoClass


@dataclass(frozen=True)
class Scope:
    """Whose records went, and of which classes."""

    people: tuple[str, ...] | None = None
    """None: everybody's."""
    classes: Mapping[str, tuple[str, ...]] | None = None
    """For each person the classes that may go; None: all of them."""
    agencies: tuple[str, ...] | None = None
    """The agencies that what may go refers to; None: all of them."""
    agencies_only: bool = False
    """Whether of what belongs to nobody only agencies may go: a start pack is not closed, and erasures are private."""

    @property
    def everything(self) -> bool:
        """Whether nothing was withheld on purpose."""
        return (self.people, self.classes, self.agencies, self.agencies_only) == (None, None, None, False)

    def covers(self, body: Body) -> bool:
        """Whether a change may go: it belongs to nobody, or to a person and class that may.

        Its writer says which class it is; where the declaration says more, the stricter counts.
        """
        if body.kind == "agency":
            return self.agencies is None or body.ent in self._agencies
        owner = owner_of(body)
        if not owner:
            return not self.agencies_only
        if self.people is not None and owner not in self._people:
            return False
        if self.classes is None:
            return True
        classes = self.classes.get(owner, ())
        return body.cls in classes and _declared_classes(body) <= set(classes)

    def to_json(self) -> str:
        """As kept in the ledger."""
        return json.dumps({"people": self.people, "classes": self.classes, "agencies": self.agencies})

    @classmethod
    def from_json(cls, text: str) -> Scope:
        """The scope kept by `to_json`."""
        kept = json.loads(text)
        people, classes, agencies = kept["people"], kept["classes"], kept["agencies"]
        return cls(
            None if people is None else tuple(people),
            None if classes is None else {who: tuple(each) for who, each in classes.items()},
            None if agencies is None else tuple(agencies),
        )

    # thousands of people may be named, and every change is asked about
    @cached_property
    def _people(self) -> frozenset[str]:
        return frozenset(self.people or ())

    @cached_property
    def _agencies(self) -> frozenset[str]:
        return frozenset(self.agencies or ())


def owner_of(body: Body | Subject) -> str:
    """Id of the person whose record a change is of; empty for what belongs to nobody."""
    return body.person or (body.ent if body.kind == "person" else "")


def _declared_classes(body: Body) -> set[str]:
    """The classes that the declarations give to the fields of a change, as far as they do not depend on the record."""
    kind = KINDS.get(body.kind)
    if kind is None:
        return {InfoClass.THIRD.value}
    found: set[str] = set()
    for name in body.set:
        spec = kind.fields.get(name)
        if spec is not None and spec.info_class is not None:
            found.add(spec.info_class.value)
        elif kind.class_rule is None and kind.info_class is not None:
            found.add(kind.info_class.value)
    return found
