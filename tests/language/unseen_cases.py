"""Sentences that no rule was written for, and what would go wrong with them in a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from assignee_cases import FOLDER, ROLES, Case, read_case

from soanthao.language.assignees import Reading

Pairs = frozenset[tuple[str, str]]
CHAIRS: Final = {
    "T": "Chủ tịch UBND tỉnh",
    "X": "Chủ tịch UBND xã",
    "H": "Chủ tịch UBND huyện",
    "P": "Chủ tịch UBND phường",
    "G": "Phó Thủ tướng Chính phủ",
    "Q": "Thường trực Tỉnh ủy",
}


@dataclass(frozen=True, slots=True)
class Unseen:
    """A sentence as a clerk reads it.

    Attributes:
        maybe: ids that have a role, or a doubt stands in the text.
        printed: the roles that come where they are not the clerk's, never without a doubt.
        remark: why what is printed is as good, behind ``#``.
    """

    case: Case
    maybe: frozenset[str]
    printed: Pairs | None
    remark: str


def unseen_cases() -> list[Unseen]:
    """Read every sentence, in the order of the files."""
    texts = [path.read_text("utf-8") for path in sorted(FOLDER.glob("unseen*.txt"))]
    return [_unseen(block) for text in texts for block in re.split(r"\n\n+", text.strip())]


def _unseen(block: str) -> Unseen:
    lines = block.splitlines()
    printed = next((line for line in lines if line.startswith("~")), None)
    case = read_case("\n".join(line for line in lines if not line.startswith("~")))
    found = re.search(r"maybe=(\S+)", lines[0])
    maybe = frozenset(found[1].split(",")) if found else frozenset()
    if printed is None:
        return Unseen(case, maybe, None, "")
    words, _, remark = printed.partition("#")
    return Unseen(case, maybe, written(words), remark.strip())


def written(words: str) -> Pairs:
    """Return the pairs of role and id in ``to=a,b with=c``."""
    roles = (word.partition("=") for word in words.split())
    return frozenset((role, id) for role, _, ids in roles if role in ROLES for id in ids.split(","))


def pairs_of(roles: dict[str, frozenset[str]]) -> Pairs:
    """Return the pairs of role and id of *roles*."""
    return frozenset((role, id) for role in ROLES for id in roles[role])


def roles_of(value: Any) -> dict[str, frozenset[str]]:
    """Return role → ids of a reading or of a part."""
    names = {"with": "with_"}
    return {
        role: frozenset(id for each in getattr(value, names.get(role, role)) for id in each.ids)
        for role in ROLES
    }


def faults(unseen: Unseen, found: Reading) -> list[str]:
    """Return what is wrong with *found* and would not be seen, or is not as it was judged."""
    case = unseen.case
    got = pairs_of(roles_of(found)).union(*(pairs_of(roles_of(part)) for part in found.parts))
    is_said = bool(found.doubts or found.open)
    if unseen.printed is not None:
        wrong = [f"roles {sorted(got ^ unseen.printed)}"] if got != unseen.printed else []
        return wrong if is_said or unseen.remark else [*wrong, "nothing is said"]
    if "?" in case.flags:
        return [] if is_said else ["nothing is said"]
    return [*_wrong_roles(unseen, found, got), *_unsaid(unseen, found, got)]


def _wrong_roles(unseen: Unseen, found: Reading, got: Pairs) -> list[str]:
    case = unseen.case
    wanted = pairs_of(case.roles).union(*(pairs_of(roles) for roles, _ in case.parts))
    sure = frozenset(pair for pair in got if pair[1] not in unseen.maybe)
    wrong = [f"roles {sorted(sure ^ wanted)}"] if sure != wanted else []
    for roles, words in case.parts:
        held = _held_at(found, case.text.index(words) + len(words) // 2)
        if pairs_of(held) != pairs_of(roles):
            wrong.append(f"roles at “{words}”: {sorted(pairs_of(held))}")
    if case.kind not in ("any", found.kind):
        wrong.append(f"kind {found.kind}")
    if "open" in case.flags and not found.open:
        wrong.append("the open group is lost")
    return wrong


def _held_at(found: Reading, at: int) -> dict[str, frozenset[str]]:
    """Return the roles that hold at an offset: a part without ``to`` inherits."""
    whole = roles_of(found)
    for part in found.parts:
        if any(start <= at < stop for start, stop in part.spans):
            roles = roles_of(part)
            return roles if roles["to"] else {role: whole[role] | roles[role] for role in ROLES}
    return whole


def _unsaid(unseen: Unseen, found: Reading, got: Pairs) -> list[str]:
    case = unseen.case
    missed = []
    for code, words in case.doubts:
        start = case.text.index(words)
        is_said = any(
            code in ("*", doubt.code) and doubt.start < start + len(words) and start < doubt.stop
            for doubt in found.doubts
        )
        if not is_said and not any(words in each for each in found.open):
            missed.append(f"no doubt {code} at “{words}”")
    if not found.doubts and not unseen.maybe <= {id for _, id in got}:
        missed.append("perhaps in a role, and nothing is said")
    return missed
