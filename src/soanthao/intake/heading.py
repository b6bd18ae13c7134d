"""Header, title, meeting, nơi nhận and signature of a document → values of a draft."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from soanthao.intake.chair import chair_of
from soanthao.intake.doubts import Doubts
from soanthao.intake.held import held_on
from soanthao.language.lexicon import Lexicon
from soanthao.notice.letterhead import Agency, Letterhead, Signatory
from soanthao.notice.number import PartialDate
from soanthao.recognition.outline import Outline, OutlineRecipients

_MEETING: Final = re.compile(
    r"(?:(?:về việc|về|v/v)\s+)?(?:nội dung\s+)?(?:ý kiến\s+)?"
    r"(?:kết luận|chỉ đạo)(?:,?\s+(?:kết luận|chỉ đạo))?"
    r"(?:\s+của\s+(?:(?! tại ).)+)?\s+(?:tại\s+|về\s+)?(?P<name>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_PLACE: Final = re.compile(
    r"tại\s+((?:trụ sở|phòng họp|hội trường|trung tâm hội nghị)[^,;.]*)", re.I
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
    held = held_on(opening, outline.issued)
    if held.days:
        shown = [day.isoformat() for day in held.days]
        values["held"] = shown[0] if len(shown) == 1 else shown
    else:
        doubts.add("N523", ("meeting",))
    if held.doubt:
        doubts.say("N523", held.doubt, ("meeting", "held"))
    chair = chair_of(opening, agency.head)
    chair = chair if chair.title else chair_of(f"{outline.subject} chủ trì", agency.head)
    if chair.title:
        values["chair"] = chair.title
    else:
        doubts.add("N524", ("meeting",))
    if chair.doubt:
        message = "chức danh người chủ trì có thể còn lẫn họ tên, tên nơi; hãy xem lại “chair”"
        doubts.say("N524", message, ("meeting", "chair"))
    place = _PLACE.search(opening)
    if place:
        found = place[1].strip()
        values["place"] = found[:1].upper() + found[1:]
    return values


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


def _folded(lines: Sequence[str]) -> str:
    text = unicodedata.normalize("NFC", " ".join(lines)).casefold()
    return " ".join(text.replace("–", "-").split())
