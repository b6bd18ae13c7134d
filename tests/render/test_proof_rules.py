"""The proof, rule by rule: what it finds, what it calls missing, extra, altered."""

import pytest

from soanthao.notice.assignment import Pair, Role
from soanthao.render.known import Known, KnownItem, Reading, bridged, squash
from soanthao.render.proof import (
    Expectation,
    Flaw,
    Proof,
    cut,
    name,
    prove,
    prove_aside,
    prove_running,
)
from soanthao.render.recognise import holds_pieces, inside, readings

ONE = "Phòng A rà soát các điểm tồn lưu rác thải trên địa bàn huyện."
TWO = "Phòng B chủ trì xử lý; hướng dẫn các xã lập hồ sơ; báo cáo kết quả trước ngày 20/6/2020"
THREE = "Phòng C đấu giá quyền sử dụng đất ở các dự án khu dân cư mới."
LEAD = "Về công tác quản lý đất đai, môi trường:"
GUIDE = (TWO.index("hướng dẫn"), TWO.index("; báo cáo"))
SUBJECT = (0, len("Phòng B"))
REPORT = (TWO.index("báo cáo"), len(TWO))

KNOWN = Known(
    items=(
        KnownItem("1", LEAD, order=0),
        KnownItem("1.1", ONE, above=frozenset({"1"}), order=1),
        KnownItem("2", TWO, parts=((SUBJECT, GUIDE), (REPORT,)), order=2),
        KnownItem("3", THREE, order=3),
    ),
    markers=frozenset({"a)", "-"}),
    citations=(" (mục 2 Thông báo, nội dung giao Phòng B)", " (mục 2 Thông báo)", " (mục 1 TB)"),
    short_name="Thông báo",
)
HEAD, FOOT = "Kính gửi: Phòng A", "Nơi nhận:"


def pair(item: str, part: int | None = None, role: Role = Role.TO) -> Pair:
    return Pair(item, part, "u", role)


def expect(*body: str, pairs=(), fixed=(), **more) -> Expectation:
    stream = (HEAD, *body, FOOT)
    return Expectation("u", stream, frozenset({HEAD, FOOT, *fixed}), pairs=tuple(pairs), **more)


def proven(expected: Expectation, *paragraphs: str) -> Proof:
    return prove(KNOWN, expected, "tệp", paragraphs or expected.stream)


def orders(flaws: tuple[Flaw, ...]) -> list[tuple[str, int | None]]:
    return [(flaw.item, flaw.part) for flaw in flaws]


# What is read


@pytest.mark.parametrize(
    "printed",
    [
        ONE,
        f"a) {ONE}",
        f"12. {ONE}",
        f"- {ONE}",
        f"1. {ONE[:-1]} (mục 1 TB).",
    ],
)
def test_a_whole_item_is_read_behind_marker_and_citation(printed):
    assert readings(KNOWN, printed) == (Reading("1.1"),)


@pytest.mark.parametrize(
    "printed",
    [
        f"b) {ONE}",
        f"12) {ONE}",
        f"{ONE} Thêm",
        ONE[:-1],
        ONE.replace("rà soát", "Rà soát"),
        f"{ONE[:-1]} (mục 9 TB).",
        f"(mục 1 TB) {ONE}",
        "",
    ],
)
def test_anything_else_is_not_read(printed):
    assert readings(KNOWN, printed) == ()


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("Phòng B (...) hướng dẫn các xã lập hồ sơ (mục 2 Thông báo).", {0}),
        ("Phòng B (...) hướng dẫn các xã lập hồ sơ.", {0}),
        ("3. Phòng B (...) hướng dẫn các xã lập hồ sơ", {0}),
        ("Báo cáo kết quả trước ngày 20/6/2020.", {1}),
        ("Báo cáo kết quả trước ngày 20/6/2020 (mục 2 Thông báo, nội dung giao Phòng B).", {1}),
        (
            "Phòng B (...) hướng dẫn các xã lập hồ sơ (...) báo cáo kết quả trước ngày 20/6/2020.",
            {0, 1},
        ),
    ],
)
def test_parts_are_read_raised_and_closed_with_omissions_between(printed, parts):
    assert readings(KNOWN, printed) == (Reading("2", frozenset(parts)),)


