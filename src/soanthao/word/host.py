"""An office's own Word package made ready to hold our text: cleaned of traces, lent our styles.

What Word writes about its author and machine is taken out; the styles that a filled slot needs are
added where the office has not defined them itself. What may not travel at all, macros and parts
that lie on another machine, is said as a fault.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Final

from soanthao.word.package import Element, parse_xml, write_xml
from soanthao.word.reader import W
from soanthao.word.styles import styles_xml

CORE: Final = "docProps/core.xml"
TYPES: Final = "[Content_Types].xml"
ROOT_RELATIONSHIPS: Final = "_rels/.rels"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_RELATION: Final = f"{_PACKAGE}/relationships/metadata/core-properties"
_STYLES_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_DOCUMENT_TYPE: Final = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
_TRACES: Final = ("docProps/", "customXml/", "word/glossary/", "word/comments", "word/people.xml")
"""What Word writes beside the text: properties, data of add-ins, building blocks, remarks."""
_UNSAFE: Final = {
    "word/vbaProject": "có macro (mã lệnh VBA)",
    "word/vbaData": "có macro (mã lệnh VBA)",
    "word/activeX": "có nút bấm ActiveX",
    "word/embeddings": "có tệp nhúng (OLE)",
    "word/afchunk": "có tệp ghép (altChunk)",
}
_UNSAFE_RELATIONS: Final = {
    "vbaProject": _UNSAFE["word/vbaProject"],
    "wordVbaData": _UNSAFE["word/vbaData"],
    "control": _UNSAFE["word/activeX"],
    "activeXControlBinary": _UNSAFE["word/activeX"],
    "oleObject": _UNSAFE["word/embeddings"],
    "package": _UNSAFE["word/embeddings"],
    "aFChunk": _UNSAFE["word/afchunk"],
    "subDocument": "có tài liệu con (Subdocument)",
    "frame": "có khung chứa tệp khác (Frame)",
}
"""What a part is to Word says its relationship, whatever the part is called."""

_WEB: Final = ("http://", "https://", "mailto:", "#")
"""Where a link may lead: a click on any other could open a program or another machine's files."""

_SETTINGS_TRACES: Final = ("rsids", "docVars", "trackRevisions", "attachedTemplate", "mailMerge")
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def package_faults(members: Mapping[str, bytes], part: str) -> Iterator[tuple[str, str]]:
    """Yield what may not be in a template, as the part and a sentence; *part* holds the text.

    Raises:
        BrokenWordFileError: a part that lists others is no XML.
    """
    if TYPES not in members:
        yield TYPES, "thiếu phần này; hãy mở mẫu bằng Word và lưu lại"
        return
    kind = _content_type(members, part)
    if kind not in ("", _DOCUMENT_TYPE):
        yield part, "không phải tài liệu Word thường (.docx); hãy lưu lại ở dạng .docx, không macro"
    for beginning, words in _UNSAFE.items():
        low = beginning.lower()
        name = next((name for name in members if name.lower().startswith(low)), None)
        if name:
            yield name, f"{words}; hãy xóa khỏi mẫu"
    for name in members:
        if name.lower().endswith(".rels"):
            root = parse_xml(members[name], name)
            for words in dict.fromkeys(_unsafe(root)):
                yield name, f"{words}; hãy xóa khỏi mẫu"
            for target in _outside(root):
                yield (
                    name,
                    f"nối tới tệp ở ngoài “{target}”; hãy chèn hẳn hình vào mẫu, hoặc bỏ mẫu "
                    "đính kèm (Developer, Document Template)",
                )


def cleaned(members: Mapping[str, bytes], part: str) -> dict[str, bytes]:
    """Return *members* without traces of author and machine, with properties for us to fill."""
    kept = {
        name: content
        for name, content in members.items()
        if not name.startswith(_TRACES) and name != TYPES
    }
    gone = set(members) - set(kept)
    for name in list(kept):
        if name.endswith(".rels"):
            kept[name] = _without(kept[name], name, gone)
        elif posixpath.basename(name) == "settings.xml":
            kept[name] = _settled(kept[name], name)
    kept[CORE] = (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>'.encode()
    )
    kept[ROOT_RELATIONSHIPS] = _related(
        kept.get(ROOT_RELATIONSHIPS), ROOT_RELATIONSHIPS, _CORE_RELATION, CORE
    )
    kept |= _styled(kept, part)
    return {TYPES: _typed(members, kept), **kept}


