"""Whether two PDFs are the same, object by object, but for the words of a few lines.

The printer numbers its objects by the document alone and keeps the numbers of glyphs. So a document
printed with other figures in a line differs in the drawing of that line, and in the subsets of its
fonts; what these look like is asked elsewhere (:mod:`soanthao.pdf.frozen_pages`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_BOXES: Final = (
    "/MediaBox",
    "/CropBox",
    "/BleedBox",
    "/TrimBox",
    "/ArtBox",
    "/Rotate",
    "/UserUnit",
)
_SUBSET: Final = frozenset({"/W", "/Widths", "/FirstChar", "/LastChar", "/CharSet"})
"""What a font says of the characters that are in it."""
_SUBSETS: Final = (
    *("/FontFile", "/FontFile2", "/FontFile3", "/CIDSet"),
    *("/ToUnicode", "/CIDToGIDMap"),
)
"""Streams that hold, or list, the characters of a font."""
_LENGTHS: Final = frozenset({"/Length", "/Length1", "/Length2", "/Length3"})
_BOOKKEEPING: Final = frozenset({"/ObjStm", "/XRef"})
_NUMBER: Final = rb"-?\d+(?:\.\d+)?"
_PLACED: Final = re.compile(
    rb"(%s %s %s %s )%s( %s Tm)" % (_NUMBER, _NUMBER, _NUMBER, _NUMBER, _NUMBER, _NUMBER)
)
"""Where a line of text begins; the fifth number says how far to the right."""
_SHOWN: Final = re.compile(rb"\[(?:<[0-9a-fA-F]*>|%s| )*\] TJ" % _NUMBER)
"""The glyphs of a line, and how far they are moved together or apart."""
_GLYPHS: Final = re.compile(rb"<[0-9a-fA-F]*>")
_CALLED: Final = {
    "/Page": "thuộc tính của trang",
    "/Catalog": "thuộc tính chung của tệp",
    "/StructElem": "cây thẻ cấu trúc (lời đọc cho máy)",
    "/StructTreeRoot": "cây thẻ cấu trúc (lời đọc cho máy)",
    "/Font": "phông chữ",
    "/FontDescriptor": "phông chữ",
    "/Image": "hình ảnh",
    "/Filespec": "tệp kèm",
    "/EmbeddedFile": "tệp kèm",
    "/Annot": "ghi chú",
    "/Metadata": "siêu dữ liệu XMP",
    "/Outlines": "dấu trang",
    "/OutputIntent": "hồ sơ màu",
}


def beside(old: Pdf, new: Pdf) -> Iterator[str]:
    """Yield what differs beside the pages, and in their sizes: what a clerk has a name for."""
    if len(old.pages) != len(new.pages):
        yield f"số trang: bản đã duyệt có {len(old.pages)}, bản có số có {len(new.pages)}"
    for key in sorted({*old.docinfo.keys(), *new.docinfo.keys()}):
        was, is_now = (str(pdf.docinfo.get(key, "")) for pdf in (old, new))
        if was != is_now:
            name = "tên tài liệu" if key == "/Title" else f"mục {key.removeprefix('/')}"
            yield f"{name} trong thuộc tính phải là “{was}”, đọc thấy “{is_now}”"
    if _metadata(old) != _metadata(new):
        yield "siêu dữ liệu XMP khác bản đã duyệt"
    for name in sorted(old.attachments.keys() ^ new.attachments.keys()):
        yield f"{'thiếu' if name in old.attachments else 'thừa'} tệp kèm “{name}”"
    if ("/Outlines" in old.Root) != ("/Outlines" in new.Root):
        yield "dấu trang khác bản đã duyệt"
    pages = zip(old.pages, new.pages, strict=False)
    for number, (first, second) in enumerate(pages, start=1):
        if any(_unparsed(first.obj, key) != _unparsed(second.obj, key) for key in _BOXES):
            yield f"trang {number}: khổ giấy hoặc chiều trang khác bản đã duyệt"
        if len(first.get("/Annots", ())) != len(second.get("/Annots", ())):
            yield f"trang {number}: có ghi chú mà bản đã duyệt không có, hoặc thiếu ghi chú"


def inside(old: Pdf, new: Pdf) -> Iterator[str]:
    """Yield what differs in the objects themselves, used or not, drawings and fonts left out."""
    was, is_now = _Objects(old), _Objects(new)
    count = len(is_now.all) - len(was.all)
    if count:
        yield f"{'thừa' if count > 0 else 'thiếu'} {abs(count)} phần bên trong tệp"
        return
    if sorted(old.trailer.keys()) != sorted(new.trailer.keys()):
        yield "phần cuối tệp khác bản đã duyệt"
    found: dict[str, None] = {}
    for number, (first, second) in enumerate(zip(was.all, is_now.all, strict=True), start=1):
        if was.said(number, first) != is_now.said(number, second):
            found[_called(second)] = None
    for name in found:
        yield f"{name} khác bản đã duyệt"


def drawn_otherwise(old: Pdf, new: Pdf) -> Iterator[int]:
    """Yield the pages, from 1, that are drawn by other orders, words of lines left out."""
    pages = zip(old.pages, new.pages, strict=False)
    for number, (was, is_now) in enumerate(pages, start=1):
        first, second = _drawing(was.obj), _drawing(is_now.obj)
        if first != second and not _alike(first, second):
            yield number


class _Objects:
    """The objects of a file by number, and what they say that is not of a subset or a drawing."""

    def __init__(self, pdf: Pdf) -> None:
        import pikepdf  # noqa: PLC0415 - heavy

        self._object, self._stream = pikepdf.Object, pikepdf.Stream
        self._dictionary = pikepdf.Dictionary
        self.all = list(pdf.objects)
        self._free = {stream.objgen[0] for page in pdf.pages for stream in _streams(page.obj)}
        for each in self.all:
            if isinstance(each, pikepdf.Dictionary):
                held = (each.get(key) for key in _SUBSETS)
                self._free |= {one.objgen[0] for one in held if isinstance(one, pikepdf.Stream)}

    def said(self, number: int, value: Object) -> object:
        """Return what the object *number* says, to be compared with another file's."""
        if isinstance(value, self._stream):
            if value.get("/Type") in _BOOKKEEPING:
                return str(value.Type)
            free = number in self._free
            keys = set(value.keys()) - _LENGTHS
            return {
                key: _unparsed(value, key) for key in keys
            }, b"" if free else value.read_raw_bytes()
        if isinstance(value, self._dictionary) and value.get("/Type") in (
            "/Font",
            "/FontDescriptor",
        ):
            keys = set(value.keys()) - _SUBSET
            return {key: _unparsed(value, key) for key in keys}
        return value.unparse(resolved=True) if isinstance(value, self._object) else value


