"""Which templates a render uses: the office's own folder before the program's, digest over both."""

import dataclasses
import pickle

import pytest

from plain_notice import LUC_NAM
from soanthao.draft.load import load
from soanthao.errors import ErrorKind, InputMissingError, TemplateError
from soanthao.notice.assignment import assign
from soanthao.notice.letter import letters
from soanthao.render import plan, templates
from soanthao.render.context import notice_sheet
from soanthao.render.job import prove_docx
from soanthao.render.letter_sheet import letter_sheet
from soanthao.word import merge
from word_office import office_docx, tear

OWN_WORDS = "Mọi vướng mắc đề nghị gọi số 0204.3884.xxx."


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "mẫu"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def notice():
    return load(LUC_NAM).notice


@pytest.fixture(scope="module")
def letter(notice):
    """The first letter of Lục Nam: its document and what it must say."""
    assignment = assign(notice)
    first = letters(notice, assignment)[0]
    sheet = letter_sheet(notice, first)
    return sheet.document, plan.letter_expectation(notice, assignment, first, sheet)


def test_without_a_folder_everything_is_the_programs_own():
    chosen = templates.choose()
    assert chosen == templates.Templates(
        templates.templates_root(), digest=templates.digest(templates.templates_root())
    )
    assert not any(chosen.is_own(form) for form in templates.FORMS)
    assert all(chosen.has_pdf(form) for form in templates.FORMS)
    assert templates.own_templates(chosen) == {}


def test_what_the_office_has_goes_before_and_what_it_lacks_comes_from_the_program(office):
    (office / "letter.docx").write_bytes(office_docx("letter"))
    chosen = templates.choose(office)
    assert chosen.words == {"letter"}
    assert (
        templates.word_source(chosen, "letter")[0]
        != (chosen.root / "word" / "letter.docx").read_bytes()
    )
    assert templates.word_source(chosen, "notice") == (
        (chosen.root / "word" / "notice.docx").read_bytes(),
        "notice.docx",
    )


def test_an_own_word_template_without_its_page_gives_no_pdf_and_a_warning(office):
    (office / "letter.docx").write_bytes(office_docx("letter"))
    chosen = templates.choose(office)
    assert not chosen.has_pdf("letter")
    assert list(templates.no_pdf(chosen, ("notice", "letter"))) == [
        "Mẫu letter.docx của cơ quan không có letter.html đi cùng nên chỉ có bản Word, không có "
        "bản PDF."
    ]


def test_with_its_page_it_gives_both(office):
    (office / "letter.docx").write_bytes(office_docx("letter"))
    (office / "letter.html").write_text('{% extends "base.html" %}', "utf-8")
    chosen = templates.choose(office)
    assert chosen.has_pdf("letter")
    assert list(templates.no_pdf(chosen, templates.FORMS)) == []


def test_a_page_alone_leaves_word_to_the_program(office):
    (office / "notice.html").write_text('{% extends "base.html" %}', "utf-8")
    chosen = templates.choose(office)
    assert chosen.is_own("notice")
    assert chosen.pages == {"notice"}
    assert templates.own_templates(chosen) == {}


@pytest.mark.parametrize("name", ["letter.docx", "letter.html", "logo.png", "con/own.css"])
def test_the_digest_changes_with_every_file_of_the_office(office, name):
    (office / "con").mkdir()
    for each in ("letter.html", "logo.png", "con/own.css"):
        (office / each).write_text("", "utf-8")
    (office / "letter.docx").write_bytes(office_docx("letter"))
    before = templates.choose(office)
    path = office / name
    change = office_docx("letter", lambda document: document.add_paragraph(""))
    path.write_bytes(change if name.endswith("docx") else b"p {}")
    after = templates.choose(office)
    assert templates.digest_of(before) == after.digest != before.digest


def test_what_word_holds_open_and_hidden_files_count_for_nothing(office):
    (office / "letter.docx").write_bytes(office_docx("letter"))
    before = templates.choose(office).digest
    for name in ("~$letter.docx", ".DS_Store"):
        (office / name).write_bytes(b"x")
    assert templates.choose(office).digest == before


def test_a_folder_that_is_not_there_is_not_found(office):
    with pytest.raises(InputMissingError, match="--templates"):
        templates.choose(office / "khác")


