"""What holds of any text: nothing raised, nothing outside the text, nobody who is not named."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from assignee_cases import cases, directories
from hypothesis import given, settings
from hypothesis import strategies as st

from soanthao.language.assignees import Lexicon, Mention, Reading, read_orders
from soanthao.language.name_words import words_of
from soanthao.language.nearest import folded
from soanthao.notice.unit import Directory, Unit

DIRECTORIES = directories()
LEXICONS = {key: Lexicon.of(listed, day) for key, (listed, day) in DIRECTORIES.items()}
TEXTS = [case.text for case in cases()]
NAMES = [
    name
    for listed, _ in DIRECTORIES.values()
    for unit in listed.units
    for name in (unit.name, *unit.aliases)
]
PIECES = st.sampled_from(
    [
        *(
            "Giao",
            "giao",
            "Yêu cầu",
            "đề nghị",
            "đồng thời",
            "chủ trì",
            "phối hợp với",
            "hướng dẫn",
        ),
        *(",", ";", ":", ".", "và", "các xã", "các sở:", "03 xã", "Chủ tịch", "UBND các xã"),
        *("rà soát hồ sơ", "đã", "còn chậm", "(để biết)", "các đơn vị trên", "theo chức năng"),
        *("do", "thực hiện", "của", "tại", "Sở Xây dụng", "UBND", "“", "”", "(", ")", "1.", "Đ"),
    ]
)
WILD = st.one_of(
    st.text(max_size=60),
    st.lists(st.one_of(PIECES, st.sampled_from(NAMES)), max_size=14).map(" ".join),
    st.sampled_from(TEXTS),
    st.builds(lambda text, at: text[:at], st.sampled_from(TEXTS), st.integers(0, 120)),
)


def mentions(found: Reading) -> list[Mention]:
    every = []
    for each in (found, *found.parts):
        every += [*each.to, *each.with_, *each.guided, *each.copy]
    return every


@settings(max_examples=300, deadline=None)
@given(text=WILD, key=st.sampled_from("TXH"), heading=st.booleans())
def test_no_text_breaks_the_reading_and_every_place_lies_inside(text, key, heading) -> None:
    found = read_orders(text, LEXICONS[key], chair="Chủ tịch UBND tỉnh", heading=heading)
    spans = [(each.start, each.stop) for each in (*mentions(found), *found.doubts)]
    spans += [span for part in found.parts for span in part.spans]
    assert all(0 <= start < stop <= len(text) for start, stop in spans)


@settings(max_examples=200, deadline=None)
@given(text=WILD, key=st.sampled_from("TXH"))
def test_every_id_is_of_the_directory(text, key) -> None:
    listed = DIRECTORIES[key][0]
    for mention in mentions(read_orders(text, LEXICONS[key])):
        assert mention.ids
        assert all(listed.unit(id) or listed.group(id) for id in mention.ids)


@settings(max_examples=200, deadline=None)
@given(text=WILD, key=st.sampled_from("TXH"))
def test_a_unit_that_is_not_named_never_appears(text, key) -> None:
    listed = DIRECTORIES[key][0]
    said = folded(" ".join(words_of(text).said))
    for mention in mentions(read_orders(text, LEXICONS[key])):
        for id in mention.ids:
            unit = listed.unit(id)
            names = (unit.name, *unit.aliases) if unit else ()
            ends = [folded(" ".join(words_of(name).said)).split()[-1] for name in names]
            assert not unit or any(end in said for end in ends)


@settings(max_examples=100, deadline=None)
@given(text=WILD, key=st.sampled_from("TXH"))
def test_quotes_stand_once_in_the_text_wherever_that_is_possible(text, key) -> None:
    for part in read_orders(text, LEXICONS[key]).parts:
        for start, stop in part.spans:
            assert text.count(text[start:stop]) == 1 or stop == len(text)


@pytest.mark.parametrize("text", TEXTS[::7])
def test_decomposed_letters_find_the_same_units(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    for lexicon in LEXICONS.values():
        whole = [mention.ids for mention in lexicon.find(text)]
        assert [m.ids for m in lexicon.find(unicodedata.normalize("NFC", apart))] == whole


def test_every_name_of_a_directory_is_found_by_itself() -> None:
    for key, (listed, day) in DIRECTORIES.items():
        for unit in listed.units:
            found = LEXICONS[key].find(f"Giao {unit.name} rà soát.")
            expected = (unit.id,) if unit.valid_on(day) else ()
            assert [mention.ids for mention in found] == [expected], unit.name


def test_a_name_in_two_directories_of_spelling_is_one_name() -> None:
    lexicon = LEXICONS["H"]
    for said in ("Uỷ ban nhân dân xã Hoà Lạc", "UBND xã Hòa Lạc", "Ủy ban nhân dân xã Hòa Lạc"):
        assert lexicon.find(said)[0].ids == ("xa-hoa-lac",)


def test_without_a_day_every_unit_is_taken_to_exist() -> None:
    lexicon = Lexicon.of(DIRECTORIES["T"][0], None)
    assert lexicon.find("Sở Kế hoạch và Đầu tư")[0].ids == ("so-khdt",)


def test_two_units_of_one_name_are_both_offered() -> None:
    listed = Directory((Unit("a", "Phòng Kinh tế"), Unit("b", "Phòng Kinh tế")))
    (mention,) = Lexicon.of(listed, None).find("Phòng Kinh tế")
    assert (mention.ids, mention.doubt, mention.candidates) == ((), "N303", ("a", "b"))


def test_the_heir_of_a_unit_that_ended_is_offered() -> None:
    found = read_orders("Giao Sở Giao thông vận tải lắp biển báo.", LEXICONS["T"])
    assert [doubt.candidates for doubt in found.doubts] == [("so-xay-dung",)]
    assert "Sở Xây dựng" in found.doubts[0].message


def test_who_gives_the_orders_is_not_ordered() -> None:
    listed = Directory((Unit("chair", "Chủ tịch UBND tỉnh"), Unit("so", "Sở Y tế")))
    lexicon = Lexicon.of(listed, None)
    text = "Chủ tịch UBND tỉnh tiếp tục chỉ đạo chung."
    assert read_orders(text, lexicon).to
    assert not read_orders(text, lexicon, chair="Chủ tịch UBND tỉnh").to


def test_a_subject_that_stands_twice_is_quoted_with_the_words_behind_it() -> None:
    text = (
        "Phòng Nội vụ lập danh sách. Chủ trì, phối hợp với Công an huyện xác minh; "
        "kết quả gửi về Phòng Nội vụ."
    )
    (part,) = read_orders(text, LEXICONS["H"]).parts
    pieces = [text[start:stop] for start, stop in part.spans]
    assert pieces[0] == "Phòng Nội vụ lập"
    assert all(text.count(piece) == 1 for piece in pieces)


def test_messages_are_vietnamese_and_quote_the_text() -> None:
    for case in cases():
        for doubt in read_orders(case.text, LEXICONS[case.directory]).doubts:
            assert re.fullmatch(r"N3\d\d", doubt.code)
            assert "“" in doubt.message
            assert doubt.message.endswith((".", "?"))


def test_500_words_against_200_units_are_read_quickly() -> None:
    syllables = ("An", "Bình", "Cao", "Đông", "Hà", "Sơn", "Lâm", "Phú", "Tân", "Minh")
    units = tuple(
        Unit(
            f"u-{index}",
            f"UBND xã {syllables[index % 10]} {syllables[index // 10 % 10]} "
            f"{'Nội' if index < 100 else 'Ngoại'}",
        )
        for index in range(200)
    )
    lexicon = Lexicon.of(Directory(units), None)
    text = " ".join(
        f"Giao {units[index].name} chủ trì, phối hợp với {units[index + 1].name} rà soát hồ sơ, "
        "báo cáo UBND tỉnh trước ngày 20/4/2026; tổng hợp nhu cầu vốn đầu tư công."
        for index in range(14)
    )
    read_orders(text, lexicon)
    taken = []
    for index in range(5):
        started = time.process_time()
        read_orders(f"{text} {index}", lexicon)
        taken.append(time.process_time() - started)
    assert min(taken) < 0.1
