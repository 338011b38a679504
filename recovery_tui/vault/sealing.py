"""Two ways to close a secret: under a symmetric key (AES-256-GCM) and to a public key (HPKE, RFC 9180)."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

NONCE_BYTES = 12
OVERHEAD_BYTES = 16
"""An AES-GCM tag."""
SEAL_BYTES = 48
"""What HPKE adds: the ephemeral public key (32) and the tag."""

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class NotOpenedError(Exception):
    """The key is not the one it was closed with, or the bytes were altered. Caught inside this room."""


def bound(*parts: bytes) -> bytes:
    """`parts` joined so that no two different lists give the same bytes: each is preceded by its u32be length."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def wrap(key: bytes, nonce: bytes, secret: bytes, context: Sequence[bytes]) -> bytes:
    """`nonce` followed by `secret` under AES-256-GCM; it opens only with the same key and `context`."""
    return nonce + AESGCM(key).encrypt(nonce, secret, bound(*context))


def unwrap(key: bytes, wrapped: bytes, context: Sequence[bytes]) -> bytes:
    """The secret closed by `wrap`. Raises NotOpenedError."""
    try:
        return AESGCM(key).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], bound(*context))
    except (InvalidTag, ValueError):
        raise NotOpenedError from None


def seal(public_key: bytes, secret: bytes, context: Sequence[bytes]) -> bytes:
    """`secret` closed to a 32-byte X25519 `public_key`; the context goes into HPKE's `info`.

    Raises NotOpenedError when the public key is not a point that can be used.
    """
    try:
        return _SUITE.encrypt(secret, X25519PublicKey.from_public_bytes(public_key), bound(*context))
    except ValueError:
        raise NotOpenedError from None


def unseal(private_key: bytes, sealed: bytes, context: Sequence[bytes]) -> bytes:
    """The secret closed by `seal`. Raises NotOpenedError."""
    try:
        return _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private_key), bound(*context))
    except (InvalidTag, ValueError):
        raise NotOpenedError from None


def public_of(private_key: bytes) -> bytes:
    """The 32-byte X25519 public key that belongs to `private_key`."""
    return X25519PrivateKey.from_private_bytes(private_key).public_key().public_bytes_raw()
