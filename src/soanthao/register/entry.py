"""A document on its way from submitted draft to issued original: states and steps, pure.

One table says which step leads where, who may take it and by which clause; nothing else does. A
state is a word, so that it reads the same in the database, in the record and on the screen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from soanthao.errors import ConflictError, InvalidInputError
from soanthao.findings import Finding
from soanthao.notice.person import Part
from soanthao.standard import kinds, wording

Medium = Literal["giay", "dien-tu"]
"""On paper, or electronic with digital signatures (Điều 15)."""


class State(StrEnum):
    """Where a document stands."""

    NEW = "new"
    SUBMITTED = "submitted"
    CONTENT_CHECKED = "content-checked"
    FORM_CHECKED = "form-checked"
    APPROVED = "approved"
    SIGNED = "signed"
    NUMBERED = "numbered"
    ISSUED = "issued"
    RETURNED = "returned"
    CANCELLED = "cancelled"

    @property
    def called(self) -> str:
        """What a sentence calls the state."""
        return _CALLED[self]


class Step(StrEnum):
    """What somebody does with a document."""

    SUBMIT = "submit"
    CHECK_CONTENT = "check-content"
    CHECK_FORM = "check-form"
    APPROVE = "approve"
    SIGN = "sign"
    NUMBER = "number"
    ISSUE = "issue"
    RETURN = "return"
    CANCEL = "cancel"

    @property
    def called(self) -> str:
        """What a sentence calls the step."""
        return _STEPS[self]


_CALLED: Final = {
    State.NEW: "chưa trình",
    State.SUBMITTED: "đã trình",
    State.CONTENT_CHECKED: "đã kiểm tra nội dung",
    State.FORM_CHECKED: "đã kiểm tra thể thức",
    State.APPROVED: "đã duyệt",
    State.SIGNED: "đã ký",
    State.NUMBERED: "đã có số",
    State.ISSUED: "đã phát hành",
    State.RETURNED: "bị trả lại",
    State.CANCELLED: "đã hủy",
}
_STEPS: Final = {
    Step.SUBMIT: "trình",
    Step.CHECK_CONTENT: "kiểm tra nội dung",
    Step.CHECK_FORM: "kiểm tra thể thức",
    Step.APPROVE: "duyệt",
    Step.SIGN: "ghi nhận chữ ký",
    Step.NUMBER: "cấp số",
    Step.ISSUE: "phát hành",
    Step.RETURN: "trả lại",
    Step.CANCEL: "hủy",
}
_BESIDE: Final = {
    "reserve": "giữ số",
    "release": "thôi giữ số",
    "start": "đặt số bắt đầu của dãy",
    "restore": "khôi phục sổ từ bản sao lưu",
}
"""What is recorded and is no step of a document."""


def did(action: str) -> str:
    """Return what a sentence calls an action of the record."""
    return Step(action).called if action in set(Step) else _BESIDE.get(action, action)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a document has: series, year of the series, number, symbol and date."""

    series: str
    year: int
    number: int
    symbol: str
    day: date


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a package: the notice, or one of its letters.

    Attributes:
        id: of the entry in its register, from 1; 0 while it is not stored.
        path: of the conclusion, from the folder of agency.yaml, in POSIX form.
        name: ``notice`` or ``letters/<id>``.
        generation: 1, and one more for each document that follows a cancelled one.
        form: ``notice``, ``cong-van``, ``trich-sao``, ``trich-sao-dien-tu``.
        kind: abbreviation of Phụ lục III; empty for a công văn.
        issuer: id of the issuer; empty for the agency itself.
        held: last day of the meeting; None where the draft does not say.
        signer: position and name, as the book says who signed.
        recipients: nơi nhận line by line, without dash and mark.
        addressee: whom a letter goes to, as Kính gửi names them; empty for a notice.
        units: ids of the units that receive it.
        version: counts the steps; who acts on an older one has a conflict.
        values: digest of the frozen values (a conclusion that needs no other file).
        templates: digest of the templates that the approved document was made with.
        approved, final: digests of the frozen and of the issued files by format.
        signed_on: day of the signature.
        number: None while there is none, and again once it was made void.
        issued_on, dispatched: day of issue, and on which it left the house (ngày chuyển).
        copies: so many were made (số lượng bản).
        keeper: who keeps the original (đơn vị, người nhận bản lưu).
        receipt, remarks: columns ký nhận and ghi chú.
    """

    path: str
    name: str
    form: str
    kind: str
    symbol: str
    subject: str
    id: int = 0
    generation: int = 1
    agency: str = ""
    issuer: str = ""
    urgency: str = ""
    held: date | None = None
    signer: str = ""
    recipients: tuple[str, ...] = ()
    addressee: str = ""
    units: tuple[str, ...] = ()
    medium: Medium = "giay"
    state: State = State.NEW
    version: int = 0
    values: str = ""
    templates: str = ""
    approved: tuple[tuple[str, str], ...] = ()
    final: tuple[tuple[str, str], ...] = ()
    signed_on: date | None = None
    number: Number | None = None
    issued_on: date | None = None
    dispatched: date | None = None
    copies: int | None = None
    keeper: str = ""
    receipt: str = ""
    remarks: str = ""

    @property
    def is_letter(self) -> bool:
        """Whether it is one of the letters of a notice."""
        return self.name != "notice"

    @property
    def printed_number(self) -> str:
        """``125/TB-UBND``; empty while there is none."""
        return wording.number(self.number.number, self.number.symbol) if self.number else ""


@dataclass(frozen=True, slots=True)
class Way:
    """A row of the table: in *states* a *step* leads *to*.

    Attributes:
        parts: one of them suffices.
        clause: of decree 30/2020.
        fits: what else must hold of the entry.
    """

    step: Step
    states: tuple[State, ...]
    to: State
    parts: tuple[Part, ...]
    clause: str
    fits: Callable[[Entry], bool] = lambda _: True


def _electronic(entry: Entry) -> bool:
    return entry.medium == "dien-tu"


def _unsigned(entry: Entry) -> bool:
    return _electronic(entry) and entry.signed_on is None


def _signed(entry: Entry) -> bool:
    return entry.signed_on is not None


_CHECKERS: Final = (Part.DRAFTER, Part.CONTENT, Part.FORM, Part.SIGNATORY)
_LAST: Final = (Part.SIGNATORY, Part.CLERK)

WAYS: Final = (
    Way(Step.SUBMIT, (State.NEW,), State.SUBMITTED, (Part.DRAFTER,), "Điều 10"),
    Way(
        Step.SUBMIT,
        (State.RETURNED, State.SUBMITTED, State.CONTENT_CHECKED, State.FORM_CHECKED),
        State.SUBMITTED,
        (Part.DRAFTER,),
        "Điều 11.2",
    ),
    Way(
        Step.CHECK_CONTENT,
        (State.SUBMITTED,),
        State.CONTENT_CHECKED,
        (Part.CONTENT,),
        "Điều 12.1",
    ),
    Way(Step.CHECK_FORM, (State.CONTENT_CHECKED,), State.FORM_CHECKED, (Part.FORM,), "Điều 12.2"),
    Way(Step.APPROVE, (State.FORM_CHECKED,), State.APPROVED, (Part.SIGNATORY,), "Điều 11.1"),
    Way(Step.SIGN, (State.APPROVED,), State.SIGNED, _LAST, "Điều 13"),
    Way(Step.SIGN, (State.NUMBERED,), State.NUMBERED, _LAST, "Điều 13", _unsigned),
    Way(Step.NUMBER, (State.SIGNED,), State.NUMBERED, (Part.CLERK,), "Điều 15.1"),
    Way(Step.NUMBER, (State.APPROVED,), State.NUMBERED, (Part.CLERK,), "Điều 15.3", _electronic),
    Way(Step.ISSUE, (State.NUMBERED,), State.ISSUED, (Part.CLERK,), "Điều 18.1", _signed),
    Way(
        Step.RETURN,
        (State.SUBMITTED,),
        State.RETURNED,
        (Part.DRAFTER, Part.CONTENT, Part.SIGNATORY),
        "Điều 11, 12",
    ),
    Way(
        Step.RETURN,
        (State.CONTENT_CHECKED, State.FORM_CHECKED),
        State.RETURNED,
        _CHECKERS,
        "Điều 11, 12",
    ),
    Way(
        Step.RETURN,
        (State.APPROVED, State.SIGNED, State.NUMBERED),
        State.RETURNED,
        _LAST,
        "Điều 11.2",
    ),
    Way(Step.CANCEL, (State.NUMBERED,), State.CANCELLED, (Part.CLERK,), "Điều 15.1"),
)
"""The one table of who may do what, when."""

WITH_REASON: Final = frozenset({Step.RETURN, Step.CANCEL})
"""Steps that ask for a reason."""
CHECKS: Final = (Step.CHECK_CONTENT, Step.CHECK_FORM, Step.APPROVE)
"""What ``soanthao approve`` does, in this order."""


def way(entry: Entry, step: Step) -> Way | None:
    """Return how *step* leads on from where *entry* stands; None if it does not."""
    for each in WAYS:
        if each.step is step and entry.state in each.states and each.fits(entry):
            return each
    return None


def check(entry: Entry, step: Step, parts: tuple[Part, ...], reason: str = "") -> Way:
    """Return the way that *step* takes from *entry* for somebody with *parts*.

    Raises:
        ConflictError: the document does not stand where the step begins, or none of the parts
            may take it.
        InvalidInputError: the step asks for a reason and there is none.
    """
    found = way(entry, step)
    if found is None:
        raise ConflictError(f"{label(entry)} {entry.state.called}, {_not_now(entry, step)}.")
    if not set(found.parts) & set(parts):
        needed = " hoặc ".join(f"{part.called} ({part.value})" for part in found.parts)
        raise ConflictError(
            f"{label(entry)}: việc {step.called} do {needed} làm ({found.clause} Nghị định "
            "30/2020/NĐ-CP); hãy dùng --as với người có phần việc đó trong people của agency.yaml."
        )
    if step in WITH_REASON and not reason.strip():
        message = f"Cần ghi lý do khi {step.called}: --reason “…”."
        raise InvalidInputError((Finding("D101", message),))
    return found


def advance(entry: Entry, step: Step) -> Entry:
    """Return *entry* after *step*, which :func:`check` has allowed.

    A step back forgets what was built on the draft: checks, frozen files, signature, number. The
    number's own line in the book stays.
    """
    found = way(entry, step)
    if found is None:
        raise ConflictError(f"{label(entry)} {entry.state.called}, {_not_now(entry, step)}.")
    moved = replace(entry, state=found.to, version=entry.version + 1)
    if found.to in {State.SUBMITTED, State.RETURNED}:
        return replace(moved, approved=(), templates="", final=(), signed_on=None, number=None)
    return moved


def label(entry: Entry) -> str:
    """Return what a sentence calls the document, its number first where it has one."""
    number = f" số {entry.printed_number}" if entry.number else ""
    whom = f" gửi {entry.addressee}" if entry.is_letter else ""
    return f"{kind_name(entry)}{number}{whom} ({entry.path})"


def kind_name(entry: Entry) -> str:
    """Return the kind of document in words, as the book writes it: ``Thông báo``."""
    if entry.form.startswith("trich-sao"):
        return "Bản trích sao"
    kind = kinds.kind(entry.kind)
    return kind.name if kind else "Công văn"


def next_steps(entry: Entry) -> tuple[Way, ...]:
    """Return the ways forward from where *entry* stands; steps back left out."""
    back = {Step.RETURN, Step.CANCEL}
    return tuple(
        each
        for each in WAYS
        if entry.state in each.states
        and each.fits(entry)
        and each.step not in back
        and not (each.step is Step.SUBMIT and entry.state not in {State.NEW, State.RETURNED})
    )


def _not_now(entry: Entry, step: Step) -> str:
    """Say why *step* cannot be taken now, and what can."""
    if step is Step.NUMBER and entry.state is State.APPROVED:
        return "văn bản giấy chỉ cấp số sau khi ký (Điều 15.2); hãy ghi nhận chữ ký trước"
    if step is Step.ISSUE and entry.state is State.NUMBERED:
        return "chưa ký nên chưa phát hành được; hãy ghi nhận chữ ký trước"
    steps = " hoặc ".join(dict.fromkeys(each.step.called for each in next_steps(entry)))
    ahead = f"; việc tiếp theo là {steps}" if steps else ""
    return f"nên không {step.called} được{ahead}"
