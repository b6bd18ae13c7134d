"""An office's own Word template: drawn by a clerk, torn by Word, read with every fault at once."""

import dataclasses
import io
import re
import zipfile
from copy import deepcopy
from pathlib import Path

import pytest
from docx import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from word_documents import EXTRACT
from word_documents import NOTICE as WORD_NOTICE

from soanthao.errors import ErrorKind, TemplateError
from soanthao.notice.document import Document, Paragraph, PrintedBlock
from soanthao.notice.markup import RichText
from soanthao.standard.length import mm
from soanthao.word import blocks, host
from soanthao.word.aside import read_aside
from soanthao.word.merge import compile_template
from soanthao.word.office import office_template
from soanthao.word.package import close_package, open_package
from soanthao.word.reader import W, read_notes, read_paragraphs
from soanthao.word.sample import main, sample
from soanthao.word.slots import SLOTS, needed, slots
from soanthao.word.stamp import stamp
from soanthao.word.styles import NAMESPACE, styles_xml
from strategies_document import documents
from word_office import logo, office_docx, tear

DOCS = Path(__file__).parents[2] / "docs" / "templates.md"
FORMS = ("notice", "letter", "extract", "assignments")

LETTER = Document(
    form="letter",
    title="V/v thực hiện",
    parent=(),
    header=("ỦY BAN NHÂN DÂN", "HUYỆN LỤC NAM"),
    agency_rule=mm(20),
    number="Số: 12/UBND-VP",
    place_date="Lục Nam, ngày 28 tháng 5 năm 2020",
    kind="",
    subject="V/v thực hiện kết luận",
    subject_rule=mm(0),
    urgency="",
    draft="",
    addressees=("Kính gửi: UBND xã Chu Điện",),
    body=(
        Paragraph("body", RichText.plainly("Văn phòng HĐND&UBND huyện thông báo:")),
        Paragraph("closing", RichText.plainly("Trân trọng./.")),
    ),
    recipients=(PrintedBlock("Nơi nhận:", ("- Như trên;", "- Lưu: VT, VP.")),),
    authority=("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    signer="Nguyễn Tiến Dũng",
)
OWN = {form: office_template(office_docx(form), f"{form}.docx", form) for form in FORMS}
COMPILED = {form: compile_template(own.data, own.name) for form, own in OWN.items()}


def squashed(lines):
    return [" ".join(line.split()) for line in lines]


def changed(change, form="letter"):
    return office_template(office_docx(form, change), f"{form}.docx", form)


def faults_of(change, form="letter"):
    with pytest.raises(TemplateError) as raised:
        changed(change, form)
    assert raised.value.kind is ErrorKind.TEMPLATE
    return str(raised.value).splitlines()


def paragraph(document, text):
    every = [*document.paragraphs]
    for table in document.tables:
        every += [each for row in table.rows for cell in row.cells for each in cell.paragraphs]
    return next(each for each in every if text in each.text)


def rewritten(data, name, edit):
    members = open_package(data)
    members[name] = edit(members.get(name, b""))
    return close_package(members)


def repacked(data, name, edit, form="letter"):
    return office_template(rewritten(data, name, edit), f"{form}.docx", form)


# What comes out


def test_an_office_letter_says_its_own_words_and_the_documents_in_reading_order():
    out = COMPILED["letter"].render(LETTER)
    assert squashed(read_paragraphs(out)) == [
        "ỦY BAN NHÂN DÂN",
        "HUYỆN LỤC NAM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 12/UBND-VP",
        "V/v thực hiện kết luận",
        "Lục Nam, ngày 28 tháng 5 năm 2020",
        "Kính gửi: UBND xã Chu Điện",
        "Văn phòng HĐND&UBND huyện thông báo:",
        "Trân trọng./.",
        "Mọi vướng mắc đề nghị gọi số 0204.3884.xxx.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT, VP.",
        "TL. CHỦ TỊCH",
        "CHÁNH VĂN PHÒNG",
        "Nguyễn Tiến Dũng",
    ]


@pytest.mark.parametrize("form", FORMS)
def test_what_is_read_back_is_what_the_layout_foretells(form):
    @settings(max_examples=10)
    @given(documents().filter(lambda document: document.form == form))
    def holds(document):
        out = COMPILED[form].render(document)
        assert squashed(read_paragraphs(out)) == squashed(OWN[form].layout.stream(document))
        assert squashed(read_notes(out)) == squashed(document.notes())

    holds()


def test_the_office_keeps_its_logo_byte_for_byte():
    members = open_package(COMPILED["letter"].render(LETTER))
    assert members["word/media/image1.png"] == logo()
    assert b"image1.png" in members["word/_rels/document.xml.rels"]
    assert b"r:embed" in members["word/document.xml"]


def test_nothing_of_the_author_or_the_machine_travels():
    def signed(document):
        document.core_properties.author = "Bí danh"
        document.core_properties.comments = "ghi chú riêng"

    out = compile_template(changed(signed).data, "letter.docx").render(LETTER)
    assert b"danh" not in b"".join(open_package(out)["docProps/core.xml"].splitlines())
    assert [name for name in open_package(out) if name.startswith("docProps/")] == [host.CORE]
    assert not any(name.startswith("customXml") for name in open_package(out))
    assert read_aside(out) == (LETTER.title, ("tệp kèm word/media/image1.png",))


def test_what_is_the_templates_own_beside_the_text_is_taken_off_and_nothing_else():
    own = changed(with_footer)
    out = compile_template(own.data, own.name).render(LETTER)
    assert own.read_aside(out) == (LETTER.title, ())
    addressed = dataclasses.replace(LETTER, address=("Thị trấn Đồi Ngô",))
    with_address = compile_template(own.data, own.name).render(addressed)
    assert own.read_aside(with_address)[1] == ("Thị trấn Đồi Ngô",)


def with_footer(document):
    document.sections[0].footer.paragraphs[0].text = "Điện thoại: 0204.3884.xxx"


def test_another_picture_in_the_place_of_the_logo_is_seen():
    out = COMPILED["letter"].render(LETTER)
    painted = rewritten(out, "word/media/image1.png", lambda _: logo((0, 0, 200)))
    assert OWN["letter"].read_aside(painted)[1] == ("tệp kèm khác của mẫu: word/media/image1.png",)


def test_lost_words_of_the_template_are_seen():
    own = changed(with_footer)
    out = compile_template(own.data, own.name).render(LETTER)
    name = next(each for each in open_package(out) if "footer" in each)
    hurt = rewritten(out, name, lambda xml: xml.replace("Điện".encode(), "Bưu".encode()))
    assert own.read_aside(hurt)[1] == (
        "Bưu thoại: 0204.3884.xxx",
        "mất chữ của mẫu: Điện thoại: 0204.3884.xxx",
    )


def test_a_style_of_the_office_wins_over_ours_and_the_missing_ones_are_lent():
    def own_body(document):
        style = document.styles.add_style("body", 1)
        style.element.set(qn("w:styleId"), "body")
        style.font.italic = True

    styles = etree.fromstring(open_package(changed(own_body).data)["word/styles.xml"])
    by_name = {each.get(f"{W}styleId"): each for each in styles.iter(f"{W}style")}
    ours = etree.fromstring(styles_xml().encode())
    assert by_name["body"].find(f"{W}rPr/{W}i") is not None
    assert {each.get(f"{W}styleId") for each in ours.iter(f"{W}style")} <= set(by_name)
    assert len([each for each in styles.iter(f"{W}style") if each.get(f"{W}default")]) == 4


def test_styles_that_are_lent_rest_on_the_offices_own_default():
    def in_vietnamese(xml):
        return xml.replace(b'w:styleId="Normal"', b'w:styleId="Binhthng"')

    own = repacked(office_docx(), "word/styles.xml", in_vietnamese)
    styles = etree.fromstring(open_package(own.data)["word/styles.xml"])
    body = next(each for each in styles.iter(f"{W}style") if each.get(f"{W}styleId") == "body")
    assert body.find(f"{W}basedOn").get(f"{W}val") == "Binhthng"


def test_an_inline_slot_keeps_the_format_of_the_run_that_names_it():
    def red(document):
        each = paragraph(document, "so_ky_hieu")
        each.runs[0].text = "{{ "
        each.add_run("so_ky_hieu").font.italic = True
        each.add_run(" }}")

    out = compile_template(changed(red).data, "letter.docx").render(LETTER)
    runs = [
        run
        for run in etree.fromstring(open_package(out)["word/document.xml"]).iter(f"{W}r")
        if "12/UBND-VP" in "".join(run.itertext())
    ]
    assert [run.find(f"{W}rPr/{W}i") is not None for run in runs] == [True]


@pytest.mark.parametrize("whole", ["phan_dau", "phan_cuoi"])
def test_a_whole_stands_for_what_it_holds(whole):
    def with_whole(document):
        at = 0 if whole == "phan_dau" else 1
        table = document.tables[at]
        new = deepcopy(document.paragraphs[-1]._p)
        table._tbl.addprevious(new)
        table._tbl.getparent().remove(table._tbl)
        next(each for each in document.paragraphs if each._p is new).runs[
            0
        ].text = f"{{{{ {whole} }}}}"

    own = changed(with_whole)
    out = compile_template(own.data, own.name).render(LETTER)
    plain = COMPILED["letter"].render(LETTER)
    assert read_paragraphs(out) == own.layout.stream(LETTER) == read_paragraphs(plain)


def test_the_title_block_stands_for_kind_and_subject():
    def with_title(document):
        paragraph(document, "ten_loai").runs[0].text = "{{ tieu_de }}"
        last = paragraph(document, "trich_yeu")._p
        last.getparent().remove(last)

    own = changed(with_title, "notice")
    notice = dataclasses.replace(
        LETTER, form="notice", kind="THÔNG BÁO", subject="Kết luận", addressees=()
    )
    out = compile_template(own.data, own.name).render(notice)
    assert read_paragraphs(out) == own.layout.stream(notice)
    assert own.layout.stream(notice)[6:8] == ("THÔNG BÁO", "Kết luận")


def test_quoc_hieu_may_be_typed():
    def typed(document):
        cell = paragraph(document, "quoc_hieu")
        cell.runs[0].text = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        after = deepcopy(cell._p)
        cell._p.addnext(after)
        document.tables[0].cell(0, 1).paragraphs[1].runs[0].text = "Độc lập - Tự do - Hạnh phúc"

    own = changed(typed)
    out = compile_template(own.data, own.name).render(LETTER)
    assert read_paragraphs(out) == own.layout.stream(LETTER)
    assert "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM" in own.layout.fixed(LETTER)


def test_a_cell_whose_slot_prints_nothing_is_still_a_cell():
    def urgency_alone(document):
        cell = document.tables[0].cell(1, 0)
        for each in cell.paragraphs[:2]:
            cell._tc.remove(each._p)
        document.paragraphs[0].add_run("{{ so_ky_hieu }} {{ trich_yeu }}")

    own = changed(urgency_alone)
    out = compile_template(own.data, own.name).render(LETTER)
    cells = etree.fromstring(open_package(out)["word/document.xml"]).iter(f"{W}tc")
    assert all(cell[-1].tag == f"{W}p" for cell in cells)


def test_paragraphs_that_only_close_a_table_take_no_room_of_the_offices_default():
    root = etree.fromstring(open_package(OWN["letter"].data)["word/document.xml"])
    exact = [each for each in root.iter(f"{W}spacing") if each.get(f"{W}lineRule") == "exact"]
    assert exact
    for each in exact:
        assert (each.get(f"{W}before"), each.get(f"{W}after")) == ("0", "0")


def test_cells_are_measured_for_the_lines_below_a_text():
    def by_share(document):
        for cell in document.tables[0]._tbl.iter(qn("w:tc")):
            width = cell.tcPr.find(qn("w:tcW"))
            width.set(qn("w:type"), "auto")
            width.set(qn("w:w"), "0")

    own = changed(by_share)
    root = etree.fromstring(open_package(own.data)["word/document.xml"])
    widths = list(root.iter(f"{W}tcW"))[:4]
    grid = [int(column.get(f"{W}w")) for column in root.find(f".//{W}tblGrid")]
    assert [int(each.get(f"{W}w")) for each in widths] == grid * 2
    assert {each.get(f"{W}type") for each in widths} == {"dxa"}


def test_lengths_may_be_written_with_a_fraction():
    def with_fractions(document):
        size = document.element.body.sectPr.find(qn("w:pgSz"))
        size.set(qn("w:w"), "11906.0")
        for column in document.tables[0]._tbl.iter(qn("w:gridCol")):
            column.set(qn("w:w"), f"{column.get(qn('w:w'))}.0")

    assert changed(with_fractions).layout == OWN["letter"].layout


def test_a_length_that_is_no_number_is_refused():
    def wide(document):
        document.element.body.sectPr.find(qn("w:pgSz")).set(qn("w:w"), "rộng")

    with pytest.raises(TemplateError, match="số đo “rộng”"):
        changed(wide)


# How Word tears what is typed


def test_a_tag_torn_into_a_run_for_each_letter_is_understood():
    def torn(document):
        for each in (paragraph(document, "so_ky_hieu"), paragraph(document, "noi_dung")):
            tear(each)

    own = changed(torn)
    out = compile_template(own.data, own.name).render(LETTER)
    assert read_paragraphs(out) == read_paragraphs(COMPILED["letter"].render(LETTER))


def test_a_tag_inside_a_sentence_between_quotes_is_understood():
    def quoted(document):
        each = paragraph(document, "so_ky_hieu")
        each.runs[0].text = "Văn bản “{{ So_ky_hieu }}” này"
        tear(each)

    own = changed(quoted)
    out = compile_template(own.data, own.name).render(LETTER)
    assert "Văn bản “Số: 12/UBND-VP” này" in read_paragraphs(out)


def test_a_tag_in_a_content_control_and_a_hyperlink_is_understood():
    def wrapped(document):
        inside = paragraph(document, "so_ky_hieu")
        link = OxmlElement("w:hyperlink")
        link.append(inside.runs[0]._r)
        inside._p.append(link)
        block = paragraph(document, "noi_dung")._p
        control = parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:text/></w:sdtPr><w:sdtContent/></w:sdt>"
        )
        block.addprevious(control)
        control[1].append(block)

    own = changed(wrapped)
    out = compile_template(own.data, own.name).render(LETTER)
    assert read_paragraphs(out) == read_paragraphs(COMPILED["letter"].render(LETTER))
    assert b"w:sdt" not in open_package(out)["word/document.xml"]


