"""What fills each named slot of a Word template: one piece of tagged XML per slot.

The templates of the program are built from these pieces (``stamp``). An office's own template may
name them by the names of ``slots``, alone in a paragraph; its paragraph is then replaced by
:func:`slot_xml` of that name before the template is compiled (``merge.compile_template``). The
pieces bring styles of ``styles`` by name and no relationship of the package; the prefix ``w`` is
the namespace :data:`soanthao.word.styles.NAMESPACE`.

Slots, and what each prints:

``letterhead``
    the whole head as a borderless table: ``agency``, ``national``, ``number``,
    ``letter_subject``, ``urgency``, ``draft``, ``place_date``;
``agency``
    ô 2: parent, agency, the line below; ``national``: ô 1 and its line;
``number``
    ô 3; ``letter_subject``: ô 5b; ``urgency``: ô 10b; ``draft``: the draft mark;
    ``place_date``: ô 4;
``title``
    ô 5a: kind, subject, the line below; ``addressees``: ô 9a;
``body``
    ô 6: paragraphs, tables, calls of notes;
``foot``
    ô 9b and ô 7 side by side, unbroken: ``recipients``, ``signature``;
``copy``
    the full-width line of a trích sao on paper, and all below it, as the end of the document;
``annexes``
    each annex in a section of its own, or nothing. Only ``copy`` may stand between it and the
    page's own section; outside any table. Its sections are empty here and take page, margins and
    headers from the template's (``sections``).

Ô 13 and ô 14 have no slot: they are written into the first page's footer and header.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from soanthao.standard import metrics, nd30, wording
from soanthao.standard.length import Length
from soanthao.word.styles import CALL_STYLE, DATA_TABLE, FULL_RULE
from soanthao.word.tags import (
    before,
    cell,
    loop,
    paragraph,
    row,
    run,
    small,
    table,
    tag,
    text,
    when,
)

_SPECIMEN: Final = 0.3
"""Indent of a line below a text in the template itself, as a share of its column."""
_SECTION: Final = "<w:sectPr/>"
"""A section that takes its page from the last one of the template, when this is compiled."""
_KEEP: Final = "<w:keepNext/>"
_SECOND_ROW: Final = ("number", "place_date", "urgency", "draft")
_MIDDLE: Final = '<w:vAlign w:val="center"/>'


def slot_xml(name: str, page: nd30.Page = nd30.PAGE) -> str:
    """Return the XML that fills the slot *name* on *page*: paragraphs and tables with tags.

    Raises:
        KeyError: there is no such slot.
    """
    return _SLOTS[name](page)


def _letterhead(page: nd30.Page) -> str:
    columns = _columns(page, nd30.HEAD_LEFT)
    left = "".join(slot_xml(name, page) for name in ("number", "letter_subject"))
    left += slot_xml("urgency", page) + slot_xml("draft", page)
    issuer, nation = slot_xml("agency", page), slot_xml("national", page)
    # A bảng phân công may have nothing here; an empty row would still be two lines high.
    begin, end = _row_tag(f"if {' or '.join(_SECOND_ROW)}"), _row_tag("endif")
    # LibreOffice puts an empty line above a table that begins a document with notes.
    return when("has_notes", small()) + table(
        columns, ((issuer, nation), begin, (left, slot_xml("place_date", page)), end)
    )


def _row_tag(statement: str) -> tuple[str, str]:
    """Return the cells of a row that is replaced by a tag."""
    return f"<w:p>{run(f'{{%tr {statement} %}}')}</w:p>", "<w:p/>"


def _agency(page: nd30.Page) -> str:
    return (
        loop("line in parent", text("parent-agency", "{{ line }}"))
        + loop("line in header", text("agency", "{{ line }}"))
        + _line("agency-rule", _columns(page, nd30.HEAD_LEFT)[0], _SPECIMEN)
    )


def _national(page: nd30.Page) -> str:
    column = _columns(page, nd30.HEAD_LEFT)[1]
    motto = nd30.component("motto")
    length = nd30.rule("motto-rule").length(
        metrics.text_width(wording.MOTTO, motto.size.house, motto.bold)
    )
    return (
        text("national-name", wording.NATIONAL_NAME)
        + text("motto", wording.MOTTO)
        + _line("motto-rule", column, (column - length) / column / 2)
    )


def _number(page: nd30.Page) -> str:
    number = text("number", "{{ number }}", before(nd30.HEAD_GAP + _drop("place-date", "number")))
    # A cell without any paragraph would be no cell.
    return when("number or not (urgency or draft)", number)


def _letter_subject(page: nd30.Page) -> str:
    subject = text("letter-subject", "{{ subject }}")
    return when('form == "letter" and subject', subject)


def _urgency(page: nd30.Page) -> str:
    width, _ = nd30.URGENCY_BOXES["khan"]
    room = Length(_columns(page, nd30.HEAD_LEFT)[0] - width).twips
    indent = f'<w:ind w:left="0" w:right="{room}"/>'
    return when("urgency", text("urgency", "{{ urgency }}", indent))


def _draft(page: nd30.Page) -> str:
    mark, alone = "{{ draft }}", nd30.component("draft-mark").space_before.house + nd30.HEAD_GAP
    return when(
        "draft",
        when("number", text("draft-mark", mark), text("draft-mark", mark, before(alone))),
    )


def _place_date(page: nd30.Page) -> str:
    return text("place-date", "{{ place_date }}", before(nd30.HEAD_GAP))


def _title(page: nd30.Page) -> str:
    line = _line("subject-rule", page.text_width, _SPECIMEN)
    subject = text("subject", "{{ subject }}") + line
    return when("kind", text("kind", "{{ kind }}")) + when("subject", subject)


def _addressees(page: nd30.Page) -> str:
    size = nd30.component("addressee").size.house
    left = Length(round(page.text_width * nd30.ADDRESSEE_LEFT))
    dash = metrics.text_width("- ", size)
    names = Length(left + metrics.text_width("Kính gửi", size) + dash)
    heading = f'<w:ind w:left="{left.twips}"/><w:jc w:val="left"/>'
    item = f'<w:ind w:left="{names.twips}" w:hanging="{dash.twips}"/><w:jc w:val="left"/>'
    return (
        tag("if addressees|length == 1")
        + text("addressee", "{{ addressees[0] }}")
        + tag("elif addressees")
        + text("addressee", "{{ addressees[0] }}", heading)
        + loop("line in addressees[1:]", text("addressee", "{{ line }}", item))
        + tag("endif")
    )


def _body(page: nd30.Page) -> str:
    return _blocks("body", page)


def _blocks(source: str, page: nd30.Page) -> str:
    """Return the loop over the blocks of *source*: paragraphs and tables."""
    emphasis, in_bold = _pieces("block.pieces"), _pieces("block.pieces", bold=True)
    return loop(
        f"block in {source}",
        tag('if block.component == "table"')
        + _data_table(page)
        + tag('elif block.component == "heading"')
        + paragraph("heading", in_bold)
        + tag('elif block.component == "closing"')
        + paragraph("closing", emphasis)
        + tag("else")
        + paragraph("body", emphasis)
        + tag("endif"),
    )


def _pieces(source: str, *, bold: bool = False) -> str:
    """Return the loop over runs and calls.

    A bold run inside a *bold* paragraph is upright in Word: the two toggle each other. It is
    therefore left out there. A call is text here, and becomes one when the template is compiled.
    """
    words = "{{ piece.text }}"
    choices = [("piece.plain", run(words)), ("piece.note", run("{{ piece.note }}", CALL_STYLE))]
    if bold:
        choices.append(("piece.italic", run(words, "italic")))
    else:
        choices.append(("piece.bold and piece.italic", run(words, "bold-italic")))
        choices.append(("piece.bold", run(words, "bold")))
    chosen = "".join(
        run(f"{{%r {'elif' if at else 'if'} {test} %}}") + what
        for at, (test, what) in enumerate(choices)
    )
    return (
        run(f"{{%r for piece in {source} %}}")
        + chosen
        + run("{%r else %}")
        + run(words, "" if bold else "italic")
        + run("{%r endif %}")
        + run("{%r endfor %}")
    )


def _data_table(page: nd30.Page) -> str:
    """Return a table of one specimen column: its widths are the document's when it is compiled."""
    width = page.text_width.twips
    heading = _cell_text("heading", _pieces("cell.pieces", bold=True))
    words = _pieces("cell.pieces")
    content = when("cell.keeps", _cell_text("cell", words, _KEEP), _cell_text("cell", words))
    rows = (
        row(_cells("block.columns", width, heading, _MIDDLE), "<w:tblHeader/>"),
        row([cell(width, text("table-cell", "{%tr for row in block.rows %}"))]),
        row(_cells("row", width, content)),
        row([cell(width, text("table-cell", "{%tr endfor %}"))]),
    )
    caption = paragraph("table-caption", _pieces("block.caption", bold=True))
    return (
        when("block.caption", caption)
        + f'<w:tbl><w:tblPr><w:tblStyle w:val="{DATA_TABLE}"/><w:tblW w:w="{width}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>{"".join(rows)}</w:tbl>'
        + small(height=nd30.TABLE_GAP, keep=_KEEP)
    )


