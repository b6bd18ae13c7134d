"""Who is ordered to do what (giao việc) in a text of a notice.

Read by the wordings of nd30.md: ``Giao X chủ trì, phối hợp với Y``, ``X: …``, ``yêu cầu``,
``đề nghị``, a unit as heading. What is not certain is a doubt at its place, never a silent guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from soanthao.language.clause import Clause
from soanthao.language.clauses import clauses
from soanthao.language.lexicon import Lexicon, Mention
from soanthao.language.listing import listed_at
from soanthao.language.order_context import in_context
from soanthao.language.order_doubts import UNCLEAR_KIND, Doubt, doubts_of
from soanthao.language.order_merging import Merged, Said, merged
from soanthao.language.order_roles import ClauseRoles, roles_in
from soanthao.language.order_words import (
    ASKING,
    BINDING,
    BLAMING,
    CONNECTING,
    HEADING,
    INTRODUCING,
    MUST,
    NO_PREDICATE,
    NOMINAL,
    NOT_ORDERING,
    PERMITTING,
    STANDING,
    begins_order,
)

_ANNOUNCING: Final = re.compile(
    r"(?:[ ,]*(?:theo|căn cứ) chức năng, nhiệm vụ(?: được giao)?,?)?"
    r"(?: (?:chịu trách nhiệm|có trách nhiệm|thực hiện|chủ trì))+\s*:"
)
"""What stands between who must do something and a colon that announces it."""

Kind = Literal["order", "none", "lead", "unknown"]
Subject = Literal["named", "open", "none"]

__all__ = ["Doubt", "Lexicon", "Mention", "OrderPart", "Reading", "read_orders"]


@dataclass(frozen=True, slots=True)
class OrderPart:
    """A further order inside a text.

    Attributes:
        spans: half-open intervals into the text, one for each piece of the quote; the first may
            be the subject that travels with the rest.
    """

    spans: tuple[tuple[int, int], ...]
    to: tuple[Mention, ...] = ()
    with_: tuple[Mention, ...] = ()
    guided: tuple[Mention, ...] = ()
    copy: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text orders.

    Attributes:
        kind: ``lead`` only introduces what stands below it, ``none`` orders nobody.
        to, with_, guided, copy: roles of the whole text.
        parts: orders that hold for a piece of it.
        verb: with which it is given: giao, yêu cầu, đề nghị; else empty.
        subject: ``open`` if only an open group is addressed, ``none`` if nobody is: who is in
            charge is then said above.
        open: words of open groups.
        doubts: what is not certain.
        is_bare: whether a text that orders nobody only tells how things stand, by no word that
            assessments and decisions begin with: below a unit it may still be that unit's task.
    """

    kind: Kind
    to: tuple[Mention, ...] = ()
    with_: tuple[Mention, ...] = ()
    guided: tuple[Mention, ...] = ()
    copy: tuple[Mention, ...] = ()
    parts: tuple[OrderPart, ...] = ()
    verb: str = ""
    subject: Subject = "none"
    open: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    is_bare: bool = False


def read_orders(text: str, lexicon: Lexicon, *, chair: str = "", heading: bool = False) -> Reading:
    """Return who is ordered to do what in *text*.

    Args:
        text: plain, without its marker.
        lexicon: the names that may be ordered.
        chair: who gives the orders (``Chủ tịch UBND huyện``); named as subject he orders.
        heading: whether the text is printed as a heading.
    """
    said = in_context([_said(each, lexicon, chair) for each in clauses(text, lexicon)])
    kind = _kind(text, said, heading=heading)
    if kind == "none":
        is_bare = not any(each.who or NOT_ORDERING.match(each.clause.text) for each in said)
        return Reading("none", is_bare=is_bare)
    ordering = [each for each in said if each.kind != "none"]
    whole = merged(text, [each for each in ordering if each.kind not in ("unclear", "noun")])
    mentions = [*_all_mentions(whole)]
    doubts = doubts_of(text, lexicon, ordering, mentions)
    opened = tuple(
        dict.fromkeys(text[each.start : each.stop] for each in _in_charge(whole) if each.is_open)
    )
    return Reading(
        kind,
        _sure(whole.to),
        _sure(whole.with_),
        _sure(whole.guided),
        _sure(whole.copy),
        tuple(_part(part) for part in whole.parts if not _is_only_open(part)),
        next((each.verb for each in ordering if each.verb), ""),
        _subject([each for each in ordering if each.kind != "noun"]),
        opened,
        doubts or _unknown(text, kind),
    )


def _part(part: Merged) -> OrderPart:
    return OrderPart(
        part.spans, _sure(part.to), _sure(part.with_), _sure(part.guided), _sure(part.copy)
    )


def _is_only_open(part: Merged) -> bool:
    every = (*part.to, *part.with_, *part.guided, *part.copy)
    return all(mention.is_open for mention in every)


