"""The sentences a bundle is refused with: the same wherever in the file the fault lies."""

from __future__ import annotations

from recovery_tui.errors import BundleDamagedError, BundleTooNewError, NotForYouError


def damaged() -> BundleDamagedError:
    """Cut short, altered, or put together wrongly."""
    return BundleDamagedError(
        "This bundle is cut short or was altered. Nothing in it was used. Copy it again from where it came from, "
        "or ask the sender to export it again."
    )


def not_a_bundle() -> BundleDamagedError:
    """Some other file."""
    return BundleDamagedError(
        "This file is not a bundle made by this program. Nothing was changed. Choose a file ending in .rpb."
    )


def too_new() -> BundleTooNewError:
    """Written by a later version, which says that this one can't read it."""
    return BundleTooNewError(
        "A newer version of the program wrote this bundle. Nothing in it was used. Bring this program up to date, "
        "then receive the bundle again."
    )


def not_for_you() -> NotForYouError:
    """None of the keys here opens it."""
    return NotForYouError(
        "This bundle is not closed to this computer's key, nor to one that was retired. Nothing in it was used. "
        "Send the sender your newest card and ask for a new bundle."
    )
