"""What a PDF says of itself: its XMP packet, read narrowly enough that nothing hides in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

if TYPE_CHECKING:
    import pikepdf

_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_PRODUCER: Final = "{http://ns.adobe.com/pdf/1.3/}Producer"
_PDFA: Final = "{http://www.aiim.org/pdfa/ns/id/}"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_PACKET: Final = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    b'<?xpacket end="r"?>',
)
_FRAME: Final = frozenset(
    ["{adobe:ns:meta/}xmpmeta", *(_RDF + name for name in ("RDF", "Description", "Alt", "li"))]
)
_MAX_BYTES: Final = 100_000


@dataclass(frozen=True, slots=True)
class Properties:
    """The XMP packet of a PDF (ISO 16684).

    Attributes:
        part, conformance: of PDF/A: ``3`` and ``A``.
        others: what stands there beside these, title and producer; nobody needs it.
    """

    title: str = ""
    producer: str = ""
    part: str = ""
    conformance: str = ""
    others: tuple[str, ...] = ()


def properties(pdf: pikepdf.Pdf) -> Properties:
    """Return what the XMP packet of *pdf* says; nothing where there is none."""
    stream = pdf.Root.get("/Metadata")
    if stream is None:
        return Properties()
    data = stream.read_bytes()
    body = data
    for instruction in _PACKET:
        body = body.replace(instruction, b"", 1)
    # Entities could name files or grow without end; comments and instructions could hold anything.
    if len(data) > _MAX_BYTES or b"<!" in body or b"<?" in body:
        return Properties(others=("siêu dữ liệu XMP có phần lạ",))
    try:
        root = ElementTree.fromstring(body.strip())
    except (ElementTree.ParseError, ValueError):
        return Properties(others=("siêu dữ liệu XMP không đọc được",))
    return _read(root)


def _read(root: ElementTree.Element) -> Properties:
    attributes: dict[str, str] = {}
    others: list[str] = []
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == _LANGUAGE and value == "x-default":
                continue
            if key != f"{_RDF}about" or value:
                others += [f"{key}: {value}"] if key in attributes else []
                attributes.setdefault(key, value)
    producer = attributes.pop(_PRODUCER, "")
    part = attributes.pop(f"{_PDFA}part", "")
    conformance = attributes.pop(f"{_PDFA}conformance", "")
    others += [f"{key}: {value}" for key, value in attributes.items()]
    title = root.find(f".//{_DC_TITLE}/{_RDF}Alt/{_RDF}li")
    others += _texts(root, title)
    return Properties(
        (title.text or "") if title is not None else "", producer, part, conformance, tuple(others)
    )


def _texts(root: ElementTree.Element, title: ElementTree.Element | None) -> Iterator[str]:
    """Yield the texts and the unknown elements beside the *title*."""
    for element in root.iter():
        if element.tag not in _FRAME and element.tag != _DC_TITLE:
            yield f"phần lạ {element.tag}"
        texts = (element.tail,) if element is title else (element.text, element.tail)
        yield from (text.strip() for text in texts if text and text.strip())
