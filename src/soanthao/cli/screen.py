"""What the clerk sees: progress on a terminal, faults on standard error, results on output.

Everything is Vietnamese. In a pipe there is no progress and no colour; with ``--json`` standard
output holds one JSON document and nothing else.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from soanthao.errors import CannotWriteError
from soanthao.files import CannotStoreError

Tick = Callable[[int, int, str], None]


_OUTPUT: Final = Path("Kết quả in ra màn hình hoặc vào tệp nhận")


def say(text: str) -> None:
    """Print a line of the result.

    Raises:
        CannotWriteError: standard output is a file on a full disk, or a device that refuses.
    """
    with _output():
        _print(sys.stdout, text)


def complain(text: str) -> None:
    """Print an error or a warning as it is, one fault a line; there is nobody else to tell."""
    try:
        _print(sys.stderr, text)
    except OSError:
        _let_go(sys.stderr)


def print_json(document: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Print one JSON document.

    Raises:
        CannotWriteError: as :func:`say`.
    """
    with _output():
        _print(sys.stdout, json.dumps(document, ensure_ascii=False, indent=1))


@contextmanager
def after(done: str) -> Iterator[None]:
    """Let no full screen make a failure of what is done: a code other than 0 says that it is not.

    Args:
        done: a sentence that says so.
    """
    try:
        yield
    except BrokenPipeError:
        pass  # whoever read has seen enough
    except CannotWriteError as error:
        complain(f"{error} {done}")


def _print(stream: TextIO, text: str) -> None:
    """Write a line that is on its way when this returns; rich would end the program with 1."""
    stream.write(f"{text}\n")
    stream.flush()


@contextmanager
def _output() -> Iterator[None]:
    """Translate what a standard output answers that cannot take the result."""
    try:
        yield
    except BrokenPipeError:
        _let_go(sys.stdout)
        raise
    except OSError as error:
        _let_go(sys.stdout)
        raise CannotWriteError(str(CannotStoreError(_OUTPUT, error))) from error


def _let_go(stream: TextIO) -> None:
    """Send the rest nowhere: Python would try again at its end, and answer with code 120."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def agreed(question: str) -> bool:
    """Ask the clerk; anything but a yes is a no."""
    say(f"{question} [c/K]")
    return sys.stdin.readline().strip().lower() in {"c", "có", "co", "y", "yes"}


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
