"""`soanthao verify` on an output folder: whatever was changed in it is found and named."""

import hashlib
import json
import shutil
from copy import deepcopy
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from three_letters import LETTERS, NEW, tree, write_draft

from soanthao import files
from soanthao.errors import ConflictError, InputMissingError
from soanthao.findings import Severity
from soanthao.services import manifest
from soanthao.services.planning import make_plan
from soanthao.services.rendering import RenderRequest, render
from soanthao.services.restating import Folder, compare, compare_makers
from soanthao.services.verifying import verify_folder

FILES = sorted(
    [
        "letters.pdf",
        *(f"{name}.{kind}" for name in ("notice", "assignments") for kind in ("docx", "pdf")),
        "assignments.xlsx",
        *(f"letters/{id}.{kind}" for id in LETTERS for kind in ("docx", "pdf")),
    ]
)
LETTER = f"letters/{LETTERS[0]}"


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    """A folder with a draft and what was rendered from it; not to be written to."""
    home = tmp_path_factory.mktemp("office")
    conclusion = write_draft(home, NEW)
    render(RenderRequest(conclusion, workers=1))
    return home


@pytest.fixture
def out(office, tmp_path) -> Path:
    """An output folder beside its conclusion that may be spoiled."""
    return Path(shutil.copytree(office, tmp_path / "office")) / "meeting" / "out"


def codes(report, path: str | None = None) -> set[str]:
    return {each.code for each in report.findings if path is None or each.path == path}


def named(report) -> set[str]:
    return {each.path for each in report.findings if each.severity is Severity.ERROR}


def rewrite(out: Path, change, *, seal: bool = False) -> None:
    """Let *change* have its way with the manifest, and bring its seal up to date if asked."""
    path = out / "manifest.json"
    content = json.loads(path.read_text("utf-8"))
    change(content)
    if seal:
        content["sha256"] = manifest.seal(content)
    path.write_bytes(manifest.stored(content))


def bring_up_to_date(out: Path) -> None:
    """Do what somebody would who knows how the manifest is made."""

    def hashes(content):
        for name, entry in manifest.entries(content).items():
            for kind in entry["sha256"]:
                data = (out / f"{name}.{kind}").read_bytes()
                entry["sha256"][kind] = hashlib.sha256(data).hexdigest()

    rewrite(out, hashes, seal=True)


def test_an_untouched_folder_holds_and_says_what_was_checked(out):
    before = tree(out)
    report = verify_folder(out)
    assert report.findings == ()
    assert report.holds
    assert report.files == len(FILES)
    assert report.pairs == json.loads((out / "manifest.json").read_text("utf-8"))["proof"]["pairs"]
    assert tree(out) == before


def test_the_manifest_carries_a_digest_of_all_the_rest(out):
    text = (out / "manifest.json").read_text("utf-8")
    content = json.loads(text)
    digest = content.pop("sha256")
    rest = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    assert digest == hashlib.sha256(rest.encode()).hexdigest()


@pytest.mark.parametrize("file", FILES)
def test_a_deleted_file_is_named(out, file):
    (out / file).unlink()
    report = verify_folder(out)
    assert not report.holds
    assert codes(report, file) == {"V111"}


