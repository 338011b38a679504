"""The key file as bytes: canonical JSON, read with suspicion (see FORMAT.md)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any, Never

from recovery_tui.errors import KeyringDamagedError, StoreTooNewError
from recovery_tui.vault.kdf import SALT_BYTES, KdfPolicy
from recovery_tui.vault.sealing import NONCE_BYTES, OVERHEAD_BYTES, SEAL_BYTES
from recovery_tui.vault.slots import Kdf, Slot, SlotKind

FORMAT_NAME = "recovery_tui keys"
FORMAT_NUMBER = 1
LARGEST_FILE = 64 * 1024
"""Bytes; a real one has about three thousand."""
_MOST_SLOTS = 16
_MOST_EPOCHS = 2
_HIGHEST_NUMBER = 2**53
_FIELDS = {"format", "version", "store", "gen", "epoch", "slots", "mac"}
_SLOT_FIELDS = {"id", "kind", "kdf", "public", "wrapped", "sealed", "identity"}


@dataclass(frozen=True)
class Keyring:
    """The key file's content: nothing in it is secret without a slot's secret."""

    store_id: bytes
    """16 bytes, in the database too."""
    gen: int
    """Grows by one with every change; in the database too, so that an older file shows."""
    epoch: int
    """Which data key the database is under; 1 until data keys can be changed."""
    slots: tuple[Slot, ...]
    mac: bytes = b""
    """32 bytes over everything else, under a key derived from the data key."""

    def authenticated(self) -> bytes:
        """The bytes that `mac` covers."""
        return _canonical(self._fields())

    def with_mac(self, mac: bytes) -> Keyring:
        """The same, with its MAC."""
        return replace(self, mac=mac)

    def encode(self) -> bytes:
        """The file's bytes."""
        fields = self._fields() | {"mac": self.mac.hex()}
        return _canonical(fields | {"checksum": hashlib.sha256(_canonical(fields)).hexdigest()})

    def _fields(self) -> dict[str, Any]:
        return {
            "format": FORMAT_NAME,
            "version": FORMAT_NUMBER,
            "store": self.store_id.hex(),
            "gen": self.gen,
            "epoch": self.epoch,
            "slots": [_slot_fields(slot) for slot in self.slots],
        }


def decode(content: bytes) -> Keyring:
    """The key file read back; every value has its type, length and range checked before it is used.

    Raises KeyringDamagedError, or StoreTooNewError for a later format. The MAC is not checked here: that
    takes the data key.
    """
    fields = _parsed(content)
    stated = fields.pop("checksum", None)
    _expect(stated == hashlib.sha256(_canonical(fields)).hexdigest())
    version = fields.get("version")
    if fields.get("format") == FORMAT_NAME and isinstance(version, int) and version > FORMAT_NUMBER:
        raise StoreTooNewError(
            "A newer version of the program wrote this store's key file. Nothing was changed. "
            "Use the newer version to open it."
        )
    _expect(set(fields) == _FIELDS and fields["format"] == FORMAT_NAME and version == FORMAT_NUMBER)
    slots = fields["slots"]
    _expect(isinstance(slots, list) and 1 <= len(slots) <= _MOST_SLOTS)
    keyring = Keyring(
        store_id=_bytes(fields["store"], 16),
        gen=_number(fields["gen"], 1, _HIGHEST_NUMBER),
        epoch=_number(fields["epoch"], 1, _HIGHEST_NUMBER),
        slots=tuple(_slot(slot) for slot in slots),
        mac=_bytes(fields["mac"], 32),
    )
    _expect(len({slot.slot_id for slot in keyring.slots}) == len(keyring.slots))
    _expect(all(keyring.epoch in dict(slot.sealed) for slot in keyring.slots))
    return keyring


def damaged() -> KeyringDamagedError:
    """The error for a key file whose bytes are not what was saved."""
    return KeyringDamagedError(
        "The store's key file (records.keys) is damaged or was altered. The records themselves were not "
        "touched. Put back the copy of that file from a backup, or restore a backup."
    )


