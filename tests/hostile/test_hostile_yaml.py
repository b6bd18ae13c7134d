"""YAML that wants to run code, to grow without end, or to be read otherwise than it looks."""

from __future__ import annotations

import pytest
from hostile_bench import AGENCY, BODY, CONCLUSION, UNITS

from soanthao.draft.faults import MAX_FAULTS
from soanthao.draft.load import load


def test_the_draft_that_is_attacked_is_a_sound_one(bench):
    code, said = bench.render("--format", "docx")
    assert (code, said) == (0, "")
    assert sorted(path.name for path in bench.out.glob("*.docx")) == [
        "assignments.docx",
        "notice.docx",
    ]


@pytest.mark.parametrize(
    "tag",
    [
        "!!python/object/apply:os.system ['touch pwned']",
        "!!python/object/new:subprocess.Popen [[touch, pwned]]",
        "!!python/name:os.system ''",
        "!!binary aGVsbG8=",
        "!include /etc/passwd",
        "!<tag:yaml.org,2002:str> a",
    ],
)
def test_a_tag_is_refused_and_nothing_is_run(bench, monkeypatch, tag):
    monkeypatch.chdir(bench.root)
    bench.write(f"body:\n  - {tag}\n")
    assert bench.faults()[0] == "conclusion.yaml:6:5: Y107"


def test_billion_laughs_stop_at_the_first_nested_alias(bench):
    lines = ["a: &a [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [
        f"{b}: &{b} [{', '.join(['*' + a] * 9)}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    bench.write(BODY, "\n".join(lines) + "\n")
    assert bench.faults()[0] == "conclusion.yaml:8:8: Y110"


def test_a_merge_key_is_an_unknown_key(bench):
    bench.write("body:\n  - &item {text: Một, to: xa-a}\n", "letters:\n  <<: {form: none}\n")
    assert bench.faults() == ["conclusion.yaml:8:3: Y301"]


def test_an_anchor_that_holds_itself_is_refused(bench):
    bench.write("body: &a\n  - *a\n")
    assert bench.faults()[0] == "conclusion.yaml:6:5: Y110"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_hundred_thousand_levels_are_refused(bench, opening):
    bench.write("body:\n  " + opening * 100_000)
    assert [fault.partition(": ")[2] for fault in bench.faults()] == ["Y106"]


@pytest.mark.parametrize("entry", [" - a\n", " - &a a\n", " -\n", " - {text: a, to: zzz}\n"])
def test_a_file_of_half_a_million_values_is_left_unread(bench, entry):
    bench.write("body:\n" + entry * (4_000_000 // len(entry)))
    (fault,) = bench.faults()
    assert fault.partition(": ")[2] == "Y114"


def test_a_file_of_a_hundred_thousand_keys_is_left_unread(bench):
    bench.write(BODY, "".join(f"k{number}: a\n" for number in range(100_000)))
    (fault,) = bench.faults()
    assert fault.partition(": ")[2] == "Y114"


@pytest.mark.parametrize(
    "text",
    ["a " * 60_000, "*a* " * 60_000, "a^[b] " * 60_000, "e\u0302\u0301" * 60_000, "9" * 10**6],
)
def test_a_text_of_a_whole_book_is_refused(bench, text):
    bench.write(f"body: ['{text}']\n")
    assert bench.faults() == ["conclusion.yaml:5:8: Y115"]


@pytest.mark.parametrize("text", ["*a* " * 24_000, "a^[b] " * 16_000, "e\u0302\u0301" * 30_000])
def test_the_longest_text_is_read_in_time(bench, text):
    bench.write(f"body: ['{text}']\n")
    assert load(bench.conclusion).notice.body


def test_a_key_of_a_million_letters_is_refused(bench):
    bench.write(BODY, f"? {'k' * 10**6}\n: a\n")
    assert bench.faults() == ["conclusion.yaml:6:3: Y115"]


def test_a_million_faults_are_not_all_found(bench):
    bench.write("body: ['" + "\x07" * 10**6 + "']\n")
    found = bench.faults()
    assert len(found) == MAX_FAULTS + 1
    assert "conclusion.yaml:5:1008: Y116" in found


def test_a_million_doubled_keys_are_not_all_found(bench):
    bench.write(BODY, "k: a\n" * 100_000)
    assert len(bench.faults()) == MAX_FAULTS + 1


def test_a_doubled_key_is_refused_at_the_second(bench):
    bench.write(BODY, "signature: khac\n")
    assert bench.faults() == ["conclusion.yaml:6:1: Y112"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("9" * 4_000, "Y308"), ("1e9", "Y308"), (".inf", "Y308"), (".nan", "Y308"), ("-1", "Y308"),
        ("0x7f", "Y308"), ("1_000", "Y308"), ("0", "Y308"), ("9" * 11, "Y308"), ("1.0", "Y308"),
    ],
)  # fmt: skip
def test_a_number_that_is_none_is_refused(bench, number, code):
    bench.write()
    text = CONCLUSION.replace("{subject", f"{{number: {number}, subject") + BODY
    bench.conclusion.write_text(text, "utf-8")
    assert bench.faults() == [f"conclusion.yaml:2:18: {code}"]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("99999-01-01", "Y311"), ("0000-01-01", "Y312"), ("2020-02-30", "Y312"), ("10000", "Y311"),
        ("2020-05-28T99:99", "Y311"), (".inf", "Y311"), ("9" * 5_000, "Y311"), ("-2020", "Y311"),
    ],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_refused(bench, day, code):
    text = CONCLUSION.replace("2020-05-28", day) + BODY
    bench.conclusion.write_text(text, "utf-8")
    assert bench.faults() == [f"conclusion.yaml:2:46: {code}"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_last_day_of_the_calendar_are_no_bug(bench, day):
    text = CONCLUSION.replace("2020-05-28", day) + BODY
    text = text.replace("to: xa-a", f"to: xa-a, due: <{day}")
    bench.conclusion.write_text(text, "utf-8")
    code, said = bench.render("--format", "docx")
    assert code in (0, 3), said


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("a\0b", "Y102"), ("a\x1b[31mb", "Y202"), ("a\x7fb", "Y202"), ("a\x85b", "Y202"),
        ("a\u2028b", "Y202"), ("a\ufeffb", "Y202"), ("a\u202eb", "Y205"), ("a\u2066b", "Y205"),
        ("a\u200bb", "Y204"), ("a\u00adb", "Y203"), ("a\ue000b", "Y202"), ("a\U000e0001b", "Y202"),
        ("a\ufffeb", "Y202"), ("\ufb01", "Y207"),
    ],
)  # fmt: skip
def test_a_character_that_nobody_sees_is_refused_where_it_stands(bench, written, code):
    bench.write(f"body: ['{written}']\n")
    column = 9 if len(written) == 1 else 10
    assert f"conclusion.yaml:5:{column}: {code}" in bench.faults()


