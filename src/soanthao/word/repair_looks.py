"""Properties of runs, paragraphs and sections set directly, in the order that the schema asks."""

from __future__ import annotations

from typing import Final

from soanthao.word.editing import Editing
from soanthao.word.ground import Ground, Line, Mark
from soanthao.word.look_sections import sections
from soanthao.word.package import Element
from soanthao.word.reader import W
from soanthao.word.repair_model import Layout, Letters, Section

# Names in the order of the schema (17.3.2, 17.3.1, 17.6.18).
_RUN: Final = """
    rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
    noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u
    effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath
    rPrChange
"""
_PARAGRAPH: Final = """
    pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr
    suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct
    topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind
    contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
    textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
"""
_SECTION: Final = """
    headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc
    pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection
    bidi rtlGutter docGrid printerSettings sectPrChange
"""
_ALIGNED: Final = {"justify": "both"}
_THEMED: Final = ("asciiTheme", "hAnsiTheme", "cstheme")
_SINGLE: Final = 240
"""A single line in Word's unit of multiples."""


def print_letters(ground: Ground, line: Line, wanted: Letters) -> bool:
    """Let characters of a paragraph print as *wanted*; tell whether anything changed."""
    if line.marks is None:
        return False
    here = range(wanted.start, min(wanted.end, len(line.marks)))
    found = [mark for at in here for mark in line.marks[at]]
    changed = False
    if any(not line.marks[at] and not line.plain[at].isspace() for at in here):
        # A number that Word counts prints like the mark of its paragraph.
        paragraph = line.origin.elements[-1]
        mark = _child(_properties(paragraph, "pPr"), "rPr", _PARAGRAPH)
        changed = _letters(mark, wanted)
    if not found:
        return changed
    for run in _runs(ground, line, found[0], found[-1]):
        changed = print_run(run, wanted) or changed
    return changed


def _runs(ground: Ground, line: Line, first: Mark, last: Mark) -> list[Element]:
    """Return the runs between two characters, split so that they hold nothing else."""
    begin = ground.run_from(first)
    end = ground.run_to(last)
    every = [run for p in line.origin.elements for run in p.iter(f"{W}r")]
    chosen = every[every.index(begin) : every.index(end) + 1]
    home = next(begin.iterancestors(f"{W}p"))
    pages = {id(each) for each in line.origin.elements} | {id(home)}
    return [run for run in chosen if id(next(run.iterancestors(f"{W}p"))) in pages]


def print_run(run: Element, wanted: Letters) -> bool:
    """Let a run print as *wanted*; tell whether anything changed."""
    return _letters(_properties(run, "rPr"), wanted)


def _letters(properties: Element, wanted: Letters) -> bool:
    changed = False
    for names, is_on in ((("b", "bCs"), wanted.bold), (("i", "iCs"), wanted.italic)):
        for name in names if is_on is not None else ():
            changed = _set(_child(properties, name, _RUN), val="1" if is_on else "0") or changed
    if wanted.size is not None:
        for name in ("sz", "szCs"):
            half = f"{round(wanted.size * 2)}"
            changed = _set(_child(properties, name, _RUN), val=half) or changed
    if wanted.color is not None:
        color = _child(properties, "color", _RUN)
        changed = _unset(color, "themeColor", "themeTint", "themeShade") or changed
        changed = _set(color, val=wanted.color) or changed
    if wanted.font is not None:
        fonts = _child(properties, "rFonts", _RUN)
        changed = _unset(fonts, *_THEMED) or changed
        font = wanted.font
        changed = _set(fonts, ascii=font, hAnsi=font, cs=font) or changed
    return changed


def lay_out(paragraph: Element, wanted: Layout) -> bool:
    """Let a paragraph stand as *wanted*; tell whether anything changed."""
    properties = _properties(paragraph, "pPr")
    changed = False
    if wanted.alignment is not None:
        name = _ALIGNED.get(wanted.alignment, wanted.alignment)
        changed = _set(_child(properties, "jc", _PARAGRAPH), val=name)
    if wanted.first is not None:
        indent = _child(properties, "ind", _PARAGRAPH)
        old = ("start", "hanging", "startChars", "leftChars", "firstLineChars", "hangingChars")
        changed = _unset(indent, *old) or changed
        changed = _set(indent, left="0", firstLine=f"{_twips(wanted.first)}") or changed
    if wanted.before is not None:
        spacing = _child(properties, "spacing", _PARAGRAPH)
        changed = _unset(spacing, "beforeLines", "beforeAutospacing") or changed
        changed = _set(spacing, before=f"{_twips(wanted.before)}") or changed
        changed = _set(_child(properties, "contextualSpacing", _PARAGRAPH), val="0") or changed
    if wanted.line is not None:
        spacing = _child(properties, "spacing", _PARAGRAPH)
        line = f"{round(wanted.line * _SINGLE)}"
        changed = _set(spacing, line=line, lineRule="auto") or changed
    return changed


def set_section(editing: Editing, number: int, wanted: Section) -> bool:
    """Let a section be laid out as *wanted*; tell whether anything changed."""
    found = sections(editing.reading.parts.body)
    if number >= len(found):
        return False
    section, changed = found[number], False
    if wanted.paper is not None:
        width, height = (f"{_twips(each)}" for each in wanted.paper)
        size = _child(section, "pgSz", _SECTION)
        changed = _unset(size, "code") or changed
        changed = _set(size, w=width, h=height) or changed
    margins = section.find(f"{W}pgMar")
    for name, value in wanted.margins if margins is not None else ():
        changed = _set(margins, **{name: f"{_twips(value)}"}) or changed
    if wanted.decimal:
        changed = _set(_child(section, "pgNumType", _SECTION), fmt="decimal") or changed
    first = [each for each in section if each.get(f"{W}type") == "first"]
    if wanted.title_page and not first:
        changed = _set(_child(section, "titlePg", _SECTION), val="1") or changed
    return changed


def _twips(points: float) -> int:
    return round(points * 20)


def _properties(element: Element, name: str) -> Element:
    """Return the properties of a run or a paragraph, which stand first in it."""
    found = element.find(f"{W}{name}")
    if found is None:
        found = element.makeelement(f"{W}{name}")
        element.insert(0, found)
    return found


def _child(parent: Element, name: str, order: str) -> Element:
    """Return the child *name* of *parent*; a new one stands where the schema wants it."""
    found = parent.find(f"{W}{name}")
    if found is not None:
        return found
    found = parent.makeelement(f"{W}{name}")
    rank = {f"{W}{each}": at for at, each in enumerate(order.split())}
    later = (each for each in parent if rank.get(each.tag, -1) > rank[found.tag])
    behind = next(later, None)
    if behind is None:
        parent.append(found)
    else:
        behind.addprevious(found)
    return found


def _set(element: Element, **values: str) -> bool:
    changed = False
    for name, value in values.items():
        if element.get(f"{W}{name}") != value:
            element.set(f"{W}{name}", value)
            changed = True
    return changed


def _unset(element: Element, *names: str) -> bool:
    known = [name for name in names if element.get(f"{W}{name}") is not None]
    for name in known:
        del element.attrib[f"{W}{name}"]
    return bool(known)
