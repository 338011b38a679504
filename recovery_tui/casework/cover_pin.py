"""The PIN that may open a covered screen: set, taken away, tried. The records themselves it never opens."""

from __future__ import annotations

from recovery_tui.casework import settings
from recovery_tui.casework.desk import Desk
from recovery_tui.errors import WrongPassphraseError
from recovery_tui.journal import tables
from recovery_tui.vault import pin

DIGITS = pin.DIGITS
TRADE = (
    "A PIN of six digits opens the covered screen faster than the passphrase, and is easier to see over your "
    "shoulder. It never opens locked records. Three wrong tries lock them, and the passphrase is asked for."
)
"""What a PIN gives and what it costs, said before one is set."""


def put(desk: Desk, passphrase: str, wanted: str) -> None:
    """Set the PIN. Raises WrongPassphraseError, and WeakPassphraseError for anything but six mixed digits."""
    if not (desk.demo or desk.matches(passphrase)):
        raise WrongPassphraseError("That is not the passphrase. No PIN was set.")
    _keep(desk, pin.verifier_of(wanted, desk.clock))


def take_away(desk: Desk) -> None:
    """Let only the passphrase open the cover."""
    _keep(desk, "")


def is_set(desk: Desk) -> bool:
    """Whether there is a PIN."""
    return bool(settings.stored(desk)["pin"])


def opens(desk: Desk, typed: str) -> bool:
    """Whether `typed` opens the cover: the PIN, when one is set, or the passphrase."""
    verifier = settings.stored(desk)["pin"]
    looks_like_one = len(typed) == DIGITS and typed.isascii() and typed.isdigit()
    return desk.matches(typed) if not (verifier and looks_like_one) else pin.is_right(typed, verifier)


def _keep(desk: Desk, verifier: str) -> None:
    with desk.vault.writing() as conn:
        tables.set_setting(conn, "pin", verifier)
