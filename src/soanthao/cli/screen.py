"""What the clerk sees: progress on a terminal, faults on standard error, results on output.

Everything is Vietnamese. In a pipe there is no progress and no colour; with ``--json`` standard
output holds one JSON document and nothing else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

Tick = Callable[[int, int, str], None]


def say(text: str) -> None:
    """Print a line of the result."""
    Console(soft_wrap=True, highlight=False, markup=False, emoji=False).print(text)


def complain(text: str) -> None:
    """Print an error or a warning as it is, one fault a line."""
    Console(stderr=True, soft_wrap=True, highlight=False, markup=False, emoji=False).print(text)


def print_json(document: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print one JSON document."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


@contextmanager
def progress(words: str, *, quiet: bool = False) -> Iterator[Tick]:
    """Show how many documents are done, on a terminal only; yield the callable to report to."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda *_: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[last]}"),
    )
    bar = Progress(*columns, console=console, transient=True)
    task = bar.add_task(words, total=None, last="")

    def tick(done: int, total: int, last: str) -> None:
        # Not sooner: a line printed meanwhile would end up behind the bar.
        bar.start()
        bar.update(task, completed=done, total=total, last=last)

    try:
        yield tick
    finally:
        bar.stop()
