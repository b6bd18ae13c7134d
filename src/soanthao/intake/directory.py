"""An agency.yaml proposed from what a document names, where there is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from soanthao.language.lexicon import Lexicon
from soanthao.notice.source import SourceParagraph, SourceTable
from soanthao.notice.unit import Directory
from soanthao.recognition.outline import Outline, OutlineElement, OutlineItem

SCHEMA: Final = "soanthao/agency/1"
_KIND: Final = re.compile(
    r"(?:Sở|Phòng|Ban|Bộ|Cục|Chi cục|Công an|Trung tâm|Văn phòng|Hội|Liên đoàn|Liên minh|Viện|"
    r"Trường|Thanh tra|Kho bạc|Ngân hàng|Bảo hiểm|Thuế|Đài|Ủy ban|UBND|Uỷ ban|Tòa án|Viện kiểm|"
    r"Mặt trận|MTTQ|Đoàn|Trạm|Công ty|Tổng|Quỹ|Hạt|Đội|Kiểm lâm|BQL|BCH)\b.*"
)
_WORD_OF_KIND: Final = re.compile(
    r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|Ban Quản lý|Ban quản lý|Bộ Chỉ huy|Ban Chỉ huy|Chi cục|"
    r"Công an|Trung tâm|Văn phòng|Liên đoàn|Liên minh|Thanh tra|Kho bạc|Ngân hàng|Bảo hiểm|Tòa án|"
    r"Viện kiểm sát|Mặt trận|Kiểm lâm|Công ty|\w+)\s+"
)
_LEVELS: Final = ("tỉnh", "thành phố", "huyện", "thị xã", "quận", "xã", "phường", "thị trấn")
_SHORT: Final = {"ủy ban nhân dân": "UBND", "uỷ ban nhân dân": "UBND"}
_SIGNER: Final = "nguoi-ky"


def proposed_agency(outline: Outline) -> dict[str, object]:
    """Return values of an agency.yaml: header, place, signatory, and every unit that is named."""
    name = _sentence_case(" ".join(outline.header)) or "Cơ quan ban hành"
    short = _short(name)
    values: dict[str, object] = {"schema": SCHEMA, "name": name, "short": short}
    if outline.parent:
        values["parent"] = list(outline.parent)
    values["header"] = list(outline.header) or [name.upper()]
    values["place"] = outline.place or name.split()[-1]
    values["symbols"] = {"notice": outline.symbol or "TB-UBND", "letter": "UBND-VP"}
    values["office"] = f"Văn phòng {short}"
    values["filed"] = "VT"
    values["head"] = f"Chủ tịch {short}"
    if outline.signer and outline.position:
        authority = {"authority": list(outline.authority)} if outline.authority else {}
        signer = {**authority, "position": outline.position, "name": outline.signer}
        values["signatories"] = {_SIGNER: signer}
    units = list(_units(outline))
    if units:
        values["units"] = units
    return values


def _units(outline: Outline) -> Iterator[dict[str, object]]:
    """Yield a unit for every name that looks like one, in the order of the document."""
    lexicon = Lexicon.of(Directory(), None)
    seen: dict[str, str] = {}
    ids: set[str] = set()
    for text in _texts(outline):
        for mention in lexicon.find(text):
            match = _KIND.search(text[mention.start : mention.stop])
            name = _cut(match[0].split()) if match else ""
            if not _is_name(name) or name.casefold() in seen:
                continue
            id = _id(name, ids)
            ids.add(id)
            seen[name.casefold()] = id
            yield {"id": id, "name": name}


def _cut(words: list[str]) -> str:
    """Return a name without the words of the sentence behind its level: ``UBND xã Chu Điện``."""
    for at, word in enumerate(words):
        two = " ".join(words[at : at + 2])
        length = 2 if two in _LEVELS else 1 if word in _LEVELS else 0
        if at and length:
            end = at + length
            while end < len(words) and words[end][:1].isupper():
                end += 1
            return " ".join(words[:end])
    return " ".join(words)


def _is_name(words: str) -> bool:
    """Tell whether *words* go on as a name does: with a capital or a level (``UBND tỉnh``)."""
    kind = _WORD_OF_KIND.match(words)
    rest = words[kind.end() :].split() if kind else []
    return bool(rest) and (rest[0][:1].isupper() or rest[0] in _LEVELS or " ".join(rest) in _LEVELS)


def _texts(outline: Outline) -> Iterator[str]:
    for body in (outline.body, *(annex.body for annex in outline.annexes)):
        for element in body:
            yield from _element_texts(element)


def _element_texts(element: OutlineElement) -> Iterator[str]:
    if isinstance(element, SourceParagraph):
        yield element.plain
    elif isinstance(element, SourceTable):
        yield from (paragraph.plain for paragraph in element.paragraphs())
    elif isinstance(element, OutlineItem):
        for item in element.walk():
            yield item.text.plain
            if item.table:
                yield from _element_texts(item.table)


def _id(name: str, taken: set[str]) -> str:
    spelt = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d")).lower()
    bare = "".join(char for char in spelt if not unicodedata.combining(char))
    slug = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:50].strip("-") or "don-vi"
    number, id = 1, slug
    while id in taken or id == "all":
        number += 1
        id = f"{slug}-{number}"
    return id


def _sentence_case(caps: str) -> str:
    """Return a name in CAPS as running text has it: ``Ủy ban nhân dân huyện Lục Nam``."""
    words = caps.lower().split()
    raised = False
    for at, word in enumerate(words):
        before = " ".join(words[max(at - 1, 0) : at])
        two = " ".join(words[max(at - 2, 0) : at])
        if raised or before in _LEVELS or two in _LEVELS:
            raised = raised or word not in _LEVELS
            is_level = word in _LEVELS or f"{word} {' '.join(words[at + 1 : at + 2])}" in _LEVELS
            words[at] = word if is_level and before not in _LEVELS else word.capitalize()
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _short(name: str) -> str:
    lowered = name.casefold()
    for long, short in _SHORT.items():
        if lowered.startswith(long):
            level = next((each for each in _LEVELS if f" {each}" in lowered[len(long) :]), "")
            return f"{short} {level}".strip()
    return name
