"""Code lists: the stable code that is kept, the words people see, and the words they type to find it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType


@dataclass(frozen=True)
class Code:
    """One code of a list."""

    code: str
    """Lower-case snake case; never renamed, never reused for something else."""
    label: str
    short: str = ""
    """For narrow columns; the label where it is empty."""
    synonyms: tuple[str, ...] = ()
    """Other words people use for it: what is typed is looked up here too."""
    help: str = ""
    group: str = ""
    """Heading the code belongs under, where a list has groups."""

    @property
    def brief(self) -> str:
        """The short label, or the label."""
        return self.short or self.label


@dataclass(frozen=True)
class CodeList:
    """A named list of codes, in the order people see them."""

    name: str
    codes: tuple[Code, ...]
    former: Mapping[str, str] = field(default_factory=dict)
    """Other spellings of a code that are taken and kept as the code itself."""
    by_code: Mapping[str, Code] = field(init=False, repr=False, compare=False)
    canonical: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """Every spelling that is taken, to the code that is kept."""
    _declared: tuple[Code, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code = {code.code: code for code in self.codes}
        if len(by_code) != len(self.codes):
            raise ValueError(f"the code list {self.name} names a code twice")
        object.__setattr__(self, "_declared", self.codes)
        object.__setattr__(self, "by_code", MappingProxyType(by_code))
        spellings = {code: code for code in by_code} | dict(self.former)
        object.__setattr__(self, "canonical", MappingProxyType(spellings))

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def __contains__(self, code: object) -> bool:
        return code in self.by_code

    def label(self, code: str) -> str:
        """The label of `code`; an unknown code (a newer version's) is shown as it is, without underscores."""
        found = self.by_code.get(code)
        return found.label if found else code.replace("_", " ")

    def reword(self, code: str, label: str) -> None:
        """Show `label` for `code` from now on; the words it was declared with still find it."""
        codes = tuple(
            replace(each, label=label, synonyms=(*each.synonyms, each.label.casefold()))
            if each.code == code and each.label != label
            else each
            for each in self._declared
        )
        object.__setattr__(self, "codes", codes)
        object.__setattr__(self, "by_code", MappingProxyType({each.code: each for each in codes}))

    def order_of(self, code: str) -> int:
        """Where `code` stands in the list; unknown codes stand last."""
        return next((place for place, each in enumerate(self.codes) if each.code == code), len(self.codes))


NOT_SAID = (
    Code(
        "not_asked",
        "Not asked yet",
        "not asked",
        help="Nobody has asked. It stays on the list of things to ask.",
    ),
    Code("declined", "Prefers not to say", "declined", ("refused", "won't say")),
    Code("unknown", "Not known", "unknown", ("don't know", "dk")),
)
"""Three different things that are never a blank."""

YES_NO = CodeList(
    "yes_no", (Code("yes", "Yes", synonyms=("y",)), Code("no", "No", synonyms=("n",)), *NOT_SAID)
)


def lowered(words: str) -> str:
    """`Active` as it stands inside a sentence; `GP` and `CAS1` stay."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
