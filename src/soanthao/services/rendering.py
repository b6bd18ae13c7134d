"""``soanthao render``: one conclusion becomes the notice, the letters and the assignment table.

The recipe: read, refuse what does not print, assign, cut the letters, work out what each file
must say, make the files and read each one back, and only when all is proven put the new folder in
the place of the old one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from soanthao import files
from soanthao.executors import default_workers, open_executor
from soanthao.findings import Finding
from soanthao.notice.notice import Per
from soanthao.render import job, table_file
from soanthao.render.binding import bind
from soanthao.services import manifest
from soanthao.services.folder import check_replaceable, storing
from soanthao.services.planning import Outlook, Plan, check, make_plan

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
        per: instead of the draft's ``letters.per``.
        templates: an office's own templates, instead of those that agency.yaml names.
    """

    conclusion: Path
    out: Path | None = None
    formats: tuple[job.Format, ...] = job.FORMATS
    workers: int | None = None
    per: Per | None = None
    templates: Path | None = None


@dataclass(frozen=True, slots=True)
class RenderReport:
    """What was rendered.

    Attributes:
        manifest: the content of manifest.json.
        warnings: what reading saw, no stop.
        unreached: units to know that no letter can name; they have the notice alone.
    """

    out: Path
    manifest: manifest.Manifest
    outlook: Outlook
    warnings: tuple[Finding, ...] = ()
    unreached: tuple[str, ...] = ()


def render(
    request: RenderRequest,
    progress: Progress = lambda *_: None,
    announce: Callable[[Outlook], None] = lambda _: None,
) -> RenderReport:
    """Render *request*; on any failure the output folder stays as it was.

    Args:
        request: what to render.
        progress: called for each document that is done.
        announce: called before the first document is made.

    Raises:
        InvalidInputError, InputMissingError: the two files.
        ConflictError: the output folder is not ours, or another run holds it.
        TemplateError, MissingToolError, CannotWriteError: as their names say.
        ProofFailedError: a file does not say what the model says.
    """
    made = make_plan(request.conclusion, request.formats, request.per, request.templates)
    announce(made.outlook)
    out = request.out or request.conclusion.parent / "out"
    written = manifest.Writer(made.draft, made.letters, made.assignment, made.chosen.digest, out)
    count = len(made.jobs)
    workers = min(request.workers or default_workers(count), count)
    ahead = 1 if workers == 1 else workers * _JOBS_AHEAD
    with (
        storing(out),
        open_executor(workers, job.warm_up, (made.chosen,)) as executor,
    ):
        members = _Members(made, written, progress).members(executor, ahead)
        files.replace_folder(out, members, check_replaceable(out))
    return RenderReport(
        out,
        written.manifest(),
        made.outlook,
        made.draft.warnings + made.warnings,
        _unreached(made, written),
    )


@dataclass(slots=True)
class _Members:
    """The files of one run, in the order in which they are ready."""

    made: Plan
    written: manifest.Writer
    progress: Progress
    letters: dict[str, bytes] = field(default_factory=dict)

    def members(self, executor: Executor, ahead: int) -> Iterator[tuple[str, bytes]]:
        """Yield each file as it is ready and proven, the manifest last."""
        jobs = self.made.jobs
        for done, result in enumerate(_results(executor, jobs, ahead), start=1):
            if result.failure is not None:
                raise result.failure
            check(result.proof)
            self.written.add(result)
            self.progress(done, len(jobs), result.name)
            for format_, data in result.files():
                yield f"{result.name}.{format_}", data
            if result.pdf:
                self.letters[result.name] = result.pdf
        yield from self._sheet()
        yield from self._bound()
        yield manifest.NAME, self.written.bytes()

    def _sheet(self) -> Iterator[tuple[str, bytes]]:
        """Yield the assignment table as a workbook."""
        data, proof = table_file.workbook(manifest.WORKBOOK, self.made.table)
        check(proof)
        self.written.add_workbook(data)
        yield manifest.WORKBOOK, data

    def _bound(self) -> Iterator[tuple[str, bytes]]:
        """Yield all letters in one file, where they are there as PDF."""
        bound = [
            (", ".join(letter.called), self.letters[name])
            for letter in self.made.letters
            if (name := manifest.letter_name(letter.id)) in self.letters
        ]
        if not bound:
            return
        together = bind(manifest.BOUND, bound)
        check(together.proof)
        self.written.add_bound(together.data, together.pages)
        yield manifest.BOUND, together.data


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


def _unreached(made: Plan, written: manifest.Writer) -> tuple[str, ...]:
    """Return the units that only nơi nhận of a letter could tell, and no letter does."""
    options = made.draft.notice.letters
    if options.only or options.skip:
        return ()
    return tuple(dict.fromkeys(pair.unit for pair, where in written.notified() if where is None))
