"""``soanthao verify`` on one PDF: its source is taken out, printed again and compared.

A document whose source was left out is held against the manifest that lies beside it.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from soanthao import files
from soanthao.draft import dump
from soanthao.errors import (
    ConflictError,
    InputMissingError,
    InvalidInputError,
    TemplateError,
)
from soanthao.findings import Finding, Severity
from soanthao.notice.document import Document
from soanthao.pdf import aside, compare, faces
from soanthao.pdf import reader as pdf_reader
from soanthao.pdf.attached import read_attached, read_attachments
from soanthao.pdf.printer import Printer
from soanthao.render import templates
from soanthao.render.letter_source import UnreadableSourceError
from soanthao.services import manifest
from soanthao.services.folder import read_manifest
from soanthao.services.makers import versions
from soanthao.services.planning import make_plan
from soanthao.services.sources import CONCLUSION, LETTER, read_letter
from soanthao.services.verified import VerifyReport, found, sorted_by_weight
from soanthao.services.verifying import listed

_AROUND: Final = 40
_ATTACHED: Final = "tệp kèm "
_BARE: Final = "Tệp không kèm nguồn (như bản phát hành, bảng phân công)"


def verify_pdf(path: Path, office: Path | None = None) -> VerifyReport:
    """Hold the PDF at *path* against the source that it carries.

    Args:
        path: the file.
        office: folder of the templates it was made by, where these are not the program's.

    Raises:
        InputMissingError: there is no such file.
        UnreadablePdfError: it is no PDF at all.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputMissingError(f"Không đọc được “{path}” ({error.strerror}).") from error
    if data.lstrip()[:5] != b"%PDF-":
        raise pdf_reader.UnreadablePdfError(
            f"“{path}” không phải tệp PDF; soanthao verify nhận thư mục kết quả hoặc một tệp PDF."
        )
    check = _Check(path, data, office)
    try:
        check.run()
    except pdf_reader.UnreadablePdfError as error:
        check.add("V202", str(error))
    return check.report()


