"""``--only`` and ``--unit``: some documents are made anew, the others are carried over."""

import json
import shutil
from pathlib import Path

import pytest
from three_letters import LETTERS, tree, write_draft

from plain_notice import LUC_NAM
from soanthao.errors import ConflictError, InputMissingError
from soanthao.files import sha256
from soanthao.services.proving import prove_folder
from soanthao.services.rendering import RenderRequest, render

FIRST, SECOND, THIRD = LETTERS


@pytest.fixture(scope="module")
def printed(tmp_path_factory) -> Path:
    """An office whose draft with three letters was rendered whole; not to be written to."""
    home = tmp_path_factory.mktemp("printed")
    render(RenderRequest(write_draft(home, 47), workers=1))
    return home


@pytest.fixture
def draft(printed, tmp_path) -> Path:
    """The conclusion in a copy of that office, with its output folder beside it."""
    shutil.copytree(printed, tmp_path / "office")
    return tmp_path / "office" / "meeting" / "conclusion.yaml"


def remade(draft: Path, **selection) -> list[str]:
    """Render the selection; return the names of the documents that were made anew."""
    return sorted(render(RenderRequest(draft, workers=1, **selection)).remade)


def forge_hash(out: Path, name: str) -> None:
    """Bring the hash of a changed file up to date, as whoever changes it can."""
    path = out / "manifest.json"
    content = json.loads(path.read_text("utf-8"))
    stem, kind = name.rsplit(".", 1)
    documents = {f"letters/{letter['id']}": letter for letter in content["letters"]}
    documents |= {each: content[each] for each in ("notice", "assignments")}
    documents["letters"] = content["bound"]
    documents[stem]["sha256"][kind] = sha256((out / name).read_bytes())
    path.write_text(json.dumps(content), "utf-8")


@pytest.mark.parametrize(
    ("selection", "names"),
    [
        ({"only": "notice"}, ["notice"]),
        ({"only": "letters"}, sorted(f"letters/{each}" for each in LETTERS)),
        ({"units": (SECOND,)}, [f"letters/{SECOND}"]),
        ({"units": (THIRD, FIRST, THIRD)}, [f"letters/{FIRST}", f"letters/{THIRD}"]),
        ({"units": (FIRST,), "only": "letters"}, [f"letters/{FIRST}"]),
        ({}, []),
    ],
)
def test_only_what_is_selected_is_made_anew_and_the_folder_is_that_of_a_whole_render(
    draft, selection, names
):
    before = tree(draft.parent / "out")
    assert remade(draft, **selection) == names
    assert tree(draft.parent / "out") == before


def test_archive_copies_and_others_do_not_stand_in_one_folder(draft):
    before = tree(draft.parent / "out")
    with pytest.raises(ConflictError, match="không có --archive"):
        remade(draft, units=(SECOND,), archive=True)
    assert tree(draft.parent / "out") == before

    remade(draft, archive=True)
    with pytest.raises(ConflictError, match="có --archive"):
        remade(draft, units=(SECOND,))
    assert remade(draft, units=(SECOND,), archive=True) == [f"letters/{SECOND}"]


def test_a_letter_that_another_version_made_stays_with_its_source(draft):
    def of_another_version(text: str) -> str:
        return text.replace('"weasyprint": "', '"weasyprint": "0.')

    path = draft.parent / "out" / "manifest.json"
    path.write_text(of_another_version(path.read_text("utf-8")), "utf-8")

    assert remade(draft, units=(SECOND,)) == [f"letters/{SECOND}"]


def test_the_selected_letter_is_mended_whatever_became_of_its_files(draft):
    out = draft.parent / "out"
    before = tree(out)
    (out / "letters" / f"{FIRST}.docx").write_bytes(b"spoiled")
    (out / "letters" / f"{FIRST}.pdf").unlink()
    (out / "letters.pdf").write_bytes(b"spoiled")
    remade(draft, units=(FIRST,))
    assert tree(out) == before
    assert prove_folder(draft, out).holds


@pytest.mark.parametrize(
    "name",
    ["notice.docx", "notice.pdf", f"letters/{SECOND}.pdf", "assignments.xlsx", "assignments.docx"],
)
@pytest.mark.parametrize("way", ["changed", "gone"])
def test_a_file_that_is_no_longer_what_was_rendered_is_not_carried_over(draft, name, way):
    out = draft.parent / "out"
    if way == "gone":
        (out / name).unlink()
    else:
        (out / name).write_bytes((out / name).read_bytes() + b"x")
    before = tree(out)
    with pytest.raises(ConflictError, match=name.replace(".", r"\.")):
        remade(draft, units=(FIRST,))
    assert tree(out) == before


