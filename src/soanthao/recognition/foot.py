"""Below the body: nơi nhận, quyền hạn, chức vụ, người ký; what follows is left."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from soanthao.findings import Finding, Severity
from soanthao.recognition import faults
from soanthao.recognition.lines import Line, found, is_bold, is_caps, is_rule, quoted
from soanthao.recognition.outline import OutlineRecipients
from soanthao.standard import wording

_NAME: Final = re.compile(r"(?:[^\W\d_]{1,5}\.\s?)*[^\W\d_][\w.'-]*(?:\s[^\W\d_][\w.'-]*){1,6}")
_DEGREES: Final = re.compile(r"(?:[^\W\d_]{1,5}\.\s?)+")
_SIGNED: Final = re.compile(rf"{wording.SIGNED_READ.pattern}|\([^()]*\bký\b[^()]*\)", re.IGNORECASE)
_DASHES: Final = "-–—+*•●"
_BLOCK: Final = re.compile(r"[^-–+\s].{2,40}:")


@dataclass(slots=True)
class Foot:
    """What stands below the body, and the component of each of its lines."""

    lines: list[tuple[Line, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    recipients: list[OutlineRecipients] = field(default_factory=list)
    signature: list[Line] = field(default_factory=list)
    authority: tuple[str, ...] = ()
    position: str = ""
    signer: str = ""
    rest: list[Line] = field(default_factory=list)


def starts_annex(line: Line) -> bool:
    """Tell whether *line* is the number of an annex: ``Phụ lục I``, alone or with its title."""
    match = wording.ANNEX_READ.match(line.plain) if line.table is None else None
    if match is None:
        return False
    behind = line.plain[match.end() :].strip()
    return len(line.plain) < 200 and (not behind or is_caps(line.plain))


def split_foot(lines: Sequence[Line]) -> int:
    """Return where the body of *lines* ends."""
    for at, line in enumerate(lines):
        if line.table is None and wording.RECIPIENTS_READ.match(line.plain) and _alone(line):
            start = at
            while start and _signs(lines[start - 1]):
                start -= 1
            return start
    closed = [at for at, line in enumerate(lines) if line.plain.endswith(wording.END)]
    for at in range(closed[0] + 1 if closed else 0, len(lines)):
        if _heads_signature(lines[at]):
            return at
    return len(lines)


def _alone(line: Line) -> bool:
    rest = wording.RECIPIENTS_READ.sub("", line.plain, count=1).strip()
    return not rest or rest[0] in _DASHES


def _heads_signature(line: Line) -> bool:
    plain = line.plain
    if line.table is not None or len(plain) > 150:
        return False
    capital = is_caps(_caps_part(plain))
    known = wording.AUTHORITY.fullmatch(plain) or wording.POSITION_READ.match(plain)
    return bool(capital and known)


def _caps_part(plain: str) -> str:
    words = plain.split()
    while words and not is_caps(words[-1]):
        words.pop()
    return " ".join(words)


def _signs(line: Line) -> bool:
    plain = line.plain
    if line.table is not None or len(plain) > 150:
        return False
    return _heads_signature(line) or bool(_SIGNED.fullmatch(plain)) or _is_name(plain)


def _is_name(plain: str) -> bool:
    words = plain.split()
    return (
        1 < len(words) < 8
        and bool(_NAME.fullmatch(plain))
        and all(word[:1].isupper() for word in words)
        and not is_caps(plain)
    )


def read_foot(lines: Sequence[Line]) -> Foot:
    """Return what stands below the body; annexes and the rest are in ``rest``."""
    foot = Foot()
    blocks: list[tuple[Line, str, list[Line]]] = []
    columns = {line.column for line in lines if wording.RECIPIENTS_READ.match(line.plain)}
    ended = False
    for at, line in enumerate(lines):
        if line.table is not None or starts_annex(line) or ended:
            foot.rest = list(lines[at:])
            break
        ended = _step(foot, blocks, line, columns)
    if ended and not foot.rest:
        foot.rest = []
    for line, heading, found_ in blocks:
        foot.recipients.append(
            OutlineRecipients(heading, tuple(each.paragraph for each in _wrapped(found_)))
        )
        if not found_:
            message = f"Dưới {quoted(line.plain)} không có dòng nào."
            foot.findings.append(found(faults.RECIPIENTS, message, line.place))
        for each in (each for each in found_ if _is_below(found_, each)):
            message = f"Dòng {quoted(each.plain)} của nơi nhận được ghép vào dòng trên nó."
            foot.findings.append(found(faults.RECIPIENTS, message, each.place, Severity.INFO))
    _sign(foot)
    return foot


def _step(
    foot: Foot, blocks: list[tuple[Line, str, list[Line]]], line: Line, columns: set[int]
) -> bool:
    """Place one line; tell whether the foot ended with it."""
    plain = line.plain
    heading = wording.RECIPIENTS_READ.match(plain)
    beside = line.column >= 0 and line.column not in columns
    if is_rule(plain):
        foot.lines.append((line, "rule"))
    elif line.column < 0 and _is_signed(foot) and not heading and plain[:1] not in _DASHES:
        _leave(foot, line)
    elif heading and _alone(line):
        _open_block(foot, blocks, line, heading)
    elif (
        beside
        or _follows_filed(blocks, line)
        or (line.column < 0 and (_signs(line) and not plain.startswith("-")))
    ):
        foot.lines.append((line, "authority"))
        foot.signature.append(line)
    elif blocks and _BLOCK.fullmatch(plain) and (is_bold(line.paragraph.text) or line.column < 0):
        foot.lines.append((line, "recipients-heading"))
        blocks.append((line, plain.rstrip(": "), []))
    elif blocks and (line.column >= 0 or plain[:1] in _DASHES or not foot.signature):
        foot.lines.append((line, "recipients"))
        blocks[-1][2].append(line)
    else:
        _leave(foot, line)
    return False


def _leave(foot: Foot, line: Line) -> None:
    foot.lines.append((line, "other"))
    message = f"Chữ này đứng sau chữ ký mà chưa rõ là gì: {quoted(line.plain)}."
    foot.findings.append(found(faults.UNPLACED, message, line.place))


def _is_signed(foot: Foot) -> bool:
    """Tell whether the signature is complete: its last line is a name."""
    last = foot.signature[-1].plain if foot.signature else ""
    return _is_name(last) and not wording.POSITION_READ.match(last.upper())


def _follows_filed(blocks: list[tuple[Line, str, list[Line]]], line: Line) -> bool:
    """Tell whether *line*, in capitals behind "Lưu", heads the signature below nơi nhận."""
    filed = blocks and any(re.match(r"[-–+*•\s]*Lưu\b", each.plain) for each in blocks[-1][2])
    return bool(filed) and line.column < 0 and len(line.plain.split()) > 1 and is_caps(line.plain)


def _open_block(
    foot: Foot,
    blocks: list[tuple[Line, str, list[Line]]],
    line: Line,
    heading: re.Match[str],
) -> None:
    start = line.paragraph.plain.find(heading[0]) + len(heading[0])
    first, rest = line.cut(0, start), line.cut(start, len(line.paragraph.plain))
    behind = [rest] if rest.plain else []
    foot.lines.append((first if behind else line, "recipients-heading"))
    foot.lines.extend((each, "recipients") for each in behind)
    blocks.append((line, heading["heading"], behind))


def _wrapped(lines: Sequence[Line]) -> list[Line]:
    """Join lines that go on, and take the dashes off."""
    joined: list[Line] = []
    dashed = any(line.plain[:1] in _DASHES for line in lines)
    for line in lines:
        plain = line.paragraph.plain
        mark = re.match(rf"\s*[{_DASHES}]\s*", plain)
        if (mark and not _is_below(lines, line)) or not joined or not dashed:
            joined.append(line.cut(mark.end() if mark else 0, len(plain)))
        else:
            last = joined[-1]
            line = line.cut(mark.end() if mark else 0, len(plain))  # noqa: PLW2901
            text = last.paragraph.text.insert(len(last.paragraph.plain), " ") + line.paragraph.text
            paragraph = type(last.paragraph)(text, last.paragraph.place, last.paragraph.look)
            joined[-1] = Line(paragraph, last.column)
    return joined


def _is_below(lines: Sequence[Line], line: Line) -> bool:
    """Tell whether *line* is an entry below another: the signs of entries are not its own."""
    return line.plain[:1] == "+" and lines[0].plain[:1] in "-–"


def _sign(foot: Foot) -> None:
    texts: list[str] = []
    for line in foot.signature:
        pieces = _chain(line.plain)
        if len(pieces) > 1:
            message = f"Chữ ký {quoted(line.plain)} được tách thành: {'; '.join(pieces)}."
            foot.findings.append(found(faults.SPLIT, message, line.place, Severity.INFO))
        if texts and is_caps(line.plain) and is_caps(texts[-1]) and " " not in line.plain:
            texts[-1] += f" {line.plain}"
            continue
        texts.extend(piece for piece in pieces if not _SIGNED.fullmatch(piece))
    names = [at for at, text in enumerate(texts) if not is_caps(text)]
    if names:
        foot.signer = texts[names[-1]]
    elif len(texts) > 1 and not wording.POSITION_READ.match(texts[-1]) and _plain_name(texts[-1]):
        names = [len(texts) - 1]
        foot.signer = texts[-1]
    titles = [text for at, text in enumerate(texts) if at != (names[-1] if names else -1)]
    foot.authority, foot.position = tuple(titles[:-1]), titles[-1] if titles else ""
    _label_signature(foot)
    _doubt_signature(foot, [texts[at] for at in names])


def _plain_name(text: str) -> bool:
    return 1 < len(text.split()) < 6 and not wording.AUTHORITY.fullmatch(text)


def _label_signature(foot: Foot) -> None:
    def component(line: Line) -> str:
        if _SIGNED.fullmatch(line.plain):
            return "signed"
        return "signer" if line.plain == foot.signer else "authority"

    own = set(map(id, foot.signature))
    foot.lines = [(line, component(line) if id(line) in own else name) for line, name in foot.lines]


def _doubt_signature(foot: Foot, names: list[str]) -> None:
    if not foot.signer or not foot.position:
        place = (
            foot.signature[0].place
            if foot.signature
            else foot.lines[-1][0].place
            if foot.lines
            else None
        )
        lacking = "họ tên người ký" if foot.position else "chức vụ người ký"
        message = f"Không tìm thấy {lacking}; hãy ghi vào signature."
        if place is None:
            foot.findings.append(Finding(faults.SIGNATURE, message, severity=Severity.WARNING))
        else:
            foot.findings.append(found(faults.SIGNATURE, message, place))
    if len(names) > 1:
        message = f"Có hơn một tên ở chỗ người ký: {', '.join(names)}; đã lấy tên cuối."
        foot.findings.append(found(faults.SIGNATURE, message, foot.signature[0].place))


def _chain(text: str) -> list[str]:
    """Cut a line of ô 7 that holds several: before TL., KT., a second title, the name."""
    capital = _caps_part(text)
    words, count = text.split(), len(capital.split())
    rest = " ".join(words[count:])
    titled = _DEGREES.fullmatch(capital) and not wording.AUTHORITY.match(capital)
    if not capital or titled or (rest and not _is_name(rest) and not _SIGNED.match(rest)):
        return [text]
    edges = [0, len(capital)]
    edges += [m.start() for m in re.finditer(r"(?<!\w)(?:TM|KT|TL|TUQ|Q)\.", capital)]
    if wording.AUTHORITY.match(capital):
        authority = max(edges[2:])
        starts = [m.start() for m in wording.POSITION_READ.finditer(capital, authority)]
        after = [at for at in starts if capital[:at].rstrip()[-1:] not in {",", "-", "."}]
        own = [at for at in after if at > authority + 5]
        edges += own[-1:]
    ordered = sorted(set(edges))
    pieces = [capital[a:b].strip() for a, b in pairwise(ordered)]
    signed = _SIGNED.match(rest)
    if signed:
        pieces.append(signed.group())
        rest = rest[signed.end() :].strip()
    return [piece for piece in (*pieces, rest) if piece]
