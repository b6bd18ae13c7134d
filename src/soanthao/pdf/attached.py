"""The files that travel inside a PDF: its source (relationship Source), or whatever is there."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Final

from soanthao.pdf import engine
from soanthao.pdf.reader import UnreadablePdfError

if TYPE_CHECKING:
    import pikepdf
    from weasyprint import Attachment

MAX_FILES: Final = 20
MAX_BYTES: Final = 5_000_000
"""Of one attached file; a conclusion is no larger."""
RELATIONSHIP: Final = "Source"
MIME_TYPE: Final = "application/yaml"
_MAKER: Final = b"\nrendered:\n"
_RENDERED: Final = re.compile(rb"(?:  [a-z]{1,20}: [^\n]{1,120}\n){1,8}")
"""What the end of a source says of how the document was made; one line each."""
_DATE: Final = re.compile(r"D:(\d{4})(\d\d)(\d\d)000000Z")


@dataclass(frozen=True, slots=True)
class Attached:
    """A source as it is attached.

    Attributes:
        name: of the file inside the PDF: ``letter.yaml``.
        day: when it was written and changed last, as far as the PDF says; not of the clock.
    """

    name: str
    data: bytes
    day: date


def attachment(source: Attached) -> Attachment:
    """Return *source* for WeasyPrint, which knows neither its type nor a date but today's."""
    moment = datetime.combine(source.day, time())
    file = io.BytesIO(source.data)
    made = engine.weasyprint().Attachment(
        file_obj=file,
        name=source.name,
        created=moment,
        modified=moment,
        relationship=RELATIONSHIP,
    )
    made.source = contextlib.nullcontext((file, None, None, MIME_TYPE))
    return made


def read_attachments(data: bytes) -> Mapping[str, bytes]:
    """Return the attached files of a PDF by name, sorted, whoever put them there and however.

    Raises:
        UnreadablePdfError: *data* is no PDF, or has more or larger files than the limits allow.
    """
    with _opened(data) as pdf:
        return {name: _content(name, pdf.attachments[name].get_file().obj) for name in _names(pdf)}


def read_attached(data: bytes) -> tuple[Attached, ...]:
    """Return the files that are attached to a PDF as its source, by name.

    A file that is attached in another way, or without our type and date, is none of them.

    Raises:
        UnreadablePdfError: as :func:`read_attachments`.
    """
    with _opened(data) as pdf:
        found = (_read(name, pdf.attachments[name].obj) for name in _names(pdf))
        return tuple(each for each in found if each is not None)


@contextlib.contextmanager
def _opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    import pikepdf  # noqa: PLC0415 - heavy

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield pdf
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadablePdfError(
            f"Không đọc được tệp kèm của tệp PDF ({error}): tệp hỏng hoặc bị khóa; hãy kết xuất "
            "lại."
        ) from error


def _names(pdf: pikepdf.Pdf) -> list[str]:
    """Return the names of the attached files, which are few and small before they are read."""
    names = sorted(pdf.attachments)
    if len(names) > MAX_FILES:
        raise UnreadablePdfError(f"Tệp PDF có {len(names)} tệp kèm, quá giới hạn {MAX_FILES}.")
    return names


def _content(name: str, stream: pikepdf.Object) -> bytes:
    data = stream.read_bytes()
    if len(data) > MAX_BYTES:
        raise UnreadablePdfError(
            f"Tệp kèm “{name}” lớn {len(data)} byte, quá giới hạn {MAX_BYTES} byte."
        )
    return data


def _read(name: str, file: pikepdf.Object) -> Attached | None:
    """Return a source exactly as :func:`attachment` attaches it, None for anything else."""
    keys = {"/Type", "/F", "/UF", "/EF", "/Desc", "/AFRelationship"}
    if set(file.keys()) != keys or str(file.Desc) or "/Params" not in file.EF.get("/F", {}):
        return None
    stream = file.EF.F
    dates = [str(stream.Params.get(key, "")) for key in ("/ModDate", "/CreationDate")]
    match = _DATE.fullmatch(dates[0])
    is_ours = (
        file.AFRelationship == f"/{RELATIONSHIP}"
        and stream.get("/Subtype") == f"/{MIME_TYPE}"
        and str(file.F) == str(file.UF) == name
        and dates[0] == dates[1]
    )
    if not is_ours or match is None:
        return None
    try:
        day = date(*map(int, match.groups()))
    except ValueError:
        return None
    return Attached(name, _content(name, stream), day)


def as_made(wanted: Attached | None, data: bytes) -> Attached | None:
    """Return the source that the PDF *data* carries, where it is *wanted* but for its maker.

    A document that stays from an older folder may have been made by another version; anything
    else that differs gives *wanted*, which it then is not.

    Raises:
        UnreadablePdfError: *data* is no PDF.
    """
    if wanted is None:
        return None
    for found in read_attached(data):
        text, _, maker = found.data.rpartition(_MAKER)
        is_same = text == wanted.data.rpartition(_MAKER)[0] and _RENDERED.fullmatch(maker)
        if is_same and (found.name, found.day) == (wanted.name, wanted.day):
            return found
    return wanted
