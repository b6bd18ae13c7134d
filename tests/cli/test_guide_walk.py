"""The guide's walks from draft to issued, run as they are written down (docs/huong-dan.md).

Every console block of a chapter is run, line by line, in a copy of the office that it speaks of.
Each command must end as the guide lets the clerk expect; where the guide shows what the screen
says, the screen must say that: a line “…” stands for lines left out, times and hashes for any.
"""

import io
import re
import shlex
import shutil
import sys
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from soanthao import clock
from soanthao.cli.main import run
from soanthao.draft.load import load
from soanthao.register.audit import audit
from soanthao.services.desk import open_register
from soanthao.word.reader import read_paragraphs

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "huong-dan.md").read_text("utf-8")
CHAPTER = "Trình, duyệt, cấp số, phát hành"
LUC_NAM = ("Ví dụ: Thông báo của Lục Nam", "Ví dụ: 33 công văn của Lục Nam")
LOOKING = "Xem, tìm, kiểm tra, in sổ"
KEEPING = "Sao lưu, khôi phục"
USB = "/mnt/usb"
"""The drive that the guide speaks of; a folder of the test stands for it."""
MINH_SON = "Ví dụ: xã Minh Sơn tự cấp số"
BLOCKED = "nên chưa qua được bước này"
"""What the guide shows of a step that ends with 1."""
PATTERN = re.compile(
    r"^```(?P<language>\w*)\n(?P<text>.*?)^```$"
    r"|sửa `(?P<old>addressee: [^`]*)` thành `(?P<new>addressee: [^`]*)`",
    re.DOTALL | re.MULTILINE,
)
MASKS = (
    (re.compile(r"\b[0-9a-f]{64}\b"), "#"),
    (re.compile(r"\b[0-9a-f]{8}(?: [0-9a-f]{8}){7}\b"), "#"),
    (re.compile(r"\b\d\d/\d\d/\d{4} \d\d:\d\d\b"), "@"),
)


@dataclass
class Block:
    """Command lines, and what the guide shows of the screen behind them."""

    commands: list[str]
    shown: list[str] | None = None


@dataclass
class Edit:
    """A line of agency.yaml that the clerk changes."""

    old: str
    new: str


def section(title):
    """Return the text of one part of the chapter."""
    (text,) = re.findall(rf"^### {re.escape(title)}\n(.*?)(?=^###? )", GUIDE, re.DOTALL | re.M)
    return text


def acts_of(title):
    """Return what a part of the chapter does, in order."""
    acts = []
    for found in PATTERN.finditer(section(title)):
        if found["old"]:
            acts.append(Edit(found["old"], found["new"]))
        elif found["language"] == "console":
            acts.append(Block(found["text"].splitlines()))
        elif not found["language"]:
            assert acts[-1].shown is None
            acts[-1].shown = found["text"].splitlines()
    return acts


def masked(line):
    for pattern, sign in MASKS:
        line = pattern.sub(sign, line)
    return line


def stands_in(shown, said):
    """Return the first shown line that the screen does not have at its place; None of none."""
    at, free = 0, False
    for line in map(masked, shown):
        if line == "…":
            free = True
            continue
        places = range(at, len(said)) if free else range(at, at + 1)
        at = next((each for each in places if said[each : each + 1] == [line]), -1)
        if at < 0:
            return line
        at, free = at + 1, False
    return None if free or at == len(said) else f"{said[at]} (không có trong hướng dẫn)"


def said_by(command, monkeypatch):
    """Run one command line, with a yes to every question; return code and lines of the screen."""
    program, *arguments = shlex.split(command)
    assert program == "soanthao"
    terminal = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO("c\n"))
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setattr(sys, "stderr", terminal)
    code = run(arguments)
    return code, terminal.getvalue().splitlines()


@pytest.fixture
def walk(tmp_path, monkeypatch):
    """Copy an office, stand in it, and do what parts of the chapter do."""

    def through(office, *titles):
        home = tmp_path / office
        if not home.exists():
            skip = shutil.ignore_patterns("out", "so-van-ban", "signing", "issued")
            shutil.copytree(ROOT / "drafts" / office, home, ignore=skip)
        monkeypatch.chdir(home)
        for act in (act for title in titles for act in acts_of(title)):
            if isinstance(act, Block) and "restore" in act.commands[0]:
                shutil.rmtree(home / "so-van-ban")
            if isinstance(act, Edit):
                agency = (home / "agency.yaml").read_text("utf-8")
                assert agency.count(f"{act.old}\n") == 1
                (home / "agency.yaml").write_text(agency.replace(act.old, act.new), "utf-8")
            else:
                perform(act)
        return home

    def perform(block):
        screen = []
        expected = 1 if any(BLOCKED in line for line in block.shown or ()) else 0
        for command in block.commands:
            code, said = said_by(command.replace(USB, str(tmp_path / "usb")), monkeypatch)
            said = [line.replace(str(tmp_path / "usb"), USB) for line in said]
            assert code == expected, (command, said)
            screen += said
        if block.shown is not None:
            missing = stands_in(block.shown, [masked(line) for line in screen])
            assert missing is None, (block.commands, missing, screen)

    return through


