"""The key file of a store: made, opened with a secret, changed, saved twice over."""

from __future__ import annotations

import hmac
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from recovery_tui.clock import Clock
from recovery_tui.errors import KeyringDamagedError, WrongPassphraseError
from recovery_tui.vault.atomic import (
    plain_file_errors,
    prepared,
    refusal_in_words,
    write_atomically,
)
from recovery_tui.vault.atomic import (
    replace as put_in_place,
)
from recovery_tui.vault.datakey import KEY_BYTES, DataKey, wipe
from recovery_tui.vault.identity import SEED_BYTES, AuthorKey, ReadingKey
from recovery_tui.vault.kdf import FLOOR, QUICK, KdfPolicy, calibrated
from recovery_tui.vault.keyring_text import LARGEST_FILE, Keyring, damaged, decode
from recovery_tui.vault.recovery_words import make_words
from recovery_tui.vault.sealing import NotOpenedError
from recovery_tui.vault.slots import SlotKind, SlotSecrets, make_personal_slot, open_private_key, open_slot
from recovery_tui.vault.slots import with_identity as slot_with_identity

__all__ = [
    "FLOOR",
    "QUICK",
    "KdfPolicy",
    "Keyring",
    "OpenedKeyring",
    "calibrated",
    "decode",
    "new_keyring",
    "open_file",
    "open_keyring",
    "opens_with",
    "save",
    "with_identity",
    "with_new_passphrase",
]

_MAC_LABEL = "recovery_tui keys mac"
_COPY_USED = (
    "The store's key file was damaged or missing; its second copy was used and the file put right. "
    "Nothing was lost. If this happens again, have the disk checked."
)


@dataclass(frozen=True)
class OpenedKeyring:
    """A key file and what a secret opened in it."""

    keyring: Keyring
    data_key: DataKey
    author: AuthorKey
    reading: ReadingKey
    notice: str | None = None
    """A sentence for the person when the second copy had to be used."""

    def wipe(self) -> None:
        """Overwrite every key."""
        self.data_key.wipe()
        self.author.wipe()
        self.reading.wipe()


def new_keyring(passphrase: str, policy: KdfPolicy, clock: Clock) -> tuple[OpenedKeyring, tuple[str, ...]]:
    """A new store's keys, and the twelve recovery words that open them too."""
    store_id, key = clock.random_bytes(16), clock.random_bytes(KEY_BYTES)
    author, reading = AuthorKey(clock.random_bytes(SEED_BYTES)), ReadingKey.generate()
    secrets = SlotSecrets(((1, key),), author, reading)
    words = make_words(clock)
    slots = (
        make_personal_slot(SlotKind.PASSPHRASE, passphrase, policy, store_id, secrets, clock),
        # 128 random bits need no stretching; the floor is plenty
        make_personal_slot(
            SlotKind.RECOVERY, " ".join(words), policy.at_most(FLOOR), store_id, secrets, clock
        ),
    )
    data_key = DataKey(key, store_id)
    keyring = _authenticated(Keyring(store_id, gen=1, epoch=1, slots=slots), data_key)
    return OpenedKeyring(keyring, data_key, author, reading), words


def open_keyring(keyring: Keyring, kind: SlotKind, secret: str) -> OpenedKeyring:
    """Open the first slot of `kind` that `secret` opens, then prove that the whole file is as it was saved.

    Raises WrongPassphraseError or KeyringDamagedError.
    """
    for slot in keyring.slots:
        if slot.kind is not kind:
            continue
        private_key = open_private_key(slot, secret, keyring.store_id)
        if private_key is None:
            continue
        try:
            secrets = open_slot(slot, private_key, keyring.store_id)
        except NotOpenedError:
            raise damaged() from None
        data_key = DataKey(dict(secrets.data_keys)[keyring.epoch], keyring.store_id)
        opened = OpenedKeyring(keyring, data_key, secrets.author, secrets.reading)
        if not hmac.compare_digest(keyring.mac, _mac(keyring, data_key)):
            opened.wipe()
            raise damaged()
        return opened
    raise _wrong(kind)


