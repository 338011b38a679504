"""Marks beside the lines of a list: which steps are done, who came."""

from __future__ import annotations

from recovery_tui.casework.typed import marks_in, marks_typed
from recovery_tui.casework.views import Choice, FormField
from recovery_tui.ui.line.talk import Talk, number_of

ALL = "all"

OTHER = "other"
"""The mark that is a reason in words."""


def ask_marks(talk: Talk, field: FormField, now: str) -> str:
    """The marks as they are typed on a form: numbers give the usual one, a number and `-` asks for another."""
    marks = marks_in(now)
    usual = field.marks[0]
    _say(talk, field, marks)
    while True:
        typed = talk.ask(
            f"{field.title}: numbers {usual.label}, a number and - for another mark, Enter goes on"
        )
        if not typed.strip():
            return marks_typed(marks)
        for part in _parts(typed, len(field.choices)):
            number, _, other = part.partition(" ")
            place = number_of(number.rstrip("-"), len(field.choices))
            if place is None:
                talk.error(f"Type numbers from 1 to {len(field.choices)}, with commas between.")
                continue
            choice = field.choices[place - 1]
            mark = _mark(talk, field, choice, f"{'-' if number.endswith('-') else ''}{other}".strip())
            if marks.get(choice.value) == mark:
                del marks[choice.value]
            else:
                marks[choice.value] = mark
        _say(talk, field, marks)


def _parts(typed: str, count: int) -> list[str]:
    """`1, 3, 4 late` as its parts; numbers alone may have spaces between; `all` is every number."""
    if typed.strip().casefold() == ALL:
        return [str(number) for number in range(1, count + 1)]
    words = typed.replace(",", " ").split()
    if "," not in typed and all(word.isdigit() for word in words):
        return words
    return [part.strip() for part in typed.split(",") if part.strip()]


def _mark(talk: Talk, field: FormField, choice: Choice, wanted: str) -> str:
    """The usual mark, one by its first letters, or one that is chosen. Raises Back."""
    if not wanted:
        return field.marks[0].value
    begun = [mark for mark in field.marks if wanted.casefold() in mark.synonyms] or [
        mark for mark in field.marks if wanted != "-" and mark.label.casefold().startswith(wanted.casefold())
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
