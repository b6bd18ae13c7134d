"""Whether a numbered Word file is the approved one, but for the words of number and date.

What may change is written into the approved file's own XML, and the result must then be the
numbered file: equal members in equal order, and of the parts that hold the changed lines equal
trees. So nothing has to be looked for; what differs is only named where there is something.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

from soanthao.notice.numbered import Change, shortened, unlike
from soanthao.standard import nd30
from soanthao.word.package import Element, main_part, open_package, parse_xml
from soanthao.word.reader import W
from soanthao.word.typed import text_of

_CORE: Final = "docProps/core.xml"
_STYLED: Final = frozenset(row.name for row in nd30.COMPONENTS)
_MARK: Final = "draft-mark"
_HEADER: Final = "copy-signature"
_MOST: Final = 20
"""So many differences are named; a file of another document has no end of them."""


def differences(
    before: bytes, after: bytes, changes: Sequence[Change], mark: str = ""
) -> Iterator[str]:
    """Yield what the file *after* is that *before* with *changes* is not, in Vietnamese.

    Args:
        before: the approved .docx.
        after: the numbered one.
        changes: the lines that differ; each must stand in *before* once, where it belongs.
        mark: the draft mark of *before* that *after* is without; empty where there is none.

    Raises:
        BrokenWordFileError: one of them is no Word file, or not one that is safe to read.
    """
    old, new = open_package(before), open_package(after)
    yield from _around(before, after)
    for name in old.keys() - new.keys():
        yield f"thiếu phần “{name}”"
    for name in new.keys() - old.keys():
        yield f"thừa phần “{name}”"
    if old.keys() == new.keys() and list(old) != list(new):
        yield "các phần bên trong tệp sai thứ tự"
    main = main_part(old)
    headers = [each for each in changes if each.component == _HEADER]
    lines = {
        main: [each for each in changes if each.component != _HEADER],
        **dict.fromkeys(_headers(old, headers), headers),
    }
    if headers and len(lines) == 1:
        yield f"{headers[0].place}: không thấy “{headers[0].before}” trong bản đã duyệt"
    for name in old:
        if name not in new:
            continue
        if name in lines:
            yield from _part(old[name], new[name], name, lines[name], mark)
        elif old[name] != new[name]:
            yield f"{_called(name)} khác bản đã duyệt"


def _around(before: bytes, after: bytes) -> Iterator[str]:
    """Yield what the zips hold beside their members, or say of them."""
    old, new = _entries(before), _entries(after)
    if len(old) == len(new) and old != new:
        yield "thuộc tính của các phần trong tệp nén khác bản đã duyệt"
    if _is_loose(after):
        yield "tệp nén có phần lạ ngoài các phần của tệp Word"


def _entries(data: bytes) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            (
                *(each.date_time, each.extra, each.comment, each.flag_bits, each.compress_type),
                *(each.external_attr, each.internal_attr, each.create_system, each.create_version),
                each.extract_version,
            )
            for each in archive.infolist()
        ]


def _is_loose(data: bytes) -> bool:
    """Tell whether some bytes of a zip belong to no member and to no table of members.

    Ours have neither a comment nor anything between, before or behind members.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        at, table = 0, 0
        for each in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
            name = len(each.filename.encode())
            if each.header_offset != at:
                return True
            at += 30 + name + each.compress_size
            table += 46 + name + len(each.extra) + len(each.comment)
        return archive.start_dir != at or at + table + 22 != len(data)


def _headers(members: dict[str, bytes], changes: Sequence[Change]) -> Iterator[str]:
    for name, content in members.items():
        if name.startswith("word/") and any(each.before.encode() in content for each in changes):
            yield name


