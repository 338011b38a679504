"""Keys in memory: signatures verify, secrets can be wiped, stretching fits the computer."""

from __future__ import annotations

from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery_tui.clock import Clock
from recovery_tui.errors import NotEnoughMemoryError, StoreLockedError
from recovery_tui.vault import kdf
from recovery_tui.vault.anchor import read_anchor, write_anchor
from recovery_tui.vault.datakey import DataKey
from recovery_tui.vault.identity import AuthorKey, ReadingKey, fingerprint_of, verify
from recovery_tui.vault.sealing import NotOpenedError, bound, public_of, seal, unseal, unwrap, wrap
from tests.support.crashes import run_python

KEY = DataKey(bytes(range(32)), b"s" * 16)


def test_a_signature_verifies_for_its_author_and_message_only() -> None:
    author, other = AuthorKey(b"a" * 32), AuthorKey(b"b" * 32)
    signature = author.sign(b"message")
    assert verify(author.public_key, b"message", signature)
    assert not verify(author.public_key, b"massage", signature)
    assert not verify(other.public_key, b"message", signature)
    assert not verify(b"short", b"message", signature)
    assert not verify(author.public_key, b"message", b"short")
    assert author.fingerprint == fingerprint_of(author.public_key)
    assert len(author.fingerprint) == 32


def test_what_is_closed_to_the_recipient_opens_with_the_reading_key() -> None:
    reading = ReadingKey.generate()
    closed = pyrage.encrypt(b"made up", [pyrage.x25519.Recipient.from_str(reading.recipient)])
    assert pyrage.decrypt(closed, [pyrage.x25519.Identity.from_str(reading.secret())]) == b"made up"


def test_wiped_keys_are_gone_and_say_locked() -> None:
    author, reading, data_key = AuthorKey(b"a" * 32), ReadingKey.generate(), DataKey(b"k" * 32, b"s" * 16)
    for key in (author, reading, data_key):
        key.wipe()
    for use in (
        lambda: author.sign(b"x"),
        author.seed,
        reading.secret,
        data_key.raw,
        data_key.sqlcipher_form,
    ):
        with pytest.raises(StoreLockedError):
            use()
    assert bytes(author._seed) == bytes(32)
    assert bytes(data_key._key) == bytes(32)
    assert not any(reading._secret)


def test_no_key_shows_in_its_name() -> None:
    author, reading = AuthorKey(b"a" * 32), ReadingKey.generate()
    assert b"a".hex() * 32 not in repr(author)
    assert reading.secret() not in repr(reading)
    assert KEY.raw().hex() not in repr(KEY)


def test_the_driver_gets_the_key_in_its_raw_form() -> None:
    assert KEY.sqlcipher_form() == b"x'" + bytes(range(32)).hex().encode() + b"'"


def test_derived_keys_differ_by_label_and_store() -> None:
    assert KEY.derive("a") == KEY.derive("a")
    assert len({KEY.derive("a"), KEY.derive("b"), DataKey(bytes(range(32)), b"t" * 16).derive("a")}) == 3


@given(st.lists(st.binary(max_size=5), max_size=4), st.lists(st.binary(max_size=5), max_size=4))
def test_two_contexts_are_the_same_bytes_only_when_they_are_the_same(
    one: list[bytes], two: list[bytes]
) -> None:
    assert (bound(*one) == bound(*two)) == (one == two)


def test_what_is_closed_opens_with_its_own_key_and_context_only() -> None:
    private_key = b"p" * 32
    sealed = seal(public_of(private_key), b"secret", (b"a", b"b"))
    assert unseal(private_key, sealed, (b"a", b"b")) == b"secret"
    for key, content, context in (
        (b"q" * 32, sealed, (b"a", b"b")),
        (private_key, sealed, (b"ab",)),
        (private_key, sealed[:-1] + bytes([sealed[-1] ^ 1]), (b"a", b"b")),
        (private_key, b"", (b"a", b"b")),
    ):
        with pytest.raises(NotOpenedError):
            unseal(key, content, context)
    wrapped = wrap(private_key, b"n" * 12, b"secret", (b"a",))
    assert unwrap(private_key, wrapped, (b"a",)) == b"secret"
    for content in (wrapped[:-1], wrapped[:12], b"", bytes([wrapped[0] ^ 1]) + wrapped[1:]):
        with pytest.raises(NotOpenedError):
            unwrap(private_key, content, (b"a",))


