"""What is certain is mended in a Word file: blanks and marks, and how letters and pages look.

Each value says one thing that is to be; whether it should be is decided elsewhere. What the XML
does not let happen surely is left as it was.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from soanthao.word.editing import Editing
from soanthao.word.ground import Line
from soanthao.word.package import Element, parse_xml, write_xml
from soanthao.word.reader import W
from soanthao.word.repair_looks import lay_out, print_letters, print_run, set_section
from soanthao.word.repair_model import Beside, Layout, Letters, PageNumber, Repair, Section, Words
from soanthao.word.repair_words import rewrite
from soanthao.word.source_runs import MC

_PAGE: Final = re.compile(r"^\s*PAGE\b", re.IGNORECASE)
_ASIDE: Final = ("header", "footer", "footnotes", "endnotes")
_PLACED: Final = tuple(f"{W}{name}" for name in ("tab", "ptab", "framePr", "txbxContent"))
_MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class Repaired:
    """A file after its repairs.

    Attributes:
        applied: those that changed something.
        plains: the paragraphs by number as they must read now.
    """

    data: bytes
    applied: tuple[Repair, ...]
    plains: dict[int, str] = field(default_factory=dict)


def repair(data: bytes, repairs: Iterable[Repair], name: str = "") -> Repaired:
    """Return the Word file *data* with *repairs*.

    Raises:
        BrokenWordFileError: it is no Word file, has a password, or is not safe to read.
    """
    editing = Editing.open(data, name)
    plains = {number: line.plain for number, line in editing.ground.lines.items()}
    # From the end of a paragraph on: offsets of what stands before stay what they are.
    todo = sorted(repairs, key=lambda each: -each.start if isinstance(each, Words) else -_MOST)
    applied = [each for each in todo if _apply(editing, each, plains)]
    new = editing.close() if applied else data
    return Repaired(new, tuple(applied), {n: " ".join(text.split()) for n, text in plains.items()})


def _apply(editing: Editing, each: Repair, plains: dict[int, str]) -> bool:
    if isinstance(each, Section):
        return set_section(editing, each.number, each)
    if isinstance(each, PageNumber):
        changed = [_number(editing, part, each) for part in editing.targets(each.where)]
        return any(changed)
    if isinstance(each, Beside):
        parts = [part for kind in _ASIDE for part in editing.targets(kind)]
        changed = [_font(editing, part, each.font) for part in parts]
        return any(changed)
    line = editing.ground.lines.get(each.paragraph)
    return line is not None and _on(editing, line, each, plains)


def _on(
    editing: Editing, line: Line, each: Words | Letters | Layout, plains: dict[int, str]
) -> bool:
    """Mend a paragraph; tell whether anything changed."""
    if isinstance(each, Layout):
        return lay_out(line.origin.elements[-1], each)
    if isinstance(each, Letters):
        return print_letters(editing.ground, line, each)
    if not rewrite(editing.ground, line, each.start, each.end, each.new):
        return False
    plain = plains[each.paragraph]
    plains[each.paragraph] = plain[: each.start] + each.new + plain[each.end :]
    return True


def _number(editing: Editing, part: str, wanted: PageNumber) -> bool:
    """Mend the paragraphs of a header that hold the number of the page and no other word."""
    root = parse_xml(editing.members[part], part)
    changed = False
    for paragraph in root.iter(f"{W}p"):
        codes = [each.text or "" for each in paragraph.iter(f"{W}instrText")]
        codes += [each.get(f"{W}instr") or "" for each in paragraph.iter(f"{W}fldSimple")]
        words = "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
        if not any(map(_PAGE.match, codes)) or any(map(str.isalpha, words)):
            continue
        upright = False if wanted.upright else None
        for run in list(paragraph.iter(f"{W}r")):
            look = Letters(0, 0, 0, wanted.size, upright, upright)
            changed = print_run(run, look) or changed
        if wanted.centred and next(paragraph.iter(*_PLACED), None) is None:
            changed = lay_out(paragraph, Layout(0, "center")) or changed
    if changed:
        editing.members[part] = write_xml(root).encode()
    return changed


def _font(editing: Editing, part: str, font: str) -> bool:
    root = parse_xml(editing.members[part], part)
    runs = [each for each in root.iter(f"{W}r") if _has_letters(each)]
    changed = [print_run(run, Letters(0, 0, 0, font=font)) for run in runs]
    if any(changed):
        editing.members[part] = write_xml(root).encode()
    return any(changed)


def _has_letters(run: Element) -> bool:
    text = "".join(each.text or "" for each in run.iterchildren(f"{W}t"))
    is_field = run.find(f"{W}instrText") is not None or run.find(f"{W}fldChar") is not None
    return is_field or any(map(str.isalnum, text))


def compose(data: bytes, name: str = "") -> tuple[bytes, int]:
    """Return *data* with letters written by one sign each (NFC), and how many words that changed.

    Raises:
        BrokenWordFileError: it is no Word file, has a password, or is not safe to read.
    """
    editing = Editing.open(data, name)
    count = 0
    for text in editing.reading.parts.body.iter(f"{W}t"):
        old = text.text or ""
        new = unicodedata.normalize("NFC", old)
        if new != old and not any(True for _ in text.iterancestors(f"{MC}Fallback")):
            count += sum(unicodedata.normalize("NFC", word) != word for word in old.split())
            text.text = new
    return (editing.close(), count) if count else (data, 0)
