"""A folder that was tampered with is caught by the proof, its hashes brought up to date or not."""

import hashlib
import json
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import docx
import pikepdf
import pytest

from plain_notice import LUC_NAM
from soanthao.errors import ConflictError
from soanthao.notice.document import Document, Paragraph
from soanthao.pdf.printer import Printer
from soanthao.render import job
from soanthao.render.templates import templates_root
from soanthao.services.proving import prove_folder
from soanthao.services.rendering import make_plan

pytestmark = pytest.mark.torture

FOREIGN = "Trung tâm phát triển quỹ đất và CCN huyện: Khẩn trương hoàn thiện Kế hoạch đấu giá"


def bring_hashes_up_to_date(out: Path) -> None:
    path = out / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    for document in (manifest["notice"], *manifest["letters"]):
        for kind in ("docx", "pdf"):
            data = (out / document[kind]).read_bytes()
            document["sha256"][kind] = hashlib.sha256(data).hexdigest()
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")


def flaws(proof, kind: str) -> set[tuple[str, str, int | None]]:
    return {(flaw.file, flaw.item, flaw.part) for flaw in getattr(proof, kind)}


def job_of(name: str) -> job.RenderJob:
    return next(each for each in make_plan(LUC_NAM, job.FORMATS).jobs if each.name == name)


def document_of(name: str) -> Document:
    return job_of(name).document


def print_pdf(out: Path, name: str, document: Document) -> None:
    source = job_of(name).source
    (out / f"{name}.pdf").write_bytes(Printer(templates_root()).print(document, source).data)


def paragraph_with(paragraphs, words: str):
    return next(each for each in paragraphs if words in each.text)


def foreign_order() -> Paragraph:
    body = document_of("letters/tt-ptqd").body
    return next(each for each in body if each.text.plain.startswith(FOREIGN))


def test_an_untouched_folder_is_proven(rendered):
    proof = prove_folder(LUC_NAM, rendered)
    assert proof.holds, proof


def test_a_paragraph_deleted_from_a_word_letter_is_missing(spoiled):
    path = spoiled / "letters" / "xa-chu-dien.docx"
    letter = docx.Document(str(path))
    victim = paragraph_with(letter.paragraphs, "UBND xã Chu Điện rà soát")
    victim._element.getparent().remove(victim._element)
    letter.save(str(path))
    bring_hashes_up_to_date(spoiled)
    proof = prove_folder(LUC_NAM, spoiled)
    assert flaws(proof, "missing") == {("letters/xa-chu-dien.docx", "7.9", None)}
    assert flaws(proof, "extra") == set()
    assert {flaw.file for flaw in proof.altered} == {"letters/xa-chu-dien.docx"}


def test_another_units_order_added_to_a_word_letter_is_extra(spoiled):
    path = spoiled / "letters" / "xa-chu-dien.docx"
    letter = docx.Document(str(path))
    place = paragraph_with(letter.paragraphs, "UBND xã Chu Điện rà soát")
    twin = deepcopy(place._element)
    place._element.addnext(twin)
    added = letter.paragraphs[[p._element for p in letter.paragraphs].index(twin)]
    added.text = foreign_order().text.plain
    letter.save(str(path))
    bring_hashes_up_to_date(spoiled)
    proof = prove_folder(LUC_NAM, spoiled)
    assert flaws(proof, "extra") == {("letters/xa-chu-dien.docx", "7.6", None)}
    assert flaws(proof, "missing") == set()


def test_another_units_order_hidden_inside_a_paragraph_is_extra(spoiled):
    path = spoiled / "letters" / "xa-chu-dien.docx"
    letter = docx.Document(str(path))
    place = paragraph_with(letter.paragraphs, "Các nhiệm vụ giao chung")
    place.add_run(" " + foreign_order().text.plain.replace(" (mục 7 Thông báo)", ""))
    letter.save(str(path))
    bring_hashes_up_to_date(spoiled)
    extra = flaws(prove_folder(LUC_NAM, spoiled), "extra")
    assert ("letters/xa-chu-dien.docx", "7.6", None) in extra


def test_a_paragraph_left_out_of_a_pdf_letter_is_missing(spoiled):
    name = "letters/xa-chu-dien"
    document = document_of(name)
    kept = tuple(p for p in document.body if "UBND xã Chu Điện rà soát" not in p.text.plain)
    assert len(kept) == len(document.body) - 1
    print_pdf(spoiled, name, replace(document, body=kept))
    bring_hashes_up_to_date(spoiled)
    proof = prove_folder(LUC_NAM, spoiled)
    assert flaws(proof, "missing") == {(f"{name}.pdf", "7.9", None)}
    # The bound file no longer holds what the letter's own file says.
    assert {flaw.file for flaw in proof.altered} == {f"{name}.pdf", "letters.pdf"}


def test_another_units_order_added_to_a_pdf_letter_is_extra(spoiled):
    name = "letters/xa-chu-dien"
    document = document_of(name)
    body = (*document.body[:3], foreign_order(), *document.body[3:])
    print_pdf(spoiled, name, replace(document, body=body))
    bring_hashes_up_to_date(spoiled)
    proof = prove_folder(LUC_NAM, spoiled)
    assert {flaw.file for flaw in proof.altered} == {f"{name}.pdf", "letters.pdf"}
    assert flaws(proof, "extra") == {(f"{name}.pdf", "7.6", None)}


