"""Deadlines of sentences: as expected by hand, read back as written, and never outside the text."""

from __future__ import annotations

import re
import sys
from datetime import date, time
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from soanthao.language.deadline_found import DOUBTS
from soanthao.language.deadlines import Reference, read_deadlines
from soanthao.notice.deadline import (
    AtEvent,
    Before,
    Interval,
    OnOrBefore,
    Recurring,
    Relative,
    Soft,
    Vague,
    Within,
)
from soanthao.notice.deadline_notation import notation
from soanthao.notice.deadline_words import in_words
from soanthao.notice.number import PartialDate

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "expected" / "intake" / "deadline-cases.tsv"
NOTICE = Reference(PartialDate(2020, 5, 28), (date(2020, 5, 26),))
ROWS = [
    tuple(line.split("\t"))
    for line in CASES.read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def text(value: object) -> object:
    """Write every scalar as text, so that YAML's own types do not matter."""
    if isinstance(value, dict):
        return {key: text(each) for key, each in value.items()}
    return str(value).lower() if isinstance(value, bool) else str(value)


def expected(written: str) -> list[tuple[object, bool]]:
    """Return the values of a row, each with whether it is doubtful."""
    values: list[tuple[object, bool]] = []
    for each in written.split(" | ") if written else ():
        value = each.removesuffix("?").strip()
        values.append((yaml.load(value, yaml.BaseLoader) if value else "?", each.endswith("?")))
    return values


@pytest.mark.parametrize(("sentence", "due"), ROWS, ids=[row[0][:60] for row in ROWS])
def test_a_sentence_is_due_when_a_clerk_says_so(sentence, due):
    read = [
        (text(notation(each.deadline)) if each.deadline else "?", bool(each.doubt))
        for each in read_deadlines(sentence, NOTICE)
    ]
    assert read == expected(due)


def test_there_are_enough_cases_of_both_sorts():
    assert len(ROWS) >= 150
    assert sum(not due for _, due in ROWS) >= 50


@pytest.mark.parametrize(("sentence", "due"), [row for row in ROWS if row[1]])
def test_decomposed_letters_and_odd_blanks_change_nothing(sentence, due):
    from unicodedata import normalize

    odd = normalize("NFD", sentence).replace(" ", "\u00a0")
    composed = [(each.deadline is None, each.code) for each in read_deadlines(sentence, NOTICE)]
    read = read_deadlines(odd, NOTICE)
    assert [(each.deadline is None, each.code) for each in read] == composed
    for each, plain in zip(read, read_deadlines(sentence, NOTICE), strict=True):
        shown = normalize("NFC", odd[each.start : each.stop]).replace("\u00a0", " ")
        assert shown == sentence[plain.start : plain.stop]


@pytest.mark.samples
def test_phrases_of_real_notices_are_read_as_a_clerk_reads_them():
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import deadlines as benchmark
    finally:
        sys.path.pop(0)
    judged = benchmark.judge()
    if not judged:
        pytest.skip("0 of 174 phrases read: ../shared/samples/deadline-phrases.tsv is not here")
    assert len(judged) == 174
    for name, (right, count) in benchmark.shares(judged).items():
        assert right / count >= 0.97, name


@pytest.mark.parametrize("name", ["second", "third"])
def test_sentences_read_by_hand_afterwards_lose_no_deadline_in_silence(name):
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import deadlines as benchmark
    finally:
        sys.path.pop(0)
    read = list(benchmark.sentences(benchmark.LATER[name]))
    assert [each.text for each in read if each.verdict == "silent"] == []
    for share, (right, count) in benchmark.later_shares(read).items():
        assert right / count >= 0.97, share


DAYS = st.dates(date(2020, 6, 1), date(2049, 12, 31))
CLOCKS = st.none() | st.times().map(lambda at: time(at.hour, at.minute))
WITHIN = st.one_of(
    st.builds(Within, st.just("month"), st.integers(2021, 2049), st.integers(1, 12)),
    st.builds(Within, st.just("quarter"), st.integers(2021, 2049), st.integers(1, 4)),
    st.builds(Within, st.just("half-year"), st.integers(2021, 2049), st.integers(1, 2)),
    st.builds(Within, st.just("year"), st.integers(2021, 2049)),
)
DATED = st.one_of(st.builds(OnOrBefore, DAYS, CLOCKS), st.builds(Before, DAYS, CLOCKS), WITHIN)
MONTHS = {"quarter": 3, "half-year": 6, "year": 12}


@st.composite
def recurring(draw):
    """Draw what ``due: {every: …}`` can say and a sentence can, too."""
    every = draw(st.sampled_from(["week", "2-week", "month", "quarter", "half-year", "year"]))
    if every in {"week", "2-week"}:
        weekday, day, month = draw(st.none() | st.integers(1, 7)), None, None
    elif every == "month":
        weekday, day, month = None, draw(st.none() | st.integers(1, 31)), None
    else:
        weekday, month = None, draw(st.none() | st.integers(1, MONTHS[every]))
        day = draw(st.none() | st.integers(1, 28)) if month else None
    named = weekday is not None or day is not None
    at = draw(CLOCKS) if named else None
    before = draw(st.booleans()) if named or month else False
    return Recurring(every, weekday, day, month, at, before)


ANCHORS = st.sampled_from(
    ["ngày nhận được văn bản", "ngày ký ban hành", "khi có kết quả thẩm định", "ngày họp"]
)
EVENTS = st.sampled_from(
    ["phiên họp gần nhất", "kỳ họp thứ 12", "hội nghị tổng kết", "phiên giao ban tới"]
)
WORDS = st.sampled_from(
    ["ngay sau khi được phê duyệt", "trước mùa mưa bão", "trong thời gian sớm nhất"]
)
DEADLINES = st.one_of(
    DATED,
    st.builds(Soft, DATED),
    recurring(),
    st.builds(Relative, st.integers(1, 99), st.sampled_from(["day", "working-day"]), ANCHORS),
    st.builds(
        Relative,
        st.integers(1, 99),
        st.sampled_from(["day", "working-day"]),
        st.sampled_from(["ngày họp", "kỳ họp", "khi tổ chức hội nghị"]),
        st.just(True),
    ),
    st.tuples(DAYS, DAYS).map(lambda days: Interval(min(days), max(days))),
    st.builds(AtEvent, EVENTS, st.none() | DATED),
    st.builds(Vague, WORDS),
)


@settings(max_examples=300, deadline=None)
@given(DEADLINES)
def test_what_is_written_in_words_is_read_back(deadline):
    found = read_deadlines(in_words(deadline), NOTICE)
    assert [each.deadline for each in found] == [deadline]


@settings(max_examples=200, deadline=None)
@given(DEADLINES)
def test_the_words_are_read_back_at_the_end_of_an_order(deadline):
    sentence = f"Phòng Tư pháp tổng hợp, báo cáo UBND huyện {in_words(deadline)}."
    found = read_deadlines(sentence, NOTICE)
    assert [each.deadline for each in found] == [deadline]


PIECES = st.lists(
    st.sampled_from(
        [
            "trước",
            "ngày",
            "31/2/2020",
            "20/6",
            "tháng",
            "13",
            "quý",
            "II",
            "năm",
            "hằng",
            "định",
            "kỳ",
            "tuần",
            "/",
            "lần",
            "6",
            "đến",
            "hết",
            "từ",
            "nay",
            "chậm",
            "nhất",
            "trong",
            "thời",
            "hạn",
            "07",
            "làm",
            "việc",
            "kể",
            "khi",
            "có",
            ".",
            ";",
            ":",
            "(",
            ")",
            ",",
            "thứ",
            "Sáu",
            "16",
            "giờ",
            "99",
            "99/99/9999",
            "0/0/0000",
            "tại",
            "phiên",
            "họp",
            "số",
            "5/QĐ-UBND",
            "của",
            "phấn",
            "đấu",
            "sớm",
            "khẩn",
            "trương",
            "kịp",
            "thời",
            "để",
            "2020",
            "2020-2025",
            "và",
            "hoặc",
            "một",
            "cuối",
            "đầu",
            "này",
            "sau",
        ],
    ),
    max_size=25,
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(PIECES | st.text(max_size=60), st.sampled_from([NOTICE, Reference()]), st.booleans())
def test_any_text_is_read_without_overlap_and_inside_itself(sentence, reference, bare):
    found = read_deadlines(sentence, reference, bare=bare)
    last = 0
    for each in found:
        assert last <= each.start < each.stop <= len(sentence)
        last = each.stop
        assert (each.deadline is not None) or each.doubt
        assert each.doubt == DOUBTS.get(each.code, "")


def test_a_year_that_nothing_tells_is_not_invented():
    (found,) = read_deadlines("Gửi báo cáo trước ngày 10/12.")
    assert (found.deadline, found.code) == (None, "N402")


def test_a_month_of_the_next_year_is_taken_in_december():
    reference = Reference(PartialDate(2025, 12, 20))
    (found,) = read_deadlines("Gửi báo cáo trước ngày 10/01.", reference)
    assert (found.deadline, found.doubt) == (Before(date(2026, 1, 10)), "")


def test_a_bare_day_is_a_deadline_only_in_a_column_of_deadlines():
    assert read_deadlines("30/6/2020", NOTICE) == ()
    (found,) = read_deadlines("30/6/2020", NOTICE, bare=True)
    assert found.deadline == OnOrBefore(date(2020, 6, 30))


def test_the_day_of_a_cited_document_is_no_deadline_even_in_a_column_of_deadlines():
    cited = "Theo Công văn số 12/UBND-NV ngày 05/6/2020"
    assert read_deadlines(cited, NOTICE, bare=True) == ()


def test_a_notice_whose_day_is_open_is_known_by_its_meeting():
    reference = Reference(PartialDate(2020, 5), (date(2020, 5, 25), date(2020, 5, 26)))
    assert reference.point == PartialDate(2020, 5, 26)
    assert Reference(PartialDate(2020, 6), (date(2020, 5, 26),)).point == PartialDate(2020, 6)


def test_every_doubt_is_explained():
    explained = (ROOT / "docs" / "errors.md").read_text("utf-8")
    assert [code for code in DOUBTS if not re.search(rf"^### {code} ", explained, re.M)] == []


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("Đến 31/12/2020", ["2020-12-31"]),
        ("Đến ngày 31/12/2020", ["2020-12-31"]),
        ("Trong tháng 8", ["2020-08"]),
        ("Từ 01/8 đến 15/8/2020", [{"from": "2020-08-01", "to": "2020-08-15"}]),
        ("01/8/2020 - 15/8/2020", [{"from": "2020-08-01", "to": "2020-08-15"}]),
        ("20/8", []),
        ("8/2020", ["2020-08"]),
        ("Quý III/2020", ["2020-Q3"]),
        ("31/9/2020", []),
        ("Thường xuyên", []),
    ],
)
def test_a_cell_of_deadlines_is_read_without_words_around(cell, due):
    found = read_deadlines(cell, NOTICE, bare=True)
    assert [notation(each.deadline) for each in found if each.deadline] == due
    assert {each.code for each in found} <= ({"N403"} if not due else {"", "N406"})
