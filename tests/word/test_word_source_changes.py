"""Tracked changes are read as accepted, or as rejected, and counted."""

import pytest
from word_sources import codes, dropped, p, read, run, texts

from soanthao.findings import Severity

GONE = "<w:r><w:delText>{}</w:delText></w:r>"
MARK_DELETED = "<w:rPr><w:del/></w:rPr>"
MARK_INSERTED = "<w:rPr><w:ins/></w:rPr>"


def ins(text):
    return f"<w:ins>{run(text)}</w:ins>"


def gone(text):
    return f"<w:del>{GONE.format(text)}</w:del>"


def both(body, **parts):
    return texts(body, **parts), texts(body, revisions="reject", **parts)


def test_what_is_inserted_is_read_and_what_is_deleted_is_not_and_the_other_way_round():
    body = p(run("trước ngày "), gone("20/6"), ins("25/6"), run("/2026"))
    assert both(body) == (["trước ngày 25/6/2026"], ["trước ngày 20/6/2026"])


def test_what_is_left_out_is_named():
    body = p(run("a"), gone("xóa"), ins("thêm"))
    assert dropped(read(body)) == [("xóa", "chữ đã bị xóa (theo dõi thay đổi)")]
    assert dropped(read(body, revisions="reject")) == [
        ("thêm", "chữ được thêm, bị bỏ qua theo yêu cầu (theo dõi thay đổi)")
    ]


def test_what_moved_is_read_where_it_went():
    body = p(f"<w:moveFrom>{run('đi')}</w:moveFrom>", run("một")) + p(
        run("hai "), f"<w:moveTo>{run('đi')}</w:moveTo>"
    )
    assert both(body) == (["một", "hai đi"], ["đimột", "hai"])


def test_a_paragraph_whose_mark_is_deleted_joins_the_next_and_looks_like_it():
    body = p(run("một "), properties='<w:jc w:val="right"/>' + MARK_DELETED) + p(
        run("hai"), properties='<w:jc w:val="center"/>'
    )
    assert both(body) == (["một hai"], ["một", "hai"])
    (joined,) = read(body).paragraphs()
    assert joined.look.alignment == "center"


def test_a_paragraph_whose_mark_is_inserted_joins_the_next_when_rejected():
    body = p(run("một "), properties=MARK_INSERTED) + p(run("hai"))
    assert both(body) == (["một", "hai"], ["một hai"])


def test_a_paragraph_that_is_deleted_wholly_leaves_nothing():
    body = p(run("một")) + p(gone("hai"), properties=MARK_DELETED) + p(run("ba"))
    assert both(body) == (["một", "ba"], ["một", "hai", "ba"])


def test_a_deleted_mark_before_a_table_or_the_end_joins_nothing():
    cell = f"<w:tc>{p(run('ô'))}</w:tc>"
    body = (
        p(run("một"), properties=MARK_DELETED)
        + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"
        + p(run("hai"), properties=MARK_DELETED)
    )
    assert texts(body) == ["một", "ô", "hai"]


LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
COUNTED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def test_a_deleted_item_of_a_list_is_not_counted():
    body = (
        p(run("a"), properties=COUNTED)
        + p(gone("b"), properties=COUNTED + MARK_DELETED)
        + p(run("c"), properties=COUNTED)
        + p(run("d"), properties=COUNTED + MARK_DELETED)
    )
    assert both(body, numbering=LIST) == (
        ["1. a", "2. c", "3. d"],
        ["1. a", "2. b", "3. c", "4. d"],
    )


def test_former_formats_come_back_when_rejected():
    change = "<w:b/><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange>"
    former = f"<w:pPrChange><w:pPr>{COUNTED}</w:pPr></w:pPrChange>"
    assert both(p(run("a", change), properties=former), numbering=LIST) == (["**a**"], ["1. *a*"])


def row(text, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr><w:tc>{p(run(text))}</w:tc></w:tr>"


def test_rows_and_cells_come_and_go():
    cells = (
        f"<w:tr><w:tc><w:tcPr><w:cellDel/></w:tcPr>{p(run('ô'))}</w:tc>"
        f"<w:tc><w:tcPr><w:cellIns/></w:tcPr>{p(run('thêm ô'))}</w:tc></w:tr>"
    )
    body = f"<w:tbl>{row('a')}{row('b', '<w:del/>')}{row('c', '<w:ins/>')}{cells}</w:tbl>"
    assert both(body) == (["a", "c", "thêm ô"], ["a", "b", "ô"])
    assert [why for _, why in dropped(read(body))] == [
        "hàng của bảng đã bị xóa (theo dõi thay đổi)",
        "ô của bảng đã bị xóa (theo dõi thay đổi)",
    ]


def test_blocks_inside_a_change_come_and_go():
    body = f"<w:ins>{p(run('thêm'))}</w:ins><w:del>{p(run('một'))}{p(run('hai'))}</w:del>"
    assert both(body) == (["thêm"], ["một", "hai"])
    assert dropped(read(body)) == [("một hai", "chữ đã bị xóa (theo dõi thay đổi)")]


def test_a_comment_on_deleted_words_is_still_said():
    comments = f'<w:comment w:id="1">{p(run("vì sao?"))}</w:comment>'
    body = p(
        run("a"), '<w:del><w:r><w:delText>b</w:delText><w:commentReference w:id="1"/></w:r></w:del>'
    )
    assert codes(read(body, comments=comments)) == ["N101", "N102"]


@pytest.mark.parametrize(
    ("mode", "word"), [("accept", "đã chấp nhận tất cả"), ("reject", "đã từ chối tất cả")]
)
def test_one_finding_says_how_many_changes_there_were(mode, word):
    body = (
        p(ins("a"), properties=MARK_INSERTED)
        + p(gone("b"), f"<w:moveTo>{run('c')}</w:moveTo>")
        + p(run("d"), properties=MARK_DELETED)
        + p(run("e"))
    )
    (finding,) = read(body, revisions=mode).findings
    assert (finding.code, finding.severity) == ("N101", Severity.INFO)
    assert "4 chỗ sửa theo dõi (thêm 1, xóa 2, chuyển 1)" in finding.message
    assert word in finding.message


def test_a_file_without_changes_says_nothing_of_them():
    assert codes(read(p(run("a")))) == []
