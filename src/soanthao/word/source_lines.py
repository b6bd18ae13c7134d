"""What stands on lines of its own inside one paragraph of a foreign Word file.

Clerks end a line with Shift+Enter where a new paragraph belongs: items, entries of nơi nhận, the
lines of a title or a signature. And where they know no table they part nơi nhận from the signature
by tabs or blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from soanthao.standard import wording
from soanthao.word.source_model import BREAK, NoteCall, RawBlock, RawParagraph, RawTable, Span

_BEGINS: Final = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.)/]|[a-zđ][.)/]|[IVX]+[./)]|[-–+*•●])\s*(?=[^\W\d_])"
)
_CLOSED: Final = re.compile(r"[.;:!?…]\s*$")
_GAP: Final = re.compile(r"\t[\t ]*| {4,}")
_RECIPIENTS: Final = re.compile(rf"\s*{wording.RECIPIENTS_READ.pattern}(?:\t| {{4}})[\t ]*\S", re.I)
_FILED: Final = re.compile(r"[-–+\s]*Lưu\b")


def lines_of(raw: RawParagraph) -> list[RawParagraph]:
    """Return *raw* parted at the line breaks that begin something new.

    A break inside a sentence is a blank. In the middle of the page every line stands for itself.
    """
    text = _text(raw)
    found = list(re.finditer(rf"(?:\s*{BREAK})+\s*", text))
    centred = raw.layout.alignment == "center"
    edges = [0]
    for match in found:
        before, behind = text[edges[-1] : match.start()], text[match.end() :].split(BREAK)[0]
        alone = centred or match[0].count(BREAK) > 1
        if before.strip() and behind.strip() and (alone or _parts(before, behind)):
            edges.append(match.end())
    if len(edges) == 1:
        return [raw]
    pieces = [_cut(raw, start, stop) for start, stop in pairwise([*edges, len(text)])]
    pieces[0] = replace(
        pieces[0], boxes=raw.boxes, remarks=raw.remarks, dropped=raw.dropped, layout=raw.layout
    )
    return pieces


def _parts(before: str, behind: str) -> bool:
    closed, capital = _CLOSED.search(before), _is_capital(before.rsplit(BREAK, maxsplit=1)[-1])
    return bool(closed or _BEGINS.match(behind.lstrip()) or (capital and not _is_capital(behind)))


def _is_capital(text: str) -> bool:
    return text.upper() == text != text.lower()


def with_foot(blocks: Iterable[RawBlock]) -> list[RawBlock]:
    """Return *blocks*, nơi nhận and a signature beside it by tabs or blanks as a table."""
    out: list[RawBlock] = []
    foot: _Foot | None = None
    for block in blocks:
        if foot is not None and isinstance(block, RawParagraph) and foot.take(block):
            continue
        foot = None
        if isinstance(block, RawParagraph) and _RECIPIENTS.match(_text(block)):
            foot = _Foot()
            foot.take(block)
            out.append(RawTable([[foot.left, foot.right]]))
        else:
            out.append(block)
    return out


@dataclass(slots=True)
class _Foot:
    """Two columns that tabs or blanks make."""

    left: list[RawParagraph] = field(default_factory=list)
    right: list[RawParagraph] = field(default_factory=list)
    filed: bool = False

    def take(self, raw: RawParagraph) -> bool:
        """Take *raw*; tell whether it belongs to the foot."""
        text = _text(raw)
        gap = _GAP.search(text, len(text) - len(text.lstrip()) if text[:1] not in "\t " else 0)
        if self.filed and raw.has_text and (gap is None or text[: gap.start()].strip()):
            return False
        self.filed = self.filed or bool(_FILED.match(text))
        if gap is None:
            self.left.append(raw)
            return True
        first, second = _cut(raw, 0, gap.start()), _cut(raw, gap.end(), len(text))
        second.beside = True
        kept = first if first.has_text else second
        kept.take(raw)
        kept.boxes = raw.boxes
        self.left += [first] * first.has_text
        self.right += [second] * second.has_text
        return True


def _text(raw: RawParagraph) -> str:
    return "".join(part.text for part in raw.parts if isinstance(part, Span))


def _cut(raw: RawParagraph, start: int, stop: int) -> RawParagraph:
    """Return what stands between two offsets into the text of *raw*; a note stays behind it."""
    piece = RawParagraph(layout=replace(raw.layout, first=0.0 if start else raw.layout.first))
    piece.origin, piece.beside = raw.origin, raw.beside
    piece.page = raw.page
    at = 0
    for part in raw.parts:
        if isinstance(part, NoteCall):
            if start < at <= stop or at == start == 0:
                piece.add(part)
            continue
        text = part.text[max(0, start - at) : max(0, stop - at)]
        at += len(part.text)
        if text:
            piece.add(replace(part, text=text))
    return piece
