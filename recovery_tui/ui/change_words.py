"""What is asked before a change to a record and said after it, on the screens and in line mode."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from recovery_tui.casework.views import Outcome

Change = Callable[[Mapping[str, str]], Outcome]
"""Makes a change with the reasons given so far."""

STAYS = "It stays in the history. Why?"


def why_hide(name: str) -> str:
    """Asked before a reason is given for hiding what has a name."""
    return f"Hide {name}? {STAYS}"


def why_hide_all(told: str) -> str:
    """The same for a record that is told whole, since a line may show one answer of it only."""
    return f"Hide all of this? {told}. {STAYS}"


def why_not(outcome: Outcome) -> str:
    """What stands in the way of what was not saved."""
    return " ".join(problem.reason for problem in outcome.problems)


def unchanged(why: str = "") -> str:
    """Said when a change was not made, and why."""
    return f"Nothing was changed. {why}".rstrip()


def done(outcome: Outcome) -> str:
    """What came of a change, as a sentence; when it was saved, where there is nothing more to say."""
    said = outcome.said or f"saved {outcome.saved_at}"
    return f"{said[:1].upper()}{said[1:]}."


def undone(outcome: Outcome) -> str:
    """What came of taking a change back."""
    return "Put back." if outcome.saved else "It could not be put back."
