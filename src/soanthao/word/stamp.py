"""Makes the Word templates from the table: ``python -m soanthao.word.stamp FOLDER``.

Four sheets: the notice (Mẫu 1.4), the công văn (Mẫu 1.5), the trích sao (Mẫu 3.1, 3.2) and the
bảng phân công on landscape pages. All have a borderless head of two rows (ô 2 | ô 1, then ô 3 |
ô 4) and the text; the first three a borderless foot (ô 9b | ô 7) that no page may break. They are
put together from the pieces of ``blocks``. What a document fills in stands as docxtpl tags, loops
in paragraphs of their own. Lines below a text are empty paragraphs with a border above them. What
Word wants a number for (indents of such lines, widths of columns, calls of notes, sections) is a
specimen here, which becomes an expression when the template is compiled (``merge``).

The committed templates are the output of this module; an office may edit its own copy in Word.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from docx import Document

from soanthao.notice.document import Form
from soanthao.standard import nd30
from soanthao.standard.length import Length
from soanthao.word.blocks import slot_xml
from soanthao.word.package import close_package, open_package
from soanthao.word.styles import LANGUAGE, NAMESPACE, styles_xml
from soanthao.word.tags import paragraph, run

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument"
_WORD_TYPES: Final = f"{_TYPES}.wordprocessingml"
_HEADER_DISTANCE: Final = Length(nd30.PAGE.top.house // 2)
"""The page number stands in the middle of the top margin."""
_SHEETS: Final[Mapping[Form, tuple[str, ...]]] = {
    "notice": ("letterhead", "title", "body", "foot", "annexes"),
    "letter": ("letterhead", "addressees", "body", "foot", "annexes"),
    "extract": ("letterhead", "title", "body", "foot", "annexes", "copy"),
    "assignments": ("letterhead", "title", "body", "foot", "annexes"),
}
"""The slots of each form in order."""

FORMS: Final = tuple(_SHEETS)


def stamp(form: Form) -> bytes:
    """Return the template of *form*; always the same bytes."""
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


def _parts(form: Form) -> Mapping[str, str]:
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
    page = '<w:fldSimple w:instr=" PAGE ">' + run("2") + "</w:fldSimple>"
    return f'<w:hdr xmlns:w="{NAMESPACE}">{paragraph("page-number", page)}</w:hdr>'


def _document(form: Form) -> str:
    page = nd30.PAGE.turned() if form == "assignments" else nd30.PAGE
    parts = "".join(slot_xml(name, page) for name in _SHEETS[form])
    return (
        f'<w:document xmlns:w="{NAMESPACE}" xmlns:r="{_OFFICE}/relationships">'
        f"<w:body>{parts}{_section(page)}</w:body></w:document>"
    )


def _section(page: nd30.Page) -> str:
    turned = ' w:orient="landscape"' if page.width.house > page.height.house else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{page.width.house.twips}" w:h="{page.height.house.twips}"{turned}/>'
        f'<w:pgMar w:top="{page.top.house.twips}" w:right="{page.right.house.twips}"'
        f' w:bottom="{page.bottom.house.twips}" w:left="{page.left.house.twips}"'
        f' w:header="{_HEADER_DISTANCE.twips}" w:footer="{page.bottom.house.twips}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
