"""A Word file with a comment at every remark; its words and its look stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from posixpath import dirname, join
from typing import Final

from soanthao.word.editing import Editing
from soanthao.word.ground import Line, Mark, in_box, on_page
from soanthao.word.package import Element, parse_xml, write_xml
from soanthao.word.reader import W
from soanthao.word.styles import NAMESPACE

AUTHOR: Final = "soanthao"
INITIALS: Final = "ST"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_EMPTY: Final = f'<w:comments xmlns:w="{NAMESPACE}"/>'.encode()
_MARKS: Final = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment to write.

    Attributes:
        paragraph: as the source counts them; 0 hangs it on the first one.
        start, end: offsets into its plain text; equal where all of it is meant.
    """

    text: str
    paragraph: int = 0
    start: int = 0
    end: int = 0


def annotate(data: bytes, comments: Sequence[Comment], name: str = "") -> bytes:
    """Return the Word file *data* with *comments*; those that it has stay.

    Raises:
        BrokenWordFileError: it is no Word file, has a password, or is not safe to read.
    """
    editing = Editing.open(data, name)
    if not comments or not editing.ground.lines:
        return editing.close()
    part = next(iter(editing.targets("comments")), "")
    is_new = not part
    part = part or _free_name(editing)
    root = parse_xml(editing.members.get(part, _EMPTY), part)
    first = min(editing.ground.lines)
    for number, comment in enumerate(comments, start=_next_id(root, editing)):
        line = editing.ground.lines.get(comment.paragraph) or editing.ground.lines[first]
        _hang(editing, line, comment, str(number))
        root.append(_written(root, comment.text, str(number)))
    editing.members[part] = write_xml(root).encode()
    if is_new:
        editing.add_part(part, "comments", _TYPE)
    return editing.close()


def _free_name(editing: Editing) -> str:
    folder = dirname(editing.reading.parts.main)
    names = (join(folder, f"comments{n or ''}.xml") for n in range(len(editing.members) + 1))
    return next(name for name in names if name not in editing.members)


def _next_id(root: Element, editing: Editing) -> int:
    """Return an id above all that comments or their marks have."""
    said = [each.get(f"{W}id") or "" for each in root]
    said += [each.get(f"{W}id") or "" for each in editing.reading.parts.body.iter(*_MARKS)]
    return max((int(each) for each in said if each.isascii() and each.isdigit()), default=-1) + 1


def _hang(editing: Editing, line: Line, comment: Comment, number: str) -> None:
    """Put the marks of a comment around its words, or around the whole paragraph."""
    start = _element(f"{W}commentRangeStart", number, line.origin.elements[0])
    end = _element(f"{W}commentRangeEnd", number, line.origin.elements[0])
    reference = start.makeelement(f"{W}r")
    reference.append(_element(f"{W}commentReference", number, start))
    ends = _ends(line, comment)
    if ends is None:
        first, last = on_page(line.origin)
        properties = first.find(f"{W}pPr")
        if properties is None:
            first.insert(0, start)
        else:
            properties.addnext(start)
        last.extend((end, reference))
        return
    ground = editing.ground
    ground.run_from(ends[0]).addprevious(start)
    run = ground.run_to(ends[1])
    run.addnext(reference)
    run.addnext(end)


def _ends(line: Line, comment: Comment) -> tuple[Mark, Mark] | None:
    """Return the marks of the first and last character that a comment is about."""
    if line.marks is None or in_box(line.origin) or comment.start >= comment.end:
        return None
    begin, stop = comment.start, min(comment.end, len(line.marks))
    if not line.plain[begin:stop].strip():
        begin, stop = max(0, begin - 1), min(stop + 1, len(line.marks))
    marks = [mark for each in line.marks[begin:stop] for mark in each]
    return (marks[0], marks[-1]) if marks else None


def _element(tag: str, number: str, near: Element) -> Element:
    element = near.makeelement(tag)
    element.set(f"{W}id", number)
    return element


def _written(root: Element, text: str, number: str) -> Element:
    """Return ``w:comment``; no clock is in it, so that equal input gives equal bytes."""
    comment = _element(f"{W}comment", number, root)
    comment.set(f"{W}author", AUTHOR)
    comment.set(f"{W}initials", INITIALS)
    for line in _lines(text):
        paragraph, run = comment.makeelement(f"{W}p"), comment.makeelement(f"{W}r")
        words = comment.makeelement(f"{W}t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
        paragraph.append(run)
        comment.append(paragraph)
    return comment


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a comment, without what XML cannot hold."""
    for line in text.splitlines() or [""]:
        yield "".join(char for char in line if char.isprintable())