@pytest.mark.parametrize(
    "printed",
    [
        "hướng dẫn các xã lập hồ sơ.",  # without its subject
        "Phòng B hướng dẫn các xã lập hồ sơ.",  # without the sign of omission
        "Hướng dẫn các xã lập hồ sơ (...) Phòng B.",  # out of order
        "Phòng B chủ trì xử lý (...) hướng dẫn các xã lập hồ sơ.",  # with words too many
        "Phòng B (...) Hướng dẫn các xã lập hồ sơ.",  # raised inside
        "Phòng B (...) hướng dẫn các xã lập hồ sơ..",
    ],
)
def test_pieces_that_are_not_exactly_the_parts_are_not_read(printed):
    assert readings(KNOWN, printed) == ()


def test_the_end_of_a_document_may_be_a_full_stop_in_a_letter():
    known = Known((KnownItem("9", "Thực hiện./."),), frozenset(), (), "Thông báo")
    assert readings(known, "Thực hiện.") == (Reading("9"),)
    assert readings(known, "Thực hiện./.") == (Reading("9"),)


def test_words_before_an_order_on_its_line_are_taken_off():
    prefix = "Nội dung liên quan, thông báo để Phòng D biết:"
    assert readings(KNOWN, f"{prefix} {ONE}", prefix) == (Reading("1.1"),)
    assert readings(KNOWN, f"{prefix} {ONE}") == ()


def test_a_text_that_holds_omissions_itself_is_read_too():
    text = "Phòng A (...) làm; Phòng B (...) làm nữa"
    start = text.index("Phòng B")
    known = Known(
        (KnownItem("1", text, parts=(((start, len(text)),),)),), frozenset(), (), "Thông báo"
    )
    assert readings(known, "Phòng B (...) làm nữa.") == (Reading("1", frozenset({0})),)


def test_equal_texts_are_read_as_either_item():
    known = Known((KnownItem("1", "Làm."), KnownItem("2", "Làm.")), frozenset(), (), "Thông báo")
    assert set(readings(known, "Làm.")) == {Reading("1"), Reading("2")}


def test_orders_inside_a_longer_text_are_found_the_longest_first():
    long = Known(
        (KnownItem("1", ONE, order=0), KnownItem("2", f"{ONE} {THREE}", order=1)),
        frozenset(), (), "Thông báo",
    )  # fmt: skip
    text = f"Trước đó {ONE} {THREE} và sau đó"
    assert [each.item for each in inside(long, text, ())] == ["2"]
    assert [each.item for each in inside(KNOWN, f"x {THREE} y {ONE} z", ())] == ["1.1", "3"]


def test_lines_that_end_inside_an_order_do_not_hide_it():
    broken = THREE.replace("sử dụng", "sử\ndụng")
    assert [each.item for each in inside(KNOWN, f"abc {broken}", ())] == ["3"]


def test_short_words_are_no_find():
    short = Known((KnownItem("1", "Thực hiện."),), frozenset(), (), "Thông báo")
    assert inside(short, "Thực hiện. Thực hiện.", ()) == ()


def test_pieces_are_held_wherever_they_stand_and_however_they_are_raised():
    two = KNOWN.item("2")
    assert holds_pieces(KNOWN, two, 0, "PHÒNG B xyz Hướng dẫn các xã lập hồ sơ")
    assert not holds_pieces(KNOWN, two, 0, "Hướng dẫn các xã lập hồ sơ")
    assert holds_pieces(KNOWN, two, None, f"x{TWO}")
    assert not holds_pieces(KNOWN, two, None, TWO[:-1])


def test_spans_touch_across_blanks_and_marks_only():
    assert bridged("ab cd, ef", [(3, 5), (0, 2)]) == ((0, 5),)
    assert bridged("ab cd, ef", [(0, 5), (7, 9)]) == ((0, 9),)
    assert bridged("ab cd, ef", [(0, 2), (7, 9)]) == ((0, 2), (7, 9))
    assert bridged("abcdef", [(0, 4), (1, 2), (3, 6)]) == ((0, 6),)
    assert bridged("abcdef", [(0, 2), (2, 4)]) == ((0, 4),)


