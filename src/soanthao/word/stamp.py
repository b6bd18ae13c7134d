"""Makes the Word templates from the table: ``python -m soanthao.word.stamp FOLDER``.

Two sheets: the notice (Mẫu 1.4) and the công văn (Mẫu 1.5). Both have a borderless head of two
rows (ô 2 | ô 1, then ô 3 | ô 4), the text, and a borderless foot (ô 9b | ô 7) that no page may
break. What a document fills in stands as docxtpl tags, loops in paragraphs of their own. Lines
below a text are empty paragraphs with a border above them; where a line is as long as the document
says, its indents are those of a specimen here and are computed when the template is compiled
(``merge``).

The committed templates are the output of this module; an office may edit its own copy in Word.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from docx import Document

from soanthao.standard import metrics, nd30, wording
from soanthao.standard.length import Length
from soanthao.word.package import close_package, open_package
from soanthao.word.styles import LANGUAGE, NAMESPACE, styles_xml

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument"
_WORD_TYPES: Final = f"{_TYPES}.wordprocessingml"
_HEADER_DISTANCE: Final = Length(nd30.PAGE.top.house // 2)
"""The page number stands in the middle of the top margin."""
_SPECIMEN: Final = 0.3
"""Indent of a line below a text in the template itself, as a share of its column."""

FORMS: Final = ("notice", "letter")


def stamp(form: str) -> bytes:
    """Return the template of *form* (``notice`` or ``letter``); always the same bytes."""
    parts = {name: (_XML + xml).encode() for name, xml in _parts(form).items()}
    buffer = io.BytesIO()
    Document(io.BytesIO(close_package(parts))).save(buffer)
    return _settled(buffer.getvalue())


def main(folder: Path) -> None:
    """Write the templates of all forms into *folder*."""
    for form in FORMS:
        (folder / f"{form}.docx").write_bytes(stamp(form))


def _settled(data: bytes) -> bytes:
    """Close *data* again, as python-docx leaves the order of its parts to a set."""
    return close_package(dict(sorted(open_package(data).items(), key=lambda member: member[0])))


def _parts(form: str) -> Mapping[str, str]:
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships(
            {
                "word/document.xml": f"{_OFFICE}/relationships/officeDocument",
                "docProps/core.xml": f"{_PACKAGE}/relationships/metadata/core-properties",
                "docProps/app.xml": f"{_OFFICE}/relationships/extended-properties",
            }
        ),
        "docProps/app.xml": (
            f'<Properties xmlns="{_OFFICE}/extended-properties">'
            "<Application>soanthao</Application></Properties>"
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:language>{LANGUAGE}</dc:language></cp:coreProperties>"
        ),
        "word/_rels/document.xml.rels": _relationships(
            {
                "styles.xml": f"{_OFFICE}/relationships/styles",
                "settings.xml": f"{_OFFICE}/relationships/settings",
                "header1.xml": f"{_OFFICE}/relationships/header",
            }
        ),
        "word/document.xml": _document(form),
        "word/header1.xml": _header(),
        "word/settings.xml": _settings(),
        "word/styles.xml": styles_xml().removeprefix(_XML),
    }


def _content_types() -> str:
    overrides = {
        "docProps/app.xml": f"{_TYPES}.extended-properties+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "word/document.xml": f"{_WORD_TYPES}.document.main+xml",
        "word/header1.xml": f"{_WORD_TYPES}.header+xml",
        "word/settings.xml": f"{_WORD_TYPES}.settings+xml",
        "word/styles.xml": f"{_WORD_TYPES}.styles+xml",
    }
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relationships(targets: Mapping[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target="{target}"/>'
        for at, (target, kind) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _settings() -> str:
    return (
        f'<w:settings xmlns:w="{NAMESPACE}"><w:zoom w:percent="100"/>'
        f'<w:defaultTabStop w:val="{nd30.component("body").first_line.twips}"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}"/></w:settings>'
    )


def _header() -> str:
    page = '<w:fldSimple w:instr=" PAGE ">' + _run("2") + "</w:fldSimple>"
    return f'<w:hdr xmlns:w="{NAMESPACE}">{_paragraph("page-number", page)}</w:hdr>'


def _document(form: str) -> str:
    middle = _title() if form == "notice" else _addressees()
    parts = (_head(form), middle, _body(), _foot(), _end(), _section())
    return (
        f'<w:document xmlns:w="{NAMESPACE}" xmlns:r="{_OFFICE}/relationships">'
        f"<w:body>{''.join(parts)}</w:body></w:document>"
    )


def _head(form: str) -> str:
    agency, motto = nd30.head_columns()
    issuer = (
        _loop("line in parent", _text("parent-agency", "{{ line }}"))
        + _loop("line in header", _text("agency", "{{ line }}"))
        + _line("agency-rule", agency, _SPECIMEN)
    )
    nation = (
        _text("national-name", wording.NATIONAL_NAME)
        + _text("motto", wording.MOTTO)
        + _line("motto-rule", motto, _motto_share(motto))
    )
    left = _text("number", "{{ number }}", _before(nd30.HEAD_GAP + _drop("place-date", "number")))
    if form == "letter":
        left += _if("subject", _text("letter-subject", "{{ subject }}"))
    left += _if("urgency", _text("urgency", "{{ urgency }}", _urgency_indent(agency)))
    left += _if("draft", _text("draft-mark", "{{ draft }}"))
    right = _text("place-date", "{{ place_date }}", _before(nd30.HEAD_GAP))
    return _table((agency, motto), ((issuer, nation), (left, right)))


def _title() -> str:
    subject = _text("subject", "{{ subject }}") + _line(
        "subject-rule", nd30.PAGE.text_width, _SPECIMEN
    )
    return _if("kind", _text("kind", "{{ kind }}")) + _if("subject", subject)


def _addressees() -> str:
    size = nd30.component("addressee").size.house
    left = Length(round(nd30.PAGE.text_width * nd30.ADDRESSEE_LEFT))
    dash = metrics.text_width("- ", size)
    names = Length(left + metrics.text_width("Kính gửi", size) + dash)
    heading = f'<w:ind w:left="{left.twips}"/><w:jc w:val="left"/>'
    item = f'<w:ind w:left="{names.twips}" w:hanging="{dash.twips}"/><w:jc w:val="left"/>'
    return (
        _tag("if addressees|length == 1")
        + _text("addressee", "{{ addressees[0] }}")
        + _tag("elif addressees")
        + _text("addressee", "{{ addressees[0] }}", heading)
        + _loop("line in addressees[1:]", _text("addressee", "{{ line }}", item))
        + _tag("endif")
    )


def _body() -> str:
    emphasis = (
        _run("{%r if run.bold and run.italic %}")
        + _run("{{ run.text }}", "bold-italic")
        + _run("{%r elif run.bold %}")
        + _run("{{ run.text }}", "bold")
        + _run("{%r elif run.italic %}")
        + _run("{{ run.text }}", "italic")
        + _run("{%r else %}")
        + _run("{{ run.text }}")
        + _run("{%r endif %}")
    )
    # A bold run inside a bold paragraph is upright in Word: the two toggle each other.
    in_heading = (
        _run("{%r if run.italic %}")
        + _run("{{ run.text }}", "italic")
        + _run("{%r else %}")
        + _run("{{ run.text }}")
        + _run("{%r endif %}")
    )
    choice = (
        _tag('if paragraph.component == "heading"')
        + _paragraph("heading", _runs(in_heading))
        + _tag('elif paragraph.component == "closing"')
        + _paragraph("closing", _runs(emphasis))
        + _tag("else")
        + _paragraph("body", _runs(emphasis))
        + _tag("endif")
    )
    return _loop("paragraph in body", choice)


def _foot() -> str:
    recipients, signature = nd30.foot_columns()
    block = _text("recipients-heading", "{{ block.heading }}", _before(_level())) + _loop(
        "line in block.lines", _text("recipients", "{{ line }}")
    )
    left = (
        _loop("block in recipients", block)
        + _tag("if not recipients")
        + _paragraph("recipients")
        + _tag("endif")
    )
    right = _loop("line in authority", _text("authority", "{{ line }}")) + _text(
        "signer", "{{ signer }}", _before(nd30.SIGNING_ROOM.house)
    )
    table = _table((recipients, signature), ((left, right),))
    return _if("recipients or authority or signer", table)


def _end() -> str:
    """Return the paragraph that Word wants behind a table, as small as it can be."""
    spacing = '<w:spacing w:line="20" w:lineRule="exact"/>'
    return f'<w:p><w:pPr>{spacing}<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'


def _section() -> str:
    page = nd30.PAGE
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{page.width.house.twips}" w:h="{page.height.house.twips}"/>'
        f'<w:pgMar w:top="{page.top.house.twips}" w:right="{page.right.house.twips}"'
        f' w:bottom="{page.bottom.house.twips}" w:left="{page.left.house.twips}"'
        f' w:header="{_HEADER_DISTANCE.twips}" w:footer="{_HEADER_DISTANCE.twips}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def _table(widths: Iterable[Length], rows: Iterable[tuple[str, ...]]) -> str:
    columns = [width.twips for width in widths]
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    zero = "".join(
        f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{zero}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        + "".join(_row(columns, cells) for cells in rows)
        + "</w:tbl>"
    )


def _row(columns: Iterable[int], cells: Iterable[str]) -> str:
    content = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(columns, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{content}</w:tr>"


def _paragraph(style: str, content: str = "", properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def _run(text: str, style: str = "") -> str:
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _text(style: str, text: str, properties: str = "") -> str:
    return _paragraph(style, _run(text), properties)


def _tag(tag: str) -> str:
    return f"<w:p>{_run(f'{{%p {tag} %}}')}</w:p>"


def _loop(what: str, content: str) -> str:
    return _tag(f"for {what}") + content + _tag("endfor")


def _if(what: str, content: str) -> str:
    return _tag(f"if {what}") + content + _tag("endif")


def _runs(content: str) -> str:
    loop = _run("{%r for run in paragraph.text.runs %}")
    return loop + content + _run("{%r endfor %}")


def _line(style: str, column: Length, share: float) -> str:
    """Return a line with an indent of *share* of the column on both sides."""
    indent = Length(round(column * share)).twips
    return _paragraph(style, properties=f'<w:ind w:left="{indent}" w:right="{indent}"/>')


def _motto_share(column: Length) -> float:
    row = nd30.component("motto")
    line = nd30.rule("motto-rule").length(
        metrics.text_width(wording.MOTTO, row.size.house, row.bold)
    )
    return (column - line) / column / 2


def _urgency_indent(column: Length) -> str:
    width, _ = nd30.URGENCY_BOXES["khan"]
    return f'<w:ind w:left="0" w:right="{Length(column - width).twips}"/>'


def _before(space: int) -> str:
    return f'<w:spacing w:before="{Length(space).twips}"/>'


def _drop(larger: str, smaller: str) -> int:
    """Return how much lower the baseline of the *larger* component lies below a common top."""
    difference = nd30.component(larger).size.house - nd30.component(smaller).size.house
    return round(difference * metrics.ASCENT)


def _level() -> int:
    """Return the space that puts “Nơi nhận” on the baseline of quyền hạn."""
    return _drop("authority", "recipients-heading")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
