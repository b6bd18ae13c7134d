"""Files as Word and those who type in it leave them: every order stays, none lands elsewhere."""

from __future__ import annotations

import copy
import io
import re
import shutil
import unicodedata
from pathlib import Path

import docx
import pytest
from corrected_notices import press
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from soanthao.draft.load import load
from soanthao.errors import InternalError, InvalidInputError
from soanthao.notice.assignment import roles_in_force
from soanthao.render.context import notice_sheet
from soanthao.services.updating import plan_update

DRAFTS = Path(__file__).resolve().parents[2] / "drafts"


class Paper:
    """The printed notice of the commune, open in Word."""

    def __init__(self, data: bytes) -> None:
        self.document = docx.Document(io.BytesIO(data))

    def all(self):
        return list(self.document.element.body.iterchildren(qn("w:p")))

    def find(self, start: str):
        return next(each for each in self.all() if said(each).startswith(start))

    def say(self, start: str, text: str):
        write(self.find(start), text)

    def move(self, start: str, behind: str):
        moved = self.find(start)
        self.find(behind).addnext(moved)

    def add(self, behind: str, text: str):
        new = copy.deepcopy(self.find(behind))
        write(new, text)
        self.find(behind).addnext(new)

    def drop(self, *starts: str):
        for start in starts:
            gone = self.find(start)
            gone.getparent().remove(gone)

    def each_text(self, change):
        for paragraph in self.all():
            for text in paragraph.iter(qn("w:t")):
                text.text = change(text.text or "")


def said(paragraph) -> str:
    return "".join(each.text or "" for each in paragraph.iter(qn("w:t")))


def write(paragraph, text: str) -> None:
    first, *rest = paragraph.iter(qn("w:t"))
    first.text = text
    for each in rest:
        each.text = ""


def track(paragraph, tag: str) -> None:
    """Let the whole of *paragraph* and its mark be a tracked change."""
    for run in list(paragraph.iterchildren(qn("w:r"))):
        change = OxmlElement(f"w:{tag}")
        change.set(qn("w:id"), "9")
        run.addprevious(change)
        change.append(run)
        for text in run.iter(qn("w:t")) if tag == "del" else ():
            text.tag = qn("w:delText")
    properties = paragraph.get_or_add_pPr()
    mark = properties.find(qn("w:rPr"))
    if mark is None:
        mark = OxmlElement("w:rPr")
        properties.append(mark)
    mark.insert(0, OxmlElement(f"w:{tag}"))


@pytest.fixture(scope="module")
def printed():
    path = DRAFTS / "xa-minh-son/2026-11/conclusion.yaml"
    return press().render(notice_sheet(load(path).notice).document)


@pytest.fixture
def desk(tmp_path):
    folder = tmp_path / "xa"
    shutil.copytree(DRAFTS / "xa-minh-son", folder)
    return folder / "2026-11" / "conclusion.yaml"


def after(desk, printed, change):
    paper = Paper(printed)
    change(paper)
    corrected = desk.parent / "sửa.docx"
    paper.document.save(corrected)
    return plan_update(desk, corrected)


def orders(notice) -> dict[str, tuple[object, ...]]:
    """Return by the words of items and parts whom they are ordered to, and by when."""
    force = roles_in_force(notice)
    found = {}
    for item in notice.items():
        whole = item.text.plain
        if item.orders:
            found.setdefault(whole, (force[(item.id, None)], item.follow))
        for at, part in enumerate(item.parts):
            words = " ".join(whole[slice(*span)] for span in part.spans)
            found[f"{words}#"] = (force[(item.id, at)], part.follow)
    return found


def kept(desk, update) -> set[str]:
    """Return the words of the orders that went; all that stayed must be ordered as before."""
    before = orders(load(desk).notice)
    now = orders(load(desk, data=update.after).notice)
    for words in before.keys() & now.keys():
        assert now[words] == before[words], words
    fresh = [now[words] for words in now.keys() - before.keys()]
    assert all(told in before.values() or not told[0].to for told in fresh)
    return set(before) - set(now)


def moved(paper):
    old = paper.find("b) Chủ trì")
    new = copy.deepcopy(old)
    paper.find("5. Các phòng").addnext(new)
    track(old, "moveFrom")
    track(new, "moveTo")
    write(new, said(new).replace("b) ", "6. "))


def mark_deleted(paper):
    mark = OxmlElement("w:rPr")
    mark.append(OxmlElement("w:del"))
    paper.find("4. Đề nghị").get_or_add_pPr().append(mark)


def pasted(paper):
    for run in paper.find("3. Trung tâm").iter(qn("w:r")):
        properties = run.get_or_add_rPr()
        properties.append(parse_xml(f'<w:rFonts {nsdecls("w")} w:ascii="Calibri"/>'))
        properties.append(OxmlElement("w:b"))


def renumbered(pattern: str, new: str):
    def change(paper):
        for paragraph in paper.all():
            if re.match(pattern, said(paragraph)):
                write(paragraph, re.sub(pattern, new, said(paragraph), count=1))

    return change


