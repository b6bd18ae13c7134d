"""A directory proposed from a notice: names are whole, or said to be perhaps not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from unseen_notices import FOLDER, FOOT, HEAD

from soanthao.services.importing import import_notice

BLOCKS = re.split(r"\n\n+", (FOLDER / "proposed.txt").read_text("utf-8").strip())


def proposed(folder: Path, sentence: str) -> tuple[set[str], list[str], str]:
    """Return the names proposed from a notice of one sentence, what is said, and the file."""
    head = HEAD.format(
        level="TỈNH",
        place="HẢI SƠN",
        place_="Hải Sơn",
        symbol="UBND",
        chair="Chủ tịch UBND tỉnh",
        day="05",
        month=4,
        year=2026,
    )
    (folder / "notice.md").write_text(f"{head}1. {sentence}{FOOT}", "utf-8")
    findings = import_notice(folder / "notice.md").findings
    text = (folder / "agency.yaml").read_text("utf-8")
    names = {unit["name"] for unit in yaml.safe_load(text)["units"]}
    return names, [f"{each.code} {each.message}" for each in findings], text


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[:50])
def test_names_are_proposed_whole_or_in_doubt(tmp_path: Path, block: str):
    sentence, *rest = block.splitlines()
    expected = {line.removeprefix("> ") for line in rest if line.startswith("> ")}

    names, said, _ = proposed(tmp_path, sentence)

    if "~" in rest:
        assert [each for each in said if each.startswith(("N301", "N531 tên"))]
    else:
        assert expected <= names


def test_a_name_that_may_not_end_there_is_said_at_the_name(tmp_path: Path):
    _, said, text = proposed(tmp_path, "Giao Ban Quản lý rừng Đầu Nguồn trồng bổ sung 20 ha.")

    assert [each for each in said if "có thể thừa hoặc thiếu chữ" in each]
    line = next(line for line in text.splitlines() if "N531" in line)
    assert line.strip().startswith("# ?")


def test_a_name_that_decrees_give_is_no_doubt(tmp_path: Path):
    names, said, _ = proposed(tmp_path, "Giao Sở Nông nghiệp và Môi trường cấp phép khai thác.")

    assert "Sở Nông nghiệp và Môi trường" in names
    assert [each.split()[0] for each in said] == ["N531"]
