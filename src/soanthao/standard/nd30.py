"""The format table of decree 30/2020/NĐ-CP, Phụ lục I (thể thức và kỹ thuật trình bày).

One row per component (thành phần thể thức): what the decree allows, what this house uses within
it, and where the decree says so. Word styles, the print stylesheet and the linter all read these
rows; no other module may hold such a number. A component's name is the Word style, the CSS class
and the linter's key. Clauses are those of Phụ lục I, phần I; ``P.II`` is its phần II. An empty
``cite`` marks a row of this house alone.

Sizes move together (phần V): Quốc hiệu 13, Tiêu ngữ 14, địa danh 14.

Source: Phụ lục I, Nghị định 30/2020/NĐ-CP ngày 05/3/2020.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, Literal

from soanthao.standard.length import Allowed, Length, mm, pt

Align = Literal["left", "center", "right", "justify"]

FONT: Final = "Times New Roman"
BLACK: Final = "#000000"
RED: Final = "#FF0000"
"""Bright red (đỏ tươi), of the urgency box."""
DOUBT: Final = "#FFF2CC"
"""Pale yellow behind what the chair should look at, in a workbook."""


def _exactly(value: Length) -> Allowed[Length]:
    return Allowed(value, value, value)


def _free(value: Length) -> Allowed[Length]:
    return Allowed(None, None, value)


def _pt(low: float, high: float, house: float) -> Allowed[Length]:
    return Allowed(pt(low), pt(high), pt(house))


_ZERO: Final = Length(0)
_NOTHING: Final = _free(_ZERO)
_SINGLE: Final[Allowed[float]] = Allowed(None, None, 1.0)


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet (khổ giấy, định lề); clauses I.1, I.2, I.3."""

    width: Allowed[Length]
    height: Allowed[Length]
    top: Allowed[Length]
    bottom: Allowed[Length]
    left: Allowed[Length]
    right: Allowed[Length]

    def turned(self) -> Page:
        """Return the sheet on its side, margins as they were; for tables only (I.2)."""
        return replace(self, width=self.height, height=self.width)

    @property
    def text_width(self) -> Length:
        """The width between the margins."""
        return Length(self.width.house - self.left.house - self.right.house)

    @property
    def text_height(self) -> Length:
        """The height between the margins."""
        return Length(self.height.house - self.top.house - self.bottom.house)


PAGE: Final = Page(
    width=_exactly(mm(210)),
    height=_exactly(mm(297)),
    top=Allowed(mm(20), mm(25), mm(20)),
    bottom=Allowed(mm(20), mm(25), mm(20)),
    left=Allowed(mm(30), mm(35), mm(30)),
    right=Allowed(mm(15), mm(20), mm(15)),
)


@dataclass(frozen=True, slots=True)
class Component:
    """One row: how a component of a document is written.

    Attributes:
        name: Word style, CSS class and key of the linter.
        term: the decree's name.
        box: number of the ô of phần IV; empty outside it.
        first_line: indent of the first line; the decree knows 1 cm and 1.27 cm.
        line_spacing: in lines of Word; one is ``metrics.LINE_HEIGHT`` ems.
        cite: clause of Phụ lục I; empty where the row is this house's alone.
    """

    name: str
    term: str
    box: str
    size: Allowed[Length]
    cite: str
    align: Align = "left"
    bold: bool = False
    italic: bool = False
    caps: bool = False
    color: str = BLACK
    space_before: Allowed[Length] = _NOTHING
    space_after: Allowed[Length] = _NOTHING
    first_line: Length = _ZERO
    line_spacing: Allowed[float] = _SINGLE


_INDENT: Final = mm(12.7)
_GAP: Final = Allowed(pt(6), None, pt(6))
_LINES: Final = Allowed(1.0, 1.5, 1.15)

