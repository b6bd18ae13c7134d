"""Files that must be refused fast, before anything is built; files that cannot be opened."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from soanthao.draft.load import load, load_agency
from soanthao.draft.source import MAX_BYTES, read_bytes
from soanthao.errors import InputMissingError, InvalidInputError


def faults_of(path: Path, data: bytes) -> list[str]:
    path.write_bytes(data)
    started = time.perf_counter()
    with pytest.raises(InvalidInputError) as caught:
        load(path)
    assert time.perf_counter() - started < 2
    own = [each for each in caught.value.findings if each.path == str(path)]
    return [f"{each.code}:{each.line}:{each.column}" for each in own]


@pytest.fixture
def path(desk: Any) -> Path:
    desk.write()
    result: Path = desk.conclusion
    return result


def test_a_hundred_thousand_brackets_are_refused_at_the_first_too_deep(path: Path) -> None:
    assert faults_of(path, b"body: " + b"[" * 100_000) == ["Y106:1:56"]


def test_a_hundred_thousand_dashes_are_refused_too(path: Path) -> None:
    assert faults_of(path, b"- " * 100_000) == ["Y106:1:101"]


def test_a_hundred_thousand_braces_are_refused_too(path: Path) -> None:
    assert faults_of(path, b"{a: " * 100_000) == ["Y106:1:201"]


def test_fifty_levels_are_read(path: Path) -> None:
    assert faults_of(path, b"[" * 50 + b"]" * 50) == ["Y306:1:1"]


def test_an_alias_bomb_is_refused_at_the_first_nested_alias(path: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    names = "abcdefghij"
    for before, name in pairwise(names):
        lines.append(f"{name}: &{name} [{', '.join(['*' + before] * 9)}]")
    assert faults_of(path, "\n".join(lines).encode()) == ["Y110:3:8"]


def test_more_than_twenty_aliases_are_refused(path: Path) -> None:
    assert faults_of(path, b"a: &a x\nb: [" + b"*a, " * 30 + b"]") == ["Y108:2:85"]


def test_an_alias_that_would_be_too_deep_is_refused(path: Path) -> None:
    deep = b"[" * 30 + b"]" * 30
    text = b"a: &a " + deep + b"\nb: " + b"[" * 30 + b"*a" + b"]" * 30
    assert faults_of(path, text) == ["Y106:2:34"]


def test_more_than_five_megabytes_are_refused_unread(path: Path) -> None:
    assert faults_of(path, b"#" * (MAX_BYTES + 1)) == ["Y101:0:0"]


def test_a_huge_file_is_not_taken_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(MAX_BYTES * 1000)
    assert len(read_bytes(path)) == MAX_BYTES + 1


def test_five_megabytes_are_read(path: Path) -> None:
    assert faults_of(path, b"#" * MAX_BYTES) == ["Y104:1:1"]


def test_a_nul_is_refused_where_it_stands(path: Path) -> None:
    assert faults_of(path, "body: [Một,\n hai\0]".encode()) == ["Y102:2:5"]


def test_a_nul_in_a_file_of_another_encoding_is_named_first(path: Path) -> None:
    assert faults_of(path, "body: [a]".encode("utf-16-le")) == ["Y102:1:2"]


def test_bytes_that_are_not_utf_8_are_refused_where_they_stand(path: Path) -> None:
    assert faults_of(path, "body: [Một,\n hộ".encode() + b"\xf4i]") == ["Y103:2:4"]


def test_utf_16_with_its_mark_is_not_utf_8(path: Path) -> None:
    assert faults_of(path, "body".encode("utf-16")) == ["Y103:1:1"]


def test_a_byte_order_mark_is_accepted_and_takes_no_column(desk: Any) -> None:
    desk.write()
    desk.conclusion.write_bytes(b"\xef\xbb\xbf" + desk.conclusion.read_bytes())
    assert load(desk.conclusion).notice.subject == "Kết luận"
    assert faults_of(desk.conclusion, b"\xef\xbb\xbf[a]") == ["Y306:1:1"]


def test_windows_and_old_mac_line_ends_count_as_lines(desk: Any) -> None:
    for end in ("\r\n", "\r"):
        text = "body:\n  - text: a\n    duee: 2020\n".replace("\n", end)
        desk.write(text)
        with pytest.raises(InvalidInputError) as caught:
            load(desk.conclusion)
        assert [(each.line, each.column) for each in caught.value.findings] == [(3, 5)]


def test_decomposed_letters_are_composed_with_one_warning(desk: Any) -> None:
    desk.write("body: ['Ke\u0302\u0301t lua\u0323\u0302n', 'Ho\u0323p']\n")
    draft = load(desk.conclusion)
    assert draft.notice.body[0].plain == "Kết luận"  # type: ignore[union-attr]
    assert [(each.code, each.line, each.column) for each in draft.warnings] == [("Y209", 1, 10)]


def test_a_missing_conclusion_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(InputMissingError, match="nowhere"):
        load(tmp_path / "nowhere.yaml")


def test_a_missing_agency_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(InputMissingError, match="nowhere"):
        load_agency(tmp_path / "nowhere.yaml")


def test_a_file_taken_for_a_folder_is_not_found(desk: Any) -> None:
    with pytest.raises(InputMissingError):
        load(desk.write() / "x.yaml")


def test_a_folder_cannot_be_read_as_a_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        load(tmp_path)
    assert [(each.code, each.line) for each in caught.value.findings] == [("Y113", 0)]


def test_a_draft_without_any_agency_says_so(tmp_path: Path) -> None:
    if any((above / "agency.yaml").exists() for above in tmp_path.parents):
        pytest.skip("an agency.yaml lies above the temporary folder")
    path = tmp_path / "conclusion.yaml"
    path.write_text("schema: soanthao/conclusion/1\n", encoding="utf-8")
    with pytest.raises(InvalidInputError) as caught:
        load(path)
    assert [(each.code, each.line) for each in caught.value.findings][:2] == [
        ("Y525", 0),
        ("Y302", 1),
    ]


def test_a_broken_conclusion_still_shows_the_faults_of_the_nearest_agency(desk: Any) -> None:
    desk.write("body: [a", "units: a\n", whole=True)
    with pytest.raises(InvalidInputError) as caught:
        load(desk.conclusion)
    assert [(Path(each.path).name, each.code) for each in caught.value.findings] == [
        ("conclusion.yaml", "Y128"),
        ("agency.yaml", "Y305"),
    ]


def test_paths_are_shown_as_the_clerk_named_them(desk: Any, monkeypatch: Any) -> None:
    inner = desk.folder / "hop" / "thang-5"
    inner.mkdir(parents=True)
    desk.write("body: a\n", "units: a\n")
    desk.conclusion.rename(inner / "conclusion.yaml")
    monkeypatch.chdir(desk.folder / "hop")
    with pytest.raises(InvalidInputError) as caught:
        load(Path("thang-5/conclusion.yaml"))
    assert [each.path for each in caught.value.findings] == [
        "thang-5/conclusion.yaml",
        "../agency.yaml",
    ]


def test_a_finding_reads_as_file_line_column_code_message(desk: Any, monkeypatch: Any) -> None:
    desk.write("body: a\n")
    monkeypatch.chdir(desk.folder)
    with pytest.raises(InvalidInputError) as caught:
        load(Path("conclusion.yaml"))
    assert str(caught.value) == (
        "conclusion.yaml:1:7: Y305 Chỗ này phải là danh sách; hãy ghi mỗi dòng một “- ”."
    )


def test_an_alias_of_a_deep_mapping_counts_its_depth(path: Path) -> None:
    deep = b"{a: " * 30 + b"b" + b"}" * 30
    text = b"a: &a " + deep + b"\nb: " + b"{c: " * 30 + b"*a" + b"}" * 30
    assert faults_of(path, text) == ["Y106:2:124"]