def test_blanks_are_squashed_and_letters_composed():
    assert squash("  a\u00a0\n b\t") == "a b"
    assert squash("e\u0302\u0301") == "ế"


# What is proven


def test_what_the_model_says_is_proven():
    expected = expect("1. " + ONE, "2. " + THREE, pairs=[pair("1.1"), pair("3")])
    assert proven(expected) == Proof()
    assert proven(expected).holds


def test_blanks_at_line_ends_do_not_matter():
    expected = expect(ONE, pairs=[pair("1.1")])
    assert proven(expected, HEAD, "", f" {ONE.replace(' ', chr(10), 1)} ", FOOT).holds


def test_an_order_that_is_gone_is_missing_and_the_text_altered():
    expected = expect(ONE, THREE, pairs=[pair("1.1"), pair("3")])
    proof = proven(expected, HEAD, THREE, FOOT)
    assert orders(proof.missing) == [("1.1", None)]
    assert proof.extra == ()
    assert [flaw.file for flaw in proof.altered] == ["tệp"]
    assert "đoạn 2" in proof.altered[0].detail
    assert not proof.missing[0].stands
    assert "không có trong tệp" in proof.missing[0].detail
    assert proof.missing[0].unit == "u"
    assert not proof.holds


def test_an_order_of_another_is_extra():
    expected = expect(ONE, pairs=[pair("1.1")])
    proof = proven(expected, HEAD, ONE, f"2. {THREE}", FOOT)
    assert orders(proof.extra) == [("3", None)]
    assert proof.missing == ()
    assert (proof.extra[0].file, proof.extra[0].unit) == ("tệp", "u")


def test_an_order_that_the_model_itself_gives_to_the_wrong_unit_is_extra_and_missing():
    expected = expect(THREE, pairs=[pair("1.1")])
    proof = proven(expected)
    assert orders(proof.extra) == [("3", None)]
    assert orders(proof.missing) == [("1.1", None)]
    assert proof.altered == ()


def test_the_same_order_twice_is_extra_once():
    expected = expect(ONE, pairs=[pair("1.1")])
    assert orders(proven(expected, HEAD, ONE, ONE, FOOT).extra) == [("1.1", None)]


def test_words_that_are_in_nobodys_conclusion_are_extra():
    proof = proven(expect(ONE, pairs=[pair("1.1")]), HEAD, ONE, "Nộp 5 triệu đồng.", FOOT)
    assert "Nộp 5 triệu đồng." in proof.extra[0].detail
    assert proof.missing == ()


def test_an_order_with_one_letter_changed_is_missing_and_extra():
    expected = expect(ONE, pairs=[pair("1.1")])
    proof = proven(expected, HEAD, ONE.replace("huyện", "tỉnh"), FOOT)
    assert orders(proof.missing) == [("1.1", None)]
    assert len(proof.extra) == 1
    assert "tỉnh" in proof.altered[0].detail
    assert "huyện" in proof.altered[0].detail


def test_an_order_pushed_into_another_paragraph_stands_but_not_where_it_should():
    expected = expect(ONE, THREE, pairs=[pair("1.1"), pair("3")])
    proof = proven(expected, HEAD, f"{ONE} {THREE}", FOOT)
    assert orders(proof.missing) == [("1.1", None), ("3", None)]
    assert all(flaw.stands for flaw in proof.missing)
    assert "không đứng đúng đoạn" in proof.missing[0].detail


def test_another_units_order_hidden_in_a_paragraph_is_named():
    expected = expect(ONE, pairs=[pair("1.1")])
    assert orders(proven(expected, HEAD, f"{ONE} {THREE}", FOOT).extra) == [("3", None)]


