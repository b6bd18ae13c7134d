"""``soanthao check``: a draft or anybody's Word file against the rules, nothing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from soanthao import settings
from soanthao.draft.load import Draft, find_agency, load, load_agency
from soanthao.errors import InvalidInputError, SoanthaoError
from soanthao.executors import default_workers, open_executor
from soanthao.findings import Finding, Severity
from soanthao.intake.held import held_on
from soanthao.lint.catalogue import ASSIGNMENT, CONTENT, FORMAT
from soanthao.lint.pieces import pieces
from soanthao.lint.policy import Policy
from soanthao.lint.printed import of_word
from soanthao.lint.reading import Reading, of_notice
from soanthao.lint.review import Judged, review
from soanthao.notice.notice import Meeting
from soanthao.recognition import recognise
from soanthao.recognition.outline import Outline
from soanthao.services.documents import WORD, read_file

DRAFTS: Final = (".yaml", ".yml")
ENDINGS: Final = (*DRAFTS, *WORD)
_TEXT: Final = frozenset(
    {
        *("body", "heading", "closing", "article", "grounds", "inner-title", "other", "rule"),
        *("table-heading", "table-cell", "table-caption"),
    }
)
"""Components that any text has, a document or not."""
Tick = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one file.

    Attributes:
        findings: in reading order; those about the whole document first.
        failure: why it could not be checked; None where it was.
    """

    path: Path
    findings: tuple[Finding, ...] = ()
    failure: SoanthaoError | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing of level error was found."""
        return not any(each.severity is Severity.ERROR for each in self.findings)


def check(
    paths: Sequence[Path], workers: int | None = None, tick: Tick | None = None
) -> tuple[Checked, ...]:
    """Check each file by the settings in force in its folder; one that fails stops no other.

    Raises:
        InvalidInputError: a soanthao.toml that cannot be used.
    """
    policies = {
        folder: settings.load(folder).policy
        for folder in dict.fromkeys(path.parent for path in paths)
    }
    jobs = [(path, policies[path.parent]) for path in paths]
    count = default_workers(len(jobs)) if workers is None else workers
    done: list[Checked] = []
    with open_executor(count) as executor:
        for checked in executor.map(_check, *zip(*jobs, strict=True)) if jobs else ():
            done.append(checked)
            if tick is not None:
                tick(len(done), len(jobs), str(checked.path))
    return tuple(done)


def _check(path: Path, policy: Policy) -> Checked:
    try:
        return Checked(path, check_file(path, policy))
    except SoanthaoError as error:
        return Checked(path, failure=error)


def check_file(path: Path, policy: Policy, *, numbered_later: bool = False) -> tuple[Finding, ...]:
    """Return what the rules see in one file; of a draft that is *numbered_later*, see ``load``.

    Raises:
        SoanthaoError: it cannot be read.
    """
    ending = path.suffix.lower()
    if ending in DRAFTS:
        draft = load(path, numbered_later=numbered_later)
        reading = of_notice(draft.notice)
        seen = review(reading, CONTENT + ASSIGNMENT, policy)
        return (*draft.warnings, *map(partial(_in_draft, draft, reading, str(path)), seen))
    if ending not in WORD:
        message = f"Tệp “{path.name}” không rà soát được; hãy dùng {', '.join(ENDINGS)}."
        raise InvalidInputError((Finding("N501", message, str(path)),))
    return judge_word(path, policy)[2]


def judge_word(
    path: Path, policy: Policy
) -> tuple[Reading, tuple[Judged, ...], tuple[Finding, ...]]:
    """Return a Word file as rules read it, what they see in it, and that as findings.

    Raises:
        SoanthaoError: it cannot be read.
    """
    return judge_data(read_file(path), path, policy)


def judge_data(
    data: bytes, path: Path, policy: Policy
) -> tuple[Reading, tuple[Judged, ...], tuple[Finding, ...]]:
    """Return the same of the bytes of a Word file that *path* names.

    Raises:
        SoanthaoError: it cannot be read.
    """
    reading = read_word(data, path)
    if reading.printed is not None and reading.printed.outline.form == "party":
        return reading, (), (_party(path),)
    seen = review(reading, FORMAT + CONTENT, policy)
    unknown = () if _has_components(reading) else (_unrecognised(path),)
    return reading, seen, (*unknown, *_listed(path, reading, seen))


def read_word(data: bytes, path: Path) -> Reading:
    """Return the Word file *data*, which *path* names, as rules read it.

    Raises:
        SoanthaoError: it cannot be read.
    """
    from soanthao.word.look import read_source_with_look  # noqa: PLC0415 - loads lxml

    source, look = read_source_with_look(data, str(path))
    outline = recognise(source)
    return of_word(outline, pieces(source, look), look, _meeting(outline), _names(path))


def _meeting(outline: Outline) -> Meeting | None:
    """Return the day of the meeting that the opening tells of."""
    if outline.form != "notice" or not outline.body:
        return None
    opening = outline.body[0]
    text = getattr(opening, "plain", "")
    held = held_on(text, outline.issued) if text else None
    return Meeting(held=held.days) if held is not None and held.days and not held.doubt else None


def _names(path: Path) -> frozenset[str]:
    """Return the names of the nearest directory; one that does not load has none to give."""
    found = find_agency(path.parent)
    if found is None:
        return frozenset()
    try:
        directory = load_agency(found).directory
    except SoanthaoError:
        return frozenset()
    named = [(unit.name, *unit.aliases) for unit in directory.units]
    named += [(group.name, *group.aliases) for group in directory.groups]
    return frozenset(name for each in named for name in each)


def _in_draft(draft: Draft, reading: Reading, path: str, seen: Judged) -> Finding:
    remark = seen.remark
    spot = remark.spot
    key = reading.passages[spot.passage].key if spot else remark.key
    place = draft.spots.place(key, spot.start if spot else 0) if key else None
    name, line, column = place or (path, 1, 1)
    return Finding(
        remark.code,
        remark.message,
        name,
        line,
        column,
        seen.severity,
        seen.rule.clause,
        found=remark.found,
        expected=remark.expected,
    )


def _listed(path: Path, reading: Reading, seen: Iterable[Judged]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            each.remark.code,
            each.remark.message,
            str(path),
            severity=each.severity,
            clause=each.rule.clause,
            where=_where(reading, each),
            found=each.remark.found,
            expected=each.remark.expected,
        )
        for each in seen
    )


def _where(reading: Reading, seen: Judged) -> str:
    spot = seen.remark.spot
    place = str(reading.passages[spot.passage].place) if spot else ""
    return place or "cả văn bản"


def _has_components(reading: Reading) -> bool:
    """Tell whether anything of a document of the decree is there, its text and tables aside."""
    return any(each.component not in _TEXT for each in reading.passages)


def _unrecognised(path: Path) -> Finding:
    message = (
        "không nhận ra thành phần thể thức nào của văn bản hành chính; chỉ rà soát được trang "
        "giấy, phông chữ và câu chữ."
    )
    return Finding("T000", message, str(path), severity=Severity.INFO, where="cả văn bản")


def _party(path: Path) -> Finding:
    message = "văn bản của Đảng không theo Nghị định 30/2020/NĐ-CP; chương trình không rà soát."
    return Finding("T000", message, str(path), severity=Severity.INFO, where="cả văn bản")
