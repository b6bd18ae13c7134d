"""The sentences of a công văn around the orders, by the authority of who signs it.

Nothing here is cut out of the notice; everything here is one of the fixed frames that a leader
signs, or the office's own sentence in its place (:mod:`soanthao.notice.phrases`). Each function
returns one final sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from soanthao.notice import phrases
from soanthao.notice.assignment import Pair, Role, expand
from soanthao.notice.citation import Place
from soanthao.notice.deadline_words import in_words, written
from soanthao.notice.letter import Letter
from soanthao.notice.letterhead import Agency, Signatory
from soanthao.notice.notice import Notice
from soanthao.notice.number import PartialDate
from soanthao.notice.orders import Block, Line, Rows
from soanthao.notice.unit import Group, Verb
from soanthao.notice.voice import Voice, verb_before, voice
from soanthao.standard import kinds, wording

REPORT: Final = "báo cáo tiến độ, kết quả"
"""What letters ask to report: not the result alone, the day may lie before an order's own."""
GENERAL_UNNUMBERED: Final = "các nội dung giao chung"
"""How the general sentence calls orders that have no number of their own."""

_AT: Final = " tại "
_COMMITTEE: Final = re.compile(r"\bỦy ban nhân dân\b|\bUỷ ban nhân dân\b")
_AND_SO_ON: Final = "v.v."
_CLOSING_MARK: Final = re.compile(r"(?:\./\.|\.\.\.|[.;:!?…])$")


_OPENINGS: Final[Mapping[Voice, str]] = {
    Voice.CHAIR: (
        "Thực hiện {notice} (sau đây gọi là {kind}), {head} {verb} {unit} {doing} {contents} sau:"
    ),
    Voice.COMMITTEE: (
        "Thực hiện {notice} (sau đây gọi là {kind}), {agency} {verb} {unit} {doing} {contents} sau:"
    ),
    Voice.OFFICE: (
        "Thực hiện {notice} (sau đây gọi là {kind}), {office} thông báo {contents} {chair} {verb} "
        "{unit} {doing} như sau:"
    ),
}


def opening(notice: Notice, letter: Letter, signatory: Signatory) -> str:
    """Return the first sentence, up to the colon behind which the orders stand."""
    agency = notice.agency
    main = letter.block("does")
    orders = (main or letter.blocks[0]).orders
    speaks = _OPENINGS.get(voice(signatory, agency))
    text = agency.wording.get("opening") or speaks or phrases.DEFAULTS["opening"]
    return phrases.filled(
        text,
        {
            "notice": full_citation(notice),
            "kind": short_name(notice),
            "agency": agency.short,
            "office": agency.office,
            "head": agency.head,
            "chair": notice.meeting.chair or agency.head,
            "verb": _verb(notice, letter),
            "unit": _holders(notice, letter, main or letter.blocks[0]),
            "doing": "thực hiện" if main else "phối hợp thực hiện",
            "contents": _contents(orders),
        },
    )


def short_name(notice: Notice) -> str:
    """Return how a letter calls the notice after its first, full citation: ``Thông báo``."""
    kind = kinds.kind(notice.kind)
    return kind.name if kind else notice.kind


def full_citation(notice: Notice) -> str:
    """Return the first, complete citation of the notice; open number and day are blanks."""
    number = wording.number(notice.number.number, notice.number.symbol)
    day = _cited_date(notice.issued, notice.validity_day.year)
    about = lower_first(notice.subject)
    about = about if about.startswith("về ") else f"về {about}"
    return f"{short_name(notice)} số {number} ngày {day} của {issuer(notice)} {about}"


def joins_sentence(notice: Notice, letter: Letter, places: Mapping[str, Place]) -> tuple[str, bool]:
    """Return the sentence above a second block, and whether it cites for all its orders."""
    block = letter.block("joins")
    if block is None or letter.block("does") is None:
        return "", False
    shared = {_citation_of(order.first, places) for order in block.orders}
    is_cited = (
        len(shared) == 1
        and "" not in shared
        and "{cited}" in phrases.template(notice.agency.wording, "joins")
    )
    sentence = phrases.sentence(
        notice.agency.wording,
        "joins",
        roles=_others_in_charge({pair.role for pair in block.pairs}),
        unit=_holders(notice, letter, block),
        contents=_contents(block.orders),
        cited=f" ({shared.pop()} {short_name(notice)})" if is_cited else "",
    )
    return sentence, is_cited


def told_sentence(notice: Notice, letter: Letter, block: Block) -> str:
    """Return the words before what the unit is only told."""
    own, contents = notice.agency.wording, _contents(block.orders)
    return phrases.sentence(own, "told", contents=contents, unit=letter.name)


