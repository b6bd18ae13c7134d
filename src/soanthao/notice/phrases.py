"""The fixed sentences of a công văn, and those that an office puts in their place (wording).

A sentence is whole, with named placeholders in braces. An office may give its own under these keys
of ``wording`` in agency.yaml; the starred placeholders must stand in it:

| key | sentence | placeholders |
|---|---|---|
| ``opening`` | before the first orders | ``notice``* ``kind`` ``agency`` ``office`` ``head`` ``chair`` ``verb`` ``unit``* ``doing`` ``contents`` |
| ``joins`` | before what the unit coordinates or is guided in | ``roles`` ``unit``* ``contents`` ``cited`` |
| ``told`` | before what the unit is only told | ``contents`` ``unit``* |
| ``general`` | what everybody is ordered to do; begins with words | ``items``* |
| ``closing`` | the last sentence | ``unit``* ``doing`` ``report``* |
| ``request`` | the last sentence to whom the agency only asks | ``unit``* |

What they stand for:

- ``notice``: the first, full citation, ``Thông báo số 125/TB-UBND ngày … về kết luận …``;
- ``kind``: how the notice is called after that, ``Thông báo``;
- ``agency``, ``office``, ``head``: ``short``, ``office`` and ``head`` of agency.yaml;
- ``chair``: who concluded, ``meeting.chair``, else ``head``;
- ``verb``: ``giao`` or ``đề nghị``; ``unit``: who reads the letter;
- ``doing``: ``thực hiện``, ``phối hợp thực hiện``; in ``closing`` also ``tổ chức thực hiện``;
- ``contents``: ``nội dung`` or ``các nội dung``;
- ``roles``: what the others are charged with, ``chủ trì, hướng dẫn, kiểm tra``;
- ``cited``: the citation that the orders below share with its blank and brackets, or nothing;
  without it each order is cited;
- ``items``: ``các mục 1, 2 Thông báo``;
- ``report``: ``; báo cáo tiến độ, kết quả về …``, or nothing where no report is wanted.
"""  # noqa: E501 - a table

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Key = Literal["opening", "joins", "told", "general", "closing", "request"]
FlawKind = Literal["brace", "unknown", "missing", "bare", "twice"]

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_BRACE: Final = re.compile(r"[{}]")
ITEMS: Final = "{items}"

DEFAULTS: Final[Mapping[Key, str]] = MappingProxyType(
    {
        "opening": (
            "Thực hiện {notice} (sau đây gọi là {kind}), thừa lệnh {head}, {office} thông báo "
            "{contents} {chair} {verb} {unit} {doing} như sau:"
        ),
        "joins": (
            "Các cơ quan được giao {roles}; {unit} phối hợp thực hiện {contents} sau{cited}:"
        ),
        "told": "{contents} liên quan, thông báo để {unit} biết:",
        "general": "Các nhiệm vụ giao chung thực hiện theo {items}.",
        "closing": "Yêu cầu {unit} {doing}{report}./.",
        "request": "Trân trọng đề nghị {unit} quan tâm, phối hợp./.",
    }
)
"""The house's sentences; the opening is that of a letter signed by order (TL.)."""

PLACEHOLDERS: Final[Mapping[Key, frozenset[str]]] = MappingProxyType(
    {
        "opening": frozenset(
            (
                *("notice", "kind", "agency", "office", "head", "chair", "verb"),
                *("unit", "doing", "contents"),
            )
        ),
        "joins": frozenset(("roles", "unit", "contents", "cited")),
        "told": frozenset(("contents", "unit")),
        "general": frozenset(("items",)),
        "closing": frozenset(("unit", "doing", "report")),
        "request": frozenset(("unit",)),
    }
)
"""What may stand in braces, by key."""

REQUIRED: Final[Mapping[Key, frozenset[str]]] = MappingProxyType(
    {
        "opening": frozenset(("notice", "unit")),
        "joins": frozenset(("unit",)),
        "told": frozenset(("unit",)),
        "general": frozenset(("items",)),
        "closing": frozenset(("unit", "report")),
        "request": frozenset(("unit",)),
    }
)
"""What must stand in braces, by key."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with an office's own sentence.

    Attributes:
        kind: an unbalanced brace; an unknown or a missing placeholder; no words before the items
            of the general sentence, by which it is known again, or the items twice.
        offset: where in the text.
        name: the placeholder or the brace.
    """

    kind: FlawKind
    offset: int
    name: str = ""


def flaws(key: Key, text: str) -> Iterator[Flaw]:
    """Yield what is wrong with *text* as the sentence *key*."""
    found = list(_PLACEHOLDER.finditer(text))
    inside = {at for match in found for at in (match.start(), match.end() - 1)}
    for brace in _BRACE.finditer(text):
        if brace.start() not in inside:
            yield Flaw("brace", brace.start(), brace.group())
    for match in found:
        if match[1] not in PLACEHOLDERS[key]:
            yield Flaw("unknown", match.start(), match[1])
    for name in sorted(REQUIRED[key] - {match[1] for match in found}):
        yield Flaw("missing", 0, name)
    if key == "general" and text.lstrip().startswith(ITEMS):
        yield Flaw("bare", 0)
    for match in [match for match in found if key == "general" and match[0] == ITEMS][1:]:
        yield Flaw("twice", match.start(), match[1])


def sentence(wording: Mapping[str, str], key: Key, **values: str) -> str:
    """Return the sentence *key*, the office's own or the house's, with *values* filled in.

    Nothing that is filled in is looked at again. The first letter is raised.
    """
    return filled(template(wording, key), values)


def template(wording: Mapping[str, str], key: Key) -> str:
    """Return the sentence *key* with its placeholders."""
    return wording.get(key) or DEFAULTS[key]


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return *text* with *values* in the place of its placeholders, the first letter raised."""
    whole = _PLACEHOLDER.sub(lambda match: values[match[1]], text)
    return whole[:1].upper() + whole[1:]
