"""The screens of the register: what is in it, whether it is what it was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import typer

from soanthao import clock
from soanthao.cli import screen
from soanthao.cli.exits import ExitCode
from soanthao.cli.workflow import Asked, read_day
from soanthao.findings import Severity
from soanthao.register.audit import audit, told
from soanthao.register.entry import kind_name, label
from soanthao.register.rows import entry_row, line_row
from soanthao.services.desk import open_register
from soanthao.services.register_export import (
    FORMATS,
    BookFormat,
    ExportRequest,
    make_book,
    write,
)
from soanthao.services.register_list import SORTS, Found, Query, Shown, Sort, find, write_out
from soanthao.services.register_list import show as find_history

_HASH: Final = re.compile("[0-9a-f]{64}")


def verify(where: Path, head: str, *, as_json: bool) -> None:
    """Audit the register and say what was found."""
    printed = "".join(head.split()).lower()
    if printed and not _HASH.fullmatch(printed):
        raise typer.BadParameter(
            f"--head: mã băm có 64 ký tự từ 0 đến 9, từ a đến f; ở đây có {len(printed)}. Hãy chép "
            "đủ các nhóm in trên sổ."
        )
    _, ledger = open_register(where)
    with screen.progress("Đang kiểm", quiet=as_json) as tick:
        found = audit(ledger, tick, printed)
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


def listed(asked: Searched, *, as_json: bool) -> None:
    """Say what fits a query, one document a line."""
    office, ledger = open_register(asked.where)
    query = Query(
        read_day(asked.first, "--from"),
        read_day(asked.last, "--to"),
        asked.number,
        asked.unit,
        asked.state,
        asked.words,
        sort=_sort(asked.sort),
    )
    found = find(office, ledger, query)
    if as_json:
        screen.print_json([_found_json(each) for each in found])
        return
    for each in found:
        screen.say(_found_line(each))
    screen.say(f"{len(found)} dòng." if found else "Không có dòng nào.")


def show(asked: Asked, out: Path | None) -> None:
    """Say what was done with documents, and copy their files out."""
    office, ledger = open_register(asked.path)
    chosen = asked.selection
    shown = find_history(office, ledger, asked.path, chosen.letters, chosen.units)
    copies = write_out(ledger, shown, out) if out else ()
    if asked.as_json:
        screen.print_json([_shown_json(each) for each in shown])
        return
    for each in shown:
        entry = each.entry
        screen.say(f"{label(entry)}: {entry.state.called}.")
        screen.say(f"  {kind_name(entry)} {entry.subject}")
        for event in each.events:
            moment = datetime.fromisoformat(event.time)
            why = f", lý do: {event.reason}" if event.reason else ""
            screen.say(f"  {moment:%d/%m/%Y %H:%M} {told(event)}{why}")
        for kind, digest in entry.final or entry.approved:
            screen.say(f"  {kind}: {digest}")
    if copies:
        screen.say(f"Đã chép {len(copies)} tệp vào “{out}”.")


def export(asked: Exported) -> None:
    """Write the book of a period."""
    office, ledger = open_register(asked.where)
    today = clock.today()
    first = read_day(asked.first, "--from") or date(today.year, 1, 1)
    last = read_day(asked.last, "--to") or min(today, date(first.year, 12, 31))
    request = ExportRequest(first, last, asked.series, asked.volume)
    made = make_book(office, ledger, request, today)
    for path in write(office, made, asked.out, _formats(asked.formats)):
        screen.say(f"Đã ghi {path}")
    screen.say(f"{made.total()} {made.anchored()}".strip())


@dataclass(frozen=True, slots=True)
class Searched:
    """What a clerk typed behind ``register list``."""

    where: Path
    first: str | None = None
    last: str | None = None
    number: int | None = None
    unit: str = ""
    state: str = ""
    words: str = ""
    sort: str = "number"


@dataclass(frozen=True, slots=True)
class Exported:
    """What a clerk typed behind ``register export``."""

    where: Path
    out: Path
    first: str | None = None
    last: str | None = None
    series: str = ""
    volume: int = 1
    formats: str = "xlsx,pdf"


def _sort(text: str) -> Sort:
    for each in SORTS:
        if text == each:
            return each
    raise typer.BadParameter(f"--sort chỉ có: {', '.join(SORTS)}.")


def _formats(text: str) -> tuple[BookFormat, ...]:
    wanted = {each.strip() for each in text.split(",")}
    if not wanted or wanted - set(FORMATS):
        raise typer.BadParameter(f"--format chỉ có: {', '.join(FORMATS)}.")
    return tuple(each for each in FORMATS if each in wanted)


def _found_line(found: Found) -> str:
    entry, line = found.entry, found.line
    number = line.printed if line else "-"
    day = f"{line.day:%d/%m/%Y}" if line else "-"
    if entry is None or (line is not None and line.status != "taken"):
        state = _STATUS[line.status] if line else ""
        if line and line.status == "reserved" and line.expires is not None:
            state = f"{state} đến {line.expires:%d/%m/%Y}"
        why = f": {line.reason}" if line and line.reason else ""
        return f"{number:<18} {day:<10} {state}{why}"
    whom = f" (gửi {entry.addressee})" if entry.addressee else ""
    said = f"{entry.state.called}; {kind_name(entry)} {entry.subject}{whom}"
    return f"{number:<18} {day:<10} {said}"


_STATUS = {
    "taken": "đã cấp",
    "void": "đã hủy",
    "reserved": "số giữ",
    "lapsed": "thôi giữ",
    "lost": "đã cấp trước khi khôi phục",
}


def _found_json(found: Found) -> dict[str, Any]:
    return {
        "entry": entry_row(found.entry) if found.entry else None,
        "line": line_row(found.line) if found.line else None,
    }


def _shown_json(shown: Shown) -> dict[str, Any]:
    return {
        "entry": entry_row(shown.entry),
        "events": [
            {
                "seq": each.seq,
                "time": each.time,
                "action": each.action,
                "person": each.person,
                "name": each.name,
                "reason": each.reason,
                "note": each.content.get("note", {}),
                "hash": each.hash,
            }
            for each in shown.events
        ],
    }
