"""What is read line by line, looked at as a whole: what only introduces, closes or assesses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from soanthao.recognition.lines import is_bold
from soanthao.recognition.nodes import CLOSING, Node

_ORDER: Final = re.compile(r"\b(?:giao|yêu cầu|đề nghị|chủ trì|có trách nhiệm)\b", re.IGNORECASE)
_UNIT: Final = re.compile(
    r"(?:Các )?(?:Sở|Phòng|Ban|Bộ|Cục|Chi cục|Vụ|Văn phòng|UBND|[ỦU][ỷyỶY] ban|Công an|Thanh tra"
    r"|Trung tâm|Trạm|Kho bạc|Thuế|Ngân hàng|Công ty|Hội|Đoàn|sở|phòng|ban|xã|phường|ấp|thôn)"
    r"(?!\w)(?! (?:hành|nghị|nhập|phí|thu|tục|đặc|chữa|cháy|chống|cục|máy|mặt|viên)\b)"
)
"""A heading that names who is to do what stands below it."""
_ORDER_FIRST: Final = re.compile(r"(?:Giao|Yêu cầu|Đề nghị)\b")


def settled(top: list[Node], doubt: Callable[[Node], None]) -> list[Node]:
    """Return the top nodes: an only introduction is a paragraph, a closing one too.

    *doubt* is told of each paragraph that may belong elsewhere.
    """
    return _flat(_closed(_unheld(top), doubt))


def _closed(top: list[Node], doubt: Callable[[Node], None]) -> list[Node]:
    """Take loose paragraphs behind the last marked item up to the top, the closing among them."""
    last = max((at for at, node in enumerate(top) if node.marked or node.children), default=None)
    if last is None:
        return top
    path = [top[last]]
    while path[-1].children and (path[-1].children[-1].marked or path[-1].children[-1].children):
        path.append(path[-1].children[-1])
    taken: list[Node] = []
    for node in reversed(path):
        while node.children and node.children[-1].loose and not node.children[-1].children:
            if node.children[-1].table is not None:
                break
            first = len(node.children) == 1
            if first and node.introduces and not CLOSING.match(node.children[-1].plain):
                break
            taken.insert(0, node.children.pop())
            taken[0].depth = 0
    behind = [*taken, *(node for node in top[last + 1 :] if node.loose)]
    for node in behind[:-1]:
        doubt(node)
    return [*top[: last + 1], *taken, *top[last + 1 :]]


def _unheld(top: list[Node]) -> list[Node]:
    """Let an only introduction at the top be a paragraph before its items."""
    holders = [node for node in top if not node.marked and node.children and not node.attends]
    if len(holders) != 1 or _ORDER_FIRST.match(holders[0].plain):
        return top
    flat: list[Node] = []
    for node in top:
        flat.append(node)
        if node is holders[0]:
            flat.extend(node.children)
            node.children = []
            node.loose = True
    return flat


def _flat(top: list[Node]) -> list[Node]:
    """Take paragraphs and tables below a section's heading that order nobody up to the top."""
    flat: list[Node] = []
    for node in top:
        flat.append(node)
        plain = all(child.loose and not child.children for child in node.children)
        section = node.marked and node.children and is_bold(node.line.paragraph.text)
        heading = node.plain[node.found.end :].strip() if node.found else ""
        if (
            section
            and plain
            and not _UNIT.match(heading)
            and not any(_ORDER.search(child.plain) for child in node.children)
        ):
            for child in node.children:
                flat.extend(_parted(child))
            node.children = []
    return flat


def _parted(node: Node) -> list[Node]:
    """Return a paragraph, and as a node of its own the table that stands below it."""
    if node.table is None:
        return [node]
    table, node.table = node.table, None
    return [node, Node(replace(node.line, table=table), table=table)]
