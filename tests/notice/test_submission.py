"""What goes to the leader with a draft (phiếu trình): values."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from soanthao.notice.letterhead import Signatory
from soanthao.notice.submission import KIND, Check, Submission

SUBMISSION = Submission(
    leader="Chủ tịch UBND huyện",
    unit="Văn phòng HĐND và UBND huyện",
    subject="Về việc ban hành Thông báo kết luận phiên họp tháng 5 năm 2020",
    facts=(("Tên văn bản", "Thông báo"),),
    checks=(Check("Nội dung", "Nguyễn Văn A", date(2020, 5, 28), "Đồng ý"),),
    remarks=(),
    due="trước ngày 02/6/2020",
    year=2020,
    signatory=Signatory((), "CHUYÊN VIÊN", "Trần Thị B"),
)


def test_a_check_prints_who_and_when_and_what():
    assert SUBMISSION.checks[0].cells() == ("Nội dung", "Nguyễn Văn A", "28/5/2020", "Đồng ý")


def test_a_check_that_nobody_made_says_so():
    assert Check("Thể thức").cells() == ("Thể thức", "", "", "Chưa kiểm tra")


def test_a_check_without_words_is_agreement():
    assert Check("Thể thức", "Lê C", date(2020, 2, 5)).cells() == (
        "Thể thức",
        "Lê C",
        "05/02/2020",
        "Đã kiểm tra",
    )


def test_a_submission_is_called_phieu_trinh_and_is_frozen():
    assert KIND == "PHIẾU TRÌNH"
    with pytest.raises(FrozenInstanceError):
        SUBMISSION.due = ""  # type: ignore[misc]
