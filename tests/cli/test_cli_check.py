"""The screen of ``soanthao check``."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from soanthao.cli.main import run

ROOT = Path(__file__).parents[2]
LUC_NAM = ROOT / "drafts/luc-nam/2020-05/conclusion.yaml"
MINH_SON = ROOT / "drafts/xa-minh-son/2026-11/conclusion.yaml"


def test_errors_end_with_code_one_and_a_count(capsys):
    assert run(["check", str(LUC_NAM)]) == 1
    shown = capsys.readouterr().out.splitlines()
    assert "H112 LỖI: “nhân dân”: hãy viết “Nhân dân”. [Phụ lục II, V.1]" in "\n".join(shown)
    assert shown[-1].startswith(f"{LUC_NAM}: 3 lỗi, ")


def test_json_is_one_document_with_found_expected_and_clause(capsys):
    assert run(["check", "--json", str(LUC_NAM)]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "soanthao/check/1"
    (file,) = document["files"]
    (found,) = [each for each in file["findings"] if each["code"] == "H112"]
    assert (found["found"], found["expected"]) == ("nhân dân", "Nhân dân")
    assert (found["severity"], found["clause"]) == ("error", "Phụ lục II, V.1")
    assert found["line"] > 0
    assert found["column"] > 0


def test_the_worst_of_several_files_decides(tmp_path, capsys):
    assert run(["check", str(LUC_NAM), str(tmp_path / "khong-co.docx")]) == 4
    said = capsys.readouterr()
    assert "khong-co.docx" in said.err
    assert "H112" in said.out


def test_a_draft_with_faults_is_told_as_faults(tmp_path, capsys):
    draft = tmp_path / "conclusion.yaml"
    draft.write_text("schema: soanthao/conclusion/1\nnotice: {sobject: a}\n", "utf-8")
    assert run(["check", str(draft)]) == 3
    assert "conclusion.yaml:2:" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["check"], ["check", "--khong", "a.yaml"]])
def test_a_wrong_command_line_is_told(arguments, capsys):
    assert run(arguments) == 2
    assert capsys.readouterr().err


def test_checking_a_draft_never_loads_what_prints():
    code = (
        "import sys; from soanthao.cli.main import run; "
        f"run(['check', {str(MINH_SON)!r}]); "
        "print({'weasyprint', 'docxtpl', 'docx', 'pypdfium2'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


def test_annotating_writes_a_file_and_says_how_many_comments(tmp_path, capsys):
    out, word = tmp_path / "out", tmp_path / "co-nhan-xet.docx"
    assert run(["render", str(MINH_SON), "--out", str(out), "--format", "docx"]) == 0
    notice = str(out / "notice.docx")
    assert run(["check", notice, "--annotate", str(word)]) == 0
    assert f"Đã ghi {word}: 0 nhận xét." in capsys.readouterr().out
    assert word.is_file()
    assert run(["check", notice, "--annotate", str(word)]) == 5
    assert "không ghi đè" in capsys.readouterr().err
    assert run(["check", notice, notice, "--annotate", str(tmp_path / "b.docx")]) == 2
    assert run(["check", str(MINH_SON), "--annotate", str(tmp_path / "b.docx")]) == 3
    assert "N704" in capsys.readouterr().err
    assert not (tmp_path / "b.docx").exists()


def test_fixing_lists_what_it_did_and_says_that_nothing_is_left_to_do(tmp_path, capsys):
    out, word = tmp_path / "out", tmp_path / "da-sua.docx"
    assert run(["render", str(MINH_SON), "--out", str(out), "--format", "docx"]) == 0
    wrong = tmp_path / "sai.docx"
    with (
        zipfile.ZipFile(out / "notice.docx") as old,
        zipfile.ZipFile(wrong, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name).replace("Nơi nhận:".encode(), "Nơi nhận".encode()))
    capsys.readouterr()
    assert run(["check", str(wrong), "--fix", str(word)]) == 0
    said = capsys.readouterr().out
    assert "T968 ĐÃ SỬA: “Nơi nhận”: phải ghi “Nơi nhận:”." in said
    assert f"Đã ghi {word}: đã sửa 1 chỗ." in said
    again = tmp_path / "lai.docx"
    assert run(["check", str(word), "--fix", str(again), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["fixed"] == []
    assert run(["check", str(wrong), "--fix", str(word)]) == 5
    assert run(["check", str(wrong), "--fix", str(wrong)]) == 5
    assert "chính là tệp được rà soát" in capsys.readouterr().err
    both = ["--fix", str(tmp_path / "a.docx"), "--annotate", str(tmp_path / "b.docx")]
    assert run(["check", str(wrong), *both]) == 2
    assert run(["check", str(wrong), str(word), "--fix", str(tmp_path / "a.docx")]) == 2
