"""What a render will make: every document and what it must say, before the first file is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, get_args

from soanthao.draft.load import Draft, load
from soanthao.errors import ProofFailedError
from soanthao.findings import Finding
from soanthao.notice.assignment import Assignment, assign
from soanthao.notice.assignment_table import AssignmentTable, assignment_table
from soanthao.notice.letter import Letter, letters
from soanthao.notice.notice import Notice, Per
from soanthao.render import job, plan, templates
from soanthao.render.assignments_sheet import assignments_sheet
from soanthao.render.context import Sheet, notice_sheet
from soanthao.render.expectation import Expectation, Proof
from soanthao.render.extract_sheet import extract_sheet
from soanthao.render.letter_sheet import letter_sheet
from soanthao.services import manifest
from soanthao.services.refusing import refuse_unprinted
from soanthao.services.sources import BY_DEFAULT, Carrying, Sources

PER: Final[tuple[Per, ...]] = get_args(Per)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is said before rendering: how many letters reach whom.

    Attributes:
        units: units that a letter reaches, each counted once.
        told: units that nơi nhận of somebody else's letter names "(để biết)".
        remaining: whether units of the directory have the notice alone.
    """

    form: str
    letters: int
    units: int
    told: int
    remaining: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is known before the first file is made.

    Attributes:
        table: the assignment table, for the workbook.
        warnings: what the templates do not give; no stop.
        archive: whether every document carries its source.
    """

    draft: Draft
    assignment: Assignment
    letters: tuple[Letter, ...]
    jobs: tuple[job.RenderJob, ...]
    chosen: templates.Templates
    table: AssignmentTable
    warnings: tuple[Finding, ...] = ()
    archive: bool = False

    @property
    def outlook(self) -> Outlook:
        """What is said before rendering."""
        notice = self.draft.notice
        reached = {unit.id for letter in self.letters for unit in letter.units}
        told = {
            pair.unit for letter in self.letters for _, pairs in letter.informed for pair in pairs
        }
        units = [u for u in notice.agency.directory.units if u.valid_on(notice.validity_day)]
        remaining = any(unit.id not in reached | told for unit in units)
        count = len(self.letters)
        return Outlook(notice.letters.form, count, len(reached), len(told), remaining)


def make_plan(
    conclusion: Path,
    formats: tuple[job.Format, ...] = job.FORMATS,
    per: Per | None = None,
    office: Path | None = None,
    carrying: Carrying = BY_DEFAULT,
) -> Plan:
    """Read *conclusion* and work out every document and what it must say.

    Args:
        conclusion: path of the conclusion.
        formats: what is made of each document.
        per: instead of the draft's own ``letters.per``.
        office: folder of the office's own templates, instead of the one that agency.yaml names.
        carrying: which documents carry their source, and what it says of how they were made.

    Raises:
        InvalidInputError, InputMissingError: the two files, the folder of templates.
        TemplateError: the office's templates.
        ProofFailedError: an order would reach nobody, or somebody else.
    """
    return plan_of(load(conclusion, per), formats, office, carrying)


def plan_of(
    draft: Draft,
    formats: tuple[job.Format, ...] = job.FORMATS,
    office: Path | None = None,
    carrying: Carrying = BY_DEFAULT,
) -> Plan:
    """Work out every document of *draft* and what it must say.

    Args:
        draft: as read, its notice perhaps with another number and date than the file's.
        formats: what is made of each document.
        office: folder of the office's own templates, instead of the one that agency.yaml names.
        carrying: which documents carry their source, and what it says of how they were made.

    Raises:
        InvalidInputError: what does not print, the folder of templates.
        TemplateError: the office's templates.
        ProofFailedError: an order would reach nobody, or somebody else.
    """
    refuse_unprinted(draft)
    notice = draft.notice
    chosen = templates.choose(office or _own_templates(draft))
    assignment = assign(notice)
    cut = letters(notice, assignment)
    expectations = plan.Expectations(notice, assignment)
    check(expectations.complete(cut))
    table = assignment_table(notice)
    known = plan.known(notice)
    jobs = []
    sources = Sources(draft, carrying, chosen.digest)
    for name, sheet, expected, letter in _documents(notice, cut, table, expectations):
        placed = templates.placed(chosen, expected, sheet.document)
        made = tuple(
            each for each in formats if each == "docx" or chosen.has_pdf(sheet.document.form)
        )
        source = sources.of(name, sheet.document, letter) if "pdf" in made else None
        jobs.append(job.RenderJob(name, sheet.document, placed, known, made, chosen, source))
    forms = dict.fromkeys(each.document.form for each in jobs) if "pdf" in formats else ()
    path = draft.conclusion.path
    warnings = tuple(Finding("R201", text, path, 1, 1) for text in templates.no_pdf(chosen, forms))
    every = tuple(jobs)
    return Plan(draft, assignment, cut, every, chosen, table, warnings, carrying.archive)


def check(proof: Proof) -> None:
    """Raise unless *proof* holds.

    Raises:
        ProofFailedError: naming every flaw.
    """
    if proof.holds:
        return
    raise ProofFailedError(
        "Bản in không khớp với kết luận; đây là lỗi của soanthao, chưa có tệp nào bị thay đổi:"
        f"{proof.listed()}"
    )


def _documents(
    notice: Notice,
    cut: tuple[Letter, ...],
    table: AssignmentTable,
    expectations: plan.Expectations,
) -> Iterator[tuple[str, Sheet, Expectation, Letter | None]]:
    sheet = notice_sheet(notice)
    yield manifest.NOTICE, sheet, plan.notice_expectation(notice, sheet), None
    letter_or_extract = extract_sheet if plan.is_extract(notice) else letter_sheet
    for letter in cut:
        sheet = letter_or_extract(notice, letter)
        yield manifest.letter_name(letter.id), sheet, expectations.letter(letter, sheet), letter
    sheet = assignments_sheet(notice, table)
    yield manifest.ASSIGNMENTS, sheet, plan.table_expectation(sheet), None


def _own_templates(draft: Draft) -> Path | None:
    """Return the folder that agency.yaml names, seen from where that file lies."""
    folder = draft.notice.agency.templates
    if not folder:
        return None
    return Path((draft.agency or draft.conclusion).path).parent / folder
