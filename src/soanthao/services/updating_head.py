"""What stands around a corrected body: number, date, trích yếu, nơi nhận, signature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from soanthao.draft.edit_values import Changed
from soanthao.draft.load import Draft
from soanthao.draft.nodes import Fields
from soanthao.findings import Finding, Severity
from soanthao.intake.align import likeness
from soanthao.intake.changes import Change
from soanthao.notice.document import Document, Paragraph, PrintedTable
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.notice.source import Source, SourceBlock, SourceParagraph, SourceTable
from soanthao.services.updating_recipients import Recipients, bare

_NUMBER: Final = re.compile(r"Số\s*:\s*(\d+)\s*/")
_ANY_NUMBER: Final = re.compile(r"Số\s*:\s*\d*\s*/")
_HEAD_OF_ANNEX: Final = 3
"""Number, title and reference of an annex, each a paragraph."""
_MOST_OF_SUBJECT: Final = 3
_WHERE: Final = "thuộc agency.yaml, người ký, nơi nhận hoặc phụ lục"
_BY_HAND: Final = "hãy tự sửa"
_ANY_DATE: Final = re.compile(r"ngày\s*\d*\s*tháng\s*\d*\s*năm\s*\d*")
_DATE: Final = re.compile(r"ngày\s*(\d*)\s*tháng\s*(\d*)\s*năm\s*(\d{4})")


@dataclass(frozen=True, slots=True)
class Frame:
    """The corrected document in three.

    Attributes:
        head: lines above the kind.
        subject: below it.
        tail: lines below the body, the heads of annexes included.
        receiving: those of nơi nhận among them.
        annexes: the bodies of the annexes; none where Word has not as many as the draft.
    """

    head: tuple[str, ...]
    subject: str
    body: tuple[SourceBlock, ...]
    tail: tuple[str, ...]
    annexes: tuple[tuple[SourceBlock, ...], ...] = ()
    receiving: tuple[str, ...] = ()

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
        body = kind + 1 + _subject_length(blocks[kind + 1 : tail], document.subject)
        starts = _starts(blocks, tail, document)
        first = starts[0] if starts else len(blocks)
        heads: list[SourceBlock] = []
        annexes: list[tuple[SourceBlock, ...]] = []
        for start, end in pairwise([*starts, len(blocks)]):
            heads.extend(blocks[start : start + _HEAD_OF_ANNEX])
            annexes.append(tuple(blocks[start + _HEAD_OF_ANNEX : end]))
        return cls(
            tuple(_lines(blocks[:kind])),
            " ".join(_lines(blocks[kind + 1 : body])),
            tuple(blocks[body:tail]),
            tuple(_lines([*blocks[tail:first], *heads])),
            tuple(annexes),
            _receiving(blocks[tail], heading),
        )


def _subject_length(blocks: Sequence[SourceBlock], subject: str) -> int:
    """Return over how many paragraphs the trích yếu goes on: as many as make it more alike."""
    best, length = 0.0, 0
    for count in range(1, min(_MOST_OF_SUBJECT, len(blocks) - 1) + 1):
        if not isinstance(blocks[count - 1], SourceParagraph):
            break
        said = Counter(" ".join(_lines(blocks[:count])).split())
        alike = likeness(said, Counter(subject.split()))
        if not length or alike > best:
            best, length = alike, count
    return length


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
    receiving = Recipients(changes)
    lines = receiving.value(wanted.get("recipients"), document.recipients, frame.receiving)
    if lines is not None:
        wanted["recipients"] = lines
    return (*receiving.findings, *_rest(frame, document, changes, draft))


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


def _receiving(block: SourceBlock, heading: str) -> tuple[str, ...]:
    """Return the lines of the cell that holds nơi nhận."""
    cells = (cell for row in block.rows for cell in row) if isinstance(block, SourceTable) else ()
    for cell in cells:
        if any(_same(each.plain, heading) for each in cell.paragraphs):
            return tuple(each.plain for each in cell.paragraphs)
    return ()


def _rest(
    frame: Frame, document: Document, changes: Sequence[Change], draft: Draft
) -> Iterator[Finding]:
    """Yield what changed around the body and belongs to agency.yaml, or was not taken over."""
    known = [bare(line) for line in _around(document, bodies=not frame.annexes)]
    receiving = [bare(line) for line in frame.receiving]
    printed = [bare(line) for block in document.recipients for line in block.lines]
    above = (*document.parent, *document.header, document.number, document.place_date)
    head = [bare(line) for line in above]
    now = [bare(line) for line in (*frame.head, *frame.tail)]
    taken = {bare(text) for change in changes for text in (change.old, change.new)}
    first = [bare(line) for line in frame.head]
    for text in dict.fromkeys(now):
        if text and text not in known and not _is_taken(text, taken, known):
            advice = f"hãy thêm vào recipients dòng: - {text}" if text in receiving else _BY_HAND
            key = "recipients" if text in receiving else "notice" if text in first else "signature"
            message = f"“{text[:100]}” khác bản in nhưng chưa đưa vào được ({_WHERE}); {advice}."
            yield _finding(message, draft, key)
    for text in dict.fromkeys(known):
        if text and text not in now and not _is_taken(text, taken, now):
            key = "recipients" if text in printed else "notice" if text in head else "signature"
            message = f"“{text[:100]}” không còn trong Word, vẫn sẽ in ({_WHERE}); {_BY_HAND}."
            yield _finding(message, draft, key)


def _finding(message: str, draft: Draft, key: str) -> Finding:
    """Return a finding at *key*; at the head of the file where it has no such key."""
    path = draft.conclusion.path
    place = draft.keys.get(key, draft.keys.get("notice", (path, 1, 1)))
    return Finding("N610", message, *place, Severity.WARNING)


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


def _is_taken(text: str, taken: set[str], others: Iterable[str]) -> bool:
    """Tell whether *text* was taken over, or differs from one of *others* in number and date."""
    return text in taken or _open(text) in map(_open, others)


def _open(text: str) -> str:
    """Return *text* without the number and the date that it has, or has room for."""
    return _ANY_DATE.sub("ngày", _ANY_NUMBER.sub("Số: /", text))


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
