"""Around the body and in its tables: taken where it is certain, else told with what to write."""

from __future__ import annotations

from dataclasses import replace

import pytest
from corrected_notices import press, put

from soanthao.draft.load import load
from soanthao.notice.document import PrintedTable
from soanthao.notice.markup import parse
from soanthao.render.context import notice_sheet
from soanthao.services.updating import plan_update, write_update

BODY = """\
  - Mở đầu cuộc họp.
  - text: Lập bảng tổng hợp như sau
    to: [mttq]
    no_due: ba
    table:
      columns: [Việc, Nơi]
      rows:
        - [rà soát các chợ, thôn Đông]
        - {cells: [sửa đường liên xóm, thôn Tây], to: [mttq], no_due: bốn}  # đường
        - {cells: [trồng cây ven đê, thôn Nam], to: [cong-an], no_due: năm}
  - Trên đây là kết luận./.
"""
RECIPIENTS = """\
recipients:
  # trên
  - "Thường trực Đảng ủy, HĐND xã (b/c)"
  # các phòng
  - {text: "Các phòng, cơ quan, đơn vị", units: [toan-xa]}
  - "Lưu: VT, VP"
"""


@pytest.fixture
def desk(tmp_path):
    path = put(tmp_path, BODY)
    before, rest = path.read_text("utf-8").split("recipients:\n")
    rest = rest[rest.index("signature:") :]
    path.write_text(before + RECIPIENTS + rest, "utf-8")
    return path


def updated(path, change):
    document = change(notice_sheet(load(path).notice).document)
    corrected = path.parent / "sửa.docx"
    corrected.write_bytes(press().render(document))
    update = plan_update(path, corrected)
    write_update(update)
    return update


def receiving(*lines: str):
    def change(document):
        (block,) = document.recipients
        return replace(document, recipients=(replace(block, lines=lines),))

    return change


FIRST, SECOND, LAST = (
    "- Thường trực Đảng ủy, HĐND xã (b/c);",
    "- Các phòng, cơ quan, đơn vị;",
    "- Lưu: VT, VP.",
)


def written(path) -> list[str]:
    return [line.text for block in load(path).notice.recipients for line in block.lines]


def test_a_line_added_to_noi_nhan_is_taken_and_the_others_stay(desk):
    update = updated(desk, receiving(FIRST, "- Báo Nhân dân;", SECOND, LAST))
    assert written(desk)[1:2] == ["Báo Nhân dân"]
    assert [str(each) for each in update.changes] == ["thêm nơi nhận: {+Báo Nhân dân+}"]
    text = desk.read_text("utf-8")
    for kept in ("  # trên\n", "  # các phòng\n", "units: [toan-xa]}", '- "Lưu: VT, VP"'):
        assert kept in text
    assert update.findings == ()


def test_a_line_taken_out_of_noi_nhan_goes(desk):
    update = updated(desk, receiving(FIRST, LAST))
    assert written(desk) == ["Thường trực Đảng ủy, HĐND xã (b/c)", "Lưu: VT, VP"]
    assert [each.kind for each in update.changes] == ["xóa"]


def test_lines_changed_moved_and_added_at_once(desk):
    update = updated(
        desk,
        receiving(
            "- Đảng ủy xã (b/c);", LAST.replace(".", ";"), "- Các phòng, cơ quan, đơn vị, các thôn."
        ),
    )
    assert written(desk)[-1] == "Các phòng, cơ quan, đơn vị, các thôn"
    assert "Lưu: VT, VP" in written(desk)
    assert update.changes


def test_units_of_a_line_that_changed_are_told_at_it(desk):
    update = updated(desk, receiving(FIRST, "- Các phòng, cơ quan, các thôn;", LAST))
    (finding,) = update.findings
    assert (finding.code, "units vẫn là ['toan-xa']" in finding.message) == ("N610", True)
    line = update.before.decode().splitlines()[finding.line - 1]
    assert "Các phòng, cơ quan" in line


