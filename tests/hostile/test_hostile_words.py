"""An office's Word template that carries more than words."""

from __future__ import annotations

import io
import os
import re
import zipfile

import pytest

from word_office import office_docx

BODY = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENT_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main"
MACRO_TYPE = b"application/vnd.ms-word.document.macroEnabled.main"


@pytest.fixture(scope="module")
def sound():
    """The members of a template that is fit to use."""
    with zipfile.ZipFile(io.BytesIO(office_docx("notice"))) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return buffer.getvalue()


def refused(bench, data):
    folder = bench.root / "mau"
    folder.mkdir()
    (folder / "notice.docx").write_bytes(data)
    said = bench.refused(6, "--format", "docx", "--templates", folder)
    assert said.startswith("notice.docx")
    return said


def in_body(xml):
    """Return a change that puts *xml* before the last paragraph of slots."""
    return lambda body: body.replace(b"<w:sectPr", xml.encode() + b"<w:sectPr", 1)


def related(kind, target, mode=""):
    entry = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}" {mode}/>'
    return lambda xml: xml.replace(b"</Relationships>", entry.encode() + b"</Relationships>")


def said_of(field):
    text = "".join(
        f'<w:r><w:instrText xml:space="preserve">{part}</w:instrText></w:r>' for part in field
    )
    return in_body(f"<w:p>{text}</w:p>")


def two_fields(first, second):
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    one, two = (f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in (first, second))
    return in_body(f"<w:p>{begin}{one}{end}{begin}{two}{end}</w:p>")


def nested(first, second):
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    one, two = (f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in (first, second))
    return in_body(f"<w:p>{begin}{one}{begin}{two}{end}{end}</w:p>")


