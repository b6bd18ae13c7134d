"""``wording`` of agency.yaml: an office's own sentences, checked placeholder by placeholder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast

from soanthao.draft.faults import Faults, hint
from soanthao.draft.nodes import Scalar
from soanthao.draft.scalar import offsets
from soanthao.draft.schema_agency import WordingShape
from soanthao.language.nearest import nearest
from soanthao.notice import phrases

_CODES: Final[Mapping[phrases.FlawKind, str]] = {
    "unknown": "Y411",
    "missing": "Y412",
    "brace": "Y413",
    "bare": "Y414",
    "twice": "Y415",
}


def resolve_wording(shape: WordingShape | None, faults: Faults) -> dict[str, str]:
    """Return the sentences of *shape* by key; what is wrong with one is noted where it stands."""
    sentences: dict[str, str] = {}
    for name in WordingShape.keys() if shape else ():
        prose = getattr(shape, name)
        if prose is not None:
            key = cast("phrases.Key", name)
            sentences[key] = prose.value
            _check(key, prose.node, faults)
    return sentences


def _check(key: phrases.Key, node: Scalar, faults: Faults) -> None:
    places = offsets(node)
    known = sorted(phrases.PLACEHOLDERS[key])
    for flaw in phrases.flaws(key, node.value):
        at = node.start if places is None or flaw.kind == "missing" else places[flaw.offset]
        near = hint(nearest(flaw.name, known), known) if flaw.kind == "unknown" else ""
        faults.add(_CODES[flaw.kind], node.source, at, name=flaw.name, hint=near)
