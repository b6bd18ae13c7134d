"""Letters of fonts from before Unicode (``.VnTime``, ``VNI-Times``) on the pages of PDF files.

A file that gives no meaning to the codes of such a font is read as if they were Latin letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import normalize

from soanthao.language.encodings import Encoding, detect, encoding_of, signs, to_unicode
from soanthao.language.encodings_tables import VNI
from soanthao.pdf.source_glyphs import UNKNOWN, Char, bare_name

_POOR: Final = 0.3
"""Share of a font's letters without a meaning from which on it gives none."""
_MARKS: Final = frozenset(".,;:!?()/\"'…“”–-")
_CAPITALS: Final = frozenset("ABCDEGHIKLMNOPQRSTUVXY§¡¢£¤¥¦")
"""Letters that TCVN3 prints as capitals."""
_VOWELS: Final = frozenset("aeouy")
_HORN: Final = "\u00ad"
"""What TCVN3 writes ư with; PDF takes it for the sign of a hyphen."""


def in_unicode(chars: Sequence[Char]) -> tuple[list[Char], frozenset[str]]:
    """Return the *chars* of a page in Unicode, and the old fonts that some were written in."""
    texts: dict[str, str] = {}
    for char in chars:
        texts[char.style.font] = texts.get(char.style.font, "") + char.char
    old = {font: encoding for font, text in texts.items() if (encoding := _encoding(font, text))}
    if not old:
        return list(chars), frozenset()
    return [*_read(chars, old)], frozenset(map(bare_name, old))


def without_guesses(chars: Sequence[Char]) -> list[Char]:
    """Return *chars*; where a font gives many no meaning, that of its others is a guess, too."""
    counts = Counter(char.style.font for char in chars)
    unknown = Counter(char.style.font for char in chars if char.char == UNKNOWN)
    poor = {font for font, count in unknown.items() if count > _POOR * counts[font]}
    return [char._replace(char=UNKNOWN) if char.style.font in poor else char for char in chars]


def looks_old(chars: Sequence[Char]) -> bool:
    """Tell whether *chars* of a font whose name says nothing seem to be letters of an old one."""
    texts: dict[str, list[str]] = {}
    for char in chars:
        texts.setdefault(char.style.font, []).append(f" {char.char}" if char.blank else char.char)
    return any(detect("".join(text)) is not None for text in texts.values())


def _encoding(font: str, text: str) -> Encoding | None:
    encoding = encoding_of(bare_name(font))
    if encoding is None:
        return None
    found = signs(text, encoding)
    return encoding if found.old > found.new else None


def _read(chars: Sequence[Char], old: dict[str, Encoding]) -> Iterator[Char]:
    """Yield *chars* in Unicode; the two that VNI writes a letter with become one."""
    open_: Char | None = None
    nexts = [*chars[1:], None]
    for at, (char, after) in enumerate(zip(chars, nexts, strict=True)):
        encoding = old.get(char.style.font)
        if open_ is not None:
            joined = open_.char + char.char
            if encoding == "vni" and not char.blank and joined in VNI:
                yield open_._replace(char=VNI[joined], right=max(open_.right, char.right))
                open_ = None
                continue
            yield _letter(open_)
            open_ = None
        if encoding == "vni":
            open_ = char
        elif encoding == "tcvn3":
            before = chars[at - 1] if at else None
            is_horn = char.char == "-" and _is_horn(before, char, after)
            yield _letter(char._replace(char=_HORN) if is_horn else char)
        else:
            yield char
    if open_ is not None:
        yield _letter(open_)


def _letter(char: Char) -> Char:
    return char._replace(char=to_unicode(char.char, bare_name(char.style.font)))


def _is_horn(before: Char | None, char: Char, after: Char | None) -> bool:
    """Tell whether a hyphen is the letter ư: it touches a small letter, no capital or figure.

    No vowel but i (``giường``) stands before ư.
    """
    left = [] if before is None or char.blank or _apart(before, char) else [before.char]
    right = [] if after is None or after.blank or _apart(char, after) else [after.char]
    letters = [each for each in (*left, *right) if each not in _MARKS]
    if any(each in _CAPITALS or each.isdecimal() for each in letters):
        return False
    printed = normalize("NFD", to_unicode(left[0], ".VnTime"))[:1] if left else ""
    return bool(letters) and printed not in _VOWELS


def _apart(one: Char, other: Char) -> bool:
    """Tell whether two characters stand on different lines."""
    return abs(one.y - other.y) > one.style.size / 2
