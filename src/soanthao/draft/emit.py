"""Plain values → YAML as a clerk's draft is written: texts as ``>-`` blocks, ids in short lists.

Texts hold ``: `` and `` #``, which plain scalars do not survive; so a text of several words is
always a block or quoted. What is written reads back as the same values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeGuard

WIDTH: Final = 118
"""Columns of a line; a longer word stands on a line of its own."""
INDENT: Final = 2

Path = tuple[str | int, ...]
"""Keys and indices from the root: ``("body", 4, "items", 0, "to")``."""

_SHORT: Final = 60
"""Characters up to which a text is quoted on the line of its key."""
_KEYS_IN_LINE: Final = 4
_TALL: Final = frozenset({"body", "items", "annexes", "parts"})
"""Lists whose elements are never written on one line."""
_BARE: Final = re.compile(r"[\w<./-][\w./:<>=+-]*", re.ASCII)
_BARE_WORD: Final = re.compile(r"\w[\w.-]*")
_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})
_SQUASHED: Final = re.compile(r"[^\s]+(?: [^\s]+)*", re.ASCII)
_ESCAPED: Final = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_NAMED: Final = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_UNPRINTED: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def emit(values: Mapping[str, object], comments: Mapping[Path, str] | None = None) -> str:
    r"""Return *values* as YAML, keys in their order, lines ended by ``\n``.

    Args:
        values: mappings, lists, texts, numbers, flags; None writes a key without a value.
        comments: what stands above a key or element (``? chưa rõ đơn vị``), by its path, without
            ``# ``; the empty path is the head of the file.
    """
    emitter = Emitter(comments or {})
    return "".join(f"{line}\n" for line in emitter.document(values))


def quoted(text: str) -> str:
    """Return *text* in quotes on one line; without escapes where that is possible."""
    if not _ESCAPED.search(text):
        return f'"{text}"'
    if not _UNPRINTED.search(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + _ESCAPED.sub(lambda match: _escape(match.group()), text) + '"'


def is_foldable(text: str) -> bool:
    """Tell whether *text* can be a ``>-`` block: words with single blanks between them."""
    return bool(_SQUASHED.fullmatch(text)) and not _UNPRINTED.search(text)


def folded(text: str, indent: int, width: int = WIDTH) -> list[str]:
    """Return the lines of *text* below ``>-``, each behind *indent* blanks, no word split.

    Args:
        text: foldable (:func:`is_foldable`).
        indent: columns before each line, more than those of the key above it.
        width: columns that a line may have.
    """
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(" " * indent + word)
    return lines


def inline(value: object) -> str:
    """Return *value* on one line, as it may stand in a flow list or mapping."""
    if isinstance(value, Mapping):
        inner = ", ".join(f"{key_of(key)}: {inline(each)}" for key, each in value.items())
        return f"{{{inner}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(inline, value))}]"
    return "null" if value is None else word(value)


def word(value: object) -> str:
    """Return a single value that is not None on one line, quoted where it must be."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    bare = _BARE.fullmatch(text) or _BARE_WORD.fullmatch(text)
    if bare and text not in _NOTHING and text[0] not in ".-:" and text[-1] not in ".:":
        return text
    return quoted(text)


def key_of(key: object) -> str:
    """Return *key* as it is written before its colon."""
    return word(key)


