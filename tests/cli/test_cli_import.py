"""`soanthao import` as a clerk calls it."""

from __future__ import annotations

import json
import shutil

import pytest

from plain_notice import ROOT

TEXT = ROOT / "tests" / "data" / "luc-nam-2020-05.md"


@pytest.fixture
def desk(tmp_path):
    shutil.copyfile(ROOT / "drafts" / "luc-nam" / "agency.yaml", tmp_path / "agency.yaml")
    shutil.copyfile(TEXT, tmp_path / "tb.md")
    return tmp_path


def test_the_clerk_is_told_what_was_written_and_what_is_open(cli, desk):
    code, out, err = cli("import", desk / "tb.md")

    assert code == 0
    assert f"Đã ghi {desk / 'conclusion.yaml'}" in out
    assert "tìm “# ?” trong tệp" in out
    assert f"{desk / 'tb.md'}:21:1: N511 cần xem: " in err


def test_a_second_import_is_a_conflict(cli, desk):
    cli("import", desk / "tb.md")
    before = (desk / "conclusion.yaml").read_bytes()

    code, _, err = cli("import", desk / "tb.md")

    assert code == 5
    assert "soanthao update" in err
    assert (desk / "conclusion.yaml").read_bytes() == before


def test_the_answer_for_machines_is_one_document(cli, desk):
    code, out, err = cli("import", desk / "tb.md", "-o", desk / "moi.yaml", "--json")

    told = json.loads(out)
    assert (code, err) == (0, "")
    assert told["schema"] == "soanthao/import/1"
    assert told["written"] == [str(desk / "moi.yaml")]
    assert told["items"] == 22
    assert {"code", "severity", "line", "message"} <= told["findings"][0].keys()


def test_what_is_imported_renders(cli, desk):
    cli("import", desk / "tb.md")

    code, out, _ = cli("render", desk / "conclusion.yaml", "--format", "docx", "--workers", "1")

    assert code == 0
    assert "33 công văn" in out


@pytest.mark.parametrize(("name", "code"), [("none.md", 4), ("agency.yaml", 3)])
def test_what_cannot_be_read_has_its_code(cli, desk, name, code):
    assert cli("import", desk / name)[0] == code
    assert not (desk / "conclusion.yaml").exists()
