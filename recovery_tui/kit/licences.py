"""What the parts of a kit are licensed under: the texts out of the wheels, and a table of them."""

from __future__ import annotations

from collections.abc import Sequence

from recovery_tui.kit.wheel import Wheel

_FOLDER = "LICENCES"
_HEAD = "# Licences\n\nAs each part states it; its texts lie in the folder of its name.\n\n"


def licence_pages(wheels: Sequence[Wheel]) -> dict[str, bytes]:
    """The files of the folder `LICENCES`: the table `LICENCES.md` and every text that a wheel carries."""
    rows = ["| part | version | licence | texts |", "|---|---|---|---|"]
    pages: dict[str, bytes] = {}
    for wheel in wheels:
        texts = wheel.licence_files
        pages |= {f"{_FOLDER}/{wheel.name}-{wheel.version}/{name}": text for name, text in texts.items()}
        stated = wheel.licence or ("see its texts" if texts else "not stated")
        rows.append(f"| {wheel.name} | {wheel.version} | {stated} | {', '.join(sorted(texts)) or 'none'} |")
    return pages | {f"{_FOLDER}/LICENCES.md": (_HEAD + "\n".join(rows) + "\n").encode()}
