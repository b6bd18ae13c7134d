"""The inline markup: what is written reads back, what does not balance is found where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soanthao.notice.markup import ESCAPABLE, Footnote, MarkupError, RichText, Run, parse

CHARS = st.text("aăđ ộ.,:&<>“”*^[]\\", min_size=1, max_size=6)
RUNS = st.builds(Run, CHARS, bold=st.booleans(), italic=st.booleans())
NOTES = (
    st.lists(RUNS, min_size=1, max_size=3)
    .map(lambda runs: Footnote(RichText.of(runs).runs))
    .filter(lambda note: note.plain.strip() != "")
)
TEXTS = st.lists(RUNS | NOTES, max_size=8).map(RichText.of)


@given(TEXTS)
def test_a_text_written_as_markup_reads_back(text: RichText) -> None:
    assert parse(text.marked_up()) == text


@given(st.text("ab *^[]\\", max_size=16))
def test_any_markup_reads_or_names_a_place_inside_it(markup: str) -> None:
    try:
        text = parse(markup)
    except MarkupError as error:
        fault = error
    else:
        assert parse(text.marked_up()) == text
        return
    assert 0 <= fault.offset <= len(markup)
    assert fault.reason


@given(TEXTS, st.data())
def test_two_slices_that_meet_are_one(text: RichText, data: st.DataObject) -> None:
    size = len(text.plain)
    low, middle, high = sorted(data.draw(st.integers(0, size)) for _ in range(3))
    assert text.slice(low, middle) + text.slice(middle, high) == text.slice(low, high)


@given(TEXTS, st.data())
def test_a_slice_is_the_slice_of_the_plain_text(text: RichText, data: st.DataObject) -> None:
    low, high = sorted(data.draw(st.integers(0, len(text.plain))) for _ in range(2))
    assert text.slice(low, high).plain == text.plain[low:high]


@given(TEXTS.filter(lambda text: bool(text.plain)))
def test_the_whole_slice_is_the_text(text: RichText) -> None:
    assert text.slice(0, len(text.plain)) == text


@given(TEXTS.filter(lambda text: bool(text.plain)), CHARS, st.data())
def test_inserting_adds_the_characters_and_keeps_every_note(
    text: RichText, more: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(text.plain)))
    longer = text.insert(at, more)
    assert longer.plain == text.plain[:at] + more + text.plain[at:]
    assert longer.footnotes == text.footnotes
    assert Run(more) in longer.slice(at, at + len(more)).runs


@given(TEXTS, TEXTS, TEXTS)
def test_joining_is_associative_and_canonical(
    one: RichText, two: RichText, three: RichText
) -> None:
    assert (one + two) + three == one + (two + three)
    assert RichText.of((one + two).pieces) == one + two
    assert all(run.text for run in (one + two).runs)


@given(TEXTS)
def test_raising_the_first_letter_changes_nothing_else(text: RichText) -> None:
    raised = text.capitalized()
    assert raised.plain[:1] == text.plain[:1].upper()
    assert raised.slice(1, len(text.plain)) == text.slice(1, len(text.plain))
    assert raised.footnotes == text.footnotes or not text.plain


def test_bold_italic_and_notes() -> None:
    text = parse("trước **ngày *20/6*** ^[theo *KH*] *xong*")
    assert text.pieces == (
        Run("trước "),
        Run("ngày ", bold=True),
        Run("20/6", bold=True, italic=True),
        Run(" "),
        Footnote((Run("theo "), Run("KH", italic=True))),
        Run(" "),
        Run("xong", italic=True),
    )
    assert text.plain == "trước ngày 20/6  xong"
    assert text.footnotes[0].plain == "theo KH"


def test_escapes_stand_for_the_character_itself() -> None:
    assert parse(r"\*a\* \^\[b\] \\ c\d").plain == r"*a* ^[b] \ c\d"


def test_brackets_outside_a_note_are_brackets() -> None:
    assert parse("[a] ^ b]").plain == "[a] ^ b]"


def test_a_note_keeps_the_format_around_it() -> None:
    assert parse("**a^[n]b**").pieces == (
        Run("a", bold=True),
        Footnote((Run("n"),)),
        Run("b", bold=True),
    )


def test_an_empty_run_between_two_of_one_format_leaves_one_run() -> None:
    pieces = (Run("a", bold=True), Run("", italic=True), Run("b", bold=True))
    assert RichText.of(pieces).pieces == (Run("ab", bold=True),)


def test_plain_text_is_not_read_as_markup() -> None:
    assert RichText.plainly("**a**").plain == "**a**"
    assert RichText.plainly("").pieces == ()


@pytest.mark.parametrize("char", sorted(ESCAPABLE))
def test_every_sign_of_the_markup_can_be_written(char: str) -> None:
    assert RichText.plainly(char).marked_up() == "\\" + char


@pytest.mark.parametrize(
    ("markup", "offset", "reason"),
    [
        ("a **b", 2, "chưa đóng"),
        ("a *b", 2, "chưa đóng"),
        ("a ^[b", 2, "chưa đóng"),
        ("a ^[b ^[c]]", 6, "trong chú thích khác"),
        ("a ^[b *c]", 6, "trong chú thích chưa đóng"),
        ("a ^[]", 2, "không có chữ nào"),
        ("a ^[ ] b", 2, "không có chữ nào"),
        ("****", 0, "không có chữ nào"),
        ("a **b *c** d*", 8, "đóng trước"),
    ],
)
def test_what_does_not_balance_is_named_at_its_place(markup: str, offset: int, reason: str) -> None:
    with pytest.raises(MarkupError) as caught:
        parse(markup)
    assert caught.value.offset == offset
    assert reason in caught.value.reason
