"""Turns the specimens of a template into expressions: what Word itself would refuse as a tag.

A template must open in Word, so it cannot hold a tag where Word wants a number or an element of
its own. It holds a specimen there instead: a line with some indent, a table of one column, the
number of a note as raised text, an empty section. Here, when it is compiled, they become what the
document says.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from soanthao.standard import nd30
from soanthao.word.package import (
    BrokenWordFileError,
    Element,
    close_package,
    main_part,
    open_package,
    parse_xml,
    write_xml,
)
from soanthao.word.reader import is_data_table
from soanthao.word.sections import open_sections
from soanthao.word.styles import CALL_STYLE, NAMESPACE

W: Final = f"{{{NAMESPACE}}}"
_INDENTS: Final = {
    "agency-rule": ("left", "right"),
    "motto-rule": ("left", "right"),
    "subject-rule": ("left", "right"),
    "urgency": ("right",),
}
"""Which indents of a paragraph style follow the document: both share what the line leaves."""
_NOTE: Final = re.compile(r"\{\{\s*[\w.]+\s*\}\}")


def open_specimens(data: bytes) -> bytes:
    """Return the template *data* with expressions instead of its specimens.

    Raises:
        BrokenWordFileError: it is no Word file.
    """
    members = open_package(data)
    part = main_part(members)
    root = parse_xml(members[part], part)
    for paragraph in root.iter(f"{W}p"):
        if sides := _INDENTS.get(style_of(paragraph)):
            _open_indents(paragraph, style_of(paragraph), sides)
    for table in root.iter(f"{W}tbl"):
        if is_data_table(table):
            _open_widths(table)
    for run in root.iter(f"{W}r"):
        _open_call(run)
    body = root.find(f"{W}body")
    if body is not None:
        open_sections(body)
    members[part] = write_xml(root).encode()
    return close_package(members)


def style_of(paragraph: Element) -> str:
    """Return the name of the style of *paragraph*; empty where it has none."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def _open_indents(paragraph: Element, style: str, sides: tuple[str, ...]) -> None:
    indent = paragraph.find(f"{W}pPr/{W}ind")
    if indent is None:
        return
    length = f"{style.replace('-', '_')}_twips"
    free = f"[({_column(paragraph)} - {length}) // {len(sides)}, 0] | max"
    for side in sides:
        indent.set(f"{W}{side}", f"{{{{ {free} }}}}")


def _column(paragraph: Element) -> int:
    """Return the width of the cell that holds *paragraph*, or of the text area, in twips."""
    for parent in paragraph.iterancestors(f"{W}tc"):
        width = parent.find(f"{W}tcPr/{W}tcW")
        if width is not None and width.get(f"{W}type") == "dxa":
            return twips(width, "w")
    section = paragraph.getroottree().getroot().find(f"{W}body/{W}sectPr")
    size = None if section is None else section.find(f"{W}pgSz")
    margins = None if section is None else section.find(f"{W}pgMar")
    if size is None or margins is None:
        return nd30.PAGE.text_width.twips
    return twips(size, "w") - twips(margins, "left") - twips(margins, "right")


def twips(element: Element, name: str) -> int:
    """Return a length that some programs write with a fraction."""
    value = str(element.get(f"{W}{name}"))
    try:
        return round(float(value))
    except (ArithmeticError, ValueError) as error:
        raise BrokenWordFileError(
            f"Tệp Word hỏng: số đo “{value}” của trang hoặc của ô bảng không đọc được; hãy mở bằng "
            "Word, đặt lại lề trang và độ rộng cột rồi lưu lại."
        ) from error


def _open_widths(table: Element) -> None:
    """Give a table of the document its columns: ``block`` and ``cell`` are what the loops say."""
    grid = table.find(f"{W}tblGrid")
    if grid is None or not len(grid) or "cell.pieces" not in "".join(table.itertext()):
        return
    for column in grid[1:]:
        grid.remove(column)
    grid.text = "{% for column in block.columns %}"
    for column in grid:
        column.set(f"{W}w", "{{ column.twips }}")
        column.tail = "{% endfor %}"
    for width in table.findall(f"{W}tblPr/{W}tblW"):
        width.set(f"{W}w", "{{ block.twips }}")
    for cell in table.iter(f"{W}tc"):
        if "cell.pieces" in "".join(cell.itertext()):
            for width in cell.findall(f"{W}tcPr/{W}tcW"):
                width.set(f"{W}w", "{{ cell.twips }}")


def _open_call(run: Element) -> None:
    style, words = run.find(f"{W}rPr/{W}rStyle"), run.find(f"{W}t")
    if style is None or words is None or style.get(f"{W}val") != CALL_STYLE:
        return
    if _NOTE.fullmatch(words.text or ""):
        call = etree.Element(f"{W}footnoteReference", {f"{W}id": words.text})
        run.replace(words, call)
