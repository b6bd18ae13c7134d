"""The zip around a Word file: the same bytes for the same members, limits for strange ones."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soanthao.errors import ErrorKind
from soanthao.word import package
from soanthao.word.package import (
    BrokenWordFileError,
    close_package,
    main_part,
    open_package,
    parse_xml,
)

members = st.dictionaries(
    st.from_regex(r"[a-z]{1,8}/[a-z]{1,8}\.xml", fullmatch=True),
    st.binary(max_size=200),
    max_size=5,
)


@given(members)
def test_members_come_back_in_their_order(content):
    assert list(open_package(close_package(content)).items()) == list(content.items())


@given(members)
def test_equal_members_give_equal_bytes(content):
    assert close_package(content) == close_package(dict(content))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7", "Thông báo".encode()])
def test_what_is_no_zip_is_invalid(data):
    with pytest.raises(BrokenWordFileError) as caught:
        open_package(data)
    assert caught.value.kind is ErrorKind.INVALID


@pytest.mark.parametrize("at", range(30, 60))
def test_a_damaged_member_is_invalid(at):
    data = bytearray(close_package({"a.xml": bytes(range(256))}))
    data[at] ^= 0xFF
    with pytest.raises(BrokenWordFileError):
        open_package(bytes(data))


def test_a_compression_that_word_does_not_write_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.xml", b"<a/>")
    with pytest.raises(BrokenWordFileError, match="nén"):
        open_package(buffer.getvalue())


def zipped(*entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_refused():
    with pytest.raises(BrokenWordFileError, match="hai bản"):
        open_package(zipped(("a.xml", b"1"), ("a.xml", b"2")))


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    bomb = zipped(*((f"{at}.xml", b"\0" * 2**20) for at in range(3)))
    assert len(bomb) < 10_000
    assert len(open_package(bomb)) == 3
    for limit, value in (
        ("MAX_MEMBERS", 2),
        ("MAX_MEMBER_BYTES", 2**20 - 1),
        ("MAX_TOTAL_BYTES", 3 * 2**20 - 1),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(package, limit, value)
            with pytest.raises(BrokenWordFileError, match="quá lớn"):
                open_package(bomb)


@pytest.mark.parametrize("content", [b"", b"<a>", b"<a>&b;</a>", b"<a></b>"])
def test_broken_xml_names_its_member(content):
    with pytest.raises(BrokenWordFileError, match=r"word/document\.xml"):
        parse_xml(content, "word/document.xml")


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><a/>',
    ],
)
def test_a_document_type_is_refused(content):
    with pytest.raises(BrokenWordFileError, match="DOCTYPE"):
        parse_xml(content, "word/document.xml")


RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="http://example.org/other" Target="docProps/core.xml"/>{}'
    "</Relationships>"
)
MAIN = (
    '<Relationship Id="b" Target="/word/document2.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/>'
)


def test_the_main_part_is_what_the_relationships_say():
    named = {"_rels/.rels": RELATIONSHIPS.format(MAIN).encode(), "word/document2.xml": b""}
    silent = {"_rels/.rels": RELATIONSHIPS.format("").encode(), "word/document.xml": b""}
    assert main_part(named) == "word/document2.xml"
    assert main_part(silent) == "word/document.xml"
    assert main_part({"word/document.xml": b""}) == "word/document.xml"


def test_a_zip_without_text_is_no_word_file():
    with pytest.raises(BrokenWordFileError, match=r"\.docx"):
        main_part({"mimetype": b"application/epub+zip"})
