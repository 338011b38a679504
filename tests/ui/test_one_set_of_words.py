"""The screens and line mode are two faces of one program: what both say is written down once, in `recovery_tui/ui`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import recovery_tui.ui

UI = Path(recovery_tui.ui.__file__).parent

SHORT = 15
"""Letters up to which two sentences may be alike by chance."""


def sentences(tree: ast.Module) -> Iterator[str]:
    """The longer texts of a module; what only explains the code is left out."""
    explaining = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in explaining:
            continue
        if isinstance(node.value, str) and len(node.value) > SHORT:
            yield node.value


def said_in(folder: str) -> set[str]:
    """Everything that a face says."""
    return {
        said for file in (UI / folder).glob("*.py") for said in sentences(ast.parse(file.read_text("utf-8")))
    }


def test_no_sentence_stands_in_both_faces() -> None:
    assert said_in("line") & said_in("screens") == set()