def test_a_tag_broken_by_a_tab_or_line_break_is_understood():
    def broken(document):
        run = paragraph(document, "so_ky_hieu").runs[0]
        run.text = "{{\tso_ky_hieu\n}} kèm"

    out = compile_template(changed(broken).data, "letter.docx").render(LETTER)
    assert "Số: 12/UBND-VP kèm" in read_paragraphs(out)


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_wherever_runs_are_cut_the_result_is_the_same(data):
    def cut(document):
        each = paragraph(document, "dia_danh_ngay_thang")
        text, run = each.text, each.runs[0]
        edges = sorted(data.draw(st.sets(st.integers(1, len(text) - 1))))
        pieces = [text[a:b] for a, b in zip([0, *edges], [*edges, len(text)], strict=True)]
        for piece in pieces:
            each.add_run(piece).bold = data.draw(st.booleans())
        run._r.getparent().remove(run._r)

    out = compile_template(changed(cut).data, "letter.docx").render(LETTER)
    assert LETTER.place_date in read_paragraphs(out)


# What is wrong, all of it


def test_every_fault_is_said_at_once_with_its_place():
    def ruined(document):
        paragraph(document, "so_ky_hieu").runs[0].text = "Số: {{ so_ky_hieu }}"
        paragraph(document, "trich_yeu").runs[0].text = "{{ trich_yeuu }}"
        paragraph(document, "kinh_gui").runs[0].text = "{{ kinh_gui }} thân mến"
        paragraph(document, "noi_dung").runs[0].text = "{% for x in body %}"
        paragraph(document, "vướng mắc").runs[0].text = "Xem {{ chu_ky"
        document.sections[0].header.paragraphs[0].text = "{{ co_quan }}"

    assert faults_of(ruined) == [
        "letter.docx, phần word/document.xml, đoạn 4, gần “Số: {{ so_ky_hieu }}”: chỗ điền "
        "“so_ky_hieu” đã in sẵn lời dẫn; hãy xóa chữ “Số:” gõ trước nó.",
        "letter.docx, phần word/document.xml, đoạn 5, gần “{{ trich_yeuu }}”: không có chỗ điền "
        "“trich_yeuu”; có phải “trich_yeu” không.",
        "letter.docx, phần word/document.xml, đoạn 9, gần “{{ kinh_gui }} thân mến”: chỗ điền "
        "“kinh_gui” phải đứng một mình trong đoạn; hãy xuống dòng trước và sau.",
        "letter.docx, phần word/document.xml, đoạn 10, gần “{% for x in body %}”: lệnh “{% for x "
        "in body %}” không dùng trong mẫu của cơ quan; chỉ dùng chỗ điền dạng {{ tên }}.",
        "letter.docx, phần word/document.xml, đoạn 11, gần “Xem {{ chu_ky”: dấu ngoặc “{{” lẻ; "
        "chỗ điền phải viết đủ {{ tên }} trong một đoạn.",
        "letter.docx, phần word/document.xml: thiếu chỗ điền “noi_dung” (nội dung: mọi đoạn, mục, "
        "bảng, chú thích, ô 6); hãy viết {{ noi_dung }} trong một đoạn riêng.",
        "letter.docx, phần word/header1.xml, đoạn 1, gần “{{ co_quan }}”: chỗ điền chỉ dùng được "
        "trong thân văn bản, không dùng ở đầu trang, chân trang hay chú thích; hãy gõ chữ cố định "
        "hoặc bỏ đi.",
    ]


