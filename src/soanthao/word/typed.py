"""Tags as a clerk typed them and Word has torn them: one text per paragraph, written back.

Word splits what is typed in one go: at a spelling mark, at a change of format, at a revision
identifier. So ``{{ so_ky_hieu }}`` may lie in five runs. Here a paragraph is one string, and each
character knows the element that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from soanthao.word.package import Element
from soanthao.word.reader import W

FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED: Final = frozenset({f"{W}p", f"{W}pPr", f"{W}del", f"{W}moveFrom", FALLBACK})
"""What is not this paragraph's text: that of text boxes, tab stops, text that is no more."""
_MARKS: Final = {
    f"{W}tab": " ",
    f"{W}br": " ",
    f"{W}cr": " ",
    f"{W}noBreakHyphen": "-",
}
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_TAG: Final = re.compile(r"\{\{(?P<inside>[^{}]*)\}\}")


@dataclass(frozen=True, slots=True)
class Tag:
    """A slot as it is typed in a paragraph.

    Attributes:
        name: what stands between the braces, without blanks around it, in small letters as Word
            may have raised the first one.
        start, stop: where it stands in the paragraph's text.
        at: where its name begins, whose format it takes.
    """

    name: str
    start: int
    stop: int
    at: int


def text_of(paragraph: Element) -> str:
    """Return the text of *paragraph*, without that of text boxes inside it."""
    return "".join(char for _, char in _characters(paragraph))


def tags(text: str) -> tuple[Tag, ...]:
    """Return the tags in the *text* of a paragraph."""
    found = []
    for match in _TAG.finditer(text):
        inside = match["inside"]
        blanks = len(inside) - len(inside.lstrip())
        at = min(match.start("inside") + blanks, match.end() - 1)
        found.append(Tag(inside.strip().lower(), match.start(), match.end(), at))
    return tuple(found)


def without_tags(text: str) -> str:
    """Return *text* with a blank in the place of each tag."""
    return _TAG.sub(" ", text)


def put(paragraph: Element, written: Iterable[tuple[Tag, str]]) -> None:
    """Write into *paragraph* a text in the place of each tag, in the format of the tag's name."""
    characters = list(_characters(paragraph))
    new = [char for _, char in characters]
    for tag, text in written:
        new[tag.start : tag.stop] = [""] * (tag.stop - tag.start)
        new[tag.at] = text
    held: dict[Element, list[str]] = {}
    for (element, _), char in zip(characters, new, strict=True):
        held.setdefault(element, []).append(char)
    for element, chars in held.items():
        if element.tag == f"{W}t":
            element.text = "".join(chars)
            element.set(_SPACE, "preserve")
        elif not any(chars):
            element.getparent().remove(element)


def _characters(parent: Element) -> Iterator[tuple[Element, str]]:
    """Yield each character below *parent* with the element that holds it."""
    for child in parent:
        if child.tag == f"{W}t":
            for char in child.text or "":
                yield child, char
        elif child.tag in _MARKS:
            yield child, _MARKS[child.tag]
        elif child.tag not in _SKIPPED:
            yield from _characters(child)