@dataclass(slots=True)
class _Check:
    """One PDF while it is verified."""

    path: Path
    data: bytes
    office: Path | None
    findings: list[Finding] = field(default_factory=list)
    matched: list[str] = field(default_factory=list)
    proven: bool = False

    def report(self) -> VerifyReport:
        """Return what was found so far."""
        findings = sorted_by_weight(self.findings)
        return VerifyReport(self.path, findings, 1, 0, self.proven, tuple(self.matched))

    def add(self, code: str, message: str, severity: Severity = Severity.ERROR) -> None:
        """Note a finding about the file."""
        self.findings.append(found(code, str(self.path), message, severity))

    def run(self) -> None:
        """Compare with the manifest beside the file, then with the source inside."""
        known = self._beside()
        attached = read_attachments(self.data)
        for name in attached.keys() - {CONCLUSION, LETTER}:
            self.add("V209", f"Có tệp kèm lạ “{name}”.")
        if CONCLUSION in attached:
            self._against(CONCLUSION, attached[CONCLUSION])
        elif LETTER in attached:
            self._against(LETTER, attached[LETTER])
        elif known:
            self.add("V201", f"{_BARE}; chỉ kiểm được mã băm với tệp kê.", Severity.INFO)
        else:
            self.add(
                "V201",
                f"{_BARE} và bên cạnh không có tệp kê nào ghi tệp này, nên không kiểm được; hãy "
                "kiểm trong thư mục kết quả, hoặc kiểm bản lưu (in với --archive).",
            )

    def _beside(self) -> bool:
        """Hold the file against a manifest that lists it; tell whether there is one."""
        home = self.path.absolute().parent
        here = self.path.name
        for folder, name in ((home, here), (home.parent, f"{home.name}/{here}")):
            try:
                content = read_manifest(folder)
            except ConflictError:
                continue
            hashes = dict(listed(content))
            if name not in hashes:
                continue
            if hashes[name] == files.sha256(self.data):
                self.matched.append(f"Mã băm khớp với {folder / manifest.NAME}.")
            else:
                told = f"Mã băm khác với {folder / manifest.NAME}: tệp đã bị thay đổi sau khi in."
                self.add("V207", told)
            return True
        return False

    def _against(self, name: str, source: bytes) -> None:
        """Print the *source* called *name* again and compare."""
        chosen = templates.choose(self.office)
        document = self._document(name, source)
        if document is None:
            return
        attached = next((each for each in read_attached(self.data) if each.name == name), None)
        if attached is None:
            self.add("V209", f"Nguồn ({name}) được đính lại vào tệp theo cách khác.")
        again = Printer(chosen.root, chosen.office).print(document, attached).data
        self.proven = True
        if again == self.data:
            self.matched.append(f"In lại từ {name} kèm theo: giống từng byte.")
            return
        differences = [*_text_differences(again, self.data), *_aside_differences(again, self.data)]
        for code, message in differences:
            self.add(code, message)
        if not differences:
            self._bytes(name, _rendered(name, source), chosen.digest)

    def _bytes(self, name: str, told: object, digest: str) -> None:
        """Say what it means that the words are the same and the bytes are not."""
        today = {**versions(pdf=True), "templates": digest, "fonts": faces.IDENTITY}
        words = f"In lại từ {name} kèm theo: chữ và số trang giống, byte khác"
        if told == today:
            self.add("V205", f"{words}, dù cùng phiên bản, mẫu và phông; tệp đã bị ghi lại.")
            return
        others = told if isinstance(told, dict) else {}
        differing = [key for key in today if others.get(key) != today[key]]
        named = ", ".join(f"{key} {others.get(key, 'không rõ')}" for key in differing)
        message = f"{words}, vì lúc in dùng {named}; máy này dùng bản khác."
        self.add("V206", message, Severity.INFO)

    def _document(self, name: str, source: bytes) -> Document | None:
        """Return the document that a *source* describes; None where it describes none."""
        try:
            return read_letter(source) if name == LETTER else self._notice(source)
        except InvalidInputError as error:
            first = error.findings[0]
            where = f"dòng {first.line}, cột {first.column}"
            self.add("V203", f"Nguồn kèm theo ({name}) có lỗi ở {where}: {first.message}")
        except (UnreadableSourceError, InputMissingError, TemplateError) as error:
            self.add("V203", f"Không in lại được từ nguồn kèm theo ({name}): {error}")
        return None

    def _notice(self, source: bytes) -> Document | None:
        """Return the notice of a conclusion that needs no other file."""
        with tempfile.TemporaryDirectory(prefix="soanthao-") as place:
            file = Path(place) / CONCLUSION
            file.write_bytes(source)
            made = make_plan(file, ("pdf",), None, self.office)
        if made.draft.agency is not None:
            self.add("V203", f"Nguồn kèm theo ({CONCLUSION}) thiếu danh bạ của cơ quan.")
            return None
        return next(each.document for each in made.jobs if each.name == manifest.NOTICE)


def _rendered(name: str, source: bytes) -> object:
    """Return by what a *source* says that the document was made."""
    return dump.read(name, source).get("rendered")


def _text_differences(right: bytes, read: bytes) -> Iterator[tuple[str, str]]:
    """Yield where the pages of *read* say something else than those of *right*."""
    wanted, pages = pdf_reader.read_pages(right), pdf_reader.read_pages(read)
    if len(wanted) != len(pages):
        yield "V208", f"Nguồn in ra {len(wanted)} trang, tệp có {len(pages)} trang."
    for number, (one, other) in enumerate(zip(wanted, pages, strict=False), start=1):
        at = compare.first_difference(one, other)
        if at is not None:
            _, there = compare.walk(one, other)
            yield (
                "V204",
                f"Trang {number}: theo nguồn là “{_around(one, at)}”, đọc thấy "
                f"“{_around(other, there)}”.",
            )


def _aside_differences(right: bytes, read: bytes) -> Iterator[tuple[str, str]]:
    """Yield what *read* has beside its pages otherwise than *right*; attachments are known."""
    title, texts = aside.read_aside(right)
    other_title, other_texts = aside.read_aside(read)
    if title != other_title:
        yield "V210", f"Tên tài liệu trong thuộc tính phải là “{title}”, đọc thấy “{other_title}”."
    wanted, got = Counter(texts), Counter(other_texts)
    for text in (got - wanted).elements():
        if not text.startswith(_ATTACHED):
            yield "V210", f"Ngoài trang có thêm: “{text}”."
    for text in (wanted - got).elements():
        if not text.startswith(_ATTACHED):
            yield "V210", f"Ngoài trang thiếu: “{text}”."


def _around(text: str, at: int) -> str:
    start = max(at - _AROUND, 0)
    return " ".join(text[start : at + _AROUND].split())
