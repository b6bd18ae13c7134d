"""The smallest pieces of a template: paragraphs, runs, layout tables and docxtpl's tags as XML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from soanthao.standard.length import Length, pt

_POINT: Final = pt(1)


def paragraph(style: str, content: str = "", properties: str = "") -> str:
    """Return a paragraph of *style* that holds the runs *content*."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def run(text: str, style: str = "") -> str:
    """Return a run of *text*, of the character style *style* where one is given."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def text(style: str, words: str, properties: str = "") -> str:
    """Return a paragraph of *style* that says *words*."""
    return paragraph(style, run(words), properties)


def tag(statement: str) -> str:
    """Return a statement in a paragraph of its own, which goes when the template is filled."""
    return f"<w:p>{run(f'{{%p {statement} %}}')}</w:p>"


def loop(what: str, content: str) -> str:
    """Return *content* once for each: ``for <what>``."""
    return tag(f"for {what}") + content + tag("endfor")


def when(what: str, content: str, otherwise: str = "") -> str:
    """Return *content* if *what* holds, else *otherwise*."""
    return (
        tag(f"if {what}") + content + (tag("else") + otherwise if otherwise else "") + tag("endif")
    )


def before(space: int) -> str:
    """Return the property that puts *space* (EMU) above a paragraph."""
    return f'<w:spacing w:before="{Length(space).twips}"/>'


def small(properties: str = "", height: Length = _POINT, keep: str = "") -> str:
    """Return an empty paragraph of exactly *height*, such as Word wants behind a table."""
    spacing = f'<w:spacing w:line="{height.twips}" w:lineRule="exact"/>'
    mark = '<w:rPr><w:sz w:val="2"/></w:rPr>'
    return f"<w:p><w:pPr>{keep}{spacing}{mark}{properties}</w:pPr></w:p>"


def table(widths: Iterable[Length], rows: Sequence[tuple[str, ...]], gap: int = 0) -> str:
    """Return a table without borders for the layout, *gap* (EMU) above its last row.

    No page breaks its rows.
    """
    columns = [width.twips for width in widths]
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    zero = "".join(
        f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{zero}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        + "".join(row(map(cell, columns, cells)) for cells in rows[:-1])
        + row(cell(width, content, gap) for width, content in zip(columns, rows[-1], strict=True))
        + "</w:tbl>"
    )


def row(cells: Iterable[str], properties: str = "") -> str:
    """Return a row of a table that no page breaks."""
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(twips: int, content: str, gap: int = 0, properties: str = "") -> str:
    """Return a cell as wide as *twips*, its content *gap* (EMU) below its upper edge.

    *properties* are further ones, of those that follow a cell's margins.
    """
    width = f'<w:tcW w:w="{twips}" w:type="dxa"/>'
    top = f'<w:tcMar><w:top w:w="{Length(gap).twips}" w:type="dxa"/></w:tcMar>' if gap else ""
    return f"<w:tc><w:tcPr>{width}{top}{properties}</w:tcPr>{content}</w:tc>"
