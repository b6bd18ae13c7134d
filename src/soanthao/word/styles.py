"""``styles.xml`` from the table: one paragraph style per component and line, four for runs.

What the XML says: sizes are half points, spacing and indents twips, line spacing 240ths of a line,
borders eighths of a point. Fonts are named for all four scripts, since Word takes the theme's font
where one is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from soanthao.standard import nd30
from soanthao.standard.length import Length

NAMESPACE: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LANGUAGE: Final = "vi-VN"
RUN_STYLES: Final = {
    "bold": "<w:b/><w:bCs/>",
    "italic": "<w:i/><w:iCs/>",
    "bold-italic": "<w:b/><w:bCs/><w:i/><w:iCs/>",
}
CALL_STYLE: Final = "footnote-reference"
"""Character style of a note's call, and of its number at the foot of the page."""
DATA_TABLE: Final = "data-table"
"""Table style of the document's own tables; tables of the layout have none."""
FULL_RULE: Final = "full-rule"
"""Paragraph style of a line as wide as the text."""
_STAY_WITH_NEXT: Final = frozenset(
    {
        "heading",
        "closing",
        "article",
        "part-number",
        "part-title",
        "kind",
        "subject",
        "subject-rule",
        "addressee",
        "annex-number",
        "annex-title",
        "annex-reference",
        "table-caption",
        "table-heading",
        "assignment-heading",
        # The block of a copy, or at least the end of the text, stays with the signature; behind
        # annexes the block stays with their end, for here the section ends behind the signature.
        *("recipients-heading", "recipients", "authority", "signed", "signer"),
    }
)
_BASES: Final = {
    "paragraph": "Normal",
    "character": "DefaultParagraphFont",
    "table": "TableNormal",
}
_LINE: Final = 240
_URGENCY_PADDING: Final = 4
"""Points above and below the words of the urgency box: with one line of 13 pt, 8 mm."""


def styles_xml() -> str:
    """Return the content of ``word/styles.xml``."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="{NAMESPACE}">'
        f"{_defaults()}{''.join(_styles())}</w:styles>"
    )


def _defaults() -> str:
    size = nd30.component("body").size.house
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f"{_fonts()}{_size(size)}"
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="{LANGUAGE}"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )


def _styles() -> Iterator[str]:
    yield (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/><w:pPr><w:widowControl/></w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:semiHidden/></w:style>'
    )
    for row in nd30.COMPONENTS:
        yield _style("paragraph", row.name, _paragraph(row) + _run(row))
    for rule in nd30.RULES:
        yield _style("paragraph", rule.name, _rule(rule))
    yield _style("paragraph", FULL_RULE, _full_rule())
    for name, properties in RUN_STYLES.items():
        yield _style("character", name, f"<w:rPr>{properties}</w:rPr>")
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    yield _style("character", CALL_STYLE, raised)
    yield _style("table", DATA_TABLE, _data_table())


def _style(kind: str, name: str, properties: str) -> str:
    based = _BASES[kind]
    return (
        f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/><w:qFormat/>{properties}</w:style>'
    )


def _paragraph(row: nd30.Component) -> str:
    before, after = row.space_before.house, row.space_after.house
    if row.name == "addressee":
        before, after = nd30.ADDRESSEE_GAP, nd30.TITLE_GAP
    box = _box() if row.name == "urgency" else ""
    together = "<w:contextualSpacing/>" if row.name == "addressee" else ""
    return (
        f"<w:pPr>{_keep(row.name)}{box}"
        f'<w:spacing w:before="{before.twips}" w:after="{after.twips}"'
        f' w:line="{round(_LINE * row.line_spacing.house)}" w:lineRule="auto"/>'
        f'<w:ind w:firstLine="{row.first_line.twips}"/>{together}'
        f'<w:jc w:val="{"both" if row.align == "justify" else row.align}"/></w:pPr>'
    )


def _run(row: nd30.Component) -> str:
    bold = RUN_STYLES["bold"] if row.bold else ""
    italic = RUN_STYLES["italic"] if row.italic else ""
    color = row.color.removeprefix("#")
    return (
        f'<w:rPr>{_fonts()}{bold}{italic}<w:color w:val="{color}"/>{_size(row.size.house)}</w:rPr>'
    )


def _rule(rule: nd30.Rule) -> str:
    after = nd30.TITLE_GAP if rule.name == "subject-rule" else Length(0)
    return (
        f"<w:pPr>{_keep(rule.name)}<w:pBdr>{_border('top', rule.weight)}</w:pBdr>"
        f'<w:spacing w:before="{rule.gap.twips}" w:after="{after.twips}" w:line="20"'
        ' w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'
    )


def _full_rule() -> str:
    above, below = nd30.FULL_RULE_GAPS
    return (
        f"<w:pPr><w:widowControl/><w:pBdr>{_border('top', nd30.FULL_RULE)}</w:pBdr>"
        f'<w:spacing w:before="{above.twips}" w:after="{below.twips}" w:line="20"'
        ' w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'
    )


def _data_table() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(_border(side, nd30.FULL_RULE) for side in sides)
    upright, across = nd30.CELL_PADDING
    # Word lets the lines of a table run along its columns' edges and takes no room for them.
    tall, wide = upright.twips, Length(across + nd30.FULL_RULE // 2).twips
    padding = "".join(
        f'<w:{side} w:w="{tall if side in ("top", "bottom") else wide}" w:type="dxa"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f"<w:tblCellMar>{padding}</w:tblCellMar></w:tblPr>"
    )


def _box() -> str:
    weight = nd30.rule("motto-rule").weight
    sides = {"top": _URGENCY_PADDING, "left": 0, "bottom": _URGENCY_PADDING, "right": 0}
    borders = (_border(side, weight, space, nd30.RED) for side, space in sides.items())
    return f"<w:pBdr>{''.join(borders)}</w:pBdr>"


def _border(side: str, weight: Length, space: int = 0, color: str = nd30.BLACK) -> str:
    return (
        f'<w:{side} w:val="single" w:sz="{round(8 * weight.pt)}" w:space="{space}"'
        f' w:color="{color.removeprefix("#")}"/>'
    )


def _keep(name: str) -> str:
    return f"{'<w:keepNext/>' if name in _STAY_WITH_NEXT else ''}<w:widowControl/>"


def _fonts() -> str:
    font = nd30.FONT
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def _size(size: Length) -> str:
    return f'<w:sz w:val="{size.half_points}"/><w:szCs w:val="{size.half_points}"/>'
