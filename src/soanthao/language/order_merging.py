"""What the clauses of a text say put together: roles of the whole, and parts where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from soanthao.language.clause import Clause
from soanthao.language.lexicon import Mention
from soanthao.language.order_roles import ClauseRoles
from soanthao.language.order_words import CONTINUING

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """What a clause says: order, heading, none, noun or unclear; and to whom.

    Attributes:
        is_asked: whether it is asked inside another's order (``đồng thời yêu cầu …``).
    """

    clause: Clause
    kind: str
    who: tuple[Mention, ...]
    roles: ClauseRoles
    verb: str = ""
    is_asked: bool = False

    @property
    def has_roles(self) -> bool:
        """Whether somebody has a role beside the one in charge."""
        return bool(self.roles.with_ or self.roles.guided or self.roles.copy)

    @property
    def continues(self) -> bool:
        """Whether it only finishes what was said before: no order of its own."""
        return not self.who and CONTINUING.match(self.clause.text) is not None

    @property
    def is_open(self) -> bool:
        """Whether it addresses nobody by name."""
        return bool(self.who) and all(mention.is_open for mention in self.who)


@dataclass(frozen=True, slots=True)
class Merged:
    """Roles of a text or of a piece of it."""

    to: tuple[Mention, ...] = ()
    with_: tuple[Mention, ...] = ()
    guided: tuple[Mention, ...] = ()
    copy: tuple[Mention, ...] = ()
    spans: tuple[Span, ...] = ()
    parts: tuple[Merged, ...] = field(default=())


def merged(text: str, said: list[Said]) -> Merged:
    """Return the roles of *text* and its parts."""
    if not said:
        return Merged()
    addressed = [each for each in said if each.who and not each.is_asked and not each.is_open]
    audiences = {_ids(each.who) for each in addressed}
    opened = tuple(m for each in said if each.is_open for m in each.who)
    if len(audiences) > 1 or (addressed and _is_free_before(said, addressed[0])):
        return Merged(opened, parts=tuple(_by_audience(text, said)))
    to = (addressed[0].who if addressed else ()) + opened
    own = [each for each in said if not each.is_asked]
    weighty = [each for each in own if not each.continues]
    asked = [_asked(each) for each in said if each.is_asked]
    is_one = len(weighty) <= 1 and (not asked or len(own) == 1) and not _is_mixed(said, addressed)
    if is_one and not (asked and any(each.roles.guided for each in own) and len(said) > 2):
        return Merged(
            to,
            _every(each.roles.with_ for each in own),
            _every(each.roles.guided for each in own),
            _every(each.roles.copy for each in own),
            parts=tuple(asked),
        )
    return _in_parts(text, said, to)


def _is_mixed(said: list[Said], addressed: list[Said]) -> bool:
    """Tell whether an open group is in charge of a clause in which others have roles."""
    return not addressed and any(each.is_open and each.has_roles for each in said)


def _in_parts(text: str, said: list[Said], to: tuple[Mention, ...]) -> Merged:
    """Return parts for the clauses in which more has a role than the one in charge."""
    first = next(each for each in said if not each.is_asked)
    framed = first.roles.frames and bool(first.who) and not first.is_open
    # Who says twice with whom to work means two tasks.
    framed = framed and not any(each.roles.frames for each in said if each is not first)
    subject = _subject(text, said)
    parts = []
    for each in said:
        if each.is_asked:
            parts.append(_asked(each))
            continue
        with_ = () if framed and each is first else tuple(each.roles.with_)
        guided, copy = tuple(each.roles.guided), tuple(each.roles.copy)
        if with_ or guided or copy:
            spans = _travelling(text, subject, (each.clause.start, each.clause.stop))
            parts.append(Merged((), with_, guided, copy, spans))
    return Merged(to, tuple(first.roles.with_) if framed else (), parts=tuple(parts))


def _by_audience(text: str, said: list[Said]) -> list[Merged]:
    """Return one part for each run of clauses to the same audience."""
    runs: list[list[Said]] = []
    for each in said:
        is_new = (
            each.who
            and not each.is_open
            and (not runs or each.is_asked or _ids(each.who) != _ids(runs[-1][0].who))
        )
        if is_new:
            runs.append([each])
        elif runs and not each.is_open:
            runs[-1].append(each)
    return [_asked(run[0]) if run[0].is_asked else _run(text, run) for run in runs]


def _run(text: str, run: list[Said]) -> Merged:
    span = (run[0].clause.start, run[-1].clause.stop)
    return Merged(
        run[0].who,
        _every(each.roles.with_ for each in run),
        _every(each.roles.guided for each in run),
        _every(each.roles.copy for each in run),
        (unique(text, span),),
    )


def _asked(said: Said) -> Merged:
    roles = said.roles
    span = (said.clause.start, said.clause.stop)
    return Merged(said.who, tuple(roles.with_), tuple(roles.guided), tuple(roles.copy), (span,))


def _subject(text: str, said: list[Said]) -> Span | None:
    """Return the words of the one in charge, his verb and a colon included."""
    first = next((each for each in said if each.who and not each.is_asked), None)
    if first is None or first.clause.frame is None:
        return None
    frame = first.clause.frame
    start = frame.start if frame.verb and frame.verb != "do" else frame.who[0].start
    stop = frame.who[-1].stop
    return start, stop + 1 if text[stop : stop + 1] == ":" else stop


def _travelling(text: str, subject: Span | None, span: Span) -> tuple[Span, ...]:
    own = unique(text, span)
    if subject is None or (own[0] <= subject[0] and subject[1] <= own[1]):
        return (own,)
    if own[0] < subject[1]:
        return (own,)
    return unique(text, subject), own


def unique(text: str, span: Span) -> Span:
    """Widen *span* to the right, word by word, until *text* holds its words once."""
    start, stop = span
    while text.count(text[start:stop]) > 1 and stop < len(text):
        stop += 1
        while stop < len(text) and not text[stop].isspace():
            stop += 1
    return start, stop


def _ids(mentions: Iterable[Mention]) -> tuple[object, ...]:
    return tuple(sorted(str(each.ids or each.candidates or each.start) for each in mentions))


def _every(mentions: Iterable[list[Mention]]) -> tuple[Mention, ...]:
    return tuple(dict.fromkeys(mention for each in mentions for mention in each))


def _is_free_before(said: list[Said], first: Said) -> bool:
    """Tell whether an order to nobody stands before the first that names somebody."""
    before = said[: said.index(first)]
    return any(each.kind == "order" and not each.who for each in before) and (
        first.clause.opens or len(before) > 1 or before[0].clause.stop < first.clause.start
    )
