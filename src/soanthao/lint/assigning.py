"""Rules about assignments (giao việc): rõ người, rõ việc, rõ thời hạn, rõ sản phẩm, rõ nơi nhận."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from soanthao.findings import Severity
from soanthao.language.assignees import Reading as SaidOrders
from soanthao.language.assignees import read_orders
from soanthao.language.lexicon import Lexicon
from soanthao.lint.orders import Ordered, orders, reached, spot_of
from soanthao.lint.reading import Reading
from soanthao.lint.rule import Check, Remark, Rule, Spot
from soanthao.notice.assignment import Role, expand
from soanthao.notice.assignment_table import NO_DEADLINE, NO_LEAD
from soanthao.notice.notice import Notice

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "A101",
        "Mỗi nội dung giao có đơn vị chủ trì",
        Severity.ERROR,
        right="to: [so-tai-chinh]",
        wrong="mục giao việc không có to",
    ),
    Rule(
        "A102",
        "Mỗi nội dung giao có thời hạn, hoặc lý do không nêu",
        Severity.WARNING,
        right="due: 2026-12-15",
        wrong="mục giao việc không có due, không có no_due",
    ),
    Rule(
        "A103",
        "Mỗi nội dung giao có sản phẩm",
        Severity.INFO,
        right="tham mưu, trình UBND tỉnh văn bản trả lời",
        wrong="xem xét đề nghị của xã",
    ),
    Rule(
        "A105",
        "Đơn vị được nêu để làm thì được giao trong danh mục",
        Severity.WARNING,
        right="phối hợp với Sở Y tế; with: [so-y-te]",
        wrong="phối hợp với Sở Y tế, with bỏ trống",
    ),
    Rule(
        "A106",
        "Nhóm để ngỏ cần được xem lại",
        Severity.INFO,
        right="giao Sở Y tế",
        wrong="giao các đơn vị liên quan; open: các đơn vị liên quan",
    ),
    Rule(
        "A107",
        "Một nội dung không giao hai lần cho một đơn vị",
        Severity.WARNING,
        right="mỗi việc một mục",
        wrong="mục 2 và mục 5 giao cùng một câu",
    ),
    Rule(
        "A109",
        "Đơn vị được giao có trong nơi nhận",
        Severity.ERROR,
        right="nơi nhận có Thuế tỉnh",
        wrong="giao Thuế tỉnh, nơi nhận không có",
    ),
    Rule(
        "A110",
        "Lãnh đạo phải ký, duyệt có trong nơi nhận",
        Severity.WARNING,
        right="nơi nhận có “CT, các PCT UBND tỉnh”",
        wrong="trình Phó Chủ tịch ký, nơi nhận không có lãnh đạo",
    ),
    Rule(
        "A112",
        "Mỗi nội dung có một đơn vị chủ trì",
        Severity.INFO,
        right="Sở Tài chính chủ trì, Sở Y tế phối hợp",
        wrong="to: [so-tai-chinh, so-y-te]",
    ),
    Rule(
        "A113",
        "Nhóm không rõ gồm những ai phải được làm rõ",
        Severity.WARNING,
        right="giao Sở Y tế, Sở Nội vụ",
        wrong="giao các đơn vị liên quan",
    ),
    Rule(
        "A114",
        "Dòng nơi nhận gọi chung nhiều đơn vị ghi rõ là những đơn vị nào (“units”)",
        Severity.WARNING,
        right="{text: Các sở liên quan, units: [so-y-te]}",
        wrong="Các sở liên quan",
    ),
)

_CONSIDERING: Final = re.compile(r"(?i)\b(?:xem xét|nghiên cứu|quan tâm|lưu ý|chú ý|cân nhắc)\b")
_OUTCOME: Final = re.compile(
    r"(?i)\b(?:tham mưu|đề xuất|báo cáo|trình|hoàn thành|hoàn thiện|xây dựng|ban hành|lập|"
    r"tổng hợp|hướng dẫn|kiểm tra|thẩm định|phê duyệt|bố trí|tổ chức|triển khai|giải quyết|xử lý|"
    r"trả lời|bàn giao|cung cấp|rà soát|công bố|ký|đăng|gửi)\b"
)
_APPROVING: Final = re.compile(
    r"\btrình (?:đồng chí )?(?P<who>(?:Phó )?Chủ tịch UBND (?:huyện|tỉnh|xã|phường|thành phố))"
    r"(?: [^\s,;.]+){0,4}? (?:ký|phê duyệt|ban hành|xem xét|quyết định)"
)
_LEADERS: Final = re.compile(
    r"(?i)\b(?:chủ tịch|PCT|lãnh đạo UBND|thường trực UBND|lãnh đạo Ủy ban|TT\.? ?UBND)|\bCT\b"
)
_MOST_SHOWN: Final = 3
"""Units that a remark about many names."""
_MANY_WORDS: Final = 6
"""Words from which on two equal orders are no chance."""


def _walk(reading: Reading) -> Iterator[tuple[Notice, Ordered]]:
    notice = reading.notice
    if notice is not None:
        for order in orders(notice):
            yield notice, order


def _unanswered(reading: Reading) -> Iterator[Remark]:
    for _, order in _walk(reading):
        spot = spot_of(reading, order)
        is_open = bool(order.follow.open) or _is_settled_below(order, reading)
        if NO_LEAD in order.row.doubts and not is_open:
            yield Remark(
                "A101",
                f"mục {order.key} chưa giao ai; hãy ghi “to”, hoặc “lead: true” nếu chỉ dẫn "
                "vào các mục dưới, “order: false” nếu chỉ nhận xét.",
                spot,
            )
        if NO_DEADLINE in order.row.doubts:
            yield Remark(
                "A102",
                f"mục {order.key} chưa có thời hạn; hãy ghi “due”, hoặc “no_due” với lý do.",
                spot,
            )


def _is_settled_below(order: Ordered, reading: Reading) -> bool:
    """Whether everything that stands below an item is ordered to somebody there."""
    if reading.notice is None or order.row.part is not None:
        return False
    item = next((each for each in reading.notice.items() if each.id == order.key), None)
    if item is None:
        return False
    below = [bool(part.roles.to) for part in item.parts]
    below += [bool(child.roles.to) or not child.orders for child in item.items]
    return bool(below) and all(below)


def _products(reading: Reading) -> Iterator[Remark]:
    for _, order in _walk(reading):
        words = _shown(order)
        if order.general or order.follow.product or not _CONSIDERING.search(words):
            continue
        if not _OUTCOME.search(words):
            message = (
                f"mục {order.key} chỉ giao xem xét, không nêu sản phẩm; nên hỏi lại người kết "
                "luận phải có văn bản gì."
            )
            yield Remark("A103", message, spot_of(reading, order, words), words)


def _shown(order: Ordered) -> str:
    """Return the last piece of an order's own words: the first may be a subject that travels."""
    return order.words.split(" (...) ")[-1].strip()


