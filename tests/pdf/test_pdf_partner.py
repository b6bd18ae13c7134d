"""An office's own HTML goes before the program's, behind the same fence, checked at once."""

from dataclasses import replace

import pytest
from pdf_documents import LETTER, NOTICE, TEMPLATES

from soanthao.errors import TemplateError
from soanthao.pdf.page import page_writer
from soanthao.pdf.partner import page_faults
from soanthao.pdf.printer import Printer
from soanthao.pdf.reader import read_text
from word_office import logo

OWN = """{% extends "base.html" %}
{% block under_number %}<p class="own">{{ document.subject }}</p>{% endblock %}
"""


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "mẫu"
    folder.mkdir()
    return folder


def printed(office, html, document=LETTER):
    (office / f"{document.form}.html").write_text(html, "utf-8")
    return Printer(TEMPLATES, office).print(document)


def test_the_offices_page_is_printed_and_may_rest_on_ours(office):
    (office / "letter.html").write_text(OWN, "utf-8")
    assert '<p class="own">' in page_writer(TEMPLATES, office)(LETTER)
    assert LETTER.number in read_text(printed(office, OWN).data)


def test_a_form_without_own_page_is_printed_as_if_the_folder_were_not_there(office):
    (office / "base.html").write_text("Khác", "utf-8")
    (office / "letter.html").write_text(OWN, "utf-8")
    write = page_writer(TEMPLATES, office)
    assert write(NOTICE) == page_writer(TEMPLATES)(NOTICE)
    assert write(LETTER) == "Khác"


def test_pictures_and_styles_beside_the_page_are_found(office):
    (office / "logo.png").write_bytes(logo())
    (office / "own.css").write_text("p { text-transform: uppercase }", "utf-8")
    picture = '<img src="logo.png" alt="Biểu trưng">'
    html = f'<link rel="stylesheet" href="own.css">{picture}<p>Chữ riêng</p>'
    assert "CHỮ RIÊNG" in read_text(printed(office, f'<html lang="vi">{html}</html>').data)


@pytest.mark.parametrize("path", ["../bí-mật.png", "/etc/hostname", "http://127.0.0.1:9/x.png"])
def test_nothing_outside_the_two_folders_is_read(office, path):
    (office.parent / "bí-mật.png").write_bytes(logo())
    with pytest.raises(TemplateError, match=r"letter\.html"):
        printed(office, f'<html lang="vi"><img src="{path}" alt=""><p>Chữ</p></html>')


def test_a_page_outside_the_office_is_no_template(office):
    (office.parent / "x.html").write_text("bí mật", "utf-8")
    with pytest.raises(TemplateError, match="Không có mẫu PDF"):
        printed(office, '{% include "../x.html" %}')


def test_what_the_page_names_and_a_document_has_not_is_said(office):
    with pytest.raises(TemplateError, match=r"letter\.html, dòng 1"):
        printed(office, "{{ document.chu_ky }}", replace(LETTER))


def test_every_broken_page_is_said_at_once(office):
    (office / "letter.html").write_text("<p>\n{{ document.number }</p>", "utf-8")
    (office / "notice.html").write_bytes("Thông báo".encode("utf-16"))
    (office / "base.html").write_text("{% if x %}", "utf-8")
    (office / "extract.html").mkdir()
    faults = list(page_faults(office))
    assert [fault.split(":")[0] for fault in faults] == [
        "base.html, dòng 1",
        "extract.html",
        "letter.html, dòng 2",
        "notice.html",
    ]


def test_pages_that_can_be_read_have_no_fault(office):
    (office / "letter.html").write_text(OWN, "utf-8")
    assert list(page_faults(office)) == []
