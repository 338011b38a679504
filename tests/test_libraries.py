"""The README's table of libraries is true: each stands where it says, and none is missing."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "recovery_tui"
NAMED = {"jinja": "jinja2"}
PART_OF = {"rich": "textual"}
"""Libraries that come with another and are used through it."""


def _imported(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return {PART_OF.get(name, name) for name in found - sys.stdlib_module_names - {"recovery_tui"}}


def _told() -> dict[str, tuple[str, ...]]:
    """Import names by the README, each with the places (files, or folders ending in `/`) it names."""
    rows = re.findall(
        r"^\| ([A-Za-z0-9, ]+) \| (.+`.+`.*) \|$", (ROOT / "README.md").read_text("utf-8"), re.M
    )
    return {
        NAMED.get(name.lower(), name.lower()): tuple(re.findall(r"`([a-z_]+/[a-z_/]*(?:\.py)?)`", where))
        for names, where in rows
        for name in names.split(", ")
    }


def test_every_library_stands_where_the_readme_says_and_nowhere_else() -> None:
    used = defaultdict(set)
    for file in PACKAGE.rglob("*.py"):
        if "kit" not in file.relative_to(PACKAGE).parts:
            for name in _imported(file):
                used[name].add(file.relative_to(PACKAGE).as_posix())
    told = _told()
    assert set(used) == set(told)
    for name, places in told.items():
        astray = {file for file in used[name] if not file.startswith(places)}
        assert not astray, f"{name} also stands in {astray}"
        unused = [place for place in places if not any(file.startswith(place) for file in used[name])]
        assert not unused, f"{name} is not in {unused}"
