"""Blocks → lines: tables of layout are read cell by cell, tables of data stay whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from soanthao.notice.markup import RichText
from soanthao.notice.source import Source, SourceBlock, SourceParagraph, SourceTable
from soanthao.recognition.lines import SHORT, Line, is_rule
from soanthao.standard import kinds, wording

HEAD_MARKS: Final = (
    wording.NATIONAL_NAME_READ,
    wording.PARTY_READ,
    wording.MOTTO_READ,
    re.compile(r"[-_—–=]{3,}"),
    wording.NUMBER_LINE_READ,
    wording.PLACE_DATE_READ,
)
_LANDMARK: Final = re.compile(
    r"(?<!\w)V/v\s|[-_—–=]{3,}|" + "|".join(each.pattern for each in HEAD_MARKS[:3])
)
_TITLES: Final = {re.sub(r"\W", "", kind.title): kind for kind in kinds.KINDS}
_TITLES["GIẤYỦYQUYỀN"] = _TITLES["GIẤYUỶQUYỀN"]
_DASH: Final = re.compile(r"(?:(?<=[;.:,])|(?<=[;.:,]\*))\s+[-–]\s+")


def title(text: str) -> kinds.Kind | None:
    """Return the kind whose title *text* is: ``THÔNG BÁO``, spaced letters too."""
    return _TITLES.get(re.sub(r"\W", "", text)) if text.upper() == text else None


def unfold(source: Source) -> list[Line]:
    """Return the lines of *source* in reading order."""
    lines: list[Line] = []
    titled = False
    for at, block in enumerate(source.blocks):
        if isinstance(block, SourceParagraph):
            lines.extend(_pieces(block, -1, head=not titled))
            titled = titled or title(block.plain.strip()) is not None
        elif [len(row) for row in block.rows] == [1]:
            for paragraph in block.paragraphs():
                lines.extend(_pieces(paragraph, -1, head=not titled))
                titled = titled or title(paragraph.plain.strip()) is not None
        elif not titled and _is_head(block):
            lines.extend(_cells(block, head=True))
        elif _is_foot(block, source.blocks[at + 1 :]):
            lines.extend(_cells(block, head=False))
        else:
            lines.append(Line(SourceParagraph(RichText()), table=block))
    return lines


def _cells(table: SourceTable, *, head: bool) -> Iterator[Line]:
    for row in table.rows:
        for column, cell in enumerate(row):
            for paragraph in cell.paragraphs:
                yield from _pieces(paragraph, column, head=head)


def _pieces(paragraph: SourceParagraph, column: int, *, head: bool) -> Iterator[Line]:
    line = Line(paragraph, column)
    plain = paragraph.plain
    edges = {0, len(plain)}
    if head:
        for match in _LANDMARK.finditer(plain):
            edges |= {match.start(), match.end()} if match[0][:3] != "V/v" else {match.start()}
        edges |= set(_numbered(plain)) if len(plain) < SHORT else set()
    heading = wording.RECIPIENTS_READ.match(plain)
    if heading and plain[heading.end() :].lstrip()[:1] in {"-", "–"}:
        edges.add(heading.end())
        edges |= {match.start() for match in _DASH.finditer(plain)}
    if len(edges) == 2 and plain.strip():
        yield line
        return
    ordered = sorted(edges)
    for start, stop in pairwise(ordered):
        if plain[start:stop].strip():
            yield line.cut(start, stop)


def _numbered(plain: str) -> Iterator[int]:
    """Yield where ô 3 and ô 4 begin and end in a short text."""
    last = max((match.end() for match in wording.MOTTO_READ.finditer(plain)), default=0)
    number = wording.NUMBER_LINE_READ.search(plain)
    if number:
        yield from number.span()
        last = max(last, number.end())
    dated = wording.PLACE_DATE_READ.search(plain, last)
    if dated:
        yield from dated.span()


def _is_head(table: SourceTable) -> bool:
    texts = [each.plain[:SHORT] for each in table.paragraphs()]
    marks = (HEAD_MARKS[0], HEAD_MARKS[1], HEAD_MARKS[2], HEAD_MARKS[4], HEAD_MARKS[5])
    return len(table.rows) < 9 and any(mark.search(text) for mark in marks for text in texts)


def _is_foot(table: SourceTable, rest: tuple[SourceBlock, ...]) -> bool:
    texts = [each.plain.strip() for each in table.paragraphs()]
    if any(wording.RECIPIENTS_READ.match(text) for text in texts):
        return len(table.rows) < 9
    signs = (
        wording.AUTHORITY.fullmatch(text) or wording.POSITION_READ.match(text) for text in texts
    )
    few = len(table.rows) < 4 and len(texts) < 12
    return few and any(signs) and not any(is_rule(text) for text in texts) and len(rest) < 40
