import csv
import re
from pathlib import Path

import pytest
from pdf_documents import TEMPLATES

from soanthao.pdf.stylesheet import stylesheet, urgency_class
from soanthao.standard import metrics, nd30, wording

LAW_FILE = Path(__file__).parents[1] / "data" / "nd30_rows.tsv"
with LAW_FILE.open(encoding="utf-8", newline="") as lines:
    LAW = [row for row in csv.DictReader(lines, delimiter="\t") if row["name"] != "page-number"]
LAYOUT = {
    *("head", "head-row", "head-second", "head-cell", "head-left", "head-right", "title"),
    *("motto-rule", "agency-rule", "subject-rule", "addressees", "addressee-of-many"),
    *("addressee-listed", "foot", "foot-long", "foot-cell", "foot-left", "foot-right"),
    *("signing-room", "blank", "unbroken", "breaks", "copy", "address", "address-lines"),
    *("annex", "annex-head", "broken", "heading-once", "table-count"),
    *("cover", "cover-head", "cover-title", "cover-line", "cover-last", "cover-note"),
}
STRUCTURE = (TEMPLATES / "pdf" / "print.css").read_text(encoding="utf-8")


def declarations(selector: str) -> dict[str, str]:
    """The declarations of all rules of exactly this selector in the generated stylesheet."""
    blocks = re.findall(rf"^{re.escape(selector)} \{{([^}}]*)\}}", stylesheet(), re.MULTILINE)
    pairs = (pair.split(":", 1) for block in blocks for pair in block.split(";") if ":" in pair)
    return {name.strip(): value.strip() for name, value in pairs}


@pytest.mark.parametrize("law", LAW, ids=lambda law: law["name"])
def test_a_class_is_written_as_the_decree_says(law):
    css = declarations(f".{law['name']}")
    assert float(law["low"]) <= float(css["font-size"].removesuffix("pt")) <= float(law["high"])
    assert css["font-weight"] == ("bold" if law["bold"] == "yes" else "normal")
    assert css["font-style"] == ("italic" if law["italic"] == "yes" else "normal")
    assert css["text-align"] == law["align"]


@pytest.mark.parametrize("row", nd30.COMPONENTS, ids=lambda row: row.name)
def test_every_row_of_the_table_reaches_the_stylesheet(row):
    if row.name == "page-number":
        assert f"font-size: {row.size.house}" in stylesheet().split("@top-center")[1].split("}")[0]
        return
    css = declarations(f".{row.name}")
    assert css["font-size"] == str(row.size.house)
    assert css["text-indent"] == str(row.first_line)
    assert css["margin-top"] == str(row.space_before.house)
    assert css["margin-bottom"] == str(row.space_after.house)
    assert css["color"] == row.color
    wanted = row.line_spacing.house * metrics.LINE_HEIGHT
    assert float(css["line-height"]) == pytest.approx(wanted, abs=1e-4)


def test_the_page_is_the_tables():
    page = nd30.PAGE
    sheet = f"size: {page.width.house} {page.height.house}"
    margins = f"margin: {page.top.house} {page.right.house} {page.bottom.house} {page.left.house};"
    assert sheet in stylesheet()
    assert margins in stylesheet()


def test_the_structure_holds_no_length():
    css = re.sub(r"/\*.*?\*/", "", STRUCTURE, flags=re.DOTALL)
    assert re.findall(r"\d+(?:\.\d+)?\s*(?:pt|mm|cm|px|em|in|pc|q)\b", css) == []
    assert re.findall(r"font-(?:family|size|weight|style): (?!inherit)", css) == []


@pytest.mark.parametrize("name", ["base.html", "notice.html", "letter.html", "register.html"])
def test_a_class_of_a_template_is_a_row_or_a_place(name):
    html = (TEMPLATES / "pdf" / name).read_text(encoding="utf-8")
    known = LAYOUT | {row.name for row in nd30.COMPONENTS}
    attributes = " ".join(re.findall(r'class="((?:\{\{.*?\}\}|\{%.*?%\}|[^"])*)"', html))
    used = set(re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", attributes).split())
    assert used <= known
    assert used


def test_a_template_holds_no_length_of_its_own():
    for path in sorted((TEMPLATES / "pdf").glob("*.html")):
        html = path.read_text(encoding="utf-8")
        assert re.findall(r"\d+(?:pt|mm|cm|px|em)\b", html) == []


@pytest.mark.parametrize("key", wording.URGENCY)
def test_an_urgency_has_the_class_of_its_box(key):
    assert urgency_class(wording.URGENCY[key]) == f"urgency-{key}"
    assert {"width", "height", "line-height"} == set(declarations(f".urgency-{key}"))


def test_other_words_have_no_box_of_their_own():
    assert urgency_class("GẤP") == ""
