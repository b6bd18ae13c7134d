"""What a rule is, what a check says by it, and where: values that every module of the room shares.

A check reads a document and yields remarks; it never raises, prints nothing and knows no file. A
remark names its rule by code only: severity, clause and examples stand once, in the rule, and
``docs/rules.md`` is generated from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from soanthao.findings import Severity
from soanthao.lint.reading import Reading

ANNEX_I: Final = "Phụ lục I, phần I, "
ANNEX_II: Final = "Phụ lục II, "
ANNEX_III: Final = "Phụ lục III, "
"""How a clause of decree 30/2020/NĐ-CP begins."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule (quy tắc).

    Attributes:
        code: stable: ``T`` format (thể thức), ``H`` capitals (viết hoa), ``C`` content (câu chữ),
            ``A`` assignments (giao việc), and three digits.
        title: Vietnamese, one sentence: what holds in a right document.
        severity: law broken, practice differs, or taste (nd30 levels), before an office's policy.
        clause: of the decree, in full; empty where no law says so.
        right, wrong: an example of each, for the list of rules.
        since, until: first and last day of documents that the rule is for; None is open.
    """

    code: str
    title: str
    severity: Severity
    clause: str = ""
    right: str = ""
    wrong: str = ""
    since: date | None = None
    until: date | None = None

    def in_force(self, day: date | None) -> bool:
        """Tell whether the rule is for a document of *day*; one without a day is of today's law."""
        if day is None:
            return self.until is None
        started = self.since is None or self.since <= day
        return started and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a remark hangs: characters ``start`` to ``end`` (half-open) of one passage's text.

    Attributes:
        passage: index into :attr:`Reading.passages`.
        end: equal to *start* where the whole passage is meant.
    """

    passage: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """What a check saw (nhận xét).

    Attributes:
        message: Vietnamese: what is wrong, and what to write instead.
        spot: None where the document as a whole is meant, or something that is missing.
        key: then the address in a draft of what it is about (``letters.report``); may be empty.
        found, expected: what is and what should be, short, for machines and comments.
        replacement: for a repair that is certain: the words of the spot become these.
    """

    code: str
    message: str
    spot: Spot | None = None
    found: str = ""
    expected: str = ""
    replacement: str | None = None
    key: str = ""


Check = Callable[[Reading], Iterator[Remark]]
