"""Names that only a look can give: captions of tables, the block of a copy, titles of other kinds.

Recognition reads for the import, where these are words among others; who measures must know them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from soanthao.lint.misspelling import HEAD, addressees, misspelt
from soanthao.lint.piece import Piece
from soanthao.standard import kinds, wording

_KINDS: Final = frozenset(kind.title for kind in kinds.KINDS)
_COPIES: Final = frozenset(kind.title for kind in kinds.COPIES)
_MARK: Final = re.compile(r"(?i)dự thảo\b.{0,40}")
_DECIDES: Final = re.compile(r"QUYẾT (?:ĐỊNH|NGHỊ)\s*:?")
_DECIDER: Final = re.compile(
    r"(?:(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|CHỦ NHIỆM|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|HIỆU TRƯỞNG|THỦ TƯỚNG|TRƯỞNG"
    r"|TỔNG|BỘ TRƯỞNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|CHÁNH|TỔNG CỤC TRƯỞNG)"
    r"|ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|HĐND|CHÍNH PHỦ|QUỐC HỘI|BAN ).*"
)
_GROUNDS: Final = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét|Thực hiện|Trên cơ sở|Theo)\b")
_TELEGRAM: Final = re.compile(r".+\bđiện\s*:")
_UNIT: Final = re.compile(r"\(?(?:Đơn vị(?: tính)?|ĐVT)\b.{0,40}", re.IGNORECASE)
_NOTE: Final = re.compile(r"\(?(?:Ghi chú|Nguồn|Chú thích)\b.*")
_DRAFTER: Final = re.compile(r"[A-ZĐ]{1,6}[.,]?\s?\(?\d{0,4}\)?\.?")
"""Ô 12: who drafted, how many copies (III.3)."""
_TITLE: Final = 160
"""Letters that a title inside the text has at most."""
_BODY: Final = frozenset({"body", "heading", "closing"})
_FOOT: Final = frozenset({"recipients", "recipients-heading", "authority", "signer", "other"})


def renamed(pieces: Sequence[Piece]) -> list[Piece]:
    """Return *pieces* with the names that their look gives them."""
    found = list(pieces)
    _small_agency(found)
    _openings(found)
    _draft_mark(found)
    misspelt(found)
    _title(found)
    _decision(found)
    _sent(found)
    addressees(found)
    _recipients(found)
    _drafter(found)
    _captions(found)
    _copy(found)
    _centred(found)
    return found


def _openings(found: list[Piece]) -> None:
    """Take a sentence *Căn cứ …* for text: căn cứ are several, or italic, or end with ``;``."""
    for at, piece in enumerate(found):
        beside = {each.component for each in found[max(0, at - 1) : at + 2] if each is not piece}
        alone = piece.component == "grounds" and "grounds" not in beside
        if alone and not piece.all_italic and not piece.text.endswith(";"):
            found[at] = replace(piece, component="body")


def _small_agency(found: list[Piece]) -> None:
    """Name a line of the agency that is not in capitals, right below the one that is."""
    for at, piece in enumerate(found[1:], start=1):
        above = found[at - 1]
        beside = piece.cell is not None and piece.cell == above.cell
        if piece.component == "other" and above.component == "agency" and beside:
            found[at] = replace(piece, component="agency")


def _draft_mark(found: list[Piece]) -> None:
    """Name the mark of a draft in the head of a document that recognition takes for no notice."""
    for at, piece in enumerate(found):
        if piece.component not in HEAD and piece.component not in _BODY:
            return
        if piece.component in _BODY and piece.cell is not None and _MARK.fullmatch(piece.text):
            found[at] = replace(piece, component="draft-mark")


def _decision(found: list[Piece]) -> None:
    """Name what only decisions and resolutions have: who decides, on what grounds, that it does.

    The name of who decides stands in capitals below trích yếu, ``QUYẾT ĐỊNH:`` above the first
    điều (Mẫu 1.1, 1.2); the table of the decree has no row for either.
    """
    kind = next((at for at, each in enumerate(found) if each.component == "kind"), len(found))
    body = range(kind + 1, len(found))
    end = next(
        (at for at in body if found[at].component in _BODY and _DECIDES.fullmatch(found[at].text)),
        None,
    )
    if end is None:
        return
    found[end] = replace(found[end], component="decides")
    subjects = 0
    for at in range(kind + 1, end):
        piece = found[at]
        is_decider = _is_caps(piece.text) and (subjects or _DECIDER.fullmatch(piece.text))
        if piece.component == "subject" and is_decider:
            found[at] = replace(piece, component="decider")
        elif piece.component in _BODY and _GROUNDS.match(piece.text):
            found[at] = replace(piece, component="grounds")
        subjects += found[at].component == "subject"


def _sent(found: list[Piece]) -> None:
    """Name what leads from trích yếu to the text: who invites, whom a telegram is for."""
    subjects = [at for at, each in enumerate(found) if each.component == "subject"]
    for at in subjects[1:]:
        piece = found[at]
        if _TELEGRAM.fullmatch(piece.text):
            found[at] = replace(piece, component="addressee")
            for below in range(at + 1, len(found)):
                if not found[below].text.startswith("-") or found[below].component not in _BODY:
                    break
                found[below] = replace(found[below], component="addressee")
        elif piece.text.endswith(":") and _is_caps(piece.text):
            found[at] = replace(piece, component="inner-title")


def _recipients(found: list[Piece]) -> None:
    """Name the dashed lines beside the signature, where no heading says what they are."""
    beside = {
        (piece.cell.table, piece.cell.row)
        for piece in found
        if piece.cell is not None and piece.component in {"authority", "signer"}
    }
    for at, piece in enumerate(found):
        in_row = piece.cell is not None and (piece.cell.table, piece.cell.row) in beside
        if in_row and piece.component in _BODY and piece.text.startswith("- "):
            found[at] = replace(piece, component="recipients")


def _drafter(found: list[Piece]) -> None:
    """Name the code of the drafter below the last line of nơi nhận (ô 12)."""
    for at, piece in enumerate(found[1:], start=1):
        above = found[at - 1]
        is_last = above.component == "recipients" and "Lưu" in above.text[:6]
        if piece.component == "recipients" and is_last and _DRAFTER.fullmatch(piece.text):
            found[at] = replace(piece, component="drafter-code")


def _title(found: list[Piece]) -> None:
    """Name the title of a document whose kind is none of the decree's (a table of orders)."""
    if any(piece.component in {"kind", "letter-subject"} for piece in found):
        return
    _small_title(found)
    at = next((at for at, piece in enumerate(found) if piece.component not in HEAD), len(found))
    if not at or at == len(found) or not _is_title(found[at]) or not _is_caps(found[at].text):
        return
    found[at] = replace(found[at], component="kind")
    at += 1
    while at < len(found) and _is_title(found[at]) and not _is_caps(found[at].text):
        found[at] = replace(found[at], component="subject")
        at += 1


