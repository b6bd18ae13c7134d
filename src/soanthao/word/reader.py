"""The text of a Word file, paragraph by paragraph, as a reader meets it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from soanthao.word.package import (
    BrokenWordFileError,
    Element,
    main_part,
    open_package,
    parse_xml,
)

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNREAD: Final = frozenset({f"{W}del", f"{W}moveFrom", _FALLBACK})
"""Deleted text, and the second copy that Word writes of a drawing."""
_READABLE: Final = 12
"""Half points; smaller letters are as good as hidden."""
_CHARACTERS: Final = {
    f"{W}tab": " ",
    f"{W}br": " ",
    f"{W}cr": " ",
    f"{W}ptab": " ",
    f"{W}noBreakHyphen": "-",
}


def read_paragraphs(data: bytes) -> tuple[str, ...]:
    """Return every non-empty paragraph of the body of a .docx, in reading order.

    Tables are read row by row, cell by cell; a text box after the paragraph that anchors it. Text
    is NFC, tabs and breaks are blanks; headers, footers, notes (see
    :mod:`soanthao.word.aside`), deleted and hidden text are left out.

    Raises:
        BrokenWordFileError: *data* is no Word file, or not one that is safe to read.
    """
    members = open_package(data)
    name = main_part(members)
    body = parse_xml(members[name], name).find(f"{W}body")
    if body is None:
        raise BrokenWordFileError(
            "Tệp Word không có nội dung; hãy mở bằng Word, kiểm tra và lưu lại."
        )
    texts = (unicodedata.normalize("NFC", text) for text in _texts(body))
    return tuple(text for text in texts if text.strip())


def _texts(parent: Element) -> Iterator[str]:
    """Yield the texts of the paragraphs below *parent*, deep ones too."""
    for child in parent:
        if child.tag == f"{W}p":
            yield "".join(_characters(child))
            yield from _texts(child)
        elif child.tag not in _UNREAD:
            yield from _texts(child)


def _characters(parent: Element) -> Iterator[str]:
    """Yield what *parent* prints, without the paragraphs of text boxes inside it."""
    for child in parent:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag != f"{W}p" and child.tag not in _UNREAD and not _is_unseen(child):
            yield from _characters(child)


def _is_unseen(element: Element) -> bool:
    """Tell whether *element* is a run that nobody can read on paper: hidden, tiny or white."""
    hidden = element.find(f"{W}rPr/{W}vanish")
    size = element.find(f"{W}rPr/{W}sz")
    color = element.find(f"{W}rPr/{W}color")
    value = f"{W}val"
    return (
        (hidden is not None and hidden.get(value) not in ("0", "false", "off"))
        or (size is not None and int(size.get(value) or 0) < _READABLE)
        or (color is not None and (color.get(value) or "").upper() == "FFFFFF")
    )
