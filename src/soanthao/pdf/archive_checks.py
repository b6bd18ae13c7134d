"""PDF/A-3a (ISO 19005-3), as far as it can be seen in a moment: checked, not validated.

Asked of every PDF at the end of its render; what takes longer is asked by the tests.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from soanthao.pdf.properties import properties
from soanthao.pdf.reader import UnreadablePdfError

if TYPE_CHECKING:
    import pikepdf

_ACTIVE: Final = ("/OpenAction", "/AA", "/AcroForm", "/OCProperties", "/Perms", "/Collection")
_ACTIONS: Final = frozenset(
    f"/{name}"
    for name in (
        *("JavaScript", "Launch", "Sound", "Movie", "ResetForm", "ImportData", "SubmitForm"),
        *("Hide", "SetOCGState", "Rendition", "Trans", "GoTo3DView", "GoToR", "GoToE", "URI"),
    )
)
_PRINTED, _UNSEEN = 0b100, 0b100011
"""Flags of an annotation: printed; invisible, hidden, not viewed."""
_LANGUAGE: Final = "vi"


def flaws(data: bytes) -> tuple[str, ...]:
    """Return where a PDF is no PDF/A-3a, for the screen; the fonts are looked at elsewhere.

    Raises:
        UnreadablePdfError: *data* is no PDF.
    """
    import pikepdf  # noqa: PLC0415 - heavy

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return (*_said(pdf), *_tagged(pdf), *_painted(pdf), *_still(pdf), *_attached(pdf))
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadablePdfError(
            f"Không đọc được cấu trúc của tệp PDF ({error}); hãy kết xuất lại."
        ) from error


def _said(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what is wrong with what it says of itself (6.6)."""
    found = properties(pdf)
    if (found.part, found.conformance) != ("3", "A"):
        yield "không ghi là PDF/A-3a"
    if not found.title or found.title != str(pdf.docinfo.get("/Title", "")):
        yield "tên tài liệu trong XMP khác trong thuộc tính"
    if found.producer != str(pdf.docinfo.get("/Producer", "")):
        yield "tên chương trình trong XMP khác trong thuộc tính"


def _tagged(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what a reading machine would lack (6.7)."""
    if (
        "/MarkInfo" not in pdf.Root
        or not bool(pdf.Root.MarkInfo.get("/Marked"))
        or "/StructTreeRoot" not in pdf.Root
        or not {"/K", "/ParentTree"} <= pdf.Root.StructTreeRoot.keys()
    ):
        yield "không có cây thẻ cấu trúc"
    if str(pdf.Root.get("/Lang", "")) != _LANGUAGE:
        yield "không ghi là tiếng Việt"
    if any("/StructParents" not in page for page in pdf.pages):
        yield "có trang không nằm trong cây thẻ cấu trúc"


def _painted(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what another machine would show in another way (6.2)."""
    intents = [each for each in pdf.Root.get("/OutputIntents", []) if each.S == "/GTS_PDFA1"]
    if not intents or any("/DestOutputProfile" not in each for each in intents):
        yield "không có hồ sơ màu"
    if any("/Group" in page for page in pdf.pages):
        yield "có trang tô màu trong suốt"


def _still(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what acts by itself, is locked, or cannot be read out (6.1, 6.3, 6.5)."""
    import pikepdf  # noqa: PLC0415 - heavy

    if pdf.is_encrypted:
        yield "tệp bị khóa"
    active = [key for key in _ACTIVE if key in pdf.Root]
    if active or "/JavaScript" in pdf.Root.get("/Names", {}):
        yield f"có phần tự chạy hoặc biểu mẫu {', '.join(active)}".rstrip()
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Dictionary):
            continue
        if "/S" in each and each["/S"] in _ACTIONS:
            yield f"có lệnh {each['/S']}"
        if "/DescendantFonts" in each and "/ToUnicode" not in each:
            yield "có phông chữ không chép được thành chữ"
        if each.get("/Type") == "/ExtGState" and _is_transparent(each):
            yield "có chỗ tô màu trong suốt"
    for number, page in enumerate(pdf.pages, start=1):
        for each in page.get("/Annots", []):
            flags = int(each.get("/F", 0))
            if not flags & _PRINTED or flags & _UNSEEN:
                yield f"ghi chú ở trang {number} không in ra được"


def _is_transparent(state: pikepdf.Object) -> bool:
    is_masked = state.get("/SMask", "/None") != "/None"
    return is_masked or any(float(state.get(key, 1)) != 1 for key in ("/ca", "/CA"))


def _attached(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Yield what is wrong with how files are attached (6.8)."""
    associated = [each.objgen for each in pdf.Root.get("/AF", [])]
    for name, file in pdf.attachments.items():
        stream = file.obj.EF.F
        is_described = "/Subtype" in stream and "/ModDate" in stream.get("/Params", {})
        if not is_described or not {"/F", "/UF", "/AFRelationship"} <= set(file.obj.keys()):
            yield f"tệp kèm {name} thiếu loại, ngày hoặc quan hệ với văn bản"
        if associated.count(file.obj.objgen) != 1:
            yield f"tệp kèm {name} không gắn với văn bản"
    named = {file.obj.objgen for file in pdf.attachments.values()}
    if not named.issuperset(associated) or any("/AF" in page for page in pdf.pages):
        yield "có tệp kèm không tên"
    if any(each.objgen not in named for each in pdf.objects if _is_file(each)):
        yield "có tệp kèm không tên"


def _is_file(value: pikepdf.Object) -> bool:
    import pikepdf  # noqa: PLC0415 - heavy

    return isinstance(value, pikepdf.Dictionary) and "/EF" in value
