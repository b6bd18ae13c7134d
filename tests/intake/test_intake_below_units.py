"""What stands below a unit and tells until when is that unit's task, whatever its verb."""

from __future__ import annotations

from pathlib import Path

from unseen_notices import Line, imported

UNIT = Line("1. Sở Tài chính:", frozenset(), ())


def below(folder: Path, text: str) -> tuple[dict[str, object], list[str]]:
    """Return the item with *text* below a unit, and the codes that are said there."""
    task = Line(f"- {text}", frozenset(), ())
    body, said = imported(folder, "T", [UNIT, task])
    return next(each for each in body if isinstance(each, dict))["items"][0], said[task.text]


def test_at_the_latest_is_no_word_for_being_late(tmp_path: Path):
    item, said = below(tmp_path, "Phân giao chỉ tiêu cho doanh nghiệp chậm nhất ngày 09/4/2026.")

    assert (item.get("order"), str(item["due"]), said) == (None, "2026-04-09", ["N308"])


def test_being_late_is_none_the_less(tmp_path: Path):
    item, said = below(tmp_path, "Phân giao chỉ tiêu cho doanh nghiệp chậm so với kế hoạch.")

    assert (item.get("order"), said) == (False, ["N308"])
