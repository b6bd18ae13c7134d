"""What a draft may say already but this version does not print: refused by name, never dropped."""

from __future__ import annotations

from collections.abc import Iterator

from soanthao.notice.item import Element, Item, Table
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice

Refusal = tuple[str, str]
"""What is refused, in Vietnamese, and where: an item's id or a key of the file."""


def refusals(notice: Notice) -> Iterator[Refusal]:
    """Yield everything in *notice* that cannot be printed yet."""
    for index, element in enumerate(notice.body):
        yield from _element(element, f"body:{index}")
    if notice.annexes:
        yield "phụ lục (annexes)", "annexes"
    if notice.letters.form in ("trich-sao", "trich-sao-dien-tu"):
        yield f"trích sao (letters.form: {notice.letters.form})", "letters.form"
    if notice.letters.per == "audience":
        yield "công văn gửi theo nhóm (letters.per: audience)", "letters.per"
    agency = notice.agency
    if agency.wording:
        yield "câu chữ riêng của cơ quan (wording)", "agency.wording"
    if agency.templates:
        yield "mẫu riêng của cơ quan (templates)", "agency.templates"
    if agency.pdf_engine != "weasyprint":
        yield f"bộ in PDF “{agency.pdf_engine}” (pdf_engine)", "agency.pdf_engine"


def _element(element: Element, where: str) -> Iterator[Refusal]:
    if isinstance(element, Table):
        yield "bảng (table)", where
    elif isinstance(element, RichText):
        if element.footnotes:
            yield "chú thích (^[…])", where
    else:
        for item in element.walk():
            yield from _item(item)


def _item(item: Item) -> Iterator[Refusal]:
    if item.text.footnotes:
        yield "chú thích (^[…])", item.id
    if item.table is not None:
        yield "bảng (table)", item.id
