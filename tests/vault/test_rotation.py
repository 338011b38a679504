"""New keys for old: every way in opens the new ones, and what was closed to the old ones can still be read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from recovery_tui.clock import SetClock
from recovery_tui.errors import DiskFullError, StoreLockedError
from recovery_tui.journal.tables import migrate
from recovery_tui.vault import keyring, retired
from recovery_tui.vault.identity import ReadingKey, is_recipient, verify
from recovery_tui.vault.keyring import Keyring
from recovery_tui.vault.opened import Vault
from recovery_tui.vault.slots import SlotKind
from tests.support.crashes import run_python
from tests.support.stores import PASSPHRASE, MadeStore, make_store, reopen


@pytest.fixture
def store(tmp_path: Path) -> MadeStore:
    made = make_store(tmp_path)
    with made.vault.writing() as conn:
        migrate(conn)
    return made


def readable(vault: Vault) -> set[str]:
    """Recipients whose bundles this store opens."""
    with vault.reading() as conn:
        return {ReadingKey(secret).recipient for secret in vault.reading_secrets(conn)}


def move(made: MadeStore, **step: float) -> None:
    assert isinstance(made.clock, SetClock)
    made.clock.advance(**step)


def test_a_new_reading_key_takes_over_and_the_old_one_still_opens(store: MadeStore) -> None:
    author, old = store.vault.author.public_key, store.vault.reading_recipient
    store.vault.rotate_reading_key()
    new = store.vault.reading_recipient
    assert new != old
    assert is_recipient(new)
    assert readable(store.vault) == {old, new}
    vault = store.reopen()
    assert (vault.reading_recipient, vault.author.public_key) == (new, author)
    assert readable(vault) == {old, new}
    with vault.reading() as conn:
        assert ReadingKey(vault.reading_secrets(conn)[0]).recipient == new, "the key in use comes first"
    vault.lock()


def test_passphrase_and_recovery_words_open_the_new_keys(store: MadeStore) -> None:
    store.vault.rotate_reading_key()
    store.vault.rotate_author_key().wipe()
    author, recipient = store.vault.author.public_key, store.vault.reading_recipient
    store.vault.lock()
    for kind, secret in ((SlotKind.PASSPHRASE, PASSPHRASE), (SlotKind.RECOVERY, " ".join(store.words))):
        opened = keyring.open_file(store.paths.keyring, kind, secret)
        assert (opened.author.public_key, opened.reading.recipient) == (author, recipient)
        opened.wipe()


def test_the_key_file_from_before_a_rotation_is_not_taken_any_more(store: MadeStore) -> None:
    before = keyring.decode(store.vault.key_file())
    store.vault.rotate_reading_key()
    after = keyring.decode(store.vault.key_file())
    assert after.gen == before.gen + 1
    for old, new in zip(before.slots, after.slots, strict=True):
        assert (old.slot_id, old.wrapped, old.sealed) == (new.slot_id, new.wrapped, new.sealed)
        assert old.identity != new.identity
    with store.vault.reading() as conn:
        assert (
            conn.exec_driver_sql("SELECT value FROM vault_meta WHERE name = 'gen'").scalar_one() == after.gen
        )
    store.vault.lock()


def test_the_replaced_reading_key_is_wiped_in_memory(store: MadeStore) -> None:
    old = store.vault.reading_key
    store.vault.rotate_reading_key()
    with pytest.raises(StoreLockedError):
        old.secret()
    store.vault.lock()


def test_no_secret_lies_in_a_file_in_the_clear(store: MadeStore) -> None:
    secrets = [store.vault.reading_key.secret().encode()]
    store.vault.rotate_reading_key()
    seed = store.vault.rotate_author_key()
    secrets += [seed.seed(), seed.seed().hex().encode(), store.vault.reading_key.secret().encode()]
    seed.wipe()
    store.vault.lock()
    content = b"".join(path.read_bytes() for path in store.paths.folder.rglob("*") if path.is_file())
    assert len(content) > 4096
    assert not any(secret in content for secret in secrets)


def test_retired_reading_keys_are_dropped_after_the_overlap_and_no_sooner(store: MadeStore) -> None:
    first = store.vault.reading_recipient
    store.vault.rotate_reading_key()
    second = store.vault.reading_recipient
    move(store, days=100)
    store.vault.rotate_reading_key()
    third = store.vault.reading_recipient

    def after(days: int) -> set[str]:
        move(store, days=days)
        with store.vault.writing() as conn:
            retired.forget_retired(conn, store.clock.now() - retired.OVERLAP)
        return readable(store.vault)

    assert after(80) == {first, second, third}
    assert after(1) == {second, third}
    assert after(100) == {third}
    store.vault.lock()


def test_the_old_author_key_vouches_once_and_is_gone(store: MadeStore) -> None:
    old_public = store.vault.author.public_key
    old = store.vault.rotate_author_key()
    assert old.public_key == old_public != store.vault.author.public_key
    assert verify(old_public, b"the new card", old.sign(b"the new card"))
    old.wipe()
    vault = store.reopen()

    def before(conn: Connection) -> bytes | None:
        key = retired.author_before(conn, vault.author)
        return key.public_key if key else None

    with vault.writing() as conn:
        assert before(conn) == old_public, "a crash does not take the vouching away"
        assert len(vault.reading_secrets(conn)) == 1, "a seed is no reading key"
        retired.forget_retired(conn, store.clock.now() + timedelta(days=999))
        assert before(conn) == old_public
        retired.forget_author(conn)
        assert before(conn) is None
    vault.lock()


def test_a_full_disk_leaves_the_old_keys_in_use(store: MadeStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path, __: Keyring) -> None:
        raise DiskFullError("The disk is full.")

    author, recipient = store.vault.author.public_key, store.vault.reading_recipient
    monkeypatch.setattr(keyring, "save", full)
    with pytest.raises(DiskFullError):
        store.vault.rotate_reading_key()
    with pytest.raises(DiskFullError):
        store.vault.rotate_author_key()
    monkeypatch.undo()
    assert (store.vault.author.public_key, store.vault.reading_recipient) == (author, recipient)
    assert store.vault.reading_key.secret()
    assert readable(store.vault) == {recipient}
    with store.vault.reading() as conn:
        assert retired.author_before(conn, store.vault.author) is None, "a key in use has not been replaced"
    vault = store.reopen()
    assert vault.author.public_key == author
    vault.lock()


def test_a_key_that_outlived_a_failed_rotation_is_kept_from_when_it_was_really_replaced(
    store: MadeStore,
) -> None:
    first = store.vault.reading_recipient
    with store.vault.writing() as conn:  # all that a crash before the key file was written leaves
        retired.keep_reading(conn, store.vault.reading_key, store.clock.now())
    move(store, days=170)
    store.vault.rotate_reading_key()
    move(store, days=20)
    with store.vault.writing() as conn:
        retired.forget_retired(conn, store.clock.now() - retired.OVERLAP)
    assert first in readable(store.vault)
    store.vault.lock()


@pytest.mark.parametrize("rotate", ["rotate_reading_key", "rotate_author_key"])
def test_a_kill_while_keys_are_replaced_leaves_a_store_that_reads_all_it_ever_could(
    tmp_path: Path, rotate: str
) -> None:
    done = run_python(
        """
