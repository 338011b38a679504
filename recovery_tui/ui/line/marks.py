"""Marks beside the lines of a list: which steps are done, who came."""

from __future__ import annotations

from recovery_tui.casework.marks import marks_in, marks_typed
from recovery_tui.casework.views import Choice, FormField
from recovery_tui.ui.line.talk import Talk, number_of

ALL, NONE = "all", "0"

OTHER = "other"
"""The mark that is a reason in words."""


def ask_marks(talk: Talk, field: FormField, now: str) -> str:
    """The marks as they are typed on a form: numbers give the usual one, a number and `-` or a word another.

    `0` takes all marks away.
    """
    marks = marks_in(now)
    usual = field.marks[0]
    _say(talk, field, marks)
    while True:
        typed = talk.ask(
            f"{field.title}: numbers {usual.label}, with - for another mark, in one line like 1, 2-; Enter goes on"
        )
        if typed.strip() == NONE:
            return ""
        parts = _parts(typed, len(field.choices))
        places = [number_of(part.partition(" ")[0].rstrip("-"), len(field.choices)) for part in parts]
        if None in places:
            talk.error(f"Type numbers from 1 to {len(field.choices)}, with commas between.")
            continue
        for part, place in zip(parts, places, strict=True):
            choice = field.choices[(place or 1) - 1]
            number, _, other = part.partition(" ")
            marks[choice.value] = _mark(
                talk, field, choice, f"{'-' if number.endswith('-') else ''}{other}".strip()
            )
        if parts:
            _say(talk, field, marks)
        return marks_typed(marks)


def _parts(typed: str, count: int) -> list[str]:
    """`1, 3, 4 late` as its parts; numbers, also with `-`, may have spaces between; `all` is every number."""
    if typed.strip().casefold() == ALL:
        return [str(number) for number in range(1, count + 1)]
    words = typed.replace(",", " ").split()
    if "," not in typed and all(word.rstrip("-").isdigit() for word in words):
        return words
    return [part.strip() for part in typed.split(",") if part.strip()]


def _mark(talk: Talk, field: FormField, choice: Choice, wanted: str) -> str:
    """The usual mark, one by its first letters, or one that is chosen. Raises Back."""
    if not wanted:
        return field.marks[0].value
    word = wanted.casefold()
    keyed = [mark for mark in field.marks if word in mark.synonyms]
    begun = keyed or [
        mark for mark in field.marks if any(part.startswith(word) for part in mark.label.casefold().split())
    ]
    if len(begun) == 1:
        return begun[0].value
    taken = talk.choose(f"{choice.label}: which?", [(mark.label, mark.value) for mark in field.marks[1:]])
    return talk.ask("In a few words").strip() or taken if taken == OTHER else taken


def _say(talk: Talk, field: FormField, marks: dict[str, str]) -> None:
    names = {mark.value: mark.label for mark in field.marks}
    talk.say(f"{field.title}:")
    for number, choice in enumerate(field.choices, 1):
        mark = marks.get(choice.value, "")
        said = names.get(mark, mark) or "not marked"
        talk.say(f"{number}. {choice.label}: {said}")
