"""Plain values of a conclusion.yaml, and beside them what nobody has decided yet (điểm chưa rõ)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from soanthao.findings import Finding

Path = tuple[str | int, ...]
"""The way to a value: keys of mappings, indices of lists from 0: ``("body", 3, "to")``."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that a person must decide.

    Attributes:
        path: of the value; its line carries ``# ?``.
        finding: what is open and where in the source.
    """

    path: Path
    finding: Finding


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a document says, as a draft would write it.

    Attributes:
        values: of conclusion.yaml, in the order of the contract; texts with their markup.
        doubts: in the order of the document.
        agency: values of an agency.yaml that the document implies; None where there is one.
    """

    values: Mapping[str, object]
    doubts: tuple[Doubt, ...] = ()
    agency: Mapping[str, object] | None = None
