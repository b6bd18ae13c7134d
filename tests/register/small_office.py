"""A commune with two units, its own numbers and as many one-page conclusions as a test wants.

Nothing is read from it but what the workflow needs, so that a document is made in some ten
milliseconds; only Word files are issued unless a test asks for both.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from soanthao.services.approving import approve
from soanthao.services.desk import Desk, open_desk
from soanthao.services.issuing import IssueRequest, issue
from soanthao.services.numbering import NumberRequest, number
from soanthao.services.signing import sign
from soanthao.services.stepping import Selection, StepReport
from soanthao.services.submitting import submit

CLERK = "can-bo"
"""The one person of the office, who may do everything."""
SERIES = "chung"
STEPS = ("submit", "approve", "approve", "approve", "sign", "number", "issue")
"""Command by command, from draft to issued."""
STATES = ("submitted", "content-checked", "form-checked", "approved", "signed", "numbered")
"""Where a document stands after each of them but the last."""

AGENCY = """\
schema: soanthao/agency/1
name: Ủy ban nhân dân xã An Phú
short: UBND xã
header: [ỦY BAN NHÂN DÂN, XÃ AN PHÚ]
place: An Phú
symbols: {notice: TB-UBND, letter: UBND-VP, extract: TrS-UBND}
filed: VT, VP
head: Chủ tịch UBND xã
signatories:
  chu-tich: {position: CHỦ TỊCH, authority: [TM. ỦY BAN NHÂN DÂN], name: Trần Văn Bình}
units:
  - {id: phong-kinh-te, name: Phòng Kinh tế}
  - {id: cong-an, name: Công an xã}
people:
  can-bo: {name: Lê Thị Mai, parts: [soan-thao, noi-dung, the-thuc, ky, van-thu]}
register: {own: chung}
"""
CONCLUSION = """\
schema: soanthao/conclusion/1
notice:
  subject: Kết luận của Chủ tịch UBND xã tại cuộc họp giao ban lần thứ @
meeting:
  name: Cuộc họp giao ban lần thứ @
  held: 2026-11-06
  chair: Chủ tịch UBND xã
numbering: ["1."]
body:
  - "Chủ tịch UBND xã kết luận cuộc họp giao ban lần thứ @ như sau:"
  - text: Phòng Kinh tế kiểm tra các điểm đổ rác, báo cáo trước ngày 20/11/2026.
    to: [phong-kinh-te]
    due: <2026-11-20
  - text: Công an xã tuần tra các tuyến đường trong tháng 11 năm 2026./.
    to: [cong-an]
    due: 2026-11
recipients:
  - {text: Phòng Kinh tế, units: [phong-kinh-te]}
  - {text: Công an xã, units: [cong-an]}
  - "Lưu: VT, VP"
signature: chu-tich
letters: {form: none}
"""


def write_office(home: Path, count: int = 1, formats: tuple[str, ...] = ("docx",), **register: str):
    """Write the office below *home*, with *count* conclusions, and return their paths.

    Args:
        home: made if it is not there.
        count: how many.
        formats: that are issued.
        register: further lines of the table ``[register]``: url, folder, anchor.
    """
    home.mkdir(parents=True, exist_ok=True)
    (home / "agency.yaml").write_text(AGENCY, "utf-8")
    listed = ", ".join(f'"{each}"' for each in formats)
    lines = ["[register]", f"formats = [{listed}]"]
    lines += [f'{key} = "{value}"' for key, value in register.items()]
    (home / "soanthao.toml").write_text("\n".join(lines) + "\n", "utf-8")
    return tuple(write_conclusion(home, each) for each in range(1, count + 1))


def write_conclusion(home: Path, which: int) -> Path:
    """Write the conclusion of meeting *which* in a folder of its own and return its path."""
    path = home / f"hop-{which:03}" / "conclusion.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(CONCLUSION.replace("@", str(which)), "utf-8")
    return path


def act(desk: Desk, path: Path, command: str) -> StepReport:
    """Do what *command* does with the notice at *path*."""
    chosen = Selection(path)
    acts: dict[str, Callable[[], StepReport]] = {
        "submit": lambda: submit(desk, chosen),
        "approve": lambda: approve(desk, chosen),
        "sign": lambda: sign(desk, chosen),
        "number": lambda: number(desk, NumberRequest(chosen)),
        "issue": lambda: issue(desk, IssueRequest(chosen)),
    }
    return acts[command]()


def bring(path: Path, *, until: str) -> Desk:
    """Take the notice at *path* through all steps before the first *until*; return the desk."""
    desk = open_desk(path, CLERK)
    for command in STEPS[: STEPS.index(until)]:
        act(desk, path, command)
    return desk


def soanthao(*arguments: str, cwd: Path, **environ: str) -> "subprocess.CompletedProcess[str]":
    """Run the real command line."""
    return subprocess.run(
        [sys.executable, "-m", "soanthao", *arguments],
        cwd=cwd,
        env={**os.environ, **environ},
        capture_output=True,
        check=False,
        text=True,
        timeout=300,
    )
