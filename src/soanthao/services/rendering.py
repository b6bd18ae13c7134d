"""``soanthao render``: one conclusion becomes the notice, the letters and the assignment table.

The recipe: read, refuse what does not print, assign, cut the letters, work out what each file
must say, make the files and read each one back, and only when all is proven put the new folder in
the place of the old one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from soanthao import files
from soanthao.executors import default_workers, open_executor
from soanthao.findings import Finding
from soanthao.notice.notice import Per
from soanthao.render import job, table_file
from soanthao.render.binding import bind, read_bound
from soanthao.render.carried import carry
from soanthao.render.expectation import Proof
from soanthao.services import manifest
from soanthao.services.carrying import Old, look, reading
from soanthao.services.carrying import check as check_carried
from soanthao.services.folder import check_replaceable, storing
from soanthao.services.planning import Outlook, Plan, check, make_plan
from soanthao.services.selecting import Only, select
from soanthao.services.sources import Carrying

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
        only: make these anew and carry the rest over from the old folder.
        units: likewise, the letters to these units.
        archive: every PDF carries its source, the issued ones too.
    """

    conclusion: Path
    out: Path | None = None
    formats: tuple[job.Format, ...] = job.FORMATS
    workers: int | None = None
    per: Per | None = None
    templates: Path | None = None
    only: Only | None = None
    units: tuple[str, ...] = ()
    archive: bool = False


@dataclass(frozen=True, slots=True)
class RenderReport:
    """What was rendered.

    Attributes:
        manifest: the content of manifest.json.
        warnings: what reading saw, no stop.
        unreached: units to know that no letter can name; they have the notice alone.
        remade: of a selection, the names of the documents that were made anew.
    """

    out: Path
    manifest: manifest.Manifest
    outlook: Outlook
    warnings: tuple[Finding, ...] = ()
    unreached: tuple[str, ...] = ()
    remade: tuple[str, ...] = ()


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
        InvalidInputError, InputMissingError: the two files; nobody has a letter of that name.
        ConflictError: the output folder is not ours, another run holds it, or what is not
            selected cannot be carried over.
        TemplateError, MissingToolError, CannotWriteError: as their names say.
        ProofFailedError: a file does not say what the model says.
    """
    made = make_plan(
        request.conclusion,
        request.formats,
        request.per,
        request.templates,
        Carrying(request.archive),
    )
    selected = select(made, request.only, request.units)
    announce(made.outlook)
    out = request.out or request.conclusion.parent / "out"
    written = manifest.Writer(
        made.draft,
        made.letters,
        made.assignment,
        made.chosen.digest,
        out,
        archive=request.archive,
    )
    count = len(made.jobs if selected is None else selected)
    workers = min(request.workers or default_workers(count), count)
    ahead = 1 if workers == 1 else workers * _JOBS_AHEAD
    run = _Run(made, written, progress, selected)
    with (
        storing(out),
        open_executor(workers, job.warm_up, (made.chosen,)) as executor,
    ):
        files.replace_folder(out, run.members(executor, ahead), run.check)
    return RenderReport(
        out,
        written.manifest(),
        made.outlook,
        made.draft.warnings + made.warnings,
        _unreached(made, written),
        tuple(each.name for each in made.jobs if each.name in (selected or ())),
    )


@dataclass(slots=True)
class _Run:
    """The files of one run, in the order in which they are ready.

    Attributes:
        selected: names of the documents to make; None is all of them.
        old: where the others come from; known when the folder is held.
    """

    made: Plan
    written: manifest.Writer
    progress: Progress
    selected: frozenset[str] | None = None
    old: Old | None = None
    letters: dict[str, bytes] = field(default_factory=dict)

    def check(self, members: tuple[str, ...]) -> None:
        """Raise unless the old folder may be replaced, and gives what is to stay."""
        out = self.written.out
        check_replaceable(out)(members)
        if self.selected is not None:
            self.old = look(out, self.made, self.selected)
            self.written.before, self.written.kept = self.old.content, self.old.kept

    def members(self, executor: Executor, ahead: int) -> Iterator[tuple[str, bytes]]:
        """Yield each file as it is ready and proven, the manifest last."""
        count = len(self.made.jobs)
        for done, result in enumerate(_results(executor, self._tasks(), ahead), start=1):
            if result.failure is not None:
                raise result.failure
            self._prove(result.name, result.proof)
            self.written.add(result)
            self.progress(done, count, result.name)
            for format_, data in result.files():
                yield f"{result.name}.{format_}", data
            if result.pdf:
                self.letters[result.name] = result.pdf
        yield from self._sheet()
        yield from self._bound()
        yield manifest.NAME, self.written.bytes()

    def _tasks(self) -> Iterator[Callable[[], job.RenderResult]]:
        for each in self.made.jobs:
            old = self._old(each.name)
            if old is None:
                yield partial(job.run, each)
            else:
                name = each.name
                yield partial(carry, each, old.read(name, "docx"), old.read(name, "pdf"))

    def _old(self, name: str) -> Old | None:
        """Return where the document *name* is carried over from; None if it is made."""
        return self.old if self.old is not None and name in self.old.kept else None

    def _prove(self, name: str, proof: Proof) -> None:
        if self._old(name) is None:
            check(proof)
        else:
            check_carried(proof)

    def _sheet(self) -> Iterator[tuple[str, bytes]]:
        """Yield the assignment table as a workbook."""
        file, table = manifest.WORKBOOK, self.made.table
        old = self._old(manifest.ASSIGNMENTS)
        data = b"" if old is None else old.read(manifest.ASSIGNMENTS, "xlsx")
        if data:
            with reading(file):
                proof = table_file.prove_workbook(file, table, data)
        else:
            data, proof = table_file.workbook(file, table)
        self._prove(manifest.ASSIGNMENTS, proof)
        self.written.add_workbook(data)
        yield file, data

    def _bound(self) -> Iterator[tuple[str, bytes]]:
        """Yield all letters in one file, where they are there as PDF."""
        bound = [
            (", ".join(letter.called), self.letters[name])
            for letter in self.made.letters
            if (name := manifest.letter_name(letter.id)) in self.letters
        ]
        if not bound:
            return
        old = self._old(manifest.BOUND_NAME)
        if old is None:
            together = bind(manifest.BOUND, bound)
        else:
            data = old.read(manifest.BOUND_NAME, "pdf")
            with reading(manifest.BOUND):
                together = read_bound(manifest.BOUND, data, (pdf for _, pdf in bound))
        self._prove(manifest.BOUND_NAME, together.proof)
        self.written.add_bound(together.data, together.pages)
        yield manifest.BOUND, together.data


def _results(
    executor: Executor, tasks: Iterable[Callable[[], job.RenderResult]], ahead: int
) -> Iterator[job.RenderResult]:
    """Yield results as they come; at most *ahead* jobs are out, so that memory stays flat."""
    waiting = iter(tasks)
    out: set[Future[job.RenderResult]] = set()
    while True:
        out |= {executor.submit(each) for each in islice(waiting, ahead - len(out))}
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
