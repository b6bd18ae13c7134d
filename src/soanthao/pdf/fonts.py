"""The fonts of a PDF: the four faces that travel with the program, and nothing else.

WeasyPrint finds fonts through fontconfig, which answers with whatever the machine has, an older
release of the same family or another family included. So it is shown our faces alone, and what a
document was really set in is compared with them byte for byte.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from locale import getpreferredencoding
from pathlib import Path
from typing import TYPE_CHECKING, Final

from soanthao import files
from soanthao.errors import MissingToolError
from soanthao.notice.document import Document
from soanthao.pdf import engine, faces
from soanthao.pdf.reader import UnreadablePdfError
from soanthao.standard.repertoire import is_printable

if TYPE_CHECKING:
    import pikepdf
    from weasyprint.document import Document as LaidOut
    from weasyprint.text.fonts import FontConfiguration

FONT_FAMILY: Final = f"'{faces.FAMILY}'"
"""As a value of CSS ``font-family``."""

_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")
_CALLS: Final = range(0xE000, 0xF900)
"""Private characters stand for calls of notes."""
_AROUND: Final = 20
_SAMPLE: Final = (
    '<html lang="vi"><title>a</title>'
    f'<body style="font-family: {FONT_FAMILY}">ế<b>ế<i>ế</i></b><i>ế</i></body>'
)


def configuration() -> FontConfiguration:
    """Return our faces as WeasyPrint wants them, proven to be found; no font of the machine.

    Raises:
        MissingToolError: a face is missing or is another one, or cannot be loaded.
    """
    paths = faces.sound_faces()
    engine.weasyprint()
    from weasyprint.text.ffi import ffi, fontconfig, pangoft2  # noqa: PLC0415 - heavy
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - heavy

    with engine.own_fontconfig():
        fonts = FontConfiguration()
        for path in paths:
            if not fontconfig.FcConfigAppFontAddFile(fonts._config, _encoded(path)):
                raise MissingToolError(
                    f"Không nạp được phông chữ “{path}”; hãy cài đặt lại chương trình."
                )
        pangoft2.pango_fc_font_map_config_changed(ffi.cast("PangoFcFontMap *", fonts.font_map))
        # Pango also starts fontconfig by itself, in a thread, and has finished when it lays out.
        _try(fonts)
    return fonts


def checked_faces(laid_out: LaidOut) -> tuple[str, ...]:
    """Return what a manifest names as the fonts of a document that was written as PDF.

    Raises:
        MissingToolError: something is set in another font, an office's own of our name included.
    """
    from weasyprint.text.fonts import get_hb_object_data  # noqa: PLC0415 - heavy

    ours = {face.sha256 for face in faces.FACES}
    for font in laid_out.fonts.values():
        if files.sha256(get_hb_object_data(font.hb_face)) not in ours:
            raise MissingToolError(_foreign([font.family]))
    return (faces.IDENTITY,) if laid_out.fonts else ()


def check_characters(document: Document) -> None:
    """Refuse a character that the font lacks.

    Raises:
        MissingToolError: naming the character, its code and the words around it.
    """
    for text in (*document.stream(), *document.notes(), *document.beside()):
        for at, char in enumerate(text):
            if not (is_printable(char) or char.isspace() or ord(char) in _CALLS):
                words = text[max(0, at - _AROUND) : at + _AROUND]
                raise MissingToolError(
                    f"Phông chữ {faces.FAMILY} không có ký tự “{char}” (U+{ord(char):04X}) trong "
                    f"“{words}”; hãy thay ký tự đó bằng chữ hoặc dấu thường."
                )


def fonts_of(data: bytes) -> tuple[str, ...]:
    """Return the family names of the fonts of a PDF, without subset prefix, sorted.

    Raises:
        MissingToolError: a font is not embedded, so another machine would show another one.
        UnreadablePdfError: *data* is no PDF.
    """
    import pikepdf  # noqa: PLC0415 - heavy

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return tuple(sorted({_family(font) for font in _fonts(pdf)}))
    except pikepdf.PdfError as error:
        raise UnreadablePdfError(
            f"Không đọc được phông chữ của tệp PDF ({error}); hãy kết xuất lại."
        ) from error


def checked_fonts(data: bytes) -> tuple[str, ...]:
    """Return the families of a PDF that embeds our font and no other.

    Raises:
        MissingToolError: naming the other fonts.
    """
    fonts = fonts_of(data)
    if foreign := [name for name in fonts if name != faces.FAMILY]:
        raise MissingToolError(_foreign(foreign))
    return fonts


def _foreign(names: list[str]) -> str:
    listed = ", ".join(f"“{name}”" for name in names)
    return (
        f"Tệp PDF dùng phông {listed} thay cho {faces.FAMILY} {faces.VERSION} mà chương trình mang "
        "theo; hãy bỏ phông đó khỏi mẫu của cơ quan, hoặc chạy “soanthao doctor”."
    )


def _try(fonts: FontConfiguration) -> None:
    """Set a word in each face and look which files were used."""
    with engine.watched("thử phông"):
        laid_out = engine.weasyprint().HTML(string=_SAMPLE).render(font_config=fonts)
        laid_out.write_pdf()
    checked_faces(laid_out)
    if len(laid_out.fonts) != len(faces.FACES):
        raise MissingToolError(
            f"Phông chữ {faces.FAMILY} không đủ {len(faces.FACES)} kiểu chữ khi in thử; "
            "hãy cài đặt lại chương trình."
        )


def _encoded(path: Path) -> bytes:
    """Return *path* as fontconfig opens it; it knows the letters of the machine's code page."""
    try:
        return str(path).encode(getpreferredencoding(False))
    except UnicodeEncodeError as error:
        raise MissingToolError(
            f"Đường dẫn “{path}” có chữ mà máy không mở được khi in PDF; hãy cài chương trình vào "
            "thư mục không dấu."
        ) from error


def _family(font: pikepdf.Object) -> str:
    descriptor = font.get("/FontDescriptor")
    name = _SUBSET.sub("", str(font.get("/BaseFont", "?")).removeprefix("/"))
    if descriptor is None or not any(key in descriptor for key in _FILES):
        raise MissingToolError(
            f"Phông “{name}” không được nhúng vào tệp PDF; hãy in lại bằng soanthao."
        )
    return str(descriptor.get("/FontFamily", name))


def _fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Yield each font that has letters itself: simple ones, and the heirs of composite ones."""
    import pikepdf  # noqa: PLC0415 - heavy

    for item in pdf.objects:
        if (
            isinstance(item, pikepdf.Dictionary)
            and item.get("/Type") == "/Font"
            and "/DescendantFonts" not in item
        ):
            yield item
