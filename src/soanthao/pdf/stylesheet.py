"""The print stylesheet's numbers, all of them from the table of the decree.

``print.css`` in the templates says what stands where; sizes, weights, gaps and margins are
generated here, one class per component, named as the table's row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from soanthao.pdf.fonts import FONT_FAMILY
from soanthao.standard import metrics, nd30, wording
from soanthao.standard.length import Length

_NUMBER: Final = "page-number"
"""The one component that the page itself writes."""
_CALLING: Final = ("body", "heading", "closing", "table-caption", "table-heading", "table-cell")
"""The components whose text may call a note."""


def stylesheet() -> str:
    """Return the CSS of every component, the page, the columns, the lines and the gaps."""
    parts = (_page, _components, _columns, _rules, _gaps, _boxes, _tables, _cover, _notes, _aside)
    return "\n".join(line for part in parts for line in part()) + "\n"


def urgency_class(printed: str) -> str:
    """Return the CSS class that gives the box of a printed urgency its size; empty for others."""
    return next((f"urgency-{key}" for key, word in wording.URGENCY.items() if word == printed), "")


def _page() -> Iterator[str]:
    page = nd30.PAGE
    margins = " ".join(str(side.house) for side in (page.top, page.right, page.bottom, page.left))
    number = nd30.component(_NUMBER)
    yield f"@page {{ size: {page.width.house} {page.height.house}; margin: {margins};"
    yield f"  @top-center {{ {_text(number)} }} }}"
    turned = page.turned()
    yield f"@page turned {{ size: {turned.width.house} {turned.height.house} }}"
    yield f"html {{ font-family: {FONT_FAMILY} }}"


def _components() -> Iterator[str]:
    for row in nd30.COMPONENTS:
        if row.name != _NUMBER:
            yield (
                f".{row.name} {{ {_text(row)}; text-align: {row.align};"
                f" text-indent: {row.first_line}; margin-top: {row.space_before.house};"
                f" margin-bottom: {row.space_after.house} }}"
            )


def _text(row: nd30.Component) -> str:
    return (
        f"font-family: {FONT_FAMILY}; font-size: {row.size.house};"
        f" font-weight: {'bold' if row.bold else 'normal'};"
        f" font-style: {'italic' if row.italic else 'normal'}; color: {row.color};"
        f" line-height: {row.line_spacing.house * metrics.LINE_HEIGHT:.5f}"
    )


def _columns() -> Iterator[str]:
    for place, widths in (("head", nd30.head_columns()), ("foot", nd30.foot_columns())):
        for side, width in zip(("left", "right"), widths, strict=True):
            yield f".{place}-{side} {{ width: {width} }}"
    halves = zip(
        ("left", "right"), nd30.head_columns(nd30.PAGE.turned()), nd30.copy_columns(), strict=True
    )
    for side, turned, copied in halves:
        yield f".assignments .head-{side} {{ width: {turned} }}"
        yield f".copy .head-{side}, .copy .foot-{side} {{ width: {copied} }}"


def _rules() -> Iterator[str]:
    motto = nd30.rule("motto-rule")
    yield (
        f".motto-rule {{ padding-bottom: {motto.gap};"
        f" border-bottom: {motto.weight} solid {nd30.BLACK} }}"
    )
    for name in ("agency-rule", "subject-rule"):
        line = nd30.rule(name)
        yield f".{name} {{ margin-top: {line.gap}; border-top: {line.weight} solid {nd30.BLACK} }}"


def _gaps() -> Iterator[str]:
    addressee = nd30.component("addressee")
    label = wording.addressees(())[0].removesuffix(":")
    indent = metrics.text_width(label, addressee.size.house, addressee.bold)
    yield f".head-second .head-cell {{ padding-top: {nd30.HEAD_GAP} }}"
    yield f".title {{ margin-bottom: {nd30.TITLE_GAP} }}"
    yield f".addressees {{ margin-top: {nd30.ADDRESSEE_GAP}; margin-bottom: {nd30.TITLE_GAP} }}"
    yield f".addressee-listed {{ padding-left: {indent} }}"
    yield f".foot {{ padding-top: {nd30.FOOT_GAP} }}"
    yield f".signing-room {{ height: {nd30.SIGNING_ROOM.house} }}"
    yield f".annex-head {{ margin-bottom: {nd30.TITLE_GAP} }}"
    above, below = nd30.FULL_RULE_GAPS
    line = f"border-top: {nd30.FULL_RULE} solid {nd30.BLACK}"
    yield f".copy .foot {{ margin-top: {nd30.FOOT_GAP} }}"
    yield f".copy {{ margin-top: {above}; padding-top: {below}; {line} }}"
    # The gap behind the end of an annex does not fall together with this one, as in Word.
    behind = Length(above + nd30.component("body").space_after.house)
    yield f".annex .copy {{ margin-top: {behind} }}"
    yield f".address {{ padding-top: {above} }}"
    yield f".address-lines {{ padding-top: {below}; {line} }}"


def _boxes() -> Iterator[str]:
    row = nd30.component("urgency")
    weight = nd30.rule("motto-rule").weight
    yield f".urgency {{ border: {weight} solid {row.color} }}"
    for key, (width, height) in nd30.URGENCY_BOXES.items():
        inner = Length(height - 2 * weight)
        yield (
            f".urgency-{key} {{ width: {Length(width - 2 * weight)}; height: {inner};"
            f" line-height: {inner} }}"
        )


def _tables() -> Iterator[str]:
    upright, across = nd30.CELL_PADDING
    yield (
        f".table-heading, .table-cell {{ padding: {upright} {across};"
        f" border: {nd30.FULL_RULE} solid {nd30.BLACK} }}"
    )
    yield f"table {{ margin-bottom: {nd30.TABLE_GAP} }}"
    for part in ("heading", "cell"):
        yield f".assignments .table-{part} {{ {_text(nd30.component(f'assignment-{part}'))} }}"
    yield f".register .table-heading {{ {_text(nd30.REGISTER_HEADING)} }}"
    yield f".register .table-cell {{ {_text(nd30.REGISTER_CELL)} }}"
    yield ".register .table-count { font-weight: normal }"


def _cover() -> Iterator[str]:
    above, below, last = nd30.COVER_GAPS
    line = _text(nd30.COVER_LINE)
    yield f".cover {{ height: {nd30.PAGE.turned().text_height} }}"
    yield (
        f".cover .cover-title {{ {_text(nd30.COVER_TITLE)};"
        f" margin-top: {above}; margin-bottom: {below} }}"
    )
    yield f".cover-line, .cover-note {{ {line}; text-align: {nd30.COVER_LINE.align} }}"
    yield f".cover-last {{ margin-top: {last} }}"


def _notes() -> Iterator[str]:
    line = f"border-top: {nd30.FULL_RULE} solid {nd30.BLACK}"
    yield "@page {"
    yield (
        f"  @footnote {{ margin-top: {nd30.NOTE_GAP}; padding-top: {nd30.NOTE_LINE_GAP};"
        f" padding-bottom: {nd30.NOTE_SEAM}; {line} }}"
    )
    yield "}"
    yield "::footnote-call, ::footnote-marker { font-style: normal; font-weight: normal }"
    yield f"::footnote-marker {{ {_raised(nd30.component('footnote'))} }}"
    yield f".footnote-again::footnote-call {{ padding-left: {nd30.CALL_GAP} }}"
    for name in _CALLING:
        yield f".{name} .footnote::footnote-call {{ {_raised(nd30.component(name))} }}"


def _raised(row: nd30.Component) -> str:
    """Return the size and place of a call in the text of *row*; it would inherit its note's."""
    size, up = (round(row.size.house * share) for share in (nd30.CALL_SIZE, nd30.CALL_RAISE))
    return f"font-size: {Length(size)}; vertical-align: {Length(up)}"


def _aside() -> Iterator[str]:
    top = Length(nd30.COPY_MARK_TOP - nd30.PAGE.top.house)
    yield f"p.copy-signature {{ top: {top} }}"
