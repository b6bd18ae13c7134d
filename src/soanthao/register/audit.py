"""Is the register what it was? Every event, every row, every file, and the anchor (kiểm tra sổ).

The record is read from its first event on: each hash is worked out again, each step must be one
that the table of steps allows, and the rows that the events left must be the rows that are there.
So a row edited by hand, a line taken out and a past written anew are each found and named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from soanthao.errors import ConflictError, DamagedRegisterError
from soanthao.findings import Finding, Severity
from soanthao.register import anchor
from soanthao.register.entry import Entry, State, Step, advance, did, label
from soanthao.register.event import GENESIS, RESTORE, Event, changed, digest
from soanthao.register.ledger import Kind, Ledger
from soanthao.register.numbers import Line
from soanthao.register.rows import entry_of, line_of

Row = Mapping[str, Any]
Key = tuple[Any, ...]
_LINE: Final = ("agency", "issuer", "series", "year", "number")
_COUNTER: Final = ("agency", "issuer", "series", "year")
KEYS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "entry": ("id",),
    "lines": _LINE,
    "counters": _COUNTER,
}


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found.

    Attributes:
        events, entries, numbers, files: how many were looked at.
        head: seq and hash with which the record ends.
        orphans: files of the store that no event names: left by runs that were stopped.
    """

    findings: tuple[Finding, ...]
    events: int
    entries: int
    numbers: int
    files: int
    head: tuple[int, str]
    orphans: tuple[str, ...] = ()


@dataclass(slots=True)
class Replay:
    """What the record leaves.

    Attributes:
        rows: by kind and key.
        files: digests of the files that it names, and what each is.
    """

    rows: dict[str, dict[Key, Row]] = field(default_factory=lambda: defaultdict(dict))
    files: dict[str, str] = field(default_factory=dict)


def audit(
    ledger: Ledger,
    progress: Callable[[int, int, str], None] = lambda *_: None,
    printed: str = "",
) -> Audit:
    """Look through the whole register; nothing is changed.

    Args:
        ledger: the register.
        progress: called with files read, files in all, and a digest.
        printed: the head that a printed book shows; empty where there is none to compare.

    Raises:
        CannotWriteError, DamagedRegisterError: it cannot be read at all.
    """
    findings: list[Finding] = []
    # Before the snapshot: what is written meanwhile is on neither side.
    marks = anchor.marks(ledger.place.anchor)
    with ledger.reading() as reader:
        events = tuple(reader.events())
        head = reader.head()
        raw = {kind: reader.raw(kind) for kind in KEYS}
    found, replay = examine(events, head, raw)
    findings += found
    findings += _numbers(replay)
    findings += _lost(replay)
    findings += _anchored(marks, events)
    if printed and printed not in {event.hash for event in events}:
        message = (
            f"Mã băm {printed} in trên sổ giấy không có trong nhật ký: các mục từ trước lúc in đã "
            "bị viết lại hoặc bị xóa."
        )
        findings.append(_found("G333", message))
    findings += _stored(ledger, replay.files, progress)
    findings += _unanchored(ledger.place.anchor, events)
    orphans = tuple(each for each in ledger.store.digests() if each not in replay.files)
    return Audit(
        tuple(dict.fromkeys(findings)),
        len(events),
        len(replay.rows["entry"]),
        len(replay.rows["lines"]),
        len(replay.files),
        head,
        orphans,
    )


def examine(
    events: Iterable[Event], head: tuple[int, str], raw: Mapping[Kind, Iterable[Row]]
) -> tuple[tuple[Finding, ...], Replay]:
    """Compare a record with itself and with the rows that stand beside it, wherever they lie.

    Args:
        events: the record, in order.
        head: seq and hash with which it should end.
        raw: rows of documents, lines and counters.

    Returns:
        What is wrong, and what the record leaves.
    """
    events, replay = tuple(events), Replay()
    found = (*_chain(events, head), *_replayed(events, replay), *_rows(raw, replay))
    return found, replay


