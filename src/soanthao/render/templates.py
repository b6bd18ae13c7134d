"""Which templates a render uses: the office's own folder, the wheel's copy, else the checkout's.

An office's folder may hold ``notice.docx``, ``letter.docx``, ``extract.docx`` and
``assignments.docx``, and beside each an HTML partner of the same stem for its PDF; what is missing
comes from the program. How the rest of the program uses it::

    chosen = choose(folder)              # None: the program's own; every fault at once
    expected = placed(chosen, expected, document)   # what the office's own template must say
    data, name = word_source(chosen, form)          # for word.merge.compile_template
    chosen.has_pdf(form)                 # False: Word comes, the PDF does not
    no_pdf(chosen, forms)                # the warnings for the clerk
    own_templates(chosen).get(form)      # its ``read_aside(data)`` takes the office's logo off

A :class:`Templates` is small and may travel to a worker; there everything is read again, and
``digest_of(chosen)`` must still be ``chosen.digest``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, get_args

import soanthao
from soanthao import files
from soanthao.errors import InputMissingError, TemplateError
from soanthao.language.nearest import nearest
from soanthao.notice.document import Document, Form
from soanthao.render.expectation import Expectation

if TYPE_CHECKING:
    from soanthao.word.office import OfficeTemplate

FORMS: Final[tuple[Form, ...]] = tuple(form for form in get_args(Form) if form != "register")
"""What an office may have templates of its own for; the book is the decree's form (Phụ lục IV)."""
_PACKAGE: Final = Path(soanthao.__file__).resolve().parent
_MAX_FILES: Final = 1_000
_MAX_SEEN: Final = 20_000
_MAX_BYTES: Final = 256 * 2**20
_TOO_MUCH: Final = (
    "{folder}: quá nhiều tệp hoặc tệp quá lớn cho một thư mục mẫu; hãy để mẫu ở thư mục riêng."
)
_WORD: Final = ".docx"
_PAGE: Final = ".html"
_LIKE_WORD: Final = frozenset({".doc", ".docm", ".dot", ".dotm", ".dotx", _WORD, ".odt", ".rtf"})


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of one render.

    Attributes:
        root: the program's folder, with ``word/`` and ``pdf/``.
        office: the office's own folder.
        words: the forms that the office has a Word template for.
        pages: the forms that it has an HTML template for.
        digest: one SHA-256 over all of them.
    """

    root: Path
    office: Path | None = None
    words: frozenset[Form] = frozenset()
    pages: frozenset[Form] = frozenset()
    digest: str = ""

    def is_own(self, form: Form) -> bool:
        """Tell whether a file of *form* is made by a template of the office."""
        return form in self.words or form in self.pages

    def has_pdf(self, form: Form) -> bool:
        """Tell whether there is a PDF of *form*: an own Word template needs an own HTML one."""
        return form in self.pages or form not in self.words


def templates_root() -> Path:
    """Return the folder with ``word/`` and ``pdf/``.

    Raises:
        TemplateError: the installation has lost its templates.
    """
    for folder in (_PACKAGE / "_templates", _PACKAGE.parents[1] / "templates"):
        if (folder / "word").is_dir() and (folder / "pdf").is_dir():
            return folder
    raise TemplateError("Không tìm thấy thư mục mẫu của soanthao; hãy cài đặt lại chương trình.")


def choose(office: Path | None = None) -> Templates:
    """Return the templates of a render by the folder *office*, checked.

    Raises:
        InputMissingError: there is no such folder.
        TemplateError: with every fault of every template in it, one a line.
    """
    root = templates_root()
    if office is None:
        return Templates(root, digest=digest(root))
    if not _is_folder(office):
        raise InputMissingError(
            f"Không có thư mục mẫu “{office}”; hãy kiểm tra --templates hoặc khóa templates trong "
            "agency.yaml."
        )
    chosen = Templates(root, office, _having(office, _WORD), _having(office, _PAGE))
    chosen = replace(chosen, digest=digest_of(chosen))
    own_templates(chosen)
    return chosen


def digest(root: Path) -> str:
    """Return one SHA-256 over names and contents of all templates below *root*.

    Raises:
        TemplateError: they cannot be read, or are too many or too large for templates.
    """
    lines, total = [], 0
    for path in _files(root):
        data = _read(path)
        total += len(data)
        if total > _MAX_BYTES:
            raise TemplateError(_TOO_MUCH.format(folder=root))
        lines.append(f"{files.sha256(data)}  {path.relative_to(root).as_posix()}\n")
    return files.sha256("".join(lines).encode("utf-8", "surrogateescape"))


def digest_of(chosen: Templates) -> str:
    """Return the digest of what *chosen* names, as it is now."""
    if chosen.office is None:
        return digest(chosen.root)
    both = f"{digest(chosen.root)}\n{digest(chosen.office)}\n"
    return files.sha256(both.encode())


def own_templates(chosen: Templates) -> Mapping[Form, OfficeTemplate]:
    """Return the office's own Word templates by form.

    Raises:
        TemplateError: with every fault of every template in the office's folder, one a line.
    """
    return _own(chosen.office, chosen.digest) if chosen.office else {}


def word_source(chosen: Templates, form: Form) -> tuple[bytes, str]:
    """Return the Word template of *form* with its tags, and its name.

    Raises:
        TemplateError: it is broken, not there, or cannot be read.
    """
    own = own_templates(chosen).get(form)
    if own is not None:
        return own.data, own.name
    return word_template(chosen.root, form), f"{form}.docx"


def word_template(root: Path, form: str) -> bytes:
    """Return the bytes of the program's Word template of *form*.

    Raises:
        TemplateError: it is not there or cannot be read.
    """
    path = root / "word" / f"{form}.docx"
    try:
        return path.read_bytes()
    except OSError as error:
        raise TemplateError(
            f"Không đọc được mẫu “{path.name}” ({error.strerror}); hãy cài đặt lại chương trình."
        ) from error


def placed(chosen: Templates, expected: Expectation, document: Document) -> Expectation:
    """Return *expected* as the office's own template of *document* says it, its own words included.

    Raises:
        TemplateError: the document has something that the template has no slot for.
    """
    own = own_templates(chosen).get(document.form)
    if own is None:
        return expected
    unplaced = own.layout.unplaced(document)
    if unplaced:
        listed = ", ".join(f"{{{{ {slot.name} }}}} ({slot.meaning})" for slot in unplaced)
        raise TemplateError(f"{own.name}: thiếu chỗ điền cho nội dung đang có: {listed}.")
    return replace(
        expected,
        stream=own.layout.stream(document),
        fixed=expected.fixed | own.layout.fixed(document),
    )


def no_pdf(chosen: Templates, forms: Iterable[Form]) -> Iterator[str]:
    """Yield a warning for each of *forms* that the office's templates give no PDF of."""
    for form in forms:
        if not chosen.has_pdf(form):
            yield (
                f"Mẫu {form}.docx của cơ quan không có {form}.html đi cùng nên chỉ có bản Word, "
                "không có bản PDF."
            )


