"""Key slots: each way into a store holds the data key, closed to that slot's own key pair."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from recovery_tui.clock import Clock
from recovery_tui.vault.datakey import KEY_BYTES
from recovery_tui.vault.identity import SEED_BYTES, AuthorKey, ReadingKey
from recovery_tui.vault.kdf import SALT_BYTES, KdfPolicy, derive_key
from recovery_tui.vault.sealing import NONCE_BYTES, NotOpenedError, public_of, seal, unseal, unwrap, wrap

FORMAT = b"recovery_tui keys 1"
"""Begins every context, so that nothing closed here opens as something else."""


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a kind, not a secret
    RECOVERY = "recovery"
    ESCROW = "escrow"

    @property
    def personal(self) -> bool:
        """Whether the person opens it: only then may it hold their author key and reading key."""
        return self is not SlotKind.ESCROW


@dataclass(frozen=True)
class Kdf:
    """How a personal slot's secret becomes its key-encryption key."""

    policy: KdfPolicy
    salt: bytes


@dataclass(frozen=True)
class Slot:
    """One way into a store."""

    slot_id: bytes
    """16 random bytes."""
    kind: SlotKind
    kdf: Kdf | None
    """None for escrow, whose private key is elsewhere."""
    public_key: bytes
    """X25519, 32 bytes."""
    wrapped: bytes
    """The slot's private key under the key-encryption key; empty for escrow."""
    sealed: tuple[tuple[int, bytes], ...]
    """(epoch, data key closed to the public key), rising; two epochs only while the data key is being changed."""
    identity: bytes
    """Author seed and reading key closed to the public key; empty for escrow."""

    def context(self, store_id: bytes, purpose: bytes) -> tuple[bytes, ...]:
        """What a closed secret of this slot is bound to."""
        numbers, salt = b"", b""
        if self.kdf is not None:
            policy, salt = self.kdf.policy, self.kdf.salt
            numbers = b"".join(
                n.to_bytes(4, "big") for n in (policy.memory_kib, policy.iterations, policy.lanes)
            )
        return (FORMAT, store_id, self.slot_id, self.kind.value.encode(), numbers, salt, purpose)


@dataclass(frozen=True)
class SlotSecrets:
    """What a slot gives to whoever opens it."""

    data_keys: tuple[tuple[int, bytes], ...] = field(repr=False)
    """(epoch, 32 bytes)."""
    author: AuthorKey
    reading: ReadingKey


def make_personal_slot(
    kind: SlotKind, secret: str, policy: KdfPolicy, store_id: bytes, secrets: SlotSecrets, clock: Clock
) -> Slot:
    """A slot that opens with `secret` (a passphrase, or recovery words joined by spaces)."""
    private_key = clock.random_bytes(KEY_BYTES)
    kdf = Kdf(policy, clock.random_bytes(SALT_BYTES))
    bare = Slot(clock.random_bytes(16), kind, kdf, public_of(private_key), b"", (), b"")
    kek = derive_key(secret, kdf.salt, policy)
    return Slot(
        slot_id=bare.slot_id,
        kind=kind,
        kdf=kdf,
        public_key=bare.public_key,
        wrapped=wrap(
            kek, clock.random_bytes(NONCE_BYTES), private_key, bare.context(store_id, b"private key")
        ),
        sealed=tuple(
            (epoch, seal(bare.public_key, key, bare.context(store_id, data_key_purpose(epoch))))
            for epoch, key in secrets.data_keys
        ),
        identity=_closed_identity(bare, store_id, secrets.author, secrets.reading),
    )


def with_identity(slot: Slot, store_id: bytes, author: AuthorKey, reading: ReadingKey) -> Slot:
    """The same slot with other keys of the person in it; no secret is needed. An escrow slot holds none and stays."""
    if not slot.kind.personal:
        return slot
    return replace(slot, identity=_closed_identity(slot, store_id, author, reading))


def _closed_identity(slot: Slot, store_id: bytes, author: AuthorKey, reading: ReadingKey) -> bytes:
    identity = author.seed() + reading.secret().encode("ascii")
    return seal(slot.public_key, identity, slot.context(store_id, b"identity"))


def open_private_key(slot: Slot, secret: str, store_id: bytes) -> bytes | None:
    """The slot's private key, or None when `secret` is not its secret (or the slot was altered: no one can tell)."""
    if slot.kdf is None:
        return None
    kek = derive_key(secret, slot.kdf.salt, slot.kdf.policy)
    try:
        return unwrap(kek, slot.wrapped, slot.context(store_id, b"private key"))
    except NotOpenedError:
        return None


def open_slot(slot: Slot, private_key: bytes, store_id: bytes) -> SlotSecrets:
    """What the slot holds. Raises NotOpenedError when its parts do not belong together."""
    if public_of(private_key) != slot.public_key:
        raise NotOpenedError
    data_keys = tuple(
        (epoch, unseal(private_key, sealed, slot.context(store_id, data_key_purpose(epoch))))
        for epoch, sealed in slot.sealed
    )
    identity = unseal(private_key, slot.identity, slot.context(store_id, b"identity"))
    try:
        author, reading = AuthorKey(identity[:SEED_BYTES]), ReadingKey(identity[SEED_BYTES:].decode("ascii"))
    except Exception:  # pyrage raises its own kinds; whatever it is, these are not the person's keys
        raise NotOpenedError from None
    return SlotSecrets(data_keys, author, reading)


def data_key_purpose(epoch: int) -> bytes:
    """The last part of the context of a sealed data key."""
    return b"data key " + str(epoch).encode()
