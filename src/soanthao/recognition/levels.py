"""Body lines → items: which line is marked, how deep it stands, what belongs below it.

A stack holds the series that are open. A marker goes on in the deepest series that it fits; a style
that is not open begins below the line above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from soanthao.findings import Finding, Severity
from soanthao.recognition import faults
from soanthao.recognition.lines import Line, found, is_bold, is_caps, is_closed, quoted
from soanthao.recognition.markers import JUMP, Found, Reading, find, fits, is_next
from soanthao.recognition.nodes import ATTENDING, CLOSING, CONCLUDING, Node
from soanthao.recognition.settled import settled

MOST_FIRST: Final = 20
"""No list begins with a greater number."""
_LOOKS_MARKED: Final = re.compile(
    r"(?:(?:\d{1,2}|[a-zđ]|[IVX]{1,4})\s?[.):/]|(?:Mục|Điểm|Thứ)\s\S{1,5}[.:])(?=\s+[^\W\d_])"
)
_NEVER_BELOW_SIGNS: Final = frozenset({"1.", "I.", "A.", "1/", "I/"})
"""Series that no introduction below a dash begins."""


def _is_caption(lines: Sequence[Line]) -> bool:
    """Tell whether the first of *lines* stands centered above a table and begins with a dash."""
    if len(lines) < 2 or lines[1].table is None:
        return False
    return lines[0].paragraph.look.alignment == "center" and lines[0].plain[:1] in {"-", "–", "+"}


def _next_marked(markers: Sequence[Found | None]) -> list[Found | None]:
    """Return for each line which marker comes next below it."""
    ahead: list[Found | None] = []
    following: Found | None = None
    for each in reversed(markers):
        ahead.append(following)
        following = each or following
    return ahead[::-1]


class Levels:
    """One body, read line by line."""

    def __init__(self) -> None:
        self.top: list[Node] = []
        self.stack: list[Node] = []
        self.findings: list[Finding] = []
        self.below: set[tuple[str, str]] = set()
        self.latest: dict[str, Reading] = {}
        self.last: Node | None = None
        self.caption: Node | None = None
        self.attended = False
        self.begun = False

    def read(self, lines: Sequence[Line]) -> list[Node]:
        """Return the top nodes of *lines*."""
        markers = [find(line.plain) for line in lines] + [None]
        ahead = _next_marked(markers)
        for at, line in enumerate(lines):
            if line.table is not None:
                self._table(line)
                continue
            candidate = None if _is_caption(lines[at : at + 2]) else markers[at]
            chosen = self._choose(candidate) if candidate else None
            if candidate and chosen:
                self._marked(Node(line, candidate, chosen))
            elif self._continues(line, candidate):
                self._join(line)
            else:
                self._say_broken(line)
                self._unmarked(Node(line), markers[at + 1], ahead[at])
        self.top = settled(self.top, self._doubt)
        return self.top

    def _join(self, line: Line) -> None:
        if self.last is not None:
            self.last.joined.append(line)
            message = f"Dòng {quoted(line.plain[:60])} không phải đầu mục; đã nối vào đoạn trên."
            self.findings.append(found(faults.JOINED, message, line.place, Severity.INFO))

    def _say_broken(self, line: Line) -> None:
        """Doubt a paragraph of its own that begins like the rest of a sentence."""
        if line.plain[:1].islower() and self._is_open():
            message = (
                f"Đoạn {quoted(line.plain[:60])} bắt đầu bằng chữ thường sau một câu chưa hết; nếu "
                "là một câu bị ngắt xuống dòng thì nối lại."
            )
            self.findings.append(found(faults.BROKEN, message, line.place, Severity.WARNING))

    def _choose(self, candidate: Found) -> Reading | None:
        """Return the reading that fits, or None where the line only looks like an item."""
        for node in reversed(self.stack):
            open_ = node.reading
            for reading in candidate.readings:
                if open_ and open_.style == reading.style and is_next(open_, reading):
                    return reading
        for reading in candidate.readings:
            if reading.value in {0, 1} and not reading.above:
                return reading
        ahead = self._ahead(candidate)
        if ahead is None and self.last is not None and not is_closed(self.last.plain):
            if is_bold(self.last.line.paragraph.text) and (goes_on := self._goes_on(candidate)):
                return goes_on
            composed = candidate.readings[0].above and self.last.marked
            return candidate.readings[0] if composed else None
        return ahead or self._anywhere(candidate)

    def _ahead(self, candidate: Found) -> Reading | None:
        """Return the reading that jumps least from an open series."""
        near = [
            (reading.value - node.reading.value, reading)
            for node in reversed(self.stack)
            if node.reading
            for reading in candidate.readings
            if node.reading.style == reading.style and node.reading.above == reading.above
        ]
        ahead = [pair for pair in near if 0 < pair[0] <= JUMP]
        return min(ahead, key=lambda pair: pair[0])[1] if ahead else None

    def _goes_on(self, candidate: Found) -> Reading | None:
        """Return the reading that goes on with the last of its series, whatever stands between."""
        for reading in candidate.readings:
            last = self.latest.get(reading.style)
            if last and reading.value > 1 and is_next(last, reading):
                return reading
        return None

    def _anywhere(self, candidate: Found) -> Reading | None:
        """Return a reading behind a closed sentence, whatever series it breaks."""
        styles = {node.reading.style for node in self.stack if node.reading}
        known = [reading for reading in candidate.readings if reading.style in styles]
        if known:
            return known[0]
        return candidate.readings[-1] if candidate.readings[-1].value < MOST_FIRST else None

    def _continues(self, line: Line, candidate: Found | None) -> bool:
        looks = candidate is not None or re.match(r"\d+[./)]|\d+ [-–] ", line.plain)
        # Word and PDF files tell where a paragraph begins, lines of a text file do not.
        small = line.place.line > 0 and line.plain[:1].islower()
        return self._is_open() and bool(looks or small)

    def _is_open(self) -> bool:
        """Whether the paragraph above is no heading and its sentence has not ended."""
        if self.last is None or self.last.table is not None:
            return False
        heading = is_bold(self.last.line.paragraph.text) or is_caps(self.last.plain)
        return not heading and not is_closed(self.last.plain)

    def _marked(self, node: Node) -> None:
        reading = node.reading
        if reading is None:
            return
        at = self._level(reading)
        if at is None:
            self._climb(reading)
        else:
            before = self.stack[at]
            self._say_jump(before, node)
            del self.stack[at:]
        if at is None and reading.value not in {0, 1} and not reading.above:
            message = f"Dãy số ở đây bắt đầu bằng “{node.found.text if node.found else ''}”."
            self.findings.append(found(faults.STARTS_LATE, message, node.line.place))
        self._say_glued(node)
        self.begun = self.begun or not self.stack
        self._attach(node)
        self.stack.append(node)
        self.latest[reading.style] = reading
        self.below.update(
            (above.reading.style, reading.style) for above in self.stack[:-1] if above.reading
        )

    def _level(self, reading: Reading) -> int | None:
        for at in range(len(self.stack) - 1, -1, -1):
            node = self.stack[at]
            if not node.marked and not node.children:
                return None if reading.value in {0, 1} else self._older(at, reading)
            if node.reading and node.reading.style == reading.style:
                return at
        return None

    def _older(self, upto: int, reading: Reading) -> int | None:
        for at in range(upto - 1, -1, -1):
            above = self.stack[at].reading
            if above and above.style == reading.style:
                return at
        return None

    def _climb(self, reading: Reading) -> None:
        """Leave series that were seen below this style elsewhere, or below its number."""
        for at in range(len(self.stack) - 1, -1, -1):
            open_ = self.stack[at].reading
            alike = open_ and reading.above and open_.style[0] == reading.style[0]
            if alike and open_ and (*open_.above, open_.value) == reading.above:
                del self.stack[at + 1 :]
                return
        while self.stack:
            deepest = self.stack[-1].reading
            if deepest is None or (reading.style, deepest.style) not in self.below:
                return
            if (deepest.style, reading.style) in self.below:
                return
            self.stack.pop()

    def _attach(self, node: Node) -> None:
        node.depth = sum(each.marked for each in self.stack)
        parent = self.stack[-1].children if self.stack else self.top
        parent.extend(self._passed_by())
        parent.append(node)
        self.last = node

    def _passed_by(self) -> list[Node]:
        """Take back text that stands behind open items but before what now goes into them."""
        passed: list[Node] = []
        siblings = self.top
        for open_ in self.stack:
            at = len(siblings)
            while siblings[at - 1] is not open_:
                at -= 1
            passed = siblings[at:] + passed
            del siblings[at:]
            siblings = open_.children
        for each in passed:
            each.depth = sum(open_.marked for open_ in self.stack)
        return passed

    def _unmarked(self, node: Node, following: Found | None, ahead: Found | None) -> None:
        """Place text without a marker; *following* is the next line's, *ahead* the next one's."""
        self._say_if_it_looks_marked(node)
        if self._concludes(node):
            return
        bold = is_bold(node.line.paragraph.text)
        opens = self._opens(following) if following else False
        if opens and (node.plain.endswith(":") or bold):
            node.attends = self._tells_who_was_there(node)
            self.attended = self.attended or node.attends
            self._leave_for_intro(following)
            self._attach(node)
            self.stack.append(node)
            return
        if self._below_caption(node):
            return
        above = self._caption_above() if bold and node.plain.endswith(":") else None
        if above is not None:
            del self.stack[above:]
            self._attach(node)
            self.caption = node
            return
        while self.stack and not self.stack[-1].marked:
            self.stack.pop()
        kept = list(self.stack)
        if self._ends_list(ahead):
            self.stack = self.stack[:-1]
            if ahead:
                self._say_after_list(node)
        self._attach(node)
        self.stack = kept
        node.loose = True

    def _say_if_it_looks_marked(self, node: Node) -> None:
        match = _LOOKS_MARKED.match(node.plain)
        if match:
            message = f"“{match[0].strip()}” giống số đầu mục nhưng được đọc là chữ của đoạn."
            self.findings.append(found(faults.LOOKS, message, node.line.place))

    def _tells_who_was_there(self, node: Node) -> bool:
        told = self.begun or CONCLUDING.search(node.plain)
        return not told and bool(ATTENDING.search(node.plain))

    def _concludes(self, node: Node) -> bool:
        """Leave the list of those who were there for the conclusions that *node* announces."""
        if self.begun or not self.attended or not CONCLUDING.search(node.plain):
            return False
        self.stack.clear()
        self._attach(node)
        node.loose = True
        return True

    def _caption_above(self) -> int | None:
        """Return where in the stack the last bold line without a number stands."""
        captions = (
            at
            for at in range(len(self.stack) - 1, -1, -1)
            if not self.stack[at].marked and is_bold(self.stack[at].line.paragraph.text)
        )
        return next(captions, None)

    def _below_caption(self, node: Node) -> bool:
        """Attach text to the caption right above it: one like others that lists stand below."""
        caption = self.caption
        if caption is None or is_bold(node.line.paragraph.text) or CLOSING.match(node.plain):
            return False
        if self.last is not caption and self.last not in caption.children:
            return False
        node.depth = caption.depth
        caption.children.append(node)
        self.last = node
        return True

    def _say_after_list(self, node: Node) -> None:
        message = (
            f"Đoạn {quoted(node.plain[:60])} đứng sau một danh sách; xếp vào mục trên danh sách."
        )
        self.findings.append(found(faults.LOOSE, message, node.line.place, Severity.INFO))

    def _opens(self, following: Found | None) -> bool:
        return following is not None and any(
            reading.value in {0, 1}
            and not any(
                node.reading
                and node.reading.style == reading.style
                and is_next(node.reading, reading)
                and not (reading.value == 0 and node is self.stack[-1] and _held(self.stack))
                for node in self.stack
            )
            for reading in following.readings
        )

    def _leave_for_intro(self, following: Found | None) -> None:
        styles = {each.style for each in following.readings} if following else set()
        while self.stack and self.stack[-1].is_sign and styles & _NEVER_BELOW_SIGNS:
            self.stack.pop()
        for at, node in enumerate(self.stack):
            if node.reading and node.reading.style in styles:
                upto = at
                while upto and not self.stack[upto - 1].marked:
                    upto -= 1
                del self.stack[upto:]
                return

    def _ends_list(self, following: Found | None) -> bool:
        """Tell whether the text belongs to the item above the list that ends here."""
        if len(self.stack) < 2 or self.stack[-1].introduces:
            return False
        own = self.stack[-1].reading
        goes_on = following and own and any(fits(own, each) for each in following.readings)
        return not goes_on

    def _table(self, line: Line) -> None:
        last = self.last
        free = last is not None and (last.marked or bool(self.stack)) and last.table is None
        if last is not None and free and not last.children:
            last.table = line.table
            return
        node = Node(line, table=line.table)
        if self.stack:
            self.findings.append(
                found(faults.TABLE, "Bảng này đứng dưới mục đã có bảng.", line.place)
            )
        self._attach(node)

    def _say_jump(self, before: Node, node: Node) -> None:
        old, new = before.reading, node.reading
        if old is None or new is None or old.value == 0 or is_next(old, new):
            return
        shown = (before.found.text if before.found else "", node.found.text if node.found else "")
        message = f"Dãy số nhảy từ “{shown[0]}” sang “{shown[1]}”; giữ nguyên như bản gốc."
        ahead = new.value == -1 or 0 < new.value - old.value <= JUMP
        severity = Severity.INFO if ahead else Severity.WARNING
        self.findings.append(found(faults.JUMP, message, node.line.place, severity))

    def _say_glued(self, node: Node) -> None:
        if node.found and node.found.glued:
            message = f"Sau “{node.found.text}” thiếu dấu cách; đã hiểu là đầu một mục."
            self.findings.append(found(faults.GLUED, message, node.line.place, Severity.INFO))

    def _doubt(self, node: Node) -> None:
        message = f"Đoạn {quoted(node.plain[:60])} không mang số; xếp vào cuối nội dung."
        self.findings.append(found(faults.LOOSE, message, node.line.place, Severity.INFO))


def _held(stack: list[Node]) -> bool:
    return len(stack) > 1 and not stack[-2].marked
