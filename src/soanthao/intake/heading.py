"""Header, title, meeting, nơi nhận and signature of a document → values of a draft."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from soanthao.intake.doubts import Doubts
from soanthao.language.lexicon import Lexicon
from soanthao.notice.letterhead import Agency, Letterhead, Signatory
from soanthao.notice.number import PartialDate
from soanthao.recognition.outline import Outline, OutlineRecipients

_HELD: Final = re.compile(
    r"(?:[Nn]gày|[Ss]áng|[Cc]hiều|[Tt]ối)\s+(?P<day>\d{1,2})(?:\s*/\s*|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:\s*/\s*|\s+năm\s+)(?P<year>\d{4})"
)
_SEVERAL: Final = re.compile(
    r"ngày\s+(?P<days>\d{1,2}(?:\s*(?:,|và|-|–)\s*\d{1,2})+)(?:\s*/\s*|\s+tháng\s+)"
    r"(?P<month>\d{1,2})(?:\s*/\s*|\s+năm\s+)(?P<year>\d{4})",
    re.IGNORECASE,
)
_MEETING: Final = re.compile(
    r"(?:(?:về|v/v)\s+)?(?:ý kiến\s+)?(?:kết luận|chỉ đạo)(?:,?\s+(?:kết luận|chỉ đạo))?"
    r"(?:\s+của\s+(?:(?! tại ).)+)?\s+(?:tại\s+|về\s+)?(?P<name>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_PLACE: Final = re.compile(
    r"tại\s+((?:trụ sở|phòng họp|hội trường|trung tâm hội nghị)[^,;.]*)", re.I
)
_PERSON: Final = (
    r"(?:(?:Phó|Quyền)\s+)?(?:Chủ tịch|Thủ tướng|Bộ trưởng|Bí thư|Giám đốc|Chủ nhiệm|"
    r"Chánh Văn phòng|Trưởng)"
)
_CHAIR: Final = re.compile(
    rf"(?P<title>{_PERSON}(?:\s+(?:Thường trực|thường trực))?(?:\s+[^\s,;.]+){{1,9}}?)\s+"
    r"(?:đã\s+)?(?:chủ trì|tổ chức|kết luận|làm việc|họp|kiểm tra|có buổi|dự và)"
)
_ENDS: Final = (";", ".", ",", ":")


def head_values(outline: Outline, agency: Agency, doubts: Doubts) -> dict[str, object]:
    """Return the values of ``notice``."""
    letterhead, issuer = _letterhead(outline, agency, doubts)
    values: dict[str, object] = {}
    if outline.kind not in {"", "TB"}:
        values["kind"] = outline.kind
    if outline.symbol and outline.symbol != letterhead.symbols.notice:
        values["symbol"] = outline.symbol
    if issuer:
        values["issuer"] = issuer
    values["number"] = outline.number
    values["issued"] = _open_date(outline.issued)
    values["subject"] = outline.subject
    if not outline.subject:
        doubts.add("N521", ("notice", "subject"))
    if outline.urgency:
        values["urgency"] = outline.urgency
    if outline.draft and outline.number is None:
        values["draft"] = outline.draft
    elif outline.draft:
        doubts.add("N526", ("notice", "number"), draft=outline.draft)
    if outline.place and outline.place != letterhead.place:
        doubts.add("N514", ("notice",), found=outline.place, known=letterhead.place)
    return values


def meeting_values(
    outline: Outline, opening: str, agency: Agency, doubts: Doubts
) -> dict[str, object]:
    """Return the values of ``meeting``, from the trích yếu and the opening paragraphs."""
    values: dict[str, object] = {}
    named = _MEETING.match(outline.subject)
    if named:
        name = named["name"].strip().rstrip(".")
        values["name"] = name[:1].upper() + name[1:]
    else:
        doubts.add("N522", ("meeting",))
    days = held_on(opening)
    if days:
        shown = [day.isoformat() for day in days]
        values["held"] = shown[0] if len(shown) == 1 else shown
    else:
        doubts.add("N523", ("meeting",))
    chair = chair_of(opening, agency.head) or chair_of(outline.subject + " chủ trì", agency.head)
    if chair:
        values["chair"] = chair
    else:
        doubts.add("N524", ("meeting",))
    place = _PLACE.search(opening)
    if place:
        found = place[1].strip()
        values["place"] = found[:1].upper() + found[1:]
    return values


def held_on(opening: str) -> tuple[date, ...]:
    """Return the days of the meeting: the first date of the opening, or the first few together."""
    several, single = _SEVERAL.search(opening), _HELD.search(opening)
    if several and (not single or several.start() <= single.start()):
        numbers = [int(each) for each in re.findall(r"\d+", several["days"])]
        days = [_day(several["year"], several["month"], each) for each in numbers]
    else:
        days = [_day(single["year"], single["month"], single["day"])] if single else []
    return tuple(day for day in days if day is not None)


def chair_of(text: str, head: str) -> str:
    """Return the chức danh of whoever chairs, without the name of the person; empty if unsaid."""
    match = _CHAIR.search(text)
    if not match:
        return head if head and head in text else ""
    title = match["title"]
    for known in (f"Phó {head}", head):
        if head and title.startswith(known):
            return known
    words = title.split()
    while len(words) > 2 and words[-1][:1].isupper() and not words[-1].isupper():
        words.pop()
    return " ".join(words)


def recipient_values(
    blocks: Sequence[OutlineRecipients], lexicon: Lexicon
) -> list[dict[str, object]]:
    """Return the values of ``recipients``: the program adds dashes and closing marks itself."""
    return [{"heading": block.heading, "lines": list(_lines(block, lexicon))} for block in blocks]


def _lines(block: OutlineRecipients, lexicon: Lexicon) -> Iterator[object]:
    last = len(block.lines) - 1
    for at, line in enumerate(block.lines):
        text, usual = line.plain.strip(), "." if at == last else ";"
        bare = text.removesuffix(usual) if text.endswith(usual) else text
        ids = _named(bare, lexicon)
        yield {"text": bare, "units": list(ids)} if ids else bare


def _named(line: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return whom a line means that holds nothing but names of the directory."""
    mentions = lexicon.find(line)
    if not all(each.ids for each in mentions):
        return ()
    rest = line
    for each in reversed(mentions):
        rest = rest[: each.start] + rest[each.stop :]
    bare = re.sub(r"\([^)]*\)|\bvà\b|[\s;.,-]", "", rest)
    return () if bare else tuple(dict.fromkeys(id for each in mentions for id in each.ids))


