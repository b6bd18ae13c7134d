"""The rule about abbreviations: whoever reads the document knows what each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from soanthao.findings import Severity
from soanthao.language.abbreviations import SPELLED_OUT
from soanthao.lint.reading import Reading
from soanthao.lint.rule import Check, Remark, Rule, Spot
from soanthao.standard import kinds

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "C401",
        "Chữ viết tắt ít dùng được viết đủ ở lần đầu, chữ tắt trong ngoặc",
        Severity.WARNING,
        right="giải phóng mặt bằng (GPMB); công tác GPMB",
        wrong="công tác GPMB",
    ),
    Rule(
        "C412",
        "Chữ viết tắt trong nơi nhận là chữ người nhận đọc được",
        Severity.INFO,
        right="- Lãnh đạo Văn phòng, chuyên viên Văn phòng;",
        wrong="- Lãnh đạo VP, CVVP;",
    ),
)

_COMMON: Final = """
    UBND HĐND MTTQ UBMTTQ TTg QH CP TW TƯ BTV BCH BCĐ ĐU HU TU PTNT BHXH BHYT VT VP TT TP TX TTr
    PCT CT LĐVP HCM VN VNĐ VND USD EUR ODA GDP GRDP ASEAN WTO UNESCO UNICEF WHO FDI COVID ISO PCI
    PAR INDEX SIPAS DDCI QR PDF GPS GIS VNPT EVN FPT BIDV VNEID
"""
"""Abbreviations that every office reads, and names that are none in Vietnamese."""
_KNOWN: Final = frozenset(_COMMON.split()) | {
    kind.abbreviation for kind in (*kinds.KINDS, *kinds.COPIES)
}
_LONG: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ATTP": "an toàn thực phẩm",
        "CCHC": "cải cách hành chính",
        "CĐS": "chuyển đổi số",
        "CNTT": "công nghệ thông tin",
        "CTMTQG": "chương trình mục tiêu quốc gia",
        "DVC": "dịch vụ công",
        "GCN": "giấy chứng nhận",
        "GPMB": "giải phóng mặt bằng",
        "GTNT": "giao thông nông thôn",
        "HTX": "hợp tác xã",
        "KNTC": "khiếu nại, tố cáo",
        "KPI": "chỉ số đánh giá kết quả công việc",
        "MTQG": "mục tiêu quốc gia",
        "NSNN": "ngân sách nhà nước",
        "NTM": "nông thôn mới",
        "PCCC": "phòng cháy, chữa cháy",
        "PCTT": "phòng, chống thiên tai",
        "QSDĐ": "quyền sử dụng đất",
        "TĐC": "tái định cư",
        "TKCN": "tìm kiếm cứu nạn",
        "TNGT": "tai nạn giao thông",
        "TTHC": "thủ tục hành chính",
        "XDCB": "xây dựng cơ bản",
    }
    | {
        short[0].upper(): " ".join(long).replace("&", "và")
        for short, long in SPELLED_OUT.items()
        if len(short) == 1
    }
)
"""What the abbreviations that notices use most stand for."""
_SHORT: Final = re.compile(
    r"(?<![\w/.&-])[A-ZĐ]{2,}[A-ZĐa-z]*(?:&[A-ZĐ]{2,})*(?![\w/]|-[A-ZĐ\d]|[. ]?\d)"
)
"""A name of a road (ĐT.721, QL 27) is none."""
_TITLE: Final = 4
"""Words from which on a text that is mostly in capitals is a title."""
_ROMAN: Final = re.compile(r"[IVXLCDM]+")
_EXPLAINED: Final = re.compile(
    r"\((?:sau đây )?(?:gọi|viết)?\s*(?:tắt)?\s*(?:là)?:?\s*[“\"]?([A-ZĐ][A-ZĐa-z&]+)[”\"]?\)"
    r"|(?:gọi|viết) tắt là:? [“\"]?([A-ZĐ][A-ZĐa-z&]+)"
)


def _unexplained(reading: Reading) -> Iterator[Remark]:
    """Report each abbreviation once, where it stands first."""
    done = {*_explained(reading), *_KNOWN}
    for at, passage in reading.prose():
        for start, name in _short(passage.text):
            if name in done:
                continue
            done.add(name)
            long = _LONG.get(name)
            example = f": “{long} ({name})”" if long else ""
            yield Remark(
                "C401",
                f"“{name}” chưa được giải thích; lần đầu hãy viết đủ{example}.",
                Spot(at, start, start + len(name)),
                name,
            )


def _in_recipients(reading: Reading) -> Iterator[Remark]:
    """Report once, at the first: lines of nơi nhận are short by custom, ``Lưu`` always."""
    explained = {*_explained(reading), *_KNOWN}
    for at, passage in reading.of("recipients"):
        if passage.text.lstrip("- ").startswith("Lưu"):
            continue
        for start, name in _short(passage.text):
            if name not in explained:
                message = f"“{name}”: người nhận ngoài cơ quan có thể không hiểu; nên viết rõ."
                yield Remark("C412", message, Spot(at, start, start + len(name)), name)
                return


def _short(text: str) -> Iterator[tuple[int, str]]:
    """Yield the abbreviations of *text* with their offsets; none of a title in capitals."""
    words = text.split()
    if text.isupper() or (len(words) > _TITLE and sum(map(str.isupper, words)) * 2 > len(words)):
        return
    for match in _SHORT.finditer(text):
        start = match.start()
        for name in match[0].split("&"):
            if name.isupper() and not _ROMAN.fullmatch(name):
                yield start, name
            start += len(name) + 1


def _explained(reading: Reading) -> Iterator[str]:
    for _, passage in reading.of():
        for match in _EXPLAINED.finditer(passage.text):
            yield from (match[1] or match[2]).split("&")


CHECKS: Final[tuple[Check, ...]] = (_unexplained, _in_recipients)
