"""What `notation` writes as `due` is read as the same deadline."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soanthao.draft.load import load
from soanthao.notice.deadline import (
    AtEvent,
    Before,
    Deadline,
    Interval,
    OnOrBefore,
    Recurring,
    Relative,
    Soft,
    Vague,
    Within,
)
from soanthao.notice.deadline_notation import notation
from soanthao.notice.item import Item

days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
clocks = st.none() | st.times(min_value=time(0, 0)).map(lambda at: time(at.hour, at.minute))
words = st.sampled_from(["phiên họp tháng 6/2020", "ngày họp", "khẩn trương: ngay", "# sớm"])
years = st.integers(2000, 2099)
points = st.one_of(
    st.builds(OnOrBefore, days, clocks),
    st.builds(Before, days, clocks),
    st.builds(Within, st.just("month"), years, st.integers(1, 12)),
    st.builds(Within, st.just("quarter"), years, st.integers(1, 4)),
    st.builds(Within, st.just("half-year"), years, st.integers(1, 2)),
    st.builds(Within, st.just("year"), years),
)
flags = st.booleans()
recurring = st.one_of(
    st.builds(
        Recurring,
        st.sampled_from(["week", "2-week"]),
        weekday=st.none() | st.integers(1, 7),
        at=clocks,
        before=flags,
    ),
    st.builds(
        Recurring, st.just("month"), day=st.none() | st.integers(1, 31), at=clocks, before=flags
    ),
    st.builds(
        Recurring,
        st.sampled_from(["quarter", "half-year", "year"]),
        day=st.none() | st.integers(1, 28),
        month=st.none() | st.integers(1, 3),
        before=flags,
    ),
)
deadlines = st.one_of(
    points,
    st.builds(AtEvent, words, st.none() | points),
    recurring,
    st.builds(Relative, st.integers(1, 60), st.sampled_from(["day", "working-day"]), words, flags),
    st.tuples(days, days).map(lambda pair: Interval(min(pair), max(pair))),
    st.builds(Vague, words),
    st.builds(Soft, points),
)


@given(st.lists(deadlines, min_size=1, max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_deadline_is_read_as_it_was_written(desk: Any, written: list[Deadline]) -> None:
    # JSON is YAML: what is asked here is the notation, not how a file is laid out.
    due = json.dumps([notation(each) for each in written], ensure_ascii=False)
    draft = load(desk.write(f"body: [{{text: Việc, to: xa-a, due: {due}}}]\n"))

    (item,) = draft.notice.body
    assert isinstance(item, Item)
    assert item.follow.due == tuple(written)
