"""The paragraphs above the conclusions: who met, when, who was there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from soanthao.notice.source import SourceParagraph
from soanthao.recognition.nodes import CONCLUDING
from soanthao.recognition.outline import OutlineElement, OutlineItem

_MOST: Final = 30
"""Elements; conclusions do not begin further down."""
_TELLING: Final = 3
"""Paragraphs that may tell of the meeting where none says that conclusions follow."""


def opening_until(body: Sequence[OutlineElement]) -> int:
    """Return how many elements tell of the meeting: up to “… kết luận như sau:”, at least one."""
    return _concluded(body) or 1


def opening_text(body: Sequence[OutlineElement]) -> str:
    """Return what is said of the meeting."""
    until = _concluded(body)
    texts: list[str] = []
    for element in body[: until or _TELLING]:
        if isinstance(element, SourceParagraph):
            texts.append(element.plain)
        elif until and isinstance(element, OutlineItem):
            texts += [item.text.plain for item in element.walk()]
        else:
            break
    return " ".join(texts)


def _concluded(body: Sequence[OutlineElement]) -> int:
    for number, element in enumerate(body[:_MOST]):
        if isinstance(element, OutlineItem) and (element.marker or element.heading):
            return 0
        if isinstance(element, SourceParagraph) and CONCLUDING.search(element.plain):
            return number + 1
    return 0
