"""How many there are of something, in words."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """`1 person`, `1,200 people`; without another word for many, `one` gets an s."""
    return f"1 {one}" if number == 1 else f"{number:,} {many or f'{one}s'}"