def signature_value(outline: Outline, agency: Agency, doubts: Doubts) -> object:
    """Return the id of the signatory in the directory, or who signs written out."""
    for id, signatory in agency.signatories.items():
        if _same_signatory(outline, signatory):
            return id
    if not outline.signer or not outline.position:
        doubts.add("N525", ("signature",))
    return {
        **({"authority": list(outline.authority)} if outline.authority else {}),
        "position": outline.position,
        "name": outline.signer,
    }


def _same_signatory(outline: Outline, signatory: Signatory) -> bool:
    lines = (*outline.authority, outline.position, outline.signer)
    return _folded(lines) == _folded((*signatory.lines, signatory.name))


def _letterhead(outline: Outline, agency: Agency, doubts: Doubts) -> tuple[Letterhead, str]:
    """Return the letterhead that the document prints, and its id among ``issuers``."""
    printed = _folded((*outline.parent, *outline.header))
    known: Mapping[str, Letterhead] = {"": agency.letterhead, **agency.issuers}
    for id, each in known.items():
        if not printed or _folded((*each.parent, *each.header)) == printed:
            return each, id
    lines = " / ".join((*outline.parent, *outline.header))
    doubts.add("N513", ("notice",), found=lines)
    return agency.letterhead, ""


def _open_date(day: PartialDate | None) -> str | None:
    if day is None:
        return None
    months = f"-{day.month:02d}" if day.month else ""
    return f"{day.year:04d}{months}" + (f"-{day.day:02d}" if day.day else "")


def _day(year: str, month: str, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _folded(lines: Sequence[str]) -> str:
    text = unicodedata.normalize("NFC", " ".join(lines)).casefold()
    return " ".join(text.replace("–", "-").split())
