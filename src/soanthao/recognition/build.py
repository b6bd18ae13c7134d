"""A laid-out source → Outline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from soanthao.findings import Finding, Severity
from soanthao.notice import numbering
from soanthao.notice.markup import RichText
from soanthao.notice.numbering import Raw
from soanthao.notice.source import Place, Source, SourceParagraph
from soanthao.recognition import faults
from soanthao.recognition.lines import found, is_bold, trimmed, unbold
from soanthao.recognition.markers import find
from soanthao.recognition.nodes import Node
from soanthao.recognition.outline import (
    Outline,
    OutlineAnnex,
    OutlineElement,
    OutlineForm,
    OutlineItem,
)
from soanthao.recognition.sheet import Annex, Sheet, lay_out
from soanthao.standard import kinds

_NOT: Final[dict[OutlineForm, str]] = {
    "letter": "Đây là công văn, không phải thông báo kết luận.",
    "invitation": "Đây là giấy mời, không phải thông báo kết luận.",
    "extract": "Đây là bản trích sao, không phải thông báo kết luận.",
    "party": "Đây là văn bản của Đảng, không theo Nghị định 30/2020/NĐ-CP.",
    "other": "Không nhận ra đây là thông báo kết luận.",
}


def recognise(source: Source) -> Outline:
    """Take *source* apart into components and levels; nothing is resolved in a directory.

    What is not certain is a finding of the outline. Nothing of the source's text is left out:
    what has no place is in ``unplaced`` and in a finding.
    """
    sheet = lay_out(source)
    head, foot = sheet.head, sheet.foot
    kind = _kind(sheet)
    form = _form(sheet, kind)
    body = tuple(_elements(sheet.nodes))
    annexes = tuple(_annex(each) for each in sheet.annexes)
    others = [line for line, name in (*head.lines, *foot.lines) if name == "other"]
    return Outline(
        form=form,
        parent=tuple(head.parent),
        header=tuple(head.header),
        kind=kind,
        number=head.number,
        symbol=head.symbol,
        place=head.place,
        issued=head.issued,
        subject=" ".join(head.subject),
        urgency=head.urgency,
        draft=head.draft,
        addressees=tuple(head.addressees),
        body=body,
        recipients=tuple(foot.recipients),
        authority=foot.authority,
        position=foot.position,
        signer=foot.signer,
        annexes=annexes,
        numbering=_numbering([body, *(annex.body for annex in annexes)]),
        unplaced=tuple(_unplaced(others, sheet)),
        findings=(*sheet.findings, *_about_form(form, source)),
    )


def _unplaced(others: Iterable[object], sheet: Sheet) -> Iterator[SourceParagraph]:
    for line in (*others, *sheet.unplaced):
        table = getattr(line, "table", None)
        if table is None:
            yield line.paragraph  # type: ignore[attr-defined]
        else:
            yield from table.paragraphs()


def _kind(sheet: Sheet) -> str:
    if sheet.head.kind is not None:
        return sheet.head.kind.abbreviation
    named = kinds.kind(sheet.head.symbol.partition("-")[0].partition("/")[0])
    if named is None or sheet.head.letter or sheet.head.addressees:
        return ""
    message = f"Không thấy tên loại; lấy “{named.abbreviation}” theo ký hiệu."
    sheet.findings.append(Finding(faults.KIND, message, severity=Severity.WARNING))
    return named.abbreviation


def _form(sheet: Sheet, kind: str) -> OutlineForm:
    if sheet.head.party:
        return "party"
    if sheet.copied:
        return "extract"
    if kind == "TB":
        return "notice"
    if kind == "GM":
        return "invitation"
    letter = not kind and (sheet.head.letter or sheet.head.addressees)
    return "letter" if letter else "other"


def _about_form(form: OutlineForm, source: Source) -> Iterator[Finding]:
    if form not in _NOT:
        return
    first = next(source.paragraphs(), None)
    place = first.place if first else Place()
    code = faults.PARTY if form == "party" else faults.NOT_A_NOTICE
    yield found(code, _NOT[form], place, Severity.ERROR)


def _elements(nodes: Sequence[Node]) -> Iterator[OutlineElement]:
    for node in nodes:
        if node.line.table is not None and node.table is not None:
            yield node.table
        elif node.marked or node.children or node.table is not None:
            yield _item(node)
        else:
            yield _paragraph(node)


def _paragraph(node: Node) -> SourceParagraph:
    own = node.line.paragraph
    return SourceParagraph(_text(node), own.place, own.look)


def _text(node: Node) -> RichText:
    text = node.line.paragraph.text
    for line in node.joined:
        text = text.insert(len(text.plain), " ") + line.paragraph.text
    return text


def _item(node: Node) -> OutlineItem:
    text = _text(node)
    heading = (node.marked or bool(node.children)) and is_bold(text)
    marker = ""
    if node.found is not None and node.marked:
        marker = node.found.text
        start = len(text.plain) - len(text.plain.lstrip()) + node.found.end
        text = trimmed(text.slice(start, len(text.plain)))
    return OutlineItem(
        marker,
        unbold(text) if heading else text,
        node.line.place,
        node.depth,
        heading,
        tuple(_item(child) for child in node.children),
        node.table,
    )


def _annex(annex: Annex) -> OutlineAnnex:
    return OutlineAnnex(
        annex.name,
        " ".join(line.plain for line in annex.title),
        " ".join(line.plain for line in annex.reference),
        tuple(_elements(annex.nodes)),
    )


def _numbering(bodies: Sequence[Sequence[OutlineElement]]) -> tuple[str, ...]:
    """Return the markers by depth that leave the fewest to be written one by one."""
    trees = [
        tuple(_raw(element) for element in body if isinstance(element, OutlineItem))
        for body in bodies
    ]
    styles: dict[int, dict[str, None]] = {}
    for body in bodies:
        for element in body:
            for item in element.walk() if isinstance(element, OutlineItem) else ():
                if item.marker:
                    styles.setdefault(item.depth, {}).update(dict.fromkeys(_firsts(item.marker)))
    chosen: tuple[str, ...] = ()
    for depth in range(len(styles)):
        options = styles.get(depth) or {"-": None}
        chosen = min(
            ((*chosen, option) for option in options),
            key=lambda each: sum(_written(numbering.implied(tree, each)) for tree in trees),
        )
    return chosen


def _firsts(marker: str) -> Iterator[str]:
    """Yield what the series of *marker* may begin with."""
    seen = find(f"{marker} x")
    for reading in seen.readings if seen else ():
        yield reading.style


def _raw(item: OutlineItem) -> Raw:
    return Raw(item.marker, tuple(_raw(child) for child in item.items))


def _written(items: Iterable[Raw]) -> int:
    return sum(bool(item.marker) + _written(item.items) for item in items)
