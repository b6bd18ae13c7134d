"""The screens of backup and restore: what was kept, what came back, which numbers are lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import typer

from soanthao.cli import screen
from soanthao.register.audit import ranges
from soanthao.register.numbers import Line
from soanthao.register.rows import line_row
from soanthao.services.backing_up import (
    After,
    RestoreReport,
    RestoreRequest,
    back_up,
)
from soanthao.services.backing_up import restore as bring_back

_AFTER: Final = re.compile(r"/?(?P<series>.+?)(?:/(?P<year>[0-9]{4}))?=(?P<number>[0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a clerk typed behind ``backup`` or ``restore``."""

    folder: Path
    where: Path
    person: str | None
    as_json: bool = False


def backup(asked: Asked) -> None:
    """Keep the register elsewhere."""
    with screen.progress("Đang sao lưu", quiet=asked.as_json) as tick:
        report = back_up(asked.where, asked.folder, asked.person, tick)
    seq, hash_ = report.head
    if asked.as_json:
        screen.print_json(
            {
                "folder": str(report.folder),
                "head": {"seq": seq, "hash": hash_},
                "entries": report.entries,
                "numbers": report.numbers,
                "files": report.files,
            }
        )
        return
    screen.say(
        f"Đã sao lưu {report.entries} văn bản, {report.numbers} số, {report.files} tệp vào "
        f"“{report.folder}”."
    )
    screen.say(f"Sổ kết thúc ở mục {seq}, mã băm {hash_}.")


def restore(asked: Asked, after: list[str], reason: str, *, replace: bool) -> None:
    """Bring the register back, and say what did not come back with it."""
    request = RestoreRequest(asked.folder, replace, reason, tuple(map(_after, after)))
    with screen.progress("Đang đọc bản sao lưu", quiet=asked.as_json) as tick:
        report = bring_back(asked.where, asked.person, request, tick)
    for each in report.findings:
        screen.complain(str(each))
    if asked.as_json:
        screen.print_json(_json(report))
        return
    for line in _told(report, asked.folder):
        screen.say(line)


def _told(report: RestoreReport, folder: Path) -> Iterator[str]:
    again = f" Đã bổ sung {report.files} tệp vào kho." if report.files else ""
    if report.event is None:
        yield f"Sổ đang dùng đúng như bản sao lưu “{folder}”, không có gì phải thay.{again}"
        return
    yield f"Đã khôi phục sổ tới mục {report.head[0]} từ “{folder}”.{again}"
    if report.kept:
        yield f"Tệp cơ sở dữ liệu hỏng được giữ lại ở “{report.kept}”."
    for name, numbers in _by_series(report.lost):
        yield (
            f"Dãy {name}: {numbers} đã cấp sau bản sao lưu; sổ ghi là số đã mất văn bản và không "
            "cấp lại."
        )
    for each in report.entered:
        yield (
            f"Dãy “{each.family.series}” năm {each.year} do hệ thống khác cấp, đã nhập đến số "
            f"{each.last:02d}; hãy nhập lại các số sau bản sao lưu."
        )


def _by_series(lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
    """Yield each series and year with its lost numbers, and the symbol if all have one."""
    for (family, year), group in groupby(lines, key=lambda line: (line.family, line.year)):
        held = list(group)
        symbols = {line.symbol for line in held if line.symbol}
        numbers = ranges(line.number for line in held)
        known = f"số {numbers}"
        if len(symbols) == 1 and all(line.symbol for line in held):
            known = f"số {numbers}/{symbols.pop()}"
        name = f"{family.issuer} {family.series}".strip()
        yield f"“{name}” năm {year}", known


def _after(text: str) -> After:
    match = _AFTER.fullmatch(text.strip())
    if match is None:
        raise typer.BadParameter(
            f"--after: “{text}” không đúng; hãy viết dãy, năm và số cuối cùng đã cấp, như "
            "TB/2026=45."
        )
    year = match["year"]
    return After(match["series"], int(match["number"]), int(year) if year else None)


def _json(report: RestoreReport) -> dict[str, Any]:
    seq, hash_ = report.head
    return {
        "head": {"seq": seq, "hash": hash_},
        "event": None if report.event is None else report.event.seq,
        "lost": [line_row(each) for each in report.lost],
        "entered": [
            {"series": each.family.series, "year": each.year, "last": each.last}
            for each in report.entered
        ],
        "files": report.files,
        "kept": None if report.kept is None else str(report.kept),
        "findings": [
            {"code": each.code, "severity": each.severity.value, "message": each.message}
            for each in report.findings
        ],
    }
