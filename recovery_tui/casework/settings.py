"""What the site or the owner has set: how soon the screen is covered, which theme, which line stands on top."""

from __future__ import annotations

from dataclasses import dataclass

from recovery_tui.casework.desk import JOB_TITLE, Desk
from recovery_tui.casework.setting_list import LONGEST_WAIT, NAMED, SETTINGS, YES_NO, Setting, Taken
from recovery_tui.errors import UsageError
from recovery_tui.journal import tables
from recovery_tui.records.called import USUAL, call_keyworkers

_YES_OR_NO = {setting.name for setting in SETTINGS if setting.choices == YES_NO}


@dataclass(frozen=True)
class Settings:
    """The settings as the program uses them; `setting_list` says what each means."""

    cover_minutes: int = 5
    lock_minutes: int = 15
    classification: str = "OFFICIAL-SENSITIVE"
    theme: str = "dark"
    accessible: bool = False
    line_mode: bool = False
    """Whether the next start talks line by line instead of showing screens."""
    clinical_on_lists: bool = False
    job_title: str = USUAL
    """What keyworkers are called here."""
    bad_news_words: str = ""
    """The site's own first lines for bad news; empty means ours."""
    backup_days: int = 1
    keys: str = ""
    """Keys that were moved, as `ui.keys` writes them."""
    pin: str = ""
    """What tells whether a PIN is right; the PIN itself is kept nowhere. Empty means there is none."""


def read(desk: Desk) -> Settings:
    """The settings of this store."""
    given = {name: value for name, value in stored(desk).items() if value}
    return Settings(**{name: _typed(name, value) for name, value in given.items()})  # type: ignore[arg-type]


def stored(desk: Desk) -> dict[str, str]:
    """What was set in this store, by name; empty where nothing was."""
    with desk.journal.reading() as conn:
        return {name: tables.setting(conn, name) or "" for name in (*NAMED, "pin")}


def _typed(name: str, value: str) -> object:
    if name.endswith(("_minutes", "_days")):
        return int(value)
    return value == "yes" if name in _YES_OR_NO else value


def change(desk: Desk, name: str, value: str) -> Settings:
    """Set one setting and give all as they stand then; raises `UsageError` for an unknown name or a wrong value."""
    setting = NAMED.get(name)
    if setting is None:
        raise UsageError("There is no such setting. Nothing was changed.")
    _check(setting, value)
    with desk.vault.writing() as conn:
        tables.set_setting(conn, name, value)
    if name == JOB_TITLE:
        call_keyworkers(value)
    return read(desk)


def _check(setting: Setting, value: str) -> None:
    in_digits = value.isascii() and value.isdigit()
    if setting.taken is Taken.MINUTES and not (in_digits and 1 <= int(value) <= LONGEST_WAIT):
        raise UsageError(f"Minutes are a whole number from 1 to {LONGEST_WAIT}. Nothing was changed.")
    if setting.choices and value not in {choice.value for choice in setting.choices}:
        raise UsageError("That is not one of the choices. Nothing was changed.")
    if len(value) > setting.longest:
        raise UsageError(f"At most {setting.longest} characters fit. Nothing was changed.")


@dataclass(frozen=True)
class SettingLine:
    """A setting and how it stands, in words."""

    setting: Setting
    value: str
    said: str


def lines(desk: Desk) -> tuple[SettingLine, ...]:
    """Every setting that is given as a choice, a number or a few words, with how it stands."""
    kept = stored(desk)
    shown = [setting for setting in SETTINGS if setting.taken is not Taken.ELSEWHERE]
    return tuple(_line(setting, kept[setting.name] or setting.default) for setting in shown)


def _line(setting: Setting, value: str) -> SettingLine:
    labels = {choice.value: choice.label for choice in setting.choices}
    said = labels.get(value, value)
    if setting.taken is Taken.MINUTES:
        said = "1 minute" if value == "1" else f"{value} minutes"
    return SettingLine(setting, value, said or "not set")
