"""A notice that soanthao printed says the same when it is imported from Word and from PDF."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from round_trip import agency_yaml, imported, orders, printed, rendered

from plain_notice import ROOT
from soanthao.draft.load import find_agency, load
from soanthao.notice.notice import Notice
from strategies_notice import drafts

DRAFTS = sorted((ROOT / "drafts").glob("*/*/conclusion.yaml"))
FEW, LOT, LOTS = 2, 25, 4
"""Generated drafts: in the suite; in the torture, in lots."""


@pytest.fixture(scope="module", params=DRAFTS, ids=lambda path: path.parts[-3])
def made(request, tmp_path_factory) -> tuple[Path, dict[str, Path]]:
    """A draft of the project, and the files that it was rendered to."""
    files = rendered(load(request.param).notice, tmp_path_factory.mktemp("made"))
    return request.param, {file.suffix: file for file in files}


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_draft_comes_back_from_its_file(made: tuple[Path, dict[str, Path]], suffix: str):
    path, files = made
    agency = find_agency(path.parent)
    assert agency is not None

    assert printed(imported(files[suffix], agency)) == printed(load(path).notice)


def test_word_and_pdf_give_the_same_orders_and_deadlines(
    made: tuple[Path, dict[str, Path]], tmp_path: Path
):
    path, files = made
    agency = find_agency(path.parent)
    assert agency is not None
    copies = [Path(shutil.copy(files[each], tmp_path)) for each in (".docx", ".pdf")]

    from_word, from_pdf = (orders(imported(each, agency)) for each in copies)

    assert from_word
    assert from_pdf == from_word


def faults(count: int, lot: int = 0) -> tuple[int, list[str]]:
    """Return how many files of *count* generated drafts came back, and what did not."""
    done, wrong = Counter[str](), list[str]()

    @seed(lot)
    @given(drafts(form="cong-van", per="unit"))
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=False,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    def each(drawn: Notice) -> None:
        # A document with a number is no draft any more, and a draft file may not say both.
        notice = replace(drawn, draft="") if drawn.number.number else drawn
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            agency = folder / "agency.yaml"
            agency.write_text(agency_yaml(notice.agency, notice.signature), "utf-8")
            for file in rendered(notice, folder):
                done[file.suffix] += 1
                wrong.extend(_unlike(notice, file, agency))

    each()
    return done.total(), wrong


def _unlike(notice: Notice, file: Path, agency: Path) -> list[str]:
    expected, found = printed(notice), printed(imported(file, agency))
    return [
        f"{file.suffix} {key}: {one!r} != {found[key]!r}"
        for key, one in expected.items()
        if found[key] != one
    ]


def test_a_few_generated_drafts_come_back():
    files, wrong = faults(FEW)

    assert files == 2 * FEW
    assert wrong == []


@pytest.mark.torture
@pytest.mark.parametrize("lot", range(1, LOTS + 1))
def test_100_generated_drafts_come_back(lot: int, capsys: pytest.CaptureFixture[str]):
    files, wrong = faults(LOT, lot)
    with capsys.disabled():
        sys.stdout.write(f"\nlot {lot}: {files} files imported, {len(wrong)} faults\n")

    assert files == 2 * LOT
    assert wrong == []
