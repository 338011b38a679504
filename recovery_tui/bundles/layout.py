"""The order of items in a bundle: all sections as the manifest names them, each closed by a seal, then late bodies."""

from __future__ import annotations

from collections.abc import Sequence

from recovery_tui.bundles.beginnings import MAX_NUMBER
from recovery_tui.bundles.format import Event, Item, Late, Leaf, Seal
from recovery_tui.bundles.manifest import Section
from recovery_tui.bundles.refusals import damaged


class Layout:
    """Follows the items of a bundle from the first to the last."""

    def __init__(self, sections: Sequence[Section], late: int) -> None:
        self._coming = iter(sections)
        self._late = late
        self._begin_section()

    def take(self, items: Sequence[Item]) -> None:
        """The items of the next frame. Raises BundleDamagedError for one that can't stand where it does."""
        if items and isinstance(items[0], Seal):
            raise damaged()
        for item in items:
            kind = type(item)
            if kind is Event or kind is Leaf:
                if self._seq == self._last:
                    raise damaged()
                self._seq += 1
                self._sealed = False
                if kind is Event:
                    self._shown += 1
            elif isinstance(item, Seal):
                self._seal(item.seq)
            elif isinstance(item, Late):
                if self._section is not None or not self._late or not 1 <= item.seq <= MAX_NUMBER:
                    raise damaged()
                self._late -= 1

    def end(self) -> None:
        """Raises BundleDamagedError unless everything has come."""
        if self._section is not None or self._late:
            raise damaged()

    def _seal(self, seq: int) -> None:
        if self._section is None or self._sealed or seq != self._seq:
            raise damaged()
        self._sealed = True
        if seq == self._section.last:
            if self._shown != self._section.shown:
                raise damaged()
            self._begin_section()

    def _begin_section(self) -> None:
        self._section = next(self._coming, None)
        self._seq = self._section.first - 1 if self._section else 0
        self._last = self._section.last if self._section else 0
        self._shown = 0
        self._sealed = True  # nothing to seal yet