import sys
from pathlib import Path
from recovery_tui.journal.tables import migrate
from recovery_tui.vault import retired
from recovery_tui.vault.identity import ReadingKey
from tests.support.crashes import kill_at_every_step
from tests.support.stores import a_clock, make_store, reopen

data, rotate = Path(sys.argv[1]), sys.argv[2]
made = make_store(data)
with made.vault.writing() as conn:
    migrate(conn)
recipients, authors = [made.vault.reading_recipient], [made.vault.author.public_key]
made.vault.lock()
replaced = set()

def operation():
    vault = reopen(made.paths, a_clock(len(authors) + len(recipients)))
    getattr(vault, rotate)()
    vault.lock()

def after(step):
    vault = reopen(made.paths)
    with vault.reading() as conn:
        kept = {ReadingKey(secret).recipient for secret in vault.reading_secrets(conn)}
        before = retired.author_before(conn, vault.author)
    if vault.reading_recipient != recipients[-1]:
        recipients.append(vault.reading_recipient)
        replaced.add("reading")
    if vault.author.public_key != authors[-1]:
        assert before is not None and before.public_key == authors[0]
        authors.append(vault.author.public_key)
        replaced.add("author")
    assert kept == set(recipients), (step, kept, recipients)
    assert vault.check_pages() == ()
    vault.lock()

steps = kill_at_every_step(data, operation, after)
assert replaced == {"reading" if "reading" in rotate else "author"}, replaced
print(steps)
""",
        tmp_path,
        rotate,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 6


def test_a_store_that_was_killed_in_between_goes_on_with_one_key_file(
    tmp_path: Path, store: MadeStore
) -> None:
    """Between the key file and its second copy: either opens, and the newer one is put right."""
    old = store.paths.keyring.read_bytes()
    store.vault.rotate_reading_key()
    recipient = store.vault.reading_recipient
    store.vault.lock()
    store.paths.keyring_copy.write_bytes(old)
    vault = reopen(store.paths)
    assert vault.reading_recipient == recipient
    vault.lock()
    assert store.paths.keyring_copy.read_bytes() == store.paths.keyring.read_bytes()
