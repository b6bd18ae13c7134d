"""``soanthao render``: one conclusion becomes the notice and the letters, proven.

The recipe: read, refuse what does not print yet, assign, cut the letters, work out what each file
must say, make the files and read each one back, and only when all is proven put the new folder in
the place of the old one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from soanthao import files
from soanthao.draft.load import Draft, load
from soanthao.errors import ProofFailedError
from soanthao.executors import default_workers, open_executor
from soanthao.findings import Finding
from soanthao.notice.assignment import Assignment, assign
from soanthao.notice.letter import Letter, letters
from soanthao.render import job, plan, templates
from soanthao.render.context import notice_sheet
from soanthao.render.letter_sheet import letter_sheet
from soanthao.render.proof import Proof
from soanthao.services import manifest
from soanthao.services.folder import check_replaceable, storing
from soanthao.services.refusing import refuse_unprinted

_JOBS_AHEAD: Final = 4
"""Jobs out for each worker: enough that none waits, few enough that results do not pile up."""

Progress = Callable[[int, int, str], None]
"""Called with documents done, documents in all, and the one that was just finished."""


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """What to render.

    Attributes:
        out: the output folder; None is ``out/`` beside the conclusion.
        workers: processes; None lets the program choose.
    """

    conclusion: Path
    out: Path | None = None
    formats: tuple[job.Format, ...] = job.FORMATS
    workers: int | None = None


@dataclass(frozen=True, slots=True)
class RenderReport:
    """What was rendered.

    Attributes:
        manifest: the content of manifest.json.
        warnings: what reading saw, no stop.
        unreached: units to know that no letter can name; they have the notice alone.
        remaining: how many units of the directory get no letter.
    """

    out: Path
    manifest: manifest.Manifest
    warnings: tuple[Finding, ...] = ()
    unreached: tuple[str, ...] = ()
    remaining: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is known before the first file is made."""

    draft: Draft
    assignment: Assignment
    letters: tuple[Letter, ...]
    jobs: tuple[job.RenderJob, ...]
    digest: str


def render(request: RenderRequest, progress: Progress = lambda *_: None) -> RenderReport:
    """Render *request*; on any failure the output folder stays as it was.

    Raises:
        InvalidInputError, InputMissingError: the two files.
        ConflictError: the output folder is not ours, or another run holds it.
        TemplateError, MissingToolError, CannotWriteError: as their names say.
        ProofFailedError: a file does not say what the model says.
    """
    made = make_plan(request.conclusion, request.formats)
    out = request.out or request.conclusion.parent / "out"
    written = manifest.Writer(made.draft, made.letters, made.assignment, made.digest, out)
    count = len(made.jobs)
    workers = min(request.workers or default_workers(count), count)
    ahead = 1 if workers == 1 else workers * _JOBS_AHEAD
    root = made.jobs[0].templates
    warm = (root, made.digest, request.formats)
    with (
        storing(out),
        open_executor(workers, job.warm_up, warm) as executor,
    ):
        members = _members(executor, made.jobs, written, progress, ahead)
        files.replace_folder(out, members, check_replaceable(out))
    return RenderReport(
        out,
        written.manifest(),
        made.draft.warnings,
        _unreached(made, written),
        _remaining(made),
    )


def make_plan(conclusion: Path, formats: tuple[job.Format, ...]) -> Plan:
    """Read *conclusion* and work out every document and what it must say."""
    draft = load(conclusion)
    notice = draft.notice
    refuse_unprinted(draft)
    assignment = assign(notice)
    cut = letters(notice, assignment)
    known = plan.known(notice)
    root = templates.templates_root()
    digest = templates.digest(root)
    sheet = notice_sheet(notice)
    expectations = [("notice", sheet, plan.notice_expectation(notice, sheet))]
    for letter in cut:
        sheet = letter_sheet(notice, letter)
        expected = plan.letter_expectation(notice, assignment, letter, sheet)
        expectations.append((f"letters/{letter.id}", sheet, expected))
    jobs = tuple(
        job.RenderJob(name, sheet.document, expected, known, formats, root, digest)
        for name, sheet, expected in expectations
    )
    return Plan(draft, assignment, cut, jobs, digest)


def _members(
    executor: Executor,
    jobs: tuple[job.RenderJob, ...],
    written: manifest.Writer,
    progress: Progress,
    ahead: int,
) -> Iterator[tuple[str, bytes]]:
    """Yield each file as it is ready and proven, the manifest last."""
    for done, result in enumerate(_results(executor, jobs, ahead), start=1):
        if result.failure is not None:
            raise result.failure
        if not result.proof.holds:
            raise ProofFailedError(_complaint(result.proof))
        written.add(result)
        progress(done, len(jobs), result.name)
        for format_, data in result.files():
            yield f"{result.name}.{format_}", data
    yield manifest.NAME, written.bytes()


def _results(
    executor: Executor, jobs: Iterable[job.RenderJob], ahead: int
) -> Iterator[job.RenderResult]:
    """Yield results as they come; at most *ahead* jobs are out, so that memory stays flat."""
    waiting = iter(jobs)
    out: set[Future[job.RenderResult]] = set()
    while True:
        out |= {executor.submit(job.run, each) for each in islice(waiting, ahead - len(out))}
        if not out:
            return
        done, out = wait(out, return_when=FIRST_COMPLETED)
        for future in done:
            yield future.result()


def _remaining(made: Plan) -> int:
    notice = made.draft.notice
    units = [u for u in notice.agency.directory.units if u.valid_on(notice.validity_day)]
    return len(units) - len(made.letters)


def _unreached(made: Plan, written: manifest.Writer) -> tuple[str, ...]:
    """Return the units that only nơi nhận of a letter could tell, and no letter does."""
    options = made.draft.notice.letters
    if options.only or options.skip:
        return ()
    return tuple(dict.fromkeys(pair.unit for pair, where in written.notified() if where is None))


def _complaint(proof: Proof) -> str:
    flaws = (*proof.missing, *proof.extra, *proof.altered)
    lines = "".join(f"\n  {flaw.file}: {flaw.detail}" for flaw in flaws)
    return (
        "Bản in không khớp với kết luận; đây là lỗi của soanthao, chưa có tệp nào bị thay đổi:"
        f"{lines}"
    )
