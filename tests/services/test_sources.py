"""What a PDF carries of where it comes from (PDF/A-3, relationship Source)."""

import io
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import yaml

from plain_notice import LUC_NAM, ROOT
from soanthao.draft.load import load
from soanthao.errors import InvalidInputError
from soanthao.notice.item import Follow, Item, Row, Table
from soanthao.notice.letterhead import Agency
from soanthao.pdf.printer import Printer
from soanthao.render.letter_source import UnreadableSourceError
from soanthao.services.planning import make_plan
from soanthao.services.proving import prove_folder
from soanthao.services.rendering import RenderRequest, render
from soanthao.services.sources import Carrying, read_letter

DRAFTS = sorted(ROOT.glob("drafts/*/*/conclusion.yaml"))
NUMBER, DAY = "number: 125", "issued: 2020-05-28"


def issued(folder: Path) -> Path:
    """Write the conclusion of Lục Nam with number and date; its letters have theirs too."""
    shutil.copytree(LUC_NAM.parents[1], folder, ignore=shutil.ignore_patterns("out"))
    path = folder / "2020-05" / "conclusion.yaml"
    content = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    content["notice"] |= {"number": "125", "issued": "2020-05-28"}
    content["notice"].pop("draft", None)
    units = [each.name.removeprefix("letters/") for each in make_plan(path).jobs[1:-1]]
    content["letters"] |= {
        "issued": "2020-05-29",
        "numbers": {unit: str(at) for at, unit in enumerate(units, start=1)},
    }
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return path


def sources(path: Path, *, archive: bool = False) -> dict[str, object]:
    made = make_plan(path, carrying=Carrying(archive))
    return {each.name: each.source for each in made.jobs}


def without_notes(value):
    """Return a notice, an item … whose ``note`` is empty everywhere in it."""
    if isinstance(value, tuple):
        return tuple(without_notes(each) for each in value)
    if isinstance(value, Follow):
        return replace(value, note="")
    if not isinstance(value, Item | Row | Table) and not hasattr(value, "follow"):
        return value
    changed = {name: without_notes(getattr(value, name)) for name in value.__dataclass_fields__}
    return replace(value, **changed)


def noteless(notice):
    """Return *notice* as a file that is passed on says it: who works on it is nobody's business."""
    annexes = tuple(replace(each, body=without_notes(each.body)) for each in notice.annexes)
    bare = Agency(notice.agency.name, notice.agency.short, notice.agency.letterhead)
    agency = replace(notice.agency, people=bare.people, register=bare.register)
    return replace(notice, agency=agency, body=without_notes(notice.body), annexes=annexes)


# Who carries what


def test_a_draft_carries_its_source_and_an_issued_document_is_clean(tmp_path):
    path = issued(tmp_path / "luc-nam")

    assert set(sources(path).values()) == {None}
    assert all(each is not None for name, each in sources(LUC_NAM).items() if name != "assignments")


def test_a_copy_for_the_archive_carries_its_source_though_it_is_issued(tmp_path):
    found = sources(issued(tmp_path / "luc-nam"), archive=True)

    assert found.pop("assignments") is None
    assert found.pop("notice").name == "conclusion.yaml"
    assert {each.name for each in found.values()} == {"letter.yaml"}


# The notice carries the conclusion


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.parts[-3])
@pytest.mark.parametrize("per", ["unit", "audience"])
def test_the_attached_conclusion_is_the_same_notice_without_notes(path, per, tmp_path):
    carried = make_plan(path, per=per, carrying=Carrying(archive=True)).jobs[0].source
    copy = tmp_path / "conclusion.yaml"
    copy.write_bytes(carried.data)
    again = load(copy)

    assert again.agency is None
    assert again.notice == noteless(load(path, per).notice)


def test_the_attached_conclusion_gives_the_same_bytes(tmp_path):
    first = make_plan(LUC_NAM).jobs[0]
    copy = tmp_path / "conclusion.yaml"
    copy.write_bytes(first.source.data)
    again = make_plan(copy).jobs[0]

    assert again.source == first.source
    printer = Printer(first.templates.root)
    assert (
        printer.print(first.document, first.source).data
        == printer.print(again.document, again.source).data
    )


def test_no_note_of_the_drafter_leaves_the_office(tmp_path):
    folder = tmp_path / "luc-nam"
    shutil.copytree(LUC_NAM.parents[1], folder, ignore=shutil.ignore_patterns("out"))
    path = folder / "2020-05" / "conclusion.yaml"
    text = path.read_text("utf-8").replace(
        "    to:", "    note: chỗ này chị Hoa chưa chắc\n    to:", 1
    )
    path.write_text(f"# riêng tư\n{text}", "utf-8")
    assert "chị Hoa" in text
    made = make_plan(path)

    for each in made.jobs:
        if each.source is not None:
            assert "chị Hoa" not in each.source.data.decode()
            assert "riêng tư" not in each.source.data.decode()


