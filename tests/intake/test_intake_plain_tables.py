"""Tables and marks of text files, and letters that are no Unicode."""

from __future__ import annotations

import textwrap

import pytest

from soanthao.intake.plain import read_source
from soanthao.notice.source import Source, SourceTable

HEAD, ONE, TWO = ("STT", "Việc", "Cơ quan"), ("1", "Rà soát", "Sở A"), ("2", "Báo cáo", "Sở B")
OPENING = "Sau khi nghe báo cáo và ý kiến của các đại biểu dự họp, Chủ tịch kết luận như sau:"


def read(text: str) -> Source:
    return read_source(text.encode(), "tb.md")


def piped(*rows: tuple[str, ...]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in rows]


BORDER = "+-----+------+-----+"


@pytest.mark.parametrize(
    "lines",
    [
        [*piped(HEAD), "| --- | --- | --- |", *piped(ONE, TWO)],
        [*piped(HEAD), "|:-:|--|-:|", *piped(ONE, TWO)],
        [" | ".join(HEAD), "--- | --- | ---", " | ".join(ONE), " | ".join(TWO)],
        [BORDER, *piped(HEAD), "+=====+======+=====+", *piped(ONE), BORDER, *piped(TWO), BORDER],
        ["\t".join(row) for row in (HEAD, ONE, TWO)],
    ],
    ids=["pipes", "short rule", "no outer pipes", "grid", "tabs"],
)
def test_a_table_is_read_however_its_columns_are_parted(lines):
    table = read("\n".join([OPENING, "", *lines, "", "Hết."])).blocks[1]
    assert isinstance(table, SourceTable)
    assert [tuple(cell.plain for cell in row) for row in table.rows] == [HEAD, ONE, TWO]


def test_a_row_of_single_dashes_is_no_rule():
    table = read("\n".join([*piped(HEAD, ONE), "| - | - | - |"])).blocks[0]
    assert isinstance(table, SourceTable)
    assert [cell.plain for cell in table.rows[2]] == ["-", "-", "-"]


def test_a_star_between_figures_is_a_sign():
    text = "1. Diện tích 5*3 m và 4*2 m, **gấp 2**."
    assert [each.text.marked_up() for each in read(text).paragraphs()] == [
        r"1. Diện tích 5\*3 m và 4\*2 m, **gấp 2**."
    ]


def test_bold_that_was_wrapped_is_one():
    item = (
        "**1. Giao Sở Tài chính chủ trì, phối hợp với các sở rà soát toàn bộ hồ sơ, báo cáo kết "
        "quả về Ủy ban nhân dân tỉnh:** xong trong tháng 7 và hằng tháng sau đó."
    )
    lines = [line for text in (OPENING, item) for line in textwrap.wrap(text, 60)]
    assert [each.text.marked_up() for each in read("\n".join(lines)).paragraphs()] == [
        OPENING,
        item,
    ]


OLD = (
    "Uû ban nh©n d©n tØnh, c¸c së, ban, ngµnh khÈn tr\u00ad¬ng triÓn khai nhiÖm vô "  # noqa: RUF001
    "®\u00ad\u00eec giao."
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (OLD, "N131"),
        ("Thöïc hieän keá hoaïch cuûa Uûy ban nhaân daân tænh, caùc sôû, ban, ngaønh.", "N131"),
        ("Thá»±c hiá»‡n káº¿ hoáº¡ch cá»§a á»¦y ban nhÃ¢n dÃ¢n tá»‰nh", "N137"),
        ("Th\ufffdc hiện kế hoạch", "N137"),
    ],
)
def test_letters_that_are_no_unicode_are_kept_and_told(text, code):
    source = read(text)
    assert [each.plain for each in source.paragraphs()] == [text]
    assert [each.code for each in source.findings] == [code]


def test_a_line_that_only_calls_a_note_is_read():
    source = read("Giao Sở A chủ trì.\n\n[^1]\n[^1]\n\n[^1]: Theo báo cáo.")
    assert source.blocks
