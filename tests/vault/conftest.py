from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.stores import MadeStore, make_store

collect_ignore = [] if os.name == "posix" else ["test_kills.py", "test_posix.py"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MadeStore]:
    made = make_store(tmp_path)
    yield made
    made.vault.lock()
