"""What the register writes down of a document: read off the notice, the letter and their sheets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from soanthao.errors import ConflictError, InputMissingError
from soanthao.notice.document import Document
from soanthao.notice.letter import Letter
from soanthao.notice.notice import Notice
from soanthao.register.entry import Entry, Medium, State
from soanthao.register.ledger import Reader
from soanthao.services import manifest
from soanthao.services.desk import Office
from soanthao.services.dossier import Dossier, relative
from soanthao.services.planning import Plan
from soanthao.standard import wording


def notice_entry(office: Office, dossier: Dossier, plan: Plan, medium: Medium) -> Entry:
    """Return the notice of *dossier* as a new document of the register."""
    notice = dossier.draft.notice
    document = _document(plan, manifest.NOTICE)
    lines = (line for block in document.recipients for line in block.lines)
    return Entry(
        path=dossier.path,
        name=manifest.NOTICE,
        form="notice",
        kind=notice.kind,
        symbol=notice.number.symbol,
        subject=notice.subject,
        agency=office.key,
        issuer=_issuer(notice),
        urgency=notice.urgency or "",
        held=max(notice.meeting.held, default=None),
        signer=notice.signature.name,
        recipients=_lines(lines),
        units=tuple(dict.fromkeys(pair.unit for pair in plan.assignment.pairs)),
        medium=medium,
    )


def letter_entry(
    office: Office, dossier: Dossier, plan: Plan, letter: Letter, medium: Medium
) -> Entry:
    """Return one letter of *dossier* as a new document of the register."""
    notice = dossier.draft.notice
    form = notice.letters.form
    document = _document(plan, manifest.letter_name(letter.id))
    is_letter = form == "cong-van"
    called = ", ".join(letter.called)
    lines = () if not is_letter else (line for each in document.recipients for line in each.lines)
    return Entry(
        path=dossier.path,
        name=manifest.letter_name(letter.id),
        form=form,
        kind="" if is_letter else "TrS",
        symbol=_symbol(notice, document),
        subject=document.subject,
        agency=office.key,
        issuer=notice.letters.issuer,
        urgency=notice.urgency or "",
        signer=(notice.letters.signature or notice.signature).name,
        recipients=(called, *_lines(lines)),
        addressee=called,
        units=tuple(unit.id for unit in letter.units),
        medium="dien-tu" if form == "trich-sao-dien-tu" else medium,
    )


def chosen(
    reader: Reader, office: Office, path: Path, letters: bool, units: Iterable[str] = ()
) -> tuple[Entry, ...]:
    """Return the documents of the conclusion at *path* that a command means.

    Args:
        reader: the register.
        office: whose.
        path: of the conclusion.
        letters: the letters; else the notice.
        units: only the letters that reach one of these units, or have that id.

    Raises:
        InputMissingError: the register knows none, or none for a unit.
    """
    package = reader.package(office.key, relative(path, office.home))
    if not letters:
        found = tuple(each for each in package if not each.is_letter)
    else:
        found = tuple(each for each in package if each.is_letter)
    if not found:
        what = "công văn, trích sao" if letters else "thông báo"
        more = " --letters" if letters else ""
        raise InputMissingError(
            f"Sổ chưa có {what} của “{path}”; hãy trình trước: soanthao submit {path}{more}."
        )
    wanted = tuple(units)
    if not wanted:
        return found
    picked = []
    for unit in wanted:
        hit = [each for each in found if unit in each.units or each.name == f"letters/{unit}"]
        if not hit:
            raise InputMissingError(f"Sổ không có văn bản nào của “{path}” gửi “{unit}”.")
        picked += hit
    return tuple(dict.fromkeys(picked))


def issued_notice(reader: Reader, office: Office, path: Path) -> Entry:
    """Return the notice of the conclusion at *path*, which its letters cite.

    Raises:
        ConflictError: it is not issued yet.
    """
    found = reader.find(office.key, relative(path, office.home), manifest.NOTICE)
    if found is None or found.state is not State.ISSUED or found.number is None:
        state = found.state.called if found else State.NEW.called
        raise ConflictError(
            f"Thông báo của “{path}” {state}; công văn, trích sao ghi số và ngày của thông báo nên "
            "chỉ trình được sau khi thông báo đã phát hành."
        )
    return found


def _document(plan: Plan, name: str) -> Document:
    return next(each.document for each in plan.jobs if each.name == name)


def _issuer(notice: Notice) -> str:
    for id, letterhead in notice.agency.issuers.items():
        if letterhead == notice.letterhead:
            return id
    return ""


def _symbol(notice: Notice, document: Document) -> str:
    """Return the symbol of a letter; that of an electronic extract stands in the book alone."""
    if document.form == "letter":
        return (wording.read_number_line(document.number) or (None, ""))[1]
    if document.copy is not None:
        return (wording.read_number_line(document.copy.number) or (None, ""))[1]
    letterhead = notice.agency.issuers.get(notice.letters.issuer, notice.agency.letterhead)
    return notice.letters.symbol or letterhead.symbols.extract


def _lines(printed: Iterable[str]) -> tuple[str, ...]:
    """Return lines of nơi nhận without dash and mark; "Như trên" is said by the addressee."""
    bare = (line.removeprefix("- ").rstrip(";.") for line in printed)
    return tuple(line for line in bare if line and line != wording.ENCLOSED)