def test_an_empty_page_lacks_every_slot():
    buffer = io.BytesIO()
    WordDocument().save(buffer)
    for form in FORMS:
        with pytest.raises(TemplateError) as raised:
            office_template(buffer.getvalue(), f"{form}.docx", form)
        lines = str(raised.value).splitlines()
        named = [re.search(r"thiếu chỗ điền “(\w+)”", line)[1] for line in lines]
        assert named == [slot.name for slot in needed(form, frozenset())]


def say(old, new):
    def change(document):
        paragraph(document, old).runs[0].text = new

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (say("kinh_gui", "{{ ten_loai }}"), "“ten_loai” không dùng trong mẫu công văn"),
        (say("kinh_gui", "{{ xyz }}"), "không có chỗ điền “xyz”; dùng được: phan_dau, co_quan"),
        (say("kinh_gui", "{{ }}"), "không có chỗ điền “”"),
        (say("kinh_gui", "{{ kinh gửi }}"), "có phải “kinh_gui” không"),
        (say("kinh_gui", "{{ kinh_gui | upper }}"), "có phải “kinh_gui” không"),
        (say("kinh_gui", "{ kinh_gui }"), "dấu ngoặc “{” lẻ"),
        (say("kinh_gui", "{{{ kinh_gui }}}"), "dấu ngoặc “{” lẻ"),
        (say("kinh_gui", "{_{ kinh_gui }_}"), "dấu ngoặc “{” lẻ"),
        (say("kinh_gui", "{# nhắc #}"), "lệnh “{# nhắc #}” không dùng"),
        (say("vướng mắc", "{{ kinh_gui }}"), "“kinh_gui” đã có ở đoạn 9; mỗi chỗ điền dùng một"),
        (say("vướng mắc", "{{ phan_cuoi }}"), "“noi_nhan” in lại điều mà “phan_cuoi” ở đoạn 11"),
        (say("noi_nhan", "Nơi nhận: {{ noi_nhan }}"), "hãy xóa chữ “Nơi nhận:” gõ trước nó"),
        (say("trich_yeu", "Về việc {{ trich_yeu }}"), "hãy xóa chữ “Về việc” gõ trước nó"),
        (say("chu_ky", "{{ phan_cuoi }}"), "“phan_cuoi” phải đứng ngoài bảng"),
    ],
)
def test_each_fault_of_a_slot_is_said_in_its_own_words(change, words):
    assert any(words in line for line in faults_of(change))


