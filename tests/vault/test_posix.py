"""What POSIX lets a test do: a read-only folder, a file-size limit, permission bits, a killed holder."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from recovery_tui.errors import InUseError, StoreMissingError
from recovery_tui.vault.atomic import temporary_beside, write_atomically
from tests.support.crashes import run_python
from tests.support.stores import MadeStore, a_clock, make_store, notes, reopen, save_note


def modes(folder: Path) -> set[int]:
    return {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}


def test_every_file_is_for_this_user_alone(store: MadeStore) -> None:
    with store.vault.writing():
        assert modes(store.paths.folder) == {0o600}
    assert stat.S_IMODE(store.paths.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(store.paths.folder.parent.stat().st_mode) == 0o700


def test_rights_that_a_copy_widened_are_narrowed_at_opening(store: MadeStore) -> None:
    store.vault.lock()
    store.paths.folder.chmod(0o755)
    for path in store.paths.folder.iterdir():
        path.chmod(0o644)
    store.reopen()
    assert modes(store.paths.folder) == {0o600}
    assert stat.S_IMODE(store.paths.folder.stat().st_mode) == 0o700


def test_an_open_store_makes_no_core_dumps(store: MadeStore) -> None:
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


_HOLD = """
import sys
from pathlib import Path
from recovery_tui.clock import Clock
from recovery_tui.vault.folder import paths_of
from tests.support.stores import reopen
vault = reopen(paths_of(Path(sys.argv[1]), sys.argv[2]), Clock())
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(store: MadeStore) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the store open."""
    store.vault.lock()
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(store.paths.folder.parents[1]), store.paths.name],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_process_is_refused_and_told_who_has_it(
    store: MadeStore, holder: subprocess.Popen[str]
) -> None:
    with pytest.raises(InUseError, match=f"process {holder.pid}"):
        reopen(store.paths)
    assert store.paths.lock.read_bytes() == b""


def test_a_killed_holder_leaves_the_store_free(store: MadeStore, holder: subprocess.Popen[str]) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    store.reopen()


_FULL = """
import resource, sys
from pathlib import Path
from sqlalchemy import text
from recovery_tui.errors import DiskFullError
from recovery_tui.vault.folder import paths_of
from tests.support.stores import make_store, reopen
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
made = make_store(Path(sys.argv[1]))
with made.vault.writing() as connection:
    connection.execute(text("CREATE TABLE note (words TEXT)"))
limit = made.paths.database.with_name("records.db-wal").stat().st_size + 200_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
saved = 0
try:
    for number in range(1000):
        with made.vault.writing() as connection:
            connection.execute(text("INSERT INTO note VALUES (:w)"), {"w": "made up " * 500})
            connection.execute(text("INSERT INTO note VALUES (:w)"), {"w": "made up " * 500})
        saved += 2
except DiskFullError:
    pass
else:
    raise SystemExit("never full")
with made.vault.reading() as connection:
    assert connection.execute(text("SELECT count(*) FROM note")).scalar_one() == saved
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
with made.vault.writing() as connection:
    connection.execute(text("INSERT INTO note VALUES ('room again')"))
made.vault.lock()
vault = reopen(made.paths)
with vault.reading() as connection:
    assert connection.execute(text("SELECT count(*) FROM note")).scalar_one() == saved + 1
assert vault.check_pages() == ()
vault.lock()
print(saved)
"""


def test_a_full_disk_is_told_and_loses_no_earlier_save(tmp_path: Path) -> None:
    done = run_python(_FULL, tmp_path)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0


_FULL_FOR_KEYS = """
import resource, signal, sys
from pathlib import Path
from recovery_tui.errors import DiskFullError
from recovery_tui.vault.kdf import QUICK
from tests.support.stores import PASSPHRASE, make_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
made = make_store(Path(sys.argv[1]))
before = {path: path.read_bytes() for path in (made.paths.keyring, made.paths.keyring_copy, made.paths.anchor)}
resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
attempts = (
    lambda: made.vault.change_passphrase(PASSPHRASE, "velvet-harbour-eleven-spoons", QUICK),
    lambda: made.vault.write_anchor({b"f" * 16: (1, b"h" * 32)}, durable=True),
)
refused = 0
for attempt in attempts:
    try:
        attempt()
    except DiskFullError:
        refused += 1
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert {path: path.read_bytes() for path in before} == before
assert not list(made.paths.folder.glob(".rp-tmp-*"))
assert made.vault.matches_passphrase(PASSPHRASE)
assert made.reopen().matches_passphrase(PASSPHRASE)
made.vault.lock()
print(refused)
"""


def test_a_full_disk_leaves_the_old_passphrase_and_the_old_anchor(tmp_path: Path) -> None:
    done = run_python(_FULL_FOR_KEYS, tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "2\n"


_READ_ONLY = """
import os, sys
from pathlib import Path
from recovery_tui.errors import FolderNotWritableError
from recovery_tui.vault.folder import paths_of
from tests.support.stores import make_store, reopen
data = Path(sys.argv[1])
reopen(make_store(data / "first").vault.lock() or paths_of(data / "first", "asa-fictional")).lock()  # imports all
if os.geteuid() == 0:  # permission bits do not bind root
    os.chown(data, 65534, 65534)
    os.setegid(65534)
    os.seteuid(65534)
made = make_store(data)
made.vault.lock()
made.paths.folder.chmod(0o500)
(data / "stores").chmod(0o500)
failures = []
for attempt in (lambda: reopen(made.paths), lambda: make_store(data, "another")):
    try:
        attempt()
    except FolderNotWritableError as error:
        failures.append(str(error))
print(len(failures))
"""


def test_a_read_only_folder_is_told_as_such() -> None:
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        data = Path(place) / "data"
        data.mkdir(0o700)
        done = run_python(_READ_ONLY, data)
        for folder in [data, *data.rglob("*")]:
            if folder.is_dir():
                folder.chmod(0o700)
        shutil.rmtree(data)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "2\n"


def test_a_clock_in_the_holders_note_is_wall_time(tmp_path: Path) -> None:
    made = make_store(tmp_path)
    with pytest.raises(InUseError, match=f"process {os.getpid()}, since 23 Nov 09:30"):
        reopen(made.paths, a_clock())
    made.vault.lock()


def test_nothing_is_saved_into_a_database_that_has_gone_from_its_place(tmp_path: Path) -> None:
    made = make_store(tmp_path)
    database, aside = made.paths.database, tmp_path / "aside.db"
    save_note(made.vault, "before")
    database.rename(aside)
    with pytest.raises(StoreMissingError, match="was not saved"):
        save_note(made.vault, "into nowhere")
    shutil.copyfile(aside, database)
    with pytest.raises(StoreMissingError, match="was not saved"):
        save_note(made.vault, "into nowhere")
    aside.replace(database)
    save_note(made.vault, "in its place")
    assert notes(made.reopen()) == ["before", "in its place"]
    made.vault.lock()


def test_a_link_laid_where_a_file_is_prepared_overwrites_nothing(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"kept")
    temporary_beside(tmp_path / "new").symlink_to(theirs)
    with pytest.raises(OSError):
        write_atomically(tmp_path / "new", b"written")
    assert theirs.read_bytes() == b"kept"
    write_atomically(tmp_path / "new", b"written")
    assert (tmp_path / "new").read_bytes() == b"written"
