"""``check --annotate``: a comment at every finding of real files and of changed ones."""

import io
import zipfile
from collections import Counter
from pathlib import Path

import docx
import pypdfium2
import pytest

from soanthao.errors import ConflictError, ErrorKind, SoanthaoError
from soanthao.services.annotating import annotate_file
from soanthao.services.checking import check_file
from soanthao.settings import load
from soanthao.word.source import read_source

SAMPLES = sorted((Path(__file__).parents[2].parent / "shared/samples").glob("*.docx"))


def changed(rendered, folder, old, new):
    """The rendered notice with one text of its XML changed."""
    written = folder / "thong-bao.docx"
    data = (rendered / "notice.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w") as target:
        for member in source.namelist():
            content = source.read(member)
            if member == "word/document.xml":
                assert old in content.decode()
                content = content.decode().replace(old, new, 1).encode()
            target.writestr(member, content)
    return written


def comments(path):
    return [each.text for each in docx.Document(str(path)).comments]


def test_each_finding_becomes_a_comment_with_code_level_and_clause(rendered, tmp_path):
    path = changed(rendered, tmp_path, "Độc lập - Tự do", "Độc lập – Tự do")
    out = tmp_path / "ra.docx"
    checked = annotate_file(path, out)
    assert not checked.holds
    said = comments(out)
    assert len(said) == len(checked.findings)
    (motto,) = [each for each in said if each.startswith("T118")]
    assert motto == (
        "T118 LỖI: “Độc lập – Tự do - Hạnh phúc”: phải ghi “Độc lập - Tự do - Hạnh phúc”. "
        "[Phụ lục I, phần I, II.1.b]"
    )
    assert read_source(out.read_bytes()).blocks == read_source(path.read_bytes()).blocks
    assert check_file(out, load(tmp_path).policy) != ()


def test_a_comment_hangs_on_the_very_words_of_its_finding(rendered, tmp_path):
    path = changed(rendered, tmp_path, "Lục Nam, ngày", "Lục Nam ,ngày")
    out = tmp_path / "ra.docx"
    checked = annotate_file(path, out)
    words = [each for each in checked.findings if each.found and each.code[0] in "HC"]
    told = [each.message for each in read_source(out.read_bytes()).findings]
    assert words
    for finding in words:
        assert any(
            f"{finding.code} " in each and f", ở chữ “{finding.found}”" in each for each in told
        ), finding


@pytest.mark.parametrize("name", ["ra.docx", "thong-bao.docx"])
def test_nothing_is_written_over(name, rendered, tmp_path):
    path = changed(rendered, tmp_path, "Độc lập - Tự do", "Độc lập – Tự do")
    out = tmp_path / name
    before = out.read_bytes() if out.exists() else b"cu"
    out.write_bytes(before)
    with pytest.raises(ConflictError, match="không ghi đè"):
        annotate_file(path, out)
    assert out.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "out", "kind", "said"),
    [
        ("conclusion.yaml", "ra.docx", ErrorKind.INVALID, "N704"),
        ("cu.doc", "ra.docx", ErrorKind.INVALID, "N704"),
        ("khong-co.docx", "ra.docx", ErrorKind.NOT_FOUND, "khong-co.docx"),
        ("thong-bao.docx", "ra.pdf", ErrorKind.INVALID, "N705"),
    ],
)
def test_what_cannot_be_annotated_is_told(name, out, kind, said, rendered, tmp_path):
    changed(rendered, tmp_path, "Độc lập - Tự do", "Độc lập – Tự do")
    with pytest.raises(SoanthaoError, match=said) as caught:
        annotate_file(tmp_path / name, tmp_path / out)
    assert caught.value.kind is kind
    assert not (tmp_path / out).exists()


def test_tracked_changes_are_refused(rendered, tmp_path):
    path = changed(
        rendered, tmp_path, "<w:r>", '<w:ins w:id="1"><w:r><w:t>a</w:t></w:r></w:ins><w:r>'
    )
    with pytest.raises(SoanthaoError, match=r"N701 .*sửa theo dõi"):
        annotate_file(path, tmp_path / "ra.docx")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["thong-bao.docx"]


def test_a_document_of_the_party_says_so_in_one_comment(rendered, tmp_path):
    path = changed(
        rendered, tmp_path, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẢNG CỘNG SẢN VIỆT NAM"
    )
    annotate_file(path, tmp_path / "ra.docx")
    (said,) = comments(tmp_path / "ra.docx")
    assert said.startswith("T000 lưu ý: văn bản của Đảng")


def test_a_link_that_leads_nowhere_is_not_written_over(rendered, tmp_path):
    path = changed(rendered, tmp_path, "Độc lập - Tự do", "Độc lập – Tự do")
    (tmp_path / "ra.docx").symlink_to(tmp_path / "khong-co.docx")
    with pytest.raises(ConflictError, match="không ghi đè"):
        annotate_file(path, tmp_path / "ra.docx")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_real_files_keep_their_words(path, tmp_path):
    out = tmp_path / "ra.docx"
    checked = annotate_file(path, out)
    assert read_source(out.read_bytes()).blocks == read_source(path.read_bytes()).blocks
    assert len(comments(out)) == len(checked.findings) > 0


@pytest.mark.torture
@pytest.mark.skipif(not SAMPLES, reason="the samples are not here")
def test_libreoffice_prints_annotated_files_with_every_letter(libreoffice_pdfs, tmp_path):
    files = {}
    for path in SAMPLES:
        out = tmp_path / f"{path.stem}-ra.docx"
        annotate_file(path, out)
        files |= {path.stem: path.read_bytes(), out.stem: out.read_bytes()}
    printed = libreoffice_pdfs(files)
    for path in SAMPLES:
        old, new = (printed[name] for name in (path.stem, f"{path.stem}-ra"))
        assert shown(old) == shown(new)


def shown(path):
    """How often each letter stands on the pages of a PDF."""
    pages = pypdfium2.PdfDocument(str(path))
    return Counter("".join("".join(page.get_textpage().get_text_range().split()) for page in pages))
