"""Changes made to a line without a form: how it stands, hidden or not."""

from __future__ import annotations

from recovery_tui.casework import changing
from recovery_tui.casework.views import Line, Outcome
from recovery_tui.ui.change_words import Change, unchanged, why_hide_all, why_not
from recovery_tui.ui.line.reasons import ask_reason, gather_reasons
from recovery_tui.ui.line.talk import Talk


def change_status(talk: Talk, line: Line) -> Outcome | None:
    """Offer what may follow, and do it; None when nothing was changed. Raises Back."""
    desk, record = talk.session.desk, line.record
    if record is None:
        talk.say("There is nothing to change yet. Its number answers this line.")
        return None
    choices = changing.next_statuses(desk, record)
    if not choices:
        talk.say("There is no next step for this line. Its number changes it.")
        return None
    options = [(f"{choice.label} {choice.help}".rstrip(), choice.value) for choice in choices]
    status = talk.choose(f"{changing.named(desk, record)}. What now?", options)
    return make(talk, lambda reasons: changing.set_status(desk, record, status, reasons))


def hide(talk: Talk, line: Line) -> Outcome | None:
    """Hide a line with a reason, or bring a hidden one back; None when nothing was changed. Raises Back."""
    desk, record = talk.session.desk, line.record
    if record is None:
        talk.say("There is nothing to hide.")
        return None
    if line.hidden is not None:
        return make(talk, lambda reasons: changing.unhide(desk, record))
    reason = ask_reason(talk, why_hide_all(changing.named(desk, record)), changing.HIDE)
    return make(talk, lambda reasons: changing.hide(desk, record, reason))


def make(talk: Talk, change: Change) -> Outcome | None:
    """Make a change, asking for the reasons it needs, and say what came of it; None when nothing was changed."""
    reasons: dict[str, str] = {}
    while True:
        outcome = change(reasons)
        needed = [problem for problem in outcome.problems if problem.needs_reason]
        if outcome.saved:
            talk.session.saved_at = outcome.saved_at
            talk.say(f"Saved {outcome.saved_at}{': ' if outcome.said else ''}{outcome.said}.")
            return outcome
        if not outcome.problems or len(needed) < len(outcome.problems):
            talk.error(unchanged(why_not(outcome)))
            return None
        reasons.update(gather_reasons(talk, needed))
