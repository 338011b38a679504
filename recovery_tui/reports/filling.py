"""Fills the HTML templates: the one place that knows Jinja. Every value is escaped and shows what it hides."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from recovery_tui.records.fit import visible
from recovery_tui.reports.whole_days import whole_days

if TYPE_CHECKING:
    from jinja2 import Environment


def fill(template: str, **values: object) -> str:
    """The template filled with `values`: text is escaped, its control characters shown as signs, its dates whole."""
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # late: only who prints needs it

    return Environment(
        loader=PackageLoader("recovery_tui.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: whole_days(visible(value)) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
