"""Asking why: for rules that may be broken when somebody says why, and for hiding."""

from __future__ import annotations

from collections.abc import Sequence

from recovery_tui.casework import changing
from recovery_tui.casework.views import Choice, FieldProblem
from recovery_tui.ui.line.talk import Talk

OTHER = "other"


def ask_reason(talk: Talk, question: str, rule: str) -> str:
    """One reason from the rule's short list, last used first, or in words. Raises Back."""
    key = f"reason {rule}"
    recent = talk.session.last_used.get(key, [])
    reasons: Sequence[Choice] = changing.reasons_for(rule)
    known = sorted(
        ((each.label, each.value) for each in reasons),
        key=lambda pair: recent.index(pair[1]) if pair[1] in recent else len(recent),
    )
    if all(value != OTHER for _, value in known):
        known.append(("another reason, in words", OTHER))
    reason = talk.choose(question, known)
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