# fmt: off
COMPONENTS: Final[tuple[Component, ...]] = (
    Component("national-name", "Quốc hiệu", "1", _pt(12, 13, 13), "II.1.a", "center", bold=True, caps=True),
    Component("motto", "Tiêu ngữ", "1", _pt(13, 14, 14), "II.1.b", "center", bold=True),
    Component("parent-agency", "Cơ quan chủ quản", "2", _pt(12, 13, 13), "II.2", "center", caps=True),
    Component("agency", "Cơ quan ban hành", "2", _pt(12, 13, 13), "II.2", "center", bold=True, caps=True),
    Component("number", "Số, ký hiệu", "3", _pt(13, 13, 13), "II.3", "center"),
    Component("place-date", "Địa danh, thời gian", "4", _pt(13, 14, 14), "II.4", "center", italic=True),
    Component("kind", "Tên loại", "5a", _pt(13, 14, 14), "II.5.b", "center", bold=True, caps=True, space_before=_free(pt(18))),
    Component("subject", "Trích yếu", "5a", _pt(13, 14, 14), "II.5.b", "center", bold=True),
    Component("letter-subject", "Trích yếu công văn", "5b", _pt(12, 13, 12), "II.5.b", "center", space_before=_exactly(pt(6))),
    Component("grounds", "Căn cứ", "6", _pt(13, 14, 14), "II.6.a", "justify", italic=True, space_after=_GAP, first_line=_INDENT, line_spacing=_LINES),
    Component("body", "Nội dung", "6", _pt(13, 14, 14), "II.6.e", "justify", space_after=_GAP, first_line=_INDENT, line_spacing=_LINES),
    Component("heading", "Tiêu đề trong nội dung", "6", _pt(13, 14, 14), "II.6.đ", "justify", bold=True, space_after=_GAP, first_line=_INDENT, line_spacing=_LINES),
    Component("closing", "Đoạn cuối nội dung", "6", _pt(13, 14, 14), "II.6.e", "justify", space_after=_GAP, first_line=_INDENT, line_spacing=_LINES),
    Component("part-number", "Phần, chương", "6", _pt(13, 14, 14), "II.6.đ", "center", bold=True, space_before=_free(pt(6))),
    Component("part-title", "Tiêu đề phần, chương", "6", _pt(13, 14, 14), "II.6.đ", "center", bold=True, caps=True, space_after=_free(pt(6))),
    Component("article", "Điều", "6", _pt(13, 14, 14), "II.6.đ", "justify", bold=True, space_after=_GAP, first_line=_INDENT, line_spacing=_LINES),
    Component("addressee", "Nơi nhận (Kính gửi)", "9a", _pt(13, 14, 14), "II.9.d", "center"),
    Component("recipients-heading", "Từ “Nơi nhận”", "9b", _pt(12, 12, 12), "II.9.d", bold=True, italic=True),
    Component("recipients", "Danh sách nơi nhận", "9b", _pt(11, 11, 11), "II.9.d"),
    Component("authority", "Quyền hạn, chức vụ", "7a", _pt(13, 14, 14), "II.7", "center", bold=True, caps=True),
    Component("signed", "Chữ “Đã ký” trên bản sao", "", _free(pt(14)), "", "center"),
    Component("signer", "Họ và tên người ký", "7b", _pt(13, 14, 14), "II.7", "center", bold=True),
    Component("urgency", "Độ khẩn", "10b", _pt(13, 14, 13), "III.2.b", "center", bold=True, caps=True, color=RED, space_before=_free(pt(12))),
    Component("circulation", "Chỉ dẫn lưu hành", "11", _pt(13, 14, 13), "III.2.c", "center", bold=True, caps=True),
    Component("drafter-code", "Ký hiệu người soạn thảo", "12", _pt(11, 11, 11), "III.3"),
    Component("address-footer", "Địa chỉ liên hệ", "13", _pt(11, 12, 11), "III.4", "center"),
    Component("copy-signature", "Chữ ký số trên bản sao", "14", _pt(10, 10, 10), "P.II, I.3", "right"),
    Component("copy-kind", "Hình thức sao", "", _pt(13, 14, 14), "P.II, II.1", "center", bold=True, caps=True),
    Component("page-number", "Số trang", "", _pt(13, 14, 13), "I.7", "center"),
    Component("annex-number", "Số thứ tự phụ lục", "", _pt(14, 14, 14), "III.1.b", "center", bold=True),
    Component("annex-title", "Tên phụ lục", "", _pt(13, 14, 14), "III.1.b", "center", bold=True, caps=True),
    Component("annex-reference", "Dòng “Kèm theo”", "", _pt(13, 14, 14), "III.1.c", "center", italic=True, space_after=_free(pt(12))),
    Component("table-caption", "Tên bảng", "", _free(pt(13)), "", "center", bold=True, space_before=_free(pt(6)), space_after=_free(pt(6))),
    Component("table-heading", "Dòng đầu bảng", "", _free(pt(12)), "", "center", bold=True),
    Component("table-cell", "Ô trong bảng", "", _free(pt(12)), "", "left"),
    Component("assignment-heading", "Dòng đầu bảng phân công", "", _free(pt(11)), "", "center", bold=True),
    Component("assignment-cell", "Ô trong bảng phân công", "", _free(pt(11)), "", "left"),
    Component("footnote", "Chú thích cuối trang", "", _free(pt(11)), "", "justify"),
    Component("draft-mark", "Dấu dự thảo", "", _free(pt(13)), "", "center", bold=True, space_before=_free(pt(6))),
)
# fmt: on

