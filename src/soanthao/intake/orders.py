"""What one text orders, by when, and what of that is open → the keys of an item."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from soanthao.intake.doubts import Doubts
from soanthao.intake.proposal import Path
from soanthao.language.assignees import Mention, OrderPart, Reading, read_orders
from soanthao.language.deadlines import FoundDeadline, Reference, read_deadlines
from soanthao.language.lexicon import Lexicon
from soanthao.notice.deadline import Recurring, Vague
from soanthao.notice.deadline_notation import Notation, notation
from soanthao.notice.source import Place

Values = dict[str, object]


@dataclass(slots=True)
class Context:
    """What the texts of one document are read against.

    Attributes:
        chair: who gives the orders.
        introduced: whom a paragraph above the items addresses (``yêu cầu các cơ quan …:``), ids.
        introduction: the words that do so.
    """

    lexicon: Lexicon
    reference: Reference
    doubts: Doubts
    chair: str = ""
    introduced: tuple[str, ...] = ()
    introduction: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """The keys of one text beside its words, and what kind of text it is."""

    reading: Reading
    keys: Values = field(default_factory=dict)

    @property
    def is_order(self) -> bool:
        """Whether somebody may be ordered to do something."""
        return self.reading.kind in ("order", "unknown")


def understood(
    plain: str, context: Context, at: Path, place: Place, *, heading: bool = False
) -> Understood:
    """Return what *plain* orders; its doubts are noted at the item *at*."""
    reading = read_orders(plain, context.lexicon, chair=context.chair, heading=heading)
    for doubt in reading.doubts:
        context.doubts.say(doubt.code, doubt.message, at, place)
    keys: Values = _roles(reading)
    found = read_deadlines(plain, context.reference)
    if reading.kind == "none":
        # Whoever finds a day by which something is due may have missed who is to do it.
        sure = [
            each for each in found if not each.code and not isinstance(each.deadline, Recurring)
        ]
        _doubt_dates(sure, plain, context, at, place)
        return Understood(reading, keys)
    own, parts = _shared(found, reading.parts)
    if reading.kind != "lead":
        keys.update(_due(own, plain, context, at, place))
    elif own:
        _doubt_dates(own, plain, context, at, place)
    written = (
        _part(plain, part, dated, (context, at, place))
        for part, dated in zip(reading.parts, parts, strict=True)
    )
    if kept := [each for each in written if each is not None]:
        keys["parts"] = kept
    if reading.open:
        keys["open"] = "; ".join(reading.open)
    return Understood(reading, keys)


def _roles(of: Reading | OrderPart) -> Values:
    roles = {"to": of.to, "with": of.with_, "guided": of.guided, "copy": of.copy}
    keys: Values = {}
    taken: set[str] = set()
    for key, mentions in roles.items():
        # The strongest role holds, so a weaker one need not be written.
        ids = [each for each in _ids(mentions) if each not in taken]
        taken.update(ids)
        if ids:
            keys[key] = ids
    return keys


def _ids(mentions: Iterable[Mention]) -> list[str]:
    return list(dict.fromkeys(id for mention in mentions for id in mention.ids))


def _shared(
    found: tuple[FoundDeadline, ...], parts: tuple[OrderPart, ...]
) -> tuple[list[FoundDeadline], list[list[FoundDeadline]]]:
    """Return the deadlines of the whole text, and those that stand inside each part."""
    own: list[FoundDeadline] = []
    inside: list[list[FoundDeadline]] = [[] for _ in parts]
    for each in found:
        holder = next(
            (
                number
                for number, part in enumerate(parts)
                if any(start <= each.start < stop for start, stop in part.spans)
            ),
            None,
        )
        (own if holder is None else inside[holder]).append(each)
    return own, inside


def _due(
    found: Iterable[FoundDeadline], plain: str, context: Context, at: Path, place: Place
) -> Values:
    """Return the key ``due``; a text that names a day needs no vague words beside it."""
    dated, vague = [], []
    for each in found:
        words = plain[each.start : each.stop]
        if each.doubt:
            context.doubts.say(each.code, f"“{words}”: {each.doubt}", at, place)
        if isinstance(each.deadline, Vague):
            vague.append(each.deadline)
        elif each.deadline is not None:
            dated.append(each.deadline)
    chosen: list[Notation] = [notation(each) for each in dated or vague]
    if vague and not dated:
        words = ", ".join(each.words for each in vague)
        context.doubts.add("N517", at, place, words=words)
    if not chosen:
        return {}
    return {"due": chosen[0] if len(chosen) == 1 else chosen}


def _doubt_dates(
    found: Iterable[FoundDeadline], plain: str, context: Context, at: Path, place: Place
) -> None:
    """Note the days in words that order nothing by themselves: no item hands its deadline on."""
    for each in found:
        if not isinstance(each.deadline, Vague):
            words = plain[each.start : each.stop]
            context.doubts.add("N518", at, place, words=words)


def _part(
    plain: str,
    part: OrderPart,
    found: list[FoundDeadline],
    where: tuple[Context, Path, Place],
) -> Values | None:
    """Return a part; None, and a doubt, where its words cannot be told from others of the text."""
    context, at, place = where
    quotes = [plain[start:stop].strip() for start, stop in part.spans]
    doubtful = next((quote for quote in quotes if plain.count(quote) != 1), None)
    if doubtful is not None:
        context.doubts.add("N516", at, place, quote=doubtful)
        return None
    due = _due(found, plain, context, at, place)
    return {"quote": quotes[0] if len(quotes) == 1 else quotes, **_roles(part), **due}
