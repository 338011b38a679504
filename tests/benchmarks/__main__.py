"""`python -m tests.benchmarks [--people N] [--only NAME]`: measure, and print one table."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from tests.benchmarks.measure import Figure

SUBJECTS = {
    "start": "first_paint",
    "unlock": "unlocking",
    "filter": "keystroke",
    "paint": "opening_person",
    "lists": "lists",
    "find": "finding",
    "person": "person",
    "save": "saving",
    "load": "loading",
    "exchange": "exchange",
    "hour": "hour",
}
"""Name for `--only`, and the module that measures it."""

BOTH = frozenset({"filter", "lists", "find", "person", "paint"})
"""Measured with 2,000 and with 50,000 people; the others with 2,000."""

WHEN_NAMED = frozenset({"hour"})
"""Takes too long to be measured with all others."""


def main() -> int:
    """Measure what was asked for; 1 when a bound is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("--people", type=int, help="only with a store of so many people")
    parser.add_argument("--only", choices=SUBJECTS, action="append", help="only this; may be given again")
    asked = parser.parse_args()
    found: list[Figure] = []
    for name in asked.only or [each for each in SUBJECTS if each not in WHEN_NAMED]:
        module = import_module(f"tests.benchmarks.{SUBJECTS[name]}")
        for people in [asked.people] if asked.people else [2000, 50000] if name in BOTH else [2000]:
            sys.stderr.write(f"{name}, {people:,} people\n")
            found += module.figures(people)
    sys.stdout.write(table(found))
    return 0 if all(figure.held for figure in found) else 1


def table(found: list[Figure]) -> str:
    """The figures as a Markdown table."""
    rows = [("figure", "measured", "baseline", "ratio", "bound", "held", "n")]
    rows += [
        (
            each.name,
            each.measured,
            each.baseline,
            f"{each.ratio:.2f}x" if each.ratio is not None else "",
            each.bound,
            "yes" if each.held else "**no**",
            str(each.n),
        )
        for each in found
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
