"""The screen of ``soanthao update``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import typer

from soanthao.cli import screen
from soanthao.cli.exits import ExitCode
from soanthao.findings import Finding
from soanthao.intake.changes import Change
from soanthao.services.updating import Update, plan_update, write_update

_SCHEMA: Final = "soanthao/update/1"
_COLOURS: Final = {"-": "\x1b[31;9m{}\x1b[0m", "+": "\x1b[32m{}\x1b[0m", " ": "{}"}


def run(conclusion: Path, corrected: Path, *, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Show what changed, ask, write; exit 1 where a finding must be mended by hand."""
    update = plan_update(conclusion, corrected)
    findings = update.findings_after() if yes and not dry_run else update.findings
    if as_json:
        screen.print_json(_document(update, findings))
    else:
        for change in update.changes:
            screen.say(told(change))
        for finding in findings:
            screen.complain(str(finding))
        if not update.changes:
            screen.say("Không có gì thay đổi.")
    changed = update.after != update.before
    question = f"Ghi các thay đổi này vào {conclusion.name}?"
    if changed and not dry_run and (yes or (not as_json and screen.agreed(question))):
        write_update(update)
        if not as_json:
            screen.say(f"Đã ghi {len(update.changes)} thay đổi vào {conclusion}")
    if update.has_errors:
        raise typer.Exit(ExitCode.FINDINGS)


def told(change: Change) -> str:
    """Return a line that shows *change*: colours on a terminal, marks in a pipe."""
    if not sys.stdout.isatty():
        return str(change)
    words = " ".join(_COLOURS[mark].format(text) for mark, text in change.words())
    return f"{change.kind} {change.where}: {words}"


def _document(update: Update, findings: tuple[Finding, ...]) -> dict[str, object]:
    return {
        "schema": _SCHEMA,
        "changed": update.after != update.before,
        "changes": [
            {"kind": each.kind, "where": each.where, "old": each.old, "new": each.new}
            for each in update.changes
        ],
        "findings": [
            {
                "code": each.code,
                "severity": each.severity.value,
                "line": each.line,
                "column": each.column,
                "where": each.where,
                "message": each.message,
            }
            for each in findings
        ],
    }
