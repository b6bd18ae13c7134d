"""An office's own templates at the command line: exit codes, and what standard error says."""

import pytest

from word_office import office_docx


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "mẫu"
    folder.mkdir()
    (folder / "letter.docx").write_bytes(office_docx("letter"))
    return folder


def render(cli, conclusion, office):
    return cli("render", conclusion, "--format", "docx,pdf", "--templates", office)


def test_every_fault_of_the_templates_comes_at_once_with_exit_6_and_nothing_changes(
    cli, workspace, office
):
    def ruined(document):
        for each in document.paragraphs:
            if "noi_dung" in each.text:
                each.runs[0].text = "{{ noi_dungg }}"
            if "phu_luc" in each.text:
                each.runs[0].text = ""

    out = workspace.parent / "out"
    out.mkdir()
    (office / "letter.docx").write_bytes(office_docx("letter", ruined))
    (office / "notice.docx").write_bytes(b"PK")
    code, said, err = render(cli, workspace, office)
    assert (code, said) == (6, "")
    assert [line.partition(":")[0] for line in err.splitlines()] == [
        "notice.docx",
        "letter.docx, phần word/document.xml, đoạn 10, gần “{{ noi_dungg }}”",
        "letter.docx, phần word/document.xml",
    ]
    assert list(out.iterdir()) == []


def test_a_folder_that_is_not_there_is_exit_4(cli, workspace, tmp_path):
    code, _, err = render(cli, workspace, tmp_path / "không có")
    assert code == 4
    assert "không có" in err


def test_word_without_its_page_is_a_warning_and_exit_0(cli, workspace, office):
    text = workspace.read_text("utf-8")
    cut = text.replace("\nletters:\n", "\nletters:\n  only: [xa-chu-dien]\n", 1)
    workspace.write_text(cut, "utf-8")
    code, _, err = render(cli, workspace, office)
    assert code == 0
    assert err.count("letter.docx") == 1
    assert "không có letter.html" in err