def _small_title(found: list[Piece]) -> None:
    """Name a title that is not in capitals: a kind of the decree on a line of its own."""
    at = next((at for at, each in enumerate(found) if each.text.upper() in _KINDS), None)
    if at is None or found[at].component not in _BODY or found[at].marker:
        return
    found[at] = replace(found[at], component="kind")
    at += 1
    while at < len(found) and _is_title(found[at]):
        found[at] = replace(found[at], component="subject")
        at += 1


def _is_title(piece: Piece) -> bool:
    centred = piece.layout.alignment == "center" and piece.cell is None
    return piece.component in _BODY and not piece.marker and centred and piece.all_bold


def _captions(found: list[Piece]) -> None:
    """Name the centred line right above a table of data."""
    for at, piece in enumerate(found[:-1]):
        centred = piece.layout.alignment == "center" and piece.cell is None
        above = found[at + 1].component == "table-heading" and not piece.marker
        if piece.component in _BODY and centred and above:
            found[at] = replace(piece, component="table-caption")
        elif piece.component in _BODY and above and _UNIT.fullmatch(piece.text):
            found[at] = replace(piece, component="table-note")
    for at, piece in enumerate(found[1:], start=1):
        under = found[at - 1].component in {"table-cell", "table-heading"} and piece.cell is None
        if piece.component in _BODY and under and _NOTE.fullmatch(piece.text):
            found[at] = replace(piece, component="table-note")


def _centred(found: list[Piece]) -> None:
    """Name a title inside the text: a short centred line in letters of its own, without a stop."""
    for at, piece in enumerate(found):
        centred = piece.layout.alignment == "center" and piece.cell is None and not piece.marker
        distinct = piece.all_bold or piece.all_italic or _is_caps(piece.text)
        short = len(piece.text) <= _TITLE and piece.text[-1] not in ".;,"
        if piece.component in _BODY and centred and distinct and short:
            found[at] = replace(piece, component="inner-title")


def _copy(found: list[Piece]) -> None:
    """Name the block of a copy below the text (P.II, II), and the signature above it."""
    mark = next((each for each in found if each.text in _COPIES), None)
    behind_annex = mark is not None and mark.component in _BODY and mark.cell is not None
    if mark is None or not (mark.component in _FOOT or behind_annex):
        return
    first = found.index(mark)
    if mark.cell is not None:
        table = mark.cell.table
        first = next(at for at, each in enumerate(found) if each.cell and each.cell.table == table)
    for at in range(first, len(found)):
        if found[at].component in (_FOOT | _BODY if behind_annex else _FOOT):
            found[at] = replace(found[at], component=_of_copy(found[at], mark))
    signature = [at for at in range(first) if found[at].component in {"authority", "signer"}]
    if signature and not any(found[at].component == "signer" for at in signature):
        name = signature[-1]
        if not _is_caps(found[name].text):
            found[name] = replace(found[name], component="signer")


def _of_copy(piece: Piece, mark: Piece) -> str:
    if piece is mark:
        return "copy-kind"
    if wording.NUMBER_LINE_READ.fullmatch(piece.text):
        return "number"
    if wording.PLACE_DATE_READ.fullmatch(piece.text):
        return "place-date"
    beside = piece.cell is not None and mark.cell is not None and piece.cell.row == mark.cell.row
    if beside and _is_caps(piece.text):
        return "agency"
    return _at_foot(piece, mark) if piece.component in _BODY else piece.component


def _at_foot(piece: Piece, mark: Piece) -> str:
    """Name what stands below the number of a copy whose block stands behind an annex."""
    if piece.cell is None or mark.cell is None:
        return piece.component
    if piece.cell.column >= mark.cell.column:
        return "authority" if _is_caps(piece.text) else "signer"
    is_heading = wording.RECIPIENTS_READ.fullmatch(piece.text) is not None
    return "recipients-heading" if is_heading else "recipients"


def _is_caps(text: str) -> bool:
    return text.upper() == text != text.lower()
