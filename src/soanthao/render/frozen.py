"""The proof that a numbered document is the approved one, but for number and date (Điều 11, 15).

Asked of the two documents and of the bytes of their files, in three ways that do not trust each
other: the models are equal but for the lines of :mod:`soanthao.notice.numbered`; the Word file is
the approved one with these lines written into it; the PDF is, object by object, reads and looks
like it, but for these lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from soanthao.errors import SoanthaoError
from soanthao.notice.document import Document
from soanthao.notice.numbered import changes, faults
from soanthao.pdf import frozen as pdf_frozen
from soanthao.render.expectation import Flaw, Proof
from soanthao.word import frozen as word_frozen

if TYPE_CHECKING:
    from soanthao.render.job import Format


def prove_same(
    approved: Document,
    numbered: Document,
    format_: Format,
    before: bytes,
    after: bytes,
    file: str,
) -> Proof:
    """Return in what a numbered document differs from the approved one beside number and date.

    A file that cannot be read is a flaw too. Both files must be made without anything attached: a
    source says number and date itself.

    Args:
        approved: the document that was approved, number and date still open.
        numbered: the same with number and date.
        format_: of the two files.
        before: the file that was approved and frozen.
        after: the file that is to be issued.
        file: its name, for the flaws.
    """
    told = list(faults(approved, numbered))
    try:
        told += _differences(approved, numbered, format_, before, after)
    except SoanthaoError as error:
        told.append(f"không đọc được tệp: {error}")
    return Proof(altered=tuple(Flaw(file, detail) for detail in dict.fromkeys(told)))


def _differences(
    approved: Document, numbered: Document, format_: Format, before: bytes, after: bytes
) -> list[str]:
    lines = changes(approved, numbered)
    mark = approved.draft if not numbered.draft else ""
    if format_ == "docx":
        return list(word_frozen.differences(before, after, lines, mark))
    if mark:
        # What stands below the mark moves up when it goes, and no page looks the same.
        return [
            f"dấu dự thảo “{mark}” còn trên bản PDF đã duyệt; hãy kết xuất bản trình duyệt không "
            "có dấu này"
        ]
    return list(pdf_frozen.differences(before, after, lines))