@pytest.mark.parametrize("escape", [r"\0", r"\e[31m", r"\u202e", r"\u200b", r"\ue000"])
def test_an_escaped_one_is_refused_too(bench, escape):
    bench.write(f'body: ["a{escape}b"]\n')
    assert bench.faults()[0].startswith("conclusion.yaml:5:10: Y20")


@pytest.mark.parametrize("escape", [r"\ud800", r"\udfff", r"\U00110000", r"\q", r"\xZZ"])
def test_an_escape_that_is_no_character_is_refused(bench, escape):
    bench.write(f'body: ["a{escape}b"]\n')
    assert [fault.partition(": ")[2] for fault in bench.faults()] == ["Y126"]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"body: [a\xed\xa0\x80]\n", "conclusion.yaml:1:9: Y103"),
        (b"body: [a\xc0\xaf]\n", "conclusion.yaml:1:9: Y103"),
        (b"body: [a\xf5\x80\x80\x80]\n", "conclusion.yaml:1:9: Y103"),
        ((CONCLUSION + BODY).encode("utf-16"), "conclusion.yaml:1:1: Y103"),
        ((CONCLUSION + BODY).encode("utf-16-le"), "conclusion.yaml:1:2: Y102"),
        ((CONCLUSION + BODY).encode("utf-32-be"), "conclusion.yaml:1:1: Y102"),
        (b"PK\x03\x04\x14\x00" + bytes(range(256)), "conclusion.yaml:1:6: Y102"),
        (b"", "conclusion.yaml:1:1: Y104"),
    ],
)
def test_bytes_that_are_no_utf_8_are_refused_where_they_stand(bench, data, fault):
    bench.conclusion.write_bytes(data)
    assert bench.faults() == [fault]


