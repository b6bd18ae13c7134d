"""A day by which something is due is told of, also where nobody was found who is to do it."""

from __future__ import annotations

import pytest

from soanthao.intake import orders
from soanthao.intake.doubts import Doubts
from soanthao.intake.orders import Context, understood
from soanthao.language.assignees import Reading
from soanthao.language.dates import Reference
from soanthao.language.lexicon import Lexicon
from soanthao.notice.number import PartialDate
from soanthao.notice.source import Place
from soanthao.notice.unit import Directory

REFERENCE = Reference(PartialDate(2024, 8, 2))


def told(text, monkeypatch):
    monkeypatch.setattr(orders, "read_orders", lambda *_, **__: Reading("none"))
    doubts = Doubts("thong-bao.docx")
    context = Context(Lexicon.of(Directory(()), None), REFERENCE, doubts)
    read = understood(text, context, ("body", 0), Place())
    assert "due" not in read.keys
    return [doubt.finding.code for doubt in doubts.all]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Việc phân giao tổng nguồn cho các thương nhân chậm nhất ngày 09/8/2024.", ["N518"]),
        ("Tổng nguồn quý III đã được phân giao cho các thương nhân ngày 09/7/2024.", []),
        ("Giá bán lẻ điều hành hằng tuần, diễn biến ổn định.", []),
    ],
)
def test_a_day_that_nobody_is_ordered_by_is_told(text, codes, monkeypatch):
    assert told(text, monkeypatch) == codes
