"""A render with three letters, struck at every fsync, rename and write; never a sample of them."""

from collections.abc import Iterator

import pytest
from three_letters import CALLS, FAULTS, OLD, REASON, Bench, tree

from soanthao.services.rendering import RenderRequest, render

pytestmark = pytest.mark.torture

FORMATS = {"word": ("docx",), "word-and-pdf": ("docx", "pdf")}


class Known:
    """A bench, the old folder, the new one, and how many calls lead from the one to the other."""

    def __init__(self, bench: Bench, formats: tuple[str, ...], *, old: bool, fork: bool) -> None:
        self.bench, self.formats = bench, formats
        self.run = bench.fork if fork else bench.process
        self.old = None
        if old:
            bench.restore(None, OLD)
            self.press()
            self.old = tree(bench.out)
        bench.restore(self.old)
        self.calls = bench.count(self.run)
        self.new = tree(bench.out)
        assert self.new not in (None, self.old)

    def press(self) -> None:
        """Render in the process of the tests, where everything is loaded."""
        render(RenderRequest(self.bench.conclusion, formats=self.formats, workers=1))

    def flaws(self, call: str, when: int, fault: str) -> Iterator[str]:
        """Strike one call and yield what is not as the contract has it."""
        bench = self.bench
        bench.restore(self.old)
        done = self.run("-e", f"inject={call}:{FAULTS[fault]}:when={when}")
        found = tree(bench.out)
        if found not in (self.old, self.new):
            yield f"the folder is neither the old one nor the new one: {sorted(found or ())}"
        if fault == "kill":
            if done.code != -9:
                yield f"was not killed: {done}"
        elif done.code == 0:
            if found != self.new:
                yield f"exit 0 without the new folder: {done}"
        else:
            if done.code != 8 or REASON[fault] not in done.complained:
                yield f"exit {done.code}: {done.complained}"
            if found != self.old:
                yield f"exit {done.code} with the new folder: {done.complained}"
            if bench.leftovers():
                yield f"left after the failure: {bench.leftovers()}"
        if "Traceback" in done.complained:
            yield done.complained
        self.press()
        if tree(bench.out) != self.new:
            yield "the next run did not make the new folder"
        if bench.leftovers():
            yield f"left after the next run: {bench.leftovers()}"


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """Give what is known of a bench, worked out once for each kind."""
    found = {}

    def look(formats: str, before: str, way: str) -> Known:
        if (formats, before, way) not in found:
            made = FORMATS[formats]
            options = ("--format", ",".join(made), "--workers", "1")
            bench = Bench(tmp_path_factory.mktemp("bench"), *options)
            found[formats, before, way] = Known(
                bench, made, old=before == "old", fork=way == "fork"
            )
        return found[formats, before, way]

    yield look
    for each in found.values():
        each.bench.close()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "kind",
    [("word", "old", "process"), ("word-and-pdf", "old", "fork"), ("word-and-pdf", "none", "fork")],
    ids=["word-process", "pdf-fork", "pdf-first"],
)
def test_a_render_struck_at_any_call_leaves_the_old_folder_or_the_new(
    known, record_property, kind, call, fault
):
    bench = known(*kind)
    total = bench.calls[call]
    record_property("struck", total)
    wrong = [
        f"{call} {when} of {total}, {fault}: {flaw}"
        for when in range(1, total + 1)
        for flaw in bench.flaws(call, when, fault)
    ]
    assert not wrong, "\n".join(wrong)