def opens_with(keyring: Keyring, passphrase: str) -> bool:
    """Whether `passphrase` opens a passphrase slot. Takes as long as unlocking."""
    slots = (slot for slot in keyring.slots if slot.kind is SlotKind.PASSPHRASE)
    return any(open_private_key(slot, passphrase, keyring.store_id) is not None for slot in slots)


def open_file(path: Path, kind: SlotKind, secret: str) -> OpenedKeyring:
    """Open the key file at `path`; where it is damaged, its second copy, and then put the file right.

    Raises WrongPassphraseError, KeyringDamagedError, StoreTooNewError.
    """
    problem: KeyringDamagedError | None = None
    for place in (path, _copy_of(path)):
        try:
            content = _content(place)
            opened = open_keyring(decode(content), kind, secret)
        except FileNotFoundError:
            continue
        except KeyringDamagedError as damage:
            problem = problem or damage
            continue
        if place == path:
            _put_right(_copy_of(path), content)
            return opened
        _put_right(path, content)
        return replace(opened, notice=_COPY_USED)
    raise problem or KeyringDamagedError(
        "The store's key file (records.keys) is missing, and so is its second copy. The records are still "
        "there, but only that file opens them. Put it back from a backup, or restore a backup."
    )


def with_new_passphrase(
    opened: OpenedKeyring, passphrase: str, policy: KdfPolicy, clock: Clock
) -> OpenedKeyring:
    """The same keys with one passphrase slot, new, in place of the old; every other slot stays."""
    old = opened.keyring
    key = opened.data_key.raw()
    secrets = SlotSecrets(((old.epoch, bytes(key)),), opened.author, opened.reading)
    wipe(key)
    slot = make_personal_slot(SlotKind.PASSPHRASE, passphrase, policy, old.store_id, secrets, clock)
    kept = tuple(other for other in old.slots if other.kind is not SlotKind.PASSPHRASE)
    changed = replace(old, gen=old.gen + 1, slots=(slot, *kept))
    return replace(opened, keyring=_authenticated(changed, opened.data_key), notice=None)


def with_identity(opened: OpenedKeyring, author: AuthorKey, reading: ReadingKey) -> OpenedKeyring:
    """The same ways in, with other keys of the person in each; passphrase and recovery words stay good."""
    old = opened.keyring
    slots = tuple(slot_with_identity(slot, old.store_id, author, reading) for slot in old.slots)
    changed = _authenticated(replace(old, gen=old.gen + 1, slots=slots), opened.data_key)
    return replace(opened, keyring=changed, author=author, reading=reading, notice=None)


def save(path: Path, keyring: Keyring) -> None:
    """Write the key file and its second copy, each atomically and durably.

    Both are on disk before either is put in place, so a full disk changes nothing; a crash between the two
    leaves both readable. Raises DiskFullError or FolderNotWritableError.
    """
    content, copy = keyring.encode(), _copy_of(path)
    with plain_file_errors(), prepared(path, content) as new, prepared(copy, content) as new_copy:
        put_in_place(new, path)
        with suppress(OSError):  # the change is made; the next unlocking puts the copy right
            put_in_place(new_copy, copy)


def _content(place: Path) -> bytes:
    try:
        with place.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise
    except PermissionError as refusal:
        raise refusal_in_words(refusal) from None
    except OSError:  # a bad sector, a folder of that name
        raise damaged() from None


def _put_right(path: Path, content: bytes) -> None:
    with suppress(OSError):
        if not path.is_file() or path.read_bytes() != content:
            write_atomically(path, content)


def _copy_of(path: Path) -> Path:
    return path.with_name(path.name + ".bak")


def _mac(keyring: Keyring, data_key: DataKey) -> bytes:
    return hmac.digest(data_key.derive(_MAC_LABEL), keyring.authenticated(), "sha256")


def _authenticated(keyring: Keyring, data_key: DataKey) -> Keyring:
    return keyring.with_mac(_mac(keyring, data_key))


def _wrong(kind: SlotKind) -> WrongPassphraseError:
    if kind is SlotKind.RECOVERY:
        return WrongPassphraseError(
            "These recovery words belong to another store. Nothing was changed. Look for the paper of this "
            "store."
        )
    return WrongPassphraseError("That passphrase does not open this store. Nothing was changed. Try again.")
