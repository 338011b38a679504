"""What a browser would make of a page: its tags, its text, what it would fetch."""

from __future__ import annotations

from html.parser import HTMLParser


class Page(HTMLParser):
    """A page, read."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.fetched: list[str] = []
        self._style = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._style = tag == "style"
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href", "style")]

    def handle_endtag(self, tag: str) -> None:
        self._style = False

    def handle_data(self, data: str) -> None:
        if not self._style:
            self.text += data