def _parsed(content: bytes) -> dict[str, Any]:
    _expect(len(content) <= LARGEST_FILE)
    try:
        fields = json.loads(content.decode("ascii"))
        _expect(isinstance(fields, dict) and _canonical(fields) == content)
    except (ValueError, RecursionError):
        raise damaged() from None
    return dict(fields)


def _canonical(fields: dict[str, Any]) -> bytes:
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return text.encode("ascii") + b"\n"


def _slot_fields(slot: Slot) -> dict[str, Any]:
    kdf = None
    if slot.kdf is not None:
        policy = slot.kdf.policy
        kdf = {
            "name": "argon2id",
            "memory_kib": policy.memory_kib,
            "iterations": policy.iterations,
            "lanes": policy.lanes,
            "salt": slot.kdf.salt.hex(),
        }
    return {
        "id": slot.slot_id.hex(),
        "kind": slot.kind.value,
        "kdf": kdf,
        "public": slot.public_key.hex(),
        "wrapped": slot.wrapped.hex(),
        "sealed": [[epoch, sealed.hex()] for epoch, sealed in slot.sealed],
        "identity": slot.identity.hex(),
    }


def _slot(fields: object) -> Slot:
    if not isinstance(fields, dict) or set(fields) != _SLOT_FIELDS or fields["kind"] not in list(SlotKind):
        raise damaged()
    kind = SlotKind(fields["kind"])
    sealed = fields["sealed"]
    _expect(isinstance(sealed, list) and 1 <= len(sealed) <= _MOST_EPOCHS)
    pairs = tuple(_epoch(pair) for pair in sealed)
    _expect([epoch for epoch, _ in pairs] == sorted({epoch for epoch, _ in pairs}))
    return Slot(
        slot_id=_bytes(fields["id"], 16),
        kind=kind,
        kdf=_kdf(fields["kdf"], kind),
        public_key=_bytes(fields["public"], 32),
        wrapped=_bytes(fields["wrapped"], NONCE_BYTES + 32 + OVERHEAD_BYTES if kind.personal else 0),
        sealed=pairs,
        identity=_bytes(fields["identity"], SEAL_BYTES + 32, SEAL_BYTES + 256) if kind.personal
        else _bytes(fields["identity"], 0),
    )  # fmt: skip


def _epoch(pair: object) -> tuple[int, bytes]:
    if not isinstance(pair, list) or len(pair) != 2:
        raise damaged()
    return _number(pair[0], 1, _HIGHEST_NUMBER), _bytes(pair[1], SEAL_BYTES + 32)


def _kdf(fields: object, kind: SlotKind) -> Kdf | None:
    if not kind.personal:
        _expect(fields is None)
        return None
    if not isinstance(fields, dict) or set(fields) != {"name", "memory_kib", "iterations", "lanes", "salt"}:
        raise damaged()
    _expect(fields["name"] == "argon2id")
    policy = KdfPolicy(*(_number(fields[name], 1, 2**32) for name in ("memory_kib", "iterations", "lanes")))
    _expect(policy.acceptable())
    return Kdf(policy, _bytes(fields["salt"], SALT_BYTES))


def _number(value: object, low: int, high: int) -> int:
    if type(value) is not int or not low <= value <= high:
        raise damaged()
    return value


def _bytes(value: object, shortest: int, longest: int | None = None) -> bytes:
    longest = shortest if longest is None else longest
    if not isinstance(value, str) or not 2 * shortest <= len(value) <= 2 * longest:
        raise damaged()
    try:
        content = bytes.fromhex(value)
    except ValueError:
        raise damaged() from None
    _expect(content.hex() == value)
    return content


def _expect(holds: bool) -> None:
    if not holds:
        _refuse()


def _refuse() -> Never:
    raise damaged()
