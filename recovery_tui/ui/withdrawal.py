"""Keeping what is typed and dropping the keys: the last thing before a lock or an exit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recovery_tui.errors import RecoveryError

if TYPE_CHECKING:
    from recovery_tui.casework.desk import Desk
    from recovery_tui.ui.session import KeepsDraft


@dataclass(frozen=True)
class Parting:
    """What to say before leaving."""

    text: str
    can_send: bool
    """Whether there is something that sending would make safe."""


def parting(desk: Desk) -> Parting:
    """What is only on this computer, and that nothing is lost. For a thread."""
    from recovery_tui.casework import exchange_state

    if desk.demo:
        return Parting("The made-up people are gone when you leave.", can_send=False)
    count, first, has_colleagues = exchange_state.only_here(desk)
    since = f" since {first}" if first else ""
    changes = {0: "Nothing", 1: "1 change"}.get(count, f"{count:,} changes")
    verb = "are" if count > 1 else "is"
    said = f"{changes} {verb} only on this computer{since if count else ''}."
    return Parting(
        f"{said} What you typed and did not save is kept as a draft.", can_send=count > 0 and has_colleagues
    )


def keep_drafts(forms: Iterable[KeepsDraft]) -> None:
    """Keep what is typed in `forms`. For a thread; raises RecoveryError."""
    for form in forms:
        form.keep_draft_now()


def keep_and_lock(desk: Desk, forms: Iterable[KeepsDraft]) -> str:
    """Keep the drafts of `forms`, then close `desk` in any case; gives warnings, or empty. For a thread."""
    warnings = []
    for form in forms:
        try:
            form.keep_draft_now()
        except RecoveryError as error:
            warnings.append(f"A draft could not be kept. {error.message}")
    try:
        desk.close()
    except RecoveryError as error:
        warnings.append(error.message)
    return " ".join(warnings)