def test_the_bound_letters_are_carried_over_with_the_letters(draft):
    out = draft.parent / "out"
    (out / "letters.pdf").write_bytes(b"spoiled")
    with pytest.raises(ConflictError, match=r"letters\.pdf"):
        remade(draft, only="notice")


@pytest.mark.parametrize(
    ("name", "other"),
    [
        (f"letters/{SECOND}.docx", f"letters/{THIRD}.docx"),
        (f"letters/{SECOND}.pdf", f"letters/{THIRD}.pdf"),
        ("letters.pdf", "notice.pdf"),
        ("notice.docx", "assignments.docx"),
    ],
)
def test_a_carried_file_is_proven_and_not_only_hashed(draft, name, other):
    out = draft.parent / "out"
    shutil.copyfile(out / other, out / name)
    forge_hash(out, name)
    before = tree(out)
    selection = {"only": "letters"} if name.startswith("notice") else {"only": "notice"}
    with pytest.raises(ConflictError, match=name.replace(".", r"\.")):
        remade(draft, **selection)
    assert tree(out) == before


def test_a_carried_workbook_is_proven_too(draft, tmp_path):
    out = draft.parent / "out"
    other = tmp_path / "other"
    render(RenderRequest(LUC_NAM, other, formats=("docx",), workers=1))
    shutil.copyfile(other / "assignments.xlsx", out / "assignments.xlsx")
    forge_hash(out, "assignments.xlsx")
    with pytest.raises(ConflictError, match=r"assignments\.xlsx"):
        remade(draft, only="notice")


def test_a_carried_file_that_cannot_be_read_is_named(draft):
    out = draft.parent / "out"
    (out / "notice.docx").write_bytes(b"spoiled")
    forge_hash(out, "notice.docx")
    with pytest.raises(ConflictError, match=r"notice"):
        remade(draft, units=(FIRST,))


@pytest.mark.parametrize("file", ["conclusion.yaml", "../agency.yaml"])
def test_after_a_change_of_the_sources_nothing_is_carried_over(draft, file):
    out = draft.parent / "out"
    with (draft.parent / file).open("a", encoding="utf-8") as source:
        source.write("\n# đã sửa\n")
    before = tree(out)
    with pytest.raises(ConflictError, match="thay đổi"):
        remade(draft, units=(FIRST,))
    assert tree(out) == before


def test_without_an_old_folder_there_is_nothing_to_carry_over(draft):
    out = draft.parent / "out"
    shutil.rmtree(out)
    with pytest.raises(ConflictError, match="chưa có bản in"):
        remade(draft, only="letters")
    assert not out.exists()


def test_letters_cut_otherwise_are_not_carried_over(draft):
    with pytest.raises(ConflictError, match="--per"):
        remade(draft, only="notice", per="audience")


def test_files_of_other_formats_are_not_carried_over(draft):
    out = draft.parent / "out"
    before = tree(out)
    with pytest.raises(ConflictError, match="--format"):
        remade(draft, only="notice", formats=("docx",))
    assert tree(out) == before


def test_a_unit_that_is_not_in_the_directory_is_not_found(draft):
    with pytest.raises(InputMissingError, match=rf"phong-kinhte.*{FIRST}"):
        remade(draft, units=("phong-kinhte",))


def test_a_unit_without_a_letter_is_not_found(draft):
    with pytest.raises(InputMissingError, match="van-phong"):
        remade(draft, units=("van-phong",))


def test_the_letters_of_a_notice_without_letters_are_not_found(draft):
    text = draft.read_text("utf-8").replace("form: trich-sao", "form: none")
    draft.write_text(text, "utf-8")
    with pytest.raises(InputMissingError):
        remade(draft, only="letters")


def test_a_unit_selects_the_letter_to_its_group(tmp_path):
    out = tmp_path / "out"
    whole = RenderRequest(LUC_NAM, out, formats=("docx",), workers=1, per="audience")
    report = render(whole)
    group = next(each for each in report.manifest["letters"] if len(each["units"]) > 5)
    before = tree(out)
    for asked in (group["units"][3], group["id"]):
        again = render(
            RenderRequest(
                LUC_NAM, out, formats=("docx",), workers=1, per="audience", units=(asked,)
            )
        )
        assert f"letters/{group['id']}" in again.remade
        assert len(again.remade) < len(report.manifest["letters"])
    assert tree(out) == before


