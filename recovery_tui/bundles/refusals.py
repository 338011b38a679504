"""The sentences a bundle is refused with: the same wherever in the file the fault lies."""

from __future__ import annotations

from recovery_tui.errors import BundleDamagedError, BundleTooNewError, NotForYouError


def damaged() -> BundleDamagedError:
    """Cut short, altered, or put together wrongly."""
    return BundleDamagedError(
        "This file is cut short or was altered. Nothing in it was used. Copy it again from where it came from, "
        "or ask the sender to export it again."
    )


def not_a_bundle() -> BundleDamagedError:
    """Some other file."""
    return BundleDamagedError(
        "This is not a file for receiving that this program made. Nothing was changed. Choose a file ending in .rpb."
    )


def too_new() -> BundleTooNewError:
    """Written by a later version, which says that this one can't read it."""
    return BundleTooNewError(
        "A newer version of the program wrote this file. Nothing in it was used. Bring this program up to date, "
        "then receive the file again."
    )


def not_for_you() -> NotForYouError:
    """None of the keys here opens it."""
    return NotForYouError(
        "This file is closed to somebody else's key, or to one that is no longer kept here. Nothing in it was used. "
        "Send the sender your newest card and ask for a new file."
    )
