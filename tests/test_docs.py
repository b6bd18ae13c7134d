"""What the documents say is there, and what is there stands in the documents."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

from soanthao import settings
from soanthao.cli.app import app
from soanthao.cli.exits import ExitCode
from soanthao.cli.main import run
from soanthao.draft.load import load
from soanthao.draft.new import starter
from soanthao.errors import InvalidInputError
from soanthao.notice import phrases
from soanthao.render import templates
from soanthao.render.context import notice_sheet
from soanthao.word import merge

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
GUIDE = (ROOT / "docs" / "huong-dan.md").read_text("utf-8")
ERRORS = (ROOT / "docs" / "errors.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
DECISIONS = (ROOT / "docs" / "decisions.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def every_command(group, *before):
    """Yield each command below *group*, as it is typed, groups themselves included."""
    for name, command in group.commands.items():
        yield " ".join((*before, name)), command
        if hasattr(command, "commands"):
            yield from every_command(command, *before, name)


COMMANDS = dict(every_command(typer.main.get_command(app)))
OPTIONS = [
    (name, option)
    for name, command in COMMANDS.items()
    for parameter in command.params
    for option in parameter.opts
    if option.startswith("--")
]
SOURCES = sorted(
    path.stem if path.is_file() else f"{path.name}/"
    for path in (ROOT / "src" / "soanthao").iterdir()
    if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").is_file()
)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_explained_to_the_clerk(command):
    assert f"`soanthao {command}" in GUIDE


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_explained_to_the_clerk(command, option):
    assert f"`{option}" in GUIDE, command


def written(folder: Path, body: str) -> Path:
    """Write what `soanthao new` gives, with another body."""
    for name, text in starter().items():
        (folder / name).write_text(text, "utf-8")
    conclusion = folder / "conclusion.yaml"
    before, rest = conclusion.read_text("utf-8").split("\nbody:\n")
    after = rest[rest.index("\nrecipients:") :]
    conclusion.write_text(f"{before}\nbody:\n{body}{after}", "utf-8")
    return conclusion


def put(example: str, text: str) -> str:
    """Return *text* with the top-level keys of *example* in place of its own."""
    keys = set(re.findall(r"^(\w+):", example, re.MULTILINE))
    blocks = re.split(r"^(?=\w+:)", text, flags=re.MULTILINE)
    return "".join(block for block in blocks if block.partition(":")[0] not in keys) + example


BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
EXAMPLES = [block.removeprefix("body:\n") for block in BLOCKS if block.startswith(("body:", " "))]
AGENCIES = [block for block in BLOCKS if block.startswith("# agency.yaml\n")]
CONCLUSIONS = [block for block in BLOCKS if re.match(r"(?!body:)\w+:", block)]
DEADLINES = [
    code.removeprefix("due: ")
    for row in re.findall(r"^\| (`due: .*?) \|", GUIDE, re.MULTILINE)
    for code in re.findall(r"`(.*?)`", row)
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_of_the_guide_is_read_without_a_word(tmp_path, example):
    assert load(written(tmp_path, example)).warnings == ()


@pytest.mark.parametrize(
    ("name", "example"),
    [
        *(("agency.yaml", example) for example in AGENCIES),
        *(("conclusion.yaml", example) for example in CONCLUSIONS),
    ],
)
def test_every_other_example_of_the_guide_is_read_without_a_word(tmp_path, name, example):
    for file, text in starter().items():
        (tmp_path / file).write_text(put(example, text) if file == name else text, "utf-8")
    assert load(tmp_path / "conclusion.yaml").warnings == ()


def test_no_example_of_the_guide_is_left_unread():
    assert len(EXAMPLES) + len(AGENCIES) + len(CONCLUSIONS) == len(BLOCKS) == GUIDE.count("```yaml")


@pytest.mark.parametrize("key", phrases.PLACEHOLDERS)
def test_every_sentence_of_an_office_is_explained_with_what_is_filled_in(key):
    (row,) = re.findall(rf"^\| `{key}` \|.*\|(.*)\|$", ERRORS, re.MULTILINE)
    filled = dict(re.findall(r"`\{(\w+)\}`(\*?)", row))
    assert set(filled) == phrases.PLACEHOLDERS[key]
    assert {name for name, star in filled.items() if star} == phrases.REQUIRED[key]


@pytest.mark.parametrize("due", DEADLINES)
def test_every_deadline_of_the_guide_is_understood(tmp_path, due):
    body = f"  - text: Phòng Kinh tế rà soát.\n    to: [phong-kinh-te]\n    due: {due}\n"
    (item,) = load(written(tmp_path, body)).notice.items()
    assert len(item.follow.due) == 1


def test_the_fault_that_the_guide_explains_is_told_in_these_words(tmp_path):
    (line,) = re.findall(r"^conclusion.yaml:\d+:(\d+: Y501 .*)$", GUIDE, re.MULTILINE)
    body = EXAMPLES[0].replace("[phong-kinh-te]", "[phong-kinh-tes]")
    with pytest.raises(InvalidInputError) as caught:
        load(written(tmp_path, body))
    assert [str(fault).split(":", 2)[2] for fault in caught.value.findings] == [line]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the draft of Lục Nam and its notice in Word, to work in."""
    office = ROOT / "drafts" / "luc-nam"
    shutil.copy(office / "agency.yaml", tmp_path)
    shutil.copy(office / "2020-05" / "conclusion.yaml", tmp_path)
    sheet = notice_sheet(load(tmp_path / "conclusion.yaml").notice)
    press = merge.compile_template(*templates.word_source(templates.choose(None), "notice"))
    (tmp_path / "notice.docx").write_bytes(press.render(sheet.document))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told_in(section: str) -> list[list[str]]:
    """Return the lines of each excerpt of a section of the guide; what is left out is no line."""
    (text,) = re.findall(rf"^## {section}.*?(?=^## )", GUIDE, re.DOTALL | re.MULTILINE)
    fences = re.findall(r"^```(\w*)\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    excerpts = [said.splitlines() for language, said in fences if not language]
    return [[line for line in each if line != "…"] for each in excerpts]


def test_what_the_guide_shows_of_an_update_is_what_is_shown(desk, capsys):
    correct = ROOT / ".ci" / "correct-notice"
    subprocess.run([sys.executable, correct, "notice.docx", "notice-da-sua.docx"], check=True)
    screen, written = told_in("Lãnh đạo sửa trong Word thì sao")
    assert run(["update", "conclusion.yaml", "notice-da-sua.docx", "--dry-run"]) == 0
    said = capsys.readouterr()
    assert (said.out + said.err).splitlines() == screen
    assert run(["update", "conclusion.yaml", "notice-da-sua.docx", "--yes"]) == 0
    assert "\n".join(written) in (desk / "conclusion.yaml").read_text("utf-8")


def test_what_the_guide_shows_of_an_import_is_what_is_shown(desk, capsys):
    (desk / "conclusion.yaml").unlink()
    (desk / "notice.docx").rename(desk / "thong-bao-thang-5.docx")
    screen, written = told_in("Đưa một thông báo đã có vào soanthao")
    assert run(["import", "thong-bao-thang-5.docx"]) == 0
    said = capsys.readouterr()
    assert [line for line in screen if line not in (said.err + said.out).splitlines()] == []
    assert "\n".join(written) in (desk / "conclusion.yaml").read_text("utf-8")


def test_every_code_of_the_register_is_explained_and_no_other():
    sources = (ROOT / "src" / "soanthao").rglob("*.py")
    used = {code for path in sources for code in re.findall(r'"([DG]\d{3})"', path.read_text())}
    explained = re.findall(r"^### ([DG]\d{3}) .", ERRORS, re.MULTILINE)
    assert sorted(used) == explained


@pytest.mark.parametrize("code", ExitCode, ids=lambda code: code.name)
def test_every_exit_code_has_its_row(code):
    assert re.search(rf"^\| {code.value} \|", GUIDE, re.MULTILINE)


def test_no_exit_code_is_explained_that_does_not_exist():
    table = re.findall(r"^\| (\d+) \|", GUIDE, re.MULTILINE)
    assert sorted(map(int, table)) == sorted(code.value for code in ExitCode)


@pytest.mark.parametrize("name", settings.KEYS)
def test_every_setting_is_explained_to_the_clerk(name):
    assert re.search(rf"`\[?{name}\b", GUIDE)


def test_every_variable_is_explained_to_the_clerk():
    known = set(re.findall(r"SOANTHAO_[A-Z_]+", Path(settings.__file__).read_text("utf-8")))
    assert {name for name in known if f"`{name}`" not in GUIDE} == {"SOANTHAO_"} & known


def test_the_readme_has_two_commands_and_make_knows_both():
    (block,) = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    assert block.split("\n")[:2] == ["make demo", "make test"]
    for target in ("demo", "test"):
        assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))))