@pytest.mark.parametrize("file", FILES)
def test_a_truncated_file_is_named(out, file):
    data = (out / file).read_bytes()
    (out / file).write_bytes(data[: len(data) // 2])
    assert "V112" in codes(verify_folder(out), file)


def test_an_emptied_file_is_named(out):
    (out / "notice.docx").write_bytes(b"")
    assert "V112" in codes(verify_folder(out), "notice.docx")


@pytest.mark.parametrize("added", ["la.txt", "letters/la.pdf", "phu/la.docx", "~$notice.docx"])
def test_an_added_file_is_named(out, added):
    (out / added).parent.mkdir(exist_ok=True)
    (out / added).write_bytes(b"x")
    report = verify_folder(out)
    assert codes(report) == {"V113"}
    assert named(report) == {added}


def test_an_added_empty_folder_is_named(out):
    (out / "phu").mkdir()
    assert named(verify_folder(out)) == {"phu/"}


def test_a_file_replaced_by_a_link_is_named(out, tmp_path):
    shutil.copyfile(out / "notice.pdf", tmp_path / "notice.pdf")
    (out / "notice.pdf").unlink()
    (out / "notice.pdf").symlink_to(tmp_path / "notice.pdf")
    report = verify_folder(out)
    assert not report.holds
    assert any("notice.pdf" in each.message + each.path for each in report.findings)


@pytest.fixture(scope="module")
def spoilable(office, tmp_path_factory) -> Path:
    """A folder for many small damages, each mended again."""
    home = tmp_path_factory.mktemp("spoilable")
    return Path(shutil.copytree(office, home / "office")) / "meeting" / "out"


@settings(max_examples=12)
@given(
    st.sampled_from([f"{LETTER}.docx", f"{LETTER}.pdf", "assignments.xlsx", "letters.pdf"]),
    st.floats(0, 1, exclude_max=True),
    st.integers(1, 255),
)
def test_one_flipped_byte_anywhere_in_a_file_is_named(spoilable, file, where, mask):
    data = (spoilable / file).read_bytes()
    at = int(len(data) * where)
    try:
        (spoilable / file).write_bytes(data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :])
        report = verify_folder(spoilable)
    finally:
        (spoilable / file).write_bytes(data)
    assert "V112" in codes(report, file)
    assert not report.holds


@settings(max_examples=40)
@given(st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_one_flipped_byte_anywhere_in_the_manifest_is_named(spoilable, where, mask):
    path = spoilable / "manifest.json"
    data = path.read_bytes()
    at = int(len(data) * where)
    try:
        path.write_bytes(data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :])
        report = verify_folder(spoilable)
    finally:
        path.write_bytes(data)
    assert "manifest.json" in named(report)
    assert codes(report, "manifest.json") & {"V102", "V103", "V104"}


def test_a_deleted_manifest_is_named(out):
    (out / "manifest.json").unlink()
    report = verify_folder(out)
    assert codes(report) == {"V101"}
    assert named(report) == {"manifest.json"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "V102"),
        ("[" * 100_000, "V102"),
        ("[]", "V103"),
        ('{"schema": "soanthao/manifest/2"}', "V103"),
        ('{"schema": "soanthao/manifest/1"}', "V104"),
        ('{"schema": "soanthao/manifest/1", "letters": 5, "notice": [], "source": "x"}', "V104"),
        ('{"schema": "soanthao/manifest/1", "source": {"path": "\\ud800\\u0000"}}', "V104"),
    ],
)
def test_a_manifest_of_another_shape_is_named_and_no_crash(out, text, code):
    (out / "manifest.json").write_text(text, "utf-8")
    assert code in codes(verify_folder(out), "manifest.json")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'{\n "schema"', b'{\n  "schema"'),
        (b"\n}\n", b"\n}"),
        (b'{\n "schema"', b'{\n "notice": {"docx": "khac.docx"},\n "schema"'),
    ],
)
def test_a_manifest_that_reads_the_same_in_other_bytes_is_named(out, old, new):
    path = out / "manifest.json"
    data = path.read_bytes()
    assert data.count(old) == 1
    path.write_bytes(data.replace(old, new))
    report = verify_folder(out)
    assert codes(report) == {"V104"}
    assert named(report) == {"manifest.json"}


def test_a_folder_of_somebody_else_is_a_conflict(tmp_path):
    (tmp_path / "thu.txt").write_bytes(b"x")
    with pytest.raises(ConflictError, match="không phải kết quả"):
        verify_folder(tmp_path)


