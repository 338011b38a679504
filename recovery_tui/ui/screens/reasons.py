"""Asking why: for rules that may be broken when somebody says why, and for hiding."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from recovery_tui.casework import changing
from recovery_tui.casework.views import Choice, FieldProblem
from recovery_tui.ui.screens.dialogs import ReasonDialog
from recovery_tui.ui.work import Asking


def ask_reason(screen: Asking[Any], title: str, rule: str, then: Callable[[str | None], None]) -> None:
    """Let one reason be chosen from the list of `rule`; `then` gets it, or None when nobody wants to say."""
    session = screen.session
    key = f"reason {rule}"

    def ask(reasons: tuple[Choice, ...]) -> None:
        recent = session.last_used.get(key, ())
        screen.app.push_screen(ReasonDialog(session.glyphs, title, reasons, recent), answered)

    def answered(reason: str | None) -> None:
        if reason is not None:
            session.used(key, reason)
        then(reason)

    screen.ask(lambda: changing.reasons_for(rule), ask, "reasons")


def gather_reasons(
    screen: Asking[Any],
    problems: Sequence[FieldProblem],
    then: Callable[[Mapping[str, str] | None], None],
) -> None:
    """Ask for a reason for each rule in turn; `then` gets them all by rule, or None when one was refused."""
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

        ask_reason(screen, f"{left[0].reason} Why?", rule, answered)

    next_one(problems)