def _part(
    before: bytes, after: bytes, name: str, changes: Sequence[Change], mark: str
) -> Iterator[str]:
    """Yield how a part with changing lines differs, after these were written into it."""
    old, new = parse_xml(before, name), parse_xml(after, name)
    paragraphs = list(old.iter(f"{W}p"))
    written: list[tuple[Element, Change]] = []
    for change in changes:
        found = next((each for each in paragraphs if _holds(each, change)), None)
        if found is None:
            yield f"{change.place}: không thấy “{change.before}” trong bản đã duyệt"
            continue
        text = next(each for each in found.iter(f"{W}t") if change.before in (each.text or ""))
        text.text = text.text.replace(change.before, change.after)
        written.append((found, change))
    if mark:
        _take_out(paragraphs, mark)
    if _whole(old) != _whole(new):
        yield from _named(old, new, name, written)


def _holds(paragraph: Element, change: Change) -> bool:
    """Tell whether *paragraph* is the place of *change*: its own, or one of an office's words."""
    style = _style(paragraph)
    texts = [each.text or "" for each in paragraph.iter(f"{W}t")]
    if style == change.component:
        return texts == [change.before]
    return style not in _STYLED and sum(each.count(change.before) for each in texts) == 1


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def _take_out(paragraphs: Iterable[Element], mark: str) -> None:
    for each in paragraphs:
        if _style(each) == _MARK and text_of(each) == mark:
            each.getparent().remove(each)
            return


def _whole(root: Element) -> bytes:
    """Return all that a part says, what stands around its root among it."""
    return bytes(etree.tostring(root.getroottree(), encoding="UTF-8"))


def _named(
    old: Element, new: Element, name: str, written: Sequence[tuple[Element, Change]]
) -> Iterator[str]:
    """Yield in words what differs between two parts that do."""
    was, is_now = list(old.iter(f"{W}p")), list(new.iter(f"{W}p"))
    places = {was.index(paragraph): change for paragraph, change in written}
    matcher = SequenceMatcher(None, _alone(was), _alone(is_now), autojunk=False)
    told: list[str] = []
    for kind, start, stop, begin, end in matcher.get_opcodes():
        if kind != "equal":
            told += _paragraphs(was, is_now, (start, stop, begin, end), places)
    if [*map(etree.tostring, old.iter(f"{W}sectPr"))] != [
        *map(etree.tostring, new.iter(f"{W}sectPr"))
    ]:
        told.append("khổ giấy, lề hoặc đầu, chân trang khác bản đã duyệt")
    if not told:
        told.append(f"{_called(name)} khác bản đã duyệt ở ngoài các đoạn văn")
    yield from told[:_MOST]


def _paragraphs(
    old: Sequence[Element],
    new: Sequence[Element],
    span: tuple[int, int, int, int],
    places: dict[int, Change],
) -> Iterator[str]:
    """Yield in words how old paragraphs became new ones; *span* says which."""
    start, stop, begin, end = span
    for at in range(max(stop - start, end - begin)):
        was = old[start + at] if start + at < stop else None
        is_now = new[begin + at] if begin + at < end else None
        if was is None and is_now is not None:
            yield f"thừa đoạn “{shortened(_text(is_now))}”"
        elif is_now is None and was is not None:
            yield f"thiếu đoạn “{shortened(_text(was))}”"
        elif was is not None and is_now is not None:
            yield _changed(start + at, was, is_now, places.get(start + at))


def _changed(at: int, old: Element, new: Element, change: Change | None) -> str:
    where = change.place if change else f"đoạn {at + 1}"
    was, is_now = _text(old), _text(new)
    if was == is_now:
        return f"{where}: định dạng khác bản đã duyệt ở “{shortened(was)}”"
    return f"{where}: {unlike(was, is_now)}"


def _alone(paragraphs: Iterable[Element]) -> list[bytes]:
    return [bytes(etree.tostring(each, with_tail=False)) for each in paragraphs]


def _text(paragraph: Element) -> str:
    """Return every word in *paragraph*, hidden ones and those of text boxes too."""
    return "".join(each.text or "" for each in paragraph.iter(f"{W}t"))


def _called(name: str) -> str:
    if name == _CORE:
        return f"phần “{name}” (tên tài liệu, thuộc tính)"
    if name == "word/styles.xml":
        return f"phần “{name}” (kiểu chữ)"
    if name.startswith("word/media/"):
        return f"hình ảnh “{name}”"
    return f"phần “{name}”"