def test_every_target_of_make_stands_in_its_help_or_serves_another(target):
    serving = {"help", "system", "judges", "python"}
    assert target in serving or f"make {target} " in MAKEFILE


@pytest.mark.parametrize("name", SOURCES)
def test_the_architecture_names_every_room(name):
    assert re.search(rf"^[├└│─ ]*\b{re.escape(name)}(\.py)? ", ARCHITECTURE, re.MULTILINE), name


def test_the_architecture_names_every_door():
    contracts = (ROOT / "pyproject.toml").read_text("utf-8")
    for room in re.findall(r'id = "door-(\w+)"', contracts):
        assert re.search(rf"^\| `{room}` \|", ARCHITECTURE, re.MULTILINE), room


def test_decisions_are_numbered_without_gaps_and_short():
    headings = re.findall(r"^## (\d+) · ", DECISIONS, re.MULTILINE)
    assert [int(number) for number in headings] == list(range(1, len(headings) + 1))
    for paragraph in re.split(r"^## ", DECISIONS, flags=re.MULTILINE)[1:]:
        assert len(paragraph.strip().split("\n")) <= 10, paragraph
        for word in ("Context:", "Decision:", "Price:"):
            assert word in paragraph, paragraph


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    for link in links:
        assert (page.parent / link).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_quoted_path_of_the_project_exists(page):
    paths = re.findall(r"`((?:src|docs|templates|drafts|tests|\.ci)/[\w./-]+)`", page.read_text())
    made = {"out", "letters", "manifest.json"}
    for path in paths:
        if not made & set(Path(path).parts):
            assert (ROOT / path).exists(), path
