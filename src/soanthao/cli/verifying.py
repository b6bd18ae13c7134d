"""The screen of ``soanthao verify``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import typer

from soanthao.cli import screen
from soanthao.cli.exits import ExitCode
from soanthao.errors import InputMissingError
from soanthao.findings import Finding, Severity
from soanthao.services.verified import VerifyReport
from soanthao.services.verifying import verify_folder
from soanthao.services.verifying_pdf import verify_pdf

_SCHEMA: Final = "soanthao/verify/1"


def run(path: Path, conclusion: Path | None, templates: Path | None, *, as_json: bool) -> None:
    """Verify a folder or a PDF and say what was found; exit 1 where it is not as it was made."""
    if path.is_dir():
        report = verify_folder(path, conclusion, templates)
    elif path.exists():
        if conclusion is not None:
            raise typer.BadParameter(
                "--conclusion chỉ dùng khi kiểm cả thư mục, không dùng cho PDF."
            )
        report = verify_pdf(path, templates)
    else:
        raise InputMissingError(f"Không tìm thấy “{path}”; hãy kiểm tra lại tên.")
    if as_json:
        screen.print_json(_document(report))
    else:
        for line in _lines(report):
            screen.say(line)
    if not report.holds:
        raise typer.Exit(ExitCode.FINDINGS)


def _document(report: VerifyReport) -> dict[str, object]:
    return {
        "schema": _SCHEMA,
        "holds": report.holds,
        "proven": report.proven,
        "files": report.files,
        "pairs": report.pairs,
        "matched": list(report.matched),
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "path": finding.path,
                "message": finding.message,
            }
            for finding in report.findings
        ],
    }


def _lines(report: VerifyReport) -> Iterator[str]:
    for finding in report.findings:
        yield _line(finding)
    yield from report.matched
    yield _checked(report)
    errors = [each for each in report.findings if each.severity is Severity.ERROR]
    if errors:
        places = len({each.path for each in errors})
        yield f"KHÔNG ĐẠT: {len(errors)} chỗ sai ở {places} tệp."
    else:
        yield "ĐẠT."


def _line(finding: Finding) -> str:
    note = "" if finding.severity is Severity.ERROR else "lưu ý: "
    return f"{finding.path}: {finding.code} {note}{finding.message}"


def _checked(report: VerifyReport) -> str:
    read = f"Đã kiểm: {report.files} tệp"
    if not report.proven:
        return f"{read}; chưa đối chiếu được với nguồn."
    pairs = f", {report.pairs} nội dung giao" if report.pairs else ""
    return f"{read}{pairs}, đối chiếu từng chữ với nguồn."
