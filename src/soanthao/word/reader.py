"""The text of a Word file, paragraph by paragraph, as a reader meets it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname
from typing import Final

from soanthao.notice.document import FIRST_CALL, LAST_CALL, call
from soanthao.word.package import (
    BrokenWordFileError,
    Element,
    main_part,
    open_package,
    parse_xml,
)
from soanthao.word.styles import DATA_TABLE

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNREAD: Final = frozenset({f"{W}del", f"{W}moveFrom", _FALLBACK})
"""Deleted text, and the second copy that Word writes of a drawing."""
_READABLE: Final = 12
"""Half points; smaller letters are as good as hidden."""
_CALL: Final = b"footnoteReference"
_CHARACTERS: Final = {
    f"{W}tab": " ",
    f"{W}br": " ",
    f"{W}cr": " ",
    f"{W}ptab": " ",
    f"{W}noBreakHyphen": "-",
}


def read_paragraphs(data: bytes) -> tuple[str, ...]:
    """Return every non-empty paragraph of the body of a .docx, in reading order.

    Tables are read row by row, cell by cell; a row of a data table (``styles.DATA_TABLE``) is one
    line, a blank between its cells. A text box comes after the paragraph that anchors it. The call
    of a note is :func:`soanthao.notice.document.call` of its place among the calls. Text is NFC,
    tabs and breaks are blanks; headers, footers, notes (:func:`read_notes`,
    :mod:`soanthao.word.aside`), deleted and hidden text are left out.

    Raises:
        BrokenWordFileError: *data* is no Word file, or not one that is safe to read.
    """
    return Body(open_package(data)).paragraphs


def read_notes(data: bytes) -> tuple[str, ...]:
    """Return the notes in the order of their calls, each behind its call and a blank.

    A note that is called twice stands twice; of one that is missing only the call is left.

    Raises:
        BrokenWordFileError: *data* is no Word file, or not one that is safe to read.
    """
    members = open_package(data)
    if _CALL not in members[main_part(members)]:
        return ()
    texts: dict[str, str] = {}
    for note in notes_of(members):
        texts.setdefault(note_id(note), _note_text(note))
    called = enumerate(Body(members).called, start=1)
    return tuple(f"{_call(at)} {texts.get(identifier, '')}" for at, identifier in called)


def notes_of(members: Mapping[str, bytes]) -> Iterator[Element]:
    """Yield the notes of the text, separators among them.

    Raises:
        BrokenWordFileError: the part of the notes is not safe to read.
    """
    name = notes_part(members)
    if name:
        yield from parse_xml(members[name], name).iter(f"{W}footnote")


def note_id(note: Element) -> str:
    """Return the id by which *note* is called."""
    return str(note.get(f"{W}id"))


def notes_part(members: Mapping[str, bytes]) -> str:
    """Return the name of the member that holds the notes of the text; empty if there is none."""
    main = main_part(members)
    relationships = f"{dirname(main)}/_rels/{basename(main)}.rels"
    if relationships not in members:
        return ""
    for each in parse_xml(members[relationships], relationships):
        if (each.get("Type") or "").endswith("/footnotes"):
            target = str(each.get("Target") or "")
            name = target.lstrip("/") if target.startswith("/") else f"{dirname(main)}/{target}"
            return name if name in members else ""
    return ""


class Body:
    """One pass over the text of a package: its paragraphs, and the ids of the notes called."""

    def __init__(self, members: Mapping[str, bytes]) -> None:
        name = main_part(members)
        body = parse_xml(members[name], name).find(f"{W}body")
        if body is None:
            raise BrokenWordFileError(
                "Tệp Word không có nội dung; hãy mở bằng Word, kiểm tra và lưu lại."
            )
        self.called: list[str] = []
        texts = (unicodedata.normalize("NFC", text) for text in self._texts(body))
        self.paragraphs = tuple(text for text in texts if text.strip())

    def _texts(self, parent: Element) -> Iterator[str]:
        """Yield the texts of the paragraphs below *parent*, deep ones too."""
        for child in parent:
            if child.tag == f"{W}p":
                yield "".join(_characters(child, self.called))
                yield from self._texts(child)
            elif child.tag == f"{W}tbl" and is_data_table(child):
                yield from self._rows(child)
            elif child.tag not in _UNREAD:
                yield from self._texts(child)

    def _rows(self, parent: Element) -> Iterator[str]:
        """Yield the rows of a data table, each as one line."""
        for child in parent:
            if child.tag == f"{W}tr":
                yield " ".join(text for text in self._texts(child) if text)
            elif child.tag not in _UNREAD:
                yield from self._rows(child)


def is_data_table(table: Element) -> bool:
    """Tell whether *table* is one of the document, not of its layout."""
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return style is not None and style.get(f"{W}val") == DATA_TABLE


def unseen(note: Element) -> str:
    """Return the words in *note* that nobody can read on paper."""
    runs = (run for run in note.iter(f"{W}r") if _is_unseen(run))
    return "".join(node.text or "" for run in runs for node in run.iter(f"{W}t"))


def _note_text(note: Element) -> str:
    """Return what *note* prints behind its number, paragraphs with a blank between them."""
    paragraphs = ("".join(_characters(each, [])) for each in note.iter(f"{W}p"))
    return unicodedata.normalize("NFC", " ".join(paragraphs)).removeprefix(" ")


def _characters(parent: Element, called: list[str]) -> Iterator[str]:
    """Yield what *parent* prints, without the paragraphs of text boxes inside it.

    The ids of the notes called are added to *called*.
    """
    for child in parent:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag == f"{W}footnoteReference":
            called.append(note_id(child))
            yield _call(len(called))
        elif child.tag != f"{W}p" and child.tag not in _UNREAD and not _is_unseen(child):
            yield from _characters(child, called)


def _call(number: int) -> str:
    return call(min(number, LAST_CALL - FIRST_CALL + 1))


def _is_unseen(element: Element) -> bool:
    """Tell whether *element* is a run that nobody can read on paper: hidden, tiny or white."""
    hidden = element.find(f"{W}rPr/{W}vanish")
    size = element.find(f"{W}rPr/{W}sz")
    color = element.find(f"{W}rPr/{W}color")
    value = f"{W}val"
    return (
        (hidden is not None and hidden.get(value) not in ("0", "false", "off"))
        or (size is not None and _number(size.get(value)) < _READABLE)
        or (color is not None and (color.get(value) or "").upper() == "FFFFFF")
    )


def _number(text: str | None) -> float:
    """Return a size in half points; one that is no number has no effect in Word."""
    try:
        return float(text or 0)
    except ValueError:
        return _READABLE