def leaves(value, path=()):
    """Yield the path of every value of *value* that holds no others."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in inner:
        if isinstance(each, dict | list) and each:
            yield from leaves(each, (*path, key))
        else:
            yield (*path, key)


def kinds_of(places):
    """Return one of those *places* that differ only in which element of a list they are of."""
    kinds = {
        tuple("n" if isinstance(key, int) else key for key in place): place for place in places
    }
    return list(kinds.values())


def changed(value):
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return "khác" if isinstance(value, str) or not value else None


def test_every_field_of_the_manifest_that_is_changed_or_deleted_is_named(office):
    data = (office / "meeting" / "out" / "manifest.json").read_bytes()
    content = json.loads(data)
    paths = list(leaves(content))
    assert len(paths) > 60
    for path in paths:
        for how in ("change", "delete"):
            spoiled = deepcopy(content)
            holder = spoiled
            for key in path[:-1]:
                holder = holder[key]
            if how == "change":
                holder[path[-1]] = changed(holder[path[-1]])
            else:
                del holder[path[-1]]
            assert spoiled.get("sha256") != manifest.seal(spoiled), path


SOURCES = ("source", "agency")
WARNED = {"versions", "templates"}
"""Where the folder may have been made by another version: named, and no failure by itself."""


@pytest.mark.parametrize("how", ["change", "delete"])
def test_a_field_of_the_manifest_is_named_though_the_seal_is_brought_up_to_date(office, how):
    out = office / "meeting" / "out"
    content = json.loads((out / "manifest.json").read_text("utf-8"))
    made = make_plan(office / "meeting" / "conclusion.yaml")
    data = {name: each for name, each in tree(out).items() if name != "manifest.json"}
    for place in kinds_of(leaves(content)):
        if place[0] in {"schema", "sha256", "archive", *SOURCES}:
            continue
        spoiled = deepcopy(content)
        holder = spoiled
        for key in place[:-1]:
            holder = holder[key]
        if how == "change":
            holder[place[-1]] = changed(holder[place[-1]])
        else:
            del holder[place[-1]]
        folder = Folder(out, spoiled, data, frozenset())
        found = [*compare(made, folder), *compare_makers(made, spoiled)]
        assert {each.path for each in found} == {"manifest.json"}, place
        if place[0] not in WARNED:
            assert {each.code for each in found} >= {"V105"}, place
            assert any(str(place[0]) in each.message for each in found), place


@pytest.mark.parametrize(
    "place",
    [*((key, inner) for key in SOURCES for inner in ("path", "sha256")), ("agency",), ("archive",)],
)
@pytest.mark.parametrize("how", ["change", "delete"])
def test_what_the_manifest_says_of_sources_is_named_though_it_is_sealed_anew(out, place, how):
    def change(content):
        for key in place[:-1]:
            content = content[key]
        if how == "change":
            content[place[-1]] = changed(content[place[-1]])
        else:
            del content[place[-1]]

    rewrite(out, change, seal=True)
    report = verify_folder(out)
    assert not report.holds
    assert codes(report) & {"V105", "V121", "V122", "V123", "V124", "V131"}


def paragraph_with(paragraphs, words: str):
    return next(each for each in paragraphs if words in each.text)


def an_order(out: Path) -> str:
    """Return the words of an order of the letter, as its paragraph has them."""
    jobs = make_plan(out.parent / "conclusion.yaml").jobs
    (job,) = (each for each in jobs if each.name == LETTER)
    stream = job.document.stream()
    free = [text for text in stream if text not in job.expectation.fixed]
    return next(text for text in reversed(free) if len(text) > 40)


def test_a_changed_word_in_a_word_file_is_named_with_its_paragraph(out):
    path = out / f"{LETTER}.docx"
    order = an_order(out)
    letter = docx.Document(str(path))
    victim = paragraph_with(letter.paragraphs, order)
    victim.runs[-1].text = victim.runs[-1].text + " và thêm"
    letter.save(str(path))
    assert {"V112", "V133"} <= codes(verify_folder(out), f"{LETTER}.docx")
    bring_up_to_date(out)
    report = verify_folder(out)
    assert "V112" not in codes(report)
    assert any(
        each.code == "V133" and "đoạn" in each.message and "và thêm" in each.message
        for each in report.findings
    )
    assert named(report) == {f"{LETTER}.docx"}


def test_a_deleted_order_is_missing_and_named_with_its_number(out):
    path = out / f"{LETTER}.docx"
    order = an_order(out)
    letter = docx.Document(str(path))
    victim = paragraph_with(letter.paragraphs, order)
    victim._element.getparent().remove(victim._element)
    letter.save(str(path))
    bring_up_to_date(out)
    report = verify_folder(out)
    assert {"V131", "V133"} <= codes(report, f"{LETTER}.docx")
    assert any(each.code == "V131" and "nội dung" in each.message for each in report.findings)


def test_another_letters_pdf_in_the_place_of_one_is_named(out):
    shutil.copyfile(out / f"letters/{LETTERS[1]}.pdf", out / f"{LETTER}.pdf")
    assert "V112" in codes(verify_folder(out), f"{LETTER}.pdf")
    bring_up_to_date(out)
    report = verify_folder(out)
    assert {"V131", "V133"} <= codes(report, f"{LETTER}.pdf")


def test_a_changed_property_of_a_word_file_is_named(out):
    path = out / f"{LETTER}.docx"
    letter = docx.Document(str(path))
    letter.core_properties.author = "Người lạ"
    letter.save(str(path))
    assert "V112" in codes(verify_folder(out), f"{LETTER}.docx")
    bring_up_to_date(out)
    report = verify_folder(out)
    assert named(report) == {f"{LETTER}.docx"}
    assert any("Người lạ" in each.message for each in report.findings)


@pytest.mark.parametrize("what", ["info", "xmp", "attachment", "annotation"])
def test_what_is_put_beside_the_pages_of_a_pdf_is_named(out, what):
    path = out / f"{LETTER}.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        if what == "info":
            pdf.docinfo["/Subject"] = "Việc riêng"
        elif what == "xmp":
            with pdf.open_metadata() as xmp:
                xmp["dc:description"] = "Việc riêng"
        elif what == "attachment":
            pdf.attachments["la.txt"] = "Việc riêng".encode()
        else:
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents="x", Rect=[0, 0, 9, 9]
            )
            pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.save(path)
    assert "V112" in codes(verify_folder(out), f"{LETTER}.pdf")
    bring_up_to_date(out)
    report = verify_folder(out)
    assert named(report) == {f"{LETTER}.pdf"}


def test_a_changed_cell_of_the_workbook_is_named(out):
    path = out / "assignments.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.cell(row=sheet.max_row, column=2).value = "khác"
    book.save(path)
    bring_up_to_date(out)
    report = verify_folder(out)
    assert named(report) == {"assignments.xlsx"}
    assert codes(report) == {"V133"}


def test_a_changed_conclusion_is_named_and_the_hashes_are_still_checked(out):
    conclusion = out.parent / "conclusion.yaml"
    conclusion.write_bytes(conclusion.read_bytes() + b"# x\n")
    (out / "notice.pdf").write_bytes(b"x")
    report = verify_folder(out)
    assert codes(report) == {"V112", "V122"}
    assert not report.proven


def test_a_missing_conclusion_is_named_and_may_be_shown(out, tmp_path):
    moved = tmp_path / "office" / "khac.yaml"
    (out.parent / "conclusion.yaml").rename(moved)
    report = verify_folder(out)
    assert codes(report) == {"V121"}
    assert "--conclusion" in report.findings[0].message
    moved.rename(out.parents[1] / "conclusion.yaml")
    shown = verify_folder(out, out.parents[1] / "conclusion.yaml")
    assert "V121" not in codes(shown)


def test_a_folder_carried_elsewhere_is_verified_against_its_conclusion(out, tmp_path):
    conclusion = out.parent / "conclusion.yaml"
    away = Path(shutil.move(out, tmp_path / "khac" / "out"))
    assert codes(verify_folder(away)) == {"V121"}
    report = verify_folder(away, conclusion)
    assert report.findings == ()
    assert report.proven


def test_a_conclusion_that_is_not_where_the_clerk_says_is_not_found(out):
    with pytest.raises(InputMissingError):
        verify_folder(out, out / "khong-co.yaml")


def test_a_changed_directory_is_named(out):
    agency = out.parents[1] / "agency.yaml"
    agency.write_bytes(agency.read_bytes() + b"# x\n")
    report = verify_folder(out)
    assert codes(report) == {"V124"}
    assert named(report) == {str(agency)}


def test_a_missing_directory_is_named(out):
    (out.parents[1] / "agency.yaml").unlink()
    assert codes(verify_folder(out)) == {"V123"}


def test_another_directory_nearer_to_the_conclusion_is_named(out):
    nearer = out.parent / "agency.yaml"
    nearer.write_bytes((out.parents[1] / "agency.yaml").read_bytes() + b"# x\n")
    assert "V124" in codes(verify_folder(out))


def test_a_folder_of_another_version_is_proven_and_says_so(out):
    def older(content):
        content["versions"]["soanthao"] = "0.0.1"

    rewrite(out, older, seal=True)
    report = verify_folder(out)
    assert codes(report) == {"V141"}
    assert report.holds
    assert report.proven


def test_a_folder_of_one_format_holds(office, tmp_path):
    home = Path(shutil.copytree(office, tmp_path / "office"))
    shutil.rmtree(home / "meeting" / "out")
    render(RenderRequest(home / "meeting" / "conclusion.yaml", formats=("docx",), workers=1))
    assert verify_folder(home / "meeting" / "out").findings == ()


def test_letters_made_again_leave_a_folder_that_holds(out):
    conclusion = out.parent / "conclusion.yaml"

    def older(content):
        content["versions"]["soanthao"] = "0.0.1"

    rewrite(out, older, seal=True)
    render(RenderRequest(conclusion, workers=1, units=(LETTERS[0],)))
    report = verify_folder(out)
    assert codes(report) == {"V141"}
    assert report.holds


def test_the_worst_stands_first(out):
    def older(content):
        content["versions"]["soanthao"] = "0.0.1"

    rewrite(out, older, seal=True)
    (out / "la.txt").write_bytes(b"x")
    (out / "notice.pdf").unlink()
    severities = [each.severity for each in verify_folder(out).findings]
    assert severities == sorted(severities, key=list(Severity).index)
    assert severities[0] is Severity.ERROR
    assert severities[-1] is not Severity.ERROR


def test_a_name_that_no_screen_can_show_is_no_crash(out):
    (out / "la\x1b[31m\udcff.txt").write_bytes(b"x")
    (path,) = named(verify_folder(out))
    assert path.isprintable()
    path.encode()


def test_the_hash_of_a_file_is_sha256(out):
    content = json.loads((out / "manifest.json").read_text("utf-8"))
    wanted = files.sha256((out / "notice.pdf").read_bytes())
    assert content["notice"]["sha256"]["pdf"] == wanted


def test_a_manifest_that_is_a_folder_is_named(out):
    (out / "manifest.json").unlink()
    (out / "manifest.json").mkdir()
    assert codes(verify_folder(out)) == {"V102"}


def test_of_very_many_wrong_fields_the_first_are_named_and_the_rest_counted(out):
    def garble(content):
        content["letters"] = [{"id": f"la-{number}"} for number in range(30)]

    rewrite(out, garble, seal=True)
    messages = [each.message for each in verify_folder(out).findings if each.code == "V105"]
    assert len(messages) == 21
    assert messages[-1].startswith("Còn ")


def test_a_folder_that_is_not_there_is_not_found(tmp_path):
    with pytest.raises(InputMissingError):
        verify_folder(tmp_path / "khong-co")


def test_a_letters_id_that_leads_out_of_the_folder_reads_nothing_there(out):
    (out.parent / "la.docx").write_bytes(b"x")

    def lead_out(content):
        content["letters"][0] |= {"id": "../../la", "sha256": {"docx": files.sha256(b"x")}}

    rewrite(out, lead_out, seal=True)
    assert "letters/../../la.docx" in named(verify_folder(out))