_COMPONENTS: Final[Mapping[str, Component]] = MappingProxyType(
    {component.name: component for component in COMPONENTS}
)


def component(name: str) -> Component:
    """Return the row called *name*.

    Raises:
        KeyError: there is none.
    """
    return _COMPONENTS[name]


_HAIR: Final = pt(0.75)
_CLOSE: Final = pt(3)


SIZES_TOGETHER: Final[tuple[tuple[str, str, str], tuple[tuple[float, float, float], ...]]] = (
    ("national-name", "motto", "place-date"),
    ((12, 13, 13), (13, 14, 14)),
)
"""Sizes in points that these components have together in one document (footnote of phần V)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A solid line below a component (đường kẻ ngang, nét liền).

    Attributes:
        below: name of the component whose text it measures.
        share: length of the line as a share of the length of that text.
        weight: thickness.
        gap: from the text to the line.
    """

    name: str
    below: str
    share: Allowed[float]
    cite: str
    weight: Length = _HAIR
    gap: Length = _CLOSE

    def length(self, text: Length) -> Length:
        """Return how long the line is below a text as wide as *text*."""
        return Length(round(self.share.house * int(text)))


RULES: Final[tuple[Rule, ...]] = (
    Rule("motto-rule", "motto", Allowed(1.0, 1.0, 1.0), "II.1.b"),
    Rule("agency-rule", "agency", Allowed(1 / 3, 1 / 2, 0.4), "II.2"),
    Rule("subject-rule", "subject", Allowed(1 / 3, 1 / 2, 0.4), "II.5.b"),
)


def rule(name: str) -> Rule:
    """Return the line called *name*.

    Raises:
        KeyError: there is none.
    """
    return {each.name: each for each in RULES}[name]


HEAD_LEFT: Final = 0.39
"""Share of the left column (ô 2, 3) in the text width; Quốc hiệu in 13 pt must not wrap."""
FOOT_LEFT: Final = 0.5
"""Share of the left column (ô 9b) at the foot; ô 7 begins in the middle (phần IV)."""

COPY_LEFT: Final = 0.52
"""Share of the left column of a copy's block; the copying agency takes one line (Mẫu 3.1)."""


def head_columns(page: Page = PAGE) -> tuple[Length, Length]:
    """Return the widths of the columns ô 2 | ô 1 of *page*."""
    return _columns(HEAD_LEFT, page)


def foot_columns() -> tuple[Length, Length]:
    """Return the widths of the columns ô 9b | ô 7."""
    return _columns(FOOT_LEFT, PAGE)


def copy_columns() -> tuple[Length, Length]:
    """Return the widths of the columns of a copy's block."""
    return _columns(COPY_LEFT, PAGE)


def _columns(share: float, page: Page) -> tuple[Length, Length]:
    left = round(page.text_width * share)
    return Length(left), Length(page.text_width - left)