def test_orders_exchanged_are_out_of_order():
    expected = expect(ONE, THREE, pairs=[pair("1.1"), pair("3")])
    proof = proven(expected, HEAD, THREE, ONE, FOOT)
    assert len(proof.missing) == len(proof.extra) == 1
    assert "sai thứ tự" in proof.extra[0].detail
    assert proof.missing[0].stands


def test_what_the_unit_does_stands_before_what_it_joins_and_is_told():
    pairs = [pair("1.1", role=Role.COPY), pair("2", role=Role.GUIDED), pair("3")]
    assert proven(expect(THREE, TWO, ONE, pairs=pairs)).holds
    wrong = proven(expect(ONE, TWO, THREE, pairs=pairs))
    assert not wrong.holds
    assert wrong.altered == ()
    with_first = [pair("1.1", role=Role.WITH), pair("2", role=Role.GUIDED)]
    assert proven(expect(ONE, TWO, pairs=with_first)).holds


def test_lead_ins_may_stand_before_their_orders_and_others_may_not():
    assert proven(expect(LEAD, ONE, pairs=[pair("1.1")])).holds
    assert orders(proven(expect(LEAD, THREE, pairs=[pair("3")])).extra) == [("1", None)]


SECRET = "Phòng D lập phương án thu hồi đất."
OPENS = "Trước mắt, các đơn vị thực hiện ngay các việc sau:"
OF_ONE = (ONE.index("rà soát"), len(ONE) - 1)
INTRODUCED = Known(
    items=(
        KnownItem(
            "1", f"{SECRET} {OPENS}",
            parts=(((0, len("Phòng D")),), ((len(SECRET) + 1, len(SECRET) + 1 + len(OPENS)),)),
            introduction=1,
        ),
        KnownItem("1.1", ONE, parts=((OF_ONE,),), above=frozenset({"1"}), order=1),
    ),
    markers=frozenset(), citations=(" (mục 1 Thông báo)",), short_name="Thông báo",
)  # fmt: skip


def test_of_an_order_of_others_only_the_sentence_that_introduces_may_stand_before():
    expected = expect(OPENS, ONE, pairs=[pair("1.1")])
    assert prove(INTRODUCED, expected, "tệp", expected.stream).holds
    whole = prove(INTRODUCED, expected, "tệp", (HEAD, f"{SECRET} {OPENS}", ONE, FOOT))
    assert orders(whole.extra) == [("1", None)]
    assert whole.altered
    stray = expect(ONE, pairs=[pair("1.1")])
    told = expect(OPENS, "Hết.", fixed=["Hết."])
    assert prove(INTRODUCED, stray, "tệp", stray.stream).holds
    assert orders(prove(INTRODUCED, told, "tệp", told.stream).extra) == [("1", None)]


def test_the_words_of_others_are_seen_in_running_text_beside_the_sentence_that_introduces():
    expected = expect(OPENS, ONE, pairs=[pair("1.1")])
    assert prove_running(INTRODUCED, expected, "tệp", f"{OPENS} {ONE} thêm").extra == ()
    extra = prove_running(INTRODUCED, expected, "tệp", f"{SECRET} {OPENS} {ONE}").extra
    assert orders(extra) == [("1", None)]


def test_a_note_of_others_among_the_words_of_a_running_text_is_too_much():
    note = "Theo báo cáo mật của Phòng D về quỹ đất."
    mine = "Xem Kế hoạch số 69/KH-UBND của huyện."
    known = Known(
        (
            KnownItem("1", ONE, notes=((5, mine),), order=0),
            KnownItem("2", THREE, notes=((5, note),), order=1),
        ),
        frozenset(), (), "Thông báo",
    )  # fmt: skip
    expected = expect(ONE, pairs=[pair("1")])
    proof = prove_running(known, expected, "tệp", f"{HEAD} {ONE} {FOOT} 1 {mine}\n2 {note}")
    assert [(flaw.item, flaw.detail) for flaw in proof.extra] == [
        ("2", f"chú thích của nội dung 2 thừa hoặc sai chỗ: “{note}”")
    ]