def test_a_word_that_only_ends_like_a_lead_in_is_free():
    own = changed(say("so_ky_hieu", "Hồ sơ {{ so_ky_hieu }}"))
    assert "Hồ sơ Số: 12/UBND-VP" in own.layout.stream(LETTER)


def after_annexes(document):
    document.add_paragraph("Hết.")


def table_after_annexes(document):
    document.add_table(1, 1)


def picture_in_block(document):
    paragraph(document, "noi_dung").add_run().add_picture(io.BytesIO(logo()))


def section_break(document):
    document.add_section()


def hidden(document):
    paragraph(document, "so_ky_hieu").runs[0].font.hidden = True


def data_table(document):
    style = document.styles.add_style("data-table", 3)
    style.element.set(qn("w:styleId"), "data-table")
    document.tables[0].style = style


def tracked(document):
    run = paragraph(document, "vướng mắc").runs[0]._r
    mark = OxmlElement("w:ins")
    run.addprevious(mark)
    mark.append(run)


def noted(document):
    call = OxmlElement("w:footnoteReference")
    call.set(qn("w:id"), "2")
    paragraph(document, "vướng mắc").runs[0]._r.append(call)


def dated(document):
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " DATE \\@ dd/MM/yyyy ")
    paragraph(document, "vướng mắc")._p.append(field)


