"""What a form says besides its fields: how each kind is typed, and what is to be put right."""

from __future__ import annotations

from collections.abc import Sequence

from recovery_tui.casework.views import FieldProblem, FormSpec
from recovery_tui.casework.views import Widget as Kind
from recovery_tui.practice.counts import counted
from recovery_tui.ui.sentences import PARTLY_KNOWN_DATE

HINTS = {
    Kind.CHOICE: "Type to narrow, down for all.",
    Kind.CHOICES: "Space ticks, letters jump.",
    Kind.OPTIONS: "Left, right, first or capital letter.",
    Kind.DATE: "27/11, 27 nov, fri, +6w, today.",
    Kind.DATE_TIME: "27/11 14:30, today 10:20.",
    Kind.PARTIAL_DATE: PARTLY_KNOWN_DATE,
}
"""How each kind of field is typed, said while the cursor is in it."""


def told_on_top(problems: Sequence[FieldProblem], spec: FormSpec) -> str:
    """How many things are to be put right, and the first three; empty when there are none."""
    count = len(problems)
    said = " ".join(_in_words(problem, spec) for problem in problems[:3])
    more = f" (and {count - 3} more)" if count > 3 else ""
    things = counted(count, "thing")
    return f"! Not saved yet, {things} to put right. {said}{more}" if count else ""


def told_left_out(left_out: Sequence[str]) -> str:
    """What of a draft has no place on the form any more; empty when all has."""
    return f"Left out, as it has no place here any more: {'; '.join(left_out)}" if left_out else ""


def _in_words(problem: FieldProblem, spec: FormSpec) -> str:
    """A problem with the field's title before it, unless it names the field itself."""
    title = next((field.title for field in spec.fields if field.key == problem.key), "")
    named = not title or title.casefold() in problem.reason.casefold()
    return problem.reason if named else f"{title}: {problem.reason}"
