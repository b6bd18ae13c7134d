"""What the proof says of a flaw, to the letter: file, order, unit, sentence for the clerk."""

import pytest

from soanthao.notice.assignment import Pair, Role
from soanthao.render.known import Known, KnownItem, Reading
from soanthao.render.proof import Expectation, Flaw, Proof, prove, prove_running
from soanthao.render.recognise import inside, readings

A = "Rà soát các điểm tồn lưu rác thải trên địa bàn huyện."
B = "Phòng B xử lý đơn thư tồn đọng; lập hồ sơ xét công nhận đạt chuẩn; báo cáo kết quả thực hiện"
C = "Đấu giá quyền sử dụng đất ở các dự án khu dân cư mới."
D = "Phòng D kiểm tra bến bãi ven sông; xử phạt phương tiện quá tải theo quy định."
LEAD = "Về công tác quản lý đất đai và môi trường của huyện:"


def at(text: str, piece: str) -> tuple[int, int]:
    return text.index(piece), text.index(piece) + len(piece)


FILES = "lập hồ sơ xét công nhận đạt chuẩn"
REPORT = "báo cáo kết quả thực hiện"
FINES = "xử phạt phương tiện quá tải theo quy định"

KNOWN = Known(
    items=(
        KnownItem("1", LEAD, order=0),
        KnownItem("1.1", A, above=frozenset({"1"}), order=1),
        KnownItem("2", B, ((at(B, "Phòng B"), at(B, FILES)), (at(B, REPORT),)), order=2),
        KnownItem("3", C, order=3),
        KnownItem("4", D, ((at(D, "Phòng D"), at(D, FINES)),), order=4),
    ),
    markers=frozenset({"-"}),
    citations=(" (mục 2 Thông báo)",),
    short_name="Thông báo",
)
OWN_PARTS = f"Phòng B (...) {FILES} (...) {REPORT} (mục 2 Thông báo)."


def expect(*stream: str, pairs: tuple[Pair, ...] = (), **more) -> Expectation:
    return Expectation("u", stream, more.pop("fixed", frozenset()), pairs=pairs, **more)


def pair(item: str, part: int | None = None, role: Role = Role.TO) -> Pair:
    return Pair(item, part, "u", role)


ONE_AND_THREE = expect(A, C, pairs=(pair("1.1"), pair("3")))
PARTS = expect(OWN_PARTS, pairs=(pair("2", 0), pair("2", 1)))


def proven(expected: Expectation, *paragraphs: str) -> Proof:
    return prove(KNOWN, expected, "f.docx", paragraphs)


def test_a_missing_order_is_told_with_its_file_its_item_and_its_unit():
    assert proven(ONE_AND_THREE, C).missing == (
        Flaw("f.docx", "nội dung 1.1 không có trong tệp", "1.1", None, "u"),
    )


def test_a_missing_part_is_told_by_its_number_and_every_part_of_a_line_is():
    assert proven(PARTS).missing == (
        Flaw("f.docx", "nội dung 2 (phần 1) không có trong tệp", "2", 0, "u"),
        Flaw("f.docx", "nội dung 2 (phần 2) không có trong tệp", "2", 1, "u"),
    )


def test_a_line_of_a_table_that_stands_in_two_blocks_is_missed_in_each():
    twice = expect(
        C, A, C, pairs=(pair("3"), pair("1.1", role=Role.WITH), pair("3", role=Role.COPY))
    )
    assert [flaw.item for flaw in proven(twice, C, A).missing] == ["3"]
    assert [flaw.item for flaw in proven(twice, A, C).missing] == ["3"]


def test_an_order_behind_a_found_one_is_still_looked_for():
    assert proven(ONE_AND_THREE, A).missing == (
        Flaw("f.docx", "nội dung 3 không có trong tệp", "3", None, "u"),
    )


def test_an_order_that_stands_elsewhere_is_told_so():
    assert proven(ONE_AND_THREE, f"{A} {C}").missing == (
        Flaw("f.docx", "nội dung 1.1 không đứng đúng đoạn của mình", "1.1", None, "u", True),
        Flaw("f.docx", "nội dung 3 không đứng đúng đoạn của mình", "3", None, "u", True),
    )


