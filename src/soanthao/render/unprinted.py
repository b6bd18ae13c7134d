"""What a draft may say already but this version does not print: refused by name, never dropped."""

from __future__ import annotations

from collections.abc import Iterator

from soanthao.notice.notice import Notice

Refusal = tuple[str, str]
"""What is refused, in Vietnamese, and where: a key of one of the two files."""


def refusals(notice: Notice) -> Iterator[Refusal]:
    """Yield everything in *notice* that cannot be printed yet."""
    engine = notice.agency.pdf_engine
    if engine != "weasyprint":
        yield f"bằng bộ in PDF “{engine}” (pdf_engine)", "agency.pdf_engine"
