"""Which fonts a PDF was set in, and which one this machine has for documents.

The decree wants Times New Roman; where it is not installed, Liberation Serif stands in, whose
letters are as wide. Any third font means that lines break elsewhere than the office expects.
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from soanthao.errors import MissingToolError
from soanthao.pdf import engine
from soanthao.pdf.reader import UnreadablePdfError
from soanthao.standard import nd30

if TYPE_CHECKING:
    import pikepdf

HOUSE_FONTS: Final = (nd30.FONT, "Liberation Serif")
"""In the order of preference."""

_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
_FILES: Final = ("/FontFile", "/FontFile2", "/FontFile3")


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
    """Return the families of a PDF that is set in the house's fonts and in nothing else.

    Raises:
        MissingToolError: naming the other fonts, and what to install.
    """
    fonts = fonts_of(data)
    foreign = [name for name in fonts if name not in HOUSE_FONTS]
    if foreign:
        names = ", ".join(f"“{name}”" for name in foreign)
        raise MissingToolError(
            f"Tệp PDF dùng phông {names} thay cho {nd30.FONT}: máy chưa cài phông, hoặc văn bản có "
            f"ký tự mà phông này không có. Hãy cài: {engine.INSTALL_FONTS}; nếu đã cài thì hãy sửa "
            "ký tự lạ trong bản thảo."
        )
    return fonts


@functools.cache
def house_font() -> str:
    """Return the family in force on this machine: one of :data:`HOUSE_FONTS`.

    Raises:
        MissingToolError: neither is installed, or WeasyPrint's libraries are missing.
    """
    weasyprint = engine.weasyprint()
    page = f'<html lang="vi"><title>a</title><body style="font-family: {font_family()}">a</body>'
    with engine.watched("thử phông"):
        data = weasyprint.HTML(string=page).write_pdf()
    return checked_fonts(data)[0]


def font_family() -> str:
    """Return the house's fonts as a value of CSS ``font-family``."""
    return ", ".join(f"'{name}'" for name in HOUSE_FONTS)


def _family(font: pikepdf.Object) -> str:
    descriptor = font.get("/FontDescriptor")
    name = _SUBSET.sub("", str(font.get("/BaseFont", "?")).removeprefix("/"))
    if descriptor is None or not any(key in descriptor for key in _FILES):
        raise MissingToolError(
            f"Phông “{name}” không được nhúng vào tệp PDF; hãy cài: {engine.INSTALL_FONTS}."
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