def audited(home):
    """Return how many documents and numbers there are, once nothing is found wrong."""
    _, ledger = open_register(home)
    found = audit(ledger)
    assert (found.findings, found.orphans) == ((), ())
    return found.entries, found.numbers


def paragraphs(path):
    return list(read_paragraphs(path.read_bytes()))


def test_the_notice_of_luc_nam_and_its_letters_are_issued_as_the_guide_says(walk):
    home = walk("luc-nam", *LUC_NAM, LOOKING, KEEPING)
    assert audited(home) == (34, 34)
    folder = home / "2020-05" / "issued"
    notice = paragraphs(folder / "notice.docx")
    assert "Số: 125/TB-UBND" in notice
    assert "Lục Nam, ngày 28 tháng 5 năm 2020" in notice
    draft = load(home / "2020-05" / "conclusion.yaml").notice
    assert (draft.number.number, draft.issued.complete) == (125, date(2020, 5, 28))
    letters = sorted((folder / "letters").glob("*.docx"))
    assert len(letters) == 33
    for letter in letters:
        text = "\n".join(paragraphs(letter))
        assert "Thực hiện Thông báo số 125/TB-UBND ngày 28/5/2020" in text, letter.name
    late = paragraphs(folder / "letters" / "xa-chu-dien.docx")
    assert "Số: 170/UBND-VP" in late
    assert "Lục Nam, ngày 29 tháng 5 năm 2020" in late
    assert any("Chủ tịch Ủy ban nhân dân xã Chu Điện" in each for each in late)
    holds_the_book(home / "so-2020")


def holds_the_book(folder):
    """See that the ten columns of Phụ lục IV say what was done, and the cover which numbers."""
    (file,) = folder.glob("*.xlsx")
    cover, sheet = openpyxl.load_workbook(file).worksheets
    said = [row[0] for row in cover.iter_rows(values_only=True)]
    assert {"Từ số 125 đến số 125 (TB)", "Từ số 131 đến số 170 (công văn)"} <= set(said)
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    lines = {row[0]: row for row in rows if re.match(r"\d+/", row[0])}
    in_time = {f"{each}/UBND-VP": "28/5/2020" for each in range(131, 163)}
    days = {"125/TB-UBND": "28/5/2020", **in_time, "170/UBND-VP": "29/5/2020"}
    assert {number: (row[1], row[7]) for number, row in lines.items()} == {
        number: (day, day) for number, day in days.items()
    }
    assert {row[3] for row in lines.values()} == {"Nguyễn Tiến Dũng"}
    notice = lines["125/TB-UBND"]
    assert notice[2].startswith("Thông báo Kết luận Hội nghị giao ban với Thủ trưởng")
    # The last line of its nơi nhận: “Lưu: VT”; forty copies, nothing signed for, no remark.
    assert (notice[5], notice[6], notice[8], notice[9]) == ("VT", "40", "", "")
    late = lines["170/UBND-VP"]
    assert late[4].startswith("Chủ tịch Ủy ban nhân dân xã Chu Điện; ")
    assert late[6] == "3"


def test_minh_son_numbers_its_own_documents_as_the_guide_says(walk, monkeypatch):
    moment = datetime(2026, 11, 10, 9, 0, tzinfo=clock.VIETNAM)
    monkeypatch.setattr(clock, "now", lambda: moment)
    home = walk("xa-minh-son", MINH_SON)
    # 1 notice and 13 extracts; beside theirs, two numbers that were kept.
    assert audited(home) == (14, 16)
    assert "Số: 49/TB-UBND" in paragraphs(home / "2026-11" / "issued" / "notice.docx")
    assert "Số: 31/TrS-UBND" in paragraphs(home / "2026-11/issued/letters/phong-kinh-te.docx")


def test_every_part_of_the_chapter_with_commands_is_run():
    (chapter,) = re.findall(rf"^## {CHAPTER}\n(.*?)(?=^## )", GUIDE, re.DOTALL | re.M)
    titles = re.findall(r"^### (.*)$", chapter, re.M)
    told = {title for title in titles if "```console" in section(title)}
    # One command that the walks have no use for: tests/cli/test_workflow_screen.py cancels.
    assert told == {*LUC_NAM, LOOKING, KEEPING, MINH_SON, "Hủy, đính chính, thu hồi"}


@pytest.mark.parametrize(
    ("shown", "said", "missing"),
    [
        (["a", "b"], ["a", "b"], None),
        (["a", "…", "c"], ["a", "b", "b", "c"], None),
        (["a", "…"], ["a", "b"], None),
        (["a", "c"], ["a", "b", "c"], "c"),
        (["…", "d"], ["a", "b"], "d"),
        (["a"], ["a", "b"], "b (không có trong hướng dẫn)"),
        (["a", "b"], ["a"], "b"),
    ],
)
def test_a_line_that_is_not_there_is_seen(shown, said, missing):
    assert stands_in(shown, said) == missing
