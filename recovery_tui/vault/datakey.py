"""The store's data key, in memory only while the store is open."""

from __future__ import annotations

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from recovery_tui.errors import StoreLockedError

KEY_BYTES = 32
_HEX = b"0123456789abcdef"


def wipe(buffer: bytearray) -> None:
    """Overwrite `buffer` with zeros."""
    buffer[:] = bytes(len(buffer))


def locked_error() -> StoreLockedError:
    """The error for whoever uses a store after it was locked."""
    return StoreLockedError("The store is locked. What was saved is safe. Unlock it to go on.")


class DataKey:
    """The 256-bit key of the database and the root of every other key; can be wiped."""

    def __init__(self, key: bytes | bytearray, store_id: bytes) -> None:
        self._key = bytearray(key)
        self._store_id = store_id
        self._wiped = False

    def __repr__(self) -> str:
        return "DataKey(wiped)" if self._wiped else "DataKey(...)"

    @property
    def wiped(self) -> bool:
        """Whether the key is gone."""
        return self._wiped

    def derive(self, label: str) -> bytes:
        """32 bytes for one use: HKDF-SHA256 with the store id as salt and `label` as info.

        Raises StoreLockedError once wiped.
        """
        self._require()
        kdf = HKDF(algorithm=SHA256(), length=32, salt=self._store_id, info=label.encode())
        return kdf.derive(bytes(self._key))

    def raw(self) -> bytearray:
        """A copy of the key, for the caller to wipe. Raises StoreLockedError once wiped."""
        self._require()
        return bytearray(self._key)

    def sqlcipher_form(self) -> bytearray:
        """`x'…'` with 64 hex digits, the only form SQLCipher takes as a raw key; for the caller to wipe."""
        self._require()
        form = bytearray(b"x'")
        for byte in self._key:
            form.append(_HEX[byte >> 4])
            form.append(_HEX[byte & 15])
        form += b"'"
        return form

    def wipe(self) -> None:
        """Overwrite the key; any later use raises StoreLockedError."""
        wipe(self._key)
        self._wiped = True

    def _require(self) -> None:
        if self._wiped:
            raise locked_error()
