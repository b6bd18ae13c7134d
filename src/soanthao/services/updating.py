"""``soanthao update``: a corrected notice or a filled-in table goes back into the conclusion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from soanthao import files
from soanthao.draft.edit import apply, can_edit, open_tree
from soanthao.draft.edit_values import Changed
from soanthao.draft.load import Draft, load
from soanthao.draft.nodes import Fields, Listing, Node
from soanthao.draft.source import read_bytes
from soanthao.errors import CannotWriteError, ConflictError, InvalidInputError
from soanthao.findings import Finding, Severity
from soanthao.intake.align import likeness
from soanthao.intake.changes import Change
from soanthao.notice.document import Document, PrintedTable
from soanthao.notice.item import Element, Item
from soanthao.notice.markup import RichText
from soanthao.notice.notice import Notice
from soanthao.notice.source import Source, SourceBlock, SourceParagraph, SourceTable
from soanthao.render.context import notice_sheet
from soanthao.services.documents import WORD, read_document, read_file
from soanthao.services.folder import storing
from soanthao.services.updating_age import Age
from soanthao.services.updating_assignments import Assigning
from soanthao.services.updating_body import Body
from soanthao.services.updating_compare import Comparison, prove
from soanthao.services.updating_head import Frame, changed_frame
from soanthao.services.updating_lines import Markers, old_lines, old_tables
from soanthao.services.updating_rows import (
    FilledTable,
    is_assignment_table,
    word_table,
    workbook_table,
)
from soanthao.services.updating_tables import changed_tables
from soanthao.word.source_model import COMMENT

_IN_COMMON: Final = 0.3
"""Share of words below which the Word file was made from another draft."""

_WRITABLE: Final = 0o222
_WHOLE: Final = "cả tệp"
_ENOUGH: Final = 5
_KEPT: Final = 0.25
"""Share of the draft's lines, if there are enough, below which it is another notice."""

_OTHER_WORKBOOKS: Final = frozenset({".xls", ".xlsm", ".xlsb", ".ods"})


@dataclass(frozen=True, slots=True)
class Update:
    """What an update would do.

    Attributes:
        before, after: the bytes of the conclusion; equal where nothing changes.
        found: findings at the lines of the file as it is.
        later: findings at the lines that it would have.
    """

    path: Path
    before: bytes
    after: bytes
    changes: tuple[Change, ...]
    found: tuple[Finding, ...]
    later: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings at their lines in the file as it is, in the order of lines."""
        return self._ordered((*self.found, *self._moved(self.later, self.after, self.before)))

    def findings_after(self) -> tuple[Finding, ...]:
        """Return the findings at their lines in the changed file."""
        return self._ordered((*self._moved(self.found, self.before, self.after), *self.later))

    def _moved(self, findings: Iterable[Finding], here: bytes, there: bytes) -> Iterator[Finding]:
        """Yield *findings* about lines of *here* at those lines in *there*."""
        ours = str(self.path)
        concerned = [each for each in findings if each.path == ours and each.line]
        lines = _line_map(here, there) if concerned and here != there else None
        for each in findings:
            is_moved = lines is not None and each.path == ours and each.line
            yield replace(each, line=lines(each.line)) if lines and is_moved else each

    def _ordered(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return what the other file says first, then the lines of ours in order."""
        ours = str(self.path)
        return tuple(sorted(findings, key=lambda each: (each.path == ours, each.line, each.column)))

    @property
    def has_errors(self) -> bool:
        """Whether a finding must be mended before the conclusion can be rendered."""
        return any(each.severity is Severity.ERROR for each in (*self.found, *self.later))


def _line_map(here: bytes, there: bytes) -> Callable[[int], int]:
    """Return what gives a line of *here* its number in *there*.

    A line that changed is as far from the next one that stayed: doubts are put above it.
    """
    old, new = (data.decode("utf-8-sig").splitlines() for data in (here, there))
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()

    def moved(line: int) -> int:
        end, last = 0, len(new)
        for block in blocks:
            if line <= block.a:
                return min(max(block.b - block.a + line, end + 1), last)
            if line <= block.a + block.size:
                return line + block.b - block.a
            end = block.b + block.size
        return min(line, last)

    return moved


