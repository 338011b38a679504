"""A process killed at any step leaves a store that opens, with the old state or the new, never a mixture."""

from __future__ import annotations

from pathlib import Path

from tests.support.crashes import run_python

_BEGIN = """
import sys
from pathlib import Path
from recovery_tui.vault import backup, container, keyring
from recovery_tui.vault.folder import paths_of, store_names
from recovery_tui.vault.kdf import QUICK
from recovery_tui.vault.store import create
from recovery_tui.vault.slots import SlotKind
from tests.support.crashes import kill_at_every_step
from tests.support.stores import NEW_PASSPHRASE, PASSPHRASE, a_clock, make_store, notes, reopen, save_note

data = Path(sys.argv[1])
def opened(paths, passphrase=PASSPHRASE):
    return reopen(paths, a_clock(), passphrase)
"""


def run(script: str, data: Path) -> None:
    done = run_python(_BEGIN + script, data)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 3, "the operation touched the disk less often than expected"


def test_a_kill_while_keys_are_saved_leaves_the_old_ones_or_the_new(tmp_path: Path) -> None:
    run(
        """
path = data / "records.keys"
first, _ = keyring.new_keyring(PASSPHRASE, QUICK, a_clock())
second = keyring.with_new_passphrase(first, NEW_PASSPHRASE, QUICK, a_clock(2))
keyring.save(path, first.keyring)

def after(step):
    now = keyring.decode(path.read_bytes())
    assert now in (first.keyring, second.keyring)
    copy = keyring.decode(path.with_name("records.keys.bak").read_bytes())
    assert copy in (first.keyring, second.keyring)
    secret = PASSPHRASE if now == first.keyring else NEW_PASSPHRASE
    keyring.open_file(path, SlotKind.PASSPHRASE, secret)
    keyring.save(path, first.keyring)

print(kill_at_every_step(data, lambda: keyring.save(path, second.keyring), after))
""",
        tmp_path,
    )


def test_a_kill_while_the_passphrase_changes_leaves_one_that_opens(tmp_path: Path) -> None:
    run(
        """
made = make_store(data)
made.vault.lock()

def operation():
    vault = opened(made.paths)
    vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE, QUICK)
    vault.lock()

def after(step):
    try:
        vault = opened(made.paths)
    except Exception:
        vault = opened(made.paths, NEW_PASSPHRASE)
        vault.change_passphrase(NEW_PASSPHRASE, PASSPHRASE, QUICK)
    vault.lock()

print(kill_at_every_step(data, operation, after))
""",
        tmp_path,
    )


def test_a_kill_while_a_store_is_made_leaves_a_whole_one_or_none(tmp_path: Path) -> None:
    run(
        """
import shutil
paths = paths_of(data, "asa")

def after(step):
    if store_names(data):
        opened(paths).lock()
        shutil.rmtree(paths.folder)

print(kill_at_every_step(data, lambda: create(paths, PASSPHRASE, QUICK, a_clock())[0].lock(), after))
""",
        tmp_path,
    )


def test_a_kill_while_backing_up_leaves_the_older_backup_whole(tmp_path: Path) -> None:
    run(
        """
made = make_store(data)
save_note(made.vault, "first")
target = data / "asa.rpbackup"
backup.back_up(made.vault, target, a_clock())
made.vault.lock()
older = target.read_bytes()

def operation():
    vault = opened(made.paths)
    backup.back_up(vault, target, a_clock(2))
    vault.lock()

def after(step):
    container.verify(target)
    vault = opened(made.paths)
    assert notes(vault) == ["first"]
    vault.lock()
    assert not list(made.paths.folder.glob(".rp-tmp-*"))

print(kill_at_every_step(data, operation, after))
""",
        tmp_path,
    )


def test_a_kill_while_restoring_leaves_the_old_store_or_the_restored_one(tmp_path: Path) -> None:
    run(
        """
made = make_store(data)
save_note(made.vault, "first")
target = data / "asa.rpbackup"
backup.back_up(made.vault, target, a_clock())
save_note(made.vault, "second")
made.vault.lock()
seen = set()

def after(step):
    vault = opened(made.paths)
    found = tuple(notes(vault))
    seen.add(found)
    if found == ("first",):
        assert vault.restored
        save_note(vault, "second")
    assert vault.check_pages() == ()
    vault.write_anchor({}, durable=False)
    vault.lock()
    assert not made.paths.restoring.exists()

steps = kill_at_every_step(data, lambda: backup.restore(target, made.paths, PASSPHRASE, a_clock()), after)
assert seen == {("first",), ("first", "second")}, seen
print(steps)
""",
        tmp_path,
    )
