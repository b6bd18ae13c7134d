"""A stretch of a text said to one audience, and whom it addresses (mệnh đề)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from soanthao.language.lexicon import Mention
from soanthao.language.name_words import Words

Manner = Literal["given", "subject", "heading", "assessed", "unclear", "asked"]
"""How somebody is addressed: by a verb that gives, as subject, as heading; assessed, unclear;
asked inside another's order (``đồng thời yêu cầu …``)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Whom a clause addresses.

    Attributes:
        start: offset at which what is said to them begins, the verb included.
        behind: index of the word behind their names.
        who: the mentions.
        manner: how they are addressed.
        verb: the verb that gives, empty for a subject.
    """

    start: int
    behind: int
    who: tuple[Mention, ...]
    manner: Manner
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of text said to one audience.

    Attributes:
        start, stop: half-open interval into the text.
        words: of the whole text.
        first, last: half-open interval of words.
        frame: whom it addresses; None where it names nobody.
        opens: whether it begins a sentence.
    """

    start: int
    stop: int
    words: Words
    first: int
    last: int
    frame: Frame | None
    opens: bool

    @property
    def text(self) -> str:
        """The clause as written."""
        return self.words.text[self.start : self.stop]

    def ends_at(self, behind: int) -> bool:
        """Tell whether nothing but a mark stands behind word *behind*."""
        while behind < self.last and self.words.said[behind] in (":", "."):
            behind += 1
        return behind >= self.last