def merged_field(document):
    words = OxmlElement("w:instrText")
    words.text = " MERGEFIELD ten "
    paragraph(document, "vướng mắc").runs[0]._r.append(words)


def dated_header(document):
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " TIME ")
    document.sections[0].header.paragraphs[0]._p.append(field)


def alternative_text(document):
    next(document.element.iter(qn("wp:docPr"))).set("descr", "{{ signer }}")


def text_box(document):
    words = paragraph(document, "so_ky_hieu").runs[0]
    box = parse_xml(
        f"<w:pict {nsdecls('w')}><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
        "<w:txbxContent><w:p><w:r><w:t>{{ so_ky_hieu }}</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict>"
    )
    words.text = ""
    words._r.append(box)


def old_form(document):
    run = paragraph(document, "vướng mắc").runs[0]._r
    run.append(
        parse_xml(
            "<mc:AlternateContent xmlns:mc="
            "'http://schemas.openxmlformats.org/markup-compatibility/2006' "
            f"{nsdecls('w')}><mc:Fallback><w:t>{{% x %}}</w:t></mc:Fallback>"
            "</mc:AlternateContent>"
        )
    )


def copy_before_annexes(document):
    annexes, copy = paragraph(document, "phu_luc"), paragraph(document, "ban_sao")
    annexes.runs[0].text, copy.runs[0].text = copy.text, annexes.text


