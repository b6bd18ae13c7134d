"""Every attack that the documents list has the test that they name."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "security.md").read_text("utf-8")
NAMED = set(re.findall(r"`(test_(?!hostile)\w+)`", TABLE))


def test_every_attack_of_the_table_has_its_test():
    there = {
        name
        for path in Path(__file__).parent.glob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert len(NAMED) > 50
    assert NAMED - there == set()


def test_every_row_names_a_test():
    rows = [line for line in TABLE.splitlines() if line.startswith("| ")]
    bare = [row for row in rows if "Test |" not in row and "`test_" not in row]
    assert [row for row in bare if "| the same |" not in row] == []
