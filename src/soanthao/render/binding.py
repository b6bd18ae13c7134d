"""All letters in one PDF for signature (bản in ký), and the proof that it says what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from soanthao.pdf import archive_checks, binder
from soanthao.pdf import aside as pdf_aside
from soanthao.pdf import reader as pdf_reader
from soanthao.render.expectation import Flaw, Proof

_TITLE: Final = "Các văn bản gửi đơn vị"


@dataclass(frozen=True, slots=True)
class Bound:
    """The bound file, how many pages it has, and what the proof found."""

    data: bytes
    pages: int
    proof: Proof


def bind(file: str, letters: Sequence[tuple[str, bytes]]) -> Bound:
    """Return *letters*, each with the title of its bookmark, as one PDF called *file*."""
    return read_bound(file, binder.bind(letters, _TITLE), (pdf for _, pdf in letters))


def read_bound(file: str, data: bytes, letters: Iterable[bytes]) -> Bound:
    """Return a bound file called *file* as it is read back from *data*.

    Raises:
        SoanthaoError: *data* cannot be read.
    """
    pages = pdf_reader.read_pages(data)
    proof = prove_bound(file, pages, letters) + prove_beside(file, data)
    return Bound(data, len(pages), proof)


def prove_beside(file: str, data: bytes) -> Proof:
    """Return what a bound file holds beside its pages, and what it lacks to be kept for ever.

    Raises:
        SoanthaoError: *data* cannot be read.
    """
    title, texts = pdf_aside.read_aside(data)
    beside = (f"tên tài liệu là “{title}”", *texts) if title != _TITLE else texts
    flaws = [f"không đúng PDF/A-3a: {flaw}" for flaw in archive_checks.flaws(data)]
    return Proof(
        extra=tuple(Flaw(file, f"chữ ngoài thân văn bản: “{text[:80]}”") for text in beside),
        altered=tuple(Flaw(file, flaw) for flaw in flaws),
    )


def prove_bound(file: str, pages: Sequence[str], letters: Iterable[bytes]) -> Proof:
    """Return where the *pages* of a bound file differ from those of the letters' own files."""
    wanted = tuple(page for letter in letters for page in pdf_reader.read_pages(letter))
    if len(pages) != len(wanted):
        detail = f"có {len(pages)} trang, các công văn có {len(wanted)} trang"
        return Proof(altered=(Flaw(file, detail),))
    return Proof(
        altered=tuple(
            Flaw(file, f"trang {at} không giống công văn riêng")
            for at, (page, letter) in enumerate(zip(pages, wanted, strict=True), start=1)
            if page != letter
        )
    )
