"""Whether a PDF says what the model says, character by character.

A page is lines, a model is paragraphs, so blanks and line ends stand for each other; everything
else must be the same. Where a line may end without a blank (behind a hyphen, a slash, a dash,
beside the call of a note, or inside a word too long for its line), a line end of the PDF may have
no blank in the model. Both texts are NFC.
"""

from __future__ import annotations

import re
from typing import Final

from soanthao.notice.document import FIRST_CALL, LAST_CALL

BREAKS_BEHIND: Final = frozenset("-\u2010–—/?!…|}")
"""Characters behind which the layout ends a line without a blank (UAX 14, as Pango has it)."""
BREAKS_BEFORE: Final = frozenset("—\u00b4")
BREAKS_BEFORE_BEHIND_A_MARK: Final = frozenset("([{%°+$\\±€£¥")
"""Characters that may begin a line where neither a letter nor a digit stands before them."""
BREAKS_BEFORE_A_DIGIT: Final = frozenset(",.;:")
"""Characters behind which a digit may begin a line, where no digit stands before them."""
_INSIDE_A_WORD: Final = re.compile(r"(?<=\w[-\u2010–—/])\n(?=\w)")
LONG_WORD: Final = 16
"""A word of so many characters may be cut anywhere; no Vietnamese syllable is half as long."""


def first_difference(expected: str, pdf_text: str) -> int | None:
    """Return the offset in *expected* of the first place where *pdf_text* says something else.

    None where both say the same. A blank of *expected* is any run of white space and must be at
    least one blank or line end in *pdf_text*; blanks at both ends do not count.
    """
    at, there = walk(expected, pdf_text)
    if _after_blanks(expected, at) < len(expected):
        return at
    return None if _after_blanks(pdf_text, there) == len(pdf_text) else len(expected)


def walk(expected: str, pdf_text: str, at: int = 0, there: int = 0) -> tuple[int, int]:
    """Return how far both texts say the same: from offsets *at* and *there* to the returned ones.

    Blanks at the beginning do not count. The walk ends where the texts differ or one of them ends.
    """
    at, there = _after_blanks(expected, at), _after_blanks(pdf_text, there)
    while at < len(expected) and there < len(pdf_text):
        if expected[at].isspace():
            beyond = _after_blanks(pdf_text, there)
            if beyond == there:
                return at, there
            at, there = _after_blanks(expected, at), beyond
        elif expected[at] == pdf_text[there]:
            at, there = at + 1, there + 1
        elif pdf_text[there] == "\n" and _may_break(expected, at):
            if pdf_text[there + 1 : there + 2] != expected[at]:
                return at, there
            there += 1
        else:
            return at, there
    return at, there


def rejoined(pdf_text: str) -> str:
    """Return the text of a PDF without the line ends that most likely fell inside a word.

    That is behind a hyphen, dash or slash that follows a word at once: ``69/KH-⏎UBND``. A guess,
    for searching in a text that :func:`first_difference` found to differ; it cannot tell
    ``kiểm- tra`` broken at its blank.
    """
    return _INSIDE_A_WORD.sub("", pdf_text)


def is_call(char: str) -> bool:
    """Tell whether *char* stands for the call of a note."""
    return FIRST_CALL <= ord(char) <= LAST_CALL


def _after_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _may_break(text: str, at: int) -> bool:
    """Tell whether a line may end before ``text[at]`` where *text* has no blank."""
    if at == 0 or text[at - 1].isspace():
        return False
    before, char = text[at - 1], text[at]
    if is_call(before) or is_call(char):
        return True
    if before in BREAKS_BEHIND or char in BREAKS_BEFORE:
        return True
    if char in BREAKS_BEFORE_BEHIND_A_MARK and not before.isalnum():
        return True
    if before in BREAKS_BEFORE_A_DIGIT and char.isdigit() and not text[at - 2 : at - 1].isdigit():
        return True
    return _in_long_word(text, at)


def _in_long_word(text: str, at: int) -> bool:
    start, end = at, at
    while start > 0 and at - start < LONG_WORD and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - at < LONG_WORD and not text[end].isspace():
        end += 1
    return end - start >= LONG_WORD