def _cell_text(part: str, words: str, properties: str = "") -> str:
    """Return the paragraph of a cell, smaller in a bảng phân công; *part* is heading or cell."""
    return when(
        'form == "assignments"',
        paragraph(f"assignment-{part}", words, properties),
        paragraph(f"table-{part}", words, properties),
    )


def _cells(source: str, width: int, content: str, properties: str = "") -> tuple[str, ...]:
    return (
        cell(width, text("table-cell", f"{{%tc for cell in {source} %}}")),
        cell(width, content, properties=properties),
        cell(width, text("table-cell", "{%tc endfor %}")),
    )


def _foot(page: nd30.Page) -> str:
    left, right = slot_xml("recipients", page), slot_xml("signature", page)
    whole = table(_columns(page, nd30.FOOT_LEFT), ((left, right),))
    return when("recipients or authority or signed or signer", whole)


def _recipients(page: nd30.Page) -> str:
    return loop("block in recipients", _recipient_block("block")) + when(
        "not recipients", paragraph("recipients")
    )


def _recipient_block(block: str) -> str:
    # “Nơi nhận” stands on the baseline of quyền hạn.
    level = before(_drop("authority", "recipients-heading"))
    return text("recipients-heading", f"{{{{ {block}.heading }}}}", level) + loop(
        f"line in {block}.lines", text("recipients", "{{ line }}")
    )