def typed(text):
    return in_body(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")


EXTERNAL = 'TargetMode="External"'
ATTACKS = {
    "include-text": (BODY, said_of(['INCLUDETEXT "C:\\x.docx"']), "trường tự động INCLUDETEXT"),
    "include-picture": (BODY, said_of(["INCLUDEPICTURE http://x/"]), "INCLUDEPICTURE"),
    "dde": (BODY, said_of(['DDEAUTO c:\\x\\cmd.exe "/k calc"']), "DDEAUTO"),
    "dde-in-pieces": (BODY, said_of(["DD", "EA", "UTO x"]), "DDEAUTO"),
    "macro-button": (BODY, said_of(["MACROBUTTON x y"]), "MACROBUTTON"),
    "link": (BODY, said_of(["LINK Excel.Sheet x"]), "LINK"),
    "second-field": (BODY, two_fields("PAGE", "INCLUDETEXT x"), "INCLUDETEXT"),
    "field-in-field": (BODY, nested("PAGE", "DDE x"), "DDE"),
    "tab-for-blank": (BODY, said_of(["INCLUDETEXT\tx"]), "INCLUDETEXT"),
    "simple-field": (BODY, in_body('<w:p><w:fldSimple w:instr="DDE x"/></w:p>'), "DDE"),
    "macro": ("word/vbaProject.bin", lambda _: b"x", "macro"),
    "macro-in-capitals": ("word/VBAPROJECT.BIN", lambda _: b"x", "macro"),
    "macro-by-another-name": (RELATIONS, related("vbaProject", "a.bin"), "macro"),
    "macro-type": ("[Content_Types].xml", lambda x: x.replace(DOCUMENT_TYPE, MACRO_TYPE), "macro"),
    "ole": ("word/embeddings/oleObject1.bin", lambda _: b"x", "OLE"),
    "ole-by-another-name": (RELATIONS, related("oleObject", "a.bin"), "OLE"),
    "alt-chunk": (RELATIONS, related("aFChunk", "a.html"), "altChunk"),
    "sub-document": (RELATIONS, related("subDocument", "a.docx"), "Subdocument"),
    "frame": (RELATIONS, related("frame", "a.docx"), "Frame"),
    "active-x": (RELATIONS, related("control", "a.xml"), "ActiveX"),
    "picture-elsewhere": (RELATIONS, related("image", "http://x/a.png", EXTERNAL), "ở ngoài"),
    "share": (RELATIONS, related("image", "file:////127.0.0.1/a", EXTERNAL), "ở ngoài"),
    "mode-in-small": (RELATIONS, related("image", "http://x", 'TargetMode="external"'), "ở ngoài"),
    "link-to-a-program": (RELATIONS, related("hyperlink", "file:///c:/x", EXTERNAL), "ở ngoài"),
    "link-to-a-script": (RELATIONS, related("hyperlink", "javascript:x()", EXTERNAL), "ở ngoài"),
    "remote-template": (
        "word/_rels/settings.xml.rels",
        lambda _: related("attachedTemplate", "http://x/a.dotm", EXTERNAL)(
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b"</Relationships>"
        ),
        "ở ngoài",
    ),
    "entity": (
        BODY,
        lambda x: b'<!DOCTYPE a [<!ENTITY b "c">]>' + x.partition(b"?>")[2],
        "DOCTYPE",
    ),
    "entity-file": (
        BODY,
        lambda x: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + x.partition(b"?>")[2],
        "DOCTYPE",
    ),
    "entity-in-header": ("word/header9.xml", lambda _: b'<!DOCTYPE a SYSTEM "x"><a/>', "DOCTYPE"),
    "deep-xml": (BODY, in_body("<w:p>" * 5_000 + "</w:p>" * 5_000), "không đọc được"),
    "no-xml": (BODY, lambda _: b"\0\1", "không đọc được"),
    "utf-7": (
        BODY,
        lambda _: b'<?xml version="1.0" encoding="utf-7"?>+ADw-a/+AD4-',
        "không có nội dung",
    ),
    "class": (BODY, typed("{{ ''.__class__ }}"), "không có chỗ điền"),
    "statement": (BODY, typed("{% for a in range(9) %}"), "lệnh"),
    "docxtpl-tag": (BODY, typed("{{r noi_dung }}"), "không có chỗ điền"),
    "comment-tag": (BODY, typed("{# a #}"), "lệnh"),
    "span-that-is-no-number": (
        BODY,
        lambda x: x.replace(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="x"/>', 1),
        "không đọc được",
    ),
    "member-out-of-the-folder": ("../../evil.xml", lambda _: b"<a/>", "không đọc an toàn"),
    "member-from-the-top": ("/etc/evil.xml", lambda _: b"<a/>", "không đọc an toàn"),
    "member-of-windows": ("word\\..\\..\\evil.xml", lambda _: b"<a/>", "không đọc an toàn"),
    "member-twice-in-capitals": ("WORD/DOCUMENT.XML", lambda _: b"<a/>", "hai bản"),
    "bomb": ("word/media/bomb.png", lambda _: bytes(65 * 2**20), "không đọc an toàn"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_word_template_may_not_carry_is_refused_with_its_place(bench, sound, attack):
    name, change, words = ATTACKS[attack]
    members = dict(sound)
    members[name] = change(members.get(name, b""))
    assert words in refused(bench, packed(members))


@pytest.mark.parametrize("name", ["[Content_Types].xml", "word/document.xml"])
def test_a_package_without_what_holds_it_together_is_refused(bench, sound, name):
    refused(bench, packed({each: data for each, data in sound.items() if each != name}))


@pytest.mark.parametrize("name", [f"a{number}" for number in range(1)])
def test_a_package_of_thousands_of_parts_is_refused(bench, sound, name):
    many = {f"word/{name}{number}.bin": b"" for number in range(3_000)}
    assert "không đọc an toàn" in refused(bench, packed({**sound, **many}))


def test_sizes_that_lie_are_found_out(bench, sound):
    data = packed(sound)
    at = data.index(b"PK\x01\x02") + 24
    refused(bench, data[:at] + (5).to_bytes(4, "little") + data[at + 4 :])


@pytest.mark.parametrize("cut", [0, 1, 100, 5_000, -1, -30])
def test_half_a_file_is_refused(bench, sound, cut):
    refused(bench, packed(sound)[:cut])


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero", "notice.docx", "../office"])
def test_a_template_that_is_a_link_elsewhere_shows_nothing_of_it(bench, target):
    folder = bench.root / "mau"
    folder.mkdir()
    (folder / "notice.docx").symlink_to(target)
    (folder / "letter.html").write_text("{% extends 'base.html' %}", "utf-8")
    code, said = bench.render("--format", "docx", "--templates", folder)
    assert code in (0, 6), said
    assert "root:" not in said


def test_a_pipe_among_the_templates_is_not_waited_for(bench):
    folder = bench.root / "mau"
    folder.mkdir()
    os.mkfifo(folder / "notice.docx")
    bench.refused(6, "--format", "docx", "--templates", folder)


def test_the_template_that_is_attacked_is_a_sound_one(bench, sound):
    folder = bench.root / "mau"
    folder.mkdir()
    (folder / "notice.docx").write_bytes(packed(sound))
    assert bench.render("--format", "docx", "--templates", folder)[0] == 0
    with zipfile.ZipFile(bench.out / "notice.docx") as package:
        assert not re.search(r"\{\{|\{%", package.read(BODY).decode())
