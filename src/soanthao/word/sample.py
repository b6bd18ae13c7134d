"""Makes templates for an office to begin with: ``python -m soanthao.word.sample FOLDER``.

They look like the program's own, but hold named slots instead of tags, so that a clerk can open
them in Word, move things about and add a logo. What an office adds is not touched by anything
here: these files are read by nobody until a clerk has copied them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from soanthao.notice.document import Form
from soanthao.standard import nd30
from soanthao.standard.length import Length
from soanthao.word.package import close_package, open_package, parse_xml, write_xml
from soanthao.word.reader import W
from soanthao.word.stamp import FORMS, stamp
from soanthao.word.styles import NAMESPACE
from soanthao.word.tags import before, paragraph, small, table, text

_PART: Final = "word/document.xml"


def sample(form: Form) -> bytes:
    """Return a template of *form* with slots; always the same bytes."""
    members = open_package(stamp(form))
    root = parse_xml(members[_PART], _PART)
    body = root.find(f"{W}body")
    for each in list(body)[:-1]:
        body.remove(each)
    page = nd30.PAGE.turned() if form == "assignments" else nd30.PAGE
    drawn = f'<w:body xmlns:w="{NAMESPACE}">{_drawn(form, page)}</w:body>'
    for at, each in enumerate(parse_xml(drawn.encode(), _PART)):
        body.insert(at, each)
    members[_PART] = write_xml(root).encode()
    return close_package(members)


def main(folder: Path) -> None:
    """Write the templates of all forms into *folder*."""
    for form in FORMS:
        (folder / f"{form}.docx").write_bytes(sample(form))


def _drawn(form: Form, page: nd30.Page) -> str:
    left = _slot("number", "so_ky_hieu", before(nd30.HEAD_GAP)) if form != "assignments" else ""
    right = _slot("place-date", "dia_danh_ngay_thang", before(nd30.HEAD_GAP))
    if form == "letter":
        left += _slot("letter-subject", "trich_yeu")
    if form != "assignments":
        left += _slot("urgency", "do_khan")
    left += _slot("draft-mark", "du_thao")
    rows = [(_slot("agency", "co_quan"), _slot("national-name", "quoc_hieu")), (left, right)]
    if form == "assignments":
        rows[1] = (left, paragraph("place-date"))
    head = table(_columns(page, nd30.HEAD_LEFT), rows)
    title = _slot("addressee", "kinh_gui") if form == "letter" else _slot("kind", "tieu_de")
    content = _slot("body", "noi_dung")
    if form == "assignments":
        return head + title + content
    sides = (_slot("recipients", "noi_nhan"), _slot("authority", "chu_ky"))
    foot = table(_columns(page, nd30.FOOT_LEFT), [sides])
    annexes = _slot("body", "phu_luc")
    if form == "extract":
        return head + title + content + foot + annexes + _slot("body", "ban_sao")
    return head + title + content + foot + small() + annexes


def _slot(style: str, name: str, properties: str = "") -> str:
    return text(style, f"{{{{ {name} }}}}", properties)


def _columns(page: nd30.Page, share: float) -> tuple[Length, Length]:
    left = round(page.text_width * share)
    return Length(left), Length(page.text_width - left)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
