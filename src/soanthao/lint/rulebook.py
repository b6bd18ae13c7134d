"""The list of rules for people, ``docs/rules.md``: written from the rules, never by hand.

``python -m soanthao.lint.rulebook FILE`` writes it; a test compares.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from soanthao.findings import Severity
from soanthao.lint.catalogue import EVERY
from soanthao.lint.profiles import PROFILES
from soanthao.lint.rule import Rule

_LEVELS: Final = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.INFO: "lưu ý"}
_FAMILIES: Final = (
    ("T", "Thể thức (Phụ lục I)"),
    ("H", "Viết hoa (Phụ lục II)"),
    ("C", "Câu chữ"),
    ("A", "Giao việc"),
)
_HEAD: Final = """\
# Quy tắc rà soát

Danh sách này do chương trình ghi ra từ các quy tắc (`make rules`), không sửa bằng tay. Số liệu thể
thức lấy từ bảng `standard/nd30.py`, cũng là bảng in ra các mẫu.

Mức: **lỗi** là trái quy định; **cảnh báo** là nơi thực tế làm khác hoặc nên hỏi lại; **lưu ý** là
tùy cơ quan. Cơ quan đổi mức trong `soanthao.toml`, kèm lý do. Các điểm của Phụ lục II phải hiểu
nghĩa mới quyết định được (tên phiên âm, tên địa hình, chức danh gắn với người, Bác, Người, Đảng,
tên sách báo) không có quy tắc.
"""


def rulebook() -> str:
    """Return the whole list in Markdown."""
    return "\n".join((_HEAD, *_families(), *_profiles()))


def _families() -> Iterator[str]:
    for letter, title in _FAMILIES:
        rules = sorted(
            (rule for rule in EVERY.rules if rule.code.startswith(letter)), key=lambda r: r.code
        )
        yield f"## {title}\n"
        yield "| mã | mức | quy tắc | điều khoản | đúng | sai |\n|---|---|---|---|---|---|"
        yield from map(_row, rules)
        yield ""


def _row(rule: Rule) -> str:
    title = rule.title
    if rule.since is not None:
        title += f" (văn bản từ {rule.since.day:02}/{rule.since.month}/{rule.since.year})"
    cells = (rule.code, _LEVELS[rule.severity], title, rule.clause, rule.right, rule.wrong)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _profiles() -> Iterator[str]:
    yield "## Hồ sơ\n"
    for name, policy in PROFILES.items():
        changes = [f"{code} {each.level}: {each.reason}" for code, each in policy.changes.items()]
        yield f"- `{name}`: {'; '.join(changes) or 'đúng theo Nghị định.'}"
    yield ""


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(rulebook(), encoding="utf-8")
