import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from pdf_documents import NOTICE, TEMPLATES, paragraph, printer, with_body

from soanthao.errors import ErrorKind, MissingToolError
from soanthao.pdf import engine, fonts
from soanthao.pdf.fonts import HOUSE_FONTS, checked_fonts, fonts_of, house_font
from soanthao.pdf.reader import UnreadablePdfError


def set_in(family: str, text: str = "Thông báo") -> bytes:
    page = f'<html lang="vi"><title>a</title><body style="font-family: {family}">{text}</body>'
    return engine.weasyprint().HTML(string=page).write_pdf()


def without_embedding(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                del item["/FontFile2"]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def installed(family: str) -> bool:
    listing = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True)
    return family in listing.stdout


def test_a_document_is_set_in_the_house_font_alone():
    printed = printer().print(with_body(NOTICE, paragraph("a **b** *c* ***d***", "closing")))
    assert printed.fonts == fonts_of(printed.data) == (house_font(),)


def test_the_house_font_is_the_decrees_where_it_is_installed():
    assert house_font() == HOUSE_FONTS[0 if installed(HOUSE_FONTS[0]) else 1]


def test_fonts_are_named_without_prefix_in_order():
    data = set_in("'Liberation Mono'", "a <span style=\"font-family: 'Liberation Serif'\">b</span>")
    assert fonts_of(data) == ("Liberation Mono", "Liberation Serif")


def test_a_pdf_without_text_has_no_fonts():
    assert fonts_of(set_in("serif", "")) == ()


def test_another_font_is_refused_by_name_with_what_to_install():
    with pytest.raises(MissingToolError, match=r"“Liberation Mono”.*fonts-liberation") as caught:
        checked_fonts(set_in("'Liberation Mono'"))
    assert caught.value.kind is ErrorKind.MISSING_TOOL


def test_a_font_that_is_not_embedded_is_refused():
    with pytest.raises(MissingToolError, match="“Liberation-Serif” không được nhúng"):
        fonts_of(without_embedding(set_in("'Liberation Serif'")))


def test_fonts_of_what_is_no_pdf_cannot_be_read():
    with pytest.raises(UnreadablePdfError, match="phông chữ"):
        fonts_of(b"khong phai PDF")


def test_a_character_that_the_house_font_lacks_is_refused():
    with pytest.raises(MissingToolError, match="ký tự"):
        printer().print(with_body(NOTICE, paragraph("Dấu \N{CHECK MARK}", "closing")))


def test_a_character_that_no_font_has_is_refused():
    with pytest.raises(MissingToolError, match="U\\+"):
        printer().print(with_body(NOTICE, paragraph("Chữ \u0378", "closing")))


def test_an_install_hint_names_the_debian_packages():
    for package in ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"):
        assert package in engine.INSTALL_LIBRARIES
    assert fonts.font_family() == "'Times New Roman', 'Liberation Serif'"
    assert Path(TEMPLATES, "pdf", "print.css").is_file()
