"""The sections of a template: the pages of the document and those of its annexes.

A template has one page, that of its last section. An empty section inside the text (``blocks``,
slot ``annexes``) gets the same page and headers when the template is compiled: the first one ends
the document, each further one an annex. Which of both the last section is, the document says.

The first page of the document has ô 14 in its header and ô 13 in its footer where the document has
them, else what the template has. Annexes count from 1, and their first page has nothing there.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from soanthao.word.package import Element
from soanthao.word.parts import BLANK, FIRST, RELATIONSHIPS
from soanthao.word.styles import NAMESPACE

_W: Final = f"{{{NAMESPACE}}}"
_VALUES: Final = {"header": "copy_mark", "footer": "address"}
"""What stands in the first page's header and footer: fields of a document."""
_NEEDED: Final = "copy_mark or address or annexes"
_BEFORE_START: Final = (
    *("headerReference", "footerReference", "footnotePr", "endnotePr"),
    *("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType"),
)
_BEFORE_TITLE_PAGE: Final = (
    *_BEFORE_START,
    *("pgNumType", "cols", "formProt", "vAlign", "noEndnote"),
)


def open_sections(body: Element) -> None:
    """Fill the empty sections of *body*, and let the document choose the first pages' headers."""
    last = body.find(f"{_W}sectPr")
    if last is None:
        last = etree.SubElement(body, f"{_W}sectPr")
    for kind in last.findall(f"{_W}type"):
        last.remove(kind)
    empty = [each for each in body.iter(f"{_W}sectPr") if each is not last and not len(each)]
    for section in empty:
        section.extend(deepcopy(child) for child in last)
    for section in (*empty, last) if empty else ():
        _count_from_1(section)
    for at, section in enumerate(empty):
        _choose_first_page(section, is_annex="true" if at else "")
    _choose_first_page(last, is_annex="annexes" if empty else "")


def _choose_first_page(section: Element, is_annex: str) -> None:
    """Write the references to the first page's header and footer, *is_annex* a test in a tag."""
    pieces: list[str | Element] = []
    for kind, value in _VALUES.items():
        own = [
            each
            for each in section.findall(f"{_W}{kind}Reference")
            if each.get(f"{_W}type") == "first"
        ]
        for each in own:
            section.remove(each)
            each.tail = None
        if is_annex:
            pieces += [f"{{% if {is_annex} %}}", _reference(kind, BLANK[kind])]
        pieces += [
            f"{{% {'elif' if is_annex else 'if'} {value} %}}",
            _reference(kind, FIRST[kind]),
            *(["{% else %}", own[0]] if own else []),
            "{% endif %}",
        ]
    _show_title_page(section)
    _prepend(section, pieces)


def _reference(kind: str, identifier: str) -> Element:
    values = {f"{_W}type": "first", f"{{{RELATIONSHIPS}}}id": identifier}
    return etree.Element(f"{_W}{kind}Reference", values)


def _prepend(section: Element, pieces: list[str | Element]) -> None:
    section.text = None
    previous: Element | None = None
    for piece in pieces:
        if not isinstance(piece, str):
            section.insert(0 if previous is None else section.index(previous) + 1, piece)
            previous = piece
        elif previous is None:
            section.text = (section.text or "") + piece
        else:
            previous.tail = (previous.tail or "") + piece


def _count_from_1(section: Element) -> None:
    numbers = section.find(f"{_W}pgNumType")
    if numbers is None:
        numbers = etree.Element(f"{_W}pgNumType")
        section.insert(_place(section, _BEFORE_START), numbers)
    numbers.set(f"{_W}start", "1")


def _show_title_page(section: Element) -> None:
    """Give the first page a header of its own where one is needed and the template has none."""
    if section.find(f"{_W}titlePg") is not None:
        return
    at = _place(section, _BEFORE_TITLE_PAGE)
    page = etree.Element(f"{_W}titlePg")
    page.tail = "{% endif %}"
    section.insert(at, page)
    opening = f"{{% if {_NEEDED} %}}"
    if at:
        section[at - 1].tail = (section[at - 1].tail or "") + opening
    else:
        section.text = opening


def _place(section: Element, predecessors: tuple[str, ...]) -> int:
    """Return where a child belongs that comes after *predecessors*."""
    return sum(etree.QName(child).localname in predecessors for child in section)