@lru_cache(maxsize=2)
def _own(office: Path, _digest: str) -> Mapping[Form, OfficeTemplate]:
    """Read the office's folder; *_digest* makes the cache forget what has changed."""
    from soanthao.pdf.partner import page_faults  # noqa: PLC0415 - Jinja is not for every command
    from soanthao.word.office import office_template  # noqa: PLC0415 - lxml is heavy

    faults = list(_misnamed(office))
    found: dict[Form, OfficeTemplate] = {}
    for form in FORMS:
        path = office / f"{form}{_WORD}"
        if path.is_file():
            try:
                found[form] = office_template(_read(path), path.name, form)
            except TemplateError as error:
                faults += str(error).splitlines()
    faults += page_faults(office)
    if faults:
        raise TemplateError("\n".join(faults))
    return MappingProxyType(found)


def _having(office: Path, ending: str) -> frozenset[Form]:
    return frozenset(form for form in FORMS if (office / f"{form}{ending}").is_file())


def _misnamed(office: Path) -> Iterator[str]:
    """Yield files that look like templates and would silently not be used."""
    names = [f"{form}{_WORD}" for form in FORMS]
    for path in _files(office):
        if path.parent == office and path.suffix.lower() in _LIKE_WORD and path.name not in names:
            meant = nearest(path.name, names)
            hint = f"có phải “{meant}” không" if meant else f"chỉ dùng: {', '.join(names)}"
            yield f"{path.name}: không biết mẫu này; {hint}."
    if not any(_having(office, ending) for ending in (_WORD, _PAGE)):
        yield f"{office}: không có mẫu nào; cần ít nhất một tệp: {', '.join(names)}."


def _files(folder: Path) -> list[Path]:
    """Return the files below *folder*, without hidden ones and those that Word holds open.

    Raises:
        TemplateError: there are too many of them for a folder of templates.
    """
    found = []
    try:
        for seen, path in enumerate(folder.rglob("*")):
            if path.is_file() and not path.name.startswith((".", "~$")):
                found.append(path)
            if len(found) > _MAX_FILES or seen > _MAX_SEEN:
                raise TemplateError(_TOO_MUCH.format(folder=folder))
    except (OSError, RuntimeError) as error:
        raise TemplateError(
            f"{folder}: không đọc được thư mục mẫu ({error}); hãy để mẫu ở thư mục riêng."
        ) from error
    return sorted(found)


def _is_folder(path: Path) -> bool:
    """Tell whether *path* is a folder; a name that no disk can hold is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(_MAX_BYTES + 1)
    except OSError as error:
        raise TemplateError(
            f"{path.name}: không đọc được ({error.strerror}); hãy đóng tệp trong Word rồi chạy lại."
        ) from error
    if len(data) > _MAX_BYTES:
        raise TemplateError(f"{path.name}: quá lớn cho một mẫu; hãy bỏ bớt hình ảnh.")
    return data
