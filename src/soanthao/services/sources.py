"""Which document carries what of where it comes from (nguồn của bản PDF).

The notice carries the conclusion, a letter its own extract; the bảng phân công never leaves the
office and carries nothing. What is issued is clean, unless a copy for the archive is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from soanthao.draft import dump
from soanthao.draft.load import Draft
from soanthao.notice.document import Document
from soanthao.notice.letter import Letter
from soanthao.notice.notice import Notice
from soanthao.pdf import faces
from soanthao.pdf.attached import Attached
from soanthao.render.letter_source import letter_source, read_document
from soanthao.services import manifest
from soanthao.services.makers import versions

CONCLUSION: Final = "conclusion.yaml"
LETTER: Final = "letter.yaml"


@dataclass(frozen=True, slots=True)
class Carrying:
    """Which documents carry their source.

    Attributes:
        archive: all of them, those that are issued too: a copy for the archive (bản lưu trữ).
        manifest: of the folder that the documents lie in, which says by what they were made;
            None: they are made today.
    """

    archive: bool = False
    manifest: Mapping[str, Any] | None = None


BY_DEFAULT: Final = Carrying()


class Sources:
    """The sources of one draft's documents."""

    def __init__(self, draft: Draft, carrying: Carrying, templates: str) -> None:
        """Take *templates*: the digest of those that are used today."""
        self._draft = draft
        self._archive = carrying.archive
        self._made = carrying.manifest or {}
        self._templates = templates

    def of(self, name: str, document: Document, letter: Letter | None = None) -> Attached | None:
        """Return what the document called *name* carries; None if it is to be clean."""
        notice = self._draft.notice
        if letter is not None:
            if _is_issued(notice, letter) and not self._archive:
                return None
            source = letter_source(notice, letter, document)
            data = dump.write({**source, "rendered": self._rendered()})
            return Attached(LETTER, data, notice.validity_day)
        if name != manifest.NOTICE or (notice.is_final and not self._archive):
            return None
        data = dump.conclusion(self._draft, self._rendered())
        return Attached(CONCLUSION, data, notice.validity_day)

    def _rendered(self) -> dict[str, str]:
        """Return by what documents are made: as their manifest says, else what is here today."""
        makers, digest, fonts = (self._made.get(key) for key in ("versions", "templates", "fonts"))
        if (
            isinstance(makers, dict)
            and isinstance(digest, str)
            and isinstance(fonts, list)
            and fonts
        ):
            named = {str(name): str(version) for name, version in makers.items()}
            return {**named, "templates": digest, "fonts": ", ".join(map(str, fonts))}
        return {**versions(pdf=True), "templates": self._templates, "fonts": faces.IDENTITY}


def read_letter(data: bytes) -> Document:
    """Return the document that a ``letter.yaml`` holds, to be printed again.

    Raises:
        InvalidInputError, UnreadableSourceError: it is none.
    """
    return read_document(dump.read(LETTER, data))


def _is_issued(notice: Notice, letter: Letter) -> bool:
    """Tell whether *letter* has a number and a complete date of its own."""
    issued = notice.letters.issued
    dated = isinstance(issued, datetime) or (issued is not None and issued.complete is not None)
    return notice.is_final and letter.id in notice.letters.numbers and dated