@pytest.mark.parametrize(
    "change", [copy_before_annexes, lambda d: (copy_before_annexes(d), d.add_paragraph(""))]
)
def test_the_block_of_a_copy_before_the_annexes_is_said_once_with_what_to_do(change):
    assert faults_of(change, "extract") == [
        "extract.docx, phần word/document.xml, đoạn 14, gần “{{ ban_sao }}”: chỗ điền “ban_sao” "
        "phải đứng sau “phu_luc”, vì phần của bản sao in ngay sau phần cuối cùng được sao (Phụ "
        "lục I Nghị định 30/2020/NĐ-CP, Phần II, mục II.2); hãy chuyển {{ ban_sao }} xuống đoạn "
        "ngay sau {{ phu_luc }}.",
    ]


@pytest.mark.parametrize("change", [after_annexes, table_after_annexes])
def test_nothing_else_stands_behind_the_annexes_of_an_extract(change):
    (fault,) = faults_of(change, "extract")
    assert "“phu_luc” phải đứng cuối cùng" in fault
    assert "chỉ “ban_sao” được đứng sau nó" in fault


def test_empty_lines_around_the_block_of_a_copy_behind_the_annexes_are_taken_away():
    def spaced(document):
        paragraph(document, "ban_sao").insert_paragraph_before("")
        document.add_paragraph("")

    document = dataclasses.replace(EXTRACT, annexes=WORD_NOTICE.annexes)
    own, plain = changed(spaced, "extract"), OWN["extract"]
    fill = [compile_template(each.data, each.name).render(document) for each in (own, plain)]
    assert open_package(fill[0])["word/document.xml"] == open_package(fill[1])["word/document.xml"]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_an_office_extract_prints_the_block_of_a_copy_behind_its_annexes(count):
    document = dataclasses.replace(EXTRACT, annexes=WORD_NOTICE.annexes[:count])
    for own in (OWN["extract"], office_template(sample("extract"), "e.docx", "extract")):
        read = read_paragraphs(compile_template(own.data, own.name).render(document))
        assert squashed(read) == squashed(own.layout.stream(document))
        assert read[-1] == document.copy.signer
        block = read.index(document.copy.agency)
        assert squashed(read[:block])[-1] == squashed(document.stream())[block_at(document) - 1]


