"""Asking why: for rules that may be broken when somebody says why, and for hiding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from recovery_tui.casework import changing, drafts
from recovery_tui.casework.views import Choice, FieldProblem, Outcome
from recovery_tui.ui.change_words import Change
from recovery_tui.ui.screens.dialogs import ReasonDialog
from recovery_tui.ui.screens.words_dialog import BegunWords
from recovery_tui.ui.work import Asking


def ask_reason(
    screen: Asking[Any], about: str, title: str, rule: str, then: Callable[[str | None], None]
) -> None:
    """Let one reason be chosen from the list of `rule`; `then` gets it, or None when nobody wants to say.

    `about` names the record or the form: a reason begun in words is offered again only there.
    """
    session = screen.session
    key = f"reason {rule}"
    question = f"{about} {rule}"

    def find() -> tuple[tuple[Choice, ...], str]:
        return changing.reasons_for(rule), drafts.said(session.desk, question)

    def ask(found: tuple[tuple[Choice, ...], str]) -> None:
        reasons, said = found
        recent = session.last_used.get(key, ())
        begun = BegunWords(screen, question, said)
        screen.app.push_screen(ReasonDialog(session.glyphs, title, reasons, recent, begun), answered)

    def answered(reason: str | None) -> None:
        if reason is not None:
            session.used(key, reason)
        then(reason)

    screen.ask(find, ask, "reasons")


def gather_reasons(
    screen: Asking[Any],
    about: str,
    problems: Sequence[FieldProblem],
    then: Callable[[Mapping[str, str] | None], None],
) -> None:
    """Ask for a reason for each rule in turn; `then` gets them all by rule, or None when one was refused.

    `about` as in `ask_reason`.
    """
    given: dict[str, str] = {}

    def next_one(left: Sequence[FieldProblem]) -> None:
        if not left:
            then(given)
            return
        rule = left[0].rule or ""

        def answered(reason: str | None) -> None:
            if reason is None:
                then(None)
                return
            given[rule] = reason
            next_one([problem for problem in left[1:] if problem.rule != rule])

        ask_reason(screen, about, f"{left[0].reason} Why?", rule, answered)

    next_one(problems)


def change_with_reasons(
    screen: Asking[Any], about: str, change: Change, then: Callable[[Outcome | None], None]
) -> None:
    """Make a change, asking for the reasons it lacks; `then` gets what came of it, or None when one was refused.

    `about` as in `ask_reason`.
    """
    given: dict[str, str] = {}

    def make() -> None:
        reasons = dict(given)
        screen.ask(lambda: change(reasons), told, "change")

    def told(outcome: Outcome) -> None:
        needed = [problem for problem in outcome.problems if problem.needs_reason]
        if needed and not outcome.saved and len(needed) == len(outcome.problems):
            gather_reasons(screen, about, needed, again)
        else:
            then(outcome)

    def again(more: Mapping[str, str] | None) -> None:
        if more is None:
            then(None)
        else:
            given.update(more)
            make()

    make()