def _several(reading: Reading) -> Iterator[Remark]:
    for notice, order in _walk(reading):
        to = [unit for unit, role in order.units.items() if role is Role.TO]
        named = [id for id in _named_to(notice, order) if notice.agency.directory.unit(id)]
        if len(named) > 1 and len(to) > 1:
            names = ", ".join(_name(notice, id) for id in named)
            message = f"mục {order.key} có {len(named)} đơn vị cùng chủ trì: {names}."
            yield Remark("A112", message, spot_of(reading, order))


def _named_to(notice: Notice, order: Ordered) -> tuple[str, ...]:
    for item in notice.items():
        if item.id == order.key:
            part = order.row.part
            return item.roles.to if part is None else item.parts[part].roles.to
    return ()


def _name(notice: Notice, id: str) -> str:
    unit = notice.agency.directory.unit(id)
    return id if unit is None else unit.name


def _said(reading: Reading) -> Iterator[tuple[Notice, str, SaidOrders, list[Ordered]]]:
    """Yield for each item what its text orders, as it would be read, and what the draft says."""
    notice = reading.notice
    if notice is None:
        return
    lexicon = Lexicon.of(notice.agency.directory, notice.validity_day)
    by_item: dict[str, list[Ordered]] = {}
    for order in orders(notice):
        by_item.setdefault(order.key, []).append(order)
    for item in notice.items():
        if item.id in by_item:
            text = item.text.plain
            yield notice, text, read_orders(text, lexicon), by_item[item.id]


