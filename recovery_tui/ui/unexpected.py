"""What a person is told when something happens that nobody planned for."""

from __future__ import annotations

from recovery_tui.errors import RecoveryError


class UnexpectedError(RecoveryError):
    """Something nobody planned for; the log holds its reference code."""

    code = "unexpected"


def unexpected(reference: str) -> UnexpectedError:
    """The sentence for something nobody planned for."""
    return UnexpectedError(
        "Something went wrong that should not have. What was saved is safe. "
        f"Tell support the code {reference}."
    )
