"""Bodies of notices nobody has seen, written to files as an office would, and what must hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml
from assignee_cases import directories
from unseen_cases import Pairs, written

from soanthao.services.importing import import_notice

FOLDER: Final = Path(__file__).with_name("unseen")
DIRECTORIES: Final = directories()
OFFICES: Final = {
    "T": ("UBND", "tỉnh", "Hải Sơn", "Chủ tịch UBND tỉnh"),
    "X": ("UBND", "xã", "Vĩnh Thạnh", "Chủ tịch UBND xã"),
    "H": ("UBND", "huyện", "Phú Khê", "Chủ tịch UBND huyện"),
    "P": ("UBND", "phường", "Hồng Hà", "Chủ tịch UBND phường"),
    "G": ("VPCP", "", "Hà Nội", "Phó Thủ tướng Chính phủ"),
    "Q": ("TU", "tỉnh", "Hải Sơn", "Thường trực Tỉnh ủy"),
}
ROLES: Final = ("to", "with", "guided", "copy")
HEAD: Final = """\
ỦY BAN NHÂN DÂN

{level} {place}

Số: 12/TB-{symbol}

{place_}, ngày {day} tháng {month} năm {year}

**THÔNG BÁO**

**Kết luận của {chair} tại cuộc họp giao ban**

Ngày 03/{month}/{year}, {chair} chủ trì cuộc họp giao ban và kết luận như sau:

