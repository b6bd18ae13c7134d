"""`soanthao verify` as a clerk and a script see it."""

import json
import shutil
from pathlib import Path

import pytest

from plain_notice import ROOT
from soanthao.services.rendering import RenderRequest, render


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    """The start of a workspace, rendered in Word; not to be written to."""
    from soanthao.services.starting import start

    home = tmp_path_factory.mktemp("office") / "thu"
    start(home)
    render(RenderRequest(home / "conclusion.yaml", formats=("docx",), workers=1))
    return home


@pytest.fixture
def out(office, tmp_path) -> Path:
    return Path(shutil.copytree(office, tmp_path / "thu")) / "out"


def test_an_untouched_folder_is_said_to_hold_and_how_much_was_checked(cli, out):
    code, said, complained = cli("verify", out)
    assert code == 0
    assert complained == ""
    count = sum(1 for path in out.rglob("*") if path.is_file()) - 1
    assert f"Đã kiểm: {count} tệp" in said
    assert "nội dung giao" in said
    assert said.endswith("ĐẠT.\n")


def test_a_changed_file_is_exit_1_and_its_line_names_code_and_file(cli, out):
    (out / "notice.docx").write_bytes(b"x")
    code, said, _ = cli("verify", out)
    assert code == 1
    assert any(line.startswith("notice.docx: V112 ") for line in said.splitlines())
    assert "KHÔNG ĐẠT: " in said


def test_what_is_no_error_is_said_as_a_note(cli, out):
    path = out / "manifest.json"
    from soanthao.services import manifest

    content = json.loads(path.read_text("utf-8"))
    content["versions"]["soanthao"] = "0.0.1"
    content["sha256"] = manifest.seal(content)
    path.write_bytes(manifest.stored(content))
    code, said, _ = cli("verify", out)
    assert code == 0
    assert "manifest.json: V141 lưu ý: " in said


def test_json_is_one_document_with_the_findings(cli, out):
    (out / "la.txt").write_bytes(b"x")
    code, said, _ = cli("verify", out, "--json")
    document = json.loads(said)
    assert code == 1
    assert document["schema"] == "soanthao/verify/1"
    assert document["holds"] is False
    assert document["proven"] is True
    (finding,) = document["findings"]
    assert (finding["code"], finding["severity"], finding["path"]) == ("V113", "error", "la.txt")


def test_the_conclusion_may_be_shown(cli, out, tmp_path):
    away = Path(shutil.copytree(out, tmp_path / "khac"))
    assert cli("verify", away)[0] == 1
    assert cli("verify", away, "--conclusion", out.parent / "conclusion.yaml")[0] == 0


@pytest.mark.parametrize(
    ("make", "wanted"),
    [
        (lambda home: home / "khong-co", 4),
        (lambda home: home, 5),
        (lambda home: home / "conclusion.yaml", 3),
    ],
)
def test_what_cannot_be_verified_at_all_has_the_code_of_its_kind(cli, out, make, wanted):
    code, said, complained = cli("verify", make(out.parent))
    assert code == wanted
    assert said == ""
    assert complained


def test_a_conclusion_that_is_not_there_is_exit_4(cli, out):
    assert cli("verify", out, "--conclusion", out / "khong-co.yaml")[0] == 4


def test_a_conclusion_makes_no_sense_beside_a_pdf(cli, tmp_path, out):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    conclusion = out.parent / "conclusion.yaml"
    assert cli("verify", tmp_path / "a.pdf", "--conclusion", conclusion)[0] == 2


def test_every_code_is_explained():
    docs = (ROOT / "docs" / "errors.md").read_text("utf-8")
    services = (ROOT / "src" / "soanthao" / "services").glob("*.py")
    import re

    used = {
        code for path in services for code in re.findall(r'"(V[12]\d\d)"', path.read_text("utf-8"))
    }
    explained = re.findall(r"^### (V\d\d\d) ", docs, re.MULTILINE)
    assert len(used) > 20
    assert sorted(explained) == sorted(used)
