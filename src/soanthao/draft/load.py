"""From two files on disk to one Notice, or to every fault of both at once."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from soanthao.draft.agency import ReadAgency, resolve_agency
from soanthao.draft.conclusion import resolve_conclusion
from soanthao.draft.faults import Faults, TooManyFaultsError
from soanthao.draft.letters import check_letters
from soanthao.draft.nodes import Fields, Listing, Node, Scalar
from soanthao.draft.schema import CONCLUSION, ConclusionShape
from soanthao.draft.schema_agency import AGENCY, AgencyShape
from soanthao.draft.shape import S, read_shape
from soanthao.draft.source import Source, SourceFile, file_of, read_bytes
from soanthao.draft.spots import Spots
from soanthao.draft.text import Prose
from soanthao.draft.tree import check_composed, decode, read_tree
from soanthao.errors import InputMissingError, InvalidInputError
from soanthao.findings import Finding
from soanthao.notice.letterhead import Agency
from soanthao.notice.notice import Notice, Per

AGENCY_NAME: Final = "agency.yaml"
_REASONS: Final = {
    errno.EISDIR: "đây là thư mục, không phải tệp; hãy chỉ rõ tệp conclusion.yaml bên trong",
    errno.EACCES: "không có quyền đọc; hãy xin quyền hoặc chép tệp ra chỗ khác",
    errno.ENXIO: "đây là ổ cắm mạng, không phải tệp; hãy chỉ tệp thật",
    errno.ENODEV: "đây là ống dẫn hoặc thiết bị, không phải tệp; hãy chép nội dung vào một tệp",
    errno.ELOOP: "đường dẫn tự trỏ về chính nó; hãy chỉ tệp thật",
    errno.ENAMETOOLONG: "tên quá dài; hãy đặt tên ngắn hơn",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A conclusion as read.

    Attributes:
        conclusion, agency: the files; *agency* is None where it stands inside the conclusion.
        positions: id of an item or table row → file, line, column.
        keys: the same of keys (``letters.form``, ``agency.wording``) and of the elements of
            lists by index from 0 (``body:3``).
        warnings: what was seen and does not stop the work.
        spots: where each character of a printed text stands.
    """

    notice: Notice
    conclusion: SourceFile
    agency: SourceFile | None
    positions: Mapping[str, tuple[str, int, int]]
    warnings: tuple[Finding, ...] = ()
    keys: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)
    spots: Spots = field(default_factory=Spots, compare=False, repr=False)


def load(
    path: Path, per: Per | None = None, data: bytes | None = None, *, numbered_later: bool = False
) -> Draft:
    """Read the conclusion at *path* and its agency; *per* is in the place of ``letters.per``.

    With *data*, read the conclusion as if the file at *path* held these bytes. With
    *numbered_later* its notice is on the way to a number, and extracts are made after that.

    Raises:
        InvalidInputError: with every fault of both files, in reading order.
        InputMissingError: there is no file at *path*.
    """
    faults = Faults()
    with _enough(faults):
        return _load(path, per, faults, data, numbered_later)


def _load(
    path: Path, per: Per | None, faults: Faults, data: bytes | None, numbered_later: bool
) -> Draft:
    file, shape = _read(path, ConclusionShape, CONCLUSION, faults, data=data)
    agency_file, read = _agency(path, file, shape, faults)
    resolved = (
        resolve_conclusion(shape, read, faults, numbered_later=numbered_later) if shape else None
    )
    if resolved is None or faults.has_errors():
        raise InvalidInputError(faults.errors())
    notice = resolved.notice
    if per is not None:
        notice = replace(notice, letters=replace(notice.letters, per=per))
    if shape and shape.letters:
        check_letters(notice, shape.letters.node, faults)
    keys = dict(_key_positions(shape.node, "")) if shape else {}
    if read is not None:
        keys |= dict(_key_positions(read.shape.node, "agency."))
    positions = {id: _position(node) for id, node in resolved.places.items()}
    places = {key: _position(node) for key, node in keys.items()}
    spots = Spots(shape.node if shape else None, resolved.places)
    return Draft(notice, file, agency_file, positions, faults.warnings(), places, spots)