def _named(reading: Reading) -> Iterator[Remark]:
    for notice, text, said, held in _said(reading):
        given = {unit for order in held for unit in order.units}
        every = [*said.to, *said.with_, *said.guided]
        every += [m for part in said.parts for m in (*part.to, *part.with_, *part.guided)]
        directory, day = notice.agency.directory, notice.validity_day
        for mention in dict.fromkeys(every):
            missing = [
                unit
                for unit, general in expand(directory, mention.ids, day).items()
                if unit not in given and not general
            ]
            if missing and not any(order.general for order in held):
                words = text[mention.start : mention.stop]
                message = f"“{words}” được nêu trong câu mà không được giao ở mục này; hãy xem lại."
                yield Remark("A105", message, spot_of(reading, held[0], words), words)


def _open_groups(reading: Reading) -> Iterator[Remark]:
    for _, _, said, held in _said(reading):
        declared = [order for order in held if order.follow.open]
        for order in declared:
            words = order.follow.open
            message = f"nhóm “{words}” để ngỏ: không đơn vị nào nhận nội dung này theo nhóm."
            yield Remark("A106", message, spot_of(reading, order, words), words)
        for words in () if declared else said.open:
            message = f"“{words}” không rõ gồm những đơn vị nào; hãy ghi tên, hoặc ghi “open”."
            yield Remark("A113", message, spot_of(reading, held[0], words), words)


def _twice(reading: Reading) -> Iterator[Remark]:
    every = [order for _, order in _walk(reading) if len(order.words.split()) >= _MANY_WORDS]
    for one, two in combinations(every, 2):
        both = one.units.keys() & two.units.keys()
        if both and _plain(one.words) == _plain(two.words):
            message = f"mục {two.key} giao lại nội dung của mục {one.key}."
            yield Remark("A107", message, spot_of(reading, two))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _recipients(reading: Reading) -> Iterator[Remark]:
    """Report who is ordered and not in nơi nhận; once, where a line there leaves it open."""
    notice = reading.notice
    if notice is None or not notice.recipients:
        return
    named = reached(notice)
    told = set(named.units)
    missing: list[str] = []
    for order in orders(notice):
        for unit, role in order.units.items():
            if role is Role.COPY or unit in told:
                continue
            told.add(unit)
            name = _name(notice, unit)
            if named.open:
                missing.append(name)
                continue
            message = f"“{name}” được giao ở mục {order.key} mà không có trong nơi nhận."
            yield Remark("A109", message, spot_of(reading, order, name), name)
    if missing:
        yield _unsure(reading, named.open[0], missing)


def _unsure(reading: Reading, line: tuple[str, str], missing: list[str]) -> Remark:
    key, text = line
    shown = ", ".join(missing[:_MOST_SHOWN]) + (", …" if len(missing) > _MOST_SHOWN else "")
    message = (
        f"nơi nhận “{text}” chưa ghi “units” nên chưa rõ có gồm {len(missing)} đơn vị được giao "
        f"việc không: {shown}."
    )
    at = next((at for at, each in reading.of("recipients") if each.key == key), None)
    spot = None if at is None else Spot(at, 0, len(text))
    return Remark("A114", message, spot, text, key=key)


def _approvers(reading: Reading) -> Iterator[Remark]:
    notice = reading.notice
    if notice is None:
        return
    lines = " ".join(line.text for block in notice.recipients for line in block.lines)
    if _LEADERS.search(lines):
        return
    for order in orders(notice):
        for match in _APPROVING.finditer(order.words):
            words = match["who"]
            message = f"“{words}” phải ký, duyệt mà nơi nhận không có lãnh đạo; hãy thêm một dòng."
            yield Remark("A110", message, spot_of(reading, order, words), words)


CHECKS: Final[tuple[Check, ...]] = (
    _unanswered,
    _products,
    _several,
    _named,
    _open_groups,
    _twice,
    _recipients,
    _approvers,
)
