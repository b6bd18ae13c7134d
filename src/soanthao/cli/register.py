"""The screens of the register: what is in it, whether it is what it was."""

from __future__ import annotations

from pathlib import Path

import typer

from soanthao.cli import screen
from soanthao.cli.exits import ExitCode
from soanthao.findings import Severity
from soanthao.register.audit import audit
from soanthao.services.desk import open_register


def verify(where: Path, *, as_json: bool) -> None:
    """Audit the register and say what was found."""
    _, ledger = open_register(where)
    with screen.progress("Đang kiểm", quiet=as_json) as tick:
        found = audit(ledger, tick)
    if as_json:
        screen.print_json(
            {
                "events": found.events,
                "entries": found.entries,
                "numbers": found.numbers,
                "files": found.files,
                "head": {"seq": found.head[0], "hash": found.head[1]},
                "orphans": list(found.orphans),
                "findings": [
                    {"code": each.code, "severity": each.severity.value, "message": each.message}
                    for each in found.findings
                ],
            }
        )
    else:
        for each in found.findings:
            screen.complain(f"{each.code} {each.message}")
        screen.say(
            f"Đã kiểm {found.events} mục nhật ký, {found.entries} văn bản, {found.numbers} số, "
            f"{found.files} tệp: "
            + ("không có gì sai." if not found.findings else f"{len(found.findings)} phát hiện.")
        )
        screen.say(f"Sổ kết thúc ở mục {found.head[0]}, mã băm {found.head[1]}.")
    if any(each.severity is Severity.ERROR for each in found.findings):
        raise typer.Exit(ExitCode.FINDINGS)
