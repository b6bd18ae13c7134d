"""Which line of a corrected notice is which line of the old one."""

from __future__ import annotations

from soanthao.intake.align import align, respan

OLD = [
    "Giao phòng một rà soát các điểm tồn lưu rác.",
    "Giao phòng hai lập kế hoạch vốn năm nay; báo cáo kết quả trước tháng sáu.",
    "Giao phòng ba kiểm tra trật tự xây dựng.",
    "Giao phòng bốn chuẩn bị nội dung kỳ họp.",
]


def found(new):
    return [(each.kind, each.old, each.new, each.moved) for each in align(OLD, new).matches]


def test_equal_lines_are_the_same():
    assert found(OLD) == [("same", (at,), (at,), False) for at in range(4)]


def test_a_changed_word_is_a_reworded_line():
    new = [OLD[0], OLD[1].replace("hai", "2"), *OLD[2:]]
    assert found(new)[1] == ("reworded", (1,), (1,), False)


def test_a_moved_line_is_the_same_line():
    new = [*OLD[1:], OLD[0]]
    assert found(new)[3] == ("same", (0,), (3,), True)


def test_a_line_in_two_is_split_and_two_in_one_are_joined():
    one, two = OLD[1].split("; ")
    assert found([OLD[0], one + ";", two, *OLD[2:]])[1] == ("split", (1,), (1, 2), False)
    assert found([OLD[0], OLD[1] + " " + OLD[2], OLD[3]])[1] == ("joined", (1, 2), (1,), False)


def test_what_has_nothing_in_common_is_deleted_and_new():
    alignment = align(OLD, [*OLD[:3], "Hoàn toàn khác với mọi nội dung trên đây."])
    assert alignment.deleted == (3,)
    assert alignment.matches[3].kind == "new"


def test_one_of_two_equal_lines_that_vanished_is_a_doubt():
    assert align(["a b", "a b"], ["a b"]).unsure == ((0, 0),)


def test_two_partners_as_good_are_not_decided():
    alignment = align(["x", "a b c d", "y"], ["x", "a b c e", "a b c f", "y"])
    assert {each.kind for each in alignment.matches if each.new in ((1,), (2,))} == {"new"}
    assert alignment.deleted == (1,)
    assert alignment.unsure


def test_a_span_follows_its_words():
    old, new = "một hai ba bốn năm", "một mốt hai BA bốn năm"
    assert new[slice(*respan(old, new, (4, 10)))] == "hai BA"
    assert respan(old, "một hai ba bốn năm", (5, 9)) is None


def test_a_quote_that_ends_before_a_mark_follows_its_words() -> None:
    old = "Rà soát danh sách; báo cáo UBND xã trước ngày 20/8/2026."
    new = "Rà soát kỹ danh sách hộ nghèo; báo cáo Chủ tịch UBND xã trước ngày 25/8/2026."
    start = old.index("báo cáo")

    assert new[slice(*respan(old, new, (start, len(old) - 1)))] == (
        "báo cáo Chủ tịch UBND xã trước ngày 25/8/2026"
    )
    assert new[slice(*respan(old, new, (0, old.index(";"))))] == "Rà soát kỹ danh sách hộ nghèo"
