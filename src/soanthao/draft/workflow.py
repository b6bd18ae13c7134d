"""Words of the workflow in agency.yaml: parts of persons, kinds and schemes of the register."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from soanthao.draft.faults import Faults, hint, shortened
from soanthao.draft.nodes import Scalar
from soanthao.language.nearest import folded, nearest
from soanthao.notice.person import Part
from soanthao.notice.register_scheme import COMMON, LETTER
from soanthao.standard.kinds import COPIES, KINDS, copy_kind, kind

PER_KIND: Final = "theo-loai"
"""What the clerk writes for a series for each kind."""
SCHEMES: Final = (COMMON, PER_KIND)

_WITH_TONES: Final[Mapping[str, Part]] = MappingProxyType(
    {
        "soạn thảo": Part.DRAFTER,
        "nội dung": Part.CONTENT,
        "thể thức": Part.FORM,
        "ký": Part.SIGNATORY,
        "văn thư": Part.CLERK,
    }
)
PART_WORDS: Final = (*(part.value for part in Part), *_WITH_TONES)
"""How a part may be written; an editor offers these."""
KIND_WORDS: Final = (*(each.abbreviation for each in KINDS if each.abbreviation), LETTER)
"""How a kind in a group may be written; an editor offers these."""

_BEFORE: Final = re.compile(r"^(?:nguoi-)?(?:kiem-tra-)?(?=.)")
"""What may stand before the name of a part: “người kiểm tra thể thức”."""


def plain(text: str) -> str:
    """Return *text* as an id: small letters without tones, dashes between words."""
    return "-".join(re.findall(r"[a-z0-9]+", folded(text)))


_PARTS: Final[Mapping[str, Part]] = MappingProxyType(
    {part.value: part for part in Part} | {"ki": Part.SIGNATORY, "duyet": Part.SIGNATORY}
)
_ABBREVIATIONS: Final[Mapping[str, str]] = MappingProxyType(
    {plain(each.name): each.abbreviation for each in KINDS if each.abbreviation} | {"cv": LETTER}
)
"""What somebody may write instead of an abbreviation → the abbreviation."""
_COPIES: Final = frozenset(plain(each.name) for each in COPIES)


def read_part(text: str, scalar: Scalar, faults: Faults) -> Part | None:
    """Read a part by its id or its Vietnamese words, with tones or without."""
    bare = _BEFORE.sub("", plain(text))
    if part := _PARTS.get(bare):
        return part
    near = nearest(bare, _PARTS)
    faults.add(
        "Y418",
        scalar,
        text=shortened(text),
        hint=hint(_PARTS[near].value if near else None),
        choices=", ".join(Part),
    )
    return None


def read_kind(text: str, scalar: Scalar, faults: Faults) -> str | None:
    """Read a kind of document that may stand in a group: its abbreviation, or ``cong-van``."""
    bare = plain(text)
    if kind(text):
        return text
    if bare == LETTER:
        return LETTER
    if copy_kind(text) or bare in _COPIES:
        faults.add("Y421", scalar, text=shortened(text))
        return None
    near = _ABBREVIATIONS.get(bare) or nearest(text, KIND_WORDS)
    faults.add("Y419", scalar, text=shortened(text), hint=hint(near))
    return None


def read_scheme(text: str, scalar: Scalar, faults: Faults) -> str | None:
    """Read one of :data:`SCHEMES`."""
    bare = plain(text)
    if bare in SCHEMES:
        return bare
    near, shown = hint(nearest(bare, SCHEMES)), ", ".join(SCHEMES)
    faults.add("Y310", scalar, text=shortened(text), hint=near, choices=shown)
    return None


def may_mean_per_kind(text: str) -> bool:
    """Tell whether the name of a series looks as if :data:`PER_KIND` was meant."""
    bare = plain(text)
    words = bare.split("-")
    speaks = words[0] == "theo" and "loai" in words
    return speaks or nearest(bare, (PER_KIND,)) is not None