class CountedClock(Clock):
    """A clock on which every derivation takes `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._at, self._seconds = 0.0, seconds

    def monotonic(self) -> float:
        self._at += self._seconds
        return self._at


@pytest.mark.parametrize(
    ("seconds", "free_mib", "memory_mib"),
    [(0.1, 8192, 256), (0.3, 8192, 256), (0.6, 8192, 64), (0.1, 600, 128), (0.1, 200, 64), (5.0, 8192, 64)],
)
def test_stretching_is_fitted_to_the_computer(
    monkeypatch: pytest.MonkeyPatch, seconds: float, free_mib: int, memory_mib: int
) -> None:
    monkeypatch.setattr(kdf, "free_memory_kib", lambda: free_mib * 1024)
    monkeypatch.setattr(kdf, "derive_key", lambda *_: b"")
    assert kdf.calibrated(CountedClock(seconds)) == kdf.KdfPolicy(memory_mib * 1024, 3, 4)


def test_a_real_calibration_stays_within_its_bounds() -> None:
    policy = kdf.calibrated(Clock())
    assert kdf.FLOOR.memory_kib <= policy.memory_kib <= 256 * 1024
    assert policy.acceptable()
    assert kdf.free_memory_kib() > 0


def test_too_little_memory_is_told() -> None:
    with pytest.raises(NotEnoughMemoryError, match="MB of memory"):
        kdf.derive_key("made up", b"s" * 16, kdf.KdfPolicy(2**32 - 1, 1, 1))


def test_an_anchor_is_read_back_and_only_by_its_own_store(tmp_path: Path) -> None:
    path, entries = tmp_path / "feed.anchor", {b"f" * 16: (7, b"h" * 32), b"a" * 16: (0, b"i" * 32)}
    assert read_anchor(path, b"s" * 16, KEY) is None
    write_anchor(path, b"s" * 16, KEY, entries, durable=True)
    assert read_anchor(path, b"s" * 16, KEY) == entries
    assert read_anchor(path, b"t" * 16, KEY) is None
    assert read_anchor(path, b"s" * 16, DataKey(b"k" * 32, b"s" * 16)) is None


def test_no_damage_to_an_anchor_is_taken_for_another_anchor(tmp_path: Path) -> None:
    path = tmp_path / "feed.anchor"
    write_anchor(path, b"s" * 16, KEY, {b"f" * 16: (7, b"h" * 32)}, durable=False)
    whole = path.read_bytes()
    for position in range(len(whole)):
        damaged = bytearray(whole)
        damaged[position] ^= 1 << (position % 8)
        path.write_bytes(bytes(damaged))
        assert read_anchor(path, b"s" * 16, KEY) is None
    for garbage in (b"", whole[:-1], whole + b"\n", b"[" * 50_000, b"{}", b'{"mac":1}', whole * 2):
        path.write_bytes(garbage)
        assert read_anchor(path, b"s" * 16, KEY) is None


_LIGHT = """
import sys
import recovery_tui.vault.folder, recovery_tui.vault.keyring, recovery_tui.vault.identity
import recovery_tui.vault.throttle, recovery_tui.vault.passphrase, recovery_tui.vault.recovery_words
heavy = {"sqlalchemy", "sqlmodel", "sqlcipher3", "pydantic", "textual"}
print(sorted({name.split(".")[0] for name in sys.modules} & heavy))
"""


def test_the_unlock_screens_modules_load_no_database_library() -> None:
    done = run_python(_LIGHT)
    assert done.stdout == "[]\n", done.stderr