def _holders(notice: Notice, letter: Letter, block: Block) -> str:
    """Return how running text calls those readers who hold something in *block*.

    A folded group's orders are for its members, and no duty of whoever else reads them.
    """
    held = {pair.unit for pair in block.pairs}
    units = [unit for unit in letter.units if unit.id in held]
    if len(units) == len(letter.units):
        return letter.name
    directory, day = notice.agency.directory, notice.validity_day
    for group in directory.groups:
        if expand(directory, (group.id,), day).keys() == held:
            return group.running_name
    return _and([unit.name for unit in units])


def table_sentence(notice: Notice, rows: Rows, places: Mapping[str, Place], *, cites: bool) -> str:
    """Return the words above a table that has no line of the notice above it.

    Without *cites* the citation is said already.
    """
    where = _citation_of(rows, places) if cites else ""
    cited = f" ({where} {short_name(notice)})" if where else ""
    contents = "Các nội dung" if len(rows.rows) > 1 else "Nội dung"
    return f"{contents} nêu tại bảng{cited}:"


def general_prefix(notice: Notice) -> str:
    """Return the fixed words that the general sentence begins with."""
    return phrases.filled(_around_items(notice)[0], {})


def general_suffix(notice: Notice) -> str:
    """Return the fixed words that the general sentence ends with."""
    return _around_items(notice)[1]


def _around_items(notice: Notice) -> tuple[str, str]:
    text = phrases.template(notice.agency.wording, "general")
    before, _, after = text.partition(phrases.ITEMS)
    return before, after


def general_sentence(notice: Notice, letter: Letter, places: Mapping[str, Place]) -> str:
    """Return the sentence that names what is ordered to everybody and to the units' groups.

    Empty where there is nothing. An item is named for all that stands in it.
    """
    if not letter.referred:
        return ""
    whole = {pair.item for pair in letter.referred if pair.part is None}
    names = dict.fromkeys(
        _general_name(notice, pair, places[pair.item], group)
        for pair, group in _in_order(letter, places)
        if not whole & _around(pair, places[pair.item])
    )
    unplaced = [name for name, is_placed in names if not is_placed]
    placed = [name for name, is_placed in names if is_placed]
    # Bare citations first: behind "các nội dung … tại" they would be read as more of its places.
    bare = [name for name in placed if _AT not in name]
    listed = _and([*_counted(bare), *(name for name in placed if _AT in name), *unplaced])
    whose = f"của {short_name(notice)}" if unplaced else short_name(notice)
    return phrases.sentence(notice.agency.wording, "general", items=f"{listed} {whose}")


def _counted(citations: Iterable[str]) -> Iterator[str]:
    """Yield neighbours that differ in their own number alone as one: ``các điểm b, c mục 1``."""
    for (kind, where), group in groupby(map(_split, citations), key=lambda each: each[::2]):
        numbers = [number for _, number, _ in group]
        yield f"{'các ' if len(numbers) > 1 else ''}{kind} {', '.join(numbers)}{where}"


def _split(citation: str) -> tuple[str, str, str]:
    """Return a citation's kind, its own number, what contains it: ``điểm``, ``a``, `` mục 1``."""
    kind, _, rest = citation.partition(" ")
    number, blank, where = rest.partition(" ")
    return kind, number, blank + where


def closing(notice: Notice, letter: Letter) -> str:
    """Return the last sentence with its ``./.``: the request to act and to report back."""
    agency = notice.agency
    if letter.verb == "đề nghị":
        return phrases.sentence(agency.wording, "request", unit=letter.name)
    doing = "tổ chức thực hiện" if letter.block("does") else "phối hợp thực hiện"
    return phrases.sentence(
        agency.wording, "closing", unit=letter.name, doing=doing, report=_report(notice, letter)
    )


def reporting(notice: Notice) -> str:
    """Return what letters ask to report, to whom and by when; empty where they ask nothing."""
    agency, report = notice.agency, notice.letters.report
    if report is None:
        return ""
    to = f"{agency.short} (qua {agency.office})" if report.to == agency.office else report.to
    by = f" {in_words(report.by)}" if report.by else ""
    return f"{REPORT} về {to}{by}"


def _report(notice: Notice, letter: Letter) -> str:
    report = notice.letters.report
    is_one = letter.group is not None or len(letter.units) == 1
    if report is None or (is_one and report.to in letter.names):
        return ""
    # Nobody sums up for the chair what the chair is sent.
    purpose = (
        "" if report.to == notice.agency.head else f" để tổng hợp, báo cáo {notice.agency.head}"
    )
    return f"; {reporting(notice)}{purpose}"


def order_citation(notice: Notice, line: Line, places: Mapping[str, Place]) -> str:
    """Return `` (mục 7 Thông báo)`` for the line that an order begins with, or empty."""
    where = _citation_of(line, places)
    if not where:
        return ""
    whose = _other_owner(notice, line, places)
    return f" ({where} {short_name(notice)}{whose})"


def owned_by(notice: Notice, place: Place) -> str:
    """Return what a citation adds where a part is ordered to another unit than its item."""
    return f", nội dung giao {_names(notice.agency, place.owners)}"


