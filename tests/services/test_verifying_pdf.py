"""`soanthao verify` on one PDF: its source is taken out, printed again and compared."""

import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from three_letters import LETTERS, NEW, write_draft

from soanthao.errors import ErrorKind, InputMissingError, SoanthaoError
from soanthao.findings import Severity
from soanthao.pdf.attached import Attached, read_attached
from soanthao.pdf.printer import Printer
from soanthao.render.templates import templates_root
from soanthao.services.rendering import RenderRequest, render
from soanthao.services.sources import read_letter
from soanthao.services.starting import start
from soanthao.services.verifying_pdf import verify_pdf

pytestmark = pytest.mark.torture


@pytest.fixture(scope="module")
def drafted(tmp_path_factory) -> Path:
    """The PDF files of a draft, without the folder's manifest; not to be written to."""
    home = tmp_path_factory.mktemp("office") / "thu"
    start(home)
    render(RenderRequest(home / "conclusion.yaml", formats=("pdf",), workers=1))
    (home / "out" / "manifest.json").unlink()
    return home / "out"


@pytest.fixture(scope="module")
def letter_name(drafted) -> str:
    return sorted(path.name for path in (drafted / "letters").iterdir())[0]


@pytest.fixture(scope="module")
def issued(tmp_path_factory) -> Path:
    """The output folder of an issued notice, whose PDF is clean; not to be written to."""
    home = tmp_path_factory.mktemp("issued")
    conclusion = write_draft(home, NEW)
    render(RenderRequest(conclusion, formats=("pdf",), workers=1))
    return conclusion.parent / "out"


@pytest.fixture
def notice(drafted, tmp_path) -> Path:
    """The notice of a draft, alone and to be spoiled."""
    return Path(shutil.copyfile(drafted / "notice.pdf", tmp_path / "notice.pdf"))


@pytest.fixture
def letter(drafted, letter_name, tmp_path) -> Path:
    """A letter of a draft, alone and to be spoiled."""
    return Path(shutil.copyfile(drafted / "letters" / letter_name, tmp_path / letter_name))


def codes(report) -> set[str]:
    return {each.code for each in report.findings}


def attach(path: Path, source: Attached, old: str, new: str) -> None:
    """Print the letter at *path* with its source's words changed, its own source kept."""
    text = source.data.decode()
    assert old in text
    document = read_letter(text.replace(old, new).encode())
    path.write_bytes(Printer(templates_root()).print(document, source).data)


@pytest.mark.parametrize("which", ["notice", "letter"])
def test_a_draft_prints_again_to_the_same_bytes(which, request):
    report = verify_pdf(request.getfixturevalue(which))
    assert report.findings == ()
    assert report.proven
    assert report.holds
    assert any("giống từng byte" in each for each in report.matched)


def test_a_copy_for_the_archive_prints_again_to_the_same_bytes(tmp_path):
    conclusion = write_draft(tmp_path, NEW)
    render(RenderRequest(conclusion, formats=("pdf",), workers=1, archive=True))
    out = conclusion.parent / "out"
    (out / "manifest.json").unlink()
    for file in ("notice.pdf", f"letters/{LETTERS[0]}.pdf"):
        report = verify_pdf(out / file)
        assert report.findings == ()
        assert report.proven


def test_a_changed_word_is_named_with_its_page_and_both_readings(letter):
    (source,) = read_attached(letter.read_bytes())
    text = max((each.text.plain for each in read_letter(source.data).body), key=len)
    word = max(text.split(), key=len)
    attach(letter, source, word, "thayđổi")
    report = verify_pdf(letter)
    assert "V204" in codes(report)
    (first, *_) = [each for each in report.findings if each.code == "V204"]
    assert "Trang 1" in first.message
    assert word in first.message
    assert "thayđổi" in first.message
    assert first.path == str(letter)


def test_a_page_more_or_less_is_named(notice):
    with pikepdf.open(notice, allow_overwriting_input=True) as pdf:
        pdf.pages.append(pdf.pages[0])
        pdf.save(notice)
    assert "V208" in codes(verify_pdf(notice))


