"""The key file: only the right secret opens it, and no damage to it is ever taken for anything else."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_tui.errors import (
    KeyringDamagedError,
    RecoveryError,
    StoreTooNewError,
    WrongPassphraseError,
)
from recovery_tui.vault import keyring, keyring_text
from recovery_tui.vault.keyring import QUICK, KdfPolicy, Keyring, OpenedKeyring
from recovery_tui.vault.sealing import public_of, seal
from recovery_tui.vault.slots import Slot, SlotKind, data_key_purpose
from tests.support.stores import PASSPHRASE, MadeStore, a_clock, reopen


@cache
def fresh() -> tuple[OpenedKeyring, tuple[str, ...]]:
    return keyring.new_keyring(PASSPHRASE, QUICK, a_clock())


def content() -> bytes:
    return fresh()[0].keyring.encode()


def rewritten(change: Any) -> bytes:
    """The key file changed by someone who can mend its checksum but has no key."""
    fields = json.loads(content())
    change(fields)
    del fields["checksum"]
    canonical = json.dumps(fields, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    fields["checksum"] = hashlib.sha256(canonical).hexdigest()
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def test_it_reads_back_as_it_was_written() -> None:
    assert keyring.decode(content()) == fresh()[0].keyring


def test_both_secrets_open_the_same_keys() -> None:
    opened, words = fresh()
    for kind, secret in ((SlotKind.PASSPHRASE, PASSPHRASE), (SlotKind.RECOVERY, " ".join(words))):
        again = keyring.open_keyring(opened.keyring, kind, secret)
        assert again.data_key.derive("x") == opened.data_key.derive("x")
        assert again.author.public_key == opened.author.public_key
        assert again.reading.recipient == opened.reading.recipient


def test_a_secret_of_one_kind_does_not_open_the_other() -> None:
    opened, words = fresh()
    with pytest.raises(WrongPassphraseError):
        keyring.open_keyring(opened.keyring, SlotKind.PASSPHRASE, " ".join(words))
    with pytest.raises(WrongPassphraseError):
        keyring.open_keyring(opened.keyring, SlotKind.RECOVERY, PASSPHRASE)


def test_no_secret_stands_in_it() -> None:
    opened, words = fresh()
    text = content().decode()
    raw = opened.data_key.raw()
    for secret in (raw.hex(), opened.author.seed().hex(), opened.reading.secret(), *words, PASSPHRASE):
        assert secret not in text
    assert raw.hex() not in repr(opened)


@given(position=st.integers(0, len(content()) - 1), bit=st.integers(0, 7))
def test_every_flipped_bit_is_noticed(position: int, bit: int) -> None:
    damaged = bytearray(content())
    damaged[position] ^= 1 << bit
    with pytest.raises(KeyringDamagedError):
        keyring.decode(bytes(damaged))


@given(
    start=st.integers(0, len(content())),
    length=st.integers(0, 40),
    inserted=st.binary(max_size=40),
)
def test_any_cut_or_pasted_bytes_are_noticed(start: int, length: int, inserted: bytes) -> None:
    changed = content()[:start] + inserted + content()[start + length :]
    if changed != content():
        with pytest.raises(KeyringDamagedError):
            keyring.decode(changed)


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_arbitrary_bytes_are_only_ever_damage(garbage: bytes) -> None:
    with pytest.raises(KeyringDamagedError):
        keyring.decode(garbage)


@pytest.mark.parametrize(
    "garbage", [b"[" * 60_000, b'{"a":' * 10_000, b"9" * 6_000, b"x" * 70_000, b"", b"{}\n"]
)
def test_hostile_bytes_are_only_ever_damage(garbage: bytes) -> None:
    with pytest.raises(KeyringDamagedError):
        keyring.decode(garbage)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.binary(max_size=40).map(bytes.hex),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(
    slot=st.integers(0, 1),
    name=st.sampled_from(
        ["store", "gen", "epoch", "mac", "id", "kind", "kdf", "public", "wrapped", "sealed", "identity"]
    ),
    value=json_values,
)
def test_a_forger_without_keys_never_opens_it_to_another_key(slot: int, name: str, value: object) -> None:
    def forge(fields: dict[str, Any]) -> None:
        (fields if name in fields else fields["slots"][slot])[name] = value

    changed = rewritten(forge)
    try:
        forged = keyring.decode(changed)
        opened = keyring.open_keyring(forged, SlotKind.PASSPHRASE, PASSPHRASE)
    except RecoveryError:
        return
    assert changed == content()
    assert opened.keyring == fresh()[0].keyring


@given(st.integers(0, 2000))
def test_a_forged_hex_digit_never_opens_it_to_another_key(position: int) -> None:
    def forge(fields: dict[str, Any]) -> None:
        slot = fields["slots"][0]
        name = ("wrapped", "public", "identity", "id")[position % 4]
        at = position % len(slot[name])
        slot[name] = slot[name][:at] + ("0" if slot[name][at] != "0" else "1") + slot[name][at + 1 :]

    with pytest.raises((KeyringDamagedError, WrongPassphraseError)):
        keyring.open_keyring(keyring.decode(rewritten(forge)), SlotKind.PASSPHRASE, PASSPHRASE)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("memory_kib", 4096),
        ("memory_kib", 2**22),
        ("iterations", 21),
        ("iterations", 0),
        ("lanes", 17),
        ("lanes", True),
    ],
)
def test_stretching_that_would_exhaust_the_computer_is_refused(name: str, value: int) -> None:
    def forge(fields: dict[str, Any]) -> None:
        fields["slots"][0]["kdf"][name] = value

    with pytest.raises(KeyringDamagedError):
        keyring.decode(rewritten(forge))


def test_an_added_slot_of_a_forger_is_not_believed() -> None:
    foreign, _ = keyring.new_keyring("a forger's own passphrase", QUICK, a_clock(9))

    def forge(fields: dict[str, Any]) -> None:
        fields["slots"].append(json.loads(foreign.keyring.encode())["slots"][0])

    forged = keyring.decode(rewritten(forge))
    with pytest.raises(WrongPassphraseError):  # it is bound to another store
        keyring.open_keyring(forged, SlotKind.PASSPHRASE, "a forger's own passphrase")
    with pytest.raises(KeyringDamagedError):  # and the whole file no longer verifies
        keyring.open_keyring(forged, SlotKind.PASSPHRASE, PASSPHRASE)


def test_an_escrow_slot_is_read_kept_and_holds_the_data_key_only() -> None:
    opened, _ = fresh()
    store_id, private_key = opened.keyring.store_id, bytes(range(1, 33))
    bare = Slot(b"e" * 16, SlotKind.ESCROW, None, public_of(private_key), b"", (), b"")
    sealed = seal(bare.public_key, bytes(opened.data_key.raw()), bare.context(store_id, data_key_purpose(1)))
    with_escrow = replace(
        opened,
        keyring=replace(opened.keyring, slots=(*opened.keyring.slots, replace(bare, sealed=((1, sealed),)))),
    )
    changed = keyring.with_new_passphrase(with_escrow, "another-made-up-phrase", QUICK, a_clock(4)).keyring
    again = keyring.decode(changed.encode())
    assert [slot.kind for slot in again.slots].count(SlotKind.ESCROW) == 1
    assert keyring.open_keyring(again, SlotKind.PASSPHRASE, "another-made-up-phrase").keyring == again


def test_a_later_format_says_newer_version() -> None:
    def forge(fields: dict[str, Any]) -> None:
        fields["version"] = 2
        fields["something"] = "new"

    with pytest.raises(StoreTooNewError):
        keyring.decode(rewritten(forge))


@pytest.mark.parametrize("damage", [b"", b"cut", None])
def test_the_second_copy_opens_a_store_whose_key_file_is_lost(store: MadeStore, damage: bytes | None) -> None:
    store.vault.lock()
    whole = store.paths.keyring.read_bytes()
    if damage is None:
        store.paths.keyring.unlink()
    else:
        store.paths.keyring.write_bytes(damage)
    again = store.reopen()
    assert any("second copy" in notice for notice in again.notices)
    assert store.paths.keyring.read_bytes() == whole
    assert store.reopen().notices == ()


def test_a_lost_second_copy_is_made_again(store: MadeStore) -> None:
    store.vault.lock()
    store.paths.keyring_copy.write_bytes(b"garbage")
    store.reopen()
    assert store.paths.keyring_copy.read_bytes() == store.paths.keyring.read_bytes()


def test_both_copies_damaged_is_told_and_nothing_is_touched(store: MadeStore) -> None:
    store.vault.lock()
    before = store.paths.database.read_bytes()
    for path in (store.paths.keyring, store.paths.keyring_copy):
        path.write_bytes(b"garbage")
    with pytest.raises(KeyringDamagedError, match="damaged"):
        reopen(store.paths)
    assert store.paths.database.read_bytes() == before


def test_both_copies_missing_is_told_as_missing(store: MadeStore) -> None:
    store.vault.lock()
    store.paths.keyring.unlink()
    store.paths.keyring_copy.unlink()
    with pytest.raises(KeyringDamagedError, match="missing"):
        reopen(store.paths)


def test_a_wrong_passphrase_does_not_fall_back_to_an_older_copy(store: MadeStore) -> None:
    older = store.paths.keyring.read_bytes()
    store.vault.change_passphrase(PASSPHRASE, "velvet-harbour-eleven-spoons", QUICK)
    store.vault.lock()
    store.paths.keyring_copy.write_bytes(older)
    with pytest.raises(WrongPassphraseError):
        reopen(store.paths)


def test_an_older_key_file_put_back_is_noticed(store: MadeStore) -> None:
    older = store.paths.keyring.read_bytes()
    store.vault.change_passphrase(PASSPHRASE, "velvet-harbour-eleven-spoons", QUICK)
    store.vault.lock()
    for path in (store.paths.keyring, store.paths.keyring_copy):
        path.write_bytes(older)
    with pytest.raises(KeyringDamagedError, match="older"):
        reopen(store.paths)


def test_a_key_file_saved_just_before_a_crash_opens_the_store(store: MadeStore) -> None:
    opened = store.vault._opened
    newer = keyring.with_new_passphrase(opened, "velvet-harbour-eleven-spoons", QUICK, a_clock(5))
    keyring.save(store.paths.keyring, newer.keyring)
    store.vault.lock()
    reopen(store.paths, passphrase="velvet-harbour-eleven-spoons").lock()


def test_recovery_words_cost_no_more_than_the_floor() -> None:
    strong = KdfPolicy(keyring.FLOOR.memory_kib * 2, 4, 4)
    assert strong.at_most(keyring.FLOOR) == keyring.FLOOR
    assert QUICK.at_most(keyring.FLOOR) == QUICK


def test_the_largest_key_file_is_read_no_further(tmp_path: Path) -> None:
    path = tmp_path / "records.keys"
    path.write_bytes(content() + b" " * keyring_text.LARGEST_FILE)
    with pytest.raises(KeyringDamagedError):
        keyring.open_file(path, SlotKind.PASSPHRASE, PASSPHRASE)


def test_the_mac_covers_every_field() -> None:
    original = fresh()[0].keyring
    for changed in (
        replace(original, gen=original.gen + 1),
        replace(original, store_id=b"s" * 16),
        replace(original, slots=original.slots[:1]),
    ):
        assert isinstance(changed, Keyring)
        assert changed.authenticated() != original.authenticated()
