"""What is asked and said about the draft of a form."""

from __future__ import annotations

from recovery_tui.errors import RecoveryError

RESUME = "resume"
AFRESH = "discard it and start afresh"
"""What may be done with a draft that was found."""

CHANGED = "This form was changed."
SAVE = "save"
KEEP = "keep as a draft"
DISCARD = "discard what was typed"
"""What may be done with what was typed when a form is left."""


def not_kept(error: RecoveryError) -> str:
    """Said when a draft could not be written."""
    return f"The draft could not be kept. {error.message}"
