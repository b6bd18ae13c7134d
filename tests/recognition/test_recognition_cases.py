"""Invented notices, each with one thing that is hard, and what a clerk reads in them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from written_source import source

from soanthao.notice.source import Place, Source, SourceTable
from soanthao.recognition import label, recognise
from soanthao.recognition.outline import OutlineItem
from soanthao.standard import nd30

CASES = Path(__file__).parent / "cases"
HEAD = "Số: 1/TB-UBND\nTHÔNG BÁO\nKết luận họp\nNgày 03/01/2025, họp.\n"
FOOT = "\nNay thông báo để các đơn vị biết./.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nLê Thị Mẫu\n"
LEVELS = re.findall(
    r"^=== (.+)\n((?s:.*?))\n---\n((?s:.*?))(?=\n===|\Z)",
    (CASES / "levels.txt").read_text("utf-8"),
    re.M,
)
SHEETS = yaml.safe_load((CASES / "sheets.yaml").read_text("utf-8"))


def drawn(elements, indent=0):
    for element in elements:
        pad = "  " * indent
        if isinstance(element, SourceTable):
            yield f"{pad}T"
        elif isinstance(element, OutlineItem):
            marks = " !" * element.heading + " T" * (element.table is not None)
            yield f"{pad}{element.marker or '~'} {element.text.plain}{marks}"
            yield from drawn(element.items, indent + 1)
        else:
            yield f"{pad}P {element.plain}"


@pytest.mark.parametrize(("name", "text", "expected"), LEVELS, ids=[each[0] for each in LEVELS])
def test_levels_are_read_as_a_clerk_reads_them(name, text, expected):
    outline = recognise(source(HEAD + text + FOOT))
    lines = expected.rstrip("\n").split("\n")
    tree = [line for line in lines if not line.startswith(("# ", "N ", "#"))]
    opening, *body, closing = drawn(outline.body)
    assert (opening, body) == ("P Ngày 03/01/2025, họp.", tree)
    assert closing == "P Nay thông báo để các đơn vị biết./."
    for line in lines:
        if line.startswith("#"):
            assert outline.numbering == tuple(line[1:].split())
        if line.startswith("N "):
            assert {finding.code for finding in outline.findings} == set(line[2:].split())


def told(outline):
    issued = outline.issued
    parts = (issued.year, issued.month, issued.day) if issued else ()
    return {
        "issued": "-".join(str(part) for part in parts if part) or None,
        "recipients": [
            [block.heading, *(line.plain for line in block.lines)] for block in outline.recipients
        ],
        "annexes": [[each.number, each.title, each.reference] for each in outline.annexes],
        "unplaced": [each.plain for each in outline.unplaced],
        "codes": sorted({finding.code for finding in outline.findings}),
        **{
            name: list(getattr(outline, name))
            for name in ("parent", "header", "authority", "addressees")
        },
    }


@pytest.mark.parametrize("case", SHEETS, ids=[case["name"] for case in SHEETS])
def test_components_are_read_as_a_clerk_reads_them(case):
    outline = recognise(source(case["text"]))
    read = told(outline)
    assert {
        name: read[name] if name in read else getattr(outline, name) for name in case["expect"]
    } == case["expect"]


@pytest.mark.parametrize("case", SHEETS, ids=[case["name"] for case in SHEETS])
def test_components_have_the_names_of_the_table(case):
    names = {component.name for component in nd30.COMPONENTS} | {"rule", "other"}
    assert {each.component for each in label(source(case["text"]))} <= names


def test_every_doubt_names_its_place():
    outline = recognise(source(HEAD + "1. Một.\n4. Bốn.\n" + FOOT))
    assert [(each.line, each.where) for each in outline.findings] == [(6, "dòng 6")]


def test_a_sentence_that_enter_broke_is_doubted_in_a_file_of_paragraphs():
    text = HEAD + "1. Một.\n2. Công an xã phối hợp với lực lượng\nchức năng kiểm tra.\n" + FOOT
    blocks = tuple(
        replace(each, place=Place(paragraph=at)) for at, each in enumerate(source(text).blocks)
    )
    outline = recognise(Source(blocks))
    items = [each.text.plain for each in outline.items()]
    assert items == ["Một.", "Công an xã phối hợp với lực lượng", "chức năng kiểm tra."]
    assert [each.code for each in outline.findings if each.code == "N220"] == ["N220"]
