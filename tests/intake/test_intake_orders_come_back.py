"""Orders whose sentences soanthao's own words make: who and by when come back from Word and PDF."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from round_trip import imported, rendered

from plain_notice import ROOT
from soanthao.draft.load import find_agency, load
from soanthao.notice.deadline import (
    AtEvent,
    Before,
    Deadline,
    Interval,
    OnOrBefore,
    Recurring,
    Relative,
    Within,
)
from soanthao.notice.deadline_words import in_words
from soanthao.notice.item import Follow, Item, Roles
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.notice.unit import Unit

PROVINCE = ROOT / "drafts" / "an-binh" / "2026-10" / "conclusion.yaml"
TASKS = (
    "rà soát, tổng hợp danh mục dự án chậm tiến độ",
    "xây dựng kế hoạch kiểm tra công tác phòng cháy, chữa cháy",
    "hoàn thành việc số hóa hồ sơ lưu trữ",
    "tham mưu UBND tỉnh phương án điều chỉnh quy hoạch",
)

days = st.dates(date(2026, 11, 1), date(2027, 12, 31))
clocks = st.sampled_from([None, time(14, 0), time(16, 30)])
deadlines = st.one_of(
    st.builds(OnOrBefore, days, clocks),
    st.builds(Before, days, clocks),
    st.builds(Within, st.just("month"), st.just(2027), st.integers(1, 12)),
    st.builds(Within, st.just("quarter"), st.just(2027), st.integers(1, 4)),
    st.builds(Within, st.just("half-year"), st.just(2027), st.integers(1, 2)),
    st.builds(Within, st.just("year"), st.just(2027)),
    st.builds(Recurring, st.just("month"), day=st.integers(1, 31), before=st.booleans()),
    st.builds(Recurring, st.just("week"), weekday=st.integers(1, 7)),
    st.builds(
        Relative,
        st.integers(2, 30),
        st.sampled_from(["day", "working-day"]),
        st.just("ngày nhận được văn bản"),
    ),
    st.tuples(days, days).map(lambda pair: Interval(min(pair), max(pair))),
    st.builds(
        AtEvent,
        st.just("phiên họp UBND tỉnh tháng 12/2026"),
        st.just(Within("month", 2026, 12)),
    ),
)


def item_of(units: list[Unit], task: str, deadline: Deadline | None, number: int) -> Item:
    """Return an order to the first of *units*, which the others help; its words say just that."""
    lead, *others = units
    verb = "Giao" if lead.verb == "giao" else "Đề nghị"
    helped = f" chủ trì, phối hợp với {', '.join(each.name for each in others)}" if others else ""
    by = f" {in_words(deadline)}" if deadline else ""
    if isinstance(deadline, AtEvent):
        by = (
            f", báo cáo kết quả{by}"  # at a meeting one reports; other work is only talked of there
        )
    return Item(
        id=str(number),
        text=RichText.plainly(f"{verb} {lead.name}{helped} {task}{by}."),
        marker=f"{number}.",
        roles=Roles((lead.id,), tuple(each.id for each in others)),
        follow=Follow(due=(deadline,) if deadline else ()),
    )


@st.composite
def notices(draw: Callable[..., Any]) -> Notice:
    """A notice of the province with up to six such orders."""
    notice = load(PROVINCE).notice
    units = [each for each in notice.agency.directory.units if each.valid_on(date(2026, 10, 20))]
    chosen = st.lists(
        st.sampled_from(units), min_size=1, max_size=3, unique_by=lambda each: each.id
    )
    drawn = draw(
        st.lists(
            st.tuples(chosen, st.sampled_from(TASKS), st.none() | deadlines), min_size=1, max_size=6
        )
    )
    items = tuple(item_of(*each, number) for number, each in enumerate(drawn, start=1))
    first, closing = notice.body[0], notice.body[-1]
    return replace(notice, body=(first, *items, closing), numbering=("1.",), annexes=())


def told(notice: Notice) -> list[tuple[object, ...]]:
    return [(each.text.plain, each.roles, each.follow.due, each.parts) for each in notice.items()]


def come_back(count: int) -> int:
    """Ask *count* notices for their orders, from both files; return how many files were asked."""
    agency = find_agency(PROVINCE.parent)
    asked = 0

    @given(notices())
    @settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    def each(notice: Notice) -> None:
        nonlocal asked
        with tempfile.TemporaryDirectory() as name:
            for file in rendered(notice, Path(name)):
                asked += 1
                assert agency is not None
                assert told(imported(file, agency)) == told(notice), file.suffix

    each()
    return asked


def test_who_and_by_when_come_back():
    assert come_back(3) == 6


@pytest.mark.torture
def test_who_and_by_when_come_back_from_many():
    assert come_back(30) == 60
