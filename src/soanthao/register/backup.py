"""A backup: the whole register as a folder, for either database (sao lưu).

``register.jsonl`` holds every row of every table, one canonical JSON a line; ``store/ab/<sha256>``
every file that the record names; ``manifest.json`` what both must be. The same register gives the
same bytes, whichever database it lies in: rows are sorted here, and nothing asks for the time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import soanthao
from soanthao import files
from soanthao.errors import ConflictError, DamagedRegisterError, InputMissingError
from soanthao.findings import Finding
from soanthao.register import schema
from soanthao.register.audit import KEYS, Replay, examine
from soanthao.register.event import GENESIS, Event, canonical
from soanthao.register.ledger import Kind, Reader
from soanthao.register.rows import Row, event_of, event_row
from soanthao.register.store import Store
from soanthao.register.upgrade import upgraded

SCHEMA: Final = "soanthao/register-backup/1"
MANIFEST: Final = "manifest.json"
RECORD: Final = "register.jsonl"
SEAL: Final = "sha256"
"""The key of the manifest that holds a digest over all the rest of it."""
_FILE: Final = re.compile(r"store/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_TABLES: Final[Mapping[Kind, str]] = {"entry": "entries", "counters": "counters", "lines": "lines"}
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a register holds beside its files.

    Attributes:
        head: seq and hash with which the record ends.
        events: the record, in order.
        rows: documents, counters and lines, in order of their keys.
        faults: where the record does not meet itself or the rows; empty of a sound register.
        replay: what the record leaves.
    """

    head: tuple[int, str]
    events: tuple[Event, ...]
    rows: Mapping[Kind, tuple[Row, ...]]
    faults: tuple[Finding, ...]
    replay: Replay

    @property
    def first(self) -> str:
        """Hash of the first event: which register it is; zeros of one without any."""
        return self.events[0].hash if self.events else GENESIS

    @property
    def files(self) -> tuple[str, ...]:
        """Digests of all files that the record names, in order."""
        return tuple(sorted(self.replay.files))

    def holds(self, seq: int, hash: str) -> bool:
        """Tell whether the event number *seq* is the one with *hash*; none is nobody's."""
        if seq == 0:
            return hash == GENESIS
        return seq <= len(self.events) and self.events[seq - 1].hash == hash

    def tables(self) -> dict[str, tuple[Row, ...]]:
        """Return the rows of every table, in the order of a backup."""
        seq, hash_ = self.head
        return {
            "head": ({"id": 1, "seq": seq, "hash": hash_},),
            "events": tuple(map(event_row, self.events)),
            **{table: self.rows[kind] for kind, table in _TABLES.items()},
        }


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was read and found sound."""

    folder: Path
    contents: Contents

    def file(self, digest: str) -> bytes:
        """Return a file of the backup.

        Raises:
            DamagedRegisterError: it is missing or is not what it was.
        """
        path = Store(self.folder / "store").path(digest)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise _damaged(self.folder, f"thiếu hoặc không đọc được tệp “{path}”") from error
        if files.sha256(data) != digest:
            raise _damaged(self.folder, f"tệp “{path}” đã bị thay đổi")
        return data


def contents(reader: Reader) -> Contents:
    """Return all that a register holds, on the one snapshot of *reader*."""
    events, head = tuple(reader.events()), reader.head()
    return _contents(head, events, {kind: reader.raw(kind) for kind in KEYS})


def members(
    held: Contents, store: Store, progress: Progress = lambda *_: None
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a backup: the record first, then each file as it is read, the manifest.

    Args:
        held: what the database holds.
        store: of the register; its files never change, so they may be read after the snapshot.
        progress: called with files read, files in all, and a digest.

    Raises:
        DamagedRegisterError: a file is missing or is not what it was.
    """
    record = b"".join(_lines(held.tables()))
    yield RECORD, record
    names = held.files
    for done, digest in enumerate(names, start=1):
        yield f"store/{digest[:2]}/{digest}", store.get(digest)
        progress(done, len(names), digest)
    yield MANIFEST, sealed(_manifest(held, record))


def sealed(content: Mapping[str, Any]) -> bytes:
    """Return a manifest as it is stored, its seal renewed."""
    plain = {key: value for key, value in content.items() if key != SEAL}
    seal = files.sha256(canonical(plain).encode())
    text = json.dumps({**plain, SEAL: seal}, ensure_ascii=False, sort_keys=True, indent=1)
    return f"{text}\n".encode()


def check_target(folder: Path, held: Contents) -> Callable[[tuple[str, ...]], None]:
    """Return a check of a folder's members: only a backup of the same register may go.

    A register that was begun anew must not take the place of a backup of the old one.
    """

    def check(names: tuple[str, ...]) -> None:
        if not names:
            return
        strangers = [each for each in names if not _is_ours(each)]
        if MANIFEST not in names or strangers:
            what = f": {', '.join(strangers[:5])}" if strangers else ""
            raise ConflictError(
                f"Thư mục “{folder}” có tệp không thuộc bản sao lưu của soanthao{what}; "
                "hãy chọn thư mục khác hoặc dời các tệp đó đi."
            )
        first = _read_manifest(folder)["first"]
        if first not in {GENESIS, held.first}:
            raise ConflictError(
                f"Thư mục “{folder}” là bản sao lưu của một sổ khác, hoặc của sổ trước khi lập lại "
                "từ đầu; hãy chọn thư mục khác. Nếu sổ vừa mất, hãy khôi phục: soanthao restore."
            )

    return check


