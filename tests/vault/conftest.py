from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.stores import MadeStore, make_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MadeStore]:
    made = make_store(tmp_path)
    yield made
    made.vault.lock()
