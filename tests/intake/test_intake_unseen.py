"""Who must do what in notices nobody of the makers had seen: right, or said to be open."""

from __future__ import annotations

from pathlib import Path

import pytest
from unseen_notices import Line, faults, imported, notices

NOTICES = notices()


@pytest.mark.parametrize(
    ("key", "lines"), [each[::2] for each in NOTICES], ids=[each[1] for each in NOTICES]
)
def test_who_must_do_what_is_right_or_said(tmp_path: Path, key: str, lines: list[Line]):
    body, said = imported(tmp_path, key, lines)

    wrong = {line.text: faults(line, body, said.get(line.text, [])) for line in lines}

    assert not {text: why for text, why in wrong.items() if why}


def test_what_reads_like_an_assessment_below_a_unit_is_doubted(tmp_path: Path):
    unit = Line("1. UBND xã An Phú", frozenset(), ())
    task = Line("- Dứt điểm các hồ sơ còn tồn đọng.", frozenset(), ())

    _, below = imported(tmp_path, "T", [unit, task])
    (tmp_path / "conclusion.yaml").unlink()
    _, apart = imported(tmp_path, "T", [Line("1. Đánh giá chung", frozenset(), ()), task])

    assert below.get(task.text) == ["N308"]
    assert not apart.get(task.text)
