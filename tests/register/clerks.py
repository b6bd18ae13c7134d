"""Two clerks in two processes, who act at the same moment."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any

from workspace import DAY, Clock, Workspace

from soanthao import clock
from soanthao.errors import SoanthaoError
from soanthao.services.stepping import Selection

PATIENCE = 120
"""Seconds; a clerk who takes longer hangs."""


@dataclass(frozen=True)
class Act:
    """What a clerk is to do: a step, as ``Workspace.do`` takes it, one document after the other."""

    person: str
    step: str
    chosen: tuple[Selection, ...]
    said: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What came of it.

    Attributes:
        moment: what the clerk's clock said; no two clerks' say the same.
        numbers: printed numbers of the documents, where it was done.
        error, message: of what stopped it; empty where nothing did.
    """

    act: Act
    moment: datetime
    numbers: tuple[str, ...] = ()
    error: str = ""
    message: str = ""


class Clerks:
    """Two processes that wait for each other before each act."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipes: list[Connection] = []
        self._processes = []
        for _ in range(2):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            self._pipes.append(ours)
            self._processes.append(process)

    def act(self, place: Workspace, *acts: Act) -> tuple[Outcome, ...]:
        """Let each clerk do one of *acts* in *place* at the same moment."""
        start = datetime(DAY.year, DAY.month, DAY.day, 9, 0, 0, tzinfo=clock.VIETNAM)
        moments = [start + timedelta(seconds=at) for at in (11, 22)]
        bare = replace(place, desks={})
        for pipe, act, moment in zip(self._pipes, acts, moments, strict=True):
            pipe.send((bare, act, moment))
        for pipe in self._pipes:
            assert _heard(pipe) == "ready"
        for pipe in self._pipes:
            pipe.send("go")
        found = []
        for pipe, act, moment in zip(self._pipes, acts, moments, strict=True):
            numbers, error, message = _heard(pipe)
            found.append(Outcome(act, moment, numbers, error, message))
        return tuple(found)

    def close(self) -> None:
        """Send the clerks home."""
        for pipe in self._pipes:
            pipe.close()
        for process in self._processes:
            process.join(PATIENCE)
            assert process.exitcode == 0


def _heard(pipe: Connection) -> Any:
    assert pipe.poll(PATIENCE), "a clerk hangs"
    return pipe.recv()


def _work(pipe: Connection) -> None:
    told = Clock()
    clock.now = told
    while True:
        try:
            place, act, told.moment = pipe.recv()
        except EOFError:
            return
        place.desk(act.person)
        pipe.send("ready")
        pipe.recv()
        pipe.send(_acted(place, act))


def _acted(place: Workspace, act: Act) -> tuple[tuple[str, ...], str, str]:
    """Return numbers, kind of error and message."""
    try:
        return _numbers(place, act, act.chosen), "", ""
    except SoanthaoError as error:
        return (), type(error).__name__, str(error)


def _numbers(place: Workspace, act: Act, chosen: Sequence[Selection]) -> tuple[str, ...]:
    reports = [place.do(act.step, each, act.person, **act.said) for each in chosen]
    return tuple(entry.printed_number for each in reports for entry in each.entries)
