"""Corrections in Word flow back: every order stays with its item, and nowhere else."""

from __future__ import annotations

import re

import pytest
from corrected_notices import (
    EDITS,
    correct,
    draft,
    lines_of,
    numbers,
    print_corrected,
    put,
    yaml_of,
)

from soanthao.draft.load import load
from soanthao.services.updating import plan_update, write_update

FEW = [(edit, seed) for edit in EDITS for seed in range(3)]
MANY = [(edit, seed) for edit in EDITS for seed in range(3, 40)]


def check(folder, edit: str, seed: int) -> None:
    """Correct one draft and compare with what the words of each item say."""
    items = draft(seed)
    path = put(folder, yaml_of(items, seed))
    before = path.read_text("utf-8")
    all_numbers = set().union(*(numbers(item) for item in items))
    gone = correct(items, edit, seed)
    lines = lines_of(items)
    corrected = folder / "sửa.docx"
    corrected.write_bytes(print_corrected(path, lines))
    update = plan_update(path, corrected)
    assert path.read_text("utf-8") == before
    write_update(update)
    after = path.read_text("utf-8")
    notice = load(path).notice
    kept = {}
    for item in notice.items():
        found = re.fullmatch(r"lý do k(\d+)", item.follow.no_due)
        if found:
            kept[int(found[1])] = item.text.plain
        else:
            assert not item.roles.to
    assert set(kept) == all_numbers - gone
    for number, text in kept.items():
        assert f"v{number}x" in text
    printed = [f"{each.marker} {each.text.plain}" for each in notice.items()]
    assert printed == lines
    for number in kept:
        assert f"# ghi chú {number}." in after
    assert "# cuối cùng" in after


@pytest.mark.parametrize(("edit", "seed"), FEW)
def test_every_order_whose_item_still_exists_is_kept(tmp_path, edit, seed):
    check(tmp_path, edit, seed)


@pytest.mark.torture
@pytest.mark.parametrize(("edit", "seed"), MANY)
def test_two_hundred_corrections_keep_every_order(tmp_path, edit, seed):
    check(tmp_path, edit, seed)
