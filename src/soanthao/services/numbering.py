"""``soanthao number``: numbers without gaps, stamped on documents that change in nothing else.

The documents are made for the numbers that come next; then, under the lock of all writers, the
numbers are taken. Where somebody else was quicker and others came next, the documents are made
again before anything is recorded. The commit is the only point at which a number is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from soanthao import files
from soanthao.errors import ConflictError, InvalidInputError
from soanthao.findings import Finding
from soanthao.register import gates
from soanthao.register.entry import Entry, Number, Step, label
from soanthao.register.ledger import Left, Reader
from soanthao.register.numbers import Counter, Family, Line, counted
from soanthao.services.desk import Desk
from soanthao.services.dossier import Dossier
from soanthao.services.reserving import reserved_line
from soanthao.services.stamping import stamped
from soanthao.services.stepping import Said, Selection, StepReport, frozen, gate, ready, take
from soanthao.standard import wording


@dataclass(frozen=True, slots=True)
class Block:
    """Numbers that documents are to get, all of one day and one year of a series.

    Attributes:
        numbers: by id of the document, in the order of the notice.
    """

    family: Family
    day: date
    numbers: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class NumberRequest:
    """What a clerk asks for.

    Attributes:
        number: of another system, or of the own series' reserved ones; of several documents the
            first of a block. None: the next of the own series.
        numbers: of another system, by the id of a letter.
        day: date of the documents; own numbers choose it themselves.
        override: why errors are let pass; empty if they are not.
        firm: the block that is confirmed, or none: nobody takes what was not shown.
    """

    selection: Selection
    number: int | None = None
    numbers: Mapping[str, int] = field(default_factory=dict)
    day: date | None = None
    override: str = ""
    firm: bool = False


def number(
    desk: Desk, request: NumberRequest, confirm: Callable[[Block], bool] = lambda _: True
) -> StepReport | None:
    """Number the documents that are ready, all or none.

    Args:
        desk: who, and where.
        request: which, and how.
        confirm: shown the block before it is taken.

    Returns:
        What came of it; None where the block was not wanted.

    Raises:
        ConflictError: nothing is ready; a number is taken; another block comes next than the one
            that was confirmed; somebody was quicker.
        BlockedError: dates in the wrong order and no override.
        InvalidInputError: another system gives the numbers and none was entered.
        ProofFailedError: a numbered document differs from the approved one.
        CannotWriteError, DamagedRegisterError: the register.
    """
    with desk.ledger.reading() as reader:
        entries = ready(reader, desk, request.selection, Step.NUMBER)
        dossiers = frozen(reader, desk, request.selection.path, entries)
        block = _block(reader, desk, request, entries, dossiers)
        # What blocks is said before anybody confirms or waits.
        list(_findings(reader, desk, entries, block, request.override))
    if not confirm(block):
        return None
    made = _stored(desk, entries, dossiers, block)
    with desk.ledger.writing(desk.moment) as writer:
        now = _block(writer, desk, request, entries, dossiers)
        if now != block:
            if request.firm:
                raise ConflictError(_moved(block, now))
            block, made = now, _stored(desk, entries, dossiers, now)
        findings = tuple(_findings(writer, desk, entries, block, request.override))
        note = gate(findings, request.override)
        counter = _counter(writer, desk, block)
        numbered = tuple(
            take(
                writer,
                desk,
                each,
                Step.NUMBER,
                Said(left=Left(lines=(_line(desk, each, block),), counters=(counter,), note=note)),
                number=_number(each, block),
                final=made[each.id],
            )
            for each in entries
        )
    return StepReport(numbered, findings)


def _block(
    reader: Reader,
    desk: Desk,
    request: NumberRequest,
    entries: Sequence[Entry],
    dossiers: Mapping[str, Dossier],
) -> Block:
    """Return the numbers that *entries* would get now.

    Raises:
        ConflictError: they belong to several series; a number is taken or not reserved.
        InvalidInputError: another system gives the numbers and none was entered.
    """
    families = {desk.office.family(each) for each in entries}
    if len(families) != 1:
        raise ConflictError("Các văn bản này thuộc nhiều dãy số; hãy cấp số từng loại bằng --unit.")
    (family,) = families
    if not desk.office.agency.register.own:
        return _entered(reader, desk, request, entries, dossiers, family)
    if request.number is not None:
        return _kept(reader, desk, request.number, entries, family)
    counter, numbers = counted(reader.counters(family), family, desk.moment().date(), len(entries))
    day = counter.last_date or desk.moment().date()
    block = Block(family, day, dict(zip((each.id for each in entries), numbers, strict=True)))
    for each in entries:
        _check_unique(reader, block, each)
    return block


def _check_unique(reader: Reader, block: Block, entry: Entry) -> None:
    """Raise where number and symbol stand in another series of the year already (Điều 15.1).

    That happens when an office counts in other series than before, in mid-year.

    Raises:
        ConflictError: they do.
    """
    value = block.numbers[entry.id]
    for line in reader.lines(year=block.day.year):
        same = line.number == value and line.symbol == entry.symbol
        if same and line.family != block.family and line.family.agency == block.family.agency:
            raise ConflictError(
                f"Số {wording.number(value, entry.symbol)} năm {block.day.year} đã có trong dãy "
                f"“{line.family.series}”; nếu cơ quan đổi cách đánh số giữa năm, hãy cho dãy "
                f"“{block.family.series}” bắt đầu sau số đã cấp: soanthao register start."
            )


def _entered(
    reader: Reader,
    desk: Desk,
    request: NumberRequest,
    entries: Sequence[Entry],
    dossiers: Mapping[str, Dossier],
    family: Family,
) -> Block:
    """Return the numbers that another system gave: as entered, or as typed in the conclusion.

    Raises:
        InvalidInputError: none was given.
        ConflictError: one is taken.
    """
    day = request.day
    found: dict[int, int] = {}
    for at, each in enumerate(entries):
        id = each.name.removeprefix("letters/")
        notice = dossiers[each.values].draft.notice
        if each.is_letter:
            typed = notice.letters.numbers.get(id)
        else:
            typed = notice.number.number
            day = day or (notice.issued.complete if notice.issued and typed else None)
        given = request.numbers.get(id, None if request.number is None else request.number + at)
        value = typed if given is None else given
        if value is None or value < 1:
            message = (
                f"{label(each)}: số do hệ thống quản lý văn bản cấp; hãy nhập --number và --date "
                "(công văn, trích sao: --number MÃ=SỐ, hoặc số đầu của cả lô)."
            )
            raise InvalidInputError((Finding("D104", message),))
        found[each.id] = value
    day = day or desk.moment().date()
    taken = {line.number: line for line in reader.lines(family, day.year)}
    for each in entries:
        value = found[each.id]
        if value in taken or list(found.values()).count(value) > 1:
            raise ConflictError(_twice(reader, family, day, value, taken.get(value)))
        _check_unique(reader, Block(family, day, found), each)
    return Block(family, day, found)


def _twice(reader: Reader, family: Family, day: date, value: int, line: Line | None) -> str:
    other = reader.entry(line.entry) if line else None
    whose = f" cho {label(other)}" if other else ""
    when = f" ngày {line.day:%d/%m/%Y}" if line else ""
    return (
        f"Số {value:02d} năm {day.year} của dãy “{family.series}” đã dùng{whose}{when}; hãy xem "
        "lại số trên hệ thống quản lý văn bản."
    )


def _kept(
    reader: Reader, desk: Desk, wanted: int, entries: Sequence[Entry], family: Family
) -> Block:
    """Return a reserved number for one document, of the last day that keeps the order.

    Raises:
        ConflictError: it is not reserved, or for several documents.
    """
    if len(entries) != 1:
        raise ConflictError("Một số giữ chỉ dùng cho một văn bản; hãy chọn văn bản bằng --unit.")
    today = desk.moment().date()
    line = reserved_line(reader, family, wanted, today)
    later = (each.day for each in reader.lines(family, line.year) if each.number > line.number)
    end = date(line.year, 12, 31)
    return Block(family, min(today, end, *later), {entries[0].id: wanted})


def _findings(
    reader: Reader, desk: Desk, entries: Sequence[Entry], block: Block, override: str
) -> Iterator[Finding]:
    """Yield what the gates see, errors only with an *override* in hand.

    Raises:
        BlockedError: errors, and no override.
    """
    today = desk.moment().date()
    lines = reader.lines(block.family, block.day.year)
    found: list[Finding] = []
    for each in entries:
        found += gates.numbering(each, block.day, today)
        found += gates.ordering(lines, block.numbers[each.id], block.day)
    found = list(dict.fromkeys(found))
    gate(found, override)
    yield from found


def _stored(
    desk: Desk, entries: Sequence[Entry], dossiers: Mapping[str, Dossier], block: Block
) -> dict[int, tuple[tuple[str, str], ...]]:
    """Make the numbered documents, prove and store them; return their digests by document."""
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for entry, result in stamped(desk, entries, dossiers, block.numbers, block.day):
        for _, data in result:
            desk.ledger.store.put(data)
        found[entry.id] = tuple((kind, files.sha256(data)) for kind, data in result)
    return found


def _counter(reader: Reader, desk: Desk, block: Block) -> Counter:
    """Return the counter after *block* is taken."""
    known = {each.year: each for each in reader.counters(block.family)}
    external = not desk.office.agency.register.own
    before = known.get(block.day.year, Counter(block.family, block.day.year, external=external))
    last = max(before.last, *block.numbers.values())
    day = max(block.day, before.last_date or block.day)
    return replace(before, last=last, last_date=day)


def _line(desk: Desk, entry: Entry, block: Block) -> Line:
    number_ = _number(entry, block)
    return Line(
        block.family,
        number_.year,
        number_.number,
        number_.symbol,
        number_.day,
        entry.id,
        person=desk.person.id,
    )


def _number(entry: Entry, block: Block) -> Number:
    day = block.day
    return Number(block.family.series, day.year, block.numbers[entry.id], entry.symbol, day)


def _moved(shown: Block, now: Block) -> str:
    """Say that another block comes next than the one that was shown."""
    first, last = min(now.numbers.values()), max(now.numbers.values())
    was = min(shown.numbers.values())
    return (
        f"Trong lúc chờ, văn bản khác đã lấy số {was:02d}; lô này nay sẽ là "
        f"{first:02d}-{last:02d}, ngày {now.day:%d/%m/%Y}. Chưa cấp số nào; hãy chạy lại lệnh."
    )
