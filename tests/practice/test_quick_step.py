from __future__ import annotations

from datetime import date

import pytest

from recovery_tui.practice.quick_step import QuickStep, parse_step

MONDAY = date(2026, 11, 23)
ACTORS = {"me": "keyworker", "lee": "person", "com": "com"}


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        (
            "me ring Forward again +1d",
            QuickStep("keyworker", "ring Forward again", date(2026, 11, 24), None),
        ),
        ("Lee: ring sister fri", QuickStep("person", "ring sister", date(2026, 11, 27), None)),
        ("ring Forward", QuickStep(None, "ring Forward", None, None)),
        ("com send papers 27 nov 2026 g2", QuickStep("com", "send papers", date(2026, 11, 27), 2)),
        ("com send papers g2 27 nov", QuickStep("com", "send papers", date(2026, 11, 27), 2)),
        ("me see Jo 27/11", QuickStep("keyworker", "see Jo", date(2026, 11, 27), None)),
        ("me ring 0113 496 0000", QuickStep("keyworker", "ring 0113 496 0000", None, None)),
        ("me ring 271126", QuickStep("keyworker", "ring 271126", None, None)),
        ("read chapter 3", QuickStep(None, "read chapter 3", None, None)),
        ("me fri", QuickStep("keyworker", "fri", None, None)),
        ("me", QuickStep(None, "me", None, None)),
        ("", QuickStep(None, "", None, None)),
    ],
)
def test_a_step_is_understood_from_one_line(typed: str, understood: QuickStep) -> None:
    assert parse_step(typed, MONDAY, ACTORS) == understood
