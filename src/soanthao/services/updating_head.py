"""What stands around a corrected body: number, date, trích yếu, nơi nhận, signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from soanthao.draft.edit_values import Changed
from soanthao.draft.load import Draft
from soanthao.draft.nodes import Fields, Listing, Node
from soanthao.findings import Finding, Severity
from soanthao.intake.changes import Change
from soanthao.notice.document import Document, Paragraph, PrintedBlock, PrintedTable
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.notice.source import Source, SourceBlock, SourceParagraph, SourceTable

_NUMBER: Final = re.compile(r"Số\s*:\s*(\d+)\s*/")
_NUMBER_LINE: Final = re.compile(r"Số\s*:")
_HEAD_OF_ANNEX: Final = 3
"""Number, title and reference of an annex, each a paragraph."""
_WHERE: Final = "thuộc agency.yaml, người ký, nơi nhận hoặc phụ lục"
_DATE: Final = re.compile(r"ngày\s*(\d*)\s*tháng\s*(\d*)\s*năm\s*(\d{4})")


@dataclass(frozen=True, slots=True)
class Frame:
    """The corrected document in three.

    Attributes:
        head: lines above the kind.
        subject: below it.
        tail: lines below the body, the heads of annexes included.
        annexes: the bodies of the annexes; none where Word has not as many as the draft.
    """

    head: tuple[str, ...]
    subject: str
    body: tuple[SourceBlock, ...]
    tail: tuple[str, ...]
    annexes: tuple[tuple[SourceBlock, ...], ...] = ()

    @classmethod
    def of(cls, source: Source, document: Document) -> Frame | None:
        """Return the parts of *source*; None where it does not look like a notice of ours."""
        blocks = list(source.blocks)
        kind = next(
            (
                at
                for at, block in enumerate(blocks)
                if isinstance(block, SourceParagraph) and _same(block.plain, document.kind)
            ),
            None,
        )
        heading = document.recipients[0].heading if document.recipients else "Nơi nhận:"
        tail = next(
            (
                at
                for at, block in enumerate(blocks)
                if isinstance(block, SourceTable)
                and any(_same(each.plain, heading) for each in block.paragraphs())
            ),
            None,
        )
        if kind is None or tail is None or tail < kind + 2:
            return None
        subject = blocks[kind + 1]
        starts = _starts(blocks, tail, document)
        first = starts[0] if starts else len(blocks)
        heads: list[SourceBlock] = []
        annexes: list[tuple[SourceBlock, ...]] = []
        for start, end in pairwise([*starts, len(blocks)]):
            heads.extend(blocks[start : start + _HEAD_OF_ANNEX])
            annexes.append(tuple(blocks[start + _HEAD_OF_ANNEX : end]))
        return cls(
            tuple(_lines(blocks[:kind])),
            subject.plain if isinstance(subject, SourceParagraph) else "",
            tuple(blocks[kind + 2 : tail]),
            tuple(_lines([*blocks[tail:first], *heads])),
            tuple(annexes),
        )


def changed_frame(
    frame: Frame,
    draft: Draft,
    document: Document,
    wanted: dict[str, object],
    changes: list[Change],
) -> tuple[Finding, ...]:
    """Put what stands around the body into *wanted* and *changes*; return what has no key there."""
    notice = draft.notice
    node = wanted.get("notice")
    values = _entries(node)
    subject = " ".join(frame.subject.split())
    if subject and subject != notice.subject:
        changes.append(Change("sửa", "trích yếu", notice.subject, subject))
        values["subject"] = subject
    head = " ".join(frame.head)
    number = _NUMBER.search(head)
    if number and int(number[1]) != notice.number.number:
        old = "" if notice.number.number is None else str(notice.number.number)
        changes.append(Change("sửa", "số", old, str(int(number[1]))))
        values["number"] = str(int(number[1]))
    issued = _issued(head)
    if issued and issued != str(_written(notice)):
        changes.append(Change("sửa", "ngày ban hành", _written(notice), issued))
        values["issued"] = issued
    if isinstance(node, Fields) and values != _entries(node):
        wanted["notice"] = Changed(node, values)
    _recipients(frame, notice, document, wanted, changes)
    return tuple(_rest(frame, document, changes, draft))


def _starts(blocks: Sequence[SourceBlock], tail: int, document: Document) -> list[int]:
    """Return where the annexes of *document* start; empty where one cannot be found."""
    numbers = [annex.number for annex in document.annexes]
    starts = [
        at
        for at, block in enumerate(blocks)
        if at > tail
        and isinstance(block, SourceParagraph)
        and any(_same(block.plain, number) for number in numbers)
    ]
    return starts if len(starts) == len(numbers) else []


def _issued(head: str) -> str:
    """Return the date of ô 4 as a draft writes it; open parts are left out."""
    match = _DATE.search(head)
    if match is None:
        return ""
    parts = [match[3]]
    if match[2]:
        parts.append(f"{int(match[2]):02}")
        if match[1]:
            parts.append(f"{int(match[1]):02}")
    return "-".join(parts)


def _written(notice: Notice) -> str:
    issued = notice.issued
    if issued is None:
        return str(notice.validity_day.year)
    parts = (issued.year, issued.month, issued.day)
    return "-".join(f"{part:02}" for part in parts if part is not None)


def _recipients(
    frame: Frame,
    notice: Notice,
    document: Document,
    wanted: dict[str, object],
    changes: list[Change],
) -> None:
    """Take over lines of nơi nhận whose words changed, where headings and counts are the same."""
    printed = [line for block in document.recipients for line in (block.heading, *block.lines)]
    now = [line for line in frame.tail if line][: len(printed)]
    headings = [_same(block.heading, line) for block, line in _beside(document, now)]
    if not printed or len(now) != len(printed) or not all(headings):
        return
    nodes = _line_nodes(wanted.get("recipients"))
    texts = [line.text for block in notice.recipients for line in block.lines]
    news = [
        line for line in now if not any(_same(block.heading, line) for block in document.recipients)
    ]
    olds = [line for block in document.recipients for line in block.lines]
    if not len(nodes) == len(texts) == len(news) == len(olds):
        return
    replaced: dict[int, object] = {}
    for node, text, old, new in zip(nodes, texts, olds, news, strict=True):
        if _same(old, new) or not new.startswith("-"):
            continue
        told = new.removeprefix("-").strip()
        told = told if text.endswith((";", ".", ",", ":")) else told.rstrip(";.")
        changes.append(Change("sửa", "nơi nhận", text, told))
        entries = _entries(node)
        replaced[id(node)] = Changed(node, {**entries, "text": told} if entries else told)
    if replaced:
        wanted["recipients"] = _replaced(wanted["recipients"], replaced)


def _beside(document: Document, now: Sequence[str]) -> list[tuple[PrintedBlock, str]]:
    """Return each block of nơi nhận beside the line where its heading must stand."""
    pairs: list[tuple[PrintedBlock, str]] = []
    at = 0
    for block in document.recipients:
        pairs.append((block, now[at] if at < len(now) else ""))
        at += 1 + len(block.lines)
    return pairs


def _rest(
    frame: Frame, document: Document, changes: Sequence[Change], draft: Draft
) -> Iterator[Finding]:
    """Yield what changed around the body and belongs to agency.yaml, or was not taken over."""
    known = [_bare(line) for line in _around(document, bodies=not frame.annexes)]
    now = [_bare(line) for line in (*frame.head, *frame.tail)]
    taken = {_bare(text) for change in changes for text in (change.old, change.new)}
    for text in dict.fromkeys(now):
        if text and text not in known and not _is_taken(text, taken):
            message = f"“{text[:100]}” khác bản in nhưng chưa đưa vào được ({_WHERE}); hãy tự sửa."
            yield _finding(message, draft)
    for text in dict.fromkeys(known):
        if text and text not in now and not _is_taken(text, taken):
            message = f"“{text[:100]}” không còn trong Word, vẫn sẽ in ({_WHERE}); hãy tự sửa."
            yield _finding(message, draft)


def _finding(message: str, draft: Draft) -> Finding:
    return Finding("N610", message, draft.conclusion.path, severity=Severity.WARNING)


def _around(document: Document, *, bodies: bool) -> Iterator[str]:
    """Yield the lines around the body, those of annexes too; with *bodies* what these say."""
    around = replace(document, body=(), subject="", kind="", annexes=())
    yield from around.stream()
    for annex in document.annexes:
        yield from (annex.number, annex.title, annex.reference)
        for block in annex.body if bodies else ():
            texts = (block.text,) if isinstance(block, Paragraph) else _cells(block)
            yield from (text.plain for text in texts)


def _cells(table: PrintedTable) -> Iterator[RichText]:
    for line in table.texts():
        yield from line


def _bare(line: str) -> str:
    return " ".join(line.split()).removeprefix("- ").rstrip(";.")


def _is_taken(text: str, taken: set[str]) -> bool:
    """Tell whether *text* was taken over: as a line, or as number or date."""
    return text in taken or bool(_NUMBER_LINE.match(text) or _DATE.search(text))


def _replaced(value: object, replaced: dict[int, object]) -> object:
    if id(value) in replaced:
        return replaced[id(value)]
    if isinstance(value, Listing):
        inner = [_replaced(each, replaced) for each in value.items]
        return Changed(value, inner)
    if isinstance(value, Fields):
        return Changed(
            value, {key: _replaced(each, replaced) for key, each in _entries(value).items()}
        )
    return value


def _line_nodes(node: object) -> list[Node]:
    """Return the nodes of the lines of nơi nhận."""
    found: list[Node] = []
    for each in node.items if isinstance(node, Listing) else ():
        lines = each.at("lines") if isinstance(each, Fields) and each.has("lines") else None
        found.extend(lines.items if isinstance(lines, Listing) else [each])
    return found


def _entries(node: object) -> dict[str, object]:
    if not isinstance(node, Fields):
        return {}
    return {key: each for key, (_, each) in node.entries.items()}


def _lines(blocks: Sequence[SourceBlock]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, SourceParagraph):
            lines.append(block.plain)
        else:
            lines.extend(each.plain for each in block.paragraphs())
    return lines


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()
