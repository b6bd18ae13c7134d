"""The source of one letter (``soanthao/letter/1``): what it says, and nothing that it does not.

Its readers' orders by id, the notice that it cites, and the document string by string, so that it
can be printed again without the conclusion, which is not its readers' business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final, cast

from soanthao.errors import ErrorKind, SoanthaoError
from soanthao.notice.document import (
    Block,
    CopyBlock,
    Document,
    Paragraph,
    PrintedAnnex,
    PrintedBlock,
    PrintedTable,
)
from soanthao.notice.letter import Letter
from soanthao.notice.markup import RichText, parse
from soanthao.notice.notice import Notice
from soanthao.standard import wording
from soanthao.standard.length import Length

SCHEMA: Final = "soanthao/letter/1"
_BLOCKS: Final = ("body", "heading", "closing")


class UnreadableSourceError(SoanthaoError):
    """A file that is no source of a letter (nguồn của công văn)."""

    kind = ErrorKind.INVALID


def letter_source(notice: Notice, letter: Letter, document: Document) -> dict[str, Any]:
    """Return the source of *letter*, whose *document* has every string final."""
    issued = notice.issued
    number = notice.number.number
    return {
        "schema": SCHEMA,
        "letter": letter.id,
        "form": notice.letters.form,
        "addressee": list(letter.called),
        "units": [unit.id for unit in letter.units],
        "notice": {
            "number": "" if number is None else wording.number(number, notice.number.symbol),
            "issued": str(issued.complete) if issued and issued.complete else "",
        },
        "orders": [
            {
                "id": pair.item,
                **({} if pair.part is None else {"part": pair.part}),
                "unit": pair.unit,
                "role": pair.role.value,
                "how": how,
            }
            for how, pairs in (("verbatim", letter.pairs), ("reference", letter.referred))
            for pair in pairs
        ],
        "document": _document(document),
    }


def read_document(source: Mapping[str, Any]) -> Document:
    """Return the document of a letter's *source*, whose values may all be text.

    Raises:
        UnreadableSourceError: it is no source of a letter.
    """
    try:
        if source["schema"] == SCHEMA:
            return _read_document(source["document"])
        error: Exception = ValueError(source["schema"])
    except (KeyError, TypeError, ValueError, AttributeError) as caught:
        error = caught
    raise UnreadableSourceError(
        f"Tệp kèm không phải nguồn của công văn ({SCHEMA}); hãy kết xuất lại văn bản."
    ) from error


def _document(document: Document) -> dict[str, Any]:
    """Return what *document* holds; what is empty is left out."""
    written: dict[str, Any] = {}
    for field in fields(document):
        value = getattr(document, field.name)
        if value:
            written[field.name] = _value(value)
    return written


def _value(value: object) -> object:
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    if isinstance(value, Length):
        return int(value)
    if isinstance(value, RichText):
        return value.marked_up()
    if isinstance(value, Paragraph):
        return {value.component: value.text.marked_up()}
    if isinstance(value, PrintedTable | PrintedBlock | PrintedAnnex | CopyBlock):
        return {field.name: _value(getattr(value, field.name)) for field in fields(value)}
    return value


def _read_document(written: Mapping[str, Any]) -> Document:
    values: dict[str, Any] = {field.name: "" for field in fields(Document)}
    values |= {"copy": None, "cover": None, **dict.fromkeys(_LISTS, ())}
    values |= {
        name: _LISTS[name](each) if name in _LISTS else each for name, each in written.items()
    }
    for name in ("agency_rule", "subject_rule"):
        values[name] = Length(int(values[name] or 0))
    if values["copy"] is not None:
        values["copy"] = _copy(values["copy"])
    return Document(**values)


def _lines(written: Any) -> tuple[str, ...]:  # noqa: ANN401 - not checked yet
    if not all(isinstance(each, str) for each in written):
        raise TypeError(written)
    return tuple(written)


def _body(written: Any) -> tuple[Block, ...]:  # noqa: ANN401 - not checked yet
    return tuple(_table(each) if "columns" in each else _paragraph(each) for each in written)


def _paragraph(written: Mapping[str, str]) -> Paragraph:
    ((component, text),) = written.items()
    if component not in _BLOCKS:
        raise ValueError(component)
    return Paragraph(cast("Any", component), parse(text))


def _table(written: Mapping[str, Any]) -> PrintedTable:
    return PrintedTable(
        caption=parse(written["caption"] or ""),
        columns=_cells(written["columns"]),
        rows=tuple(map(_cells, written["rows"])),
        widths=tuple(Length(int(width)) for width in written["widths"]),
    )


def _cells(written: list[str | None]) -> tuple[RichText, ...]:
    return tuple(parse(cell or "") for cell in written)


def _annexes(written: Any) -> tuple[PrintedAnnex, ...]:  # noqa: ANN401 - not checked yet
    return tuple(PrintedAnnex(**{**each, "body": _body(each["body"])}) for each in written)


def _recipients(written: Any) -> tuple[PrintedBlock, ...]:  # noqa: ANN401 - not checked yet
    return tuple(PrintedBlock(each["heading"], _lines(each["lines"])) for each in written)


def _copy(written: Mapping[str, Any]) -> CopyBlock:
    (recipients,) = _recipients([written["recipients"]])
    changed = {
        "agency_rule": Length(int(written["agency_rule"])),
        "recipients": recipients,
        "authority": _lines(written["authority"]),
    }
    return CopyBlock(**{**written, **changed})


_LISTS: Final = {
    "parent": _lines,
    "header": _lines,
    "addressees": _lines,
    "body": _body,
    "recipients": _recipients,
    "authority": _lines,
    "annexes": _annexes,
    "address": _lines,
}