def load_agency(path: Path) -> Agency:
    """Read the agency.yaml at *path*.

    Raises:
        InvalidInputError: with every fault, in reading order.
        InputMissingError: there is no file at *path*.
    """
    faults = Faults()
    with _enough(faults):
        _, shape = _read(path, AgencyShape, AGENCY, faults)
        read = resolve_agency(shape, faults) if shape else None
        if read is None or faults.has_errors():
            raise InvalidInputError(faults.errors())
        return read.agency


def find_agency(folder: Path) -> Path | None:
    """Return the nearest agency.yaml in *folder* or above; relative where *folder* is."""
    for up in range(len(folder.absolute().parts)):
        above = Path(os.path.normpath(folder.joinpath(*[os.pardir] * up)))
        # A folder above that may not be looked into, or whose name is too long, holds none.
        with suppress(OSError):
            if (above / AGENCY_NAME).is_file():
                return above / AGENCY_NAME
    return None


@contextmanager
def _enough(faults: Faults) -> Iterator[None]:
    """Refuse the files at once where they have more faults than anybody reads."""
    try:
        yield
    except TooManyFaultsError:
        raise InvalidInputError(faults.errors()) from None


def _reason(error: OSError) -> str:
    system = f"lỗi của hệ thống: {error.strerror or error}"
    return _REASONS.get(error.errno or 0, system)


def _key_positions(node: Fields, prefix: str) -> Iterator[tuple[str, Node]]:
    """Yield keys of *node* and of the mappings in it, and the elements of its lists."""
    for key, (name, value) in node.entries.items():
        yield f"{prefix}{key}", name
        if isinstance(value, Fields):
            yield from ((f"{prefix}{key}.{inner}", at) for inner, (at, _) in value.entries.items())
        elif isinstance(value, Listing):
            yield from ((f"{prefix}{key}:{at}", each) for at, each in enumerate(value.items))


def _position(node: Node) -> tuple[str, int, int]:
    return node.source.path, *node.source.place(node.start)


def _read(
    path: Path,
    shape: type[S],
    name: str,
    faults: Faults,
    rank: int = 0,
    data: bytes | None = None,
) -> tuple[SourceFile, S | None]:
    """Return the file at *path* and what it says; None where it says nothing readable."""
    try:
        data = read_bytes(path) if data is None else data
    except OSError as error:
        faults.add("Y113", Source(str(path), "", rank), -1, reason=_reason(error))
        return SourceFile(str(path), b"", ""), None
    file = file_of(path, data)
    source = decode(str(path), data, faults, rank)
    root = read_tree(source, faults) if source else None
    if source is None or root is None or not _names(root, name, faults):
        return file, None
    check_composed(source, faults)
    return file, read_shape(shape, root, faults)


def _names(root: Node, wanted: str, faults: Faults) -> bool:
    """Tell whether the file is of the *wanted* schema, or at least of no other."""
    if not isinstance(root, Fields):
        faults.add("Y306", root)
        return False
    named = root.at("schema")
    if isinstance(named, Scalar) and not named.absent and named.value.strip() != wanted:
        faults.add("Y316", named, wanted=wanted, text=named.value.strip())
        return False
    return True


def _agency(
    path: Path, file: SourceFile, shape: ConclusionShape | None, faults: Faults
) -> tuple[SourceFile | None, ReadAgency | None]:
    """Return the agency that the conclusion names, holds, or finds in the folders above."""
    named = shape.agency if shape else None
    if isinstance(named, AgencyShape):
        return None, resolve_agency(named, faults)
    if isinstance(named, Prose):
        where = Path(os.path.normpath(path.parent / named.value))
        try:
            return _agency_at(where, faults)
        except InputMissingError:
            faults.add("Y526", named.node, path=named.value)
            return None, None
    if shape and shape.has("agency"):
        return None, None
    found = find_agency(path.parent)
    if found is not None:
        return _agency_at(found, faults)
    if shape:
        faults.add("Y525", Source(file.path, ""), -1)
    return None, None


def _agency_at(path: Path, faults: Faults) -> tuple[SourceFile, ReadAgency | None]:
    file, shape = _read(path, AgencyShape, AGENCY, faults, rank=1)
    return file, resolve_agency(shape, faults) if shape else None