@dataclass(frozen=True, slots=True)
class Emitter:
    """Writes values as lines.

    Attributes:
        comments: by path, as :func:`emit` takes them.
        foreign: asked first how ``key:`` and a value that is none of ours are written, with the
            columns of what stands below the key; None where it knows no better.
    """

    comments: Mapping[Path, str] = field(default_factory=dict)
    foreign: Callable[[str, object, int], list[str] | None] = lambda *_: None

    def document(self, values: Mapping[str, object]) -> Iterator[str]:
        """Yield the lines of a file."""
        yield from self._comment((), 0)
        for key, value in values.items():
            yield from self._comment((key,), 0)
            yield from self.entry(key, value, 0, (key,))

    def entry(self, key: str, value: object, indent: int, path: Path) -> list[str]:
        """Return the lines of *key* and its *value*, comments inside them but none above."""
        head = f"{' ' * indent}{key_of(key)}:"
        known = self.foreign(head, value, indent + INDENT)
        if known is not None:
            return known
        if isinstance(value, Mapping) and value:
            if not self._fits(value, head, path):
                return [head, *self._mapping(value, indent + INDENT, path)]
        elif _is_list(value) and value:
            if not self._fits(value, head, path):
                return [head, *self._list(value, indent + INDENT, path)]
        elif value is None:
            return [head]
        elif (text := self._block(value, indent + INDENT, tall=key == "text")) is not None:
            return [f"{head} >-", *text]
        return [f"{head} {inline(value)}"]

    def element(self, value: object, indent: int, path: Path) -> list[str]:
        """Return the lines of *value* as element of a list, its dash behind *indent* blanks."""
        dash = f"{' ' * indent}-"
        inner = indent + INDENT
        tall = len(path) > 1 and path[-2] in _TALL
        if isinstance(value, Mapping) and value:
            if tall or not self._fits(value, dash, path):
                return [*_headed(f"{dash} ", self._mapping(value, inner, path), inner)]
        elif _is_list(value) and value:
            if not self._fits(value, dash, path):
                return [*_headed(f"{dash} ", self._list(value, inner, path), inner)]
        elif value is None:
            return [dash]
        elif (text := self._block(value, inner, tall=tall)) is not None:
            return [f"{dash} >-", *text]
        return [f"{dash} {inline(value)}"]

    def _mapping(self, value: Mapping[str, object], indent: int, path: Path) -> list[str]:
        lines: list[str] = []
        for number, (key, each) in enumerate(value.items()):
            below = (*path, key)
            if number or not _is_element(path):
                lines.extend(self._comment(below, indent))
            lines.extend(self.entry(key, each, indent, below))
        return lines

    def _list(self, value: Sequence[object], indent: int, path: Path) -> list[str]:
        lines: list[str] = []
        for at, each in enumerate(value):
            below = (*path, at)
            if at or not _is_element(path):
                for above in _first_places(below, each):
                    lines.extend(self._comment(above, indent))
            lines.extend(self.element(each, indent, below))
        return lines

    def _comment(self, path: Path, indent: int) -> Iterator[str]:
        for line in self.comments.get(path, "").splitlines():
            text = " ".join(_UNPRINTED.sub("\ufffd", line).split())
            if text:
                yield from folded_comment(text, indent)

    def _fits(self, value: object, head: str, path: Path) -> bool:
        """Tell whether *value* is short and flat enough to stand behind *head* on its line."""
        if any(place[: len(path)] == path and len(place) > len(path) for place in self.comments):
            return False
        if not _is_flat(value, deep=True):
            return False
        if not path[1:] and isinstance(value, Mapping):
            return False
        return len(head) + 1 + len(inline(value)) <= WIDTH

    def _block(self, value: object, indent: int, *, tall: bool) -> list[str] | None:
        """Return the lines of a text that is to be a block; None where it is not."""
        if not isinstance(value, str) or not is_foldable(value):
            return None
        if tall or (" " in value and len(value) > _SHORT):
            return folded(value, indent)
        return None


def folded_comment(text: str, indent: int) -> list[str]:
    """Return *text* as lines of a comment."""
    lead = f"{' ' * indent}# "
    return [lead + line for line in folded(text, 0, max(WIDTH - len(lead), 1))]


def _headed(head: str, lines: Sequence[str], indent: int = 0) -> Iterator[str]:
    """Yield *lines* with *head* in the place of the first line's indentation."""
    yield f"{head}{lines[0][indent:]}"
    yield from lines[1:]


def _first_places(path: Path, value: object) -> Iterator[Path]:
    """Yield the paths whose comments stand above the dash of *value*: its first key's too."""
    yield path
    while _is_list(value) and value:
        path, value = (*path, 0), value[0]
        yield path
    if isinstance(value, Mapping) and value:
        yield (*path, next(iter(value)))


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _is_element(path: Path) -> bool:
    return bool(path) and isinstance(path[-1], int)


def _is_flat(value: object, *, deep: bool) -> bool:
    if isinstance(value, Mapping):
        few = len(value) <= _KEYS_IN_LINE
        return deep and few and all(_is_flat(each, deep=False) for each in value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return all(not isinstance(each, Mapping) and _is_flat(each, deep=False) for each in value)
    return not isinstance(value, str) or len(value) <= _SHORT


def _escape(char: str) -> str:
    if char in _NAMED:
        return _NAMED[char]
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
