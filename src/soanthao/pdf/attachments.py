"""The files that travel inside a PDF, whoever put them there and however."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final

from soanthao.pdf.reader import UnreadablePdfError

MAX_FILES: Final = 20
MAX_BYTES: Final = 5_000_000
"""Of one file; a conclusion is no larger."""


def read_attachments(data: bytes) -> Mapping[str, bytes]:
    """Return the attached files of a PDF by name, sorted.

    Raises:
        UnreadablePdfError: *data* is no PDF, or has more or larger files than the limits allow.
    """
    import pikepdf  # noqa: PLC0415 - heavy

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            names = sorted(pdf.attachments)
            if len(names) > MAX_FILES:
                raise UnreadablePdfError(
                    f"Tệp PDF có {len(names)} tệp kèm, quá giới hạn {MAX_FILES}."
                )
            found = {name: pdf.attachments[name].get_file().read_bytes() for name in names}
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnreadablePdfError(
            f"Không đọc được tệp kèm của tệp PDF ({error}): tệp hỏng hoặc bị khóa."
        ) from error
    for name, content in found.items():
        if len(content) > MAX_BYTES:
            raise UnreadablePdfError(
                f"Tệp kèm “{name}” lớn {len(content)} byte, quá giới hạn {MAX_BYTES} byte."
            )
    return found
