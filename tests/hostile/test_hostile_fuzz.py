"""Ten thousand broken drafts: each is read or refused with code, line and column; none is a bug.

The share of them that is still a sound draft goes on to the plan, some of that to real Word files.
"""

from __future__ import annotations

import re
import tempfile
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fuzzed_drafts import KINDS, Pair
from hypothesis import HealthCheck, Phase, given, seed, settings

from soanthao.draft.faults import MESSAGES
from soanthao.draft.load import load
from soanthao.errors import ErrorKind, InvalidInputError, SoanthaoError
from soanthao.services.planning import make_plan
from soanthao.services.rendering import RenderRequest, render

LOTS = 5
IN_A_LOT = 500
"""Four kinds of mutation x 5 lots x 500 inputs = 10,000."""
PLANNED_EVERY = 6
RENDERED_EVERY = 60
OF_THE_WHOLE_FILE = frozenset({"Y101", "Y113", "Y525"})
LATER = re.compile(r"[A-Z]\d{3}")
LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass
class Judge:
    """Reads drafts in one folder and keeps what should not have happened, each kind once."""

    folder: Path
    counts: Counter[str] = field(default_factory=Counter)
    flaws: dict[str, Pair] = field(default_factory=dict)

    def hear(self, pair: Pair) -> None:
        self.counts["inputs"] += 1
        try:
            self._read(pair)
        except AssertionError as error:
            self._keep(f"{error}", pair)
        except Exception as error:  # noqa: BLE001 - the very thing that is looked for
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(last.filename).name}:{last.lineno} {last.name}"
            self._keep(f"{type(error).__name__} at {where}: {str(error)[:200]}", pair)

    def _keep(self, flaw: str, pair: Pair) -> None:
        known = self.flaws.get(flaw)
        if known is None or sum(map(len, pair)) < sum(map(len, known)):
            self.flaws[flaw] = pair

    def _read(self, pair: Pair) -> None:
        path = self.folder / "2020-05" / "conclusion.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(pair[0])
        (self.folder / "agency.yaml").write_bytes(pair[1])
        try:
            load(path)
        except InvalidInputError as error:
            self.counts["refused"] += 1
            self._check(error, pair, path)
            return
        self.counts["sound"] += 1
        if self.counts["sound"] % PLANNED_EVERY == 1:
            self._go_on(path)

    def _check(self, error: InvalidInputError, pair: Pair, path: Path) -> None:
        """Hold every finding against the file that it names: code, words, line, column."""
        texts = dict(zip((path, self.folder / "agency.yaml"), pair, strict=True))
        assert error.findings, "refused without a finding"
        for each in error.findings:
            assert each.code in MESSAGES, f"unknown code {each.code}"
            assert each.message.endswith(".") or "?" in each.message, f"no sentence: {each.code}"
            assert "\n" not in each.message, f"{each.code} in several lines"
            data = texts.get(Path(each.path))
            if data is None:
                assert each.code in ("Y526", "Y113"), f"{each.code} in another file: {each.path}"
                continue
            if each.line == 0:
                assert each.code in OF_THE_WHOLE_FILE, f"{each.code} has no line"
                continue
            lines = LINE_END.split(data.decode("utf-8", "replace"))
            assert each.line <= len(lines), f"{each.code} behind the end"
            width = len(lines[each.line - 1]) + 1
            assert 1 <= each.column <= width, f"{each.code} beside its line"

    def _go_on(self, path: Path) -> None:
        """Take a sound draft on to the plan, and some to Word files."""
        self.counts["planned"] += 1
        try:
            make_plan(path)
            if self.counts["planned"] % (RENDERED_EVERY // PLANNED_EVERY) == 1:
                self.counts["rendered"] += 1
                with tempfile.TemporaryDirectory() as out:
                    render(RenderRequest(path, Path(out) / "out", formats=("docx",), workers=1))
        except SoanthaoError as error:
            self.counts["refused later"] += 1
            stopped = error
        else:
            return
        assert stopped.kind is not ErrorKind.BUG, f"exit 70: {str(stopped)[:300]}"
        assert LATER.search(str(stopped)), f"no code: {stopped}"


@pytest.mark.torture
@pytest.mark.parametrize("lot", range(LOTS))
@pytest.mark.parametrize("kind", KINDS)
def test_no_broken_draft_is_ever_a_traceback_or_exit_70(kind, lot, tmp_path):
    judge = Judge(tmp_path)

    @seed(1_000 * lot)
    @settings(
        max_examples=IN_A_LOT,
        derandomize=False,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(KINDS[kind])
    def hear(pair):
        judge.hear(pair)

    hear()
    print(f"{kind} {lot}: {dict(judge.counts)}")  # noqa: T201 - the figures of the proof
    assert judge.counts["inputs"] >= IN_A_LOT
    for number, pair in enumerate(judge.flaws.values()):
        for name, data in zip(("conclusion", "agency"), pair, strict=True):
            (tmp_path / f"{number}-{name}.yaml").write_bytes(data)
    assert not list(judge.flaws), f"inputs in {tmp_path}"
