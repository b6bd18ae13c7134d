"""One conclusion as the register sees it: its documents with and without number, frozen values.

A document is frozen as a blank: final in every word, number and day still open. Once it has a
number it is made again from the same values; the proof of ``render.frozen`` then holds both beside
each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Final

from soanthao import clock, files
from soanthao.draft import dump
from soanthao.draft.load import Draft, load
from soanthao.executors import default_workers, open_executor
from soanthao.notice.letter import Letter
from soanthao.notice.notice import LetterOptions, Notice
from soanthao.notice.number import DocumentNumber, PartialDate
from soanthao.render import job
from soanthao.services import manifest
from soanthao.services.planning import Plan, check, plan_of

_SERIAL: Final = 8
"""Fewer documents than this are made without starting processes."""
Made = Mapping[str, job.RenderResult]


@dataclass(frozen=True, slots=True)
class Given:
    """Number and date of a document, as the register gives them.

    Attributes:
        clock: time of the agency's signature, which an electronic extract prints.
    """

    number: int
    day: date
    clock: time | None = None


@dataclass(frozen=True, slots=True)
class Dossier:
    """A conclusion, read, and where it lies.

    Attributes:
        home: folder of agency.yaml; paths of the register begin there.
        notice: number and date of the notice once it is issued; letters cite them.
    """

    draft: Draft
    home: Path
    path: str
    notice: Given | None = None

    @property
    def templates(self) -> Path | None:
        """The office's own templates, seen from where agency.yaml lies."""
        folder = self.draft.notice.agency.templates
        return self.home / folder if folder else None

    def plan(self, letters: Mapping[str, Given] | None = None, notice: Given | None = None) -> Plan:
        """Return what is made of the conclusion, numbers filled in as far as they are given.

        Args:
            letters: by id, numbers and dates of letters; all of one day.
            notice: instead of the dossier's own.
        """
        numbered = _numbered(self.draft.notice, notice or self.notice, letters or {})
        return plan_of(replace(self.draft, notice=numbered), job.FORMATS, self.templates)

    def values(self) -> bytes:
        """Return the conclusion as one file that needs no other; what is frozen."""
        return dump.conclusion(self.draft, {})


def read(path: Path, home: Path, data: bytes | None = None, given: Given | None = None) -> Dossier:
    """Return the conclusion at *path*, or that *data* holds in its place.

    Args:
        path: of the conclusion.
        home: folder of agency.yaml.
        data: frozen values.
        given: number and date of the issued notice.

    Raises:
        InvalidInputError, InputMissingError: the two files.
    """
    draft = load(path, data=data, numbered_later=True)
    return Dossier(draft, home, relative(path, home), given)


def relative(path: Path, home: Path) -> str:
    """Return *path* as the register names it: from *home*, in POSIX form."""
    real, base = path.resolve(), home.resolve()
    return real.relative_to(base).as_posix() if real.is_relative_to(base) else real.as_posix()


def make(
    plan: Plan, names: Iterable[str], formats: Iterable[str], workers: int | None = None
) -> Made:
    """Make and prove the documents called *names*; what is signed carries no source.

    Raises:
        TemplateError, MissingToolError, ProofFailedError: as their names say.
    """
    wanted, formats = set(names), set(formats)
    jobs = [
        replace(each, source=None, formats=tuple(one for one in each.formats if one in formats))
        for each in plan.jobs
        if each.name in wanted
    ]
    count = 1 if len(jobs) < _SERIAL else min(workers or default_workers(len(jobs)), len(jobs))
    with open_executor(count, job.warm_up, (plan.chosen,)) as executor:
        results = list(executor.map(job.run, jobs))
    for result in results:
        if result.failure is not None:
            raise result.failure
        check(result.proof)
    return {result.name: result for result in results}


def likeness(plan: Plan, name: str) -> str:
    """Return a digest of everything that the document called *name* prints, if there is one.

    It compares two readings of today; it is stored nowhere.
    """
    document = next((each.document for each in plan.jobs if each.name == name), None)
    return files.sha256(repr(document).encode("utf-8", "surrogatepass"))


def letter_of(plan: Plan, name: str) -> Letter | None:
    """Return the letter whose files are called *name*; None of the notice."""
    return next((each for each in plan.letters if manifest.letter_name(each.id) == name), None)


def _numbered(notice: Notice, given: Given | None, letters: Mapping[str, Given]) -> Notice:
    """Return *notice* with exactly these numbers and dates, and no draft mark.

    Without a number of its own it has no letters yet: they cite it.
    """
    issued = PartialDate.of(given.day) if given else _open(notice.issued)
    return replace(
        notice,
        number=DocumentNumber(given.number if given else None, notice.number.symbol),
        issued=issued,
        draft="",
        letters=_letters(notice.letters, letters)
        if given
        else replace(notice.letters, form="none"),
    )


def _open(issued: PartialDate | None) -> PartialDate | None:
    """Return the date of a blank: whoever numbers it gives the day."""
    return issued if issued is None or issued.complete is None else PartialDate(issued.year)


def _letters(options: LetterOptions, given: Mapping[str, Given]) -> LetterOptions:
    numbers = {id: each.number for id, each in given.items()}
    issued: PartialDate | datetime | None = None
    for each in given.values():
        issued = PartialDate.of(each.day)
        if each.clock is not None:
            issued = datetime.combine(each.day, each.clock, clock.VIETNAM)
    return replace(options, numbers=numbers, issued=issued)