def _sure(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    return tuple(mention for mention in mentions if mention.ids)


def _all_mentions(whole: Merged) -> list[Mention]:
    found = [*whole.to, *whole.with_, *whole.guided, *whole.copy]
    for part in whole.parts:
        found += _all_mentions(part)
    return sorted(dict.fromkeys(found), key=lambda mention: mention.start)


def _unknown(text: str, kind: Kind) -> tuple[Doubt, ...]:
    """Return the doubt about a text of which nothing could be said."""
    if kind != "unknown" or not text.strip():
        return ()
    start = len(text) - len(text.lstrip())
    words = " ".join(text.split()[:8])
    message = f"Không rõ đoạn “{words} …” là giao việc, nhận xét hay lời dẫn; xem lại."
    return (Doubt(UNCLEAR_KIND, start, len(text.rstrip()), message),)


def _in_charge(whole: Merged) -> list[Mention]:
    """Return who does or coordinates something, in the order of the text."""
    found = [*whole.to, *whole.with_]
    for part in whole.parts:
        found += _in_charge(part)
    return sorted(found, key=lambda mention: mention.start)


def _subject(said: list[Said]) -> Subject:
    addressed = [each for each in said if each.who]
    if not addressed or addressed[0] is not said[0]:
        return "none"
    return "open" if all(mention.is_open for mention in addressed[0].who) else "named"


def _kind(text: str, said: list[Said], *, heading: bool) -> Kind:
    kinds = [each.kind for each in said]
    if not kinds:
        return "unknown"
    found: Kind = "none" if "none" in kinds else "unknown"
    is_sentence = text.rstrip().endswith((".", "!"))
    is_noun = (HEADING.match(text) and not is_sentence) or heading or text.rstrip().endswith(":")
    if kinds == ["heading"] or (INTRODUCING.search(text) and not _says_more(said)):
        found = "lead"
    elif "order" in kinds:
        found = "order"
    elif "heading" in kinds or ("unclear" not in kinds and kinds[-1] == "noun" and is_noun):
        found = "lead"
    return "unknown" if found == "none" and "unclear" in kinds else found


def _says_more(said: list[Said]) -> bool:
    """Tell whether a text that announces what stands below orders something before that."""
    last = said[-1].clause.text.casefold()
    return any(each.kind == "order" for each in said[:-1]) or "trong đó" in last


def _said(clause: Clause, lexicon: Lexicon, chair: str) -> Said:
    """Return what a clause says, and to whom."""
    frame = clause.frame
    if frame is not None and chair and _is_chair(clause, chair):
        frame = None
    if frame is None:
        kind = _unaddressed(clause)
        if kind == "none" and BLAMING.match(clause.text):
            return Said(clause, kind, _blamed(clause, lexicon), ClauseRoles())
        if kind == "none" and (permitted := _permitted(clause, lexicon)):
            return Said(clause, "unclear", permitted, ClauseRoles())
        roles = roles_in(clause, lexicon) if kind in ("order", "noun") else ClauseRoles()
        if kind == "noun":
            # No verb that is known rules these names.
            unclear = [*roles.with_, *roles.guided, *roles.copy, *roles.unclear]
            roles = ClauseRoles(unclear=[each for each in unclear if each.ids])
        return Said(clause, kind, (), roles)
    must = ASKING.search(clause.text) or MUST.search(clause.text)
    if frame.manner == "assessed" and must:
        return Said(clause, "unclear", frame.who, ClauseRoles())
    if frame.manner == "assessed":
        return Said(clause, "none", frame.who, ClauseRoles())
    kind = "heading" if frame.manner == "heading" else "order"
    if frame.manner == "unclear":
        kind = "unclear"
    roles = roles_in(clause, lexicon)
    if kind == "order" and frame.manner in ("given", "subject") and _only_announces(clause, roles):
        kind = "heading"
    return Said(clause, kind, frame.who, roles, frame.verb, frame.manner == "asked")


def _blamed(clause: Clause, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the units that *clause* names."""
    found = lexicon.find(clause.words.text)
    return tuple(each for each in found if each.ids and clause.start <= each.start < clause.stop)


def _permitted(clause: Clause, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return who may do something by a decision: ``Đồng ý cho X gia hạn …``."""
    words = clause.words
    match = PERMITTING.match(clause.text)
    if match is None:
        return ()
    at = clause.first
    while at < clause.last and words.starts[at] < clause.start + match.end():
        at += 1
    who, behind = listed_at(lexicon, words, at)
    is_done = behind < clause.last and words.raw[behind].islower()
    is_done = is_done and words.said[behind] not in NO_PREDICATE
    return tuple(who) if is_done and any(each.ids for each in who) else ()


def _is_chair(clause: Clause, chair: str) -> bool:
    frame = clause.frame
    if frame is None or frame.verb:
        return False
    start = frame.who[0].start
    return clause.words.text[start : start + len(chair)].casefold() == chair.casefold()


def _only_announces(clause: Clause, roles: ClauseRoles) -> bool:
    """Tell whether ``Giao X chủ trì, phối hợp với Y:`` is all that is said."""
    text = clause.words.text
    frame = clause.frame
    if frame is None or not clause.text.endswith(":"):
        return False
    if _ANNOUNCING.fullmatch(text, frame.who[-1].stop, clause.stop):
        return True
    last = roles.with_[-1] if roles.with_ else None
    return last is not None and not text[last.stop : clause.stop].strip(" :")


def _unaddressed(clause: Clause) -> str:
    """Return whether a clause without a subject orders, assesses or is a mere noun."""
    text = clause.text
    at = 0
    while match := CONNECTING.match(text, at):
        at = match.end()
    first = clause.first
    while first < clause.last and clause.words.starts[first] < clause.start + at:
        first += 1
    if NOT_ORDERING.match(text, at) or NOMINAL.match(text, at):
        return "none"
    if begins_order(clause.words, first):
        return "order"
    said = text[at:]
    if HEADING.match(said) and ":" in said:
        behind = clause.start + at + said.index(":") + 1
        while first < clause.last and clause.words.starts[first] < behind:
            first += 1
        if first < clause.last and begins_order(clause.words, first):
            return "order"
    binding, standing = BINDING.search(said), STANDING.search(said)
    if binding and (standing is None or binding.start() < standing.start()):
        return "order"
    return "noun" if standing is None or MUST.search(said) else "none"
