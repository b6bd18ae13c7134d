"""Which documents ``--only`` and ``--unit`` name."""

from __future__ import annotations

from typing import Final, Literal, get_args

from soanthao.errors import InputMissingError
from soanthao.language.nearest import nearest
from soanthao.services import manifest
from soanthao.services.planning import Plan

Only = Literal["notice", "letters"]
ONLY: Final[tuple[Only, ...]] = get_args(Only)


def select(made: Plan, only: Only | None, units: tuple[str, ...]) -> frozenset[str] | None:
    """Return the names of the documents to make anew; None for all of them.

    Args:
        made: what a whole render makes.
        only: the notice, or the letters.
        units: ids of units, or of letters; the letters that reach them.

    Raises:
        InputMissingError: nobody has that id, no letter reaches it, or there are no letters.
    """
    if units:
        return frozenset(name for asked in units for name in _letters_to(made, asked))
    if only == "notice":
        return frozenset({manifest.NOTICE})
    if only is None:
        return None
    if not made.letters:
        raise InputMissingError("Kết luận này không có văn bản nào gửi riêng cho đơn vị.")
    return frozenset(manifest.letter_name(letter.id) for letter in made.letters)


def _letters_to(made: Plan, asked: str) -> list[str]:
    found = [
        manifest.letter_name(letter.id)
        for letter in made.letters
        if asked == letter.id or asked in {unit.id for unit in letter.units}
    ]
    if found:
        return found
    directory = made.draft.notice.agency.directory
    known = [unit.id for unit in directory.units] + [group.id for group in directory.groups]
    if asked in known:
        raise InputMissingError(f"--unit {asked}: không có văn bản nào gửi riêng cho đơn vị này.")
    near = nearest(asked, known)
    hint = f" Có phải là “{near}”?" if near else ""
    raise InputMissingError(f"--unit {asked}: danh bạ không có đơn vị nào có mã này.{hint}")