def _chain(events: Iterable[Event], head: tuple[int, str]) -> Iterator[Finding]:
    """Yield where the record is not one unbroken chain."""
    previous, last = GENESIS, 0
    for event in events:
        if event.seq != last + 1:
            missing = f"{last + 1}" if event.seq == last + 2 else f"{last + 1}-{event.seq - 1}"
            yield _found("G301", f"Nhật ký mất mục {missing}.")
        elif event.previous != previous:
            message = f"Mục {event.seq} không nối với mục trước: nhật ký đã bị viết lại từ đó."
            yield _found("G302", message)
        if digest(event) != event.hash:
            yield _found("G303", f"Mục {event.seq} ({told(event)}) đã bị sửa: mã băm không khớp.")
        previous, last = event.hash, event.seq
    if head != (last, previous):
        yield _found(
            "G304",
            f"Nhật ký kết thúc ở mục {last}, sổ ghi điểm cuối là mục {head[0]}: có mục đã bị xóa "
            "hoặc thêm vào.",
        )


def _replayed(events: Iterable[Event], replay: Replay) -> Iterator[Finding]:
    """Yield steps that no rule allows, while *replay* takes in what each event left."""
    for event in events:
        try:
            content = event.content
            yield from _step(event, content.get("entry"), replay)
            for kind, key in KEYS.items():
                rows = content.get(kind, ())
                for row in [rows] if isinstance(rows, dict) else rows:
                    replay.rows[kind][tuple(row[name] for name in key)] = row
            replay.files |= dict(_files(content.get("entry"), event))
        except (ValueError, KeyError, TypeError, AttributeError):
            yield _found("G303", f"Mục {event.seq} ({told(event)}) không đọc được.")


def _files(row: Row | None, event: Event) -> Iterator[tuple[str, str]]:
    """Yield the digests of files that *row* names, and what each is."""
    if row is None:
        return
    entry = entry_of(row)
    yield entry.values, f"bản trình của {label(entry)}"
    for kind, each in entry.approved:
        yield each, f"bản duyệt {kind} của {label(entry)}"
    for kind, each in entry.final:
        yield each, f"bản {kind} của {label(entry)}, mục {event.seq}"


def _step(event: Event, row: Row | None, replay: Replay) -> Iterator[Finding]:
    if row is None or event.action not in set(Step):
        return
    after, before = entry_of(row), replay.rows["entry"].get((row["id"],))
    start = entry_of(before) if before else _new(after)
    try:
        moved = advance(start, Step(event.action))
    except ConflictError:
        yield _found(
            "G305",
            f"Mục {event.seq} ({told(event)}): bước này không đi được từ “{start.state.called}”.",
        )
        return
    if (moved.state, moved.version) != (after.state, after.version):
        yield _found("G305", f"Mục {event.seq} ({told(event)}) ghi trạng thái không đúng bước.")


def _new(entry: Entry) -> Entry:
    return replace(entry, state=State.NEW, version=0)


def _rows(raw: Mapping[Kind, Iterable[Row]], replay: Replay) -> Iterator[Finding]:
    """Yield rows that are not as the record left them."""
    for kind, key in KEYS.items():
        there = {tuple(row[name] for name in key): row for row in raw[kind]}
        wanted = replay.rows[kind]
        for missing in sorted(wanted.keys() - there.keys(), key=str):
            yield _found("G311", f"{_named(kind, wanted[missing])} đã bị xóa khỏi sổ.")
        for extra in sorted(there.keys() - wanted.keys(), key=str):
            yield _found("G312", f"{_named(kind, there[extra])} không do bước nào ghi vào.")
        for both in sorted(there.keys() & wanted.keys(), key=str):
            if columns := changed(wanted[both], there[both]):
                what = "; ".join(
                    f"{column}: nhật ký {_shown(wanted[both].get(column))}, sổ "
                    f"{_shown(there[both].get(column))}"
                    for column in columns
                )
                yield _found("G313", f"{_named(kind, wanted[both])} đã bị sửa tay ({what}).")


def _numbers(replay: Replay) -> Iterator[Finding]:
    """Yield gaps and disorder of the numbers as they were recorded."""
    years: dict[Key, list[Line]] = defaultdict(list)
    for row in replay.rows["lines"].values():
        years[tuple(row[name] for name in _COUNTER)].append(line_of(row))
    for key, book in sorted(years.items(), key=str):
        where = f"Dãy “{key[2]}” năm {key[3]}"
        counter = replay.rows["counters"].get(key)
        ordered = sorted(book, key=lambda line: line.number)
        for one, other in pairwise(ordered):
            if other.number != one.number + 1 and counter and not counter["external"]:
                message = f"{where}: từ số {one.number:02d} nhảy tới số {other.number:02d}."
                yield _found("G322", message, Severity.WARNING)
            if other.day < one.day:
                message = f"{where}: số {other.number:02d} ghi ngày sớm hơn số {one.number:02d}."
                yield _found("G321", message, Severity.WARNING)