def block_at(document):
    return document.stream().index(document.copy.agency)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (after_annexes, "“phu_luc” phải đứng cuối cùng; hãy chuyển phần ở sau lên trước nó"),
        (table_after_annexes, "“phu_luc” phải đứng cuối cùng"),
        (picture_in_block, "“noi_dung” phải đứng một mình"),
        (section_break, "có ngắt phần (Section Break)"),
        (hidden, "“so_ky_hieu” đứng trong chữ ẩn"),
        (data_table, "“co_quan” đứng trong bảng kiểu data-table"),
        (tracked, "còn dấu theo dõi thay đổi"),
        (noted, "có chú thích của Word"),
        (dated, "trường tự động DATE"),
        (merged_field, "trường tự động MERGEFIELD"),
        (dated_header, "phần word/header1.xml, đoạn 1: trường tự động TIME"),
        (alternative_text, "gần “{{ signer }}”: dấu “{{” hoặc “{%” đứng ở chỗ không phải"),
        (text_box, "đứng trong khung chữ (Text Box)"),
        (old_form, "gần “{% x %}”: dấu “{{” hoặc “{%” đứng ở chỗ không phải"),
    ],
)
def test_what_word_can_do_and_a_template_may_not_is_said(change, words):
    assert any(words in line for line in faults_of(change))


def test_empty_lines_after_the_annexes_are_taken_away():
    own = changed(lambda document: document.add_paragraph(""))
    assert read_paragraphs(compile_template(own.data, own.name).render(LETTER))


def test_a_page_number_and_a_link_are_allowed():
    def numbered(document):
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), " PAGE ")
        document.sections[0].header.paragraphs[0]._p.append(field)

    assert changed(numbered).beside == ("tệp kèm word/media/image1.png",)


# The package around the text


def related(target, kind, mode=' TargetMode="External"'):
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    new = f'<Relationship Id="rIdX" Type="{office}/{kind}" Target="{target}"{mode}/>'
    return lambda xml: xml.replace(b"</Relationships>", f"{new}</Relationships>".encode())


RELATIONSHIPS = "word/_rels/document.xml.rels"


@pytest.mark.parametrize(
    ("name", "edit", "words"),
    [
        ("word/vbaProject.bin", lambda _: b"macro", "phần word/vbaProject.bin: có macro"),
        ("word/activeX/activeX1.bin", lambda _: b"x", "có nút bấm ActiveX"),
        ("word/embeddings/oleObject1.bin", lambda _: b"x", "có tệp nhúng (OLE)"),
        (RELATIONSHIPS, related("http://x/logo.png", "image"), "ở ngoài “http://x/logo.png”"),
        (
            "word/_rels/settings.xml.rels",
            lambda _: related("file:///C:/Mau.dotm", "attachedTemplate")(
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                b'relationships"></Relationships>'
            ),
            "phần word/_rels/settings.xml.rels: nối tới tệp ở ngoài “file:///C:/Mau.dotm”",
        ),
        (
            "[Content_Types].xml",
            lambda xml: xml.replace(
                b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main",
                b"application/vnd.ms-word.document.macroEnabled.main",
            ),
            "không phải tài liệu Word thường (.docx)",
        ),
    ],
)
def test_what_may_not_travel_in_the_package_is_said(name, edit, words):
    with pytest.raises(TemplateError) as raised:
        repacked(office_docx(), name, edit)
    assert words in str(raised.value)


def test_a_link_to_a_page_of_the_web_is_kept():
    own = repacked(office_docx(), RELATIONSHIPS, related("https://lucnam.example", "hyperlink"))
    assert b"lucnam.example" in open_package(own.data)[RELATIONSHIPS]


@pytest.mark.parametrize("data", [b"", b"PK", b"{\\rtf1}"])
def test_what_is_no_word_file_is_named(data):
    with pytest.raises(TemplateError, match=r"^letter\.docx: Tệp không phải là tệp Word"):
        office_template(data, "letter.docx", "letter")


def test_a_word_file_without_a_body_is_named():
    empty = f'<w:document xmlns:w="{NAMESPACE}"/>'.encode()
    with pytest.raises(TemplateError, match=r"^letter\.docx: Tệp Word không có nội dung"):
        repacked(office_docx(), "word/document.xml", lambda _: empty)


def test_a_package_without_styles_or_properties_gets_ours():
    members = open_package(office_docx())
    for name in ("word/styles.xml", "docProps/core.xml", "docProps/app.xml"):
        del members[name]
    members[RELATIONSHIPS] = re.sub(
        rb"<Relationship [^>]*/styles\"[^>]*/>", b"", members[RELATIONSHIPS]
    )
    own = office_template(close_package(members), "letter.docx", "letter")
    made = open_package(own.data)
    assert made["word/styles.xml"] == styles_xml().encode()
    assert b"styles.xml" in made[RELATIONSHIPS]
    assert b"/word/styles.xml" in made["[Content_Types].xml"]
    assert compile_template(own.data, own.name).render(LETTER)