def test_persons_of_the_workflow_do_not_leave_the_office_nor_change_a_byte(tmp_path):
    folder = tmp_path / "luc-nam"
    shutil.copytree(LUC_NAM.parents[1], folder, ignore=shutil.ignore_patterns("out"))
    agency, path = folder / "agency.yaml", folder / "2020-05" / "conclusion.yaml"
    text = re.sub(r"(?m)^(people|register):.*\n(?:[ #].*\n)*", "", agency.read_text("utf-8"))
    agency.write_text(text, "utf-8")
    before = make_plan(path).jobs
    agency.write_text(
        text + "people: {hoa: {name: Vũ Thị Hoa, parts: [van-thu]}}\nregister: {own: chung}\n",
        "utf-8",
    )
    after = make_plan(path)

    assert after.draft.notice.agency.people["hoa"].name == "Vũ Thị Hoa"
    assert [each.source for each in after.jobs] == [each.source for each in before]
    assert all(
        b"Hoa" not in each.source.data and b"people" not in each.source.data
        for each in after.jobs
        if each.source is not None
    )


def test_the_attached_conclusion_says_by_what_it_was_made():
    job = make_plan(LUC_NAM).jobs[0]
    rendered = yaml.load(job.source.data, Loader=yaml.BaseLoader)["rendered"]

    # Whatever the bytes of a PDF depend on: another Pango breaks lines elsewhere.
    assert {"soanthao", "weasyprint", "pikepdf", "Pango", "HarfBuzz", "subset"} < rendered.keys()
    assert rendered["templates"] == job.templates.digest
    assert rendered["fonts"].startswith("Liberation Serif")
    assert "sha256:" in rendered["fonts"]


# A letter carries its own extract


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.parts[-3])
@pytest.mark.parametrize("per", ["unit", "audience"])
def test_the_attached_letter_is_the_letter_and_prints_the_same(path, per):
    for each in make_plan(path, per=per, carrying=Carrying(archive=True)).jobs[1:-1]:
        assert read_letter(each.source.data) == each.document


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.parts[-3])
def test_nothing_of_another_unit_stands_in_the_source_of_a_letter(path):
    made = make_plan(path, carrying=Carrying(archive=True))
    units = [unit.id for unit in made.draft.notice.agency.directory.units]
    for letter, each in zip(made.letters, made.jobs[1:-1], strict=True):
        content = yaml.load(each.source.data, Loader=yaml.BaseLoader)
        readers = {unit.id for unit in letter.units}
        assert {unit for unit in units if f"'{unit}'" in str(content)} <= readers | {letter.id}
        assert {order["unit"] for order in content["orders"]} <= readers
        assert {(order["id"], order.get("part"), order["unit"]) for order in content["orders"]} == {
            (pair.item, None if pair.part is None else str(pair.part), pair.unit)
            for pair in (*letter.pairs, *letter.referred)
        }
        printed = "\n".join(
            (*each.document.stream(), *each.document.notes(), *each.document.beside())
        )
        for text in texts(content["document"]):
            assert text in printed or text in each.document.title


def texts(value):
    """Yield the sentences of a source's document, without markup, calls or lengths."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in {"form", "widths", "agency_rule", "subject_rule"}:
                yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif not set(value) & set("*^[]\\"):
        yield value


@pytest.mark.parametrize(
    "data",
    [
        b"schema: soanthao/letter/1",
        b"schema: soanthao/letter/2\ndocument: {}",
        b"schema: soanthao/letter/1\ndocument: {form: letter, body: [{body: '**a'}]}",
        b"schema: soanthao/letter/1\ndocument: {form: letter, body: [{title: a}]}",
        b"schema: soanthao/letter/1\ndocument: {form: letter, header: {a: b}, x: y}",
        b"schema: soanthao/letter/1\ndocument: {form: letter, recipients: [a]}",
        b"schema: soanthao/letter/1\ndocument: [a]",
    ],
)
def test_what_is_no_source_of_a_letter_is_refused(data):
    with pytest.raises(UnreadableSourceError, match="soanthao/letter/1"):
        read_letter(data)


@pytest.mark.parametrize("data", [b"", b"- a", b"a: [", b"\xff"])
def test_what_is_no_yaml_is_refused_by_its_place(data):
    with pytest.raises(InvalidInputError):
        read_letter(data)


# The folder


@pytest.mark.torture
def test_the_manifest_says_which_documents_carry_their_source(tmp_path):
    path = issued(tmp_path / "luc-nam")
    for archive in (False, True):
        out = tmp_path / f"out-{archive}"
        render(RenderRequest(path, out, ("pdf",), 1, archive=archive))
        content = json.loads((out / "manifest.json").read_bytes())

        assert content["archive"] is archive
        assert content["notice"]["source"] == ("conclusion.yaml" if archive else None)
        assert {each["source"] for each in content["letters"]} == {
            "letter.yaml" if archive else None
        }
        assert content["assignments"]["source"] is None
        with pikepdf.open(io.BytesIO((out / "notice.pdf").read_bytes())) as pdf:
            assert list(pdf.attachments) == (["conclusion.yaml"] if archive else [])
        assert prove_folder(path, out).holds