def closing_mark_at(text: str) -> int:
    """Return the offset of the mark that closes *text*, its length where there is none.

    The dot of ``v.v.`` is the word's own.
    """
    found = None if text.endswith(_AND_SO_ON) else _CLOSING_MARK.search(text)
    return found.start() if found else len(text)


def is_open(text: str) -> bool:
    """Tell whether no mark closes *text*; the dot of ``v.v.`` closes it too."""
    return not _CLOSING_MARK.search(text)


def lower_first(text: str) -> str:
    """Return *text* with its first letter lowered, unless its first word is an abbreviation."""
    first = text.split(" ", 1)[0]
    return text if len(first) > 1 and first.isupper() else text[:1].lower() + text[1:]


def committee_short(name: str) -> str:
    """Return an agency's name with ``UBND`` for ``Ủy ban nhân dân``."""
    return _COMMITTEE.sub("UBND", name)


def issuer(notice: Notice) -> str:
    """Return how running text calls who issues the notice."""
    agency = notice.agency
    if notice.letterhead == agency.letterhead:
        return committee_short(agency.name)
    return agency.office


def _cited_date(issued: PartialDate | None, year: int) -> str:
    day = issued.complete if issued else None
    if day:
        return written(day)
    month = issued.month if issued else None
    year = issued.year if issued else year
    return f"{wording.BLANK_DAY}/{wording.month(month) if month else wording.BLANK_DAY}/{year}"


def _verb(notice: Notice, letter: Letter) -> Verb:
    """Return the verb that stands directly before the unit's name in its orders, else its own."""
    orders = [order for block in letter.blocks if block.kind != "told" for order in block.orders]
    for order in orders:
        for line in order.lines[:1]:
            text = line.item.text.plain if isinstance(line, Line) else ""
            found = verb_before(text, letter.names, notice.agency.directory.names)
            if found is not None:
                return found
    return letter.verb


def _others_in_charge(roles: set[Role]) -> str:
    doing = []
    if Role.WITH in roles:
        doing.append("chủ trì")
    if Role.GUIDED in roles:
        doing.append("hướng dẫn, kiểm tra")
    return ", ".join(doing)


def _citation_of(line: Line | Rows, places: Mapping[str, Place]) -> str:
    id_ = line.item.id if isinstance(line, Line) else line.first.id
    return places[id_].citation


def _contents(orders: Sequence[object]) -> str:
    return "các nội dung" if len(orders) > 1 else "nội dung"


def _in_order(letter: Letter, places: Mapping[str, Place]) -> Iterable[tuple[Pair, Group | None]]:
    """Return what the letter refers to in the notice's order, a group's orders with the group."""
    position = {id_: at for at, id_ in enumerate(places)}
    found: list[tuple[Pair, Group | None]] = [(pair, None) for pair in letter.general]
    found += [(pair, each.group) for each in letter.grouped for pair in each.pairs]
    return sorted(
        found,
        key=lambda each: (position[each[0].item], -1 if each[0].part is None else each[0].part),
    )


def _other_owner(notice: Notice, line: Line, places: Mapping[str, Place]) -> str:
    """Name the item's own unit where a part is ordered to another one."""
    parts = [line.item.parts[pair.part] for pair in line.pairs if pair.part is not None]
    if len(parts) < len(line.pairs) or not any(part.roles.to for part in parts):
        return ""
    owners = places[line.item.id].owners
    if not owners or all(part.roles.to in ((), owners) for part in parts):
        return ""
    return owned_by(notice, places[line.item.id])


def _names(agency: Agency, ids: Iterable[str]) -> str:
    directory = agency.directory
    found = (directory.unit(name) or directory.group(name) for name in ids)
    return ", ".join(
        each.running_name if isinstance(each, Group) else each.name for each in found if each
    )


def _around(pair: Pair, place: Place) -> set[str]:
    """Return the ids of the items that contain an order; a part or row lies in its own item too."""
    is_inner = pair.part is not None or place.is_row
    return {item.id for item in (place.chain if is_inner else place.chain[:-1])}


def _general_name(
    notice: Notice, pair: Pair, place: Place, group: Group | None
) -> tuple[str, bool]:
    """Return how the general sentence calls one order, and whether that says where it stands."""
    if pair.part is None and place.is_citable:
        return place.citation, True
    if group is not None:
        whom = f"các nội dung giao {group.running_name}"
    elif place.citation and _addressed(notice, place, pair):
        whom = f"các nội dung giao {_addressed(notice, place, pair)}"
    else:
        whom = GENERAL_UNNUMBERED
    return (f"{whom}{_AT}{place.citation}", True) if place.citation else (whom, False)


def _addressed(notice: Notice, place: Place, pair: Pair) -> str:
    """Name those whom a part is ordered to, as the part itself or the item writes them."""
    if pair.part is None:
        return ""
    roles = place.item.parts[pair.part].roles
    return _names(notice.agency, roles.to or roles.with_ or roles.guided or place.owners)


def _and(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} và {words[-1]}"
