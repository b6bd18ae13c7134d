"""The phiếu trình as Word and PDF: what is laid before the leader, and room to answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from soanthao.notice.letterhead import Letterhead, Signatory
from soanthao.notice.submission import Check, Submission
from soanthao.render import templates
from soanthao.render.plain_job import plain_files, plain_job
from soanthao.render.submission_sheet import submission_sheet

LETTERHEAD = Letterhead(("Ủy ban nhân dân huyện Lục Nam",), ("Văn phòng HĐND và UBND",), "Lục Nam")
SUBMISSION = Submission(
    leader="Chủ tịch UBND huyện",
    unit="Văn phòng HĐND và UBND huyện",
    subject="Về việc ban hành Thông báo kết luận phiên họp tháng 5 năm 2020",
    facts=(
        ("Tên văn bản", "Thông báo"),
        ("Trích yếu", "Kết luận của Chủ tịch UBND huyện tại phiên họp tháng 5 năm 2020"),
        ("Ngày họp", "26/5/2020"),
        ("Số mục", "22"),
        ("Số đơn vị được giao", "44"),
        ("Công văn kèm theo", "33"),
    ),
    checks=(
        Check("Nội dung (Điều 12.1)", "Nguyễn Văn A", date(2020, 5, 28), "Đồng ý trình ký"),
        Check("Thể thức (Điều 12.2)", "Lê Thị C", date(2020, 5, 28)),
    ),
    remarks=(
        "Mục 3 chưa có thời hạn.",
        "Mục 7.1 giao hai đơn vị cùng chủ trì",
    ),
    due="chậm nhất ngày 02/6/2020 (05 ngày làm việc từ ngày họp)",
    year=2020,
    signatory=Signatory((), "Chuyên viên", "Trần Thị B"),
)


def sheet(**changed: object):
    return submission_sheet(LETTERHEAD, replace(SUBMISSION, **changed))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def stream() -> tuple[str, ...]:
    return sheet().document.stream()


def at(stream: tuple[str, ...], text: str) -> int:
    (found,) = [number for number, line in enumerate(stream) if text in line]
    return found


def test_head_and_title_are_those_of_a_document_that_has_no_number(stream):
    assert stream[:4] == (
        "ỦY BAN NHÂN DÂN HUYỆN LỤC NAM",
        "VĂN PHÒNG HĐND VÀ UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    )
    place = stream[4].replace("\u00a0", " ")
    assert " ".join(place.split()) == "Lục Nam, ngày tháng năm 2020"
    assert stream[5:7] == (
        "PHIẾU TRÌNH",
        "Về việc ban hành Thông báo kết luận phiên họp tháng 5 năm 2020",
    )


def test_it_says_in_order_what_a_leader_must_know(stream):
    wanted = (
        "Kính gửi: Chủ tịch UBND huyện",
        "Đơn vị trình: Văn phòng HĐND và UBND huyện",
        "1. Tóm tắt nội dung trình",
        "Tên văn bản Thông báo",
        "Công văn kèm theo 33",
        "2. Ý kiến kiểm tra trước khi ký",
        "Nội dung (Điều 12.1) Nguyễn Văn A 28/5/2020 Đồng ý trình ký",
        "Thể thức (Điều 12.2) Lê Thị C 28/5/2020 Đã kiểm tra",
        "3. Những điểm cần lưu ý",
        "- Mục 3 chưa có thời hạn.",
        "- Mục 7.1 giao hai đơn vị cùng chủ trì.",
        "4. Thời hạn ban hành: chậm nhất ngày 02/6/2020 (05 ngày làm việc từ ngày họp).",
        "5. Ý kiến của lãnh đạo",
        "Kính trình Chủ tịch UBND huyện xem xét, quyết định./.",
        "CHUYÊN VIÊN",
        "Trần Thị B",
    )
    places = [at(stream, text) for text in wanted]
    assert places == sorted(places)


def test_the_leader_has_lines_to_write_on(stream):
    blank = stream[at(stream, "5. Ý kiến của lãnh đạo") + 1 : at(stream, "Kính trình")]
    dotted = [line for line in blank if set(line) == {"."}]
    assert len(dotted) >= 4
    assert len(set(map(len, dotted))) == 1


def test_without_remarks_it_says_that_there_are_none():
    lines = sheet(remarks=()).document.stream()
    assert lines[at(lines, "3. Những điểm cần lưu ý") + 1] == "Không có."


def test_a_check_not_made_yet_is_told():
    lines = sheet(checks=(Check("Thể thức (Điều 12.2)"),)).document.stream()
    assert at(lines, "Thể thức (Điều 12.2) Chưa kiểm tra")


def test_it_prints_as_word_and_pdf_and_both_are_proven():
    result = plain_files("phieu-trinh", sheet(), templates.choose())
    assert result.docx.startswith(b"PK")
    assert result.pdf.startswith(b"%PDF")
    assert result.proof.holds
    assert result.pages == 2


def test_the_same_submission_gives_the_same_bytes():
    one, other = (plain_files("phieu-trinh", sheet(), templates.choose()) for _ in range(2))
    assert (one.docx, one.pdf) == (other.docx, other.pdf)


def test_the_job_looks_for_no_orders():
    job = plain_job("phieu-trinh", sheet(), templates.choose())
    assert job.formats == ("docx", "pdf")
    assert job.expectation.pairs == ()
    assert job.expectation.stream == sheet().document.stream()


WORDS = st.lists(
    st.sampled_from(["Mục 3", "HĐND&UBND", "“giao”", "12/2020/QĐ-UBND", "=1+1", "<b>", "xã;"]),
    min_size=1,
    max_size=12,
).map(" ".join)


@given(
    facts=st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5).map(tuple),
    checks=st.lists(
        st.builds(Check, WORDS, WORDS, st.none() | st.dates(), WORDS), min_size=1, max_size=3
    ).map(tuple),
    remarks=st.lists(WORDS, max_size=30).map(tuple),
    due=WORDS,
)
@settings(max_examples=8, phases=(Phase.generate,))
def test_every_submission_comes_back_word_for_word(facts, checks, remarks, due):
    made = sheet(facts=facts, checks=checks, remarks=remarks, due=due)
    assert plain_files("phieu-trinh", made, templates.choose()).proof.holds
