"""What is said of referrals that wait for an answer."""

from __future__ import annotations

from recovery_tui.casework.agency_answers import NO_REASONS
from recovery_tui.casework.chasing import ChaseLine
from recovery_tui.casework.narrowing import recent_first
from recovery_tui.casework.views import Choice
from recovery_tui.ui.session import Session

NOBODY_WAITS = "Nobody waits for an answer from a service."

REASON = "referral no"
"""Names the reasons for a no among those last used."""


def why_no(line: ChaseLine) -> str:
    """Asked when a service said no."""
    return f"{line.name}: why did they say no?"


def no_reasons(session: Session) -> list[Choice]:
    """Why a service may say no, those last used first."""
    return recent_first(NO_REASONS, session.last_used.get(REASON, ()))