HEAD_GAP: Final = pt(6)
"""From the lines below ô 1 and ô 2 to ô 3 and ô 4."""
TITLE_GAP: Final = pt(12)
"""From the line below trích yếu, or from Kính gửi, to the body."""
ADDRESSEE_GAP: Final = pt(18)
"""From the head to Kính gửi."""
ADDRESSEE_LEFT: Final = 0.3
"""Where Kính gửi begins, as a share of the text width, when its names stand on lines below."""
FOOT_GAP: Final = pt(6)
"""From the body to ô 9b and ô 7."""
CELL_PADDING: Final = (pt(2), pt(4))
"""Between text and lines of a table's cell: above and below, left and right."""
WORD_ROOM: Final = pt(1.5)
"""What a column has beyond its longest word: programs round widths of letters each in its way, and
LibreOffice leaves a twelfth of its size behind a slanted one."""
TABLE_GAP: Final = pt(6)
"""From a table to what follows it."""
ASSIGNMENT_COLUMNS: Final = tuple(map(mm, (9, 92, 24, 26, 24, 24, 17, 36)))
"""Widths of the columns of the bảng phân công, where no word needs more; together the text width
of the turned page."""
REGISTER_COLUMNS: Final = tuple(map(mm, (25, 19, 56, 25, 38, 22, 13, 19, 16, 19)))
"""Widths of the columns of the book of outgoing documents (Phụ lục IV, I.2), as above."""
REGISTER_HEADING: Final = Component(
    "register-heading", "Dòng đầu sổ", "", _free(pt(10)), "", "center", bold=True
)
REGISTER_CELL: Final = Component("register-cell", "Ô trong sổ", "", _free(pt(10)), "", "left")
"""Rows of the book: ten columns, of which five may hold a word as long as HĐND&UBND."""
COVER_TITLE: Final = Component("cover-title", "Tên sổ", "", _free(pt(24)), "", "center", bold=True)
"""Title on the cover of a book; of this house alone, and in no Word file."""
COVER_LINE: Final = Component(
    "cover-line", "Dòng trên bìa", "", _free(pt(14)), "", "center", line_spacing=_LINES
)
"""A line below it."""
COVER_GAPS: Final = (mm(25), mm(12), mm(30))
"""On a cover: above and below the title; above quyển số, where whoever opens the book signs."""
WORKBOOK_SIZE: Final = pt(12)
"""Size of the text of a workbook's cells."""
WORKBOOK_CODE: Final = mm(18)
"""Width of a workbook's column with the exact addresses of orders."""
NOTE_GAP: Final = pt(6)
"""From the text to the line above the notes of a page."""
NOTE_LINE_GAP: Final = pt(3)
"""From that line to the first note."""
NOTE_SEAM: Final = pt(0.25)
"""Below the notes; without it WeasyPrint lays a note on the page behind its call."""
CALL_SIZE: Final = 0.6
"""Size of a raised call as a share of the text around it."""
CALL_RAISE: Final = 0.33
"""How far a call stands above the base line, as a share of the size of the text around it."""
CALL_GAP: Final = pt(0.75)
"""Between two calls side by side, so that 1 and 2 are not read as 12; less than a blank."""
COPY_MARK_TOP: Final = mm(10)
"""From the edge of page 1 to ô 14, in its top margin."""
SIGNING_ROOM: Final = Allowed(mm(30), None, mm(32))
"""Height between chức vụ and họ tên, for signature and seal."""

FULL_RULE: Final = _HAIR
"""Thickness of the full-width lines: above ô 13 (III.4), above the block of a copy (P.II, II.2)."""
FULL_RULE_GAPS: Final = (pt(12), pt(6))
"""From what a copy copies to the full-width line, and from such a line to what stands below it."""

URGENCY_BOXES: Final[Mapping[str, tuple[Length, Length]]] = MappingProxyType(
    {
        "hoa-toc": (mm(30), mm(8)),
        "thuong-khan": (mm(40), mm(8)),
        "khan": (mm(20), mm(8)),
    }
)
"""Width and height of the box of ô 10b by key of ``notice.urgency`` (III.2.b)."""
