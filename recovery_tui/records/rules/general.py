"""Rules for every kind: what may not change, which status may follow which, words about other people."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recovery_tui.errors import Problem
from recovery_tui.records.codes import lowered
from recovery_tui.records.rules.case import Case, ask, refuse, text_of
from recovery_tui.records.schema import Kind, made_once
from recovery_tui.records.terms import Entry, InfoClass, Merge

_FREE_TEXT = 160
"""Fields of text at least this long are free text."""

_PRISON_NUMBER = re.compile(r"\b[A-Z][0-9]{4}[A-Z]{2}\b", re.IGNORECASE)
_PHONE = re.compile(r"(?<![0-9])(?:\+44|0)[0-9 ]{8,12}[0-9](?![0-9])")
_NI_NUMBER = re.compile(r"\b[A-CEGHJ-PR-TW-Z]{2} ?(?:[0-9]{2} ?){3}[A-D]\b", re.IGNORECASE)

_DIGIT = re.compile("[0-9]")

_NUMBERS_BELONG = frozenset({"agency", "professional", "contact_route", "identifier", "supporter"})
"""Kinds whose text may hold phone numbers."""

FROZEN = frozenset({
    "plan", "goal", "progress", "step", "need", "review", "approval", "treatment_episode", "intervention", "peer_link",
    "referral", "appointment", "requirement", "temporary_absence", "release_item", "post_release_check",
})  # fmt: skip
"""What nobody plans for a person who has died."""

_PLAN_ITSELF = frozenset({"plan", "goal", "step", "need"})


def fixed(case: Case) -> Iterator[Problem]:
    """What the class or the id of a record hangs on stays as it was made."""
    before = case.before
    if before is None:
        return
    for name in sorted(case.kind.fixed_fields & case.kind.fields.keys()):
        if before.get(name) is not None and before.get(name) != case.values.get(name):
            title = case.kind.fields[name].title
            yield refuse(name, f"{title} can't be changed later. Hide this record and make a new one.")


def log(case: Case) -> Iterator[Problem]:
    """A log kind is put right by a new record that names the old one."""
    if case.kind.merge is Merge.LOG and case.before is not None and dict(case.before) != dict(case.values):
        yield refuse(None, f"{case.kind.title} can't be changed. Write a correction; both stay readable.")


def life_cycle(case: Case) -> Iterator[Problem]:
    """Only the statuses that may follow."""
    name = case.kind.status_field
    if name is None or case.before is None or not case.changed(name):
        return
    before, after = text_of(case.before, name), case.text(name)
    legal = case.kind.transitions.get(before or "")
    if legal is None or after in legal:
        return
    codes = case.kind.fields[name].codes
    words = [lowered(codes.label(code)) for code in legal] if codes else []
    then = f"What can follow: {', '.join(words)}." if words else "Nothing follows it."
    yield refuse(name, f"{case.kind.fields[name].title} can't change like that. {then}")


def other_people(case: Case) -> Iterator[Problem]:
    """V30: a number in free text that looks like somebody else's."""
    for name in free_text(case.kind):
        text = case.values.get(name)
        if not isinstance(text, str) or not _DIGIT.search(text) or not case.changed(name):
            continue
        if _names_another(text, case):
            title = case.kind.fields[name].title
            yield ask(
                name, f"{title} holds what looks like another person's number. Is it needed here?", "V30"
            )


@made_once
def free_text(kind: Kind) -> tuple[str, ...]:
    """The fields of a kind in which numbers of other people do not belong."""
    return tuple(
        name
        for name, spec in kind.fields.items()
        if spec.entry in (Entry.LONG, Entry.SHORT)
        and spec.max_length >= _FREE_TEXT
        and spec.info_class is not InfoClass.THIRD
        and kind.name not in _NUMBERS_BELONG
    )


def _names_another(text: str, case: Case) -> bool:
    found = [each for pattern in (_PRISON_NUMBER, _PHONE, _NI_NUMBER) for each in pattern.findall(text)]
    own = _own_numbers(case) if found else set()
    return any(_bare(each) not in own for each in found)


def _own_numbers(case: Case) -> set[str]:
    held = (*case.others.get("identifier", ()), *case.others.get("contact_route", ()))
    return {_bare(str(each.get("value", ""))) for each in held}


def _bare(number: str) -> str:
    return number.replace(" ", "").upper()


def died(case: Case) -> Iterator[Problem]:
    """V32: the plan of a person who has died is frozen."""
    if case.kind.name not in FROZEN or not has_died(case):
        return
    if case.before is None or case.kind.name in _PLAN_ITSELF:
        yield refuse(None, "This person has died. The plan stands as it was; nothing new is added.", "V32")


def has_died(case: Case) -> bool:
    """Whether the person is recorded as having died."""
    return any(each.get("record_status") == "died" for each in case.others.get("person", ()))
