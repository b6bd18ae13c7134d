"""A source laid out: every line with its component, the body as a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from soanthao.findings import Finding, Severity
from soanthao.notice.source import Source
from soanthao.recognition import faults
from soanthao.recognition.foot import Foot, read_foot, split_foot, starts_annex
from soanthao.recognition.head import Head, read_head
from soanthao.recognition.levels import Levels
from soanthao.recognition.lines import Line, found, is_bold, is_caps, is_closed, quoted
from soanthao.recognition.markers import find
from soanthao.recognition.nodes import CLOSING, Node
from soanthao.recognition.unfold import unfold
from soanthao.standard import kinds, wording


@dataclass(slots=True)
class Annex:
    """An annex: its lines above the body, the body as a tree."""

    number: Line
    name: str
    title: list[Line] = field(default_factory=list)
    reference: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """All that recognition knows of a source."""

    head: Head
    body: list[Line]
    nodes: list[Node]
    foot: Foot
    annexes: list[Annex] = field(default_factory=list)
    unplaced: list[Line] = field(default_factory=list)
    copied: bool = False
    findings: list[Finding] = field(default_factory=list)


def lay_out(source: Source) -> Sheet:
    """Return *source* taken apart."""
    head = read_head(unfold(source))
    at = split_foot(head.rest)
    body, foot = head.rest[:at], read_foot(head.rest[at:])
    if at == len(head.rest):
        at = next((at for at, line in enumerate(body) if starts_annex(line)), at)
        foot.rest = body[at:]
        body = body[:at]
    levels = Levels()
    sheet = Sheet(head, body, levels.read(body), foot)
    sheet.copied = head.copied or any(wording.read_copy_mark(each.text) for each in source.dropped)
    _behind(sheet, foot.rest)
    for annex in sheet.annexes:
        _annex(sheet, annex)
    own = (*head.findings, *levels.findings, *foot.findings)
    sheet.findings = [*own, *sheet.findings]
    return sheet


def _behind(sheet: Sheet, lines: Sequence[Line]) -> None:
    copies = {kind.title for kind in kinds.COPIES}
    foot = [line for line, name in sheet.foot.lines if line.plain in copies]
    sheet.copied = sheet.copied or bool(foot)
    for line in lines:
        if starts_annex(line):
            match = wording.ANNEX_READ.match(line.plain)
            name = match["number"] if match else line.plain
            annex = Annex(line, name)
            behind = line.plain[match.end() :].strip(" .:") if match else ""
            if behind:
                annex.title.append(line.cut(match.end() if match else 0, len(line.paragraph.plain)))
            sheet.annexes.append(annex)
        elif sheet.annexes:
            sheet.annexes[-1].lines.append(line)
        else:
            sheet.copied = sheet.copied or line.plain in copies
            sheet.unplaced.append(line)
            text = line.plain if line.table is None else _words(line)
            message = f"Chữ này đứng sau chữ ký mà chưa rõ là gì: {quoted(text)}."
            sheet.findings.append(found(faults.UNPLACED, message, line.place))


def _words(line: Line) -> str:
    table = line.table
    return " ".join(each.plain for each in table.paragraphs()) if table else line.plain


def _annex(sheet: Sheet, annex: Annex) -> None:
    lines = annex.lines
    referred = next(
        (
            at
            for at, line in enumerate(lines[:6])
            if wording.ANNEX_REFERENCE_READ.fullmatch(line.plain)
        ),
        None,
    )
    at = 0
    while at < len(lines) and lines[at].table is None and _heads(annex, lines[at], referred, at):
        (annex.reference if at == referred else annex.title).append(lines[at])
        at += 1
        if at - 1 == referred:
            break
    annex.lines = lines[at:]
    levels = Levels()
    annex.nodes = levels.read(annex.lines)
    sheet.findings.extend(levels.findings)
    if not annex.title:
        message = f"Không thấy tên của {quoted(annex.name)}."
        sheet.findings.append(found(faults.SUBJECT, message, annex.number.place, Severity.INFO))


def _heads(annex: Annex, line: Line, referred: int | None, at: int) -> bool:
    if referred is not None:
        return at <= referred
    if find(line.plain) or line.plain.endswith((".", ":", ";")):
        return False
    text, first = line.paragraph, not annex.title
    centred = text.look.alignment == "center"
    short = first and not is_closed(line.plain) and len(line.plain) < 200
    return centred or is_bold(text.text) or is_caps(line.plain) or short


def component_of(node: Node) -> str:
    """Return the component of a line of the body."""
    if node.line.plain.startswith("Căn cứ") and not node.marked:
        return "grounds"
    if node.marked and is_bold(node.line.paragraph.text):
        return "heading"
    closes = not node.marked and not node.children and CLOSING.match(node.plain)
    return "closing" if closes and node.plain.endswith(wording.END) else "body"