def test_two_letters_exchanged_are_caught_in_both_places(spoiled):
    first, second = (spoiled / "letters" / f"{unit}.docx" for unit in ("xa-chu-dien", "phong-tnmt"))
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)
    bring_hashes_up_to_date(spoiled)
    proof = prove_folder(LUC_NAM, spoiled)
    assert {flaw.file for flaw in proof.missing} == {
        "letters/xa-chu-dien.docx",
        "letters/phong-tnmt.docx",
    }


def test_a_letter_whose_files_are_gone_is_missing(spoiled):
    (spoiled / "letters" / "phong-tnmt.pdf").unlink()
    proof = prove_folder(LUC_NAM, spoiled)
    assert flaws(proof, "missing") == {("letters/phong-tnmt.pdf", "", None)}


def test_a_letter_left_out_of_the_manifest_is_missing_and_one_too_many_is_extra(spoiled):
    path = spoiled / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["letters"][0]["id"] = "don-vi-la"
    path.write_text(json.dumps(manifest), "utf-8")
    proof = prove_folder(LUC_NAM, spoiled)
    assert {flaw.file for flaw in proof.missing} == {"letters/phong-tckh"}
    assert {flaw.file for flaw in proof.extra} == {
        "letters/don-vi-la",
        "letters/phong-tckh.docx",
        "letters/phong-tckh.pdf",
    }


def test_a_file_that_cannot_be_read_is_altered(spoiled):
    (spoiled / "notice.docx").write_bytes(b"not a zip")
    (spoiled / "notice.pdf").write_bytes(b"%PDF-1.7 broken")
    proof = prove_folder(LUC_NAM, spoiled)
    assert {flaw.file for flaw in proof.altered} == {"notice.docx", "notice.pdf"}


def test_a_folder_of_somebody_else_is_no_output_folder(tmp_path):
    with pytest.raises(ConflictError, match=r"manifest\.json"):
        prove_folder(LUC_NAM, tmp_path)
    (tmp_path / "manifest.json").write_text('{"schema": "khac"}', "utf-8")
    with pytest.raises(ConflictError, match="không phải tệp kê"):
        prove_folder(LUC_NAM, tmp_path)


HIDDEN = "Trung tâm phát triển quỹ đất khẩn trương hoàn thiện Kế hoạch đấu giá"


def test_words_in_the_footer_of_a_word_letter_are_extra(spoiled):
    path = spoiled / "letters" / "phong-tnmt.docx"
    letter = docx.Document(str(path))
    letter.sections[0].footer.paragraphs[0].text = HIDDEN
    letter.save(str(path))
    proof = prove_folder(LUC_NAM, spoiled)
    assert [flaw.file for flaw in proof.extra if HIDDEN in flaw.detail] == [
        "letters/phong-tnmt.docx"
    ]


def test_words_in_the_properties_of_a_word_letter_are_extra_and_another_title_is_altered(spoiled):
    path = spoiled / "letters" / "phong-tnmt.docx"
    letter = docx.Document(str(path))
    letter.core_properties.comments = HIDDEN
    letter.core_properties.title = "Khác"
    letter.save(str(path))
    proof = prove_folder(LUC_NAM, spoiled)
    assert any(HIDDEN in flaw.detail for flaw in proof.extra)
    assert any("“Khác”" in flaw.detail for flaw in proof.altered)


@pytest.mark.parametrize("how", ["hidden", "tiny", "white"])
def test_an_order_that_nobody_can_see_on_paper_is_missing(spoiled, how):
    path = spoiled / "letters" / "xa-chu-dien.docx"
    letter = docx.Document(str(path))
    for run in paragraph_with(letter.paragraphs, "UBND xã Chu Điện rà soát").runs:
        if how == "hidden":
            run.font.hidden = True
        elif how == "tiny":
            run.font.size = docx.shared.Pt(1)
        else:
            run.font.color.rgb = docx.shared.RGBColor(255, 255, 255)
    letter.save(str(path))
    missing = flaws(prove_folder(LUC_NAM, spoiled), "missing")
    assert ("letters/xa-chu-dien.docx", "7.9", None) in missing


def test_an_attachment_a_note_and_a_property_of_a_pdf_are_extra(spoiled):
    path = spoiled / "letters" / "phong-tnmt.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.attachments["la.txt"] = HIDDEN.encode()
        pdf.docinfo["/Subject"] = HIDDEN
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents="x")
        note.Rect = [0, 0, 10, 10]
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])
        pdf.save(path)
    proof = prove_folder(LUC_NAM, spoiled)
    details = " ".join(flaw.detail for flaw in proof.extra)
    assert {flaw.file for flaw in proof.extra} == {"letters/phong-tnmt.pdf"}
    for words in ("tệp kèm la.txt", f"Subject: {HIDDEN}"[:60], "ghi chú ở trang 1"):
        assert words in details


def test_a_manifest_that_names_no_files_hides_nothing(spoiled):
    path = spoiled / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    for letter in manifest["letters"]:
        letter["docx"] = letter["pdf"] = None
    path.write_text(json.dumps(manifest), "utf-8")
    proof = prove_folder(LUC_NAM, spoiled)
    assert len(proof.missing) == 33
    assert len(proof.extra) == 66


def test_a_strangers_file_in_the_folder_is_extra(spoiled):
    (spoiled / "letters" / "la.docx").write_bytes(b"x")
    assert {flaw.file for flaw in prove_folder(LUC_NAM, spoiled).extra} == {"letters/la.docx"}


def test_a_manifest_of_another_shape_is_no_crash(spoiled):
    path = spoiled / "manifest.json"
    path.write_text('{"schema": "soanthao/manifest/1", "letters": [{"docx": "x"}, 5]}', "utf-8")
    assert not prove_folder(LUC_NAM, spoiled).holds
