"""Who a person is to others: the author key that signs, the reading key that bundles are closed to."""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from recovery_tui.vault.datakey import locked_error, wipe

SEED_BYTES = 32


def fingerprint_of(public_key: bytes) -> str:
    """32 hex digits of SHA-256 of an author's public key: short enough to compare, long enough to trust."""
    return hashlib.sha256(public_key).hexdigest()[:32]


def verify(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` was made with the author key of `public_key` (Ed25519)."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def is_recipient(text: str) -> bool:
    """Whether `text` is a reading key's public half (`age1…`) that a bundle can be closed to."""
    from pyrage import RecipientError, x25519

    try:
        return str(x25519.Recipient.from_str(text)) == text
    except (RecipientError, ValueError):  # a lone surrogate is no text to pyrage
        return False


class AuthorKey:
    """A person's Ed25519 key: the only key that others trust."""

    def __init__(self, seed: bytes | bytearray) -> None:
        self._seed = bytearray(seed)
        key = Ed25519PrivateKey.from_private_bytes(bytes(seed))
        self._key: Ed25519PrivateKey | None = key
        self.public_key: bytes = key.public_key().public_bytes_raw()
        """32 bytes."""

    def __repr__(self) -> str:
        return f"AuthorKey({self.fingerprint})"

    @property
    def fingerprint(self) -> str:
        """32 hex digits of SHA-256 of the public key."""
        return fingerprint_of(self.public_key)

    def sign(self, message: bytes) -> bytes:
        """64 bytes. Raises StoreLockedError once wiped."""
        if self._key is None:
            raise locked_error()
        return self._key.sign(message)

    def seed(self) -> bytes:
        """The 32 secret bytes, for closing into a key slot. Raises StoreLockedError once wiped."""
        if self._key is None:
            raise locked_error()
        return bytes(self._seed)

    def wipe(self) -> None:
        """Overwrite the seed and drop the key; any later use raises StoreLockedError."""
        wipe(self._seed)
        self._key = None


class ReadingKey:
    """A person's age X25519 identity: opens the bundles that others close to its recipient."""

    def __init__(self, secret: str) -> None:
        from pyrage import x25519

        self.recipient: str = str(x25519.Identity.from_str(secret).to_public())
        """`age1…`, for others."""
        self._secret = bytearray(secret.encode())

    @classmethod
    def generate(cls) -> ReadingKey:
        """A new one, from the operating system's chance."""
        from pyrage import x25519

        return cls(str(x25519.Identity.generate()))

    def __repr__(self) -> str:
        return f"ReadingKey({self.recipient})"

    def secret(self) -> str:
        """`AGE-SECRET-KEY-1…`; keep it short-lived. Raises StoreLockedError once wiped."""
        if not any(self._secret):
            raise locked_error()
        return self._secret.decode()

    def wipe(self) -> None:
        """Overwrite the secret; any later use raises StoreLockedError."""
        wipe(self._secret)
