"""``soanthao issue``: a signed and numbered document leaves the house; its bytes are final."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from soanthao.errors import ConflictError
from soanthao.register import gates
from soanthao.register.entry import Entry, Step
from soanthao.register.ledger import Left
from soanthao.services.desk import Desk
from soanthao.services.stepping import ISSUED, Said, Selection, StepReport, copy_out, ready, take
from soanthao.services.writing_back import write_back
from soanthao.standard import wording


@dataclass(frozen=True, slots=True)
class IssueRequest:
    """What is issued, and what the book says of it beside.

    Attributes:
        copies: số lượng bản; None where nobody counts.
        keeper: đơn vị, người nhận bản lưu; empty: what stands behind ``Lưu:``.
        dispatched: ngày chuyển; None is the day of issue.
        receipt: ký nhận.
    """

    selection: Selection
    copies: int | None = None
    keeper: str = ""
    dispatched: date | None = None
    receipt: str = ""


def issue(desk: Desk, request: IssueRequest) -> StepReport:
    """Issue the documents that are signed and numbered (Điều 18).

    The files are read from the store and checked before anything is recorded; copies are put
    beside the conclusion afterwards, and a notice's number into its conclusion.

    Raises:
        ConflictError: nothing is ready; a day of dispatch before the document's; somebody was
            quicker.
        CannotWriteError, DamagedRegisterError: the register.
    """
    path = request.selection.path
    with desk.ledger.reading() as reader:
        entries = ready(reader, desk, request.selection, Step.ISSUE)
    for each in entries:
        for _, digest in each.final:
            desk.ledger.store.get(digest)
        _check_dispatch(each, request.dispatched)
    with desk.ledger.writing(desk.moment) as writer:
        today = writer.moment.date()
        findings = tuple(dict.fromkeys(f for each in entries for f in gates.issuing(each, today)))
        said = Said(left=Left(note=_note(findings)))
        issued = tuple(
            take(
                writer,
                desk,
                each,
                Step.ISSUE,
                said,
                issued_on=today,
                dispatched=request.dispatched or today,
                copies=request.copies,
                keeper=request.keeper or filed(each),
                receipt=request.receipt,
            )
            for each in entries
        )
    copies, failed = copy_out(desk, path, ISSUED, issued, final=True)
    for each in issued:
        if not each.is_letter:
            failed += write_back(path, each)
    return StepReport(issued, findings + failed, copies)


def filed(entry: Entry) -> str:
    """Return who keeps the original by the last line of nơi nhận: ``VT, VP``."""
    found = (wording.read_filed(line) for line in entry.recipients)
    return next((each for each in found if each), "")


def _note(findings: tuple[object, ...]) -> dict[str, object]:
    return {"findings": [str(each) for each in findings]} if findings else {}


def _check_dispatch(entry: Entry, day: date | None) -> None:
    if day is not None and entry.number is not None and day < entry.number.day:
        raise ConflictError(
            f"Ngày chuyển {day:%d/%m/%Y} trước ngày của văn bản {entry.number.day:%d/%m/%Y}; hãy "
            "xem lại --dispatched."
        )