def plan_update(conclusion: Path, corrected: Path) -> Update:
    """Return what *corrected* changes in *conclusion*: a notice, or an assignment table.

    Raises:
        InvalidInputError: either file cannot be read, or they have too little in common.
        InputMissingError: one of them does not exist.
        ConflictError: the conclusion holds aliases, which cannot be edited.
    """
    draft = load(conclusion)
    root = open_tree(draft.conclusion.path, draft.conclusion.data)
    if not can_edit(root):
        raise ConflictError(
            f"{conclusion}: tệp dùng neo YAML (& và *), không sửa tự động được; hãy viết thẳng "
            "giá trị ở từng chỗ rồi chạy lại."
        )
    ending = corrected.suffix.lower()
    if ending == ".xlsx":
        return _assigned(draft, root, corrected, workbook_table(read_file(corrected), corrected))
    if ending in _OTHER_WORKBOOKS:
        message = "Không đọc tệp Excel loại này; hãy mở bằng Excel và lưu lại ở dạng .xlsx."
        raise InvalidInputError((Finding("N620", message, str(corrected), where=_WHOLE),))
    if ending not in WORD:
        message = "Chỉ nhận bản sửa ở dạng Word (.docx) hoặc bảng phân công .xlsx, .docx."
        raise InvalidInputError((Finding("N606", message, str(corrected), where=_WHOLE),))
    source = read_document(corrected)
    if is_assignment_table(source):
        table = word_table(source, read_file(corrected), corrected)
        return _assigned(draft, root, corrected, table, source.findings)
    return _Updating(draft, root, source, corrected).update()


def _assigned(
    draft: Draft,
    root: Fields,
    corrected: Path,
    table: FilledTable,
    told: tuple[Finding, ...] = (),
) -> Update:
    """Return what the filled-in assignment *table* changes."""
    work = Assigning(draft, root, corrected, _reloaded, findings=[*told], age=Age(table.origin))
    after = work.after(table.rows)
    path, before = Path(draft.conclusion.path), draft.conclusion.data
    return Update(path, before, after, tuple(work.changes), tuple(work.findings), tuple(work.later))


def write_update(update: Update) -> None:
    """Put the changed conclusion in its place.

    Raises:
        ConflictError: the file changed since it was read, or another run writes it.
        CannotWriteError: it cannot be written.
    """
    if not update.path.stat().st_mode & _WRITABLE:
        raise CannotWriteError(
            f"{update.path}: tệp được đặt chỉ đọc; chưa ghi gì, hãy bỏ thuộc tính đó rồi chạy lại."
        )
    if read_bytes(update.path) != update.before:
        raise ConflictError(
            f"{update.path}: tệp đã bị sửa trong lúc chờ; chưa ghi gì, hãy chạy lại."
        )
    with storing(update.path):
        files.write_file(update.path, update.after)


@dataclass(slots=True)
class _Updating:
    draft: Draft
    root: Fields
    source: Source
    corrected: Path

    def update(self) -> Update:
        notice, document = self.draft.notice, notice_sheet(self.draft.notice).document
        self._check_kinship(document)
        frame = Frame.of(self.source, document)
        if frame is None:
            message = (
                f"Không thấy dòng “{document.kind}” ở đầu hoặc khối nơi nhận ở cuối như bản in từ "
                f"{self.draft.conclusion.path}: có phải bản sửa của thông báo này không? Hãy giữ "
                "hai chỗ đó, hoặc chọn đúng tệp."
            )
            raise InvalidInputError((Finding("N607", message, str(self.corrected), where=_WHOLE),))
        changes: list[Change] = []
        findings: list[Finding] = []
        wanted: dict[str, object] = {key: each for key, (_, each) in self.root.entries.items()}
        findings.extend(changed_frame(frame, self.draft, document, wanted, changes))
        path = self.draft.conclusion.path
        told = Body(path, notice, _markers(notice), changes, findings)
        wanted["body"] = _body(told, self.root.at("body"), notice.body, frame.body, document)
        self._annexes(frame, document, wanted, told)
        if told.known >= _ENOUGH and told.found < _KEPT * told.known:
            raise self._stranger()
        after = apply(self.draft.conclusion.data, self.root, wanted)
        return Update(
            Path(path),
            self.draft.conclusion.data,
            after,
            tuple(changes),
            (*self._seen(told), *findings),
            self._differences(after, frame, told),
        )

    def _seen(self, told: Body) -> Iterator[Finding]:
        """Yield what the reader saw, comments with the item that they are about."""
        named = {
            str(each.place): told.became[id(each.text)].named
            for each in self.source.paragraphs()
            if id(each.text) in told.became
        }
        for each in self.source.findings:
            name = named.get(each.where) if each.code == COMMENT else None
            yield replace(each, message=f"{each.message} ({name})") if name else each

    def _annexes(
        self, frame: Frame, document: Document, wanted: dict[str, object], told: Body
    ) -> None:
        """Take over the bodies of annexes, where Word has as many."""
        listing = wanted.get("annexes")
        if not isinstance(listing, Listing) or not frame.annexes:
            return
        fresh: list[object] = []
        for node, annex, blocks in zip(
            listing.items, self.draft.notice.annexes, frame.annexes, strict=True
        ):
            value: object = node
            if isinstance(node, Fields):
                inner = node.at("body")
                body = _body(told, inner, annex.body, blocks, document)
                if body is not inner:
                    kept = {key: each for key, (_, each) in node.entries.items()}
                    value = Changed(node, {**kept, "body": body})
            fresh.append(value)
        wanted["annexes"] = Changed(listing, fresh)

    def _check_kinship(self, document: Document) -> None:
        """Raise where the file is no correction of this draft's notice."""
        old = Counter(word for line in document.stream() for word in line.split())
        new = Counter(word for each in self.source.paragraphs() for word in each.plain.split())
        if likeness(old, new) < _IN_COMMON:
            raise self._stranger()

    def _stranger(self) -> InvalidInputError:
        message = (
            f"Tệp này quá khác thông báo in từ {self.draft.conclusion.path}: có thể là văn bản "
            "khác; hãy chọn đúng tệp, hoặc dùng soanthao import."
        )
        return InvalidInputError((Finding("N607", message, str(self.corrected), where=_WHOLE),))

    def _differences(self, after: bytes, frame: Frame, told: Body) -> tuple[Finding, ...]:
        """Return where the changed draft cannot print, or prints other words than Word has."""
        try:
            changed = _reloaded(self.draft, after)
        except InvalidInputError as error:
            return error.findings
        prove(told.lines, changed.notice)
        document = notice_sheet(changed.notice).document
        compared = Comparison(changed, document, _markers(self.draft.notice))
        return tuple(compared.differences(frame.body, frame.annexes))


