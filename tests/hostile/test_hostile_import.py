"""Whatever an import is given, it ends in a sentence, soon, in little room."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import time

import hostile_notices as made
import pytest
from hostile_bench import AGENCY, UNITS

from soanthao.cli.main import run

SECONDS = 20
BYTES = 2**30
SECRET = "mật khẩu của máy chủ"
VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩậắằẵặẹẻếềểễệịọỏốồổộớờởợụủứừửữựỳỷ]")


class ImportBench:
    """A folder with a directory of units; tells what an import of a file ends with."""

    def __init__(self, folder, capsys):
        self.folder, self._capsys = folder, capsys
        self.out = folder / "conclusion.yaml"
        self.agency = folder / "agency.yaml"
        self.agency.write_text(AGENCY + UNITS, "utf-8")

    def arguments(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        return ["import", str(path), "-o", str(self.out), "--agency", str(self.agency)]

    def run(self, name, data):
        """Import in this process; return exit code and what was said on standard error."""
        self._capsys.readouterr()
        started = time.perf_counter()
        code = run(self.arguments(name, data))
        assert time.perf_counter() - started < SECONDS
        return code, self._capsys.readouterr().err

    def fenced(self, name, data):
        """Import in a process that has :data:`BYTES` of address space and :data:`SECONDS`."""
        done = subprocess.run(
            [sys.executable, "-m", "soanthao", *self.arguments(name, data)],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES)),
        )
        return done.returncode, done.stderr

    def refused(self, ended):
        """Check that *ended* is a polite refusal that left nothing; return the sentence."""
        code, said = ended
        assert code == 3, said
        assert "Traceback" not in said
        assert VIETNAMESE.search(said), said
        assert not self.out.exists()
        return said


@pytest.fixture
def importing(tmp_path, capsys):
    return ImportBench(tmp_path, capsys)


BROKEN = {
    "no letter.docx": b"",
    "no letter.pdf": b"",
    "no letter.txt": b"",
    "no letter.md": b"",
    "blanks.txt": b" \n \n",
    "cut.docx": made.word("<w:p/>")[:-40],
    "noise.docx": bytes(range(256)) * 8,
    "half.docx": made.packed([b"<w:document"]),
    "other.docx": made.packed([b"<html/>"]),
    "cut.pdf": made.pdf(text="x")[:300],
    "noise.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 8,
    "nul.txt": b"THONG BAO\0\0\0",
    "noise.md": bytes(range(128, 256)) * 8,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_or_empty_file_is_refused_and_named(importing, name):
    assert name in importing.refused(importing.run(name, BROKEN[name]))


def test_a_pdf_without_pages_is_not_said_to_have_a_password(importing):
    assert "mật khẩu" not in importing.refused(importing.run("none.pdf", made.pdf(pages=0)))


@pytest.mark.parametrize(
    ("name", "data"),
    [("mat.docx", made.with_password()), ("mat.pdf", made.pdf(text="x", password="mat"))],
)
def test_a_file_with_a_password_is_refused_for_its_password(importing, name, data):
    assert "mật khẩu" in importing.refused(importing.run(name, data))


WRONG = {
    "pdf.docx": made.pdf(text="x"),
    "word.pdf": made.letter(),
    "word.txt": made.letter(),
    "pdf.md": made.pdf(text="x"),
    "picture.docx": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "letter.xyz": "THÔNG BÁO".encode(),
    "letter": "THÔNG BÁO".encode(),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_name_that_does_not_fit_the_file_is_refused(importing, name):
    assert name in importing.refused(importing.run(name, WRONG[name]))


@pytest.mark.parametrize("pages", [1, 3])
def test_a_scan_without_text_is_refused_as_one(importing, pages):
    said = importing.refused(importing.run("scan.pdf", made.pdf(pages, image=True)))
    assert re.search(r"ảnh|quét|lớp chữ|không có chữ", said)


def test_a_file_that_is_not_there_is_not_found(importing):
    (importing.folder / "gone.docx").unlink(missing_ok=True)
    code = run(["import", str(importing.folder / "gone.docx"), "-o", str(importing.out)])
    assert (code, importing.out.exists()) == (4, False)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [("cv.docx", made.letter(), "công văn"), ("gm.docx", made.invitation(), "giấy mời")],
)
def test_another_kind_of_document_is_named_and_never_passes_as_a_notice(
    importing, name, data, kind
):
    code, said = importing.run(name, data)
    assert (code, importing.out.exists()) in {(1, True), (3, False)}
    assert kind in said.lower()


def test_a_zip_bomb_is_refused(importing):
    importing.refused(importing.fenced("bomb.docx", made.bomb(128)))


def test_entities_that_double_are_refused(importing):
    importing.refused(importing.fenced("laughs.docx", made.laughs()))


def test_an_entity_reads_no_file(importing):
    secret = importing.folder / "secret.txt"
    secret.write_text(SECRET, "utf-8")
    said = importing.refused(importing.run("spy.docx", made.spying(str(secret))))
    assert SECRET not in said


def test_paragraphs_in_paragraphs_without_end_are_refused_or_read(importing):
    nested = "<w:p><w:r><w:txbxContent>" * 3000 + "</w:txbxContent></w:r></w:p>" * 3000
    code, said = importing.fenced("deep.docx", made.word(nested))
    assert code in {1, 3}, said
    assert "Traceback" not in said


@pytest.mark.torture
@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("long.docx", lambda: made.long_notice(500 * 17)),
        ("long.pdf", lambda: made.pdf(500, text="1. Phong A ra soat ho so truoc ngay 20/6/2026.")),
    ],
)
def test_five_hundred_pages_are_read_or_refused_in_time(importing, name, make):
    code, said = importing.fenced(name, make())
    assert (code, importing.out.exists()) in {(0, True), (1, True), (3, False)}, said
    assert "Traceback" not in said
