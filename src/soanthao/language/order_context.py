"""What a clause is in the light of the one before it."""

from __future__ import annotations

from dataclasses import replace

from soanthao.language.order_merging import Said
from soanthao.language.order_roles import ClauseRoles
from soanthao.language.order_words import ASKING, joins


def in_context(said: list[Said]) -> list[Said]:
    """Return what the clauses say, each read behind the one before it."""
    found: list[Said] = []
    for each in said:
        before = found[-1] if found else None
        if before is None:
            found.append(each)
        elif _is_attendance(before, each):
            found.append(replace(each, kind="none", roles=ClauseRoles()))
        elif before.kind == "heading" and each.who and not each.clause.opens:
            found[-1] = _together(before, each)
        elif _asks_assessed(before, each):
            found.append(replace(each, kind="unclear", who=before.who))
        elif before.who and _only_joins(each):
            found += _joining(before, each)
        else:
            found.append(each)
    return found


def _is_attendance(before: Said, said: Said) -> bool:
    """Tell whether names behind ``;`` only go on with a sentence that orders nobody."""
    is_listed = said.kind == "heading" and not said.verb and not said.clause.opens
    return is_listed and before.kind == "none"


def _asks_assessed(before: Said, said: Said) -> bool:
    """Tell whether those who were assessed go on to do something without being named again."""
    is_bare = not said.who and said.kind == "order" and not said.clause.opens
    return is_bare and before.kind == "none" and bool(before.who) and _goes_on(said)


def _goes_on(said: Said) -> bool:
    text = said.clause.text
    return ASKING.match(text) is not None or text.casefold().startswith("tiếp tục")


def _together(before: Said, said: Said) -> Said:
    """Return one clause of two whose audiences ``;`` separates: ``Giao A; B rà soát``."""
    frame, opening = said.clause.frame, before.clause.frame
    if frame is None or opening is None:
        return said
    who = (*before.who, *said.who)
    frame = replace(frame, start=opening.start, who=who, verb=opening.verb or frame.verb)
    clause = replace(
        said.clause,
        start=before.clause.start,
        first=before.clause.first,
        frame=frame,
        opens=before.clause.opens,
    )
    return replace(said, clause=clause, who=who, verb=frame.verb)


def _only_joins(said: Said) -> bool:
    frame = said.clause.frame
    return frame is not None and not frame.verb and joins(said.clause.words, frame.behind)


def _joining(before: Said, said: Said) -> list[Said]:
    """Take ``B phối hợp`` for a coordinator of the one before: of his clause, or in an own one."""
    frame = said.clause.frame
    behind = said.clause.last if frame is None else frame.behind + 2
    if not said.clause.words.said[behind : said.clause.last] or said.clause.text.endswith("hợp."):
        before.roles.with_ += said.who
        before.roles.frames = True
        return []
    said.roles.with_[:0] = said.who
    return [replace(said, who=())]
