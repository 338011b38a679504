"""Asking why: for rules that may be broken when somebody says why, and for hiding."""

from __future__ import annotations

from collections.abc import Sequence

from recovery_tui.casework import changing
from recovery_tui.casework.views import FieldProblem
from recovery_tui.ui.line.talk import Talk
from recovery_tui.ui.reason_words import OTHER, offered


def ask_reason(talk: Talk, question: str, rule: str) -> str:
    """One reason from the rule's short list, last used first, or in words. Raises Back."""
    key = f"reason {rule}"
    known = offered(changing.reasons_for(rule), talk.session.last_used.get(key, ()))
    reason = talk.choose(question, [(each.label, each.value) for each in known])
    while reason == OTHER:
        reason = talk.ask("The reason, in a few words").strip() or OTHER
    talk.session.used(key, reason)
    return reason


def gather_reasons(talk: Talk, problems: Sequence[FieldProblem]) -> dict[str, str]:
    """A reason for each rule in turn, by rule. Raises Back when one is refused."""
    given: dict[str, str] = {}
    for problem in problems:
        rule = problem.rule or ""
        if rule not in given:
            given[rule] = ask_reason(talk, f"{problem.reason} Why?", rule)
    return given
