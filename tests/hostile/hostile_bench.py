"""A small draft whose every attack must end in a sentence, the right exit code and no file."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from soanthao.cli.main import run

CONCLUSION = """\
schema: soanthao/conclusion/1
notice: {subject: Kết luận hội nghị, issued: 2020-05-28}
meeting: {name: Hội nghị giao ban, held: 2020-05-26}
signature: cvp
"""
AGENCY = """\
schema: soanthao/agency/1
name: Ủy ban nhân dân huyện A
short: UBND huyện
header: [ỦY BAN NHÂN DÂN, HUYỆN A]
place: A
head: Chủ tịch UBND huyện
office: Văn phòng
symbols: {notice: TB-UBND, letter: UBND-VP}
signatories: {cvp: {position: CHÁNH VĂN PHÒNG, name: Trần Văn B}}
"""
UNITS = "units: [{id: xa-a, name: Xã A}, {id: xa-b, name: Xã B}]\n"
BODY = "body: [{text: Rà soát hồ sơ., to: xa-a}, {text: Báo cáo kết quả., to: xa-b}]\n"
FAULT = re.compile(r"([\w-]+\.yaml:\d+:\d+: [A-Z]\d{3}) \S")
SECONDS = 60
"""More than any refusal needs on a busy machine; an attack that works needs for ever."""


class Bench:
    """A folder with one draft, and what the program says about it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = folder
        self.conclusion = folder / "office" / "2020-05" / "conclusion.yaml"
        self.agency = folder / "office" / "agency.yaml"
        self.out = self.conclusion.parent / "out"
        self.capsys = capsys
        self.conclusion.parent.mkdir(parents=True)
        self.write()

    def write(self, body: str = BODY, more: str = "", agency: str = UNITS) -> None:
        """Write the draft with this *body*, more top keys, and the rest of its agency."""
        self.conclusion.write_text(CONCLUSION + body + more, "utf-8")
        self.agency.write_text(AGENCY + agency, "utf-8")

    def tree(self) -> dict[str, bytes | str]:
        """Return everything below the folder, links not followed."""
        return {
            str(path.relative_to(self.root)): path.read_bytes() if path.is_file() else "no file"
            for path in sorted(self.root.rglob("*"))
        }

    def run(self, *arguments: object) -> tuple[int, str]:
        """Run a command line; return its exit code and what it complained of."""
        self.capsys.readouterr()
        started = time.perf_counter()
        code = run([str(each) for each in arguments])
        assert time.perf_counter() - started < SECONDS
        return code, self.capsys.readouterr().err

    def render(self, *more: object, path: Path | None = None) -> tuple[int, str]:
        arguments = ("render", path or self.conclusion, "--workers", 1, *more)
        return self.run(*arguments)

    def refused(self, code: int, *more: object, path: Path | None = None) -> str:
        """Render; it must end with exit *code*, without traceback, and leave no file behind."""
        before = self.tree()
        ended, said = self.render(*(more or ("--format", "docx")), path=path)
        assert ended == code, said
        assert "Traceback" not in said
        assert self.tree() == before
        return said

    def faults(self, *more: object, path: Path | None = None) -> list[str]:
        """Render; the draft must be refused (3). Return its faults as file:line:column: code."""
        said = self.refused(3, *more, path=path)
        return [match[1] for match in map(FAULT.search, said.splitlines()) if match]
