"""Characters of a printed paragraph become others in its XML, where the way there is sure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import partial
from typing import Final

from soanthao.word.ground import Ground, Line, Mark
from soanthao.word.package import Element
from soanthao.word.reader import W

_SHOWN: Final = frozenset(
    f"{W}{name}"
    for name in (
        *("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "drawing"),
        *("pict", "object", "footnoteReference", "endnoteReference", "fldChar", "fldSimple"),
    )
)
_Edit = Callable[[], None]


class _UnsureError(Exception):
    """The file does not let it happen surely."""


def rewrite(ground: Ground, line: Line, start: int, end: int, new: str) -> bool:
    """Let the characters *start* to *end* of *line* read *new*; tell whether that was possible."""
    old = line.plain[start:end]
    if line.marks is None or old == new:
        return False
    try:
        edits = list(_edits(ground, line, start, old, new))
    except _UnsureError:
        return False
    for edit in reversed(edits):
        edit()
    return bool(edits)


def _edits(ground: Ground, line: Line, start: int, old: str, new: str) -> Iterator[_Edit]:
    """Yield the smallest changes in their order; they are made from the last to the first."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            continue
        put = new[j1:j2]
        if kind == "insert":
            yield _insert(ground, line, start + i1, put)
            continue
        for at in range(i1, i2):
            here = put if at == i1 else ""
            yield _change(ground, line, start + at, here)


def _insert(ground: Ground, line: Line, at: int, new: str) -> _Edit:
    """Write *new* before character *at*: behind the one before it, or in front of itself."""
    marks = line.marks or []
    if at > 0 and marks[at - 1]:
        mark = marks[at - 1][-1]
        return lambda: ground.edit(mark, mark.at + 1, 0, new)
    if at < len(marks) and marks[at]:
        first = marks[at][0]
        return lambda: ground.edit(first, first.at, 0, new)
    raise _UnsureError


def _change(ground: Ground, line: Line, at: int, new: str) -> _Edit:
    """Write *new* in the place of character *at*."""
    marks = line.marks or []
    here = marks[at]
    if len(here) == 1:
        mark = here[0]
        return lambda: ground.edit(mark, mark.at, 1, new)
    if here or not line.plain[at].isspace() or not 0 < at < len(marks) - 1:
        raise _UnsureError
    if not marks[at - 1] or not marks[at + 1]:
        raise _UnsureError
    before, behind = marks[at - 1][-1], marks[at + 1][0]
    _check_blank(line, before, behind)
    return partial(_close_up, ground, line, before, behind, new)


def _between(line: Line, before: Mark, behind: Mark) -> list[Element]:
    """Return what is shown between two characters, both elements included."""
    shown = [
        each for p in line.origin.elements for each in p.iter(*_SHOWN) if isinstance(each.tag, str)
    ]
    try:
        return shown[shown.index(before.text) : shown.index(behind.text) + 1]
    except ValueError:
        raise _UnsureError from None


def _check_blank(line: Line, before: Mark, behind: Mark) -> None:
    """Raise unless only blanks of texts stand between two characters."""
    around = _between(line, before, behind)
    if not around or any(each.tag != f"{W}t" for each in around):
        raise _UnsureError
    if before.text is behind.text:
        blank = (before.text.text or "")[before.at + 1 : behind.at]
    else:
        blank = (before.text.text or "")[before.at + 1 :] + (behind.text.text or "")[: behind.at]
        blank += "".join(each.text or "" for each in around[1:-1])
    if blank.strip():
        raise _UnsureError


def _close_up(ground: Ground, line: Line, before: Mark, behind: Mark, new: str) -> None:
    """Let nothing but *new* stand between two characters."""
    if before.text is behind.text:
        ground.edit(before, before.at + 1, behind.at - before.at - 1, new)
        return
    for each in _between(line, before, behind)[1:-1]:
        each.text = ""
    ground.edit(before, before.at + 1, len(before.text.text or "") - before.at - 1, new)
    ground.edit(behind, 0, behind.at, "")
