"""Files that somebody may hand to an import although they are no notice that can be read."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable

import docx
import pikepdf

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

HEADER = (
    "ỦY BAN NHÂN DÂN\nHUYỆN A",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
)
SIGNATURE = ("Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nLò Văn Mẫu")


def word(body: str, *, prologue: str = "") -> bytes:
    """Return a .docx whose document.xml holds *body* as it stands, *prologue* before its root."""
    root = f'{prologue}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    return packed([root.encode()])


def packed(document: Iterable[bytes]) -> bytes:
    """Return a .docx whose document.xml is written piece by piece."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONSHIPS)
        with archive.open("word/document.xml", "w", force_zip64=True) as member:
            for piece in document:
                member.write(piece)
    return buffer.getvalue()


def typed(
    *paragraphs: str, header: tuple[str, str] = HEADER, number: str = "Số:     /TB-UBND"
) -> bytes:
    """Return a .docx as an office types it: header table, *paragraphs*, nơi nhận and signature."""
    document = docx.Document()
    _row(document, header)
    _row(document, (number, "A, ngày     tháng 5 năm 2026"))
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    _row(document, SIGNATURE)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _row(document: object, texts: tuple[str, str]) -> None:
    table = document.add_table(rows=1, cols=2)
    for cell, text in zip(table.rows[0].cells, texts, strict=True):
        cell.text = ""
        for line in text.split("\n"):
            cell.add_paragraph(line)


def letter() -> bytes:
    """Return a công văn: no tên loại, Kính gửi, symbol without a kind."""
    return typed(
        "V/v rà soát hồ sơ đất đai",
        "Kính gửi: Ủy ban nhân dân các xã",
        "Thực hiện kế hoạch của huyện, đề nghị Ủy ban nhân dân các xã rà soát hồ sơ đất đai.",
        "1. Lập danh sách các hộ chưa được cấp giấy chứng nhận.",
        "2. Báo cáo trước ngày 20/6/2026./.",
        number="Số: 12/UBND-VP",
    )


def invitation() -> bytes:
    """Return a giấy mời."""
    return typed(
        "GIẤY MỜI",
        "Dự họp giao ban tháng 6 năm 2026",
        "Ủy ban nhân dân huyện trân trọng kính mời các đồng chí dự họp giao ban.",
        "Thời gian: 08 giờ 00, ngày 02/6/2026.",
        "Địa điểm: Phòng họp số 1.",
        number="Số: 15/GM-UBND",
    )


def long_notice(paragraphs: int) -> bytes:
    """Return a notice of *paragraphs* items; about seventeen of two lines fill a page."""
    words = "rà soát, tổng hợp hồ sơ của các hộ trên địa bàn, báo cáo kết quả theo quy định. "
    body = (f"{n}. Phòng A {words * 2}" for n in range(1, paragraphs + 1))
    opening = "Ngày 26/5/2026, Chủ tịch UBND huyện họp giao ban và kết luận như sau:"
    text = ("THÔNG BÁO", "Kết luận Hội nghị giao ban tháng 5 năm 2026", opening, *body)
    return word("".join(f"<w:p><w:r><w:t>{each}</w:t></w:r></w:p>" for each in text))


def bomb(megabytes: int) -> bytes:
    """Return a small .docx whose document.xml unpacks to *megabytes*."""
    piece = b"<w:p/>" * (2**20 // 6)
    head = f'<w:document xmlns:w="{_W}"><w:body>'.encode()
    return packed([head, *[piece] * megabytes, b"</w:body></w:document>"])


def laughs(depth: int = 30) -> bytes:
    """Return a .docx with entities that double *depth* times."""
    names = [f'<!ENTITY e{n} "&e{n - 1};&e{n - 1};">' for n in range(1, depth)]
    kinds = f'<!DOCTYPE d [<!ENTITY e0 "ha">{"".join(names)}]>'
    return word(f"<w:p><w:r><w:t>&e{depth - 1};</w:t></w:r></w:p>", prologue=kinds)


def spying(path: str) -> bytes:
    """Return a .docx with an entity that stands for the file at *path*."""
    kinds = f'<!DOCTYPE d [<!ENTITY e SYSTEM "file://{path}">]>'
    return word("<w:p><w:r><w:t>&e;</w:t></w:r></w:p>", prologue=kinds)


def with_password() -> bytes:
    """Return a .docx that Word encrypted: an OLE file of EncryptionInfo and EncryptedPackage."""
    entries = [
        _entry("Root Entry", 5, child=1, start=END, size=0),
        _entry("EncryptedPackage", 2, right=2, start=3, size=8 * SECTOR),
        _entry("EncryptionInfo", 2, start=11, size=8 * SECTOR),
        _entry("", 0, start=0, size=0),
    ]
    chain = [FAT, END, END, *range(4, 11), END, *range(12, 19), END]
    table = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    head = struct.pack(
        "<8s16sHHHHH6s9I", bytes.fromhex("d0cf11e0a1b11ae1"), bytes(16), 0x3E, 3, 0xFFFE, 9, 6,
        bytes(6), 0, 1, 1, 0, 4096, END, 0, END, 0,
    )  # fmt: skip
    head += struct.pack("<109I", 0, *[FREE] * 108)
    return head + table + b"".join(entries) + bytes(SECTOR) + bytes(range(256)) * 2 * 16


def _entry(
    name: str, kind: int, *, child: int = FREE, right: int = FREE, start: int, size: int
) -> bytes:
    coded = name.encode("utf-16-le") + bytes(2) if name else b""
    links = struct.pack("<III", FREE, right, child)
    return (
        coded.ljust(64, b"\0") + struct.pack("<HBB", len(coded), kind, 1) + links
        + bytes(36) + struct.pack("<IQ", start, size)
    )  # fmt: skip


def pdf(pages: int = 1, *, text: str = "", image: bool = False, password: str = "") -> bytes:
    """Return a PDF: *text* on every page, or a grey picture, or nothing."""
    made = pikepdf.new()
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
    )
    grey = pikepdf.Stream(made, bytes(64 * 64))
    grey.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=64, Height=64,
        ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8, Length=64 * 64,
    )  # fmt: skip
    lines = "".join(
        f"BT /F1 12 Tf 70 {760 - 20 * n} Td ({text}) Tj ET\n" for n in range(30) if text
    )
    drawn = "q 500 0 0 700 40 40 cm /I Do Q\n" if image else ""
    for _ in range(pages):
        made.add_blank_page(page_size=(595, 842))
        page = made.pages[-1]
        page.obj.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F1=font), XObject=pikepdf.Dictionary(I=made.make_indirect(grey))
        )
        page.obj.Contents = made.make_stream((lines + drawn).encode())
    buffer = io.BytesIO()
    encryption = pikepdf.Encryption(owner=password, user=password) if password else False
    made.save(buffer, encryption=encryption)
    return buffer.getvalue()
