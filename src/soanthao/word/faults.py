"""What is wrong with an office's own template, all at once, each with its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from soanthao.language.nearest import folded, nearest
from soanthao.notice.document import Form
from soanthao.standard import wording
from soanthao.word.layout import Line
from soanthao.word.package import Element, parse_xml
from soanthao.word.reader import W
from soanthao.word.slots import SLOTS, Slot, needed, slots
from soanthao.word.styles import DATA_TABLE
from soanthao.word.typed import FALLBACK, Tag, tags, text_of, without_tags

FORM_NAMES: Final[Mapping[Form, str]] = {
    "notice": "thông báo",
    "letter": "công văn",
    "extract": "trích sao",
    "assignments": "bảng phân công",
}
_NEARBY: Final = 60
_STATEMENT: Final = re.compile(r"\{[%#].*?[%#]\}|\{[%#]|[%#]\}")
_OPENING: Final = re.compile(r"\{[{%#]")
_FIELDS: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "HYPERLINK"})
"""Fields of Word that print the same text whenever the file is opened, or a number of pages."""
_REVISIONS: Final = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_NOTES: Final = tuple(f"{W}{name}" for name in ("footnoteReference", "endnoteReference"))
_DRAWN: Final = tuple(f"{W}{name}" for name in ("drawing", "pict", "object"))
_OUTSIDE_TABLES: Final = frozenset({"phan_dau", "noi_dung", "phan_cuoi", "ban_sao", "phu_luc"})
"""Blocks that bring tables or pages of their own."""


@dataclass(slots=True)
class Faults:
    """Collects the faults of one template as sentences with their places.

    Attributes:
        name: of the file, as the clerk knows it.
        lines: what was found, in the order in which it was met.
    """

    name: str
    lines: list[str] = field(default_factory=list)

    def add(self, part: str, sentence: str, number: int = 0, near: str = "") -> None:
        """Note a fault of *part*; of its paragraph *number* (from 1), which says *near*."""
        place = f", đoạn {number}" if number else ""
        shown = " ".join(near.split())
        if shown:
            cut = shown if len(shown) <= _NEARBY else f"{shown[:_NEARBY]}…"
            place += f", gần “{cut}”"
        self.lines.append(f"{self.name}, phần {part}{place}: {sentence}.")


@dataclass(frozen=True, slots=True)
class Placed:
    """A slot where it stands in the template: the paragraph, its number, and the tag."""

    paragraph: Element
    number: int
    tag: Tag
    slot: Slot


def paragraphs(body: Element) -> tuple[Element, ...]:
    """Return every paragraph below *body*; of a drawing that stands twice, the newer form."""
    return tuple(each for each in body.iter(f"{W}p") if not _inside(each, FALLBACK))


def placed_slots(body: Element, part: str, form: Form, faults: Faults) -> tuple[Placed, ...]:
    """Return the slots in *body*, and note what is wrong with them and with the text."""
    found: list[Placed] = []
    meant: set[str] = set()
    for number, paragraph in enumerate(paragraphs(body), start=1):
        text = text_of(paragraph)
        for sentence in _paragraph_faults(paragraph, text):
            faults.add(part, sentence, number, text)
        for tag in tags(text):
            slot = slots(form).get(tag.name)
            if slot is None:
                meant.add(_meant(tag.name, form))
                faults.add(part, _unknown(tag.name, form), number, text)
                continue
            for sentence in _slot_faults(paragraph, text, tag, slot, form):
                faults.add(part, sentence, number, text)
            twice = [each for each in found if set(each.slot.fields) & set(slot.fields)]
            if twice:
                faults.add(part, _twice(slot, twice[0]), number, text)
            found.append(Placed(paragraph, number, tag, slot))
    _strayed(body, part, faults)
    for slot in _missing(body, form, found):
        # One that was only written wrongly has been named already.
        if slot.name not in meant:
            faults.add(part, _lacking(slot))
    return tuple(found)


def other_parts(members: Mapping[str, bytes], part: str, faults: Faults) -> None:
    """Note tags and fields in headers, footers and notes: nothing is filled in there.

    Raises:
        BrokenWordFileError: one of them is no XML.
    """
    for name, content in members.items():
        if name == part or not name.startswith("word/") or not name.endswith(".xml"):
            continue
        root = parse_xml(content, name)
        for number, paragraph in enumerate(paragraphs(root), start=1):
            text = text_of(paragraph)
            if "{" in text or "}" in text:
                faults.add(
                    name,
                    "chỗ điền chỉ dùng được trong thân văn bản, không dùng ở đầu trang, chân trang "
                    "hay chú thích; hãy gõ chữ cố định hoặc bỏ đi",
                    number,
                    text,
                )
            for sentence in _field_faults(paragraph):
                faults.add(name, sentence, number, text)


def misread(lines: Iterable[Line], found: Iterable[Placed], part: str, faults: Faults) -> None:
    """Note slots that a reader of *lines* does not meet as they stand in *found*.

    Hidden, tiny or white ones are not met at all; in a table whose rows are read as one line each,
    as those of the program's own data tables are, a block is not alone.
    """
    alone = {line[0] for line in lines if len(line) == 1}
    seen = {piece for line in lines for piece in line}
    for each in found:
        if each.slot not in seen:
            sentence = (
                f"chỗ điền “{each.tag.name}” đứng trong chữ ẩn, chữ quá nhỏ hoặc chữ trắng; hãy bỏ "
                "định dạng đó"
            )
        elif each.slot.block and each.slot not in alone:
            sentence = (
                f"chỗ điền “{each.tag.name}” đứng trong bảng kiểu {DATA_TABLE}; hãy chọn kiểu bảng "
                "khác"
            )
        else:
            continue
        faults.add(part, sentence, each.number, text_of(each.paragraph))


def _strayed(body: Element, part: str, faults: Faults) -> None:
    """Note tags in attributes, formulas and old forms of drawings: compiled, they would be run."""
    numbers = {each: number for number, each in enumerate(paragraphs(body), start=1)}
    for element in body.iter():
        in_text = element.tag == f"{W}t" and not _inside(element, FALLBACK)
        said = [] if in_text else [element.text or ""]
        said += [element.tail or "", *map(str, element.attrib.values())]
        stray = next((text for text in said if _OPENING.search(text)), None)
        if stray is not None:
            around = (element, *element.iterancestors(f"{W}p"))
            number = next((numbers[each] for each in around if each in numbers), 0)
            faults.add(
                part,
                "dấu “{{” hoặc “{%” đứng ở chỗ không phải chữ thường (chữ thay thế của hình, công "
                "thức…); hãy bỏ đi",
                number,
                stray,
            )


def _paragraph_faults(paragraph: Element, text: str) -> Iterator[str]:
    if statement := _STATEMENT.search(text):
        yield (
            f"lệnh “{statement[0]}” không dùng trong mẫu của cơ quan; chỉ dùng chỗ điền dạng "
            "{{ tên }}"
        )
    elif brace := re.search(r"[{}]+", without_tags(text)):
        yield f"dấu ngoặc “{brace[0]}” lẻ; chỗ điền phải viết đủ {{{{ tên }}}} trong một đoạn"
    if _holds(paragraph, _REVISIONS):
        yield "còn dấu theo dõi thay đổi; hãy chấp nhận hoặc từ chối hết (Review, Accept All)"
    if _holds(paragraph, _NOTES):
        yield "có chú thích của Word; hãy bỏ, vì chú thích do nội dung mang theo"
    if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        yield "có ngắt phần (Section Break); mẫu chỉ dùng một phần, hãy xóa ngắt phần"
    yield from _field_faults(paragraph)


def _field_faults(paragraph: Element) -> Iterator[str]:
    """Yield a sentence for each field that would print something else another day."""
    for instruction in _instructions(paragraph):
        name = instruction.split()[0].upper() if instruction.strip() else ""
        if name and name not in _FIELDS:
            yield (
                f"trường tự động {name} đổi chữ sau khi in; hãy thay bằng chữ thường hoặc bằng "
                "chỗ điền"
            )


def _instructions(paragraph: Element) -> Iterator[str]:
    """Yield what each field of *paragraph* is told to do, a field inside another one by itself."""
    yield from (each.get(f"{W}instr") or "" for each in paragraph.iter(f"{W}fldSimple"))
    open_: list[str] = [""]
    for each in paragraph.iter(f"{W}fldChar", f"{W}instrText"):
        kind = each.get(f"{W}fldCharType") if each.tag == f"{W}fldChar" else ""
        if kind == "begin":
            open_.append("")
        elif kind == "end":
            yield open_.pop()
            open_ = open_ or [""]
        elif not kind:
            open_[-1] += each.text or ""
    yield from open_


def _slot_faults(paragraph: Element, text: str, tag: Tag, slot: Slot, form: Form) -> Iterator[str]:
    if _inside(paragraph, f"{W}txbxContent"):
        yield (
            f"chỗ điền “{slot.name}” đứng trong khung chữ (Text Box); hãy đặt vào đoạn thường hoặc "
            "ô của bảng không viền"
        )
    before, after = text[: tag.start].strip(), text[tag.stop :].strip()
    said = [each for each in slot.said if _words(before)[-len(_words(each)) :] == _words(each)]
    if said:
        yield f"chỗ điền “{slot.name}” đã in sẵn lời dẫn; hãy xóa chữ “{said[0]}” gõ trước nó"
    elif slot.block and (before or after or _holds(paragraph, _DRAWN)):
        yield f"chỗ điền “{slot.name}” phải đứng một mình trong đoạn; hãy xuống dòng trước và sau"
    if slot.name in _OUTSIDE_TABLES and _inside(paragraph, f"{W}tbl"):
        yield f"chỗ điền “{slot.name}” phải đứng ngoài bảng"
    elif slot.name == "phu_luc" and _followed(paragraph):
        but = "" if form != "extract" else " (chỉ “ban_sao” được đứng sau nó)"
        yield f"chỗ điền “phu_luc” phải đứng cuối cùng{but}; hãy chuyển phần ở sau lên trước nó"
    elif slot.name == "ban_sao" and any(map(_names("phu_luc"), paragraph.itersiblings(f"{W}p"))):
        yield (
            "chỗ điền “ban_sao” phải đứng sau “phu_luc”, vì phần của bản sao in ngay sau phần "
            "cuối cùng được sao (Phụ lục I Nghị định 30/2020/NĐ-CP, Phần II, mục II.2); hãy "
            "chuyển {{ ban_sao }} xuống đoạn ngay sau {{ phu_luc }}"
        )


def _followed(paragraph: Element) -> bool:
    """Tell whether anything but empty paragraphs and ``ban_sao`` comes after *paragraph*."""
    is_copy = _names("ban_sao")
    for each in paragraph.itersiblings():
        drawn = _holds(each, _DRAWN)
        said = any(text_of(p).strip() for p in each.iter(f"{W}p") if not is_copy(p))
        if each.tag == f"{W}tbl" or drawn or said:
            return True
    return False


def _names(name: str) -> Callable[[Element], bool]:
    """Return what tells whether a paragraph names the slot *name*."""
    return lambda paragraph: any(tag.name == name for tag in tags(text_of(paragraph)))


def _meant(name: str, form: Form) -> str:
    """Return the slot that somebody most likely meant by *name*; empty if none is like it."""
    return nearest(name.split("|", maxsplit=1)[0].strip(), slots(form)) or ""


def _unknown(name: str, form: Form) -> str:
    if any(slot.name == name for slot in SLOTS):
        return f"chỗ điền “{name}” không dùng trong mẫu {FORM_NAMES[form]}"
    if meant := _meant(name, form):
        return f"không có chỗ điền “{name}”; có phải “{meant}” không"
    return f"không có chỗ điền “{name}”; dùng được: {', '.join(slots(form))}"


def _twice(slot: Slot, earlier: Placed) -> str:
    if slot is earlier.slot:
        return f"chỗ điền “{slot.name}” đã có ở đoạn {earlier.number}; mỗi chỗ điền dùng một lần"
    return (
        f"chỗ điền “{slot.name}” in lại điều mà “{earlier.slot.name}” ở đoạn {earlier.number} đã "
        "in; hãy bỏ một trong hai"
    )


def _missing(body: Element, form: Form, found: Iterable[Placed]) -> tuple[Slot, ...]:
    fields = {name for each in found for name in each.slot.fields}
    typed = {_plain(text_of(each)) for each in paragraphs(body)}
    if {_plain(wording.NATIONAL_NAME), _plain(wording.MOTTO)} <= typed:
        fields.add("national")
    return needed(form, frozenset(fields))


def _lacking(slot: Slot) -> str:
    box = f", ô {slot.box}" if slot.box else ""
    how = "trong một đoạn riêng" if slot.block else "vào chỗ cần in"
    return (
        f"thiếu chỗ điền “{slot.name}” ({slot.meaning}{box}); hãy viết {{{{ {slot.name} }}}} {how}"
    )


def _inside(element: Element, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _holds(element: Element, wanted: tuple[str, ...]) -> bool:
    return next(element.iter(*wanted), None) is not None


def _words(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text.replace(":", " ")).casefold().split()


def _plain(text: str) -> str:
    """Return *text* for comparing: no accents, blanks or colons, small letters."""
    return "".join(char for char in folded(text) if char.isalnum())
