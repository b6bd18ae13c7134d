"""``soanthao check`` on real documents: ours have no finding of format, and nothing is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from soanthao.errors import ErrorKind, InvalidInputError
from soanthao.findings import Severity
from soanthao.lint.policy import DECREE
from soanthao.services.checking import check, check_file
from soanthao.services.rendering import RenderRequest, render

ROOT = Path(__file__).parents[2]
DRAFTS = sorted(ROOT.glob("drafts/*/*/conclusion.yaml"))


@pytest.fixture(scope="module", params=DRAFTS, ids=lambda path: path.parts[-3])
def made(request, tmp_path_factory):
    out = tmp_path_factory.mktemp("made")
    render(RenderRequest(request.param, out, formats=("docx",), workers=1))
    return out


def test_no_document_that_we_make_has_a_finding_of_format(made):
    documents = sorted(made.rglob("*.docx"))
    assert len(documents) > 2
    found = [
        str(finding)
        for path in documents
        for finding in check_file(path, DECREE)
        if finding.code.startswith("T") and finding.code != "T961"
    ]
    assert found == []


def test_one_file_that_cannot_be_read_stops_no_other(tmp_path):
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"PK nothing")
    strange = tmp_path / "anh.png"
    strange.write_bytes(b"")
    first, second, third, fourth = check([broken, DRAFTS[0], tmp_path / "khong.docx", strange])
    assert first.failure is not None
    assert second.failure is None
    assert third.failure is not None
    assert third.failure.kind is ErrorKind.NOT_FOUND
    assert isinstance(fourth.failure, InvalidInputError)


def test_an_office_changes_rules_in_the_folder_of_its_files(tmp_path):
    text = next(path for path in DRAFTS if "luc-nam" in path.parts)
    (tmp_path / "agency.yaml").write_bytes((text.parents[1] / "agency.yaml").read_bytes())
    draft = tmp_path / "conclusion.yaml"
    draft.write_bytes(text.read_bytes())
    (before,) = check([draft])
    assert {"T961", "C401", "H112"} <= {each.code for each in before.findings}
    (tmp_path / "soanthao.toml").write_text(
        'profile = "bac-giang"\n[rules.C401]\nlevel = "off"\nreason = "quen"\n'
        '[rules.H112]\nlevel = "info"\nreason = "xem lại"\n',
        "utf-8",
    )
    (after,) = check([draft])
    assert not {"T961", "C401"} & {each.code for each in after.findings}
    assert {each.severity for each in after.findings if each.code == "H112"} == {Severity.INFO}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('profile = "ha-noi"', "không có hồ sơ"),
        ('[rules.X999]\nlevel = "off"\nreason = "a"', "không có quy tắc"),
        ('[rules.C401]\nlevel = "maybe"\nreason = "a"', "level"),
        ('[rules.C401]\nlevel = "off"', "reason"),
        ('[rules.C401]\nlevel = "off"\nreason = " "', "reason"),
        ('[rules]\nC401 = "off"', "level"),
        ("rules = 3", "rules"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_what_to_write(text, told, tmp_path):
    (tmp_path / "soanthao.toml").write_text(text, "utf-8")
    with pytest.raises(InvalidInputError, match=told):
        check([tmp_path / "conclusion.yaml"])


def test_findings_come_in_reading_order_with_their_places():
    path = next(path for path in DRAFTS if "luc-nam" in path.parts)
    findings = [each for each in check_file(path, DECREE) if each.code != "A111"]
    places = [(each.line, each.column) for each in findings]
    assert places == sorted(places)
    lines = path.read_text("utf-8").split("\n")
    for each in findings:
        first = each.found.split(" ")[0] if each.found else ""
        assert lines[each.line - 1][each.column - 1 :].lstrip("*").startswith(first), each