def test_what_other_templates_made_is_marked_with_them(draft, tmp_path):
    out = draft.parent / "out"
    old = json.loads((out / "manifest.json").read_text("utf-8"))
    own = tmp_path / "own"
    own.mkdir()
    for name in ("extract.docx", "extract.html"):
        kind = "office" if name.endswith("docx") else "pdf"
        shutil.copyfile(Path(__file__).parents[2] / "templates" / kind / name, own / name)
    remade(draft, units=(FIRST,), templates=own)
    new = json.loads((out / "manifest.json").read_text("utf-8"))
    assert new["templates"] != old["templates"]
    first, second, third = new["letters"]
    assert "made" not in first
    for each in (second, third, new["notice"], new["assignments"]):
        assert each["made"]["templates"] == old["templates"]
        assert each["made"]["versions"] == old["versions"]
    assert "made" not in new["bound"]
    remade(draft, units=(SECOND, THIRD), templates=own)
    last = json.loads((out / "manifest.json").read_text("utf-8"))
    assert ["made" in each for each in last["letters"]] == [False, False, False]
    assert last["notice"]["made"]["templates"] == old["templates"]
    render(RenderRequest(draft, workers=1))
    assert json.loads((out / "manifest.json").read_text("utf-8")) == old


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content.update(letters=7),
        lambda content: content.update(letters=[7, None]),
        lambda content: content.update(letters=[]),
        lambda content: content.update(notice=None),
        lambda content: content["notice"].update(sha256=None),
        lambda content: content["notice"].update(sha256={"docx": ["x"], "pdf": 1}),
        lambda content: content.update(source=None),
        lambda content: content.pop("agency"),
        lambda content: content["assignments"].pop("sha256"),
        lambda content: content.pop("bound"),
        lambda content: content["notice"].update(docx=["x"]),
    ],
)
def test_a_manifest_that_somebody_wrote_is_a_conflict_and_no_crash(draft, damage):
    path = draft.parent / "out" / "manifest.json"
    content = json.loads(path.read_text("utf-8"))
    damage(content)
    path.write_text(json.dumps(content), "utf-8")
    before = tree(draft.parent / "out")
    with pytest.raises(ConflictError):
        remade(draft, only="letters")
    assert tree(draft.parent / "out") == before


def test_a_manifest_nested_without_end_is_a_conflict(draft):
    path = draft.parent / "out" / "manifest.json"
    path.write_text("[" * 100_000, "utf-8")
    with pytest.raises(ConflictError):
        remade(draft, only="notice")
    with pytest.raises(ConflictError):
        remade(draft)


def test_a_manifest_without_how_it_was_made_still_lets_files_be_carried_over(draft):
    out = draft.parent / "out"
    path = out / "manifest.json"
    content = json.loads(path.read_text("utf-8"))
    for key in ("versions", "templates", "fonts"):
        del content[key]
    path.write_text(json.dumps(content), "utf-8")
    remade(draft, only="notice")
    new = json.loads(path.read_text("utf-8"))
    assert new["assignments"]["made"] == {"versions": None, "templates": None, "fonts": []}
    assert "made" not in new["notice"]


def test_a_folder_with_fewer_letters_gives_none(draft):
    out = draft.parent / "out"
    path = out / "manifest.json"
    content = json.loads(path.read_text("utf-8"))
    assert content["letters"].pop()["id"] == THIRD
    path.write_text(json.dumps(content), "utf-8")
    for kind in ("docx", "pdf"):
        (out / "letters" / f"{THIRD}.{kind}").unlink()
    before = tree(out)
    with pytest.raises(ConflictError, match="chia cách khác"):
        remade(draft, only="notice")
    assert tree(out) == before


@pytest.mark.parametrize("name", ["assignments.xlsx", "letters.pdf"])
def test_a_carried_file_that_is_no_such_file_is_a_conflict_and_not_the_clerks_fault(draft, name):
    out = draft.parent / "out"
    (out / name).write_bytes(b"spoiled")
    forge_hash(out, name)
    with pytest.raises(ConflictError, match=name.replace(".", r"\.")):
        remade(draft, only="notice")
