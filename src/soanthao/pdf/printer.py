"""Documents to PDF: one stylesheet and one set of fonts for all of them, nothing but the text.

The same document gives the same bytes, whatever the process, time zone, locale or hash seed: no
creation date, no identifier.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from soanthao.errors import InternalError, TemplateError
from soanthao.notice.document import Document
from soanthao.pdf import archive, engine, fence, fonts, footnotes
from soanthao.pdf.attached import Attached
from soanthao.pdf.page import FOLDER, page_writer
from soanthao.pdf.stylesheet import stylesheet

if TYPE_CHECKING:
    from weasyprint.document import Document as LaidOut
    from weasyprint.urls import URLFetcher

STRUCTURE: Final = "print.css"


@dataclass(frozen=True, slots=True)
class PrintedPdf:
    """A printed document: the file, its number of pages, its fonts as a manifest names them."""

    data: bytes
    pages: int
    fonts: tuple[str, ...]


class Printer:
    """Prints documents by the templates of one folder; not to be shared between threads.

    WeasyPrint is loaded when the first document is printed.
    """

    def __init__(self, root: Path, own: Path | None = None) -> None:
        """Take *root*: the templates folder; this room's lie in its ``pdf``.

        *own* is the office's folder, whose HTML goes before ours of the same name.
        """
        self._root = root
        self._own = own
        self._write = page_writer(root, own)

    def print(self, document: Document, source: Attached | None = None) -> PrintedPdf:
        """Return *document* as PDF/A-3a, with *source* attached where there is one.

        Raises:
            TemplateError: a template is missing or broken, or WeasyPrint complained of something.
            MissingToolError: this machine lacks Pango, or the font a character.
            InternalError: a note cannot stand on the page that calls it.
        """
        fonts.check_characters(document)
        laid_out = self._lay_out(document)
        with engine.watched(f"{document.form}.html"):
            data = archive.written(laid_out, source)
        named = fonts.checked_faces(laid_out)
        fonts.checked_fonts(data)
        return PrintedPdf(data, len(laid_out.pages), named)

    def _lay_out(self, document: Document) -> LaidOut:
        """Lay *document* out until notes and heading rows stand on the pages they belong to."""
        laid_out = self._render(document)
        if not document.notes() and not document.heading_rows():
            return laid_out
        mends = footnotes.NO_MENDS
        for _ in range(footnotes.most_rounds(len(laid_out.pages))):
            try:
                better = footnotes.mended(laid_out.pages, mends)
            except footnotes.MisplacedNoteError:
                break
            if better is None:
                return laid_out
            mends = better
            laid_out = self._render(document, mends)
        raise InternalError(
            "Không xếp được trang: chú thích phải ở trang có số gọi, tiêu đề phải liền phần sau, "
            "chữ ký phải liền phần trước; hãy rút ngắn chú thích, tiêu đề, hoặc đưa nội dung "
            "chú thích vào bài."
        )

    def _render(self, document: Document, mends: footnotes.Mends = footnotes.NO_MENDS) -> LaidOut:
        page = self._write(document, mends)
        weasyprint = engine.weasyprint()
        styles, faces = self._styles
        with engine.watched(f"{document.form}.html"):
            html = weasyprint.HTML(
                string=page,
                base_url=self._home(document).resolve().as_uri() + "/",
                url_fetcher=self._fetcher,
            )
            return html.render(font_config=faces, stylesheets=[styles])

    def _home(self, document: Document) -> Path:
        """Return the folder that the template of *document* lies in."""
        if self._own is not None and (self._own / f"{document.form}.html").is_file():
            return self._own
        return self._root / FOLDER

    @cached_property
    def _fetcher(self) -> URLFetcher:
        return fence.fetcher(*filter(None, (self._root, self._own)))

    @cached_property
    def _styles(self) -> tuple[object, object]:
        """The parsed stylesheet and the fonts it was parsed for."""
        weasyprint = engine.weasyprint()
        try:
            path = fence.inside(self._root, self._root / FOLDER / STRUCTURE)
            structure = path.read_text(encoding="utf-8")
        except (fence.OutsideError, OSError, UnicodeDecodeError) as error:
            raise TemplateError(
                f"Không đọc được “{STRUCTURE}” trong thư mục mẫu ({error}); hãy khôi phục tệp này."
            ) from error
        faces = fonts.configuration()
        with engine.watched(STRUCTURE):
            styles = weasyprint.CSS(
                string=structure + stylesheet(),
                base_url=path.parent.as_uri() + "/",
                url_fetcher=self._fetcher,
                font_config=faces,
            )
        return styles, faces
