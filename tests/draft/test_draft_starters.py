"""The files that ``soanthao new`` offers: read without a word, complete, all to be filled in."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from soanthao.draft.load import Draft, load
from soanthao.draft.new import STARTERS, starter
from soanthao.notice.assignment import assign

every_kind = pytest.mark.parametrize("kind", [None, *STARTERS])

PROVINCE = (
    "Văn phòng UBND tỉnh",
    "Sở Nội vụ",
    "Sở Tài chính",
    "Sở Xây dựng",
    "Sở Nông nghiệp và Môi trường",
    "Sở Công Thương",
    "Sở Khoa học và Công nghệ",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế",
    "Sở Tư pháp",
    "Sở Dân tộc và Tôn giáo",
    "Thanh tra tỉnh",
    "Ban Quản lý các khu công nghiệp tỉnh",
)
COMMUNE = (
    "Văn phòng HĐND và UBND xã",
    "Phòng Kinh tế",
    "Phòng Văn hóa - Xã hội",
    "Trung tâm Phục vụ hành chính công xã",
    "Công an xã",
    "Ban Chỉ huy Quân sự xã",
    "Trạm Y tế xã",
)


def written(folder: Path, kind: str | None) -> Draft:
    """Return the draft of a starter, read from *folder*."""
    for name, text in starter(kind).items():
        (folder / name).write_text(text, "utf-8")
    return load(folder / "conclusion.yaml")


@every_kind
def test_a_starter_is_read_without_a_word(tmp_path: Path, kind: str | None):
    assert written(tmp_path, kind).warnings == ()


@every_kind
def test_a_starter_orders_something_to_a_unit(tmp_path: Path, kind: str | None):
    pairs = assign(written(tmp_path, kind).notice).pairs
    assert any(not pair.general and pair.role.value == "to" for pair in pairs)


@every_kind
def test_a_starter_explains_itself_and_hides_no_character(kind: str | None):
    for name, text in starter(kind).items():
        assert text.startswith(f"# {name}")
        assert unicodedata.is_normalized("NFC", text)
        assert {char for char in text if not char.isprintable()} == {"\n"}


@pytest.mark.parametrize(("kind", "names"), [("tinh", PROVINCE), ("xa", COMMUNE)])
def test_a_directory_names_the_usual_units_of_today(
    tmp_path: Path, kind: str, names: tuple[str, ...]
):
    notice = written(tmp_path, kind).notice
    directory = notice.agency.directory
    today = {unit.name: unit for unit in directory.units if unit.valid_on(notice.validity_day)}
    assert set(names) <= set(today)
    assert {today[name].verb for name in names} == {"giao"}


@pytest.mark.parametrize("kind", STARTERS)
def test_no_name_or_alias_of_a_directory_stands_for_two(tmp_path: Path, kind: str):
    directory = written(tmp_path, kind).notice.agency.directory
    named = [*directory.units, *directory.groups]
    names = [name for one in named for name in {one.name, *one.aliases}]
    assert len(names) == len(set(names))


def test_police_and_army_are_ordered_and_bodies_beside_the_agency_are_asked(tmp_path: Path):
    units = {unit.id: unit.verb for unit in written(tmp_path, "tinh").notice.agency.directory.units}
    assert {units[id] for id in ("cong-an", "bch-quan-su")} == {"giao"}
    beside = ("thue-tinh", "kho-bac", "nhnn", "bhxh", "thong-ke", "toa-an", "vien-kiem-sat", "mttq")
    assert {units[id] for id in beside} == {"đề nghị"}


def test_what_was_merged_in_2025_leads_to_who_took_over(tmp_path: Path):
    directory = written(tmp_path, "tinh").notice.agency.directory
    taken_over = {unit.id: unit.successor for unit in directory.units if unit.valid_until}
    assert taken_over == {
        "so-khdt": "so-tai-chinh",
        "so-gtvt": "so-xay-dung",
        "so-tnmt": "so-nnmt",
        "so-tttt": "so-khcn",
        "so-ldtbxh": "so-noi-vu",
    }


def test_no_starter_of_another_name():
    with pytest.raises(KeyError):
        starter("huyen")