def test_a_file_that_another_program_saved_again_is_named(notice):
    with pikepdf.open(notice, allow_overwriting_input=True) as pdf:
        pdf.save(notice, fix_metadata_version=False)
    report = verify_pdf(notice)
    assert codes(report) == {"V205"}
    assert not report.holds


def test_another_title_and_another_property_are_named(notice):
    with pikepdf.open(notice, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Title"] = "Khác"
        pdf.docinfo["/Subject"] = "Việc riêng"
        pdf.save(notice)
    messages = [each.message for each in verify_pdf(notice).findings if each.code == "V210"]
    assert any("“Khác”" in each for each in messages)
    assert any("Việc riêng" in each for each in messages)


def test_an_added_attachment_is_named(notice):
    with pikepdf.open(notice, allow_overwriting_input=True) as pdf:
        pdf.attachments["la.txt"] = b"x"
        pdf.save(notice)
    report = verify_pdf(notice)
    assert any(each.code == "V209" and "la.txt" in each.message for each in report.findings)


def test_a_source_that_was_attached_anew_is_named_and_its_words_are_compared(letter):
    with pikepdf.open(letter, allow_overwriting_input=True) as pdf:
        data = pdf.attachments["letter.yaml"].get_file().read_bytes()
        del pdf.attachments["letter.yaml"]
        pdf.attachments["letter.yaml"] = data
        pdf.save(letter)
    report = verify_pdf(letter)
    assert "V209" in codes(report)
    assert "V204" not in codes(report)
    assert report.proven


@pytest.mark.parametrize(
    ("which", "name", "data"),
    [
        ("notice", "conclusion.yaml", b""),
        ("notice", "conclusion.yaml", b"schema: soanthao/conclusion/1\nbody: [a]\n"),
        ("notice", "conclusion.yaml", b"\xff\xfe"),
        ("letter", "letter.yaml", b"schema: soanthao/letter/1\n"),
        ("letter", "letter.yaml", b"- a"),
    ],
)
def test_a_source_that_is_broken_is_named(which, name, data, request):
    path = request.getfixturevalue(which)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.attachments[name]
        pdf.attachments[name] = data
        pdf.save(path)
    report = verify_pdf(path)
    assert "V203" in codes(report)
    assert not report.proven


def test_a_source_that_needs_another_file_is_refused(notice, tmp_path):
    with pikepdf.open(notice, allow_overwriting_input=True) as pdf:
        text = pdf.attachments["conclusion.yaml"].get_file().read_bytes().decode()
        agency, rest = text.split("\nnotice:", 1)
        (tmp_path / "agency.yaml").write_text("schema: soanthao/agency/1\n", "utf-8")
        named = f"schema: soanthao/conclusion/1\nagency: {tmp_path}/agency.yaml\nnotice:{rest}"
        assert "agency:" in agency
        del pdf.attachments["conclusion.yaml"]
        pdf.attachments["conclusion.yaml"] = named.encode()
        pdf.save(notice)
    assert "V203" in codes(verify_pdf(notice))


def test_of_another_version_the_words_are_compared_and_the_bytes_only_noted(letter):
    (source,) = read_attached(letter.read_bytes())
    older = re.sub(r"(?m)^(  soanthao: ).*$", r"\g<1>0.0.1", source.data.decode())
    assert older != source.data.decode()
    other = Attached(source.name, older.encode(), source.day)
    printed = Printer(templates_root()).print(read_letter(source.data), other).data
    letter.write_bytes(printed.replace(b"%%EOF", b"%%EOF\n"))
    report = verify_pdf(letter)
    assert codes(report) == {"V206"}
    assert "soanthao 0.0.1" in report.findings[0].message
    assert report.holds


def test_a_clean_copy_alone_cannot_be_verified_and_says_so(issued, tmp_path):
    path = Path(shutil.copyfile(issued / "notice.pdf", tmp_path / "notice.pdf"))
    report = verify_pdf(path)
    assert codes(report) == {"V201"}
    assert not report.holds
    assert not report.proven


@pytest.mark.parametrize("file", ["notice.pdf", f"letters/{LETTERS[0]}.pdf", "letters.pdf"])
def test_a_clean_copy_in_its_folder_is_held_against_the_manifest(issued, file):
    report = verify_pdf(issued / file)
    assert report.holds
    assert {each.severity for each in report.findings} == {Severity.INFO}
    assert any("manifest.json" in each for each in report.matched)


def test_a_changed_clean_copy_in_its_folder_is_named(issued, tmp_path):
    out = Path(shutil.copytree(issued, tmp_path / "out"))
    data = (out / "notice.pdf").read_bytes()
    (out / "notice.pdf").write_bytes(data.replace(b"%%EOF", b"%%EOF\n"))
    report = verify_pdf(out / "notice.pdf")
    assert "V207" in codes(report)
    assert not report.holds


def test_a_truncated_file_is_named(notice):
    data = notice.read_bytes()
    notice.write_bytes(data[: len(data) // 3])
    report = verify_pdf(notice)
    assert not report.holds
    assert {each.path for each in report.findings} == {str(notice)}


@pytest.fixture(scope="module")
def spoilable(drafted, letter_name, tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("spoilable") / "letter.pdf"
    return Path(shutil.copyfile(drafted / "letters" / letter_name, target))


@settings(max_examples=15)
@given(st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_one_flipped_byte_anywhere_is_named(spoilable, where, mask):
    data = spoilable.read_bytes()
    at = int(len(data) * where)
    spoilable.write_bytes(data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :])
    try:
        if at < 5:  # no longer called a PDF
            with pytest.raises(SoanthaoError, match="không phải tệp PDF"):
                verify_pdf(spoilable)
        else:
            assert not verify_pdf(spoilable).holds
    finally:
        spoilable.write_bytes(data)


def test_what_is_no_pdf_is_invalid(tmp_path):
    (tmp_path / "a.docx").write_bytes(b"PK")
    with pytest.raises(SoanthaoError, match="không phải tệp PDF") as caught:
        verify_pdf(tmp_path / "a.docx")
    assert caught.value.kind is ErrorKind.INVALID


def test_what_is_not_there_is_not_found(tmp_path):
    with pytest.raises(InputMissingError):
        verify_pdf(tmp_path / "a.pdf")


def test_the_real_notice_prints_again_to_the_same_bytes(rendered):
    report = verify_pdf(rendered / "notice.pdf")
    assert report.findings == ()
    assert len(report.matched) == 2


def test_a_file_named_from_where_one_stands_or_by_a_link_finds_the_manifest(
    issued, tmp_path, monkeypatch
):
    monkeypatch.chdir(issued / "letters")
    assert verify_pdf(Path(f"{LETTERS[0]}.pdf")).holds
    (tmp_path / "link.pdf").symlink_to(issued / "notice.pdf")
    assert codes(verify_pdf(tmp_path / "link.pdf")) == {"V201"}


def test_a_file_that_the_manifest_beside_it_does_not_list_is_not_held_against_it(issued, tmp_path):
    out = Path(shutil.copytree(issued, tmp_path / "out"))
    shutil.copyfile(out / "notice.pdf", out / "la.pdf")
    report = verify_pdf(out / "la.pdf")
    assert not report.holds
    assert report.matched == ()


def test_more_attachments_than_anybody_reads_are_refused(notice):
    with pikepdf.open(notice, allow_overwriting_input=True) as pdf:
        for number in range(21):
            pdf.attachments[f"{number}.txt"] = b"x"
        pdf.save(notice)
    assert codes(verify_pdf(notice)) == {"V202"}


def test_an_attachment_larger_than_a_conclusion_is_refused(notice):
    with pikepdf.open(notice, allow_overwriting_input=True) as pdf:
        pdf.attachments["la.txt"] = b"x" * 5_000_001
        pdf.save(notice)
    assert codes(verify_pdf(notice)) == {"V202"}
