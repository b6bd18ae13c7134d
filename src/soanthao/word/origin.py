"""The properties of a Word file that say what its assignment table printed when it was made."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import quoteattr

from soanthao.notice import table_origin
from soanthao.notice.document import Document, PrintedTable
from soanthao.notice.table_origin import COLUMNS, PrintedRow
from soanthao.word.package import open_package, parse_xml, write_xml

PART: Final = "docProps/custom.xml"
_TYPES: Final = "[Content_Types].xml"
_RELATIONSHIPS: Final = "_rels/.rels"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM: Final = f"{_OFFICE}/custom-properties"
_VALUES: Final = f"{_OFFICE}/docPropsVTypes"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def add_origin(members: dict[str, bytes], document: Document) -> None:
    """Put into the package *members* what the table of *document* prints, row by row."""
    rows = [
        [cell.plain for cell in row]
        for block in document.body
        if isinstance(block, PrintedTable)
        for row in block.rows
        if len(row) == COLUMNS
    ]
    if not rows or PART in members or _RELATIONSHIPS not in members:
        return
    inner = "".join(
        f'<property fmtid="{_FORMAT}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{value}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(table_origin.properties(rows), start=2)
    )
    members[PART] = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_CUSTOM}" xmlns:vt="{_VALUES}">{inner}</Properties>'
    ).encode()
    types = parse_xml(members[_TYPES], _TYPES)
    override = types.makeelement(f"{{{_PACKAGE}/content-types}}Override")
    override.set("PartName", f"/{PART}")
    override.set("ContentType", _TYPE)
    types.append(override)
    members[_TYPES] = write_xml(types).encode()
    relations = parse_xml(members[_RELATIONSHIPS], _RELATIONSHIPS)
    relation = relations.makeelement(f"{{{_PACKAGE}/relationships}}Relationship")
    relation.set("Id", "soanthao")
    relation.set("Type", f"{_OFFICE}/relationships/custom-properties")
    relation.set("Target", PART)
    relations.append(relation)
    members[_RELATIONSHIPS] = write_xml(relations).encode()


def read_origin(data: bytes) -> tuple[PrintedRow, ...]:
    """Return what the table in the Word file *data* printed; empty where the file does not say.

    Raises:
        BrokenWordFileError: it is no Word file, or not one that is safe to read.
    """
    members = open_package(data)
    if PART not in members:
        return ()
    named = (
        (each.get("name") or "", "".join(each.itertext()))
        for each in parse_xml(members[PART], PART).iter(f"{{{_CUSTOM}}}property")
    )
    return table_origin.printed_rows(named)
