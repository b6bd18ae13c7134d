"""Collected characters as text: letters of old fonts, signs, blanks, invisible characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from typing import Final
from unicodedata import combining

from soanthao.findings import Severity
from soanthao.language import encodings
from soanthao.language.encodings import NAMES, Encoding
from soanthao.notice.markup import Footnote, Piece, RichText, Run
from soanthao.word.effective import Format
from soanthao.word.source_model import (
    DOUBTFUL,
    FAINT,
    MIXED_LETTERS,
    SIGN,
    NoteCall,
    RawParagraph,
    Remark,
    Span,
)
from soanthao.word.source_symbols import is_private, is_symbol_font, sign

_BLANKS: Final = re.compile(r"\s+")
INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
HYPHENS: Final = {0x2010: "-", 0x2011: "-"}


@dataclass(slots=True)
class Settled:
    """A paragraph as text.

    Attributes:
        size: points of most of its letters; 0 if it has none.
        converted: fonts and encodings whose letters became Unicode.
        invisible: how many characters were left out that nobody sees.
        written: what it prints, with the span that each text comes from; blanks not yet joined.
    """

    text: RichText
    size: float
    remarks: dict[Remark, None] = field(default_factory=dict)
    converted: dict[str, Encoding] = field(default_factory=dict)
    invisible: int = 0
    written: list[tuple[str, Span]] = field(default_factory=list)


class Letters:
    """Settles letters, knowing what the whole file says of its old fonts."""

    def __init__(self, paragraphs: Iterable[RawParagraph]) -> None:
        self._told: dict[Encoding, encodings.Signs] = {
            name: encodings.Signs(0, 0) for name in NAMES
        }
        for paragraph in paragraphs:
            for encoding, found in _signs(_spans(paragraph.parts)).items():
                told = self._told[encoding]
                self._told[encoding] = encodings.Signs(told.old + found.old, told.new + found.new)

    def settle(self, paragraph: RawParagraph) -> Settled:
        """Return *paragraph* as text."""
        return _Settling(self._told).settle(paragraph.parts)


@dataclass(slots=True)
class _Settling:
    """One paragraph on its way."""

    told: dict[Encoding, encodings.Signs]
    out: Settled = field(default_factory=lambda: Settled(RichText(), 0.0))
    sizes: Counter[float] = field(default_factory=Counter)
    old: dict[Encoding, bool] = field(default_factory=dict)

    def settle(self, parts: list[Span | NoteCall]) -> Settled:
        spans = tuple(_spans(parts))
        self._decide(spans)
        self.out.text = _joined(self._pieces(parts))
        if self.sizes:
            self.out.size = max(self.sizes, key=lambda size: (self.sizes[size], size))
        likely = None if self.old else encodings.detect(self.out.text.plain)
        if likely is not None:
            self._remark(
                DOUBTFUL,
                f"chữ giống như gõ bằng bảng mã {NAMES[likely]} mà phông không phải của bảng mã "
                "đó; chương trình giữ nguyên, hãy đặt đúng phông rồi đọc lại.",
            )
        if any(span.format.faint and span.text.strip() for span in spans):
            self._remark(
                FAINT, "có chữ trắng hoặc nhỏ đến mức không đọc được trên giấy; hãy xem lại."
            )
        return self.out

    def _decide(self, spans: tuple[Span, ...]) -> None:
        """Decide of each old font's encoding whether its letters are in it, or are Unicode."""
        for encoding, here in _signs(spans).items():
            told = self.told[encoding]
            old = here.old > 0 if bool(here.old) != bool(here.new) else told.old >= told.new
            self.old[encoding] = old
            if here.new:
                self._remark(
                    MIXED_LETTERS,
                    f"chữ đặt phông {NAMES[encoding]} nhưng gõ bằng Unicode; chương trình đọc là "
                    f"{NAMES[encoding] if old else 'Unicode'}, hãy đọc lại.",
                )

    def _pieces(self, parts: Iterable[Span | NoteCall]) -> Iterator[Piece]:
        spans: list[Span] = []
        for part in parts:
            if isinstance(part, Span):
                spans.append(part)
                continue
            yield from self._runs(spans)
            spans = []
            note = _joined(self._runs(part.spans, of_text=False))
            if note.plain:
                yield Footnote(note.runs)
        yield from self._runs(spans)

    def _runs(self, spans: Iterable[Span], *, of_text: bool = True) -> Iterator[Run]:
        for span in self._whole(spans):
            text = self._written(span)
            if of_text:
                self.sizes[span.format.size] += len(text) - sum(map(str.isspace, text))
                self.out.written.append((text, span))
            yield Run(text, span.format.bold, span.format.italic)

    def _whole(self, spans: Iterable[Span]) -> list[Span]:
        """Return *spans* with marks that belong to the letter before them moved there."""
        whole: list[Span] = []
        for (form, run), group in groupby(spans, key=attrgetter("format", "run")):
            text, at = "".join(span.text for span in group), 0
            encoding = encodings.encoding_of(form.font)
            if whole and _is_of_letter(whole[-1].text[-1]):
                while at < len(text) and _is_mark(text[at], encoding, whole[-1]):
                    at += 1
                whole[-1] = replace(whole[-1], text=whole[-1].text + text[:at])
            if text[at:]:
                whole.append(Span(text[at:], form, run))
        return whole

    def _written(self, span: Span) -> str:
        """Return the characters of *span* as its font prints them."""
        form, text = span.format, span.text
        encoding = encodings.encoding_of(form.font)
        if encoding is not None and self.old.get(encoding, True):
            if not text.isascii():
                self.out.converted[form.font] = encoding
            text = encodings.to_unicode(text, form.font)
        else:
            text = encodings.to_unicode(text, "")
        if is_symbol_font(form.font) or any(map(is_private, text)):
            text = "".join(self._sign(char, form) for char in text)
        if form.caps:
            text = "".join(each.upper() if len(each.upper()) == 1 else each for each in text)
        text, invisible = INVISIBLE.subn("", text.translate(HYPHENS))
        self.out.invisible += invisible
        return text

    def _sign(self, char: str, form: Format) -> str:
        found = sign(char, form.font)
        if found is None and not char.isspace():
            self._remark(
                SIGN,
                f"ký hiệu U+{ord(char):04X} của phông “{form.font}” chỉ phông đó in được; hãy thay "
                "bằng chữ hoặc dấu thường.",
            )
        return char if found is None else found

    def _remark(self, code: str, message: str) -> None:
        self.out.remarks[Remark(code, message, Severity.WARNING)] = None