def test_a_line_without_a_dash_is_told_with_what_to_write_and_nothing_is_taken_out(desk):
    update = updated(desk, receiving(FIRST, "các thôn, xóm của xã", LAST))
    assert written(desk)[1] == "Các phòng, cơ quan, đơn vị"
    told = [each.message for each in update.findings]
    assert any("hãy thêm vào recipients dòng: - các thôn, xóm của xã" in each for each in told)
    lines = update.before.decode().splitlines()
    assert all(lines[each.line - 1].startswith("recipients:") for each in update.findings)


def test_another_symbol_or_place_is_told_although_number_and_date_are_taken(desk):
    def change(document):
        return replace(
            document,
            number=document.number.replace("TB", "KL"),
            place_date=f"Hà Nội, {document.place_date.partition(',')[2].strip()}",
        )

    update = updated(desk, change)
    told = " ".join(each.message for each in update.findings)
    assert "/KL-UBND" in told
    assert "Hà Nội" in told
    lines = update.before.decode().splitlines()
    assert all(lines[each.line - 1].startswith("notice:") for each in update.findings)


def table_of(change):
    def changed(document):
        body = [
            change(block) if isinstance(block, PrintedTable) else block for block in document.body
        ]
        flat = [
            each for block in body for each in (block if isinstance(block, tuple) else (block,))
        ]
        return replace(document, body=tuple(flat))

    return changed


def test_a_row_of_orders_taken_out_names_the_order_at_its_line(desk):
    update = updated(desk, table_of(lambda table: replace(table, rows=table.rows[:2])))
    (finding,) = update.findings
    assert finding.code == "N604"
    assert "to: [cong-an]; no_due: năm".replace("; ", ", ") in finding.message
    assert "trồng cây ven đê" in update.before.decode().splitlines()[finding.line - 1]


def test_a_row_joined_to_another_names_the_order_that_went(desk):
    def change(table):
        one, *_ = table.rows
        text = parse("sửa đường liên xóm, trồng cây ven đê"), parse("thôn Tây, thôn Nam")
        return replace(table, rows=(one, text))

    update = updated(desk, table_of(change))
    assert "năm" in " ".join(each.message for each in update.findings if each.code == "N604")
    rows = next(iter(load(desk).notice.items())).table.rows
    assert rows[1].roles.to == ("mttq",)


def test_a_new_row_among_orders_is_told_to_order_nobody(desk):
    def change(table):
        return replace(table, rows=(*table.rows, (parse("họp dân"), parse("xã"))))

    update = updated(desk, table_of(change))
    (finding,) = update.findings
    assert (finding.code, "họp dân" in finding.message) == ("N609", True)


def test_bold_in_a_cell_alone_is_taken_and_shown(desk):
    def change(table):
        one, *rest = table.rows
        return replace(table, rows=((one[0], parse("**thôn Đông**")), *rest))

    update = updated(desk, table_of(change))
    assert "**thôn Đông**" in desk.read_text("utf-8")
    assert "{+**thôn Đông**+}" in str(update.changes[0])
    assert update.findings == ()


def test_a_second_table_is_told_with_what_to_write_and_the_first_is_still_compared(desk):
    def change(table):
        one, *rest = table.rows
        first = replace(table, rows=((one[0], parse("thôn Bắc")), *rest))
        return (
            first,
            replace(table, columns=(parse("Tên"), parse("Số")), rows=((parse("a"), parse("1")),)),
        )

    update = updated(desk, table_of(change))
    (finding,) = [each for each in update.findings if each.code == "N609"]
    assert 'columns: [Tên, "Số"], rows: [[a, 1]]' in finding.message.replace("'", '"') or (
        "columns: [" in finding.message
    )
    assert "thôn Bắc" in desk.read_text("utf-8")
    assert 0 not in [each.line for each in update.findings]
