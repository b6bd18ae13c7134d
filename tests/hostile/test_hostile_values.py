"""Texts of a draft that would be code elsewhere: printed as they are, or refused, never run."""

from __future__ import annotations

import zipfile

import pytest
from hostile_bench import UNITS

from soanthao.pdf.reader import read_text
from soanthao.sheet.reader import read as read_rows
from soanthao.word.reader import read_paragraphs

CODE = [
    "{{ 7*7 }}",
    "{{ ''.__class__.__mro__ }}",
    "{% for a in range(9) %}x{% endfor %}",
    "{# mất #}",
    "{_{ 7*7 }_}",
    "{{p noi_dung }}",
    "{{r document }}",
    "</w:t></w:r></w:p><w:p/>",
    "]]><w:p>",
    "<!-- mất -->",
    "&lt;b&gt; &amp; &#0; &x;",
    "<img src=http://127.0.0.1:9/x.png>",
    "<link rel=stylesheet href=file:///etc/passwd>",
    "<style>p { display: none }</style>",
    "url(file:///etc/passwd)",
    "</style><script>x()</script>",
    "javascript:x()",
    'INCLUDETEXT "C:\\\\x.docx"',
    'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"',
    "=HYPERLINK(http://127.0.0.1:9)",
    "+1+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "_x000D_ _x0041_",
    "%s %d {0} {unit} ${x}",
    "'; DROP TABLE x; --",
]


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@pytest.mark.parametrize("code", CODE)
def test_what_would_be_code_is_printed_in_every_file_as_it_was_written(bench, code):
    written = quoted(code.replace("\\", "\\\\").replace("*", "\\*"))
    shown = code
    bench.write(
        f"body: [{{text: {written}, to: xa-a}}]\n",
        f"recipients: [{quoted(code)}]\n",
        f"units: [{{id: xa-a, name: {quoted(code)}}}]\n",
    )
    code_, said = bench.render()
    assert code_ == 0, said
    for name in ("notice", "letters/xa-a"):
        word = " ".join(read_paragraphs((bench.out / f"{name}.docx").read_bytes()))
        assert shown in word
        pdf = "".join(read_text((bench.out / f"{name}.pdf").read_bytes()).split())
        assert "".join(shown.split()) in pdf
    rows = read_rows((bench.out / "assignments.xlsx").read_bytes())
    assert any(shown in cell for row in rows for cell in row)


def test_no_value_becomes_a_field_a_link_a_formula_or_a_relationship(bench):
    body = "".join(f"  - {{text: {quoted(each.replace('*', ''))}, to: xa-a}}\n" for each in CODE)
    bench.write("body:\n" + body.replace("\\", "\\\\"), agency=UNITS)
    assert bench.render("--format", "docx")[0] == 0
    for path in bench.out.rglob("*.docx"):
        with zipfile.ZipFile(path) as package:
            text = package.read("word/document.xml").decode()
            links = "".join(
                package.read(name).decode() for name in package.namelist() if name.endswith(".rels")
            )
        assert "instrText" not in text
        assert "fldSimple" not in text
        assert "hyperlink" not in text
        assert "External" not in links
    with zipfile.ZipFile(bench.out / "assignments.xlsx") as package:
        sheets = [package.read(name).decode() for name in package.namelist() if "sheet" in name]
    assert not [each for each in sheets if "<f>" in each or "hyperlink" in each]


@pytest.mark.parametrize(
    "sentence",
    [
        "{unit.__class__} {report}",
        "{unit!r} {report}",
        "{unit:>1000000000} {report}",
        "{0} {unit} {report}",
        "{} {unit} {report}",
        "{unit[0]} {report}",
        "{{unit}} {report}",
        "{unit} {report",
    ],
)
def test_an_offices_own_sentence_is_no_format_string(bench, sentence):
    bench.write(agency=f"{UNITS}wording: {{closing: '{sentence}'}}\n")
    assert "Y41" in bench.refused(3)


@pytest.mark.parametrize("escape", ["\\x1b[2J", "\\x07", "\\0", "\\u202e", "\\ue000"])
def test_a_control_character_reaches_no_file(bench, escape):
    text = bench.conclusion.read_text("utf-8")
    bench.conclusion.write_text(text.replace("Kết luận hội nghị", f'"a{escape}b"'), "utf-8")
    assert bench.faults()[0].startswith("conclusion.yaml:2:")
