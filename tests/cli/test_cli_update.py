"""``soanthao update`` as a clerk meets it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from plain_notice import LUC_NAM
from soanthao.cli import updating as updating_screen
from soanthao.draft.load import load
from soanthao.errors import ConflictError
from soanthao.intake.changes import Change
from soanthao.notice.assignment_table import assignment_table
from soanthao.render import templates
from soanthao.render.context import notice_sheet
from soanthao.services import updating
from soanthao.sheet.workbook import write
from soanthao.word import merge


@pytest.fixture(scope="module")
def printed():
    """The notice of Lục Nam as Word file."""
    source, name = templates.word_source(templates.choose(None), "notice")
    document = notice_sheet(load(LUC_NAM).notice).document
    return merge.compile_template(source, name).render(document)


@pytest.fixture
def corrected(printed, tmp_path):
    """Return how to make a corrected file: each pair replaces words of one run."""

    def make(*pairs: tuple[str, str]) -> Path:
        document = docx.Document(io.BytesIO(printed))
        cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
        paragraphs = [*document.paragraphs, *(each for cell in cells for each in cell.paragraphs)]
        for old, new in pairs:
            runs = [run for each in paragraphs for run in each.runs if old in run.text]
            assert runs, old
            runs[0].text = runs[0].text.replace(old, new)
        path = tmp_path / "sửa.docx"
        document.save(path)
        return path

    return make


def test_an_untouched_file_changes_nothing(cli, workspace, corrected):
    before = workspace.read_bytes()
    code, out, err = cli("update", workspace, corrected(), "--yes")
    assert (code, out, err) == (0, "Không có gì thay đổi.\n", "")
    assert workspace.read_bytes() == before


def test_a_word_is_shown_and_written_and_the_rest_stays(cli, workspace, corrected):
    before = workspace.read_text("utf-8")
    code, out, err = cli(
        "update", workspace, corrected(("Hoàn thành việc", "Hoàn tất việc")), "--yes"
    )
    assert (code, err) == (0, "")
    assert "sửa mục 3.1: Hoàn [-thành-] {+tất+} việc" in out
    assert workspace.read_text("utf-8") == before.replace("Hoàn thành việc", "Hoàn tất việc")


def test_nothing_is_written_on_a_dry_run(cli, workspace, corrected):
    before = workspace.read_bytes()
    code, out, _ = cli("update", workspace, corrected(("Hoàn thành việc", "Xong")), "--dry-run")
    assert code == 0
    assert "{+Xong+}" in out
    assert workspace.read_bytes() == before


@pytest.mark.parametrize(("answer", "written"), [("c\n", True), ("K\n", False), ("", False)])
def test_the_clerk_is_asked(cli, workspace, corrected, monkeypatch, answer, written):
    before = workspace.read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    code, out, _ = cli("update", workspace, corrected(("Hoàn thành việc", "Xong")))
    assert code == 0
    assert "[c/K]" in out
    assert (workspace.read_bytes() != before) is written


def test_json_is_one_document_and_writes_nothing_unasked(cli, workspace, corrected):
    before = workspace.read_bytes()
    code, out, _ = cli("update", workspace, corrected(("Hoàn thành việc", "Xong")), "--json")
    document = json.loads(out)
    assert code == 0
    assert document["schema"] == "soanthao/update/1"
    assert [each["where"] for each in document["changes"]] == ["mục 3.1"]
    assert workspace.read_bytes() == before


def test_number_date_subject_and_recipients_flow_back(cli, workspace, corrected):
    path = corrected(
        ("\xa0/TB-UBND", "130/TB-UBND"),
        ("tháng 5 năm 2020", "lần thứ 5 năm 2020"),
        ("TT. Huyện ủy", "Thường trực Huyện ủy"),
    )
    code, out, _ = cli("update", workspace, path, "--yes")
    assert code == 0
    notice = load(workspace).notice
    assert notice.subject.endswith("lần thứ 5 năm 2020")
    assert notice.recipients[1].lines[0].text == "Thường trực Huyện ủy, HĐND huyện"
    assert notice.number.number == 130
    assert "sửa nơi nhận" in out


def test_what_belongs_to_the_agency_is_told(cli, workspace, corrected):
    code, _, err = cli("update", workspace, corrected(("CHÁNH VĂN PHÒNG", "Q. CHÁNH")), "--yes")
    assert code == 0
    assert "N610 “Q. CHÁNH” khác bản in" in err
    assert "N610 “CHÁNH VĂN PHÒNG” không còn trong Word" in err


def test_a_file_that_may_only_be_read_is_left_alone(cli, workspace, corrected):
    before = workspace.read_bytes()
    workspace.chmod(0o444)
    code, _, err = cli("update", workspace, corrected(("Hoàn thành việc", "Xong")), "--yes")
    assert code != 0
    assert "chỉ đọc" in err
    assert workspace.read_bytes() == before


def test_line_breaks_of_windows_and_the_mark_of_the_file_stay(cli, workspace, corrected):
    text = workspace.read_text("utf-8").replace("\n", "\r\n")
    workspace.write_bytes(b"\xef\xbb\xbf" + text.encode())
    path = corrected(("Hoàn thành việc", "Hoàn tất việc"))
    assert cli("update", workspace, path, "--yes")[0] == 0
    expected = text.replace("Hoàn thành việc", "Hoàn tất việc")
    assert workspace.read_bytes() == b"\xef\xbb\xbf" + expected.encode()


def test_what_is_wrong_with_the_other_file_stands_at_no_line(cli, workspace, tmp_path):
    (tmp_path / "x.odt").write_bytes(b"")
    _, _, err = cli("update", workspace, tmp_path / "x.odt", "--yes")
    assert "x.odt: cả tệp: N606" in err


def test_another_document_is_refused(cli, workspace, tmp_path):
    document = docx.Document()
    document.add_paragraph("Một văn bản hoàn toàn khác.")
    document.save(tmp_path / "khác.docx")
    code, _, err = cli("update", workspace, tmp_path / "khác.docx", "--yes")
    assert code == 3
    assert "N607" in err


def test_what_is_no_word_file_and_what_is_missing_is_said(cli, workspace, tmp_path):
    (tmp_path / "x.docx").write_bytes(b"khong phai Word")
    assert cli("update", workspace, tmp_path / "x.docx")[0] == 3
    assert cli("update", workspace, tmp_path / "thieu.docx")[0] == 4
    assert cli("update", workspace, tmp_path)[0] == 3


def test_a_conclusion_that_changed_meanwhile_is_a_conflict(workspace, corrected):
    update = updating.plan_update(workspace, corrected(("Hoàn thành việc", "Xong")))
    workspace.write_bytes(workspace.read_bytes() + b"# moi\n")
    with pytest.raises(ConflictError):
        updating.write_update(update)
    assert workspace.read_bytes().endswith(b"# moi\n")


def test_a_conclusion_with_aliases_is_not_edited(cli, workspace, corrected):
    text = workspace.read_text("utf-8")
    text = text.replace("to: [toan-huyen]", "to: &x [toan-huyen]", 1)
    workspace.write_text(text.replace("to: [toan-huyen]", "to: *x", 1), "utf-8")
    code, _, err = cli("update", workspace, corrected(), "--yes")
    assert code == 5
    assert "neo YAML" in err


def test_tracked_changes_count_as_accepted_and_comments_are_told(cli, workspace, corrected):
    path = corrected()
    document = docx.Document(path)
    paragraph = next(each for each in document.paragraphs if "Hoàn thành việc" in each.text)
    run = next(each for each in paragraph.runs if "Hoàn thành việc" in each.text)
    before, after = run.text.split("thành", 1)
    run.text = before
    for tag, inner, text in (("del", "delText", "thành"), ("ins", "t", "tất")):
        change = OxmlElement(f"w:{tag}")
        change.set(qn("w:id"), "901")
        change.set(qn("w:author"), "Lãnh đạo")
        piece, words = OxmlElement("w:r"), OxmlElement(f"w:{inner}")
        words.text = text
        piece.append(words)
        change.append(piece)
        paragraph._p.append(change)
    rest = [each for each in paragraph.runs if each._r is not run._r and each.text != "tất"]
    paragraph.add_run(after)
    for each in rest:
        paragraph._p.append(each._r)
    document.save(path)
    code, out, err = cli("update", workspace, path, "--yes")
    assert code == 0
    assert "Hoàn [-thành-] {+tất+} việc" in out
    assert "N1" in err
    assert "Hoàn tất việc" in workspace.read_text("utf-8")


def test_stopping_at_the_question_writes_nothing(cli, workspace, corrected, monkeypatch):
    class Stopped(io.StringIO):
        def readline(self, *_: object) -> str:
            raise KeyboardInterrupt

    before = workspace.read_bytes()
    monkeypatch.setattr("sys.stdin", Stopped())
    code, _, _ = cli("update", workspace, corrected(("Hoàn thành việc", "Xong")))
    assert code == 130
    assert workspace.read_bytes() == before


def test_a_terminal_shows_colours_and_a_pipe_none(capsys, monkeypatch):
    change = Change("sửa", "mục 1", "một hai", "một ba")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert updating_screen.told(change) == ("sửa mục 1: một \x1b[31;9mhai\x1b[0m \x1b[32mba\x1b[0m")
    monkeypatch.setattr("sys.stdout.isatty", lambda: False, raising=False)
    assert updating_screen.told(change) == "sửa mục 1: một [-hai-] {+ba+}"


def test_a_filled_in_table_has_the_same_screen(cli, workspace, tmp_path):
    book = openpyxl.load_workbook(io.BytesIO(write(assignment_table(load(workspace).notice))))
    for row in book.active.iter_rows(min_row=4):
        if row[8].value == "3.1":
            row[4].value = "chậm nhất ngày 25/6/2020"
    path = tmp_path / "điền.xlsx"
    book.save(path)
    before = workspace.read_bytes()
    code, out, err = cli("update", workspace, path, "--dry-run")
    assert (code, err) == (0, "")
    assert "sửa thời hạn của việc 3.1" in out
    assert "ngày [-20/6/2020-] {+25/6/2020+}" in out
    assert workspace.read_bytes() == before
    code, out, _ = cli("update", workspace, path, "--json", "--yes")
    assert [each["new"] for each in json.loads(out)["changes"]] == ["chậm nhất ngày 25/6/2020"]
    assert b"due: 2020-06-25" in workspace.read_bytes()


def test_a_table_that_cannot_be_read_is_refused(cli, workspace, tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"khong phai Excel")
    (tmp_path / "x.xlsm").write_bytes(b"khong phai Excel")
    code, _, err = cli("update", workspace, tmp_path / "x.xlsx", "--yes")
    assert (code, "tệp Excel" in err) == (3, True)
    code, _, err = cli("update", workspace, tmp_path / "x.xlsm", "--yes")
    assert (code, "N620" in err) == (3, True)
    assert cli("update", workspace, tmp_path / "thieu.xlsx")[0] == 4