def test_a_commentary_in_the_xml_is_never_run():
    hostile = b"<w:body><!-- {{ 7 * 7 }} {% raise %} -->"
    own = repacked(
        office_docx(), "word/document.xml", lambda xml: xml.replace(b"<w:body>", hostile)
    )
    assert (
        b"49"
        not in open_package(compile_template(own.data, "x").render(LETTER))["word/document.xml"]
    )


def test_the_same_file_gives_the_same_template():
    assert office_template(office_docx(), "letter.docx", "letter") == office_template(
        office_docx(), "letter.docx", "letter"
    )


def test_filled_files_open_in_python_docx_and_hold_no_member_twice():
    for form in FORMS:
        document = dataclasses.replace(LETTER, form=form)
        out = COMPILED[form].render(document)
        assert WordDocument(io.BytesIO(out)).paragraphs
        names = zipfile.ZipFile(io.BytesIO(out)).namelist()
        assert len(names) == len(set(names))


# The list of slots


def test_every_string_of_a_document_has_a_slot_in_every_form_that_prints_it():
    # The cover is the book's, which prints as PDF alone.
    unprinted = {"form", "title", "agency_rule", "subject_rule", "copy_mark", "address", "cover"}
    every = {field.name for field in dataclasses.fields(Document)} - unprinted | {"national"}
    other = {"letter": {"kind", "copy"}, "extract": {"addressees"}}
    for form in FORMS:
        printed = {name for slot in slots(form).values() for name in slot.fields}
        assert printed == every - other.get(form, {"addressees", "copy"})


@pytest.mark.parametrize("slot", [slot for slot in SLOTS if slot.block], ids=lambda slot: slot.name)
def test_every_block_has_a_piece_that_fills_it(slot):
    assert "<w:p>" in blocks.slot_xml(slot.piece)


def test_a_document_that_needs_more_than_the_template_places_is_noticed():
    notice = dataclasses.replace(LETTER, kind="THÔNG BÁO")
    layout = dataclasses.replace(OWN["letter"].layout, form="notice", lines=(("Chỉ chữ",),))
    assert [slot.name for slot in layout.unplaced(notice)] == [
        "co_quan",
        "quoc_hieu",
        "so_ky_hieu",
        "dia_danh_ngay_thang",
        "ten_loai",
        "trich_yeu",
        "noi_dung",
        "noi_nhan",
        "chu_ky",
    ]
    assert OWN["letter"].layout.unplaced(LETTER) == ()


def test_the_manual_lists_every_slot_as_the_program_knows_it():
    text = DOCS.read_text("utf-8")
    rows = re.findall(r"^\| `\{\{ (\w+) \}\}` \| ([^|]*) \| ([^|]*) \|", text, re.MULTILINE)
    assert [(name, box.strip(), meaning.strip()) for name, box, meaning in rows] == [
        (slot.name, slot.box or "–", slot.meaning) for slot in SLOTS
    ]


# The templates to begin with


@pytest.mark.parametrize("form", FORMS)
def test_the_committed_templates_to_begin_with_are_what_the_program_draws(form):
    path = Path(__file__).parents[2] / "templates" / "office" / f"{form}.docx"
    assert path.read_bytes() == sample(form)


@pytest.mark.parametrize("form", FORMS)
def test_a_template_to_begin_with_prints_what_the_programs_own_prints(form):
    begun = office_template(sample(form), f"{form}.docx", form)
    ours = compile_template(stamp(form), f"{form}.docx")

    @settings(max_examples=6)
    @given(documents().filter(lambda document: document.form == form))
    def holds(document):
        if form == "assignments":
            document = dataclasses.replace(document, number="", place_date="", urgency="")
        out = compile_template(begun.data, begun.name).render(document)
        assert begun.layout.unplaced(document) == ()
        assert read_paragraphs(out) == read_paragraphs(ours.render(document))

    holds()


def test_the_templates_to_begin_with_are_written_into_a_folder(tmp_path):
    main(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{f}.docx" for f in FORMS)
