"""What has become of a record while it was being typed over: asked about, never written over in silence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import wraps
from typing import ParamSpec

from sqlalchemy import Connection

from recovery_tui.casework.desk import Desk
from recovery_tui.casework.views import Choice, FieldProblem, FormSpec, Outcome
from recovery_tui.casework.writers import writer_names
from recovery_tui.errors import ChangedMeanwhileError
from recovery_tui.journal import history
from recovery_tui.journal.reading import Record
from recovery_tui.records import KINDS
from recovery_tui.records.labels import value_words

_Given = ParamSpec("_Given")

MEANWHILE = "meanwhile "
"""Begins the name of the question about a field; the field follows."""

STANDS_HIDDEN = "hidden meanwhile"

_OVER = (
    Choice("newer", "What I typed is newer"),
    Choice("asked_again", "I asked again, and this is so"),
)
_ALL_THE_SAME = (
    Choice("to_be_shown", "It is to be shown again"),
    Choice("for_history", "It belongs in its history"),
)


def reasons_for(question: str) -> tuple[Choice, ...]:
    """Why somebody writes over an answer they had not seen, or into a hidden record; empty for other questions."""
    if question.startswith(MEANWHILE):
        return _OVER
    return _ALL_THE_SAME if question == STANDS_HIDDEN else ()


def looked_again(job: Callable[_Given, Outcome]) -> Callable[_Given, Outcome]:
    """`job`, decided anew over what stands when its save had to wait and something else came first."""

    @wraps(job)
    def decided(*given: _Given.args, **named: _Given.kwargs) -> Outcome:
        try:
            return job(*given, **named)
        except ChangedMeanwhileError:
            return job(*given, **named)

    return decided


def problems(
    desk: Desk,
    conn: Connection,
    spec: FormSpec,
    stored: Record,
    now: Mapping[str, str],
    written: Collection[str],
) -> tuple[FieldProblem, ...]:
    """What the writer must know before the fields `written` are saved; each can be saved with a reason.

    `now` is what a form opened at this moment would come with.
    """
    found = []
    if written and stored.hidden is not None:
        said = f"This is hidden ({stored.hidden}), and what you typed will be hidden with it."
        found.append(FieldProblem(None, said, STANDS_HIDDEN, needs_reason=True))
    seen = {**spec.values, **spec.seen}
    moved = [name for name in written if now.get(name, "") != seen.get(name, "")]
    versions = history.versions(conn, stored.id) if moved else ()
    for name in moved:
        author = next((each.author for each in reversed(versions) if name in each.after), "")
        who = "You" if author == desk.me else writer_names(desk, conn, [author])[author]
        value = stored.values.get(name)
        what = f'wrote "{value_words(stored.kind, name, value)}"' if value is not None else "emptied this"
        title = KINDS[stored.kind].fields[name].title
        said = f"{title}: {who} {what} meanwhile; yours is to stand instead."
        found.append(FieldProblem(name, said, f"{MEANWHILE}{name}", needs_reason=True))
    return tuple(found)