def _markers(notice: Notice) -> Markers:
    """Return the markers that lines of *notice* may begin with."""
    items = ((each.marker, each.depth) for each in notice.items() if each.marker)
    return Markers(notice.numbering, tuple(dict.fromkeys(items)))


def _body(
    told: Body,
    node: Node,
    elements: Sequence[Element],
    blocks: Sequence[SourceBlock],
    document: Document,
) -> object:
    """Return what the list *node* of *elements* says now that Word has *blocks* there."""
    if not isinstance(node, Listing):
        return node
    captions = _captions(document)
    texts = [each.text for each in blocks if isinstance(each, SourceParagraph)]
    texts = [each for each in texts if each.plain not in captions]
    values = _with_tables(told.values(list(old_lines(elements, node)), texts), node, elements)
    tables = [each for each in blocks if isinstance(each, SourceTable)]
    known = list(old_tables(elements, node))
    replaced = changed_tables(known, tables, told.path, told.changes, told.findings)
    values = [_with_table(each, replaced) for each in values]
    same = len(values) == len(node.items) and all(
        one is other for one, other in zip(values, node.items, strict=True)
    )
    return node if same else Changed(node, values)


def _captions(document: Document) -> frozenset[str]:
    bodies = (document.body, *(annex.body for annex in document.annexes))
    return frozenset(
        block.caption.plain
        for body in bodies
        for block in body
        if isinstance(block, PrintedTable) and block.caption.plain
    )


def _with_tables(values: list[object], node: Listing, elements: Sequence[Element]) -> list[object]:
    """Return *values* with the tables of the body behind what they stood behind."""
    placed = list(values)
    before: Node | None = None
    for element, each in zip(elements, node.items, strict=True):
        if not isinstance(element, RichText | Item):
            at = next((at for at, value in enumerate(placed) if _base(value) is before), -1)
            placed.insert(at + 1 if before is not None else 0, each)
        before = each
    return placed


def _base(value: object) -> object:
    return value.node if isinstance(value, Changed) else value


def _with_table(value: object, replaced: dict[int, object]) -> object:
    """Return *value* with the tables below it as they are now."""
    if not replaced:
        return value
    base = _base(value)
    if not isinstance(base, Fields):
        return value
    told = value.value if isinstance(value, Changed) else None
    entries = told if isinstance(told, dict) else {k: v for k, (_, v) in base.entries.items()}
    fresh = dict(entries)
    if id(entries.get("table")) in replaced:
        fresh["table"] = replaced[id(entries["table"])]
    items = entries.get("items")
    below = list(items.items) if isinstance(items, Listing) else items
    if isinstance(below, list):
        now = [_with_table(each, replaced) for each in below]
        if any(one is not other for one, other in zip(now, below, strict=True)):
            fresh["items"] = now
    if fresh == entries:
        return value
    return Changed(base, fresh, value.comment if isinstance(value, Changed) else "")


def _reloaded(draft: Draft, after: bytes) -> Draft:
    """Return the draft as its file would read with the conclusion *after*."""
    return load(Path(draft.conclusion.path), data=after)
