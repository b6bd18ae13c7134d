"""Fills a Word template with a document: docxtpl's tags, compiled once, twice as strict.

docxtpl by default prints a missing name as nothing and loses the text behind ``&``; it also reads
and patches its template for every document. Here its patched XML becomes one Jinja template that
every document renders, and the other members of the zip are kept as they are. ``core.xml`` is
written without docxtpl, which would execute and escape it twice; so are notes and the first page's
header and footer (``parts``).
"""

from __future__ import annotations

import io
import re
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from types import MappingProxyType
from typing import Final
from xml.sax.saxutils import escape

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import SandboxedEnvironment

from soanthao.errors import InternalError, TemplateError
from soanthao.notice.document import Document
from soanthao.word.origin import add_origin
from soanthao.word.package import (
    BrokenWordFileError,
    Element,
    close_package,
    main_part,
    open_package,
    parse_xml,
    write_xml,
)
from soanthao.word.parts import add_parts
from soanthao.word.specimens import W, open_specimens
from soanthao.word.styles import LANGUAGE
from soanthao.word.view import NAMES, context

CORE: Final = "docProps/core.xml"
WRITTEN: Final = "2020-03-05T00:00:00Z"
"""Date of every file's properties: the day on which the decree came into force."""

ENVIRONMENT: Final = SandboxedEnvironment(
    autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
)
# Nothing that rolls dice, counts without end or writes Latin.
ENVIRONMENT.globals.clear()
del ENVIRONMENT.filters["random"]
_PARAGRAPH: Final = re.compile(r"<w:p(?=[ >/])")
_HOLDERS: Final = tuple(
    re.compile(
        rf"<w:{name}[ >](?:(?!<w:{name}[ >]).)*"
        rf"(\{{%|\{{\{{){name} ([^}}%]*(?:%}}|}}}})).*?</w:{name}>",
        re.DOTALL,
    )
    for name in ("tr", "tc")
)
"""A row or cell that holds a tag of its own kind, and goes with it."""
_LITERALS: Final = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}
"""docxtpl's way to write braces into a template as text."""
_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_BRACES: Final = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_PARAGRAPH_TAG: Final = re.compile(r"\{[{%]p ")
_FORBIDDEN: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_NEARBY: Final = 60


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A Word template ready to be filled; holds no document's text.

    Attributes:
        name: as errors call it.
        members: the zip's members in order; that of *part* is not used.
        part: the member that holds the tags.
        head, body, tail: XML around the filled part, and the part.
        paragraphs: text of the template's paragraphs, for errors.
    """

    name: str
    members: Mapping[str, bytes]
    part: str
    head: str
    body: Template
    tail: str
    paragraphs: tuple[str, ...]

    def render(self, document: Document) -> bytes:
        """Return the .docx of *document*; equal documents give equal bytes.

        Raises:
            TemplateError: the template asks for something that a document does not have.
            InternalError: a value holds a character that Word would not print.
        """
        _refuse_forbidden(document)
        try:
            filled = self.body.render(context(document))
        except (JinjaError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            raise self._broken(error) from error
        content = (self.head + filled.replace("\n", "") + self.tail).encode()
        self._check(content)
        members = dict(self.members)
        members[self.part] = content
        if CORE in members:
            members[CORE] = _core(document.title)
        add_parts(members, self.part, document)
        if document.form == "assignments":
            add_origin(members, document)
        return close_package(members)

    def _check(self, content: bytes) -> None:
        """Raise unless *content* is well-formed: a tag may open in a cell and close elsewhere."""
        try:
            parse_xml(content, self.part)
        except BrokenWordFileError as error:
            raise TemplateError(
                f"Mẫu “{self.name}”, phần {self.part}: điền xong thì không còn là tệp Word; "
                "một thẻ “if” hoặc “for” mở ở ô hay đoạn này mà đóng ở ô hay đoạn khác."
            ) from error

    def _broken(self, error: Exception) -> TemplateError:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno or 0 for frame in frames if frame.filename == "<template>"]
        return _template_error(
            self.name, self.part, self.paragraphs, lines[-1] if lines else 0, error
        )


def compile_template(data: bytes, name: str) -> CompiledTemplate:
    """Compile the Word template *data*, called *name* in errors.

    Raises:
        TemplateError: it is no Word file, a tag is broken, or a name is unknown.
    """
    try:
        members = open_package(open_specimens(data))
        part = main_part(members)
        root = parse_xml(members[part], part)
    except BrokenWordFileError as error:
        raise TemplateError(f"Mẫu “{name}”: {error}") from error
    whole = write_xml(root)
    if "<w:body" not in whole or "</w:body>" not in whole:
        raise TemplateError(f"Mẫu “{name}”, phần {part}: không có nội dung; hãy dùng mẫu khác.")
    _refuse_other_tags(members, name, part)
    _refuse_own_notes(root, name, part)
    start = whole.index(">", whole.index("<w:body")) + 1
    stop = whole.rindex("</w:body>")
    paragraphs = tuple(_text(each) for each in root.iter(f"{W}p"))
    source = _patched(whole[start:stop])
    try:
        _check_tags(paragraphs)
        _check_names(source)
        body = ENVIRONMENT.from_string(source)
    except TemplateSyntaxError as error:
        raise _template_error(name, part, paragraphs, error.lineno, error) from error
    frozen = MappingProxyType(members)
    return CompiledTemplate(name, frozen, part, whole[:start], body, whole[stop:], paragraphs)


def _patched(body: str) -> str:
    """Return *body* as Jinja reads it: docxtpl's patch, and each paragraph on a line of its own."""
    for written, meant in _LITERALS.items():
        body = body.replace(written, f"{{{{ '{meant}' }}}}")
    body = _PARAGRAPH.sub("\n<w:p", body.replace("\n", " "))
    # As docxtpl does it itself, but the lines stay, by which errors are placed.
    for holder in _HOLDERS:
        body = holder.sub(
            lambda found: "\n" * found[0].count("\n") + f"{found[1]} {found[2]}", body
        )
    patched: str = DocxTemplate(io.BytesIO()).patch_xml(body)
    return patched