def _spans(parts: Iterable[Span | NoteCall]) -> Iterator[Span]:
    """Yield the spans of text and notes."""
    for part in parts:
        if isinstance(part, Span):
            yield part
        else:
            yield from part.spans


def _signs(spans: Iterable[Span]) -> dict[Encoding, encodings.Signs]:
    """Return what speaks for each old encoding that a font of *spans* has, and for Unicode."""
    texts: dict[Encoding, list[str]] = {}
    for span in spans:
        encoding = encodings.encoding_of(span.format.font)
        if encoding is not None:
            texts.setdefault(encoding, []).append(span.text)
    return {each: encodings.signs("".join(text), each) for each, text in texts.items()}


def _is_of_letter(char: str) -> bool:
    """Tell whether *char* is a letter, or a mark of one, so that a mark may follow."""
    return char.isalpha() or combining(char) > 0


def _is_mark(char: str, encoding: Encoding | None, before: Span) -> bool:
    """Tell whether *char* belongs to the letter that ends *before*."""
    if encoding is None:
        return combining(char) > 0
    alike = encodings.encoding_of(before.format.font) == encoding
    return alike and encodings.begins_with_mark(char, encoding)


def _joined(pieces: Iterable[Piece]) -> RichText:
    """Return *pieces* with one blank for any run of blanks, none at the ends.

    A blank is bold, or italic, where both its neighbours are.
    """
    out: list[Piece] = []
    last: Run | None = None
    blank_at: int | None = None
    for piece in pieces:
        if isinstance(piece, Footnote):
            out.append(piece)
            continue
        text = _BLANKS.sub(" ", piece.text)
        if text.startswith(" "):
            blank_at = len(out)
        run = replace(piece, text=text.strip(" "))
        if not run.text:
            continue
        if last is not None and blank_at is not None:
            bold, italic = last.bold and run.bold, last.italic and run.italic
            out.insert(blank_at, Run(" ", bold, italic))
        out.append(run)
        last, blank_at = run, len(out) if text.endswith(" ") else None
    return RichText.of(out)