def read(folder: Path, progress: Progress = lambda *_: None) -> Backup:
    """Return the backup in *folder*, all of it read and verified; nothing else is touched.

    Args:
        folder: of the backup.
        progress: called with files read, files in all, and a digest.

    Raises:
        InputMissingError: there is no backup.
        DamagedRegisterError: anything in it is not as it was written.
        ConflictError: it is of a newer soanthao.
    """
    manifest = _read_manifest(folder)
    try:
        record = (folder / RECORD).read_bytes()
    except OSError as error:
        raise _damaged(folder, f"thiếu hoặc không đọc được {RECORD}") from error
    if files.sha256(record) != manifest["register"]:
        raise _damaged(folder, f"{RECORD} đã bị thay đổi")
    revision = manifest["revision"]
    if not schema.is_known(revision):
        raise ConflictError(
            f"Bản sao lưu do bản soanthao mới hơn tạo ra (cấu trúc {revision}); hãy nâng cấp "
            "soanthao rồi chạy lại."
        )
    held = _decoded(folder, record, revision)
    if held.faults:
        raise _damaged(folder, f"{held.faults[0].code} {held.faults[0].message.rstrip('.')}")
    seq, hash_ = held.head
    if (manifest["head"], manifest["first"]) != ({"seq": seq, "hash": hash_}, held.first):
        raise _damaged(folder, f"{MANIFEST} không khớp {RECORD}")
    made, names = Backup(folder, held), held.files
    for done, digest in enumerate(names, start=1):
        made.file(digest)
        progress(done, len(names), digest)
    return made


def _contents(
    head: tuple[int, str], events: tuple[Event, ...], raw: Mapping[Kind, Iterable[Row]]
) -> Contents:
    # Sorted here: databases differ in how they sort text, and one may hold what it should not.
    rows: dict[Kind, tuple[Row, ...]] = {}
    for kind, key in KEYS.items():
        keyed = [([(type(row[n]).__name__, row[n]) for n in key], row) for row in raw[kind]]
        rows[kind] = tuple(row for _, row in sorted(keyed, key=_first))
    faults, replay = examine(events, head, rows)
    return Contents(head, events, rows, faults, replay)


def _first(pair: tuple[list[tuple[str, Any]], Row]) -> list[tuple[str, Any]]:
    return pair[0]


def _lines(tables: Mapping[str, Iterable[Row]]) -> Iterator[bytes]:
    for table, rows in tables.items():
        for row in rows:
            line = canonical({"table": table, "row": row})
            yield f"{line}\n".encode("utf-8", "surrogatepass")


def _manifest(held: Contents, record: bytes) -> dict[str, Any]:
    counts = {name: len(rows) for name, rows in held.tables().items()}
    seq, hash_ = held.head
    return {
        "schema": SCHEMA,
        "soanthao": soanthao.__version__,
        "revision": schema.HEAD,
        "head": {"seq": seq, "hash": hash_},
        "first": held.first,
        "counts": {**counts, "files": len(held.files)},
        "register": files.sha256(record),
    }


def _read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of *folder*, sealed as it was."""
    path = folder / MANIFEST
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputMissingError(
            f"Không có bản sao lưu ở “{folder}” (thiếu {MANIFEST}); hãy chỉ đúng thư mục mà "
            "soanthao backup đã ghi."
        ) from error
    try:
        content = json.loads(data)
        whole = content["schema"] == SCHEMA and sealed(content) == data
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        whole = False
    if not whole:
        raise _damaged(folder, f"{MANIFEST} đã bị thay đổi, hoặc không phải của bản sao lưu")
    return dict(content)


def _decoded(folder: Path, record: bytes, revision: str) -> Contents:
    tables: dict[str, list[Row]] = {name: [] for name in ("head", "events", *_TABLES.values())}
    try:
        for line in record.splitlines():
            value = json.loads(line.decode("utf-8", "surrogatepass"))
            tables[value["table"]].append(value["row"])
        if revision != schema.HEAD:
            tables = upgraded(tables, revision)
        (head,) = tables["head"]
        events = tuple(map(event_of, tables["events"]))
        raw: dict[Kind, list[Row]] = {kind: tables[name] for kind, name in _TABLES.items()}
        return _contents((head["seq"], head["hash"]), events, raw)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _damaged(folder, f"không đọc được {RECORD}") from error


def _is_ours(name: str) -> bool:
    return name in {MANIFEST, RECORD} or _FILE.fullmatch(name) is not None


def _damaged(folder: Path, what: str) -> DamagedRegisterError:
    return DamagedRegisterError(
        f"Bản sao lưu “{folder}” bị hỏng: {what}. Chưa có gì bị thay đổi; hãy dùng bản sao lưu ở "
        "thư mục khác."
    )
