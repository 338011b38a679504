"""A six-digit PIN: what tells whether it is right is kept, never the PIN and never a key. It opens no store."""

from __future__ import annotations

import hmac

from recovery_tui.clock import Clock
from recovery_tui.errors import WeakPassphraseError
from recovery_tui.vault.kdf import SALT_BYTES, KdfPolicy, derive_key

DIGITS = 6
_COST = KdfPolicy(19456, 2, 1)
"""The least that OWASP advises for Argon2id; a million PINs are few whatever one try costs."""

_RUNS = ("01234567890", "09876543210")


def verifier_of(pin: str, clock: Clock) -> str:
    """What tells later whether `pin` is right. Raises WeakPassphraseError for anything but six mixed digits."""
    if not (len(pin) == DIGITS and pin.isascii() and pin.isdigit()):
        raise WeakPassphraseError("A PIN is six digits. Nothing was changed.")
    if len(set(pin)) < 3 or any(pin in run for run in _RUNS):
        raise WeakPassphraseError("Anybody would try that PIN first. Nothing was changed; take another.")
    salt = clock.random_bytes(SALT_BYTES)
    return f"{salt.hex()}.{derive_key(pin, salt, _COST).hex()}"


def is_right(pin: str, verifier: str) -> bool:
    """Whether `pin` is the one that `verifier` was made of; takes a moment, so never while painting."""
    salt, _, wanted = verifier.partition(".")
    return hmac.compare_digest(derive_key(pin, bytes.fromhex(salt), _COST).hex(), wanted)
