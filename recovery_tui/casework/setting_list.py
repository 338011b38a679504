"""Every setting, declared once: its title, what it means, what it may be, whether a start pack carries it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recovery_tui.casework.owner import LONGEST_TITLE
from recovery_tui.casework.views import Choice
from recovery_tui.records.called import USUAL

LONGEST_WAIT = 120
"""Minutes that the screen may stay open or uncovered at most."""


class Taken(StrEnum):
    """How a setting is given."""

    MINUTES = "minutes"
    CHOICE = "choice"
    WORDS = "words"
    ELSEWHERE = "elsewhere"
    """On a page of its own."""


YES_NO = (Choice("yes", "yes"), Choice("no", "no"))


@dataclass(frozen=True)
class Setting:
    """One setting."""

    name: str
    group: str
    title: str
    help: str
    default: str
    taken: Taken = Taken.WORDS
    choices: tuple[Choice, ...] = ()
    of_site: bool = True
    """Whether a start pack carries it to a newcomer."""
    longest: int = 80


SETTINGS = (
    Setting(
        "cover_minutes",
        "Safety",
        "Cover the screen after",
        "Minutes without a key until nothing can be read. Nobody else's eyes should rest on a screen left alone.",
        "5",
        Taken.MINUTES,
    ),
    Setting(
        "lock_minutes",
        "Safety",
        "Lock the records after",
        "Minutes without a key until the keys are dropped; then only the passphrase opens the records.",
        "15",
        Taken.MINUTES,
    ),
    Setting(
        "theme",
        "How it looks",
        "Colours",
        "All four can be read in poor light; without colour every sign still has its word.",
        "dark",
        Taken.CHOICE,
        (
            Choice("dark", "dark"),
            Choice("light", "light"),
            Choice("contrast", "high contrast", help="yellow and white on black"),
            Choice("mono", "no colours", help="black, white and grey"),
        ),
        of_site=False,
    ),
    Setting(
        "accessible",
        "How it looks",
        "For screen readers and braille",
        "The terminal's own cursor stands where the keys go, everything stands in one column, and lines are drawn "
        "with plain characters.",
        "no",
        Taken.CHOICE,
        YES_NO,
        of_site=False,
    ),
    Setting(
        "line_mode",
        "How it looks",
        "One line at a time",
        "Line mode instead of screens, read from top to bottom, from the next start on. For once it comes with "
        "recovery-tui --plain.",
        "no",
        Taken.CHOICE,
        YES_NO,
        of_site=False,
    ),
    Setting(
        "classification",
        "Words",
        "Line on top of every screen",
        "It also stands on documents for staff, and never on the person's own copy.",
        "OFFICIAL-SENSITIVE",
        longest=40,
    ),
    Setting(
        "job_title",
        "Words",
        "Keyworkers are called",
        "Recovery worker, psychosocial worker: that word then stands on screens and prints.",
        USUAL,
        longest=LONGEST_TITLE,
    ),
    Setting(
        "clinical_on_lists",
        "Words",
        "Clinical words on lists",
        "Medicines and substances on Today and on the caseload. Leave it at no where others can see the screen.",
        "no",
        Taken.CHOICE,
        YES_NO,
    ),
    Setting("bad_news_words", "Words", "Bad news: what to do first", "", "", Taken.ELSEWHERE, longest=4000),
    Setting(
        "backup_days",
        "Backups",
        "A backup by itself",
        "Made behind the first screen after opening, every page checked on the way; the newest seven stay.",
        "1",
        Taken.CHOICE,
        (Choice("1", "every day"), Choice("3", "every three days"), Choice("7", "every week")),
        of_site=False,
    ),
    Setting("keys", "Keys", "Moved keys", "", "", Taken.ELSEWHERE, of_site=False, longest=8000),
)

NAMED = {setting.name: setting for setting in SETTINGS}
SITE_SETTINGS = tuple(setting.name for setting in SETTINGS if setting.of_site)
"""Names of the settings that a start pack carries."""