def _called(value: Object) -> str:
    import pikepdf  # noqa: PLC0415 - heavy

    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key in ("/Subtype", "/Type"):
            name = _CALLED.get(str(value.get(key, "")))
            if name:
                return name
        if "/S" in value and "/P" in value:
            return _CALLED["/StructElem"]
        if "/Title" in value or "/Producer" in value:
            return "thuộc tính của tệp"
    return "phần bên trong tệp"


def _metadata(pdf: Pdf) -> bytes:
    stream = pdf.Root.get("/Metadata")
    return b"" if stream is None else bytes(stream.read_bytes())


def _unparsed(value: Object, key: str) -> bytes:
    """Return the entry *key* of a dictionary as the file writes it; empty where there is none."""
    import pikepdf  # noqa: PLC0415 - heavy

    entry = value.get(key)
    if entry is None:
        return b""
    return entry.unparse() if isinstance(entry, pikepdf.Object) else repr(entry).encode()


def _streams(page: Object) -> list[Object]:
    import pikepdf  # noqa: PLC0415 - heavy

    contents = page.get("/Contents")
    if contents is None:
        return []
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents]


def _drawing(page: Object) -> bytes:
    return b"\n".join(bytes(stream.read_bytes()) for stream in _streams(page))


def _alike(old: bytes, new: bytes) -> bool:
    """Tell whether two drawings differ only in glyphs of lines, and where these begin."""
    for was, is_now in zip_longest(old.split(b"\n"), new.split(b"\n")):
        if was == is_now:
            continue
        if was is None or is_now is None:
            return False
        first, second = _PLACED.fullmatch(was), _PLACED.fullmatch(is_now)
        if first and second and first.groups() == second.groups():
            continue
        if not (_SHOWN.fullmatch(was) and _SHOWN.fullmatch(is_now)):
            return False
        if not _moves(is_now) <= _moves(was):
            return False
    return True


def _moves(shown: bytes) -> set[bytes]:
    """Return how far glyphs of a line are moved together or apart, each value once."""
    return set(_GLYPHS.sub(b" ", shown)[1:-4].split())