def _refuse_other_tags(members: Mapping[str, bytes], name: str, part: str) -> None:
    """Raise at a tag in a header, footer or note: these are kept as they are, never filled."""
    for other, content in members.items():
        if other.startswith("word/") and other.endswith(".xml") and other != part:
            text = "".join(str(each) for each in parse_xml(content, other).itertext())
            if found := _TAG.search(text):
                raise TemplateError(
                    f"Mẫu “{name}”, phần {other}: thẻ “{found[0]}” đứng ngoài phần văn bản nên "
                    "không được điền; hãy bỏ thẻ này."
                )


def _refuse_own_notes(root: Element, name: str, part: str) -> None:
    """Raise at a note of the template itself: its number would collide with the document's."""
    for call in root.iter(f"{W}footnoteReference"):
        if "{{" not in str(call.get(f"{W}id")):
            near = _text(next(call.iterancestors(f"{W}p")))
            raise TemplateError(
                f"Mẫu “{name}”, phần {part}, gần “{near[:_NEARBY]}”: mẫu có chú thích riêng; hãy "
                "bỏ chú thích này, chú thích của văn bản do dự thảo ghi."
            )


def _check_tags(paragraphs: tuple[str, ...]) -> None:
    """Raise a syntax error at the first paragraph of which docxtpl would lose text silently."""
    for number, text in enumerate(paragraphs, start=1):
        rest = _TAG.sub("", text)
        if found := _BRACES.search(rest):
            raise TemplateSyntaxError(f"dấu “{found[0]}” không đủ đôi", number + 1)
        alone = not rest.strip() and len(_TAG.findall(text)) == 1
        if _PARAGRAPH_TAG.search(text) and not alone:
            raise TemplateSyntaxError("thẻ “p” phải đứng một mình trong đoạn", number + 1)


def _check_names(source: str) -> None:
    """Raise a syntax error at the first name that no document and no loop of *source* gives."""
    tree = ENVIRONMENT.parse(source)
    named = list(tree.find_all(nodes.Name))
    known = NAMES | {"loop"} | {name.name for name in named if name.ctx != "load"}
    for name in named:
        if name.name not in known:
            raise TemplateSyntaxError(f"tên “{name.name}” không có trong văn bản", name.lineno)
    # Jinja itself reports these only when the branch that holds them is run.
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        usable = ENVIRONMENT.filters if isinstance(node, nodes.Filter) else ENVIRONMENT.tests
        if node.name not in usable:
            raise TemplateSyntaxError(f"không có “{node.name}”", node.lineno)


def _template_error(
    name: str, part: str, paragraphs: tuple[str, ...], line: int, error: Exception
) -> TemplateError:
    number = line - 1
    place = ""
    if 0 < number <= len(paragraphs):
        text = paragraphs[number - 1]
        shown = text if len(text) <= _NEARBY else f"{text[:_NEARBY]}…"
        place = f", đoạn {number}, gần “{shown}”"
    reason = error.message if isinstance(error, TemplateSyntaxError) else str(error)
    return TemplateError(
        f"Mẫu “{name}”, phần {part}{place}: thẻ điền không dùng được ({reason}); "
        "hãy sửa thẻ này trong mẫu hoặc dùng lại mẫu đi kèm chương trình."
    )


def _text(paragraph: Element) -> str:
    return "".join(str(each.text or "") for each in paragraph.iter(f"{W}t"))


def _refuse_forbidden(document: Document) -> None:
    for text in _strings(document):
        if found := _FORBIDDEN.search(text):
            raise InternalError(
                f"Không ghi được ký tự điều khiển U+{ord(found[0]):04X} vào tệp Word, trong "
                f"“{text[:_NEARBY]!r}”; ký tự này lẽ ra phải bị từ chối khi đọc dự thảo."
            )


def _strings(value: object) -> Iterator[str]:
    """Yield every string inside *value*."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each)
    else:
        kind: type = type(value)
        for name in _fields(kind):
            yield from _strings(getattr(value, name))


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of *kind*; none where it is no dataclass."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def _core(title: str) -> bytes:
    """Return ``core.xml``: title and language; fixed dates and nobody's name."""
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{WRITTEN}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{LANGUAGE}</dc:language>{dates}"
        "</cp:coreProperties>"
    ).encode()