def test_every_fault_of_every_template_is_said_at_once(office):
    def without_body(document):
        for each in document.paragraphs:
            if "noi_dung" in each.text:
                each.runs[0].text = ""

    (office / "letter.docx").write_bytes(office_docx("letter", without_body))
    (office / "notice.docx").write_bytes(b"")
    (office / "letter.html").write_text("{{ x }", "utf-8")
    (office / "letters.docx").write_bytes(b"")
    (office / "thong-bao.docm").write_bytes(b"")
    with pytest.raises(TemplateError) as raised:
        templates.choose(office)
    assert raised.value.kind is ErrorKind.TEMPLATE
    assert str(raised.value).splitlines() == [
        "letters.docx: không biết mẫu này; có phải “letter.docx” không.",
        "thong-bao.docm: không biết mẫu này; chỉ dùng: notice.docx, letter.docx, extract.docx, "
        "assignments.docx.",
        "notice.docx: Tệp không phải là tệp Word (.docx) hoặc đã bị hỏng; hãy mở bằng Word và lưu "
        "lại ở dạng .docx.",
        "letter.docx, phần word/document.xml: thiếu chỗ điền “noi_dung” (nội dung: mọi đoạn, mục, "
        "bảng, chú thích, ô 6); hãy viết {{ noi_dung }} trong một đoạn riêng.",
        "letter.html, dòng 1: sai cú pháp (unexpected '}').",
    ]


def test_a_folder_without_any_template_is_a_mistake(office):
    with pytest.raises(TemplateError, match="không có mẫu nào"):
        templates.choose(office)


def test_a_folder_full_of_other_things_is_a_mistake(office):
    (office / "letter.docx").write_bytes(office_docx("letter"))
    for at in range(1001):
        (office / f"{at}.txt").write_bytes(b"")
    with pytest.raises(TemplateError, match="quá nhiều tệp"):
        templates.choose(office)


def test_a_template_that_cannot_be_read_is_named(office):
    (office / "letter.docx").write_bytes(office_docx("letter"))
    chosen = templates.choose(office)
    (office / "letter.docx").unlink()
    (office / "letter.docx").symlink_to("/proc/self/mem")
    with pytest.raises(TemplateError, match=r"letter\.docx: không đọc được"):
        templates.own_templates(dataclasses.replace(chosen, digest="khác"))


def test_the_choice_travels_to_a_worker(office):
    (office / "letter.docx").write_bytes(office_docx("letter"))
    chosen = templates.choose(office)
    assert pickle.loads(pickle.dumps(chosen)) == chosen


# What an office's own letter must say


def own_letter(office, letter, change=None):
    document, expected = letter
    (office / "letter.docx").write_bytes(office_docx("letter", change))
    chosen = templates.choose(office)
    data, name = templates.word_source(chosen, "letter")
    placed = templates.placed(chosen, expected, document)
    own = templates.own_templates(chosen)["letter"]
    return placed, own, merge.compile_template(data, name).render(document)


def torn(document):
    document.sections[0].footer.paragraphs[0].text = "Điện thoại: 0204.3884.xxx"
    for each in document.paragraphs:
        tear(each)


@pytest.mark.parametrize("change", [None, torn])
def test_an_own_letter_holds_the_proof(office, letter, notice, change):
    placed, own, data = own_letter(office, letter, change)
    proof = prove_docx(plan.known(notice), placed, "x.docx", data, own.read_aside)
    assert proof.holds, proof
    assert OWN_WORDS in placed.stream
    assert OWN_WORDS in placed.fixed


def test_the_proof_of_an_own_letter_sees_a_word_that_is_missing(office, letter, notice):
    placed, own, data = own_letter(office, letter)
    members = merge.open_package(data)
    part = "word/document.xml"
    members[part] = members[part].replace(b"0204.3884", b"0204.3885")
    hurt = merge.close_package(members)
    proof = prove_docx(plan.known(notice), placed, "x.docx", hurt, own.read_aside)
    assert [flaw.detail for flaw in proof.extra] == [
        "đoạn không có trong kết luận: “Mọi vướng mắc đề nghị gọi số 0204.3885.xxx.”"
    ]
    assert proof.altered


def test_what_the_program_prints_is_expected_as_before(office, letter, notice):
    (office / "letter.docx").write_bytes(office_docx("letter"))
    sheet = notice_sheet(notice)
    expected = plan.notice_expectation(notice, sheet)
    assert templates.placed(templates.choose(office), expected, sheet.document) is expected


def test_a_document_with_more_than_the_template_has_room_for_is_refused(office, notice):
    (office / "assignments.docx").write_bytes(office_docx("assignments"))
    sheet = notice_sheet(notice)
    expected = plan.notice_expectation(notice, sheet)
    signed = dataclasses.replace(sheet.document, form="assignments")
    with pytest.raises(TemplateError, match=r"assignments\.docx: thiếu chỗ điền .*chu_ky"):
        templates.placed(templates.choose(office), expected, signed)
