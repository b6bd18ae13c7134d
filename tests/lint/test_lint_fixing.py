"""What is certain is mended: the changed files of the mutation test, and again nothing to mend."""

import re

import pytest
from test_lint_mutations import CASES, changed, right  # noqa: F401 - a fixture

from soanthao.lint.policy import DECREE
from soanthao.services.mending import fixed
from soanthao.word.source import read_source

ASKED = {
    *("T002", "T110", "T113", "T133", "T139", "T147", "T200", "T203", "T213", "T219", "T623"),
    *("T800", "T961", "T963", "T965", "T966", "T967", "T969", "T971", "T973", "T974"),
    *("T100", "T108", "T130", "T140", "T150", "T500", "T600", "T620"),
}
"""Rules of format whose faults a person must mend: words, capitals, lines, what is missing."""
WORDS = {"C409"}
"""Rules about words whose faults are mended."""
FEW = {"page": 4, "fonts": 1, "sizes": 2, "styles": 2, "alignment": 2, "colors": 1, "layout": 3}
FEW |= {"head": 4, "foot": 4, "words": 4, "capitals": 1, "lines": 1, "more": 2}


def is_mended(codes):
    return all(code in WORDS or (code[0] == "T" and code not in ASKED) for code in codes)


def is_lines_only(case):
    """A line that a person must draw anew: the same code is a consequence of sizes elsewhere."""
    return "đường kẻ" in case["name"] or "in hoa" in case["name"]


def cases():
    seen = {}
    for group, case in CASES:
        seen[group] = seen.get(group, 0) + 1
        slow = () if seen[group] <= FEW[group] else (pytest.mark.torture,)
        yield pytest.param(case, id=case["name"], marks=slow)


def letters(data):
    text = " ".join(each.plain for each in read_source(data).paragraphs())
    return re.sub(r"[\W_]|(?<!\d)0+(?=\d)", "", text)


@pytest.mark.parametrize("case", list(cases()))
def test_what_is_certain_is_mended_and_no_word_changes(case, right, tmp_path):  # noqa: F811
    data, path = changed(right, case), tmp_path / "notice.docx"
    new, done, left = fixed(data, path, DECREE, path)
    found = {each.code for each in left}
    assert letters(new) == letters(data)
    if is_mended(set(case["codes"]) - {"T119"}) and not is_lines_only(case):
        assert found == set()
        assert {each.code for each in done} == set(case["codes"])
    else:
        assert found == set(case["codes"])
        assert (done, new) == ((), data)
    assert fixed(new, path, DECREE, path)[:2] == (new, ())


LAYOUT = '<w:pStyle w:val="{}"/>'
UNSURE = [
    (
        "a letter of the motto, too",
        "Độc lập - Tự do - Hạnh phúc",
        "Độc lập – Tự do – Hạnh Phúc",
        "T118",
    ),
    ("an entry that ends with a colon", "- Lưu: VT, VP.", "- Lưu: VT, VP:", "T962"),
    (
        "running text in the middle may be a title",
        LAYOUT.format("closing"),
        LAYOUT.format("closing") + '<w:jc w:val="center"/>',
        "T334",
    ),
    (
        "tabs are the indent",
        LAYOUT.format("closing") + "</w:pPr><w:r>",
        LAYOUT.format("closing") + '<w:ind w:firstLine="0"/></w:pPr><w:r><w:tab/><w:tab/>',
        "T336",
    ),
    (
        "a block of its own",
        LAYOUT.format("closing"),
        LAYOUT.format("closing") + '<w:ind w:left="4000"/>',
        "T336",
    ),
    (
        "letters of an old font",
        '<w:r><w:t xml:space="preserve">Số: 47',
        '<w:r><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>'
        '<w:t xml:space="preserve">Số: 47',
        "T004",
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "code"), [each[1:] for each in UNSURE], ids=[each[0] for each in UNSURE]
)
def test_what_is_not_certain_stays_a_finding(old, new, code, right, tmp_path):  # noqa: F811
    data, path = changed(right, {"replace": [old, new]}), tmp_path / "notice.docx"
    mended, done, left = fixed(data, path, DECREE, path)
    assert code in {each.code for each in left}
    assert (mended, done) == (data, ())


def test_an_entry_that_goes_on_below_gets_no_mark_in_its_middle(right, tmp_path):  # noqa: F811
    paragraph = '<w:p><w:pPr><w:pStyle w:val="recipients"/></w:pPr><w:r><w:t xml:space="preserve">'
    broken = f"- Chủ tịch, các</w:t></w:r></w:p>{paragraph}"
    data = changed(right, {"replace": ["- Chủ tịch, các ", broken]})
    path = tmp_path / "notice.docx"
    mended, _, _ = fixed(data, path, DECREE, path)
    plains = [each.plain for each in read_source(mended).paragraphs()]
    assert "- Chủ tịch, các" in plains
    assert "PCT UBND xã;" in plains


@pytest.mark.parametrize(
    ("sizes", "mended"),
    [((24, 28, 26), (12, 13, 13)), ((26, 26, 28), (13, 14, 14)), ((26, 26, 27), None)],
    ids=["motto alone", "motto alone, up", "equally near"],
)
def test_of_the_sizes_of_the_head_the_fewest_move(sizes, mended, right, tmp_path):  # noqa: F811
    data, path = right, tmp_path / "notice.docx"
    for words, size in zip(("CỘNG HÒA", "Độc lập", "Minh Sơn, ngày"), sizes, strict=True):
        data = changed(data, {"letters": [words, f'<w:sz w:val="{size}"/>']})
    new, _, left = fixed(data, path, DECREE, path)
    assert ("T006" in {each.code for each in left}) == (mended is None)
    known = {each.place.paragraph: each.look.size for each in read_source(new).paragraphs()}
    wanted = [size / 2 for size in sizes] if mended is None else list(mended)
    texts = {each.plain[:8]: each.place.paragraph for each in read_source(new).paragraphs()}
    heads = [texts[words] for words in ("CỘNG HÒA", "Độc lập ", "Minh Sơn")]
    assert [known[number] for number in heads] == wanted


@pytest.mark.parametrize(("words", "code"), [("", set()), ("UBND ", {"T809"})])
def test_a_header_with_words_is_not_taken_from_the_first_page(words, code, right, tmp_path):  # noqa: F811
    data = changed(right, {"replace": ["<w:titlePg/>", ""]})
    head = '<w:pStyle w:val="page-number"/></w:pPr>'
    put = f"{head}<w:r><w:t>{words}</w:t></w:r>"
    data = changed(data, {"part": "header1", "replace": [head, put]})
    path = tmp_path / "notice.docx"
    _, _, left = fixed(data, path, DECREE, path)
    assert {each.code for each in left} == code