def test_windows_line_ends_and_a_byte_order_mark_are_read(bench):
    text = "\ufeff" + (CONCLUSION + BODY).replace("\n", "\r\n")
    bench.conclusion.write_bytes(text.encode())
    assert bench.render("--format", "docx")[0] == 0


def test_a_second_document_is_refused(bench):
    bench.write(BODY, "---\nschema: soanthao/conclusion/1\n")
    assert bench.faults() == ["conclusion.yaml:6:1: Y105"]


def group(id: str, *members: str) -> str:
    return f"  - {{id: {id}, name: Nhóm, members: [{', '.join(members)}]}}\n"


def test_groups_that_double_at_every_level_are_no_bomb(bench):
    levels = range(30)
    text = "".join(group(f"{a}{n}", f"g{n + 1}", f"h{n + 1}") for n in levels for a in "gh")
    last = group("g30", "xa-a") + group("h30", "xa-b")
    bench.write("body: [{text: Một, to: g0}]\n", agency=f"{UNITS}groups:\n{text}{last}")
    assert bench.faults() == ["agency.yaml:12:10: Y416"]


def test_a_chain_of_five_thousand_groups_is_refused(bench):
    text = "".join(group(f"g{number}", f"g{number + 1}") for number in range(5_000))
    bench.write(agency=f"{UNITS}groups:\n{text}{group('g5000', 'xa-a')}")
    assert bench.faults() == ["agency.yaml:12:10: Y416"]


def test_a_loop_of_three_thousand_groups_is_named_once_and_in_one_line(bench):
    text = "".join(group(f"g{number}", f"g{(number + 1) % 3_000}") for number in range(3_000))
    bench.write(agency=f"{UNITS}groups:\n{text}")
    said = bench.refused(3)
    assert said.count("Y406") == 1
    assert "g8 → g9 → … → g0" in said
    assert len(said) < 1_000


def test_groups_within_groups_within_reason_are_expanded(bench):
    text = "".join(group(f"g{number}", f"g{number + 1}") for number in range(15))
    bench.write(
        "body: [{text: Một, to: g0}]\n", agency=f"{UNITS}groups:\n{text}{group('g15', 'xa-a')}"
    )
    assert bench.render("--format", "docx")[0] == 0
    assert (bench.out / "letters" / "xa-a.docx").is_file()


@pytest.mark.torture
def test_thousands_of_wrong_ids_against_thousands_of_units_end_in_time(bench):
    units = "".join(f"  - {{id: u{number}, name: Ủy ban}}\n" for number in range(9_000))
    body = "".join(f"  - {{text: a, to: zzz{number}}}\n" for number in range(2_000))
    bench.write(f"body:\n{body}", agency=f"units:\n{units}")
    assert len(bench.faults()) == MAX_FAULTS + 1


def test_an_id_of_ninety_thousand_letters_is_not_compared_letter_by_letter(bench):
    long = "a" * 90_000
    bench.write(f"body: [{{text: Một, to: {long}}}]\n", agency="units: [{id: xa-a, name: A}]\n")
    assert "Y501" in bench.refused(3)


def test_both_files_are_attacked_at_once_and_each_is_named(bench):
    bench.conclusion.write_text(CONCLUSION + "body: [a\x07]\n", "utf-8")
    bench.agency.write_text(AGENCY + "units: !!python/name:os.system\n", "utf-8")
    found = bench.faults()
    assert "conclusion.yaml:5:9: Y202" in found
    assert "agency.yaml:10:8: Y107" in found


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ('"a\\e[2J\\nb": c\n', "Y301"),
        ('letters: {form: "a\\nb\\e[31m"}\n', "Y310"),
        ("numbering: ['" + "1" * 90_000 + ".']\n", "Y530"),
    ],
)
def test_a_message_shows_the_draft_in_one_line_without_moving_the_cursor(bench, more, code):
    bench.write(more=more)
    said = bench.refused(3)
    assert f": {code} " in said
    assert not set(said) & set("\x1b\u202e")
    assert max(map(len, said.splitlines())) < 2_000
    assert all(".yaml:" in line for line in said.splitlines())


def test_another_schema_is_said_in_one_line(bench):
    text = bench.conclusion.read_text("utf-8").replace("soanthao/conclusion/1", '"a\\nb\\e[2Jc"')
    bench.conclusion.write_text(text, "utf-8")
    assert bench.faults() == ["conclusion.yaml:1:9: Y316"]
    assert len(bench.refused(3).splitlines()) == 1