def test_an_order_cut_in_two_paragraphs_still_stands_somewhere():
    first, second = A[: len(A) // 2], A[len(A) // 2 :]
    assert [flaw.stands for flaw in proven(ONE_AND_THREE, first, second, C).missing] == [True]


def test_a_whole_order_of_another_is_told_as_extra():
    assert proven(PARTS, OWN_PARTS, f"- {C}").extra == (
        Flaw("f.docx", "nội dung 3 thừa, lặp lại hoặc sai thứ tự", "3", None, "u"),
    )


def test_parts_of_another_are_told_as_extra_by_their_number():
    assert proven(ONE_AND_THREE, A, C, f"Phòng D (...) {FINES}.").extra == (
        Flaw("f.docx", "nội dung 4 (phần 1) thừa, lặp lại hoặc sai thứ tự", "4", 0, "u"),
    )


def test_words_of_nobody_are_told_by_their_first_eighty_characters():
    strange = "Nộp " + "x" * 100
    (flaw,) = proven(ONE_AND_THREE, A, C, strange).extra
    assert flaw == Flaw("f.docx", f"đoạn không có trong kết luận: “{strange[:80]}”", "", None, "u")


def test_another_order_inside_a_paragraph_is_told_as_mixed_in():
    assert proven(PARTS, f"{OWN_PARTS} {C}").extra == (
        Flaw("f.docx", "nội dung 3 lẫn trong văn bản", "3", None, "u"),
    )


def test_another_units_part_inside_a_paragraph_is_told_as_mixed_in():
    assert proven(ONE_AND_THREE, A, f"{C} Phòng D (...) {FINES}.").extra == (
        Flaw("f.docx", "nội dung 4 (phần 1) lẫn trong văn bản", "4", 0, "u"),
    )


def test_the_rest_of_an_item_is_no_strangers_order_where_the_unit_has_a_part_of_it():
    only_files = expect(f"Phòng B (...) {FILES}.", pairs=(pair("2", 0),))
    text = f"Phòng B (...) {FILES}. {REPORT}."
    assert [(flaw.item, flaw.part) for flaw in proven(only_files, text).extra] == [("2", 1)]


def test_own_parts_in_running_text_are_nobody_elses():
    proof = prove_running(KNOWN, PARTS, "f.pdf", f"Kính gửi\n{OWN_PARTS}")
    assert proof.extra == ()
    assert proof.missing == ()


def test_own_parts_and_a_whole_order_may_stand_in_one_running_text():
    both = expect(OWN_PARTS, C, pairs=(pair("2", 0), pair("2", 1), pair("3")))
    assert prove_running(KNOWN, both, "f.pdf", f"{OWN_PARTS}\n{C}\nthêm").extra == ()


def test_a_lead_in_of_a_held_item_is_no_strangers_order_in_running_text():
    assert prove_running(KNOWN, ONE_AND_THREE, "f.pdf", f"{LEAD}\n{A}\n{C}").extra == ()
    alien = expect(C, pairs=(pair("3"),))
    assert prove_running(KNOWN, alien, "f.pdf", f"{LEAD}\n{C}").extra == (
        Flaw("f.pdf", "nội dung 1 lẫn trong văn bản", "1", None, "u"),
    )


def test_parts_of_others_in_running_text_are_told():
    proof = prove_running(KNOWN, ONE_AND_THREE, "f.pdf", f"{A}\n{C}\nPhòng D\n(...) {FINES}.")
    assert proof.extra == (Flaw("f.pdf", "nội dung 4 (phần 1) lẫn trong văn bản", "4", 0, "u"),)


def test_a_missing_order_and_the_difference_of_a_running_text_are_told():
    expected = expect("Kính gửi:", A, C, pairs=(pair("1.1"), pair("3")))
    proof = prove_running(KNOWN, expected, "f.pdf", f"Kính gửi:\n{C}")
    assert proof.missing == (Flaw("f.pdf", "nội dung 1.1 không có trong tệp", "1.1", None, "u"),)
    assert proof.altered == (
        Flaw(
            "f.pdf",
            f"phải là “Kính gửi: {A[:40]}…”, đọc thấy “Kính gửi: {C[:40]}…”",
            unit="u",
        ),
    )


@pytest.mark.parametrize(
    ("wanted", "got", "detail"),
    [
        ("Một", "Hai", "đoạn 1: phải là “Một”, đọc thấy “Hai”"),
        ("Một", "Một hai", "đoạn 1: phải là “Một”, đọc thấy “Một hai”"),
        (
            "a" * 29 + "X" + "b" * 39,
            "a" * 29 + "Y" + "b" * 40,
            f"đoạn 1: phải là “{'a' * 29}X{'b' * 39}”, đọc thấy “{'a' * 29}Y{'b' * 39}…”",
        ),
        (
            "a" * 30 + "X" + "b" * 39,
            "a" * 30 + "Y",
            f"đoạn 1: phải là “{'a' * 30}X{'b' * 39}”, đọc thấy “{'a' * 30}Y”",
        ),
        (
            "a" * 31 + "X" + "b" * 40,
            "a" * 31 + "Y",
            f"đoạn 1: phải là “…{'a' * 30}X{'b' * 39}…”, đọc thấy “…{'a' * 30}Y”",
        ),
    ],
)
def test_a_difference_is_shown_with_thirty_characters_before_it_and_forty_behind(
    wanted: str, got: str, detail: str
):
    expected = expect(wanted, fixed=frozenset({wanted, got}))
    assert proven(expected, got).altered == (Flaw("f.docx", detail),)


def test_a_paragraph_that_is_gone_or_too_much_is_shown_against_nothing():
    expected = expect("Một", "Hai", fixed=frozenset({"Một", "Hai"}))
    (gone,) = proven(expected, "Một").altered
    assert gone.detail == "đoạn 2: phải là “Hai”, đọc thấy “”"
    (more,) = proven(expected, "Một", "Hai", "Hai").altered
    assert more.detail == "đoạn 3: phải là “”, đọc thấy “Hai”"


def test_what_nobody_refers_to_or_tells_is_told_with_file_and_unit():
    expected = expect(references=(("mục 4", "mục 1"),), told=frozenset({"Hội Nông dân"}))
    assert proven(expected).missing == (
        Flaw("f.docx", "thiếu dẫn chiếu nhiệm vụ chung “mục 4”", unit="u"),
        Flaw("f.docx", "thiếu “Hội Nông dân (để biết)” ở nơi nhận", unit="u"),
    )


def test_a_bare_number_counts_only_behind_the_word_muc():
    said = "Các nhiệm vụ giao chung thực hiện theo 4, mục 5 Thông báo."
    expected = expect(said, references=(("mục 4",),), fixed=frozenset({said}))
    assert [flaw.detail for flaw in proven(expected, said).missing] == [
        "thiếu dẫn chiếu nhiệm vụ chung “mục 4”"
    ]


def test_a_told_order_is_read_behind_its_words_of_introduction():
    said = f"Nội dung liên quan: {C}"
    expected = expect(said, pairs=(pair("3", role=Role.COPY),), prefix="Nội dung liên quan:")
    assert proven(expected, said) == Proof()


def test_a_lead_in_that_is_an_order_itself_is_free_to_stand_before_another():
    expected = expect(LEAD, A, LEAD, pairs=(pair("1.1"), pair("1", role=Role.WITH)))
    assert proven(expected, LEAD, A, LEAD) == Proof()
    assert [(f.item, f.part) for f in proven(expected, LEAD, A).missing] == [("1", None)]


def test_a_repeated_order_costs_less_than_a_missing_one():
    expected = expect(A, C, A, pairs=(pair("1.1"), pair("3"), pair("1.1", role=Role.WITH)))
    proof = proven(expected, A, A, C, A)
    assert proof.missing == ()
    assert [(flaw.item, flaw.part) for flaw in proof.extra] == [("1.1", None)]


def test_a_line_of_one_part_is_not_read_in_a_line_of_two():
    only_report = expect(f"{REPORT}.", pairs=(pair("2", 1),))
    proof = proven(only_report, OWN_PARTS)
    assert [(flaw.item, flaw.part) for flaw in proof.missing] == [("2", 1)]
    assert [(flaw.item, flaw.part) for flaw in proof.extra] == [("2", 0), ("2", 1)]


def test_an_order_of_twenty_letters_is_recognised_inside_a_text_and_one_of_nineteen_is_not():
    long_enough, too_short = "a" * 20, "b" * 19
    known = Known((KnownItem("1", long_enough), KnownItem("2", too_short)), frozenset(), (), "TB")
    assert inside(known, f"x {long_enough} {too_short} x", ()) == (Reading("1"),)


def test_citations_and_the_end_mark_do_not_hide_an_order_inside_a_text():
    closing = "Tổ chức thực hiện nghiêm túc kết luận này./."
    known = Known((KnownItem("1", closing),), frozenset(), (" (mục 2 Thông báo)",), "Thông báo")
    printed = "trước Tổ chức thực hiện nghiêm túc kết luận này (mục 2 Thông báo). sau"
    assert inside(known, printed, ()) == (Reading("1"),)


def test_a_piece_that_overlaps_itself_stands_more_than_once():
    known = Known((KnownItem("1", "aaa bcd", (((0, 2),),)),), frozenset(), (), "TB")
    assert readings(known, "aa") == ()


def test_a_piece_at_the_texts_first_letter_that_stands_again_is_not_the_only_one():
    known = Known((KnownItem("1", "xy, xy", (((0, 2),),)),), frozenset(), (), "TB")
    assert readings(known, "xy") == ()
