"""What a record is: one class per kind, its fields, code lists and validation.

Names are fetched when they are first asked for: the words and code lists load without the database library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recovery_tui.records.kinds import KINDS as KINDS
    from recovery_tui.records.labels import describe as describe
    from recovery_tui.records.labels import value_words as value_words
    from recovery_tui.records.rules import REASONS as REASONS
    from recovery_tui.records.rules import QualityNote as QualityNote
    from recovery_tui.records.rules import breaches as breaches
    from recovery_tui.records.rules import quality as quality
    from recovery_tui.records.schema import FieldSpec as FieldSpec
    from recovery_tui.records.schema import Kind as Kind
    from recovery_tui.records.schema import Record as Record
    from recovery_tui.records.schema import declare as declare
    from recovery_tui.records.schema import field as field
    from recovery_tui.records.schema import register as register
    from recovery_tui.records.schema import unregister as unregister
    from recovery_tui.records.terms import Bias as Bias
    from recovery_tui.records.terms import Entry as Entry
    from recovery_tui.records.terms import InfoClass as InfoClass
    from recovery_tui.records.terms import Merge as Merge
    from recovery_tui.records.terms import Wire as Wire
    from recovery_tui.records.validation import validate as validate

_HOMES = {
    "terms": ("Bias", "Entry", "InfoClass", "Merge", "Wire"),
    "kinds": ("KINDS",),
    "schema": ("FieldSpec", "Kind", "Record", "declare", "field", "register", "unregister"),
    "validation": ("validate",),
    "rules": ("REASONS", "QualityNote", "breaches", "quality"),
    "labels": ("describe", "value_words"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """The public name `name`, loading the module it lives in."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{home}"), name)
