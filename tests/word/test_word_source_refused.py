"""What is no Word file, or none safe to read, is refused in words; old ones are converted."""

import os
import subprocess
import time

import pytest
from word_sources import p, run, word_file

from soanthao.errors import MissingToolError
from soanthao.word import source_blocks, source_parts
from soanthao.word.legacy_doc import is_old, to_docx
from soanthao.word.package import BrokenWordFileError, close_package, open_package
from soanthao.word.source import read_source

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
RTF = (
    rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Times New Roman;}}"
    rb"Th\'f4ng b\'e1o \b l\u7847?n m\u7897?t\b0\par}"
)


def utf16(text):
    return text.encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.docx", "hỏng"),
        (b"%PDF-1.7", "a.docx", "không phải là tệp Word"),
        (OLE + utf16("EncryptedPackage"), "a.docx", "mật khẩu"),
        (
            OLE + b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01" + bytes(500) + utf16("WordDocument"),
            "a.doc",
            "mật khẩu",
        ),
        (OLE + utf16("WordDocument"), "a.DOCX", "Tên tệp là .docx nhưng đây là tệp Word 97"),
        (RTF, "a.docx", "RTF"),
        (OLE + utf16("Workbook"), "a.doc", "không phải là tệp Word"),
        (close_package({"a.txt": b""}), "a.docx", "không có phần văn bản"),
        (close_package({"word/document.xml": b"<a"}), "a.docx", "không đọc được"),
        (
            close_package({"word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
            "",
            "DOCTYPE",
        ),
        (close_package({"word/document.xml": b"<a/>"}), "a.docx", "không có nội dung"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data, name, words):
    with pytest.raises(BrokenWordFileError, match=words):
        read_source(data, name)


def test_a_broken_part_beside_the_text_is_named():
    members = open_package(word_file(p(run("a")), styles=""))
    members["word/styles.xml"] = b"<w"
    with pytest.raises(BrokenWordFileError, match="word/styles"):
        read_source(close_package(members))


def test_a_part_that_is_named_and_missing_is_none():
    members = open_package(word_file(p(run("a")), styles=""))
    del members["word/styles.xml"]
    assert [each.plain for each in read_source(close_package(members)).paragraphs()] == ["a"]


def test_parts_may_be_named_from_the_root_or_not_at_all():
    members = open_package(
        word_file(
            p(run("a")),
            styles='<w:style w:type="paragraph" w:styleId="N" w:default="1">'
            "<w:rPr><w:b/></w:rPr></w:style>",
        )
    )
    name = "word/_rels/document.xml.rels"
    members[name] = members[name].replace(b'"styles.xml"', b'"/word/styles.xml"')
    (found,) = read_source(close_package(members)).paragraphs()
    assert found.text.marked_up() == "**a**"
    del members[name]
    (found,) = read_source(close_package(members)).paragraphs()
    assert found.text.marked_up() == "a"


def test_a_file_that_unpacks_to_more_than_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(source_parts, "MAX_BYTES", 20_000)
    assert list(read_source(word_file(p(run("a")))).paragraphs())
    with pytest.raises(BrokenWordFileError, match="quá lớn"):
        read_source(word_file(p(run("a" * 20_000))))


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = close_package({"word/document.xml": bytes(50 * 2**20), "b": bytes(51 * 2**20)})
    begin = time.process_time()
    with pytest.raises(BrokenWordFileError, match="quá lớn"):
        read_source(data)
    assert time.process_time() - begin < 0.5


def test_more_paragraphs_than_a_notice_ever_has_are_refused(monkeypatch):
    monkeypatch.setattr(source_blocks, "MAX_PARAGRAPHS", 3)
    assert list(read_source(word_file(p(run("a")) * 3)).paragraphs())
    with pytest.raises(BrokenWordFileError, match="hơn 3 đoạn"):
        read_source(word_file(p() * 4))


def nested(depth):
    body = p(run("a"))
    for _ in range(depth):
        body = f"<w:tbl><w:tr><w:tc>{body}<w:p/></w:tc></w:tr></w:tbl>"
    return word_file(body)


def test_tables_too_deep_inside_each_other_are_refused():
    assert [each.plain for each in read_source(nested(19)).paragraphs()] == ["a"]
    with pytest.raises(BrokenWordFileError, match="lồng nhau"):
        read_source(nested(20))
    with pytest.raises(BrokenWordFileError, match="Word"):
        read_source(nested(1_000))


def test_runs_too_deep_inside_each_other_are_refused_or_read():
    deep = "<w:smartTag>" * 5_000 + run("a") + "</w:smartTag>" * 5_000
    with pytest.raises(BrokenWordFileError, match="không đọc được"):
        read_source(word_file(p(deep)))
    deep = "<w:smartTag>" * 240 + run("a") + "</w:smartTag>" * 240
    assert [each.plain for each in read_source(word_file(p(deep))).paragraphs()] == ["a"]


def test_notes_called_again_and_again_are_refused():
    notes = f'<w:footnote w:id="1">{p(run("x" * 100_000))}</w:footnote>'
    call = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    (found,) = read_source(word_file(p(run("a"), call * 20), footnotes=notes)).paragraphs()
    assert len(found.text.footnotes) == 20
    with pytest.raises(BrokenWordFileError, match="quá dài"):
        read_source(word_file(p(run("a"), call * 21), footnotes=notes))


def test_more_cells_than_a_notice_ever_has_are_refused():
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr></w:tc>'
    row = f"<w:tr>{wide * 1_000}</w:tr>"
    assert not read_source(word_file(f"<w:tbl>{row}</w:tbl>")).blocks
    with pytest.raises(BrokenWordFileError, match="quá dài"):
        read_source(word_file(f"<w:tbl>{row}{row}</w:tbl>"))


def test_more_elements_than_a_notice_ever_has_are_refused():
    with pytest.raises(BrokenWordFileError, match="dài hơn mọi thông báo"):
        read_source(word_file("<w:p/>" * 4_000_001))


@pytest.mark.torture
def test_a_long_paragraph_of_tiny_runs_is_read_in_time():
    tiny = "<w:r><w:t>a</w:t><w:t>b</w:t></w:r>" * 100_000
    begin = time.process_time()
    (found,) = read_source(word_file(p(tiny))).paragraphs()
    assert len(found.plain) == 200_000
    assert time.process_time() - begin < 15


def test_macros_are_not_looked_at():
    members = open_package(word_file(p(run("a")))) | {"word/vbaProject.bin": b"\x00"}
    assert [each.plain for each in read_source(close_package(members), "a.docm").paragraphs()] == [
        "a"
    ]


def test_old_files_are_told_from_others():
    assert is_old(RTF)
    assert is_old(OLE + utf16("WordDocument"))
    assert not is_old(OLE)
    assert not is_old(word_file(""))


def test_without_libreoffice_the_clerk_is_told_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingToolError, match="libreoffice-writer"):
        read_source(RTF, "a.doc")


def fake(monkeypatch, tmp_path, script, mode=0o755):
    program = tmp_path / "soffice"
    program.write_text(script)
    program.chmod(mode)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")


def test_a_program_that_cannot_be_started_is_missing(monkeypatch, tmp_path):
    fake(monkeypatch, tmp_path, "#!/no/such/shell\n")
    with pytest.raises(MissingToolError, match="LibreOffice"):
        to_docx(RTF, "a.doc")


def test_a_conversion_that_makes_nothing_is_said(monkeypatch, tmp_path):
    fake(monkeypatch, tmp_path, "#!/bin/sh\nexit 1\n")
    with pytest.raises(BrokenWordFileError, match="không chuyển được"):
        to_docx(RTF, "a.doc")


def test_a_conversion_that_takes_too_long_is_ended_with_all_that_it_started(monkeypatch, tmp_path):
    child = tmp_path / "child"
    fake(monkeypatch, tmp_path, f"#!/bin/sh\nsleep 60 &\necho $! > {child}\nwait\n")
    with pytest.raises(BrokenWordFileError, match="giây"):
        to_docx(RTF, "a.doc", timeout=1.0)
    pid = int(child.read_text())
    until = time.monotonic() + 5
    while _runs(pid) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _runs(pid)


def _runs(pid):
    """Tell whether the process still runs; one that is dead and not yet waited for does not."""
    done = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return bool(done.stdout.strip()) and not done.stdout.strip().startswith("Z")


def test_a_file_too_large_to_convert_is_refused():
    with pytest.raises(BrokenWordFileError, match="MB"):
        to_docx(RTF + bytes(64 * 2**20), "a.doc")


def test_an_old_file_is_converted_and_read_and_that_is_said(soffice):
    assert os.access(soffice, os.X_OK)
    source = read_source(RTF, "a.doc")
    assert [each.text.marked_up() for each in source.paragraphs()] == ["Thông báo **lần một**"]
    assert [each.code for each in source.findings] == ["N115"]
