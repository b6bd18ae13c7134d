"""Of any document: number and date may be filled in, and any other change is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from frozen_pairs import Pair, made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soanthao.notice.document import Block, Document, Paragraph
from soanthao.notice.markup import RichText, Run
from soanthao.render.frozen import prove_same
from soanthao.standard import wording
from strategies_document import documents

FORMATS = ("docx", "pdf")
PLACE = "Thành phố Hồ Chí Minh"
AGENCY = "UBND xã Minh Sơn"


def _reference(number: int | None, month: int | None, day: int | None) -> str:
    written = wording.number(number, "TB-UBND")
    return (
        f"(Kèm theo Thông báo số {written} {wording.date_in_words(2026, month, day)} của {AGENCY})"
    )


def filled(document: Document, number: int | None, month: int | None, day: int | None) -> Document:
    """Return *document* with number and date in every place of its form; None leaves blanks."""
    head = (number, month, day) if document.form != "extract" else (47, 11, 10)
    at = f"{wording.BLANK_DAY}/{wording.BLANK_DAY}/2026" if day is None else f"{day:02d}/12/2026"
    hour = None if day is None else wording.read_copy_mark("TRÍCH SAO; A; B; 16:05:33 +07:00")[2]
    copy = document.copy and replace(
        document.copy,
        number=wording.number_line(number, "TrS-UBND"),
        place_date=wording.place_date(PLACE, 2026, month, day),
    )
    mark = wording.copy_mark(AGENCY, at, hour) if document.form == "extract" else ""
    return replace(
        document,
        number=wording.number_line(head[0], "TB-UBND"),
        place_date=wording.place_date(PLACE, 2026, *head[1:]),
        draft="",
        annexes=tuple(replace(each, reference=_reference(*head)) for each in document.annexes),
        copy=copy,
        copy_mark="" if copy else mark,
    )


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """Return a document before and after, of any form that bears a number."""
    document = draw(documents().filter(lambda each: each.form != "assignments"))
    number = draw(st.one_of(st.integers(1, 99), st.integers(100, 99_999)))
    month = 12 if document.form == "extract" else draw(st.integers(1, 12))
    after = filled(document, number, month, draw(st.integers(1, 28)))
    return Pair(filled(document, None, None, None), after)


def _first_block(change: Callable[[Block], Block]) -> Callable[[Document], Document]:
    return lambda it: replace(it, body=(change(it.body[0]), *it.body[1:]))


def _leaning(block: Block) -> Block:
    if isinstance(block, Paragraph):
        runs = tuple(
            replace(each, italic=not each.italic) if isinstance(each, Run) else each
            for each in block.text.pieces
        )
        return replace(block, text=RichText.of(runs))
    return replace(block, caption=block.caption + RichText.plainly("Thêm"))


def _longer(block: Block) -> Block:
    more = RichText.plainly("x")
    if isinstance(block, Paragraph):
        return replace(block, text=block.text + more)
    return replace(block, columns=(block.columns[0] + more, *block.columns[1:]))


CHANGES: dict[str, Callable[[Document], Document]] = {
    "a block less": lambda it: replace(it, body=it.body[1:]),
    "a block more": lambda it: replace(
        it, body=(*it.body, Paragraph("body", RichText.plainly("Thêm.")))
    ),
    "a letter more": _first_block(_longer),
    "italic": _first_block(_leaning),
    "signer": lambda it: replace(it, signer=f"{it.signer}x"),
    "subject": lambda it: replace(it, subject=f"{it.subject}x"),
    "issuer": lambda it: replace(it, header=(*it.header, "X")),
    "authority": lambda it: replace(it, authority=(*it.authority, "X")),
    "recipients": lambda it: replace(it, recipients=it.recipients[1:]) if it.recipients else None,
    "title": lambda it: replace(it, title=f"{it.title}x"),
    "urgency": lambda it: replace(it, urgency="" if it.urgency else "KHẨN"),
    "draft": lambda it: replace(it, draft="DỰ THẢO"),
    "address": lambda it: replace(it, address=(*it.address, "X")),
    "number": lambda it: replace(it, number=it.number.replace("/", "1/")),
    "place": lambda it: replace(it, place_date=it.place_date.replace("Minh", "Mình")),
    "day": lambda it: replace(it, place_date=it.place_date.replace("2026", "2025")),
    "an annex": lambda it: replace(it, annexes=it.annexes[1:]) if it.annexes else None,
    "copy": lambda it: it.copy and replace(it, copy=replace(it.copy, signer="X")),
}


def check(pair: Pair, format_: str, name: str) -> None:
    before, after = pair.files(format_)
    proof = prove_same(pair.approved, pair.numbered, format_, before, after, "x")
    assert proof.listed() == ""
    changed = CHANGES[name](pair.numbered)
    if changed is None or changed == pair.numbered:
        return
    forged = made(changed, format_)
    proof = prove_same(pair.approved, pair.numbered, format_, before, forged, "x")
    assert not proof.holds, name
    by_model = prove_same(pair.approved, changed, format_, before, forged, "x")
    assert not by_model.holds or name in ("number", "day"), name


@given(pairs(), st.sampled_from([*CHANGES]))
def test_a_word_file_of_any_document(pair: Pair, name: str):
    check(pair, "docx", name)


@settings(max_examples=12)
@given(pairs(), st.sampled_from([*CHANGES]))
def test_a_pdf_of_any_document(pair: Pair, name: str):
    check(pair, "pdf", name)


@pytest.mark.torture
@pytest.mark.parametrize("format_", FORMATS)
def test_many_documents(format_: str):
    @settings(max_examples=150, suppress_health_check=[*HealthCheck])
    @given(pairs(), st.sampled_from([*CHANGES]))
    def many(pair: Pair, name: str) -> None:
        check(pair, format_, name)

    many()