def test_a_part_and_the_sentence_that_introduces_are_one_line():
    line = f"Phòng D (...) {OPENS}"
    pairs = [pair("1", 0), pair("1", 1), pair("1.1")]
    expected = expect(line, ONE, pairs=pairs)
    assert prove(INTRODUCED, expected, "tệp", expected.stream).holds
    apart = prove(INTRODUCED, expected, "tệp", (HEAD, "Phòng D.", OPENS, ONE, FOOT))
    assert orders(apart.missing) == [("1", 0)]
    gone = prove(INTRODUCED, expected, "tệp", (HEAD, ONE, FOOT))
    assert orders(gone.missing) == [("1", 0)]


def test_frames_may_stand_anywhere_and_are_no_orders():
    frame = "Yêu cầu Phòng A tổ chức thực hiện./."
    assert proven(expect(ONE, frame, pairs=[pair("1.1")], fixed=[frame])).holds
    assert not proven(expect(ONE, frame, pairs=[pair("1.1")])).holds


def test_equal_texts_cannot_stand_in_for_each_other():
    known = Known(
        (
            KnownItem("1", "Làm.", order=0),
            KnownItem("1.1", "Làm.", above=frozenset({"1"}), order=1),
        ),
        frozenset(), (), "Thông báo",
    )  # fmt: skip
    both = expect("Làm.", "Làm.", pairs=[pair("1"), pair("1.1")])
    assert prove(known, both, "tệp", both.stream).holds
    one = prove(known, both, "tệp", (HEAD, "Làm.", FOOT))
    assert len(one.missing) == 1
    led = expect("Làm.", "Làm.", pairs=[pair("1.1")])
    assert prove(known, led, "tệp", led.stream).holds


def test_parts_of_one_item_make_one_line_and_each_is_found():
    pairs = [pair("2", 0, Role.GUIDED), pair("2", 1, Role.GUIDED)]
    line = "Phòng B (...) hướng dẫn các xã lập hồ sơ (...) báo cáo kết quả trước ngày 20/6/2020."
    assert proven(expect(line, pairs=pairs)).holds
    proof = proven(expect("Báo cáo kết quả trước ngày 20/6/2020.", pairs=pairs))
    assert orders(proof.missing) == [("2", 0), ("2", 1)]
    assert [flaw.stands for flaw in proof.missing] == [False, True]


def test_the_whole_item_gives_its_parts_of_the_same_block():
    pairs = [pair("2", None, Role.GUIDED), pair("2", 0, Role.WITH)]
    assert proven(expect(TWO, pairs=pairs)).holds


def test_the_whole_item_is_too_much_for_who_holds_a_part():
    proof = proven(expect(TWO, pairs=[pair("2", 1)]))
    assert orders(proof.extra) == [("2", None)]
    assert orders(proof.missing) == [("2", 1)]


# General orders and those who are told


GENERAL = "Các nhiệm vụ giao chung thực hiện theo {} Thông báo."


@pytest.mark.parametrize(
    ("named", "wanted"),
    [
        ("mục 1", [("mục 1",)]),
        ("các mục 1, 2, 5", [("mục 1",), ("mục 2",), ("mục 5",)]),
        ("các mục 1, 2 và điểm a mục 3", [("điểm a mục 3",), ("mục 2",)]),
        ("các mục 1, 2, điểm a mục 3 và điểm b mục 4", [("điểm a mục 3",), ("điểm b mục 4",)]),
        ("các nội dung giao các xã tại mục 7", [("mục 7",)]),
        ("các nội dung giao chung", [("các nội dung giao chung",)]),
        ("mục II.2", [("điểm a mục II.2", "mục II.2")]),
    ],
)
def test_general_orders_that_the_sentence_names_are_referred_to(named, wanted):
    sentence = GENERAL.format(named)
    assert proven(expect(sentence, fixed=[sentence], references=tuple(wanted))).holds


@pytest.mark.parametrize(
    "named", ["mục 1", "các mục 1, 3", "mục 22", "điểm a mục 2", "điểm a mục 2 và điểm b mục 2"]
)
def test_a_general_order_that_no_sentence_names_is_missing(named):
    sentence = GENERAL.format(named)
    proof = proven(expect(sentence, fixed=[sentence], references=(("mục 2",),)))
    assert [flaw.detail for flaw in proof.missing] == ["thiếu dẫn chiếu nhiệm vụ chung “mục 2”"]
    assert proof.missing[0].unit == "u"


