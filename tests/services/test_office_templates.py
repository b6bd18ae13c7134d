"""A render by an office's own templates: what it makes, what it warns of, what it refuses."""

import json
import shutil

import pytest

from soanthao.errors import TemplateError
from soanthao.pdf.reader import read_text
from soanthao.services.proving import prove_folder
from soanthao.services.rendering import RenderRequest, render
from soanthao.word.reader import read_paragraphs
from word_office import office_docx

pytestmark = pytest.mark.torture

OWN_WORDS = "Mọi vướng mắc đề nghị gọi số 0204.3884.xxx."
PAGE = """{% extends "base.html" %}
{% block under_number %}<p class="letter-subject">{{ document.subject }}</p>{% endblock %}
"""


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "mẫu"
    folder.mkdir()
    (folder / "letter.docx").write_bytes(office_docx("letter"))
    return folder


@pytest.fixture
def small(workspace):
    """The conclusion with letters to two units alone."""
    text = workspace.read_text("utf-8")
    assert "\nletters:\n" in text
    cut = text.replace("\nletters:\n", "\nletters:\n  only: [xa-chu-dien, xa-truong-son]\n", 1)
    workspace.write_text(cut, "utf-8")
    return workspace


def rendered(conclusion, office=None, formats=("docx", "pdf")):
    return render(RenderRequest(conclusion, formats=formats, workers=1, templates=office))


def listed(report):
    return json.loads((report.out / "manifest.json").read_text("utf-8"))


def test_letters_come_by_the_offices_template_in_word_alone_with_one_warning(small, office):
    report = rendered(small, office)
    for letter in listed(report)["letters"]:
        assert OWN_WORDS in read_paragraphs((report.out / letter["docx"]).read_bytes())
        assert letter["pdf"] is None
        assert letter["pages"] is None
    assert listed(report)["notice"]["pdf"] == "notice.pdf"
    assert [str(each) for each in report.warnings if "letter.docx" in str(each)] != []
    assert prove_folder(small, report.out, office).holds


def test_agency_yaml_may_name_the_folder(small, office):
    shutil.copytree(office, small.parents[1] / "mau")
    agency = small.parents[1] / "agency.yaml"
    agency.write_text(agency.read_text("utf-8") + "\ntemplates: mau\n", "utf-8")
    report = rendered(small, formats=("docx",))
    name = listed(report)["letters"][0]["docx"]
    assert OWN_WORDS in read_paragraphs((report.out / name).read_bytes())
    assert prove_folder(small, report.out).holds


def test_a_page_alone_makes_the_pdf(small, office):
    (office / "letter.docx").unlink()
    (office / "letter.html").write_text(PAGE, "utf-8")
    report = rendered(small, office)
    for letter in listed(report)["letters"]:
        text = read_text((report.out / letter["pdf"]).read_bytes())
        assert "Kính gửi" in text


def test_a_page_that_says_more_than_the_document_is_the_offices_fault(small, office):
    rendered(small, formats=("docx",))
    before = (small.parent / "out" / "manifest.json").read_bytes()
    (office / "letter.docx").unlink()
    (office / "letter.html").write_text(
        '{% extends "base.html" %}{% block title %}<p>Thêm một dòng</p>{% endblock %}', "utf-8"
    )
    with pytest.raises(TemplateError, match="Mẫu letter của cơ quan in ra chữ khác"):
        rendered(small, office)
    assert before == (small.parent / "out" / "manifest.json").read_bytes()


def test_a_broken_template_changes_nothing_and_says_every_fault(small, office):
    report = rendered(small, formats=("docx",))
    before = {path: path.read_bytes() for path in report.out.rglob("*") if path.is_file()}
    (office / "notice.docx").write_bytes(office_docx("letter"))
    (office / "letter.html").write_text("{{", "utf-8")
    with pytest.raises(TemplateError) as raised:
        rendered(small, office)
    lines = str(raised.value).splitlines()
    assert [line for line in lines if line.startswith("notice.docx, phần word/document.xml, đoạn")]
    assert [line for line in lines if line.startswith("letter.html, dòng 1")]
    after = {path: path.read_bytes() for path in report.out.rglob("*") if path.is_file()}
    assert after == before
