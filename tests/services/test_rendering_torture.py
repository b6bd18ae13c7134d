"""A render with three letters, struck at every fsync, rename and write; never a sample of them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace

import pytest
from three_letters import CALLS, FAULTS, LETTERS, NEW, OLD, REASON, Bench, tree

from soanthao.files import replace_folder
from soanthao.services.rendering import RenderRequest, render

pytestmark = pytest.mark.torture

WITHOUT_EXCHANGE = ("-e", "inject=renameat2:error=EINVAL")
"""A file system that cannot let two folders change places, as some network drives."""


@dataclass(frozen=True)
class Kind:
    """What is rendered over what, and how.

    Attributes:
        before: what stands there before: nothing; the folder of the draft's last state; a folder
            whose first letter is spoiled, for a run that makes this letter alone.
        fork: in a fork of a process that is warm; else every run starts Python anew.
        struck: the calls of which each is struck.
        tracing: what the tracer does besides.
    """

    formats: tuple[str, ...] = ("docx", "pdf")
    before: str = "old"
    fork: bool = True
    struck: tuple[str, ...] = ("fsync", "renameat2", "write")
    tracing: tuple[str, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        return LETTERS[:1] if self.before == "spoiled" else ()

    @property
    def options(self) -> tuple[str, ...]:
        units = [word for unit in self.units for word in ("--unit", unit)]
        return ("--format", ",".join(self.formats), "--workers", "1", *units)


KINDS = {
    "word-process": Kind(formats=("docx",), fork=False),
    "pdf": Kind(),
    "first": Kind(formats=("docx",), before="nothing", struck=("fsync", "rename", "write")),
    "one-letter": Kind(before="spoiled"),
    "no-exchange": Kind(formats=("docx",), struck=("fsync", "rename"), tracing=WITHOUT_EXCHANGE),
}
CASES = [
    (name, call, fault) for name, kind in KINDS.items() for call in kind.struck for fault in FAULTS
]


class Known:
    """A bench, the old folder, the new one, and how many calls lead from the one to the other."""

    def __init__(self, bench: Bench, kind: Kind) -> None:
        self.bench, self.kind = bench, kind
        self.number = OLD if kind.before == "spoiled" else NEW
        self.old = None
        if kind.before != "nothing":
            bench.restore(None, OLD)
            self.press(whole=True)
            self.old = tree(bench.out)
        if kind.before == "spoiled":
            self.old[f"letters/{LETTERS[0]}.docx"] = b"spoiled"
        bench.restore(self.old, self.number)
        self.calls = bench.count(self.run)
        self.new = tree(bench.out)
        assert self.new not in (None, self.old)

    def run(self, *tracing: str):
        """Render under strace, in the way of the kind."""
        way = self.bench.fork if self.kind.fork else self.bench.process
        return way(*tracing, *self.kind.tracing)

    def press(self, *, whole: bool = False) -> None:
        """Render in the process of the tests, where everything is loaded."""
        request = RenderRequest(self.bench.conclusion, formats=self.kind.formats, workers=1)
        render(request if whole else replace(request, units=self.kind.units))

    def flaws(self, call: str, when: int, fault: str) -> Iterator[str]:
        """Strike one call and yield what is not as the contract has it."""
        bench = self.bench
        bench.restore(self.old, self.number)
        done = self.run("-e", f"inject={call}:{FAULTS[fault]}:when={when}")
        found = tree(bench.out)
        absent = found is None and fault == "kill" and self.kind.tracing == WITHOUT_EXCHANGE
        if found not in (self.old, self.new) and not absent:
            yield f"the folder is neither the old one nor the new one: {sorted(found or ())}"
        if fault == "kill":
            if done.code != -9:
                yield f"was not killed: {done}"
        else:
            yield from self._flaws_of_exit(done, found, fault)
        if "Traceback" in done.complained:
            yield done.complained
        if absent:
            yield from self._flaws_of_absence()
        if not bench.leftovers() and found in (self.old, self.new):
            return  # the next run finds what every run finds
        self.press()
        if tree(bench.out) != self.new:
            yield "the next run did not make the new folder"
        if bench.leftovers():
            yield f"left after the next run: {bench.leftovers()}"

    def _flaws_of_absence(self) -> Iterator[str]:
        """Yield what is wrong when the next run is refused: it must bring the old folder back."""

        def refuse(_members):
            raise LookupError

        with suppress(LookupError):
            replace_folder(self.bench.out, (), refuse)
        if tree(self.bench.out) not in (self.old, self.new):
            yield "the folder is gone for good"

    def _flaws_of_exit(self, done, found, fault: str) -> Iterator[str]:
        if done.code == 0:
            if found != self.new:
                yield f"exit 0 without the new folder: {done}"
            return
        if done.code != 8 or REASON[fault] not in done.complained:
            yield f"exit {done.code}: {done.complained}"
        if len(done.complained.splitlines()) != 1:
            yield f"more than a sentence: {done.complained}"
        if found != self.old:
            yield f"exit {done.code} with the new folder: {done.complained}"
        if self.bench.leftovers():
            yield f"left after the failure: {self.bench.leftovers()}"


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """Give what is known of a bench, worked out once for each kind."""
    found: dict[str, Known] = {}

    def look(name: str) -> Known:
        if name not in found:
            kind = KINDS[name]
            found[name] = Known(Bench(tmp_path_factory.mktemp(name), *kind.options), kind)
        return found[name]

    yield look
    for each in found.values():
        each.bench.close()


@pytest.mark.parametrize("name", KINDS)
def test_every_call_that_is_struck_is_there_to_be_struck(known, record_property, name):
    calls = known(name).calls
    record_property("calls", calls)
    assert all(calls[call] for call in KINDS[name].struck), calls
    if not KINDS[name].tracing:
        assert {call for call in CALLS if calls[call]} == set(KINDS[name].struck)


@pytest.mark.parametrize(("name", "call", "fault"), CASES)
def test_a_render_struck_at_any_call_leaves_the_old_folder_or_the_new(
    known, record_property, name, call, fault
):
    bench = known(name)
    total = bench.calls[call]
    record_property("struck", total)
    wrong = [
        f"{call} {when} of {total}, {fault}: {flaw}"
        for when in range(1, total + 1)
        for flaw in bench.flaws(call, when, fault)
    ]
    assert not wrong, "\n".join(wrong)