def _signature(page: nd30.Page) -> str:
    signed = nd30.component("signed").size.house
    room = (nd30.SIGNING_ROOM.house - round(signed * metrics.LINE_HEIGHT)) // 2
    copied = text("signed", "{{ signed }}", before(room)) + text(
        "signer", "{{ signer }}", before(room)
    )
    return loop("line in authority", text("authority", "{{ line }}")) + when(
        "signed", copied, text("signer", "{{ signer }}", before(nd30.SIGNING_ROOM.house))
    )


def _copy(page: nd30.Page) -> str:
    """Return the line and the block below it (P.II, II.2): one table that stays on one page."""
    columns = _columns(page, nd30.COPY_LEFT)
    agency = (
        text("agency", "{{ copy.agency }}", _KEEP)
        + tag("with agency_rule_twips = copy_rule_twips")
        + _line("agency-rule", columns[0], _SPECIMEN, _KEEP)
        + tag("endwith")
    )
    kind = text("copy-kind", "{{ copy.kind }}", _KEEP)
    drop = before(nd30.HEAD_GAP + _drop("place-date", "number"))
    number = text("number", "{{ copy.number }}", _KEEP + drop)
    place = text("place-date", "{{ copy.place_date }}", _KEEP + before(nd30.HEAD_GAP))
    room = before(nd30.SIGNING_ROOM.house)
    signature = (
        loop("line in copy.authority", text("authority", "{{ line }}"))
        + text("signer", "{{ copy.signer }}", room)
    )  # fmt: skip
    rows = ((agency, kind), (number, place), (_recipient_block("copy.recipients"), signature))
    line = paragraph(FULL_RULE, properties=_KEEP)
    return when("copy", line + table(columns, rows, nd30.FOOT_GAP) + small())


def _annexes(page: nd30.Page) -> str:
    return when(
        "annexes",
        small(_SECTION)
        + loop(
            "annex in annexes",
            text("annex-number", "{{ annex.number }}")
            + text("annex-title", "{{ annex.title }}")
            + when("annex.reference", text("annex-reference", "{{ annex.reference }}"))
            + _blocks("annex.body", page)
            + when("not loop.last", small(_SECTION)),
        ),
        # Behind the table of the foot; the block of a copy brings its own.
        when("not copy", small()),
    )


def _columns(page: nd30.Page, share: float) -> tuple[Length, Length]:
    left = round(page.text_width * share)
    return Length(left), Length(page.text_width - left)


def _line(style: str, column: Length, share: float, properties: str = "") -> str:
    """Return a line with an indent of *share* of the column on both sides."""
    indent = Length(round(column * share)).twips
    between = f'<w:ind w:left="{indent}" w:right="{indent}"/>'
    return paragraph(style, properties=properties + between)


def _drop(larger: str, smaller: str) -> int:
    """Return how much lower the baseline of the *larger* component lies below a common top."""
    difference = nd30.component(larger).size.house - nd30.component(smaller).size.house
    return round(difference * metrics.ASCENT)


_SLOTS: Final[Mapping[str, Callable[[nd30.Page], str]]] = MappingProxyType(
    {
        "letterhead": _letterhead,
        "agency": _agency,
        "national": _national,
        "number": _number,
        "letter_subject": _letter_subject,
        "urgency": _urgency,
        "draft": _draft,
        "place_date": _place_date,
        "title": _title,
        "addressees": _addressees,
        "body": _body,
        "foot": _foot,
        "recipients": _recipients,
        "signature": _signature,
        "copy": _copy,
        "annexes": _annexes,
    }
)
