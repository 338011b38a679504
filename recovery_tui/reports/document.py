"""A document: a title and titled groups of lines, as plain text of 80 columns or as one HTML file that prints well."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape

COLUMNS = 80

_STYLE = (
    "body{font:12pt/1.4 sans-serif;max-width:42em;margin:2em auto;color:#000;background:#fff}"
    "h1{font-size:1.5em}h2{font-size:1.15em;margin-bottom:.2em}ul{margin-top:.2em}"
    "li{margin:.2em 0;white-space:pre-line}"
    ".mark{font-weight:bold;text-align:center}.note{color:#333}"
    "@page{size:A4;margin:18mm}@media print{body{margin:0}h2{break-after:avoid}li{break-inside:avoid}}"
)


@dataclass(frozen=True)
class Entry:
    """A line and what is said after it."""

    text: str
    note: str = ""
    indent: int = 0


@dataclass(frozen=True)
class Part:
    """A titled group of lines."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Document:
    """Something to read or print. `classification` is empty on what a person keeps."""

    title: str
    parts: tuple[Part, ...]
    classification: str = ""
    foot: str = ""


def to_text(document: Document) -> str:
    """Plain text, no line longer than 80 columns."""
    lines = [document.classification.center(COLUMNS).rstrip(), ""] if document.classification else []
    title = textwrap.wrap(document.title, COLUMNS)
    lines += [*title, "=" * max(map(len, title), default=0), ""]
    for part in document.parts:
        lines += textwrap.wrap(part.title, COLUMNS)
        for entry in part.entries:
            said = f"{entry.text}  ({entry.note})" if entry.note else entry.text
            margin = "  " * (entry.indent + 1)
            for row in said.splitlines() or [""]:
                lines += textwrap.wrap(
                    row, COLUMNS, initial_indent=margin, subsequent_indent=margin + "  "
                ) or [""]
        lines.append("")
    lines += textwrap.wrap(document.foot, COLUMNS)
    return "\n".join(line.rstrip() for line in lines).rstrip() + "\n"


def to_html(document: Document) -> str:
    """One HTML file that needs nothing else; every value escaped."""
    mark = f'<p class="mark">{escape(document.classification)}</p>' if document.classification else ""
    parts = "".join(f"<h2>{escape(part.title)}</h2><ul>{_entries(part)}</ul>" for part in document.parts)
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(document.title)}</title>'
        f"<style>{_STYLE}</style></head><body>{mark}<h1>{escape(document.title)}</h1>{parts}"
        f"<p>{escape(document.foot)}</p>{mark}</body></html>\n"
    )


def _entries(part: Part) -> str:
    return "".join(
        f'<li style="margin-left:{entry.indent * 1.5}em">{escape(entry.text)}'
        + (f' <span class="note">{escape(entry.note)}</span>' if entry.note else "")
        + "</li>"
        for entry in part.entries
    )
