"""The screen of ``soanthao doctor``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Final

import typer

import soanthao
from soanthao.cli import screen
from soanthao.cli.exits import ExitCode
from soanthao.services.doctor import WORD_TRIAL, Check, examine, is_fit

_SCHEMA: Final = "soanthao/doctor/1"
_WORDS: Final = {"ok": "đạt", "missing": "THIẾU", "optional": "không có"}
_WIDTH: Final = max(map(len, _WORDS.values()))


def run(*, as_json: bool) -> None:
    """Look at this machine and say what was found; exit 7 where something is missing."""
    checks = examine(Path.cwd())
    fit = is_fit(checks)
    if as_json:
        screen.print_json(
            {
                "schema": _SCHEMA,
                "version": soanthao.__version__,
                "fit": fit,
                "checks": [asdict(check) for check in checks],
            }
        )
    else:
        for line in _lines(checks):
            screen.say(line)
    if not fit:
        raise typer.Exit(ExitCode.MISSING_TOOL)


def _lines(checks: tuple[Check, ...]) -> Iterator[str]:
    yield f"soanthao {soanthao.__version__} trên máy này:"
    for check in checks:
        yield f"  {_WORDS[check.state]:<{_WIDTH}}  {check.name}: {check.found}"
        if check.remedy:
            yield f"  {'':<{_WIDTH}}  → {check.remedy}"
    missing = [check for check in checks if check.state == "missing"]
    if not missing:
        yield "Máy đã sẵn sàng."
        return
    yield (
        f"Còn {len(missing)} chỗ THIẾU: hãy làm theo dòng có dấu →, rồi chạy lại “soanthao doctor”."
    )
    if any(check.id == WORD_TRIAL and check.state == "ok" for check in checks):
        yield "Trong lúc chờ, bản Word vẫn in được: thêm --format docx vào lệnh render."
