"""What stops a render, and that nothing is changed when it stops."""

import shutil
from pathlib import Path

import docx
import pytest

from plain_notice import LUC_NAM
from soanthao.errors import (
    CannotWriteError,
    ConflictError,
    ErrorKind,
    InputMissingError,
    InvalidInputError,
    SoanthaoError,
    TemplateError,
)
from soanthao.services.rendering import RenderRequest, render


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (old, text.count(old))
    path.write_text(text.replace(old, new), "utf-8")


def word_only(conclusion: Path, out: Path | None = None):
    return render(RenderRequest(conclusion, out, formats=("docx",), workers=1))


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> Path:
    """The office's folder with the conclusion rendered in Word; not to be written to."""
    office = tmp_path_factory.mktemp("printed") / "luc-nam"
    shutil.copytree(LUC_NAM.parents[1], office, ignore=shutil.ignore_patterns("out"))
    word_only(office / "2020-05" / "conclusion.yaml")
    return office


@pytest.fixture
def made(printed, tmp_path) -> Path:
    """The conclusion in a copy of that folder, with its output folder beside it."""
    office = Path(shutil.copytree(printed, tmp_path / "luc-nam"))
    return office / "2020-05" / "conclusion.yaml"


def lines_of(path: Path) -> str:
    return "\n".join(p.text for p in docx.Document(str(path)).paragraphs)


def test_a_printer_that_is_not_there_yet_is_refused_at_its_key_and_nothing_is_written(workspace):
    agency = workspace.parents[1] / "agency.yaml"
    text = agency.read_text("utf-8")
    agency.write_text(f"{text}\npdf_engine: typst\n", "utf-8")
    with pytest.raises(InvalidInputError, match="typst") as caught:
        word_only(workspace)
    (finding,) = caught.value.findings
    assert finding.code == "R101"
    line = agency.read_text("utf-8").splitlines()[finding.line - 1]
    assert line[finding.column - 1 :] == "pdf_engine: typst"
    assert not (workspace.parent / "out").exists()


@pytest.mark.torture
def test_a_unit_with_a_hostile_name_survives_in_every_file(workspace):
    agency = workspace.parents[1] / "agency.yaml"
    change(agency, "name: Phòng Tài nguyên và Môi trường\n", "name: 'Phòng A&B <\"x\">'\n")
    out = workspace.parent / "out"
    render(RenderRequest(workspace, workers=1))
    assert 'giao Phòng A&B <"x"> thực hiện' in lines_of(out / "letters" / "phong-tnmt.docx")


def test_a_missing_conclusion_is_said_to_be_missing(tmp_path):
    with pytest.raises(InputMissingError):
        word_only(tmp_path / "không-có.yaml")


def test_a_folder_that_is_not_ours_is_not_touched(workspace, tmp_path):
    foreign = tmp_path / "của-người-khác"
    foreign.mkdir()
    (foreign / "thu.docx").write_bytes(b"x")
    with pytest.raises(ConflictError, match=r"manifest\.json"):
        word_only(workspace, foreign)
    assert [path.name for path in foreign.iterdir()] == ["thu.docx"]


def test_our_folder_with_a_strangers_file_in_it_is_not_touched(made):
    out = made.parent / "out"
    (out / "letters" / "ghi-chu.txt").write_text("của tôi", "utf-8")
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    with pytest.raises(ConflictError, match=r"ghi-chu\.txt"):
        word_only(made)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_an_empty_folder_may_be_filled(workspace, tmp_path):
    empty = tmp_path / "trống"
    empty.mkdir()
    word_only(workspace, empty)
    assert (empty / "notice.docx").is_file()


def test_a_faulty_draft_leaves_the_old_folder(made):
    out = made.parent / "out"
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    change(made, "to: [xa-chu-dien]", "to: [xa-chu-dienn]")
    with pytest.raises(InvalidInputError, match="xa-chu-dien"):
        word_only(made)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_a_folder_under_a_file_cannot_be_written(workspace, tmp_path):
    (tmp_path / "tệp").write_text("", "utf-8")
    with pytest.raises(SoanthaoError) as caught:
        word_only(workspace, tmp_path / "tệp" / "out")
    assert isinstance(caught.value, (CannotWriteError, ConflictError))


def test_a_broken_template_is_a_template_error_and_leaves_the_old_folder(
    workspace, tmp_path, monkeypatch
):
    from soanthao.render import templates

    broken = tmp_path / "templates"
    shutil.copytree(templates.templates_root(), broken)
    (broken / "word" / "letter.docx").write_bytes(b"broken")
    monkeypatch.setattr(templates, "templates_root", lambda: broken)
    with pytest.raises(SoanthaoError) as caught:
        word_only(workspace)
    assert caught.value.kind is ErrorKind.TEMPLATE
    assert isinstance(caught.value, TemplateError)
    assert not (workspace.parent / "out").exists()


@pytest.mark.parametrize(
    "name", ["~$tice.docx", "letters/~$toa-an.docx", ".~lock.assignments.xlsx#"]
)
def test_a_file_that_is_open_elsewhere_is_said_to_be_open(made, name):
    out = made.parent / "out"
    (out / name).write_bytes(b"clerk")
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    with pytest.raises(CannotWriteError, match="đang mở"):
        word_only(made)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["tilde~$.docx", "lock#", "letters/.~lock", "notice~$.txt"])
def test_a_strangers_file_that_only_looks_open_is_a_conflict(made, name):
    (made.parent / "out" / name).write_bytes(b"clerk")
    with pytest.raises(ConflictError, match="không do soanthao"):
        word_only(made)


@pytest.mark.parametrize(
    "text",
    [
        '{"schema": "soanthao/manifest/1", "letters": 7}',
        '{"schema": "soanthao/manifest/1", "letters": [{"id": [], "docx": {}}], "notice": []}',
        '{"schema": "soanthao/manifest/2"}',
        "[]",
        "{",
        "[" * 100_000,
    ],
    ids=["number", "lists", "later", "list", "cut", "deep"],
)
def test_a_folder_with_a_broken_manifest_is_not_touched(workspace, tmp_path, text):
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.json").write_text(text, "utf-8")
    (out / "notice.docx").write_bytes(b"x")
    with pytest.raises(ConflictError):
        word_only(workspace, out)
    assert (out / "notice.docx").read_bytes() == b"x"