def _lost(replay: Replay) -> Iterator[Finding]:
    """Yield the numbers that went out after a backup which was restored."""
    years: dict[Key, list[int]] = defaultdict(list)
    for row in replay.rows["lines"].values():
        if row["status"] == "lost":
            years[tuple(row[name] for name in _COUNTER)].append(row["number"])
    for key, numbers in sorted(years.items(), key=str):
        message = (
            f"Dãy “{key[2]}” năm {key[3]}: số {ranges(numbers)} đã cấp trước khi khôi phục bản sao "
            "lưu, sổ không còn văn bản; hãy đối chiếu với văn bản đã gửi đi."
        )
        yield _found("G323", message, Severity.INFO)


def ranges(numbers: Iterable[int]) -> str:
    """Return *numbers* as a clerk reads them: ``02-05, 09``."""
    found: list[list[int]] = []
    for each in sorted(numbers):
        if found and each == found[-1][-1] + 1:
            found[-1][1:] = [each]
        else:
            found.append([each])
    return ", ".join("-".join(f"{end:02d}" for end in each) for each in found)


def _anchored(marks: tuple[anchor.Mark, ...], events: tuple[Event, ...]) -> Iterator[Finding]:
    """Yield where the record does not meet what was written down outside."""
    hashes = {event.seq: event.hash for event in events}
    restores = tuple(event for event in events if event.action == RESTORE)
    for mark in anchor.completed(marks, restores):
        if mark.seq not in hashes:
            yield _found(
                "G331",
                f"Dấu neo ghi sổ đã tới mục {mark.seq} lúc {mark.time}, sổ chỉ tới mục "
                f"{len(events)}: các mục sau đã bị xóa, hoặc sổ đã bị thay bằng bản cũ.",
            )
        elif hashes[mark.seq] != mark.hash:
            yield _found(
                "G332", f"Mục {mark.seq} khác với dấu neo ghi lúc {mark.time}: sổ đã bị viết lại."
            )


def _unanchored(path: Path, events: tuple[Event, ...]) -> Iterator[Finding]:
    """Yield how far the anchor stays behind: a crash leaves it so, and so does whoever cuts it.

    It is read once more: a clerk who was at work when this began has told it by now.
    """
    restores = tuple(event for event in events if event.action == RESTORE)
    last = max((mark.seq for mark in anchor.completed(anchor.marks(path), restores)), default=0)
    if events and not last:
        yield _found(
            "G334",
            f"Không có dấu neo nào ở “{path}”, trong khi sổ đã có {events[-1].seq} mục: ngoài cơ "
            "sở dữ liệu không còn gì để đối chiếu. Nếu tệp đã bị xóa, hãy đối chiếu với mã băm in "
            "ở sổ giấy (--head); lần ghi sau sẽ lập lại dấu neo.",
            Severity.WARNING,
        )
    elif events and last < events[-1].seq:
        yield _found(
            "G335",
            f"Dấu neo dừng ở mục {last}, sổ đã tới mục {events[-1].seq}: lần ghi cuối bị ngắt giữa "
            "chừng, hoặc tệp dấu neo đã bị cắt. Hãy xem các mục ấy bằng soanthao register show; "
            "lần ghi sau sẽ nối lại dấu neo.",
            Severity.WARNING,
        )


def _stored(
    ledger: Ledger, wanted: Mapping[str, str], progress: Callable[[int, int, str], None]
) -> Iterator[Finding]:
    """Yield files that are missing or are not what they were."""
    for done, (each, what) in enumerate(sorted(wanted.items()), start=1):
        try:
            ledger.store.get(each)
        except DamagedRegisterError as error:
            yield _found("G341", f"{what}: {error}")
        progress(done, len(wanted), each)


def told(event: Event) -> str:
    """Return an event in a few words: who did what."""
    return f"{event.name}: {did(event.action)}"


def _named(kind: str, row: Row) -> str:
    if kind == "entry":
        return f"Văn bản {row['id']} ({row['path']}, {row['name']})"
    if kind == "lines":
        line = line_of(row)
        return f"Số {line.printed} năm {line.year}"
    return f"Bộ đếm của dãy “{row['series']}” năm {row['year']}"


def _shown(value: object) -> str:
    """Return what a column holds, as a sentence goes on."""
    if value is None:
        return "không có"
    return "để trống" if value == "" else f"ghi “{value}”"


def _found(code: str, message: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(code, message, severity=severity, where="sổ")
