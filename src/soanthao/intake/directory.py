"""An agency.yaml proposed from what a document names, where there is none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from soanthao.intake.offices import is_field, standard_name
from soanthao.language.lexicon import Lexicon
from soanthao.language.syllables import LOWER, UPPER
from soanthao.notice.source import SourceParagraph, SourceTable
from soanthao.notice.unit import Directory
from soanthao.recognition.outline import Outline, OutlineElement, OutlineItem

SCHEMA: Final = "soanthao/agency/1"
_KIND: Final = re.compile(
    r"(?:Sở|Phòng|Ban|Bộ|Cục|Chi cục|Công an|Trung tâm|Văn phòng|Hội|Liên đoàn|Liên minh|Viện|"
    r"Trường|Thanh tra|Kho bạc|Ngân hàng|Bảo hiểm|Thuế|Đài|Ủy ban|UBND|Uỷ ban|Tòa án|Viện kiểm|"
    r"Mặt trận|MTTQ|Đoàn|Trạm|Công ty|Tổng|Quỹ|Hạt|Đội|Kiểm lâm|BQL|BCH|Bệnh viện|Đảng ủy|Học viện|"
    r"Chi nhánh|Tập đoàn|Điện lực|Vụ|Khoa(?! học))\b.*"
)
_FREE: Final = re.compile(r"(?:Ban [Qq]uản lý|Trung tâm|Trường|Công ty|Đội|Tổ) ")
"""Kinds whose name may go on in small letters: ``Ban Quản lý rừng phòng hộ``."""
_WORD: Final = rf"[{UPPER}][{LOWER}]*"
_FIELD: Final = rf"{_WORD}(?: (?!và )[{LOWER}]+)*(?: và {_WORD}(?: [{LOWER}]+)*)?"
_OFFICES: Final = re.compile(
    rf"[Cc]ác (?P<kind>[Ss]ở|[Pp]hòng):? (?P<names>{_FIELD}(?:(?:, | và ){_FIELD})*)"
)
_PLACE: Final = rf"{_WORD}(?: (?:{_WORD}|\d{{1,2}}(?![\w/.])))*"
_PLACES: Final = re.compile(
    r"(?:UBND|Ủy ban nhân dân) các (?P<kind>xã|phường):? "
    rf"(?P<names>{_PLACE}(?:(?:, | và ){_PLACE})*)"
)
_WORD_OF_KIND: Final = re.compile(
    r"(?:Ủy ban nhân dân|Uỷ ban nhân dân|Ban Quản lý|Ban quản lý|Bộ Chỉ huy|Ban Chỉ huy|Chi cục|"
    r"Công an|Trung tâm|Văn phòng|Liên đoàn|Liên minh|Thanh tra|Kho bạc|Ngân hàng|Bảo hiểm|Tòa án|"
    r"Viện kiểm sát|Mặt trận|Kiểm lâm|Công ty|Tổng công ty|Tổng cục|Tập đoàn|Bệnh viện|\w+)\s+"
)
_LEVELS: Final = ("tỉnh", "thành phố", "huyện", "thị xã", "quận", "xã", "phường", "thị trấn")
_SHORT: Final = {"ủy ban nhân dân": "UBND", "uỷ ban nhân dân": "UBND"}
_FEWEST: Final = 3
_SIGNER: Final = "nguoi-ky"


def proposed_agency(outline: Outline) -> tuple[dict[str, object], tuple[str, ...]]:
    """Return values of an agency.yaml: header, place, signatory, and every unit that is named.

    Also the names of which running text does not tell whether they end where they seem to.
    """
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
        values["units"] = [unit for unit, _ in units]
    return values, tuple(str(unit["name"]) for unit, is_sure in units if not is_sure)


def _units(outline: Outline) -> Iterator[tuple[dict[str, object], bool]]:
    """Yield a unit for every name that looks like one, and whether its end is sure."""
    seen: dict[str, str] = {}
    ids: set[str] = set()
    lexicon = Lexicon.of(Directory(), None)
    for text in _texts(outline):
        for name, is_sure in (*_names(text, lexicon), *_listed(text)):
            if name.casefold() in seen:
                continue
            id = _id(name, ids)
            ids.add(id)
            seen[name.casefold()] = id
            yield {"id": id, "name": name}, is_sure


def _names(text: str, lexicon: Lexicon) -> Iterator[tuple[str, bool]]:
    """Yield the names of *text* that stand alone, and whether they end where they seem to."""
    until = 0
    for mention in lexicon.find(text):
        match = _KIND.search(text[mention.start : mention.stop])
        if match is None or mention.start + match.start() < until:
            continue
        start = mention.start + match.start()
        if standard := standard_name(text, start):
            until = start + len(standard)
            yield standard, True
            continue
        name = _cut(match[0].split())
        if _is_name(name):
            yield name, _ends_surely(name, text[start + len(name) :])


def _listed(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the names of lists that say the kind once: ``các sở: A, B``, ``UBND các xã A, B``."""
    for match in _OFFICES.finditer(text):
        for name in _fields(match["names"]):
            yield f"{match['kind'].capitalize()} {name}", True
    for match in _PLACES.finditer(text):
        for name in re.split(r", | và ", match["names"]):
            yield f"UBND {match['kind']} {name}", True


def _fields(names: str) -> Iterator[str]:
    """Yield the fields at the head of a list, as far as they are known ones."""
    while names:
        found = [at for at in range(len(names), 0, -1) if is_field(names[:at])]
        if not found:
            return
        yield names[: found[0]]
        rest = re.match(r", | và ", names[found[0] :])
        names = names[found[0] + rest.end() :] if rest else ""


def _ends_surely(name: str, rest: str) -> bool:
    """Tell whether a name ends where it seems to: in a capital or level, with a mark behind it."""
    last = name.rsplit(maxsplit=1)[-1]
    is_end = last[:1].isupper() or last in _LEVELS or last.isdigit()
    return is_end and (not rest[:1].isalnum()) and not re.match(rf" [{LOWER}]+ [{UPPER}]", rest)


def _cut(words: list[str]) -> str:
    """Return a name without the words of the sentence behind its level: ``UBND xã Chu Điện``."""
    for at, word in enumerate(words):
        two = " ".join(words[at : at + 2])
        length = 2 if two in _LEVELS else 1 if word in _LEVELS else 0
        if two.endswith((" hội", " ủy")):
            continue
        if at and length:
            end = at + length
            while end < len(words) and words[end][:1].isupper():
                end += 1
            return " ".join(words[:end])
    return " ".join(words)


def _is_name(words: str) -> bool:
    """Tell whether *words* go on as a name does: with a capital or a level (``UBND tỉnh``)."""
    if _FREE.match(words) and len(words.split()) > _FEWEST:
        return True
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
