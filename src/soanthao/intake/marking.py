"""Which markers a draft must write, because its numbering would print others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from soanthao.notice.numbering import Raw, implied
from soanthao.recognition.outline import OutlineElement, OutlineItem


def written_markers(
    body: Sequence[OutlineElement], numbering: Sequence[str]
) -> dict[int, str | None]:
    """Return for each item (by ``id``) what ``marker`` must say; None where the series goes on."""
    items = [each for each in body if isinstance(each, OutlineItem)]
    raws = implied([_raw(item) for item in items], numbering)
    return dict(_pairs(items, raws))


def _raw(item: OutlineItem) -> Raw:
    return Raw(item.marker, tuple(_raw(child) for child in item.items))


def _pairs(items: Sequence[OutlineItem], raws: Sequence[Raw]) -> Iterator[tuple[int, str | None]]:
    for item, raw in zip(items, raws, strict=True):
        yield id(item), raw.marker
        yield from _pairs(item.items, raw.items)
