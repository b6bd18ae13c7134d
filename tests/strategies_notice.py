"""Small but wild notices, valid by construction (hypothesis).

Wild where real notices hurt: names with ``&<>"``, groups in groups, general groups inside plain
ones, units that are not there on the day, orders whose text is another order's text or a piece of
it, parts in several pieces, assessments and lead-ins that hold orders.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from soanthao.notice.deadline import AtEvent, Before, OnOrBefore, Vague, Within
from soanthao.notice.item import Annex, Element, Follow, Item, Part, Roles, Row, Table
from soanthao.notice.letterhead import Agency, Letterhead, Signatory, Symbols
from soanthao.notice.markup import Footnote, RichText, Run
from soanthao.notice.notice import (
    LetterForm,
    LetterOptions,
    Meeting,
    Notice,
    Per,
    RecipientBlock,
    RecipientLine,
    ReportBack,
)
from soanthao.notice.number import DocumentNumber, PartialDate
from soanthao.notice.numbering import roman
from soanthao.notice.unit import ALL, Directory, Group, Unit

DAY = date(2020, 5, 26)
NUMBERING = ("1.", "a)", "-", "+")
SECTIONS = ("I.", *NUMBERING)
LETTERS = "abcdđeghik"

UNIT_NAMES = (
    "UBND xã Chu Điện",
    'Phòng A&B <"x">',
    "Văn phòng HĐND&UBND huyện",
    "Trung tâm “Ư Ơ” & Cộng sự",
    "Ban <b>Quản lý</b> &amp; Xây dựng",
)
FRAGMENTS = (
    "rà soát",
    "Rà soát các điểm tồn lưu",
    "HĐND&UBND huyện",
    "“xử lý triệt để” <ngay>",
    "1 < 2 & 3 > 0;",
    'Phòng A&B <"x">:',
    "hướng dẫn các xã, thị trấn",
    "xong trước ngày 20/6/2020.",
    "(mục 7 Thông báo)",
    "(...)",
    "- gạch đầu dòng",
)
UNITS_OF_FULL = 3
LONG = 200
"""Characters from which on a text is no longer made of others."""
NOTES = (
    "chú thích A&B",
    "Xem Nghị quyết số 12-NQ/TU <2020>.",
    "“Điểm tồn lưu”: nơi rác thải tập kết chưa được xử lý.",
)
FOLLOWS = (
    Follow(),
    Follow(no_due="thường xuyên"),
    Follow(due=(Before(date(2020, 6, 20)),), product="báo cáo A&B"),
    Follow(due=(Vague("khẩn trương"), Within("month", 2020, 6)), note="còn <phân vân>"),
    Follow(due=(AtEvent("phiên họp tháng 6/2020", Within("month", 2020, 6)),), open="theo ngành"),
)


@st.composite
def directories(draw: st.DrawFn, most: int = len(UNIT_NAMES)) -> Directory:
    """Return units, of which the first always exists, and groups that stand for somebody."""
    group_ids = [f"g{n}" for n in range(draw(st.integers(0, 4)))]
    units = [
        Unit(
            id=f"u{n}",
            name=name,
            groups=tuple(draw(_some(group_ids))),
            verb=draw(st.sampled_from(("giao", "giao", "đề nghị"))),
            addressee=draw(st.sampled_from(("", f"{name} & <tên đầy đủ>"))),
        )
        for n, name in enumerate(UNIT_NAMES[: draw(st.integers(1, most))])
    ]
    units[1:] = [_dated(draw, unit) for unit in units[1:]]
    groups: list[Group] = []
    for n, id in enumerate(group_ids):
        members = draw(_some([unit.id for unit in units] + group_ids[:n]))
        group = Group(id, f"nhóm {n} & <{id}>", members=tuple(members), general=draw(_seldom()))
        if not _stands_for_somebody(group, units, groups):
            group = replace(group, members=(*group.members, "u0"))
        groups.append(group)
    return Directory(tuple(units), tuple(draw(st.permutations(groups))))


def _dated(draw: st.DrawFn, unit: Unit) -> Unit:
    near = st.sampled_from((None, None, DAY - timedelta(1), DAY, DAY + timedelta(1)))
    start, end = draw(near), draw(near)
    if start and end and start > end:
        start, end = end, start
    return replace(unit, valid_from=start, valid_until=end)


def _stands_for_somebody(group: Group, units: list[Unit], earlier: list[Group]) -> bool:
    """Tell whether *group* has a unit on the day; its groups are *earlier* ones and have."""
    return any(id in group.members for id in (one.id for one in earlier)) or any(
        unit.valid_on(DAY) and (unit.id in group.members or group.id in unit.groups)
        for unit in units
    )


def _some(names: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), max_size=3, unique=True) if names else st.just([])


def _seldom() -> st.SearchStrategy[bool]:
    return st.sampled_from((False, False, False, True))


@st.composite
def roles(draw: st.DrawFn, names: list[str]) -> Roles:
    """Return roles among *names*, often without anybody in charge so that they inherit."""
    few = st.one_of(st.just([]), st.lists(st.sampled_from(names), max_size=2, unique=True))
    return Roles(*(tuple(draw(few)) for _ in range(4)))


@dataclass
class _Writer:
    """Writes one notice; remembers its texts so that later ones repeat and contain them."""

    draw: st.DrawFn
    names: list[str]
    most: int = 3
    full: bool = False
    numbering: tuple[str, ...] = NUMBERING
    texts: list[RichText] = field(default_factory=list)

    def text(self) -> RichText:
        before = [st.sampled_from(self.texts)] if self.texts else []
        written = self.draw(st.one_of(_phrases(), *before))
        if self.texts and len(written.plain) < LONG and self.draw(_seldom()):
            written = self.draw(st.sampled_from(self.texts)) + RichText.plainly(" ") + written
        if self.draw(_seldom()):
            written = self.noted(written)
        self.texts.append(written)
        return written

    def noted(self, text: RichText) -> RichText:
        """Return *text* with a note behind one of its words."""
        ends = [match.end() for match in re.finditer(r"\S+", text.plain)]
        at = self.draw(st.sampled_from(ends))
        note = Footnote((Run(self.draw(st.sampled_from(NOTES))),))
        rest = text.slice(at, len(text.plain))
        return text.slice(0, at) + RichText.of((note,)) + rest

    def roles(self) -> Roles:
        return self.draw(roles(self.names))

    def part(self, text: RichText) -> Part:
        return Part(self.spans(text.plain), self.roles(), self.draw(st.sampled_from(FOLLOWS)))

    def spans(self, plain: str) -> tuple[tuple[int, int], ...]:
        """Return one to three pieces, each of which stands once in *plain*."""
        words = [match.span() for match in re.finditer(r"\S+", plain)]
        cut = st.lists(st.integers(0, len(words) - 1), min_size=2, max_size=6, unique=True)
        cuts = sorted(self.draw(cut)) if len(words) > 1 else []
        pieces = [
            (words[first][0], words[last][1])
            for first, last in zip(cuts[::2], cuts[1::2], strict=False)
        ]
        once = tuple(piece for piece in pieces if _stands_once(plain, *piece))
        return once or ((0, len(plain)),)

    def table(self, id: str) -> Table:
        width = self.draw(st.integers(1, 2))
        rows = tuple(self.row(f"{id}/r{n}", width) for n in range(1, self.draw(_count(2)) + 2))
        columns = tuple(self.text() for _ in range(width))
        if not self.full:
            return Table(columns, rows)
        shares = st.sampled_from(((), (1.0, 9.0), (9.0, 1.0), (2.0, 3.0)))
        caption = self.text() if self.draw(st.booleans()) else RichText()
        return Table(columns, rows, self.draw(shares)[:width], caption)

    def row(self, id: str, width: int) -> Row:
        cells = tuple(self.text() for _ in range(width))
        return Row(cells, id, self.roles()) if self.draw(st.booleans()) else Row(cells)

    def item(self, id: str, marker: str, depth: int, level: int) -> Item:
        text = self.text()
        kind = self.draw(st.sampled_from(("order", "order", "order", "lead", "assessment")))
        children = self.draw(_count(self.most - 1)) if level < 2 else 0
        return Item(
            id=id,
            text=text,
            marker=marker,
            depth=depth,
            heading=self.draw(_seldom()),
            lead=kind == "lead",
            order=kind != "assessment",
            roles=self.roles(),
            follow=self.draw(st.sampled_from(FOLLOWS)),
            parts=tuple(self.part(text) for _ in range(self.draw(_count(self.most)))),
            items=tuple(self.items(id, depth + bool(marker), level + 1, children)),
            table=self.table(id) if self.draw(_seldom()) else None,
        )

    def items(self, outer: str, depth: int, level: int, count: int) -> Iterator[Item]:
        """Yield children of *outer*, numbered through; now and then one without a marker."""
        marked = unmarked = 0
        for _ in range(count):
            if self.draw(_seldom()):
                unmarked += 1
                yield self.item(f"{outer}/{unmarked}", "", depth, level)
            else:
                marked += 1
                dot = "" if not outer or outer.endswith(":") else "."
                marker = _marker(self.numbering, depth, marked)
                yield self.item(f"{outer}{dot}{marked}", marker, depth, level)

    def body(self, prefix: str = "") -> tuple[Element, ...]:
        elements: list[Element] = [self.text()]
        elements.extend(self.items(prefix, 0, 0, self.draw(_count(self.most)) + 1))
        if self.draw(_seldom()):
            elements.insert(self.draw(st.integers(0, 1)), self.table(f"{prefix}/t1"))
        closing = RichText.plainly(
            "Trên đây là kết luận, HĐND&UBND huyện thông báo để thực hiện./."
        )
        return (*elements, closing)


def _count(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most)


def _marker(numbering: tuple[str, ...], depth: int, number: int) -> str:
    shapes: dict[str, Callable[[], str]] = {
        "I.": lambda: f"{roman(number)}.",
        "1.": lambda: f"{number}.",
        "a)": lambda: f"{LETTERS[number - 1]})",
    }
    shape = numbering[min(depth, len(numbering) - 1)]
    return shapes.get(shape, lambda: shape)()


def _stands_once(plain: str, start: int, end: int) -> bool:
    first = plain.find(plain[start:end])
    return first == start and plain.find(plain[start:end], first + 1) == -1


@st.composite
def _phrases(draw: st.DrawFn) -> RichText:
    chosen = draw(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=5))
    runs: list[Run] = []
    for phrase in chosen:
        runs.append(Run(" "))
        runs.append(Run(phrase, bold=draw(_seldom()), italic=draw(_seldom())))
    return RichText.of(runs[1:])


@st.composite
def agencies(draw: st.DrawFn, units: int = len(UNIT_NAMES)) -> Agency:
    """Return an agency with a directory of its own, of at most so many *units*."""
    return Agency(
        name="Ủy ban nhân dân huyện A&B",
        short="UBND huyện",
        letterhead=Letterhead(
            ("UBND TỈNH <X>",),
            ("ỦY BAN NHÂN DÂN", "HUYỆN A&B"),
            "A&B",
            Symbols("TB-UBND", "UBND-VP", "TrS-UBND"),
        ),
        office="Văn phòng HĐND&UBND huyện",
        filed="VT, VP",
        recipients=("Chủ tịch, các PCT UBND huyện (b/c)", "Lãnh đạo VP & CVVP"),
        head="Chủ tịch UBND huyện",
        directory=draw(directories(units)),
    )


SIGNATORIES = (
    Signatory(("TL. CHỦ TỊCH",), "CHÁNH VĂN PHÒNG", "Nguyễn Văn Thử"),
    Signatory(("KT. CHỦ TỊCH",), "PHÓ CHỦ TỊCH", "Trần Thị Nghiệm"),
    Signatory(("TM. ỦY BAN NHÂN DÂN",), "CHỦ TỊCH", "Lê Mẫu"),
    Signatory((), "CHỦ TỊCH", "Lê Mẫu"),
)


@st.composite
def notices(
    draw: st.DrawFn,
    *,
    form: LetterForm = "cong-van",
    per: Per = "unit",
    most: int = 3,
    full: bool = False,
) -> Notice:
    """Return a notice with all that a body may hold, whose letters have one *form*.

    *most* is how many items stand at the top beside the first one, and parts in each item. A
    *full* one names few units, and its tables have captions and widths.
    """
    agency = draw(agencies(UNITS_OF_FULL if full else len(UNIT_NAMES)))
    present = [unit.id for unit in agency.directory.units if unit.valid_on(DAY)]
    names = [*present, *(group.id for group in agency.directory.groups), ALL]
    numbering = SECTIONS if full and draw(_seldom()) else NUMBERING
    writer = _Writer(draw, names, most, full, numbering)
    numbered = form != "cong-van" or draw(st.booleans())
    annexed = draw(st.sampled_from((0, 0, 0, 1, 2) if full else (0, 0, 0, 1)))
    titles = ("Danh mục A&B", "Biểu <x>")[:annexed]
    return Notice(
        agency=agency,
        letterhead=agency.letterhead,
        kind="TB",
        number=DocumentNumber(125 if numbered else None, "TB-UBND"),
        issued=PartialDate(2020, 5, 28 if numbered else None),
        subject='Kết luận Hội nghị giao ban "A&B" <tháng 5>',
        validity_day=DAY,
        meeting=Meeting("Hội nghị giao ban A&B", (DAY,), "Chủ tịch UBND huyện"),
        body=writer.body(),
        recipients=(
            RecipientBlock("Nơi nhận", (RecipientLine("Lưu: VT"),)),
            RecipientBlock("Bản điện tử", (RecipientLine('TT. HĐND & "khác" <x>', ("u0",)),)),
        ),
        signature=draw(st.sampled_from(SIGNATORIES)),
        letters=LetterOptions(
            form=form,
            per=per,
            general=draw(st.sampled_from(("reference", "verbatim", "none"))),
            report=draw(
                st.sampled_from((None, ReportBack(agency.office, OnOrBefore(date(2020, 6, 25)))))
            ),
        ),
        numbering=numbering,
        annexes=tuple(
            Annex(title, writer.body(f"pl{number}:")) for number, title in enumerate(titles, 1)
        ),
    )


CHAINS = (
    *SIGNATORIES,
    Signatory(("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"), "PHÓ CHỦ TỊCH", "Trần Thị Nghiệm"),
    Signatory(("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"), "PHÓ CHÁNH VĂN PHÒNG", "Nguyễn Văn Thử"),
)
ADDRESS = ("Số 1, đường A&B, huyện <X>", "Điện thoại: 0204 0000 000")
CLERKS = RecipientBlock("Bản giấy", (RecipientLine("Như trên"), RecipientLine("Lưu: VP & TH")))


@st.composite
def drafts(draw: st.DrawFn, form: LetterForm, per: Per) -> Notice:
    """Return a short notice with few letters that may hold whatever a draft can print."""
    notice = draw(notices(form=form, per=per, most=1, full=True))
    address = draw(st.sampled_from(((), ADDRESS[:1], ADDRESS)))
    letterhead = replace(notice.letterhead, address=address)
    further = (CLERKS,) if draw(_seldom()) else ()
    return replace(
        notice,
        agency=replace(notice.agency, letterhead=letterhead),
        letterhead=letterhead,
        recipients=notice.recipients[: draw(st.integers(1, 2))] + further,
        signature=draw(st.sampled_from(CHAINS)),
        urgency=draw(st.sampled_from((None, "khan", "thuong-khan", "hoa-toc"))),
        draft=draw(st.sampled_from(("", "Dự thảo lần 2"))),
    )
