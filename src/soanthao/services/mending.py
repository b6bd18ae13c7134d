"""``soanthao check --fix``: what is certain mended in a new Word file, what was done listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from soanthao import settings
from soanthao.errors import InternalError
from soanthao.findings import Finding, Severity
from soanthao.lint.policy import Policy
from soanthao.lint.repairs import repairs
from soanthao.services.annotating import store, writable
from soanthao.services.checking import judge_data

if TYPE_CHECKING:
    from soanthao.word.repair_model import Repair

_COMPOSED: Final = "T008"
"""The rule about letters put together of several signs."""
_ROUNDS: Final = 6
"""What is mended may let another fault be seen: sizes that move together."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What ``--fix`` did.

    Attributes:
        done: findings of the old file that the new one no longer has.
        left: findings of the new file.
    """

    out: Path
    done: tuple[Finding, ...]
    left: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing of level error is left."""
        return not any(each.severity is Severity.ERROR for each in self.left)


def fix_file(path: Path, out: Path) -> Mended:
    """Write the Word file at *path* to *out* with what is certain mended.

    Raises:
        InputMissingError, InvalidInputError: *path* cannot be read, or must not be written anew.
        ConflictError: *out* is there already.
        CannotWriteError: it cannot be stored.
        InternalError: a word would have changed; nothing is written.
    """
    data = writable(path, out)
    new, done, left = fixed(data, path, settings.load(path.parent).policy, out)
    store(out, new)
    return Mended(out, done, left)


def fixed(
    data: bytes, path: Path, policy: Policy, out: Path
) -> tuple[bytes, tuple[Finding, ...], tuple[Finding, ...]]:
    """Return *data* mended, the findings that are gone, and those that are left.

    Raises:
        InternalError: a word would have changed.
    """
    from soanthao.word.repair import compose  # noqa: PLC0415 - loads lxml

    _, _, before = judge_data(data, path, policy)
    new, composed = compose(data, str(path))
    reading, seen, after = judge_data(new, path, policy)
    for _ in range(_ROUNDS):
        mended = _repaired(new, repairs(reading, seen), path)
        if mended == new:
            break
        new = mended
        reading, seen, after = judge_data(new, path, policy)
    left = {(each.code, each.where, each.found) for each in after}
    done = [each for each in before if (each.code, each.where, each.found) not in left]
    if composed and all(each.code != _COMPOSED for each in done):
        done.insert(0, _composed(composed, path))
    return new, tuple(done), tuple(replace(each, path=str(out)) for each in after)


def _composed(count: int, path: Path) -> Finding:
    message = f"{count} chữ viết bằng mã tổ hợp, nay là mã Unicode dựng sẵn."
    return Finding(_COMPOSED, message, str(path), where="cả văn bản", found="mã tổ hợp")


def _repaired(data: bytes, todo: Sequence[Repair], path: Path) -> bytes:
    """Return *data* with repairs; those of words only where every paragraph then reads as meant."""
    from soanthao.word.repair import repair  # noqa: PLC0415 - loads lxml
    from soanthao.word.repair_model import Words  # noqa: PLC0415

    looks = [each for each in todo if not isinstance(each, Words)]
    for chosen in (todo, looks):
        mended = repair(data, chosen, str(path))
        if _plains(mended.data, path) == mended.plains:
            return mended.data
    raise InternalError(
        f"Sửa “{path.name}” sẽ làm đổi chữ của văn bản nên không ghi gì; hãy báo cho người phát "
        "triển."
    )


def _plains(data: bytes, path: Path) -> dict[int, str]:
    from soanthao.word.source import read_source  # noqa: PLC0415 - loads lxml

    source = read_source(data, str(path))
    return {each.place.paragraph: each.plain for each in source.paragraphs()}
