"""May we share? What stands with an agency, what a basis lets leave, and the one word for all agencies together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from recovery_tui.records.lists.links import LAWFUL_BASIS
from recovery_tui.records.standing import newest, readings, standing
from recovery_tui.records.terms import InfoClass, Wire

__all__ = ["PERMISSION", "disclosed_classes", "newest", "readings", "sharing_word", "standing"]

PERMISSION = "permission"
"""The basis under which exactly what the person allowed may leave."""


def disclosed_classes(basis: str, allowed: frozenset[str]) -> frozenset[InfoClass]:
    """The classes that may leave on a basis (a code of `disclosure.lawful_basis`), where `allowed` stands.

    On the person's permission exactly what stands; on another lawful basis everything, but what is about other
    people only where the person named it. On no basis, or one that is not known here, nothing.
    """
    named = frozenset(each for each in InfoClass if each.value in allowed)
    if basis == PERMISSION:
        return named
    if basis not in LAWFUL_BASIS:
        return frozenset()
    return (frozenset(InfoClass) - {InfoClass.THIRD}) | named


def sharing_word(
    agencies: Iterable[Sequence[Mapping[str, Wire]]], today: date, *, unwritten: bool = False
) -> str:
    """`yes`, `some`, `no`, `asked` or `not asked`: what stands with all agencies together.

    Each agency by its permissions, as `standing` takes them. `yes` when every answer that stands is a full yes;
    `asked` while there is no answer about any. `unwritten` says that the person agreed about one more agency, and
    that nobody has written it down: that is told before there is a written answer that says more.
    """
    found = {_word(permissions, today) for permissions in agencies if permissions}
    if unwritten and not found & {"yes", "some"}:
        return "some, not written" if "no" in found else "yes, not written"
    if not found:
        return "not asked"
    answered = found - {"asked"}
    if not answered:
        return "asked"
    return answered.pop() if len(answered) == 1 else "some"


def _word(permissions: Sequence[Mapping[str, Wire]], today: date) -> str:
    decisions = {each.get("decision") for each in newest(permissions)}
    if standing(permissions, today):
        return "yes" if decisions == {"given"} else "some"
    return "asked" if decisions == {"asked"} else "no"