"""
FOOT: Final = "\n\n**TL. CHỦ TỊCH**\n\n**CHÁNH VĂN PHÒNG**\n\n**Lê Thị Thử**\n"


@dataclass(slots=True)
class Line:
    """A line of a body and what holds there.

    Attributes:
        expected: pairs of role and id; empty for ``lead``, ``no`` and ``?``.
        words: flags and everything else behind ``=>``.
        parts: pairs that hold at some of its words.
        printed: what comes where it is not what is expected.
        remark: why that is as good.
    """

    text: str
    expected: Pairs
    words: tuple[str, ...]
    parts: list[tuple[Pairs, str]] = field(default_factory=list)
    printed: Pairs | None = None
    remark: str = ""

    @property
    def maybe(self) -> frozenset[str]:
        """Ids that have a role, or a finding stands at the line."""
        found = [word.removeprefix("maybe=") for word in self.words if word.startswith("maybe=")]
        return frozenset(id for each in found for id in each.split(","))


def notices(name: str = "notices") -> list[tuple[str, str, list[Line]]]:
    """Return the key of the directory, a title and the lines of each notice."""
    found = []
    for block in re.split(r"\n\n+", (FOLDER / f"{name}.txt").read_text("utf-8").strip()):
        top, *rest = block.splitlines()
        key, _, title = top.partition(" ")
        lines: list[Line] = []
        for each in rest:
            if each.startswith("& "):
                words, _, quote = each.removeprefix("& ").partition(" | ")
                lines[-1].parts.append((written(words), quote))
            elif each.startswith("~"):
                words, _, remark = each.partition("#")
                lines[-1].printed, lines[-1].remark = written(words), remark.strip()
            else:
                text, _, words = each.partition(" => ")
                lines.append(Line(text, written(words), tuple(words.split())))
        found.append((key, title.strip(), lines))
    return found


def imported(folder: Path, key: str, lines: list[Line]) -> tuple[list[Any], dict[str, list[str]]]:
    """Import the notice and return its body and, for each line, the codes that stand there."""
    symbol, level, place, chair = OFFICES[key]
    _, day = DIRECTORIES[key]
    (folder / "agency.yaml").write_text(_agency(key), "utf-8")
    head = HEAD.format(
        level=level.upper(),
        place=place.upper(),
        place_=place,
        symbol=symbol,
        chair=chair,
        day=f"{day:%d}",
        month=day.month,
        year=day.year,
    )
    source = folder / "notice.md"
    source.write_text(head + "\n\n".join(line.text for line in lines) + FOOT, "utf-8")
    findings = import_notice(source, folder / "conclusion.yaml").findings
    printed = source.read_text("utf-8").splitlines()
    said: dict[str, list[str]] = {}
    for each in findings:
        if each.line:
            said.setdefault(printed[each.line - 1], []).append(each.code)
    return yaml.safe_load((folder / "conclusion.yaml").read_text("utf-8"))["body"], said


def _agency(key: str) -> str:
    symbol, level, place, chair = OFFICES[key]
    listed, _ = DIRECTORIES[key]
    units = []
    for unit in listed.units:
        until = {"until": unit.valid_until.isoformat()} if unit.valid_until else {}
        successor = {"successor": unit.successor} if unit.successor else {}
        names = {"id": unit.id, "name": unit.name, "aliases": list(unit.aliases)}
        units.append({**names, **until, **successor})
    signer = {"authority": ["TL. CHỦ TỊCH"], "position": "CHÁNH VĂN PHÒNG", "name": "Lê Thị Thử"}
    values = {
        "schema": "soanthao/agency/1",
        "name": f"Ủy ban nhân dân {level} {place}",
        "short": f"UBND {level}",
        "header": ["ỦY BAN NHÂN DÂN", f"{level} {place}".upper()],
        "place": place,
        "symbols": {"notice": f"TB-{symbol}", "letter": f"{symbol}-VP"},
        "office": "Văn phòng",
        "filed": "VT",
        "head": chair,
        "signatories": {"cvp": signer},
        "units": units,
        "groups": [
            {
                "id": each.id,
                "name": each.name,
                "aliases": list(each.aliases),
                "members": list(each.members),
            }
            for each in listed.groups
        ],
    }
    return yaml.safe_dump(values, allow_unicode=True)


def faults(line: Line, body: list[Any], said: list[str]) -> list[str]:
    """Return what is wrong at *line* and would not be seen, or is not as it was judged."""
    text = re.sub(r"^(?:[IVX]+\.|\d+\.|[a-zđ]\)|[-+]) ", "", line.text)
    item, held = next((item, held) for words, item, held in _walk(body, {}) if words == text)
    parts = item.get("parts", [])
    got = _pairs(held).union(*(_pairs(_with(part, held)) for part in parts))
    if line.printed is not None:
        wrong = [f"roles {sorted(got ^ line.printed)}"] if got != line.printed else []
        return wrong if said or line.remark else [*wrong, "nothing is said"]
    if "?" in line.words:
        return [] if said else ["nothing is said"]
    is_order = not item.get("lead") and item.get("order", True) and item != {}
    if "lead" in line.words or "no" in line.words:
        return ["is an order"] if is_order else []
    wanted = line.expected.union(*(pairs for pairs, _ in line.parts))
    sure = frozenset(pair for pair in got if pair[1] not in line.maybe)
    wrong = [f"roles {sorted(sure ^ wanted)}"] if sure != wanted else []
    for pairs, words in line.parts:
        holder = next((part for part in parts if words in _quote(part)), None)
        if _pairs(_with(holder, held) if holder else held) != pairs:
            wrong.append(f"roles at “{words}”")
    if not said and ("!" in line.words or not line.maybe <= {id for _, id in got}):
        wrong.append("nothing is said")
    return wrong


def _walk(body: list[Any], held: dict[str, list[str]]) -> Any:
    for each in body:
        if isinstance(each, str):
            yield each, {}, {}
        elif "text" in each:
            own = _with(each, held)
            yield re.sub(r"[*\\]", "", each["text"]), each, own
            yield from _walk(each.get("items", []), own)


def _with(keys: dict[str, Any], held: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the roles of *keys*: those above are inherited where it has no ``to``."""
    above = {} if "to" in keys else held
    return {role: [*above.get(role, []), *keys.get(role, [])] for role in ROLES}


def _pairs(roles: dict[str, list[str]]) -> Pairs:
    """Return the pairs that hold: of several roles of a unit the strongest."""
    found: dict[str, str] = {}
    for role in ROLES:
        for id in roles.get(role, []):
            found.setdefault(id, role)
    return frozenset((role, id) for id, role in found.items())


def _quote(part: dict[str, Any]) -> str:
    quote = part["quote"]
    return quote if isinstance(quote, str) else " ".join(quote)
