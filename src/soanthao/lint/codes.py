"""Codes of format rules: ``T``, the component's number, the aspect; they outlive the table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

Aspect = Literal["presence", "size", "style", "caps", "alignment", "color", "indent", "gap", "line"]

NUMBERS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "national-name": 10,
        "motto": 11,
        "parent-agency": 12,
        "agency": 13,
        "number": 14,
        "place-date": 15,
        "kind": 20,
        "subject": 21,
        "letter-subject": 22,
        "grounds": 30,
        "body": 31,
        "heading": 32,
        "closing": 33,
        "part-number": 34,
        "part-title": 35,
        "article": 36,
        "addressee": 40,
        "recipients-heading": 50,
        "recipients": 51,
        "authority": 60,
        "signer": 62,
        "urgency": 70,
        "circulation": 71,
        "drafter-code": 72,
        "address-footer": 73,
        "copy-signature": 74,
        "copy-kind": 75,
        "annex-number": 81,
        "annex-title": 82,
        "annex-reference": 83,
    }
)
"""Components of the table that the decree knows; house rows have no rule."""
ASPECTS: Final[Mapping[Aspect, int]] = MappingProxyType(
    {
        "presence": 0,
        "size": 1,
        "style": 2,
        "caps": 3,
        "alignment": 4,
        "color": 5,
        "indent": 6,
        "gap": 7,
        "line": 8,
    }
)


def code(component: str, aspect: Aspect) -> str:
    """Return the code of a rule: ``T211`` for the size of trích yếu."""
    return f"T{NUMBERS[component]}{ASPECTS[aspect]}"