def test_without_the_sentence_every_general_order_is_missing():
    proof = proven(expect(references=(("mục 1",), ("mục 2",))))
    assert len(proof.missing) == 2


def test_those_who_are_told_stand_in_the_recipients():
    told = frozenset({"Tòa án", "UBND xã A (mới)"})
    lines = ("- Tòa án (để biết);", "- UBND xã A (mới) (để biết).")
    assert proven(expect(*lines, fixed=lines, told=told)).holds
    proof = proven(expect(lines[0], fixed=lines, told=told))
    assert "thiếu “UBND xã A (mới) (để biết)”" in proof.missing[0].detail


# Texts without paragraphs


def test_a_text_is_cut_at_the_models_paragraphs_with_its_own_letters():
    assert cut("Kinh tế-\nxã hội\nHai", ("Kinh tế-xã hội", "Hai")) == ("Kinh tế-xã hội", "Hai")
    assert cut("ab", ("abc",)) == ("ab",)


def test_a_running_text_that_differs_is_altered_and_its_orders_are_named():
    expected = expect(ONE, THREE, pairs=[pair("1.1"), pair("3")])
    running = f"{HEAD}\n{THREE}\n{TWO}\n{FOOT}"
    proof = prove_running(KNOWN, expected, "tệp.pdf", running)
    assert orders(proof.missing) == [("1.1", None)]
    assert orders(proof.extra) == [("2", None)]
    assert [flaw.file for flaw in proof.altered] == ["tệp.pdf"]


def test_a_running_text_that_only_lost_a_mark_is_altered_and_nothing_else():
    expected = expect(ONE, THREE, pairs=[pair("1.1"), pair("3")])
    proof = prove_running(KNOWN, expected, "tệp.pdf", f"{ONE} {THREE} {FOOT}")
    assert (proof.missing, proof.extra) == ((), ())
    assert len(proof.altered) == 1


def test_what_differs_is_shown_with_a_few_words_around_it():
    long = "chữ " * 50
    expected = expect(f"{long}đầu {long}", fixed=[f"{long}đầu {long}"])
    detail = proven(expected, HEAD, squash(f"{long}cuối {long}"), FOOT).altered[0].detail
    assert "đầu" in detail
    assert "cuối" in detail
    assert "…" in detail
    assert len(detail) < 250


def test_a_text_too_long_or_too_short_is_altered_at_its_end():
    expected = expect(ONE, pairs=[pair("1.1")])
    assert "đoạn 3" in proven(expected, HEAD, ONE).altered[0].detail
    assert "đoạn 4" in proven(expected, HEAD, ONE, FOOT, FOOT).altered[0].detail


def test_proofs_add_up():
    flaw = Flaw("tệp", "chi tiết")
    total = Proof(missing=(flaw,)) + Proof(extra=(flaw,)) + Proof(altered=(flaw,), missing=(flaw,))
    assert (len(total.missing), len(total.extra), len(total.altered)) == (2, 1, 1)
    assert not Proof(extra=(flaw,)).holds
    assert not Proof(altered=(flaw,)).holds
    assert name("7.3", 1) == "7.3 (phần 2)"
    assert name("7.3", None) == "7.3"


def test_beside_the_text_there_is_the_title_and_nothing_else():
    expected = expect(title="V/v  việc A")
    assert prove_aside(expected, "tệp", "V/v việc A", ()) == Proof()
    assert prove_aside(expected, "tệp", "Khác", ("chân  trang", "x" * 100)) == Proof(
        extra=(
            Flaw("tệp", "chữ ngoài thân văn bản: “chân trang”", unit="u"),
            Flaw("tệp", f"chữ ngoài thân văn bản: “{'x' * 80}”", unit="u"),
        ),
        altered=(Flaw("tệp", "tên tài liệu trong thuộc tính là “Khác”", unit="u"),),
    )
