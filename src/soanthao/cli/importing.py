"""The screen of ``soanthao import``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import typer

from soanthao.cli import screen
from soanthao.cli.exits import ExitCode
from soanthao.findings import Finding, Severity
from soanthao.services.importing import ImportReport, import_notice

_SCHEMA: Final = "soanthao/import/1"
_WORDS: Final = {Severity.ERROR: "", Severity.WARNING: "cần xem: ", Severity.INFO: "lưu ý: "}


def run(notice: Path, out: Path | None, agency: Path | None, *, as_json: bool) -> None:
    """Import *notice*, say what is open; exit 1 where the draft cannot be used as it is."""
    report = import_notice(notice, out, agency)
    if as_json:
        screen.print_json(_document(report))
    else:
        for finding in report.findings:
            screen.complain(_line(finding))
        for line in _summary(report):
            screen.say(line)
    if not report.holds:
        raise typer.Exit(ExitCode.FINDINGS)


def _line(finding: Finding) -> str:
    at = finding.where or (f"{finding.line}:{finding.column}" if finding.line else "")
    place = f"{finding.path}: {at}: " if finding.where else f"{finding.path}:{at}: "
    if not at:
        place = f"{finding.path}: "
    return f"{place}{finding.code} {_WORDS[finding.severity]}{finding.message}"


def _summary(report: ImportReport) -> list[str]:
    errors = sum(each.severity is Severity.ERROR for each in report.findings)
    open_ = sum(each.severity is Severity.WARNING for each in report.findings)
    lines = [f"Đã ghi {path}" for path in report.written]
    lines.append(f"{report.items} mục, {report.assigned} chỗ đã rõ đơn vị.")
    if report.dropped:
        kinds = dict.fromkeys(each.why for each in report.dropped)
        lines.append(f"Đã bỏ khỏi nội dung {len(report.dropped)} đoạn: {', '.join(kinds)}.")
    if errors:
        lines.append(f"Còn {errors} lỗi và {open_} chỗ cần xem: tìm “# ?” trong tệp.")
    elif open_:
        lines.append(f"Còn {open_} chỗ cần xem: tìm “# ?” trong tệp.")
    return lines


def _document(report: ImportReport) -> dict[str, object]:
    return {
        "schema": _SCHEMA,
        "written": [str(path) for path in report.written],
        "items": report.items,
        "assigned": report.assigned,
        "dropped": [
            {"text": each.text, "why": each.why, "where": str(each.place)}
            for each in report.dropped
        ],
        "findings": [
            {
                "code": each.code,
                "severity": each.severity.value,
                "path": each.path,
                "line": each.line,
                "column": each.column,
                "where": each.where,
                "message": each.message,
            }
            for each in report.findings
        ],
    }