def controlled(paper):
    run = next(paper.find("4. Đề nghị").iter(qn("w:r")))
    held = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    run.addprevious(held)
    held[0].append(run)


NOTHING = {
    "blanks that do not break": lambda paper: paper.each_text(
        lambda text: text.replace(" ", "\xa0")
    ),
    "decomposed letters": lambda paper: paper.each_text(
        lambda text: unicodedata.normalize("NFD", text)
    ),
    "two blanks": lambda paper: paper.each_text(lambda text: text.replace(" ", "  ")),
    "a content control": controlled,
    "empty paragraphs": lambda paper: [each.addnext(OxmlElement("w:p")) for each in paper.all()],
}


@pytest.mark.parametrize("name", NOTHING)
def test_what_word_does_by_itself_changes_nothing(desk, printed, name):
    update = after(desk, printed, NOTHING[name])
    assert (update.changes, update.after) == ((), update.before)


KEPT = {
    "moved with tracked changes": (moved, {"N613"}),
    "moved below another parent": (lambda paper: paper.move("a) Hướng", "4. Đề nghị"), {"N613"}),
    "parent deleted": (lambda paper: paper.drop("1. Phòng Kinh tế"), {"N613"}),
    "mark of a paragraph deleted": (mark_deleted, {"N603"}),
    "pasted with another font and bold": (pasted, set()),
    "dashes and quotes of autocorrect": (
        lambda paper: paper.each_text(lambda text: text.replace(" - ", " – ")),
        set(),
    ),
    "no blank behind numbers": (renumbered(r"(\d\.|[ab]\)) ", r"\1"), set()),
    "brackets behind numbers": (renumbered(r"(\d)\. ", r"\1) "), set()),
    "a number of another series": (renumbered(r"3\. ", "III. "), set()),
    "a child that became an item": (renumbered(r"b\) ", "2. "), {"N613"}),
    "an item that became a child": (renumbered(r"3\. ", "a) "), set()),
    "a twin": (lambda paper: paper.add("3. Trung tâm", said(paper.find("3. Trung"))), set()),
    "an order without a number": (
        lambda paper: paper.add("3. Trung tâm", "Giao Công an xã kiểm tra việc này."),
        {"N614"},
    ),
    "the last paragraph gone": (lambda paper: paper.drop("Trên đây là"), set()),
}


@pytest.mark.parametrize("name", KEPT)
def test_every_order_whose_item_is_there_stays(desk, printed, name):
    change, codes = KEPT[name]
    update = after(desk, printed, change)
    gone = {words for words in kept(desk, update) if not words.startswith("Phòng Kinh tế:")}
    # Those whose own words changed, an item and its part.
    assert len(gone) <= 2
    assert codes <= {each.code for each in update.findings}
    assert update.changes
    assert not [each for each in update.findings if not each.line and not each.where]


def test_what_is_deleted_goes_with_its_children_and_is_told(desk, printed):
    update = after(
        desk, printed, lambda paper: paper.drop("1. Phòng Kinh tế", "a) Hướng", "b) Chủ trì")
    )
    assert len(kept(desk, update)) == 2
    assert [each.code for each in update.findings].count("N604") == 3


def test_a_deleted_paragraph_of_tracked_changes_is_deleted(desk, printed):
    update = after(desk, printed, lambda paper: track(paper.find("3. Trung tâm"), "del"))
    (gone,) = kept(desk, update)
    assert gone.startswith("Trung tâm Phục vụ")


def test_an_item_that_only_changed_its_level_is_shown(desk, printed):
    update = after(desk, printed, renumbered(r"3\. ", "a) "))
    assert [each.kind for each in update.changes][:1] == ["chuyển"]


def test_trich_yeu_in_two_paragraphs_is_one(desk, printed):
    def change(paper):
        line = paper.find("Kết luận của Chủ tịch")
        head, tail = said(line).split(" tại ", 1)
        rest = copy.deepcopy(line)
        write(line, head)
        write(rest, f"tại {tail}")
        line.addnext(rest)

    assert after(desk, printed, change).changes == ()


def test_another_notice_whose_words_are_alike_is_refused(tmp_path):
    shutil.copytree(DRAFTS / "luc-nam", tmp_path / "d")
    other = load(DRAFTS / "an-binh/2026-10/conclusion.yaml").notice
    (tmp_path / "khác.docx").write_bytes(press().render(notice_sheet(other).document))
    with pytest.raises(InvalidInputError, match="N607"):
        plan_update(tmp_path / "d/2020-05/conclusion.yaml", tmp_path / "khác.docx")


def test_a_letter_is_refused_by_what_it_lacks(desk, printed):
    with pytest.raises(InvalidInputError, match="THÔNG BÁO"):
        after(desk, printed, lambda paper: paper.say("THÔNG BÁO", "CÔNG VĂN"))


def test_an_order_that_would_go_astray_stops_the_update(desk, printed, monkeypatch):
    monkeypatch.setattr("soanthao.services.updating_values.role_keys", lambda old, new: {})
    with pytest.raises(InternalError, match="chưa ghi gì"):
        after(desk, printed, lambda paper: paper.move("a) Hướng", "4. Đề nghị"))
