"""The screen of ``soanthao check``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import typer

from soanthao.cli import screen
from soanthao.cli.exits import CODES, ExitCode
from soanthao.findings import Finding, Severity
from soanthao.services.checking import Checked, check

_SCHEMA: Final = "soanthao/check/1"
_WORDS: Final = {Severity.ERROR: "LỖI", Severity.WARNING: "cảnh báo", Severity.INFO: "lưu ý"}


def run(paths: Sequence[Path], *, as_json: bool) -> None:
    """Check *paths* and say what was seen; the worst of them decides the exit code."""
    with screen.progress("Đang rà soát", quiet=as_json) as tick:
        checked = check(paths, tick=tick)
    if as_json:
        screen.print_json(_document(checked))
    else:
        for each in checked:
            _show(each)
    code = max(map(_code, checked), default=ExitCode.DONE)
    if code != ExitCode.DONE:
        raise typer.Exit(code)


def run_annotating(path: Path, out: Path, *, as_json: bool) -> None:
    """Check *path*, write it with comments to *out* and say what was seen."""
    from soanthao.services.annotating import annotate_file  # noqa: PLC0415 - loads lxml

    checked = annotate_file(path, out)
    if as_json:
        screen.print_json(_document([checked]))
    else:
        _show(checked)
        screen.say(f"Đã ghi {out}: {len(checked.findings)} nhận xét.")
    if not checked.holds:
        raise typer.Exit(ExitCode.FINDINGS)


def run_fixing(path: Path, out: Path, *, as_json: bool) -> None:
    """Write *path* to *out* with what is certain mended; say what was done and what is left."""
    from soanthao.services.mending import fix_file  # noqa: PLC0415 - loads lxml

    mended = fix_file(path, out)
    left = Checked(out, mended.left)
    if as_json:
        fixed = [_as_json(finding) for finding in mended.done]
        screen.print_json({**_document([left]), "fixed": fixed})
    else:
        for finding in mended.done:
            screen.say(f"{finding.path}: {finding.where}: {finding.code} ĐÃ SỬA: {finding.message}")
        _show(left)
        done = f"đã sửa {len(mended.done)} chỗ" if mended.done else "không có gì chắc chắn để sửa"
        screen.say(f"Đã ghi {out}: {done}.")
    if not mended.holds:
        raise typer.Exit(ExitCode.FINDINGS)


def _code(checked: Checked) -> ExitCode:
    if checked.failure is not None:
        return CODES[checked.failure.kind]
    return ExitCode.DONE if checked.holds else ExitCode.FINDINGS


def _show(checked: Checked) -> None:
    if checked.failure is not None:
        screen.complain(str(checked.failure))
        return
    for finding in checked.findings:
        screen.say(_line(finding))
    screen.say(_summary(checked))


def _line(finding: Finding) -> str:
    at = finding.where or f"{finding.line}:{finding.column}"
    separator = ": " if finding.where else ":"
    clause = f" [{finding.clause}]" if finding.clause else ""
    told = f"{finding.code} {_WORDS[finding.severity]}: {finding.message}{clause}"
    return f"{finding.path}{separator}{at}: {told}"


def _summary(checked: Checked) -> str:
    counts = {
        severity: sum(each.severity is severity for each in checked.findings)
        for severity in Severity
    }
    if not checked.findings:
        return f"{checked.path}: không thấy lỗi."
    parts = [f"{count} {_WORDS[severity].lower()}" for severity, count in counts.items() if count]
    return f"{checked.path}: {', '.join(parts)}."


def _document(checked: Sequence[Checked]) -> dict[str, object]:
    return {
        "schema": _SCHEMA,
        "files": [
            {
                "path": str(each.path),
                "failure": None if each.failure is None else str(each.failure),
                "findings": [_as_json(finding) for finding in each.findings],
            }
            for each in checked
        ],
    }


def _as_json(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.path,
        "line": finding.line,
        "column": finding.column,
        "where": finding.where,
        "message": finding.message,
        "found": finding.found,
        "expected": finding.expected,
        "clause": finding.clause,
    }