def relationships(part: str) -> str:
    """Return the name of the member that says what *part* refers to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _content_type(members: Mapping[str, bytes], part: str) -> str:
    types = parse_xml(members[TYPES], TYPES)
    return next(
        (str(each.get("ContentType")) for each in types if each.get("PartName") == f"/{part}"), ""
    )


def _outside(root: Element) -> Iterator[str]:
    for each in root:
        target = str(each.get("Target"))
        hyperlink = (each.get("Type") or "").endswith("/hyperlink")
        on_the_web = hyperlink and target.lower().startswith(_WEB)
        if (each.get("TargetMode") or "").lower() == "external" and not on_the_web:
            yield target


def _unsafe(root: Element) -> Iterator[str]:
    for each in root:
        kind = (each.get("Type") or "").rpartition("/")[2]
        if kind in _UNSAFE_RELATIONS:
            yield _UNSAFE_RELATIONS[kind]


def _without(content: bytes, name: str, gone: set[str]) -> bytes:
    """Return the relationships *content* without those to members that are *gone*."""
    root = parse_xml(content, name)
    home = posixpath.dirname(posixpath.dirname(name))
    for each in list(root):
        target = str(each.get("Target"))
        path = posixpath.normpath(posixpath.join(home, target)) if target[:1] != "/" else target[1:]
        if path in gone:
            root.remove(each)
    return write_xml(root).encode()


def _settled(content: bytes, name: str) -> bytes:
    root = parse_xml(content, name)
    for trace in _SETTINGS_TRACES:
        for each in root.findall(f"{W}{trace}"):
            root.remove(each)
    return write_xml(root).encode()


def _styled(members: Mapping[str, bytes], part: str) -> dict[str, bytes]:
    """Return the members that lend the template our styles."""
    name = relationships(part)
    listed = parse_xml(members.get(name, b"<Relationships/>"), name)
    kind = f"{_OFFICE}/styles"
    target = next((str(each.get("Target")) for each in listed if each.get("Type") == kind), "")
    home = posixpath.dirname(part)
    styles = target[1:] if target[:1] == "/" else posixpath.join(home, target or "styles.xml")
    if styles in members:
        return {styles: _merged(members[styles], styles)}
    return {
        styles: styles_xml().encode(),
        name: _related(members.get(name), name, kind, "styles.xml"),
    }


def _merged(content: bytes, name: str) -> bytes:
    """Return the office's styles and those of ours that it has not defined."""
    own, ours = parse_xml(content, name), parse_xml(styles_xml().encode(), name)
    taken = {style.get(f"{W}styleId") for style in own.iter(f"{W}style")}
    bases = {
        style.get(f"{W}type"): style.get(f"{W}styleId")
        for style in own.iter(f"{W}style")
        if style.get(f"{W}default") in ("1", "true", "on")
    }
    for style in ours.iter(f"{W}style"):
        kind = style.get(f"{W}type")
        if style.get(f"{W}styleId") in taken or (style.get(f"{W}default") and kind in bases):
            continue
        lent = deepcopy(style)
        base = lent.find(f"{W}basedOn")
        if base is not None and kind in bases:
            base.set(f"{W}val", bases[kind])
        own.append(lent)
    return write_xml(own).encode()


def _related(content: bytes | None, name: str, kind: str, target: str) -> bytes:
    """Return the relationships *content* with one more."""
    empty = f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode()
    root = parse_xml(content or empty, name)
    taken = {each.get("Id") for each in root}
    identifier = next(f"rId{at}" for at in range(1, len(taken) + 2) if f"rId{at}" not in taken)
    new = deepcopy(parse_xml(empty, name))
    new.tag = f"{{{_PACKAGE}/relationships}}Relationship"
    for key, value in (("Id", identifier), ("Type", kind), ("Target", target)):
        new.set(key, value)
    root.append(new)
    return write_xml(root).encode()


def _typed(members: Mapping[str, bytes], kept: Mapping[str, bytes]) -> bytes:
    """Return the content types of what is *kept*, and of what was added."""
    root = parse_xml(members[TYPES], TYPES)
    space = f"{{{_PACKAGE}/content-types}}"
    for each in list(root):
        if each.tag == f"{space}Override" and str(each.get("PartName"))[1:] not in kept:
            root.remove(each)
    listed = {str(each.get("PartName"))[1:] for each in root}
    added = {CORE: _CORE_TYPE} | {
        name: _STYLES_TYPE for name in kept if posixpath.basename(name) == "styles.xml"
    }
    for name, kind in added.items():
        if name not in listed:
            new = root.makeelement(f"{space}Override", PartName=f"/{name}", ContentType=kind)
            root.append(new)
    return write_xml(root).encode()
