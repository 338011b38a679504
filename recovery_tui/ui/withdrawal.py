"""Keeping what is typed and dropping the keys: the last thing before a lock or an exit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from recovery_tui.errors import RecoveryError

if TYPE_CHECKING:
    from recovery_tui.casework.desk import Desk
    from recovery_tui.ui.session import KeepsDraft


def keep_and_lock(desk: Desk, forms: Iterable[KeepsDraft]) -> str:
    """Keep the drafts of `forms`, then close `desk` in any case; gives a warning, or empty. For a thread."""
    warning = ""
    try:
        for form in forms:
            try:
                form.keep_draft_now()
            except RecoveryError as error:
                warning = f"A draft could not be kept. {error.message}"
    finally:
        desk.close()
    return warning
