"""The screen of ``soanthao units``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import typer

from soanthao import clock
from soanthao.cli import screen
from soanthao.cli.exits import ExitCode
from soanthao.services.directory import Answer, Entry, list_directory, resolve


def run(names: tuple[str, ...], agency: Path | None, *, as_json: bool) -> None:
    """Print the directory, or what *names* stand for; exit 4 where a name is unknown."""
    day = clock.today()
    if not names:
        entries = list_directory(day, agency)
        if as_json:
            screen.print_json([asdict(entry) for entry in entries])
            return
        for entry in entries:
            screen.say(_line(entry))
        return
    answers = resolve(names, day, agency)
    if as_json:
        screen.print_json([asdict(answer) for answer in answers])
    else:
        for answer in answers:
            _print(answer)
    if any(answer.entry is None for answer in answers):
        raise typer.Exit(ExitCode.NOT_FOUND)


def _print(answer: Answer) -> None:
    if answer.entry is None:
        near = f"; gần nhất là “{answer.nearest}”" if answer.nearest else ""
        screen.complain(f"Không có đơn vị hay nhóm nào tên “{answer.asked}”{near}.")
        return
    screen.say(_line(answer.entry))
    if answer.entry.is_group:
        for unit in answer.entry.units:
            screen.say(f"  {unit}")


def _line(entry: Entry) -> str:
    what = ""
    if entry.is_group:
        general = ", nhóm chung" if entry.is_general else ""
        what = f" (nhóm {len(entry.units)} đơn vị{general})"
    elif not entry.units:
        what = " (không còn hiệu lực)"
    other = f" – còn gọi: {'; '.join(entry.aliases)}" if entry.aliases else ""
    return f"{entry.id}: {entry.name}{what}{other}"
